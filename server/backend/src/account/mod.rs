//! Signing in and out, and what a session's cookie stands for.
mod alive;
mod attach;
mod change;
mod choose;
mod confirm;
mod device;
pub(crate) mod entity;
mod hashing;
mod help;
mod hint;
mod invite;
mod leave;
mod link;
mod names;
mod passkey;
mod password;
pub(crate) mod personal;
mod prove;
mod recover;
mod register;
mod remind;
mod second;
mod staff;
mod throttle;
mod told;

pub use alive::{Session, Who};
pub use attach::Attached;
pub use change::Changed;
pub use confirm::{Choice, Confirmed, Waiting};
pub use device::Device;
pub(crate) use hashing::Hashing;
pub use help::Helped;
pub use invite::{InvitedMember, InvitedMembers};
pub use link::Purpose;
pub(crate) use link::forget_ended as forget_ended_links;
pub(crate) use names::full_names;
pub use passkey::{Ceremony, Entry, OwnPasskey};
pub(crate) use passkey::{bound_to as passkey_site, forget as forget_passkeys, forget_challenges};
pub use password::times_hashed;
pub use personal::{
    Answering, AwaitedIban, BankAccount, ContactChange, Correction, DeskCorrection, GivenAnswer, IbanChange, NewAnswer, WaitingCorrection,
};
pub use recover::Reset;
pub use register::Registered;
pub use remind::Recalled;
pub use second::SecondStep;
pub(crate) use second::forget as forget_second_factor;
pub use staff::{Accepted, Invited, StaffLine, StaffState};

use crate::{Backend, BackendError, audit, clock::paris_day, crypto::Key, random};
use chrono::TimeDelta;
use domain::{
    account::{MAX_CREDENTIAL_CHARS, Person, Role, name_key, normalised_login},
    day::{Day, Instant},
    id::UserId,
};
use entity::{member_key, session, user};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use throttle::Try;

/// A session just begun.
#[derive(Debug)]
pub struct NewSession {
    /// Goes into the cookie; only its SHA-256 is kept.
    pub token: String,
    /// How long the browser may keep the cookie.
    pub max_age: TimeDelta,
}

/// What becomes of a try to sign in.
#[derive(Debug)]
pub enum SignIn {
    /// Name and password are right.
    Begun(NewSession),
    /// They are, and a second step is asked for: its token and how long it may take.
    Second(NewSession),
    /// One of the two is wrong.
    Refused,
    /// Too many wrong ones for that name: the next try is looked at from that moment on.
    Wait(Instant),
}

/// A person to be created.
#[derive(Debug)]
pub struct NewPerson {
    /// Sign-in name.
    pub login_name: String,
    /// Argon2id hash of the password.
    pub password_hash: String,
    /// First name.
    pub given_name: String,
    /// Last name.
    pub family_name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Mobile number, in E.164.
    pub mobile: Option<String>,
    /// Other telephone number, in E.164.
    pub phone: Option<String>,
    /// Birth date.
    pub birth_date: Option<Day>,
}

/// Whether that person works at the back office.
fn is_staff(row: &user::Model) -> bool {
    row.role == Role::Staff.as_str()
}

pub(crate) fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

impl Backend {
    /// Signs a member in. The same work is done and the same is told whether anybody has that name or not (C-1).
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn sign_in(&self, login: &str, password: &str, device: &str) -> Result<SignIn, BackendError> {
        self.sign_in_as(Role::Member, normalised_login(login), password, device).await
    }

    /// Signs in by the door of that role: nobody comes in by the other's.
    async fn sign_in_as(&self, role: Role, login: String, password: &str, device: &str) -> Result<SignIn, BackendError> {
        let locks = match self.count_try(&login).await? {
            Try::TooSoon(next) => return Ok(SignIn::Wait(next)),
            Try::Counted { locks } => locks,
        };
        let readable = [login.as_str(), password].iter().all(|t| t.chars().count() <= MAX_CREDENTIAL_CHARS);
        let row = user::Entity::find().filter(user::Column::LoginName.eq(login)).one(self.inner.store.read()).await?;
        let row = row.filter(|row| readable && !row.closed && row.role == role.as_str());
        // Without a password yet, the same work is done for nothing.
        let hash = row.as_ref().map(|row| row.password_hash.clone()).filter(|hash| !hash.is_empty());
        let password = if readable { password.to_owned() } else { String::new() };
        let right = self.inner.hashing.run(move || password::is_right(&password, hash.as_deref())).await?;
        match row {
            Some(row) if right && self.has_second_factor(row.id).await? => Ok(SignIn::Second(self.await_second_step(&row).await?)),
            Some(row) if right => {
                let tries = row.login_name.clone();
                Ok(self.begin_session(row, &tries, device, false).await?.map_or(SignIn::Refused, SignIn::Begun))
            }
            row => {
                if locks {
                    self.mail_link(row.as_ref(), Purpose::Unlock).await?;
                }
                Ok(SignIn::Refused)
            }
        }
    }

