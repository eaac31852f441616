//! The claims desk: its queue, and one dossier. Every function is a public endpoint.
use super::layout::allowed;
use crate::AppError;
use domain::{
    claim::{Claim, QueuePage, may_ask},
    complement::{Complement, ComplementState, Item},
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
    /// Version of the dossier: whoever acts on it says which one they read (B-2).
    pub version: i32,
    /// What was asked for to complete it, newest first.
    pub asked: Vec<Complement>,
    /// Whether who reads it reads medical documents too (B-4).
    pub medical: bool,
}

impl DeskFile {
    /// Whether documents may be asked for now: while it is looked into, one request at a time (B-6).
    pub fn may_ask(&self) -> bool {
        may_ask(self.claim.summary.status) && self.asked.iter().all(|one| one.state != ComplementState::Open)
    }

    /// The document of that id, when who reads this may say now whether it is right (B-8).
    pub fn judged(&self, id: &str) -> Option<&Item> {
        let item = self.asked.iter().flat_map(|one| &one.items).find(|item| item.id.to_string() == id)?;
        let theirs = self.medical || !item.card.medical;
        (theirs && self.claim.summary.status.is_undecided() && item.may_be_judged()).then_some(item)
    }
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
    use domain::access::{Action, Actor, may};
    let staff = request::staff(Action::LookAtClaims)?;
    let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
    let backend = request::backend();
    let found = backend.look_at_claim(&staff, id).await?.ok_or(AppError::NotFound)?;
    Ok(DeskFile {
        member: found.member.full_name(),
        claim: found.claim,
        today: backend.today(),
        version: found.version,
        asked: found.asked,
        medical: may(Actor::Staff(staff.roles), Action::ReadMedical),
    })
}

/// The same for a page of the desk; nothing where its reader's roles do not open it.
pub(super) async fn desk_claim(id: String) -> Result<Option<DeskFile>, AppError> {
    allowed(load_desk_claim(id).await)
}
