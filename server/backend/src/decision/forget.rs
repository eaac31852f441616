//! Forgetting the decisions of a dossier (G-4).
use super::entity::{days, decision, draft, reopened};
use crate::BackendError;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Forgets what was being typed of a decision about that request.
pub(crate) async fn forget_drafts(tx: &impl ConnectionTrait, request: Uuid) -> Result<(), BackendError> {
    draft::Entity::delete_many().filter(draft::Column::RequestId.eq(request)).exec(tx).await?;
    Ok(())
}

/// Forgets what was decided of that dossier, and what was being typed of its requests.
pub(crate) async fn forget(tx: &impl ConnectionTrait, claim: Uuid, requests: &[Uuid]) -> Result<(), BackendError> {
    draft::Entity::delete_many().filter(draft::Column::RequestId.is_in(requests.iter().copied())).exec(tx).await?;
    days::Entity::delete_many().filter(days::Column::ClaimId.eq(claim)).exec(tx).await?;
    reopened::Entity::delete_many().filter(reopened::Column::ClaimId.eq(claim)).exec(tx).await?;
    decision::Entity::delete_many().filter(decision::Column::ClaimId.eq(claim)).exec(tx).await?;
    Ok(())
}
