//! What server functions and pages take from the request: the backend, the signed-in person, the way to answer.
use crate::{AppError, routes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header, request::Parts};
use backend::Backend;
use domain::{
    access::{Action, Actor, may},
    account::{Person, Staff},
    contract::{Authorised, Shown},
    insurer::Profile,
    kit::Employer,
    viewing::Viewing,
};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use serde::{Serialize, de::DeserializeOwned};
use std::net::{IpAddr, Ipv4Addr};

/// The person whose session came with the request; put there by the guard before anything is rendered.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Person);

/// Somebody of the back office whose session came with the request; put there by the guard, on the office's own paths only.
#[derive(Clone, Debug)]
pub struct SignedInStaff(pub Staff);

/// That the signed-in person is a member whose pages somebody of the office sees; put there by the guard (B-54).
#[derive(Clone, Debug)]
pub struct Seen(pub Viewing);

/// The token of that session.
#[derive(Clone)]
pub struct SessionToken(pub String);

/// Seconds until that session ends when nothing more is asked for.
#[derive(Clone, Copy, Debug)]
pub struct SessionLeft(pub i64);

/// The network that knocks at a door; put there by the layer that counts knocks.
#[derive(Clone, Copy, Debug)]
pub struct Network(pub IpAddr);

/// The employer whose identifier opened the kit; put there by the guard, on the kit's own paths only.
#[derive(Clone, Debug)]
pub struct Newcomer(pub Employer);

/// The use cases.
pub fn backend() -> Backend {
    expect_context::<Backend>()
}

/// The signed-in person, when there is one.
pub fn person() -> Option<Person> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<SignedIn>().map(|s| s.0.clone()))
}

/// What somebody of the office sees of a member, when that is what is asked for (B-54).
pub fn viewing() -> Option<Viewing> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Seen>().map(|seen| seen.0.clone()))
}

/// The signed-in person, who may act so; or whose pages are seen, by whoever may.
///
/// # Errors
/// `SignedOut` when nobody is signed in, `Forbidden` when they may not.
pub fn member(action: Action) -> Result<Person, AppError> {
    let person = person().ok_or(AppError::SignedOut)?;
    let actor = if viewing().is_some() { Actor::Viewer } else { Actor::Person(person.role) };
    if may(actor, action) { Ok(person) } else { Err(AppError::Forbidden) }
}

/// Somebody of the back office, when they are signed in.
pub fn somebody_of_the_office() -> Option<Staff> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<SignedInStaff>().map(|s| s.0.clone()))
}

/// Somebody of the back office, who may act so.
///
/// # Errors
/// `SignedOut` when nobody of the office is signed in, `Forbidden` when they may not.
pub fn staff(action: Action) -> Result<Staff, AppError> {
    let staff = somebody_of_the_office().ok_or(AppError::SignedOut)?;
    if may(Actor::Staff(staff.roles), action) { Ok(staff) } else { Err(AppError::Forbidden) }
}

/// As [`member`], when the session proved lately who uses it (Y-10).
///
/// # Errors
/// As [`member`]; `ProofFirst` when a fresh proof is needed: a page or a plain form then leads to [`routes::PROOF`] and back.
pub async fn proved_member(action: Action) -> Result<Person, AppError> {
    let (person, token) = (member(action)?, session_token().ok_or(AppError::SignedOut)?);
    // Whoever sees a member's pages proved to be themselves, not the member.
    if viewing().is_some() {
        return Err(AppError::Forbidden);
    }
    if backend().is_proved(&token).await? { Ok(person) } else { Err(AppError::ProofFirst) }
}

/// The employer in whose name a newcomer reads the kit.
pub fn newcomer() -> Option<Employer> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Newcomer>().map(|newcomer| newcomer.0.clone()))
}

/// The network that knocks, where this is a door.
pub fn network() -> IpAddr {
    let network = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Network>().copied());
    network.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |network| network.0)
}

/// Leads from the page being loaded to the one where what it lacks is given, signing in or a fresh proof, and back.
pub fn ask_first(lacks: &AppError) {
    let path = use_context::<Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default();
    let first = if *lacks == AppError::SignedOut { routes::sign_in_to(&path) } else { routes::proof_before(&path) };
    leptos_axum::redirect(&first);
}

/// What of the signed-in member's contracts is shown (D-11); put there by the guard.
pub fn shown() -> Shown {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Shown>().cloned()).unwrap_or(Shown::All)
}

/// What the employers of the signed-in member authorise (S-14); put there by the guard. Everything where nobody is signed in.
pub fn authorised() -> Authorised {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Authorised>().copied()).unwrap_or_default()
}

/// The token of the request's session.
pub fn session_token() -> Option<String> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<SessionToken>().map(|t| t.0.clone()))
}

/// Of a request for a page with islands: the page's path, and the seconds until the session ends when nothing more is asked for. Whoever
/// sees a member's pages writes nothing there, and is given them without islands (B-54).
pub fn watched(profile: &Profile, parts: &Parts) -> Option<(String, i64)> {
    let SessionLeft(left) = *parts.extensions.get::<SessionLeft>()?;
    let path = parts.uri.path();
    let watched = routes::has_island(profile, path) && parts.extensions.get::<Seen>().is_none();
    watched.then(|| (path.to_owned(), left))
}

