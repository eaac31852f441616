//! The second step of signing in (trust.md 6.4, ASVS 6.3.3): keys of applications, codes for the day the telephone is lost.
mod codes;
mod key;
mod lost;
mod step;

pub use step::SecondStep;

use super::{
    entity::{authenticator, link, recovery_code, second_step, session},
    link::Purpose,
    personal::undo::Before,
};
use crate::{Backend, BackendError, audit};
use domain::{
    account::{Person, SecondCode, SecondFactor, grouped},
    form::FieldError,
    id::UserId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
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
        self.own_row(&tx, person.id).await?;
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
    /// `NotFound` when no key waits, or when the session ended meanwhile; when the database cannot be read or written.
    pub async fn confirm_second_factor(&self, person: &Person, token: &str, typed: &str) -> Result<Option<FieldError>, BackendError> {
        let sealed_by = self.member_key(person.id).await?;
        let tx = self.inner.store.write().await?;
        let member = self.row_of_session(&tx, person.id, token).await?;
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
        audit::record(&tx, self.now(), Some(person.id), "second_factor_on", &person.id.to_string(), "").await?;
        self.tell_before(&tx, &member, "second_on", &Before::SecondFactor { key: None }).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(None)
    }

    /// Turns the second step off, or takes back a key that waits.
    ///
    /// # Errors
    /// `NotFound` when the session ended meanwhile; when the database cannot be read or written.
    pub async fn drop_second_factor(&self, person: &Person, session: &str) -> Result<(), BackendError> {
        let sealed_by = self.member_key(person.id).await?;
        let tx = self.inner.store.write().await?;
        let member = self.row_of_session(&tx, person.id, session).await?;
        let row = authenticator::Entity::find_by_id(person.id.0).one(&tx).await?;
        forget(&tx, person.id.0).await?;
        if let Some(row) = row.filter(|row| row.confirmed_at.is_some()) {
            let key = Some(sealed_by.opened_text(KEY, &row.sealed_key)?);
            audit::record(&tx, self.now(), Some(person.id), "second_factor_off", &person.id.to_string(), "").await?;
            self.tell_before(&tx, &member, "second_off", &Before::SecondFactor { key }).await?;
        }
        tx.commit().await?;
        self.wake_outbox();
        Ok(())
    }

    /// Puts the second step back to what it was: none, or that key, with new recovery codes to be noted down.
    pub(super) async fn restore_second_factor(&self, tx: &impl ConnectionTrait, of: UserId, key: Option<&str>) -> Result<(), BackendError> {
        forget(tx, of.0).await?;
        let Some(key) = key else { return Ok(()) };
        let sealed_by = self.member_key_in(tx, of).await?;
        self.keep_key(tx, of, sealed_by.sealed(KEY, key.as_bytes())?, true).await?;
        self.make_codes(tx, of, &sealed_by).await
    }
}

/// Forgets everything of the person's second step, in the caller's transaction.
pub(crate) async fn forget(tx: &impl ConnectionTrait, of: Uuid) -> Result<(), BackendError> {
    authenticator::Entity::delete_many().filter(authenticator::Column::UserId.eq(of)).exec(tx).await?;
    recovery_code::Entity::delete_many().filter(recovery_code::Column::UserId.eq(of)).exec(tx).await?;
    second_step::Entity::delete_many().filter(second_step::Column::UserId.eq(of)).exec(tx).await?;
    // A link that would take it away has nothing left to take, nor may it take another one that comes.
    let links = link::Entity::delete_many().filter(link::Column::UserId.eq(of));
    links.filter(link::Column::Purpose.eq(Purpose::SecondStep.as_str())).exec(tx).await?;
    Ok(())
}

pub(super) fn bad_code(typed: &str) -> FieldError {
    FieldError::new("code", if typed.trim().is_empty() { "second-missing" } else { "second-wrong" })
}
