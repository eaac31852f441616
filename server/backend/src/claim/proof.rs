//! The proof of deposit: a PDF made anew from rows that never change, so that it is as durable as they are (C-28).
use crate::{Backend, BackendError, clock};
use documents::{DepositProof, ProofExpense, ProofFile, ProofPeriod, deposit_proof};
use domain::{
    account::Person,
    attachment::size_text,
    care::{Expense, claimed},
    claim::{Claim, RequestKind, SentRequest},
    money::Currency,
};

impl Backend {
    /// The proof of that sent request, in `words` for « Prolongation », « Non » and the like.
    ///
    /// # Errors
    /// When the document cannot be made.
    pub async fn deposit_proof(
        &self,
        member: &Person,
        claim: &Claim,
        request: &SentRequest,
        words: &ProofWords,
    ) -> Result<Vec<u8>, BackendError> {
        let currency = self.profile().currency();
        let proof = DepositProof {
            brand: self.profile().brand.clone(),
            service_name: self.profile().service_name.clone(),
            title: words.title.clone(),
            request_number: request.number.clone(),
            claim_number: claim.summary.number.clone(),
            member_name: member.full_name(),
            sent_at: clock::paris_text(request.sent_at),
            kind: match request.kind {
                _ if claim.summary.is_care() => &words.care,
                RequestKind::Initial => &words.initial,
                RequestKind::Prolongation => &words.prolongation,
                RequestKind::Pdf => &words.form,
            }
            .clone(),
            periods: sent_periods(request).map(|p| to_period(p, words)).collect(),
            expenses: request.expenses.iter().map(|one| to_expense(one, currency)).collect(),
            claimed: claimed(&request.expenses).worded(currency),
            files: request
                .files
                .iter()
                .map(|f| ProofFile { name: f.name.clone(), size: size_text(f.bytes), sha256: f.sha256.clone() })
                .collect(),
            issued_on: request.sent_at,
        };
        let _turn = self.inner.inspecting.acquire().await.map_err(BackendError::broken)?;
        tokio::task::spawn_blocking(move || deposit_proof(&proof)).await.map_err(BackendError::broken)?.map_err(BackendError::broken)
    }
}

/// The periods that were sent: those of a completed form stand in it, and the desk keyed them later (B-17).
fn sent_periods(request: &SentRequest) -> impl Iterator<Item = &domain::period::Period> {
    request.periods.iter().filter(|_| request.kind != RequestKind::Pdf)
}

fn to_period(period: &domain::period::Period, words: &ProofWords) -> ProofPeriod {
    ProofPeriod {
        dates: period.range.to_string(),
        days: period.range.days().to_string(),
        payer: period.payer.clone(),
        resumed: period.resumed_on.map_or_else(|| words.not_resumed.clone(), |day| day.to_string()),
    }
}

fn to_expense(expense: &Expense, currency: Currency) -> ProofExpense {
    ProofExpense {
        day: expense.day.to_string(),
        kind: expense.kind.clone(),
        whom: expense.whom.clone(),
        paid: expense.paid.worded(currency),
        reimbursed: expense.reimbursed.worded(currency),
    }
}

/// Words of the proof, from the Fluent files.
#[derive(Clone, Debug)]
pub struct ProofWords {
    /// Title of the document.
    pub title: String,
    /// A first declaration.
    pub initial: String,
    /// A prolongation.
    pub prolongation: String,
    /// A completed form (S-23).
    pub form: String,
    /// A claim for care (D-18).
    pub care: String,
    /// Work was not resumed.
    pub not_resumed: String,
}

impl ProofWords {
    /// The words, found by their keys.
    pub fn of(word: impl Fn(&str) -> String) -> Self {
        Self {
            title: word("claim-proof-title"),
            initial: word("claim-proof-initial"),
            prolongation: word("claim-proof-prolongation"),
            form: word("claim-proof-form"),
            care: word("care-proof-kind"),
            not_resumed: word("claim-proof-not-resumed"),
        }
    }
}
