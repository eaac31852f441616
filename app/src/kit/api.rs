//! Knocking at the door of the kit.
use crate::AppError;
use domain::kit::KitForm;
use leptos::prelude::*;

/// Name of the cookie of a visit to the kit.
pub const KIT_COOKIE: &str = "__Host-kit";
/// Under which the sign-in page is told of a knock that opened nothing: the form, and what is wrong with it.
pub(super) const REFUSED: &str = "kit";

/// Opens the kit to whoever names an employer by its identifier (S-1, S-57, X-22).
#[server(endpoint = "open_kit")]
pub async fn open_kit(#[server(flatten)] form: KitForm) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::kit::Knock;
    match request::backend().open_kit(&form, request::network()).await {
        Ok(Knock::Pass(pass)) => {
            request::set_cookie(KIT_COOKIE, &pass, domain::kit::VISIT.num_seconds());
            request::answer(routes::KIT, Ok(()))
        }
        Ok(Knock::Wrong(problems)) => {
            request::tell(REFUSED, &(form.shortened(), problems));
            request::answer(routes::SIGN_IN, Ok(()))
        }
        Ok(Knock::TooFast) => request::answer(routes::SIGN_IN, Err(AppError::TooOften)),
        Err(error) => request::answer(routes::SIGN_IN, Err(error.into())),
    }
}
