//! Adding a passkey: the browser is told what to ask the device for, and what the device answers is judged.
use super::{
    super::{entity::user, personal::undo::Before},
    Ceremony,
    entity::passkey,
    print, read, rows_of,
};
use crate::{Backend, BackendError, audit, random};
use domain::{
    account::{MAX_PASSKEYS, Person},
    form::FieldError,
    id::UserId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use webauthn_rs::prelude::{Passkey, PasskeyRegistration, RegisterPublicKeyCredential};

/// A passkey being added.
#[derive(Serialize, Deserialize)]
struct Adding {
    /// By which the device names the account: random, so that it says nothing of anybody.
    handle: Uuid,
    ceremony: PasskeyRegistration,
}

impl Backend {
    /// What the browser of that session is to ask a device for.
    ///
    /// # Errors
    /// `NotFound` where there are no passkeys, or the person has as many as one keeps; when the database cannot be read or written.
    pub async fn begin_passkey(&self, person: &Person, session: &str) -> Result<Ceremony, BackendError> {
        let site = self.passkey_site()?;
        let known = rows_of(self.inner.store.read(), person.id).await?;
        if known.len() >= MAX_PASSKEYS {
            return Err(BackendError::NotFound);
        }
        let handle = match known.first() {
            Some(row) => row.handle,
            None => uuid::Builder::from_random_bytes(random::bytes()?).into_uuid(),
        };
        let keys = known.iter().map(read).collect::<Result<Vec<Passkey>, _>>()?;
        let excluded = keys.iter().map(|key| key.cred_id().clone()).collect();
        let begun = site.start_passkey_registration(handle, &person.login_name, &person.full_name(), Some(excluded));
        let (options, ceremony) = begun.map_err(|error| BackendError::broken(error.to_string()))?;
        let mut options = serde_json::to_value(options.public_key).map_err(BackendError::broken)?;
        keep_on_device(&mut options);
        Ok(Ceremony { token: self.keep_challenge(Some(session), &Adding { handle, ceremony }).await?, options })
    }

    /// Adds the passkey that a device made for the challenge of that token; the person is told by mail. Gives what is wrong.
    ///
    /// # Errors
    /// `NotFound` where there are no passkeys, or when the session ended meanwhile; when the database cannot be read or written.
    pub async fn add_passkey(
        &self,
        person: &Person,
        session: &str,
        (token, answer): (&str, &str),
        name: String,
    ) -> Result<Option<FieldError>, BackendError> {
        let Some((handle, key)) = self.made_passkey(session, token, answer).await? else { return Ok(Some(refused())) };
        let tx = self.inner.store.write().await?;
        let member = self.row_of_session(&tx, person.id, session).await?;
        let known = passkey::Entity::find().filter(passkey::Column::CredentialHash.eq(print(key.cred_id()))).count(&tx).await?;
        if known > 0 || rows_of(&tx, person.id).await?.len() >= MAX_PASSKEYS {
            return Ok(Some(refused()));
        }
        self.keep_passkey(&tx, &member, (handle, &key), name).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(None)
    }

    /// The passkey of that answer and the handle it stands under; `None` when it is no answer to that challenge.
    async fn made_passkey(&self, session: &str, token: &str, answer: &str) -> Result<Option<(Uuid, Passkey)>, BackendError> {
        let site = self.passkey_site()?;
        let Some(Adding { handle, ceremony }) = self.take_challenge(token, Some(session)).await? else { return Ok(None) };
        let Ok(answer) = serde_json::from_str::<RegisterPublicKeyCredential>(answer) else { return Ok(None) };
        match site.finish_passkey_registration(&answer, &ceremony) {
            Ok(key) => Ok(Some((handle, key))),
            Err(error) => {
                tracing::info!(%error, "a passkey was not added");
                Ok(None)
            }
        }
    }

    async fn keep_passkey(
        &self,
        tx: &impl ConnectionTrait,
        member: &user::Model,
        (handle, key): (Uuid, &Passkey),
        name: String,
    ) -> Result<(), BackendError> {
        let (now, of) = (self.now(), UserId(member.id));
        let id = random::id(now)?;
        let row = passkey::ActiveModel {
            id: Set(id),
            user_id: Set(member.id),
            credential_hash: Set(print(key.cred_id())),
            handle: Set(handle),
            public_key: Set(serde_json::to_string(key).map_err(BackendError::broken)?),
            name: Set(name),
            created_at: Set(now),
            last_used_at: Set(None),
        };
        passkey::Entity::insert(row).exec_without_returning(tx).await?;
        audit::record(tx, now, Some(of), "passkey_added", &of.to_string(), "").await?;
        self.tell_before(tx, member, "passkey_added", &Before::PasskeyAdded(id)).await
    }
}

/// Asks for a passkey that the device finds by itself, so that nobody types a name before signing in. The library leaves this out, to spare
/// the room of security keys.
fn keep_on_device(options: &mut Value) {
    if let Some(wanted) = options.pointer_mut("/authenticatorSelection") {
        wanted["residentKey"] = "required".into();
        wanted["requireResidentKey"] = true.into();
    }
}

fn refused() -> FieldError {
    FieldError::new("passkey", "passkey-refused")
}
