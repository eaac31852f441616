//! Accepting or refusing a file of a dossier. Every function is a public endpoint.
use crate::AppError;
use domain::form::FieldError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page of a file is told what became of examining it.
pub(super) const EXAMINED: &str = "office_examined";

/// What became of it.
#[derive(Clone, Serialize, Deserialize)]
pub(super) enum Told {
    /// It is kept.
    Kept,
    /// Somebody else found something meanwhile.
    Meanwhile,
    /// What is missing or wrong, with the reason chosen and the words typed.
    Wrong {
        /// What is wrong.
        problem: FieldError,
        /// The reason chosen.
        reason: String,
        /// The words typed.
        own: String,
    },
}

/// Accepts a file, or refuses it for a reason (B-8); `seen` is what its page showed of it.
#[server(endpoint = "office_examine_file")]
pub async fn office_examine_file(
    #[server(default)] id: String,
    #[server(default)] file: String,
    #[server(default)] seen: String,
    #[server(default)] found: String,
    #[server(default)] reason: String,
    #[server(default)] own: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::{
        access::Action,
        attachment::{Examination, MAX_REASON},
        id::{AttachmentId, ClaimId},
    };
    let (Ok(claim), Ok(piece)) = (id.parse::<ClaimId>(), file.parse::<AttachmentId>()) else {
        return request::answer(routes::OFFICE, Err(AppError::NotFound));
    };
    let outcome = async {
        let staff = request::staff(Action::ExamineFiles)?;
        let told = match Examination::read(&found, &reason, &own) {
            Ok(found) => {
                let kept = request::backend().examine_file(&staff, (claim, piece), &seen, &found).await?;
                if kept { Told::Kept } else { Told::Meanwhile }
            }
            Err(problem) => Told::Wrong { problem, reason: reason.chars().take(20).collect(), own: own.chars().take(MAX_REASON).collect() },
        };
        Ok::<_, AppError>(told)
    };
    let outcome = outcome.await.map(|told| request::tell(EXAMINED, &told));
    request::answer(&routes::office_piece(&routes::office_claim(&claim.to_string()), &piece.to_string()), outcome)
}
