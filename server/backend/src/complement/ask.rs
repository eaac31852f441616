//! Asking for documents (B-6): the request, its documents, the dossier's state, the audit entry and what its member is told stand or fall together.
use super::{
    CARD,
    entity::{complement, item},
    move_claim,
};
use crate::{Backend, BackendError, audit, claim::entity::request, crypto::Key, random};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::{ClaimStatus, MoveKind, NumberKind, RequestState, may_ask},
    complement::{Ask, Card, ComplementState},
    day::{Day, Instant},
    id::{ClaimId, IdempotencyKey},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What became of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It was asked for, under that number.
    Under(String),
    /// The dossier has changed since its page was read.
    Stale,
    /// The dossier is not looked into, or something is asked for already.
    NotNow,
    /// The member closed their account: they could not answer.
    MemberLeft,
}

/// What is asked for, about to be written.
pub(super) struct NewComplement<'a> {
    pub(super) claim: Uuid,
    /// The sending that it completes.
    pub(super) request: Uuid,
    pub(super) due: Day,
    pub(super) cards: &'a [Card],
    /// Under which somebody of the desk asks: the same again asks once.
    pub(super) key: Option<Uuid>,
}

impl Backend {
    /// Asks the member of that dossier for documents. `version` is that of the dossier as the desk read it: of two who act at once, one
    /// is told. The same key again is the same asking.
    ///
    /// # Errors
    /// `NotFound` when there is no such dossier, and for whoever holds no role that may ask.
    pub async fn ask_complement(
        &self,
        staff: &Staff,
        claim: ClaimId,
        version: i32,
        key: IdempotencyKey,
        ask: &Ask,
    ) -> Result<Asked, BackendError> {
        role_for(staff.roles, Action::AskForDocuments).ok_or(BackendError::NotFound)?;
        let now = self.now();
        let tx = self.inner.store.write().await?;
        let (locked, member) = self.lock_for_desk(&tx, claim).await?;
        let dossier = locked.row.number.clone();
        if let Some(number) = asked_before(&tx, locked.row.id, key).await? {
            return Ok(Asked::Under(number));
        }
        if locked.row.version != version {
            return Ok(Asked::Stale);
        }
        if self.left_on(&tx, member).await?.is_some() {
            return Ok(Asked::MemberLeft);
        }
        if !may_ask(locked.status) || is_open(&tx, locked.row.id).await? {
            return Ok(Asked::NotNow);
        }
        let Some(request) = to_complete(&tx, locked.row.id).await? else { return Ok(Asked::NotNow) };
        let sealing = self.member_key_in(&tx, member).await?;
        let new = NewComplement { claim: locked.row.id, request: request.id, due: ask.due, cards: &ask.cards, key: Some(key.0) };
        let (_, number) = self.write_complement(&tx, &new, &sealing, now).await?;
        move_claim(&tx, locked.row, ClaimStatus::ComplementRequested, (MoveKind::Asked, staff.person.id), now).await?;
        audit::record(&tx, now, Some(staff.person.id), "complement_asked", &dossier, &number).await?;
        let params = BTreeMap::from([("due".to_owned(), ask.due.to_string())]);
        self.tell(&tx, member, "complement-mail", &params, format!("complement-asked:{number}")).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(Asked::Under(number))
    }

    /// Writes the rows; gives their id and number.
    pub(super) async fn write_complement(
        &self,
        tx: &impl ConnectionTrait,
        new: &NewComplement<'_>,
        key: &Key,
        at: Instant,
    ) -> Result<(Uuid, String), BackendError> {
        let (id, number) = (random::id(at)?, self.next_number(tx, NumberKind::Complement, at).await?);
        let row = complement::ActiveModel {
            id: Set(id),
            claim_id: Set(new.claim),
            request_id: Set(new.request),
            number: Set(number.clone()),
            state: Set(ComplementState::Open.as_str().to_owned()),
            asked_at: Set(at),
            due_on: Set(new.due.0),
            sent_at: Set(None),
            idempotency_key: Set(random::id(at)?),
            sent_key: Set(None),
            news_at: Set(Some(at)),
            ask_key: Set(new.key),
        };
        complement::Entity::insert(row).exec_without_returning(tx).await?;
        for (place, card) in new.cards.iter().enumerate() {
            let text = serde_json::to_vec(card).map_err(BackendError::broken)?;
            let row = item::ActiveModel {
                id: Set(random::id(at)?),
                complement_id: Set(id),
                place: Set(i32::try_from(place).map_err(BackendError::broken)?),
                card: Set(key.sealed(CARD, &text)?),
                medical: Set(card.medical),
                required: Set(true),
                verdict: Set("waiting".to_owned()),
                reason: Set(None),
                answer: Set(None),
                note: Set(None),
                file_id: Set(None),
                sent_at: Set(None),
                given_at: Set(None),
            };
            item::Entity::insert(row).exec_without_returning(tx).await?;
        }
        Ok((id, number))
    }
}

/// The number of what was asked for under that key to complete that dossier.
async fn asked_before(tx: &impl ConnectionTrait, claim: Uuid, key: IdempotencyKey) -> Result<Option<String>, BackendError> {
    let same = complement::Entity::find().filter(complement::Column::ClaimId.eq(claim)).filter(complement::Column::AskKey.eq(key.0));
    Ok(same.one(tx).await?.map(|row| row.number))
}

/// Whether something is asked for already to complete that dossier.
pub(crate) async fn is_open(tx: &impl ConnectionTrait, claim: Uuid) -> Result<bool, BackendError> {
    let open = complement::Entity::find().filter(complement::Column::ClaimId.eq(claim));
    Ok(open.filter(complement::Column::State.eq(ComplementState::Open.as_str())).count(tx).await? > 0)
}

/// Which sending of that dossier documents complete: of those that wait the one that came last, so that what was decided before is not
/// said to have needed any (B-60).
async fn to_complete(tx: &impl ConnectionTrait, claim: Uuid) -> Result<Option<request::Model>, BackendError> {
    let waiting = request::Entity::find().filter(request::Column::ClaimId.eq(claim));
    let waiting = waiting.filter(request::Column::State.eq(RequestState::Sent.as_str()));
    match waiting.order_by_desc(request::Column::SentAt).one(tx).await? {
        Some(waits) => Ok(Some(waits)),
        None => latest_sending(tx, claim).await,
    }
}

/// The sending of that dossier that came last.
pub(super) async fn latest_sending(tx: &impl ConnectionTrait, claim: Uuid) -> Result<Option<request::Model>, BackendError> {
    let sent = request::Entity::find().filter(request::Column::ClaimId.eq(claim)).filter(request::Column::SentAt.is_not_null());
    Ok(sent.order_by_desc(request::Column::SentAt).one(tx).await?)
}
