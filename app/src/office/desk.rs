//! The claims desk: its queue, and one dossier. Every function is a public endpoint.
use super::layout::allowed;
use crate::AppError;
use domain::{
    attachment::{Attachment, Examined},
    claim::{Claim, QueuePage, may_ask},
    complement::{Complement, ComplementState, Item},
    day::Day,
    decision::Decided,
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
    /// What the desk found of the files sent with its requests.
    pub examined: Vec<Examined>,
    /// What was decided of it, oldest first.
    pub decisions: Vec<Decided>,
    /// Whether it is decided in the portal.
    pub decides: bool,
    /// Whether it is paid there.
    pub pays: bool,
}

#[cfg(feature = "ssr")]
impl DeskFile {
    /// What was found on the desk, for one of its people.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) async fn of(staff: &domain::account::Staff, found: backend::office::DeskClaim) -> Result<Self, AppError> {
        use domain::access::{Action, Actor, may};
        let backend = crate::request::backend();
        Ok(Self {
            examined: backend.examined(found.member.id, &found.claim).await?,
            decisions: backend.decisions(found.member.id, &found.claim).await?,
            decides: backend.profile().decisions.is_some(),
            pays: backend.profile().payments.is_some(),
            member: found.member.full_name(),
            claim: found.claim,
            today: backend.today(),
            version: found.version,
            asked: found.asked,
            medical: may(Actor::Staff(staff.roles), Action::ReadMedical),
        })
    }
}

impl DeskFile {
    /// Whether documents may be asked for now: while it is looked into, one request at a time (B-6).
    pub fn may_ask(&self) -> bool {
        may_ask(self.claim.summary.status) && self.asked.iter().all(|one| one.state != ComplementState::Open)
    }

    /// Whether who reads this reads what came for that document (B-4).
    pub fn reads(&self, item: &Item) -> bool {
        self.medical || !item.card.medical
    }

    /// The document of that id, when who reads this may say now whether it is right (B-8).
    pub fn judged(&self, id: &str) -> Option<&Item> {
        let mut left = self.asked.iter().filter(|one| one.state != ComplementState::Closed).flat_map(|one| &one.items);
        let item = left.find(|item| item.id.to_string() == id)?;
        (self.reads(item) && self.claim.summary.status.is_undecided() && item.may_be_judged()).then_some(item)
    }

    /// The document that this file came for; none for a file that was sent with a request.
    pub fn document(&self, file: &Attachment) -> Option<&Item> {
        self.items().find(|item| item.file.as_ref().is_some_and(|given| given.id == file.id))
    }

    /// The files that who reads this may look at, in the order of the dossier's page.
    pub fn files(&self) -> impl Iterator<Item = &Attachment> {
        let given = self.items().filter(move |item| self.reads(item)).filter_map(|item| item.file.as_ref());
        let sent = self.claim.requests.iter().rev().flat_map(|request| &request.files);
        given.chain(sent.filter(|file| file.is_received()))
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        self.asked.iter().flat_map(|one| &one.items)
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
    let staff = request::staff(domain::access::Action::LookAtClaims)?;
    let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
    let found = request::backend().look_at_claim(&staff, id).await?.ok_or(AppError::NotFound)?;
    DeskFile::of(&staff, found).await
}

/// The same for a page of the desk; nothing where its reader's roles do not open it.
pub(super) async fn desk_claim(id: String) -> Result<Option<DeskFile>, AppError> {
    allowed(load_desk_claim(id).await)
}
