//! Dossiers that wait for a decision, oldest first (B-1). A page is found by its place, at the same cost however long the queue (P8).
use crate::{
    Backend, BackendError,
    account::full_names,
    claim::{entity::claim, parse_kind},
    clock::{paris_day, paris_midnight},
    complement::entity::complement,
    contract::entity::enrolment,
};
use domain::{
    claim::{ClaimStatus, QUEUE_PAGE, QueueAsk, QueueFiles, QueueFilter, QueueLine, QueuePage, QueuePlace, QueueStart, RequestKind, Whose},
    complement::ComplementState,
    contract::Guarantee,
    day::Instant,
    id::{ClaimId, UserId},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, SelectTwo,
    sea_query::{Expr, ExprTrait},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How many of the dossiers that changed last are looked at, to tell whether anything has: more than change at one moment.
const LATEST: u64 = 20;

/// The dossiers that changed last. Compared, never read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueMark(Vec<(Uuid, i32, Instant)>);

impl Backend {
    /// A page of the queue, for that person of the desk.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn queue(&self, reader: UserId, ask: &QueueAsk) -> Result<QueuePage, BackendError> {
        let db = self.inner.store.read();
        let back = matches!(ask.from, Some(QueueStart::Before(_)));
        let mut rows = self.queue_rows(reader, ask).all(db).await?;
        let more = rows.len() as u64 > QUEUE_PAGE;
        rows.truncate(usize::try_from(QUEUE_PAGE).map_err(BackendError::broken)?);
        if back {
            rows.reverse();
        }
        let people = rows.iter().flat_map(|(claim, enrolment)| claim.holder_id.into_iter().chain(enrolment.as_ref().map(|of| of.user_id)));
        let names = full_names(db, people).await?;
        let overdue = self.overdue().filter(complement::Column::ClaimId.is_in(rows.iter().map(|(claim, _)| claim.id)));
        let overdue: HashSet<Uuid> = overdue.into_tuple().all(db).await?.into_iter().collect();
        let lines = rows.into_iter().map(|(claim, enrolment)| self.to_line(claim, enrolment.as_ref(), &names, &overdue));
        let lines: Vec<QueueLine> = lines.collect::<Result<_, _>>()?;
        let previous = lines.first().filter(|_| if back { more } else { ask.from.is_some() }).map(QueueLine::place);
        let next = lines.last().filter(|_| back || more).map(QueueLine::place);
        Ok(QueuePage { lines, previous, next })
    }

    /// The dossiers of that page and one more, away from where it begins or ends.
    pub(crate) fn queue_rows(&self, reader: UserId, ask: &QueueAsk) -> SelectTwo<claim::Entity, enrolment::Entity> {
        let waiting = claim::Entity::find().find_also_related(enrolment::Entity).filter(self.asked(reader, ask.filter));
        let waiting = waiting.filter(ask.from.map_or_else(Condition::all, beyond));
        let (since, id) = (claim::Column::WaitingSince, claim::Column::Id);
        let back = matches!(ask.from, Some(QueueStart::Before(_)));
        let sorted = if back { waiting.order_by_desc(since).order_by_desc(id) } else { waiting.order_by_asc(since).order_by_asc(id) };
        sorted.limit(QUEUE_PAGE + 1)
    }

    /// What is asked for. Where a condition that few dossiers meet leads to them, those that many meet are written so that no index is read
    /// by them: SQLite, which keeps no count of rows, could take the longer way.
    fn asked(&self, reader: UserId, filter: QueueFilter) -> Condition {
        let (status, kind) = (filter.status.map(ClaimStatus::as_str), filter.kind.map(RequestKind::as_str));
        let holder = match filter.whose {
            Some(Whose::Mine) => Some(reader),
            Some(Whose::Of(person)) => Some(person),
            Some(Whose::Nobodys) | None => None,
        };
        let few = filter.files.is_some() || holder.is_some();
        let exactly = |column: claim::Column, value: &'static str, led: bool| {
            let column = Expr::col((claim::Entity, column));
            if led { column.cast_as("text").eq(value) } else { column.eq(value) }
        };
        let (first, after) = filter.age.map(|age| self.profile().office.days_of(age, self.today())).unwrap_or_default();
        Condition::all()
            .add(claim::Column::WaitingSince.is_not_null())
            .add_option(status.map(|status| exactly(claim::Column::Status, status, few)))
            .add_option(kind.map(|kind| exactly(claim::Column::WaitingKind, kind, few || status.is_some())))
            .add_option(holder.map(|holder| claim::Column::HolderId.eq(holder.0)))
            .add_option((filter.whose == Some(Whose::Nobodys)).then(|| claim::Column::HolderId.is_null()))
            .add_option((filter.files == Some(QueueFiles::New)).then(|| claim::Column::NewsAt.is_not_null()))
            .add_option((filter.files == Some(QueueFiles::Overdue)).then(|| claim::Column::Id.in_subquery(self.overdue().into_query())))
            .add_option(first.map(|day| claim::Column::WaitingSince.gte(paris_midnight(day))))
            .add_option(after.map(|day| claim::Column::WaitingSince.lt(paris_midnight(day))))
    }

    /// The dossiers for which something was asked that did not come in time: nothing closes by itself, somebody of the desk goes on (B-7).
    fn overdue(&self) -> Select<complement::Entity> {
        let open = complement::Entity::find().select_only().column(complement::Column::ClaimId);
        open.filter(complement::Column::State.eq(ComplementState::Open.as_str())).filter(complement::Column::DueOn.lt(self.today().0))
    }

    fn to_line(
        &self,
        row: claim::Model,
        enrolment: Option<&enrolment::Model>,
        names: &HashMap<Uuid, String>,
        overdue: &HashSet<Uuid>,
    ) -> Result<QueueLine, BackendError> {
        let broken = || BackendError::inconsistent("claims");
        let since = row.waiting_since.ok_or_else(broken)?;
        let days = self.today().since(paris_day(since));
        Ok(QueueLine {
            id: ClaimId(row.id),
            status: ClaimStatus::parse(&row.status).ok_or_else(broken)?,
            since,
            kind: parse_kind(row.waiting_kind.as_deref().unwrap_or_default())?,
            care: row.guarantee == Guarantee::HealthCare.as_str(),
            days,
            age: self.profile().office.age(days),
            news: row.news_at.is_some(),
            overdue: overdue.contains(&row.id),
            member: enrolment.and_then(|enrolment| names.get(&enrolment.user_id)).cloned().ok_or_else(broken)?,
            holder: row.holder_id.and_then(|holder| names.get(&holder)).cloned(),
            number: row.number,
        })
    }

    /// What changes whenever something on the desk has changed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn queue_mark(&self) -> Result<QueueMark, BackendError> {
        let latest = claim::Entity::find().select_only();
        let latest = latest.column(claim::Column::Id).column(claim::Column::Version).column(claim::Column::UpdatedAt);
        let latest = latest.order_by_desc(claim::Column::UpdatedAt).limit(LATEST);
        let mut rows: Vec<(Uuid, i32, Instant)> = latest.into_tuple().all(self.inner.store.read()).await?;
        rows.sort_unstable();
        Ok(QueueMark(rows))
    }
}

/// What stands behind, or before, that place. The first condition is what the index is entered by.
fn beyond(from: QueueStart) -> Condition {
    let (since, id) = (claim::Column::WaitingSince, claim::Column::Id);
    match from {
        QueueStart::After(QueuePlace { at, id: of }) => {
            Condition::all().add(since.gte(at)).add(Condition::any().add(since.gt(at)).add(id.gt(of.0)))
        }
        QueueStart::Before(QueuePlace { at, id: of }) => {
            Condition::all().add(since.lte(at)).add(Condition::any().add(since.lt(at)).add(id.lt(of.0)))
        }
    }
}
