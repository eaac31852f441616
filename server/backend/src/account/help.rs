//! What the desk does for a member who cannot sign in (B-53), with a dossier or without: it has the mail leave by which they choose another
//! password, or come in without the second step, lets them try again at once, or opens an account again that they closed. It never sets a
//! password, and never sees one, nor a hint or an answer (ASVS 5.0.0, 6.4.6), and takes no second step away itself.
use super::{entity::user, link::Purpose};
use crate::{Backend, BackendError, audit, clock::paris_day, office, outbox, random};
use domain::{
    access::{Action, StaffRole, role_for},
    account::{Channel, Person, Role, Staff, phone_text, reach},
    day::{Day, Instant},
    id::UserId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use std::collections::BTreeMap;

/// A member as whoever helps them in sees them.
#[derive(Clone, Debug)]
pub struct Helped {
    /// Who.
    pub member: Person,
    /// When they were born, where that is known.
    pub born: Option<Day>,
    /// Their telephone numbers, as they are read: whoever calls is called back there.
    pub phones: Vec<String>,
    /// The day on which they closed their account, where they did (G-3).
    pub left_on: Option<Day>,
    /// The last day on which a closed account may be opened again; none once it is erased.
    pub back_until: Option<Day>,
    /// Numbers of their contracts.
    pub contracts: Vec<String>,
    /// Whether signing in asks for a second step.
    pub second_step: bool,
    /// Whether they have an address that was verified.
    pub reached: bool,
}

impl Backend {
    /// Looks at a member for somebody who helps them in; the look is kept before anything is shown.
    ///
    /// # Errors
    /// `NotFound` when there is no such member, or whoever looks may not.
    pub async fn look_at_access(&self, staff: &Staff, id: UserId) -> Result<Helped, BackendError> {
        let (role, db) = (helps(staff)?, self.inner.store.read());
        let row = members(id).one(db).await?.ok_or(BackendError::NotFound)?;
        let left_on = self.left_on(db, id).await?;
        let (now, tx) = (self.now(), self.inner.store.write().await?);
        audit::record(&tx, now, Some(staff.person.id), "access_looked_at", &id.to_string(), role.as_str()).await?;
        office::tell_of_member(&tx, staff, role, id, now).await?;
        tx.commit().await?;
        let contracts = self.enrolments(id).await?.into_iter().map(|one| one.contract_number).collect();
        let phones = [&row.mobile, &row.phone].into_iter().flatten().map(|number| phone_text(number)).collect();
        let back_until = erased_at(&row, self.now()).map(|at| paris_day(at).plus(-1));
        let (born, reached, second_step) = (row.birth_date.map(Day), is_reached(&row), self.has_second_factor(row.id).await?);
        Ok(Helped { member: Person::try_from(row)?, born, phones, contracts, left_on, back_until, second_step, reached })
    }

    /// Mails the member a link to choose another password, as they could themselves; whether one leaves: none does without an address, or
    /// while several still work.
    ///
    /// # Errors
    /// `NotFound` when there is no such member, they left, or whoever helps may not.
    pub async fn start_reset(&self, staff: &Staff, id: UserId) -> Result<bool, BackendError> {
        helps(staff)?;
        let tx = self.inner.store.write().await?;
        let row = helped(&tx, id).await?;
        let sent = self.mail_link_in(&tx, Some(&row), Purpose::Reset).await?;
        audit::record(&tx, self.now(), Some(staff.person.id), "password_link_sent", &id.to_string(), "").await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(sent)
    }

    /// Mails the member, who lost every second step and whom the desk made sure of, a link by which they choose another password and come in
    /// without: until then nothing changes. Whether one leaves: none does where there is no second step or no address that was verified, or
    /// while several still work.
    ///
    /// # Errors
    /// `NotFound` when there is no such member, they left, or whoever helps may not.
    pub async fn start_second_reset(&self, staff: &Staff, id: UserId) -> Result<bool, BackendError> {
        helps(staff)?;
        let on = self.has_second_factor(id.0).await?;
        let tx = self.inner.store.write().await?;
        let row = helped(&tx, id).await?;
        if !on || !is_reached(&row) || !self.mail_link_in(&tx, Some(&row), Purpose::SecondStep).await? {
            return Ok(false);
        }
        audit::record(&tx, self.now(), Some(staff.person.id), "second_step_link_sent", &id.to_string(), "").await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(true)
    }

    /// Lets the member try at once to sign in again, however often somebody was wrong.
    ///
    /// # Errors
    /// `NotFound` when there is no such member, they left, or whoever helps may not.
    pub async fn let_try_again(&self, staff: &Staff, id: UserId) -> Result<(), BackendError> {
        helps(staff)?;
        let tx = self.inner.store.write().await?;
        let row = helped(&tx, id).await?;
        Self::forgive_in(&tx, &row).await?;
        audit::record(&tx, self.now(), Some(staff.person.id), "unlocked_by_desk", &id.to_string(), "").await?;
        Ok(tx.commit().await?)
    }

    /// Opens the account again that the member closed, and tells them, by mail or by SMS; whether it was closed and not erased yet.
    ///
    /// # Errors
    /// `NotFound` when there is no such member, or whoever helps may not.
    pub async fn reopen_account(&self, staff: &Staff, id: UserId) -> Result<bool, BackendError> {
        helps(staff)?;
        let now = self.now();
        let tx = self.inner.store.write().await?;
        let row = members(id).lock_exclusive().one(&tx).await?.ok_or(BackendError::NotFound)?;
        if erased_at(&row, now).is_none() {
            return Ok(false);
        }
        if let Some((channel, to)) = reach(row.email.as_deref(), row.mobile.as_deref()) {
            let template = match channel {
                Channel::Mail => "comeback-mail",
                Channel::Sms => "comeback-sms",
            };
            let once = format!("comeback:{}", random::id(now)?);
            outbox::enqueue_for(&tx, (now, now), row.id, (channel, &to), template, &BTreeMap::new(), once).await?;
        }
        Self::open_again(&tx, row).await?;
        audit::record(&tx, now, Some(staff.person.id), "account_reopened_by_desk", &id.to_string(), "").await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(true)
    }
}

/// When the account is erased that its member closed; `None` for one that is open, and once its time has come.
fn erased_at(row: &user::Model, now: Instant) -> Option<Instant> {
    row.erase_at.filter(|at| row.closed && *at > now)
}

/// The role by which they help; whoever may not finds nobody.
fn helps(staff: &Staff) -> Result<StaffRole, BackendError> {
    role_for(staff.roles, Action::HelpToSignIn).ok_or(BackendError::NotFound)
}

/// Whether they have an address that was verified.
fn is_reached(row: &user::Model) -> bool {
    row.email.is_some() && row.email_verified_at.is_some()
}

/// The member of that identifier: nobody of the office, whom an operator invites again instead.
fn members(id: UserId) -> Select<user::Entity> {
    user::Entity::find_by_id(id.0).filter(user::Column::Role.eq(Role::Member.as_str()))
}

/// The row of that member, locked: of one too who waits for a password since a change was taken back (Y-10). Nobody's whose account is closed.
async fn helped(tx: &impl ConnectionTrait, id: UserId) -> Result<user::Model, BackendError> {
    let open = members(id).filter(user::Column::Closed.eq(false)).lock_exclusive();
    open.one(tx).await?.ok_or(BackendError::NotFound)
}
