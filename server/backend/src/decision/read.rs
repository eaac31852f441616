//! Reading decisions, always by the owner of the dossier.
use super::{
    Kept, LETTER,
    entity::{days, decision},
};
use crate::{Backend, BackendError, claim::entity::period};
use domain::{
    claim::Claim,
    decision::{Decided, DecidedDays, Outcome},
    id::UserId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// A decision with the words of its letter.
pub(super) struct Whole {
    pub(super) decided: Decided,
    pub(super) complaint: String,
    pub(super) mediator: String,
}

impl Backend {
    /// What was decided of a dossier of that member's, oldest first (C-30).
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn decisions(&self, member: UserId, claim: &Claim) -> Result<Vec<Decided>, BackendError> {
        let whole = self.whole_decisions(self.inner.store.read(), member, claim).await?;
        Ok(whole.into_iter().map(|one| one.decided).collect())
    }

    pub(super) async fn whole_decisions(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        claim: &Claim,
    ) -> Result<Vec<Whole>, BackendError> {
        let of_claim = decision::Entity::find().filter(decision::Column::ClaimId.eq(claim.summary.id.0));
        let rows = of_claim.order_by_asc(decision::Column::At).order_by_asc(decision::Column::Id).all(db).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.member_key_in(db, member).await?;
        let periods = period::Entity::find().filter(period::Column::ClaimId.eq(claim.summary.id.0)).all(db).await?;
        let days = of_claims(db, &[claim.summary.id.0]).await?;
        let whole = |row: decision::Model| -> Result<Whole, BackendError> {
            let broken = || BackendError::inconsistent("decisions");
            let request = claim.requests.iter().find(|request| request.id.0 == row.request_id).ok_or_else(broken)?;
            let theirs =
                |part: &&days::Model| periods.iter().any(|period| period.id == part.period_id && period.request_id == row.request_id);
            let kept: Kept = serde_json::from_str(&key.opened_text(LETTER, &row.letter)?).map_err(BackendError::broken)?;
            let decided = Decided {
                request: request.number.clone(),
                outcome: Outcome::parse(&row.outcome).ok_or_else(broken)?,
                at: row.at,
                days: days.iter().filter(theirs).map(DecidedDays::try_from).collect::<Result<_, _>>()?,
                reason: kept.reason,
            };
            Ok(Whole { decided, complaint: kept.complaint, mediator: kept.mediator })
        };
        rows.into_iter().map(whole).collect()
    }
}

/// The decided days of these dossiers, in order.
pub(crate) async fn of_claims(db: &impl ConnectionTrait, claims: &[uuid::Uuid]) -> Result<Vec<days::Model>, BackendError> {
    let of_claims = days::Entity::find().filter(days::Column::ClaimId.is_in(claims.iter().copied()));
    Ok(of_claims.order_by_asc(days::Column::StartsOn).all(db).await?)
}
