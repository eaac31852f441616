//! Beginning and ending to see a member's pages as the member does (B-54). Every function is a public endpoint.
use crate::AppError;
use leptos::prelude::*;

/// Under which the page that begins it is told that no reason was chosen.
pub(super) const NO_REASON: &str = "viewing_reason";

/// Begins it for the member of that dossier, for one of the reasons offered, and goes on to what they find first.
#[server(endpoint = "office_begin_view")]
pub async fn office_begin_view(#[server(default)] id: String, #[server(default)] reason: String) -> Result<(), AppError> {
    use super::acts::ended;
    use crate::{request, routes};
    use domain::{access::Action, id::ClaimId, viewing::ViewReason};
    let outcome = async {
        let staff = request::staff(Action::ViewAsMember)?;
        let token = request::session_token().ok_or(AppError::SignedOut)?;
        let claim: ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        let Some(reason) = ViewReason::parse(&reason) else {
            request::tell(NO_REASON, &"viewing-reason-missing");
            return Ok::<_, AppError>((routes::office_viewing(&claim.to_string()), Ok(())));
        };
        request::backend().begin_viewing(&staff, &token, claim, reason).await?;
        Ok((routes::HOME.to_owned(), Ok(())))
    };
    ended(outcome.await)
}

/// Ends it, and goes back to the dossier from which it began.
#[server(endpoint = "office_end_view")]
pub async fn office_end_view() -> Result<(), AppError> {
    use super::acts::ended;
    use crate::{request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::OwnStaffAccount)?;
        let token = request::session_token().ok_or(AppError::SignedOut)?;
        let claim = request::backend().end_viewing(&staff, &token).await?;
        let page = claim.map_or_else(|| routes::OFFICE.to_owned(), |id| routes::office_claim(&id.to_string()));
        Ok::<_, AppError>((page, Ok(())))
    };
    ended(outcome.await)
}
