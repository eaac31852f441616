//! Forgetting what was asked for to complete a dossier (G-4).
use super::{
    entity::{complement, item, link, refusal},
    items_of,
};
use crate::BackendError;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;

/// Forgets all that was asked for to complete that dossier; its files go with their requests.
pub(crate) async fn forget(tx: &impl ConnectionTrait, claim: Uuid) -> Result<(), BackendError> {
    let asked = complement::Entity::find().select_only().column(complement::Column::Id);
    let asked = asked.filter(complement::Column::ClaimId.eq(claim)).into_query();
    link::Entity::delete_many().filter(link::Column::ItemId.in_subquery(items_of(claim))).exec(tx).await?;
    refusal::Entity::delete_many().filter(refusal::Column::ItemId.in_subquery(items_of(claim))).exec(tx).await?;
    item::Entity::delete_many().filter(item::Column::ComplementId.in_subquery(asked)).exec(tx).await?;
    complement::Entity::delete_many().filter(complement::Column::ClaimId.eq(claim)).exec(tx).await?;
    Ok(())
}
