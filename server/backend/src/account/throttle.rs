//! Wrong tries are counted before the password is looked at, so that many at once do not slip through.
use super::entity::{attempt, user};
use crate::{Backend, BackendError, random};
use domain::{
    account::{CLOCK_SLACK, REMEMBERED, locks, next_try},
    day::Instant,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, Statement};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The name as kept beside a try.
fn print(login: &str) -> String {
    hex::encode(Sha256::digest(login.as_bytes()))
}

/// Under which the tries of whoever is signed in are counted, apart from those of strangers with their name.
pub(super) fn tries_of_proofs(of: Uuid) -> String {
    format!("proof:{of}")
}

/// Under which codes of the second step are counted: whoever tries them has the password.
pub(super) fn tries_of_codes(of: Uuid) -> String {
    format!("code:{of}")
}

/// Under which answers of passkeys are counted: strangers who guess at the password of a name do not close this door (trust.md 6.2).
pub(super) fn tries_of_passkeys(of: Uuid) -> String {
    format!("passkey:{of}")
}

/// What becomes of a try.
pub(super) enum Try {
    /// It is counted and may be looked at; whether it is the one that locks.
    Counted { locks: bool },
    /// It comes too soon: the next one is looked at from that moment on.
    TooSoon(Instant),
}

/// Has tries for one name, or registrations with one address, wait for each other on PostgreSQL, until the caller's transaction ends;
/// SQLite has one writer anyway.
pub(super) async fn one_at_a_time(tx: &impl ConnectionTrait, print: &str) -> Result<(), BackendError> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let lock = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
        tx.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, lock, [print.into()])).await?;
    }
    Ok(())
}

impl Backend {
    /// Counts a try for that name, whether anybody has it or not.
    pub(super) async fn count_try(&self, login: &str) -> Result<Try, BackendError> {
        let (now, print) = (self.now(), print(login));
        let tx = self.inner.store.write().await?;
        one_at_a_time(&tx, &print).await?;
        // Not those of a clock that was set back: nobody waits for it to be right again. What no longer counts goes with the next purge.
        let of_name = attempt::Entity::find().filter(attempt::Column::LoginHash.eq(&print)).order_by_asc(attempt::Column::At);
        let counting = of_name.filter(attempt::Column::At.gt(now - REMEMBERED)).filter(attempt::Column::At.lte(now + CLOCK_SLACK));
        let tries: Vec<Instant> = counting.all(&tx).await?.into_iter().map(|row| row.at).collect();
        if let Some(next) = next_try(&tries).filter(|next| *next > now) {
            return Ok(Try::TooSoon(next));
        }
        let row = attempt::ActiveModel { id: Set(random::id(now)?), login_hash: Set(print), at: Set(now) };
        attempt::Entity::insert(row).exec_without_returning(&tx).await?;
        tx.commit().await?;
        Ok(Try::Counted { locks: locks(tries.len()) })
    }

    /// Forgets the tries for that name: the password was right.
    pub(super) async fn forget_tries(&self, login: &str) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        Self::forget_tries_in(&tx, login).await?;
        Ok(tx.commit().await?)
    }

    /// Forgets all tries as that person, in the caller's transaction: to sign in, to prove who they are, of codes and of passkeys.
    pub(super) async fn forgive_in(tx: &impl ConnectionTrait, row: &user::Model) -> Result<(), BackendError> {
        for name in [row.login_name.clone(), tries_of_proofs(row.id), tries_of_codes(row.id), tries_of_passkeys(row.id)] {
            Self::forget_tries_in(tx, &name).await?;
        }
        Ok(())
    }

    /// As [`Self::forget_tries`], in the caller's transaction.
    pub(super) async fn forget_tries_in(tx: &impl ConnectionTrait, login: &str) -> Result<(), BackendError> {
        attempt::Entity::delete_many().filter(attempt::Column::LoginHash.eq(print(login))).exec(tx).await?;
        Ok(())
    }
}
