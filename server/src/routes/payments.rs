//! Files of payments out to the bank, and what the bank says of them in (B-12).
use super::download::{attached, given};
use crate::{Portal, layers::refused_post};
use app::{
    AppError,
    office::{RETURNED, Return},
    request::{SignedInStaff, told_cookie},
    routes,
};
use axum::{
    Extension,
    extract::{Multipart, Path, Request, State},
    http::{HeaderMap, header::SET_COOKIE},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use backend::payment::Returning;
use domain::{
    access::{Action, Actor, may},
    account::Staff,
};

/// Largest return file: a line has some forty characters.
pub(super) const MAX_RETURN: usize = 1024 * 1024;

/// A file of payments; that it was taken is kept.
pub(crate) async fn file(
    State(portal): State<Portal>,
    Extension(SignedInStaff(staff)): Extension<SignedInStaff>,
    Path(number): Path<String>,
    request: Request,
) -> Response {
    if !may(Actor::Staff(staff.roles), Action::ExportPayments) {
        return portal.failure(request, &AppError::Forbidden).await;
    }
    let found = portal.backend.payment_file(&staff, &number).await;
    given(portal, request, found, |text| attached("application/xml", &format!("{number}.xml"), text)).await
}

/// What the bank says of payments: taken in whole, or not at all.
pub(crate) async fn returned(
    State(portal): State<Portal>,
    Extension(SignedInStaff(staff)): Extension<SignedInStaff>,
    headers: HeaderMap,
    parts: Multipart,
) -> Response {
    match taken(&portal, &staff, parts).await {
        Ok(what) => {
            let cookie = AppendHeaders(told_cookie(&portal.backend, RETURNED, &what).map(|cookie| (SET_COOKIE, cookie)));
            (cookie, Redirect::to(routes::OFFICE_EXPORTS)).into_response()
        }
        Err(error) => refused_post(&headers, &error),
    }
}

async fn taken(portal: &Portal, staff: &Staff, mut parts: Multipart) -> Result<Return, AppError> {
    if !may(Actor::Staff(staff.roles), Action::ExportPayments) {
        return Err(AppError::Forbidden);
    }
    let Some(part) = parts.next_field().await.map_err(|_| AppError::CutOff)? else { return Ok(Return::Unreadable) };
    let text = match part.text().await {
        Ok(text) if !text.trim().is_empty() => text,
        _ => return Ok(Return::Unreadable),
    };
    Ok(match portal.backend.take_return(staff, &text).await? {
        Returning::Done { paid, rejected, known } => Return::Done(paid, rejected, known),
        Returning::Wrong(mut lines) => {
            lines.truncate(20);
            Return::Wrong(lines)
        }
        Returning::Unknown(mut numbers) => {
            numbers.truncate(20);
            Return::Unknown(numbers)
        }
    })
}
