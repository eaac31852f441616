//! Whether everything that was handed over is somewhere (Y-1): each night, what came in on a day is held against what became of it.
use crate::day::{Day, Instant};
use serde::{Deserialize, Serialize};

/// So many days back are counted when no night has counted them yet.
pub const LOOKED_BACK: i64 = 7;

/// What was handed over on a day, and what had become of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Files deposited, or messages written.
    pub given: u64,
    /// Received, or sent.
    pub done: u64,
    /// Failed.
    pub failed: u64,
    /// Still under way.
    pub open: u64,
}

impl Tally {
    /// Whether each is in one place.
    pub fn is_even(&self) -> bool {
        self.given == self.done + self.failed + self.open
    }
}

/// The count of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconciliation {
    /// Which day, in Paris.
    pub day: Day,
    /// When it was counted.
    pub at: Instant,
    /// Files that members handed in.
    pub files: Tally,
    /// Messages that leave.
    pub messages: Tally,
}

impl Reconciliation {
    /// Whether nothing is missing.
    pub fn is_even(&self) -> bool {
        self.files.is_even() && self.messages.is_even()
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn y1_one_that_is_nowhere_or_in_two_places_is_an_alarm() {
        let even = Tally { given: 7, done: 4, failed: 2, open: 1 };
        assert!(even.is_even() && Tally::default().is_even());
        for odd in [Tally { given: 8, ..even }, Tally { done: 5, ..even }, Tally { open: 0, ..even }] {
            assert!(!odd.is_even(), "{odd:?}");
        }
    }
}
