//! The claims desk: its queue, and one dossier. Every function is a public endpoint.
use crate::AppError;
use domain::{
    claim::{Claim, QueuePage},
    day::Day,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One dossier on the desk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeskFile {
    /// What was sent of it.
    pub claim: Claim,
    /// First and last name of its member.
    pub member: String,
    /// The day it is in Paris.
    pub today: Day,
}

/// The page of the queue after that place; the first one for anything that is no place (B-1).
#[server(endpoint = "office_queue")]
pub async fn load_queue(#[server(default)] after: String) -> Result<QueuePage, AppError> {
    use crate::request;
    request::staff(domain::access::Action::ReadQueue)?;
    Ok(request::backend().queue(after.parse().ok()).await?)
}

/// One dossier (B-2). That it was looked at is kept, and told to its member.
#[server(endpoint = "office_claim")]
pub async fn load_desk_claim(#[server(default)] id: String) -> Result<DeskFile, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::LookAtClaims)?;
    let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
    let backend = request::backend();
    let found = backend.look_at_claim(&staff, id).await?.ok_or(AppError::NotFound)?;
    Ok(DeskFile { member: found.member.full_name(), claim: found.claim, today: backend.today() })
}
