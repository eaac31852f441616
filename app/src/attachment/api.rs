//! Taking a file back, and leaving the step. Files themselves come in by a route of their own, in a stream.
use crate::AppError;
use domain::reach::Unfinished;
use leptos::prelude::*;

/// Takes back one file of the request being written; a refused one is only dismissed.
#[server(endpoint = "remove_file")]
pub async fn remove_file(#[server(default)] number: String, #[server(default)] id: String) -> Result<(), AppError> {
    use crate::{
        request,
        routes::{Step, step},
    };
    let number = request::claim_number(&number)?;
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        let id: domain::id::AttachmentId = id.parse().map_err(|_| AppError::NotFound)?;
        Ok::<_, AppError>(request::backend().remove_file(member.id, &number, id).await?)
    };
    request::answer(&step(&number, Step::Files), outcome.await)
}

/// « Sauvegarder » and « Suivant » (C-25): files are kept as they arrive, so this only moves on, when enough are there.
#[server(endpoint = "save_files")]
pub async fn save_files(#[server(default)] number: String, #[server(default)] intent: String) -> Result<(), AppError> {
    use crate::{
        request,
        routes::{Step, step},
    };
    let number = request::claim_number(&number)?;
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnFile)?;
        Ok::<_, AppError>(request::backend().save_files(member.id, &number).await?)
    };
    let outcome = outcome.await;
    let next = if intent == "next" && outcome == Ok(true) { Step::Summary } else { Step::Files };
    request::answer(&step(&number, next), outcome.map(|_| ()))
}

/// The member's files that did not arrive, of the request being written for that dossier and of what was asked for to complete it (Y-1).
#[server(endpoint = "unfinished_files")]
pub async fn load_unfinished(#[server(default)] number: String) -> Result<Vec<Unfinished>, AppError> {
    use crate::request;
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    // What its member has not sent yet is theirs alone (B-54).
    if request::viewing().is_some() {
        return Ok(Vec::new());
    }
    Ok(request::backend().unfinished_of_claim(member.id, &number).await?)
}
