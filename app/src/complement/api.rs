//! Reading what is asked of the member, and answering it; files come in by a route of their own. Every function is a public endpoint.
use crate::AppError;
use domain::{
    attachment::UploadRules,
    claim::ClaimSummary,
    complement::{Complement, ComplementState},
    day::Day,
    form::FieldError,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page is told what became of « Envoyer ».
pub(super) const SENDING: &str = "envoyer";
/// Under which the page of one document is told what became of an answer.
pub(super) const ANSWER: &str = "reponse";
/// Under which the page is told that a file came too late to be kept.
pub const TOO_LATE: &str = "trop-tard";

/// Why nothing was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum NotSent {
    /// A document is missing.
    Missing,
    /// The box is not ticked.
    NotCertified,
    /// What is asked for has changed since the page was read.
    Changed,
}

/// An answer that was not kept: the choice, the note, what is wrong.
pub(super) type Refused = (String, String, Vec<FieldError>);

/// What was asked for, with the dossier that it completes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Waiting {
    /// What was asked for.
    pub complement: Complement,
    /// The dossier.
    pub claim: ClaimSummary,
}

impl Waiting {
    /// Whether the member is asked for something.
    pub fn is_open(&self) -> bool {
        self.complement.state == ComplementState::Open
    }
}

/// What was asked for, with what its page needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ComplementFile {
    /// What was asked for.
    pub complement: Complement,
    /// The dossier that it completes.
    pub claim: ClaimSummary,
    /// The day it is in Paris.
    pub today: Day,
    /// Limits of uploads.
    pub upload: UploadRules,
    /// Where the nearest France services counter is found; empty for nowhere (M-12).
    pub counters_url: String,
    /// Where the acknowledgement goes.
    pub email: Option<String>,
}

/// What was asked for under that number to complete that dossier of the member's.
#[server(endpoint = "complement")]
pub async fn load_complement(number: String, complement: String) -> Result<ComplementFile, AppError> {
    use crate::request;
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    let backend = request::backend();
    let complement = backend.complement(member.id, &number, &complement).await?.ok_or(AppError::NotFound)?;
    let complement = as_read(complement);
    let claim = backend.claims(member.id).await?.into_iter().find(|claim| claim.number == number).ok_or(AppError::NotFound)?;
    let profile = backend.profile();
    Ok(ComplementFile {
        complement,
        claim,
        today: backend.today(),
        upload: profile.upload.clone(),
        counters_url: profile.complement.counters_url.clone(),
        email: member.email,
    })
}

/// All that was asked of the member, newest first (M-4).
#[server(endpoint = "complements")]
pub async fn load_complements() -> Result<Vec<Waiting>, AppError> {
    use crate::request;
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    let backend = request::backend();
    let complements = backend.complements(member.id).await?;
    let claims = if complements.is_empty() { Vec::new() } else { backend.claims(member.id).await? };
    Ok(waiting_of(complements, &claims))
}

/// Puts what was asked for beside its dossiers; what belongs to none of these is left out.
#[cfg(feature = "ssr")]
pub(crate) fn waiting_of(complements: Vec<Complement>, claims: &[ClaimSummary]) -> Vec<Waiting> {
    let beside = |complement: Complement| {
        let claim = claims.iter().find(|claim| claim.number == complement.claim)?.clone();
        Some(Waiting { complement: as_read(complement), claim })
    };
    complements.into_iter().filter_map(beside).collect()
}

/// What was asked for as whoever reads it may: somebody of the office who sees a member's pages reads no more of it than on the desk,
/// and nothing of what is under medical secrecy (B-4, B-54).
#[cfg(feature = "ssr")]
fn as_read(complement: Complement) -> Complement {
    if crate::request::viewing().is_some() { complement.for_desk() } else { complement }
}

/// « Plus tard »: the session is not told again of what is asked for by now (M-16).
#[server(endpoint = "put_off")]
pub async fn put_off() -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        request::member(domain::access::Action::ReadOwnFile)?;
        let token = request::session_token().ok_or(AppError::SignedOut)?;
        Ok::<_, AppError>(request::backend().put_off(&token).await?)
    };
    request::answer(routes::HOME, outcome.await)
}

