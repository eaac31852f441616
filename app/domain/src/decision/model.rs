//! What was decided, as its member reads it.
use super::days::DecidedDays;
use crate::day::Instant;
use serde::{Deserialize, Serialize};

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Every day was accepted.
    Accepted,
    /// Some days were accepted, some refused (B-10).
    PartlyAccepted,
    /// Every day was refused.
    Refused,
    /// « Non recevable »: it was not examined further (B-5, C-30).
    Inadmissible,
    /// « Classée sans suite »: it can never be complete.
    WithoutFollowUp,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 5] = [Self::Accepted, Self::PartlyAccepted, Self::Refused, Self::Inadmissible, Self::WithoutFollowUp];

    /// Stable name, as stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::PartlyAccepted => "partly_accepted",
            Self::Refused => "refused",
            Self::Inadmissible => "inadmissible",
            Self::WithoutFollowUp => "without_follow_up",
        }
    }

    /// The outcome of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == text)
    }

    /// Key of its words: the last part of several (`decision-outcome-`, `decision-letter-`).
    pub fn key(self) -> String {
        self.as_str().replace('_', "-")
    }

    /// Whether at least one day was accepted.
    pub const fn accepts(self) -> bool {
        matches!(self, Self::Accepted | Self::PartlyAccepted)
    }
}

/// Why days were refused, as written at the time: what the insurer's list says later changes nothing of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The motive, from the insurer's list.
    pub motive: String,
    /// The clause of the contract that it rests on (B-9).
    pub clause: String,
    /// What the handler added; may be empty.
    pub text: String,
}

/// A decision that was made: it never changes, though it may stand no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Number of the request, `PR-26-000718-4`.
    pub request: String,
    /// Which of the decisions about that request, from 1: another one is made once it was taken up again.
    pub place: usize,
    /// What became of it.
    pub outcome: Outcome,
    /// When.
    pub at: Instant,
    /// When its request was taken up again, where it was: since then it stands no longer.
    pub reopened_at: Option<Instant>,
    /// Its days, in order.
    pub days: Vec<DecidedDays>,
    /// Why, where a day was refused.
    pub reason: Option<Reason>,
}

/// Name of the file of the letter that has that place among those about a request.
pub fn letter_name(request: &str, place: usize) -> String {
    if place == 1 { format!("decision-{request}.pdf") } else { format!("decision-{request}-{place}.pdf") }
}
