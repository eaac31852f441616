//! Coming in at the back office: by invitation first, then with an address, a password and a code.
#[cfg(feature = "ssr")]
use super::menu;
use crate::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page of an invitation is told what is wrong with the password.
pub(super) const INVITED: &str = "invited";

/// Who is invited.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invitation {
    /// First and last name.
    pub name: String,
    /// The address by which they sign in.
    pub email: String,
}

/// Where to go after signing in here: never out of the office.
#[cfg(feature = "ssr")]
fn own_next(next: &str) -> String {
    use crate::routes;
    domain::account::own_path(next).filter(|path| routes::is_office(path)).unwrap_or(routes::OFFICE).to_owned()
}

/// Takes address and password, and goes on to the code. A refused sign-in says nothing of what was wrong.
#[server(endpoint = "office_sign_in")]
pub async fn office_sign_in(
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    use crate::{
        account::{REFUSED, Refused, STEP_COOKIE, enter},
        request, routes,
    };
    use axum::http::header;
    use backend::account::SignIn;
    let (device, next) = (request::request_header(header::USER_AGENT), own_next(&next));
    let refused = match request::backend().sign_in_to_office(&email, &password, &device).await {
        // Without a second step yet: the guard lets them to its page only.
        Ok(SignIn::Begun(session)) => {
            enter(&session);
            return request::answer(&next, Ok(()));
        }
        Ok(SignIn::Second(step)) => {
            request::set_cookie(STEP_COOKIE, &step.token, step.max_age.num_seconds());
            return request::answer(&routes::office_step_to(&next), Ok(()));
        }
        Ok(SignIn::Refused) => Refused::of(email, None),
        Ok(SignIn::Wait(until)) => Refused::of(email, Some(until)),
        Err(error) => return request::answer(&next, Err(error.into())),
    };
    request::tell(REFUSED, &refused);
    request::answer(&routes::sign_in_to(&next), Ok(()))
}

/// Takes the code and goes on to `next`.
#[server(endpoint = "office_second_step")]
pub async fn office_second_step(#[server(default)] code: String, #[server(default)] next: String) -> Result<(), AppError> {
    use crate::{
        account::{OVER, STEP, STEP_COOKIE, enter},
        request, routes,
    };
    use axum::http::header;
    use backend::account::SecondStep;
    let (device, next) = (request::request_header(header::USER_AGENT), own_next(&next));
    let token = request::cookie(STEP_COOKIE).unwrap_or_default();
    match request::backend().second_step(&token, &code, &device).await {
        Ok(SecondStep::Begun(session)) => {
            enter(&session);
            match begins_at(&session.token).await {
                Ok(first) if next == routes::OFFICE => request::answer(first, Ok(())),
                began => request::answer(&next, began.map(|_| ())),
            }
        }
        Ok(SecondStep::Wrong(fault)) => {
            request::tell(STEP, &fault);
            request::answer(&routes::office_step_to(&next), Ok(()))
        }
        Ok(SecondStep::Dead) => {
            request::set_cookie(STEP_COOKIE, "", 0);
            request::tell(OVER, &"second-over");
            request::answer(&routes::sign_in_to(&next), Ok(()))
        }
        Err(error) => request::answer(&next, Err(error.into())),
    }
}

/// Where whoever just signed in with that session begins: not everybody has the queue.
#[cfg(feature = "ssr")]
async fn begins_at(token: &str) -> Result<&'static str, AppError> {
    use crate::routes;
    use backend::account::Who;
    let backend = crate::request::backend();
    let first = |who| match who {
        Who::Staff(staff) => menu::first_page(backend.profile(), staff.roles),
        Who::Member(_) => routes::OFFICE,
    };
    Ok(backend.session(token).await?.map_or(routes::OFFICE, |session| first(session.who)))
}

/// Who is invited by the link of that token. Looking does not use it up.
#[server(endpoint = "office_find_invitation")]
pub async fn find_invitation(#[server(default)] token: String) -> Result<Option<Invitation>, AppError> {
    let person = crate::request::backend().invitation(&token).await?;
    Ok(person.map(|person| Invitation { name: person.full_name(), email: person.login_name }))
}

/// Sets the password of whoever was invited, and goes on to their second step.
#[server(endpoint = "office_accept_invitation")]
pub async fn office_accept_invitation(
    #[server(default)] token: String,
    #[server(default)] new: String,
    #[server(default)] again: String,
) -> Result<(), AppError> {
    use crate::{
        account::{enter, own_token},
        request, routes,
    };
    use axum::http::header;
    use backend::account::Accepted;
    use domain::account::PasswordForm;
    let (device, page) = (request::request_header(header::USER_AGENT), routes::office_invitation(&own_token(&token)));
    let typed = PasswordForm { new, again, ..PasswordForm::default() };
    match request::backend().accept_invitation(&token, typed, &device).await {
        Ok(Accepted::In(session)) => {
            enter(&session);
            request::answer(routes::OFFICE_SECOND, Ok(()))
        }
        Ok(Accepted::Wrong(problems)) => {
            request::tell(INVITED, &problems);
            request::answer(&page, Ok(()))
        }
        Ok(Accepted::Dead) => request::answer(&page, Ok(())),
        Err(error) => request::answer(&page, Err(error.into())),
    }
}
