//! Files, proofs, documents and archives go out as downloads only: never shown in the portal's own context, never kept in a cache. What the
//! desk sees of a file is a picture.
use crate::{Portal, layers::refused_post};
use app::{
    AppError,
    account::own_token,
    request::{SessionToken, SignedIn, SignedInStaff},
    routes,
};
use axum::{
    Extension, Form,
    body::Body,
    extract::{Path, Query, Request, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use backend::{BackendError, claim::ProofWords, export::Archive};
use domain::{
    access::{Action, Actor, may},
    account::Person,
    attachment::{Attachment, View},
    decision::letter_name,
    id::{AttachmentId, ClaimId},
};
use serde::Deserialize;

/// Sent with every file: whatever it holds, a browser runs none of it.
const SANDBOX: (header::HeaderName, &str) = (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox");

/// A kept file of the member's.
pub(crate) async fn file(
    State(portal): State<Portal>,
    Extension(SignedIn(member)): Extension<SignedIn>,
    Path((number, id)): Path<(String, String)>,
    request: Request,
) -> Response {
    let Ok(id) = id.parse::<AttachmentId>() else { return portal.failure(request, &AppError::NotFound).await };
    let found = portal.backend.file(member.id, &number, id).await;
    given(portal, request, found, kept).await
}

fn kept((attachment, bytes): (Attachment, Vec<u8>)) -> Response {
    let mime = attachment.kind.map_or("application/octet-stream", domain::attachment::FileType::mime);
    attached(mime, &attachment.name, bytes)
}

/// A download of that media type and name.
pub(super) fn attached(mime: &str, name: &str, body: impl IntoResponse) -> Response {
    ([(header::CONTENT_TYPE, mime.to_owned()), (header::CONTENT_DISPOSITION, disposition(name))], [SANDBOX], body).into_response()
}

/// A file of a dossier on the desk (B-3); that it was looked at is kept.
pub(crate) async fn desk_file(
    State(portal): State<Portal>,
    Extension(SignedInStaff(staff)): Extension<SignedInStaff>,
    Path((id, file)): Path<(String, String)>,
    request: Request,
) -> Response {
    if !may(Actor::Staff(staff.roles), Action::LookAtClaims) {
        return portal.failure(request, &AppError::Forbidden).await;
    }
    let (Ok(id), Ok(file)) = (id.parse::<ClaimId>(), file.parse::<AttachmentId>()) else {
        return portal.failure(request, &AppError::NotFound).await;
    };
    let found = portal.backend.look_at_file(&staff, id, file).await;
    given(portal, request, found, kept).await
}

/// A medical paper of a dossier (B-4, Y-8); that it was opened is kept, and told to its member.
pub(crate) async fn medical_file(
    State(portal): State<Portal>,
    Extension(SignedInStaff(staff)): Extension<SignedInStaff>,
    Path((id, file)): Path<(String, String)>,
    request: Request,
) -> Response {
    if !may(Actor::Staff(staff.roles), Action::ReadMedical) {
        return portal.failure(request, &AppError::Forbidden).await;
    }
    let (Ok(id), Ok(file)) = (id.parse::<ClaimId>(), file.parse::<AttachmentId>()) else {
        return portal.failure(request, &AppError::NotFound).await;
    };
    let found = portal.backend.open_medical(&staff, id, file).await;
    given(portal, request, found, kept).await
}

/// What was asked for, by what sends it; or the page that says that there is no such thing.
pub(super) async fn given<T>(
    portal: Portal,
    request: Request,
    found: Result<Option<T>, BackendError>,
    send: impl FnOnce(T) -> Response,
) -> Response {
    match found {
        Ok(Some(found)) => send(found),
        Ok(None) => portal.failure(request, &AppError::NotFound).await,
        Err(error) => portal.failure(request, &error.into()).await,
    }
}

fn picture(bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, "image/jpeg")], [SANDBOX], bytes).into_response()
}

/// How a page of a file is asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    /// Width in pixels.
    #[serde(default)]
    largeur: String,
    /// Degrees turned to the right.
    #[serde(default)]
    tour: String,
}

