//! A portal on a database of its own.
mod browser;
mod data;
mod mail;
mod page;
mod periods;
mod queries;

pub use browser::{Browser, Sent, parts};
use data::Data;
pub use mail::Mail;
pub use page::{Page, attribute, folded};
pub use periods::{Typed, days, nothing};
pub use queries::counted;

use app::{account::SESSION_COOKIE, words::Words};
use axum::Router;
use backend::{
    Backend, Options,
    account::{Session, Who},
    clock::Clock,
    demo::{self, Account},
    outbox::{mail::MailArm, sms::SmsArm},
};
use chrono::TimeDelta;
use domain::{
    access::StaffRole,
    account::{Channel, Person},
    day::Instant,
};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, Statement, TransactionTrait};
use server::{Portal, Site, worker};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};
use totp_rs::{Builder, Secret};

/// Where people find the portal.
pub const ADDRESS: &str = "https://espace.relais.example";
/// When every test begins: 15 h 48 in Paris.
pub const START: &str = "2026-03-12T14:48:00Z";
/// « dossier ouvert à prolonger, deux crédits »: paid up to 9 January 2026, 62 days before.
pub const CLAIRE: &str = "40821176";
/// « aucun dossier ».
pub const HUGO: &str = "40935520";
/// « brouillon de prolongation en cours »: accepted up to 12 January 2026, one period in the draft.
pub const YANN: &str = "41260981";
/// « dossier refusé ».
pub const SOPHIE: &str = "41378264";
/// « dossier clôturé ».
pub const PAUL: &str = "41492037";

/// A portal and what a test may look at behind it.
pub struct TestPortal {
    pub backend: Backend,
    pub words: Arc<Words>,
    router: Router,
    clock: Arc<Mutex<Instant>>,
    mails: Arc<Mutex<Vec<Vec<u8>>>>,
    sms: Arc<Mutex<Vec<(String, String)>>>,
    database: DatabaseConnection,
    data: Data,
}

impl TestPortal {
    /// A portal of the `demo` insurer with its demo members.
    pub async fn start() -> Self {
        Self::of("demo").await
    }

    /// A portal of that insurer, a shipped one's name or a file, with the demo members.
    pub async fn of(insurer: &str) -> Self {
        let (mails, sms) = (Arc::default(), Arc::default());
        let ways = (MailArm::Memory(Arc::clone(&mails)), SmsArm::Memory(Arc::clone(&sms)));
        Self { mails, sms, ..Self::with_ways(insurer, ways, ADDRESS).await }
    }

    /// A portal of the `demo` insurer that people find at that address.
    pub async fn at(address: &str) -> Self {
        Self::with_ways("demo", (MailArm::Memory(Arc::default()), SmsArm::Memory(Arc::default())), address).await
    }

    /// The same with another way out for mails.
    pub async fn with_mail(insurer: &str, mail: MailArm) -> Self {
        Self::with_ways(insurer, (mail, SmsArm::Memory(Arc::default())), ADDRESS).await
    }

    /// The same with another way out for SMS.
    pub async fn with_sms(insurer: &str, sms: SmsArm) -> Self {
        Self::with_ways(insurer, (MailArm::Memory(Arc::default()), sms), ADDRESS).await
    }

    async fn with_ways(insurer: &str, ways: (MailArm, SmsArm), address: &str) -> Self {
        let clock = Arc::new(Mutex::new(START.parse().unwrap()));
        Self::on(Data::of(insurer).await, clock, insurer, ways, address).await
    }

    /// The same data and time, as after the insurer changed its profile and the portal was started again.
    pub async fn changed_to(self, insurer: &str) -> Self {
        self.backend.close().await;
        let ways = (MailArm::Memory(Arc::default()), SmsArm::Memory(Arc::default()));
        Self::on(self.data, self.clock, insurer, ways, ADDRESS).await
    }

    async fn on(data: Data, clock: Arc<Mutex<Instant>>, insurer: &str, (mail, sms): (MailArm, SmsArm), address: &str) -> Self {
        let held = Clock::Held(Arc::clone(&clock));
        let backend = Backend::open(Options { clock: held, mail, sms, public_url: Some(address.to_owned()), ..data.options(insurer) });
        let backend = backend.await.unwrap();
        let words = Arc::new(Words::load(backend.profile()).unwrap());
        let site = Arc::new(Site::read(&site_folder(data.folder())).unwrap());
        let router = server::router(Portal {
            backend: backend.clone(),
            words: Arc::clone(&words),
            site,
            pace: Arc::default(),
            stopping: Arc::default(),
        });
        let database = Database::connect(&data.url()).await.unwrap();
        Self { backend, words, router, clock, mails: Arc::default(), sms: Arc::default(), database, data }
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        Browser::of(self.router.clone())
    }

    /// A browser in which that demo member has signed in and, of several contracts to choose from, chosen the first.
    pub async fn signed_in(&self, login: &str) -> Browser {
        let mut browser = self.browser();
        let mut page = browser.sign_in(login, "").await;
        if let Some(first) = page.buttons("enrolment").first() {
            page = browser.post("/api/choose_enrolment", &[("enrolment", first)]).await;
        }
        assert_eq!((page.status, page.path.as_str()), (200, "/"), "{login} signs in");
        browser
    }

    /// The member who is signed in there, with the token of their session.
    pub async fn member_of(&self, browser: &Browser) -> (Person, String) {
        let session = browser.cookie(SESSION_COOKIE).unwrap().to_owned();
        let Some(Session { who: Who::Member(person), .. }) = self.backend.session(&session).await.unwrap() else { panic!("no member") };
        (person, session)
    }

