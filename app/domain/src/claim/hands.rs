//! In whose hands a dossier is (B-2): one person of the desk's or nobody's, never two.
use super::StepError;
use crate::{
    day::Instant,
    form::{FieldError, several_lines},
    id::UserId,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// Longest note of the desk, in characters.
pub const MAX_NOTE: usize = 4_000;
/// The same note written again within this time is a double click.
pub const SAME_NOTE: TimeDelta = TimeDelta::minutes(1);

/// What somebody of the desk does about whose a dossier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hands {
    /// Takes it.
    Take,
    /// Hands it over to that person.
    HandOver(UserId),
    /// Gives it back to the queue.
    Release,
}

/// Whose a dossier is after an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Whose it was before.
    Same,
    /// That person's.
    Now(UserId),
    /// Nobody's.
    Nobody,
}

impl Hands {
    /// What is kept of it in the dossier's history.
    pub const fn done(self) -> MoveKind {
        match self {
            Self::Take => MoveKind::Taken,
            Self::HandOver(_) => MoveKind::HandedOver,
            Self::Release => MoveKind::Released,
        }
    }

    /// Whose the dossier is once `by` did that, who found it in those hands. Only what nobody has is taken; only its holder gives it back;
    /// anybody of the desk hands it over, for its holder may be ill. A click too many changes nothing.
    ///
    /// # Errors
    /// `Stale` when the dossier is not in the hands that the act is about.
    pub fn holder(self, holder: Option<UserId>, by: UserId) -> Result<Holder, StepError> {
        match (self, holder) {
            (Self::Take, None) => Ok(Holder::Now(by)),
            (Self::Take, Some(holder)) if holder == by => Ok(Holder::Same),
            (Self::HandOver(to), Some(holder)) if holder == to => Ok(Holder::Same),
            (Self::HandOver(to), Some(_)) => Ok(Holder::Now(to)),
            (Self::Release, Some(holder)) if holder == by => Ok(Holder::Nobody),
            (Self::Release, None) => Ok(Holder::Same),
            _ => Err(StepError::Stale),
        }
    }
}

/// What changed a dossier. Each raises its version by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveKind {
    /// Its member sent a request.
    Sent,
    /// The desk entered a request for its member (B-16).
    Entered,
    /// The desk keyed the periods of a completed form, or corrected them (B-17).
    Keyed,
    /// Somebody of the desk took it.
    Taken,
    /// It was handed over to another.
    HandedOver,
    /// It went back to the queue.
    Released,
    /// Its member was asked for documents.
    Asked,
    /// Its member sent what was asked for.
    Completed,
    /// Somebody else handed in a document by a link of its member's (Y-7).
    HandedIn,
    /// The desk accepted a document that was asked for.
    DocumentAccepted,
    /// The desk refused one, or a file of a request.
    DocumentRefused,
    /// The desk examined a file of a request, and accepted it.
    Examined,
    /// A request was decided.
    Decided,
    /// A refused request was taken up again.
    Reopened,
    /// A payment arrived.
    Paid,
    /// The bank sent a payment back.
    PaymentRejected,
    /// A payment that had arrived was taken back.
    PaymentReversed,
    /// The desk noted that the stop is over, or a relapse (B-14).
    Marked,
    /// The desk took back what it had noted.
    MarkTakenBack,
}

impl MoveKind {
    /// Every kind.
    pub const ALL: [Self; 19] = [
        Self::Sent,
        Self::Entered,
        Self::Keyed,
        Self::Taken,
        Self::HandedOver,
        Self::Released,
        Self::Asked,
        Self::Completed,
        Self::HandedIn,
        Self::DocumentAccepted,
        Self::DocumentRefused,
        Self::Examined,
        Self::Decided,
        Self::Reopened,
        Self::Paid,
        Self::PaymentRejected,
        Self::PaymentReversed,
        Self::Marked,
        Self::MarkTakenBack,
    ];

