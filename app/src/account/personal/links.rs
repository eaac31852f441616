//! What mailed links do for one's data: taking an address into use (M-13), taking a change back (Y-10).
use crate::AppError;
use leptos::prelude::*;

/// Under which the page of a new password is told that changes were taken back.
pub(in crate::account) const UNDONE: &str = "undone";

/// Takes the address into use for whoever got the link.
#[server(endpoint = "confirm_email")]
pub async fn confirm_email(#[server(default)] token: String) -> Result<(), AppError> {
    use crate::{
        account::{api::WELCOME, recovery::own_token},
        request, routes,
    };
    match request::backend().confirm_email(&token).await {
        Ok(true) if request::person().is_some() => super::api::done("personal-done-email"),
        Ok(true) => {
            request::tell(WELCOME, &"personal-done-email");
            request::answer(routes::SIGN_IN, Ok(()))
        }
        Ok(false) => request::answer(&routes::link(&own_token(&token)), Ok(())),
        Err(error) => request::answer(routes::SIGN_IN, Err(error.into())),
    }
}

/// Takes a change back for whoever got the link, who then chooses another password.
#[server(endpoint = "undo_change")]
pub async fn undo_change(#[server(default)] token: String) -> Result<(), AppError> {
    use crate::{account::recovery::own_token, request, routes};
    match request::backend().undo_change(&token).await {
        Ok(Some(reset)) => {
            request::tell(UNDONE, &"undo-done");
            request::answer(&routes::link(&reset), Ok(()))
        }
        Ok(None) => request::answer(&routes::link(&own_token(&token)), Ok(())),
        Err(error) => request::answer(routes::SIGN_IN, Err(error.into())),
    }
}
