//! Ends a page after `</html>`: the renderer adds scripts there for islands, and pages without one have no script at all.
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

const MAX_PAGE: usize = 8 * 1024 * 1024;
const END: &[u8] = b"</html>";

/// Cuts what follows the document on pages without an island.
pub(crate) async fn finish(request: Request, next: Next) -> Response {
    let keeps_scripts = app::routes::has_island(request.uri().path());
    let response = next.run(request).await;
    let html = response.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"text/html"));
    if !html || keeps_scripts {
        return response;
    }
    let (mut parts, body) = response.into_parts();
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
