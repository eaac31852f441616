//! What the desk says of a document that was sent (B-8): accepting the last one closes what was asked for; refusing one opens its line
//! again, and no other.
use super::{
    REASON, again_mails,
    ask::is_open,
    close::close,
    entity::{complement, item, refusal},
    link::end_links,
    move_claim,
};
use crate::{Backend, BackendError, audit, claim::Locked, random};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::{ClaimStatus, MoveKind},
    complement::{ComplementState, Flaw, due_after_refusal},
    day::{Day, Instant},
    id::{ClaimId, ItemId, UserId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Seconds in an hour: so often at most a member is told by mail of what is refused.
const HOUR: i64 = 3600;

/// What the desk says of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// What was given is right.
    Accept,
    /// It is not: for that usual reason, where one was chosen, and in those words, which the member reads; see
    /// [`domain::complement::read_reason`].
    Refuse(Option<Flaw>, String),
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It is noted.
    Noted,
    /// The dossier has changed since its page was read.
    Stale,
    /// Nothing to judge: it was not sent, was accepted already, its dossier was decided since, or something else is asked for meanwhile.
    NotNow,
    /// It would be asked for again of a member who closed their account.
    MemberLeft,
}

/// A document to be judged, its dossier locked.
struct Under {
    locked: Locked,
    member: UserId,
    asked: complement::Model,
    item: item::Model,
}

impl Backend {
    /// Accepts or refuses a document that was sent to complete that dossier. `version` is that of the dossier as the desk read it: what
    /// was sent again meanwhile is not judged unseen (B-2). Accepting twice is accepting.
    ///
    /// # Errors
    /// `NotFound` when there is no such document, and for whoever holds no role that may judge it: a medical one is not a handler's (B-4).
    pub async fn judge_item(
        &self,
        staff: &Staff,
        claim: ClaimId,
        version: i32,
        item: ItemId,
        judgement: &Judgement,
    ) -> Result<Judged, BackendError> {
        let tx = self.inner.store.write().await?;
        let under = self.lock_judged(&tx, claim, item).await?;
        let needed = if under.item.medical { Action::ReadMedical } else { Action::AskForDocuments };
        role_for(staff.roles, needed).ok_or(BackendError::NotFound)?;
        if under.item.verdict == "accepted" && *judgement == Judgement::Accept {
            return Ok(Judged::Noted);
        }
        if under.locked.row.version != version {
            return Ok(Judged::Stale);
        }
        let settled = under.asked.state == ComplementState::Closed.as_str() || under.item.verdict == "accepted";
        if settled || under.item.sent_at.is_none() || !under.locked.status.is_undecided() {
            return Ok(Judged::NotNow);
        }
        let other_open = under.asked.state != "open" && is_open(&tx, under.locked.row.id).await?;
        match judgement {
            Judgement::Accept => self.accept(&tx, staff.person.id, under).await?,
            Judgement::Refuse(..) if other_open => return Ok(Judged::NotNow),
            Judgement::Refuse(..) if self.left_on(&tx, under.member).await?.is_some() => return Ok(Judged::MemberLeft),
            Judgement::Refuse(flaw, reason) => self.refuse(&tx, staff.person.id, under, (*flaw, reason.as_str())).await?,
        }
        tx.commit().await?;
        self.wake_outbox();
        Ok(Judged::Noted)
    }

    async fn lock_judged(&self, tx: &DatabaseTransaction, claim: ClaimId, item: ItemId) -> Result<Under, BackendError> {
        let (locked, member) = self.lock_for_desk(tx, claim).await?;
        let item = item::Entity::find_by_id(item.0).one(tx).await?.ok_or(BackendError::NotFound)?;
        let asked = complement::Entity::find_by_id(item.complement_id).filter(complement::Column::ClaimId.eq(locked.row.id));
        let asked = asked.one(tx).await?.ok_or(BackendError::NotFound)?;
        Ok(Under { locked, member, asked, item })
    }

