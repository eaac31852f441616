//! The one error that crosses the wire. It says what a person can do next and carries neither causes nor personal data; a
//! cause is logged where it becomes an [`AppError`].
use domain::claim::StepError;
use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr},
    server_fn::codec::JsonEncoding,
};
use serde::{Deserialize, Serialize};

/// Why an act did not happen, or a page cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    /// Nobody is signed in, or the session ended.
    #[error("signed out")]
    SignedOut,
    /// The person may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The terms are to be accepted first (S-7).
    #[error("terms first")]
    TermsFirst,
    /// One of several contracts is to be chosen first (D-11).
    #[error("choice first")]
    ChoiceFirst,
    /// A fresh proof of who asks comes first (Y-10).
    #[error("proof first")]
    ProofFirst,
    /// There is no such thing, or it is not theirs.
    #[error("not found")]
    NotFound,
    /// A rule refuses it.
    #[error("{0}")]
    Rule(StepError),
    /// No room left on the server.
    #[error("full")]
    Full,
    /// Too busy just now.
    #[error("busy")]
    Busy,
    /// Too many knocks from one network.
    #[error("too often")]
    TooOften,
    /// More was posted than any form of ours holds.
    #[error("too large")]
    TooLarge,
    /// The message ended too early: the connection was lost.
    #[error("cut off")]
    CutOff,
    /// Something of ours is broken, or the message was not understood.
    #[error("broken")]
    Broken,
    /// The answer did not arrive: the act may have happened or not.
    #[error("unreachable")]
    Unreachable,
}

impl AppError {
    /// Stable name, also the last part of the address of its page.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SignedOut => "session",
            Self::Forbidden => "interdit",
            Self::TermsFirst => "conditions",
            Self::ChoiceFirst => "dossier",
            Self::ProofFirst => "preuve",
            Self::NotFound => "introuvable",
            Self::Rule(_) => "refus",
            Self::Full => "plein",
            Self::Busy => "occupe",
            Self::TooOften => "trop-souvent",
            Self::TooLarge => "trop-gros",
            Self::CutOff => "coupe",
            Self::Broken | Self::Unreachable => "panne",
        }
    }

    /// HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::SignedOut => 401,
            Self::Forbidden | Self::TermsFirst | Self::ChoiceFirst | Self::ProofFirst => 403,
            Self::NotFound => 404,
            Self::Rule(_) => 409,
            Self::Full => 507,
            Self::Busy => 503,
            Self::TooOften => 429,
            Self::TooLarge => 413,
            Self::CutOff => 400,
            Self::Broken | Self::Unreachable => 500,
        }
    }

    /// The error whose page has that last part.
    pub fn from_code(code: &str) -> Self {
        Self::with_page(|error| error.code() == code)
    }

    /// The error whose page has that status.
    pub fn from_status(status: u16) -> Self {
        Self::with_page(|error| error.status() == status)
    }

    fn with_page(wanted: impl Fn(&Self) -> bool) -> Self {
        let all = [
            Self::SignedOut,
            Self::Forbidden,
            Self::TermsFirst,
            Self::ChoiceFirst,
            Self::ProofFirst,
            Self::TooOften,
            Self::Full,
            Self::Busy,
            Self::TooLarge,
            Self::CutOff,
            Self::Broken,
        ];
        all.into_iter().find(wanted).unwrap_or(Self::NotFound)
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) | ServerFnErrorErr::Deserialization(_) => Self::Unreachable,
            _ => Self::Broken,
        }
    }
}

#[cfg(feature = "ssr")]
impl From<backend::BackendError> for AppError {
    fn from(error: backend::BackendError) -> Self {
        use backend::BackendError;
        match error {
            BackendError::Rule(rule) => Self::Rule(rule),
            BackendError::NotFound => Self::NotFound,
            BackendError::Full(ref cause) => {
                tracing::error!(%cause, "no room left");
                Self::Full
            }
            BackendError::Busy(ref cause) => {
                tracing::warn!(%cause, "too busy");
                Self::Busy
            }
            BackendError::Broken(ref cause) => {
                tracing::error!(%cause, "broken");
                Self::Broken
            }
        }
    }
}
