//! « Demande de correction » (X-10, D-15): where only the insurer corrects data, the member says what is wrong.
use crate::form::{FieldError, several_lines};

/// Longest request, in characters.
pub const MAX_CORRECTION: usize = 2_000;
/// No more requests wait for an answer at once.
pub const MAX_OPEN: usize = 5;

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionState {
    /// Nobody has answered yet.
    Open,
}

impl CorrectionState {
    /// Stable name, as stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
        }
    }

    /// The state of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        (text == "open").then_some(Self::Open)
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

#[cfg(test)]
mod tests {
    use super::{MAX_CORRECTION, read_correction};

    #[test]
    fn x10_a_request_is_some_text_of_bearable_length() {
        assert_eq!(read_correction(" Mon nom\r\ns’écrit Lemaître.\0 ").as_deref(), Ok("Mon nom\ns’écrit Lemaître."));
        let code = |typed: &str| read_correction(typed).unwrap_err().code;
        assert_eq!(code(" \r\n "), "personal-missing-correction");
        assert!(read_correction(&"é".repeat(MAX_CORRECTION)).is_ok());
        assert_eq!(code(&"é".repeat(MAX_CORRECTION + 1)), "personal-long-correction");
    }
}
