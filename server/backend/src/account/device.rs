//! The devices a member is signed in on, and ending their sessions (ASVS 7.5.2).
use super::{entity::session, token_hash};
use crate::{Backend, BackendError, audit};
use domain::{account::Person, day::Instant};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// A session, as its member sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Names it when it is to be ended; nobody signs in with it.
    pub id: String,
    /// What the browser calls itself.
    pub agent: String,
    /// When it began.
    pub since: Instant,
    /// When it was last used, to the minute.
    pub last_seen: Instant,
    /// Whether it is the one that asks.
    pub current: bool,
}

impl Backend {
    /// The member's sessions, the one that asks first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn devices(&self, member: &Person, token: &str) -> Result<Vec<Device>, BackendError> {
        let (now, own) = (self.now(), token_hash(token));
        let alive = session::Entity::find()
            .filter(session::Column::UserId.eq(member.id.0))
            .filter(session::Column::EndsAt.gt(now))
            .filter(session::Column::LastSeenAt.gt(now - self.idle(member.role)));
        let rows = alive.order_by_desc(session::Column::LastSeenAt).all(self.inner.store.read()).await?;
        let mut devices: Vec<Device> = rows
            .into_iter()
            .map(|row| Device {
                current: row.token_hash == own,
                id: row.token_hash,
                agent: row.device,
                since: row.created_at,
                last_seen: row.last_seen_at,
            })
            .collect();
        devices.sort_by_key(|device| !device.current);
        Ok(devices)
    }

    /// Ends one of the member's sessions, or all but the one that asks; gives how many ended.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn end_sessions(&self, member: &Person, token: &str, only: Option<&str>) -> Result<u64, BackendError> {
        let tx = self.inner.store.write().await?;
        let theirs = session::Entity::delete_many().filter(session::Column::UserId.eq(member.id.0));
        let ended = match only {
            Some(id) => theirs.filter(session::Column::TokenHash.eq(id)),
            None => theirs.filter(session::Column::TokenHash.ne(token_hash(token))),
        };
        let ended = ended.exec(&tx).await?.rows_affected;
        if ended > 0 {
            audit::record(&tx, self.now(), Some(member.id), "sessions_ended", &member.id.to_string(), "").await?;
        }
        tx.commit().await?;
        Ok(ended)
    }
}
