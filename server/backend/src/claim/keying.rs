//! Keying what a completed form says (B-17): its member sent it with no periods, the desk types them, with the rules of those that members
//! type. Until the request is decided, what was keyed may be corrected; what was sent never changes (S-31).
use super::{Pen, PeriodsPost, Saved, entity::request, entry::enters};
use crate::{Backend, BackendError, office::DeskClaim};
use domain::{
    account::Staff,
    claim::{Claim, OpeningForm, SentRequest},
    id::{ClaimId, RequestId, UserId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

impl Backend {
    /// The dossier with that completed form as its draft, as far as it is keyed; `None` when it is none, or is decided.
    ///
    /// # Errors
    /// `NotFound` for whoever may not; when the database cannot be read.
    pub async fn keying(&self, staff: &Staff, of: &DeskClaim, request: &str) -> Result<Option<Claim>, BackendError> {
        enters(staff)?;
        let Some(form) = to_key(&of.claim, request) else { return Ok(None) };
        let db = self.inner.store.read();
        let found = self.claim_under(db, of.member.id, &of.claim.summary.number, Pen::Keying(form.id)).await?;
        // What the member is writing is theirs alone.
        Ok(found.filter(|claim| claim.draft.is_some()).map(|mut claim| {
            claim.summary.has_draft = false;
            claim
        }))
    }

    /// Keeps of which stop a form is that opens its dossier, as [`Self::save_opening`] does for a member; gives its dossier, too.
    ///
    /// # Errors
    /// `NotFound` when there is no such form to be keyed, or they may not; `Rule` where its dossier was opened otherwise.
    pub async fn save_keyed_opening(&self, staff: &Staff, request: &str, typed: OpeningForm) -> Result<(ClaimId, Saved), BackendError> {
        let Form { claim, member, number, pen } = self.form_to_key(staff, request).await?;
        Ok((claim, self.save_opened((member, &number), pen, typed).await?))
    }

    /// Keeps one post of its periods, as [`Self::save_periods`] does those of a member; gives its dossier, too.
    ///
    /// # Errors
    /// `NotFound` when there is no such form to be keyed, or they may not.
    pub async fn save_keyed(&self, staff: &Staff, request: &str, post: PeriodsPost) -> Result<(ClaimId, Saved), BackendError> {
        let Form { claim, member, number, pen } = self.form_to_key(staff, request).await?;
        Ok((claim, self.save_written((member, &number), pen, post).await?))
    }

    /// The completed form of that number.
    pub(super) async fn form_to_key(&self, staff: &Staff, number: &str) -> Result<Form, BackendError> {
        enters(staff)?;
        let db = self.inner.store.read();
        let row = request::Entity::find().filter(request::Column::Number.eq(number)).one(db).await?.ok_or(BackendError::NotFound)?;
        let (pen, claim) = (Pen::Keying(RequestId(row.id)), ClaimId(row.claim_id));
        if !pen.writes(&row) {
            return Err(BackendError::NotFound);
        }
        let (member, number) = self.owner_of(db, claim).await?;
        Ok(Form { claim, member, number, pen })
    }
}

/// A completed form that is keyed: its dossier, whose it is, the number of that, and the pen.
pub(super) struct Form {
    pub(super) claim: ClaimId,
    pub(super) member: UserId,
    pub(super) number: String,
    pub(super) pen: Pen,
}

/// The completed form of that number, while it may be keyed.
pub(super) fn to_key<'a>(claim: &'a Claim, request: &str) -> Option<&'a SentRequest> {
    claim.requests.iter().find(|one| one.number == request && one.may_key())
}
