//! Writing a request: what was typed is kept even when wrong, so that nothing is lost and the page can say what to mend.
use super::{
    DraftForm, Pen,
    entity::{claim, request},
    is_form, parse_kind,
};
use crate::{Backend, BackendError, attachment, audit, random};
use domain::{
    claim::{ClaimStatus, Lines, NumberKind, OpeningForm, RequestKind, StepError, may_prolong},
    contract::{Enrolment, Guarantee},
    id::{EnrolmentId, UserId},
    period::{PeriodForm, PreviousStop, Situation, review},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// Longest text kept of one typed field; a date has ten characters.
const MAX_TYPED: usize = 100;

/// One post of the period step.
#[derive(Clone, Debug, Default)]
pub struct PeriodsPost {
    /// Version of the draft that the page showed.
    pub version: i32,
    /// What the pressed button asks, as [`domain::claim::Lines::press`] reads it.
    pub intent: String,
    /// The stop before this dossier, where it is asked for.
    pub previous: PreviousStop,
    /// The line being typed.
    pub entry: PeriodForm,
}

/// What became of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Kept; the page stays.
    Stay,
    /// Kept and right: on to the next step.
    Next,
}

impl Saved {
    /// What becomes of a save by that button, of lines that are `right` or not.
    pub(super) fn by(intent: &str, right: bool) -> Self {
        if intent == "next" && right { Self::Next } else { Self::Stay }
    }
}

/// A dossier that is opened.
pub(super) struct Opened {
    pub(super) id: Uuid,
    pub(super) number: String,
    /// How it is declared.
    pub(super) kind: RequestKind,
    /// The request that begins it, where it was not under way before.
    pub(super) begun: Option<Uuid>,
}

impl Backend {
    /// Opens a first declaration under a contract of the member's, or resumes the one under way; gives its number (C-11).
    ///
    /// # Errors
    /// `NotFound` for a contract that is not theirs, or covers nothing that is declared online (D-1, S-14).
    pub async fn declare(&self, member: UserId, enrolment: EnrolmentId) -> Result<String, BackendError> {
        let tx = self.inner.store.write().await?;
        let contract = self.lock_enrolment(&tx, member, enrolment).await?;
        if !contract.is_declared_online() {
            return Err(BackendError::NotFound);
        }
        let opened = self.open_declaration(&tx, &contract, Pen::Member).await?;
        self.note_opened(&tx, member, &opened).await?;
        tx.commit().await?;
        Ok(opened.number)
    }

    /// Opens a first declaration under that contract, or finds the one under way with that pen; where it covers no stop, there is none.
    pub(super) async fn open_declaration(&self, tx: &impl ConnectionTrait, contract: &Enrolment, pen: Pen) -> Result<Opened, BackendError> {
        let stops = contract.stops();
        let guarantee = *stops.first().ok_or(BackendError::NotFound)?;
        let only = if let [one] = stops.as_slice() { one.as_str() } else { "" };
        let opening = OpeningForm { guarantee: only.to_owned(), origin: String::new() };
        let form = DraftForm { opening, ..DraftForm::default() };
        self.open_claim(tx, (contract.id, pen), (guarantee, RequestKind::Initial), form).await
    }

    /// Notes that its member opened a dossier, where it was not under way before.
    pub(super) async fn note_opened(&self, tx: &impl ConnectionTrait, member: UserId, opened: &Opened) -> Result<(), BackendError> {
        if opened.begun.is_none() {
            return Ok(());
        }
        audit::record(tx, self.now(), Some(member), "draft_opened", &opened.number, opened.kind.as_str()).await
    }

    /// Opens a dossier with the request of that kind that begins it, written with that pen, or finds the one of its sort under way so: what
    /// another pen writes stands apart, and so does a completed form. The enrolment is locked by the caller.
    pub(super) async fn open_claim(
        &self,
        tx: &impl ConnectionTrait,
        (enrolment, pen): (EnrolmentId, Pen),
        (guarantee, kind): (Guarantee, RequestKind),
        form: DraftForm,
    ) -> Result<Opened, BackendError> {
        if let Some(row) = under_way(tx, (enrolment, pen), (guarantee, kind)).await? {
            return Ok(Opened { id: row.id, number: row.number, kind, begun: None });
        }
        let now = self.now();
        let id = random::id(now)?;
        let number = self.next_number(tx, NumberKind::Claim, now).await?;
        let row = claim::ActiveModel {
            id: Set(id),
            enrolment_id: Set(enrolment.0),
            number: Set(number.clone()),
            guarantee: Set(guarantee.as_str().to_owned()),
            status: Set(ClaimStatus::Draft.as_str().to_owned()),
            origin: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
            waiting_since: Set(None),
            waiting_kind: Set(None),
            news_at: Set(None),
            holder_id: Set(None),
        };
        claim::Entity::insert(row).exec_without_returning(tx).await?;
        let request = self.insert_written(tx, id, (kind, pen), form).await?;
        Ok(Opened { id, number, kind, begun: Some(request) })
    }

