//! Taking back what was noted of a stop by mistake (B-14): a line more, never one less.
use super::{
    entity::mark,
    mark::{insert, last, over, pass_on},
    moves,
};
use crate::{Backend, BackendError, audit};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::{MarkKind, Marking, MoveKind, TakenBack, is_paid_since, status_when_not_over},
    day::Day,
    form::FieldError,
    id::ClaimId,
};

impl Backend {
    /// Takes back the day noted of that kind, for somebody of the desk who saw that version of the dossier. What that day closed stands again
    /// where it stood, unless something else closes it. What does not hold was taken back before.
    ///
    /// # Errors
    /// `NotFound` when there is no such dossier, it is about care (D-18), or they may not; when the database cannot be read or written.
    pub async fn take_back_mark(&self, staff: &Staff, id: ClaimId, seen: i32, kind: MarkKind) -> Result<Marking, BackendError> {
        role_for(staff.roles, Action::Decide).ok_or(BackendError::NotFound)?;
        let tx = self.inner.store.write().await?;
        let (locked, member) = self.lock_for_desk(&tx, id).await?;
        let claim = self.claim_in(&tx, member, &locked.row.number).await?.filter(|claim| !claim.summary.is_care());
        let claim = claim.ok_or(BackendError::NotFound)?;
        let Some((_, at)) = over(&last(&tx, [id.0]).await?, id.0).noted(kind) else { return Ok(Marking::Done) };
        if locked.row.version != seen {
            return Ok(Marking::Stale);
        }
        if is_paid_since(&moves::after(&tx, id, 0).await?, at) {
            return Ok(Marking::Wrong(FieldError::new("jour", "mark-paid-since")));
        }
        let (now, by) = (self.now(), staff.person.id);
        insert(&tx, id, (kind, None, None), (by, now)).await?;
        let left = over(&last(&tx, [id.0]).await?, id.0);
        let noted = left.ended.or(left.resumed).is_some();
        let closes = self.is_over(&tx, member, &claim).await? && (noted || !self.is_to_pay(&tx, member, &claim).await?);
        let status = if closes { locked.status } else { status_when_not_over(locked.status, &claim.requests) };
        let number = pass_on(&tx, locked, (status, MoveKind::MarkTakenBack), (by, now)).await?;
        audit::record(&tx, now, Some(by), "stop_mark_taken_back", &number, kind.as_str()).await?;
        tx.commit().await?;
        Ok(Marking::Done)
    }
}

/// What was taken back of these marks of one dossier, oldest first, relapses aside: by a line of its kind that names no day.
pub(super) fn taken_back(rows: &[mark::Model]) -> Vec<TakenBack> {
    let back = |(place, row): (usize, &mark::Model)| {
        let kind = MarkKind::parse(&row.kind).filter(|_| row.on_day.is_none())?;
        let before = rows.iter().take(place).rev().find(|one| one.kind == row.kind)?;
        Some(TakenBack { kind, day: Day(before.on_day?), at: row.at })
    };
    rows.iter().enumerate().filter_map(back).collect()
}
