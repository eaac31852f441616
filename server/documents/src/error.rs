//! `DocumentError`: the one error of this crate. It is logged by the caller, so it never quotes what a member wrote.

use std::iter;

use thiserror::Error;
use typst::diag::SourceDiagnostic;
use typst::syntax::DiagSpan;

use crate::desk::Desk;

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
    /// The template leaves out what every letter must say.
    #[error("a letter made with it leaves out {0}")]
    LeavesOut(String),
}

/// What Typst objected to, each with its line and column in the template's own text, and cut before the first of `quotes`.
pub(crate) fn objections(desk: &Desk, diagnostics: &[SourceDiagnostic], quotes: &[char]) -> String {
    let said = |diagnostic: &SourceDiagnostic| {
        let message = match diagnostic.message.split_once(quotes) {
            Some((before, _)) => format!("{before}..."),
            None => diagnostic.message.to_string(),
        };
        match place(desk, diagnostic) {
            Some((line, column)) => format!("line {line}, column {column}: {message}"),
            None => message,
        }
    };
    diagnostics.iter().map(said).collect::<Vec<_>>().join("; ")
}

/// Where in the template it went wrong: there itself, or where the template called what went wrong.
fn place(desk: &Desk, diagnostic: &SourceDiagnostic) -> Option<(usize, usize)> {
    let calls = diagnostic.trace.iter().map(|call| DiagSpan::from(call.span));
    iter::once(diagnostic.span).chain(calls).find_map(|span| desk.place(span))
}
