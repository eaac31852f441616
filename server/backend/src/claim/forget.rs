//! Forgetting a dossier with all that hangs on it (G-4).
use super::{
    answers::forget_late,
    entity::{claim, mark, moved, period, request},
    entry,
};
use crate::{BackendError, attachment, complement, decision, office, payment};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Forgets the dossier, in the caller's transaction, its contract locked: of its payments the sums stay. Adds the names of its files, to be
/// removed once the transaction stands.
pub(crate) async fn forget(tx: &impl ConnectionTrait, row: &claim::Model, files: &mut Vec<String>) -> Result<(), BackendError> {
    let of = request::Entity::find().filter(request::Column::ClaimId.eq(row.id)).all(tx).await?;
    let requests: Vec<Uuid> = of.into_iter().map(|request| request.id).collect();
    payment::keep_sums(tx, row).await?;
    decision::forget(tx, row.id, &requests).await?;
    complement::forget(tx, row.id).await?;
    office::forget(tx, row.id).await?;
    forget_late(tx, row.id).await?;
    for request in requests {
        entry::forget(tx, request).await?;
        files.extend(attachment::delete_rows(tx, request, None).await?);
    }
    let marks = Condition::any().add(mark::Column::ClaimId.eq(row.id)).add(mark::Column::OfClaim.eq(row.id));
    mark::Entity::delete_many().filter(marks).exec(tx).await?;
    moved::Entity::delete_many().filter(moved::Column::ClaimId.eq(row.id)).exec(tx).await?;
    period::Entity::delete_many().filter(period::Column::ClaimId.eq(row.id)).exec(tx).await?;
    request::Entity::delete_many().filter(request::Column::ClaimId.eq(row.id)).exec(tx).await?;
    claim::Entity::delete_by_id(row.id).exec(tx).await?;
    Ok(())
}
