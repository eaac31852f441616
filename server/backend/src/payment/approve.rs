//! The second person's word on a payment (B-11): never whoever prepared it.
use super::{
    prepare::take_step,
    read::{lock_payment, owner},
};
use crate::{Backend, BackendError, audit};
use domain::{
    access::{Action, role_for},
    account::Staff,
    id::UserId,
    payment::{PaymentState, may_approve},
};

/// What became of approving a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approving {
    /// It may leave with the next file.
    Done,
    /// They prepared it themselves: somebody else is to approve it.
    Own,
    /// It was approved or taken back meanwhile.
    Late,
}

impl Backend {
    /// Approves the payment of that number.
    ///
    /// # Errors
    /// `NotFound` for whoever may not approve, and when there is no such payment; when the database cannot be written.
    pub async fn approve_payment(&self, staff: &Staff, number: &str) -> Result<Approving, BackendError> {
        self.payment_rules()?;
        role_for(staff.roles, Action::ApprovePayments).ok_or(BackendError::NotFound)?;
        let now = self.now();
        let tx = self.inner.store.write().await?;
        let row = lock_payment(&tx, number).await?.ok_or(BackendError::NotFound)?;
        if !may_approve(UserId(row.user_id), staff.person.id) {
            return Ok(Approving::Own);
        }
        let (claim, member) = owner(&tx, row.claim_id).await?;
        if !self.to_payment(&tx, member, &row).await?.waits_for(PaymentState::Approved) {
            return Ok(Approving::Late);
        }
        take_step(&tx, row.id, PaymentState::Approved, staff.person.id, "", now).await?;
        audit::record(&tx, now, Some(staff.person.id), "payment_approved", &claim.number, number).await?;
        tx.commit().await?;
        Ok(Approving::Done)
    }
}
