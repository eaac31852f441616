//! Closing a dossier whose stop is over, once nothing of it waits (domain.md 4.3).
use super::{entity::claim, mark::over_of, moves, with_owner};
use crate::{Backend, BackendError, contract::entity::enrolment};
use domain::{
    benefit::Standing,
    claim::{Claim, ClaimStatus, RequestState, status_when_over},
    decision::Hindrance,
    id::{ClaimId, UserId},
    payment::Unpaid,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

impl Backend {
    /// Closes that dossier where it is accepted or paid, its stop is over and nothing of it is left to pay, in the caller's transaction that
    /// brought it there, its contract locked; gives where it stands.
    pub(crate) async fn close_when_over(&self, tx: &impl ConnectionTrait, id: Uuid, by: UserId) -> Result<ClaimStatus, BackendError> {
        let (row, member) = with_owner(tx, ClaimId(id)).await?;
        let claim = self.claim_in(tx, member, &row.number).await?.ok_or_else(|| BackendError::inconsistent("claims"))?;
        let of_requests: Vec<RequestState> = claim.requests.iter().map(|request| request.state).collect();
        let (standing, over) = (claim.summary.status, status_when_over(claim.summary.status, &of_requests));
        if over == standing || self.is_to_pay(tx, member, &claim).await? || !self.is_over(tx, member, &claim).await? {
            return Ok(standing);
        }
        let mut row = row.into_active_model();
        row.status = Set(over.as_str().to_owned());
        let closed = claim::Entity::update(row).exec(tx).await?;
        moves::passed(tx, standing.as_str(), &closed, by, self.now()).await?;
        Ok(over)
    }

    /// Whether something of that dossier is to be paid, or may still come back from the bank: its member does not read that it is closed.
    pub(super) async fn is_to_pay(&self, db: &impl ConnectionTrait, member: UserId, claim: &Claim) -> Result<bool, BackendError> {
        if self.profile().payments.is_none() {
            return Ok(false);
        }
        let owed = self.owed(db, member, claim, &[]).await?;
        let unpaid = Unpaid::of(&owed.lines, &self.payments_in(db, member, claim).await?);
        Ok(owed.hindrance == Some(Hindrance::NoTerms) || !unpaid.is_none())
    }

    /// Whether nothing is to come of that stop: work was resumed, it ended, or it was paid for as long as the contract pays.
    pub(super) async fn is_over(&self, db: &impl ConnectionTrait, member: UserId, claim: &Claim) -> Result<bool, BackendError> {
        let id = claim.summary.id.0;
        let marks = over_of(db, vec![id]).await?.remove(&id).unwrap_or_default();
        if claim.is_over(&marks) {
            return Ok(true);
        }
        // Nothing is accepted, so that nothing is paid.
        if claim.summary.covered_to.is_none() {
            return Ok(false);
        }
        let under = enrolment::Entity::find_by_id(claim.summary.enrolment.0).one(db).await?;
        let longest = under.map(|under| i64::from(under.max_days)).ok_or_else(|| BackendError::inconsistent("claims"))?;
        let spells = self.owed(db, member, claim, &[]).await?.spells;
        let payable = spells.iter().filter(|spell| spell.standing == Standing::Payable);
        let before = i64::from(self.days_before(db, member, claim.summary.id).await?);
        Ok(before + payable.map(|spell| spell.range.days()).sum::<i64>() >= longest)
    }
}
