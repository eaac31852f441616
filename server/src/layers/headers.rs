//! Headers of every answer, and answers that no page gives.
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use std::any::Any;

const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("permissions-policy"), "geolocation=(), microphone=(), payment=(), usb=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains"),
];

/// Sets what a browser must know; nothing of a member's is kept in any cache unless the answer says so itself.
pub(crate) async fn secure(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    response
}

/// A form posted from another site.
pub(crate) fn foreign_origin<E>(_: E) -> Response {
    Redirect::to(&app::routes::failure("interdit")).into_response()
}

/// A panic is ours: it is logged by its hook, the person gets the page for it.
pub(crate) fn panicked(_: Box<dyn Any + Send>) -> Response<Body> {
    tracing::error!("a request panicked");
    (StatusCode::SEE_OTHER, [(header::LOCATION, app::routes::failure("panne"))]).into_response()
}