    /// How the demo's person of that role signs in at the office.
    pub fn staff(&self, role: StaffRole) -> Account {
        let accounts = demo::accounts(self.backend.profile()).unwrap();
        accounts.into_iter().find(|account| account.role == role.as_str()).unwrap()
    }

    /// A browser in which the demo's person of that role has signed in at the office.
    pub async fn at_the_office(&self, role: StaffRole) -> Browser {
        let Account { login, password, totp_secret, .. } = self.staff(role);
        let mut browser = self.browser();
        browser.post("/api/office_sign_in", &[("email", &login), ("password", &password)]).await;
        let code = code(totp_secret.unwrap(), self.backend.now());
        let page = browser.post("/api/office_second_step", &[("code", &code)]).await;
        assert!(page.status == 200 && browser.has_cookie("__Host-session"), "{login} signs in");
        browser
    }

    /// Moves the clock.
    pub fn advance(&self, by: TimeDelta) {
        *self.clock.lock().unwrap() += by;
    }

    /// The database's address.
    pub fn url(&self) -> String {
        self.data.url()
    }

    /// Whether the database is a file.
    pub fn on_sqlite(&self) -> bool {
        self.url().starts_with("sqlite:")
    }

    /// The folder with database, files and spool.
    pub fn folder(&self) -> &Path {
        self.data.folder()
    }

    /// The number that `sql` answers.
    pub async fn number(&self, sql: &str) -> i64 {
        number(&self.database, sql).await
    }

    /// Changes rows behind the portal's back.
    pub async fn run(&self, sql: &str) {
        self.database.execute_unprepared(sql).await.unwrap();
    }

    /// Runs that in a transaction which goes on, on a connection of its own, until the test ends it.
    pub async fn hold(&self, sql: &str) -> DatabaseTransaction {
        let tx = Database::connect(self.url()).await.unwrap().begin().await.unwrap();
        tx.execute_unprepared(sql).await.unwrap();
        tx
    }

    /// The texts that `sql` answers, one a row.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let rows = self.database.query_all_raw(Statement::from_string(self.database.get_database_backend(), sql)).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    /// How SQLite would read what that asks for.
    pub async fn plan(&self, sql: &str) -> String {
        let plan = Statement::from_string(self.database.get_database_backend(), format!("EXPLAIN QUERY PLAN {sql}"));
        let steps = self.database.query_all_raw(plan).await.unwrap();
        steps.iter().map(|step| step.try_get_by_index::<String>(3).unwrap()).collect::<Vec<_>>().join("; ")
    }

    /// Sends what waits in the outbox; gives all mails sent so far.
    pub async fn deliver(&self) -> Vec<Mail> {
        worker::deliver(&self.backend, &self.words, ADDRESS).await;
        self.mails.lock().unwrap().iter().map(|mail| Mail::of(mail)).collect()
    }

    /// Number and text of all SMS sent so far.
    pub fn sms(&self) -> Vec<(String, String)> {
        self.sms.lock().unwrap().clone()
    }

    /// The code that was sent last by that way to confirm an account number.
    pub async fn sent_code(&self, by: Channel) -> String {
        let mails = self.deliver().await;
        let texts: Vec<String> = match by {
            Channel::Sms => self.sms().into_iter().map(|(_, text)| text).collect(),
            Channel::Mail => mails.into_iter().filter(|mail| mail.subject == "Votre code de confirmation").map(|mail| mail.text).collect(),
        };
        let six_figures = |text: &String| text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6).map(str::to_owned);
        texts.iter().rev().find_map(six_figures).unwrap_or_else(|| panic!("no code by {}", by.as_str()))
    }

    /// Gives that account number as the member who is signed in there, and the code that comes for it where one does.
    pub async fn change_iban(&self, browser: &mut Browser, iban: &str) -> Page {
        let page = browser.post("/api/change_iban", &[("iban", iban)]).await;
        if page.path != "/compte/iban/code" {
            return page;
        }
        let by = if page.says("par SMS") { Channel::Sms } else { Channel::Mail };
        let (id, code) = (page.field("id").unwrap(), self.sent_code(by).await);
        browser.post("/api/confirm_iban", &[("id", &id), ("code", &code)]).await
    }

    /// Every file under the files and spool folders.
    pub fn stored_files(&self) -> Vec<PathBuf> {
        [self.folder().join("files"), self.folder().join("spool")].iter().flat_map(|folder| files_under(folder)).collect()
    }
}

/// The code that an application with that key shows then.
pub fn code(key: &str, at: Instant) -> String {
    let key = Secret::try_from_base32(key.replace('-', "")).unwrap();
    Builder::new().with_secret(key).build().unwrap().generate(at.timestamp().unsigned_abs()).to_string()
}

/// Static files, empty ones.
fn site_folder(folder: &Path) -> PathBuf {
    let site = folder.join("site");
    for folder in ["pkg", "exemples"] {
        std::fs::create_dir_all(site.join(folder)).unwrap();
    }
    let scripts = ["sw.js", "passkey.js", "desk.js", "kit.js"];
    for name in scripts.into_iter().chain(["pkg/relais.css", "offline.html", "offline.css", "robots.txt", "exemples/rib.svg"]) {
        std::fs::write(site.join(name), "").unwrap();
    }
    site
}

/// The number that `sql` answers.
pub async fn number(database: &DatabaseConnection, sql: &str) -> i64 {
    let row = database.query_one_raw(Statement::from_string(database.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

/// Every file under that folder.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_under(&path) } else { vec![path] }).collect()
}

/// The bytes of a stored fixture.
pub fn fixture(file: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/uploads").join(file)).unwrap()
}