impl Asked {
    /// The dossier, the file and the view of it that this and the path name.
    fn at(&self, (id, file, page): &(String, String, String)) -> Option<(ClaimId, AttachmentId, View)> {
        Some((id.parse().ok()?, file.parse().ok()?, View::read(page, &self.largeur, &self.tour)?))
    }
}

/// A page of a file of a dossier on the desk, as a picture that this server made; that the file was looked at is kept.
pub(crate) async fn desk_page(
    State(portal): State<Portal>,
    Extension(SignedInStaff(staff)): Extension<SignedInStaff>,
    Path(path): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    if !may(Actor::Staff(staff.roles), Action::LookAtClaims) {
        return portal.failure(request, &AppError::Forbidden).await;
    }
    let Some((id, file, view)) = asked.at(&path) else { return portal.failure(request, &AppError::NotFound).await };
    let drawn = portal.backend.look_at_page(&staff, id, file, view).await;
    given(portal, request, drawn, picture).await
}

/// A page of a medical paper, as a picture that this server made; that it was opened is kept, and told to its member.
pub(crate) async fn medical_page(
    State(portal): State<Portal>,
    Extension(SignedInStaff(staff)): Extension<SignedInStaff>,
    Path(path): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    if !may(Actor::Staff(staff.roles), Action::ReadMedical) {
        return portal.failure(request, &AppError::Forbidden).await;
    }
    let Some((id, file, view)) = asked.at(&path) else { return portal.failure(request, &AppError::NotFound).await };
    let drawn = portal.backend.open_medical_page(&staff, id, file, view).await;
    given(portal, request, drawn, picture).await
}

/// The small picture of a kept file.
pub(crate) async fn thumbnail(
    State(portal): State<Portal>,
    Extension(SignedIn(member)): Extension<SignedIn>,
    Path((number, id)): Path<(String, String)>,
    request: Request,
) -> Response {
    let Ok(id) = id.parse::<AttachmentId>() else { return portal.failure(request, &AppError::NotFound).await };
    let found = portal.backend.thumbnail(member.id, &number, id).await;
    given(portal, request, found, picture).await
}

/// The proof of deposit of a sent request of the member's.
pub(crate) async fn proof(
    State(portal): State<Portal>,
    Extension(SignedIn(member)): Extension<SignedIn>,
    Path((number, sending)): Path<(String, String)>,
    request: Request,
) -> Response {
    let words = ProofWords::of(|key| portal.words.say(key, &[]));
    match portal.backend.deposit_proof(&member, &number, &sending, &words).await {
        Ok(bytes) => pdf(&format!("preuve-{sending}.pdf"), bytes),
        Err(error) => portal.failure(request, &error.into()).await,
    }
}

fn pdf(name: &str, bytes: impl IntoResponse) -> Response {
    attached("application/pdf", name, bytes)
}

/// Which of the letters about a request: the first, unless the address says another.
#[derive(Deserialize)]
pub(crate) struct Letter {
    /// Its place among them.
    #[serde(default)]
    rang: String,
}

impl Letter {
    /// That place; 0, where none is, for what is no number.
    fn place(&self) -> usize {
        if self.rang.is_empty() { 1 } else { self.rang.parse().unwrap_or_default() }
    }

    /// What it is called when it is downloaded.
    fn name(&self, decided: &str) -> String {
        letter_name(decided, self.place())
    }
}

/// The letter about a request of the member's that was decided (B-9).
pub(crate) async fn letter(
    State(portal): State<Portal>,
    Extension(SignedIn(member)): Extension<SignedIn>,
    Path((number, decided)): Path<(String, String)>,
    Query(which): Query<Letter>,
    request: Request,
) -> Response {
    let words = |key: &str, args: &[(&str, &str)]| portal.words.say(key, args);
    let made = portal.backend.own_letter(&member, &number, (&decided, which.place()), &words).await;
    given(portal.clone(), request, made, |bytes| pdf(&which.name(&decided), bytes)).await
}