    /// Begins a session and forgets the tries by the door that it came in by; `None` when the password verified is no longer the person's,
    /// who has changed it meanwhile. One transaction, for each one waits for the disk, and no statement that another could do (P9). `twice` is
    /// whether a second factor was given too.
    async fn begin_session(&self, row: user::Model, tries: &str, device: &str, twice: bool) -> Result<Option<NewSession>, BackendError> {
        let (now, token) = (self.now(), random::token()?);
        let max_age = self.longest_session(&row);
        let session = session::ActiveModel {
            token_hash: Set(token_hash(&token)),
            user_id: Set(row.id),
            created_at: Set(now),
            last_seen_at: Set(now),
            ends_at: Set(now + max_age),
            device: Set(device.chars().take(200).collect()),
            proved_at: Set(Some(now)),
            enrolment_id: Set(None),
            told_at: Set(None),
            proved_twice: Set(twice),
        };
        let tx = self.inner.store.write().await?;
        let still =
            user::Entity::update_many().filter(user::Column::Id.eq(row.id)).filter(user::Column::PasswordHash.eq(row.password_hash));
        let seen = still.filter(user::Column::Closed.eq(false)).col_expr(user::Column::LastLoginAt, Expr::value(now));
        if seen.exec(&tx).await?.rows_affected == 0 {
            return Ok(None);
        }
        Self::forget_tries_in(&tx, tries).await?;
        session::Entity::insert(session).exec_without_returning(&tx).await?;
        let id = UserId(row.id);
        audit::record(&tx, now, Some(id), "signed_in", &id.to_string(), "").await?;
        tx.commit().await?;
        Ok(Some(NewSession { token, max_age }))
    }

    /// How long a session of that person may last.
    fn longest_session(&self, row: &user::Model) -> TimeDelta {
        let profile = self.profile();
        let hours = if is_staff(row) { profile.office.absolute_hours } else { profile.login.absolute_hours };
        TimeDelta::hours(i64::from(hours))
    }

    /// After how long without a request a session of a person of that role ends.
    fn idle(&self, role: Role) -> TimeDelta {
        let profile = self.profile();
        let minutes = if role == Role::Staff { profile.office.idle_minutes } else { profile.login.idle_minutes };
        TimeDelta::minutes(i64::from(minutes))
    }

    /// Ends the session of that token.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn sign_out(&self, token: &str) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        session::Entity::delete_by_id(token_hash(token)).exec(&tx).await?;
        Ok(tx.commit().await?)
    }

    /// Hashes a password.
    pub(crate) async fn hashed(&self, password: String) -> Result<String, BackendError> {
        self.inner.hashing.run(move || password::hash(&password)).await?
    }

    /// Creates a member with their own key and a verified address, in the caller's transaction.
    pub(crate) async fn create_member(&self, tx: &impl ConnectionTrait, person: NewPerson) -> Result<UserId, BackendError> {
        self.create_person(tx, person, Role::Member).await
    }

    /// As [`Self::create_member`], of that role: nobody changes theirs later.
    async fn create_person(&self, tx: &impl ConnectionTrait, person: NewPerson, role: Role) -> Result<UserId, BackendError> {
        let now = self.now();
        let id = UserId(random::id(now)?);
        let verified = person.email.is_some().then_some(now);
        let row = user::ActiveModel {
            id: Set(id.0),
            login_name: Set(normalised_login(&person.login_name)),
            password_hash: Set(person.password_hash),
            role: Set(role.as_str().to_owned()),
            name_key: Set(Some(name_key(&person.family_name, &person.given_name))),
            given_name: Set(person.given_name),
            family_name: Set(person.family_name),
            email: Set(person.email),
            mobile: Set(person.mobile),
            closed: Set(false),
            created_at: Set(now),
            last_login_at: Set(None),
            birth_date: Set(person.birth_date.map(|day| day.0)),
            phone: Set(person.phone),
            email_verified_at: Set(verified),
            closed_at: Set(None),
            erase_at: Set(None),
            ..user::ActiveModel::default()
        };
        user::Entity::insert(row).exec_without_returning(tx).await?;
        let wrapped = Key::generate()?.wrapped_by(&self.inner.master_key)?;
        let key = member_key::ActiveModel { user_id: Set(id.0), wrapped_key: Set(wrapped) };
        member_key::Entity::insert(key).exec_without_returning(tx).await?;
        Ok(id)
    }

    /// The key that wraps a member's file keys.
    pub(crate) async fn member_key(&self, member: UserId) -> Result<Key, BackendError> {
        self.member_key_in(self.inner.store.read(), member).await
    }

    /// As [`Self::member_key`], in the caller's transaction.
    pub(crate) async fn member_key_in(&self, db: &impl ConnectionTrait, member: UserId) -> Result<Key, BackendError> {
        self.member_keys_in(db, &[member]).await?.remove(&member).ok_or(BackendError::NotFound)
    }

    /// The keys of those members, in the caller's transaction.
    pub(crate) async fn member_keys_in(&self, db: &impl ConnectionTrait, members: &[UserId]) -> Result<HashMap<UserId, Key>, BackendError> {
        let theirs = member_key::Entity::find().filter(member_key::Column::UserId.is_in(members.iter().map(|member| member.0)));
        let opened = |row: member_key::Model| Ok((UserId(row.user_id), Key::unwrapped(&row.wrapped_key, &self.inner.master_key)?));
        theirs.all(db).await?.into_iter().map(opened).collect()
    }

    /// The person of that id, in the caller's transaction.
    pub(crate) async fn person(&self, db: &impl ConnectionTrait, id: UserId) -> Result<Person, BackendError> {
        user::Entity::find_by_id(id.0).one(db).await?.ok_or(BackendError::NotFound)?.try_into()
    }

    /// The day on which they closed their account, where they did: nothing is asked of them here any more, and nothing told that they
    /// could only read here (G-3).
    pub(crate) async fn left_on(&self, db: &impl ConnectionTrait, id: UserId) -> Result<Option<Day>, BackendError> {
        let row = user::Entity::find_by_id(id.0).one(db).await?.ok_or(BackendError::NotFound)?;
        Ok(row.closed.then(|| paris_day(row.closed_at.unwrap_or(row.created_at))))
    }

    /// How many people there are; demo data is refused where there is anybody real.
    pub(crate) async fn count_people(&self, db: &impl ConnectionTrait) -> Result<u64, BackendError> {
        use sea_orm::PaginatorTrait;
        Ok(user::Entity::find().count(db).await?)
    }
}
