//! Giving the account one is paid on (M-14), and confirming it by the code that was sent (B-56).
use crate::AppError;
use domain::{account::Channel, form::FieldError};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page of the account number is told what was typed and what is wrong with it.
pub(super) const IBAN: &str = "iban";
/// The same, for the page of its code.
pub(super) const CODE: &str = "iban_code";
/// Under which that page is told that another code was sent.
pub(super) const RESENT: &str = "iban_resent";

/// An account number that waits for its code.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AwaitedAccount {
    /// Names it when the code is posted.
    pub id: String,
    /// The number, masked.
    pub masked: String,
    /// The way that the code went.
    pub channel: Channel,
    /// Why that code works no more.
    pub fault: Option<FieldError>,
}

/// The account number of whoever is signed in that waits for its code, if any.
#[server(endpoint = "awaited_iban")]
pub async fn load_awaited() -> Result<Option<AwaitedAccount>, AppError> {
    use crate::request;
    let member = request::member(domain::access::Action::WriteOwnAccount)?;
    super::api::must_be_own()?;
    let session = request::session_token().ok_or(AppError::SignedOut)?;
    let awaited = request::backend().awaited_iban(member.id, &session).await?;
    Ok(awaited.map(|row| AwaitedAccount { id: row.id.to_string(), masked: row.masked, channel: row.channel, fault: row.fault }))
}

/// Gives the account one is paid on.
#[server(endpoint = "change_iban")]
pub async fn change_iban(#[server(default)] iban: String) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::access::Action;
    let outcome = async {
        let member = request::proved_member(Action::WriteOwnAccount).await?;
        let session = request::session_token().ok_or(AppError::SignedOut)?;
        Ok::<_, AppError>(request::backend().change_iban(&member, &session, &iban).await?)
    };
    go_on((IBAN, routes::IBAN), &iban, outcome.await)
}

/// Confirms it by its code. What was given needed a fresh proof, and waits for the session that gave it: none is asked for again.
#[server(endpoint = "confirm_iban")]
pub async fn confirm_iban(#[server(default)] id: String, #[server(default)] code: String) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::access::Action;
    let outcome = async {
        let member = request::member(Action::WriteOwnAccount)?;
        let session = request::session_token().ok_or(AppError::SignedOut)?;
        Ok::<_, AppError>(request::backend().confirm_iban(&member, &session, &id, &code).await?)
    };
    go_on((CODE, routes::IBAN_CODE), &code, outcome.await)
}

/// Has another code sent.
#[server(endpoint = "resend_iban_code")]
pub async fn resend_iban_code() -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::account::IbanChange;
    use domain::access::Action;
    let outcome = async {
        let member = request::member(Action::WriteOwnAccount)?;
        let session = request::session_token().ok_or(AppError::SignedOut)?;
        Ok::<_, AppError>(request::backend().resend_iban_code(&member, &session).await?)
    };
    let outcome = outcome.await;
    if matches!(outcome, Ok(IbanChange::CodeSent)) {
        request::tell(RESENT, &true);
    }
    go_on((CODE, routes::IBAN_CODE), "", outcome)
}

/// After the form of that topic and page: to the code, to one's data, or back to the form, told what was typed and what is wrong with it.
#[cfg(feature = "ssr")]
fn go_on((topic, page): (&str, &str), typed: &str, outcome: Result<backend::account::IbanChange, AppError>) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::account::IbanChange;
    match outcome {
        Ok(IbanChange::Kept) => super::api::done("personal-done"),
        // Where nothing waits, the page of the code says so.
        Ok(IbanChange::CodeSent | IbanChange::Gone) => request::answer(routes::IBAN_CODE, Ok(())),
        Ok(IbanChange::Wrong(problem)) => {
            let typed: String = typed.chars().take(42).collect();
            request::tell(topic, &(typed, vec![problem]));
            request::answer(page, Ok(()))
        }
        Err(error) => request::answer(page, Err(error)),
    }
}
