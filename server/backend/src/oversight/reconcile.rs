//! The count of each night (Y-1): what was handed over on a day is held against what became of it. It is kept by day; where something is
//! missing, the log, `relais outbox` and the page of figures say so. Neither says whose it is.
use crate::{Backend, BackendError, clock::paris_midnight, outbox};
use domain::{
    day::Day,
    reconciliation::{LOOKED_BACK, Reconciliation, Tally},
};
use entity::{ActiveModel, Column, Entity, Model};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder, sea_query::OnConflict};

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reconciliations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: Date,
        pub at: DateTimeUtc,
        pub files_given: i64,
        pub files_done: i64,
        pub files_failed: i64,
        pub files_open: i64,
        pub messages_given: i64,
        pub messages_done: i64,
        pub messages_failed: i64,
        pub messages_open: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<Model> for Reconciliation {
    type Error = BackendError;
    fn try_from(row: Model) -> Result<Self, BackendError> {
        let tally = |counts: [i64; 4]| {
            let [given, done, failed, open] = counts.map(u64::try_from);
            Some(Tally { given: given.ok()?, done: done.ok()?, failed: failed.ok()?, open: open.ok()? })
        };
        let broken = || BackendError::inconsistent("reconciliations");
        Ok(Self {
            day: Day(row.day),
            at: row.at,
            files: tally([row.files_given, row.files_done, row.files_failed, row.files_open]).ok_or_else(broken)?,
            messages: tally([row.messages_given, row.messages_done, row.messages_failed, row.messages_open]).ok_or_else(broken)?,
        })
    }
}

impl Backend {
    /// Counts the days that ended and were not counted yet, and gives how they stand. May run as often as one likes: a day is counted once.
    ///
    /// # Errors
    /// When the database or the store of files cannot be read, or the count not be kept.
    pub async fn reconcile(&self) -> Result<Vec<Reconciliation>, BackendError> {
        let (today, mut counted) = (self.today(), Vec::new());
        for day in (1..=LOOKED_BACK).rev().map(|back| today.plus(-back)) {
            if Entity::find_by_id(day.0).one(self.inner.store.read()).await?.is_none() {
                counted.push(self.count(day).await?);
            }
        }
        Ok(counted)
    }

    async fn count(&self, day: Day) -> Result<Reconciliation, BackendError> {
        let between = (paris_midnight(day), paris_midnight(day.plus(1)));
        let db = self.inner.store.read();
        let (files, messages) = (self.tally_deposits(db, between).await?, outbox::tally(db, between).await?);
        let counted = Reconciliation { day, at: self.now(), files, messages };
        self.keep_count(&counted).await?;
        if !counted.is_even() {
            tracing::warn!(day = day.iso(), ?files, ?messages, "what was handed over is not all somewhere");
        }
        Ok(counted)
    }

    async fn keep_count(&self, counted: &Reconciliation) -> Result<(), BackendError> {
        let Reconciliation { day, at, files, messages } = counted;
        let stored = |count: u64| i64::try_from(count).map(Set).map_err(BackendError::broken);
        let row = ActiveModel {
            day: Set(day.0),
            at: Set(*at),
            files_given: stored(files.given)?,
            files_done: stored(files.done)?,
            files_failed: stored(files.failed)?,
            files_open: stored(files.open)?,
            messages_given: stored(messages.given)?,
            messages_done: stored(messages.done)?,
            messages_failed: stored(messages.failed)?,
            messages_open: stored(messages.open)?,
        };
        let first = OnConflict::column(Column::Day).do_nothing().to_owned();
        let tx = self.inner.store.write().await?;
        Entity::insert(row).on_conflict(first).exec_without_returning(&tx).await?;
        Ok(tx.commit().await?)
    }

    /// What the last count found, once there was one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn last_count(&self) -> Result<Option<Reconciliation>, BackendError> {
        let last = Entity::find().order_by_desc(Column::Day).one(self.inner.store.read()).await?;
        last.map(Reconciliation::try_from).transpose()
    }
}
