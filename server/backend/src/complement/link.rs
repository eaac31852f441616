//! Links by which somebody else, an employer or a doctor, hands in one document that is asked for (Y-7): single-use, short-lived, kept as a
//! print only. Whoever holds one learns what the document is called, and nothing of its member.
use super::{
    CARD, ItemPath, again_mails,
    answer::keep_answer,
    close::forget_tries,
    entity::{complement, item, link},
    move_claim,
};
use crate::{
    Backend, BackendError,
    account::token_hash,
    audit,
    claim::{Locked, entity::claim},
    contract::entity::enrolment,
    outbox, random,
};
use chrono::TimeDelta;
use domain::{
    account::link_works,
    claim::{ClaimStatus, MoveKind, after_complement},
    complement::{Answer, Card, ComplementState},
    day::Instant,
    id::{AttachmentId, ClaimId, IdempotencyKey, ItemId, UserId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// Signs of a token.
const TOKEN: usize = 64;

/// The document that a link is for, while it works.
struct Linked {
    member: UserId,
    asked: complement::Model,
    item: item::Model,
}

impl Backend {
    /// Makes a link by which somebody else hands that document in; the member says so with it, and a link made before ends. Gives its token.
    ///
    /// # Errors
    /// `NotFound` when the member is not asked for such a document, or what they gave was sent.
    pub async fn make_item_link(&self, member: UserId, path: ItemPath<'_>) -> Result<String, BackendError> {
        let (now, token) = (self.now(), random::token()?);
        let tx = self.inner.store.write().await?;
        let (_, item) = self.lock_item(&tx, member, path).await?;
        let (id, said) = (item.id, item.note.clone());
        let files = keep_answer(&tx, item, Answer::SomeoneElse, said, now).await?;
        end_links(&tx, id).await?;
        let row = link::ActiveModel {
            token_hash: Set(token_hash(&token)),
            item_id: Set(id),
            made_at: Set(now),
            ends_at: Set(now + TimeDelta::days(i64::from(self.profile().complement.link_days))),
            used_at: Set(None),
        };
        link::Entity::insert(row).exec_without_returning(&tx).await?;
        audit::record(&tx, now, Some(member), "document_link_made", path.claim, path.complement).await?;
        tx.commit().await?;
        self.forget_files(files).await;
        Ok(token)
    }

    /// The document that the link of that token asks for, with its card; `None` when it ended, was used, is no longer needed or never was.
    /// Looking does not use it.
    ///
    /// # Errors
    /// When the database cannot be read or the card not be opened.
    pub async fn handing_in(&self, token: &str) -> Result<Option<(ItemId, Card)>, BackendError> {
        let db = self.inner.store.read();
        let Some(Linked { member, item, .. }) = self.linked(db, token).await? else { return Ok(None) };
        let card = self.member_key_in(db, member).await?.opened(CARD, &item.card)?;
        serde_json::from_slice(&card).map(|card| Some((ItemId(item.id), card))).map_err(BackendError::broken)
    }

    /// Whose document the link of that token is for, as [`Self::handing_in`].
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn handing_in_for(&self, token: &str) -> Result<Option<UserId>, BackendError> {
        Ok(self.linked(self.inner.store.read(), token).await?.map(|linked| linked.member))
    }

    /// The document of that link, its dossier locked.
    pub(crate) async fn lock_linked(
        &self,
        tx: &impl ConnectionTrait,
        token: &str,
    ) -> Result<(complement::Model, item::Model), BackendError> {
        let found = self.linked(tx, token).await?.ok_or(BackendError::NotFound)?;
        self.lock_for_desk(tx, ClaimId(found.asked.claim_id)).await?;
        // As it is now: of two who use it at the same moment, one finds it used.
        let Linked { asked, item, .. } = self.linked(tx, token).await?.ok_or(BackendError::NotFound)?;
        Ok((asked, item))
    }

    async fn linked(&self, db: &impl ConnectionTrait, token: &str) -> Result<Option<Linked>, BackendError> {
        if token.len() != TOKEN {
            return Ok(None);
        }
        let works = |link: &link::Model| link.used_at.is_none() && link_works(link.made_at, link.ends_at, self.now());
        let Some(link) = link::Entity::find_by_id(token_hash(token)).one(db).await?.filter(works) else { return Ok(None) };
        let item = item::Entity::find_by_id(link.item_id).one(db).await?.filter(waits_for_somebody_else);
        let Some(item) = item else { return Ok(None) };
        let asked = complement::Entity::find_by_id(item.complement_id).filter(complement::Column::State.ne("closed")).one(db).await?;
        let Some(asked) = asked else { return Ok(None) };
        let dossier = claim::Entity::find_by_id(asked.claim_id).find_also_related(enrolment::Entity).one(db).await?;
        let Some((dossier, Some(under))) = dossier else { return Ok(None) };
        let member = UserId(under.user_id);
        let undecided = ClaimStatus::parse(&dossier.status).is_some_and(ClaimStatus::is_undecided);
        let wanted = undecided && self.left_on(db, member).await?.is_none();
        Ok(wanted.then_some(Linked { member, asked, item }))
    }

    /// Takes the file that came by that link for a document whose dossier is locked: it is with the desk at once, and the link has done its
    /// work.
    pub(crate) async fn take_by_link(
        &self,
        tx: &impl ConnectionTrait,
        token: &str,
        item: item::Model,
        file: AttachmentId,
    ) -> Result<(), BackendError> {
        let now = self.now();
        let asked = complement::Entity::find_by_id(item.complement_id).one(tx).await?.ok_or(BackendError::NotFound)?;
        let (Locked { row: dossier, status }, member) = self.lock_for_desk(tx, ClaimId(asked.claim_id)).await?;
        let used = link::Entity::update_many().col_expr(link::Column::UsedAt, Expr::value(now));
        used.filter(link::Column::TokenHash.eq(token_hash(token))).exec(tx).await?;
        let mut row = item.into_active_model();
        row.verdict = Set("deposited".to_owned());
        (row.answer, row.note, row.file_id) = (Set(None), Set(None), Set(Some(file.0)));
        (row.given_at, row.sent_at) = (Set(None), Set(Some(now)));
        item::Entity::update(row).exec(tx).await?;
        let number = dossier.number.clone();
        let (of, key) = (asked.number.clone(), IdempotencyKey(asked.idempotency_key));
        let whole = send_if_whole(tx, asked, now).await?;
        if whole {
            self.acknowledge(tx, member, (&of, key)).await?;
        }
        let next = if whole { after_complement(status) } else { status };
        move_claim(tx, dossier, next, (MoveKind::HandedIn, member), now).await?;
        audit::record(tx, now, None, "document_handed_in", &number, "").await
    }
}

/// Ends whatever link was made for that document: what ended works no more, whatever is answered later.
pub(super) async fn end_links(tx: &impl ConnectionTrait, item: Uuid) -> Result<(), BackendError> {
    link::Entity::delete_many().filter(link::Column::ItemId.eq(item)).exec(tx).await?;
    Ok(())
}

fn waits_for_somebody_else(item: &item::Model) -> bool {
    item.verdict == "cannot_get" && item.answer.as_deref() == Some(Answer::SomeoneElse.as_str())
}

/// Has what was asked for be answered once nothing of it is left to its member; whether it is.
async fn send_if_whole(tx: &impl ConnectionTrait, asked: complement::Model, now: Instant) -> Result<bool, BackendError> {
    let left = item::Entity::find().filter(item::Column::ComplementId.eq(asked.id)).filter(item::Column::Required.eq(true));
    let left = left.filter(item::Column::SentAt.is_null()).count(tx).await?;
    if left > 0 || asked.state != ComplementState::Open.as_str() {
        return Ok(false);
    }
    outbox::forget_waiting(tx, again_mails(&asked.number), now).await?;
    forget_tries(tx, asked.id).await?;
    let key = asked.idempotency_key;
    let mut row = asked.into_active_model();
    row.state = Set(ComplementState::Sent.as_str().to_owned());
    (row.sent_at, row.sent_key) = (Set(Some(now)), Set(Some(key)));
    complement::Entity::update(row).exec(tx).await?;
    Ok(true)
}

/// Forgets links that ended; gives how many went.
pub(crate) async fn forget_ended_links(tx: &impl ConnectionTrait, now: Instant) -> Result<u64, BackendError> {
    Ok(link::Entity::delete_many().filter(link::Column::EndsAt.lte(now)).exec(tx).await?.rows_affected)
}
