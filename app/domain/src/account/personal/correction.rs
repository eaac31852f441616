//! « Demande de correction » (X-10, D-15): where only the insurer corrects data, the member says what is wrong, and the desk answers (B-55).
use crate::form::{FieldError, several_lines};

/// Longest request, in characters.
pub const MAX_CORRECTION: usize = 2_000;
/// No more requests wait for an answer at once.
pub const MAX_OPEN: usize = 5;
/// Longest reason of an answer, in characters.
pub const MAX_REASON: usize = 500;

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionState {
    /// Nobody has answered yet.
    Open,
    /// What is shown was corrected.
    Accepted,
    /// It was not.
    Refused,
}

impl CorrectionState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Open, Self::Accepted, Self::Refused];

    /// Stable name, as stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }

    /// The state of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "personal-correction-open",
            Self::Accepted => "personal-correction-accepted",
            Self::Refused => "personal-correction-refused",
        }
    }
}

/// Reads what is to be corrected.
///
/// # Errors
/// When nothing was typed, or more than is kept.
pub fn read_correction(typed: &str) -> Result<String, FieldError> {
    let text = several_lines(typed);
    if text.is_empty() {
        return Err(FieldError::new("text", "personal-missing-correction"));
    }
    if text.chars().count() > MAX_CORRECTION {
        return Err(FieldError::new("text", "personal-long-correction").with("count", MAX_CORRECTION.to_string()));
    }
    Ok(text)
}

/// Reads why the desk answers so; whoever refuses says why.
///
/// # Errors
/// When nothing was typed to refuse, or more than is kept.
pub fn read_answer(state: CorrectionState, typed: &str) -> Result<String, FieldError> {
    let (text, field) = (several_lines(typed), format!("reason-{}", state.as_str()));
    if text.is_empty() && state == CorrectionState::Refused {
        return Err(FieldError::new(field, "office-correction-missing"));
    }
    if text.chars().count() > MAX_REASON {
        return Err(FieldError::new(field, "office-correction-long").with("count", MAX_REASON.to_string()));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{CorrectionState, MAX_CORRECTION, MAX_REASON, read_answer, read_correction};

    #[test]
    fn x10_a_request_is_some_text_of_bearable_length() {
        assert_eq!(read_correction(" Mon nom\r\ns’écrit Lemaître.\0 ").as_deref(), Ok("Mon nom\ns’écrit Lemaître."));
        let code = |typed: &str| read_correction(typed).unwrap_err().code;
        assert_eq!(code(" \r\n "), "personal-missing-correction");
        assert!(read_correction(&"é".repeat(MAX_CORRECTION)).is_ok());
        assert_eq!(code(&"é".repeat(MAX_CORRECTION + 1)), "personal-long-correction");
    }

    #[test]
    fn b55_whoever_refuses_says_why_and_whoever_accepts_may() {
        let code = |state, typed: &str| read_answer(state, typed).map_err(|error| format!("{}: {}", error.field, error.code));
        assert_eq!(code(CorrectionState::Refused, " "), Err("reason-refused: office-correction-missing".to_owned()));
        assert_eq!(code(CorrectionState::Accepted, " "), Ok(String::new()));
        let long = "é".repeat(MAX_REASON + 1);
        assert_eq!(code(CorrectionState::Accepted, &long), Err("reason-accepted: office-correction-long".to_owned()));
        assert!(CorrectionState::ALL.into_iter().all(|state| CorrectionState::parse(state.as_str()) == Some(state)));
    }
}
