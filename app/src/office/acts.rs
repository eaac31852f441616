//! What people of the desk do about whose a dossier is, and what they write about it. Every function is a public endpoint.
use crate::AppError;
use leptos::prelude::*;

/// Under which the page of a dossier is told what is wrong with a note.
pub(super) const NOTED: &str = "desk_note";
/// Under which the queue is told that no dossier is free.
pub(super) const NO_NEXT: &str = "desk_next";

/// Where an act on the desk leads, and how it ended.
#[cfg(feature = "ssr")]
pub(super) type Ended = (String, Result<(), AppError>);

/// Of a dossier that is no longer as whoever acts on it read it, in that version: nothing was done, and its page says what happened
/// meanwhile (B-2).
#[cfg(feature = "ssr")]
pub(super) fn stale(id: domain::id::ClaimId, seen: i32) -> Ended {
    (crate::routes::office_conflict(&id.to_string(), seen), Err(AppError::Rule(domain::claim::StepError::Stale)))
}

/// Ends an act on the desk: on to the page where it leads, or to the one that says why not.
#[cfg(feature = "ssr")]
pub(super) fn ended(outcome: Result<Ended, AppError>) -> Result<(), AppError> {
    use crate::{request, routes};
    match outcome {
        Ok((page, done)) => request::answer(&page, done),
        Err(error) => request::answer(routes::OFFICE, Err(error)),
    }
}

/// Does that about a dossier, for whoever saw that version of it: then on to its page, or to the one that says what happened meanwhile.
#[cfg(feature = "ssr")]
async fn act(id: &str, version: &str, hands: Option<domain::claim::Hands>) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::WorkOnClaims)?;
        let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        let (seen, hands) = (version.parse::<i32>().map_err(|_| AppError::NotFound)?, hands.ok_or(AppError::NotFound)?);
        match request::backend().move_claim(&staff, id, seen, hands).await.map_err(AppError::from) {
            Err(AppError::Rule(_)) => Ok::<_, AppError>(stale(id, seen)),
            moved => Ok((routes::office_claim(&id.to_string()), moved)),
        }
    };
    ended(outcome.await)
}

/// Takes a dossier that nobody has (B-2).
#[server(endpoint = "office_take")]
pub async fn office_take(#[server(default)] id: String, #[server(default)] version: String) -> Result<(), AppError> {
    act(&id, &version, Some(domain::claim::Hands::Take)).await
}

/// Hands a dossier over to a colleague.
#[server(endpoint = "office_hand_over")]
pub async fn office_hand_over(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(default)] to: String,
) -> Result<(), AppError> {
    act(&id, &version, to.parse().ok().map(domain::claim::Hands::HandOver)).await
}

/// Gives one's dossier back to the queue.
#[server(endpoint = "office_release")]
pub async fn office_release(#[server(default)] id: String, #[server(default)] version: String) -> Result<(), AppError> {
    act(&id, &version, Some(domain::claim::Hands::Release)).await
}

/// « Prochain dossier »: takes the one that has waited longest of those that nobody has, and opens it.
#[server(endpoint = "office_next")]
pub async fn office_next() -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::WorkOnClaims)?;
        Ok::<_, AppError>(request::backend().take_next_claim(&staff).await?)
    };
    match outcome.await {
        Ok(Some(id)) => request::answer(&routes::office_claim(&id.to_string()), Ok(())),
        Ok(None) => {
            request::tell(NO_NEXT, &"office-next-none");
            request::answer(routes::OFFICE, Ok(()))
        }
        Err(error) => request::answer(routes::OFFICE, Err(error)),
    }
}

/// Writes a private note about a dossier.
#[server(endpoint = "office_note")]
pub async fn office_note(#[server(default)] id: String, #[server(default)] note: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::WorkOnClaims)?;
        let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        Ok::<_, AppError>((id, request::backend().write_note(&staff, id, &note).await?))
    };
    match outcome.await {
        Ok((id, fault)) => {
            if let Some(fault) = fault {
                request::tell(NOTED, &fault);
            }
            request::answer(&routes::office_claim(&id.to_string()), Ok(()))
        }
        Err(error) => request::answer(routes::OFFICE, Err(error)),
    }
}
