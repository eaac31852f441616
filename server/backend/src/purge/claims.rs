//! Dossiers that are over (G-4): gone with their files, so many years after what was last done in them.
use super::{WRITTEN, held_claims};
use crate::{
    Backend, BackendError, audit,
    claim::{
        self,
        entity::{claim as dossier, request},
    },
    contract::entity::enrolment,
    payment,
};
use domain::{claim::ClaimStatus, day::Instant};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};
use uuid::Uuid;

impl Backend {
    /// Deletes what was last worked on until then, is decided, not held, and has no request being written, by its member or by the desk,
    /// and no payment that is still to leave; adds the names of its files.
    pub(super) async fn purge_claims(
        &self,
        tx: &impl ConnectionTrait,
        before: Instant,
        files: &mut Vec<String>,
    ) -> Result<u64, BackendError> {
        let due = over(before).select_only().column(dossier::Column::Id).column(dossier::Column::EnrolmentId);
        let mut gone = 0;
        for (id, under) in due.into_tuple::<(Uuid, Uuid)>().all(tx).await? {
            // The contract first, as everywhere: whoever begins a request meanwhile is either seen here or finds no dossier.
            enrolment::Entity::find_by_id(under).lock_exclusive().one(tx).await?;
            let Some(row) = over(before).filter(dossier::Column::Id.eq(id)).one(tx).await? else { continue };
            audit::record(tx, self.now(), None, "claim_purged", &row.number, "").await?;
            claim::forget(tx, &row, files).await?;
            gone += 1;
        }
        Ok(gone)
    }
}

fn over(before: Instant) -> Select<dossier::Entity> {
    let decided = ClaimStatus::ALL.into_iter().filter(|status| status.is_decided()).map(ClaimStatus::as_str);
    let writing = request::Entity::find().select_only().column(request::Column::ClaimId);
    let writing = writing.filter(request::Column::State.is_in(WRITTEN)).into_query();
    let over = dossier::Entity::find().filter(dossier::Column::Status.is_in(decided)).filter(dossier::Column::UpdatedAt.lte(before));
    let over = over.filter(dossier::Column::Id.not_in_subquery(payment::claims_to_pay()));
    over.filter(dossier::Column::Id.not_in_subquery(writing)).filter(dossier::Column::Id.not_in_subquery(held_claims()))
}
