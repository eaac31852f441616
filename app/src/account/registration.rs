//! Opening an account: asking, having the mail sent again, confirming. What a page tells is the same whatever the insurer knows.
use crate::AppError;
use domain::{account::RegistrationForm, form::FieldError};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the pages of a registration are told what became of it.
pub(super) const REGISTRATION: &str = "registration";

/// What the pages of a registration are told.
#[derive(Clone, Serialize, Deserialize)]
pub(super) enum Told {
    /// Something is wrong with what was typed; passwords never come back.
    Wrong(Box<RegistrationForm>, Vec<FieldError>),
    /// It was heard, under that id.
    Heard(String),
    /// What was chosen behind the link is wrong: the code, and why.
    Choice(String, Vec<FieldError>),
    /// The account is open under that sign-in name.
    Open(String),
}

/// A registration that waits behind a link.
#[derive(Clone, Serialize, Deserialize)]
pub struct Waiting {
    /// First name.
    pub given_name: String,
    /// Whether a user code and a password are still to be chosen (D-4, D-5).
    pub chooses: bool,
}

/// What waits behind the link of that token. Looking does not use it.
#[server(endpoint = "find_registration")]
pub async fn find_registration(token: String) -> Result<Option<Waiting>, AppError> {
    let found = crate::request::backend().waiting(&token).await?;
    Ok(found.map(|waiting| Waiting { given_name: waiting.given_name, chooses: waiting.chooses }))
}

/// Asks for an account (A-1, D-2).
#[server(endpoint = "register")]
pub async fn register(
    #[server(flatten)] form: RegistrationForm,
    #[server(default)] new: String,
    #[server(default)] again: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::account::Registered;
    use domain::account::PasswordForm;
    let typed = PasswordForm { new, again, ..PasswordForm::default() };
    match request::backend().register(&form, typed).await {
        Ok(Registered::Heard(id)) => {
            request::tell(REGISTRATION, &Told::Heard(id.to_string()));
            request::answer(routes::REGISTERED, Ok(()))
        }
        Ok(Registered::Wrong(problems)) => {
            request::tell(REGISTRATION, &Told::Wrong(Box::new(form.shortened()), problems));
            request::answer(routes::REGISTER, Ok(()))
        }
        Err(error) => request::answer(routes::REGISTER, Err(error.into())),
    }
}

/// Has the mail of a registration sent again.
#[server(endpoint = "resend_confirmation")]
pub async fn resend_confirmation(#[server(default)] id: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = match id.parse() {
        Ok(id) => request::backend().resend_confirmation(id).await.map_err(AppError::from),
        Err(_) => Ok(()),
    };
    request::tell(REGISTRATION, &Told::Heard(id.chars().filter(|c| c.is_ascii_hexdigit() || *c == '-').take(36).collect()));
    request::answer(routes::REGISTERED, outcome)
}

/// Opens the account that waits behind a link (A-9, D-8).
#[server(endpoint = "confirm_registration")]
pub async fn confirm_registration(
    #[server(default)] token: String,
    #[server(default)] code: String,
    #[server(default)] new: String,
    #[server(default)] again: String,
    #[server(default)] hint: String,
    #[server(default)] mother: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::account::{Choice, Confirmed};
    use domain::account::{HintForm, PasswordForm};
    let page = routes::confirmation(&super::recovery::own_token(&token));
    let password = PasswordForm { new, again, ..PasswordForm::default() };
    let choice = Choice { code: code.clone(), password, hint: HintForm { hint, mother } };
    match request::backend().confirm_registration(&token, choice).await {
        Ok(Confirmed::Open(login)) => {
            request::tell(REGISTRATION, &Told::Open(login));
            request::answer(routes::WELCOME, Ok(()))
        }
        Ok(Confirmed::Wrong(problems)) => {
            request::tell(REGISTRATION, &Told::Choice(code.chars().take(64).collect(), problems));
            request::answer(&page, Ok(()))
        }
        Ok(Confirmed::Dead) => request::answer(&page, Ok(())),
        Err(error) => request::answer(&page, Err(error.into())),
    }
}
