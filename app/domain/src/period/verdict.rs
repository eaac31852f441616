//! What the rules answer: findings that name the dates concerned, sorted, and the total when there is no error.
use super::sentence::{Code, Field, Sentence};
use crate::day::DayRange;
use crate::form::FieldError;
use serde::{Deserialize, Serialize};
use std::fmt::Display;

/// One thing to put right, or to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// 0 is the request, 1 its first line, as typed.
    pub row: usize,
    /// The stable code.
    pub code: Code,
    /// The field it belongs to.
    pub field: Field,
    /// The sentence that tells it.
    pub sentence: Sentence,
    /// Values the sentence names, already worded.
    pub args: Vec<(String, String)>,
}

impl Finding {
    pub(super) fn new(row: usize, field: Field, sentence: Sentence) -> Self {
        Self { row, code: sentence.code(), field, sentence, args: Vec::new() }
    }

    /// Adds a value the sentence names.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: &dyn Display) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// Adds what was typed, cut short: it is shown back.
    #[must_use]
    pub(super) fn with_typed(self, text: &str) -> Self {
        self.with("typed", &text.trim().chars().take(20).collect::<String>())
    }

    /// Key of its sentence in the Fluent files.
    pub fn sentence_key(&self) -> &'static str {
        self.sentence.key()
    }

    /// The same as an error of a form that shows one line.
    pub fn field_error(&self) -> FieldError {
        FieldError { field: self.field.as_str().to_owned(), code: self.sentence_key().to_owned(), args: self.args.clone() }
    }

    fn rank(&self) -> (usize, &'static str, Field) {
        (self.row, self.code.as_str(), self.field)
    }
}

/// The answer of the rules about one request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What must be put right, by row, code and field.
    pub errors: Vec<Finding>,
    /// What the member should know; never stops a request.
    pub warnings: Vec<Finding>,
    /// Days declared; `None` when there is an error.
    pub total_days: Option<i64>,
    /// The periods in order (P-17); empty when there is an error.
    pub sorted: Vec<DayRange>,
}

impl Verdict {
    /// Whether the request may go on.
    pub fn is_ok(&self) -> bool {
        self.errors.is_empty()
    }

    /// Errors of one field of one row.
    pub fn errors_of(&self, row: usize, field: Field) -> impl Iterator<Item = &Finding> {
        self.errors.iter().filter(move |finding| finding.row == row && finding.field == field)
    }

    /// Errors as `(row, code)`, each once: the form of the golden cases.
    pub fn error_codes(&self) -> Vec<(usize, &'static str)> {
        codes(&self.errors)
    }

    /// Warnings as `(row, code)`, each once.
    pub fn warning_codes(&self) -> Vec<(usize, &'static str)> {
        codes(&self.warnings)
    }

    pub(super) fn conclude(errors: Vec<Finding>, warnings: Vec<Finding>, ranges: Vec<DayRange>) -> Self {
        let (errors, warnings) = (in_order(errors, Finding::rank), in_order(warnings, Finding::rank));
        if !errors.is_empty() {
            return Self { errors, warnings, total_days: None, sorted: Vec::new() };
        }
        let ranges = in_order(ranges, |range| *range);
        Self { errors, warnings, total_days: Some(ranges.iter().map(|range| range.days()).sum()), sorted: ranges }
    }
}

fn codes(findings: &[Finding]) -> Vec<(usize, &'static str)> {
    let mut codes: Vec<_> = findings.iter().map(|finding| (finding.row, finding.code.as_str())).collect();
    codes.dedup();
    codes
}

/// Sorted by that key, equal ones in the order given. A request has a dozen lines: inserting is quick enough and, unlike the
/// library's sort, weighs nothing in the browser's bundle.
pub(super) fn in_order<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut sorted: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        let at = sorted.partition_point(|other| key(other) <= key(&item));
        sorted.insert(at, item);
    }
    sorted
}
