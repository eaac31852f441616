//! The way back in: asking for help, choosing another password, unlocking. What is told is the same for everybody.
use crate::AppError;
use domain::account::Reminder;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page « Besoin d'aide » is told that a request was heard.
pub(super) const HEARD: &str = "lost";
/// Under which the page of a link is told what is wrong with the new password, and whether passkeys were to go with the old one.
pub(super) const WRONG: &str = "link";

/// The member who is invited.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invited {
    /// First and last name.
    pub name: String,
    /// The name they sign in with.
    pub login: String,
}

/// What a link is for, as far as its page must know.
#[derive(Clone, Serialize, Deserialize)]
pub enum Opens {
    /// Choosing another password, or being reminded of the one there is.
    Reset {
        /// What it may remind of.
        reminder: Reminder,
        /// Whether passkeys open the account too, whatever the password.
        passkeys: bool,
    },
    /// Signing in again at once.
    Unlock,
    /// Choosing another password, and coming in without the second step.
    SecondStep,
    /// Keeping an account that was closed.
    Stay,
    /// Taking an e-mail address into use.
    Email,
    /// Taking a change back.
    Undo,
    /// Downloading one's data.
    Export,
    /// Choosing the first password of an account that was imported.
    Welcome(Invited),
    /// Nothing: it ended, was used, never was, or is for somebody else who is signed in.
    Nothing,
}

/// What the link of that token is for. Looking does not use it up. One that opens a member's data needs their session besides.
#[server(endpoint = "find_link")]
pub async fn find_link(token: String) -> Result<Opens, AppError> {
    use crate::request;
    use backend::account::Purpose;
    let shown: Option<String> = request::told(super::hint::SHOWN);
    Ok(match request::backend().link(&token).await? {
        Some((Purpose::Reset, of)) => Opens::Reset {
            reminder: request::backend().reminder(&token, shown.as_deref()).await?,
            passkeys: request::backend().enters_by_passkey(of).await?,
        },
        Some((Purpose::Unlock | Purpose::UnlockCode | Purpose::UnlockPasskey, _)) => Opens::Unlock,
        Some((Purpose::SecondStep, _)) => Opens::SecondStep,
        Some((Purpose::Stay, _)) => Opens::Stay,
        Some((Purpose::Email, _)) => Opens::Email,
        Some((Purpose::Undo, _)) => Opens::Undo,
        Some((Purpose::Export, of)) if request::person().ok_or(AppError::SignedOut)?.id == of => Opens::Export,
        Some((Purpose::Welcome, _)) => match request::backend().welcome(&token).await? {
            Some(member) => Opens::Welcome(Invited { name: member.full_name(), login: member.login_name }),
            None => Opens::Nothing,
        },
        // An invitation to the office opens there.
        Some((Purpose::Export | Purpose::Invitation, _)) | None => Opens::Nothing,
    })
}

/// Sends a link to choose another password, or the sign-in name, to whoever is known by that name or address.
#[server(endpoint = "send_help")]
pub async fn send_help(#[server(default)] lost: String, #[server(default)] name: String) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::account::Lost;
    let lost = if lost == "login" { Lost::Login } else { Lost::Password };
    let outcome = request::backend().send_help(lost, &name).await.map_err(AppError::from);
    if outcome.is_ok() {
        request::tell(HEARD, &!name.trim().is_empty());
    }
    request::answer(routes::LOST, outcome)
}

/// Sets the password of whoever got the link, and removes their passkeys when that box is ticked.
#[server(endpoint = "reset_password")]
pub async fn reset_password(
    #[server(default)] token: String,
    #[server(default)] new: String,
    #[server(default)] again: String,
    #[server(default)] remove_passkeys: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::account::Reset;
    use domain::account::PasswordForm;
    let (page, remove) = (routes::link(&own_token(&token)), !remove_passkeys.is_empty());
    match request::backend().reset_password(&token, PasswordForm { new, again, ..PasswordForm::default() }, remove).await {
        Ok(Reset::Done { hint_dropped }) => {
            request::tell(super::api::WELCOME, if hint_dropped { &"account-reset-hint" } else { &"account-reset" });
            request::answer(routes::SIGN_IN, Ok(()))
        }
        Ok(Reset::Wrong(problems)) => {
            request::tell(WRONG, &(problems, remove));
            request::answer(&page, Ok(()))
        }
        Ok(Reset::Dead) => request::answer(&page, Ok(())),
        Err(error) => request::answer(&page, Err(error.into())),
    }
}

/// Sets the password of whoever got the link and lost every second step, which goes with that.
#[server(endpoint = "reset_second_step")]
pub async fn reset_second_step(
    #[server(default)] token: String,
    #[server(default)] new: String,
    #[server(default)] again: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::account::Reset;
    use domain::account::PasswordForm;
    let page = routes::link(&own_token(&token));
    match request::backend().reset_second_step(&token, PasswordForm { new, again, ..PasswordForm::default() }).await {
        Ok(Reset::Done { hint_dropped }) => {
            request::tell(super::api::WELCOME, if hint_dropped { &"second-lost-done-hint" } else { &"second-lost-done" });
            request::answer(routes::SIGN_IN, Ok(()))
        }
        Ok(Reset::Wrong(problems)) => {
            request::tell(WRONG, &problems);
            request::answer(&page, Ok(()))
        }
        Ok(Reset::Dead) => request::answer(&page, Ok(())),
        Err(error) => request::answer(&page, Err(error.into())),
    }
}

/// Sets the first password of the member who was invited, and lets them in.
#[server(endpoint = "open_invited")]
pub async fn open_invited(
    #[server(default)] token: String,
    #[server(default)] new: String,
    #[server(default)] again: String,
) -> Result<(), AppError> {
    use super::enter;
    use crate::{request, routes};
    use axum::http::header;
    use backend::account::Accepted;
    use domain::account::PasswordForm;
    let (device, page) = (request::request_header(header::USER_AGENT), routes::link(&own_token(&token)));
    let typed = PasswordForm { new, again, ..PasswordForm::default() };
    match request::backend().open_invited(&token, typed, &device).await {
        Ok(Accepted::In(session)) => {
            enter(&session);
            request::answer(routes::HOME, Ok(()))
        }
        Ok(Accepted::Wrong(problems)) => {
            request::tell(WRONG, &problems);
            request::answer(&page, Ok(()))
        }
        Ok(Accepted::Dead) => request::answer(&page, Ok(())),
        Err(error) => request::answer(&page, Err(error.into())),
    }
}

/// Lets whoever got the link sign in again at once.
#[server(endpoint = "unlock")]
pub async fn unlock(#[server(default)] token: String) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::account::Role;
    match request::backend().unlock(&token).await {
        Ok(Some(role)) => {
            request::tell(super::api::WELCOME, &"account-unlocked");
            request::answer(if role == Role::Staff { routes::OFFICE_SIGN_IN } else { routes::SIGN_IN }, Ok(()))
        }
        Ok(None) => request::answer(&routes::link(&own_token(&token)), Ok(())),
        Err(error) => request::answer(routes::SIGN_IN, Err(error.into())),
    }
}

/// The token as it may stand in a path; anything else is no token of ours.
#[cfg(feature = "ssr")]
pub fn own_token(token: &str) -> String {
    token.chars().filter(char::is_ascii_hexdigit).take(64).collect()
}
