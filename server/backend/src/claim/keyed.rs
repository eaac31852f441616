//! What was keyed of a completed form counts (B-17): the request has its periods, and its dossier the stop that it says.
use super::{
    Locked,
    entity::{claim, period, request},
    keying::{Form, to_key},
    moves,
    submit::write_periods,
};
use crate::{Backend, BackendError, audit, contract::entity::enrolment, decision::forget_drafts};
use domain::{
    account::Staff,
    claim::{ClaimSummary, Draft, MoveKind, Opening, SentRequest, StepError, opening_form},
    contract::Enrolment,
    day::Day,
    id::{ClaimId, UserId},
    period::Period,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use sha2::{Digest, Sha256};

impl Backend {
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
}

/// The print of the stop and the periods that were keyed of these files, for the audit, which holds nothing that was typed. Days alone could be
/// found again by trying them all; the files' own prints, which go with them, cannot.
fn print(keyed: &ClaimSummary, form: &SentRequest, periods: &[Period]) -> Result<String, BackendError> {
    let files: Vec<&str> = form.files.iter().map(|file| file.sha256.as_str()).collect();
    let all = serde_json::to_vec(&(keyed.guarantee.as_str(), keyed.origin, periods, files)).map_err(BackendError::broken)?;
    Ok(hex::encode(Sha256::digest(all)))
}
