//! Reminders that the rest of a stop is to be declared (Y-4): that there is something to do, never what for.
use super::entity::{claim, period};
use crate::{Backend, BackendError, account::entity::user, contract::entity::enrolment, outbox};
use domain::{
    account::Channel,
    day::Day,
    id::{ClaimId, UserId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Whose covered days end, and which reminder that makes.
struct Ending {
    number: String,
    member: UserId,
    covered: Day,
    days: i64,
}

impl Backend {
    /// Reminds each member whose covered days end, of declaring the rest. May run as often as one likes: the same reminder leaves once.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn remind_of_prolongations(&self) -> Result<(), BackendError> {
        let Some((first, last)) = self.profile().prolongation.covered_between(self.today()) else { return Ok(()) };
        let ending = period::Entity::find().filter(period::Column::EndsOn.between(first.0, last.0));
        let claims = ending.select_only().column(period::Column::ClaimId).distinct();
        let claims: Vec<Uuid> = claims.into_tuple().all(self.inner.store.read()).await?;
        for id in claims {
            if let Some(ending) = self.ending(id).await? {
                self.remind_of_prolongation(&ending).await?;
            }
        }
        Ok(())
    }

    /// The reminder that is due of that dossier, if one is.
    async fn ending(&self, id: Uuid) -> Result<Option<Ending>, BackendError> {
        let db = self.inner.store.read();
        // Whose employer authorises none online is not sent to where they cannot (S-14).
        let online = claim::Entity::find_by_id(id).find_also_related(enrolment::Entity).filter(enrolment::Column::OnlineClaims.eq(true));
        let found = online.one(db).await?;
        let Some((row, Some(under))) = found else { return Ok(None) };
        let member = UserId(under.user_id);
        let Some(claim) = self.claim_in(db, member, &row.number).await? else { return Ok(None) };
        let due = claim.prolongation_reminder(&self.profile().prolongation, self.today());
        let Some((covered, days)) = due else { return Ok(None) };
        let over = self.stop_marks(ClaimId(id)).await?.is_over_after(covered);
        Ok((!over).then_some(Ending { number: row.number, member, covered, days }))
    }

    /// By the channels they chose for what becomes of their dossiers; where they chose none, as everybody is reached.
    async fn remind_of_prolongation(&self, ending: &Ending) -> Result<(), BackendError> {
        let (tx, now) = (self.inner.store.write().await?, self.now());
        let open = user::Entity::find_by_id(ending.member.0).filter(user::Column::Closed.eq(false));
        let Some(person) = open.one(&tx).await? else { return Ok(()) };
        let by = self.profile().prolongation.declare_by(ending.covered);
        let params: BTreeMap<String, String> = by.map(|day| ("due".to_owned(), day.to_string())).into_iter().collect();
        for (channel, to) in self.ways_to(&person) {
            let template = match channel {
                Channel::Sms => "claim-prolong-sms",
                Channel::Mail if by.is_some() => "claim-prolong-by-mail",
                Channel::Mail => "claim-prolong-mail",
            };
            let Ending { number, covered, days, .. } = ending;
            let once = format!("prolongation:{number}:{}:{days}:{}", covered.iso(), channel.as_str());
            outbox::enqueue_for(&tx, (now, now), person.id, (channel, &to), template, &params, once).await?;
        }
        tx.commit().await?;
        self.wake_outbox();
        Ok(())
    }
}
