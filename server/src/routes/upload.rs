//! Files in (C-22 … C-24): a stream of parts, each judged alone, so that one bad file never loses the good ones. A plain form
//! goes back to its page; an island gets the verdicts.
use crate::{
    Portal,
    layers::{refused_post, wants_page},
};
use app::{
    AppError,
    request::SignedIn,
    routes::{Step, step},
};
use axum::{
    Extension, Json,
    extract::{
        Multipart, Path, Query, State,
        multipart::{Field, MultipartError},
    },
    http::{HeaderMap, StatusCode, header::CONTENT_DISPOSITION},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    account::Person,
    attachment::Attachment,
    claim::{NumberKind, is_number},
    id::AttachmentId,
};
use serde::Deserialize;

/// More parts than this are not looked at: no honest form has so many.
const MAX_PARTS: usize = 50;

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
    let outcome =
        if is_number(NumberKind::Claim, &number) { all(&portal, &member, &number, named.id, parts).await } else { Err(AppError::NotFound) };
    match outcome {
        Ok(_) if wants_page(&headers) => Redirect::to(&step(&number, Step::Files)).into_response(),
        Ok(files) => Json(files).into_response(),
        Err(error) => refused_post(&headers, &error),
    }
}

async fn all(
    portal: &Portal,
    member: &Person,
    number: &str,
    mut id: Option<AttachmentId>,
    mut parts: Multipart,
) -> Result<Vec<Attachment>, AppError> {
    let mut files = Vec::new();
    for _ in 0..MAX_PARTS {
        let Some(part) = parts.next_field().await.map_err(|error| cut_off(&error))? else { break };
        // A browser posts one empty part when no file was chosen.
        let chosen = file_name(&part).filter(|name| part.name() == Some("fichiers") && !name.is_empty());
        if let Some(name) = chosen {
            files.push(one(portal, member, number, id.take(), &name, part).await?);
        }
    }
    Ok(files)
}

async fn one(
    portal: &Portal,
    member: &Person,
    number: &str,
    id: Option<AttachmentId>,
    name: &str,
    mut part: Field<'_>,
) -> Result<Attachment, AppError> {
    let mut incoming = portal.backend.begin_file(member.id, number, id, name).await?;
    while let Some(chunk) = part.chunk().await.map_err(|error| cut_off(&error))? {
        incoming.push(&chunk).await?;
    }
    Ok(portal.backend.finish_file(member.id, number, incoming).await?)
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