    /// Starts a further request of a dossier, or resumes the one under way (C-12, C-33); gives of what kind that is.
    ///
    /// # Errors
    /// `NotFound` for somebody else's dossier, and where the employer authorises none online (S-14); `Rule` when its state takes none.
    pub async fn prolong(&self, member: UserId, number: &str) -> Result<RequestKind, BackendError> {
        self.open_further(member, number, RequestKind::Prolongation).await
    }

    /// As [`Self::prolong`], with a request of that kind.
    pub(super) async fn open_further(&self, member: UserId, number: &str, kind: RequestKind) -> Result<RequestKind, BackendError> {
        let tx = self.inner.store.write().await?;
        let claim = self.lock_claim(&tx, member, number).await?;
        if let Some(row) = claim.draft(&tx).await? {
            return parse_kind(&row.kind);
        }
        // What the desk is entering in their place is no dossier of theirs yet.
        let entered = claim.status == ClaimStatus::Draft;
        if entered || !self.lock_enrolment(&tx, member, claim.enrolment()).await?.online_claims {
            return Err(BackendError::NotFound);
        }
        if claim.is_care() || !may_prolong(claim.status) {
            return Err(StepError::CannotProlong.into());
        }
        self.insert_draft(&tx, claim.row.id, kind, DraftForm::default()).await?;
        audit::record(&tx, self.now(), Some(member), "draft_opened", number, kind.as_str()).await?;
        tx.commit().await?;
        Ok(kind)
    }

    pub(crate) async fn insert_draft(
        &self,
        tx: &impl ConnectionTrait,
        claim: Uuid,
        kind: RequestKind,
        form: DraftForm,
    ) -> Result<(), BackendError> {
        self.insert_written(tx, claim, (kind, Pen::Member), form).await.map(|_| ())
    }

    /// Begins a request with that pen; gives its identifier.
    pub(super) async fn insert_written(
        &self,
        tx: &impl ConnectionTrait,
        claim: Uuid,
        (kind, pen): (RequestKind, Pen),
        form: DraftForm,
    ) -> Result<Uuid, BackendError> {
        let now = self.now();
        let id = random::id(now)?;
        let row = request::ActiveModel {
            id: Set(id),
            claim_id: Set(claim),
            kind: Set(kind.as_str().to_owned()),
            state: Set(pen.state().to_owned()),
            number: Set(None),
            version: Set(1),
            form: Set(form.json()?),
            idempotency_key: Set(random::id(now)?),
            snapshot_sha256: Set(None),
            created_at: Set(now),
            saved_at: Set(now),
            sent_at: Set(None),
        };
        request::Entity::insert(row).exec_without_returning(tx).await?;
        Ok(id)
    }

    /// Keeps what opens a first declaration, and moves on when it is right.
    ///
    /// # Errors
    /// `NotFound` when there is no such draft of the member's.
    pub async fn save_opening(&self, member: UserId, number: &str, typed: OpeningForm) -> Result<Saved, BackendError> {
        self.save_opened((member, number), Pen::Member, typed).await
    }

    /// As [`Self::save_opening`], of what is written with that pen.
    pub(super) async fn save_opened(&self, (member, number): (UserId, &str), pen: Pen, typed: OpeningForm) -> Result<Saved, BackendError> {
        let tx = self.inner.store.write().await?;
        let claim = self.lock_claim(&tx, member, number).await?;
        let draft = claim.written(&tx, pen).await?.filter(|row| !claim.is_care() && pen.writes_lines(row));
        if claim.status != ClaimStatus::Draft && !self.opens(&tx, (member, number), draft.as_ref()).await? {
            return Err(StepError::AlreadySent.into());
        }
        let draft = draft.ok_or(BackendError::NotFound)?;
        let contract = self.lock_enrolment(&tx, member, claim.enrolment()).await?;
        let mut form = DraftForm::of(&draft)?;
        form.opening = OpeningForm { guarantee: cut(&typed.guarantee), origin: cut(&typed.origin) };
        let opening = form.opening.parse(&contract.stops(), self.today());
        // What is keyed of a form counts for its dossier once its periods do.
        if let (Ok(opening), Pen::Member | Pen::Desk) = (&opening, pen) {
            let mut row = claim.row.into_active_model();
            row.guarantee = Set(opening.guarantee.as_str().to_owned());
            row.origin = Set(Some(opening.origin.0));
            claim::Entity::update(row).exec(&tx).await?;
        }
        self.store_draft(&tx, draft, &form).await?;
        tx.commit().await?;
        Ok(if opening.is_ok() { Saved::Next } else { Saved::Stay })
    }

    /// Keeps one post of the period step (C-18 … C-20). When another tab saved first, nothing of theirs is overwritten: what
    /// was typed here is kept beside it.
    ///
    /// # Errors
    /// `NotFound` when there is no such draft of the member's.
    pub async fn save_periods(&self, member: UserId, number: &str, post: PeriodsPost) -> Result<Saved, BackendError> {
        self.save_written((member, number), Pen::Member, post).await
    }

