//! The proof of deposit: what was received, when, and the fingerprint of every file.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::desk::Template;
use crate::error::DocumentError;
use crate::render::{LOOK, Label, render};
use crate::sheet::Sheet;

static TEMPLATE: LazyLock<Template> = LazyLock::new(|| Template::new(LOOK, include_str!("../templates/deposit-proof.typ")));

/// All a proof of deposit says, already worded in French; strings are printed as they are, never read as markup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepositProof {
    /// Name of the insurer's portal, at the top of the page.
    pub brand: String,
    /// Service that received the request.
    pub service_name: String,
    /// Title of the page and of the file, such as « Preuve de dépôt ». Not empty.
    pub title: String,
    /// Number of the request; with `brand` it identifies the file.
    pub request_number: String,
    /// Number of the claim the request belongs to.
    pub claim_number: String,
    /// First and last name of the member.
    pub member_name: String,
    /// When the request was sent, in words, read after « Transmise le ».
    pub sent_at: String,
    /// « Prolongation », « Première déclaration » or « Réclamation de soins de santé ».
    pub kind: String,
    /// Declared periods, in the order of the page. May be empty.
    #[serde(skip)]
    pub periods: Vec<ProofPeriod>,
    /// Expenses that are claimed, in the order of the page; with any, the page has them in place of the periods.
    #[serde(skip)]
    pub expenses: Vec<ProofExpense>,
    /// What is claimed of them altogether, such as « 145,50 $ »; printed with expenses only.
    pub claimed: String,
    /// Received files, in the order of the page. May be empty.
    #[serde(skip)]
    pub files: Vec<ProofFile>,
    /// When the proof was issued: the date in the file's metadata, not printed.
    pub issued_on: DateTime<Utc>,
}

/// One declared period, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProofPeriod {
    /// Such as « Du 1er au 28 février 2026 ».
    pub dates: String,
    /// Number of days.
    pub days: String,
    /// Social body that pays the daily benefits, such as « CPAM ».
    pub payer: String,
    /// Whether work was resumed, and when.
    pub resumed: String,
}

/// One expense, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProofExpense {
    /// Day of the care, such as « 3 mars 2026 ».
    pub day: String,
    /// Kind of care.
    pub kind: String,
    /// Whom it was for.
    pub whom: String,
    /// What was paid, such as « 45,50 $ ».
    pub paid: String,
    /// What somebody else has paid back of it.
    pub reimbursed: String,
}

/// One received file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProofFile {
    /// Name the member's device gave it. Characters the fonts lack are printed as `□`.
    pub name: String,
    /// Size of the bytes received, in words, such as « 1,2 Mo ».
    pub size: String,
    /// SHA-256 of the bytes received, 64 hexadecimal digits.
    pub sha256: String,
}

/// The proof with its tables.
#[derive(Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    proof: &'a DepositProof,
    periods: Sheet,
    expenses: Sheet,
    files: Sheet,
}

impl<'a> From<&'a DepositProof> for Printed<'a> {
    fn from(proof: &'a DepositProof) -> Self {
        let periods = proof.periods.iter().cloned().map(|one| [one.dates, one.days, one.payer, one.resumed]);
        let expenses = proof.expenses.iter().cloned().map(|one| [one.day, one.kind, one.whom, one.paid, one.reimbursed]);
        let files = proof.files.iter().map(|one| [one.name.clone(), one.size.clone(), print(&one.sha256)]);
        Self {
            proof,
            periods: Sheet::new([163.5, 45.4, 130.8, 130.8], periods),
            expenses: Sheet::new([103.7, 111.6, 95.8, 79.7, 79.7], expenses),
            files: Sheet::new([245.5, 53.5, 171.5], files),
        }
    }
}

/// Two lines of 32: short enough for a column, long enough to be compared by eye.
fn print(digest: &str) -> String {
    digest.split_at_checked(32).map_or_else(|| digest.to_owned(), |(first, second)| format!("{first} {second}"))
}

/// The proof of deposit as a PDF/A-2a and PDF/UA-1 file. The same proof always gives the same bytes.
///
/// It computes for some tens of milliseconds and does not yield: on an async runtime, call it from a blocking thread.
///
/// # Errors
/// [`DocumentError::Standards`] when the title is empty or the year of `issued_on` is outside 0 to 9999. The other
/// kinds mean that the template is at fault.
pub fn deposit_proof(proof: &DepositProof) -> Result<Vec<u8>, DocumentError> {
    let identity = format!("deposit-proof/{}/{}", proof.brand, proof.request_number);
    render(&TEMPLATE, &Printed::from(proof), Label { identity, issued_on: proof.issued_on })
}
