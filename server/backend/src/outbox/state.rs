//! Where messages stand, for whoever runs the portal (B-61). No address is shown, only a trace of it.
use super::entity::{Column, Entity, Model};
use crate::{Backend, BackendError};
use domain::{
    account::Channel,
    day::Instant,
    oversight::Leaving,
    reconciliation::{Reconciliation, Tally},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use std::{collections::BTreeMap, fmt};
use uuid::Uuid;

/// The newest so many messages that did not leave are told one by one.
const TOLD: u64 = 100;

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// It was not tried yet.
    Waiting,
    /// It did not leave and is tried again.
    Retrying,
    /// It left.
    Sent,
    /// It was given up: a person must look.
    Dead,
}

impl Delivery {
    pub(super) fn of(state: &str, attempts: i32) -> Self {
        match state {
            "sent" => Self::Sent,
            "failed" => Self::Dead,
            _ if attempts > 0 => Self::Retrying,
            _ => Self::Waiting,
        }
    }

    /// Its name, as told.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Retrying => "retrying",
            Self::Sent => "sent",
            Self::Dead => "dead",
        }
    }
}

/// How many messages of one channel stand so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// `mail` or `sms`.
    pub channel: String,
    /// Where they stand.
    pub state: Delivery,
    /// How many.
    pub messages: i64,
}

/// A message that did not leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stuck {
    /// Its row.
    pub id: Uuid,
    /// `mail` or `sms`.
    pub channel: String,
    /// Name of its words.
    pub template: String,
    /// A trace of where it should go.
    pub to: String,
    /// Whether it is tried again.
    pub state: Delivery,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it did not leave the last time, by kind; see [`super::Reason`].
    pub reason: String,
    /// When it was written.
    pub written_at: Instant,
    /// When it is tried again, if it is.
    pub next_at: Option<Instant>,
}

/// Where all messages stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutboxState {
    /// How many stand where, by channel.
    pub counts: Vec<Standing>,
    /// Those that did not leave, newest first.
    pub stuck: Vec<Stuck>,
    /// What the last night's count found, once there was one (Y-1).
    pub counted: Option<Reconciliation>,
}

impl From<Model> for Stuck {
    fn from(row: Model) -> Self {
        let state = Delivery::of(&row.state, row.attempts);
        Self {
            id: row.id,
            to: masked(&row.recipient),
            channel: row.channel,
            template: row.template,
            state,
            attempts: row.attempts,
            reason: row.reason.unwrap_or_default(),
            written_at: row.created_at,
            next_at: (state == Delivery::Retrying).then_some(row.next_at),
        }
    }
}

impl fmt::Display for OutboxState {
    /// One line each, for a terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for count in &self.counts {
            writeln!(f, "{:<6} {:<10} {:>8}", count.channel, count.state.as_str(), count.messages)?;
        }
        for one in &self.stuck {
            let next = one.next_at.map(|at| format!(", next {}", at.format("%Y-%m-%dT%H:%M:%SZ"))).unwrap_or_default();
            let Stuck { channel, state, attempts, reason, to, template, id, .. } = one;
            writeln!(f, "{channel:<6} {:<10} {attempts:>8} × {reason}{next}: {template} to {to}, {id}", state.as_str())?;
        }
        if let Some(counted) = &self.counted {
            let told = if counted.is_even() { "even" } else { "UNEVEN" };
            for (of, Tally { given, done, failed, open }) in [("files", counted.files), ("messages", counted.messages)] {
                writeln!(f, "{} {told}: {given} {of} = {done} done + {failed} failed + {open} open", counted.day.iso())?;
            }
        }
        Ok(())
    }
}

/// A trace of an address or a number: enough to tell two apart, too little to write to.
pub(super) fn masked(to: &str) -> String {
    match to.split_once('@') {
        Some((mailbox, host)) => {
            let first = mailbox.chars().next().map(String::from).unwrap_or_default();
            format!("{first}…@….{}", host.rsplit('.').next().unwrap_or_default())
        }
        None => format!("…{}", to.chars().skip(to.chars().count().saturating_sub(2)).collect::<String>()),
    }
}

