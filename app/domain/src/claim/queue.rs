//! The desk's queue: dossiers whose members wait for a decision, oldest first (B-1); and who of the desk looked at one.
use super::{ClaimStatus, QueueAge, RequestKind};
use crate::{access::StaffRole, day::Instant, id::ClaimId, place::Place};
use serde::{Deserialize, Serialize};

/// Dossiers to a page of the queue.
pub const QUEUE_PAGE: u64 = 50;

/// A dossier in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueLine {
    /// Which.
    pub id: ClaimId,
    /// Its number, `D26-004187-3`.
    pub number: String,
    /// First and last name of its member.
    pub member: String,
    /// Where it stands.
    pub status: ClaimStatus,
    /// When the oldest of its requests that wait was received.
    pub since: Instant,
    /// Of what kind that request is.
    pub kind: RequestKind,
    /// Whether it claims expenses, and declares no stop (D-18).
    pub care: bool,
    /// Days since then, in Paris.
    pub days: i64,
    /// What that means.
    pub age: QueueAge,
    /// Whether a document came that nobody has seen.
    pub news: bool,
    /// Whether the last day to send what was asked for is over (B-7).
    pub overdue: bool,
    /// First and last name of whoever has taken it.
    pub holder: Option<String>,
}

impl QueueLine {
    /// Its place in the queue.
    pub fn place(&self) -> QueuePlace {
        QueuePlace { at: self.since, id: self.id }
    }
}

/// Some dossiers of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuePage {
    /// At most [`QUEUE_PAGE`], oldest first.
    pub lines: Vec<QueueLine>,
    /// Before which the previous page ends, where there is one.
    pub previous: Option<QueuePlace>,
    /// After which the next page begins, where there is one.
    pub next: Option<QueuePlace>,
}

/// A place in the queue, or in that of medical papers, by when the dossier was received or its oldest paper was sent.
pub type QueuePlace = Place<ClaimId>;

/// A dossier with medical papers that wait to be judged (B-4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MedicalLine {
    /// Which.
    pub id: ClaimId,
    /// Its number, `D26-004187-3`.
    pub number: String,
    /// First and last name of its member.
    pub member: String,
    /// When the oldest of those papers was sent.
    pub since: Instant,
}

/// Some of those dossiers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MedicalPage {
    /// At most [`QUEUE_PAGE`], oldest first.
    pub lines: Vec<MedicalLine>,
    /// After which the next page begins, where there is one.
    pub next: Option<QueuePlace>,
}

/// What somebody of the desk looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Looked {
    /// The dossier, or one of its files.
    Dossier,
    /// A medical paper, opened (Y-8).
    Paper,
    /// Who its member is, how they are reached and what insures them.
    Member,
}

/// That somebody of the desk looked at a dossier, as its member is told: by which role, never by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// When: the first time that day.
    pub at: Instant,
    /// The role by which they looked.
    pub role: StaffRole,
    /// What they looked at.
    pub about: Looked,
}

#[cfg(test)]
mod tests {
    use super::QueuePlace;
    use crate::id::ClaimId;
    use uuid::Uuid;

    #[test]
    fn p8_a_place_in_the_queue_reads_back_to_the_nanosecond_and_nothing_else_is_one() {
        let place = QueuePlace { at: "2026-03-06T14:48:00.123456789Z".parse().unwrap(), id: ClaimId(Uuid::from_u128(7)) };
        assert_eq!(place.to_string(), "1772808480123456789.00000000-0000-0000-0000-000000000007");
        assert_eq!(place.to_string().parse::<QueuePlace>(), Ok(place));
        for bad in
            ["", ".", "1", "1.x", "x.00000000-0000-0000-0000-000000000007", "9223372036854775808.00000000-0000-0000-0000-000000000007"]
        {
            assert!(bad.parse::<QueuePlace>().is_err(), "{bad}");
        }
    }
}
