//! Importing members, their contracts and their employers from files (B-52): how the files look, and what is wrong with one. A line is
//! right or it is told by line, column and code, never by its value; what is right of a faulty file is taken.
mod cells;
mod fault;
mod record;
mod rows;
mod sheet;

pub use fault::{Code, Fault};
pub use record::MAX_RECORD;
pub use rows::{ContractRow, EmployerRow, EnrolmentRow, LoanRow, MemberRow, Product, Row};
pub use sheet::{Line, Outcome, Report, Sheet};

/// What a file holds, one a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Employers.
    Employers,
    /// Members.
    Members,
    /// Contracts.
    Contracts,
    /// Members' places in contracts.
    Enrolments,
    /// Credits.
    Loans,
}

impl Kind {
    /// Every kind, in the order in which files are loaded: what refers to something comes after it.
    pub const ALL: [Self; 5] = [Self::Employers, Self::Members, Self::Contracts, Self::Enrolments, Self::Loans];

    /// Stable name, as an operator writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Employers => "employers",
            Self::Members => "members",
            Self::Contracts => "contracts",
            Self::Enrolments => "enrolments",
            Self::Loans => "loans",
        }
    }

    /// The kind of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Columns that may be in a file besides; without one, what is known stays.
    pub fn optional_columns(self) -> &'static [&'static str] {
        match self {
            Self::Contracts => &["kept_plein_bp", "kept_demi_bp", "covers_loss"],
            _ => &[],
        }
    }

    /// Its columns; all of them are in a file, in any order.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Employers => &["external_id", "tenant", "name", "adhesion_identifier", "online_claims", "supporting_docs", "documents"],
            Self::Members => &[
                "external_id",
                "civility",
                "family_name",
                "given_name",
                "birth_date",
                "email",
                "phone",
                "no_phone",
                "mobile",
                "address_line1",
                "address_line2",
                "address_line3",
                "postcode",
                "city",
                "country",
                "iban",
                "iban_holder",
                "pay_by_email",
                "pay_by_sms",
            ],
            Self::Contracts => &[
                "external_id",
                "tenant",
                "number",
                "product",
                "label",
                "employer_external_id",
                "effect_from",
                "effect_to",
                "franchise_days",
                "benefit_rate_bp",
                "max_days",
                "waiting_days",
            ],
            Self::Enrolments => &[
                "external_id",
                "member_external_id",
                "contract_external_id",
                "certificate_number",
                "adhesion_number",
                "valid_from",
                "valid_to",
                "reference_pay_cents",
                "online_claims",
            ],
            Self::Loans => &[
                "external_id",
                "enrolment_external_id",
                "loan_ref",
                "label",
                "instalment_cents",
                "due_day",
                "quotity_bp",
                "outstanding_cents",
                "first_due_date",
                "end_date",
            ],
        }
    }
}
