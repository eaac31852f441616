//! « Mon compte »: one's devices, leaving, and coming back.
use crate::AppError;
use domain::account::Leaving;
use leptos::prelude::*;

/// Under which the account page is told what was done.
pub(super) const DONE: &str = "account";
/// Under which the page « Supprimer votre compte » is told what is wrong.
pub(super) const LEAVING: &str = "leaving";

/// What leaving means for whoever asks.
#[server(endpoint = "leaving")]
pub async fn load_leaving() -> Result<Leaving, AppError> {
    let member = crate::request::member(domain::access::Action::ReadOwnFile)?;
    Ok(crate::request::backend().leaving(member.id).await?)
}

/// Ends one of one's sessions, or with no `id` all others.
#[server(endpoint = "end_sessions")]
pub async fn end_sessions(#[server(default)] id: String) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::access::Action;
    let outcome = async {
        let member = request::member(Action::WriteOwnAccount)?;
        let token = request::session_token().ok_or(AppError::SignedOut)?;
        let only = Some(id.as_str()).filter(|id| !id.is_empty());
        Ok::<_, AppError>(request::backend().end_sessions(&member, &token, only).await?)
    };
    let outcome = outcome.await;
    if outcome.as_ref().is_ok_and(|ended| *ended > 0) {
        request::tell(DONE, &"account-devices-ended");
    }
    request::answer(routes::ACCOUNT, outcome.map(|_| ()))
}

/// Closes one's account.
#[server(endpoint = "close_account")]
pub async fn close_account(#[server(default)] current: String) -> Result<(), AppError> {
    use super::SESSION_COOKIE;
    use crate::{request, routes};
    use domain::access::Action;
    let outcome = async {
        let member = request::member(Action::WriteOwnAccount)?;
        let problems = request::backend().close_account(&member, current).await?;
        Ok::<_, AppError>((problems, if member.email.is_some() { "leave-done" } else { "leave-done-call" }))
    };
    match outcome.await {
        Ok((problems, done)) if problems.is_empty() => {
            request::set_cookie(SESSION_COOKIE, "", 0);
            request::tell(super::api::WELCOME, &done);
            request::answer(routes::SIGN_IN, Ok(()))
        }
        Ok((problems, _)) => {
            request::tell(LEAVING, &problems);
            request::answer(routes::LEAVE, Ok(()))
        }
        Err(error) => request::answer(routes::LEAVE, Err(error)),
    }
}

/// Opens a closed account again for whoever got the link.
#[server(endpoint = "stay")]
pub async fn stay(#[server(default)] token: String) -> Result<(), AppError> {
    use crate::{request, routes};
    match request::backend().stay(&token).await {
        Ok(true) => {
            request::tell(super::api::WELCOME, &"leave-undone");
            request::answer(routes::SIGN_IN, Ok(()))
        }
        Ok(false) => request::answer(&routes::link(&super::recovery::own_token(&token)), Ok(())),
        Err(error) => request::answer(routes::SIGN_IN, Err(error.into())),
    }
}
