//! Around server functions: forms are short, and an error has its own status whoever reads the answer.
use super::{refused_post, status_of};
use app::AppError;
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Longest form: none of ours comes near, however much is typed.
const MAX_FORM: usize = 64 * 1024;

/// Longest error a function answers.
const MAX_ERROR: usize = 4 * 1024;

/// Reads the forms of server functions up to [`MAX_FORM`] (files have a route and a limit of their own) and gives each error
/// its status: the framework answers 500 to all that set none.
pub(crate) async fn function(request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(form) = to_bytes(body, MAX_FORM).await else { return refused_post(&parts.headers, &AppError::TooLarge) };
    let response = next.run(Request::from_parts(parts, Body::from(form))).await;
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_ERROR).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    if let Ok(error) = serde_json::from_slice::<AppError>(&bytes) {
        parts.status = status_of(&error);
        parts.headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/json"));
    }
    Response::from_parts(parts, Body::from(bytes))
}
