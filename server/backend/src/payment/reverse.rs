//! Taking a payment back by a counter-entry (B-13). What was paid is taken back by two people: the same is owed again then (B-11).
use super::{prepare::New, read::lock_payment};
use crate::{Backend, BackendError, audit, office::DeskClaim, random};
use domain::{
    access::{Action, role_for},
    account::Staff,
    form::FieldError,
    id::{ClaimId, IdempotencyKey},
    payment::{read_reason, reversed},
};

/// What became of taking a payment back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reversing {
    /// It is taken back.
    Done,
    /// The counter-entry waits for a second person.
    Waits,
    /// What is wrong with it.
    Wrong(Vec<FieldError>),
}

impl Backend {
    /// Takes a payment of the dossier back by a counter-entry, for that reason.
    ///
    /// # Errors
    /// As [`Self::prepare_payment`]; `NotFound` when the dossier has no such payment.
    pub async fn reverse_payment(&self, staff: &Staff, id: ClaimId, payment: &str, reason: &str) -> Result<Reversing, BackendError> {
        self.payment_rules()?;
        role_for(staff.roles, Action::Decide).ok_or(BackendError::NotFound)?;
        let DeskClaim { member, claim, .. } = self.sent_claim(self.inner.store.read(), id).await?.ok_or(BackendError::NotFound)?;
        let reason = match read_reason(reason) {
            Ok(reason) => reason,
            Err(problem) => return Ok(Reversing::Wrong(vec![problem])),
        };
        let (now, by, number) = (self.now(), staff.person.id, &claim.summary.number);
        let tx = self.inner.store.write().await?;
        self.lock_claim(&tx, member.id, number).await?;
        let row = lock_payment(&tx, payment).await?.filter(|row| row.claim_id == id.0).ok_or(BackendError::NotFound)?;
        let found = self.to_payment(&tx, member.id, &row).await?;
        if !found.may_be_reversed() {
            return Ok(Reversing::Wrong(vec![FieldError::new("reason", "payment-not-reversible")]));
        }
        let lines = reversed(&found.lines);
        let key = IdempotencyKey(random::id(now)?);
        let new = New { claim: id.0, member: member.id, key, lines: &lines, reason: &reason, reversal_of: Some(row.id) };
        self.keep_payment(&tx, staff, &new, now).await?;
        let waits = found.asks_second_to_reverse();
        if waits {
            audit::record(&tx, now, Some(by), "payment_reversal_prepared", number, payment).await?;
        } else {
            audit::record(&tx, now, Some(by), "payment_reversed", number, payment).await?;
        }
        tx.commit().await?;
        Ok(if waits { Reversing::Waits } else { Reversing::Done })
    }
}
