//! Claims: reading them, writing a request, sending it.
mod answers;
mod care;
mod declaration;
mod demo;
mod draft;
pub(crate) mod entity;
mod entry;
mod forget;
mod form;
mod keyed;
mod keying;
mod mark;
mod mark_back;
pub(crate) mod moves;
mod over;
mod proof;
mod read;
mod remind;
mod since;
mod submit;
mod task;

pub use care::ExpensesPost;
pub use declaration::Insured;
pub(crate) use demo::DemoClaim;
pub use draft::{PeriodsPost, Saved};
pub(crate) use entry::forget as forget_entry;
pub(crate) use forget::forget;
pub(crate) use mark::first_day;
pub use proof::ProofWords;
pub(crate) use since::{Since, waits_longest};
pub use submit::Receipt;

use crate::{Backend, BackendError, contract::entity::enrolment};
use domain::{
    care::{Expense, ExpenseForm},
    claim::{ClaimStatus, Lines, NumberKind, OpeningForm, RequestKind, make_number},
    contract::Guarantee,
    day::Instant,
    id::{ClaimId, EnrolmentId, RequestId, UserId},
    period::{PeriodForm, PreviousStop},
};
use entity::{claim, request};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Statement};
use serde::{Deserialize, Serialize};

/// The `form` column: what a draft holds as typed; of a sent claim for care, its expenses.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct DraftForm {
    opening: OpeningForm,
    previous: PreviousStop,
    #[serde(flatten)]
    lines: Lines<PeriodForm>,
    care: Lines<ExpenseForm>,
    /// Written when it is sent, and never again (S-31).
    expenses: Vec<Expense>,
}

impl DraftForm {
    fn of(row: &request::Model) -> Result<Self, BackendError> {
        serde_json::from_str(&row.form).map_err(BackendError::broken)
    }

    fn json(&self) -> Result<String, BackendError> {
        serde_json::to_string(self).map_err(BackendError::broken)
    }
}

pub(crate) fn parse_kind(text: &str) -> Result<RequestKind, BackendError> {
    RequestKind::parse(text).ok_or_else(|| BackendError::inconsistent("requests"))
}

/// Who writes a request of a dossier: its member, or the desk for them (B-16). Each has one under way at most, apart from the other's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pen {
    Member,
    Desk,
    /// The desk keys what that completed form says, which its member sent (B-17).
    Keying(RequestId),
}

impl Pen {
    /// State of the request under way, as stored.
    pub(crate) const fn state(self) -> &'static str {
        match self {
            Self::Member => "draft",
            Self::Desk => "entry",
            Self::Keying(_) => "sent",
        }
    }

    /// Whether that request is what it writes.
    fn writes(self, row: &request::Model) -> bool {
        let such = match self {
            Self::Member | Self::Desk => true,
            Self::Keying(id) => row.id == id.0 && is_form(row),
        };
        such && row.state == self.state()
    }

    /// Whether it writes the lines of that request: what a completed form declares, its member types nowhere (S-23).
    fn writes_lines(self, row: &request::Model) -> bool {
        matches!(self, Self::Keying(_)) || !is_form(row)
    }
}

/// Whether that request is a completed form.
fn is_form(row: &request::Model) -> bool {
    row.kind == RequestKind::Pdf.as_str()
}

/// A member's claim inside a writing transaction, its enrolment locked so that two writers never meet in it.
pub(crate) struct Locked {
    pub(crate) row: claim::Model,
    pub(crate) status: ClaimStatus,
}

impl Locked {
    pub(crate) fn enrolment(&self) -> EnrolmentId {
        EnrolmentId(self.row.enrolment_id)
    }

    /// Whether expenses are claimed, and no stop is declared (D-18).
    fn is_care(&self) -> bool {
        self.row.guarantee == Guarantee::HealthCare.as_str()
    }

    /// The request being written by its member, when there is one.
    pub(crate) async fn draft(&self, tx: &impl ConnectionTrait) -> Result<Option<request::Model>, BackendError> {
        self.written(tx, Pen::Member).await
    }

