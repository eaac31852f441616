//! Which terms hold, who accepted them, and the proof of it (S-5 … S-8).
use crate::{Backend, BackendError, account::entity::user, audit, crypto::sha256_hex, purge::held_members, random};
use domain::{account::Person, day::Instant, id::UserId, terms::TermsVersion};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{OnConflict, SelectStatement},
};

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "terms_acceptances")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub user_id: Uuid,
        pub version: String,
        pub text_sha256: String,
        pub at: DateTimeUtc,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

use entity::{ActiveModel, Column, Entity};

/// How a member stands to the terms that hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acceptance {
    /// Accepted, or none is asked for.
    Given,
    /// Never accepted any version.
    Missing,
    /// Accepted an earlier version (S-6).
    Outdated,
}

impl Backend {
    /// The terms that hold today; `None` where the insurer has none.
    pub fn current_terms(&self) -> Option<&TermsVersion> {
        self.profile().terms.as_ref()?.current(self.today())
    }

    /// How the member stands to the terms that hold.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn acceptance(&self, member: UserId) -> Result<Acceptance, BackendError> {
        let gate = self.profile().terms.as_ref().is_some_and(|terms| terms.gate);
        let Some(current) = self.current_terms().filter(|_| gate) else { return Ok(Acceptance::Given) };
        let db = self.inner.store.read();
        let theirs = Entity::find().filter(Column::UserId.eq(member.0)).filter(Column::Version.eq(&current.version));
        if theirs.count(db).await? > 0 {
            return Ok(Acceptance::Given);
        }
        Ok(if accepted_any(db, member).await? { Acceptance::Outdated } else { Acceptance::Missing })
    }

    /// Keeps that the member accepts that version; whether it is the one that holds. Accepting twice is accepting once.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn accept_terms(&self, member: &Person, version: &str) -> Result<bool, BackendError> {
        let now = self.now();
        let Some(current) = self.current_terms().filter(|current| current.version == version) else { return Ok(false) };
        let tx = self.inner.store.write().await?;
        if record(&tx, now, member.id, current).await? {
            audit::record(&tx, now, Some(member.id), "terms_accepted", &member.id.to_string(), &current.version).await?;
        }
        tx.commit().await?;
        Ok(true)
    }
}

/// Keeps that the member accepted that version, in the caller's transaction; whether it is new.
pub(crate) async fn record(tx: &impl ConnectionTrait, at: Instant, member: UserId, version: &TermsVersion) -> Result<bool, BackendError> {
    let row = ActiveModel {
        id: Set(random::id(at)?),
        user_id: Set(member.0),
        version: Set(version.version.clone()),
        text_sha256: Set(sha256_hex(version.text.as_bytes())),
        at: Set(at),
    };
    let first = OnConflict::columns([Column::UserId, Column::Version]).do_nothing().to_owned();
    Ok(Entity::insert(row).on_conflict(first).exec_without_returning(tx).await? == 1)
}

/// Whether the member ever accepted a version.
pub(crate) async fn accepted_any(db: &impl ConnectionTrait, member: UserId) -> Result<bool, BackendError> {
    Ok(Entity::find().filter(Column::UserId.eq(member.0)).count(db).await? > 0)
}

/// Whoever accepted anything.
pub(crate) fn acceptants() -> SelectStatement {
    Entity::find().select_only().column(Column::UserId).into_query()
}

/// Forgets what was accepted by members who left until then, unless a dossier of theirs is held; gives how many proofs went (S-8).
pub(crate) async fn forget_of_left(tx: &impl ConnectionTrait, before: Instant) -> Result<u64, BackendError> {
    let left = user::Entity::find().select_only().column(user::Column::Id).filter(user::Column::Closed.eq(true));
    let left = left.filter(user::Column::ClosedAt.lte(before)).into_query();
    let gone = Entity::delete_many().filter(Column::UserId.in_subquery(left)).filter(Column::UserId.not_in_subquery(held_members()));
    Ok(gone.exec(tx).await?.rows_affected)
}

/// A version that a member accepted.
pub(crate) struct Accepted {
    pub(crate) version: String,
    pub(crate) text_sha256: String,
    pub(crate) at: Instant,
}

/// The versions that the member accepted, oldest first.
pub(crate) async fn accepted(db: &impl ConnectionTrait, member: UserId) -> Result<Vec<Accepted>, BackendError> {
    let rows = Entity::find().filter(Column::UserId.eq(member.0)).order_by_asc(Column::At).all(db).await?;
    Ok(rows.into_iter().map(|row| Accepted { version: row.version, text_sha256: row.text_sha256, at: row.at }).collect())
}
