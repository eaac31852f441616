//! Days of an invented member's request, decided as if before there was a portal: no letter of it was kept.
use super::decide::keep_period;
use crate::{BackendError, claim::entity::period};
use domain::{
    day::{DayRange, Instant},
    decision::DecidedDays,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// Has those days of the request be refused, the others be accepted (B-10).
pub(crate) async fn demo_refused(tx: &impl ConnectionTrait, request: Uuid, refused: DayRange, at: Instant) -> Result<(), BackendError> {
    let periods = period::Entity::find().filter(period::Column::RequestId.eq(request)).order_by_asc(period::Column::StartsOn);
    for row in periods.all(tx).await? {
        let range = row.range()?;
        let (start, end) = (range.start(), range.end());
        let parts = [
            (start, end.min(refused.start().plus(-1)), true),
            (start.max(refused.start()), end.min(refused.end()), false),
            (start.max(refused.end().plus(1)), end, true),
        ];
        let part = |(first, last, accepted)| DayRange::new(first, last).map(|range| DecidedDays { range, accepted });
        let days: Vec<DecidedDays> = parts.into_iter().filter_map(part).collect();
        keep_period(tx, row, &days, at).await?;
    }
    Ok(())
}
