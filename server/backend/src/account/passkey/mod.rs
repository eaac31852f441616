//! Passkeys (WebAuthn level 3): public keys whose other half stays in a member's device. Only the public half, a name and two dates are
//! kept; by what the device recognises its owner is never told to anybody.
mod add;
mod challenge;
mod enter;
pub(in crate::account) mod entity;
mod site;

pub(crate) use challenge::forget_challenges;
pub use enter::Entry;
pub(crate) use site::bound_to;

use super::personal::undo::Before;
use crate::{Backend, BackendError, audit, crypto::sha256_hex};
use domain::{account::Person, day::Instant, id::UserId};
use entity::passkey;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, sea_query::OnConflict};
use uuid::Uuid;
use webauthn_rs::{Webauthn, prelude::Passkey};

/// What a browser is to ask a device for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceremony {
    /// Names the challenge when it is answered.
    pub token: String,
    /// `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`.
    pub options: serde_json::Value,
}

/// What becomes of a person's passkeys when they choose another password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeftPasskeys {
    /// There are none that open anything.
    None,
    /// They open the account as before.
    Kept,
    /// They are removed with the old password.
    Removed,
}

impl LeftPasskeys {
    /// As the mail that tells of the password is given it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Kept => "kept",
            Self::Removed => "removed",
        }
    }
}

/// A passkey, as its member sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPasskey {
    /// Names it when it is to be removed.
    pub id: Uuid,
    /// What they call it.
    pub name: String,
    /// When it was added.
    pub added_at: Instant,
    /// When it last opened the portal.
    pub last_used_at: Option<Instant>,
}

impl Backend {
    /// Whether passkeys work here: the insurer has them, and the portal's address has a name.
    pub fn has_passkeys(&self) -> bool {
        self.inner.passkeys.is_some()
    }

    fn passkey_site(&self) -> Result<&Webauthn, BackendError> {
        self.inner.passkeys.as_ref().ok_or(BackendError::NotFound)
    }

    /// The member's passkeys, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn passkeys(&self, member: UserId) -> Result<Vec<OwnPasskey>, BackendError> {
        let rows = rows_of(self.inner.store.read(), member).await?;
        let own = |row: passkey::Model| OwnPasskey { id: row.id, name: row.name, added_at: row.created_at, last_used_at: row.last_used_at };
        Ok(rows.into_iter().map(own).collect())
    }

    /// Whether the person enters by passkeys too: another password changes nothing of that.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn enters_by_passkey(&self, person: UserId) -> Result<bool, BackendError> {
        self.enters_by_passkey_in(self.inner.store.read(), person).await
    }

    async fn enters_by_passkey_in(&self, db: &impl ConnectionTrait, person: UserId) -> Result<bool, BackendError> {
        Ok(self.has_passkeys() && !rows_of(db, person).await?.is_empty())
    }

    /// Removes the person's passkeys when they ask for it with another password, in the caller's transaction; gives what became of them.
    pub(super) async fn leave_passkeys(
        &self,
        tx: &impl ConnectionTrait,
        person: UserId,
        remove: bool,
    ) -> Result<LeftPasskeys, BackendError> {
        if !self.enters_by_passkey_in(tx, person).await? {
            return Ok(LeftPasskeys::None);
        }
        if !remove {
            return Ok(LeftPasskeys::Kept);
        }
        forget(tx, person.0).await?;
        audit::record(tx, self.now(), Some(person), "passkey_removed", &person.to_string(), "").await?;
        Ok(LeftPasskeys::Removed)
    }

    /// Removes one of the person's passkeys; they are told by mail. Gives whether there was such a one.
    ///
    /// # Errors
    /// `NotFound` when the session ended meanwhile; when the database cannot be read or written.
    pub async fn remove_passkey(&self, person: &Person, session: &str, id: &str) -> Result<bool, BackendError> {
        let Ok(id) = id.parse::<Uuid>() else { return Ok(false) };
        let tx = self.inner.store.write().await?;
        let member = self.row_of_session(&tx, person.id, session).await?;
        let own = passkey::Entity::find_by_id(id).filter(passkey::Column::UserId.eq(person.id.0));
        let Some(row) = own.one(&tx).await? else { return Ok(false) };
        withdraw(&tx, person.id, id).await?;
        audit::record(&tx, self.now(), Some(person.id), "passkey_removed", &person.id.to_string(), "").await?;
        self.tell_before(&tx, &member, "passkey_removed", &Before::PasskeyRemoved(row)).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(true)
    }
}

/// Takes the adding of a passkey back, in the caller's transaction.
pub(super) async fn withdraw(tx: &impl ConnectionTrait, of: UserId, id: Uuid) -> Result<(), BackendError> {
    passkey::Entity::delete_many().filter(passkey::Column::Id.eq(id)).filter(passkey::Column::UserId.eq(of.0)).exec(tx).await?;
    Ok(())
}

/// Takes the removal of a passkey back, in the caller's transaction. Where a key of that name was added meanwhile, it stays removed: by
/// such a key under another account nobody keeps the other changes from being taken back.
pub(super) async fn put_back(tx: &impl ConnectionTrait, row: passkey::Model) -> Result<(), BackendError> {
    withdraw(tx, UserId(row.user_id), row.id).await?;
    let free = OnConflict::column(passkey::Column::CredentialHash).do_nothing().to_owned();
    passkey::Entity::insert(row.into_active_model()).on_conflict(free).exec_without_returning(tx).await?;
    Ok(())
}

/// Forgets the person's passkeys, in the caller's transaction.
pub(crate) async fn forget(tx: &impl ConnectionTrait, of: Uuid) -> Result<(), BackendError> {
    passkey::Entity::delete_many().filter(passkey::Column::UserId.eq(of)).exec(tx).await?;
    Ok(())
}

async fn rows_of(db: &impl ConnectionTrait, of: UserId) -> Result<Vec<passkey::Model>, BackendError> {
    let own = passkey::Entity::find().filter(passkey::Column::UserId.eq(of.0));
    Ok(own.order_by_asc(passkey::Column::CreatedAt).order_by_asc(passkey::Column::Id).all(db).await?)
}

/// The key of a row.
fn read(row: &passkey::Model) -> Result<Passkey, BackendError> {
    serde_json::from_str(&row.public_key).map_err(|_| BackendError::inconsistent("passkeys"))
}

/// The name that a device gives a key, as it is looked up: the name itself may be too long for an index.
fn print(credential: &[u8]) -> String {
    sha256_hex(credential)
}
