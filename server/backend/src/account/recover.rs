//! The way back in (A-15, S-3, X-3, Q-2, Q-3): what is told is the same whether anybody has that name or address or not, and so is
//! the work done.
use super::{
    entity::{second_step, session, user},
    link::Purpose,
    password,
};
use crate::{Backend, BackendError, audit, outbox};
use domain::{
    account::{Lost, MAX_CREDENTIAL_CHARS, PasswordForm, Person, Role, normalised_login},
    form::FieldError,
    id::UserId,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Func},
};
use std::collections::BTreeMap;

/// Several enrolled people may share one mailbox; more than so many are not written to at once.
const MAX_SHARING: u64 = 5;

/// What became of a new password.
#[derive(Debug, PartialEq, Eq)]
pub enum Reset {
    /// It is the password from now on.
    Done {
        /// Whether the hint went: it would have given the new one away.
        hint_dropped: bool,
    },
    /// Something is wrong with it; the link still works.
    Wrong(Vec<FieldError>),
    /// The link ended, was used, or never was.
    Dead,
}

impl Backend {
    /// Sends what helps whoever lost something: a link to choose another password, or the sign-in name. `typed` is a sign-in name
    /// or an e-mail address; for a lost sign-in name, an address.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn send_help(&self, lost: Lost, typed: &str) -> Result<(), BackendError> {
        let found = self.found_by(lost, typed).await?;
        match lost {
            Lost::Password if found.is_empty() => self.mail_link(None, Purpose::Reset).await,
            Lost::Password => {
                for person in &found {
                    self.mail_link(Some(person), Purpose::Reset).await?;
                }
                Ok(())
            }
            Lost::Login => self.mail_logins(&found).await,
        }
    }

    async fn found_by(&self, lost: Lost, typed: &str) -> Result<Vec<user::Model>, BackendError> {
        let name = normalised_login(typed);
        if name.is_empty() || name.chars().count() > MAX_CREDENTIAL_CHARS {
            return Ok(Vec::new());
        }
        let address = Func::lower(Expr::col(user::Column::Email)).eq(name.as_str());
        let named = Condition::any().add(address).add_option((lost == Lost::Password).then(|| user::Column::LoginName.eq(&name)));
        // Whoever works at the office is invited again instead.
        let members = user::Entity::find().filter(named).filter(user::Column::Role.eq(Role::Member.as_str()));
        let query = members.filter(user::Column::Closed.eq(false));
        Ok(query.order_by_asc(user::Column::LoginName).limit(MAX_SHARING).all(self.inner.store.read()).await?)
    }

    /// One mail to the address with all its sign-in names, at most one in the life of a link. A link of nobody is kept each time: an address
    /// that nobody has costs the disk what a known one does.
    async fn mail_logins(&self, found: &[user::Model]) -> Result<(), BackendError> {
        let now = self.now();
        let tx = self.inner.store.write().await?;
        self.keep_link(&tx, None, Purpose::Reset, None).await?;
        if let Some(to) = found.first().and_then(|person| person.email.clone()) {
            let names: Vec<&str> = found.iter().map(|person| person.login_name.as_str()).collect();
            let slot = now.timestamp() / self.profile().recovery.lifetime().num_seconds();
            let once = format!("logins:{}:{slot}", crate::crypto::sha256_hex(to.to_lowercase().as_bytes()));
            let params = BTreeMap::from([("logins".to_owned(), names.join(", "))]);
            outbox::enqueue_mail_once(&tx, (now, now), &to, "logins-mail", &params, once).await?;
        }
        tx.commit().await?;
        self.wake_outbox();
        Ok(())
    }

    /// Sets the password of whoever got the link; their sessions end and waiting is over. Their passkeys stay, unless they ask to
    /// have them removed too.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn reset_password(&self, token: &str, typed: PasswordForm, remove_passkeys: bool) -> Result<Reset, BackendError> {
        let Some((Purpose::Reset, row)) = self.find_link(token).await? else { return Ok(Reset::Dead) };
        let new = typed.new.clone();
        match self.judged(Person::try_from(row.clone())?, typed).await? {
            Ok(hash) => self.keep_reset(token, row, (hash, &new), remove_passkeys).await,
            Err(problems) => Ok(Reset::Wrong(problems)),
        }
    }

    /// The hash of a password chosen by whoever came by a link, or what is wrong with it.
    pub(super) async fn judged(&self, person: Person, typed: PasswordForm) -> Result<Result<String, Vec<FieldError>>, BackendError> {
        let backend = self.clone();
        let judged = move || {
            let problems = backend.password_policy(person.role).errors_of_new(&typed, &backend.judge(&person, &typed.new));
            if problems.is_empty() { password::hash(&typed.new).map(Ok) } else { Ok(Err(problems)) }
        };
        self.inner.hashing.run(judged).await?
    }

    async fn keep_reset(
        &self,
        token: &str,
        row: user::Model,
        (hash, new): (String, &str),
        remove_passkeys: bool,
    ) -> Result<Reset, BackendError> {
        let (now, of) = (self.now(), UserId(row.id));
        let tx = self.inner.store.write().await?;
        if !Self::use_link(&tx, token, Purpose::Reset, row.id).await? {
            return Ok(Reset::Dead);
        }
        let update = user::Entity::update_many().col_expr(user::Column::PasswordHash, Expr::value(hash));
        update.filter(user::Column::Id.eq(row.id)).exec(&tx).await?;
        session::Entity::delete_many().filter(session::Column::UserId.eq(row.id)).exec(&tx).await?;
        second_step::Entity::delete_many().filter(second_step::Column::UserId.eq(row.id)).exec(&tx).await?;
        Self::forgive_in(&tx, &row).await?;
        let hint_dropped = self.review_hint(&tx, of, new).await?;
        audit::record(&tx, now, Some(of), "password_reset", &row.id.to_string(), "").await?;
        let passkeys = self.leave_passkeys(&tx, of, remove_passkeys).await?;
        self.tell_of_password(&tx, &row, passkeys).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(Reset::Done { hint_dropped })
    }

    /// Lets whoever got the link try again at once; gives by which door, and `None` when the link no longer works.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn unlock(&self, token: &str) -> Result<Option<Role>, BackendError> {
        let Some((purpose, row)) = self.find_link(token).await? else { return Ok(None) };
        if !matches!(purpose, Purpose::Unlock | Purpose::UnlockCode | Purpose::UnlockPasskey) {
            return Ok(None);
        }
        let tx = self.inner.store.write().await?;
        if !Self::use_link(&tx, token, purpose, row.id).await? {
            return Ok(None);
        }
        Self::forgive_in(&tx, &row).await?;
        audit::record(&tx, self.now(), Some(UserId(row.id)), "unlocked", &row.id.to_string(), "").await?;
        tx.commit().await?;
        Ok(Role::parse(&row.role))
    }
}
