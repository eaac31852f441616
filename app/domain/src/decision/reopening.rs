//! Taking a refused request up again (domain.md 4.3): what the desk sees before it does, and what may stand in the way.
use crate::{
    claim::{Claim, SentRequest},
    form::{FieldError, several_lines},
    id::{ClaimId, IdempotencyKey},
};
use serde::{Deserialize, Serialize};

/// Longest reason for which a request is taken up again, in characters.
pub const MAX_REOPENING: usize = 500;

/// A refused request on a handler's desk, to be taken up again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReopenSheet {
    /// Its dossier.
    pub claim: ClaimId,
    /// Number of the dossier.
    pub number: String,
    /// First and last name of the member.
    pub member: String,
    /// Number of the request.
    pub request: String,
    /// Version of the dossier that the page shows.
    pub version: i32,
    /// Sent with the form, so that the same click never takes it up twice.
    pub key: IdempotencyKey,
    /// Why it cannot be taken up again, where it cannot.
    pub obstacle: Option<FieldError>,
}

/// What became of taking a request up again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reopening {
    /// It waits for a decision again.
    Done,
    /// The dossier changed since the page was shown (B-2).
    Stale,
    /// What is wrong, or stands in the way.
    Wrong(FieldError),
}

/// Why a decision was put aside, as the desk reads it; its member does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReopenNote {
    /// Number of the request.
    pub request: String,
    /// Which of its decisions, as [`super::Decided::place`].
    pub place: usize,
    /// First and last name of whoever took the request up again.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// Reads why a request is taken up again.
///
/// # Errors
/// When nothing was typed, or more than is kept.
pub fn read_reopening(typed: &str) -> Result<String, FieldError> {
    let reason = several_lines(typed);
    match reason.chars().count() {
        0 => Err(FieldError::new("reason", "decision-reopen-missing")),
        1..=MAX_REOPENING => Ok(reason),
        _ => Err(FieldError::new("reason", "decision-reopen-long").with("count", MAX_REOPENING.to_string())),
    }
}

/// Number of another request of the member's that declares a day of this one and was not refused: a day is decided once (P-4).
pub fn also_declared<'a>(claim: &'a Claim, refused: &SentRequest) -> Option<&'a str> {
    let mut others = claim.known.iter().chain(&claim.elsewhere).filter(|known| known.is_live() && known.request != refused.number);
    let shares = others.find(|known| refused.periods.iter().any(|period| period.range.overlaps(known.range)));
    shares.map(|known| known.request.as_str())
}

#[cfg(test)]
mod tests {
    use super::{MAX_REOPENING, read_reopening};

    #[test]
    fn b9_why_a_request_is_taken_up_again_is_said_in_bearable_length() {
        assert_eq!(read_reopening(" Réclamation reçue\r\nle 3 mars.\0 "), Ok("Réclamation reçue\nle 3 mars.".to_owned()));
        assert!(read_reopening(&"é".repeat(MAX_REOPENING)).is_ok());
        let code = |typed: &str| read_reopening(typed).unwrap_err().code;
        assert_eq!([code(" \n "), code(&"é".repeat(MAX_REOPENING + 1))], ["decision-reopen-missing", "decision-reopen-long"]);
    }
}
