//! The way back in for whoever lost password or sign-in name (A-15, S-3, X-3): always a link, mailed, single-use, short-lived.
use crate::day::Instant;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// A clock may be set back by so much before a link made « later » is no longer believed.
pub const CLOCK_SLACK: TimeDelta = TimeDelta::minutes(1);

/// The profile's `[recovery]` table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RecoveryRules {
    /// How long a mailed link works, in minutes (Q-3: 15).
    pub link_minutes: u32,
    /// Whether people may write themselves a hint, shown behind the mailed link (D-6, Q-1).
    pub hint: bool,
    /// Whether they may have their mother's first name asked for before it (D-7, Q-1).
    pub mother_first_name: bool,
}

impl Default for RecoveryRules {
    fn default() -> Self {
        Self { link_minutes: 15, hint: false, mother_first_name: false }
    }
}

impl RecoveryRules {
    /// How long a mailed link works.
    pub fn lifetime(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.link_minutes))
    }
}

/// What was lost: the two branches of « Besoin d'aide ».
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lost {
    /// The password: a link to choose another is mailed.
    Password,
    /// The sign-in name: it is mailed, never shown.
    Login,
}

/// Whether a link made then, and good until then, works now. A clock that was set back does not lengthen its life.
pub fn link_works(made: Instant, until: Instant, now: Instant) -> bool {
    now < until && made <= now + CLOCK_SLACK
}

#[cfg(test)]
mod tests {
    use super::{Instant, RecoveryRules, link_works};
    use chrono::TimeDelta;

    #[test]
    fn q3_a_link_works_for_a_quarter_of_an_hour_and_not_under_a_clock_set_back() {
        let made = "2026-03-12T14:48:00Z".parse::<Instant>().unwrap();
        let until = made + RecoveryRules::default().lifetime();
        let works = |minutes| link_works(made, until, made + TimeDelta::minutes(minutes));
        assert_eq!([-60, -2, -1, 0, 14, 15, 16].map(works), [false, false, true, true, true, false, false]);
    }
}
