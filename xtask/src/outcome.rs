//! The one error of this crate: a sentence for the person at the keyboard, with the fix in it where there is one.

use std::fmt;

/// What a command answers.
pub type Outcome<T = ()> = Result<T, Stop>;

/// Why a command stopped.
#[derive(Debug, PartialEq, Eq)]
pub struct Stop(String);

impl Stop {
    /// A stop with its sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// For `map_err`: what could not be done, followed by the system's own reason.
    pub fn because<E: fmt::Display>(what: impl fmt::Display) -> impl FnOnce(E) -> Self {
        move |cause| Self(format!("{what}: {cause}"))
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
