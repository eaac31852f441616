//! A sign-in whose password was right waits here for its second step.
use super::{
    super::{
        NewSession,
        entity::{authenticator, second_step, user},
        link::Purpose,
        throttle::{Try, tries_of_codes},
        token_hash,
    },
    KEY, bad_code, codes, key,
};
use crate::{Backend, BackendError, outbox, random};
use chrono::TimeDelta;
use domain::{
    account::{SecondCode, minutes_until},
    form::FieldError,
    id::UserId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::collections::BTreeMap;

/// How long a second step may take.
const LIFETIME: TimeDelta = TimeDelta::minutes(10);

/// What becomes of a second step.
#[derive(Debug)]
pub enum SecondStep {
    /// The code is right.
    Begun(NewSession),
    /// The code is not; it may be tried again.
    Wrong(FieldError),
    /// It took too long, or the password was changed meanwhile: from the beginning.
    Dead,
}

impl Backend {
    /// Whether signing in as that person asks for a second step.
    pub(in super::super) async fn has_second_factor(&self, of: uuid::Uuid) -> Result<bool, BackendError> {
        let on = authenticator::Entity::find_by_id(of).filter(authenticator::Column::ConfirmedAt.is_not_null());
        Ok(on.one(self.inner.store.read()).await?.is_some())
    }

    /// Has a sign-in wait for its second step: the password was right, so the tries for that name are forgotten.
    pub(in super::super) async fn await_second_step(&self, of: &user::Model) -> Result<NewSession, BackendError> {
        let (now, token) = (self.now(), random::token()?);
        let row = second_step::ActiveModel { token_hash: Set(token_hash(&token)), user_id: Set(of.id), ends_at: Set(now + LIFETIME) };
        let tx = self.inner.store.write().await?;
        Self::forget_tries_in(&tx, &of.login_name).await?;
        second_step::Entity::delete_many().filter(second_step::Column::EndsAt.lte(now)).exec(&tx).await?;
        second_step::Entity::insert(row).exec_without_returning(&tx).await?;
        tx.commit().await?;
        Ok(NewSession { token, max_age: LIFETIME })
    }

    /// Takes the code of a second step. Each code counts once; wrong ones count like wrong passwords.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn second_step(&self, token: &str, typed: &str, device: &str) -> Result<SecondStep, BackendError> {
        let db = self.inner.store.read();
        let step = second_step::Entity::find_by_id(token_hash(token)).one(db).await?;
        let Some(step) = step.filter(|step| step.ends_at > self.now()) else { return Ok(SecondStep::Dead) };
        let row = user::Entity::find_by_id(step.user_id).one(db).await?;
        let Some(row) = row.filter(|row| !row.closed) else { return Ok(SecondStep::Dead) };
        let Some(code) = SecondCode::parse(typed) else { return Ok(SecondStep::Wrong(bad_code(typed))) };
        let tries = tries_of_codes(row.id);
        let locks = match self.count_try(&tries).await? {
            Try::TooSoon(next) => {
                let minutes = minutes_until(next, self.now()).to_string();
                return Ok(SecondStep::Wrong(FieldError::new("code", "second-wait").with("minutes", minutes)));
            }
            Try::Counted { locks } => locks,
        };
        if !self.spend_code(&row, &code).await? {
            if locks {
                self.mail_link(Some(&row), Purpose::UnlockCode).await?;
            }
            return Ok(SecondStep::Wrong(bad_code(typed)));
        }
        if !self.end_step(token).await? {
            return Ok(SecondStep::Dead);
        }
        Ok(self.begin_session(row, &tries, device, true).await?.map_or(SecondStep::Dead, SecondStep::Begun))
    }

    /// Uses the waiting sign-in up; whether it was still there.
    async fn end_step(&self, token: &str) -> Result<bool, BackendError> {
        let tx = self.inner.store.write().await?;
        let used = second_step::Entity::delete_by_id(token_hash(token)).exec(&tx).await?.rows_affected == 1;
        tx.commit().await?;
        Ok(used)
    }

    /// Whether the code is right and was not used before; from now on it was.
    pub(in super::super) async fn spend_code(&self, row: &user::Model, code: &SecondCode) -> Result<bool, BackendError> {
        let sealed_by = self.member_key(UserId(row.id)).await?;
        let tx = self.inner.store.write().await?;
        let right = match code {
            SecondCode::App(code) => {
                let Some(own) = authenticator::Entity::find_by_id(row.id).one(&tx).await? else { return Ok(false) };
                match key::step(&sealed_by.opened_text(KEY, &own.sealed_key)?, code, self.now())? {
                    Some(step) => later_step(&tx, row.id, step).await?,
                    None => false,
                }
            }
            SecondCode::Recovery(code) => {
                let right = codes::spend(&tx, row.id, code, self.now()).await?;
                if let Some(to) = row.email.as_deref().filter(|_| right) {
                    let once = format!("recovery-code:{}", random::id(self.now())?);
                    outbox::enqueue_mail(&tx, self.now(), to, "second-code-mail", &BTreeMap::new(), once).await?;
                }
                right
            }
        };
        tx.commit().await?;
        self.wake_outbox();
        Ok(right)
    }
}

/// Notes the step of a code, unless that one or a later one was used (RFC 6238, part 5.2); whether it was noted.
async fn later_step(tx: &impl ConnectionTrait, of: uuid::Uuid, step: i64) -> Result<bool, BackendError> {
    let update = authenticator::Entity::update_many().col_expr(authenticator::Column::LastStep, Expr::value(step));
    let own = update.filter(authenticator::Column::UserId.eq(of)).filter(authenticator::Column::LastStep.lt(step));
    Ok(own.exec(tx).await?.rows_affected == 1)
}
