//! Who did what, when. Append-only; no health data, no text a person typed.
use crate::{Backend, BackendError, random};
use domain::{day::Instant, id::UserId};
use entity::{ActiveModel, Entity};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use std::collections::HashSet;
use uuid::Uuid;

/// So many entries are read at a time.
const PAGE: u64 = 1_000;

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: DateTimeUtc,
        pub actor: Option<Uuid>,
        pub action: String,
        pub object: String,
        pub detail: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Writes one entry in the caller's transaction.
pub(crate) async fn record(
    tx: &impl ConnectionTrait,
    at: Instant,
    actor: Option<UserId>,
    action: &str,
    object: &str,
    detail: &str,
) -> Result<(), BackendError> {
    let row = ActiveModel {
        id: Set(random::id(at)?),
        at: Set(at),
        actor: Set(actor.map(|a| a.0)),
        action: Set(action.to_owned()),
        object: Set(object.to_owned()),
        detail: Set(detail.to_owned()),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// One entry, as an operator hands it out (B-63).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Which; later ones are greater.
    pub id: Uuid,
    /// When.
    pub at: Instant,
    /// Who; nobody for what happened by itself or was done by an operator.
    pub actor: Option<Uuid>,
    /// What.
    pub action: String,
    /// To what or whom: a number or an identifier.
    pub object: String,
    /// What else there is to say.
    pub detail: String,
}

impl Backend {
    /// The next entries of the audit after that one, oldest first; empty once there are no more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn audit_after(&self, after: Option<Uuid>) -> Result<Vec<Record>, BackendError> {
        let later = Condition::all().add_option(after.map(|after| entity::Column::Id.gt(after)));
        let rows = Entity::find().filter(later).order_by_asc(entity::Column::Id).limit(PAGE).all(self.inner.store.read()).await?;
        let told = |row: entity::Model| {
            let entity::Model { id, at, actor, action, object, detail } = row;
            Record { id, at, actor, action, object, detail }
        };
        Ok(rows.into_iter().map(told).collect())
    }
}

/// One entry, as it is told to the person it is about.
pub(crate) struct Entry {
    pub(crate) at: Instant,
    pub(crate) action: String,
    pub(crate) object: String,
    /// Whether they did it themselves.
    pub(crate) own: bool,
}

/// What a person did, and what was done to them or to what is theirs, newest first. `theirs` are the numbers of what is theirs.
pub(crate) async fn about(db: &impl ConnectionTrait, person: UserId, theirs: &[String]) -> Result<Vec<Entry>, BackendError> {
    let objects = theirs.iter().cloned().chain([person.to_string()]);
    let about = Condition::any().add(entity::Column::Actor.eq(person.0)).add(entity::Column::Object.is_in(objects));
    let rows = Entity::find().filter(about).order_by_desc(entity::Column::At).order_by_desc(entity::Column::Id).all(db).await?;
    let told = |row: entity::Model| Entry { at: row.at, action: row.action, object: row.object, own: row.actor == Some(person.0) };
    Ok(rows.into_iter().map(told).collect())
}

/// Whether that person did that with their own account after that moment.
pub(crate) async fn did_since(db: &impl ConnectionTrait, person: UserId, action: &str, since: Instant) -> Result<bool, BackendError> {
    let own = Entity::find().filter(entity::Column::Object.eq(person.to_string())).filter(entity::Column::Actor.eq(person.0));
    let later = own.filter(entity::Column::Action.eq(action)).filter(entity::Column::At.gt(since));
    Ok(later.one(db).await?.is_some())
}

/// Of which of those objects that person noted that since then.
pub(crate) async fn noted_since(
    db: &impl ConnectionTrait,
    actor: UserId,
    action: &str,
    objects: impl Iterator<Item = String>,
    since: Instant,
) -> Result<HashSet<String>, BackendError> {
    let noted = Entity::find().select_only().column(entity::Column::Object).filter(entity::Column::Object.is_in(objects));
    let noted = noted.filter(entity::Column::Actor.eq(actor.0)).filter(entity::Column::Action.eq(action));
    let noted: Vec<String> = noted.filter(entity::Column::At.gte(since)).into_tuple().all(db).await?;
    Ok(noted.into_iter().collect())
}

/// What is noted for the security of accounts alone, and kept no longer than that asks for (G-4).
const SECURITY: [&str; 11] = [
    "signed_in",
    "identity_proved",
    "sessions_ended",
    "unlocked",
    "hint_shown",
    "hint_closed",
    "second_factor_offered",
    "account_code_sent",
    "account_code_wrong",
    "export_asked",
    "kit_opened",
];

/// Forgets who signed in, and the like, until then; gives how many entries went (G-4).
pub(crate) async fn forget_before(tx: &impl ConnectionTrait, before: Instant) -> Result<u64, BackendError> {
    let old = Entity::delete_many().filter(entity::Column::Action.is_in(SECURITY)).filter(entity::Column::At.lte(before));
    Ok(old.exec(tx).await?.rows_affected)
}
