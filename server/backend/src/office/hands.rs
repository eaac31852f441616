//! Taking a dossier, handing it over, giving it back (B-2). Whoever changes a dossier holds its enrolment meanwhile, the member who sends as
//! well as the desk: two never do at once, and whoever comes second finds another version.
use super::DeskClaim;
use crate::{
    Backend, BackendError, audit,
    claim::{entity::claim, moves},
};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::{ClaimMove, ClaimStatus, Hands, Holder, StepError},
    id::{ClaimId, UserId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// So many colleagues may take the next dossier at the same moment before somebody is asked to try again.
const TRIES: usize = 16;

impl Backend {
    /// Changes whose a dossier is, for somebody of the desk who saw that version of it.
    ///
    /// # Errors
    /// `NotFound` when there is no such dossier or colleague, or they may not; `Stale` when somebody came first.
    pub async fn move_claim(&self, staff: &Staff, id: ClaimId, seen: i32, act: Hands) -> Result<(), BackendError> {
        worker(staff)?;
        if let Hands::HandOver(to) = act
            && !self.handlers().await?.iter().any(|handler| handler.id == to)
        {
            return Err(BackendError::NotFound);
        }
        let tx = self.inner.store.write().await?;
        let row = self.lock_for_desk(&tx, id).await?.0.row;
        match act.holder(row.holder_id.map(UserId), staff.person.id)? {
            Holder::Same => return Ok(()),
            _ if row.version != seen => return Err(StepError::Stale.into()),
            Holder::Now(holder) => self.give(&tx, staff, row, act, Some(holder)).await?,
            Holder::Nobody => self.give(&tx, staff, row, act, None).await?,
        }
        Ok(tx.commit().await?)
    }

    /// « Prochain dossier »: takes the one that has waited longest of those that nobody has; `None` when there is none.
    ///
    /// # Errors
    /// `NotFound` for whoever may not; `Busy` when colleagues took each before it could be taken.
    pub async fn take_next_claim(&self, staff: &Staff) -> Result<Option<ClaimId>, BackendError> {
        worker(staff)?;
        for _ in 0..TRIES {
            let tx = self.inner.store.write().await?;
            let free = claim::Entity::find().filter(claim::Column::WaitingSince.is_not_null()).filter(claim::Column::HolderId.is_null());
            let oldest = free.order_by_asc(claim::Column::WaitingSince).order_by_asc(claim::Column::Id).one(&tx).await?;
            let Some(oldest) = oldest else { return Ok(None) };
            // Only now is it held: a colleague may have taken it meanwhile.
            let row = self.lock_for_desk(&tx, ClaimId(oldest.id)).await?.0.row;
            if row.holder_id.is_none() && row.waiting_since.is_some() {
                let id = ClaimId(row.id);
                self.give(&tx, staff, row, Hands::Take, Some(staff.person.id)).await?;
                tx.commit().await?;
                return Ok(Some(id));
            }
        }
        Err(BackendError::Busy("others took every next claim first".into()))
    }

    /// First and last name of whoever has that dossier.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn holder_name(&self, on_desk: &DeskClaim) -> Result<Option<String>, BackendError> {
        match on_desk.holder {
            Some(holder) => Ok(Some(self.person(self.inner.store.read(), holder).await?.full_name())),
            None => Ok(None),
        }
    }

    /// Number of the dossier; `None` for one that was never sent.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn sent_number(&self, id: ClaimId) -> Result<Option<String>, BackendError> {
        let row = claim::Entity::find_by_id(id.0).one(self.inner.store.read()).await?;
        Ok(row.filter(|row| row.status != ClaimStatus::Draft.as_str()).map(|row| row.number))
    }

    /// What changed a dossier since that version, for somebody of the desk; all of it since 0.
    ///
    /// # Errors
    /// `NotFound` when there is no such dossier, or they may not look at it.
    pub async fn moves_since(&self, staff: &Staff, id: ClaimId, version: i32) -> Result<Vec<ClaimMove>, BackendError> {
        role_for(staff.roles, Action::LookAtClaims).ok_or(BackendError::NotFound)?;
        self.sent_number(id).await?.ok_or(BackendError::NotFound)?;
        moves::after(self.inner.store.read(), id, version).await
    }

    /// Writes whose a dossier is now, with who did it.
    async fn give(
        &self,
        tx: &impl ConnectionTrait,
        staff: &Staff,
        row: claim::Model,
        act: Hands,
        holder: Option<UserId>,
    ) -> Result<(), BackendError> {
        let (now, version, number) = (self.now(), row.version + 1, row.number.clone());
        let mut row = row.into_active_model();
        row.holder_id = Set(holder.map(|holder| holder.0));
        row.version = Set(version);
        row.updated_at = Set(now);
        let row = claim::Entity::update(row).exec(tx).await?;
        let to = holder.filter(|_| matches!(act, Hands::HandOver(_)));
        moves::record(tx, &row, act.done(), staff.person.id, to, now).await?;
        audit::record(tx, now, Some(staff.person.id), "claim_moved", &number, act.done().as_str()).await
    }
}

/// Whoever may not work on dossiers finds none.
pub(super) fn worker(staff: &Staff) -> Result<(), BackendError> {
    role_for(staff.roles, Action::WorkOnClaims).map(|_| ()).ok_or(BackendError::NotFound)
}
