//! The second step of signing in: a code of an application (RFC 6238), or one of the codes kept for when the telephone is lost.
use serde::{Deserialize, Serialize};

/// How many recovery codes a person gets.
pub const RECOVERY_CODES: usize = 10;
/// Characters of a recovery code: 80 bits.
pub const RECOVERY_CHARS: usize = 16;
/// Figures of a code of an application.
const APP_FIGURES: usize = 6;

/// What was typed as the second step, spaces and hyphens aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecondCode {
    /// Six figures of an application.
    App(String),
    /// One of the codes kept for the day the telephone is lost, in capitals.
    Recovery(String),
}

impl SecondCode {
    /// Reads what was typed; `None` when it can be neither.
    pub fn parse(typed: &str) -> Option<Self> {
        let kept: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}')).take(64).collect();
        if kept.len() == APP_FIGURES && kept.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Self::App(kept));
        }
        let code = kept.to_ascii_uppercase();
        (code.len() == RECOVERY_CHARS && code.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(Self::Recovery(code))
    }
}

/// A recovery code as it is shown: groups of four.
pub fn grouped(code: &str) -> String {
    let chars: Vec<char> = code.chars().collect();
    chars.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Where a person stands with the second step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecondFactor {
    /// They sign in with the password alone.
    Off,
    /// A key was made and waits for its first code.
    Offered {
        /// The key, in Base32, to be typed into an application.
        key: String,
        /// The same as an address that applications read from a QR code.
        url: String,
    },
    /// Every sign-in asks for a code.
    On {
        /// Recovery codes that were not used yet.
        codes_left: u64,
        /// Codes to be noted down, shown until the person says they are.
        to_note: Vec<String>,
    },
}

#[cfg(test)]
mod tests {
    use super::{SecondCode, grouped};

    #[test]
    fn a_code_is_read_however_it_is_grouped() {
        for typed in ["123456", " 123 456 ", "123-456", "12\u{a0}34\u{202f}56"] {
            assert_eq!(SecondCode::parse(typed), Some(SecondCode::App("123456".to_owned())), "{typed}");
        }
        let recovery = Some(SecondCode::Recovery("AB12CD34EF56GH78".to_owned()));
        for typed in ["AB12-CD34-EF56-GH78", "ab12cd34ef56gh78", "ab12 cd34 ef56 gh78"] {
            assert_eq!(SecondCode::parse(typed), recovery, "{typed}");
        }
        for typed in ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "AB12-CD34", &"9".repeat(10_000)] {
            assert_eq!(SecondCode::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_recovery_code_is_shown_in_groups_that_read_back() {
        assert_eq!(grouped("AB12CD34EF56GH78"), "AB12-CD34-EF56-GH78");
    }
}
