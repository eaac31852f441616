//! « Voir comme l’assuré » (B-54): somebody of the desk sees a member's pages as the member does. They read, and do nothing; it ends by
//! itself; the member is told of it, and why.
use crate::{account::Person, day::Instant};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// It ends by itself after so long.
pub const VIEW_LASTS: TimeDelta = TimeDelta::minutes(15);

/// Why somebody of the desk sees a member's pages. The member reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewReason {
    /// The member asked for help, on the telephone for example.
    Asked,
    /// The member complains of something that they see.
    Complaint,
    /// Something does not work as it should.
    Fault,
}

impl ViewReason {
    /// Every reason, in the order offered.
    pub const ALL: [Self; 3] = [Self::Asked, Self::Complaint, Self::Fault];

    /// Stable name, as stored and posted.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Complaint => "complaint",
            Self::Fault => "fault",
        }
    }

    /// The reason of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text)
    }
}

/// What is seen, until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewing {
    /// Whose pages are seen.
    pub member: Person,
    /// When it ends by itself.
    pub ends_at: Instant,
}

/// That a member's pages were seen, as the member is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewed {
    /// When it began.
    pub at: Instant,
    /// Why.
    pub reason: ViewReason,
}

#[cfg(test)]
mod tests {
    use super::ViewReason;

    #[test]
    fn b54_a_reason_is_one_of_those_offered() {
        assert!(ViewReason::ALL.iter().all(|reason| ViewReason::parse(reason.as_str()) == Some(*reason)));
        assert!(ViewReason::parse("").is_none() && ViewReason::parse("curiosity").is_none());
    }
}