/// How messages stand that did not leave, by channel. Those that left are many, and are not counted.
pub(crate) async fn leaving(db: &impl ConnectionTrait) -> Result<Vec<Leaving>, BackendError> {
    let kinds = Entity::find().select_only().column(Column::Channel).column(Column::State).column(Column::Attempts);
    let kinds = kinds.column_as(Column::Id.count(), "messages").filter(Column::State.is_in(["queued", "failed"]));
    let kinds = kinds.group_by(Column::Channel).group_by(Column::State).group_by(Column::Attempts);
    let mut all = [Channel::Mail, Channel::Sms].map(|by| Leaving { channel: by.as_str().to_owned(), ..Leaving::default() });
    for (channel, state, attempts, messages) in kinds.into_tuple::<(String, String, i32, i64)>().all(db).await? {
        let Some(of) = all.iter_mut().find(|of| of.channel == channel) else { continue };
        let messages = u64::try_from(messages).map_err(BackendError::broken)?;
        match Delivery::of(&state, attempts) {
            Delivery::Waiting => of.waiting += messages,
            Delivery::Retrying => of.retrying += messages,
            Delivery::Dead => of.dead += messages,
            Delivery::Sent => {}
        }
    }
    Ok(all.into())
}

/// What became of the messages written from the one moment on, up to the other: one that left without a time has not left.
pub(crate) async fn tally(db: &impl ConnectionTrait, (from, to): (Instant, Instant)) -> Result<Tally, BackendError> {
    let written = || Entity::find().filter(Column::CreatedAt.gte(from)).filter(Column::CreatedAt.lt(to));
    let stand = |state: &str| written().filter(Column::State.eq(state));
    Ok(Tally {
        given: written().count(db).await?,
        done: stand("sent").filter(Column::SentAt.is_not_null()).count(db).await?,
        failed: stand("failed").count(db).await?,
        open: stand("queued").count(db).await?,
    })
}

impl Backend {
    /// Where all messages stand.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn outbox_state(&self) -> Result<OutboxState, BackendError> {
        let db = self.inner.store.read();
        let kinds = Entity::find().select_only().column(Column::Channel).column(Column::State).column(Column::Attempts);
        let kinds = kinds.column_as(Column::Id.count(), "messages");
        let kinds = kinds.group_by(Column::Channel).group_by(Column::State).group_by(Column::Attempts);
        let mut counts: BTreeMap<(String, Delivery), i64> = BTreeMap::new();
        for (channel, state, attempts, messages) in kinds.into_tuple::<(String, String, i32, i64)>().all(db).await? {
            *counts.entry((channel, Delivery::of(&state, attempts))).or_default() += messages;
        }
        let stuck = Entity::find().filter(Column::State.ne("sent")).filter(Column::Attempts.gt(0));
        let stuck = stuck.order_by_desc(Column::CreatedAt).limit(TOLD).all(db).await?;
        Ok(OutboxState {
            counts: counts.into_iter().map(|((channel, state), messages)| Standing { channel, state, messages }).collect(),
            stuck: stuck.into_iter().map(Stuck::from).collect(),
            counted: self.last_count().await?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Delivery, masked};

    #[test]
    fn b61_an_address_leaves_a_trace_only() {
        for (to, trace) in [
            ("claire.moreau@courrier.example", "c…@….example"),
            ("é@localhost", "é…@….localhost"),
            ("+33639981234", "…34"),
            ("@", "…@…."),
            ("x", "…x"),
            ("", "…"),
        ] {
            assert_eq!(masked(to), trace);
        }
    }

    #[test]
    fn b61_a_message_waits_is_tried_again_left_or_was_given_up() {
        let told =
            [("queued", 0), ("queued", 3), ("sent", 1), ("failed", 10)].map(|(state, attempts)| Delivery::of(state, attempts).as_str());
        assert_eq!(told, ["waiting", "retrying", "sent", "dead"]);
    }
}
