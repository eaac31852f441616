//! The second step of signing in (trust.md 6.4, ASVS 6.3.3): keys of applications, codes for the day the telephone is lost.
mod codes;
mod key;
mod step;

pub use step::SecondStep;

use super::entity::{authenticator, recovery_code, second_step, session};
use crate::{Backend, BackendError, audit, outbox, random};
use domain::{
    account::{Person, SecondCode, SecondFactor, grouped},
    form::FieldError,
    id::UserId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What is sealed with a member's key: the key of an application, the recovery codes to be noted down.
const KEY: &str = "authenticator";
const CODES: &str = "recovery codes";

impl Backend {
    /// Where the person stands with the second step.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn second_factor(&self, person: &Person) -> Result<SecondFactor, BackendError> {
        let db = self.inner.store.read();
        let Some(row) = authenticator::Entity::find_by_id(person.id.0).one(db).await? else { return Ok(SecondFactor::Off) };
        let sealed_by = self.member_key(person.id).await?;
        if row.confirmed_at.is_none() {
            let key = sealed_by.opened_text(KEY, &row.sealed_key)?;
            let url = key::url(&key, &self.profile().brand, &person.login_name)?;
            return Ok(SecondFactor::Offered { key, url });
        }
        let left = recovery_code::Entity::find().filter(recovery_code::Column::UserId.eq(person.id.0));
        let codes_left = left.filter(recovery_code::Column::UsedAt.is_null()).count(db).await?;
        let to_note = row.sealed_codes.map(|sealed| sealed_by.opened_text(CODES, &sealed)).transpose()?;
        let to_note = to_note.iter().flat_map(|codes| codes.split(' ')).map(grouped).collect();
        Ok(SecondFactor::On { codes_left, to_note })
    }

    /// Makes a key that waits for its first code; one that is in use stays.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn offer_second_factor(&self, person: &Person) -> Result<(), BackendError> {
        let now = self.now();
        let sealed_key = self.member_key(person.id).await?.sealed(KEY, key::generate()?.as_bytes())?;
        let tx = self.inner.store.write().await?;
        let waiting = authenticator::Entity::delete_many().filter(authenticator::Column::UserId.eq(person.id.0));
        waiting.filter(authenticator::Column::ConfirmedAt.is_null()).exec(&tx).await?;
        if authenticator::Entity::find_by_id(person.id.0).one(&tx).await?.is_none() {
            self.keep_key(&tx, person.id, sealed_key, false).await?;
        }
        audit::record(&tx, now, Some(person.id), "second_factor_offered", &person.id.to_string(), "").await?;
        Ok(tx.commit().await?)
    }

    async fn keep_key(&self, tx: &impl ConnectionTrait, of: UserId, sealed_key: String, confirmed: bool) -> Result<(), BackendError> {
        let now = self.now();
        let row = authenticator::ActiveModel {
            user_id: Set(of.0),
            sealed_key: Set(sealed_key),
            last_step: Set(0),
            created_at: Set(now),
            confirmed_at: Set(confirmed.then_some(now)),
            sealed_codes: Set(None),
        };
        authenticator::Entity::insert(row).exec_without_returning(tx).await?;
        Ok(())
    }

    /// A demo member's key, in use from the start.
    pub(crate) async fn demo_second_factor(&self, tx: &impl ConnectionTrait, of: UserId, key: &str) -> Result<(), BackendError> {
        let sealed_key = self.member_key_in(tx, of).await?.sealed(KEY, key.as_bytes())?;
        self.keep_key(tx, of, sealed_key, true).await
    }

    /// Turns the second step on when the code is one of the waiting key's: other sessions end, recovery codes are made, the person is
    /// told by mail. Gives what is wrong with the code.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn confirm_second_factor(&self, person: &Person, token: &str, typed: &str) -> Result<Option<FieldError>, BackendError> {
        let sealed_by = self.member_key(person.id).await?;
        let tx = self.inner.store.write().await?;
        let waiting = authenticator::Entity::find_by_id(person.id.0).filter(authenticator::Column::ConfirmedAt.is_null());
        let row = waiting.one(&tx).await?.ok_or(BackendError::NotFound)?;
        let Some(SecondCode::App(code)) = SecondCode::parse(typed) else { return Ok(Some(bad_code(typed))) };
        let Some(step) = key::step(&sealed_by.opened_text(KEY, &row.sealed_key)?, &code, self.now())? else {
            return Ok(Some(bad_code(typed)));
        };
        let mut row = row.into_active_model();
        (row.confirmed_at, row.last_step) = (Set(Some(self.now())), Set(step));
        authenticator::Entity::update(row).exec(&tx).await?;
        self.make_codes(&tx, person.id, &sealed_by).await?;
        let others = session::Entity::delete_many().filter(session::Column::UserId.eq(person.id.0));
        others.filter(session::Column::TokenHash.ne(super::token_hash(token))).exec(&tx).await?;
        self.tell_second_factor(&tx, person, "second_factor_on", "second-on-mail").await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(None)
    }

    /// Turns the second step off, or takes back a key that waits.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn drop_second_factor(&self, person: &Person) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        let was_on = authenticator::Entity::find_by_id(person.id.0).one(&tx).await?.is_some_and(|row| row.confirmed_at.is_some());
        forget(&tx, person.id.0).await?;
        if was_on {
            self.tell_second_factor(&tx, person, "second_factor_off", "second-off-mail").await?;
        }
        tx.commit().await?;
        self.wake_outbox();
        Ok(())
    }

    async fn tell_second_factor(&self, tx: &impl ConnectionTrait, person: &Person, act: &str, mail: &str) -> Result<(), BackendError> {
        let now = self.now();
        audit::record(tx, now, Some(person.id), act, &person.id.to_string(), "").await?;
        if let Some(to) = &person.email {
            let once = format!("{act}:{}", random::id(now)?);
            outbox::enqueue_mail(tx, now, to, mail, &BTreeMap::new(), once).await?;
        }
        Ok(())
    }
}

/// Forgets everything of the person's second step, in the caller's transaction.
pub(crate) async fn forget(tx: &impl ConnectionTrait, of: Uuid) -> Result<(), BackendError> {
    authenticator::Entity::delete_many().filter(authenticator::Column::UserId.eq(of)).exec(tx).await?;
    recovery_code::Entity::delete_many().filter(recovery_code::Column::UserId.eq(of)).exec(tx).await?;
    second_step::Entity::delete_many().filter(second_step::Column::UserId.eq(of)).exec(tx).await?;
    Ok(())
}

fn bad_code(typed: &str) -> FieldError {
    FieldError::new("code", if typed.trim().is_empty() { "second-missing" } else { "second-wrong" })
}
