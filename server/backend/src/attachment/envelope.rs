//! Which key opens a file. Each has one of its own, wrapped by its member's key; that of a medical paper is wrapped by a key apart, which the
//! master key and the member's give together and which is made for nobody without leave (B-4, Y-8). Whoever has the member's key alone
//! opens nothing of it, and once that key is gone nobody does. The name under which a medical paper came is sealed with its own key.
use super::entity::Model;
use crate::{
    Backend, BackendError,
    crypto::{self, Key},
};
use domain::{access::MedicalLeave, attachment::Attachment, id::UserId};
use sea_orm::ConnectionTrait;

/// How the envelope of medical papers is called in their rows; files of every other kind have none.
const MEDICAL: &str = "medical";
/// What the key of that envelope is for.
const PURPOSE: &str = "medical files";
/// What a name is sealed as.
const NAME: &str = "file_name";

/// What opens the files of one member: the medical ones too, for whoever had leave.
pub(crate) struct FileKeys {
    own: Key,
    medical: Option<Key>,
}

/// The key of a file about to be kept, and how its row keeps it.
#[derive(Clone, Debug)]
pub(crate) struct Envelope {
    pub(crate) key: Key,
    wrapped: String,
    medical: bool,
}

impl Envelope {
    /// The wrapped key, as the row of a file keeps it that was received or not: the name of a medical one is read either way.
    pub(super) fn kept_key(&self, received: bool) -> Option<String> {
        (received || self.medical).then(|| self.wrapped.clone())
    }

    /// How the row calls it.
    pub(super) fn kind(&self) -> Option<String> {
        self.medical.then(|| MEDICAL.to_owned())
    }

    /// The name of the file, as its row keeps it.
    pub(super) fn kept_name(&self, name: &str) -> Result<String, BackendError> {
        if self.medical { self.key.sealed(NAME, name.as_bytes()) } else { Ok(name.to_owned()) }
    }
}

impl FileKeys {
    /// An envelope for a new file.
    pub(crate) fn envelope(&self, medical: bool) -> Result<Envelope, BackendError> {
        let key = Key::generate()?;
        let outer = if medical { self.medical.as_ref().ok_or(BackendError::NotFound)? } else { &self.own };
        Ok(Envelope { wrapped: key.wrapped_by(outer)?, key, medical })
    }

    /// The key of a kept file. Without leave there is none for a medical one.
    fn key_of(&self, row: &Model) -> Result<Option<Key>, BackendError> {
        let outer = match row.envelope.as_deref() {
            None => &self.own,
            Some(MEDICAL) => self.medical.as_ref().ok_or(BackendError::NotFound)?,
            Some(_) => return Err(BackendError::inconsistent("attachments")),
        };
        row.wrapped_key.as_deref().map(|wrapped| Key::unwrapped(wrapped, outer)).transpose()
    }

    /// The file of a row, with its name as far as whoever reads it has leave.
    pub(super) fn read(&self, row: Model) -> Result<Attachment, BackendError> {
        if row.envelope.is_none() || self.medical.is_none() {
            return row.try_into();
        }
        let key = self.key_of(&row)?.ok_or_else(|| BackendError::inconsistent("attachments"))?;
        let name = key.opened_text(NAME, &row.name)?;
        Ok(Attachment { name, ..Attachment::try_from(row)? })
    }

    /// What those sealed bytes of the row's file are.
    pub(super) fn open(&self, row: &Model, sealed: &[u8]) -> Result<Option<Vec<u8>>, BackendError> {
        self.key_of(row)?.map(|key| crypto::open(&key, sealed)).transpose()
    }
}

impl Backend {
    /// What opens the files of that member; what opens their medical papers is among it with leave for them, and comes from nowhere else.
    pub(crate) async fn file_keys(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        leave: Option<MedicalLeave>,
    ) -> Result<FileKeys, BackendError> {
        let own = self.member_key_in(db, member).await?;
        let medical = leave.filter(|leave| leave.is_for(member)).map(|_| self.inner.master_key.derived(&own, PURPOSE));
        Ok(FileKeys { own, medical })
    }

    /// What opens a member's files for that member: all of them.
    pub(crate) async fn own_file_keys(&self, member: UserId) -> Result<FileKeys, BackendError> {
        self.file_keys(self.inner.store.read(), member, Some(MedicalLeave::own(member))).await
    }
}
