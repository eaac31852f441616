//! « Confirmez que c’est vous »: a fresh proof before what could be turned against a member (Y-10).
use super::{
    entity::{session, user},
    password,
    second::bad_code,
    throttle::{Try, tries_of_proofs},
    token_hash,
};
use crate::{Backend, BackendError, audit};
use chrono::TimeDelta;
use domain::{
    account::{CLOCK_SLACK, Person, SecondCode, minutes_until},
    form::FieldError,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

impl Backend {
    /// Whether the session of that token proved lately who uses it: by signing in, or by [`Self::prove`].
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn is_proved(&self, token: &str) -> Result<bool, BackendError> {
        let lately = self.now() - TimeDelta::minutes(i64::from(self.profile().login.proof_minutes));
        let row = session::Entity::find_by_id(token_hash(token)).one(self.inner.store.read()).await?;
        // A clock that was set back makes no proof last longer; two servers' clocks may differ a little.
        Ok(row.and_then(|row| row.proved_at).is_some_and(|at| at > lately && at <= self.now() + CLOCK_SLACK))
    }

    /// Takes the password, and where signing in has a second step its code too, as a fresh proof for the session of that token; gives what
    /// is wrong with them.
    ///
    /// # Errors
    /// `NotFound` when the person is gone; when the database cannot be read or written.
    pub async fn prove(&self, person: &Person, token: &str, typed: String, code: &str) -> Result<Option<FieldError>, BackendError> {
        let row = user::Entity::find_by_id(person.id.0).one(self.inner.store.read()).await?.ok_or(BackendError::NotFound)?;
        if let Some(fault) = self.password_fault(&row, typed).await? {
            return Ok(Some(fault));
        }
        let twice = self.proof_asks_code(person).await?;
        if twice && let Some(fault) = self.code_fault(&row, code).await? {
            return Ok(Some(fault));
        }
        let now = self.now();
        let tx = self.inner.store.write().await?;
        Self::forget_tries_in(&tx, &tries_of_proofs(row.id)).await?;
        let update = session::Entity::update_many().col_expr(session::Column::ProvedAt, Expr::value(now));
        let update = update.col_expr(session::Column::ProvedTwice, Expr::value(twice));
        let own = update.filter(session::Column::TokenHash.eq(token_hash(token))).filter(session::Column::UserId.eq(row.id));
        own.exec(&tx).await?;
        audit::record(&tx, now, Some(person.id), "identity_proved", &row.id.to_string(), "").await?;
        tx.commit().await?;
        Ok(None)
    }

    /// Whether a proof of that person asks for a code of their second step.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn proof_asks_code(&self, person: &Person) -> Result<bool, BackendError> {
        self.has_second_factor(person.id.0).await
    }

    /// Whether another password of that person asks for a code of their second step: the current one is typed with it, and is the whole
    /// proof where there is no such step. A session that proved lately who uses it gave its code then.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn password_asks_code(&self, person: &Person, token: &str) -> Result<bool, BackendError> {
        Ok(self.proof_asks_code(person).await? && !self.is_proved(token).await?)
    }

    /// What is wrong with what was typed as a code of theirs; one that is right and was not used before was from now on.
    pub(super) async fn code_fault(&self, row: &user::Model, typed: &str) -> Result<Option<FieldError>, BackendError> {
        let right = match SecondCode::parse(typed) {
            Some(code) => self.spend_code(row, &code).await?,
            None => false,
        };
        Ok((!right).then(|| bad_code(typed)))
    }

    /// What is wrong with a password typed as the person's current one. It counts as a try: whoever finds it right forgets the tries.
    pub(super) async fn password_fault(&self, row: &user::Model, typed: String) -> Result<Option<FieldError>, BackendError> {
        if typed.is_empty() {
            return Ok(Some(FieldError::new("current", "password-missing-current")));
        }
        if let Try::TooSoon(next) = self.count_try(&tries_of_proofs(row.id)).await? {
            let minutes = minutes_until(next, self.now()).to_string();
            return Ok(Some(FieldError::new("current", "password-wait").with("minutes", minutes)));
        }
        let known = row.password_hash.clone();
        let right = self.inner.hashing.run(move || password::is_right(&typed, Some(&known))).await?;
        Ok((!right).then(|| FieldError::new("current", "password-wrong-current")))
    }
}
