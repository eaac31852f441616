//! What a test's portal keeps: database, files, key. The first test of a run that asks for a shipped insurer's demo members has them written;
//! the others begin with a copy.
use super::{ADDRESS, START};
use backend::{
    Backend, DatabaseUrl, Options,
    attachment::inspect::Antivirus,
    clock::Clock,
    crypto::Key,
    files::Files,
    outbox::{mail::MailArm, sms::SmsArm},
    profile,
};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// Data of one test, gone at its end.
pub struct Data {
    folder: TempDir,
    database: Place,
}

/// Where rows are: a file in a folder, or a database of the cluster that `RELAIS_TEST_DATABASE` names.
enum Place {
    File,
    Cluster { url: String, name: String },
}

impl Data {
    /// The demo members of that insurer, a shipped one's name or a file.
    pub async fn of(insurer: &str) -> Self {
        let data = Self { folder: tempfile::tempdir().unwrap(), database: Place::of_test() };
        if Path::new(insurer).is_absolute() {
            data.database.make(None).await;
            fill(data.options(insurer)).await;
        } else {
            let (folder, database) = prepared(insurer).await;
            copy(&folder, data.folder());
            data.database.make(Some(&database)).await;
        }
        data
    }

    /// Where database, files and spool are.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The database's address.
    pub fn url(&self) -> String {
        self.database.url(self.folder())
    }

    /// How a portal of that insurer opens this data.
    pub fn options(&self, insurer: &str) -> Options {
        options(self.folder(), &self.database, insurer)
    }
}

impl Drop for Data {
    /// The databases of all tests together would fill a disk.
    fn drop(&mut self) {
        let Place::Cluster { url, name } = &self.database else { return };
        let (url, drop) = (url.clone(), [format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")]);
        // The test's own runtime is about to end.
        let gone = thread::spawn(move || Runtime::new().unwrap().block_on(async { say(one_connection(&url).await, &drop).await }));
        assert!(gone.join().is_ok(), "{name} is dropped");
    }
}

impl Place {
    fn named(name: String) -> Self {
        env::var("RELAIS_TEST_DATABASE").map_or(Self::File, |url| Self::Cluster { url, name })
    }

    fn of_test() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        Self::named(format!("relais_{}_{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed)))
    }

    fn url(&self, folder: &Path) -> String {
        match self {
            Self::File => format!("sqlite://{}?mode=rwc", folder.join("relais.db").display()),
            Self::Cluster { url, name } => format!("{}/{name}", url.rsplit_once('/').unwrap().0),
        }
    }

    /// Makes the database on its cluster, empty or a copy. A file is made by whoever opens or copies it.
    async fn make(&self, of: Option<&Self>) {
        let Self::Cluster { url, name } = self else { return };
        let cluster = one_connection(url).await;
        let copy = if let Some(Self::Cluster { name, .. }) = of { template(&cluster, name).await } else { String::new() };
        say(cluster, &[format!("DROP DATABASE IF EXISTS {name}"), format!("CREATE DATABASE {name}{copy}")]).await;
    }
}

/// How a copy of that database is asked for: file by file where PostgreSQL lets one choose (15), as what it remembers of its catalogue comes
/// along then. It is a sixth of the time of all tests.
async fn template(cluster: &DatabaseConnection, of: &str) -> String {
    let asked = "SELECT current_setting('server_version_num')::int >= 150000 AS chosen";
    let row = cluster.query_one_raw(Statement::from_string(DbBackend::Postgres, asked)).await.unwrap().unwrap();
    let chosen: bool = row.try_get("", "chosen").unwrap();
    format!(" TEMPLATE {of}{}", if chosen { " STRATEGY file_copy" } else { "" })
}

/// Folder and database with that insurer's demo members, to be copied: made once for all tests of a run, each of which is a process.
async fn prepared(insurer: &str) -> (PathBuf, Place) {
    let run = env::var("NEXTEST_RUN_ID").unwrap_or_else(|_| process::id().to_string()).replace('-', "");
    let runs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prepared");
    let (folder, database) = (runs.join(&run).join(insurer), Place::named(format!("relais_{run}_{insurer}")));
    fs::create_dir_all(&folder).unwrap();
    let ready = folder.with_extension("ready");
    let lock = File::create(folder.with_extension("lock")).unwrap();
    lock.lock().unwrap();
    if !ready.exists() {
        forget_others(&runs, &run);
        database.make(None).await;
        fill(options(&folder, &database, insurer)).await;
        fs::write(ready, "").unwrap();
    }
    (folder, database)
}

/// Removes what runs of other days have prepared.
fn forget_others(runs: &Path, run: &str) {
    for other in fs::read_dir(runs).unwrap().map(|entry| entry.unwrap()).filter(|entry| entry.file_name() != run) {
        let age = other.metadata().and_then(|data| data.modified()).ok().and_then(|then| then.elapsed().ok());
        if age.is_some_and(|age| age > Duration::from_hours(24)) {
            let _ = fs::remove_dir_all(other.path());
        }
    }
}

async fn fill(options: Options) {
    let backend = Backend::open(options).await.unwrap();
    backend.load_demo().await.unwrap();
    backend.close().await;
}

fn options(folder: &Path, database: &Place, insurer: &str) -> Options {
    Options {
        // Few: each costs a process of the cluster, and whoever held one while waiting for another would wait in vain.
        database: DatabaseUrl::new(database.url(folder)).with_connections(3),
        files: Files::in_folder(&folder.join("files")).unwrap(),
        spool: folder.join("spool"),
        master_key: Key::from_file(&folder.join("master.key"), true).unwrap(),
        clock: Clock::Held(Arc::new(Mutex::new(START.parse().unwrap()))),
        mail: MailArm::Memory(Arc::default()),
        sms: SmsArm::Memory(Arc::default()),
        antivirus: Antivirus::Off,
        drawer: crate::binary::RELAIS.into(),
        profile: Arc::new(profile::load(insurer).unwrap()),
        public_url: Some(ADDRESS.to_owned()),
    }
}

/// A connection to that cluster.
async fn one_connection(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1);
    Database::connect(options).await.unwrap()
}

async fn say(cluster: DatabaseConnection, statements: &[String]) {
    for statement in statements {
        cluster.execute_unprepared(statement).await.unwrap();
    }
    cluster.close().await.unwrap();
}

/// Copies what a folder holds into another one.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
