//! How long a session lasts, asked by the island that warns before its end (WCAG 2.2.1).
use crate::AppError;
use leptos::prelude::*;

/// Seconds until the session ends. Asking is no use of it: see [`crate::routes::is_at_rest`].
#[server(endpoint = "session_left")]
pub async fn session_left() -> Result<i64, AppError> {
    use crate::request;
    let token = request::session_token().ok_or(AppError::SignedOut)?;
    let session = request::backend().session_at_rest(&token).await?;
    session.map(|session| session.left).ok_or(AppError::SignedOut)
}

/// « Rester connecté »: uses the session, as any request does; gives the seconds until it ends then.
#[server(endpoint = "stay_signed_in")]
pub async fn stay_signed_in() -> Result<i64, AppError> {
    use crate::request;
    let token = request::session_token().ok_or(AppError::SignedOut)?;
    let session = request::backend().session(&token).await?;
    session.map(|session| session.left).ok_or(AppError::SignedOut)
}
