//! Deciding a request (B-5, B-9, B-10, C-30): admissible or not, its days accepted or refused one by one, with a motive and its clause.
mod days;
mod form;
mod model;
mod reopening;
mod rules;
mod sheet;

pub use days::{DecidedDays, ranges_text};
pub use form::{DecisionForm, MAX_TEXT, Ruling, Verdict};
pub use model::{Decided, Outcome, Reason, letter_name};
pub use reopening::{MAX_REOPENING, ReopenNote, ReopenSheet, Reopening, also_declared, read_reopening};
pub use rules::{DecisionRules, Motive};
pub use sheet::{Checked, Deciding, Hindrance, Owed, Sheet};
