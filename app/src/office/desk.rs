//! The claims desk: its queue, and one dossier. Every function is a public endpoint.
use crate::AppError;
use domain::{
    attachment::{Attachment, Examined},
    claim::{
        Claim, ClaimMove, ClaimStatus, ClaimSummary, Entered, KeptFilter, Note, QueuePage, RequestState, SentRequest, StopMarks, Twin,
        may_ask,
    },
    complement::{Complement, ComplementState, Item},
    day::Day,
    decision::{Decided, ReopenNote},
    id::{IdempotencyKey, UserId},
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
    /// Who that is.
    pub member_id: UserId,
    /// The day it is in Paris.
    pub today: Day,
    /// Version of the dossier: whoever acts on it says which one they read, and an act on an older one is refused (B-2).
    pub version: i32,
    /// What was asked for to complete it, newest first.
    pub asked: Vec<Complement>,
    /// What the desk found of the files sent with its requests.
    pub examined: Vec<Examined>,
    /// What was decided of it, oldest first.
    pub decisions: Vec<Decided>,
    /// Why some of them stand no longer.
    pub reopenings: Vec<ReopenNote>,
    /// Whether a document came that nobody had seen.
    pub news: bool,
    /// First and last name of whoever has it.
    pub holder: Option<String>,
    /// Whether that is whoever reads this.
    pub mine: bool,
    /// Who else it may be handed over to: identifier and name.
    pub colleagues: Vec<(String, String)>,
    /// What changed it, oldest first.
    pub moves: Vec<ClaimMove>,
    /// Notes of the desk, oldest first.
    pub notes: Vec<Note>,
    /// The member's other dossiers, newest first.
    pub others: Vec<ClaimSummary>,
    /// Its files that were handed in elsewhere too.
    pub twins: Vec<Twin>,
    /// Its requests that the desk entered for the member (B-16).
    pub entered: Vec<Entered>,
    /// What was noted of its stop (B-14).
    pub marks: StopMarks,
    /// The day on which its member closed their account, where they did (G-3).
    pub left_on: Option<Day>,
    /// Sent with what is asked for next: the same key again is the same asking.
    pub key: IdempotencyKey,
}

#[cfg(feature = "ssr")]
impl DeskFile {
    /// What was found on the desk, for one of its people.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) async fn of(staff: &domain::account::Staff, found: backend::office::DeskClaim) -> Result<Self, AppError> {
        use domain::account::Person;
        let (backend, id) = (crate::request::backend(), found.claim.summary.id);
        let handlers = backend.handlers().await?;
        let named = |person: &Person| (person.id.to_string(), person.full_name());
        let decisions = backend.decisions(found.member.id, &found.claim).await?;
        Ok(Self {
            examined: backend.examined(found.member.id, &found.claim).await?,
            reopenings: backend.reopen_notes(found.member.id, &found.claim, &decisions).await?,
            decisions,
            news: found.news_at.is_some(),
            holder: backend.holder_name(&found).await?,
            mine: found.holder == Some(staff.person.id),
            colleagues: handlers.iter().filter(|person| Some(person.id) != found.holder).map(named).collect(),
            moves: backend.moves_since(staff, id, 0).await?,
            notes: backend.notes(staff, id).await?,
            others: backend.other_claims(&found).await?,
            twins: backend.twins(&found).await?,
            entered: backend.entered(id).await?,
            marks: backend.stop_marks(id).await?,
            member: found.member.full_name(),
            member_id: found.member.id,
            left_on: found.left_on,
            key: found.key,
            claim: found.claim,
            today: backend.today(),
            version: found.version,
            asked: found.asked,
        })
    }
}

impl DeskFile {
    /// Whether documents may be asked for now: while it is looked into, one request at a time (B-6), of a member who can answer.
    pub fn may_ask(&self) -> bool {
        self.left_on.is_none() && may_ask(self.claim.summary.status) && self.asked.iter().all(|one| one.state != ComplementState::Open)
    }

