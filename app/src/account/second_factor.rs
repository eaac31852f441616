//! The second step of signing in: turning it on and off, its codes, and taking it.
use crate::AppError;
use domain::account::SecondFactor;
use leptos::prelude::*;

/// Name of the cookie of a sign-in that waits for its second step.
#[cfg(feature = "ssr")]
pub(crate) const STEP_COOKIE: &str = "__Host-step";
/// Under which the page of the second step is told what is wrong.
pub(crate) const STEP: &str = "step";
/// Under which the page « Validation en deux étapes » is told what is wrong with the first code, or what was done.
pub(crate) const SECOND: &str = "second";

/// Where whoever is signed in stands with the second step; their key and codes are shown to a fresh proof only.
#[server(endpoint = "second_factor")]
pub async fn load_second_factor() -> Result<SecondFactor, AppError> {
    use crate::request;
    let person = request::proved_member(domain::access::Action::WriteOwnAccount).await?;
    Ok(request::backend().second_factor(&person).await?)
}

/// Makes a key that waits for its first code.
#[server(endpoint = "offer_second_factor")]
pub async fn offer_second_factor() -> Result<(), AppError> {
    change(async |backend, person, _| Ok(backend.offer_second_factor(&person).await?)).await
}

/// Turns the second step on with the first code.
#[server(endpoint = "confirm_second_factor")]
pub async fn confirm_second_factor(#[server(default)] code: String) -> Result<(), AppError> {
    change(async |backend, person, token| {
        if let Some(fault) = backend.confirm_second_factor(&person, &token, &code).await? {
            crate::request::tell(SECOND, &fault);
        }
        Ok(())
    })
    .await
}

/// The recovery codes were noted down.
#[server(endpoint = "note_codes")]
pub async fn note_codes() -> Result<(), AppError> {
    change(async |backend, person, _| Ok(backend.note_codes(&person).await?)).await
}

/// Makes new recovery codes.
#[server(endpoint = "renew_codes")]
pub async fn renew_codes() -> Result<(), AppError> {
    change(async |backend, person, session| Ok(backend.renew_codes(&person, &session).await?)).await
}

/// Turns the second step off, or takes back a key that waits.
#[server(endpoint = "drop_second_factor")]
pub async fn drop_second_factor() -> Result<(), AppError> {
    change(async |backend, person, session| Ok(backend.drop_second_factor(&person, &session).await?)).await
}

/// Has a member change by what they sign in besides the password, the proof being fresh, and goes back to its page.
#[cfg(feature = "ssr")]
pub(super) async fn change(
    act: impl AsyncFnOnce(backend::Backend, domain::account::Person, String) -> Result<(), AppError>,
) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let person = request::proved_member(domain::access::Action::WriteOwnAccount).await?;
        let token = request::session_token().ok_or(AppError::SignedOut)?;
        act(request::backend(), person, token).await
    };
    request::answer(routes::SECOND_FACTOR, outcome.await)
}

/// Takes the code of the second step and goes on to `next`.
#[server(endpoint = "second_step")]
pub async fn second_step(#[server(default)] code: String, #[server(default)] next: String) -> Result<(), AppError> {
    use crate::{request, routes};
    use axum::http::header;
    use backend::account::SecondStep;
    let next = domain::account::own_path(&next).unwrap_or(routes::HOME).to_owned();
    let token = request::cookie(STEP_COOKIE).unwrap_or_default();
    let device = request::request_header(header::USER_AGENT);
    match request::backend().second_step(&token, &code, &device).await {
        Ok(SecondStep::Begun(session)) => {
            enter(&session);
            request::answer(&next, Ok(()))
        }
        Ok(SecondStep::Wrong(fault)) => {
            request::tell(STEP, &fault);
            request::answer(&routes::second_step_to(&next), Ok(()))
        }
        Ok(SecondStep::Dead) => {
            request::set_cookie(STEP_COOKIE, "", 0);
            request::tell(super::api::OVER, &"second-over");
            request::answer(&routes::sign_in_to(&next), Ok(()))
        }
        Err(error) => request::answer(&next, Err(error.into())),
    }
}

/// Signs this browser in.
#[cfg(feature = "ssr")]
pub(crate) fn enter(session: &backend::account::NewSession) {
    use crate::request;
    request::set_cookie(super::SESSION_COOKIE, &session.token, session.max_age.num_seconds());
    request::set_cookie(STEP_COOKIE, "", 0);
    request::forget_told();
}
