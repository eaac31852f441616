//! Signing in and out.
use crate::AppError;
use leptos::prelude::*;

/// Name of the cookie of a session. Browsers keep a `__Host-` cookie only from a secure origin, for that host and all paths.
pub const SESSION_COOKIE: &str = "__Host-session";
/// Name of the cookie that tells the next page that a sign-in was refused, and the name typed.
#[cfg(feature = "ssr")]
pub const REFUSED_COOKIE: &str = "__Host-refused";

/// Signs in and goes on to `next` when it is a path of our own, else home. A refused sign-in says nothing of what was wrong.
#[server(endpoint = "sign_in")]
pub async fn sign_in(
    #[server(default)] login: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use axum::http::header;
    let device = request::request_header(header::USER_AGENT);
    let next = domain::account::own_path(&next).unwrap_or(routes::HOME).to_owned();
    let session = match request::backend().sign_in(&login, &password, &device).await {
        Ok(session) => session,
        Err(error) => return request::answer(&next, Err(error.into())),
    };
    let Some(session) = session else {
        let typed = if login.chars().count() <= 64 { login.as_str() } else { "" };
        let typed = request::to_hex(typed);
        request::add_header(header::SET_COOKIE, &cookie(REFUSED_COOKIE, &format!("x{typed}"), 60));
        return request::answer(&routes::sign_in_to(&next), Ok(()));
    };
    request::add_header(header::SET_COOKIE, &cookie(SESSION_COOKIE, &session.token, session.max_age.num_seconds()));
    request::add_header(header::SET_COOKIE, &cookie(REFUSED_COOKIE, "", 0));
    request::answer(&next, Ok(()))
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
    request::add_header(header::SET_COOKIE, &cookie(SESSION_COOKIE, "", 0));
    request::add_header(header::HeaderName::from_static("clear-site-data"), "\"cache\"");
    request::answer(routes::SIGN_IN, Ok(()))
}

#[cfg(feature = "ssr")]
fn cookie(name: &str, value: &str, max_age: i64) -> String {
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={max_age}")
}