    /// Key of why nothing may be asked for, when nothing may.
    pub fn why_not_ask(&self) -> &'static str {
        if self.left_on.is_some() { "office-ask-left" } else { "office-ask-not-now" }
    }

    /// Whether that request may be taken up again: it was refused here, all of it, and the refusal stands.
    pub fn may_reopen(&self, request: &SentRequest) -> bool {
        let stands = |one: &Decided| one.request == request.number && one.reopened_at.is_none();
        request.state == RequestState::Refused && self.decisions.iter().any(stands)
    }

    /// The document of that id, when the desk may say now whether it is right (B-8): a medical one is not for the desk to judge (B-4).
    pub fn judged(&self, id: &str) -> Option<&Item> {
        to_judge(&self.asked, self.claim.summary.status, id).filter(|item| !item.card.medical)
    }

    /// The document that this file came for; none for a file that was sent with a request.
    pub fn document(&self, file: &Attachment) -> Option<&Item> {
        self.items().find(|item| item.files().any(|given| given.id == file.id))
    }

    /// The file of that id that was sent with a request and refused (B-8).
    pub fn refused_file(&self, id: &str) -> Option<&Attachment> {
        let refused = |file: &&Attachment| self.examined.iter().any(|one| one.file == file.id && one.found.reason().is_some());
        self.claim.requests.iter().flat_map(|request| &request.files).find(|file| file.id.to_string() == id).filter(refused)
    }

    /// The files that the desk may look at, in the order of the dossier's page.
    pub fn files(&self) -> impl Iterator<Item = &Attachment> {
        let given = self.items().filter(|item| !item.card.medical).flat_map(Item::files);
        let sent = self.claim.requests.iter().rev().flat_map(|request| &request.files);
        given.chain(sent.filter(|file| file.is_received()))
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        self.asked.iter().flat_map(|one| &one.items)
    }
}

/// The document of that id, when something may be said of it now: its dossier stands there, and it is asked for still.
pub(super) fn to_judge<'a>(asked: &'a [Complement], status: ClaimStatus, id: &str) -> Option<&'a Item> {
    let mut left = asked.iter().filter(|one| one.state != ComplementState::Closed).flat_map(|one| &one.items);
    left.find(|item| item.id.to_string() == id).filter(|item| status.is_undecided() && item.may_be_judged())
}

/// What the queue is filtered by, beside what is the same for everybody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OwnFilters {
    /// Filters that whoever is signed in keeps, by name.
    pub kept: Vec<KeptFilter>,
    /// Whose dossiers may be asked for, by name: who works on dossiers now, or no longer does and has one that waits.
    pub assignees: Vec<(UserId, String)>,
}

/// What became of a dossier since somebody opened it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Conflict {
    /// Its number.
    pub number: String,
    /// What changed it, oldest first.
    pub moves: Vec<ClaimMove>,
}

/// A page of the queue, as [`domain::claim::QueueAsk`] reads the query of its address (B-1).
#[server(endpoint = "office_queue")]
pub async fn load_queue(#[server(default)] ask: String) -> Result<QueuePage, AppError> {
    use crate::request;
    use domain::claim::QueueAsk;
    let staff = request::staff(domain::access::Action::ReadQueue)?;
    Ok(request::backend().queue(staff.person.id, &QueueAsk::read(&ask)).await?)
}

/// The filters that whoever is signed in keeps, and whose dossiers they may ask for.
#[server(endpoint = "office_filters")]
pub async fn load_filters() -> Result<OwnFilters, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::ReadQueue)?;
    let backend = request::backend();
    let assignees = backend.assignees().await?.into_iter().map(|person| (person.id, person.full_name())).collect();
    Ok(OwnFilters { kept: backend.kept_filters(staff.person.id).await?, assignees })
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

/// What happened to a dossier since somebody saw that version of it (B-2); the last thing, where nothing did.
#[server(endpoint = "office_conflict")]
pub async fn load_conflict(#[server(default)] id: String, #[server(default)] version: String) -> Result<Conflict, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::LookAtClaims)?;
    let id: domain::id::ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
    let backend = request::backend();
    let number = backend.sent_number(id).await?.ok_or(AppError::NotFound)?;
    let mut moves = backend.moves_since(&staff, id, version.parse().unwrap_or_default()).await?;
    if moves.is_empty() {
        moves = backend.moves_since(&staff, id, 0).await?.pop().into_iter().collect();
    }
    Ok(Conflict { number, moves })
}
