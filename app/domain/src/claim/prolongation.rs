//! When a member is reminded to declare the rest of a stop, and until when they should (Y-4): the profile's `[prolongation]` table.
use super::{Claim, SentRequest};
use crate::day::Day;
use serde::{Deserialize, Serialize};

/// A reminder whose day passed while nothing ran is made up for within so many days.
pub const MADE_UP_DAYS: u32 = 3;
/// A reminder leaves at most so many days before or after the last day covered.
const LONGEST_DAYS: u32 = 60;

/// What an insurer sets about prolonging.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProlongationRules {
    /// Days before the last one covered on which its member is reminded; none: nobody is before it.
    pub before_days: Vec<u32>,
    /// Days after it on which they are; none: nobody is after it.
    pub after_days: Vec<u32>,
    /// Days after it within which the rest is to be declared, where the contract says so.
    pub declare_days: Option<u32>,
}

impl Default for ProlongationRules {
    /// A week and two days before, the day after; no deadline.
    fn default() -> Self {
        Self { before_days: vec![7, 2], after_days: vec![1], declare_days: None }
    }
}

impl ProlongationRules {
    /// The days of the reminders, from the last one covered: those before it are under 0.
    fn days(&self) -> impl Iterator<Item = i64> {
        let before = self.before_days.iter().map(|days| -i64::from(*days));
        before.chain(self.after_days.iter().map(|days| i64::from(*days)))
    }

    /// Whether nobody is reminded.
    pub fn is_silent(&self) -> bool {
        self.days().next().is_none()
    }

    /// Between which days the last one covered lies, for a reminder to be due `today`; `None` where nobody is reminded.
    pub fn covered_between(&self, today: Day) -> Option<(Day, Day)> {
        let (first, last) = self.days().min().zip(self.days().max())?;
        Some((today.plus(-last - i64::from(MADE_UP_DAYS)), today.plus(-first)))
    }

    /// Which reminder is due `today`, by its days from the last one covered: the latest that is. None that was due by the day on which
    /// the last covered days were `sent`.
    pub fn reminder(&self, sent: Day, covered: Day, today: Day) -> Option<i64> {
        let is_due = |days: &i64| {
            let day = covered.plus(*days);
            sent < day && day <= today && today <= day.plus(i64::from(MADE_UP_DAYS))
        };
        self.days().filter(is_due).max()
    }

    /// Until when the days after that one are to be declared, where there is a deadline.
    pub fn declare_by(&self, covered: Day) -> Option<Day> {
        self.declare_days.map(|days| covered.plus(i64::from(days)))
    }

    /// What contradicts itself, if anything.
    pub fn problem(&self) -> Option<&'static str> {
        match () {
            () if self.days().any(|days| days.unsigned_abs() > u64::from(LONGEST_DAYS)) => {
                Some("`prolongation.before_days` and `prolongation.after_days` must be 60 at most")
            }
            () if self.declare_days.is_some_and(|days| !(1..=730).contains(&days)) => {
                Some("`prolongation.declare_days` must be from 1 to 730, two years: then a claim is time-barred")
            }
            () => None,
        }
    }
}

impl Claim {
    /// The reminder due `today`: the last day covered, and the reminder's days from it. None once work was resumed, none of a dossier that
    /// takes no prolongation, and none while a completed form may say the rest, which nobody has keyed yet (B-17).
    pub fn prolongation_reminder(&self, rules: &ProlongationRules, today: Day) -> Option<(Day, i64)> {
        if self.requests.iter().any(SentRequest::is_to_key) {
            return None;
        }
        let covered = self.goes_on_after()?;
        let reaching = self.known.iter().filter(|known| known.is_live() && known.range.contains(covered));
        let sent = reaching.filter_map(|known| known.sent_on).max()?;
        rules.reminder(sent, covered, today).map(|days| (covered, days))
    }
}

#[cfg(test)]
mod tests {
    use super::ProlongationRules;
    use crate::day::Day;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn y4_reminders_are_due_a_week_and_two_days_before_the_last_day_and_the_day_after() {
        let due = |today: &str| ProlongationRules::default().reminder(day("2026-02-01"), day("2026-03-31"), day(today));
        let told =
            ["2026-03-23", "2026-03-24", "2026-03-27", "2026-03-28", "2026-03-29", "2026-03-31", "2026-04-01", "2026-04-04", "2026-04-05"];
        let expected = [None, Some(-7), Some(-7), None, Some(-2), Some(-2), Some(1), Some(1), None];
        assert_eq!(told.map(due), expected, "over the change of clocks; each is made up for within three days, then no more");
    }

    #[test]
    fn y4_whoever_has_just_declared_is_not_reminded_the_same_day() {
        let due = |sent: &str, today: &str| ProlongationRules::default().reminder(day(sent), day("2026-02-28"), day(today));
        assert_eq!(due("2026-02-26", "2026-02-26"), None);
        assert_eq!(due("2026-02-25", "2026-02-26"), Some(-2));
        assert_eq!(due("2026-02-28", "2026-03-01"), Some(1));
        assert_eq!(due("2026-03-02", "2026-03-02"), None, "declared late");
        let leap = ProlongationRules::default().reminder(day("2028-02-01"), day("2028-02-28"), day("2028-02-29"));
        assert_eq!(leap, Some(1), "a leap day is the day after");
    }

    #[test]
    fn y4_the_days_looked_at_are_those_of_which_a_reminder_can_be_due() {
        let (rules, today) = (ProlongationRules::default(), day("2026-03-12"));
        let (first, last) = rules.covered_between(today).unwrap();
        assert_eq!((first, last), (day("2026-03-08"), day("2026-03-19")));
        for n in -40..40 {
            let covered = today.plus(n);
            let due = rules.reminder(day("2020-01-01"), covered, today).is_some();
            assert!(!due || (first <= covered && covered <= last), "{covered}");
        }
        let silent = ProlongationRules { before_days: Vec::new(), after_days: Vec::new(), ..rules };
        assert!(silent.is_silent() && silent.covered_between(today).is_none());
    }

    #[test]
    fn y4_the_insurer_sets_the_days_and_the_deadline() {
        let rules = ProlongationRules { before_days: Vec::new(), after_days: vec![10], declare_days: Some(30) };
        assert_eq!(rules.reminder(day("2026-01-01"), day("2026-01-31"), day("2026-02-10")), Some(10));
        assert_eq!(rules.declare_by(day("2026-01-31")), Some(day("2026-03-02")));
        assert_eq!(ProlongationRules::default().declare_by(day("2026-01-31")), None);
        assert_eq!(rules.problem(), None);
        for wrong in [ProlongationRules { after_days: vec![61], ..rules.clone() }, ProlongationRules { declare_days: Some(0), ..rules }] {
            assert!(wrong.problem().is_some_and(|text| text.starts_with("`prolongation.")));
        }
    }
}
