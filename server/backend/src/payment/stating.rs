//! What a handler states of a dossier before it is paid begins the same way: what others pay (see `other`), and the income lost (see `loss`).
use crate::{Backend, BackendError};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::Claim,
    id::{ClaimId, UserId},
    payment::Payment,
};
use sea_orm::ConnectionTrait;

impl Backend {
    /// A dossier of which something is to be stated, locked until the caller's transaction ends, and whose it is. Whoever may not prepare
    /// payments finds none.
    pub(super) async fn lock_to_state(
        &self,
        tx: &impl ConnectionTrait,
        staff: &Staff,
        id: ClaimId,
    ) -> Result<(UserId, Claim), BackendError> {
        self.payment_rules()?;
        role_for(staff.roles, Action::Decide).ok_or(BackendError::NotFound)?;
        let (locked, member) = self.lock_for_desk(tx, id).await?;
        let claim = self.claim_in(tx, member, &locked.row.number).await?.ok_or(BackendError::NotFound)?;
        Ok((member, claim))
    }

    /// Whether a payment of the dossier is still to leave: it would leave as it was calculated before.
    pub(crate) async fn has_payment_to_leave(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        claim: &Claim,
    ) -> Result<bool, BackendError> {
        Ok(self.payments_in(tx, member, claim).await?.iter().any(Payment::is_to_leave))
    }
}
