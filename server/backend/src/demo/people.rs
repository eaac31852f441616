//! Who they are and where their files stand.
use super::care;
use domain::{
    claim::ClaimStatus as Status,
    insurer::{LoginIdentifier, Module, Profile},
};
use unicode_normalization::UnicodeNormalization;

/// An invented member.
pub(super) struct Person {
    pub(super) login: &'static str,
    pub(super) given: &'static str,
    pub(super) family: &'static str,
    /// Their situation, in a few words.
    pub(super) kind: &'static str,
    pub(super) credits: &'static [Credit],
}

/// A credit, insured by a contract of its own.
pub(super) struct Credit {
    pub(super) label: &'static str,
    pub(super) reference: &'static str,
    pub(super) instalment: i64,
    pub(super) outstanding: i64,
    pub(super) due_day: i32,
    /// Names of the guarantees, parted by a space.
    pub(super) guarantees: &'static str,
    pub(super) claims: &'static [Claim],
}

/// A dossier under that contract.
pub(super) struct Claim {
    pub(super) status: Status,
    pub(super) guarantee: &'static str,
    pub(super) requests: &'static [Request],
    /// A request being written: its periods, as days ago.
    pub(super) draft: Option<&'static [(i64, i64)]>,
}

/// A request sent some days ago.
pub(super) struct Request {
    pub(super) sent: i64,
    /// State of request and periods.
    pub(super) state: &'static str,
    /// First and last day of each period, as days ago.
    pub(super) periods: &'static [(i64, i64)],
    /// First and last of its days that were refused, as days ago; the others were accepted.
    pub(super) refused: Option<(i64, i64)>,
}

const BOTH: &str = "work_incapacity job_loss";
const WORK: &str = "work_incapacity";

pub(super) const fn credit(
    label: &'static str,
    reference: &'static str,
    cents: (i64, i64),
    due_day: i32,
    claims: &'static [Claim],
) -> Credit {
    Credit { label, reference, instalment: cents.0, outstanding: cents.1, due_day, guarantees: BOTH, claims }
}

const fn claim(status: Status, requests: &'static [Request]) -> Claim {
    Claim { status, guarantee: WORK, requests, draft: None }
}

const fn request(sent: i64, state: &'static str, periods: &'static [(i64, i64)]) -> Request {
    Request { sent, state, periods, refused: None }
}

/// Contracts that nobody has in their account yet: given name, family name, birth date, contract, certificate. The last one is of
/// somebody who has an account with another contract (D-3).
pub(super) const EXPECTED: [(&str, &str, &str, &str, &str); 4] = [
    ("Aurore", "Lemaître", "1984-05-03", "104233", "0071402"),
    ("Bruno", "Castel", "1971-11-20", "104871", "0071955"),
    ("Jean-Loup", "d’Artois", "1990-02-28", "105306", "0072310"),
    ("Claire", "Moreau", "1982-06-17", "106512", "0073018"),
];

/// Who wrote a hint of their password, where the insurer has such things: sign-in name, hint, mother's first name.
pub(super) const HINT: (&str, &str, &str) = ("40821176", "Ce qui protège le port, et l’année de ma grand-mère", "Marie-Jeanne");

/// The people of that insurer: all of them where credits are insured, else those that differ by their contracts; where one contract is
/// chosen for a session, those who have none, several and many; where employers bring the members, one whose employer authorises less;
/// where reduced pay is completed, one on half pay; where care is claimed, those who do.
pub(super) fn of(profile: &Profile) -> impl Iterator<Item = &'static Person> {
    let credits = profile.has(Module::Credits);
    let choosing: &[Person] = if profile.login.choose_enrolment { CHOOSING } else { &[] };
    let employed: &[Person] = if profile.kit.is_some() { EMPLOYED } else { &[] };
    let completed: &[Person] = if completes_pay(profile) { ON_HALF_PAY } else { &[] };
    let caring: &[Person] = if profile.care.is_some() { care::PEOPLE } else { &[] };
    let all = ALL.iter().enumerate().filter(move |(rank, _)| credits || *rank < 3).map(|(_, person)| person);
    all.chain(choosing).chain(employed).chain(completed).chain(caring)
}

/// Whether the insurer completes reduced pay: only then does it ask for its level.
pub(super) fn completes_pay(profile: &Profile) -> bool {
    profile.has(Module::ClaimWizard) && !profile.periods.pay_levels.is_empty() && !profile.has(Module::Credits)
}

/// Whether that person has dossiers of stops with that insurer.
pub(super) fn has_stops(profile: &Profile, person: &Person) -> bool {
    let declared = profile.has(Module::Credits) || ON_HALF_PAY.iter().any(|one| one.login == person.login);
    profile.has(Module::ClaimWizard) && declared && person.credits.iter().any(|credit| !credit.claims.is_empty())
}

