//! When an answer is to be expected, out of what requests like it took (Y-5). Told in « jours ouvrés ».
use crate::{
    day::Day,
    holiday::{WorkingDays, Zone},
};
use serde::{Deserialize, Serialize};

/// From fewer decided requests nothing is told.
pub const FEWEST_ANSWERS: usize = 20;
/// So many months of decisions are looked at.
pub const ANSWER_MONTHS: u32 = 6;

/// « Jours ouvrés » from sending to decision: one at least.
pub fn answer_days(sent: Day, decided: Day) -> u16 {
    WorkingDays::Ouvres.between(sent, decided, Zone::Metropole).max(1)
}

/// In how many days nine out of ten were answered: the smallest that nine tenths of them do not exceed. `None` under [`FEWEST_ANSWERS`].
pub fn nine_in_ten(mut days: Vec<u16>) -> Option<u16> {
    if days.len() < FEWEST_ANSWERS {
        return None;
    }
    days.sort_unstable();
    days.get((days.len() * 9).div_ceil(10) - 1).copied()
}

/// When an answer is to be expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// In so many « jours ouvrés » nine requests out of ten like it were answered.
    pub days: u16,
    /// The day that makes; until its end nobody is late.
    pub by: Day,
}

impl Expected {
    /// The answer to what was sent on that day.
    pub fn of(days: u16, sent: Day) -> Self {
        Self { days, by: WorkingDays::Ouvres.after(sent, days, Zone::Metropole) }
    }

    /// Whether it should have come before `today`.
    pub fn is_past(&self, today: Day) -> bool {
        today > self.by
    }
}

/// The first day on which a request may have been sent without its answer being late `today`.
pub fn in_time_since(days: u16, today: Day) -> Day {
    let late = |sent: &Day| Expected::of(days, *sent).is_past(today);
    let mut earlier = (0i64..).map(|n| today.plus(-n));
    earlier.find(late).map_or(today, |sent| sent.plus(1))
}

#[cfg(test)]
mod tests {
    use super::{Expected, answer_days, in_time_since, nine_in_ten};
    use crate::day::Day;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    /// The nearest rank, counted instead of sorted: the smallest value that at least nine tenths of all do not exceed.
    fn counted(days: &[u16]) -> u16 {
        let enough = |limit: &u16| days.iter().filter(|one| *one <= limit).count() * 10 >= days.len() * 9;
        days.iter().copied().filter(enough).min().unwrap()
    }

    /// Numbers that look like chance and are the same each time.
    fn seeded(seed: u64, count: usize) -> Vec<u16> {
        let mut state = seed;
        let next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u16::try_from(state >> 59).unwrap() + 1
        };
        std::iter::repeat_with(next).take(count).collect()
    }

    #[test]
    fn y5_nine_in_ten_is_the_percentile_counted_otherwise_over_two_hundred_requests() {
        for seed in 0..50 {
            for count in [20, 21, 29, 30, 199, 200] {
                let days = seeded(seed, count);
                assert_eq!(nine_in_ten(days.clone()), Some(counted(&days)), "{seed} {count}");
            }
        }
        let ranks: Vec<u16> = (1..=200).rev().collect();
        assert_eq!(nine_in_ten(ranks), Some(180));
    }

    #[test]
    fn y5_under_twenty_requests_nothing_is_told() {
        assert_eq!(nine_in_ten(vec![3; 19]), None);
        assert_eq!(nine_in_ten(vec![3; 20]), Some(3));
        assert_eq!(nine_in_ten(Vec::new()), None);
    }

    #[test]
    fn y5_r27_days_are_those_that_are_worked_over_week_ends_and_holidays() {
        assert_eq!(answer_days(day("2026-03-12"), day("2026-03-12")), 1, "the same day counts as one");
        assert_eq!(answer_days(day("2026-03-13"), day("2026-03-16")), 1, "Friday to Monday");
        assert_eq!(answer_days(day("2026-03-12"), day("2026-03-20")), 6);
        assert_eq!(answer_days(day("2026-04-03"), day("2026-04-07")), 1, "Easter Monday is none");
        assert_eq!(answer_days(day("2025-12-24"), day("2026-01-02")), 5, "neither are Christmas and the New Year");
        let expected = Expected::of(6, day("2026-03-12"));
        assert_eq!(expected.by, day("2026-03-20"));
        assert!(!expected.is_past(day("2026-03-20")) && expected.is_past(day("2026-03-21")));
    }

    #[test]
    fn y5_who_is_late_is_found_by_the_day_of_sending() {
        for days in [1, 6, 25] {
            for n in 0..60 {
                let today = day("2026-04-20").plus(n);
                let first = in_time_since(days, today);
                assert!(Expected::of(days, first.plus(-1)).is_past(today) && !Expected::of(days, first).is_past(today), "{days} {today}");
            }
        }
    }
}