/// « Je n’arrive pas à l’obtenir » (Y-7).
#[server(endpoint = "answer_item")]
pub async fn answer_item(
    #[server(default)] number: String,
    #[server(default)] complement: String,
    #[server(default)] item: String,
    #[server(default)] answer: String,
    #[server(default)] note: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::complement::{Answered, ItemPath};
    use domain::complement::{Answer, AnswerForm, MAX_NOTE};
    let id = well_formed(&number, &complement, &item)?;
    let typed = AnswerForm { answer, note };
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        let path = ItemPath { claim: &number, complement: &complement, item: id };
        Ok::<_, AppError>(request::backend().answer_item(member.id, path, &typed).await?)
    };
    let outcome = outcome.await;
    if let Ok(Answered::Wrong(problems)) = &outcome {
        let chosen = Answer::parse(&typed.answer).map_or("", Answer::as_str);
        let note: String = typed.note.chars().take(MAX_NOTE).collect();
        request::tell(ANSWER, &(chosen, note, problems));
        return request::answer(&routes::complement_answer(&number, &complement, &item), Ok(()));
    }
    request::answer(&routes::complement_item(&number, &complement, &item), outcome.map(|_| ()))
}

/// Takes back what was given for a document and not sent: the file of that id, or, without one, the reason why there is none.
#[server(endpoint = "take_back")]
pub async fn take_back(
    #[server(default)] number: String,
    #[server(default)] complement: String,
    #[server(default)] item: String,
    #[server(default)] file: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::complement::ItemPath;
    use domain::id::AttachmentId;
    let id = well_formed(&number, &complement, &item)?;
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        let file: Option<AttachmentId> = if file.is_empty() { None } else { Some(file.parse().map_err(|_| AppError::NotFound)?) };
        let path = ItemPath { claim: &number, complement: &complement, item: id };
        Ok::<_, AppError>(request::backend().take_back(member.id, path, file).await?)
    };
    request::answer(&routes::complement_item(&number, &complement, &item), outcome.await)
}

/// « Envoyer » (M-10); the same key again is the same answer.
#[server(endpoint = "send_complement")]
pub async fn send_complement(
    #[server(default)] number: String,
    #[server(default)] complement: String,
    #[server(default)] key: String,
    #[server(default)] certified: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::complement::Sending;
    use domain::complement::SendFault;
    numbered(&number, &complement)?;
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        let key: domain::id::IdempotencyKey = key.parse().map_err(|_| AppError::NotFound)?;
        let asked = (number.as_str(), complement.as_str());
        Ok::<_, AppError>(request::backend().send_complement(member.id, asked, key, certified == "true").await?)
    };
    let outcome = outcome.await;
    match &outcome {
        Ok(Sending::Not(SendFault::Missing)) => request::tell(SENDING, &NotSent::Missing),
        Ok(Sending::Not(SendFault::NotCertified)) => request::tell(SENDING, &NotSent::NotCertified),
        Ok(Sending::Changed) => request::tell(SENDING, &NotSent::Changed),
        Ok(Sending::Sent) | Err(_) => {}
    }
    request::answer(&routes::complement(&number, &complement), outcome.map(|_| ()))
}

/// The document that a form names, when all that it names is well formed: only then may it stand in a path.
#[cfg(feature = "ssr")]
pub(super) fn well_formed(number: &str, complement: &str, item: &str) -> Result<domain::id::ItemId, AppError> {
    numbered(number, complement)?;
    item.parse().or_else(|_| crate::request::answer(crate::routes::CLAIMS, Err(AppError::NotFound)))
}

#[cfg(feature = "ssr")]
fn numbered(number: &str, complement: &str) -> Result<(), AppError> {
    use domain::claim::{NumberKind, is_number};
    let right = is_number(NumberKind::Claim, number) && is_number(NumberKind::Complement, complement);
    if right { Ok(()) } else { crate::request::answer(crate::routes::CLAIMS, Err(AppError::NotFound)) }
}
