//! `DocumentError`: the one error of this crate. It is logged by the caller, so it never quotes what a member wrote.

use thiserror::Error;
use typst::diag::SourceDiagnostic;

/// Why a document could not be made.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// What the template reads could not be written as JSON.
    #[error("the data of the document cannot be written as JSON")]
    Data(#[from] serde_json::Error),
    /// The template and its data do not go together.
    #[error("the template does not compile: {0}")]
    Template(String),
    /// The pages are set, but the file would not keep PDF/A-2a and PDF/UA-1.
    #[error("the document does not meet PDF/A-2a and PDF/UA-1: {0}")]
    Standards(String),
}

/// What Typst objected to, cut before the text it quotes between backticks.
pub(crate) fn objections(diagnostics: &[SourceDiagnostic]) -> String {
    let said = |diagnostic: &SourceDiagnostic| match diagnostic.message.split_once('`') {
        Some((before, _)) => format!("{before}..."),
        None => diagnostic.message.to_string(),
    };
    diagnostics.iter().map(said).collect::<Vec<_>>().join("; ")
}
