//! Deciding, once: rule, rows, audit entry and mail commit together. Two handlers never decide the same request (B-2).
use super::{
    Kept, LETTER,
    entity::{days, decision, draft},
    sheet::{ruling_of, waiting},
};
use crate::{
    Backend, BackendError, audit,
    claim::{
        entity::{claim, period, request},
        moves, waits_longest,
    },
    complement::close_asked,
    office::DeskClaim,
    random,
};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::{Claim, MoveKind, RequestState, SentRequest, status_after},
    day::Instant,
    decision::{DecidedDays, Deciding, Outcome, Ruling},
    id::{ClaimId, IdempotencyKey, UserId},
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use std::collections::BTreeMap;
use uuid::Uuid;

impl Backend {
    /// Makes the decision that was checked under that key, on the dossier in that version. The same key again is the same decision.
    ///
    /// # Errors
    /// `NotFound` for whoever may not decide, and when there is no such request; when the database cannot be written.
    pub async fn decide(
        &self,
        staff: &Staff,
        id: ClaimId,
        request: &str,
        version: i32,
        key: IdempotencyKey,
    ) -> Result<Deciding, BackendError> {
        let rules = self.decision_rules()?;
        role_for(staff.roles, Action::Decide).ok_or(BackendError::NotFound)?;
        let DeskClaim { member, claim, .. } = self.sent_claim(self.inner.store.read(), id).await?.ok_or(BackendError::NotFound)?;
        let number = &claim.summary.number;
        let tx = self.inner.store.write().await?;
        let locked = self.lock_claim(&tx, member.id, number).await?;
        let claim = self.claim_in(&tx, member.id, number).await?.ok_or(BackendError::NotFound)?;
        let asked = claim.requests.iter().find(|one| one.number == request).ok_or(BackendError::NotFound)?;
        // Whoever comes second is told nothing new of their own decision.
        if let Some(made) = standing(&tx, asked).await? {
            return Ok(if made.idempotency_key == key.0 { Deciding::Done } else { Deciding::Conflict });
        }
        let asked = waiting(&claim, request).ok_or(BackendError::NotFound)?;
        let typed = self.decision_draft(&tx, member.id, staff.person.id, asked).await?;
        let Some((form, _)) = typed.filter(|(_, drafted)| *drafted == key && locked.row.version == version) else {
            return Ok(Deciding::Changed);
        };
        let Ok(ruling) = ruling_of(&form, rules, &claim, asked) else { return Ok(Deciding::Changed) };
        self.keep_decision(&tx, (staff, member.id), (id, asked), &ruling, key).await?;
        self.move_on(&tx, (locked.row, &claim), asked, ruling.outcome, staff.person.id).await?;
        let status = self.close_when_over(&tx, id.0, staff.person.id).await?;
        // What others typed of it meanwhile stays theirs to read (B-2).
        let own = draft::Entity::delete_many().filter(draft::Column::RequestId.eq(asked.id.0));
        own.filter(draft::Column::UserId.eq(staff.person.id.0)).exec(&tx).await?;
        let now = self.now();
        audit::record(&tx, now, Some(staff.person.id), "request_decided", request, ruling.outcome.as_str()).await?;
        if !status.is_undecided() {
            close_asked(&tx, (id, number), staff.person.id, now).await?;
        }
        self.tell_of(&tx, member.id, request, ("decision-mail", format!("decision:{request}:{key}"))).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(Deciding::Done)
    }

    async fn keep_decision(
        &self,
        tx: &impl ConnectionTrait,
        (staff, member): (&Staff, UserId),
        (claim, asked): (ClaimId, &SentRequest),
        ruling: &Ruling,
        key: IdempotencyKey,
    ) -> Result<(), BackendError> {
        let (now, rules) = (self.now(), self.decision_rules()?);
        let of_request = period::Entity::find().filter(period::Column::RequestId.eq(asked.id.0)).order_by_asc(period::Column::StartsOn);
        let periods = of_request.all(tx).await?;
        let kept = Kept {
            reason: ruling.reason.clone(),
            complaint: rules.complaint.clone(),
            mediator: rules.mediator.clone(),
            template: rules.letter.clone(),
            days: Some(ruling.periods.concat()),
        };
        let kept = serde_json::to_vec(&kept).map_err(BackendError::broken)?;
        let row = decision::ActiveModel {
            id: Set(random::id(now)?),
            claim_id: Set(claim.0),
            request_id: Set(asked.id.0),
            user_id: Set(staff.person.id.0),
            idempotency_key: Set(key.0),
            outcome: Set(ruling.outcome.as_str().to_owned()),
            letter: Set(self.member_key_in(tx, member).await?.sealed(LETTER, &kept)?),
            at: Set(now),
        };
        decision::Entity::insert(row).exec_without_returning(tx).await?;
        for (row, decided) in periods.into_iter().zip(&ruling.periods) {
            keep_period(tx, row, decided, now).await?;
        }
        Ok(())
    }

