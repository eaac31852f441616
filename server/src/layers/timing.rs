//! One line of log per request, without personal data, and the server's own time where a demonstration is measured.
use crate::Portal;
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use std::time::Instant;

/// Logs method, route, status and milliseconds.
#[expect(clippy::disallowed_methods, reason = "measures how long a request takes, decides nothing")]
pub(crate) async fn measure(State(_): State<Portal>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "-".to_owned(), |m| m.as_str().to_owned());
    let start = Instant::now();
    let mut response = next.run(request).await;
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    if let Ok(value) = HeaderValue::from_str(&format!("app;dur={ms:.2}")) {
        response.headers_mut().insert(HeaderName::from_static("server-timing"), value);
    }
    let status = response.status().as_u16();
    if status >= 500 {
        tracing::warn!(%method, route, status, ms, "{method} {route} {status}");
    } else {
        tracing::info!(%method, route, status, ms, "{method} {route} {status}");
    }
    response
}
