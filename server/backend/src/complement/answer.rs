//! What the member gives for a document: one file at a time (M-9), or why there is none (Y-7). Until it is sent, it may change.
use super::{
    ItemPath, NOTE,
    entity::{complement, item},
    link::end_links,
};
use crate::{Backend, BackendError, attachment, audit, purge::held_claims};
use domain::{
    complement::{Answer, AnswerForm},
    day::Instant,
    form::FieldError,
    id::{AttachmentId, ClaimId, UserId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;

/// What became of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// It is kept.
    Kept,
    /// What is wrong with it.
    Wrong(Vec<FieldError>),
}

impl Backend {
    /// « Je n’arrive pas à l’obtenir »: keeps why no file is handed in; one that was goes.
    ///
    /// # Errors
    /// `NotFound` when the member is not asked for such a document, or what they gave was sent.
    pub async fn answer_item(&self, member: UserId, path: ItemPath<'_>, typed: &AnswerForm) -> Result<Answered, BackendError> {
        let (answer, note) = match typed.parse() {
            Ok(read) => read,
            Err(problems) => return Ok(Answered::Wrong(problems)),
        };
        let tx = self.inner.store.write().await?;
        let (_, item) = self.lock_item(&tx, member, path).await?;
        let key = self.member_key_in(&tx, member).await?;
        let note = note.map(|note| key.sealed(NOTE, note.as_bytes())).transpose()?;
        let files = keep_answer(&tx, item, answer, note, self.now()).await?;
        audit::record(&tx, self.now(), Some(member), "document_answered", path.claim, path.complement).await?;
        tx.commit().await?;
        self.forget_files(files).await;
        Ok(Answered::Kept)
    }

    /// Forgets what was given until then for documents and never sent, but in held dossiers; gives for how many (G-4). Adds the names of
    /// its files, to be removed once the transaction stands.
    pub(crate) async fn forget_idle_deposits(
        &self,
        tx: &impl ConnectionTrait,
        before: Instant,
        files: &mut Vec<String>,
    ) -> Result<u64, BackendError> {
        let idle = item::Entity::find().filter(item::Column::SentAt.is_null()).filter(item::Column::GivenAt.lte(before));
        let held = complement::Entity::find().select_only().column(complement::Column::Id);
        let held = held.filter(complement::Column::ClaimId.in_subquery(held_claims())).into_query();
        let idle = idle.filter(item::Column::ComplementId.not_in_subquery(held));
        let mut count = 0;
        for found in idle.all(tx).await? {
            let asked = complement::Entity::find_by_id(found.complement_id).one(tx).await?.ok_or(BackendError::NotFound)?;
            self.lock_for_desk(tx, ClaimId(asked.claim_id)).await?;
            // As it is now: it may have been sent, or replaced, a moment ago.
            let still = item::Entity::find_by_id(found.id).filter(item::Column::GivenAt.lte(before)).one(tx).await?;
            if let Some(item) = still.filter(is_given) {
                forget_given(tx, item, files).await?;
                count += 1;
            }
        }
        Ok(count)
    }

    /// Takes back what the member gave for a document and did not send yet: a file, or the reason why there is none. What was turned
    /// away is only dismissed.
    ///
    /// # Errors
    /// `NotFound` when there is no such thing, or it was sent.
    pub async fn take_back(&self, member: UserId, path: ItemPath<'_>, file: Option<AttachmentId>) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        let (_, item) = self.lock_item(&tx, member, path).await?;
        let given = item.file_id.filter(|_| item.verdict == "deposited");
        let files = match file {
            Some(id) if given == Some(id.0) => {
                let files = drop_unsent(&tx, &item).await?;
                reopen(&tx, item).await?;
                files
            }
            // A document the desk has refused stays: it was sent.
            Some(id) if item.file_id != Some(id.0) => {
                attachment::delete_turned_away(&tx, &[item.id]).await?;
                Vec::new()
            }
            None if item.verdict == "cannot_get" => {
                reopen(&tx, item).await?;
                Vec::new()
            }
            _ => return Err(BackendError::NotFound),
        };
        tx.commit().await?;
        self.forget_files(files).await;
        Ok(())
    }
}

/// Keeps why no file is handed in, with what is said besides, sealed. Gives the names of files that this replaces, to be removed once the
/// transaction stands.
pub(super) async fn keep_answer(
    tx: &impl ConnectionTrait,
    item: item::Model,
    answer: Answer,
    note: Option<String>,
    now: Instant,
) -> Result<Vec<String>, BackendError> {
    let files = drop_unsent(tx, &item).await?;
    if answer != Answer::SomeoneElse {
        end_links(tx, item.id).await?;
    }
    let mut row = item.into_active_model();
    row.verdict = Set("cannot_get".to_owned());
    (row.answer, row.note) = (Set(Some(answer.as_str().to_owned())), Set(note));
    (row.file_id, row.given_at) = (Set(None), Set(Some(now)));
    item::Entity::update(row).exec(tx).await?;
    Ok(files)
}

/// Notes that a file arrived for that document, whose dossier is locked; `None` for one that was turned away. Gives the names of files
/// that it replaces, to be removed once the transaction stands.
pub(crate) async fn answer_by_file(
    tx: &impl ConnectionTrait,
    item: item::Model,
    kept: Option<AttachmentId>,
    now: Instant,
) -> Result<Vec<String>, BackendError> {
    attachment::delete_turned_away(tx, &[item.id]).await?;
    let Some(file) = kept else { return Ok(Vec::new()) };
    let replaced = drop_unsent(tx, &item).await?;
    end_links(tx, item.id).await?;
    let mut row = item.into_active_model();
    row.verdict = Set("deposited".to_owned());
    (row.answer, row.note, row.file_id, row.given_at) = (Set(None), Set(None), Set(Some(file.0)), Set(Some(now)));
    item::Entity::update(row).exec(tx).await?;
    Ok(replaced)
}

/// Forgets what was given to complete those dossiers, but held ones, and never sent: it is a draft. Adds the names of its files, to be
/// removed once the transaction stands.
pub(crate) async fn forget_unsent(tx: &impl ConnectionTrait, claims: &[Uuid], files: &mut Vec<String>) -> Result<(), BackendError> {
    let asked = complement::Entity::find().filter(complement::Column::ClaimId.is_in(claims.iter().copied()));
    let asked = asked.filter(complement::Column::ClaimId.not_in_subquery(held_claims())).all(tx).await?;
    let theirs = item::Entity::find().filter(item::Column::ComplementId.is_in(asked.into_iter().map(|row| row.id)));
    for item in theirs.filter(item::Column::SentAt.is_null()).all(tx).await? {
        forget_given(tx, item, files).await?;
    }
    Ok(())
}

/// Forgets what was given for a document and not sent.
async fn forget_given(tx: &impl ConnectionTrait, item: item::Model, files: &mut Vec<String>) -> Result<(), BackendError> {
    attachment::delete_turned_away(tx, &[item.id]).await?;
    files.extend(drop_unsent(tx, &item).await?);
    if is_given(&item) { reopen(tx, item).await } else { Ok(()) }
}

/// Whether something is given for it that may still change.
fn is_given(item: &item::Model) -> bool {
    item.sent_at.is_none() && ["deposited", "cannot_get"].contains(&item.verdict.as_str())
}

/// Deletes the file that was handed in and not sent; one that was sent stays, whatever the desk said of it.
async fn drop_unsent(tx: &impl ConnectionTrait, item: &item::Model) -> Result<Vec<String>, BackendError> {
    match item.file_id {
        Some(id) if item.verdict == "deposited" && item.sent_at.is_none() => attachment::delete_of_item(tx, item.id, id).await,
        _ => Ok(Vec::new()),
    }
}

/// The document waits again: for the first time, or because the desk refused one.
async fn reopen(tx: &impl ConnectionTrait, item: item::Model) -> Result<(), BackendError> {
    let verdict = if item.reason.is_some() { "refused" } else { "waiting" };
    end_links(tx, item.id).await?;
    let mut row = item.into_active_model();
    row.verdict = Set(verdict.to_owned());
    (row.answer, row.note, row.file_id, row.given_at) = (Set(None), Set(None), Set(None), Set(None));
    item::Entity::update(row).exec(tx).await?;
    Ok(())
}
