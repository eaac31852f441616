//! Figures about the desk as a table for a spreadsheet (B-60).
use super::download::disposition;
use crate::Portal;
use app::{AppError, office::figures_csv, request::SignedInStaff};
use axum::{
    Extension,
    extract::{Query, Request, State},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use domain::{
    access::{Action, Actor, may},
    oversight::Span,
};
use serde::Deserialize;

/// Which figures are asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    /// Of how many days.
    #[serde(default)]
    jours: String,
}

/// The figures that the page shows for as many days.
pub(crate) async fn figures(
    State(portal): State<Portal>,
    Extension(SignedInStaff(staff)): Extension<SignedInStaff>,
    Query(Asked { jours }): Query<Asked>,
    request: Request,
) -> Response {
    if !may(Actor::Staff(staff.roles), Action::Oversee) {
        return portal.failure(request, &AppError::Forbidden).await;
    }
    match portal.backend.figures(&staff, Span::read(&jours)).await {
        Ok(figures) => {
            let name = format!("pilotage-{}-{}.csv", portal.backend.today().iso(), figures.span.days());
            let kind = "text/csv; charset=utf-8".to_owned();
            let text = figures_csv(&figures, |key| portal.words.say(key, &[]));
            ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition(&name))], text).into_response()
        }
        Err(error) => portal.failure(request, &error.into()).await,
    }
}
