//! Reading decisions, always by the owner of the dossier.
use super::{
    Kept, LETTER,
    entity::{days, decision},
    reopen,
};
use crate::{Backend, BackendError, claim::entity::period};
use domain::{
    claim::{Claim, SentRequest},
    day::Instant,
    decision::{Decided, DecidedDays, Outcome},
    id::{ClaimId, UserId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// A decision with the words of its letter, and the insurer's own text around them.
pub(super) struct Whole {
    pub(super) decided: Decided,
    pub(super) complaint: String,
    pub(super) mediator: String,
    pub(super) template: Option<String>,
}

impl Backend {
    /// What was decided of a dossier of that member's, oldest first, whether it still stands or not (C-30).
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
        let made = made_of(db, claim.summary.id).await?;
        if made.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.member_key_in(db, member).await?;
        let periods = period::Entity::find().filter(period::Column::ClaimId.eq(claim.summary.id.0)).all(db).await?;
        let days = of_claims(db, &[claim.summary.id.0]).await?;
        let broken = || BackendError::inconsistent("decisions");
        let mut all: Vec<Whole> = Vec::new();
        for row in made {
            let request = claim.requests.iter().find(|request| request.id.0 == row.request_id).ok_or_else(broken)?;
            let theirs =
                |part: &&days::Model| periods.iter().any(|period| period.id == part.period_id && period.request_id == row.request_id);
            let kept: Kept = serde_json::from_str(&key.opened_text(LETTER, &row.letter)?).map_err(BackendError::broken)?;
            let decided = Decided {
                request: request.number.clone(),
                place: 1 + all.iter().filter(|one| one.decided.request == request.number).count(),
                outcome: Outcome::parse(&row.outcome).ok_or_else(broken)?,
                at: row.at,
                reopened_at: row.reopened_at,
                days: if row.reopened_at.is_some() {
                    kept.days.unwrap_or_else(|| refused_days(request))
                } else {
                    days.iter().filter(theirs).map(DecidedDays::try_from).collect::<Result<_, _>>()?
                },
                reason: kept.reason,
            };
            all.push(Whole { decided, complaint: kept.complaint, mediator: kept.mediator, template: kept.template });
        }
        Ok(all)
    }
}

/// The row of a decision, whether it stands or was put aside.
struct Made {
    id: Uuid,
    request_id: Uuid,
    outcome: String,
    letter: String,
    at: Instant,
    reopened_at: Option<Instant>,
}

/// Every decision of that dossier, oldest first.
async fn made_of(db: &impl ConnectionTrait, claim: ClaimId) -> Result<Vec<Made>, BackendError> {
    let standing = decision::Entity::find().filter(decision::Column::ClaimId.eq(claim.0)).all(db).await?;
    let standing = standing.into_iter().map(|row| Made {
        id: row.id,
        request_id: row.request_id,
        outcome: row.outcome,
        letter: row.letter,
        at: row.at,
        reopened_at: None,
    });
    let aside = reopen::of_claim(db, claim).await?.into_iter().map(|row| Made {
        id: row.id,
        request_id: row.request_id,
        outcome: row.outcome,
        letter: row.letter,
        at: row.at,
        reopened_at: Some(row.reopened_at),
    });
    let mut all: Vec<Made> = standing.chain(aside).collect();
    all.sort_by_key(|one| (one.at, one.id));
    Ok(all)
}

/// The days of a decision that was put aside and kept none: it refused all of them, or it could not have been.
fn refused_days(request: &SentRequest) -> Vec<DecidedDays> {
    request.periods.iter().map(|period| DecidedDays { range: period.range, accepted: false }).collect()
}

/// The decided days of these dossiers, in order.
pub(crate) async fn of_claims(db: &impl ConnectionTrait, claims: &[Uuid]) -> Result<Vec<days::Model>, BackendError> {
    let of_claims = days::Entity::find().filter(days::Column::ClaimId.is_in(claims.iter().copied()));
    Ok(of_claims.order_by_asc(days::Column::StartsOn).all(db).await?)
}
