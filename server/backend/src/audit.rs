//! Who did what, when. Append-only; no health data, no text a person typed.
use crate::{BackendError, random};
use domain::{day::Instant, id::UserId};
use entity::{ActiveModel, Entity};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

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

/// Forgets who signed in until then; gives how many entries went (G-4).
pub(crate) async fn forget_before(tx: &impl ConnectionTrait, before: Instant) -> Result<u64, BackendError> {
    let old = Entity::delete_many().filter(entity::Column::Action.eq("signed_in")).filter(entity::Column::At.lte(before));
    Ok(old.exec(tx).await?.rows_affected)
}
