//! Since when a request waits for its answer: told here alone, so that the queue (B-1), the figures (B-60) and its member (Y-5) agree.
use super::entity::{entry, request};
use crate::{
    BackendError,
    clock::paris_midnight,
    decision::{entity::decision, reopened_of, reopened_since},
};
use domain::{
    claim::{Claim, RequestKind, RequestState, SentRequest},
    day::{Day, Instant},
    id::{ClaimId, RequestId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select, sea_query::SelectStatement};
use std::collections::HashMap;
use uuid::Uuid;

/// What moves the beginning of a wait away from the sending, of some requests: read at once for all of them.
pub(crate) struct Since {
    reopened: HashMap<Uuid, Instant>,
    received: HashMap<Uuid, Day>,
}

impl Since {
    /// Of the requests of that dossier.
    async fn of_claim(db: &impl ConnectionTrait, claim: ClaimId) -> Result<Self, BackendError> {
        let theirs = request::Entity::find().select_only().column(request::Column::Id).filter(request::Column::ClaimId.eq(claim.0));
        Ok(Self { reopened: reopened_since(db, claim).await?, received: received(db, theirs.into_query()).await? })
    }

    /// Of the requests of all these decisions, which waited for the one that stands.
    pub(crate) async fn of_decided(db: &impl ConnectionTrait, decided: Select<decision::Entity>) -> Result<Self, BackendError> {
        let theirs = decided.clone().select_only().column(decision::Column::RequestId);
        Ok(Self { reopened: reopened_of(db, decided).await?, received: received(db, theirs.into_query()).await? })
    }

    /// From when one of them waits that was sent then: since it was taken up again last, where it was.
    pub(crate) fn of(&self, request: Uuid, sent_at: Instant) -> Instant {
        let reopened = self.reopened.get(&request).copied();
        reopened.unwrap_or_else(|| waits_since(self.received.get(&request).copied(), sent_at))
    }
}

/// What waits longest of that dossier, `but` for that request: since when, and of which kind. Where nothing waits nothing is read.
pub(crate) async fn waits_longest(
    db: &impl ConnectionTrait,
    claim: &Claim,
    but: Option<RequestId>,
) -> Result<Option<(Instant, RequestKind)>, BackendError> {
    let waiting = claim.requests.iter().filter(|request| request.state == RequestState::Sent && Some(request.id) != but);
    let waiting: Vec<&SentRequest> = waiting.collect();
    if waiting.is_empty() {
        return Ok(None);
    }
    let since = Since::of_claim(db, claim.summary.id).await?;
    Ok(waiting.into_iter().map(|request| (since.of(request.id.0, request.sent_at), request.kind)).min_by_key(|(since, _)| *since))
}

/// From when its member waits for the answer to a request that was sent then: since the day on which it came, where the desk entered it
/// (B-16).
pub(super) fn waits_since(received_on: Option<Day>, sent_at: Instant) -> Instant {
    received_on.map_or(sent_at, |day| paris_midnight(day).min(sent_at))
}

/// On which days those of these requests came that the desk entered.
async fn received(db: &impl ConnectionTrait, requests: SelectStatement) -> Result<HashMap<Uuid, Day>, BackendError> {
    let entered = entry::Entity::find().filter(entry::Column::RequestId.in_subquery(requests)).select_only();
    let entered = entered.column(entry::Column::RequestId).column(entry::Column::ReceivedOn);
    let entered = entered.into_tuple::<(Uuid, chrono::NaiveDate)>().all(db).await?;
    Ok(entered.into_iter().map(|(request, day)| (request, Day(day))).collect())
}
