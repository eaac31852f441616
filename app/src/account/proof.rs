//! Proving again who one is (Y-10).
use crate::AppError;
use leptos::prelude::*;

/// Under which the page « Confirmez que c’est vous » is told what is wrong.
pub(super) const UNPROVED: &str = "proof";

/// Whether a fresh proof asks for a code of the second step too.
#[server(endpoint = "proof_asks_code")]
pub async fn proof_asks_code() -> Result<bool, AppError> {
    use crate::request;
    let person = request::member(domain::access::Action::WriteOwnAccount)?;
    Ok(request::backend().proof_asks_code(&person).await?)
}

/// Whether another password asks for a code of the second step, besides the current password.
#[server(endpoint = "password_asks_code")]
pub async fn password_asks_code() -> Result<bool, AppError> {
    use crate::request;
    let person = request::member(domain::access::Action::WriteOwnAccount)?;
    let token = request::session_token().ok_or(AppError::SignedOut)?;
    Ok(request::backend().password_asks_code(&person, &token).await?)
}

/// Takes the password, and the code where there is a second step, as a fresh proof, and goes on to `next`.
#[server(endpoint = "prove")]
pub async fn prove(
    #[server(default)] current: String,
    #[server(default)] code: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::access::Action;
    let next = domain::account::own_path(&next).unwrap_or(routes::ACCOUNT).to_owned();
    let outcome = async {
        let member = request::member(Action::WriteOwnAccount)?;
        let token = request::session_token().ok_or(AppError::SignedOut)?;
        Ok::<_, AppError>(request::backend().prove(&member, &token, current, &code).await?)
    };
    match outcome.await {
        Ok(None) => request::answer(&next, Ok(())),
        Ok(Some(fault)) => {
            request::tell(UNPROVED, &fault);
            request::answer(&routes::proof_before(&next), Ok(()))
        }
        Err(error) => request::answer(&next, Err(error)),
    }
}
