//! Receiving one file: sealed and hashed while it flows, checked once it is whole, kept before its row is written. Wherever
//! this stops, there is either a row with its file or neither.
use super::{
    Envelope, FileKeys, deposit,
    entity::{ActiveModel, Column, Entity},
    inspect::{self, Scan},
};
use crate::{
    Backend, BackendError,
    claim::Pen,
    complement::{self, ItemPath},
    crypto::{self, Key, Sealer},
    random,
};
use domain::{
    attachment::{Attachment, FileType, Refusal, UploadRules, check_file, shown_name},
    day::Instant,
    id::{AttachmentId, UserId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, TryIntoModel};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

/// Refused files shown at most: enough for any honest mistake.
const MAX_REFUSED_SHOWN: u64 = 30;

/// What a file is handed in for.
#[derive(Clone, Copy, Debug)]
pub enum Owner<'a> {
    /// The request being written for the dossier of that number.
    Draft(&'a str),
    /// The request that the desk enters into the dossier of that number for its member (B-16).
    Entry(&'a str),
    /// A document asked for to complete a dossier: one file at a time (M-9).
    Item(ItemPath<'a>),
    /// The document for which somebody else has the link of that token (Y-7).
    Link(&'a str),
}

/// A file on its way in.
pub struct Incoming {
    id: AttachmentId,
    name: String,
    /// Whether it is for a document that only the medical service reads (Y-8).
    medical: bool,
    /// Nothing is written past the heaviest file they allow; the rest is only counted.
    rules: UploadRules,
    bytes: u64,
    hash: Sha256,
    key: Key,
    sealer: Sealer,
    spool: tokio::fs::File,
    path: tempfile::TempPath,
}

impl Incoming {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// `Full` when the disk is.
    pub async fn push(&mut self, chunk: &[u8]) -> Result<(), BackendError> {
        self.bytes += chunk.len() as u64;
        if self.bytes > self.rules.max_file_bytes {
            return Ok(());
        }
        self.hash.update(chunk);
        let sealed = self.sealer.push(chunk)?;
        self.spool.write_all(&sealed).await.map_err(BackendError::from_io)
    }

    /// The contents, opened again, when they are within the limit.
    async fn contents(mut self) -> Result<(String, Option<Vec<u8>>), BackendError> {
        let sha256 = hex::encode(self.hash.finalize());
        if self.bytes > self.rules.max_file_bytes {
            return Ok((sha256, None));
        }
        let last = self.sealer.finish()?;
        self.spool.write_all(&last).await.map_err(BackendError::from_io)?;
        self.spool.flush().await.map_err(BackendError::from_io)?;
        let sealed = tokio::fs::read(&self.path).await.map_err(BackendError::from_io)?;
        crypto::open(&self.key, &sealed).map(|plain| (sha256, Some(plain)))
    }
}

/// A file that was handed in.
#[derive(Debug)]
pub struct Handed {
    /// What became of it.
    pub file: Attachment,
    /// Whether the list of the request names it: one refused after many others finds no room there.
    pub listed: bool,
}

/// What is known of a file once it was read.
struct Checked {
    id: AttachmentId,
    name: String,
    bytes: u64,
    sha256: String,
    verdict: Result<Accepted, Refusal>,
    scan: Scan,
}

/// Where the row of a file goes, locked by the transaction that writes it.
struct Place {
    request: Uuid,
    item: Option<complement::entity::item::Model>,
}

/// What is taken where a file is handed in.
struct Entrance {
    rules: UploadRules,
    /// The request or the document that it is for.
    place: Uuid,
    /// Of a medical paper, whose own name lies nowhere open (Y-8): what it is called meanwhile.
    sealed: Option<String>,
}

/// A file that passed every check.
struct Accepted {
    name: String,
    kind: FileType,
    /// The copy to keep, without the metadata phones add.
    copy: Vec<u8>,
    thumbnail: Option<Vec<u8>>,
    pages: Option<u32>,
}

/// Reads the whole file and says what it is (R-12: size and print are of the bytes received, the copy may differ).
fn read(name: &str, size: u64, contents: Option<&[u8]>, rules: &UploadRules) -> Result<Accepted, Refusal> {
    check_file(rules, name, size)?;
    let found = inspect::inspect(name, contents.ok_or(Refusal::TooLarge)?, rules)?;
    let thumbnail = inspect::thumbnail(&found.kept, found.kind);
    Ok(Accepted { name: found.display_name, kind: found.kind, copy: found.kept.into_owned(), thumbnail, pages: found.pages })
}

impl Backend {
    /// Begins to receive a file. `id` is the sender's own, so that a second try after a lost answer is the same file.
    ///
    /// # Errors
    /// `NotFound` when the member has no such request under way or is not asked for such a document, `Full` when the disk is.
    pub async fn begin_file(
        &self,
        member: UserId,
        owner: Owner<'_>,
        id: Option<AttachmentId>,
        name: &str,
    ) -> Result<Incoming, BackendError> {
        let Entrance { rules, place, sealed } = self.entrance(member, owner).await?;
        let id = id.map_or_else(|| random::id(self.now()).map(AttachmentId), Ok)?;
        let medical = sealed.is_some();
        // Of what the desk enters, and of what comes by a link, its member has nothing to do again: whoever hands it in sees what arrived.
        let others = matches!(owner, Owner::Entry(_) | Owner::Link(_));
        let noted = if others { String::new() } else { sealed.unwrap_or_else(|| shown_name(name)) };
        self.begin_deposit(member, place, id, &noted).await?;
        let (spool, path) = tempfile::NamedTempFile::new_in(&self.inner.spool).map_err(BackendError::from_io)?.into_parts();
        let mut spool = tokio::fs::File::from_std(spool);
        let key = Key::generate()?;
        let (sealer, header) = Sealer::begin(&key)?;
        spool.write_all(&header).await.map_err(BackendError::from_io)?;
        Ok(Incoming { id, name: name.to_owned(), medical, rules, bytes: 0, hash: Sha256::new(), key, sealer, spool, path })
    }

    /// What is taken there, and where that is.
    async fn entrance(&self, member: UserId, owner: Owner<'_>) -> Result<Entrance, BackendError> {
        let upload = &self.profile().upload;
        match owner {
            Owner::Draft(number) => {
                let claim = self.claim(member, number).await?.ok_or(BackendError::NotFound)?;
                let draft = claim.draft.ok_or(BackendError::NotFound)?;
                Ok(Entrance { rules: upload.clone(), place: draft.id.0, sealed: None })
            }
            Owner::Item(path) => {
                let item = self.open_item(member, path).await?;
                let rules = item.card.upload_rules(upload);
                Ok(Entrance { rules, place: item.id.0, sealed: item.card.medical.then_some(item.card.title) })
            }
            Owner::Link(token) => {
                let (item, card) = self.handing_in(token).await?.ok_or(BackendError::NotFound)?;
                Ok(Entrance { rules: card.upload_rules(upload), place: item.0, sealed: card.medical.then_some(card.title) })
            }
            Owner::Entry(number) => {
                let claim = self.claim_under(self.inner.store.read(), member, number, Pen::Desk).await?;
                let entry = claim.and_then(|claim| claim.draft).ok_or(BackendError::NotFound)?;
                Ok(Entrance { rules: upload.clone(), place: entry.id.0, sealed: None })
            }
        }
    }

    /// Checks a file that has wholly arrived and keeps it, or keeps why it was refused.
    ///
    /// # Errors
    /// `NotFound` when what it is for was sent or deleted meanwhile, `Full` when there is no room.
    pub async fn finish_file(&self, member: UserId, owner: Owner<'_>, incoming: Incoming) -> Result<Handed, BackendError> {
        let keys = match owner {
            // The desk has no leave for what is medical.
            Owner::Entry(_) => self.file_keys(self.inner.store.read(), member, None).await?,
            Owner::Draft(_) | Owner::Item(_) | Owner::Link(_) => self.own_file_keys(member).await?,
        };
        let envelope = keys.envelope(incoming.medical)?;
        let checked = self.check(incoming).await?;
        let names = match &checked.verdict {
            Ok(accepted) => self.keep(&envelope.key, accepted).await?,
            Err(_) => (None, None),
        };
        let kept: Vec<String> = [&names.0, &names.1].into_iter().flatten().cloned().collect();
        let written = self.write_row((member, owner), checked, (names, &envelope), &keys).await;
        if !matches!(&written, Ok((_, true))) {
            self.forget_files(kept).await;
        }
        written.map(|(handed, _)| handed)
    }

    async fn check(&self, incoming: Incoming) -> Result<Checked, BackendError> {
        let _turn = self.inner.inspecting.acquire().await.map_err(BackendError::broken)?;
        let (id, name, bytes, rules) = (incoming.id, incoming.name.clone(), incoming.bytes, incoming.rules.clone());
        let (sha256, contents) = incoming.contents().await?;
        let (claimed, contents) = (name.clone(), Arc::new(contents));
        let looked_at = contents.clone();
        let verdict = tokio::task::spawn_blocking(move || read(&claimed, bytes, looked_at.as_ref().as_deref(), &rules));
        let mut verdict = verdict.await.unwrap_or(Err(Refusal::Corrupt));
        let mut scan = Scan::Skipped;
        if let (Ok(_), Some(received)) = (&verdict, contents.as_ref().as_deref()) {
            // No verdict of the scanner is no verdict at all: the file may be sent again later.
            scan = self.inner.antivirus.scan(received).await.map_err(|error| BackendError::Busy(error.into()))?;
        }
        if scan == Scan::Infected {
            verdict = Err(Refusal::Infected);
        }
        let name = verdict.as_ref().map_or_else(|_| shown_name(&name), |v| v.name.clone());
        Ok(Checked { id, name, bytes, sha256, verdict, scan })
    }

    async fn keep(&self, key: &Key, accepted: &Accepted) -> Result<Names, BackendError> {
        let file = self.inner.files.keep(crypto::seal(key, &accepted.copy)?).await?;
        let thumbnail = match &accepted.thumbnail {
            Some(picture) => match self.inner.files.keep(crypto::seal(key, picture)?).await {
                Ok(name) => Some(name),
                Err(error) => {
                    self.forget_files(vec![file]).await;
                    return Err(error);
                }
            },
            None => None,
        };
        Ok((Some(file), thumbnail))
    }

    /// Writes the row; the second value says whether it names the files just kept.
    async fn write_row(
        &self,
        (member, owner): (UserId, Owner<'_>),
        checked: Checked,
        kept_as: (Names, &Envelope),
        keys: &FileKeys,
    ) -> Result<(Handed, bool), BackendError> {
        let tx = self.inner.store.write().await?;
        let place = self.place(&tx, member, owner).await?;
        let item = place.item.as_ref().map(|item| item.id);
        if let Some(row) = Entity::find_by_id(checked.id.0).one(&tx).await? {
            let same = row.request_id == place.request && row.item_id == item;
            return if same { Ok((Handed { file: keys.read(row)?, listed: true }, false)) } else { Err(BackendError::NotFound) };
        }
        let room = if item.is_some() { None } else { self.no_room_for(&tx, place.request, checked.bytes).await? };
        let refusal = match room {
            Some(Refusal::TooMany) => Some(Refusal::TooMany),
            room => checked.verdict.as_ref().err().copied().or(room),
        };
        let (id, kept) = (checked.id, refusal.is_none());
        let row = row_of(checked, &place, refusal, kept_as, self.now())?;
        let shown = Entity::find().filter(Column::RequestId.eq(place.request)).filter(Column::Refusal.is_not_null()).count(&tx).await?;
        // What is turned away of somebody else's is theirs to be told, not the member's.
        let by_link = if let Owner::Link(token) = owner { Some(token) } else { None };
        let listed = kept || (by_link.is_none() && (item.is_some() || shown < MAX_REFUSED_SHOWN));
        let handed = Handed { file: keys.read(row.clone().try_into_model()?)?, listed };
        deposit::end(&tx, id, (kept, item.is_some()), self.now()).await?;
        let replaced = match (place.item, by_link) {
            (Some(item), None) => complement::answer_by_file(&tx, item, kept.then_some(id), self.now()).await?,
            (Some(item), Some(token)) if kept => self.take_by_link(&tx, token, item, id).await.map(|()| Vec::new())?,
            _ => Vec::new(),
        };
        if handed.listed {
            Entity::insert(row).exec_without_returning(&tx).await?;
        }
        tx.commit().await?;
        // Its member is told where that was the last document.
        if by_link.is_some() {
            self.wake_outbox();
        }
        self.forget_files(replaced).await;
        Ok((handed, kept))
    }

    /// Where a file handed in for that goes, while it may.
    async fn place(&self, tx: &impl ConnectionTrait, member: UserId, owner: Owner<'_>) -> Result<Place, BackendError> {
        match owner {
            Owner::Draft(number) | Owner::Entry(number) => {
                let pen = if matches!(owner, Owner::Entry(_)) { Pen::Desk } else { Pen::Member };
                let claim = self.lock_claim(tx, member, number).await?;
                let written = claim.written(tx, pen).await?.ok_or(BackendError::NotFound)?;
                Ok(Place { request: written.id, item: None })
            }
            Owner::Item(path) => {
                let (complement, item) = self.lock_item(tx, member, path).await?;
                Ok(Place { request: complement.request_id, item: Some(item) })
            }
            Owner::Link(token) => {
                let (complement, item) = self.lock_linked(tx, token).await?;
                Ok(Place { request: complement.request_id, item: Some(item) })
            }
        }
    }

    /// Why a file of that size does not fit beside those received, when it does not.
    async fn no_room_for(&self, tx: &impl ConnectionTrait, draft: Uuid, bytes: u64) -> Result<Option<Refusal>, BackendError> {
        let rules = &self.profile().upload;
        let received = Entity::find().filter(Column::RequestId.eq(draft)).filter(Column::Refusal.is_null()).all(tx).await?;
        let total: u64 = received.iter().map(|r| u64::try_from(r.bytes).unwrap_or_default()).sum();
        Ok(if received.len() as u64 >= u64::from(rules.max_files) {
            Some(Refusal::TooMany)
        } else if total + bytes > rules.max_total_bytes {
            Some(Refusal::TotalTooLarge)
        } else {
            None
        })
    }
}

/// Names of the kept file and of its small picture.
type Names = (Option<String>, Option<String>);

/// The row of a file; a refused one names nothing kept.
fn row_of(
    checked: Checked,
    place: &Place,
    refusal: Option<Refusal>,
    (names, envelope): (Names, &Envelope),
    now: Instant,
) -> Result<ActiveModel, BackendError> {
    let (file_key, thumbnail_key) = if refusal.is_none() { names } else { (None, None) };
    let kind = checked.verdict.as_ref().ok().map(|v| v.kind).or_else(|| extension(&checked.name));
    Ok(ActiveModel {
        id: Set(checked.id.0),
        request_id: Set(place.request),
        name: Set(envelope.kept_name(&checked.name)?),
        kind: Set(kind.and_then(|k| k.extensions().first().copied()).unwrap_or_default().to_owned()),
        bytes: Set(i64::try_from(checked.bytes).map_err(BackendError::broken)?),
        sha256: Set(checked.sha256),
        pages: Set(checked.verdict.ok().and_then(|v| v.pages).and_then(|p| i32::try_from(p).ok())),
        refusal: Set(refusal.map(|r| r.code().to_owned())),
        scan: Set(checked.scan.as_str().to_owned()),
        file_key: Set(file_key),
        thumbnail_key: Set(thumbnail_key),
        wrapped_key: Set(envelope.kept_key(refusal.is_none())),
        created_at: Set(now),
        item_id: Set(place.item.as_ref().map(|item| item.id)),
        examination: Set(None),
        reason: Set(None),
        own_reason: Set(None),
        envelope: Set(envelope.kind()),
        acknowledged_at: Set(refusal.is_none().then_some(now)),
    })
}

fn extension(name: &str) -> Option<FileType> {
    name.rsplit_once('.').and_then(|(_, extension)| FileType::of_extension(extension))
}
