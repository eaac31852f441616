//! Messages, a page at a time, for people of the office (B-61).
use super::{
    entity::{Column, Entity, Model},
    state::{Delivery, leaving, masked},
};
use crate::{Backend, BackendError};
use domain::{
    access::{Action, role_for},
    account::Staff,
    delivery::{DELIVERY_PAGE, DeliveryFilter, DeliveryLine, DeliveryPage, DeliveryPlace, DeliveryState},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

impl Backend {
    /// A page of them, the newest first, with how many did not leave.
    ///
    /// # Errors
    /// `NotFound` for whoever may not see them; when the database cannot be read.
    pub async fn deliveries(
        &self,
        staff: &Staff,
        filter: DeliveryFilter,
        after: Option<DeliveryPlace>,
    ) -> Result<DeliveryPage, BackendError> {
        role_for(staff.roles, Action::SeeDeliveries).ok_or(BackendError::NotFound)?;
        let db = self.inner.store.read();
        let open = (filter == DeliveryFilter::Open).then(|| Column::State.is_in(["queued", "failed"]));
        let there = Entity::find().filter(Condition::all().add_option(open));
        let there = there.filter(after.map_or_else(Condition::all, beyond));
        let there = there.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(DELIVERY_PAGE + 1);
        let rows = there.all(db).await?;
        let more = rows.len() as u64 > DELIVERY_PAGE;
        let shown = rows.into_iter().take(usize::try_from(DELIVERY_PAGE).map_err(BackendError::broken)?);
        let lines: Vec<DeliveryLine> = shown.map(line).collect();
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

fn line(row: Model) -> DeliveryLine {
    let state = match Delivery::of(&row.state, row.attempts) {
        Delivery::Waiting => DeliveryState::Waiting,
        Delivery::Retrying => DeliveryState::Retrying,
        Delivery::Sent => DeliveryState::Sent,
        Delivery::Dead => DeliveryState::Dead,
    };
    DeliveryLine {
        id: row.id,
        to: masked(&row.recipient),
        channel: row.channel,
        state,
        attempts: row.attempts,
        reason: row.reason.unwrap_or_default(),
        written_at: row.created_at,
        sent_at: row.sent_at,
        next_at: (state == DeliveryState::Retrying).then_some(row.next_at),
    }
}
