//! One request on a handler's desk: read, and kept as it is typed, so that nothing is lost and what is confirmed is what was shown.
use super::{
    DRAFT,
    decide::standing,
    entity::{decision, draft},
};
use crate::{Backend, BackendError, office::DeskClaim, random};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::{Claim, RequestState, SentRequest},
    day::DayRange,
    decision::{Checked, Deciding, DecisionForm, DecisionRules, Outcome, Ruling, Sheet},
    form::FieldError,
    id::{ClaimId, IdempotencyKey, UserId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// Longest text kept of one typed field while it is too long to be sent: the page says so and shows it.
const MAX_TYPED: usize = 60_000;

impl Backend {
    /// The insurer's rules of decisions.
    pub(super) fn decision_rules(&self) -> Result<&DecisionRules, BackendError> {
        self.profile().decisions.as_ref().ok_or(BackendError::NotFound)
    }

    /// The sheet of a request that waits for a decision, or that was decided here; looking at it is a look at its dossier. `None` when there
    /// is none.
    ///
    /// # Errors
    /// `NotFound` for whoever may not decide; when the database cannot be read or written.
    pub async fn decision_sheet(&self, staff: &Staff, id: ClaimId, request: &str) -> Result<Option<Sheet>, BackendError> {
        let rules = self.decision_rules()?;
        role_for(staff.roles, Action::Decide).ok_or(BackendError::NotFound)?;
        let Some(DeskClaim { member, claim, version, .. }) = self.look_at_claim(staff, id).await? else { return Ok(None) };
        let db = self.inner.store.read();
        let Some(asked) = decided_here(&claim, request) else { return Ok(None) };
        let (made, periods) = (standing(db, asked).await?, ranges(asked));
        if made.is_none() && !waits(asked) {
            return Ok(None);
        }
        let typed = self.decision_draft(db, member.id, staff.person.id, asked).await?;
        let (form, checked) = match (made, typed) {
            (Some(made), typed) => (typed.map(|(form, _)| form).unwrap_or_default(), self.decided(db, made).await?),
            (None, None) => (DecisionForm::accepting(&periods), Checked::Not),
            (None, Some((form, key))) => {
                let checked = match ruling_of(&form, rules, &claim, asked) {
                    Err(problems) => Checked::Wrong(problems),
                    Ok(ruling) => {
                        let owed = self.owed(db, member.id, &claim, &ruling.accepted()).await?;
                        Checked::Right { ruling, owed: Box::new(owed), key }
                    }
                };
                (form, checked)
            }
        };
        Ok(Some(Sheet {
            claim: id,
            number: claim.summary.number.clone(),
            member: member.full_name(),
            request: asked.number.clone(),
            periods,
            motives: rules.motives.iter().map(|motive| motive.label.clone()).collect(),
            version,
            form,
            checked,
        }))
    }

    /// Who made that decision, when and how.
    async fn decided(&self, db: &impl ConnectionTrait, made: decision::Model) -> Result<Checked, BackendError> {
        let by = self.person(db, UserId(made.user_id)).await?.full_name();
        let outcome = Outcome::parse(&made.outcome).ok_or_else(|| BackendError::inconsistent("decisions"))?;
        Ok(Checked::Decided { by, at: made.at, outcome })
    }

    /// What that handler typed of the decision, and the key under which it may be confirmed.
    pub(super) async fn decision_draft(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        handler: UserId,
        request: &SentRequest,
    ) -> Result<Option<(DecisionForm, IdempotencyKey)>, BackendError> {
        let theirs = draft::Entity::find().filter(draft::Column::RequestId.eq(request.id.0)).filter(draft::Column::UserId.eq(handler.0));
        let Some(row) = theirs.one(db).await? else { return Ok(None) };
        let text = self.member_key_in(db, member).await?.opened_text(DRAFT, &row.form)?;
        Ok(Some((serde_json::from_str(&text).map_err(BackendError::broken)?, IdempotencyKey(row.id))))
    }

    /// Keeps what a handler typed of a decision, right or wrong, in place of what they typed before; and where somebody decided meanwhile,
    /// too, so that nothing is lost (B-2).
    ///
    /// # Errors
    /// `NotFound` for whoever may not decide, and when nothing of that number waits or was decided here; when the database cannot be written.
    pub async fn draft_decision(&self, staff: &Staff, id: ClaimId, request: &str, typed: DecisionForm) -> Result<Deciding, BackendError> {
        self.decision_rules()?;
        role_for(staff.roles, Action::Decide).ok_or(BackendError::NotFound)?;
        let DeskClaim { member, claim, .. } = self.sent_claim(self.inner.store.read(), id).await?.ok_or(BackendError::NotFound)?;
        let now = self.now();
        let tx = self.inner.store.write().await?;
        // Two tabs of one handler take turns, and so do those who decide.
        self.lock_claim(&tx, member.id, &claim.summary.number).await?;
        let claim = self.claim_in(&tx, member.id, &claim.summary.number).await?.ok_or(BackendError::NotFound)?;
        let asked = decided_here(&claim, request).ok_or(BackendError::NotFound)?;
        let done = match standing(&tx, asked).await? {
            Some(_) => Deciding::Conflict,
            None if waits(asked) => Deciding::Done,
            None => return Err(BackendError::NotFound),
        };
        let form = serde_json::to_vec(&cut(typed, asked.periods.len())).map_err(BackendError::broken)?;
        let theirs = draft::Entity::delete_many().filter(draft::Column::RequestId.eq(asked.id.0));
        theirs.filter(draft::Column::UserId.eq(staff.person.id.0)).exec(&tx).await?;
        let row = draft::ActiveModel {
            id: Set(random::id(now)?),
            request_id: Set(asked.id.0),
            user_id: Set(staff.person.id.0),
            form: Set(self.member_key_in(&tx, member.id).await?.sealed(DRAFT, &form)?),
            saved_at: Set(now),
        };
        draft::Entity::insert(row).exec_without_returning(&tx).await?;
        tx.commit().await?;
        Ok(done)
    }
}

/// The request of that number, whether it waits for a decision or not. What is made of expenses has no days and is decided elsewhere (D-18).
fn decided_here<'a>(claim: &'a Claim, number: &str) -> Option<&'a SentRequest> {
    let mut of_stops = claim.requests.iter().filter(|_| !claim.summary.is_care());
    of_stops.find(|request| request.number == number)
}

