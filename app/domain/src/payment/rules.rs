//! What an insurer says of its payments: the profile's `[payments]` table.
use crate::{account::personal::read_iban, money::Cents};
use serde::{Deserialize, Deserializer, Serialize};

/// Who is paid in the member's place where a loan is insured: its lender (B-12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lender {
    /// Name, as its bank knows it.
    pub name: String,
    /// Account number.
    #[serde(deserialize_with = "account")]
    pub iban: String,
}

/// An account number as the bank's file holds it, however the profile writes it; what is none is left to [`PaymentRules::problem`].
fn account<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let typed = String::deserialize(from)?;
    Ok(read_iban(&typed).unwrap_or(typed))
}

/// The profile's `[payments]` table: without it nothing is paid from the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentRules {
    /// A payment over this amount, in cents, needs a second person (B-11).
    pub approval_cents: i64,
    /// Who pays, as the bank knows them.
    pub name: String,
    /// The account paid from.
    #[serde(deserialize_with = "account")]
    pub iban: String,
    /// The bank of that account.
    pub bic: String,
    /// Who is paid in the member's place where a loan is insured; else, and absent, members are paid on the account they gave (M-14).
    pub lender: Option<Lender>,
}

impl PaymentRules {
    /// Whether paying that amount needs a second person: more than one may pay alone, or more than is owed.
    pub fn asks_second(&self, paid: Cents, owed: Cents) -> bool {
        paid.0 > self.approval_cents || paid > owed
    }

    /// What contradicts itself, if anything; `members_give_iban` says whether members can be asked for an account, `completes_pay` whether
    /// pay may be insured, which no lender is paid in a member's place.
    pub fn problem(&self, members_give_iban: bool, completes_pay: bool) -> Option<&'static str> {
        let bic = matches!(self.bic.len(), 8 | 11) && self.bic.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        let lender = self.lender.as_ref();
        match () {
            () if self.approval_cents < 0 => Some("`payments.approval_cents` is under 0"),
            () if self.name.trim().is_empty() => Some("`payments.name` is empty"),
            () if read_iban(&self.iban).is_err() => Some("`payments.iban` is no account number"),
            () if !bic => Some("`payments.bic` must be 8 or 11 capital letters and digits"),
            () if lender.is_some_and(|lender| lender.name.trim().is_empty() || read_iban(&lender.iban).is_err()) => {
                Some("`payments.lender` needs a name and an account number")
            }
            () if lender.is_none() && !members_give_iban => {
                Some("`payments.lender` is missing and `profile_edit.iban` is off: there would be nobody to pay")
            }
            () if completes_pay && !members_give_iban => Some(
                "`profile_edit.iban` is off, and pay is completed, by `periods.pay_levels` or without credits in `modules`: \
                 it is paid on the member's own account, which nobody could name",
            ),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lender, PaymentRules};
    use crate::money::Cents;

    #[test]
    fn b11_b12_rules_by_which_nobody_could_be_paid_are_named() {
        let right = PaymentRules {
            approval_cents: 20_000,
            name: "Relais".to_owned(),
            iban: "FR1420041010050500013M02606".to_owned(),
            bic: "AGRIFRPP".to_owned(),
            lender: None,
        };
        assert_eq!((right.problem(true, true), right.problem(true, false)), (None, None));
        let asks = |paid, owed| right.asks_second(Cents(paid), Cents(owed));
        assert!(!asks(20_000, 20_000) && asks(20_001, 20_001), "at the amount itself one person is enough");
        assert!(asks(10_001, 10_000) && !asks(9_999, 10_000), "nobody alone pays more than is owed");
        let lender = Lender { name: "Banque".to_owned(), iban: right.iban.clone() };
        let lent = PaymentRules { lender: Some(lender.clone()), ..right.clone() };
        assert_eq!((lent.problem(false, false), lent.problem(true, true)), (None, None));
        let own = lent.problem(false, true).unwrap();
        assert!(own.contains("`profile_edit.iban`") && own.contains("`periods.pay_levels`"), "no lender is paid what a member's pay lacks");
        let wrong = [
            PaymentRules { approval_cents: -1, ..right.clone() },
            PaymentRules { name: " ".to_owned(), ..right.clone() },
            PaymentRules { iban: "FR15".to_owned(), ..right.clone() },
            PaymentRules { bic: "agrifrpp".to_owned(), ..right.clone() },
            PaymentRules { lender: Some(Lender { iban: String::new(), ..lender }), ..right.clone() },
        ];
        assert!(wrong.iter().all(|rules| rules.problem(true, true).is_some_and(|text| text.starts_with("`payments."))));
        assert!(right.problem(false, false).is_some());
    }

    #[test]
    fn b12_an_account_number_is_kept_as_the_bank_reads_it_however_the_profile_writes_it() {
        let read = |iban: &str| serde_json::from_value::<Lender>(serde_json::json!({ "name": "Banque", "iban": iban })).unwrap().iban;
        for typed in ["FR1420041010050500013M02606", "fr14 2004 1010 0505 0001 3M02 606", " FR14-2004-1010-0505-0001-3M02-606 "] {
            assert_eq!(read(typed), "FR1420041010050500013M02606", "{typed}");
        }
        assert_eq!(read("FR15 2004"), "FR15 2004", "what is none is named as it was written");
        let text = r#"{ "approval_cents": 0, "name": "Relais", "iban": "FR76 3000 6000 0112 3456 7890 189", "bic": "AGRIFRPP" }"#;
        let rules: PaymentRules = serde_json::from_str(text).unwrap();
        assert_eq!((rules.iban.as_str(), rules.lender), ("FR7630006000011234567890189", None));
    }
}
