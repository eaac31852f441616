//! People of the back office: invited by an operator, never registered. They come in by a door of their own, and nobody who is a member
//! ever becomes one of them: the role of a person is written once, and their sign-in names are kept apart.
use super::{
    NewPerson, NewSession, SignIn,
    entity::{link, second_step, session, staff_role, user},
    is_staff,
    link::Purpose,
    second,
};
use crate::{Backend, BackendError, audit};
use domain::{
    access::{StaffRole, StaffRoles},
    account::{PasswordForm, Person, Role, Staff, name_key, normalised_login},
    form::FieldError,
    id::UserId,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde::Serialize;
use uuid::Uuid;

/// What became of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// It leaves by mail.
    Sent,
    /// That address has an account already, which stays as it is.
    Known,
    /// There is no open account of that address to invite again.
    Unknown,
    /// As many links as may be alive for one person are: no other left.
    Enough,
}

/// What became of a password chosen behind an invitation.
#[derive(Debug)]
pub enum Accepted {
    /// They are in, and asked for a second step before anything else.
    In(NewSession),
    /// Something is wrong with it; the link still works.
    Wrong(Vec<FieldError>),
    /// The link ended, was used, or never was.
    Dead,
}

/// How far somebody of the office is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffState {
    /// Has not chosen a password yet.
    Invited,
    /// Has, and no second step: nothing opens.
    WithoutSecondStep,
    /// Works there.
    Active,
    /// Left.
    Closed,
}

/// Somebody of the office, as operators list them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StaffLine {
    /// Where they are written to, and their sign-in name.
    pub email: String,
    /// First and last name.
    pub name: String,
    /// What they are there for.
    pub roles: Vec<StaffRole>,
    /// How far they are.
    pub state: StaffState,
}

/// The sign-in name of that address, as kept: no member's name begins so.
fn staff_login(email: &str) -> String {
    format!("staff:{}", normalised_login(email))
}

fn listed(roles: StaffRoles) -> String {
    roles.held().map(StaffRole::as_str).collect::<Vec<_>>().join(" ")
}

