//! What the lines of an import hold (B-52): one type for each kind of file, read whole or not at all.
use super::{Code, cells::Cells};
use crate::{
    account::{
        name_key,
        personal::{Address, Civility, Notices, Phones},
    },
    contract::Guarantee,
    day::Day,
    money::Share,
};

/// Longest name of a person, an employer or a product, in characters.
const MAX_NAME: usize = 100;
/// Longest reference of a credit, in characters.
const MAX_REFERENCE: usize = 40;
/// Longest line of an address, in characters.
const MAX_LINE: usize = 60;
/// Most days that a contract counts: ten years.
const MAX_DAYS: i32 = 3_650;
/// Basis points of a whole.
const WHOLE: i32 = Share::WHOLE.cast_signed();

/// What is insured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// Credits.
    Emprunteur,
    /// The pay of an employer's agents.
    Prevoyance,
    /// Help in daily life.
    Assistance,
    /// Costs of care.
    Sante,
}

impl Product {
    /// Stable name, as written and stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Emprunteur => "emprunteur",
            Self::Prevoyance => "prevoyance",
            Self::Assistance => "assistance",
            Self::Sante => "sante",
        }
    }

    /// The product of that name.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Emprunteur, Self::Prevoyance, Self::Assistance, Self::Sante].into_iter().find(|product| product.as_str() == text)
    }

    /// What of it is declared online (C-17): a file names no guarantees.
    pub fn guarantees(self) -> &'static [Guarantee] {
        match self {
            Self::Emprunteur => &Guarantee::ALL,
            Self::Prevoyance => &[Guarantee::WorkIncapacity],
            Self::Assistance | Self::Sante => &[],
        }
    }
}

/// An employer, with what it authorises (S-14, B-50).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployerRow {
    /// Its key.
    pub external_id: String,
    /// Its name.
    pub name: String,
    /// The identifier by which its agents find the kit (B-51).
    pub adhesion_identifier: Option<String>,
    /// Whether its agents may make claims online (S-20).
    pub online_claims: bool,
    /// Whether they may send documents.
    pub supporting_docs: bool,
    /// Whether they find its documents.
    pub documents: bool,
}

/// A contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractRow {
    /// Its key.
    pub external_id: String,
    /// Its number, as printed.
    pub number: String,
    /// What it insures.
    pub product: Product,
    /// What it is called.
    pub label: String,
    /// Key of the employer who took it out.
    pub employer: Option<String>,
    /// First day of cover.
    pub effect_from: Day,
    /// Last day of cover.
    pub effect_to: Option<Day>,
    /// Days without benefit at the start of a stop.
    pub franchise_days: Option<i32>,
    /// Part of the pay that is insured, in basis points.
    pub benefit_rate_bp: Option<i32>,
    /// Longest time a stop is paid, in days.
    pub max_days: Option<i32>,
    /// Days after the first of cover in which nothing is covered yet.
    pub waiting_days: Option<i32>,
    /// Part of the insured pay that the employer keeps paying at « Plein traitement », in basis points; as the profile has it where none is
    /// named.
    pub kept_plein_bp: Option<i32>,
    /// As `kept_plein_bp`, at « Demi-traitement ».
    pub kept_demi_bp: Option<i32>,
    /// Whether the file says anything of the one and of the other: where it does not, what is known stays.
    pub says_kept: [bool; 2],
    /// Whether what it pays of credits makes good a loss; as the profile has it where nothing is said.
    pub covers_loss: Option<bool>,
    /// Whether the file says anything of that.
    pub says_loss: bool,
}

/// A member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRow {
    /// Their key, and the name they sign in with.
    pub external_id: String,
    /// How they are addressed.
    pub civility: Option<Civility>,
    /// Last name.
    pub family_name: String,
    /// First name.
    pub given_name: String,
    /// Birth date.
    pub birth_date: Day,
    /// E-mail address.
    pub email: Option<String>,
    /// Numbers.
    pub phones: Phones,
    /// Postal address.
    pub address: Address,
    /// The account they are paid on.
    pub iban: Option<String>,
    /// Where they hear of payments.
    pub notices: Notices,
}

