//! Members whom no message reaches (Y-1). Every function is a public endpoint.
use crate::AppError;
use domain::reach::TaskPage;
use leptos::prelude::*;

/// Under which the page is told that somebody was reached.
pub(super) const REACHED: &str = "desk_reached";

/// A page of the list, after the place that its address names.
#[server(endpoint = "office_reach_tasks")]
pub async fn load_reach_tasks(#[server(default)] after: String) -> Result<TaskPage, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::WorkOnClaims)?;
    Ok(request::backend().reach_tasks(&staff, after.parse().ok()).await?)
}

/// « Traité »: a member was reached otherwise.
#[server(endpoint = "office_reached")]
pub async fn office_reached(#[server(default)] id: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let outcome = async {
        let staff = request::staff(domain::access::Action::WorkOnClaims)?;
        let id: domain::id::TaskId = id.parse().map_err(|_| AppError::NotFound)?;
        Ok::<_, AppError>(request::backend().finish_reach_task(&staff, id).await?)
    };
    let outcome = outcome.await.map(|()| request::tell(REACHED, &"oversight-reach-told"));
    request::answer(routes::OFFICE_REACH, outcome)
}