impl Backend {
    /// Signs in at the back office, as [`Self::sign_in`] does a member.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn sign_in_to_office(&self, email: &str, password: &str, device: &str) -> Result<SignIn, BackendError> {
        self.sign_in_as(Role::Staff, staff_login(email), password, device).await
    }

    /// The person with the roles they hold now.
    pub(super) async fn staff_of(&self, person: Person) -> Result<Staff, BackendError> {
        let roles = self.roles_of(self.inner.store.read(), person.id.0).await?;
        let second_step = self.has_second_factor(person.id.0).await?;
        Ok(Staff { person, roles, second_step })
    }

    async fn roles_of(&self, db: &impl ConnectionTrait, of: Uuid) -> Result<StaffRoles, BackendError> {
        let rows = staff_role::Entity::find().filter(staff_role::Column::UserId.eq(of)).all(db).await?;
        let role = |row: staff_role::Model| StaffRole::parse(&row.role).ok_or_else(|| BackendError::inconsistent("staff_roles"));
        rows.into_iter().map(role).collect()
    }

    /// Invites somebody to the office, with those roles; somebody who left comes back so.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn invite_staff(&self, email: &str, (given, family): (String, String), roles: StaffRoles) -> Result<Invited, BackendError> {
        let tx = self.inner.store.write().await?;
        let known = find_staff(&tx, email).await?;
        if known.as_ref().is_some_and(|row| !row.closed) {
            return Ok(Invited::Known);
        }
        let row = match known {
            Some(row) => {
                let mut row = row.into_active_model();
                row.name_key = Set(Some(name_key(&family, &given)));
                (row.given_name, row.family_name) = (Set(given), Set(family));
                (row.closed, row.closed_at) = (Set(false), Set(None));
                user::Entity::update(row).exec(&tx).await?
            }
            None => self.create_staff(&tx, email, (given, family), String::new()).await?,
        };
        keep_roles(&tx, row.id, roles).await?;
        audit::record(&tx, self.now(), None, "staff_invited", &row.id.to_string(), &listed(roles)).await?;
        let sent = self.mail_link_in(&tx, Some(&row), Purpose::Invitation).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(if sent { Invited::Sent } else { Invited::Enough })
    }

    async fn create_staff(
        &self,
        tx: &impl ConnectionTrait,
        email: &str,
        (given_name, family_name): (String, String),
        password_hash: String,
    ) -> Result<user::Model, BackendError> {
        let person = NewPerson {
            login_name: staff_login(email),
            password_hash,
            given_name,
            family_name,
            email: Some(normalised_login(email)),
            mobile: None,
            phone: None,
            birth_date: None,
        };
        let id = self.create_person(tx, person, Role::Staff).await?;
        user::Entity::find_by_id(id.0).one(tx).await?.ok_or_else(|| BackendError::inconsistent("users"))
    }

    /// An invented person of the office, at work from the start.
    pub(crate) async fn demo_staff(
        &self,
        tx: &impl ConnectionTrait,
        email: &str,
        name: (String, String),
        password_hash: &str,
        role: StaffRole,
        key: &str,
    ) -> Result<(), BackendError> {
        let row = self.create_staff(tx, email, name, password_hash.to_owned()).await?;
        keep_roles(tx, row.id, [role].into_iter().collect()).await?;
        self.demo_second_factor(tx, UserId(row.id), key).await
    }

    /// Sends another invitation to whoever lost password or telephone: through its link both are chosen anew.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn invite_again(&self, email: &str) -> Result<Invited, BackendError> {
        let tx = self.inner.store.write().await?;
        let Some(row) = find_staff(&tx, email).await?.filter(|row| !row.closed) else { return Ok(Invited::Unknown) };
        audit::record(&tx, self.now(), None, "staff_invited_again", &row.id.to_string(), "").await?;
        let sent = self.mail_link_in(&tx, Some(&row), Purpose::Invitation).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(if sent { Invited::Sent } else { Invited::Enough })
    }

    /// Everybody of the office, by address.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn staff(&self) -> Result<Vec<StaffLine>, BackendError> {
        let db = self.inner.store.read();
        let all = user::Entity::find().filter(user::Column::Role.eq(Role::Staff.as_str()));
        let mut lines = Vec::new();
        for row in all.order_by_asc(user::Column::Email).all(db).await? {
            let state = if row.closed {
                StaffState::Closed
            } else if row.password_hash.is_empty() {
                StaffState::Invited
            } else if self.has_second_factor(row.id).await? {
                StaffState::Active
            } else {
                StaffState::WithoutSecondStep
            };
            let roles = self.roles_of(db, row.id).await?.held().collect();
            let person = Person::try_from(row)?;
            lines.push(StaffLine { name: person.full_name(), email: person.login_name, roles, state });
        }
        Ok(lines)
    }

    /// Gives somebody those roles in place of the ones they hold, from their next request on; whether there is such a person.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn set_staff_roles(&self, email: &str, roles: StaffRoles) -> Result<bool, BackendError> {
        let tx = self.inner.store.write().await?;
        let Some(row) = find_staff(&tx, email).await?.filter(|row| !row.closed) else { return Ok(false) };
        keep_roles(&tx, row.id, roles).await?;
        audit::record(&tx, self.now(), None, "staff_roles_set", &row.id.to_string(), &listed(roles)).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Closes somebody's account at the office at once, with its sessions, links, roles and second step; whether there is such a person.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn close_staff(&self, email: &str) -> Result<bool, BackendError> {
        let now = self.now();
        let tx = self.inner.store.write().await?;
        let Some(row) = find_staff(&tx, email).await?.filter(|row| !row.closed) else { return Ok(false) };
        let id = row.id;
        let mut row = row.into_active_model();
        (row.closed, row.closed_at, row.password_hash) = (Set(true), Set(Some(now)), Set(String::new()));
        user::Entity::update(row).exec(&tx).await?;
        session::Entity::delete_many().filter(session::Column::UserId.eq(id)).exec(&tx).await?;
        link::Entity::delete_many().filter(link::Column::UserId.eq(id)).exec(&tx).await?;
        second::forget(&tx, id).await?;
        keep_roles(&tx, id, StaffRoles::default()).await?;
        audit::record(&tx, now, None, "staff_closed", &id.to_string(), "").await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Who is invited by the link of that token; `None` when it ended, was used, or never was. Looking does not use it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn invitation(&self, token: &str) -> Result<Option<Person>, BackendError> {
        match self.find_link(token).await? {
            Some((Purpose::Invitation, row)) => Person::try_from(row).map(Some),
            _ => Ok(None),
        }
    }

    /// Sets the password of whoever was invited and lets them in; what they had before, sessions and second step too, is no more.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn accept_invitation(&self, token: &str, typed: PasswordForm, device: &str) -> Result<Accepted, BackendError> {
        let Some((Purpose::Invitation, row)) = self.find_link(token).await? else { return Ok(Accepted::Dead) };
        let hash = match self.judged(Person::try_from(row.clone())?, typed).await? {
            Ok(hash) => hash,
            Err(problems) => return Ok(Accepted::Wrong(problems)),
        };
        if !self.keep_invited(token, &row, &hash).await? {
            return Ok(Accepted::Dead);
        }
        let tries = row.login_name.clone();
        let begun = self.begin_session(user::Model { password_hash: hash, ..row }, &tries, device, false).await?;
        Ok(begun.map_or(Accepted::Dead, Accepted::In))
    }

    /// Keeps the password that was chosen behind that link; whether the link still worked.
    async fn keep_invited(&self, token: &str, row: &user::Model, hash: &str) -> Result<bool, BackendError> {
        let now = self.now();
        let tx = self.inner.store.write().await?;
        let still = user::Entity::find_by_id(row.id).lock_exclusive().one(&tx).await?;
        if still.is_none_or(|row| row.closed || !is_staff(&row)) || !Self::use_link(&tx, token, Purpose::Invitation, row.id).await? {
            return Ok(false);
        }
        let update = user::Entity::update_many().col_expr(user::Column::PasswordHash, Expr::value(hash));
        update.filter(user::Column::Id.eq(row.id)).exec(&tx).await?;
        session::Entity::delete_many().filter(session::Column::UserId.eq(row.id)).exec(&tx).await?;
        second_step::Entity::delete_many().filter(second_step::Column::UserId.eq(row.id)).exec(&tx).await?;
        second::forget(&tx, row.id).await?;
        Self::forgive_in(&tx, row).await?;
        audit::record(&tx, now, Some(UserId(row.id)), "staff_joined", &row.id.to_string(), "").await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// The person of the office with that address.
async fn find_staff(db: &impl ConnectionTrait, email: &str) -> Result<Option<user::Model>, BackendError> {
    Ok(user::Entity::find().filter(user::Column::LoginName.eq(staff_login(email))).lock_exclusive().one(db).await?)
}

/// Those roles, in place of the ones held.
async fn keep_roles(tx: &impl ConnectionTrait, of: Uuid, roles: StaffRoles) -> Result<(), BackendError> {
    staff_role::Entity::delete_many().filter(staff_role::Column::UserId.eq(of)).exec(tx).await?;
    for role in roles.held() {
        let row = staff_role::ActiveModel { user_id: Set(of), role: Set(role.as_str().to_owned()) };
        staff_role::Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}