    /// Moves request and dossier on; what still waits of it keeps it in the queue, at its own place.
    async fn move_on(
        &self,
        tx: &impl ConnectionTrait,
        (row, claim): (claim::Model, &Claim),
        asked: &SentRequest,
        outcome: Outcome,
        by: UserId,
    ) -> Result<(), BackendError> {
        let state = if outcome.accepts() { RequestState::Accepted } else { RequestState::Refused };
        set_request(tx, asked.id.0, state).await?;
        let all: Vec<RequestState> =
            claim.requests.iter().map(|request| if request.id == asked.id { state } else { request.state }).collect();
        let next = waits_longest(tx, claim, Some(asked.id)).await?;
        let (status, version, now) = (status_after(claim.summary.status, &all, outcome), row.version + 1, self.now());
        let mut row = row.into_active_model();
        row.status = Set(status.as_str().to_owned());
        row.waiting_since = Set(next.map(|(since, _)| since));
        row.waiting_kind = Set(next.map(|(_, kind)| kind.as_str().to_owned()));
        (row.updated_at, row.version) = (Set(now), Set(version));
        let decided = claim::Entity::update(row).exec(tx).await?;
        moves::record(tx, &decided, MoveKind::Decided, by, None, now).await?;
        moves::passed(tx, claim.summary.status.as_str(), &decided, by, now).await
    }

    /// Tells the member by that mail or in its place, once of its kind, that there is something to be read of a request: nothing of it stands
    /// in the mail (trust.md 6.6). Whoever closed their account could not read it here: the letter goes to them by post, as they were told
    /// when they left (G-3).
    pub(super) async fn tell_of(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        request: &str,
        (mail, once): (&str, String),
    ) -> Result<(), BackendError> {
        let params = BTreeMap::from([("number".to_owned(), request.to_owned())]);
        self.tell(tx, member, mail, &params, once).await
    }
}

/// The decision about that request that stands, where one was made here.
pub(super) async fn standing(db: &impl ConnectionTrait, asked: &SentRequest) -> Result<Option<decision::Model>, BackendError> {
    Ok(decision::Entity::find().filter(decision::Column::RequestId.eq(asked.id.0)).one(db).await?)
}

/// Has the request stand there.
pub(crate) async fn set_request(tx: &impl ConnectionTrait, id: Uuid, state: RequestState) -> Result<(), BackendError> {
    let row = request::ActiveModel { id: Unchanged(id), state: Set(state.as_str().to_owned()), ..request::ActiveModel::default() };
    request::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Keeps what became of each day of a period; the period itself stays as it was sent (S-31).
pub(super) async fn keep_period(
    tx: &impl ConnectionTrait,
    row: period::Model,
    decided: &[DecidedDays],
    now: Instant,
) -> Result<(), BackendError> {
    for part in decided {
        let days = days::ActiveModel {
            id: Set(random::id(now)?),
            claim_id: Set(row.claim_id),
            period_id: Set(row.id),
            starts_on: Set(part.range.start().0),
            ends_on: Set(part.range.end().0),
            accepted: Set(part.accepted),
        };
        days::Entity::insert(days).exec_without_returning(tx).await?;
    }
    let state = if decided.iter().any(|part| part.accepted) { RequestState::Accepted } else { RequestState::Refused };
    let mut row = row.into_active_model();
    row.state = Set(state.as_str().to_owned());
    period::Entity::update(row).exec(tx).await?;
    Ok(())
}
