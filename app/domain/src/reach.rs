//! Nobody is left in silence (Y-1): files that did not arrive, as their member sees them, and members whom no message reaches, as the desk
//! does.
use crate::{day::Instant, id::TaskId, place::Place};
use serde::{Deserialize, Serialize};

/// Members to a page of the desk's list.
pub const TASK_PAGE: u64 = 50;

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

/// A member whom neither mail nor SMS reaches.
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
    /// When the last message to them was given up.
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
    use super::TaskPlace;

    #[test]
    fn y1_a_place_in_the_list_reads_back_and_nothing_else_is_one() {
        let text = "1772808480123456789.00000000-0000-0000-0000-000000000007";
        assert_eq!(text.parse::<TaskPlace>().map(|place| place.to_string()), Ok(text.to_owned()));
        for bad in ["", ".", "1.x", "x.00000000-0000-0000-0000-000000000007"] {
            assert!(bad.parse::<TaskPlace>().is_err(), "{bad}");
        }
    }
}
