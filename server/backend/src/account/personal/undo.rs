//! A change of address, number, account or password can be taken back (Y-10): the address known before it is told at once, with a
//! link that restores what was, ends every session and leads to another password.
use super::{awaited::forget_awaited, bank, contact::set_phones};
use crate::{
    Backend, BackendError,
    account::{
        entity::{hint, link, second_step, session, user},
        is_staff,
        link::Purpose,
        passkey::{self, entity::passkey::Model as KeptPasskey},
        token_hash,
    },
    audit,
    crypto::Key,
    outbox, random,
};
use domain::{
    account::{personal::Phones, reach},
    day::Instant,
    id::UserId,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What there was before a change; kept sealed beside the link that restores it.
#[derive(Serialize, Deserialize)]
pub(in crate::account) enum Before {
    /// That address, and the sign-in name.
    Email { address: Option<String>, verified_at: Option<Instant>, login: String },
    /// Those numbers.
    Phones(Phones),
    /// Not yet that account, but the one held until then, if any.
    Bank { added: Uuid, held: Option<Uuid> },
    /// No second step at sign-in, or one with that key of an application.
    SecondFactor { key: Option<String> },
    /// All that a way back in took away: that key of an application, and those passkeys.
    SecondLost { key: String, passkeys: Vec<KeptPasskey> },
    /// Not yet that passkey.
    PasskeyAdded(Uuid),
    /// That passkey still.
    PasskeyRemoved(KeptPasskey),
    /// Another password.
    Password,
}

impl Before {
    pub(super) fn email_of(row: &user::Model) -> Self {
        Self::Email { address: row.email.clone(), verified_at: row.email_verified_at, login: row.login_name.clone() }
    }

    /// Whether that mobile number was the member's already.
    pub(super) fn knew_mobile(&self, mobile: &str) -> bool {
        !matches!(self, Self::Phones(before) if before.mobile.as_deref() != Some(mobile))
    }

    /// Whether the member had a mobile number, and not that one.
    pub(super) fn had_other_mobile(&self, now: Option<&str>) -> bool {
        matches!(self, Self::Phones(before) if before.mobile.is_some() && before.mobile.as_deref() != now)
    }

    /// Whether that address was.
    pub(super) fn knew_address(&self, now: &str) -> bool {
        !matches!(self, Self::Email { address, .. } if address.as_deref() != Some(now))
    }

    /// Whether a second factor, or one more of them, came with the change.
    pub(super) fn had_no_factor(&self) -> bool {
        matches!(self, Self::SecondFactor { key: None } | Self::PasskeyAdded(_))
    }
}

impl Backend {
    /// Tells the address in use of a change about to be made, in the caller's transaction, with the link that takes it back. However many
    /// there are, each is told.
    pub(in crate::account) async fn tell_before(
        &self,
        tx: &impl ConnectionTrait,
        row: &user::Model,
        what: &str,
        before: &Before,
    ) -> Result<(), BackendError> {
        if let Some(to) = row.email.as_deref().filter(|_| is_staff(row)) {
            // Whoever invited them undoes it: a mailbox alone never takes a second step of the office away.
            let once = format!("notice:{}", random::id(self.now())?);
            return outbox::enqueue_mail(tx, self.now(), to, "office-notice-mail", &BTreeMap::new(), once).await;
        }
        let login = &self.profile().login;
        let before = serde_json::to_vec(before).map_err(BackendError::broken)?;
        let about = self.member_key_in(tx, UserId(row.id)).await?.sealed("change", &before)?;
        let token = self.keep_link(tx, Some(row.id), Purpose::Undo, Some(about)).await?;
        // Without an address nobody gets the link; it tells for how long what was changed is new (B-56).
        let Some(to) = &row.email else { return self.tell_by_sms(tx, row).await };
        let once = format!("link:{}", token_hash(&token));
        let params = [("token", token), ("what", what.to_owned()), ("undo", login.undo_hours.to_string())];
        let params: BTreeMap<String, String> = params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        outbox::enqueue_mail(tx, self.now(), to, Purpose::Undo.template(), &params, once).await
    }

    /// Tells the mobile number known before a change: what to do is to call. The desk looks for whoever is not reached so, unless
    /// they have an address, which was told as well: the number may be no more.
    pub(in crate::account) async fn tell_by_sms(&self, tx: &impl ConnectionTrait, row: &user::Model) -> Result<(), BackendError> {
        let Some((channel, to)) = reach(None, row.mobile.as_deref()) else { return Ok(()) };
        let (now, none) = (self.now(), BTreeMap::new());
        let once = format!("notice:{}", random::id(now)?);
        if row.email.is_some() {
            return outbox::enqueue_once(tx, (now, now), (channel, &to), "notice-sms", &none, once).await;
        }
        outbox::enqueue_for(tx, (now, now), row.id, (channel, &to), "notice-sms", &none, once).await
    }

    /// Takes back the change that the link is about and all made since: whoever made one may have made the others. Every session ends,
    /// the password works no more, and the token of a link to choose another is given; `None` when the link no longer works.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn undo_change(&self, token: &str) -> Result<Option<String>, BackendError> {
        let Some((Purpose::Undo, row)) = self.find_link(token).await? else { return Ok(None) };
        let id = UserId(row.id);
        let tx = self.inner.store.write().await?;
        // A closed account too: whoever made the changes may have closed it.
        let row = user::Entity::find_by_id(id.0).lock_exclusive().one(&tx).await?.ok_or(BackendError::NotFound)?;
        let in_use = row.email.clone();
        let mut person = row.into_active_model();
        let changes = self.changes_since(&tx, token, id).await?;
        if changes.is_empty() {
            return Ok(None);
        }
        for before in changes {
            self.restore(&tx, id, &mut person, before).await?;
        }
        (person.pending_email, person.password_hash) = (Set(None), Set(String::new()));
        (person.closed, person.closed_at, person.erase_at) = (Set(false), Set(None), Set(None));
        let person = user::Entity::update(person).exec(&tx).await?;
        session::Entity::delete_many().filter(session::Column::UserId.eq(id.0)).exec(&tx).await?;
        second_step::Entity::delete_many().filter(second_step::Column::UserId.eq(id.0)).exec(&tx).await?;
        // It may be theirs who made the changes, and speaks of a password that is no more.
        hint::Entity::delete_by_id(id.0).exec(&tx).await?;
        forget_awaited(&tx, id.0).await?;
        audit::record(&tx, self.now(), Some(id), "changes_undone", &id.to_string(), "").await?;
        for to in [in_use, person.email].into_iter().flatten().collect::<BTreeSet<_>>() {
            let once = format!("undone:{}", random::id(self.now())?);
            outbox::enqueue_mail(&tx, self.now(), &to, "undone-mail", &BTreeMap::new(), once).await?;
        }
        let reset = self.keep_link(&tx, Some(id.0), Purpose::Reset, None).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(Some(reset))
    }

    /// What there was before the changes made since that of the link, newest first. Their links are used up, and so are those that were
    /// mailed for anything else: they may lie in somebody else's mailbox.
    async fn changes_since(&self, tx: &impl ConnectionTrait, token: &str, member: UserId) -> Result<Vec<Before>, BackendError> {
        let Some(first) = link::Entity::find_by_id(token_hash(token)).one(tx).await? else { return Ok(Vec::new()) };
        let (own, since) = (link::Column::UserId.eq(member.0), link::Column::CreatedAt.gte(first.created_at));
        let undo = Purpose::Undo.as_str();
        let made = link::Entity::find().filter(own.clone()).filter(link::Column::Purpose.eq(undo)).filter(since.clone());
        let rows = made.order_by_desc(link::Column::CreatedAt).all(tx).await?;
        let used = Condition::any().add(link::Column::Purpose.ne(undo)).add(since);
        link::Entity::delete_many().filter(own).filter(used).exec(tx).await?;
        let key = self.member_key_in(tx, member).await?;
        rows.iter().map(|row| before(&key, row)).collect()
    }

    /// What there was before each change of the member's that can still be taken back.
    pub(super) async fn revocable(&self, tx: &impl ConnectionTrait, member: UserId) -> Result<Vec<Before>, BackendError> {
        let own = link::Entity::find().filter(link::Column::UserId.eq(member.0)).filter(link::Column::EndsAt.gt(self.now()));
        let rows = own.filter(link::Column::Purpose.eq(Purpose::Undo.as_str())).all(tx).await?;
        let key = self.member_key_in(tx, member).await?;
        rows.iter().map(|row| before(&key, row)).collect()
    }

    /// Forgets, in the caller's transaction, the links that were mailed before the insurer moved the member's address. Those by which
    /// another change than of the address is taken back go on: whoever made it is not to be saved by a move.
    pub(crate) async fn forget_links_of_old_address(&self, tx: &impl ConnectionTrait, member: UserId) -> Result<(), BackendError> {
        let own = link::Column::UserId.eq(member.0);
        let key = self.member_key_in(tx, member).await?;
        let mut others = Vec::new();
        for row in link::Entity::find().filter(own.clone()).filter(link::Column::Purpose.eq(Purpose::Undo.as_str())).all(tx).await? {
            if !matches!(before(&key, &row)?, Before::Email { .. }) {
                others.push(row.token_hash);
            }
        }
        link::Entity::delete_many().filter(own).filter(link::Column::TokenHash.is_not_in(others)).exec(tx).await?;
        Ok(())
    }

    async fn restore(
        &self,
        tx: &impl ConnectionTrait,
        member: UserId,
        person: &mut user::ActiveModel,
        before: Before,
    ) -> Result<(), BackendError> {
        match before {
            Before::Email { address, verified_at, login } => {
                (person.email, person.email_verified_at) = (Set(address), Set(verified_at));
                if !self.is_taken(tx, member.0, &login).await? {
                    person.login_name = Set(login);
                }
            }
            Before::SecondFactor { key } => self.restore_second_factor(tx, member, key.as_deref()).await?,
            Before::SecondLost { key, passkeys } => {
                self.restore_second_factor(tx, member, Some(&key)).await?;
                for row in passkeys {
                    passkey::put_back(tx, row).await?;
                }
            }
            Before::PasskeyAdded(id) => passkey::withdraw(tx, member, id).await?,
            Before::PasskeyRemoved(row) => passkey::put_back(tx, row).await?,
            Before::Phones(phones) => set_phones(person, phones),
            // Whichever change is taken back, the password of today works no more; the one before may be known as well.
            Before::Password => {}
            Before::Bank { added, held } => {
                bank::withdraw(tx, added, Some(self.now())).await?;
                if let Some(held) = held {
                    bank::withdraw(tx, held, None).await?;
                }
            }
        }
        Ok(())
    }
}

/// What there was before the change that the link is about.
fn before(key: &Key, link: &link::Model) -> Result<Before, BackendError> {
    let about = link.about.as_ref().ok_or_else(|| BackendError::inconsistent("mailed_links"))?;
    serde_json::from_slice(&key.opened("change", about)?).map_err(BackendError::broken)
}
