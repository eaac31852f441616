//! Who is signed in is known before anything is rendered or run. Whoever is not sees public paths only.
use super::{page::without_scripts, refused_post, wants_page};
use crate::Portal;
use app::{
    AppError,
    account::SESSION_COOKIE,
    kit::KIT_COOKIE,
    request::{Newcomer, Seen, SessionLeft, SessionToken, SignedIn, SignedInStaff},
    routes,
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use backend::{account::Who, terms::Acceptance};
use domain::{
    access::{Action, Actor, may},
    account::{Person, Staff},
    contract::{Authorised, Shown},
    insurer::Profile,
    viewing::Viewing,
};

/// With this header a page asks for itself again to show what changed: nobody has touched it, so its session lasts no longer for it.
const AT_REST: &str = "x-at-rest";

/// Puts the signed-in person beside the request, or turns it away.
pub(crate) async fn guard(State(portal): State<Portal>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if is_crooked(path) {
        return refuse(portal, request, &AppError::NotFound).await;
    }
    if path.starts_with("/pkg/") || path == "/healthz" {
        return next.run(request).await;
    }
    if routes::is_absent(portal.backend.profile(), Authorised::default(), path) {
        return refuse(portal, request, &AppError::NotFound).await;
    }
    let token = cookie(request.headers(), SESSION_COOKIE);
    let at_rest = routes::is_at_rest(path) || request.headers().contains_key(AT_REST);
    let session = match &token {
        Some(token) if at_rest => portal.backend.session_at_rest(token).await,
        Some(token) => portal.backend.session(token).await,
        None => Ok(None),
    };
    match (session, token) {
        (Ok(Some(session)), Some(token)) => {
            request.extensions_mut().insert(SessionLeft(session.left));
            request.extensions_mut().insert(SessionToken(token.clone()));
            match session.who {
                Who::Member(person) => as_member(portal, person, &token, request, next).await,
                Who::Staff(staff) => as_staff(portal, staff, &token, request, next).await,
            }
        }
        (Err(error), _) if !routes::is_public(request.uri().path()) => refuse(portal, request, &AppError::from(error)).await,
        _ if routes::is_public(request.uri().path()) => next.run(request).await,
        _ => as_newcomer(portal, request, next).await,
    }
}

/// A member: everything but the back office, once what comes first is done.
async fn as_member(portal: Portal, person: Person, token: &str, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if [routes::SIGN_IN, routes::OFFICE_SIGN_IN].contains(&path) {
        return Redirect::to(routes::HOME).into_response();
    }
    if routes::is_office(path) && !routes::is_public(path) {
        return refuse(portal, request, &AppError::Forbidden).await;
    }
    let authorised = match authorised(&portal, &person).await {
        Ok(authorised) if routes::is_absent(portal.backend.profile(), authorised, path) => {
            return refuse(portal, request, &AppError::NotFound).await;
        }
        Ok(authorised) => authorised,
        Err(error) => return refuse(portal, request, &error).await,
    };
    let shown = match gate(&portal, path, &person, token).await {
        Ok(shown) => shown,
        Err(first @ (AppError::TermsFirst | AppError::ChoiceFirst)) => return led_to(&request, &first),
        Err(error) => return refuse(portal, request, &error).await,
    };
    if arrives(portal.backend.profile(), authorised, &request) {
        match portal.backend.has_news(person.id, token).await {
            Ok(false) => {}
            Ok(true) => return Redirect::to(routes::TO_COMPLETE).into_response(),
            Err(error) => return refuse(portal, request, &AppError::from(error)).await,
        }
    }
    request.extensions_mut().insert(authorised);
    request.extensions_mut().insert(shown);
    request.extensions_mut().insert(SignedIn(person));
    next.run(request).await
}

/// Somebody of the back office: the office once their second step is on, what anyone may read, what is about their own session, and
/// nothing of any member's but what they see as one (B-54).
async fn as_staff(portal: Portal, staff: Staff, token: &str, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if [routes::SIGN_IN, routes::OFFICE_SIGN_IN].contains(&path) {
        return Redirect::to(routes::OFFICE).into_response();
    }
    let elsewhere = !routes::is_office(path) && !routes::is_of_session(path);
    let asset = routes::is_public(path) && request.method() == Method::GET && !wants_page(request.headers());
    if elsewhere && !asset {
        match portal.backend.viewing(&staff, token).await {
            Ok(Some(viewing)) => return as_viewer(portal, &staff, viewing, request, next).await,
            Ok(None) => {}
            Err(error) => return refuse(portal, request, &AppError::from(error)).await,
        }
    }
    if path == routes::HOME {
        return Redirect::to(routes::OFFICE).into_response();
    }
    let open = routes::is_public(path) || routes::is_of_session(path);
    if !open && !routes::is_office(path) {
        return refuse(portal, request, &AppError::Forbidden).await;
    }
    if !open && !staff.second_step && !routes::is_before_second_step(path) {
        return if wants_page(request.headers()) {
            Redirect::to(routes::OFFICE_SECOND).into_response()
        } else {
            refused_post(request.headers(), &AppError::Forbidden)
        };
    }
    request.extensions_mut().insert(SignedInStaff(staff));
    next.run(request).await
}

/// Somebody of the back office who sees a member's pages (B-54): some of them are read, and nothing is posted. Here, once for all: whatever
/// writes is posted, or is a function.
async fn as_viewer(portal: Portal, staff: &Staff, viewing: Viewing, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let reads = [Method::GET, Method::HEAD].contains(request.method()) && !path.starts_with("/api/");
    let own = routes::is_viewable(&path);
    let authorised = match authorised(&portal, &viewing.member).await {
        Ok(authorised) => authorised,
        Err(error) => return refuse(portal, request, &error).await,
    };
    request.extensions_mut().insert(authorised);
    request.extensions_mut().insert(SignedIn(viewing.member.clone()));
    request.extensions_mut().insert(Seen(viewing.clone()));
    request.extensions_mut().insert(Shown::All);
    if routes::is_absent(portal.backend.profile(), authorised, &path) {
        return refuse(portal, request, &AppError::NotFound).await;
    }
    if !reads || !(own || routes::is_public(&path)) {
        return refuse(portal, request, &AppError::Forbidden).await;
    }
    if own && let Err(error) = portal.backend.note_viewed_page(staff, &viewing, &path).await {
        return refuse(portal, request, &AppError::from(error)).await;
    }
    next.run(request).await
}

/// Whether that path leads elsewhere than it says: the router of pages resolves what the rules here read as written.
fn is_crooked(path: &str) -> bool {
    let dots = |part: &str| matches!(part.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    path.contains('\\') || path.contains("%5c") || path.contains("%5C") || path.starts_with("//") || path.split('/').any(dots)
}

/// What the employers of the member authorise, where there is anything to authorise (S-14).
async fn authorised(portal: &Portal, member: &Person) -> Result<Authorised, AppError> {
    let asks = portal.backend.profile().takes_claims();
    Ok(if asks { portal.backend.authorised(member.id).await? } else { Authorised::default() })
}

/// The kit for whoever named an employer by its identifier, and nothing else (S-57).
async fn as_newcomer(portal: Portal, mut request: Request, next: Next) -> Response {
    let opens = routes::is_kit(request.uri().path()) && may(Actor::Newcomer, Action::ReadKit);
    let pass = cookie(request.headers(), KIT_COOKIE).filter(|_| opens);
    let Some(employer) = pass.and_then(|pass| portal.backend.newcomer(&pass).cloned()) else {
        return refuse(portal, request, &AppError::SignedOut).await;
    };
    request.extensions_mut().insert(Newcomer(employer));
    next.run(request).await
}

/// What of the member's contracts the session shows, once the terms that hold are accepted (S-7) and, where it matters, one contract is
/// chosen (D-11): every page, function, download and upload passes here.
async fn gate(portal: &Portal, path: &str, member: &Person, token: &str) -> Result<Shown, AppError> {
    if !routes::is_before_terms(path) && portal.backend.acceptance(member.id).await? != Acceptance::Given {
        return Err(AppError::TermsFirst);
    }
    let shown = portal.backend.shown(member.id, token).await?;
    if shown == Shown::Unchosen && routes::needs_enrolment(path) { Err(AppError::ChoiceFirst) } else { Ok(shown) }
}

/// Whether this is where one arrives after signing in: what is asked of the member comes first there (M-2).
fn arrives(profile: &Profile, authorised: Authorised, request: &Request) -> bool {
    let opens = request.method() == Method::GET && wants_page(request.headers());
    opens && profile.takes_claims() && authorised.dossiers && routes::is_arrival(request.uri().path())
}

/// To the page that comes first; whoever asked for another one finds it afterwards.
fn led_to(request: &Request, first: &AppError) -> Response {
    if !wants_page(request.headers()) {
        return refused_post(request.headers(), first);
    }
    let next = if request.method() == Method::GET { request.uri().path() } else { step_of(request) };
    let page = if *first == AppError::ChoiceFirst { routes::choice_before(next) } else { routes::terms_before(next) };
    Redirect::to(&page).into_response()
}

/// A cookie of ours, as long as ours are at most.
fn cookie(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut pairs = cookies.flat_map(|c| c.split("; ")).filter_map(|c| c.split_once('='));
    pairs.find(|(name, _)| *name == wanted).map(|(_, value)| value.to_owned()).filter(|v| !v.is_empty() && v.len() <= 256)
}

/// A page for a person, the error itself for an island. A page asked for is found again after signing in.
async fn refuse(portal: Portal, request: Request, error: &AppError) -> Response {
    let asked = request.method() == Method::GET;
    if *error == AppError::SignedOut && wants_page(request.headers()) {
        return Redirect::to(&routes::sign_in_to(if asked { request.uri().path() } else { step_of(&request) })).into_response();
    }
    if asked && wants_page(request.headers()) {
        without_scripts(portal.failure(request, error).await).await
    } else {
        refused_post(request.headers(), error)
    }
}

/// The page from which a form was posted, when it is one of ours: nothing is lost by signing in again.
fn step_of(request: &Request) -> &str {
    let referer = request.headers().get(header::REFERER).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let path = referer.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or(routes::HOME);
    let path = path.split(['?', '#']).next().unwrap_or(routes::HOME);
    domain::account::own_path(path).filter(|p| *p != routes::SIGN_IN).unwrap_or(routes::HOME)
}
