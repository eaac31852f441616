//! « Modifier mon mot de passe » (S-55): the current one proves who asks, with a code where there is a second step (Y-10), the new one
//! meets the insurer's policy, other sessions end, and the person is told by a mail from which the change is taken back.
use super::{
    entity::{second_step, session, user},
    is_staff,
    passkey::LeftPasskeys,
    password,
    personal::undo::Before,
    second::bad_code,
    throttle::{Try, tries_of_proofs},
    token_hash,
};
use crate::{Backend, BackendError, audit, outbox, random};
use domain::{
    account::{Channel, PasswordForm, PasswordPolicy, PasswordVerdict, Person, Role, is_among, minutes_until, reach},
    form::FieldError,
    id::UserId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::collections::BTreeMap;

/// A password that a guesser who knows how people choose finds within so many tries is common (X-2: among the first 3,000).
const FIRST_TRIES: u64 = 3_000;
/// What French speakers try first and the estimator's lists, made of English ones, do not know.
const FRENCH: [&str; 16] = [
    "motdepasse",
    "motdepasse1",
    "azerty123",
    "azertyuiop",
    "soleil123",
    "jetaime1",
    "jetaime123",
    "loulou123",
    "doudou2024",
    "azerty123!",
    "marseille13",
    "bonjour123!",
    "bonjour123",
    "chouchou123",
    "123soleil",
    "portail2026",
];

/// What became of a change of password.
#[derive(Debug, PartialEq, Eq)]
pub enum Changed {
    /// The new one is the password from now on.
    Done {
        /// Whether the hint went: it would have given the new one away.
        hint_dropped: bool,
    },
    /// Something is wrong.
    Wrong(Vec<FieldError>),
}

impl Backend {
    /// Changes the password of whoever signed in with that session, the code being one of theirs where [`Self::password_asks_code`] says
    /// so. Other sessions end.
    ///
    /// # Errors
    /// `NotFound` when the person is gone, or when the session ended meanwhile; when the database cannot be read or written.
    pub async fn change_password(&self, person: &Person, token: &str, typed: PasswordForm, code: &str) -> Result<Changed, BackendError> {
        let row = user::Entity::find_by_id(person.id.0).one(self.inner.store.read()).await?.ok_or(BackendError::NotFound)?;
        if !typed.current.is_empty()
            && let Try::TooSoon(next) = self.count_try(&tries_of_proofs(row.id)).await?
        {
            let minutes = minutes_until(next, self.now()).to_string();
            return Ok(Changed::Wrong(vec![FieldError::new("current", "password-wait").with("minutes", minutes)]));
        }
        let asks_code = self.password_asks_code(person, token).await?;
        let (backend, own, known, new) = (self.clone(), person.clone(), row.password_hash.clone(), typed.new.clone());
        let (right, looked_at) = self.inner.hashing.run(move || backend.look_at(&own, &known, &typed)).await??;
        let proved = match looked_at {
            // Looked at last: a code counts once, and is not used up beside another mistake.
            Ok(hash) if asks_code => self.code_fault(&row, code).await?.map_or(Ok(hash), |fault| Err(vec![fault])),
            Err(problems) if asks_code && code.trim().is_empty() => Err(problems.into_iter().chain([bad_code(code)]).collect()),
            looked_at => looked_at,
        };
        // Whoever guesses at codes may have the password: it alone forgives no try then.
        if proved.is_ok() || (right && !asks_code) {
            self.forget_tries(&tries_of_proofs(row.id)).await?;
        }
        match proved {
            Ok(hash) => self.keep_password(&row, token, hash, &new).await.map(|hint_dropped| Changed::Done { hint_dropped }),
            Err(problems) => Ok(Changed::Wrong(problems)),
        }
    }

    /// Whether the current password is right, and the hash of the new one or what is wrong. Heavy work, for a thread of its own.
    fn look_at(&self, person: &Person, known: &str, typed: &PasswordForm) -> Result<(bool, Result<String, Vec<FieldError>>), BackendError> {
        let right = password::is_right(&typed.current, Some(known));
        let mut problems = self.password_policy(person.role).errors(typed, &self.judge(person, &typed.new));
        if !right && !typed.current.is_empty() {
            problems.insert(0, FieldError::new("current", "password-wrong-current"));
        }
        let new = if right && problems.is_empty() { Ok(password::hash(&typed.new)?) } else { Err(problems) };
        Ok((right, new))
    }

    /// What is asked of the password of a person of that role.
    pub(super) fn password_policy(&self, role: Role) -> PasswordPolicy {
        match role {
            Role::Member => self.profile().password.clone(),
            Role::Staff => PasswordPolicy::strong(),
        }
    }

    pub(super) fn judge(&self, person: &Person, password: &str) -> PasswordVerdict {
        let (profile, policy) = (self.profile(), self.password_policy(person.role));
        let mailbox = person.email.as_deref().and_then(|email| email.split('@').next());
        let brand = profile.brand.split_whitespace();
        let own = [person.login_name.as_str(), &person.given_name, &person.family_name];
        let personal: Vec<&str> = own.into_iter().chain(person.email.as_deref()).chain(mailbox).chain(brand).collect();
        policy.judge(password, |typed| is_common(typed, policy.max_len), personal.iter().copied())
    }

    /// Keeps the new password over the one that was verified; when that one is no longer the person's, or the session ended meanwhile,
    /// nothing is changed. Gives whether the hint beside it went.
    async fn keep_password(&self, verified: &user::Model, token: &str, hash: String, new: &str) -> Result<bool, BackendError> {
        let (now, id, of) = (self.now(), verified.id, UserId(verified.id));
        let tx = self.inner.store.write().await?;
        let row = self.row_of_session(&tx, of, token).await?;
        if row.password_hash != verified.password_hash {
            return Err(BackendError::NotFound);
        }
        let mut change = row.clone().into_active_model();
        change.password_hash = Set(hash);
        user::Entity::update(change).exec(&tx).await?;
        let others = session::Entity::delete_many().filter(session::Column::UserId.eq(id));
        others.filter(session::Column::TokenHash.ne(token_hash(token))).exec(&tx).await?;
        second_step::Entity::delete_many().filter(second_step::Column::UserId.eq(id)).exec(&tx).await?;
        let hint_dropped = self.review_hint(&tx, of, new).await?;
        audit::record(&tx, now, Some(of), "password_changed", &id.to_string(), "").await?;
        let passkeys = self.leave_passkeys(&tx, of, false).await?;
        self.tell_of_change(&tx, &row, passkeys).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(hint_dropped)
    }

    /// Tells whoever changed their password of it, in the caller's transaction: a member by the mail from which they take it back (Y-10);
    /// whoever has no address for that, or works at the office, as of any other new password.
    async fn tell_of_change(&self, tx: &impl ConnectionTrait, person: &user::Model, passkeys: LeftPasskeys) -> Result<(), BackendError> {
        if person.email.is_none() || is_staff(person) {
            return self.tell_of_password(tx, person, passkeys).await;
        }
        let what = if passkeys == LeftPasskeys::Kept { "password_passkeys" } else { "password" };
        self.tell_before(tx, person, what, &Before::Password).await
    }

    /// Tells the person, in the caller's transaction, that their password is another one and what became of their passkeys: by mail, or by
    /// a shorter SMS where they have no address. Whoever came by a mailed link gets none to take it back: it would lie in the same
    /// mailbox, which leads to another password anyway.
    pub(super) async fn tell_of_password(
        &self,
        tx: &impl ConnectionTrait,
        person: &user::Model,
        passkeys: LeftPasskeys,
    ) -> Result<(), BackendError> {
        let now = self.now();
        let Some((channel, to)) = reach(person.email.as_deref(), person.mobile.as_deref()) else { return Ok(()) };
        let template = match channel {
            Channel::Mail => "password-mail",
            Channel::Sms => "password-sms",
        };
        let once = format!("password:{}", random::id(now)?);
        let params = BTreeMap::from([("passkeys".to_owned(), passkeys.as_str().to_owned())]);
        outbox::enqueue_for(tx, (now, now), person.id, (channel, &to), template, &params, once).await
    }
}

/// Whether whoever guesses would try it among the first. Longer ones than are kept are not weighed.
fn is_common(password: &str, max_len: usize) -> bool {
    let weighed = || zxcvbn::zxcvbn(password, &[]).guesses() <= FIRST_TRIES;
    password.chars().count() <= max_len && (is_among(password, &FRENCH) || weighed())
}

#[cfg(test)]
mod tests {
    use super::is_common;

    #[test]
    fn x2_what_guessers_try_first_is_common_and_a_phrase_is_not() {
        for common in ["password", "Password1", "azertyuiop", "AZERTY123", "00000000", "iloveyou", "qwertyuiop", "MotDePasse"] {
            assert!(is_common(common, 128), "{common}");
        }
        for own in ["Brise-Lames-1907", "trois chèvres sur un toit", "Tr0ub4dor&3"] {
            assert!(!is_common(own, 128), "{own}");
        }
        assert!(!is_common(&"password".repeat(1000), 128), "too long to be weighed");
    }
}
