//! The second person's word on a payment, or on taking back what was paid (B-11): never whoever prepared it.
use super::prepare::take_step;
use crate::{Backend, BackendError, audit};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::MoveKind,
    id::UserId,
    payment::{PaymentState, may_follow},
};

/// What became of approving a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approving {
    /// It may leave with the next file.
    Done,
    /// It was a counter-entry: what was paid is taken back.
    TakenBack,
    /// They prepared it themselves: somebody else is to approve it.
    Own,
    /// It was approved or taken back meanwhile.
    Late,
    /// What is owed has shrunk since it was prepared: with it the dossier is paid more than that.
    NotOwed,
}

impl Backend {
    /// Approves the payment, or the counter-entry, of that number.
    ///
    /// # Errors
    /// `NotFound` for whoever may not approve, and when there is no such payment; when the database cannot be written.
    pub async fn approve_payment(&self, staff: &Staff, number: &str) -> Result<Approving, BackendError> {
        self.payment_rules()?;
        role_for(staff.roles, Action::ApprovePayments).ok_or(BackendError::NotFound)?;
        let (now, by) = (self.now(), staff.person.id);
        let tx = self.inner.store.write().await?;
        let (row, locked, member) = self.lock_with_claim(&tx, number).await?.ok_or(BackendError::NotFound)?;
        if !may_follow(UserId(row.user_id), by) {
            return Ok(Approving::Own);
        }
        let payment = self.to_payment(&tx, member, &row).await?;
        if !payment.waits_for(PaymentState::Approved) {
            return Ok(Approving::Late);
        }
        if payment.reverses.is_none() && self.is_overpaid(&tx, member, &locked.row.number).await? {
            return Ok(Approving::NotOwed);
        }
        take_step(&tx, row.id, PaymentState::Approved, by, "", now).await?;
        let claim = locked.row.number.clone();
        let done = if let Some(paid) = &payment.reverses {
            self.settle(&tx, (locked.row, member), (MoveKind::PaymentReversed, by)).await?;
            audit::record(&tx, now, Some(by), "payment_reversed", &claim, paid).await?;
            Approving::TakenBack
        } else {
            audit::record(&tx, now, Some(by), "payment_approved", &claim, number).await?;
            Approving::Done
        };
        tx.commit().await?;
        Ok(done)
    }
}
