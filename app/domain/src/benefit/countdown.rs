//! The waiting period of a stop as its member follows it, day after day (Y-3).
use super::days::{Cover, Standing, Stop};
use crate::day::{Day, DayRange};
use serde::{Deserialize, Serialize};

/// A waiting period (« franchise »), seen on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Countdown {
    /// The days without benefit at the start of the stop.
    pub waiting: DayRange,
    /// How many of them have passed, that day included.
    pub passed: i64,
    /// First day that can be paid: the next one, or the first of the cover where that begins later.
    pub first_payable: Day,
}

impl Countdown {
    /// Days still to be waited; 0 once it is over.
    pub fn remaining(&self) -> i64 {
        self.waiting.days() - self.passed
    }
}

impl Cover {
    /// The waiting period of a stop, seen `today`; `None` where there is none, and where no day after it can be paid.
    pub fn countdown(&self, stop: &Stop, today: Day) -> Option<Countdown> {
        let waiting = DayRange::new(stop.first_day, self.waiting_end(stop))?;
        let next = waiting.end().plus(1);
        let first_payable = self.from.map_or(next, |from| from.max(next));
        let passed = (today.since(stop.first_day) + 1).clamp(0, waiting.days());
        let payable = self.standing(stop, first_payable, u64::from(stop.days_already_paid)) == Standing::Payable;
        payable.then_some(Countdown { waiting, passed, first_payable })
    }
}

#[cfg(test)]
mod tests {
    use super::{Cover, Stop};
    use crate::{
        benefit::{Standing, spells},
        day::{Day, DayRange},
    };

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn stop(first_day: &str) -> Stop {
        Stop { first_day: day(first_day), accepted: Vec::new(), birth_date: None, relapse: false, days_already_paid: 0 }
    }

    fn cover(waiting_days: u32) -> Cover {
        Cover { waiting_days, ..Cover::default() }
    }

    /// Days passed, days left, first day that can be paid.
    fn seen(waiting_days: u32, first_day: &str, today: &str) -> (i64, i64, String) {
        let found = cover(waiting_days).countdown(&stop(first_day), day(today)).unwrap();
        (found.passed, found.remaining(), found.first_payable.iso())
    }

    #[test]
    fn y3_the_countdown_counts_each_day_once_over_month_ends_leap_days_and_both_changes_of_clocks() {
        let told = |passed, left, first: &str| (passed, left, first.to_owned());
        assert_eq!(seen(30, "2025-12-01", "2025-12-18"), told(18, 12, "2025-12-31"));
        assert_eq!(seen(30, "2025-12-01", "2025-12-01"), told(1, 29, "2025-12-31"), "the first day is one");
        assert_eq!(seen(30, "2025-12-01", "2025-12-30"), told(30, 0, "2025-12-31"), "its last day");
        assert_eq!(seen(30, "2025-12-01", "2026-06-30"), told(30, 0, "2025-12-31"), "long over");
        assert_eq!(seen(30, "2024-02-01", "2024-02-29"), told(29, 1, "2024-03-02"), "a leap day is a day");
        assert_eq!(seen(30, "2026-02-01", "2026-02-28"), told(28, 2, "2026-03-03"));
        assert_eq!(seen(90, "2026-03-28", "2026-03-29"), told(2, 88, "2026-06-26"));
        assert_eq!(seen(15, "2026-10-20", "2026-10-26"), told(7, 8, "2026-11-04"));
        assert_eq!(seen(180, "2025-12-31", "2026-01-01"), told(2, 178, "2026-06-29"));
    }

    #[test]
    fn y3_there_is_no_countdown_where_there_is_nothing_to_wait_for() {
        let none = |cover: &Cover, stop: &Stop| cover.countdown(stop, day("2026-01-15")).is_none();
        assert!(none(&cover(0), &stop("2026-01-01")), "no waiting period");
        assert!(none(&cover(30), &Stop { relapse: true, ..stop("2026-01-01") }), "none a second time");
        let ended = Cover { to: Some(day("2026-01-30")), ..cover(30) };
        assert!(none(&ended, &stop("2026-01-01")), "the cover ends first");
        assert!(!none(&Cover { to: Some(day("2026-01-31")), ..cover(30) }, &stop("2026-01-01")), "one day is left");
        let old = Stop { birth_date: Some(day("1961-01-31")), ..stop("2026-01-01") };
        assert!(none(&Cover { age_limit: Some(65), ..cover(30) }, &old));
        let used_up = Stop { days_already_paid: 1095, ..stop("2026-01-01") };
        assert!(none(&Cover { max_days: Some(1095), ..cover(30) }, &used_up));
    }

    #[test]
    fn y3_the_first_day_it_promises_is_the_first_that_the_benefit_pays() {
        for (waiting_days, from) in [(1, None), (15, None), (30, Some("2024-03-20")), (90, None), (180, Some("2024-01-01"))] {
            let cover = Cover { from: from.map(day), ..cover(waiting_days) };
            let whole = DayRange::new(day("2024-02-10"), day("2025-02-10")).unwrap();
            let stop = Stop { accepted: vec![whole], ..stop("2024-02-10") };
            let paid = spells(&cover, &stop).unwrap().into_iter().find(|spell| spell.standing == Standing::Payable).unwrap();
            let promised = cover.countdown(&stop, day("2024-02-20")).unwrap().first_payable;
            assert_eq!(promised, paid.range.start(), "{waiting_days} {from:?}");
        }
    }
}