/// The same on the desk; that it was looked at is kept.
pub(crate) async fn desk_letter(
    State(portal): State<Portal>,
    Extension(SignedInStaff(staff)): Extension<SignedInStaff>,
    Path((id, decided)): Path<(String, String)>,
    Query(which): Query<Letter>,
    request: Request,
) -> Response {
    if !may(Actor::Staff(staff.roles), Action::Decide) {
        return portal.failure(request, &AppError::Forbidden).await;
    }
    let Ok(id) = id.parse::<ClaimId>() else { return portal.failure(request, &AppError::NotFound).await };
    let words = |key: &str, args: &[(&str, &str)]| portal.words.say(key, args);
    let made = portal.backend.desk_letter(&staff, id, (&decided, which.place()), &words).await;
    given(portal.clone(), request, made, |bytes| pdf(&which.name(&decided), bytes)).await
}

/// A document of the kit, for whom the guard let through.
pub(crate) async fn kit(State(portal): State<Portal>, Path(file): Path<String>, request: Request) -> Response {
    let found = portal.backend.kit_document(&file).await;
    given(portal, request, found, |bytes| pdf(&file, bytes)).await
}

/// A blank form (S-23), for members.
pub(crate) async fn form(State(portal): State<Portal>, Path(file): Path<String>, request: Request) -> Response {
    let found = portal.backend.blank_form(&file).await;
    given(portal, request, found, |bytes| pdf(&file, bytes)).await
}

/// What the button of the archive posts.
#[derive(Deserialize)]
pub(crate) struct Pressed {
    /// Of the mailed link; empty without one.
    #[serde(default)]
    token: String,
}

/// The member's data (G-1).
pub(crate) async fn archive(
    State(portal): State<Portal>,
    Extension(SignedIn(member)): Extension<SignedIn>,
    Extension(SessionToken(session)): Extension<SessionToken>,
    headers: HeaderMap,
    Form(Pressed { token }): Form<Pressed>,
) -> Response {
    match bound(&portal, &member, &session, &token).await {
        Ok(Some(archive)) => {
            let name = disposition(&format!("mes-donnees-{}.zip", portal.backend.today().iso()));
            let told = [
                (header::CONTENT_TYPE, "application/zip".to_owned()),
                (header::CONTENT_LENGTH, archive.bytes().to_string()),
                (header::CONTENT_DISPOSITION, name),
            ];
            (told, [SANDBOX], Body::from_stream(archive.into_stream())).into_response()
        }
        Ok(None) => Redirect::to(&routes::link(&own_token(&token))).into_response(),
        Err(AppError::ProofFirst) => Redirect::to(&routes::proof_before(routes::EXPORT)).into_response(),
        Err(error) => refused_post(&headers, &error),
    }
}

/// The archive: by its mailed link, or, for a member to whom none can be mailed, by a fresh proof.
async fn bound(portal: &Portal, member: &Person, session: &str, token: &str) -> Result<Option<Archive>, AppError> {
    let words = |key: &str, args: &[(&str, &str)]| portal.words.say(key, args);
    if !token.is_empty() {
        return Ok(portal.backend.export_by_link(member, token, &words).await?);
    }
    if !portal.backend.is_proved(session).await? {
        return Err(AppError::ProofFirst);
    }
    Ok(Some(portal.backend.export_at_once(member, &words).await?))
}

/// « attachment » with the name both in plain letters and as it is (RFC 6266, RFC 8187).
pub(super) fn disposition(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' }).collect();
    let exact: String = name
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"-_.".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_file_name_never_breaks_out_of_its_header() {
        let header = disposition("l\"arrêt; filename=evil.php\r\nX: 1.jpg");
        assert!(
            header.starts_with("attachment; filename=\"l_arr_t_ filename_evil.php__X_ 1.jpg\"; filename*=UTF-8''l%22arr%C3%AAt%3B"),
            "{header}"
        );
        assert!(!header.contains(['\r', '\n']));
    }
}