/// Their situation where no credits are insured.
pub(super) fn without_credits(profile: &Profile, person: &Person) -> &'static str {
    if CHOOSING.iter().chain(EMPLOYED).chain(ON_HALF_PAY).chain(care::PEOPLE).any(|one| one.login == person.login) {
        return person.kind;
    }
    let gate = profile.terms.as_ref().is_some_and(|terms| terms.gate);
    match (gate, accepts(person)) {
        (true, Accepts::Nothing) => "un contrat, première connexion",
        (true, Accepts::First) => "plusieurs contrats, conditions acceptées il y a longtemps",
        _ if person.credits.len() == 2 => "deux contrats",
        _ if person.credits.len() == 1 => "un contrat",
        _ => "plusieurs contrats",
    }
}

/// Which terms a person has accepted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Accepts {
    Nothing,
    First,
    Current,
}

/// Everybody has accepted the terms that hold, but one who never signed in and one who did so long ago.
pub(super) fn accepts(person: &Person) -> Accepts {
    match person.login {
        "40935520" => Accepts::Nothing,
        "41107743" => Accepts::First,
        _ => Accepts::Current,
    }
}

/// The key of their second step, in Base32, for whoever has one.
pub(super) fn second_factor(person: &Person) -> Option<&'static str> {
    (person.login == "41934417").then_some("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
}

/// A name in plain small letters.
pub(super) fn letters(text: &str) -> String {
    text.nfd().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase()
}

/// The name they sign in with.
pub(super) fn login(profile: &Profile, person: &Person) -> String {
    let (given, family) = (letters(person.given), letters(person.family));
    match profile.login.identifier {
        LoginIdentifier::ClientId | LoginIdentifier::MemberId => person.login.to_owned(),
        LoginIdentifier::Email => format!("{given}.{family}@courrier.example"),
        LoginIdentifier::UserCode => format!("{given}{family}"),
    }
}

/// The kind of the member whose file is as large as files get.
pub(super) const LARGE: &str = "très grand dossier, 60 périodes et 100 fichiers, brouillon en cours";

/// The kind of the member who has as many contracts as there may be.
pub(super) const FORTY: &str = "quarante dossiers d’assurance";

/// The numbers on paper of those contracts: five groups, eight certificates each, given out long ago and in no order.
pub(super) fn forty() -> impl Iterator<Item = (String, String)> {
    (0..40u32).map(|n| ((310_000 + 100 * (n % 5)).to_string(), format!("{:07}", 7_919 * (40 - n))))
}

/// The kind of the member whose employer does not authorise claims online (S-14).
pub(super) const UNAUTHORISED: &str = "un contrat, employeur sans déclaration en ligne";

/// That employer: key, name.
pub(super) const EMPLOYER: (&str, &str) = ("EMP-DEMO-1", "Syndicat des eaux du Val d’Aubrelle");

/// Agents of employers.
const EMPLOYED: &[Person] = &[Person {
    login: "42153380",
    given: "Laurence",
    family: "Pichon",
    kind: UNAUTHORISED,
    credits: &[credit("Maintien de salaire", "2041 8800 17", (0, 0), 5, &[])],
}];

/// Agents whose pay is completed.
const ON_HALF_PAY: &[Person] = &[Person {
    login: "42261907",
    given: "Véronique",
    family: "Salaün",
    kind: "arrêt à demi-traitement en instruction",
    credits: &[credit("Maintien de salaire", "2041 9136 02", (0, 0), 5, &[claim(Status::InReview, &[request(1, "sent", &[(11, 2)])])])],
}];

/// Members of group contracts: a code opens one, none or many.
const CHOOSING: &[Person] = &[
    Person {
        login: "42010458",
        given: "Geneviève",
        family: "Tremblay",
        kind: "plusieurs dossiers d’assurance",
        credits: &[
            credit("Prêt personnel", "7710 4412 90", (0, 0), 5, &[]),
            credit("Prêt auto", "2841 0055 12", (0, 0), 5, &[]),
            credit("Prêt travaux", "2841 0031 75", (0, 0), 5, &[]),
        ],
    },
    Person { login: "42087713", given: "Olivier", family: "Gagnon", kind: "aucun dossier d’assurance", credits: &[] },
    Person { login: "42119026", given: "Huguette", family: "Bélanger", kind: FORTY, credits: &[] },
];

