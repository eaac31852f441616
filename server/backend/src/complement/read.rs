//! Reading what was asked for, always by its owner.
use super::{
    CARD, ItemPath, NOTE, REASON,
    entity::{complement, item, refusal},
};
use crate::{Backend, BackendError, attachment, claim::entity::claim, clock::paris_day, contract::entity::enrolment, crypto::Key};
use domain::{
    access::MedicalLeave,
    attachment::Attachment,
    complement::{Answer, Complement, ComplementState, Earlier, Flaw, Item, LastRefusal, Verdict},
    day::{Day, Instant},
    id::{IdempotencyKey, ItemId, UserId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait, Select,
    sea_query::SelectStatement,
};
use std::collections::HashMap;
use uuid::Uuid;

/// What was asked of that member.
pub(super) fn asked_of(member: UserId) -> Select<complement::Entity> {
    let of_claims = complement::Entity::find().join(JoinType::InnerJoin, complement::Relation::Claim.def());
    of_claims.join(JoinType::InnerJoin, claim::Relation::Enrolment.def()).filter(enrolment::Column::UserId.eq(member.0))
}

/// The documents asked for to complete that dossier.
pub(crate) fn items_of(claim: Uuid) -> SelectStatement {
    let items = item::Entity::find().select_only().column(item::Column::Id);
    let items = items.join(JoinType::InnerJoin, item::Relation::Complement.def());
    items.filter(complement::Column::ClaimId.eq(claim)).into_query()
}

/// Since when documents are awaited to complete each of those dossiers, and until when, where any are.
pub(crate) async fn awaited(db: &impl ConnectionTrait, claims: &[Uuid]) -> Result<HashMap<Uuid, (Instant, Day)>, BackendError> {
    let open = complement::Entity::find().filter(complement::Column::State.eq(ComplementState::Open.as_str()));
    let rows = open.filter(complement::Column::ClaimId.is_in(claims.iter().copied())).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.claim_id, (row.asked_at, Day(row.due_on)))).collect())
}

impl Backend {
    /// All that was asked for to complete the member's dossiers, newest first (M-4).
    ///
    /// # Errors
    /// When the database cannot be read or a text not be opened.
    pub async fn complements(&self, member: UserId) -> Result<Vec<Complement>, BackendError> {
        self.complements_in(self.inner.store.read(), member, None, Some(MedicalLeave::own(member))).await
    }

    /// What was asked for under that number to complete that dossier of the member's; `None` when there is no such thing, or not theirs.
    ///
    /// # Errors
    /// When the database cannot be read or a text not be opened.
    pub async fn complement(&self, member: UserId, claim: &str, number: &str) -> Result<Option<Complement>, BackendError> {
        self.complement_in(self.inner.store.read(), member, (claim, number)).await
    }

    /// As [`Self::complement`], in the caller's transaction.
    pub(super) async fn complement_in(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        (claim, number): (&str, &str),
    ) -> Result<Option<Complement>, BackendError> {
        let all = self.complements_in(db, member, Some(number), Some(MedicalLeave::own(member))).await?;
        Ok(all.into_iter().find(|one| one.claim == claim))
    }

    /// All that was asked for to complete that dossier of the member's, newest first; medical papers without their names where whoever asks
    /// has no leave for them.
    pub(crate) async fn complements_of(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        claim: &str,
        leave: Option<MedicalLeave>,
    ) -> Result<Vec<Complement>, BackendError> {
        let all = self.complements_in(db, member, None, leave).await?;
        Ok(all.into_iter().filter(|one| one.claim == claim).collect())
    }

    /// A document that the member may still answer.
    pub(crate) async fn open_item(&self, member: UserId, path: ItemPath<'_>) -> Result<Item, BackendError> {
        let complement = self.complement(member, path.claim, path.complement).await?.ok_or(BackendError::NotFound)?;
        let open = complement.items.iter().find(|item| item.id == path.item && complement.may_answer(item));
        open.cloned().ok_or(BackendError::NotFound)
    }