    /// The request being written with that pen, when there is one.
    pub(crate) async fn written(&self, tx: &impl ConnectionTrait, pen: Pen) -> Result<Option<request::Model>, BackendError> {
        let of_claim = request::Entity::find().filter(request::Column::ClaimId.eq(self.row.id));
        let such = of_claim.filter(request::Column::State.eq(pen.state())).lock_exclusive().all(tx).await?;
        Ok(such.into_iter().find(|row| pen.writes(row)))
    }
}

impl Backend {
    /// The member's claim of that number, locked; somebody else's is not found.
    pub(crate) async fn lock_claim(&self, tx: &impl ConnectionTrait, member: UserId, number: &str) -> Result<Locked, BackendError> {
        let row = claim::Entity::find().filter(claim::Column::Number.eq(number)).one(tx).await?.ok_or(BackendError::NotFound)?;
        self.lock_enrolment(tx, member, EnrolmentId(row.enrolment_id)).await?;
        let row = claim::Entity::find_by_id(row.id).one(tx).await?.ok_or(BackendError::NotFound)?;
        let status = ClaimStatus::parse(&row.status).ok_or_else(|| BackendError::inconsistent("claims"))?;
        Ok(Locked { row, status })
    }

    /// The dossier of that id, locked for the desk, and whose it is; one that was never sent is not found.
    pub(crate) async fn lock_for_desk(&self, tx: &impl ConnectionTrait, id: ClaimId) -> Result<(Locked, UserId), BackendError> {
        let (row, member) = with_owner(tx, id).await?;
        let locked = self.lock_claim(tx, member, &row.number).await?;
        if locked.status == ClaimStatus::Draft { Err(BackendError::NotFound) } else { Ok((locked, member)) }
    }

    /// Whose dossier that is, and its number; one that was never sent is not found.
    pub(crate) async fn owner_of(&self, db: &impl ConnectionTrait, id: ClaimId) -> Result<(UserId, String), BackendError> {
        let (row, member) = with_owner(db, id).await?;
        if row.status == ClaimStatus::Draft.as_str() { Err(BackendError::NotFound) } else { Ok((member, row.number)) }
    }

    /// The dossier into which the desk enters a request, locked, that request, and whose it is; where none is being entered, nothing is found.
    async fn lock_entry(&self, tx: &impl ConnectionTrait, id: ClaimId) -> Result<(Locked, request::Model, UserId), BackendError> {
        let (row, member) = with_owner(tx, id).await?;
        let locked = self.lock_claim(tx, member, &row.number).await?;
        let entry = locked.written(tx, Pen::Desk).await?.ok_or(BackendError::NotFound)?;
        Ok((locked, entry, member))
    }

    /// The next number of that kind, in the caller's transaction.
    pub(crate) async fn next_number(&self, tx: &impl ConnectionTrait, kind: NumberKind, at: Instant) -> Result<String, BackendError> {
        #[derive(FromQueryResult)]
        struct Counter {
            value: i64,
        }
        let year = crate::clock::paris_day(at).year();
        let sql = match tx.get_database_backend() {
            DbBackend::Postgres => {
                "INSERT INTO counters (name, value) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value"
            }
            _ => {
                "INSERT INTO counters (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value"
            }
        };
        let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, [format!("{}-{year}", kind.as_str()).into()]);
        let counter = Counter::find_by_statement(statement).one(tx).await?.ok_or_else(|| BackendError::inconsistent("counters"))?;
        Ok(make_number(kind, year, u32::try_from(counter.value).map_err(BackendError::broken)?))
    }
}

/// The dossier of that id, and whose it is, whether it was sent or not.
async fn with_owner(db: &impl ConnectionTrait, id: ClaimId) -> Result<(claim::Model, UserId), BackendError> {
    match claim::Entity::find_by_id(id.0).find_also_related(enrolment::Entity).one(db).await? {
        Some((row, Some(of))) => Ok((row, UserId(of.user_id))),
        _ => Err(BackendError::NotFound),
    }
}