/// A header of the request.
pub fn request_header(name: HeaderName) -> String {
    let parts = use_context::<Parts>();
    parts.and_then(|p| p.headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned)).unwrap_or_default()
}

/// Sets the status of the answer.
pub fn set_status(status: u16) {
    if let (Some(response), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
        response.set_status(status);
    }
}

/// Adds a header to the answer; one that cannot be written is left out.
pub fn add_header(name: HeaderName, value: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(value)) {
        response.append_header(name, value);
    }
}

/// The number of a dossier as posted, when it is well formed: only then may it stand in a path.
///
/// # Errors
/// `NotFound` for anything else, with the page that says so for a plain form.
pub fn claim_number(posted: &str) -> Result<String, AppError> {
    use domain::claim::{NumberKind, is_number};
    if is_number(NumberKind::Claim, posted) { Ok(posted.to_owned()) } else { answer(routes::CLAIMS, Err(AppError::NotFound)) }
}

/// Whether a plain form was posted, which wants a page and not data.
fn wants_page() -> bool {
    request_header(header::ACCEPT).contains("text/html")
}

/// Ends a server function: a plain form goes on to the page of that path, or to the page that explains the error; an island
/// gets the answer itself. `path` comes from `routes`, which writes nothing that a header cannot hold.
///
/// # Errors
/// The error handed in.
pub fn answer<T>(path: &str, outcome: Result<T, AppError>) -> Result<T, AppError> {
    match &outcome {
        Ok(_) => leptos_axum::redirect(path),
        Err(error) if wants_page() => leptos_axum::redirect(&match error {
            AppError::SignedOut => routes::sign_in_to(path),
            AppError::ProofFirst => routes::proof_before(path),
            AppError::Rule(_) => path.to_owned(),
            other => routes::failure(other.code()),
        }),
        Err(error) => set_status(error.status()),
    }
    outcome
}

/// Name of the cookie by which a form's page is told what became of it.
const TOLD_COOKIE: &str = "__Host-told";

/// Has the next page of that `topic` told what became of a form, as JSON; read once, within a minute. It is sealed: what a person typed
/// is nobody's to read on their disk. What cannot be sealed is not told.
pub fn tell(topic: &str, what: &impl Serialize) {
    if let Some(cookie) = told_cookie(&backend(), topic, what) {
        add_header(header::SET_COOKIE, &cookie);
    }
}

/// The cookie with which [`tell`] does it, for a plain route to set; `None` when it cannot be sealed.
pub fn told_cookie(backend: &Backend, topic: &str, what: &impl Serialize) -> Option<String> {
    let text = serde_json::to_string(what).unwrap_or_default();
    let sealed = backend.sealed_note(topic, &text).ok()?;
    Some(cookie_of(TOLD_COOKIE, &format!("{topic}.{sealed}"), 60))
}

/// Name of the cookie that keeps what was typed on a form while a fresh proof is given.
const KEPT_COOKIE: &str = "__Host-kept";
/// How long it does, in seconds.
const KEPT_SECONDS: i64 = 600;

/// Has the form of that `topic` find what was typed on it again, as [`told`] gives it, after the fresh proof that it needs (Y-10). It is
/// sealed for whoever is signed in, and for nobody else who signs in here meanwhile; no secret is handed in.
pub fn keep(topic: &str, typed: &impl Serialize) {
    let text = serde_json::to_string(typed).unwrap_or_default();
    if let Ok(sealed) = backend().sealed_note(&kept_for(topic), &text) {
        set_cookie(KEPT_COOKIE, &format!("{topic}.{sealed}"), KEPT_SECONDS);
    }
}

/// What a kept text is about: its topic, and whose it is.
fn kept_for(topic: &str) -> String {
    format!("{topic} {}", person().map(|person| person.id.to_string()).unwrap_or_default())
}

/// What the page of that `topic` is told, or what was typed on it before a fresh proof; forgotten with this.
pub fn told<T: DeserializeOwned>(topic: &str) -> Option<T> {
    let cookies = [(TOLD_COOKIE, topic.to_owned()), (KEPT_COOKIE, kept_for(topic))];
    let text = cookies.iter().find_map(|(name, about)| {
        let value = cookie(name)?;
        let sealed = value.strip_prefix(topic)?.strip_prefix('.')?;
        set_cookie(name, "", 0);
        backend().opened_note(about, sealed)
    });
    serde_json::from_str(&text?).ok()
}

/// The value of that cookie of the request.
pub fn cookie(name: &str) -> Option<String> {
    let cookies = request_header(header::COOKIE);
    cookies.split("; ").find_map(|cookie| cookie.strip_prefix(name)?.strip_prefix('=')).map(str::to_owned)
}

/// Takes back what a page was to be told.
pub fn forget_told() {
    set_cookie(TOLD_COOKIE, "", 0);
}

/// Sets a cookie of this host, kept for that many seconds; 0 takes it away.
pub fn set_cookie(name: &str, value: &str, max_age: i64) {
    add_header(header::SET_COOKIE, &cookie_of(name, value, max_age));
}

fn cookie_of(name: &str, value: &str, max_age: i64) -> String {
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={max_age}")
}