    /// As [`Self::save_periods`], of what is written with that pen.
    pub(super) async fn save_written(
        &self,
        (member, number): (UserId, &str),
        pen: Pen,
        mut post: PeriodsPost,
    ) -> Result<Saved, BackendError> {
        let tx = self.inner.store.write().await?;
        let claim = self.lock_claim(&tx, member, number).await?;
        let row = claim.written(&tx, pen).await?.filter(|row| !claim.is_care() && pen.writes_lines(row)).ok_or(BackendError::NotFound)?;
        let mut form = DraftForm::of(&row)?;
        post.entry = cut_entry(&post.entry);
        post.previous = PreviousStop { start: cut(&post.previous.start), end: cut(&post.previous.end) };
        let saved = if post.version == row.version {
            let whole = self.claim_under(&tx, member, number, pen).await?.ok_or(BackendError::NotFound)?;
            let mut draft = whole.draft.clone().ok_or(BackendError::NotFound)?;
            form.previous = post.previous.clone();
            draft.previous = post.previous.clone();
            let situation = whole.situation(self.today(), Some(&draft));
            self.press(&mut form.lines, &situation, post)
        } else {
            if form.previous == PreviousStop::default() {
                form.previous = post.previous;
            }
            form.lines.keep_beside(post.entry);
            Saved::Stay
        };
        self.store_draft(&tx, row, &form).await?;
        tx.commit().await?;
        Ok(saved)
    }

    fn press(&self, lines: &mut Lines<PeriodForm>, situation: &Situation, post: PeriodsPost) -> Saved {
        let profile = self.profile();
        lines.entry = post.entry;
        let verdict = review(&profile.periods, &profile.claims.payers, situation, &lines.all());
        let typed = lines.typed_row();
        lines.press(&post.intent, verdict.errors.iter().all(|error| error.row != typed));
        Saved::by(&post.intent, verdict.is_ok())
    }

    /// Deletes a request being written, its files too; a dossier never sent goes with it.
    ///
    /// # Errors
    /// `NotFound` when there is no such draft of the member's.
    pub async fn delete_draft(&self, member: UserId, number: &str) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        let claim = self.lock_claim(&tx, member, number).await?;
        let draft = claim.draft(&tx).await?.ok_or(BackendError::NotFound)?;
        let files = attachment::delete_rows(&tx, draft.id, None).await?;
        request::Entity::delete_by_id(draft.id).exec(&tx).await?;
        if claim.status == ClaimStatus::Draft {
            claim::Entity::delete_by_id(claim.row.id).exec(&tx).await?;
        }
        audit::record(&tx, self.now(), Some(member), "draft_deleted", number, "").await?;
        tx.commit().await?;
        self.forget_files(files).await;
        Ok(())
    }

    /// Notes the time of a save that changes nothing typed.
    pub(crate) async fn touch_draft(&self, tx: &impl ConnectionTrait, draft: Uuid) -> Result<(), BackendError> {
        let update = request::Entity::update_many().col_expr(request::Column::SavedAt, Expr::value(self.now()));
        update.filter(request::Column::Id.eq(draft)).exec(tx).await?;
        Ok(())
    }

    pub(super) async fn store_draft(&self, tx: &impl ConnectionTrait, row: request::Model, form: &DraftForm) -> Result<(), BackendError> {
        let version = row.version + 1;
        let mut row = row.into_active_model();
        row.version = Set(version);
        row.form = Set(form.json()?);
        row.saved_at = Set(self.now());
        request::Entity::update(row).exec(tx).await?;
        Ok(())
    }
}

/// The dossier of that sort, of stops or of care, that is begun with that pen under that enrolment and was not sent; a completed form says
/// of which stop it is, and begins one of its own.
async fn under_way(
    tx: &impl ConnectionTrait,
    (enrolment, pen): (EnrolmentId, Pen),
    (guarantee, kind): (Guarantee, RequestKind),
) -> Result<Option<claim::Model>, BackendError> {
    let (of, care, on_form) = (claim::Column::Guarantee, Guarantee::HealthCare, kind == RequestKind::Pdf);
    let same = if guarantee == care || on_form { of.eq(guarantee.as_str()) } else { of.ne(care.as_str()) };
    let drafts = claim::Entity::find().filter(claim::Column::EnrolmentId.eq(enrolment.0));
    let drafts = drafts.filter(claim::Column::Status.eq(ClaimStatus::Draft.as_str())).filter(same).all(tx).await?;
    let written = request::Entity::find().filter(request::Column::ClaimId.is_in(drafts.iter().map(|row| row.id)));
    let written = written.filter(request::Column::State.eq(pen.state())).all(tx).await?;
    Ok(written.into_iter().find(|row| is_form(row) == on_form).and_then(|of| drafts.into_iter().find(|row| row.id == of.claim_id)))
}

/// What is kept of one typed field.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(MAX_TYPED).collect()
}

fn cut_entry(entry: &PeriodForm) -> PeriodForm {
    PeriodForm {
        start: cut(&entry.start),
        end: cut(&entry.end),
        payer: cut(&entry.payer),
        pay_level: cut(&entry.pay_level),
        resumed: cut(&entry.resumed),
        resumed_on: cut(&entry.resumed_on),
        gap_confirmed: cut(&entry.gap_confirmed),
    }
}
