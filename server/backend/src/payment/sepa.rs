//! A file of credit transfers, `pain.001.001.09` (ISO 20022, as the European Payments Council restricts it). All that comes from people is
//! written in the few characters that every bank reads, none of which means anything in XML.
use domain::{
    day::{Day, Instant},
    money::Cents,
};
use unicode_normalization::UnicodeNormalization;

/// Longest name and longest text of a transfer.
const MAX_NAME: usize = 70;
const MAX_TEXT: usize = 140;

/// An account that pays or is paid.
pub(super) struct Party {
    pub(super) name: String,
    pub(super) iban: String,
}

/// One transfer.
pub(super) struct Transfer {
    /// Number of the payment, which the bank gives back.
    pub(super) number: String,
    pub(super) amount: Cents,
    pub(super) to: Party,
    pub(super) text: String,
}

/// A file of transfers.
pub(super) struct Order {
    pub(super) number: String,
    pub(super) at: Instant,
    /// The day they are to be carried out.
    pub(super) on: Day,
    pub(super) from: Party,
    pub(super) bic: String,
    pub(super) transfers: Vec<Transfer>,
}

/// Letters, digits and the few signs that every bank reads; accents are dropped, anything else is a space.
fn plain(text: &str, max: usize) -> String {
    let known = |c: char| if c.is_ascii_alphanumeric() || "/-?:().,'+".contains(c) { c } else { ' ' };
    let folded = text.replace('’', "'").replace(['œ', 'Œ'], "oe").replace(['æ', 'Æ'], "ae");
    let letters: String = folded.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).map(known).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(max).collect::<String>().trim().to_owned()
}

/// « 142.60 ».
fn amount(cents: Cents) -> String {
    format!("{}.{:02}", cents.0 / 100, cents.0 % 100)
}

fn party(tag: &str, Party { name, iban }: &Party) -> String {
    let (name, iban) = (plain(name, MAX_NAME), plain(iban, 34));
    let name = if name.is_empty() { "NOTPROVIDED" } else { name.as_str() };
    format!("<{tag}><Nm>{name}</Nm></{tag}><{tag}Acct><Id><IBAN>{iban}</IBAN></Id></{tag}Acct>")
}

fn transfer(Transfer { number, amount: cents, to, text }: &Transfer) -> String {
    let (number, text, cents, to) = (plain(number, 35), plain(text, MAX_TEXT), amount(*cents), party("Cdtr", to));
    format!(
        "<CdtTrfTxInf><PmtId><EndToEndId>{number}</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"EUR\">{cents}</InstdAmt></Amt>{to}\
         <RmtInf><Ustrd>{text}</Ustrd></RmtInf></CdtTrfTxInf>\n"
    )
}

/// The file.
pub(super) fn write(order: &Order) -> String {
    let (id, at, on) = (plain(&order.number, 35), order.at.format("%Y-%m-%dT%H:%M:%SZ"), order.on.iso());
    let count = order.transfers.len();
    let sum = amount(order.transfers.iter().map(|one| one.amount).sum());
    let (name, from, bic) = (plain(&order.from.name, MAX_NAME), party("Dbtr", &order.from), plain(&order.bic, 11));
    let transfers: String = order.transfers.iter().map(transfer).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"><CstmrCdtTrfInitn>\n\
         <GrpHdr><MsgId>{id}</MsgId><CreDtTm>{at}</CreDtTm><NbOfTxs>{count}</NbOfTxs><CtrlSum>{sum}</CtrlSum>\
         <InitgPty><Nm>{name}</Nm></InitgPty></GrpHdr>\n\
         <PmtInf><PmtInfId>{id}</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg><NbOfTxs>{count}</NbOfTxs><CtrlSum>{sum}</CtrlSum>\
         <PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf><ReqdExctnDt><Dt>{on}</Dt></ReqdExctnDt>{from}\
         <DbtrAgt><FinInstnId><BICFI>{bic}</BICFI></FinInstnId></DbtrAgt><ChrgBr>SLEV</ChrgBr>\n\
         {transfers}</PmtInf></CstmrCdtTrfInitn></Document>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{Order, Party, Transfer, plain, write};
    use domain::{day::Day, money::Cents};

    fn party(name: &str) -> Party {
        Party { name: name.to_owned(), iban: "FR1420041010050500013M02606".to_owned() }
    }

    #[test]
    fn b12_what_people_wrote_can_mean_nothing_in_the_file() {
        assert_eq!(plain("Étienne  D’Œuvre & Fils <b>\"x\"</b>\0", 70), "Etienne D'oeuvre Fils b x /b");
        assert_eq!(plain("中文", 70), "");
        assert_eq!(plain(&"é".repeat(200), 70), "e".repeat(70));
    }

    #[test]
    fn b12_the_file_sums_its_transfers_and_closes_every_element() {
        let transfer = |number: &str, cents| Transfer {
            number: number.to_owned(),
            amount: Cents(cents),
            to: party("Claire </Nm><Nm> Moreau"),
            text: "Dossier D26-000001-7".to_owned(),
        };
        let file = write(&Order {
            number: "VI-26-000001-8".to_owned(),
            at: "2026-03-12T14:48:00Z".parse().unwrap(),
            on: Day::parse("2026-03-12").unwrap(),
            from: party("Relais Démo"),
            bic: "AGRIFRPP".to_owned(),
            transfers: vec![transfer("RG-26-000001-8", 14_260), transfer("RG-26-000002-6", 5)],
        });
        for expected in
            ["<NbOfTxs>2</NbOfTxs><CtrlSum>142.65</CtrlSum>", "Ccy=\"EUR\">0.05<", "<Nm>Relais Demo</Nm>", "<Nm>Claire /Nm Nm Moreau</Nm>"]
        {
            assert!(file.contains(expected), "{expected} in {file}");
        }
        let mut open = Vec::new();
        for tag in file.split('<').skip(2).map(|rest| rest.split('>').next().unwrap()) {
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop().as_deref(), Some(name)),
                None => open.push(tag.split(' ').next().unwrap().to_owned()),
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
}
