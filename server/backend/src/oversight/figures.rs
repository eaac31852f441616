//! The figures of a span of days (B-60), counted by the database from indexes. A part of the span is one count of what was received, one
//! list of when what was decided was received, and one count of what needed documents: the cost is that of the requests of the span, not
//! of all there are, and no table beside has to be kept right. What waits is counted by kind and age from the queue's own index.
//! A decision that was put aside since stays in the count of its day, which is over; how long decisions take is told of those that stand,
//! of a request that was taken up again from then on, of one that the desk entered from the day on which it came, as the queue tells its
//! age. Those put aside are few: they are looked at whole.
use crate::{
    Backend, BackendError,
    claim::{
        Since,
        entity::{claim, request},
    },
    clock::{paris_day, paris_midnight},
    complement::entity::complement,
    decision::entity::{decision, reopened},
    outbox,
};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::{QueueAge, RequestKind},
    day::{Day, DayRange, Instant},
    holiday::{WorkingDays, Zone},
    oversight::{Figures, KINDS, Span, Waiting, Waits, Work},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QuerySelect, RelationTrait, Select,
    sea_query::{Expr, ExprTrait, Query},
};
use std::collections::BTreeMap;
use uuid::Uuid;

impl Backend {
    /// The figures of a span that ends today.
    ///
    /// # Errors
    /// `NotFound` for whoever may not see them; when the database cannot be read.
    pub async fn figures(&self, staff: &Staff, span: Span) -> Result<Figures, BackendError> {
        role_for(staff.roles, Action::Oversee).ok_or(BackendError::NotFound)?;
        let db = self.inner.store.read();
        let (mut parts, mut received, mut decided, mut completed, mut all) = (Vec::new(), [0; KINDS.len()], 0, 0, Waits::default());
        for days in span.slices(self.today()) {
            let (work, waits) = work_of(db, days).await?;
            for (sum, more) in received.iter_mut().zip(work.received) {
                *sum += more;
            }
            decided += work.decided;
            completed += work.completed;
            all.join(&waits);
            parts.push((days, work));
        }
        let whole = Work::of(received, decided, completed, &all);
        let (waiting, leaving) = (self.all_waiting(db).await?, outbox::leaving(db).await?);
        Ok(Figures { span, parts, whole, waiting, leaving, counted: self.last_count().await? })
    }

    /// What waits in the queue now, by the same rule of age (B-1).
    async fn all_waiting(&self, db: &impl ConnectionTrait) -> Result<Waiting, BackendError> {
        let mut all = Waiting::default();
        for (kind, ages) in KINDS.into_iter().zip(&mut all) {
            for (age, dossiers) in QueueAge::ALL.into_iter().zip(ages) {
                *dossiers = self.count_waiting(db, kind, age).await?;
            }
        }
        Ok(all)
    }

    async fn count_waiting(&self, db: &impl ConnectionTrait, kind: RequestKind, age: QueueAge) -> Result<u64, BackendError> {
        let (first, after) = self.profile().office.days_of(age, self.today());
        let since = claim::Column::WaitingSince;
        let such = Condition::all()
            .add(claim::Column::WaitingKind.eq(kind.as_str()))
            .add(since.is_not_null())
            .add_option(first.map(|day| since.gte(paris_midnight(day))))
            .add_option(after.map(|day| since.lt(paris_midnight(day))));
        let counted = claim::Entity::find().select_only().column_as(since.count(), "dossiers").filter(such);
        let dossiers: Option<i64> = counted.into_tuple().one(db).await?;
        u64::try_from(dossiers.unwrap_or_default()).map_err(BackendError::broken)
    }
}

/// What happened on those days, and how long what was decided then had waited.
async fn work_of(db: &impl ConnectionTrait, days: DayRange) -> Result<(Work, Waits), BackendError> {
    let between = (paris_midnight(days.start()), paris_midnight(days.end().plus(1)));
    let (received, waits) = (received(db, between).await?, waits(db, between).await?);
    let decided = waits.decisions() + put_aside(between).count(db).await?;
    let completed = completed(db, between).await?;
    Ok((Work::of(received, decided, completed, &waits), waits))
}

/// The decisions made in that time that stand.
fn standing((from, to): (Instant, Instant)) -> Select<decision::Entity> {
    decision::Entity::find().filter(decision::Column::At.gte(from)).filter(decision::Column::At.lt(to))
}

/// Those that were put aside since.
fn put_aside((from, to): (Instant, Instant)) -> Select<reopened::Entity> {
    reopened::Entity::find().filter(reopened::Column::At.gte(from)).filter(reopened::Column::At.lt(to))
}

/// The requests received from the one moment on, up to the other.
async fn received(db: &impl ConnectionTrait, (from, to): (Instant, Instant)) -> Result<[u64; KINDS.len()], BackendError> {
    let sent = request::Entity::find().select_only().column(request::Column::Kind).column_as(request::Column::Kind.count(), "requests");
    let sent = sent.filter(request::Column::SentAt.gte(from)).filter(request::Column::SentAt.lt(to)).group_by(request::Column::Kind);
    let mut all = [0; KINDS.len()];
    for (kind, requests) in sent.into_tuple::<(String, i64)>().all(db).await? {
        let place = KINDS.iter().position(|of| of.as_str() == kind).and_then(|place| all.get_mut(place));
        *place.ok_or_else(|| BackendError::inconsistent("requests"))? = u64::try_from(requests).map_err(BackendError::broken)?;
    }
    Ok(all)
}

/// How long the decisions of that time that stand had been waited for. Those of one day that were received on one day are counted together:
/// a calendar is looked at once for all of them.
async fn waits(db: &impl ConnectionTrait, between: (Instant, Instant)) -> Result<Waits, BackendError> {
    let since = Since::of_decided(db, standing(between)).await?;
    let made = standing(between).join(JoinType::InnerJoin, decision::Relation::Request.def()).select_only();
    let made = made.column(decision::Column::RequestId).column(decision::Column::At).column(request::Column::SentAt);
    let mut days: BTreeMap<(Day, Day), u64> = BTreeMap::new();
    for (request, at, sent) in made.into_tuple::<(Uuid, Instant, Option<Instant>)>().all(db).await? {
        let sent = sent.ok_or_else(|| BackendError::inconsistent("requests"))?;
        *days.entry((paris_day(since.of(request, sent)), paris_day(at))).or_default() += 1;
    }
    let mut waits = Waits::default();
    for ((since, at), decisions) in days {
        waits.add(u32::from(WorkingDays::Ouvres.between(since, at, Zone::Metropole)), decisions);
    }
    Ok(waits)
}

/// Of the decisions made in that time, how many came after documents had been asked for.
async fn completed(db: &impl ConnectionTrait, between: (Instant, Instant)) -> Result<u64, BackendError> {
    let standing = standing(between).filter(asked_before(decision::Column::RequestId, decision::Column::At));
    let aside = put_aside(between).filter(asked_before(reopened::Column::RequestId, reopened::Column::At));
    Ok(standing.count(db).await? + aside.count(db).await?)
}

/// Documents had been asked for to complete that request by that moment: columns of one table.
fn asked_before(request: impl ColumnTrait, at: impl ColumnTrait) -> Expr {
    let of = Expr::col((complement::Entity, complement::Column::RequestId)).equals(request.as_column_ref());
    let before = Expr::col((complement::Entity, complement::Column::AskedAt)).lte(Expr::col(at.as_column_ref()));
    Expr::exists(Query::select().column(complement::Column::Id).from(complement::Entity).and_where(of).and_where(before).to_owned())
}
