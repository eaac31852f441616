//! Challenges are kept here and never with the browser: each is answered once, soon, and by the session that asked for it.
use super::{super::token_hash, entity::challenge};
use crate::{Backend, BackendError, random};
use chrono::TimeDelta;
use domain::day::Instant;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Serialize, de::DeserializeOwned};

/// How long an answer is waited for: people look for their key, browsers give up after five minutes.
const LIFETIME: TimeDelta = TimeDelta::minutes(10);

impl Backend {
    /// Keeps what an answer will be judged by, for the session of that token where somebody is signed in; gives the token that names it.
    pub(super) async fn keep_challenge(&self, session: Option<&str>, state: &impl Serialize) -> Result<String, BackendError> {
        let (now, token) = (self.now(), random::token()?);
        let row = challenge::ActiveModel {
            token_hash: Set(token_hash(&token)),
            session_hash: Set(session.map(token_hash)),
            state: Set(serde_json::to_string(state).map_err(BackendError::broken)?),
            ends_at: Set(now + LIFETIME),
        };
        let tx = self.inner.store.write().await?;
        forget_challenges(&tx, now).await?;
        challenge::Entity::insert(row).exec_without_returning(&tx).await?;
        tx.commit().await?;
        Ok(token)
    }

    /// What the answer to that challenge is judged by, which is used up by this, right or wrong; `None` when it ended, was used, is another
    /// session's, or never was.
    pub(super) async fn take_challenge<T: DeserializeOwned>(&self, token: &str, session: Option<&str>) -> Result<Option<T>, BackendError> {
        let hash = token_hash(token);
        let tx = self.inner.store.write().await?;
        let row = challenge::Entity::find_by_id(hash.clone()).one(&tx).await?;
        let was_there = challenge::Entity::delete_by_id(hash).exec(&tx).await?.rows_affected == 1;
        tx.commit().await?;
        let row = row.filter(|row| was_there && row.ends_at > self.now() && row.session_hash == session.map(token_hash));
        row.map(|row| serde_json::from_str(&row.state).map_err(BackendError::broken)).transpose()
    }
}

/// Forgets the challenges that nobody answered in time, in the caller's transaction; gives how many.
pub(crate) async fn forget_challenges(tx: &impl ConnectionTrait, now: Instant) -> Result<u64, BackendError> {
    Ok(challenge::Entity::delete_many().filter(challenge::Column::EndsAt.lte(now)).exec(tx).await?.rows_affected)
}
