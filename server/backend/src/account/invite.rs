//! Members who were imported have no password: a mailed link lets them choose one, which opens their account (B-52, X-5). Whoever lost
//! the link, or never had one, is helped by « Mot de passe oublié » like anybody else.
use super::{
    Accepted,
    entity::{link, user},
    link::Purpose,
};
use crate::{Backend, BackendError, audit};
use domain::{
    account::{PasswordForm, Person, Role},
    id::UserId,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use serde::Serialize;
use uuid::Uuid;

/// People invited in one transaction.
const BATCH: u64 = 200;

/// What became of the invitation of one member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitedMember {
    /// It leaves by mail.
    Sent,
    /// They have a password already.
    Joined,
    /// Nobody of that key was imported, or they closed their account.
    Unknown,
    /// Their e-mail address is not known.
    NoAddress,
    /// As many links as may be alive for one person are: no other left.
    Enough,
}

/// What became of the invitations of all who have no password yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InvitedMembers {
    /// Left by mail.
    pub sent: u64,
    /// Were invited before, and that link still works.
    pub waiting: u64,
    /// Cannot be written to: no e-mail address is known.
    pub without_address: u64,
}

/// Imported members who never came in.
fn expected() -> Select<user::Entity> {
    let imported = user::Entity::find().filter(user::Column::Role.eq(Role::Member.as_str())).filter(user::Column::ExternalId.is_not_null());
    let open = imported.filter(user::Column::Closed.eq(false)).filter(user::Column::PasswordHash.eq(""));
    open.filter(user::Column::LastLoginAt.is_null())
}

/// Whether that is one of them.
fn is_expected(row: &user::Model) -> bool {
    row.external_id.is_some() && !row.closed && row.password_hash.is_empty() && row.last_login_at.is_none()
}

impl Backend {
    /// Invites the imported member of that key, even once more.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn invite_member(&self, external_id: &str) -> Result<InvitedMember, BackendError> {
        let tx = self.inner.store.write().await?;
        let known = user::Entity::find().filter(user::Column::ExternalId.eq(external_id)).lock_exclusive().one(&tx).await?;
        let Some(row) = known.filter(|row| !row.closed) else { return Ok(InvitedMember::Unknown) };
        if !is_expected(&row) {
            return Ok(InvitedMember::Joined);
        }
        if row.email.is_none() {
            return Ok(InvitedMember::NoAddress);
        }
        let sent = self.invite_in(&tx, &row).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(if sent { InvitedMember::Sent } else { InvitedMember::Enough })
    }

    /// Invites every imported member who never came in and has no invitation that still works.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn invite_members(&self) -> Result<InvitedMembers, BackendError> {
        let (mut invited, mut last) = (InvitedMembers::default(), Uuid::nil());
        loop {
            let tx = self.inner.store.write().await?;
            let next = expected().filter(user::Column::Id.gt(last)).order_by_asc(user::Column::Id).limit(BATCH);
            let rows = next.lock_exclusive().all(&tx).await?;
            let Some(end) = rows.last().map(|row| row.id) else { return Ok(invited) };
            last = end;
            for row in &rows {
                let counted = if row.email.is_none() {
                    &mut invited.without_address
                } else if self.waits(&tx, row.id).await? {
                    &mut invited.waiting
                } else {
                    self.invite_in(&tx, row).await?;
                    &mut invited.sent
                };
                *counted += 1;
            }
            tx.commit().await?;
            self.wake_outbox();
        }
    }

    /// Whether an invitation of theirs still works.
    async fn waits(&self, tx: &impl ConnectionTrait, of: Uuid) -> Result<bool, BackendError> {
        let alive = link::Entity::find().filter(link::Column::UserId.eq(of)).filter(link::Column::Purpose.eq(Purpose::Welcome.as_str()));
        Ok(alive.filter(link::Column::EndsAt.gt(self.now())).count(tx).await? > 0)
    }

    async fn invite_in(&self, tx: &impl ConnectionTrait, row: &user::Model) -> Result<bool, BackendError> {
        let sent = self.mail_link_in(tx, Some(row), Purpose::Welcome).await?;
        if sent {
            audit::record(tx, self.now(), None, "member_invited", &row.id.to_string(), "").await?;
        }
        Ok(sent)
    }

    /// Which member is invited by the link of that token; `None` when it ended, was used, or never was. Looking does not use it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn welcome(&self, token: &str) -> Result<Option<Person>, BackendError> {
        match self.find_link(token).await? {
            Some((Purpose::Welcome, row)) if is_expected(&row) => Person::try_from(row).map(Some),
            _ => Ok(None),
        }
    }

    /// Sets the first password of the member who was invited, and lets them in; their address is theirs with that (M-13).
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn open_invited(&self, token: &str, typed: PasswordForm, device: &str) -> Result<Accepted, BackendError> {
        let found = self.find_link(token).await?;
        let Some((Purpose::Welcome, row)) = found.filter(|(_, row)| is_expected(row)) else { return Ok(Accepted::Dead) };
        let hash = match self.judged(Person::try_from(row.clone())?, typed).await? {
            Ok(hash) => hash,
            Err(problems) => return Ok(Accepted::Wrong(problems)),
        };
        if !self.keep_first(token, row.id, &hash).await? {
            return Ok(Accepted::Dead);
        }
        let tries = row.login_name.clone();
        let begun = self.begin_session(user::Model { password_hash: hash, ..row }, &tries, device, false).await?;
        Ok(begun.map_or(Accepted::Dead, Accepted::In))
    }

    /// Keeps the password that was chosen behind that link; whether the link still worked.
    async fn keep_first(&self, token: &str, of: Uuid, hash: &str) -> Result<bool, BackendError> {
        let now = self.now();
        let tx = self.inner.store.write().await?;
        // The person first, as everywhere.
        let still = user::Entity::find_by_id(of).lock_exclusive().one(&tx).await?;
        let Some(row) = still.filter(is_expected) else { return Ok(false) };
        if !Self::use_link(&tx, token, Purpose::Welcome, of).await? {
            return Ok(false);
        }
        Self::forgive_in(&tx, &row).await?;
        let mut row = row.into_active_model();
        (row.password_hash, row.email_verified_at) = (Set(hash.to_owned()), Set(Some(now)));
        user::Entity::update(row).exec(&tx).await?;
        audit::record(&tx, now, Some(UserId(of)), "account_opened", &of.to_string(), "").await?;
        tx.commit().await?;
        Ok(true)
    }
}
