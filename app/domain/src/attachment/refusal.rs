//! Why a file is refused. Codes are stable; sentences live in the Fluent files.
use serde::{Deserialize, Serialize};

/// Why a file is refused, in the order in which reasons are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, thiserror::Error)]
#[serde(try_from = "String", into = "&'static str")]
#[error("{}", self.code())]
pub enum Refusal {
    /// The sending holds as many files as it may (S-36, S-42).
    TooMany,
    /// 0 byte.
    Empty,
    /// Over the weight of one file (S-37, S-40).
    TooLarge,
    /// A NUL in the name. Told apart from a wrong format by its sentence only.
    BadName,
    /// The extension is not accepted, or the content is not what the extension says (S-39).
    WrongFormat,
    /// Over 100 million pixels, or a file made to swell when it is read.
    ImageBomb,
    /// Cannot be read to its end.
    Corrupt,
    /// Asks for a password.
    EncryptedPdf,
    /// Script, launch, embedded file, form sending, XFA, rich media.
    ActiveContentPdf,
    /// Found by the scanner.
    Infected,
    /// Over the weight of one sending (S-38, S-41).
    TotalTooLarge,
}

impl TryFrom<String> for Refusal {
    type Error = &'static str;
    fn try_from(code: String) -> Result<Self, &'static str> {
        Self::from_code(&code).ok_or("no such refusal")
    }
}

impl From<Refusal> for &'static str {
    fn from(refusal: Refusal) -> Self {
        refusal.code()
    }
}

impl Refusal {
    /// Every reason, in order.
    pub const ALL: [Self; 11] = [
        Self::TooMany,
        Self::Empty,
        Self::TooLarge,
        Self::BadName,
        Self::WrongFormat,
        Self::ImageBomb,
        Self::Corrupt,
        Self::EncryptedPdf,
        Self::ActiveContentPdf,
        Self::Infected,
        Self::TotalTooLarge,
    ];

    /// The stable code, as stored and sent.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooMany => "too_many",
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::BadName => "bad_name",
            Self::WrongFormat => "wrong_format",
            Self::ImageBomb => "image_bomb",
            Self::Corrupt => "corrupt",
            Self::EncryptedPdf => "encrypted_pdf",
            Self::ActiveContentPdf => "active_content_pdf",
            Self::Infected => "infected",
            Self::TotalTooLarge => "total_too_large",
        }
    }

    /// The reason of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.code() == code)
    }

    /// The verdict told to machines: an unreadable name is a wrong format.
    pub const fn verdict(self) -> &'static str {
        match self {
            Self::BadName => Self::WrongFormat.code(),
            other => other.code(),
        }
    }

    /// Key of the sentence; its values are [`super::UploadRules::limit_args`].
    pub fn key(self) -> String {
        format!("attachment-refused-{}", self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn a_code_leads_back_to_its_reason_and_is_what_is_serialised() {
        for refusal in Refusal::ALL {
            assert_eq!(Refusal::from_code(refusal.code()), Some(refusal));
            assert_eq!(serde_json::to_string(&refusal).unwrap(), format!("\"{}\"", refusal.code()));
            assert_eq!(refusal.key(), format!("attachment-refused-{}", refusal.code()));
        }
        assert_eq!(Refusal::from_code("accepted"), None);
        assert_eq!(Refusal::BadName.verdict(), "wrong_format");
    }
}
