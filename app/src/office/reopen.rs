//! Taking a refused request up again, as after a complaint (domain.md 4.3). Every function is a public endpoint.
#[cfg(feature = "ssr")]
use super::acts::{ended, stale};
use crate::AppError;
use domain::decision::ReopenSheet;
use leptos::prelude::*;

/// Under which its page is told what was typed, and what is wrong with it.
pub(super) const REOPENING: &str = "office_reopening";
/// Under which the page of the dossier is told that a request waits again.
pub(super) const REOPENED: &str = "office_reopened";

/// A request that was refused here.
#[server(endpoint = "office_reopening")]
pub async fn load_reopening(#[server(default)] id: String, #[server(default)] number: String) -> Result<ReopenSheet, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::Decide)?;
    let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
    request::backend().reopen_sheet(&staff, id, &number).await?.ok_or(AppError::NotFound)
}

/// Takes it up again. `version` is that of the dossier as the page showed it; the same key again is the same act.
#[server(endpoint = "office_reopen")]
pub async fn office_reopen(
    #[server(default)] id: String,
    #[server(default)] number: String,
    #[server(default)] version: String,
    #[server(default)] key: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::{
        claim::{NumberKind, is_number},
        decision::{MAX_REOPENING, Reopening},
        id::{ClaimId, IdempotencyKey},
    };
    let outcome = async {
        let staff = request::staff(domain::access::Action::Decide)?;
        let claim: ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        let seen: i32 = version.parse().map_err(|_| AppError::NotFound)?;
        let key: IdempotencyKey = key.parse().map_err(|_| AppError::NotFound)?;
        if !is_number(NumberKind::Request, &number) {
            return Err(AppError::NotFound);
        }
        let page = match request::backend().reopen_request(&staff, claim, &number, seen, &reason, key).await? {
            Reopening::Stale => return Ok::<_, AppError>(stale(claim, seen)),
            Reopening::Done => {
                request::tell(REOPENED, &true);
                routes::office_claim(&claim.to_string())
            }
            Reopening::Wrong(fault) => {
                request::tell(REOPENING, &(reason.chars().take(MAX_REOPENING).collect::<String>(), fault));
                routes::office_reopening(&claim.to_string(), &number)
            }
        };
        Ok((page, Ok(())))
    };
    ended(outcome.await)
}
