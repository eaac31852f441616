//! Messages that leave: written in the transaction of the change they tell of, sent by the worker afterwards. A row holds the
//! template's name and a few plain values, then the subject under which it left; never health data.
mod again;
mod entity;
mod html;
mod instead;
mod list;
pub mod mail;
pub mod sms;
mod state;

pub use again::PutBack;
pub(crate) use instead::reach_by_sms;
pub use state::{Delivery, OutboxState, Standing, Stuck};
pub(crate) use state::{leaving, tally};

use crate::{Backend, BackendError, random};
use chrono::TimeDelta;
use domain::{
    account::{Channel, personal::CODE_MINUTES},
    day::Instant,
};
use entity::{ActiveModel, Column, Entity, Model};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use std::{collections::BTreeMap, path::Path};
use uuid::Uuid;

/// After so many failures a message waits for a person.
const MAX_ATTEMPTS: i32 = 10;
const BATCH: u64 = 20;
/// Names of the values that open something to whoever reads them: none stays in a message that left or was given up (Q-3).
const SECRETS: [&str; 2] = ["token", "code"];
/// How the keys of messages begin that bring a code.
pub(crate) const CODE: &str = "code:";
/// How long a message is another worker's no more: longer than a mail server or a gateway may take to answer.
const ASIDE: TimeDelta = TimeDelta::minutes(2);

/// Words of one mail, made by the caller who knows the texts.
#[derive(Debug, PartialEq, Eq)]
pub struct Letter {
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// Finds the words of messages, from a template's name and its values.
pub trait Words: Sync {
    /// The words of a mail.
    fn letter(&self, template: &str, params: &BTreeMap<String, String>) -> Letter;
    /// The words of an SMS: no link, nothing of anybody's person or health, 160 characters at most.
    fn sms(&self, template: &str, params: &BTreeMap<String, String>) -> String;
}

/// Why a message did not leave, by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Where it should go is no address.
    Address,
    /// The other side says for good that this mailbox or number takes nothing.
    Refused,
    /// The other side is busy, silent or not to be found, or takes nothing from us: it may leave later.
    Unreachable,
    /// Its row cannot be read.
    Unreadable,
}

impl Reason {
    /// Stable name, as stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
            Self::Unreadable => "unreadable",
        }
    }
}

/// Why a message did not leave.
#[derive(Debug, thiserror::Error)]
#[error("{}: {detail}", .reason.as_str())]
pub struct SendError {
    /// By kind.
    pub reason: Reason,
    /// For the log: names neither the person nor what was written.
    pub detail: String,
}

impl SendError {
    fn new(reason: Reason, detail: String) -> Self {
        Self { reason, detail }
    }
}

/// Puts a message to that person into the outbox, in the caller's transaction, to leave not before the second moment. A message
/// of the same `dedup_key` makes this one none.
pub(crate) async fn enqueue_for(
    tx: &impl ConnectionTrait,
    (at, leaves_at): (Instant, Instant),
    person: Uuid,
    (channel, to): (Channel, &str),
    template: &str,
    params: &BTreeMap<String, String>,
    dedup_key: String,
) -> Result<(), BackendError> {
    let message = message(at, (channel, to), template, params, dedup_key)?;
    keep_first(tx, ActiveModel { user_id: Set(Some(person)), next_at: Set(leaves_at), ..message }).await
}

/// As [`enqueue_for`], by mail: whose it is, its address says.
pub(crate) async fn enqueue_mail(
    tx: &impl ConnectionTrait,
    at: Instant,
    to: &str,
    template: &str,
    params: &BTreeMap<String, String>,
    dedup_key: String,
) -> Result<(), BackendError> {
    Entity::insert(message(at, (Channel::Mail, to), template, params, dedup_key)?).exec_without_returning(tx).await?;
    Ok(())
}

/// As [`enqueue`], to leave not before the second moment; a message of the same `dedup_key` makes this one none.
pub(crate) async fn enqueue_once(
    tx: &impl ConnectionTrait,
    (at, leaves_at): (Instant, Instant),
    (channel, to): (Channel, &str),
    template: &str,
    params: &BTreeMap<String, String>,
    dedup_key: String,
) -> Result<(), BackendError> {
    keep_first(tx, ActiveModel { next_at: Set(leaves_at), ..message(at, (channel, to), template, params, dedup_key)? }).await
}

