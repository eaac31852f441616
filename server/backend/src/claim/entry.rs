//! A request that the desk enters for its member, who sent it by post or by fax or told it on the telephone (B-16). It is written apart
//! from what the member may be writing, with the same rules, and sent by the same use case: the member gets the usual acknowledgement.
use super::{
    DraftForm, Pen, PeriodsPost, Receipt, Saved,
    entity::{claim, entry, request},
    with_owner,
};
use crate::{Backend, BackendError, attachment, audit, office::DeskClaim};
use domain::{
    access::{Action, StaffRole, role_for},
    account::Staff,
    claim::{Arrival, Claim, ClaimStatus, Entered, RequestKind, StepError, may_prolong},
    id::{AttachmentId, ClaimId, IdempotencyKey, RequestId, UserId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

impl Backend {
    /// Begins to enter a request that came so, or resumes the one that is being entered.
    ///
    /// # Errors
    /// `NotFound` when there is no such dossier, or they may not; `Rule` when its state takes none, or it is about care (D-18).
    pub async fn open_entry(&self, staff: &Staff, id: ClaimId, arrival: Arrival) -> Result<(), BackendError> {
        enters(staff)?;
        let tx = self.inner.store.write().await?;
        let (locked, _) = self.lock_for_desk(&tx, id).await?;
        if locked.written(&tx, Pen::Desk).await?.is_some() {
            return Ok(());
        }
        if locked.is_care() || !may_prolong(locked.status) {
            return Err(StepError::CannotProlong.into());
        }
        let kind = (RequestKind::Prolongation, Pen::Desk);
        let request = self.insert_written(&tx, locked.row.id, kind, DraftForm::default()).await?;
        self.keep_arrival(&tx, staff, (request, &locked.row.number), arrival).await?;
        Ok(tx.commit().await?)
    }

    /// Keeps how a request came that is entered from now on, into the dossier of that number.
    pub(super) async fn keep_arrival(
        &self,
        tx: &impl ConnectionTrait,
        staff: &Staff,
        (request, number): (Uuid, &str),
        arrival: Arrival,
    ) -> Result<(), BackendError> {
        let (now, by) = (self.now(), staff.person.id);
        let row = entry::ActiveModel {
            request_id: Set(request),
            channel: Set(arrival.way.as_str().to_owned()),
            received_on: Set(arrival.received_on.0),
            user_id: Set(by.0),
            began_at: Set(now),
        };
        entry::Entity::insert(row).exec_without_returning(tx).await?;
        audit::record(tx, now, Some(by), "entry_begun", number, arrival.way.as_str()).await
    }

    /// The dossier with the request that is being entered as its draft, and how that came; `None` when none is.
    ///
    /// # Errors
    /// `NotFound` for whoever may not; when the database cannot be read.
    pub async fn entry(&self, staff: &Staff, of: &DeskClaim) -> Result<Option<(Claim, Arrival)>, BackendError> {
        enters(staff)?;
        let db = self.inner.store.read();
        let Some(mut claim) = self.claim_under(db, of.member.id, &of.claim.summary.number, Pen::Desk).await? else { return Ok(None) };
        // What the member is writing is theirs alone.
        claim.summary.has_draft = false;
        let Some(draft) = claim.draft.as_ref().map(|draft| draft.id) else { return Ok(None) };
        Ok(self.arrival_in(db, draft).await?.map(|arrival| (claim, arrival)))
    }

    /// Whose dossier that is, and its number, for whoever enters a request into it.
    ///
    /// # Errors
    /// `NotFound` when there is no such dossier, it was never sent and is not being entered, or they may not.
    pub async fn entry_for(&self, staff: &Staff, id: ClaimId) -> Result<(UserId, String), BackendError> {
        enters(staff)?;
        let db = self.inner.store.read();
        // First what is being entered: of two clicks, the later one finds it gone and its dossier sent, never a draft that nobody enters.
        let entered =
            request::Entity::find().filter(request::Column::ClaimId.eq(id.0)).filter(request::Column::State.eq(Pen::Desk.state()));
        let is_entered = entered.one(db).await?.is_some();
        let (row, member) = with_owner(db, id).await?;
        if row.status == ClaimStatus::Draft.as_str() && !is_entered {
            return Err(BackendError::NotFound);
        }
        Ok((member, row.number))
    }

    /// Keeps one post of its periods, as [`Self::save_periods`] does those of a member.
    ///
    /// # Errors
    /// `NotFound` when none is being entered there, or they may not.
    pub async fn save_entry(&self, staff: &Staff, id: ClaimId, post: PeriodsPost) -> Result<Saved, BackendError> {
        let (member, number) = self.entry_for(staff, id).await?;
        self.save_written((member, &number), Pen::Desk, post).await
    }

    /// Takes one of its files back; a refused one is only dismissed.
    ///
    /// # Errors
    /// `NotFound` when none is being entered there, or they may not.
    pub async fn remove_entry_file(&self, staff: &Staff, id: ClaimId, file: AttachmentId) -> Result<(), BackendError> {
        enters(staff)?;
        let tx = self.inner.store.write().await?;
        let (_, entry, _) = self.lock_entry(&tx, id).await?;
        let files = attachment::delete_rows(&tx, entry.id, Some(file.0)).await?;
        tx.commit().await?;
        self.forget_files(files).await;
        Ok(())
    }

    /// Gives up what is being entered, with its files; a dossier never sent goes with it, and then gives whose it was.
    ///
    /// # Errors
    /// `NotFound` when none is being entered there, or they may not.
    pub async fn drop_entry(&self, staff: &Staff, id: ClaimId) -> Result<Option<UserId>, BackendError> {
        enters(staff)?;
        let tx = self.inner.store.write().await?;
        let (locked, entry, member) = self.lock_entry(&tx, id).await?;
        let files = attachment::delete_rows(&tx, entry.id, None).await?;
        forget(&tx, entry.id).await?;
        request::Entity::delete_by_id(entry.id).exec(&tx).await?;
        let never_sent = locked.status == ClaimStatus::Draft;
        if never_sent {
            claim::Entity::delete_by_id(locked.row.id).exec(&tx).await?;
        }
        audit::record(&tx, self.now(), Some(staff.person.id), "entry_dropped", &locked.row.number, "").await?;
        tx.commit().await?;
        self.forget_files(files).await;
        Ok(never_sent.then_some(member))
    }

    /// Sends what was entered for its member, in the version of it that they read, as [`Self::submit_claim`] does: colleagues enter it
    /// together. The same key again is the same request.
    ///
    /// # Errors
    /// `NotFound` when there is no such dossier, or they may not; `Rule` when something is missing or a colleague typed in it since.
    pub async fn send_entry(&self, staff: &Staff, id: ClaimId, read: (IdempotencyKey, i32)) -> Result<Receipt, BackendError> {
        let (member, number) = self.entry_for(staff, id).await?;
        self.submit((member, &number), read, (Pen::Desk, staff.person.id)).await
    }

    /// The requests of a dossier that the desk entered, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn entered(&self, claim: ClaimId) -> Result<Vec<Entered>, BackendError> {
        let db = self.inner.store.read();
        let sent = request::Entity::find().filter(request::Column::ClaimId.eq(claim.0)).filter(request::Column::SentAt.is_not_null());
        let sent: HashMap<Uuid, request::Model> = sent.all(db).await?.into_iter().map(|row| (row.id, row)).collect();
        let rows = entry::Entity::find().filter(entry::Column::RequestId.is_in(sent.keys().copied())).all(db).await?;
        let told = |row: entry::Model| -> Result<Option<Entered>, BackendError> {
            let of = sent.get(&row.request_id).and_then(|of| Some((of.number.clone()?, of.sent_at?)));
            let arrival = Arrival::try_from(&row)?;
            Ok(of.map(|(request, at)| Entered { request, arrival, at }))
        };
        let mut all: Vec<Entered> = rows.into_iter().filter_map(|row| told(row).transpose()).collect::<Result<_, _>>()?;
        all.sort_by_key(|one| one.at);
        Ok(all)
    }

    /// How that request came, where the desk enters it; `None` for one that its member writes.
    pub(super) async fn arrival_in(&self, db: &impl ConnectionTrait, request: RequestId) -> Result<Option<Arrival>, BackendError> {
        entry::Entity::find_by_id(request.0).one(db).await?.as_ref().map(Arrival::try_from).transpose()
    }
}

/// Forgets how a request came that goes, in the caller's transaction.
pub(crate) async fn forget(tx: &impl ConnectionTrait, request: Uuid) -> Result<(), BackendError> {
    entry::Entity::delete_by_id(request).exec(tx).await?;
    Ok(())
}

/// The role by which they enter requests; whoever may not finds none.
pub(super) fn enters(staff: &Staff) -> Result<StaffRole, BackendError> {
    role_for(staff.roles, Action::EnterOnBehalf).ok_or(BackendError::NotFound)
}