/// The same, when it waits.
pub(super) fn waiting<'a>(claim: &'a Claim, number: &str) -> Option<&'a SentRequest> {
    decided_here(claim, number).filter(|request| waits(request))
}

fn waits(request: &SentRequest) -> bool {
    request.state == RequestState::Sent
}

/// What is typed of the decision, read for that request. Where the form that opens the dossier is still to be keyed, no day is accepted: nobody
/// knows since when its waiting period runs (B-17).
pub(super) fn ruling_of(form: &DecisionForm, rules: &DecisionRules, claim: &Claim, asked: &SentRequest) -> Result<Ruling, Vec<FieldError>> {
    let ruling = form.read(rules, &ranges(asked))?;
    if ruling.outcome.accepts() && claim.waits_for_its_stop() {
        return Err(vec![FieldError::new("verdict", "decision-not-opened")]);
    }
    Ok(ruling)
}

/// The days of each of its periods.
fn ranges(request: &SentRequest) -> Vec<DayRange> {
    request.periods.iter().map(|period| period.range).collect()
}

fn cut(typed: DecisionForm, periods: usize) -> DecisionForm {
    let short = |text: String| text.chars().take(MAX_TYPED).collect::<String>();
    DecisionForm {
        verdict: short(typed.verdict),
        accepted: typed.accepted.into_iter().take(periods).map(short).collect(),
        motive: short(typed.motive),
        text: short(typed.text),
    }
}