/// A member's place in a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentRow {
    /// Its key.
    pub external_id: String,
    /// Key of the member.
    pub member: String,
    /// Key of the contract.
    pub contract: String,
    /// Certificate of a group contract, as printed.
    pub certificate_number: Option<String>,
    /// Number of the membership, as printed.
    pub adhesion_number: Option<String>,
    /// First day of cover.
    pub valid_from: Day,
    /// Last day of cover.
    pub valid_to: Option<Day>,
    /// Monthly pay that benefits are calculated on, in cents.
    pub reference_pay_cents: Option<i64>,
    /// Whether this member may make claims online, where it is said apart from what the employer authorises.
    pub online_claims: Option<bool>,
}

/// A credit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoanRow {
    /// Its key.
    pub external_id: String,
    /// Key of the enrolment that insures it.
    pub enrolment: String,
    /// Its reference, as printed.
    pub reference: String,
    /// Name of the product.
    pub label: String,
    /// Monthly instalment, in cents.
    pub instalment_cents: i64,
    /// Day of the month on which it is due, 1 to 31.
    pub due_day: i32,
    /// Part of the instalment that is insured, in basis points.
    pub quotity_bp: i32,
    /// What is left to pay, in cents.
    pub outstanding_cents: i64,
    /// Last due date.
    pub end_date: Day,
}

/// What a line holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// An employer.
    Employer(EmployerRow),
    /// A member.
    Member(Box<MemberRow>),
    /// A contract.
    Contract(ContractRow),
    /// An enrolment.
    Enrolment(EnrolmentRow),
    /// A credit.
    Loan(LoanRow),
}

impl Row {
    /// Its key.
    pub fn key(&self) -> &str {
        match self {
            Self::Employer(row) => &row.external_id,
            Self::Member(row) => &row.external_id,
            Self::Contract(row) => &row.external_id,
            Self::Enrolment(row) => &row.external_id,
            Self::Loan(row) => &row.external_id,
        }
    }

    /// Of a member, what two lines about one person have in common.
    pub(super) fn person(&self) -> Option<String> {
        match self {
            Self::Member(row) => Some(format!("{} {}", name_key(&row.family_name, &row.given_name), row.birth_date.iso())),
            _ => None,
        }
    }
}

/// An employer or a contract of that insurer.
fn of_tenant(cells: &mut Cells<'_>, insurer: &str) {
    if cells.needed_key("tenant") != insurer {
        cells.fault("tenant", Code::WrongTenant);
    }
}

pub(super) fn employer(cells: &mut Cells<'_>, insurer: &str) -> EmployerRow {
    of_tenant(cells, insurer);
    EmployerRow {
        external_id: cells.needed_key("external_id"),
        name: cells.needed("name", MAX_NAME),
        adhesion_identifier: cells.key("adhesion_identifier"),
        online_claims: cells.yes("online_claims"),
        supporting_docs: cells.yes("supporting_docs"),
        documents: cells.yes("documents"),
    }
}

pub(super) fn contract(cells: &mut Cells<'_>, insurer: &str) -> Option<ContractRow> {
    of_tenant(cells, insurer);
    let product = cells.needed_of("product", Code::BadValue, Product::parse);
    let (from, to) = (cells.needed_day("effect_from"), cells.day("effect_to"));
    cells.in_order(from, to, "effect_to");
    let row = ContractRow {
        external_id: cells.needed_key("external_id"),
        number: cells.needed_key("number"),
        product: product.unwrap_or(Product::Sante),
        label: cells.needed("label", MAX_NAME),
        employer: cells.key("employer_external_id"),
        effect_from: from.unwrap_or(cells.today),
        effect_to: to,
        franchise_days: cells.number("franchise_days", 0..=MAX_DAYS),
        benefit_rate_bp: cells.number("benefit_rate_bp", 0..=WHOLE),
        max_days: cells.number("max_days", 1..=MAX_DAYS),
        waiting_days: cells.number("waiting_days", 0..=MAX_DAYS),
        kept_plein_bp: cells.number("kept_plein_bp", 0..=WHOLE),
        kept_demi_bp: cells.number("kept_demi_bp", 0..=WHOLE),
        says_kept: ["kept_plein_bp", "kept_demi_bp"].map(|column| cells.has(column)),
        covers_loss: cells.perhaps("covers_loss"),
        says_loss: cells.has("covers_loss"),
    };
    product.zip(from).map(|_| row)
}

