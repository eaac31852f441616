//! What the desk notes of a stop (B-14): kept line by line, the last of each kind holds. A relapse binds two dossiers of one contract, and
//! waits no second time (domain.md 5.4).
use super::{
    Locked,
    entity::{claim, mark},
    mark_back::taken_back,
    moves,
};
use crate::{Backend, BackendError, audit, random};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::{
        Claim, ClaimStatus, Linked, Mark, MarkForm, MarkKind, Marking, MoveKind, RequestState, StopMarks, status_when_not_over,
        status_when_over,
    },
    day::{Day, Instant},
    form::FieldError,
    id::{ClaimId, UserId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

impl Backend {
    /// Notes something of the stop of that dossier, for somebody of the desk who saw that version of it. What holds already is noted once. No
    /// relapse is, or is taken back, while a payment of the dossier is still to leave: it would leave as it was calculated before.
    ///
    /// # Errors
    /// `NotFound` when there is no such dossier, it is about care (D-18), or they may not; when the database cannot be read or written.
    pub async fn mark_stop(&self, staff: &Staff, id: ClaimId, seen: i32, typed: &MarkForm) -> Result<Marking, BackendError> {
        role_for(staff.roles, Action::Decide).ok_or(BackendError::NotFound)?;
        let tx = self.inner.store.write().await?;
        let (locked, member) = self.lock_for_desk(&tx, id).await?;
        let claim = self.claim_in(&tx, member, &locked.row.number).await?.filter(|claim| !claim.summary.is_care());
        let claim = claim.ok_or(BackendError::NotFound)?;
        let mark = match typed.parse(self.today(), first_day(&claim).filter(|_| !claim.waits_for_its_stop())) {
            Ok(mark) => mark,
            Err(fault) => return Ok(Marking::Wrong(fault)),
        };
        if let Some(fault) = self.wrong_relapse(&tx, member, &claim, mark).await? {
            return Ok(Marking::Wrong(fault));
        }
        if holds(&last(&tx, [id.0]).await?, mark) {
            return Ok(Marking::Done);
        }
        if locked.row.version != seen {
            return Ok(Marking::Stale);
        }
        if mark.kind() == MarkKind::Relapse && self.has_payment_to_leave(&tx, member, &claim).await? {
            return Ok(Marking::Wrong(FieldError::new("rechute", "mark-payment-waits")));
        }
        self.keep_mark(&tx, staff, (locked, member, &claim), mark).await?;
        tx.commit().await?;
        Ok(Marking::Done)
    }

    /// What is wrong with a relapse: it follows a stop of the same contract within the insurer's window. That both have the same cause is
    /// the finding of whoever notes it.
    async fn wrong_relapse(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        claim: &Claim,
        mark: Mark,
    ) -> Result<Option<FieldError>, BackendError> {
        let Some(of) = mark.of() else { return Ok(None) };
        let wrong = |code: &str| Some(FieldError::new("rechute", code));
        let earlier = claim::Entity::find_by_id(of.0).one(tx).await?;
        let same_contract = |row: &claim::Model| row.enrolment_id == claim.summary.enrolment.0 && row.id != claim.summary.id.0;
        let Some(row) = earlier.filter(same_contract) else { return Ok(wrong("mark-no-such-claim")) };
        let earlier = self.claim_in(tx, member, &row.number).await?.ok_or(BackendError::NotFound)?;
        let rules = &self.profile().benefits;
        if earlier.summary.is_care() {
            return Ok(wrong("mark-no-such-claim"));
        }
        let follows = earlier.summary.covered_to.zip(first_day(claim)).is_some_and(|(end, first)| rules.is_relapse(end, first, true));
        Ok(if follows { None } else { wrong("mark-outside-window").map(|fault| fault.with("days", rules.relapse_window_days.to_string())) })
    }

    async fn keep_mark(
        &self,
        tx: &impl ConnectionTrait,
        staff: &Staff,
        (locked, member, claim): (Locked, UserId, &Claim),
        mark: Mark,
    ) -> Result<(), BackendError> {
        let (now, by) = (self.now(), staff.person.id);
        insert(tx, claim.summary.id, (mark.kind(), mark.day(), mark.of()), (by, now)).await?;
        let of_requests: Vec<RequestState> = claim.requests.iter().map(|request| request.state).collect();
        // Until the day on which it ended, days may be left to be declared.
        let status = if mark.kind() == MarkKind::Relapse {
            locked.status
        } else if self.is_over(tx, member, claim).await? {
            status_when_over(locked.status, &of_requests)
        } else {
            status_when_not_over(locked.status, &claim.requests)
        };
        let number = pass_on(tx, locked, (status, MoveKind::Marked), (by, now)).await?;
        audit::record(tx, now, Some(by), "stop_marked", &number, mark.kind().as_str()).await
    }

    /// What holds of the stop of that dossier.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn stop_marks(&self, id: ClaimId) -> Result<StopMarks, BackendError> {
        let db = self.inner.store.read();
        let pointing = mark::Entity::find().filter(mark::Column::OfClaim.eq(id.0)).all(db).await?;
        let others = pointing.into_iter().map(|row| row.claim_id);
        let rows = last(db, others.chain([id.0])).await?;
        let numbers = numbers(db, &rows).await?;
        let linked = |other: Uuid, row: &mark::Model| {
            numbers.get(&other).map(|number| Linked { id: ClaimId(other), number: number.clone(), at: row.at })
        };
        let own = rows.get(&(id.0, MarkKind::Relapse.as_str().to_owned()));
        let pointing = rows.values().filter(|row| row.of_claim == Some(id.0));
        let mut relapses: Vec<Linked> = pointing.filter_map(|row| linked(row.claim_id, row)).collect();
        relapses.sort_by_key(|one| one.at);
        let relapse_of = own.and_then(|row| linked(row.of_claim?, row));
        let taken_back = taken_back(&all(db, [id.0]).await?);
        Ok(StopMarks { relapse_of, relapses, taken_back, ..over(&rows, id.0) })
    }

    /// The dossier of the earlier stop that the one of that dossier is a relapse of: then it waits no second time.
    pub(crate) async fn relapse_of(&self, db: &impl ConnectionTrait, id: ClaimId) -> Result<Option<ClaimId>, BackendError> {
        let rows = last(db, [id.0]).await?;
        let relapse = rows.get(&(id.0, MarkKind::Relapse.as_str().to_owned()));
        Ok(relapse.and_then(|row| row.of_claim).map(ClaimId))
    }
}

