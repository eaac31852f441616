//! Names of people: how they are shown, and how they are searched for.
use super::entity::user;
use crate::{Backend, BackendError};
use domain::account::{Person, name_key};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// People whose names are made searchable in one transaction.
const BATCH: u64 = 1_000;

impl Backend {
    /// Makes the names searchable that were kept before anybody searched.
    pub(crate) async fn key_names(&self) -> Result<(), BackendError> {
        let without = || user::Entity::find().filter(user::Column::NameKey.is_null()).limit(BATCH);
        while without().one(self.inner.store.read()).await?.is_some() {
            let tx = self.inner.store.write().await?;
            for row in without().lock_exclusive().all(&tx).await? {
                let key = name_key(&row.family_name, &row.given_name);
                let mut row = row.into_active_model();
                row.name_key = Set(Some(key));
                user::Entity::update(row).exec(&tx).await?;
            }
            tx.commit().await?;
        }
        Ok(())
    }
}

/// First and last name of each of them.
pub(crate) async fn full_names(
    db: &impl ConnectionTrait,
    of: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, BackendError> {
    let rows = user::Entity::find().filter(user::Column::Id.is_in(of)).all(db).await?;
    rows.into_iter().map(|row| Person::try_from(row).map(|person| (person.id.0, person.full_name()))).collect()
}
