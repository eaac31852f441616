//! Signing in and out.
use crate::AppError;
use domain::{
    account::{Channel, personal::Personal},
    form::FieldError,
};
#[cfg(feature = "ssr")]
use domain::{
    account::{MAX_CREDENTIAL_CHARS, is_locked, minutes_until},
    day::Instant,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Name of the cookie of a session. Browsers keep a `__Host-` cookie only from a secure origin, for that host and all paths.
pub const SESSION_COOKIE: &str = "__Host-session";
/// Under which the sign-in page is told of a refused sign-in.
pub(crate) const REFUSED: &str = "sign_in";

/// Under which the sign-in page is told why signing in begins again.
pub(crate) const OVER: &str = "over";

/// Under which the sign-in page is told why signing in is possible again.
pub(crate) const WELCOME: &str = "welcome";

/// A refused sign-in.
#[derive(Serialize, Deserialize)]
pub(crate) struct Refused {
    /// The name typed.
    pub typed: String,
    /// Minutes to wait, after too many tries.
    pub minutes: Option<i64>,
    /// Whether so many came that a mail went to whoever has that name, by which they need not wait.
    pub by_mail: bool,
    /// Whether it was tried with a passkey.
    pub by_passkey: bool,
}

impl Refused {
    /// That of that sign-in name; `until` when too many came before it.
    #[cfg(feature = "ssr")]
    pub(crate) fn of(login: String, until: Option<Instant>) -> Self {
        let typed = if login.chars().count() <= MAX_CREDENTIAL_CHARS { login } else { String::new() };
        let now = crate::request::backend().now();
        let by_mail = until.is_some_and(|until| is_locked(until, now));
        Self { typed, minutes: until.map(|until| minutes_until(until, now)), by_mail, by_passkey: false }
    }
}

/// Under which the password page is told what became of a change.
pub(crate) const CHANGED: &str = "password";

/// What became of a change of password.
#[derive(Serialize, Deserialize)]
pub(crate) enum Change {
    /// It was made.
    Done {
        /// Whether the hint went, which would have given the new one away.
        hint_dropped: bool,
        /// How the person is told of it besides, where they can be reached.
        told_by: Option<Channel>,
    },
    /// Something is wrong.
    Wrong(Vec<FieldError>),
}

/// A session as listed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeviceLine {
    /// Names it when it is to be ended.
    pub id: String,
    /// What people call that browser.
    pub name: String,
    /// When it began and was last used, worded.
    pub when: String,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// What « Mon Profil » shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    /// Label and value of what is known of the person.
    pub facts: Vec<(String, String)>,
    /// Where they are signed in.
    pub devices: Vec<DeviceLine>,
    /// What they say of themselves: whether their address is verified (M-13).
    pub personal: Personal,
}

/// « Mon Profil » of whoever is signed in.
#[server(endpoint = "account")]
pub async fn load_account() -> Result<Account, AppError> {
    use crate::{request, words::t};
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    let token = request::session_token().ok_or(AppError::SignedOut)?;
    let devices = request::backend().devices(&member, &token).await?;
    let personal = request::backend().personal(member.id).await?;
    let none = || t("claim-none-given");
    let facts = vec![
        (t("account-name"), member.full_name()),
        (t("account-login"), member.login_name.clone()),
        (t("claim-email"), member.email.unwrap_or_else(none)),
        (t("claim-mobile"), member.mobile.unwrap_or_else(none)),
    ];
    Ok(Account { facts, devices: devices.into_iter().map(super::device::line).collect(), personal })
}

/// Signs in and goes on to `next` when it is a path of our own, else home. A refused sign-in says nothing of what was wrong.
#[server(endpoint = "sign_in")]
pub async fn sign_in(
    #[server(default)] login: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use axum::http::header;
    use backend::account::SignIn;
    let device = request::request_header(header::USER_AGENT);
    let next = domain::account::own_path(&next).unwrap_or(routes::HOME).to_owned();
    let tried = match request::backend().sign_in(&login, &password, &device).await {
        Ok(tried) => tried,
        Err(error) => return request::answer(&next, Err(error.into())),
    };
    let refused = match tried {
        SignIn::Begun(session) => {
            super::second_factor::enter(&session);
            return request::answer(&next, Ok(()));
        }
        SignIn::Second(step) => {
            request::set_cookie(super::second_factor::STEP_COOKIE, &step.token, step.max_age.num_seconds());
            return request::answer(&routes::second_step_to(&next), Ok(()));
        }
        SignIn::Refused => Refused::of(login, None),
        SignIn::Wait(until) => Refused::of(login, Some(until)),
    };
    request::tell(REFUSED, &refused);
    request::answer(&routes::sign_in_to(&next), Ok(()))
}

/// Ends the session.
#[server(endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    use crate::{request, routes};
    use axum::http::header;
    let door = if request::somebody_of_the_office().is_some() { routes::OFFICE_SIGN_IN } else { routes::SIGN_IN };
    if let Some(token) = request::session_token()
        && let Err(error) = request::backend().sign_out(&token).await
    {
        return request::answer(door, Err(error.into()));
    }
    request::set_cookie(SESSION_COOKIE, "", 0);
    request::add_header(header::HeaderName::from_static("clear-site-data"), "\"cache\"");
    request::answer(door, Ok(()))
}

/// Changes the password of whoever is signed in, and goes back to its page, which is told what became of it (S-55, Q-8).
#[server(endpoint = "change_password")]
pub async fn change_password(
    #[server(default)] current: String,
    #[server(default)] new: String,
    #[server(default)] again: String,
    #[server(default)] code: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::account::Changed;
    use domain::{
        access::Action,
        account::{PasswordForm, reach},
    };
    let outcome = async {
        let person = request::member(Action::WriteOwnAccount)?;
        let token = request::session_token().ok_or(AppError::SignedOut)?;
        let changed = request::backend().change_password(&person, &token, PasswordForm { current, new, again }, &code).await?;
        Ok::<_, AppError>(match changed {
            Changed::Done { hint_dropped } => {
                let told_by = reach(person.email.as_deref(), person.mobile.as_deref()).map(|(channel, _)| channel);
                Change::Done { hint_dropped, told_by }
            }
            Changed::Wrong(problems) => Change::Wrong(problems),
        })
    };
    let outcome = outcome.await.map(|change| request::tell(CHANGED, &change));
    request::answer(routes::PASSWORD, outcome)
}
