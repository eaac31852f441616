//! What a page sends besides itself: no script where there is no island. The renderer adds scripts after `</html>`, and cannot know
//! when it begins a page that it will end in a failure.
use crate::Portal;
use app::{AppError, request::watched, routes};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

const MAX_PAGE: usize = 8 * 1024 * 1024;
const END: &[u8] = b"</html>";

/// Cuts what follows the document on pages without an island; a page that fails is one of them, whatever stands at its address.
pub(crate) async fn finish(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let has_island = watched(portal.backend.profile(), &parts).is_some();
    let desk = routes::is_office(parts.uri.path());
    let asked = Request::from_parts(parts.clone(), Body::empty());
    let response = next.run(Request::from_parts(parts, body)).await;
    let html = response.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"text/html"));
    let status = response.status();
    match (html, has_island) {
        (true, false) => without_scripts(response).await,
        (true, true) if fails(status, desk) => without_scripts(portal.failure(asked, &AppError::from_status(status.as_u16())).await).await,
        _ => response,
    }
}

/// Whether a page of that status fails; one that leads elsewhere does not. The desk's say of themselves whose role opens them, and who
/// came first: what was typed may stand on these.
fn fails(status: StatusCode, desk: bool) -> bool {
    let told = desk && [StatusCode::FORBIDDEN, StatusCode::CONFLICT].contains(&status);
    (status.is_client_error() || status.is_server_error()) && !told
}

pub(crate) async fn without_scripts(page: Response) -> Response {
    let (mut parts, body) = page.into_parts();
    match to_bytes(body, MAX_PAGE).await {
        Ok(bytes) => {
            let end = bytes.windows(END.len()).rposition(|w| w == END).map_or(bytes.len(), |at| at + END.len());
            parts.headers.remove(header::CONTENT_LENGTH);
            Response::from_parts(parts, Body::from(bytes.slice(..end)))
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
