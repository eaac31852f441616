//! What a session's cookie stands for, and for how long (WCAG 2.2.1).
use super::{
    entity::{session, user},
    token_hash,
};
use crate::{Backend, BackendError};
use chrono::TimeDelta;
use domain::{
    account::{CLOCK_SLACK, Person, Role, Staff},
    day::Instant,
    id::UserId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// A session's last use is written at most this often.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Whose a session is: of a member, or of the back office. Neither ever is the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A member.
    Member(Person),
    /// Somebody of the back office, with the roles they hold now.
    Staff(Staff),
}

/// A session that has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose it is.
    pub who: Who,
    /// Seconds until it ends when nothing more is asked for; at least one.
    pub left: i64,
}

impl Backend {
    /// The session that token stands for, which is used by this; `None` when it ended, was unknown, or nothing was asked for too long.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, BackendError> {
        let now = self.now();
        let Some((mut row, person)) = self.alive(token).await? else { return Ok(None) };
        if row.last_seen_at + SEEN_EVERY <= now && self.seen(&row.token_hash, now).await? {
            row.last_seen_at = now;
        }
        self.session_of(&row, person).await.map(Some)
    }

    /// As [`Self::session`], which is not used by this: asking how long it lasts makes it last no longer.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn session_at_rest(&self, token: &str) -> Result<Option<Session>, BackendError> {
        match self.alive(token).await? {
            Some((row, person)) => self.session_of(&row, person).await.map(Some),
            None => Ok(None),
        }
    }

    /// The session, where it has not ended. One last used « later » has: a clock that was set back makes none last longer.
    async fn alive(&self, token: &str) -> Result<Option<(session::Model, Person)>, BackendError> {
        let (db, now) = (self.inner.store.read(), self.now());
        let Some(row) = session::Entity::find_by_id(token_hash(token)).one(db).await? else { return Ok(None) };
        let person = user::Entity::find_by_id(row.user_id).one(db).await?;
        let person = person.filter(|person| !person.closed).map(Person::try_from).transpose()?;
        let goes_on = |row: &session::Model, role| self.end_of(row, role) > now && row.last_seen_at <= now + CLOCK_SLACK;
        Ok(person.filter(|person| goes_on(&row, person.role)).map(|person| (row, person)))
    }

    /// When the session of a person of that role ends if nothing more is asked for.
    fn end_of(&self, row: &session::Model, role: Role) -> Instant {
        row.ends_at.min(row.last_seen_at + self.idle(role))
    }

    async fn session_of(&self, row: &session::Model, person: Person) -> Result<Session, BackendError> {
        let left = (self.end_of(row, person.role) - self.now()).num_milliseconds();
        let who = match person.role {
            Role::Member => Who::Member(person),
            Role::Staff => Who::Staff(self.staff_of(person).await?),
        };
        Ok(Session { who, left: (left + 999).div_euclid(1000).max(1) })
    }

    /// Notes that a session was used, when the database has room for it: a person may still read when it has none. Gives whether it had.
    async fn seen(&self, hash: &str, now: Instant) -> Result<bool, BackendError> {
        let write = async {
            let tx = self.inner.store.write().await?;
            let update = session::Entity::update_many().col_expr(session::Column::LastSeenAt, Expr::value(now));
            update.filter(session::Column::TokenHash.eq(hash)).exec(&tx).await?;
            Ok::<_, BackendError>(tx.commit().await?)
        };
        match write.await {
            Ok(()) => Ok(true),
            Err(error @ (BackendError::Full(_) | BackendError::Busy(_))) => {
                tracing::warn!(%error, "the last use of a session was not noted");
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }
}

/// Whether that session of the person's is still there, in the caller's transaction: a new password ends it, and so does whoever takes a
/// change back.
pub(super) async fn goes_on(tx: &impl ConnectionTrait, token: &str, of: UserId) -> Result<bool, BackendError> {
    let own = session::Entity::find_by_id(token_hash(token)).filter(session::Column::UserId.eq(of.0));
    Ok(own.one(tx).await?.is_some())
}
