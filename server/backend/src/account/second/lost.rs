//! The way back in for whoever lost every second step (B-53): the desk made sure who they are and had a link leave for their address. Nothing
//! goes before they open it and choose another password there; then the second step goes with its codes, and the passkeys too: whoever had
//! one still would have come in by it, so those that are left are lost as well.
use super::{
    super::{
        Reset,
        entity::{authenticator, session, user},
        link::Purpose,
        passkey::entity::passkey,
        personal::undo::Before,
    },
    KEY, forget,
};
use crate::{Backend, BackendError, audit};
use domain::{
    account::{PasswordForm, Person},
    id::UserId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};

impl Backend {
    /// Sets the password of whoever got the link and takes every second step away; their sessions end and waiting is over. They are told,
    /// with a link that takes it back (Y-10).
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn reset_second_step(&self, token: &str, typed: PasswordForm) -> Result<Reset, BackendError> {
        let Some((Purpose::SecondStep, row)) = self.find_link(token).await? else { return Ok(Reset::Dead) };
        let (id, new) = (UserId(row.id), typed.new.clone());
        match self.judged(Person::try_from(row)?, typed).await? {
            Ok(hash) => self.keep_without_second_step(token, id, hash, &new).await,
            Err(problems) => Ok(Reset::Wrong(problems)),
        }
    }

    async fn keep_without_second_step(&self, token: &str, of: UserId, hash: String, new: &str) -> Result<Reset, BackendError> {
        let tx = self.inner.store.write().await?;
        // The person first, as everywhere.
        let open = user::Entity::find_by_id(of.0).filter(user::Column::Closed.eq(false)).lock_exclusive();
        let Some(row) = open.one(&tx).await? else { return Ok(Reset::Dead) };
        let on = authenticator::Entity::find_by_id(of.0).filter(authenticator::Column::ConfirmedAt.is_not_null());
        // Without one there is nothing to take away: whoever turned it off meanwhile came in.
        let Some(on) = on.one(&tx).await? else { return Ok(Reset::Dead) };
        if !Self::use_link(&tx, token, Purpose::SecondStep, of.0).await? {
            return Ok(Reset::Dead);
        }
        let key = self.member_key_in(&tx, of).await?.opened_text(KEY, &on.sealed_key)?;
        forget(&tx, of.0).await?;
        let update = user::Entity::update_many().col_expr(user::Column::PasswordHash, Expr::value(hash));
        update.filter(user::Column::Id.eq(of.0)).exec(&tx).await?;
        session::Entity::delete_many().filter(session::Column::UserId.eq(of.0)).exec(&tx).await?;
        Self::forgive_in(&tx, &row).await?;
        let hint_dropped = self.review_hint(&tx, of, new).await?;
        let passkeys = passkey::Entity::find().filter(passkey::Column::UserId.eq(of.0)).all(&tx).await?;
        self.leave_passkeys(&tx, of, true).await?;
        audit::record(&tx, self.now(), Some(of), "password_reset", &of.to_string(), "").await?;
        audit::record(&tx, self.now(), Some(of), "second_factor_off", &of.to_string(), "").await?;
        self.tell_before(&tx, &row, "second_lost", &Before::SecondLost { key, passkeys }).await?;
        // Whoever reads their mailbox may be somebody else. Without an address they were told there already.
        if row.email.is_some() {
            self.tell_by_sms(&tx, &row).await?;
        }
        tx.commit().await?;
        self.wake_outbox();
        Ok(Reset::Done { hint_dropped })
    }
}