    /// Stable name, as stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Entered => "entered",
            Self::Keyed => "keyed",
            Self::Taken => "taken",
            Self::HandedOver => "handed_over",
            Self::Released => "released",
            Self::Asked => "asked",
            Self::Completed => "completed",
            Self::HandedIn => "handed_in",
            Self::DocumentAccepted => "document_accepted",
            Self::DocumentRefused => "document_refused",
            Self::Examined => "examined",
            Self::Decided => "decided",
            Self::Reopened => "reopened",
            Self::Paid => "paid",
            Self::PaymentRejected => "payment_rejected",
            Self::PaymentReversed => "payment_reversed",
            Self::Marked => "marked",
            Self::MarkTakenBack => "mark_taken_back",
        }
    }

    /// Whether it is its member's doing, or done in their name.
    pub const fn is_members(self) -> bool {
        matches!(self, Self::Sent | Self::Completed | Self::HandedIn)
    }

    /// The kind of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What changed a dossier, by whom and when, as the desk reads it (B-2, B-15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimMove {
    /// The version of the dossier from then on.
    pub version: i32,
    /// What happened.
    pub kind: MoveKind,
    /// When.
    pub at: Instant,
    /// First and last name of whoever did it.
    pub by: String,
    /// ... and of whom it was handed over to.
    pub to: Option<String>,
}

/// A note of the desk about a dossier: never changed, never taken back, never shown to its member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// First and last name of its author.
    pub by: String,
    /// When it was written.
    pub at: Instant,
    /// What it says.
    pub text: String,
}

/// Reads a note as typed.
///
/// # Errors
/// When nothing is written, or too much.
pub fn read_note(typed: &str) -> Result<String, FieldError> {
    let text = several_lines(typed);
    match text.chars().count() {
        0 => Err(FieldError::new("note", "office-note-missing")),
        1..=MAX_NOTE => Ok(text),
        _ => Err(FieldError::new("note", "office-note-long").with("count", MAX_NOTE.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::{Hands, Holder, MAX_NOTE, MoveKind, StepError, UserId, read_note};
    use uuid::Uuid;

    const ONE: UserId = UserId(Uuid::from_u128(1));
    const OTHER: UserId = UserId(Uuid::from_u128(2));

    #[test]
    fn b2_a_dossier_is_taken_from_nobody_and_given_back_by_its_holder_only() {
        assert_eq!(Hands::Take.holder(None, ONE), Ok(Holder::Now(ONE)));
        assert_eq!(Hands::Take.holder(Some(OTHER), ONE), Err(StepError::Stale));
        assert_eq!(Hands::Release.holder(Some(ONE), ONE), Ok(Holder::Nobody));
        assert_eq!(Hands::Release.holder(Some(OTHER), ONE), Err(StepError::Stale));
        assert_eq!(Hands::HandOver(OTHER).holder(Some(ONE), ONE), Ok(Holder::Now(OTHER)));
        assert_eq!(Hands::HandOver(ONE).holder(Some(OTHER), ONE), Ok(Holder::Now(ONE)), "of somebody who is ill");
        assert_eq!(Hands::HandOver(OTHER).holder(None, ONE), Err(StepError::Stale));
    }

    #[test]
    fn b2_a_click_too_many_changes_nothing() {
        assert_eq!(Hands::Take.holder(Some(ONE), ONE), Ok(Holder::Same));
        assert_eq!(Hands::Release.holder(None, ONE), Ok(Holder::Same));
        assert_eq!(Hands::HandOver(OTHER).holder(Some(OTHER), ONE), Ok(Holder::Same));
    }

    #[test]
    fn every_kind_of_move_reads_back_from_its_stored_name() {
        assert!(MoveKind::ALL.iter().all(|kind| MoveKind::parse(kind.as_str()) == Some(*kind)));
        assert_eq!(MoveKind::parse("x"), None);
    }

    #[test]
    fn a_note_says_something_and_is_of_bearable_length() {
        assert_eq!(read_note(" Rappeler\r\nlundi.\0 "), Ok("Rappeler\nlundi.".to_owned()));
        assert!(read_note(&"é".repeat(MAX_NOTE)).is_ok());
        let code = |typed: &str| read_note(typed).unwrap_err().code;
        assert_eq!([code(" \n "), code(&"é".repeat(MAX_NOTE + 1))], ["office-note-missing", "office-note-long"]);
    }
}