pub(super) fn member(cells: &mut Cells<'_>) -> Option<MemberRow> {
    let civility = |text: &str| Civility::parse(&text.to_lowercase());
    let birth_date = cells.past_day("birth_date");
    let row = MemberRow {
        external_id: cells.needed_key("external_id"),
        civility: cells.one_of("civility", Code::BadValue, civility),
        family_name: cells.needed("family_name", MAX_NAME),
        given_name: cells.needed("given_name", MAX_NAME),
        birth_date: birth_date.unwrap_or(cells.today),
        email: cells.email("email"),
        phones: phones(cells),
        address: address(cells),
        iban: iban(cells),
        notices: Notices { by_email: cells.yes("pay_by_email"), by_sms: cells.yes("pay_by_sms") },
    };
    birth_date.map(|_| row)
}

/// « Pas de Tel » wins over a number beside it, as on the page (S-53).
fn phones(cells: &mut Cells<'_>) -> Phones {
    let (phone, no_phone, mobile) = (cells.phone("phone"), cells.yes("no_phone"), cells.mobile("mobile"));
    Phones { phone: phone.filter(|_| !no_phone), no_phone, mobile }
}

fn address(cells: &mut Cells<'_>) -> Address {
    let figures = |text: &str| (text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.to_owned());
    let france = |text: &str| (text == "FR").then_some(());
    cells.needed_of("country", Code::BadValue, france);
    Address {
        lines: [cells.needed("address_line1", MAX_LINE), cells.text("address_line2", MAX_LINE), cells.text("address_line3", MAX_LINE)],
        postcode: cells.needed_of("postcode", Code::BadPostcode, figures).unwrap_or_default(),
        town: cells.needed("city", MAX_LINE),
    }
}

/// Whose the account is belongs to the bank: it is looked at and not kept.
fn iban(cells: &mut Cells<'_>) -> Option<String> {
    cells.text("iban_holder", MAX_NAME);
    cells.iban("iban")
}

pub(super) fn enrolment(cells: &mut Cells<'_>) -> Option<EnrolmentRow> {
    let (from, to) = (cells.needed_day("valid_from"), cells.day("valid_to"));
    cells.in_order(from, to, "valid_to");
    let row = EnrolmentRow {
        external_id: cells.needed_key("external_id"),
        member: cells.needed_key("member_external_id"),
        contract: cells.needed_key("contract_external_id"),
        certificate_number: cells.key("certificate_number"),
        adhesion_number: cells.key("adhesion_number"),
        valid_from: from.unwrap_or(cells.today),
        valid_to: to,
        reference_pay_cents: cells.cents("reference_pay_cents"),
        online_claims: cells.perhaps("online_claims"),
    };
    from.map(|_| row)
}

pub(super) fn loan(cells: &mut Cells<'_>) -> Option<LoanRow> {
    let (first, last) = (cells.needed_day("first_due_date"), cells.needed_day("end_date"));
    cells.in_order(first, last, "end_date");
    let row = LoanRow {
        external_id: cells.needed_key("external_id"),
        enrolment: cells.needed_key("enrolment_external_id"),
        reference: cells.needed("loan_ref", MAX_REFERENCE),
        label: cells.needed("label", MAX_NAME),
        instalment_cents: cells.needed_cents("instalment_cents").unwrap_or_default(),
        due_day: cells.needed_number("due_day", 1..=31).unwrap_or_default(),
        quotity_bp: cells.needed_number("quotity_bp", 0..=WHOLE).unwrap_or_default(),
        outstanding_cents: cells.needed_cents("outstanding_cents").unwrap_or_default(),
        end_date: last.unwrap_or(cells.today),
    };
    last.map(|_| row)
}
