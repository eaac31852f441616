//! Keying what a completed form says (B-17): its member sent it with no periods, the desk types them, with the rules of those that members
//! type. Until the request is decided, what was keyed may be corrected; what was sent never changes (S-31).
use super::{
    Locked, Pen, PeriodsPost, Saved,
    entity::{claim, period, request},
    entry::enters,
    moves,
    submit::write_periods,
};
use crate::{Backend, BackendError, audit, contract::entity::enrolment, decision::forget_drafts, office::DeskClaim};
use domain::{
    account::Staff,
    claim::{Claim, ClaimSummary, Draft, MoveKind, Opening, OpeningForm, SentRequest, StepError, opening_form},
    contract::Enrolment,
    day::Day,
    id::{ClaimId, RequestId, UserId},
    period::Period,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use sha2::{Digest, Sha256};

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

    /// Gives the request the periods that were keyed, in that version of them: from then on it can be decided. The same again changes
    /// nothing. Gives what became of it with its dossier, whose page says so.
    ///
    /// # Errors
    /// `NotFound` when there is no such form to be keyed, or they may not; when the database cannot be written.
    pub async fn key_form(&self, staff: &Staff, request: &str, version: i32) -> Result<(ClaimId, Result<(), StepError>), BackendError> {
        let of = self.form_to_key(staff, request).await?;
        match self.key(staff, &of, (request, version)).await {
            Ok(()) => Ok((of.claim, Ok(()))),
            Err(BackendError::Rule(why)) => Ok((of.claim, Err(why))),
            Err(error) => Err(error),
        }
    }

    async fn key(&self, staff: &Staff, of: &Form, (request, version): (&str, i32)) -> Result<(), BackendError> {
        let Form { member, ref number, pen, .. } = *of;
        let tx = self.inner.store.write().await?;
        let locked = self.lock_claim(&tx, member, number).await?;
        let claim = self.claim_under(&tx, member, number, pen).await?.ok_or(BackendError::NotFound)?;
        let draft = claim.draft.as_ref().ok_or(BackendError::NotFound)?;
        if draft.version != version {
            return Err(StepError::Stale.into());
        }
        claim.summary.origin.ok_or(StepError::Origin)?;
        let same_stop =
            (locked.row.guarantee.as_str(), locked.row.origin.map(Day)) == (claim.summary.guarantee.as_str(), claim.summary.origin);
        // Days that were declared meanwhile are of this stop, too.
        if !same_stop && claim.declared_before_stop().is_some() {
            return Err(StepError::Origin.into());
        }
        let periods = self.periods_of(&claim, draft).ok_or(StepError::Periods)?;
        let form = to_key(&claim, request).ok_or(BackendError::NotFound)?;
        if same_stop && form.periods == periods {
            return Ok(());
        }
        let now = self.now();
        period::Entity::delete_many().filter(period::Column::RequestId.eq(form.id.0)).exec(&tx).await?;
        write_periods(&tx, &claim, draft, &periods, now).await?;
        // What somebody typed of a decision was about other days.
        forget_drafts(&tx, form.id.0).await?;
        self.move_on_keyed(&tx, locked, &claim.summary, staff).await?;
        audit::record(&tx, now, Some(staff.person.id), "form_keyed", request, &print(&claim.summary, form, &periods)?).await?;
        Ok(tx.commit().await?)
    }

    /// Gives the dossier the stop that the form says, and moves it on.
    async fn move_on_keyed(
        &self,
        tx: &impl ConnectionTrait,
        locked: Locked,
        keyed: &ClaimSummary,
        staff: &Staff,
    ) -> Result<(), BackendError> {
        let (now, version) = (self.now(), locked.row.version + 1);
        let mut row = locked.row.into_active_model();
        (row.guarantee, row.origin) = (Set(keyed.guarantee.as_str().to_owned()), Set(keyed.origin.map(|day| day.0)));
        (row.updated_at, row.version) = (Set(now), Set(version));
        let keyed = claim::Entity::update(row).exec(tx).await?;
        moves::record(tx, &keyed, MoveKind::Keyed, staff.person.id, None, now).await
    }

    /// By what the form that opens a dossier is judged while it is keyed: the stop that it says, which its dossier has once its periods count.
    /// Of a day that is typed wrong none is known.
    pub(super) fn judge_as_keyed(&self, summary: &mut ClaimSummary, draft: &Draft, under: &enrolment::Model) -> Result<(), BackendError> {
        let covered = Enrolment::try_from(under.clone())?.stops();
        match draft.opening.parse(&covered, self.today()) {
            Ok(Opening { guarantee, origin }) => (summary.guarantee, summary.origin) = (guarantee, Some(origin)),
            Err(_) if draft.opening.origin.trim().is_empty() => {}
            Err(_) => summary.origin = None,
        }
        Ok(())
    }

    /// Whether that request is the form that opens the dossier: then it says of which stop.
    pub(super) async fn opens(
        &self,
        tx: &impl ConnectionTrait,
        (member, number): (UserId, &str),
        row: Option<&request::Model>,
    ) -> Result<bool, BackendError> {
        let claim = self.claim_in(tx, member, number).await?.ok_or(BackendError::NotFound)?;
        Ok(opening_form(&claim.requests).zip(row).is_some_and(|(form, row)| form.id.0 == row.id))
    }

    /// The completed form of that number.
    async fn form_to_key(&self, staff: &Staff, number: &str) -> Result<Form, BackendError> {
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
struct Form {
    claim: ClaimId,
    member: UserId,
    number: String,
    pen: Pen,
}

/// The completed form of that number, while it may be keyed.
fn to_key<'a>(claim: &'a Claim, request: &str) -> Option<&'a SentRequest> {
    claim.requests.iter().find(|one| one.number == request && one.may_key())
}

/// The print of the stop and the periods that were keyed of these files, for the audit, which holds nothing that was typed. Days alone could be
/// found again by trying them all; the files' own prints, which go with them, cannot.
fn print(keyed: &ClaimSummary, form: &SentRequest, periods: &[Period]) -> Result<String, BackendError> {
    let files: Vec<&str> = form.files.iter().map(|file| file.sha256.as_str()).collect();
    let all = serde_json::to_vec(&(keyed.guarantee.as_str(), keyed.origin, periods, files)).map_err(BackendError::broken)?;
    Ok(hex::encode(Sha256::digest(all)))
}
