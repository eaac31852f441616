//! Reminders before the last day (B-7). Nothing closes by itself: what is late waits for the desk.
use super::entity::complement;
use crate::{Backend, BackendError, claim::entity::claim, clock::paris_day, contract::entity::enrolment};
use domain::{
    complement::{ComplementState, reminder},
    day::{Day, Instant},
    id::UserId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

impl Backend {
    /// Reminds each member whose last day to answer is near. May run as often as one likes: the same reminder leaves once.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn remind_of_complements(&self) -> Result<(), BackendError> {
        let (today, before) = (self.today(), &self.profile().complement.remind_days);
        let Some(longest) = before.iter().max() else { return Ok(()) };
        let near = complement::Column::DueOn.between(today.0, today.plus(i64::from(*longest)).0);
        let open = complement::Entity::find().filter(complement::Column::State.eq(ComplementState::Open.as_str())).filter(near);
        let rows = open.all(self.inner.store.read()).await?;
        let due = rows.into_iter().filter_map(|row| {
            let days = reminder(paris_day(asked_last(&row)), Day(row.due_on), today, before)?;
            Some((row, days))
        });
        for (row, days) in due {
            self.remind(&row, days).await?;
        }
        Ok(())
    }

    async fn remind(&self, row: &complement::Model, days: u32) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        let Some(member) = owner(&tx, row).await? else { return Ok(()) };
        let params = BTreeMap::from([("due".to_owned(), Day(row.due_on).to_string())]);
        // By the date too: a document refused later has reminders of its own.
        let once = format!("complement-reminder:{}:{}:{days}", row.number, Day(row.due_on).iso());
        self.tell_by_mail(&tx, member, "complement-reminder-mail", &params, once).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(())
    }
}

/// When it was asked for last: a document that is refused has another key made, which bears its moment. Its mail is told that day, and
/// no reminder beside it.
fn asked_last(row: &complement::Model) -> Instant {
    let made = row.idempotency_key.get_timestamp().and_then(|made| {
        let (seconds, nanos) = made.to_unix();
        Instant::from_timestamp(i64::try_from(seconds).ok()?, nanos)
    });
    made.unwrap_or(row.asked_at)
}

async fn owner(db: &impl ConnectionTrait, row: &complement::Model) -> Result<Option<UserId>, BackendError> {
    let Some(dossier) = claim::Entity::find_by_id(row.claim_id).one(db).await? else { return Ok(None) };
    Ok(enrolment::Entity::find_by_id(dossier.enrolment_id).one(db).await?.map(|under| UserId(under.user_id)))
}
