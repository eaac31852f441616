//! Wrong tries are counted before the password is looked at, so that many at once do not slip through.
use super::entity::attempt;
use crate::{Backend, BackendError, random};
use domain::{
    account::{REMEMBERED, next_try},
    day::Instant,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};

/// The name as kept beside a try.
fn print(login: &str) -> String {
    hex::encode(Sha256::digest(login.as_bytes()))
}

impl Backend {
    /// Counts a try for that name, whether anybody has it or not; gives the moment to wait for, when it comes too soon.
    pub(super) async fn count_try(&self, login: &str) -> Result<Option<Instant>, BackendError> {
        let (now, print) = (self.now(), print(login));
        let tx = self.inner.store.write().await?;
        attempt::Entity::delete_many().filter(attempt::Column::At.lte(now - REMEMBERED)).exec(&tx).await?;
        let of_name = attempt::Entity::find().filter(attempt::Column::LoginHash.eq(&print)).order_by_asc(attempt::Column::At);
        let tries: Vec<Instant> = of_name.all(&tx).await?.into_iter().map(|row| row.at).collect();
        if let Some(next) = next_try(&tries).filter(|next| *next > now) {
            return Ok(Some(next));
        }
        let row = attempt::ActiveModel { id: Set(random::id(now)?), login_hash: Set(print), at: Set(now) };
        attempt::Entity::insert(row).exec_without_returning(&tx).await?;
        tx.commit().await?;
        Ok(None)
    }

    /// Forgets the tries for that name: the password was right.
    pub(super) async fn forget_tries(&self, login: &str) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        attempt::Entity::delete_many().filter(attempt::Column::LoginHash.eq(print(login))).exec(&tx).await?;
        Ok(tx.commit().await?)
    }
}
