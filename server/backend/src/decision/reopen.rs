//! Taking a refused request up again, as after a complaint (domain.md 4.3): the refusal is put aside with its letter, the request waits
//! again, at once (B-2, B-9, B-15).
use super::{
    REOPENING,
    decide::{set_request, standing},
    entity::{days, decision, draft, reopened},
};
use crate::{
    Backend, BackendError,
    account::full_names,
    audit,
    claim::{
        entity::{claim, period},
        moves,
    },
    complement,
    office::DeskClaim,
    purge,
};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::{Claim, MoveKind, RequestState, SentRequest, after_sending},
    day::Instant,
    decision::{Decided, ReopenNote, ReopenSheet, Reopening, also_declared, read_reopening},
    form::FieldError,
    id::{ClaimId, IdempotencyKey, UserId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select, sea_query::Expr,
};
use std::collections::HashMap;
use uuid::Uuid;

impl Backend {
    /// The sheet of a request that was refused here; looking at it is a look at its dossier. `None` when there is none.
    ///
    /// # Errors
    /// `NotFound` for whoever may not decide; when the database cannot be read or written.
    pub async fn reopen_sheet(&self, staff: &Staff, id: ClaimId, request: &str) -> Result<Option<ReopenSheet>, BackendError> {
        self.decision_rules()?;
        role_for(staff.roles, Action::Decide).ok_or(BackendError::NotFound)?;
        let Some(DeskClaim { member, claim, version, key, .. }) = self.look_at_claim(staff, id).await? else { return Ok(None) };
        let db = self.inner.store.read();
        let Some((asked, _)) = refused(db, &claim, request).await? else { return Ok(None) };
        Ok(Some(ReopenSheet {
            claim: id,
            number: claim.summary.number.clone(),
            member: member.full_name(),
            request: asked.number.clone(),
            version,
            key,
            obstacle: obstacle(db, member.id, &claim, asked).await?,
        }))
    }

    /// Takes a refused request up again for that reason, for somebody of the desk who saw that version of its dossier. The same key again
    /// is the same act.
    ///
    /// # Errors
    /// `NotFound` for whoever may not decide, and when no such request was refused here; when the database cannot be written.
    pub async fn reopen_request(
        &self,
        staff: &Staff,
        id: ClaimId,
        request: &str,
        seen: i32,
        reason: &str,
        key: IdempotencyKey,
    ) -> Result<Reopening, BackendError> {
        self.decision_rules()?;
        role_for(staff.roles, Action::Decide).ok_or(BackendError::NotFound)?;
        let tx = self.inner.store.write().await?;
        let (locked, member) = self.lock_for_desk(&tx, id).await?;
        let claim = self.claim_in(&tx, member, &locked.row.number).await?.ok_or(BackendError::NotFound)?;
        let asked = claim.requests.iter().find(|one| one.number == request).ok_or(BackendError::NotFound)?;
        if was_reopened(&tx, asked, key).await? {
            return Ok(Reopening::Done);
        }
        if locked.row.version != seen {
            return Ok(Reopening::Stale);
        }
        let (asked, made) = refused(&tx, &claim, request).await?.ok_or(BackendError::NotFound)?;
        if let Some(obstacle) = obstacle(&tx, member, &claim, asked).await? {
            return Ok(Reopening::Wrong(obstacle));
        }
        let reason = match read_reopening(reason) {
            Ok(reason) => reason,
            Err(fault) => return Ok(Reopening::Wrong(fault)),
        };
        let (now, by, once) = (self.now(), staff.person.id, format!("reopened:{}", made.id));
        let reason = self.member_key_in(&tx, member).await?.sealed(REOPENING, reason.as_bytes())?;
        put_aside(&tx, made, (by, now), reason, key).await?;
        wait_again(&tx, asked).await?;
        back_to_review(&tx, locked.row, asked, by, now).await?;
        audit::record(&tx, now, Some(by), "request_reopened", request, "").await?;
        self.tell_of(&tx, member, request, ("reopened-mail", once)).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(Reopening::Done)
    }

    /// Why decisions of a dossier of that member's were put aside, of those `decided`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn reopen_notes(&self, member: UserId, claim: &Claim, decided: &[Decided]) -> Result<Vec<ReopenNote>, BackendError> {
        if decided.iter().all(|one| one.reopened_at.is_none()) {
            return Ok(Vec::new());
        }
        let db = self.inner.store.read();
        let rows = of_claim(db, claim.summary.id).await?;
        let people: Vec<Uuid> = rows.iter().map(|row| row.reopened_by).collect();
        let (key, names) = (self.member_key_in(db, member).await?, full_names(db, people).await?);
        let broken = || BackendError::inconsistent("reopened_decisions");
        let mut notes: Vec<ReopenNote> = Vec::new();
        for row in rows {
            let request = claim.requests.iter().find(|one| one.id.0 == row.request_id).ok_or_else(broken)?.number.clone();
            let place = 1 + notes.iter().filter(|note| note.request == request).count();
            let by = names.get(&row.reopened_by).cloned().ok_or_else(broken)?;
            notes.push(ReopenNote { request, place, by, reason: key.opened_text(REOPENING, &row.reason)? });
        }
        Ok(notes)
    }
}

/// The request of that number with the decision that refused all of it, where that was made here and stands.
async fn refused<'a>(
    db: &impl ConnectionTrait,
    claim: &'a Claim,
    number: &str,
) -> Result<Option<(&'a SentRequest, decision::Model)>, BackendError> {
    let asked = claim.requests.iter().find(|one| one.number == number && one.state == RequestState::Refused);
    let Some(asked) = asked else { return Ok(None) };
    Ok(standing(db, asked).await?.map(|made| (asked, made)))
}

