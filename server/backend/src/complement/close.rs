//! What was asked for ends with the decision on its dossier: nothing more is asked of the member.
use super::{
    again_mails,
    entity::{complement, item},
};
use crate::{BackendError, attachment, audit, outbox};
use domain::{
    complement::ComplementState,
    day::Instant,
    id::{ClaimId, UserId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// Closes what is left of all that was asked for to complete that dossier, in the caller's transaction; the dossier is locked.
pub(crate) async fn close_asked(
    tx: &impl ConnectionTrait,
    (claim, number): (ClaimId, &str),
    by: UserId,
    now: Instant,
) -> Result<(), BackendError> {
    let asked = complement::Entity::find().filter(complement::Column::ClaimId.eq(claim.0));
    for row in asked.filter(complement::Column::State.ne(ComplementState::Closed.as_str())).all(tx).await? {
        audit::record(tx, now, Some(by), "complement_closed", number, &row.number).await?;
        outbox::forget_waiting(tx, again_mails(&row.number), now).await?;
        close(tx, row).await?;
    }
    Ok(())
}

/// Closes one.
pub(super) async fn close(tx: &impl ConnectionTrait, row: complement::Model) -> Result<(), BackendError> {
    forget_tries(tx, row.id).await?;
    let mut row = row.into_active_model();
    row.state = Set(ComplementState::Closed.as_str().to_owned());
    complement::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Files that did not arrive for those documents are not to be done again (Y-1): nothing is taken for them any more.
pub(super) async fn forget_tries(tx: &impl ConnectionTrait, asked: Uuid) -> Result<(), BackendError> {
    let items = item::Entity::find().filter(item::Column::ComplementId.eq(asked)).all(tx).await?;
    let items: Vec<Uuid> = items.into_iter().map(|item| item.id).collect();
    attachment::forget_names(tx, &items).await
}
