//! The proof of deposit: a PDF made anew from rows that never change, so that it is as durable as they are (C-28).
use super::{
    DraftForm,
    entity::{period, request},
    parse_kind,
};
use crate::{Backend, BackendError, attachment, clock};
use documents::{DepositProof, ProofExpense, ProofFile, ProofPeriod, deposit_proof};
use domain::{
    account::Person,
    attachment::{Attachment, size_text},
    care::{Expense, claimed},
    claim::RequestKind,
    id::UserId,
    money::Currency,
    period::Period,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// The rows of what was deposited, and nothing else of its dossier.
struct Deposit {
    request: request::Model,
    /// Those of a completed form stand in it, and the desk keyed them later: none of these (B-17).
    periods: Vec<Period>,
    /// With any, it is a claim for care.
    expenses: Vec<Expense>,
    files: Vec<Attachment>,
}

impl Backend {
    /// The proof of that request of the member's, in `words` for « Prolongation », « Non » and the like.
    ///
    /// # Errors
    /// `NotFound` where no such request was sent into a dossier of theirs of that number; else when the document cannot be made.
    pub async fn deposit_proof(&self, member: &Person, claim: &str, request: &str, words: &ProofWords) -> Result<Vec<u8>, BackendError> {
        let deposit = self.deposit(member.id, claim, request).await?;
        let (kind, sent_at) = (parse_kind(&deposit.request.kind)?, deposit.request.sent_at.unwrap_or_default());
        let currency = self.profile().currency();
        let proof = DepositProof {
            brand: self.profile().brand.clone(),
            service_name: self.profile().service_name.clone(),
            title: words.title.clone(),
            request_number: request.to_owned(),
            claim_number: claim.to_owned(),
            member_name: member.full_name(),
            sent_at: clock::paris_text(sent_at),
            kind: match kind {
                _ if !deposit.expenses.is_empty() => &words.care,
                RequestKind::Initial => &words.initial,
                RequestKind::Prolongation => &words.prolongation,
                RequestKind::Pdf => &words.form,
            }
            .clone(),
            periods: deposit.periods.iter().map(|p| to_period(p, words)).collect(),
            expenses: deposit.expenses.iter().map(|one| to_expense(one, currency)).collect(),
            claimed: claimed(&deposit.expenses).worded(currency),
            files: deposit.files.into_iter().map(to_file).collect(),
            issued_on: sent_at,
        };
        let _turn = self.inner.inspecting.acquire().await.map_err(BackendError::broken)?;
        tokio::task::spawn_blocking(move || deposit_proof(&proof)).await.map_err(BackendError::broken)?.map_err(BackendError::broken)
    }

    async fn deposit(&self, member: UserId, claim: &str, request: &str) -> Result<Deposit, BackendError> {
        let (db, claim) = (self.inner.store.read(), self.claim_id(member, claim).await?);
        let theirs = request::Entity::find().filter(request::Column::ClaimId.eq(claim.0)).filter(request::Column::Number.eq(request));
        let sent = theirs.filter(request::Column::SentAt.is_not_null()).one(db).await?.ok_or(BackendError::NotFound)?;
        let typed = period::Entity::find().filter(period::Column::RequestId.eq(sent.id)).order_by_asc(period::Column::StartsOn);
        let periods = match parse_kind(&sent.kind)? {
            RequestKind::Pdf => Vec::new(),
            RequestKind::Initial | RequestKind::Prolongation => typed.all(db).await?,
        };
        Ok(Deposit {
            periods: periods.into_iter().map(Period::try_from).collect::<Result<_, _>>()?,
            expenses: DraftForm::of(&sent)?.expenses,
            files: attachment::of_requests(db, &[sent.id]).await?.remove(&sent.id).unwrap_or_default(),
            request: sent,
        })
    }
}

fn to_period(period: &Period, words: &ProofWords) -> ProofPeriod {
    ProofPeriod {
        dates: period.range.to_string(),
        days: period.range.days().to_string(),
        payer: period.payer.clone(),
        resumed: period.resumed_on.map_or_else(|| words.not_resumed.clone(), |day| day.to_string()),
    }
}

fn to_file(file: Attachment) -> ProofFile {
    ProofFile { name: file.name, size: size_text(file.bytes), sha256: file.sha256 }
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
