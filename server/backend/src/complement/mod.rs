//! « Complément dossier »: asking for documents, what the member gives for each, and what the desk says of it. Names of documents, reasons
//! and notes are sealed with the member's key; none of them stands in a mail, a log or the audit.
mod answer;
mod ask;
mod catalogue;
mod close;
mod demo;
pub(crate) mod entity;
mod forget;
mod judge;
mod link;
mod read;
mod remind;
mod send;
mod told;

pub use answer::Answered;
pub(crate) use answer::{answer_by_file, forget_unsent};
pub use ask::Asked;
pub(crate) use ask::is_open;
pub use catalogue::shipped;
pub(crate) use close::close_asked;
pub(crate) use forget::forget;
pub use judge::{Judged, Judgement};
pub(crate) use link::forget_ended_links;
pub(crate) use read::{awaited, items_of};
pub use send::Sending;

use crate::{
    Backend, BackendError,
    account::entity::user,
    claim::{Locked, entity::claim, moves},
    clock::paris_daytime,
    office, outbox,
};
use ask::latest_sending;
use domain::{
    account::{Channel, reach},
    claim::{ClaimStatus, MoveKind},
    day::Instant,
    id::{ItemId, UserId},
};
use entity::{complement, item};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::collections::BTreeMap;

/// What the sealed texts of a document are about: one does not open as another.
const CARD: &str = "complement_card";
const REASON: &str = "complement_reason";
const NOTE: &str = "complement_note";

/// Under what begins the key of mails about documents of that number that were refused.
fn again_mails(number: &str) -> String {
    format!("complement-again:{number}:")
}

/// Where a document asked for stands: number of the dossier, number of what was asked for, and the document.
#[derive(Clone, Copy, Debug)]
pub struct ItemPath<'a> {
    /// Number of the dossier.
    pub claim: &'a str,
    /// Number of what was asked for to complete it.
    pub complement: &'a str,
    /// The document.
    pub item: ItemId,
}

impl Backend {
    /// What was asked for of the member's under that number, its dossier locked; somebody else's is not found.
    async fn lock_complement(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        (claim, number): (&str, &str),
    ) -> Result<(Locked, complement::Model), BackendError> {
        let locked = self.lock_claim(tx, member, claim).await?;
        let theirs = complement::Entity::find().filter(complement::Column::Number.eq(number));
        let row = theirs.filter(complement::Column::ClaimId.eq(locked.row.id)).one(tx).await?.ok_or(BackendError::NotFound)?;
        Ok((locked, row))
    }

    /// A document that the member may still answer, its dossier locked.
    pub(crate) async fn lock_item(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        path: ItemPath<'_>,
    ) -> Result<(complement::Model, item::Model), BackendError> {
        let (_, row) = self.lock_complement(tx, member, (path.claim, path.complement)).await?;
        let item = item::Entity::find_by_id(path.item.0).filter(item::Column::ComplementId.eq(row.id)).one(tx).await?;
        let open = item.filter(|item| row.state == "open" && item.sent_at.is_none() && item.verdict != "accepted");
        open.map(|item| (row, item)).ok_or(BackendError::NotFound)
    }

    /// Tells the member, where they have not left, that something waits, never what (M-1): by that mail, or by SMS where they have no
    /// address. Whoever takes neither is reached by the desk (Y-1). The same `dedup_key` again tells nothing more.
    pub(crate) async fn tell(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        mail: &str,
        params: &BTreeMap<String, String>,
        dedup_key: String,
    ) -> Result<(), BackendError> {
        self.tell_at(tx, member, self.now(), mail, params, dedup_key).await
    }

    /// As [`Self::tell`], not before that moment: what else is to be told under the same key until then is told by one message.
    async fn tell_at(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        leaves_at: Instant,
        mail: &str,
        params: &BTreeMap<String, String>,
        dedup_key: String,
    ) -> Result<(), BackendError> {
        let now = self.now();
        let open = user::Entity::find_by_id(member.0).filter(user::Column::Closed.eq(false));
        let Some(person) = open.one(tx).await? else { return Ok(()) };
        match reach(person.email.as_deref(), person.mobile.as_deref()) {
            Some((Channel::Mail, to)) => {
                outbox::enqueue_for(tx, (now, leaves_at), person.id, (Channel::Mail, &to), mail, params, dedup_key).await
            }
            Some((Channel::Sms, to)) => {
                let moments = (now, paris_daytime(leaves_at));
                outbox::enqueue_for(tx, moments, person.id, (Channel::Sms, &to), "news-sms", &BTreeMap::new(), dedup_key).await
            }
            None => office::open_task(tx, person.id, now).await,
        }
    }
}

/// Moves the dossier, in the caller's transaction, and keeps what did; it is locked. As long as nothing is decided it keeps its place in
/// the desk's queue.
async fn move_claim(
    tx: &impl ConnectionTrait,
    claim: claim::Model,
    to: ClaimStatus,
    (kind, by): (MoveKind, UserId),
    now: Instant,
) -> Result<(), BackendError> {
    let (id, version, waits) = (claim.id, claim.version + 1, claim.waiting_since.is_some());
    let from = claim.status.clone();
    let mut row = claim.into_active_model();
    row.status = Set(to.as_str().to_owned());
    row.updated_at = Set(now);
    row.version = Set(version);
    if matches!(kind, MoveKind::Completed | MoveKind::HandedIn) {
        row.news_at = Set(Some(now));
    }
    if to.is_undecided() && !waits {
        row.waiting_since = Set(Some(now));
        row.waiting_kind = Set(latest_sending(tx, id).await?.map(|sent| sent.kind));
    }
    let moved = claim::Entity::update(row).exec(tx).await?;
    moves::passed(tx, &from, &moved, by, now).await?;
    moves::record(tx, &moved, kind, by, None, now).await
}