/// Keeps a message, unless there is one of its key.
async fn keep_first(tx: &impl ConnectionTrait, row: ActiveModel) -> Result<(), BackendError> {
    let first = OnConflict::column(Column::DedupKey).do_nothing().to_owned();
    Entity::insert(row).on_conflict(first).exec_without_returning(tx).await?;
    Ok(())
}

/// As [`enqueue_once`], by mail.
pub(crate) async fn enqueue_mail_once(
    tx: &impl ConnectionTrait,
    moments: (Instant, Instant),
    to: &str,
    template: &str,
    params: &BTreeMap<String, String>,
    dedup_key: String,
) -> Result<(), BackendError> {
    enqueue_once(tx, moments, (Channel::Mail, to), template, params, dedup_key).await
}

fn message(
    at: Instant,
    (channel, to): (Channel, &str),
    template: &str,
    params: &BTreeMap<String, String>,
    dedup_key: String,
) -> Result<ActiveModel, BackendError> {
    Ok(ActiveModel {
        id: Set(random::id(at)?),
        channel: Set(channel.as_str().to_owned()),
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
        reason: Set(None),
        user_id: Set(None),
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

/// When the code ends that the message brings, if it brings one: later it says nothing any more.
fn code_ends(row: &Model) -> Option<Instant> {
    row.dedup_key.starts_with(CODE).then(|| row.created_at + TimeDelta::minutes(CODE_MINUTES))
}

/// The values of a message that was given up, without what they may open.
fn without_secrets(params: &str) -> String {
    let mut kept: BTreeMap<String, String> = serde_json::from_str(params).unwrap_or_default();
    kept.retain(|name, _| !SECRETS.contains(&name.as_str()));
    serde_json::to_string(&kept).unwrap_or_else(|_| "{}".to_owned())
}

/// Keeps a message as a file, which is there only once it is whole.
async fn keep_in_folder(folder: &Path, id: &str, kind: &str, bytes: Vec<u8>) -> Result<(), SendError> {
    let (part, whole) = (folder.join(format!(".{id}.part")), folder.join(format!("{id}.{kind}")));
    let kept = async {
        tokio::fs::create_dir_all(folder).await?;
        tokio::fs::write(&part, bytes).await?;
        tokio::fs::rename(&part, &whole).await
    };
    kept.await.map_err(|error| SendError::new(Reason::Unreachable, error.to_string()))
}

/// Forgets messages whose keys begin so and that are to leave later, or were given up: there is nothing to tell any more. One that a worker
/// may have in hand leaves.
pub(crate) async fn forget_waiting(tx: &impl ConnectionTrait, keys: String, now: Instant) -> Result<(), BackendError> {
    let later = Condition::all().add(Column::State.eq("queued")).add(Column::NextAt.gt(now + ASIDE));
    let gone = Condition::any().add(Column::State.eq("failed")).add(later);
    Entity::delete_many().filter(Column::DedupKey.starts_with(keys)).filter(gone).exec(tx).await?;
    Ok(())
}

/// Forgets messages to that address or number that left, or never will (G-2).
pub(crate) async fn forget_to(tx: &impl ConnectionTrait, recipient: &str) -> Result<(), BackendError> {
    let gone = Entity::delete_many().filter(Column::State.ne("queued")).filter(Column::Recipient.eq(recipient));
    gone.exec(tx).await?;
    Ok(())
}

/// Forgets messages to that person that left, or never will, wherever they led: a mailbox that others share keeps theirs (G-2).
pub(crate) async fn forget_of(tx: &impl ConnectionTrait, person: Uuid) -> Result<(), BackendError> {
    Entity::delete_many().filter(Column::State.ne("queued")).filter(Column::UserId.eq(person)).exec(tx).await?;
    Ok(())
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

    /// Sends what is due; gives how many messages left. Each is set aside for the time an answer may take, handed over without any
    /// lock held, then marked: a crash in between sends it again under the same name, never loses it.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn deliver_outbox(&self, words: &dyn Words) -> Result<usize, BackendError> {
        // Beside each other: a gateway that hangs holds no mail up.
        let (mails, sms) = tokio::join!(Box::pin(self.deliver_by(Channel::Mail, words)), Box::pin(self.deliver_by(Channel::Sms, words)));
        Ok(mails? + sms?)
    }

    async fn deliver_by(&self, channel: Channel, words: &dyn Words) -> Result<usize, BackendError> {
        let due = Entity::find().filter(Column::State.eq("queued")).filter(Column::Channel.eq(channel.as_str()));
        let due = due.filter(Column::NextAt.lte(self.now())).order_by_asc(Column::NextAt).limit(BATCH);
        let waiting: Vec<Uuid> = due.select_only().column(Column::Id).into_tuple().all(self.inner.store.read()).await?;
        let mut sent = 0;
        for id in waiting {
            // Each from its own moment: those before may have taken long.
            let now = self.now();
            if let Some(row) = self.set_aside(id, now).await? {
                match self.deliver_one(row, now, words).await? {
                    None => sent += 1,
                    // A gateway that does not answer is not asked for the rest of this round: mails would wait for it.
                    Some(Reason::Unreachable) if channel == Channel::Sms => break,
                    Some(_) => {}
                }
            }
        }
        Ok(sent)
    }

    /// Takes the message for this worker; `None` when another one has it.
    async fn set_aside(&self, id: Uuid, now: Instant) -> Result<Option<Model>, BackendError> {
        let tx = self.inner.store.write().await?;
        let take = Entity::update_many().col_expr(Column::NextAt, Expr::value(now + ASIDE));
        let taken = take.filter(Column::Id.eq(id)).filter(Column::State.eq("queued")).filter(Column::NextAt.lte(now)).exec(&tx).await?;
        let row = if taken.rows_affected == 1 { Entity::find_by_id(id).one(&tx).await? } else { None };
        tx.commit().await?;
        Ok(row)
    }

    /// Hands one message over and notes what became of it; gives why it did not leave.
    async fn deliver_one(&self, row: Model, now: Instant, words: &dyn Words) -> Result<Option<Reason>, BackendError> {
        let outcome = self.hand_over(&row, now, words).await;
        let (id, attempts, ends_at, harmless) = (row.id, row.attempts + 1, code_ends(&row), without_secrets(&row.params));
        let mut update = row.into_active_model();
        update.attempts = Set(attempts);
        match &outcome {
            Ok(subject) => {
                update.state = Set("sent".to_owned());
                update.sent_at = Set(Some(now));
                update.subject = Set(subject.clone());
                update.reason = Set(None);
                // What was sent is no longer needed, and may hold a link that still works.
                update.params = Set("{}".to_owned());
            }
            Err(error) => {
                tracing::warn!(message = %id, attempts, %error, "a message did not leave");
                let next_at = now + TimeDelta::seconds(30 << attempts.min(10));
                let in_time = ends_at.is_none_or(|end| next_at < end);
                let again = attempts < MAX_ATTEMPTS && error.reason == Reason::Unreachable && in_time;
                update.reason = Set(Some(error.reason.as_str().to_owned()));
                update.state = Set(if again { "queued" } else { "failed" }.to_owned());
                update.next_at = Set(next_at);
                if !again {
                    update.params = Set(harmless);
                }
            }
        }
        let tx = self.inner.store.write().await?;
        let row = Entity::update(update).exec(&tx).await?;
        if row.state == "failed" {
            instead::reach_instead(&tx, &row, now).await?;
            self.wake_outbox();
        }
        tx.commit().await?;
        Ok(outcome.err().map(|error| error.reason))
    }

    /// Hands the message over; gives the subject of a mail.
    async fn hand_over(&self, row: &Model, now: Instant, words: &dyn Words) -> Result<Option<String>, SendError> {
        let unreadable = |what: &str| SendError::new(Reason::Unreadable, what.to_owned());
        let params = serde_json::from_str(&row.params).map_err(|_| unreadable("its values"))?;
        let id = row.id.to_string();
        match Channel::parse(&row.channel).ok_or_else(|| unreadable("its channel"))? {
            Channel::Mail => {
                let letter = words.letter(&row.template, &params);
                self.inner.mail.send(self.profile(), &id, now, &row.recipient, &letter).await?;
                Ok(Some(letter.subject))
            }
            Channel::Sms => self.inner.sms.send(&id, &row.recipient, &words.sms(&row.template, &params)).await.map(|()| None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn q3_what_was_given_up_keeps_neither_link_nor_code() {
        for (params, kept) in [
            (r#"{"days":"30","token":"5f1c"}"#, r#"{"days":"30"}"#),
            (r#"{"code":"123456","minutes":"10"}"#, r#"{"minutes":"10"}"#),
            (r#"{"number":"PR-26-000001-2"}"#, r#"{"number":"PR-26-000001-2"}"#),
            ("no values at all, token: 5f1c", "{}"),
        ] {
            assert_eq!(without_secrets(params), kept);
        }
    }
}
