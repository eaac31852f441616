//! Legal holds (G-4): a dossier that is disputed stays, with its payments, and so does who its member is and what they accepted, until the
//! hold is lifted.
use super::entity::hold;
use crate::{Backend, BackendError, audit, claim::entity::claim, contract::entity::enrolment, payment};
use domain::{claim::ClaimStatus, day::Instant};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{OnConflict, SelectStatement},
};
use uuid::Uuid;

impl Backend {
    /// Puts a hold on the dossier of that number, or lifts it; where only its payments are kept any more, on those. Twice is once.
    ///
    /// # Errors
    /// `NotFound` when nothing is kept under that number; when the database cannot be written.
    pub async fn hold_claim(&self, number: &str, held: bool) -> Result<(), BackendError> {
        let now = self.now();
        let tx = self.inner.store.write().await?;
        let sent = claim::Entity::find().filter(claim::Column::Number.eq(number));
        let sent = sent.filter(claim::Column::Status.ne(ClaimStatus::Draft.as_str())).one(&tx).await?;
        let known = match sent {
            Some(row) => set(&tx, row.id, held.then_some(now)).await.map(|()| true)?,
            None => payment::hold_kept(&tx, number, held).await?,
        };
        if !known {
            return Err(BackendError::NotFound);
        }
        if held {
            audit::record(&tx, now, None, "legal_hold_put", number, "").await?;
        } else {
            audit::record(&tx, now, None, "legal_hold_lifted", number, "").await?;
        }
        Ok(tx.commit().await?)
    }
}

/// Has the dossier be held since then, or by nobody.
async fn set(tx: &impl ConnectionTrait, claim: Uuid, since: Option<Instant>) -> Result<(), BackendError> {
    if let Some(since) = since {
        let row = hold::ActiveModel { claim_id: Set(claim), since: Set(since) };
        let first = OnConflict::column(hold::Column::ClaimId).do_nothing().to_owned();
        hold::Entity::insert(row).on_conflict(first).exec_without_returning(tx).await?;
    } else {
        hold::Entity::delete_by_id(claim).exec(tx).await?;
    }
    Ok(())
}

/// The dossiers that are held.
pub(crate) fn held_claims() -> SelectStatement {
    hold::Entity::find().select_only().column(hold::Column::ClaimId).into_query()
}

/// Whose they are.
pub(crate) fn held_members() -> SelectStatement {
    let claims = claim::Entity::find().select_only().column(claim::Column::EnrolmentId);
    let claims = claims.filter(claim::Column::Id.in_subquery(held_claims())).into_query();
    let members = enrolment::Entity::find().select_only().column(enrolment::Column::UserId);
    members.filter(enrolment::Column::Id.in_subquery(claims)).into_query()
}
