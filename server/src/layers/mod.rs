//! What every request passes on its way in and out.
pub(crate) mod function;
pub(crate) mod guard;
pub(crate) mod headers;
pub mod pace;
pub(crate) mod page;
pub(crate) mod timing;

use app::AppError;
use axum::{
    Json,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

/// Whether a person waits for a page, and not an island for data.
pub(crate) fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default().contains("text/html")
}

/// A post that did not happen: on to the page that says why, so that loading it again posts nothing; the error itself for an island.
pub(crate) fn refused_post(headers: &HeaderMap, error: &AppError) -> Response {
    if wants_page(headers) {
        return Redirect::to(&app::routes::failure(error.code())).into_response();
    }
    (status_of(error), Json(error)).into_response()
}

/// The status of an error.
pub(crate) fn status_of(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
