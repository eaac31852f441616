//! Signing in and out.
use crate::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Name of the cookie of a session. Browsers keep a `__Host-` cookie only from a secure origin, for that host and all paths.
pub const SESSION_COOKIE: &str = "__Host-session";
/// Under which the sign-in page is told of a refused sign-in.
#[cfg(feature = "ssr")]
pub(super) const REFUSED: &str = "sign_in";

/// Under which the sign-in page is told why signing in is possible again.
#[cfg(feature = "ssr")]
pub(super) const WELCOME: &str = "welcome";

/// A refused sign-in.
#[derive(Serialize, Deserialize)]
pub(super) struct Refused {
    /// The name typed.
    pub typed: String,
    /// Minutes to wait, after too many tries.
    pub minutes: Option<i64>,
}

/// What the password page is told: what was wrong, nothing when the password was changed.
#[cfg(feature = "ssr")]
pub(super) const CHANGED: &str = "password";

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
    use domain::account::minutes_until;
    let device = request::request_header(header::USER_AGENT);
    let next = domain::account::own_path(&next).unwrap_or(routes::HOME).to_owned();
    let tried = match request::backend().sign_in(&login, &password, &device).await {
        Ok(tried) => tried,
        Err(error) => return request::answer(&next, Err(error.into())),
    };
    let typed = if login.chars().count() <= 64 { login } else { String::new() };
    let refused = match tried {
        SignIn::Begun(session) => {
            request::set_cookie(SESSION_COOKIE, &session.token, session.max_age.num_seconds());
            request::forget_told();
            return request::answer(&next, Ok(()));
        }
        SignIn::Refused => Refused { typed, minutes: None },
        SignIn::Wait(until) => Refused { typed, minutes: Some(minutes_until(until, request::backend().now())) },
    };
    request::tell(REFUSED, &refused);
    request::answer(&routes::sign_in_to(&next), Ok(()))
}

/// Ends the session.
#[server(endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    use crate::{request, routes};
    use axum::http::header;
    if let Some(token) = request::session_token()
        && let Err(error) = request::backend().sign_out(&token).await
    {
        return request::answer(routes::SIGN_IN, Err(error.into()));
    }
    request::set_cookie(SESSION_COOKIE, "", 0);
    request::add_header(header::HeaderName::from_static("clear-site-data"), "\"cache\"");
    request::answer(routes::SIGN_IN, Ok(()))
}

/// Changes the password of whoever is signed in, and goes back to its page, which is told what became of it (S-55, Q-8).
#[server(endpoint = "change_password")]
pub async fn change_password(
    #[server(default)] current: String,
    #[server(default)] new: String,
    #[server(default)] again: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::{access::Action, account::PasswordForm};
    let outcome = async {
        let person = request::member(Action::WriteOwnAccount)?;
        let token = request::session_token().ok_or(AppError::SignedOut)?;
        Ok::<_, AppError>(request::backend().change_password(&person, &token, PasswordForm { current, new, again }).await?)
    };
    let outcome = outcome.await;
    if let Ok(problems) = &outcome {
        request::tell(CHANGED, problems);
    }
    request::answer(routes::PASSWORD, outcome.map(|_| ()))
}
