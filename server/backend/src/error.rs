//! What a use case may answer instead of a result. `Rule` is the member's to mend, `NotFound` also covers what belongs to
//! somebody else, `Full` and `Busy` pass by themselves or by the operator's hand, `Broken` is ours. A cause is logged once,
//! where the error leaves the server; it never reaches a person.
use domain::claim::StepError;
use sea_orm::{DbErr, RuntimeErr};
use std::error::Error;

type Cause = Box<dyn Error + Send + Sync>;

/// Why a use case did not happen. Nothing of it is half done.
#[derive(Debug, thiserror::Error)]
pub enum BackendError {
    /// A rule refuses it.
    #[error("{0}")]
    Rule(#[from] StepError),
    /// There is no such thing, or not for this person.
    #[error("not found")]
    NotFound,
    /// No room left for rows or files.
    #[error("no room left: {0}")]
    Full(#[source] Cause),
    /// The database or the machine is too busy; trying again helps.
    #[error("busy: {0}")]
    Busy(#[source] Cause),
    /// Something of ours is broken.
    #[error("broken: {0}")]
    Broken(#[source] Cause),
}

impl BackendError {
    /// Something of ours is broken for that reason.
    pub fn broken(cause: impl Into<Cause>) -> Self {
        Self::Broken(cause.into())
    }

    /// A file operation that failed: full disks have their own arm.
    pub fn from_io(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded | std::io::ErrorKind::FileTooLarge => {
                Self::Full(Box::new(error))
            }
            _ => Self::Broken(Box::new(error)),
        }
    }

    /// A stored row that contradicts itself.
    pub fn inconsistent(row: &str) -> Self {
        Self::Broken(format!("inconsistent row in {row}").into())
    }
}

impl From<DbErr> for BackendError {
    fn from(error: DbErr) -> Self {
        match code(&error).as_deref() {
            // SQLITE_FULL, SQLITE_IOERR_WRITE; disk_full and its class in PostgreSQL
            Some("13" | "778" | "53100" | "53200") => Self::Full(Box::new(error)),
            // SQLITE_BUSY and its kinds; serialization_failure, deadlock_detected, too_many_connections, lock_not_available
            Some("5" | "261" | "517" | "773" | "40001" | "40P01" | "53300" | "55P03") => Self::Busy(Box::new(error)),
            _ if matches!(error, DbErr::ConnectionAcquire(_)) => Self::Busy(Box::new(error)),
            _ => Self::Broken(Box::new(error)),
        }
    }
}

/// The database's own code of the error, when it has one.
fn code(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(cause) | DbErr::Query(cause) | DbErr::Conn(cause)) = error else { return None };
    let RuntimeErr::SqlxError(cause) = cause else { return None };
    cause.as_database_error()?.code().map(std::borrow::Cow::into_owned)
}

impl From<object_store::Error> for BackendError {
    fn from(error: object_store::Error) -> Self {
        let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
        while let Some(current) = cause {
            if let Some(io) = current.downcast_ref::<std::io::Error>()
                && matches!(Self::from_io(io.kind().into()), Self::Full(_))
            {
                return Self::Full(Box::new(error));
            }
            cause = current.source();
        }
        Self::Broken(Box::new(error))
    }
}
