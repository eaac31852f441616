//! One request on a handler's desk: read, and kept as it is typed, so that nothing is lost and what is confirmed is what was shown.
use super::{DRAFT, entity::draft};
use crate::{Backend, BackendError, office::DeskClaim, random};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::{Claim, RequestState, SentRequest},
    day::DayRange,
    decision::{Checked, DecisionForm, DecisionRules, Sheet},
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

    /// The sheet of a request that waits for a decision; looking at it is a look at its dossier. `None` when there is none, or it was
    /// decided.
    ///
    /// # Errors
    /// `NotFound` for whoever may not decide; when the database cannot be read or written.
    pub async fn decision_sheet(&self, staff: &Staff, id: ClaimId, request: &str) -> Result<Option<Sheet>, BackendError> {
        let rules = self.decision_rules()?;
        role_for(staff.roles, Action::Decide).ok_or(BackendError::NotFound)?;
        let Some(DeskClaim { member, claim, version, .. }) = self.look_at_claim(staff, id).await? else { return Ok(None) };
        let db = self.inner.store.read();
        let Some(waiting) = waiting(&claim, request) else { return Ok(None) };
        let periods = ranges(waiting);
        let (form, checked) = match self.decision_draft(db, member.id, staff.person.id, waiting).await? {
            None => (DecisionForm::accepting(&periods), Checked::Not),
            Some((form, key)) => {
                let checked = match form.read(rules, &periods) {
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
            request: waiting.number.clone(),
            periods,
            motives: rules.motives.iter().map(|motive| motive.label.clone()).collect(),
            version,
            form,
            checked,
        }))
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

    /// Keeps what a handler typed of a decision, right or wrong, in place of what they typed before.
    ///
    /// # Errors
    /// `NotFound` for whoever may not decide, and when nothing of that number waits; when the database cannot be written.
    pub async fn draft_decision(&self, staff: &Staff, id: ClaimId, request: &str, typed: DecisionForm) -> Result<(), BackendError> {
        self.decision_rules()?;
        role_for(staff.roles, Action::Decide).ok_or(BackendError::NotFound)?;
        let DeskClaim { member, claim, .. } = self.sent_claim(self.inner.store.read(), id).await?.ok_or(BackendError::NotFound)?;
        let waiting = waiting(&claim, request).ok_or(BackendError::NotFound)?;
        let now = self.now();
        let tx = self.inner.store.write().await?;
        // Two tabs of one handler take turns.
        self.lock_claim(&tx, member.id, &claim.summary.number).await?;
        let form = serde_json::to_vec(&cut(typed, waiting.periods.len())).map_err(BackendError::broken)?;
        let theirs = draft::Entity::delete_many().filter(draft::Column::RequestId.eq(waiting.id.0));
        theirs.filter(draft::Column::UserId.eq(staff.person.id.0)).exec(&tx).await?;
        let row = draft::ActiveModel {
            id: Set(random::id(now)?),
            request_id: Set(waiting.id.0),
            user_id: Set(staff.person.id.0),
            form: Set(self.member_key_in(&tx, member.id).await?.sealed(DRAFT, &form)?),
            saved_at: Set(now),
        };
        draft::Entity::insert(row).exec_without_returning(&tx).await?;
        Ok(tx.commit().await?)
    }
}

/// The request of that number, when it waits for a decision. What is made of expenses has no days and is decided elsewhere (D-18).
pub(super) fn waiting<'a>(claim: &'a Claim, number: &str) -> Option<&'a SentRequest> {
    let mut decided_here = claim.requests.iter().filter(|_| !claim.summary.is_care());
    decided_here.find(|request| request.number == number && request.state == RequestState::Sent)
}

/// The days of each of its periods.
pub(super) fn ranges(request: &SentRequest) -> Vec<DayRange> {
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
