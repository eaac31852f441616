//! Filters of the queue that somebody of the desk keeps under a name (B-1).
use super::entity::filter;
use crate::{Backend, BackendError};
use domain::{
    claim::{KeptFilter, MAX_FILTERS, QueueAsk, QueueFilter, filter_name},
    form::FieldError,
    id::UserId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::OnConflict};

impl Backend {
    /// The filters that somebody keeps, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn kept_filters(&self, owner: UserId) -> Result<Vec<KeptFilter>, BackendError> {
        let rows = filter::Entity::find().filter(filter::Column::UserId.eq(owner.0)).order_by_asc(filter::Column::Name);
        let rows = rows.all(self.inner.store.read()).await?;
        Ok(rows.into_iter().map(|row| KeptFilter { name: row.name, filter: QueueAsk::read(&row.ask).filter }).collect())
    }

    /// Keeps a filter under that name, in place of one of the same name; gives what is wrong, if anything.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn keep_filter(&self, owner: UserId, name: &str, kept: QueueFilter) -> Result<Option<FieldError>, BackendError> {
        let name = match filter_name(name) {
            Ok(name) => name,
            Err(fault) => return Ok(Some(fault)),
        };
        let tx = self.inner.store.write().await?;
        self.own_row(&tx, owner).await?;
        let others = filter::Entity::find().filter(filter::Column::UserId.eq(owner.0)).filter(filter::Column::Name.ne(&name));
        if others.count(&tx).await? >= MAX_FILTERS {
            return Ok(Some(FieldError::new("nom-du-filtre", "office-filters-full").with("max", MAX_FILTERS.to_string())));
        }
        let row = filter::ActiveModel { user_id: Set(owner.0), name: Set(name), ask: Set(kept.to_string()) };
        let same = OnConflict::columns([filter::Column::UserId, filter::Column::Name]).update_column(filter::Column::Ask).to_owned();
        filter::Entity::insert(row).on_conflict(same).exec_without_returning(&tx).await?;
        tx.commit().await?;
        Ok(None)
    }

    /// Forgets the filter of that name; one that is not there is forgotten already.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn drop_filter(&self, owner: UserId, name: &str) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        filter::Entity::delete_many().filter(filter::Column::UserId.eq(owner.0)).filter(filter::Column::Name.eq(name)).exec(&tx).await?;
        Ok(tx.commit().await?)
    }
}
