//! « Demande de correction » (X-10, D-15): what a member asks the insurer to correct, sealed with their key, kept until it is answered.
use super::entity::correction;
use crate::{Backend, BackendError, audit, random};
use domain::{
    account::{
        Person,
        personal::{CorrectionState, EditMode, MAX_OPEN, read_correction},
    },
    day::Instant,
    form::FieldError,
    id::UserId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// What is sealed with the member's key: what they ask, and why they are answered so.
pub(super) const TEXT: &str = "correction";
pub(super) const REASON: &str = "correction_reason";

/// A request, as its member sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When it was made.
    pub asked_at: Instant,
    /// How far it is.
    pub state: CorrectionState,
    /// What is to be corrected.
    pub text: String,
    /// Why it was answered so; empty before, and where nobody said.
    pub reason: String,
}

impl Backend {
    /// The member's requests, newest first.
    ///
    /// # Errors
    /// When the database cannot be read or a text not be opened.
    pub async fn corrections(&self, member: UserId) -> Result<Vec<Correction>, BackendError> {
        self.corrections_in(self.inner.store.read(), member).await
    }

    async fn corrections_in(&self, db: &impl ConnectionTrait, member: UserId) -> Result<Vec<Correction>, BackendError> {
        let rows = correction::Entity::find().filter(correction::Column::UserId.eq(member.0));
        let rows = rows.order_by_desc(correction::Column::CreatedAt).all(db).await?;
        let key = self.member_key_in(db, member).await?;
        let shown = |row: correction::Model| -> Result<Correction, BackendError> {
            let state = CorrectionState::parse(&row.state).ok_or_else(|| BackendError::inconsistent("correction_requests"))?;
            let reason = row.reason.map(|reason| key.opened_text(REASON, &reason)).transpose()?.unwrap_or_default();
            Ok(Correction { asked_at: row.created_at, state, text: key.opened_text(TEXT, &row.text)?, reason })
        };
        rows.into_iter().map(shown).collect()
    }

    /// Keeps a request for the insurer; gives what is wrong. The same text sent twice is one request.
    ///
    /// # Errors
    /// `NotFound` where members change their data themselves; when the database cannot be written.
    pub async fn ask_correction(&self, member: &Person, typed: &str) -> Result<Vec<FieldError>, BackendError> {
        if self.profile().profile_edit.mode != EditMode::Request {
            return Err(BackendError::NotFound);
        }
        let text = match read_correction(typed) {
            Ok(text) => text,
            Err(problem) => return Ok(vec![problem]),
        };
        let tx = self.inner.store.write().await?;
        self.own_row(&tx, member.id).await?;
        let mut open = self.corrections_in(&tx, member.id).await?;
        open.retain(|request| request.state == CorrectionState::Open);
        if open.iter().any(|request| request.text == text) {
            return Ok(Vec::new());
        }
        if open.len() >= MAX_OPEN {
            return Ok(vec![FieldError::new("text", "personal-many-corrections")]);
        }
        self.keep_correction(&tx, member.id, &text).await?;
        tx.commit().await?;
        Ok(Vec::new())
    }

    async fn keep_correction(&self, tx: &impl ConnectionTrait, member: UserId, text: &str) -> Result<(), BackendError> {
        let now = self.now();
        let id = random::id(now)?;
        let row = correction::ActiveModel {
            id: Set(id),
            user_id: Set(member.0),
            state: Set(CorrectionState::Open.as_str().to_owned()),
            text: Set(self.member_key_in(tx, member).await?.sealed(TEXT, text.as_bytes())?),
            created_at: Set(now),
            answered_at: Set(None),
            answered_by: Set(None),
            reason: Set(None),
            changes: Set(None),
        };
        correction::Entity::insert(row).exec_without_returning(tx).await?;
        audit::record(tx, now, Some(member), "correction_asked", &id.to_string(), "").await
    }
}
