//! Where files are kept. Contents arrive sealed; names are generated and say nothing.
use crate::{BackendError, random};
use domain::day::Instant;
use futures::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem, memory::InMemory, path::Path as Key};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

/// A store of sealed files.
#[derive(Clone, Debug)]
pub enum Files {
    /// A folder; a file is there only once it is whole and flushed to the disk.
    Folder(Arc<LocalFileSystem>, PathBuf),
    /// Memory, for tests.
    Memory(Arc<InMemory>),
}

impl Files {
    /// Files in a folder, which is made when missing.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn in_folder(folder: &Path) -> Result<Self, BackendError> {
        std::fs::create_dir_all(folder).map_err(BackendError::from_io)?;
        Ok(Self::Folder(Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true)), folder.to_owned()))
    }

    fn store(&self) -> &dyn ObjectStore {
        match self {
            Self::Folder(store, _) => store.as_ref(),
            Self::Memory(store) => store.as_ref(),
        }
    }

    /// Keeps sealed bytes and gives their generated name.
    ///
    /// # Errors
    /// When there is no room or the store fails; nothing half written stays.
    pub async fn keep(&self, sealed: Vec<u8>) -> Result<String, BackendError> {
        let name = hex::encode(random::bytes::<16>()?);
        self.store().put(&key(&name), PutPayload::from(sealed)).await?;
        Ok(name)
    }

    /// Sealed bytes of that name.
    ///
    /// # Errors
    /// When there are none or the store fails.
    pub async fn load(&self, name: &str) -> Result<Vec<u8>, BackendError> {
        self.find(name).await?.ok_or_else(|| BackendError::broken("a kept file is gone"))
    }

    /// As [`Self::load`]; `None` when there are none.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find(&self, name: &str) -> Result<Option<Vec<u8>>, BackendError> {
        match self.store().get(&key(name)).await {
            Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether there is a file of that name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn has(&self, name: &str) -> Result<bool, BackendError> {
        match self.store().head(&key(name)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes the file of that name; one that is gone already is no error.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn remove(&self, name: &str) -> Result<(), BackendError> {
        match self.store().delete(&key(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes what a crash left of files that were being kept, last changed before that instant; gives how many. The store writes them
    /// under another name first, and lists them nowhere.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn remove_halves(&self, before: Instant) -> Result<usize, BackendError> {
        let Self::Folder(_, root) = self else { return Ok(0) };
        let root = root.clone();
        let removed = tokio::task::spawn_blocking(move || halves_removed(&root, before.into())).await.map_err(BackendError::broken)?;
        removed.map_err(BackendError::from_io)
    }

    /// Names of the files last changed before that instant.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn older_than(&self, before: Instant) -> Result<Vec<String>, BackendError> {
        let all: Vec<_> = self.store().list(None).try_collect().await?;
        Ok(all.into_iter().filter(|f| f.last_modified < before).filter_map(|f| f.location.filename().map(str::to_owned)).collect())
    }
}

fn halves_removed(root: &Path, before: SystemTime) -> std::io::Result<usize> {
    let mut removed = 0;
    for folder in std::fs::read_dir(root)? {
        let folder = folder?.path();
        if !folder.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(folder)? {
            let file = file?;
            // One that is whole by now has another name.
            let is_old = || file.metadata().and_then(|found| found.modified()).is_ok_and(|changed| changed < before);
            if file.file_name().to_string_lossy().contains('#') && is_old() && std::fs::remove_file(file.path()).is_ok() {
                removed += 1;
            }
        }
    }
    Ok(removed)
}

/// Files lie in 256 folders, so that none grows too long.
fn key(name: &str) -> Key {
    Key::from_iter([name.get(..2).unwrap_or("00"), name])
}

/// Removes every file in the folder.
pub(crate) fn empty_folder(folder: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}
