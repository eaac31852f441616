//! Reading and accepting the terms.
use crate::AppError;
use domain::day::Day;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The terms that hold, and how the reader stands to them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TermsFile {
    /// Name of the version.
    pub version: String,
    /// Since when it holds.
    pub effective_from: Day,
    /// The text, in Markdown.
    pub text: String,
    /// Whether the reader is asked to accept, and if so, whether they accepted an earlier version (S-6).
    pub asked: Option<bool>,
}

/// The terms that hold; anyone may read them (S-9).
#[server(endpoint = "terms")]
pub async fn load_terms() -> Result<TermsFile, AppError> {
    use crate::request;
    use backend::terms::Acceptance;
    let backend = request::backend();
    let current = backend.current_terms().ok_or(AppError::NotFound)?;
    let asked = match request::person() {
        Some(member) => match backend.acceptance(member.id).await? {
            Acceptance::Given => None,
            Acceptance::Missing => Some(false),
            Acceptance::Outdated => Some(true),
        },
        None => None,
    };
    Ok(TermsFile { version: current.version.clone(), effective_from: current.effective_from, text: current.text.clone(), asked })
}

/// Accepts the version that was read and goes on to what was asked for (S-5, D-13); a version that no longer holds is shown anew.
#[server(endpoint = "accept_terms")]
pub async fn accept_terms(#[server(default)] version: String, #[server(default)] next: String) -> Result<(), AppError> {
    use crate::{request, routes};
    let next = domain::account::own_path(&next).unwrap_or(routes::HOME).to_owned();
    let outcome = async {
        let member = request::member(domain::access::Action::WriteOwnAccount)?;
        Ok::<_, AppError>(request::backend().accept_terms(&member, &version).await?)
    };
    match outcome.await {
        Ok(true) => request::answer(&next, Ok(())),
        Ok(false) => request::answer(&routes::terms_before(&next), Ok(())),
        Err(error) => request::answer(&next, Err(error)),
    }
}
