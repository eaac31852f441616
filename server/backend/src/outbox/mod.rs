//! Messages that leave: written in the transaction of the change they tell of, sent by the worker afterwards. A row holds the
//! template's name and a few plain values, then the subject under which it left; never health data.
mod entity;
mod html;
pub mod mail;

use crate::{Backend, BackendError, random};
use chrono::TimeDelta;
use domain::day::Instant;
use entity::{ActiveModel, Column, Entity, Model};
use mail::MailError;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use std::collections::BTreeMap;

/// After so many failures a message waits for a person.
const MAX_ATTEMPTS: i32 = 10;
const BATCH: u64 = 20;
/// How long a message is another worker's no more: longer than a mail server may take to answer.
const ASIDE: TimeDelta = TimeDelta::minutes(2);

/// Words of one mail, made by the caller who knows the texts.
#[derive(Debug, PartialEq, Eq)]
pub struct Letter {
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// Finds the words for a message: template's name and its values.
pub type Words<'a> = &'a (dyn Fn(&str, &BTreeMap<String, String>) -> Letter + Send + Sync);

/// Puts a mail into the outbox, in the caller's transaction. The same `dedup_key` is never queued twice.
pub(crate) async fn enqueue_mail(
    tx: &impl ConnectionTrait,
    at: Instant,
    to: &str,
    template: &str,
    params: &BTreeMap<String, String>,
    dedup_key: String,
) -> Result<(), BackendError> {
    Entity::insert(mail(at, to, template, params, dedup_key)?).exec_without_returning(tx).await?;
    Ok(())
}

/// As [`enqueue_mail`]; a mail of the same `dedup_key` makes this one none.
pub(crate) async fn enqueue_mail_once(
    tx: &impl ConnectionTrait,
    at: Instant,
    to: &str,
    template: &str,
    params: &BTreeMap<String, String>,
    dedup_key: String,
) -> Result<(), BackendError> {
    let first = OnConflict::column(Column::DedupKey).do_nothing().to_owned();
    Entity::insert(mail(at, to, template, params, dedup_key)?).on_conflict(first).exec_without_returning(tx).await?;
    Ok(())
}

fn mail(at: Instant, to: &str, template: &str, params: &BTreeMap<String, String>, dedup_key: String) -> Result<ActiveModel, BackendError> {
    Ok(ActiveModel {
        id: Set(random::id(at)?),
        channel: Set("mail".to_owned()),
        recipient: Set(to.to_owned()),
        template: Set(template.to_owned()),
        params: Set(serde_json::to_string(params).map_err(BackendError::broken)?),
        state: Set("queued".to_owned()),
        attempts: Set(0),
        next_at: Set(at),
        created_at: Set(at),
        sent_at: Set(None),
        dedup_key: Set(dedup_key),
        subject: Set(None),
    })
}

/// Subject, where it was kept, and time of each mail that was written since then and left for that address, newest first.
pub(crate) async fn sent_to(
    db: &impl ConnectionTrait,
    address: &str,
    since: Instant,
) -> Result<Vec<(Option<String>, Instant)>, BackendError> {
    let sent = Entity::find().filter(Column::Recipient.eq(address)).filter(Column::CreatedAt.gte(since));
    let rows = sent.filter(Column::SentAt.is_not_null()).order_by_desc(Column::SentAt).all(db).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.subject, row.sent_at?))).collect())
}

/// Forgets messages that left, or never will, and were written until then; gives how many (G-4).
pub(crate) async fn forget_before(tx: &impl ConnectionTrait, before: Instant) -> Result<u64, BackendError> {
    let old = Entity::delete_many().filter(Column::State.ne("queued")).filter(Column::CreatedAt.lte(before));
    Ok(old.exec(tx).await?.rows_affected)
}

impl Backend {
    /// Tells the worker that there is something to send.
    pub(crate) fn wake_outbox(&self) {
        self.inner.outbox.notify_one();
    }

    /// Waits until there may be something to send.
    pub async fn outbox_woken(&self) {
        self.inner.outbox.notified().await;
    }

    /// Sends what is due; gives how many messages left. Each is set aside for the time a mail server may take, handed over without any
    /// lock held, then marked: a crash in between sends it again under the same name, never loses it.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn deliver_outbox(&self, words: Words<'_>) -> Result<usize, BackendError> {
        let now = self.now();
        let due =
            Entity::find().filter(Column::State.eq("queued")).filter(Column::NextAt.lte(now)).order_by_asc(Column::NextAt).limit(BATCH);
        let waiting: Vec<uuid::Uuid> = due.select_only().column(Column::Id).into_tuple().all(self.inner.store.read()).await?;
        let mut sent = 0;
        for id in waiting {
            if let Some(row) = self.set_aside(id, now).await? {
                sent += usize::from(self.deliver_one(row, now, words).await?);
            }
        }
        Ok(sent)
    }

    /// Takes the message for this worker; `None` when another one has it.
    async fn set_aside(&self, id: uuid::Uuid, now: Instant) -> Result<Option<Model>, BackendError> {
        let tx = self.inner.store.write().await?;
        let take = Entity::update_many().col_expr(Column::NextAt, Expr::value(now + ASIDE));
        let taken = take.filter(Column::Id.eq(id)).filter(Column::State.eq("queued")).filter(Column::NextAt.lte(now)).exec(&tx).await?;
        let row = if taken.rows_affected == 1 { Entity::find_by_id(id).one(&tx).await? } else { None };
        tx.commit().await?;
        Ok(row)
    }

    async fn deliver_one(&self, row: Model, now: Instant, words: Words<'_>) -> Result<bool, BackendError> {
        let outcome = self.hand_over(&row, now, words).await;
        let (id, attempts) = (row.id, row.attempts + 1);
        let mut update = row.into_active_model();
        update.attempts = Set(attempts);
        match &outcome {
            Ok(subject) => {
                update.state = Set("sent".to_owned());
                update.sent_at = Set(Some(now));
                update.subject = Set(Some(subject.clone()));
                // What was sent is no longer needed, and may hold a link that still works.
                update.params = Set("{}".to_owned());
            }
            Err(error) => {
                tracing::warn!(message = %id, attempts, %error, "a message did not leave");
                let again = attempts < MAX_ATTEMPTS && !matches!(error, MailError::Never(_));
                update.state = Set(if again { "queued" } else { "failed" }.to_owned());
                update.next_at = Set(now + TimeDelta::seconds(30 << attempts.min(10)));
            }
        }
        let tx = self.inner.store.write().await?;
        Entity::update(update).exec(&tx).await?;
        tx.commit().await?;
        Ok(outcome.is_ok())
    }

    /// Hands the message over; gives its subject.
    async fn hand_over(&self, row: &Model, now: Instant, words: Words<'_>) -> Result<String, MailError> {
        let params = serde_json::from_str(&row.params).map_err(|error| MailError::Never(error.to_string()))?;
        let letter = words(&row.template, &params);
        self.inner.mail.send(self.profile(), &row.id.to_string(), now, &row.recipient, &letter).await?;
        Ok(letter.subject)
    }
}
