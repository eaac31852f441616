//! What the stops before a relapse were paid: to the contract they are one dossier with it, which is paid for its longest time once
//! (domain.md 4.2 P-8, 4.3).
use super::owed::accepted_days;
use crate::{Backend, BackendError, claim::entity::claim};
use domain::{
    benefit::Standing,
    claim::Claim,
    id::{ClaimId, UserId},
};
use sea_orm::{ConnectionTrait, EntityTrait};
use std::collections::HashSet;

impl Backend {
    /// How many days are paid of the stops that the one of that dossier of that member's is a relapse of; 0 where it is none.
    pub(crate) async fn days_before(&self, db: &impl ConnectionTrait, member: UserId, id: ClaimId) -> Result<u32, BackendError> {
        let mut days = 0;
        // From the first stop on: each uses what those before it have left.
        for earlier in self.stops_before(db, member, id).await?.iter().rev() {
            days = self.days_paid_by(db, member, earlier, days).await?;
        }
        Ok(days)
    }

    /// How many days are paid by the end of the dossier, were so many paid before it.
    async fn days_paid_by(&self, db: &impl ConnectionTrait, member: UserId, claim: &Claim, before: u32) -> Result<u32, BackendError> {
        let mut contract = self.contract_alone(db, member, claim).await?;
        contract.stop.days_already_paid = before;
        let stated = self.other_pays(db, member, claim.summary.id).await?;
        let spells = contract.benefit(claim, &stated, &accepted_days(claim), &[])?.spells;
        let payable = spells.iter().filter(|spell| spell.standing == Standing::Payable);
        let days: i64 = payable.map(|spell| spell.range.days()).sum();
        Ok(before + u32::try_from(days).map_err(BackendError::broken)?)
    }

    /// The dossier that this one is a relapse of, the one that that is a relapse of, and so on: each once, whatever was marked.
    async fn stops_before(&self, db: &impl ConnectionTrait, member: UserId, id: ClaimId) -> Result<Vec<Claim>, BackendError> {
        let (mut before, mut seen, mut at) = (Vec::new(), HashSet::from([id]), id);
        while let Some(of) = self.relapse_of(db, at).await?.filter(|of| seen.insert(*of)) {
            let Some(row) = claim::Entity::find_by_id(of.0).one(db).await? else { break };
            let Some(earlier) = self.claim_in(db, member, &row.number).await? else { break };
            before.push(earlier);
            at = of;
        }
        Ok(before)
    }
}
