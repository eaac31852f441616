//! Whether this process can serve.
use crate::Portal;
use axum::{extract::State, http::StatusCode};

/// 200 when the database answers, 503 when not.
pub(crate) async fn healthz(State(portal): State<Portal>) -> (StatusCode, &'static str) {
    match portal.backend.ready().await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready")
        }
    }
}