    async fn complements_in(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        number: Option<&str>,
        leave: Option<MedicalLeave>,
    ) -> Result<Vec<Complement>, BackendError> {
        let mut query = asked_of(member);
        if let Some(number) = number {
            query = query.filter(complement::Column::Number.eq(number));
        }
        let rows = query.order_by_desc(complement::Column::AskedAt).order_by_desc(complement::Column::Number).all(db).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.member_key_in(db, member).await?;
        let claims = claim::Entity::find().filter(claim::Column::Id.is_in(rows.iter().map(|row| row.claim_id))).all(db).await?;
        let numbers: HashMap<Uuid, String> = claims.into_iter().map(|claim| (claim.id, claim.number)).collect();
        let ids = rows.iter().map(|row| row.id);
        let items = item::Entity::find().filter(item::Column::ComplementId.is_in(ids)).order_by_asc(item::Column::Place).all(db).await?;
        let of_items: Vec<Uuid> = items.iter().map(|item| item.id).collect();
        let mut files = attachment::of_items(db, &of_items, &self.file_keys(db, member, leave).await?).await?;
        let mut refusals = refusals_of(db, &of_items).await?;
        let mut read: HashMap<Uuid, Vec<Item>> = HashMap::new();
        for row in items {
            let theirs = files.remove(&row.id).unwrap_or_default();
            let refused = refusals.remove(&row.id).unwrap_or_default();
            read.entry(row.complement_id).or_default().push(to_item(row, theirs, refused, &key)?);
        }
        let whole = |row: complement::Model| {
            let items = read.remove(&row.id).unwrap_or_default();
            let claim = numbers.get(&row.claim_id).cloned().unwrap_or_default();
            to_complement(row, claim, items)
        };
        rows.into_iter().map(whole).collect()
    }
}

fn to_complement(row: complement::Model, claim: String, items: Vec<Item>) -> Result<Complement, BackendError> {
    Ok(Complement {
        state: ComplementState::parse(&row.state).ok_or_else(|| BackendError::inconsistent("complements"))?,
        number: row.number,
        claim,
        asked_at: row.asked_at,
        due: Day(row.due_on),
        sent_at: row.sent_at,
        items,
        key: IdempotencyKey(row.idempotency_key),
    })
}

/// What was refused of those documents, oldest first.
async fn refusals_of(db: &impl ConnectionTrait, items: &[Uuid]) -> Result<HashMap<Uuid, Vec<refusal::Model>>, BackendError> {
    let theirs = refusal::Entity::find().filter(refusal::Column::ItemId.is_in(items.iter().copied()));
    let mut all: HashMap<Uuid, Vec<refusal::Model>> = HashMap::new();
    for row in theirs.order_by_asc(refusal::Column::At).order_by_asc(refusal::Column::Id).all(db).await? {
        all.entry(row.item_id).or_default().push(row);
    }
    Ok(all)
}

fn to_item(row: item::Model, files: Vec<Attachment>, refused: Vec<refusal::Model>, key: &Key) -> Result<Item, BackendError> {
    let card = key.opened(CARD, &row.card)?;
    let (turned_away, kept): (Vec<Attachment>, Vec<Attachment>) = files.into_iter().partition(|file| file.refusal().is_some());
    let verdict = verdict(&row, key)?;
    // As long as nothing else stands for it, what was refused last is what there is.
    let stands = matches!(verdict, Verdict::Refused(_));
    let last_refusal = refused.last().filter(|_| stands).map(to_last);
    let mut earlier: Vec<Earlier> = refused.into_iter().map(|row| to_earlier(row, &kept, key)).collect::<Result<_, _>>()?;
    let last = if stands { earlier.pop() } else { None };
    Ok(Item {
        id: ItemId(row.id),
        card: serde_json::from_slice(&card).map_err(BackendError::broken)?,
        required: row.required,
        verdict,
        note: row.note.as_deref().map(|note| key.opened_text(NOTE, note)).transpose()?,
        sent_at: row.sent_at,
        file: kept.into_iter().find(|file| Some(file.id.0) == row.file_id).or_else(|| last?.file),
        turned_away: turned_away.into_iter().next_back(),
        earlier,
        refused: last_refusal,
    })
}

fn to_last(row: &refusal::Model) -> LastRefusal {
    LastRefusal { sent_at: row.sent_at, at: row.at, flaw: row.flaw.as_deref().and_then(Flaw::parse) }
}

fn to_earlier(row: refusal::Model, kept: &[Attachment], key: &Key) -> Result<Earlier, BackendError> {
    Ok(Earlier {
        file: kept.iter().find(|file| Some(file.id.0) == row.file_id).cloned(),
        answer: row.answer.as_deref().and_then(Answer::parse),
        refused_on: paris_day(row.at),
        reason: key.opened_text(REASON, &row.reason)?,
    })
}

fn verdict(row: &item::Model, key: &Key) -> Result<Verdict, BackendError> {
    let broken = || BackendError::inconsistent("complement_items");
    match row.verdict.as_str() {
        "waiting" => Ok(Verdict::Waiting),
        "deposited" => Ok(Verdict::Deposited),
        "accepted" => Ok(Verdict::Accepted),
        "refused" => Ok(Verdict::Refused(key.opened_text(REASON, row.reason.as_deref().ok_or_else(broken)?)?)),
        "cannot_get" => row.answer.as_deref().and_then(Answer::parse).map(Verdict::CannotGet).ok_or_else(broken),
        _ => Err(broken()),
    }
}
