//! Forgetting what the desk kept of a dossier (G-4).
use super::entity::{look, note, viewing};
use crate::BackendError;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Forgets who looked at that dossier or from it at its member's pages, and the notes about it.
pub(crate) async fn forget(tx: &impl ConnectionTrait, claim: Uuid) -> Result<(), BackendError> {
    look::Entity::delete_many().filter(look::Column::ClaimId.eq(claim)).exec(tx).await?;
    viewing::Entity::delete_many().filter(viewing::Column::ClaimId.eq(claim)).exec(tx).await?;
    note::Entity::delete_many().filter(note::Column::ClaimId.eq(claim)).exec(tx).await?;
    Ok(())
}
