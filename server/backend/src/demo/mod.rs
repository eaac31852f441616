//! Invented members, one for every situation the product knows, and one person of the back office for every role. Days count back from the clock, so that a demonstration is
//! always of today.
mod care;
mod compare;
mod fill;
mod homes;
mod people;
mod rows;
mod staff;

pub use compare::PageTimes;

use crate::{Backend, BackendError, profile::ProfileError};
use domain::{
    account::RegistrationMode,
    insurer::{Module, Profile},
};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use serde::Serialize;

/// Everybody's password in a demonstration.
pub const PASSWORD: &str = "Brise-Lames-1907";

/// How to sign in to a demonstration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Sign-in name.
    pub login: String,
    /// Password.
    pub password: String,
    /// « member », or the role they hold at the back office.
    pub role: &'static str,
    /// Their situation, in a few words.
    pub kind: &'static str,
    /// The key of their application of codes, in Base32, where signing in has a second step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub totp_secret: Option<&'static str>,
}

/// The demo sign-ins of an insurer.
///
/// # Errors
/// A profile in production has none.
pub fn accounts(profile: &Profile) -> Result<Vec<Account>, ProfileError> {
    refuse_production(profile)?;
    let account = |person: &people::Person| Account {
        login: people::login(profile, person),
        password: PASSWORD.to_owned(),
        role: "member",
        kind: if profile.has(Module::Credits) { person.kind } else { people::without_credits(profile, person) },
        totp_secret: people::second_factor(person),
    };
    Ok(people::of(profile).map(account).chain(staff::accounts()).collect())
}

fn refuse_production(profile: &Profile) -> Result<(), ProfileError> {
    if profile.production {
        return Err(ProfileError::Contradicts(vec!["the profile has `production = true`: demo data is refused".to_owned()]));
    }
    Ok(())
}

/// Why a demonstration cannot start.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The profile forbids it.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// Real people are in the database.
    #[error("this database holds real data: --demo is refused; start with another --data folder or --database")]
    RealData,
    /// What is measured is a driver of SQLite.
    #[error("the queue's statement is measured on SQLite: start without --database")]
    NotSqlite,
    /// The database fails.
    #[error(transparent)]
    Backend(#[from] BackendError),
}

#[derive(FromQueryResult)]
struct Setting {
    value: String,
}

impl Backend {
    /// Fills an empty database with the demo members; one that holds them already is left as it is.
    ///
    /// # Errors
    /// When the profile is in production or the database holds real data.
    pub async fn load_demo(&self) -> Result<(), DemoError> {
        refuse_production(self.profile())?;
        if self.is_demo().await? {
            return Ok(());
        }
        let file = self.inner.files.clone();
        // One for all: they share the password, and hashing takes most of the time that filling takes.
        let hash = self.hashed(PASSWORD.to_owned()).await?;
        let tx = self.inner.store.write().await?;
        if self.count_people(&tx).await? > 0 {
            return Err(DemoError::RealData);
        }
        let mark = Statement::from_string(tx.get_database_backend(), "INSERT INTO settings (name, value) VALUES ('kind', 'demo')");
        tx.execute_raw(mark).await.map_err(BackendError::from)?;
        let profile = self.profile().clone();
        for person in people::of(&profile) {
            self.load_person(&tx, &file, person, &hash).await?;
        }
        self.load_staff(&tx, &hash).await?;
        if profile.registration.mode == RegistrationMode::Open {
            self.load_expected(&tx).await?;
        }
        tx.commit().await.map_err(BackendError::from)?;
        Ok(())
    }

    /// Whether the database was filled for a demonstration.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn is_demo(&self) -> Result<bool, BackendError> {
        let db = self.inner.store.read();
        let query = Statement::from_string(DbBackend::Sqlite, "SELECT value FROM settings WHERE name = 'kind'");
        let query = Statement { db_backend: db.get_database_backend(), ..query };
        Ok(Setting::find_by_statement(query).one(db).await?.is_some_and(|s| s.value == "demo"))
    }
}
