//! Deciding a request: what a handler types is kept, shown as it would be, then confirmed. Every function is a public endpoint.
use crate::AppError;
#[cfg(feature = "ssr")]
use domain::id::ClaimId;
use domain::{claim::ClaimMove, decision::Sheet};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page of a dossier is told that a decision was made.
pub(super) const DECIDED: &str = "decision";

/// A request on the page where it is decided.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DecisionFile {
    /// What is asked, what was typed, and what it comes to.
    pub sheet: Sheet,
    /// Where a decision was confirmed in vain: what changed the dossier since the version that was seen, oldest first; nothing where only what
    /// is typed did (B-2).
    pub changes: Option<Vec<ClaimMove>>,
}

/// The dossier and the request that a form names, when both are well formed: only then may they stand in a path.
#[cfg(feature = "ssr")]
fn named(id: &str, number: &str) -> Result<(ClaimId, String), AppError> {
    use crate::{request, routes};
    use domain::claim::{NumberKind, is_number};
    match id.parse() {
        Ok(id) if is_number(NumberKind::Request, number) => Ok((id, number.to_owned())),
        _ => request::answer(routes::OFFICE, Err(AppError::NotFound)),
    }
}

/// A request that waits for a decision (B-5, B-10), or that somebody decided; `version` is the one that was seen where a decision was
/// confirmed in vain.
#[server(endpoint = "office_decision")]
pub async fn load_decision(
    #[server(default)] id: String,
    #[server(default)] number: String,
    #[server(default)] version: String,
) -> Result<DecisionFile, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::Decide)?;
    let id: ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
    let backend = request::backend();
    let sheet = backend.decision_sheet(&staff, id, &number).await?.ok_or(AppError::NotFound)?;
    let changes = match version.parse() {
        Ok(seen) => Some(backend.moves_since(&staff, id, seen).await?),
        Err(_) => None,
    };
    Ok(DecisionFile { sheet, changes })
}

/// Keeps what was typed and shows what it comes to; or, where somebody decided meanwhile, who did.
#[server(endpoint = "office_draft_decision")]
pub async fn office_draft_decision(
    #[server(default)] id: String,
    #[server(default)] number: String,
    #[server(default)] verdict: String,
    #[server(default)] accepted: Vec<String>,
    #[server(default)] motive: String,
    #[server(default)] text: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::{access::Action, decision::DecisionForm};
    let (claim, number) = named(&id, &number)?;
    let outcome = async {
        let staff = request::staff(Action::Decide)?;
        let typed = DecisionForm { verdict, accepted, motive, text };
        Ok::<_, AppError>(request::backend().draft_decision(&staff, claim, &number, typed).await?)
    };
    let outcome = outcome.await;
    request::answer(&routes::office_decision(&claim.to_string(), &number), outcome.map(|_| ()))
}

/// Makes the decision that was shown. Of two handlers one decides; the other is told who did, when and how (B-2).
#[server(endpoint = "office_decide")]
pub async fn office_decide(
    #[server(default)] id: String,
    #[server(default)] number: String,
    #[server(default)] version: i32,
    #[server(default)] key: String,
) -> Result<(), AppError> {
    use crate::{request, routes};
    use domain::{access::Action, decision::Deciding, id::IdempotencyKey};
    let (claim, number) = named(&id, &number)?;
    let outcome = async {
        let staff = request::staff(Action::Decide)?;
        let key: IdempotencyKey = key.parse().map_err(|_| AppError::NotFound)?;
        Ok::<_, AppError>(request::backend().decide(&staff, claim, &number, version, key).await?)
    };
    let outcome = outcome.await;
    let path = match outcome {
        Ok(Deciding::Changed) => routes::office_decision_since(&claim.to_string(), &number, version),
        Ok(Deciding::Conflict) => routes::office_decision(&claim.to_string(), &number),
        Ok(Deciding::Done) | Err(_) => routes::office_claim(&claim.to_string()),
    };
    if outcome == Ok(Deciding::Done) {
        request::tell(DECIDED, &Deciding::Done);
    }
    request::answer(&path, outcome.map(|_| ()))
}
