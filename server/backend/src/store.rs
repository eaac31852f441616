//! The database. SQLite: one writer that begins its transactions at once (a late upgrade fails with « database is locked »)
//! and a pool of readers, in WAL mode. PostgreSQL: one pool for both.
use crate::BackendError;
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use std::{fmt, path::Path, time::Duration};

/// How long a writer waits for its turn before the answer is « busy ».
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection that rested for so long is asked whether it still answers before it is used; asked each time, a database would be asked
/// twice for every page's reads (P9).
const RESTED: Duration = Duration::from_secs(1);

/// Connections to PostgreSQL at most, where nobody says how many.
pub const CONNECTIONS: u32 = 16;

/// Where rows are kept: `sqlite:///folder/relais.db` or `postgres://…`.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    url: String,
    connections: u32,
}

impl DatabaseUrl {
    /// Any address that the database drivers read.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), connections: CONNECTIONS }
    }

    /// A file in a folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self::new(format!("sqlite://{}?mode=rwc", folder.join("relais.db").display()))
    }

    /// The same, with so many connections at most where it is PostgreSQL.
    #[must_use]
    pub fn with_connections(self, connections: u32) -> Self {
        Self { connections, ..self }
    }

    fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }
}

impl fmt::Debug for DatabaseUrl {
    /// Never the whole address: it may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.url.split(':').next().unwrap_or_default())
    }
}

/// Connections to the database.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
}

impl Store {
    /// Connects and brings the schema up to date.
    pub(crate) async fn open(url: &DatabaseUrl) -> Result<Self, BackendError> {
        let writer = Database::connect(options(url, 1)).await?;
        Migrator::up(&writer, None).await?;
        let reader = if url.is_sqlite() { Database::connect(options(url, 8)).await? } else { writer.clone() };
        Ok(Self { writer, reader })
    }

    /// For reading.
    pub(crate) fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Begins a transaction that writes.
    pub(crate) async fn write(&self) -> Result<DatabaseTransaction, BackendError> {
        let mode = (self.writer.get_database_backend() == DbBackend::Sqlite).then_some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions { sqlite_transaction_mode: mode, ..TransactionOptions::default() };
        Ok(self.writer.begin_with_options(options).await?)
    }

    pub(crate) async fn ping(&self) -> Result<(), BackendError> {
        Ok(self.reader.ping().await?)
    }

    pub(crate) async fn close(&self) {
        for connection in [&self.reader, &self.writer] {
            if let Err(error) = connection.clone().close().await {
                tracing::warn!(%error, "closing the database");
            }
        }
    }
}

fn options(url: &DatabaseUrl, sqlite_connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url.url.clone());
    let most = if url.is_sqlite() { sqlite_connections } else { url.connections };
    options.sqlx_logging(false).acquire_timeout(PATIENCE).max_connections(most).test_before_acquire_if_idle_for(RESTED);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full).foreign_keys(true).busy_timeout(PATIENCE)
    });
    options.map_sqlx_postgres_opts(|postgres| postgres.options([("lock_timeout", PATIENCE.as_millis().to_string())]));
    options
}