    async fn accept(&self, tx: &DatabaseTransaction, by: UserId, under: Under) -> Result<(), BackendError> {
        let (now, number, status) = (self.now(), under.locked.row.number.clone(), under.locked.status);
        let mut row = under.item.into_active_model();
        row.verdict = Set("accepted".to_owned());
        row.reason = Set(None);
        item::Entity::update(row).exec(tx).await?;
        let left = item::Entity::find().filter(item::Column::ComplementId.eq(under.asked.id)).filter(item::Column::Required.eq(true));
        if left.filter(item::Column::Verdict.ne("accepted")).count(tx).await? == 0 {
            close(tx, under.asked).await?;
        }
        move_claim(tx, under.locked.row, status, (MoveKind::DocumentAccepted, by), now).await?;
        audit::record(tx, now, Some(by), "document_accepted", &number, "").await
    }

    async fn refuse(
        &self,
        tx: &DatabaseTransaction,
        by: UserId,
        under: Under,
        (flaw, reason): (Option<Flaw>, &str),
    ) -> Result<(), BackendError> {
        let (now, key) = (self.now(), self.member_key_in(tx, under.member).await?);
        let sealed = key.sealed(REASON, reason.as_bytes())?;
        keep_refusal(tx, &under.item, (flaw, sealed.clone()), now).await?;
        end_links(tx, under.item.id).await?;
        let mut row = under.item.into_active_model();
        row.verdict = Set("refused".to_owned());
        row.reason = Set(Some(sealed));
        (row.answer, row.note, row.sent_at) = (Set(None), Set(None), Set(None));
        item::Entity::update(row).exec(tx).await?;
        let due = due_after_refusal(Day(under.asked.due_on), self.today());
        let (number, dossier) = (under.asked.number.clone(), under.locked.row.number.clone());
        let (complement, sent) = (under.asked.id, under.asked.sent_key);
        let mut row = under.asked.into_active_model();
        row.state = Set(ComplementState::Open.as_str().to_owned());
        row.due_on = Set(due.0);
        row.idempotency_key = Set(random::id(now)?);
        row.news_at = Set(Some(now));
        complement::Entity::update(row).exec(tx).await?;
        move_claim(tx, under.locked.row, ClaimStatus::ComplementRequested, (MoveKind::DocumentRefused, by), now).await?;
        audit::record(tx, now, Some(by), "document_refused", &dossier, &number).await?;
        let params = BTreeMap::from([("due".to_owned(), due.to_string())]);
        let (leaves_at, hour) = self.mailed_at(tx, complement, now).await?;
        let once = format!("{}{}:{hour}", again_mails(&number), sent.unwrap_or_default());
        self.tell_at(tx, under.member, leaves_at, "complement-again-mail", &params, once).await
    }

    /// When the member is told of what is refused: at once when nothing is left to judge, else at the end of the hour, of all that is
    /// refused by then at the same time; and which hour that is, since 1970.
    async fn mailed_at(&self, tx: &DatabaseTransaction, complement: Uuid, now: Instant) -> Result<(Instant, i64), BackendError> {
        let left = item::Entity::find().filter(item::Column::ComplementId.eq(complement)).filter(item::Column::SentAt.is_not_null());
        let left = left.filter(item::Column::Verdict.ne("accepted")).count(tx).await?;
        let hour = now.timestamp().div_euclid(HOUR);
        let end = Instant::from_timestamp((hour + 1) * HOUR, 0).filter(|_| left > 0);
        Ok((end.unwrap_or(now), hour))
    }
}

/// Keeps what is refused of a document, whatever its member gives for it later: the usual reason chosen, and the words, sealed.
pub(super) async fn keep_refusal(
    tx: &impl ConnectionTrait,
    item: &item::Model,
    (flaw, sealed): (Option<Flaw>, String),
    at: Instant,
) -> Result<(), BackendError> {
    let row = refusal::ActiveModel {
        id: Set(random::id(at)?),
        item_id: Set(item.id),
        at: Set(at),
        reason: Set(sealed),
        file_id: Set(item.file_id),
        answer: Set(item.answer.clone()),
        flaw: Set(flaw.map(|flaw| flaw.as_str().to_owned())),
        sent_at: Set(item.sent_at),
    };
    refusal::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