/// Marks by dossier and kind.
pub(super) type Marks = HashMap<(Uuid, String), mark::Model>;

/// What holds of the end of the stops of those dossiers, relapses aside.
pub(super) async fn over_of(db: &impl ConnectionTrait, claims: Vec<Uuid>) -> Result<HashMap<Uuid, StopMarks>, BackendError> {
    if claims.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = last(db, claims.iter().copied()).await?;
    Ok(claims.into_iter().map(|id| (id, over(&rows, id))).collect())
}

/// What these say of the end of the stop of that dossier.
pub(super) fn over(rows: &Marks, id: Uuid) -> StopMarks {
    let on = |kind: MarkKind| rows.get(&(id, kind.as_str().to_owned())).and_then(|row| Some((Day(row.on_day?), row.at)));
    StopMarks { ended: on(MarkKind::Ended), resumed: on(MarkKind::Resumed), ..StopMarks::default() }
}

/// Every mark of those dossiers, oldest first.
async fn all(db: &impl ConnectionTrait, claims: impl IntoIterator<Item = Uuid>) -> Result<Vec<mark::Model>, BackendError> {
    let rows = mark::Entity::find().filter(mark::Column::ClaimId.is_in(claims));
    Ok(rows.order_by_asc(mark::Column::At).order_by_asc(mark::Column::Id).all(db).await?)
}

/// The last mark of each kind of those dossiers.
pub(super) async fn last(db: &impl ConnectionTrait, claims: impl IntoIterator<Item = Uuid>) -> Result<Marks, BackendError> {
    Ok(all(db, claims).await?.into_iter().map(|row| ((row.claim_id, row.kind.clone()), row)).collect())
}

/// Keeps one line of what is noted of a stop: the day or the dossier that it names, or neither, which takes back the line of its kind before it.
pub(super) async fn insert(
    tx: &impl ConnectionTrait,
    id: ClaimId,
    (kind, day, of): (MarkKind, Option<Day>, Option<ClaimId>),
    (by, now): (UserId, Instant),
) -> Result<(), BackendError> {
    let row = mark::ActiveModel {
        id: Set(random::id(now)?),
        claim_id: Set(id.0),
        kind: Set(kind.as_str().to_owned()),
        on_day: Set(day.map(|day| day.0)),
        of_claim: Set(of.map(|of| of.0)),
        user_id: Set(by.0),
        at: Set(now),
    };
    mark::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Has the dossier stand there from its next version on, which that act of somebody's brought it to; gives its number.
pub(super) async fn pass_on(
    tx: &impl ConnectionTrait,
    locked: Locked,
    (status, act): (ClaimStatus, MoveKind),
    (by, now): (UserId, Instant),
) -> Result<String, BackendError> {
    let version = locked.row.version + 1;
    let mut row = locked.row.into_active_model();
    row.status = Set(status.as_str().to_owned());
    (row.updated_at, row.version) = (Set(now), Set(version));
    let changed = claim::Entity::update(row).exec(tx).await?;
    moves::record(tx, &changed, act, by, None, now).await?;
    moves::passed(tx, locked.status.as_str(), &changed, by, now).await?;
    Ok(changed.number)
}

/// Whether that is noted already.
fn holds(known: &Marks, mark: Mark) -> bool {
    let same = |row: &mark::Model| row.on_day == mark.day().map(|day| day.0) && row.of_claim == mark.of().map(|of| of.0);
    let of_kind = known.values().find(|row| row.kind == mark.kind().as_str());
    of_kind.map_or(mark == Mark::Relapse(None), same)
}

/// Numbers of the dossiers that those marks are about.
async fn numbers(db: &impl ConnectionTrait, rows: &Marks) -> Result<HashMap<Uuid, String>, BackendError> {
    let about = rows.values().flat_map(|row| [Some(row.claim_id), row.of_claim]).flatten();
    let claims = claim::Entity::find().filter(claim::Column::Id.is_in(about)).all(db).await?;
    Ok(claims.into_iter().map(|row| (row.id, row.number)).collect())
}

/// The first day of the stop, as far as it is known.
pub(crate) fn first_day(claim: &Claim) -> Option<Day> {
    claim.summary.origin.or_else(|| claim.known.iter().map(|known| known.range.start()).min())
}
