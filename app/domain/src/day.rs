//! Civil days, without time or zone. « Today » is the day in Paris and is always handed in (P-17).
use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An instant in UTC.
pub type Instant = chrono::DateTime<chrono::Utc>;

const MONTHS: [&str; 12] =
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

const WEEKDAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/// A civil day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(pub NaiveDate);

impl TryFrom<String> for Day {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        Self::parse(&text).ok_or("not a day")
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.iso()
    }
}

impl Day {
    /// Reads `jj/mm/aaaa` or `aaaa-mm-jj` between 1900 and 2100 (P-1); `None` when it is no such day.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (day, month, year) = match text.as_bytes() {
            [_, _, b'/', _, _, b'/', ..] => (text.get(0..2)?, text.get(3..5)?, text.get(6..)?),
            [_, _, _, _, b'-', _, _, b'-', ..] => (text.get(8..)?, text.get(5..7)?, text.get(0..4)?),
            _ => return None,
        };
        let shaped = [(day, 2), (month, 2), (year, 4)].iter().all(|(s, n)| s.len() == *n && s.bytes().all(|b| b.is_ascii_digit()));
        let year = shaped.then(|| year.parse::<i32>().ok())??;
        (1900..=2100).contains(&year).then(|| NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?))?.map(Self)
    }

    /// The day `days` later (earlier when negative).
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.checked_add_signed(TimeDelta::days(days)).unwrap_or(self.0))
    }

    /// Days from `earlier` to this day.
    pub fn since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The same day `years` later; 29 February falls back to the 28th.
    pub fn years_after(self, years: u32) -> Self {
        Self(self.0.checked_add_months(Months::new(12 * years)).unwrap_or(self.0))
    }

    /// The same day `years` earlier; 29 February falls back to the 28th.
    pub fn years_before(self, years: u32) -> Self {
        Self(self.0.checked_sub_months(Months::new(12 * years)).unwrap_or(self.0))
    }

    /// The same day `months` earlier, or the last of that month where it is shorter.
    pub fn months_before(self, months: u32) -> Self {
        Self(self.0.checked_sub_months(Months::new(months)).unwrap_or(self.0))
    }

    /// `aaaa-mm-jj`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }

    /// `jj/mm/aaaa`, as a person types it.
    pub fn typed(self) -> String {
        format!("{:02}/{:02}/{:04}", self.0.day(), self.0.month(), self.0.year())
    }

    /// Name of the month, in French.
    pub fn month_name(self) -> &'static str {
        MONTHS.get(self.0.month0() as usize).copied().unwrap_or_default()
    }

    /// « vendredi 13 mars 2026 ».
    pub fn with_weekday(self) -> String {
        let weekday = WEEKDAYS.get(self.0.weekday().num_days_from_monday() as usize).copied().unwrap_or_default();
        format!("{weekday}\u{a0}{self}")
    }

    /// Day of the month, 1 to 31.
    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    fn number(self) -> String {
        if self.0.day() == 1 { "1er".to_owned() } else { self.0.day().to_string() }
    }
}

impl fmt::Display for Day {
    /// « 1er février 2026 », with no-break spaces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{a0}{}\u{a0}{}", self.number(), self.month_name(), self.0.year())
    }
}

/// Days from `start` to `end`, both included; `end` is never before `start`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DayRange {
    start: Day,
    end: Day,
}

/// `2026-02-01/2026-02-28`; a range written backwards is refused.
impl TryFrom<String> for DayRange {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        let (start, end) = text.split_once('/').ok_or("not a range of days")?;
        Day::parse(start).zip(Day::parse(end)).and_then(|(start, end)| Self::new(start, end)).ok_or("not a range of days")
    }
}

impl From<DayRange> for String {
    fn from(range: DayRange) -> Self {
        [range.start.iso(), range.end.iso()].join("/")
    }
}

impl DayRange {
    /// `None` when `end` is before `start`; one day is a range (P-2).
    pub fn new(start: Day, end: Day) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// First day.
    pub fn start(self) -> Day {
        self.start
    }

    /// Last day.
    pub fn end(self) -> Day {
        self.end
    }

    /// Number of days, at least 1.
    pub fn days(self) -> i64 {
        self.end.since(self.start) + 1
    }

    /// Its days, in order.
    pub fn each_day(self) -> impl Iterator<Item = Day> {
        (0..self.days()).map(move |n| self.start.plus(n))
    }

    /// Whether both share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// The days of both, when they share any.
    pub fn shared(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// Whether the day is in the range.
    pub fn contains(self, day: Day) -> bool {
        self.start <= day && day <= self.end
    }
}

impl fmt::Display for DayRange {
    /// « du 3 au 20 février 2026 », « du 20 février au 3 mars 2026 », « le 3 mars 2026 ».
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, end) = (self.start, self.end);
        if start == end {
            write!(f, "le\u{a0}{start}")
        } else if start.0.year() != end.0.year() {
            write!(f, "du\u{a0}{start} au\u{a0}{end}")
        } else if start.0.month() != end.0.month() {
            write!(f, "du\u{a0}{}\u{a0}{} au\u{a0}{end}", start.number(), start.month_name())
        } else {
            write!(f, "du\u{a0}{} au\u{a0}{end}", start.number())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, DayRange};

    fn range(start: &str, end: &str) -> String {
        DayRange::new(Day::parse(start).unwrap(), Day::parse(end).unwrap()).unwrap().to_string().replace('\u{a0}', " ")
    }

    #[test]
    fn p1_a_day_is_typed_in_french_or_iso_form_and_nothing_else() {
        assert_eq!(Day::parse(" 01/02/2026 "), Day::parse("2026-02-01"));
        for bad in [
            "",
            "1/2/2026",
            "01/02/26",
            "2026-02-30",
            "31/04/2026",
            "01-02-2026",
            "1899-12-31",
            "2101-01-01",
            "+1/02/2026",
            "ab/cd/efgh",
            "é1/02/2026",
        ] {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_range_is_worded_as_people_say_it() {
        assert_eq!(range("2026-02-03", "2026-02-20"), "du 3 au 20 février 2026");
        assert_eq!(range("2026-02-01", "2026-03-01"), "du 1er février au 1er mars 2026");
        assert_eq!(range("2025-12-31", "2026-01-02"), "du 31 décembre 2025 au 2 janvier 2026");
        assert_eq!(range("2026-03-03", "2026-03-03"), "le 3 mars 2026");
    }
}
