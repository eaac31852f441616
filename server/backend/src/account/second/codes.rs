//! Codes for the day the telephone is lost: each works once; only their prints are kept once they were noted down.
use super::{
    super::{
        entity::{authenticator, recovery_code},
        personal::undo::Before,
    },
    CODES, KEY,
};
use crate::{
    Backend, BackendError, audit,
    crypto::{Key, sha256_hex},
    random,
};
use domain::{
    account::{Person, RECOVERY_CODES},
    id::UserId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// A new code: 80 bits in letters and figures that are not taken for each other.
fn generate() -> Result<String, BackendError> {
    Ok(base32::encode(base32::Alphabet::Crockford, &random::bytes::<10>()?))
}

/// The print of a code; O is read as 0, I and L as 1.
fn print(code: &str) -> Option<String> {
    base32::decode(base32::Alphabet::Crockford, code).map(|bytes| sha256_hex(&bytes))
}

impl Backend {
    /// Makes new recovery codes in place of the old ones, to be noted down.
    pub(super) async fn make_codes(&self, tx: &impl ConnectionTrait, of: UserId, sealed_by: &Key) -> Result<(), BackendError> {
        recovery_code::Entity::delete_many().filter(recovery_code::Column::UserId.eq(of.0)).exec(tx).await?;
        let codes = (0..RECOVERY_CODES).map(|_| generate()).collect::<Result<Vec<String>, _>>()?;
        for code in &codes {
            let code_hash = print(code).ok_or_else(|| BackendError::inconsistent("recovery_codes"))?;
            let id = random::id(self.now())?;
            let row = recovery_code::ActiveModel { id: Set(id), user_id: Set(of.0), code_hash: Set(code_hash), used_at: Set(None) };
            recovery_code::Entity::insert(row).exec_without_returning(tx).await?;
        }
        set_codes(tx, of.0, Some(sealed_by.sealed(CODES, codes.join(" ").as_bytes())?)).await
    }

    /// Makes new recovery codes for whoever has a second step.
    ///
    /// # Errors
    /// `NotFound` when they have none, or when the session ended meanwhile; when the database cannot be read or written.
    pub async fn renew_codes(&self, person: &Person, session: &str) -> Result<(), BackendError> {
        let sealed_by = self.member_key(person.id).await?;
        let tx = self.inner.store.write().await?;
        let member = self.row_of_session(&tx, person.id, session).await?;
        let on = authenticator::Entity::find_by_id(person.id.0).filter(authenticator::Column::ConfirmedAt.is_not_null());
        let row = on.one(&tx).await?.ok_or(BackendError::NotFound)?;
        let key = Some(sealed_by.opened_text(KEY, &row.sealed_key)?);
        self.make_codes(&tx, person.id, &sealed_by).await?;
        audit::record(&tx, self.now(), Some(person.id), "recovery_codes_renewed", &person.id.to_string(), "").await?;
        self.tell_before(&tx, &member, "second_codes", &Before::SecondFactor { key }).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(())
    }

    /// The person noted their codes down: they are never shown again.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn note_codes(&self, person: &Person) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        set_codes(&tx, person.id.0, None).await?;
        Ok(tx.commit().await?)
    }
}

async fn set_codes(tx: &impl ConnectionTrait, of: Uuid, sealed: Option<String>) -> Result<(), BackendError> {
    let update = authenticator::Entity::update_many().col_expr(authenticator::Column::SealedCodes, Expr::value(sealed));
    update.filter(authenticator::Column::UserId.eq(of)).exec(tx).await?;
    Ok(())
}

/// Uses a code up; whether it was one that had not been used.
pub(super) async fn spend(tx: &impl ConnectionTrait, of: Uuid, code: &str, now: domain::day::Instant) -> Result<bool, BackendError> {
    let Some(print) = print(code) else { return Ok(false) };
    let update = recovery_code::Entity::update_many().col_expr(recovery_code::Column::UsedAt, Expr::value(now));
    let own = update.filter(recovery_code::Column::UserId.eq(of)).filter(recovery_code::Column::CodeHash.eq(print));
    Ok(own.filter(recovery_code::Column::UsedAt.is_null()).exec(tx).await?.rows_affected == 1)
}

#[cfg(test)]
mod tests {
    use super::{generate, print};
    use domain::account::{RECOVERY_CHARS, SecondCode, grouped};

    #[test]
    fn a_code_is_read_back_however_it_is_written() {
        let code = generate().unwrap();
        assert_eq!(code.len(), RECOVERY_CHARS);
        assert_eq!(SecondCode::parse(&grouped(&code).to_lowercase()), Some(SecondCode::Recovery(code.clone())));
        assert_eq!(print(&code.replace('0', "O").replace('1', "L")), print(&code));
        assert_ne!(print(&generate().unwrap()), print(&code));
    }
}
