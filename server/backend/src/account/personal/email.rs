//! An e-mail address is verified before it is used (M-13): a link mailed there takes it into use when its button is pressed.
use super::{
    contact::{ContactChange, is_own},
    undo::Before,
};
use crate::{
    Backend, BackendError,
    account::{
        entity::{link, user},
        link::Purpose,
        token_hash,
    },
    audit, outbox,
};
use domain::{
    account::{Person, normalised_login},
    id::UserId,
    insurer::LoginIdentifier,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use std::collections::BTreeMap;
use uuid::Uuid;

impl Backend {
    /// Has that address wait to be verified and mails its link, in the caller's transaction; the address in use is told at once.
    pub(super) async fn ask_email(
        &self,
        tx: &impl ConnectionTrait,
        row: &user::Model,
        change: &mut user::ActiveModel,
        address: String,
    ) -> Result<ContactChange, BackendError> {
        if !is_own(row, &address) && row.pending_email.as_ref() != Some(&address) {
            self.tell_before(tx, row, "asked", &Before::email_of(row)).await?;
        }
        let outcome = self.mail_email_link(tx, row, &address).await?;
        change.pending_email = Set(Some(address));
        audit::record(tx, self.now(), Some(UserId(row.id)), "email_change_asked", &row.id.to_string(), "").await?;
        Ok(outcome)
    }

    /// Mails the link to the address that waits. Where somebody else signs in with it, that is what the mailbox hears instead; the page
    /// tells the same.
    async fn mail_email_link(&self, tx: &impl ConnectionTrait, row: &user::Model, address: &str) -> Result<ContactChange, BackendError> {
        if self.has_enough_links(tx, Some(row.id), Purpose::Email).await? {
            return Ok(ContactChange::Enough);
        }
        let recovery = &self.profile().recovery;
        let about = self.member_key_in(tx, UserId(row.id)).await?.sealed("address", address.as_bytes())?;
        let token = self.keep_link(tx, Some(row.id), Purpose::Email, Some(about)).await?;
        let template = if self.is_taken(tx, row.id, address).await? { "personal-taken-mail" } else { Purpose::Email.template() };
        let once = format!("link:{}", token_hash(&token));
        let params = BTreeMap::from([("token".to_owned(), token), ("minutes".to_owned(), recovery.link_minutes.to_string())]);
        outbox::enqueue_mail(tx, self.now(), address, template, &params, once).await?;
        Ok(ContactChange::LinkSent)
    }

    /// Whether somebody else signs in with that address.
    pub(super) async fn is_taken(&self, db: &impl ConnectionTrait, member: Uuid, address: &str) -> Result<bool, BackendError> {
        if self.profile().login.identifier != LoginIdentifier::Email {
            return Ok(false);
        }
        let others = user::Entity::find().filter(user::Column::LoginName.eq(normalised_login(address))).filter(user::Column::Id.ne(member));
        Ok(others.count(db).await? > 0)
    }

    /// Mails the link again to the address that waits to be verified, or to the one in use when it never was.
    ///
    /// # Errors
    /// `NotFound` when the member is gone; when the database cannot be written.
    pub async fn resend_email_link(&self, member: &Person) -> Result<ContactChange, BackendError> {
        let tx = self.inner.store.write().await?;
        let row = self.own_row(&tx, member.id).await?;
        let unverified = row.email.clone().filter(|_| row.email_verified_at.is_none());
        let Some(address) = row.pending_email.clone().or(unverified) else { return Ok(ContactChange::Kept) };
        let outcome = self.mail_email_link(&tx, &row, &address).await?;
        let mut change = row.into_active_model();
        change.pending_email = Set(Some(address));
        user::Entity::update(change).exec(&tx).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(outcome)
    }

    /// Has no address wait any more: links mailed to it are worth nothing.
    ///
    /// # Errors
    /// `NotFound` when the member is gone; when the database cannot be written.
    pub async fn cancel_email_change(&self, member: &Person) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        let mut change = self.own_row(&tx, member.id).await?.into_active_model();
        change.pending_email = Set(None);
        user::Entity::update(change).exec(&tx).await?;
        audit::record(&tx, self.now(), Some(member.id), "email_change_cancelled", &member.id.to_string(), "").await?;
        Ok(tx.commit().await?)
    }

    /// Takes the address into use for whoever got the link; whether the link still worked.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn confirm_email(&self, token: &str) -> Result<bool, BackendError> {
        let Some((Purpose::Email, row)) = self.find_link(token).await? else { return Ok(false) };
        let tx = self.inner.store.write().await?;
        let row = self.own_row(&tx, UserId(row.id)).await?;
        let Some(address) = self.asked_address(&tx, token, &row).await? else { return Ok(false) };
        if !Self::use_link(&tx, token, Purpose::Email, row.id).await? {
            return Ok(false);
        }
        self.take_email(&tx, row, address).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(true)
    }

    /// The address that the link was mailed to, when it is still the one that waits and nobody else signs in with it.
    pub(in crate::account) async fn asked_address(
        &self,
        db: &impl ConnectionTrait,
        token: &str,
        row: &user::Model,
    ) -> Result<Option<String>, BackendError> {
        let link = link::Entity::find_by_id(token_hash(token)).one(db).await?;
        let Some(about) = link.and_then(|link| link.about) else { return Ok(None) };
        let address = self.member_key_in(db, UserId(row.id)).await?.opened_text("address", &about)?;
        let waits = row.pending_email.as_ref() == Some(&address);
        Ok(if waits && !self.is_taken(db, row.id, &address).await? { Some(address) } else { None })
    }

    async fn take_email(&self, tx: &impl ConnectionTrait, row: user::Model, address: String) -> Result<(), BackendError> {
        let (now, id) = (self.now(), UserId(row.id));
        if !is_own(&row, &address) {
            self.tell_before(tx, &row, "email", &Before::email_of(&row)).await?;
        }
        let mut change = row.into_active_model();
        if self.profile().login.identifier == LoginIdentifier::Email {
            change.login_name = Set(normalised_login(&address));
        }
        (change.email, change.email_verified_at, change.pending_email) = (Set(Some(address)), Set(Some(now)), Set(None));
        user::Entity::update(change).exec(tx).await?;
        audit::record(tx, now, Some(id), "email_changed", &id.to_string(), "").await
    }
}
