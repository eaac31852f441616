//! Nobody is left in silence (Y-1): files that did not arrive, as their member sees them, and members whom no message reaches or whose
//! payment came back, as the desk does.
use crate::{
    day::{Day, Instant},
    id::{ClaimId, TaskId},
    place::Place,
};
use chrono::{NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Members to a page of the desk's list.
pub const TASK_PAGE: u64 = 50;

/// Hours of a day in which an SMS may leave that nobody waits for.
const WAKING: Range<u32> = 8..20;

/// When an SMS that nobody waits for may leave, in local time: at that moment by day, in the morning after it at night.
pub fn by_day(at: NaiveDateTime) -> NaiveDateTime {
    if WAKING.contains(&at.hour()) {
        return at;
    }
    let day = if at.hour() < WAKING.start { at.date() } else { Day(at.date()).plus(1).0 };
    day.and_time(NaiveTime::MIN) + TimeDelta::hours(i64::from(WAKING.start))
}

/// A file that did not arrive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// Its name.
    pub name: String,
    /// When its first byte came.
    pub begun_at: Instant,
    /// Whether it is to be done again; it is still under way where not.
    pub failed: bool,
}

/// A payment that the bank sent back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBack {
    /// The dossier that it is of.
    pub claim: ClaimId,
    /// Its number.
    pub number: String,
}

/// A member whom neither mail nor SMS reaches, or whom the bank did not pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReachTask {
    /// Which task.
    pub id: TaskId,
    /// First and last name.
    pub member: String,
    /// Their numbers, as people write them.
    pub phones: Vec<String>,
    /// Lines of their postal address.
    pub address: Vec<String>,
    /// Payments that came back since then; none where it is messages that do not reach them.
    pub sent_back: Vec<SentBack>,
    /// When a message to them was given up, or the first of those payments came back.
    pub opened_at: Instant,
}

impl ReachTask {
    /// Its place in the list.
    pub fn place(&self) -> TaskPlace {
        TaskPlace { at: self.opened_at, id: self.id }
    }
}

/// Some members of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskPage {
    /// At most [`TASK_PAGE`], the longest wait first.
    pub tasks: Vec<ReachTask>,
    /// After which the next page begins, where there is one.
    pub next: Option<TaskPlace>,
}

/// A place in that list, by when the task was opened.
pub type TaskPlace = Place<TaskId>;

#[cfg(test)]
mod tests {
    use super::{NaiveDateTime, TaskPlace, by_day};

    #[test]
    fn y1_an_sms_that_nobody_waits_for_leaves_between_eight_and_twenty_hours() {
        for (written, leaves) in [
            ("2026-03-12T00:00:00", "2026-03-12T08:00:00"),
            ("2026-03-12T07:59:59", "2026-03-12T08:00:00"),
            ("2026-03-12T08:00:00", "2026-03-12T08:00:00"),
            ("2026-03-12T15:48:12", "2026-03-12T15:48:12"),
            ("2026-03-12T19:59:59", "2026-03-12T19:59:59"),
            ("2026-03-12T20:00:00", "2026-03-13T08:00:00"),
            ("2026-12-31T23:59:59", "2027-01-01T08:00:00"),
        ] {
            assert_eq!(by_day(written.parse().unwrap()), leaves.parse::<NaiveDateTime>().unwrap(), "{written}");
        }
    }

    #[test]
    fn y1_a_place_in_the_list_reads_back_and_nothing_else_is_one() {
        let text = "1772808480123456789.00000000-0000-0000-0000-000000000007";
        assert_eq!(text.parse::<TaskPlace>().map(|place| place.to_string()), Ok(text.to_owned()));
        for bad in ["", ".", "1.x", "x.00000000-0000-0000-0000-000000000007"] {
            assert!(bad.parse::<TaskPlace>().is_err(), "{bad}");
        }
    }
}
