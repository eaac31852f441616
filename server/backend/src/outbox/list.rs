//! The messages that did not leave, a page at a time, for people of the office (B-61).
use super::{
    entity::{Column, Entity},
    state::{Delivery, Stuck, leaving},
};
use crate::{Backend, BackendError};
use domain::{
    access::{Action, role_for},
    account::Staff,
    delivery::{DELIVERY_PAGE, DeliveryLine, DeliveryPage, DeliveryPlace, Undelivered},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

impl Backend {
    /// A page of them, the newest first, with how many stand where.
    ///
    /// # Errors
    /// `NotFound` for whoever may not see them; when the database cannot be read.
    pub async fn undelivered(&self, staff: &Staff, after: Option<DeliveryPlace>) -> Result<DeliveryPage, BackendError> {
        role_for(staff.roles, Action::SeeDeliveries).ok_or(BackendError::NotFound)?;
        let db = self.inner.store.read();
        let there = Entity::find().filter(Column::State.is_in(["queued", "failed"]));
        let there = there.filter(after.map_or_else(Condition::all, beyond));
        let there = there.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(DELIVERY_PAGE + 1);
        let rows = there.all(db).await?;
        let more = rows.len() as u64 > DELIVERY_PAGE;
        let shown = rows.into_iter().take(usize::try_from(DELIVERY_PAGE).map_err(BackendError::broken)?);
        let lines: Vec<DeliveryLine> = shown.map(|row| line(row.into())).collect();
        let next = lines.last().filter(|_| more).map(DeliveryLine::place);
        Ok(DeliveryPage { figures: leaving(db).await?, lines, next })
    }
}

/// What stands behind that place. The first condition is what the index is entered by.
fn beyond(place: DeliveryPlace) -> Condition {
    let DeliveryPlace { at, id } = place;
    let earlier = Condition::any().add(Column::CreatedAt.lt(at)).add(Column::Id.lt(id));
    Condition::all().add(Column::CreatedAt.lte(at)).add(earlier)
}

fn line(one: Stuck) -> DeliveryLine {
    let state = match one.state {
        Delivery::Retrying => Undelivered::Retrying,
        Delivery::Dead => Undelivered::Dead,
        Delivery::Waiting | Delivery::Sent => Undelivered::Waiting,
    };
    DeliveryLine {
        id: one.id,
        channel: one.channel,
        to: one.to,
        state,
        attempts: one.attempts,
        reason: one.reason,
        written_at: one.written_at,
        next_at: one.next_at,
    }
}
