//! The months of the calendar.
use crate::day::Day;
use chrono::{Datelike, Months};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A month of a year, kept as its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(Day);

/// `2026-04`.
impl TryFrom<String> for Month {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        Day::parse(&format!("{text}-01")).map(Self).ok_or("not a month")
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.iso()
    }
}

impl Month {
    /// The month of that day.
    pub fn of(day: Day) -> Self {
        Self(day.0.with_day(1).map_or(day, Day))
    }

    /// Its first day.
    pub fn first(self) -> Day {
        self.0
    }

    /// Its last day.
    pub fn last(self) -> Day {
        self.0.0.checked_add_months(Months::new(1)).map_or(self.0, |next| Day(next).plus(-1))
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        self.last().since(self.0) + 1
    }

    /// Its day of that number, from 1; the last one where it is shorter.
    pub fn day(self, number: u32) -> Day {
        self.0.plus(i64::from(number) - 1).clamp(self.0, self.last())
    }

    /// « de mai 2026 », « d’avril 2026 ».
    pub fn with_of(self) -> String {
        let of = if self.0.month_name().starts_with(['a', 'o']) { "d’" } else { "de\u{a0}" };
        format!("{of}{self}")
    }

    /// `aaaa-mm`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}", self.0.0.year(), self.0.0.month())
    }
}

impl fmt::Display for Month {
    /// « avril 2026 », with a no-break space.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{a0}{}", self.0.month_name(), self.0.year())
    }
}

#[cfg(test)]
mod tests {
    use super::Month;
    use crate::day::Day;

    fn month(text: &str) -> Month {
        Month::try_from(text.to_owned()).unwrap()
    }

    #[test]
    fn a_month_ends_on_its_last_day_leap_years_and_year_ends_included() {
        let ends = ["2024-02", "2026-02", "2026-04", "2026-12"].map(|text| month(text).last().iso());
        assert_eq!(ends, ["2024-02-29", "2026-02-28", "2026-04-30", "2026-12-31"]);
        assert_eq!((month("2024-02").days(), month("2026-12").days()), (29, 31));
    }

    #[test]
    fn a_day_that_a_month_lacks_is_its_last() {
        let days = [1, 28, 31].map(|number| month("2026-02").day(number).iso());
        assert_eq!(days, ["2026-02-01", "2026-02-28", "2026-02-28"]);
    }

    #[test]
    fn a_month_is_said_as_people_say_it() {
        let said = ["2026-04", "2026-05", "2026-08", "2026-10", "2026-12"].map(|text| month(text).with_of().replace('\u{a0}', " "));
        assert_eq!(said, ["d’avril 2026", "de mai 2026", "d’août 2026", "d’octobre 2026", "de décembre 2026"]);
    }

    #[test]
    fn a_month_is_written_as_it_is_read() {
        let april = Month::of(Day::parse("2026-04-30").unwrap());
        assert_eq!((april, april.iso().as_str(), april.to_string().as_str()), (month("2026-04"), "2026-04", "avril\u{a0}2026"));
        assert!(["2026-13", "2026-04-01", "", "avril"].into_iter().all(|text| Month::try_from(text.to_owned()).is_err()));
    }
}
