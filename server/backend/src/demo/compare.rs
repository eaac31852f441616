//! What the ORM costs on a page of the desk's queue (P8): the page is read by it, and by a prepared statement of its driver that has the very
//! same SQL, over the same connections.
use super::DemoError;
use crate::{Backend, BackendError, claim::entity::claim, contract::entity::enrolment};
use domain::{claim::QueueAsk, id::UserId};
use sea_orm::{
    DbBackend, QueryTrait, Statement,
    sea_query::Value,
    sqlx::{self, AssertSqlSafe, Row, Sqlite, SqlitePool, sqlite::SqliteRow},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use uuid::Uuid;

/// How often a page is read in one way before it is read in the other: an odd number, so that one time is the median.
const TURN: usize = 21;

/// How long a page took, at the median of a turn.
#[derive(Clone, Copy, Debug)]
pub struct PageTimes {
    /// Asked for and read by the ORM, as the desk does.
    pub orm: Duration,
    /// Read by the prepared statement.
    pub statement: Duration,
}

/// Dossiers, with that under which they are.
type Rows = Vec<(claim::Model, Option<enrolment::Model>)>;

impl Backend {
    /// Has the ORM and a prepared statement read these pages by turns, so many rounds after one that only warms up. Gives a measure for each
    /// page, round after round; nobody asks, so that nothing is « mine ».
    ///
    /// # Errors
    /// When the database is not SQLite or cannot be read, or the two do not read the same rows.
    pub async fn compare_queue(&self, asks: &[QueueAsk], rounds: u32) -> Result<Vec<PageTimes>, DemoError> {
        let (db, nobody) = (self.inner.store.read(), UserId(Uuid::nil()));
        if db.get_database_backend() != DbBackend::Sqlite {
            return Err(DemoError::NotSqlite);
        }
        let mut measured = Vec::new();
        for round in 0..=rounds {
            for ask in asks {
                let prepared = Prepared::of(self.queue_rows(nobody, ask).build(DbBackend::Sqlite));
                let (read, orm) = timed(async || self.queue_rows(nobody, ask).all(db).await.map_err(BackendError::from)).await?;
                let (same, statement) = timed(async || prepared.rows(db.get_sqlite_connection_pool()).await).await?;
                if read != same {
                    return Err(BackendError::broken("the statement does not read what the ORM reads").into());
                }
                if round > 0 {
                    measured.push(PageTimes { orm, statement });
                }
            }
        }
        Ok(measured)
    }
}

/// What was read, and how long that took at the median of a turn.
async fn timed(read: impl AsyncFn() -> Result<Rows, BackendError>) -> Result<(Rows, Duration), BackendError> {
    let (mut rows, mut times) = (Rows::new(), [Duration::ZERO; TURN]);
    for time in &mut times {
        let begun = now();
        let page = read().await?;
        *time = begun.elapsed();
        rows = page;
    }
    times.sort_unstable();
    Ok((rows, times[TURN / 2]))
}

#[expect(clippy::disallowed_methods, reason = "measures how long a page takes, whatever the time of day")]
fn now() -> Instant {
    Instant::now()
}

/// A statement that each connection prepares once and keeps, and what is bound to it.
struct Prepared {
    sql: Arc<str>,
    values: Vec<Value>,
}

impl Prepared {
    fn of(statement: Statement) -> Self {
        Self { sql: statement.sql.into(), values: statement.values.map(|values| values.0).unwrap_or_default() }
    }

    async fn rows(&self, pool: &SqlitePool) -> Result<Rows, BackendError> {
        let query = sqlx::query::<Sqlite>(AssertSqlSafe(Arc::clone(&self.sql)));
        let query = self.values.iter().try_fold(query, |query, value| -> Result<_, BackendError> {
            Ok(match value {
                Value::String(text) => query.bind(text.clone()),
                Value::Uuid(id) => query.bind(*id),
                Value::ChronoDateTimeUtc(at) => query.bind(*at),
                Value::ChronoDate(day) => query.bind(*day),
                Value::BigUnsigned(count) => query.bind(count.map(i64::try_from).transpose().map_err(BackendError::broken)?),
                _ => return Err(BackendError::broken("the queue does not ask with values of that kind")),
            })
        })?;
        let mut connection = pool.acquire().await.map_err(BackendError::broken)?;
        let rows = query.fetch_all(&mut *connection).await.map_err(BackendError::broken)?;
        rows.iter().map(to_pair).collect::<Result<_, _>>().map_err(BackendError::broken)
    }
}

/// A row by the numbers of its columns, which stand in the order of the fields.
fn to_pair(row: &SqliteRow) -> Result<(claim::Model, Option<enrolment::Model>), sqlx::Error> {
    let claim = claim::Model {
        id: row.try_get(0)?,
        enrolment_id: row.try_get(1)?,
        number: row.try_get(2)?,
        guarantee: row.try_get(3)?,
        status: row.try_get(4)?,
        origin: row.try_get(5)?,
        created_at: row.try_get(6)?,
        updated_at: row.try_get(7)?,
        version: row.try_get(8)?,
        waiting_since: row.try_get(9)?,
        waiting_kind: row.try_get(10)?,
        news_at: row.try_get(11)?,
        holder_id: row.try_get(12)?,
    };
    let enrolment = enrolment::Model {
        id: row.try_get(13)?,
        user_id: row.try_get(14)?,
        contract_number: row.try_get(15)?,
        certificate_number: row.try_get(16)?,
        effect_from: row.try_get(17)?,
        waiting_period_days: row.try_get(18)?,
        max_days: row.try_get(19)?,
        quotity_bp: row.try_get(20)?,
        guarantees: row.try_get(21)?,
        external_id: row.try_get(22)?,
        contract_id: row.try_get(23)?,
        adhesion_number: row.try_get(24)?,
        valid_to: row.try_get(25)?,
        reference_pay_cents: row.try_get(26)?,
        own_online_claims: row.try_get(27)?,
        online_claims: row.try_get(28)?,
    };
    Ok((claim, Some(enrolment)))
}
