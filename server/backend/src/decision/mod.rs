//! Deciding requests (B-5, B-9, B-10): what a handler types is kept until it is confirmed, then decided once; a refused one may be taken up
//! again (domain.md 4.3).
mod decide;
mod demo;
pub(crate) mod entity;
mod forget;
mod letter;
mod read;
mod reopen;
mod sheet;

pub(crate) use decide::set_request;
pub(crate) use demo::demo_refused;
pub(crate) use forget::{forget, forget_drafts};
pub(crate) use read::of_claims as decided_days;
pub(crate) use reopen::{reopened_of, reopened_since};

use domain::decision::{DecidedDays, Reason};
use serde::{Deserialize, Serialize};

/// What the seal of a decision's words is about.
const LETTER: &str = "decision";
/// What the seal of why a request was taken up again is about.
const REOPENING: &str = "decision reopening";
/// What the seal of a form under way is about.
const DRAFT: &str = "decision draft";

/// The words of a decision as they were at the time, sealed with the member's key.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    reason: Option<Reason>,
    complaint: String,
    mediator: String,
    /// The insurer's own text of the letter; absent where it had none, and before it could have one.
    #[serde(default)]
    template: Option<String>,
    /// What became of each day; absent where it was decided before this was kept. Rows say it as well while the decision stands, and go when
    /// it is put aside: a form may be keyed anew then (B-17), and its first letter stays as it was.
    #[serde(default)]
    days: Option<Vec<DecidedDays>>,
}

#[cfg(test)]
mod tests {
    use super::Kept;

    #[test]
    fn b9_a_decision_made_before_letters_could_be_edited_has_the_letter_that_ships() {
        let kept: Kept = serde_json::from_str(r#"{"reason":null,"complaint":"a","mediator":"b"}"#).unwrap();
        assert_eq!((kept.template, kept.days, kept.mediator.as_str()), (None, None, "b"));
    }
}
