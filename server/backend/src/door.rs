//! Forms that anybody may post, and what their browsers keep meanwhile: notes sealed by the server, for which no row is written.
use crate::{Backend, BackendError};
use domain::{day::Instant, door::is_believed};

/// What the note of when a form was shown is about.
const FORM: &str = "public form";

impl Backend {
    /// A note that a public form is shown now; an earlier one is kept for as long as it counts, so that nobody who is asked again waits
    /// anew.
    ///
    /// # Errors
    /// When the machine has no randomness to give.
    pub fn form_note(&self, earlier: &str) -> Result<String, BackendError> {
        match self.form_shown(earlier) {
            Some(shown) if is_believed(shown, self.now()) => Ok(earlier.to_owned()),
            _ => self.note(FORM, ""),
        }
    }

    /// When the form of that note was shown; `None` when the note is not ours.
    pub(crate) fn form_shown(&self, note: &str) -> Option<Instant> {
        self.noted(FORM, note).map(|(shown, _)| shown)
    }

    /// Notes what happens now, for the browser to keep.
    pub(crate) fn note(&self, about: &str, what: &str) -> Result<String, BackendError> {
        self.sealed_note(about, &format!("{}\n{what}", self.now().timestamp_millis()))
    }

    /// Reads such a note: when it was made, and what it says.
    pub(crate) fn noted(&self, about: &str, sealed: &str) -> Option<(Instant, String)> {
        let text = self.opened_note(about, sealed)?;
        let (at, what) = text.split_once('\n')?;
        Some((Instant::from_timestamp_millis(at.parse().ok()?)?, what.to_owned()))
    }
}
