//! Signing in with a passkey: the device proves that it holds the key and that it recognised its owner, which is two factors in one.
use super::{
    super::{
        NewSession,
        entity::user,
        link::Purpose,
        throttle::{Try, tries_of_passkeys},
    },
    Ceremony,
    entity::passkey,
    print, read,
};
use crate::{Backend, BackendError, audit};
use domain::{day::Instant, id::UserId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential, WebauthnError};

/// What becomes of a try to sign in with a passkey.
#[derive(Debug)]
pub enum Entry {
    /// The passkey is theirs.
    Begun(NewSession),
    /// It is nobody's, it was removed, or it did not answer what was asked, in time: nothing says which.
    Refused,
    /// Too many wrong answers for that account: the next one is looked at from that moment on.
    Wait(Instant),
}

impl Backend {
    /// What the browser of whoever wants to sign in is to ask a device for. It is the same for everybody.
    ///
    /// # Errors
    /// `NotFound` where there are no passkeys; when the database cannot be written.
    pub async fn begin_entry(&self) -> Result<Ceremony, BackendError> {
        let begun = self.passkey_site()?.start_discoverable_authentication();
        let (options, ceremony) = begun.map_err(|error| BackendError::broken(error.to_string()))?;
        let options = serde_json::to_value(options.public_key).map_err(BackendError::broken)?;
        Ok(Ceremony { token: self.keep_challenge(None, &ceremony).await?, options })
    }

    /// Signs in with what a device answered to the challenge of that token.
    ///
    /// # Errors
    /// `NotFound` where there are no passkeys; when the database cannot be read or written.
    pub async fn enter_with_passkey(&self, token: &str, answer: &str, device: &str) -> Result<Entry, BackendError> {
        self.passkey_site()?;
        let Some(ceremony) = self.take_challenge::<DiscoverableAuthentication>(token, None).await? else { return Ok(Entry::Refused) };
        let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else { return Ok(Entry::Refused) };
        let Some((key, holder)) = self.holder(&answer).await? else { return Ok(Entry::Refused) };
        let tries = tries_of_passkeys(holder.id);
        let locks = match self.count_try(&tries).await? {
            Try::TooSoon(next) => return Ok(Entry::Wait(next)),
            Try::Counted { locks } => locks,
        };
        if !self.is_held(key, &answer, ceremony).await? {
            if locks {
                self.mail_link(Some(&holder), Purpose::UnlockPasskey).await?;
            }
            return Ok(Entry::Refused);
        }
        Ok(self.begin_session(holder, &tries, device, true).await?.map_or(Entry::Refused, Entry::Begun))
    }

    /// The passkey that the answer names and whose it is; nobody's whose account is closed, or waits for a password after a change was
    /// taken back.
    async fn holder(&self, answer: &PublicKeyCredential) -> Result<Option<(passkey::Model, user::Model)>, BackendError> {
        let Ok((handle, credential)) = self.passkey_site()?.identify_discoverable_authentication(answer) else { return Ok(None) };
        let db = self.inner.store.read();
        let named = passkey::Entity::find().filter(passkey::Column::CredentialHash.eq(print(credential)));
        let Some(key) = named.filter(passkey::Column::Handle.eq(handle)).one(db).await? else { return Ok(None) };
        let holder = user::Entity::find_by_id(key.user_id).one(db).await?;
        Ok(holder.filter(|row| !row.closed && !row.password_hash.is_empty()).map(|row| (key, row)))
    }

    /// Whether the device holds that passkey; its use is noted. Of two uses at the same moment, one counts, and none of a passkey that was
    /// removed meanwhile.
    async fn is_held(
        &self,
        row: passkey::Model,
        answer: &PublicKeyCredential,
        ceremony: DiscoverableAuthentication,
    ) -> Result<bool, BackendError> {
        let mut key = read(&row)?;
        let judged = self.passkey_site()?.finish_discoverable_authentication_v2(answer, ceremony, &key).map_err(|error| {
            tracing::info!(%error, "a passkey was refused");
            matches!(error, WebauthnError::CredentialPossibleCompromise)
        });
        let used = match judged {
            Ok(used) => used,
            Err(copied) => return self.note_refusal(&row, copied).await.map(|()| false),
        };
        key.update_credential(&used);
        let public_key = serde_json::to_string(&key).map_err(BackendError::broken)?;
        let tx = self.inner.store.write().await?;
        let update = passkey::Entity::update_many()
            .col_expr(passkey::Column::PublicKey, Expr::value(public_key))
            .col_expr(passkey::Column::LastUsedAt, Expr::value(self.now()));
        let same = update.filter(passkey::Column::Id.eq(row.id)).filter(passkey::Column::PublicKey.eq(row.public_key));
        let noted = same.exec(&tx).await?.rows_affected == 1;
        tx.commit().await?;
        Ok(noted)
    }

    /// Notes that a passkey counted backwards, where it did: somebody may have a copy of it.
    async fn note_refusal(&self, row: &passkey::Model, copied: bool) -> Result<(), BackendError> {
        if !copied {
            return Ok(());
        }
        let tx = self.inner.store.write().await?;
        audit::record(&tx, self.now(), None, "passkey_suspected", &UserId(row.user_id).to_string(), "").await?;
        Ok(tx.commit().await?)
    }
}