pub(super) const ALL: &[Person] = &[
    Person {
        login: "40821176",
        given: "Claire",
        family: "Moreau",
        kind: "dossier ouvert à prolonger, deux crédits",
        credits: &[
            credit(
                "Crédit renouvelable",
                "2841 0093 57",
                (14_260, 341_208),
                5,
                &[claim(Status::Paid, &[request(128, "paid", &[(160, 130)]), request(60, "paid", &[(129, 101), (100, 62)])])],
            ),
            credit("Prêt personnel", "7710 4482 16", (24_310, 987_544), 10, &[]),
        ],
    },
    Person {
        login: "40935520",
        given: "Hugo",
        family: "Delattre",
        kind: "aucun dossier",
        credits: &[credit("Prêt personnel", "7710 5120 38", (18_975, 642_310), 12, &[])],
    },
    Person {
        login: "41107743",
        given: "Nadia",
        family: "Benali",
        kind: "plusieurs crédits, aucun dossier",
        credits: &[
            credit("Crédit renouvelable", "2841 0377 02", (6_500, 118_040), 5, &[]),
            credit("Prêt auto", "5502 7718 44", (31_240, 1_204_900), 8, &[]),
            credit("Prêt personnel", "7710 6019 73", (15_080, 402_115), 15, &[]),
            credit("Prêt travaux", "8803 1145 90", (27_655, 2_310_770), 20, &[]),
        ],
    },
    Person {
        login: "41260981",
        given: "Yann",
        family: "Le Goff",
        kind: "brouillon de prolongation en cours",
        credits: &[credit(
            "Prêt auto",
            "5502 8034 61",
            (29_870, 1_412_300),
            8,
            &[Claim {
                draft: Some(&[(58, 30)]),
                ..claim(Status::Accepted, &[request(90, "accepted", &[(118, 92)]), request(61, "accepted", &[(91, 59)])])
            }],
        )],
    },
    Person {
        login: "41305518",
        given: "Lucie",
        family: "Arnaud",
        kind: "première déclaration en brouillon",
        credits: &[credit(
            "Prêt personnel",
            "7710 7250 29",
            (21_400, 756_080),
            10,
            &[Claim { status: Status::Draft, guarantee: WORK, requests: &[], draft: Some(&[]) }],
        )],
    },
    Person {
        login: "41378264",
        given: "Sophie",
        family: "Marchetti",
        kind: "dossier refusé",
        credits: &[credit(
            "Prêt personnel",
            "7710 7311 85",
            (19_990, 512_600),
            10,
            &[claim(Status::Refused, &[request(75, "refused", &[(110, 80)])])],
        )],
    },
    Person {
        login: "41492037",
        given: "Paul",
        family: "Vasseur",
        kind: "dossier clôturé",
        credits: &[credit(
            "Crédit renouvelable",
            "2841 0648 11",
            (8_825, 203_340),
            5,
            &[claim(Status::Closed, &[request(310, "paid", &[(345, 315)]), request(280, "paid", &[(314, 285)])])],
        )],
    },
    Person {
        login: "41550619",
        given: "Inès",
        family: "Carpentier",
        kind: "demande en instruction",
        credits: &[credit(
            "Prêt travaux",
            "8803 1290 47",
            (33_115, 2_871_450),
            20,
            &[claim(Status::InReview, &[request(6, "sent", &[(40, 8)])])],
        )],
    },
    Person {
        login: "41603372",
        given: "Marc",
        family: "Oudin",
        kind: "complément demandé",
        credits: &[credit(
            "Prêt auto",
            "5502 8577 20",
            (26_430, 998_210),
            8,
            &[claim(Status::ComplementRequested, &[request(20, "sent", &[(55, 24)])])],
        )],
    },
    Person {
        login: "41718845",
        given: "Odile",
        family: "Fontanel",
        kind: "perte d’emploi, acceptée en partie",
        credits: &[credit(
            "Prêt personnel",
            "7710 8446 03",
            (17_250, 381_900),
            10,
            &[Claim {
                guarantee: "job_loss",
                ..claim(Status::PartlyAccepted, &[Request { refused: Some((79, 75)), ..request(45, "accepted", &[(105, 75), (74, 47)]) }])
            }],
        )],
    },
    Person {
        login: "41822906",
        given: "Étienne",
        family: "Roussel",
        kind: LARGE,
        credits: &[credit(
            "Prêt travaux",
            "8803 1402 66",
            (41_980, 3_120_500),
            20,
            &[Claim { draft: Some(&[(14, 8)]), ..claim(Status::Paid, &[]) }],
        )],
    },
    Person {
        login: "41934417",
        given: "Amandine",
        family: "Kervella",
        kind: "validation en deux étapes active",
        credits: &[credit("Prêt auto", "3315 7720 48", (21_430, 604_900), 15, &[])],
    },
];
