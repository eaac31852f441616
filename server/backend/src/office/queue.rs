//! Dossiers that wait for a decision, oldest first (B-1). A page is found by its place, at the same cost however long the queue (P8).
use crate::{Backend, BackendError, account::entity::user, claim::entity::claim, contract::entity::enrolment};
use domain::{
    account::Person,
    claim::{ClaimStatus, QUEUE_PAGE, QueueLine, QueuePage, QueuePlace},
    id::ClaimId,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

impl Backend {
    /// The page of the queue after that place; the first one without.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn queue(&self, after: Option<QueuePlace>) -> Result<QueuePage, BackendError> {
        let db = self.inner.store.read();
        let waiting = claim::Entity::find().find_also_related(enrolment::Entity).filter(claim::Column::WaitingSince.is_not_null());
        let waiting = waiting.filter(after.map_or_else(Condition::all, behind));
        let sorted = waiting.order_by_asc(claim::Column::WaitingSince).order_by_asc(claim::Column::Id);
        let rows = sorted.limit(QUEUE_PAGE + 1).all(db).await?;
        let more = rows.len() as u64 > QUEUE_PAGE;
        let members: Vec<Uuid> = rows.iter().filter_map(|(_, enrolment)| Some(enrolment.as_ref()?.user_id)).collect();
        let members = names(db, members).await?;
        let page = rows.into_iter().take(usize::try_from(QUEUE_PAGE).map_err(BackendError::broken)?);
        let lines: Vec<QueueLine> =
            page.map(|(claim, enrolment)| to_line(claim, enrolment.as_ref(), &members)).collect::<Result<_, _>>()?;
        let next = lines.last().filter(|_| more).map(QueueLine::place);
        Ok(QueuePage { lines, next })
    }
}

/// What stands behind that place.
fn behind(place: QueuePlace) -> Condition {
    let beside = Condition::all().add(claim::Column::WaitingSince.eq(place.since)).add(claim::Column::Id.gt(place.id.0));
    Condition::any().add(claim::Column::WaitingSince.gt(place.since)).add(beside)
}

/// First and last name of each of them.
async fn names(db: &impl ConnectionTrait, of: Vec<Uuid>) -> Result<HashMap<Uuid, String>, BackendError> {
    let rows = user::Entity::find().filter(user::Column::Id.is_in(of)).all(db).await?;
    rows.into_iter().map(|row| Person::try_from(row).map(|person| (person.id.0, person.full_name()))).collect()
}

fn to_line(row: claim::Model, enrolment: Option<&enrolment::Model>, members: &HashMap<Uuid, String>) -> Result<QueueLine, BackendError> {
    let broken = || BackendError::inconsistent("claims");
    Ok(QueueLine {
        id: ClaimId(row.id),
        status: ClaimStatus::parse(&row.status).ok_or_else(broken)?,
        since: row.waiting_since.ok_or_else(broken)?,
        member: enrolment.and_then(|enrolment| members.get(&enrolment.user_id)).cloned().ok_or_else(broken)?,
        number: row.number,
    })
}
