//! Asking to be called back.
use crate::AppError;
use domain::{callback::CallbackForm, form::FieldError};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page is told what became of a request.
pub(super) const ASKED: &str = "callback";

/// What became of a request.
#[derive(Clone, Serialize, Deserialize)]
pub(super) enum Told {
    /// It is kept.
    Kept(Kept),
    /// What was typed, and what is wrong.
    Wrong(Box<CallbackForm>, Vec<FieldError>),
}

/// A request that is kept, worded.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Its reference.
    pub(super) number: String,
    /// The number that will be called.
    pub(super) phone: String,
    /// On that day ...
    pub(super) day: String,
    /// ... at that time.
    pub(super) slot: String,
}

/// Asks for a callback, without an account.
#[server(endpoint = "ask_callback")]
pub async fn ask_callback(#[server(flatten)] form: CallbackForm) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::callback::Asking;
    use domain::account::phone_text;
    match request::backend().ask_callback(&form).await {
        Ok(Asking::Kept(number, wish)) => {
            let (phone, day) = (phone_text(&wish.phone), wish.day.with_weekday());
            request::tell(ASKED, &Told::Kept(Kept { number, phone, day, slot: wish.slot }));
        }
        Ok(Asking::Wrong(problems)) => request::tell(ASKED, &Told::Wrong(Box::new(form.shortened()), problems)),
        Err(error) => return request::answer(routes::CALLBACK, Err(error.into())),
    }
    request::answer(routes::CALLBACK, Ok(()))
}