/// What stands in the way of taking a request up again, if anything.
async fn obstacle(
    db: &impl ConnectionTrait,
    member: UserId,
    claim: &Claim,
    asked: &SentRequest,
) -> Result<Option<FieldError>, BackendError> {
    if purge::is_erased(db, member).await? {
        return Ok(Some(FieldError::new("reason", "decision-reopen-erased")));
    }
    Ok(also_declared(claim, asked).map(|other| FieldError::new("reason", "decision-reopen-taken").with("request", other)))
}

async fn was_reopened(tx: &impl ConnectionTrait, asked: &SentRequest, key: IdempotencyKey) -> Result<bool, BackendError> {
    let same = reopened::Entity::find().filter(reopened::Column::RequestId.eq(asked.id.0));
    Ok(same.filter(reopened::Column::IdempotencyKey.eq(key.0)).count(tx).await? > 0)
}

/// Keeps a decision that stands no longer, its words as they were sealed.
async fn put_aside(
    tx: &impl ConnectionTrait,
    made: decision::Model,
    (by, now): (UserId, Instant),
    reason: String,
    key: IdempotencyKey,
) -> Result<(), BackendError> {
    let id = made.id;
    let row = reopened::ActiveModel {
        id: Set(id),
        claim_id: Set(made.claim_id),
        request_id: Set(made.request_id),
        user_id: Set(made.user_id),
        outcome: Set(made.outcome),
        letter: Set(made.letter),
        at: Set(made.at),
        reopened_at: Set(now),
        reopened_by: Set(by.0),
        reason: Set(reason),
        idempotency_key: Set(key.0),
    };
    reopened::Entity::insert(row).exec_without_returning(tx).await?;
    decision::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// Nothing of the request is decided any more. Of the days that were refused nothing is lost: all were, and the periods stay (S-31).
async fn wait_again(tx: &impl ConnectionTrait, asked: &SentRequest) -> Result<(), BackendError> {
    let theirs = period::Entity::find().select_only().column(period::Column::Id);
    let theirs = theirs.filter(period::Column::RequestId.eq(asked.id.0)).into_query();
    days::Entity::delete_many().filter(days::Column::PeriodId.in_subquery(theirs)).exec(tx).await?;
    let sent = period::Entity::update_many().col_expr(period::Column::State, Expr::value(RequestState::Sent.as_str()));
    sent.filter(period::Column::RequestId.eq(asked.id.0)).exec(tx).await?;
    // Nobody confirms what they typed before.
    draft::Entity::delete_many().filter(draft::Column::RequestId.eq(asked.id.0)).exec(tx).await?;
    set_request(tx, asked.id.0, RequestState::Sent).await
}

/// Has the dossier wait from now on; where another request of it waits already, it keeps its place in the queue.
async fn back_to_review(
    tx: &impl ConnectionTrait,
    row: claim::Model,
    asked: &SentRequest,
    by: UserId,
    now: Instant,
) -> Result<(), BackendError> {
    let (from, version) = (row.status.clone(), row.version + 1);
    let awaited = complement::is_open(tx, row.id).await?;
    let waiting = row.waiting_since.zip(row.waiting_kind.clone());
    let (since, kind) = waiting.unwrap_or_else(|| (now, asked.kind.as_str().to_owned()));
    let mut row = row.into_active_model();
    row.status = Set(after_sending(awaited).as_str().to_owned());
    (row.waiting_since, row.waiting_kind) = (Set(Some(since)), Set(Some(kind)));
    (row.updated_at, row.version) = (Set(now), Set(version));
    let waits = claim::Entity::update(row).exec(tx).await?;
    moves::record(tx, &waits, MoveKind::Reopened, by, None, now).await?;
    moves::passed(tx, &from, &waits, by, now).await
}

/// The decisions of that dossier that were put aside, oldest first.
pub(super) async fn of_claim(db: &impl ConnectionTrait, claim: ClaimId) -> Result<Vec<reopened::Model>, BackendError> {
    let of_claim = reopened::Entity::find().filter(reopened::Column::ClaimId.eq(claim.0));
    Ok(of_claim.order_by_asc(reopened::Column::At).order_by_asc(reopened::Column::Id).all(db).await?)
}

/// When requests of that dossier were taken up again last: since then they wait.
pub(crate) async fn reopened_since(db: &impl ConnectionTrait, claim: ClaimId) -> Result<HashMap<Uuid, Instant>, BackendError> {
    Ok(of_claim(db, claim).await?.into_iter().map(|row| (row.request_id, row.reopened_at)).collect())
}

/// The same of the dossiers of all these decisions: since then their requests waited for the decision that stands.
pub(crate) async fn reopened_of(
    db: &impl ConnectionTrait,
    decided: Select<decision::Entity>,
) -> Result<HashMap<Uuid, Instant>, BackendError> {
    let claims = decided.select_only().column(decision::Column::ClaimId).into_query();
    let aside = reopened::Entity::find().filter(reopened::Column::ClaimId.in_subquery(claims)).order_by_asc(reopened::Column::At);
    let aside = aside.select_only().column(reopened::Column::RequestId).column(reopened::Column::ReopenedAt);
    Ok(aside.into_tuple::<(Uuid, Instant)>().all(db).await?.into_iter().collect())
}
