//! Rows and files of attachments: listing, showing, taking back, sweeping up.
use super::{
    FileKeys, deposit,
    entity::{Column, Entity, Model},
};
use crate::{Backend, BackendError, claim::entity::request};
use chrono::TimeDelta;
use domain::{
    attachment::Attachment,
    id::{AttachmentId, UserId},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A file without a row is left alone this long: its row may be about to be written.
pub const ORPHAN_AGE: TimeDelta = TimeDelta::hours(24);
/// So many files with the same bytes are compared at most.
const COMPARED: u64 = 300;

/// The attachments of those requests, in the order they arrived; not those that came later to complete them.
pub(crate) async fn of_requests(db: &impl ConnectionTrait, requests: &[Uuid]) -> Result<HashMap<Uuid, Vec<Attachment>>, BackendError> {
    let theirs = Condition::all().add(Column::RequestId.is_in(requests.iter().copied())).add(Column::ItemId.is_null());
    let mut all: HashMap<Uuid, Vec<Attachment>> = HashMap::new();
    for row in in_order(db, theirs).await? {
        all.entry(row.request_id).or_default().push(row.try_into()?);
    }
    Ok(all)
}

/// The attachments handed in for those documents of one member, in the order they arrived, with the names that those keys open.
pub(crate) async fn of_items(
    db: &impl ConnectionTrait,
    items: &[Uuid],
    keys: &FileKeys,
) -> Result<HashMap<Uuid, Vec<Attachment>>, BackendError> {
    let mut all: HashMap<Uuid, Vec<Attachment>> = HashMap::new();
    let theirs = Condition::all().add(Column::ItemId.is_in(items.iter().copied()));
    for row in in_order(db, theirs).await? {
        if let Some(item) = row.item_id {
            all.entry(item).or_default().push(keys.read(row)?);
        }
    }
    Ok(all)
}

async fn in_order(db: &impl ConnectionTrait, which: Condition) -> Result<Vec<Model>, BackendError> {
    Ok(Entity::find().filter(which).order_by_asc(Column::CreatedAt).order_by_asc(Column::Id).all(db).await?)
}

/// Deletes one file handed in for a document; gives the names of its files, as [`delete_rows`].
pub(crate) async fn delete_of_item(tx: &impl ConnectionTrait, item: Uuid, id: Uuid) -> Result<Vec<String>, BackendError> {
    let row = Entity::find_by_id(id).filter(Column::ItemId.eq(item)).one(tx).await?.ok_or(BackendError::NotFound)?;
    Entity::delete_by_id(id).exec(tx).await?;
    Ok([row.file_key, row.thumbnail_key].into_iter().flatten().collect())
}

/// Forgets what was turned away for those documents.
pub(crate) async fn delete_turned_away(tx: &impl ConnectionTrait, items: &[Uuid]) -> Result<(), BackendError> {
    let refused = Entity::delete_many().filter(Column::ItemId.is_in(items.iter().copied())).filter(Column::Refusal.is_not_null());
    refused.exec(tx).await?;
    Ok(())
}

/// A received file by what is in it.
pub(crate) struct Contents {
    pub(crate) id: AttachmentId,
    pub(crate) request: Uuid,
    pub(crate) name: String,
    pub(crate) sha256: String,
}

/// Files received with a request whose bytes are those of one of these prints, the newest first, as many as somebody compares. What came
/// to complete one is left out: it may be under medical secrecy (B-4), or not be sent yet.
pub(crate) async fn with_contents(
    db: &impl ConnectionTrait,
    prints: impl IntoIterator<Item = String>,
) -> Result<Vec<Contents>, BackendError> {
    let same = Entity::find().filter(Column::Sha256.is_in(prints)).filter(Column::Refusal.is_null());
    let same = same.filter(Column::ItemId.is_null());
    let rows = same.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(COMPARED).all(db).await?;
    Ok(rows
        .into_iter()
        .map(|row| Contents { id: AttachmentId(row.id), request: row.request_id, name: row.name, sha256: row.sha256 })
        .collect())
}

/// The request with which, or to complete which, that file came.
pub(crate) async fn request_of(db: &impl ConnectionTrait, file: AttachmentId) -> Result<Option<Uuid>, BackendError> {
    Ok(Entity::find_by_id(file.0).one(db).await?.map(|row| row.request_id))
}

/// Deletes the rows of a request, or one of them; gives the names of their files, to be removed once the transaction stands.
pub(crate) async fn delete_rows(tx: &impl ConnectionTrait, request: Uuid, only: Option<Uuid>) -> Result<Vec<String>, BackendError> {
    let mut which = Condition::all().add(Column::RequestId.eq(request));
    if let Some(id) = only {
        which = which.add(Column::Id.eq(id));
    }
    if only.is_none() {
        deposit::forget_names(tx, &[request]).await?;
    }
    let rows = Entity::find().filter(which.clone()).all(tx).await?;
    Entity::delete_many().filter(which).exec(tx).await?;
    Ok(rows.into_iter().flat_map(|r| [r.file_key, r.thumbnail_key]).flatten().collect())
}

/// Forgets the refused files of a request: they were only shown to be understood.
pub(crate) async fn delete_refused(tx: &impl ConnectionTrait, request: Uuid) -> Result<(), BackendError> {
    Entity::delete_many().filter(Column::RequestId.eq(request)).filter(Column::Refusal.is_not_null()).exec(tx).await?;
    Ok(())
}

impl Backend {
    /// Removes files whose rows are gone; one that stays is swept up later.
    pub(crate) async fn forget_files(&self, names: Vec<String>) {
        for name in names {
            if let Err(error) = self.inner.files.remove(&name).await {
                tracing::warn!(%error, "a file without a row stays until the next sweep");
            }
        }
    }

    /// Takes back one file of the request being written.
    ///
    /// # Errors
    /// `NotFound` when it is not the member's or was sent already.
    pub async fn remove_file(&self, member: UserId, number: &str, id: AttachmentId) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        let claim = self.lock_claim(&tx, member, number).await?;
        let draft = claim.draft(&tx).await?.ok_or(BackendError::NotFound)?;
        let files = delete_rows(&tx, draft.id, Some(id.0)).await?;
        tx.commit().await?;
        self.forget_files(files).await;
        Ok(())
    }

    /// Notes that the member saved the file step; says whether enough files are there to go on, and then forgets refused ones.
    ///
    /// # Errors
    /// `NotFound` when there is no such draft of the member's.
    pub async fn save_files(&self, member: UserId, number: &str) -> Result<bool, BackendError> {
        let tx = self.inner.store.write().await?;
        let claim = self.lock_claim(&tx, member, number).await?;
        let draft = claim.draft(&tx).await?.ok_or(BackendError::NotFound)?.id;
        let received = Entity::find().filter(Column::RequestId.eq(draft)).filter(Column::Refusal.is_null()).count(&tx).await?;
        let enough = received >= u64::from(self.profile().upload.min_files);
        if enough {
            delete_refused(&tx, draft).await?;
        }
        self.touch_draft(&tx, draft).await?;
        tx.commit().await?;
        Ok(enough)
    }

    /// A kept file of the member's with its contents.
    ///
    /// # Errors
    /// When the file store fails or the contents were changed.
    pub async fn file(&self, member: UserId, number: &str, id: AttachmentId) -> Result<Option<(Attachment, Vec<u8>)>, BackendError> {
        let Some(row) = self.owned(member, number, id).await? else { return Ok(None) };
        self.whole(row, &self.own_file_keys(member).await?).await
    }

    /// The kept file of that id with its contents, for whoever holds the keys; they have made sure that it is theirs to open.
    pub(crate) async fn opened_file(&self, id: AttachmentId, keys: &FileKeys) -> Result<Option<(Attachment, Vec<u8>)>, BackendError> {
        let Some(row) = Entity::find_by_id(id.0).one(self.inner.store.read()).await? else { return Ok(None) };
        self.whole(row, keys).await
    }

    async fn whole(&self, row: Model, keys: &FileKeys) -> Result<Option<(Attachment, Vec<u8>)>, BackendError> {
        let bytes = self.contents(&row, row.file_key.as_deref(), keys).await?;
        bytes.map(|b| keys.read(row).map(|a| (a, b))).transpose()
    }

    /// The small picture of a kept file of the member's, a JPEG.
    ///
    /// # Errors
    /// When the file store fails or the contents were changed.
    pub async fn thumbnail(&self, member: UserId, number: &str, id: AttachmentId) -> Result<Option<Vec<u8>>, BackendError> {
        let Some(row) = self.owned(member, number, id).await? else { return Ok(None) };
        self.contents(&row, row.thumbnail_key.as_deref(), &self.own_file_keys(member).await?).await
    }

    async fn owned(&self, member: UserId, number: &str, id: AttachmentId) -> Result<Option<Model>, BackendError> {
        let Some(claim) = self.claim(member, number).await? else { return Ok(None) };
        let Some(row) = Entity::find_by_id(id.0).one(self.inner.store.read()).await? else { return Ok(None) };
        let request = request::Entity::find_by_id(row.request_id).one(self.inner.store.read()).await?;
        Ok(request.filter(|r| r.claim_id == claim.summary.id.0).map(|_| row))
    }

    async fn contents(&self, row: &Model, name: Option<&str>, keys: &FileKeys) -> Result<Option<Vec<u8>>, BackendError> {
        let Some(name) = name else { return Ok(None) };
        keys.open(row, &self.inner.files.load(name).await?)
    }

    /// What is in a file of the member whose keys those are; `None` when it is gone or can no longer be read.
    pub(crate) async fn kept_contents(&self, keys: &FileKeys, id: AttachmentId) -> Result<Option<Vec<u8>>, BackendError> {
        let Some(row) = Entity::find_by_id(id.0).one(self.inner.store.read()).await? else { return Ok(None) };
        let Some(name) = &row.file_key else { return Ok(None) };
        let Some(sealed) = self.inner.files.find(name).await? else { return Ok(None) };
        let opened = keys.open(&row, &sealed);
        if let Err(error) = &opened {
            tracing::error!(file = %id, %error, "a kept file cannot be read");
        }
        Ok(opened.ok().flatten())
    }

    /// Removes kept files that no row names and that are older than [`ORPHAN_AGE`]: left by a crash between file and row.
    ///
    /// # Errors
    /// When the file store or the database cannot be read.
    pub async fn sweep_files(&self) -> Result<usize, BackendError> {
        self.sweep_files_older(ORPHAN_AGE).await
    }

    /// As [`Self::sweep_files`], for files older than `age`.
    ///
    /// # Errors
    /// When the file store or the database cannot be read.
    pub async fn sweep_files_older(&self, age: TimeDelta) -> Result<usize, BackendError> {
        let before = self.inner.clock.machine() - age;
        let old = self.inner.files.older_than(before).await?;
        let mut orphans = Vec::new();
        for names in old.chunks(500) {
            let named = Condition::any().add(Column::FileKey.is_in(names)).add(Column::ThumbnailKey.is_in(names));
            let rows = Entity::find().filter(named).all(self.inner.store.read()).await?;
            let known: HashSet<&String> = rows.iter().flat_map(|r| [&r.file_key, &r.thumbnail_key]).flatten().collect();
            orphans.extend(names.iter().filter(|n| !known.contains(n)).cloned());
        }
        let count = orphans.len();
        self.forget_files(orphans).await;
        Ok(count + self.inner.files.remove_halves(before).await?)
    }
}
