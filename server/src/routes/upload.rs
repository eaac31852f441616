//! Files in (C-22 … C-24): a stream of parts, each judged alone, so that one bad file never loses the good ones. A plain form
//! goes back to its page; an island gets the verdicts.
use crate::{
    Portal,
    layers::{refused_post, wants_page},
};
use app::{
    AppError,
    attachment::PassedOver,
    complement::{HandedIn, TOO_LATE},
    request::{SignedIn, SignedInStaff, told_cookie},
    routes::{self, Step, step},
};
use axum::{
    Extension, Json,
    extract::{
        Multipart, Path, Query, State,
        multipart::{Field, MultipartError},
    },
    http::{
        HeaderMap, StatusCode,
        header::{CONTENT_DISPOSITION, SET_COOKIE},
    },
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use backend::{
    attachment::{Handed, Owner},
    complement::ItemPath,
};
use domain::{
    access::{Action, Actor, may},
    attachment::{Attachment, shown_name},
    claim::{NumberKind, is_number},
    id::{AttachmentId, ClaimId, ItemId, UserId},
};
use serde::{Deserialize, Serialize};

/// More files than this are not looked at: no honest form has so many.
const MAX_FILES: usize = 50;

#[derive(Deserialize)]
pub(crate) struct Named {
    /// The sender's own name for the file: a second try is the same file.
    id: Option<AttachmentId>,
}

/// Receives the files of one post.
pub(crate) async fn receive(
    State(portal): State<Portal>,
    Extension(SignedIn(member)): Extension<SignedIn>,
    Path(number): Path<String>,
    Query(named): Query<Named>,
    headers: HeaderMap,
    parts: Multipart,
) -> Response {
    let outcome = if is_number(NumberKind::Claim, &number) {
        all(&portal, member.id, Owner::Draft(&number), named.id, (MAX_FILES, parts)).await
    } else {
        Err(AppError::NotFound)
    };
    answered(&portal, &headers, &step(&number, Step::Files), outcome)
}

/// Receives the file of one post for a document asked for: the first, the others are passed over (M-9).
pub(crate) async fn deposit(
    State(portal): State<Portal>,
    Extension(SignedIn(member)): Extension<SignedIn>,
    Path((number, complement, item)): Path<(String, String, String)>,
    headers: HeaderMap,
    parts: Multipart,
) -> Response {
    let named = is_number(NumberKind::Claim, &number) && is_number(NumberKind::Complement, &complement);
    let outcome = match item.parse::<ItemId>() {
        Ok(id) if named => {
            let path = ItemPath { claim: &number, complement: &complement, item: id };
            let outcome = all(&portal, member.id, Owner::Item(path), None, (1, parts)).await;
            if matches!(outcome, Err(AppError::NotFound)) && wants_page(&headers) && is_settled(&portal, member.id, path).await {
                return told_on(&portal, &routes::complement(&number, &complement), TOO_LATE, &());
            }
            outcome
        }
        _ => Err(AppError::NotFound),
    };
    answered(&portal, &headers, &routes::complement_item(&number, &complement, &item), outcome)
}

/// Whether the member was asked for that document, and nothing is taken for it any more: an answer was sent, or the dossier decided, while
/// its file was under way.
async fn is_settled(portal: &Portal, member: UserId, path: ItemPath<'_>) -> bool {
    let asked = portal.backend.complement(member, path.claim, path.complement).await.ok().flatten();
    asked.is_some_and(|asked| asked.items.iter().any(|item| item.id == path.item && !asked.may_answer(item)))
}

/// Receives the one document for which somebody else has a link (Y-7).
pub(crate) async fn by_link(State(portal): State<Portal>, Path(token): Path<String>, headers: HeaderMap, parts: Multipart) -> Response {
    let outcome = handed_in(&portal, &token, parts).await;
    match outcome {
        Ok(told) if wants_page(&headers) => {
            let cookie = told.and_then(|told| told_cookie(&portal.backend, HandedIn::TOPIC, &told));
            (AppendHeaders(cookie.map(|cookie| (SET_COOKIE, cookie))), Redirect::to(&routes::handing_in(&token))).into_response()
        }
        Ok(told) => Json(told).into_response(),
        Err(error) => refused_post(&headers, &error),
    }
}

/// What became of the file of that post; nothing where none was chosen.
async fn handed_in(portal: &Portal, token: &str, parts: Multipart) -> Result<Option<HandedIn>, AppError> {
    let member = portal.backend.handing_in_for(token).await?.ok_or(AppError::NotFound)?;
    let (files, _) = all(portal, member, Owner::Link(token), None, (1, parts)).await?;
    Ok(files.into_iter().next().map(|file| match file.refusal() {
        None => HandedIn::Received,
        Some(refusal) => HandedIn::TurnedAway(file.name, refusal),
    }))
}

/// Receives the files of one post that the desk enters for a member (B-16).
pub(crate) async fn enter(
    State(portal): State<Portal>,
    Extension(SignedInStaff(staff)): Extension<SignedInStaff>,
    Path(id): Path<String>,
    headers: HeaderMap,
    parts: Multipart,
) -> Response {
    let outcome = match id.parse::<ClaimId>() {
        Ok(_) if !may(Actor::Staff(staff.roles), Action::EnterOnBehalf) => Err(AppError::Forbidden),
        Ok(claim) => match portal.backend.entry_for(&staff, claim).await {
            Ok((member, number)) => all(&portal, member, Owner::Entry(&number), None, (MAX_FILES, parts)).await,
            Err(error) => Err(error.into()),
        },
        Err(_) => Err(AppError::NotFound),
    };
    answered(&portal, &headers, &routes::office_entry(&id), outcome)
}

/// A plain form goes on to the page, an island gets the verdicts.
fn answered(portal: &Portal, headers: &HeaderMap, page: &str, outcome: Result<(Vec<Attachment>, PassedOver), AppError>) -> Response {
    match outcome {
        Ok((_, passed_over)) if wants_page(headers) => back(portal, page, &passed_over),
        Ok((files, _)) => Json(files).into_response(),
        Err(error) => refused_post(headers, &error),
    }
}

/// Back to the page, which lists what was received and is told of what was not looked at or finds no room in the list.
fn back(portal: &Portal, page: &str, passed_over: &PassedOver) -> Response {
    if passed_over.is_empty() { Redirect::to(page).into_response() } else { told_on(portal, page, PassedOver::TOPIC, passed_over) }
}

/// On to that page, which is told that under that topic.
fn told_on(portal: &Portal, page: &str, topic: &str, what: &impl Serialize) -> Response {
    let cookie = told_cookie(&portal.backend, topic, what);
    (AppendHeaders(cookie.map(|cookie| (SET_COOKIE, cookie))), Redirect::to(page)).into_response()
}

/// Takes so many files at most; those beyond are passed over.
async fn all(
    portal: &Portal,
    member: UserId,
    owner: Owner<'_>,
    mut id: Option<AttachmentId>,
    (most, mut parts): (usize, Multipart),
) -> Result<(Vec<Attachment>, PassedOver), AppError> {
    let (mut files, mut passed_over) = (Vec::new(), PassedOver::default());
    while let Some(part) = parts.next_field().await.map_err(|error| cut_off(&error))? {
        // A browser posts one empty part when no file was chosen.
        let chosen = file_name(&part).filter(|name| part.name() == Some("fichiers") && !name.is_empty());
        let Some(name) = chosen else { continue };
        if files.len() == most {
            passed_over.add(shown_name(&name));
            continue;
        }
        let Handed { file, listed } = one(portal, member, owner, id.take(), &name, part).await?;
        if !listed {
            passed_over.add(file.name.clone());
        }
        files.push(file);
    }
    Ok((files, passed_over))
}

async fn one(
    portal: &Portal,
    member: UserId,
    owner: Owner<'_>,
    id: Option<AttachmentId>,
    name: &str,
    mut part: Field<'_>,
) -> Result<Handed, AppError> {
    let mut incoming = portal.backend.begin_file(member, owner, id, name).await?;
    while let Some(chunk) = part.chunk().await.map_err(|error| cut_off(&error))? {
        incoming.push(&chunk).await?;
    }
    Ok(portal.backend.finish_file(member, owner, incoming).await?)
}

/// The stream ended too early, was malformed or too long: what arrived whole is kept, the rest is forgotten.
fn cut_off(error: &MultipartError) -> AppError {
    tracing::info!(status = error.status().as_u16(), "an upload was cut off or malformed");
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { AppError::TooLarge } else { AppError::CutOff }
}

/// The name of the part's file. One that is not UTF-8 comes from an old machine and is read as Latin-1: a file never disappears
/// for its name.
fn file_name(part: &Field<'_>) -> Option<String> {
    if let Some(name) = part.file_name() {
        return Some(typed_name(name));
    }
    let disposition: String = part.headers().get(CONTENT_DISPOSITION)?.as_bytes().iter().map(|byte| char::from(*byte)).collect();
    let (_, after) = disposition.split_once("filename=\"")?;
    Some(typed_name(after.split('"').next()?))
}

/// The name as the sender's machine has it: browsers write these characters so (HTML, multipart/form-data encoding algorithm).
fn typed_name(sent: &str) -> String {
    [("%22", "\""), ("%0D", "\r"), ("%0A", "\n"), ("%00", "\0")]
        .iter()
        .fold(sent.to_owned(), |name, (code, character)| name.replace(code, character))
}
