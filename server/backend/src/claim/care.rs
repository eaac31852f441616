//! Writing a claim for care (D-18): a dossier of one request, made of expenses.
use super::{
    DraftForm, Pen,
    draft::{Saved, cut},
};
use crate::{Backend, BackendError};
use domain::{
    care::{CareRules, ExpenseForm, review},
    claim::RequestKind,
    contract::Guarantee,
    id::{EnrolmentId, UserId},
};

/// One post of the expense step.
#[derive(Clone, Debug, Default)]
pub struct ExpensesPost {
    /// Version of the draft that the page showed.
    pub version: i32,
    /// What the pressed button asks, as [`domain::claim::Lines::press`] reads it.
    pub intent: String,
    /// The line being typed.
    pub entry: ExpenseForm,
}

impl Backend {
    /// The insurer's rules of care expenses.
    pub(super) fn care_rules(&self) -> Result<&CareRules, BackendError> {
        self.profile().care.as_ref().ok_or(BackendError::NotFound)
    }

    /// Opens a claim for care under a contract of the member's, or resumes the one under way; gives its number (D-18).
    ///
    /// # Errors
    /// `NotFound` for a contract that is not theirs or covers no care (D-1), and where the insurer takes no such claims.
    pub async fn claim_expenses(&self, member: UserId, enrolment: EnrolmentId) -> Result<String, BackendError> {
        self.care_rules()?;
        let tx = self.inner.store.write().await?;
        let contract = self.lock_enrolment(&tx, member, enrolment).await?;
        if !contract.covers_care() {
            return Err(BackendError::NotFound);
        }
        let opened =
            self.open_claim(&tx, (enrolment, Pen::Member), (Guarantee::HealthCare, RequestKind::Initial), DraftForm::default()).await?;
        self.note_opened(&tx, member, &opened).await?;
        tx.commit().await?;
        Ok(opened.number)
    }

    /// Keeps one post of the expense step, as [`Backend::save_periods`] does one of the period step: when another tab saved first, what
    /// was typed here is kept beside what it saved.
    ///
    /// # Errors
    /// `NotFound` when there is no such draft of the member's, and where the insurer takes no such claims.
    pub async fn save_expenses(&self, member: UserId, number: &str, post: &ExpensesPost) -> Result<Saved, BackendError> {
        let rules = self.care_rules()?;
        let tx = self.inner.store.write().await?;
        let claim = self.lock_claim(&tx, member, number).await?;
        let row = claim.draft(&tx).await?.filter(|_| claim.is_care()).ok_or(BackendError::NotFound)?;
        let mut form = DraftForm::of(&row)?;
        let entry = cut_entry(&post.entry);
        let saved = if post.version == row.version {
            form.care.entry = entry;
            let verdict = review(rules, self.profile().currency(), self.today(), &form.care.all());
            let right = verdict.is_right(form.care.typed_row());
            form.care.press(&post.intent, right);
            Saved::by(&post.intent, verdict.is_ok())
        } else {
            form.care.keep_beside(entry);
            Saved::Stay
        };
        self.store_draft(&tx, row, &form).await?;
        tx.commit().await?;
        Ok(saved)
    }
}

fn cut_entry(entry: &ExpenseForm) -> ExpenseForm {
    ExpenseForm {
        day: cut(&entry.day),
        kind: cut(&entry.kind),
        whom: cut(&entry.whom),
        paid: cut(&entry.paid),
        reimbursed: cut(&entry.reimbursed),
    }
}
