//! Reminders before the last day (B-7). Nothing closes by itself: what is late waits for the desk.
use super::entity::complement;
use crate::{
    Backend, BackendError,
    clock::{MORNING, paris_day, paris_midnight},
    office,
};
use domain::{
    account::reach,
    complement::{ComplementState, reminder},
    day::Day,
    id::{ClaimId, UserId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

impl Backend {
    /// Reminds each member whose last day to answer is near. May run as often as one likes: the same reminder leaves once, and
    /// none at night.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn remind_of_complements(&self) -> Result<(), BackendError> {
        let (today, before) = (self.today(), &self.profile().complement.remind_days);
        let Some(longest) = before.iter().max() else { return Ok(()) };
        if self.now() < paris_midnight(today) + MORNING {
            return Ok(());
        }
        let near = complement::Column::DueOn.between(today.0, today.plus(i64::from(*longest)).0);
        let open = complement::Entity::find().filter(complement::Column::State.eq(ComplementState::Open.as_str())).filter(near);
        let rows = open.all(self.inner.store.read()).await?;
        for row in rows.iter().filter(|row| self.days_to_remind(row).is_some()) {
            self.remind(row).await?;
        }
        Ok(())
    }

    /// Which reminder of it is due today, by its days before the last one. Whoever is asked again is told that day by mail, and not
    /// reminded beside it.
    fn days_to_remind(&self, row: &complement::Model) -> Option<u32> {
        let asked = row.news_at.unwrap_or(row.asked_at);
        reminder(paris_day(asked), Day(row.due_on), self.today(), &self.profile().complement.remind_days)
    }

    /// Reminds of it as it is once its dossier is locked: it may have been answered, or ended, a moment ago.
    async fn remind(&self, found: &complement::Model) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        let (_, member) = self.lock_for_desk(&tx, ClaimId(found.claim_id)).await?;
        let open = complement::Entity::find_by_id(found.id).filter(complement::Column::State.eq(ComplementState::Open.as_str()));
        let Some(row) = open.one(&tx).await? else { return Ok(()) };
        let Some(days) = self.days_to_remind(&row) else { return Ok(()) };
        if self.was_listed(&tx, member, Day(row.due_on).plus(-i64::from(days))).await? {
            return Ok(());
        }
        let params = BTreeMap::from([("due".to_owned(), Day(row.due_on).to_string())]);
        // By the date too: a document refused later has reminders of its own.
        let once = format!("complement-reminder:{}:{}:{days}", row.number, Day(row.due_on).iso());
        self.tell(&tx, member, "complement-reminder-mail", &params, once).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(())
    }

    /// Whether the member takes neither mail nor SMS and was in the hands of the desk on that day or later: no message remembers that they were
    /// reminded.
    async fn was_listed(&self, tx: &impl ConnectionTrait, member: UserId, since: Day) -> Result<bool, BackendError> {
        let person = self.person(tx, member).await?;
        let reached = reach(person.email.as_deref(), person.mobile.as_deref()).is_some();
        Ok(!reached && office::had_task_since(tx, member.0, paris_midnight(since)).await?)
    }
}
