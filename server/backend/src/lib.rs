//! Use cases of Relais: each is one transaction in which rule, rows, audit entry and outgoing message stand or fall together.
pub mod account;
pub mod attachment;
pub mod audit;
pub mod callback;
pub mod claim;
pub mod clock;
pub mod complement;
pub mod contract;
pub mod crypto;
pub mod decision;
pub mod demo;
mod door;
pub mod error;
pub mod export;
pub mod files;
pub mod import;
pub mod kit;
pub mod message;
pub mod office;
pub mod outbox;
mod oversight;
pub mod payment;
pub mod profile;
pub mod purge;
pub mod random;
mod store;
pub mod terms;

pub use error::BackendError;
pub use store::{CONNECTIONS, DatabaseUrl};

use account::Hashing;
use attachment::inspect::Antivirus;
use bytes::Bytes;
use clock::Clock;
use crypto::MasterKey;
use domain::insurer::Profile;
use files::Files;
use outbox::{mail::MailArm, sms::SmsArm};
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex},
};
use store::Store;
use tokio::sync::{Notify, OnceCell, Semaphore};
use webauthn_rs::Webauthn;

/// What a backend is opened with.
#[derive(Debug)]
pub struct Options {
    /// Where rows are kept.
    pub database: DatabaseUrl,
    /// Where files are kept.
    pub files: Files,
    /// Folder for uploads that are still arriving.
    pub spool: PathBuf,
    /// Wraps every member's key.
    pub master_key: MasterKey,
    /// Where the time comes from.
    pub clock: Clock,
    /// Where mails go.
    pub mail: MailArm,
    /// Where SMS go.
    pub sms: SmsArm,
    /// Looks for viruses in what arrives.
    pub antivirus: Antivirus,
    /// This program itself, which draws pages of files when it is called so ([`attachment::page`]).
    pub drawer: PathBuf,
    /// The insurer.
    pub profile: Arc<Profile>,
    /// Address people use, `https://…`; none on one's own machine.
    pub public_url: Option<String>,
}

/// Everything the web server and the worker may ask for.
#[derive(Clone, Debug)]
pub struct Backend {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    store: Store,
    files: Files,
    spool: PathBuf,
    master_key: MasterKey,
    clock: Clock,
    mail: MailArm,
    sms: SmsArm,
    antivirus: Antivirus,
    drawer: PathBuf,
    profile: Arc<Profile>,
    public_url: Option<String>,
    /// What passkeys are bound to, where there are any.
    passkeys: Option<Webauthn>,
    hashing: Hashing,
    /// One upload is read and checked in memory at a time per core.
    inspecting: Semaphore,
    /// A page is drawn by a process of its own: never more at once than there are cores.
    drawing: Semaphore,
    /// One archive of somebody's data is bound at a time: it fills the spool.
    binding: Semaphore,
    outbox: Notify,
    /// Knocks at the door of the kit.
    knocks: Mutex<door::Knocks>,
    /// Documents of the kit by file name, once somebody asked for one.
    kit: OnceCell<BTreeMap<String, Bytes>>,
    /// Blank forms by file name, once somebody asked for one.
    forms: OnceCell<BTreeMap<String, Bytes>>,
}

impl Backend {
    /// Opens the database and brings its schema up to date.
    ///
    /// # Errors
    /// When the database cannot be opened or its schema not be changed.
    pub async fn open(options: Options) -> Result<Self, BackendError> {
        let store = Store::open(&options.database).await?;
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        std::fs::create_dir_all(&options.spool).map_err(BackendError::from_io)?;
        let inner = Inner {
            store,
            files: options.files,
            spool: options.spool,
            master_key: options.master_key,
            clock: options.clock,
            mail: options.mail,
            sms: options.sms,
            antivirus: options.antivirus,
            drawer: options.drawer,
            passkeys: account::passkey_site(options.public_url.as_deref(), &options.profile),
            profile: options.profile,
            public_url: options.public_url,
            hashing: Hashing::begin()?,
            inspecting: Semaphore::new(cores),
            drawing: Semaphore::new(cores),
            binding: Semaphore::new(1),
            outbox: Notify::new(),
            knocks: Mutex::default(),
            kit: OnceCell::new(),
            forms: OnceCell::new(),
        };
        let backend = Self { inner: Arc::new(inner) };
        backend.key_names().await?;
        Ok(backend)
    }

    /// Removes what uploads cut short have left; for whoever serves, before the first request.
    ///
    /// # Errors
    /// When the folder cannot be read or written.
    pub fn empty_spool(&self) -> Result<(), BackendError> {
        files::empty_folder(&self.inner.spool).map_err(BackendError::from_io)
    }

    /// The insurer this deployment serves.
    pub fn profile(&self) -> &Arc<Profile> {
        &self.inner.profile
    }

    /// Address people use, `https://…` without a slash at its end; none on one's own machine.
    pub fn public_url(&self) -> Option<&str> {
        self.inner.public_url.as_deref().map(|url| url.trim_end_matches('/'))
    }

    /// Now, by the clock handed in at start.
    pub fn now(&self) -> domain::day::Instant {
        self.inner.clock.now()
    }

    /// The day it is in Paris (P-17).
    pub fn today(&self) -> domain::day::Day {
        clock::paris_day(self.now())
    }

    /// A text for a browser to keep, which it cannot read, change or hand in elsewhere.
    ///
    /// # Errors
    /// When the machine has no randomness to give.
    pub fn sealed_note(&self, about: &str, text: &str) -> Result<String, BackendError> {
        self.inner.master_key.sealed(about, text.as_bytes())
    }

    /// Reads what [`Self::sealed_note`] made; `None` for anything else.
    pub fn opened_note(&self, about: &str, sealed: &str) -> Option<String> {
        self.inner.master_key.opened_text(about, sealed).ok()
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ready(&self) -> Result<(), BackendError> {
        self.inner.store.ping().await
    }

    /// Finishes what is under way and closes the database.
    pub async fn close(&self) {
        self.inner.store.close().await;
    }
}
