//! What the desk finds of a file that was sent (B-4, B-8): each is accepted, or refused for a reason that its member reads.
use crate::{
    complement::Flaw,
    form::{FieldError, several_lines},
    id::AttachmentId,
};
use serde::{Deserialize, Serialize};

/// Longest reason in the desk's own words, in characters.
pub const MAX_REASON: usize = 300;

/// Why a file is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// A usual one.
    Usual(Flaw),
    /// Another one, in the desk's own words.
    Own(String),
}

impl Reason {
    /// Those that are offered, in order; the last one asks for words.
    pub fn offered() -> impl Iterator<Item = Self> {
        Flaw::ALL.into_iter().map(Self::Usual).chain([Self::Own(String::new())])
    }

    /// Stable name, as stored and posted.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Usual(flaw) => flaw.as_str(),
            Self::Own(_) => "own",
        }
    }

    /// Key of its words; those of [`Self::Own`] ask for them.
    pub fn key(&self) -> String {
        match self {
            Self::Usual(flaw) => format!("attachment-reason-{}", flaw.as_str()),
            Self::Own(_) => "office-refuse-other".to_owned(),
        }
    }

    /// The reason of that code, with the desk's own words where it needs them.
    fn of(code: &str, own: Option<String>) -> Option<Self> {
        if code == "own" { own.map(Self::Own) } else { Flaw::parse(code).map(Self::Usual) }
    }
}

/// What the desk found of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Examination {
    /// It is accepted.
    Accepted,
    /// It is refused.
    Refused(Reason),
}

impl Examination {
    /// Stable name, as stored and posted.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused(_) => "refused",
        }
    }

    /// Why it is refused.
    pub const fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Accepted => None,
            Self::Refused(reason) => Some(reason),
        }
    }

    /// What is stored under those names.
    pub fn stored(found: &str, reason: Option<&str>, own: Option<String>) -> Option<Self> {
        match found {
            "accepted" => Some(Self::Accepted),
            "refused" => Reason::of(reason?, own).map(Self::Refused),
            _ => None,
        }
    }

    /// Reads what the desk's form posts.
    ///
    /// # Errors
    /// The field that is missing or wrong.
    pub fn read(found: &str, reason: &str, own: &str) -> Result<Self, FieldError> {
        if found == "accepted" {
            return Ok(Self::Accepted);
        }
        let own = several_lines(own);
        match own.chars().count() {
            0 if reason == "own" => return Err(FieldError::new("own", "office-examine-missing-own")),
            0..=MAX_REASON => {}
            _ => return Err(FieldError::new("own", "office-examine-long-own").with("count", MAX_REASON.to_string())),
        }
        Reason::of(reason, Some(own)).map(Self::Refused).ok_or_else(|| FieldError::new("reason", "office-examine-missing-reason"))
    }

    /// What its member and the desk read of it; `say` words a key with its values.
    pub fn sentence(&self, say: impl Fn(&str, &[(&str, &str)]) -> String) -> String {
        let reason = match self {
            Self::Accepted => return say("complement-accepted", &[]),
            Self::Refused(Reason::Own(own)) => own.clone(),
            Self::Refused(reason) => say(&reason.key(), &[]),
        };
        say("attachment-refused-why", &[("reason", reason.as_str())])
    }
}

/// A file that the desk examined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examined {
    /// Which.
    pub file: AttachmentId,
    /// What was found of it.
    pub found: Examination,
}

#[cfg(test)]
mod tests {
    use super::{Examination, MAX_REASON, Reason};
    use crate::complement::Flaw;

    fn refused(reason: &str, own: &str) -> Result<Examination, String> {
        Examination::read("refused", reason, own).map_err(|error| format!("{} {}", error.field, error.code))
    }

    #[test]
    fn b8_a_file_is_accepted_or_refused_for_a_reason_ready_or_own() {
        assert_eq!(Examination::read("accepted", "", ""), Ok(Examination::Accepted));
        assert_eq!(refused("unreadable", "not asked for"), Ok(Examination::Refused(Reason::Usual(Flaw::Unreadable))));
        assert_eq!(refused("own", " Le cachet\r\nmanque. "), Ok(Examination::Refused(Reason::Own("Le cachet\nmanque.".to_owned()))));
        assert_eq!(refused("own", " \n "), Err("own office-examine-missing-own".to_owned()));
        assert_eq!(refused("own", &"é".repeat(50_000)), Err("own office-examine-long-own".to_owned()));
        assert!(refused("own", &"é".repeat(MAX_REASON)).is_ok());
        for none in ["", "Unreadable", "accepted"] {
            assert_eq!(refused(none, ""), Err("reason office-examine-missing-reason".to_owned()), "{none}");
        }
    }

    #[test]
    fn b8_what_is_stored_reads_back_and_nothing_else_does() {
        let own = Reason::Own("Le cachet manque.".to_owned());
        let all = Flaw::ALL.into_iter().map(Reason::Usual).chain([own]).map(Examination::Refused).chain([Examination::Accepted]);
        for found in all {
            let own = found.reason().filter(|reason| matches!(reason, Reason::Own(_))).map(|_| "Le cachet manque.".to_owned());
            assert_eq!(Examination::stored(found.as_str(), found.reason().map(Reason::code), own), Some(found));
        }
        assert_eq!(Examination::stored("refused", None, None), None);
        assert_eq!(Examination::stored("refused", Some("own"), None), None);
        assert_eq!(Examination::stored("paid", None, None), None);
    }
}
