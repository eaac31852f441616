//! Days accepted and refused, as a handler types them and as they are kept.
use crate::day::{Day, DayRange};
use serde::{Deserialize, Serialize};

/// Days in a row that were decided alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedDays {
    /// The days.
    pub range: DayRange,
    /// Whether they were accepted.
    pub accepted: bool,
}

/// Words and signs that people write around dates.
const AROUND: [&str; 6] = ["du", "au", "le", "-", "–", "—"];

/// Ranges as a handler types them: « 01/02/2026 - 10/02/2026; 15/02/2026 ».
pub fn ranges_text(ranges: &[DayRange]) -> String {
    let text = |range: &DayRange| {
        if range.days() == 1 { range.start().typed() } else { format!("{} - {}", range.start().typed(), range.end().typed()) }
    };
    ranges.iter().map(text).collect::<Vec<_>>().join("; ")
}

/// Reads what [`ranges_text`] writes, in whatever order it was typed; nothing typed is no day. `None` when it cannot be read or holds a
/// day twice.
pub(super) fn read_ranges(typed: &str) -> Option<Vec<DayRange>> {
    let parts = typed.split(';').map(str::trim).filter(|part| !part.is_empty());
    let mut ranges: Vec<DayRange> = parts.map(read_range).collect::<Option<_>>()?;
    ranges.sort_unstable();
    let apart = ranges.iter().zip(ranges.iter().skip(1)).all(|(one, next)| !one.overlaps(*next));
    apart.then_some(ranges)
}

fn read_range(typed: &str) -> Option<DayRange> {
    let words: Vec<&str> = typed.split_whitespace().filter(|word| !AROUND.contains(word)).collect();
    match words.as_slice() {
        [day] => Day::parse(day).and_then(|day| DayRange::new(day, day)),
        [start, end] => Day::parse(start).zip(Day::parse(end)).and_then(|(start, end)| DayRange::new(start, end)),
        _ => None,
    }
}

/// Each day of `asked` once, in order: those of `accepted`, which are sorted, apart and within it, and the others, refused.
pub(super) fn split(asked: DayRange, accepted: &[DayRange]) -> Vec<DecidedDays> {
    let mut days = Vec::new();
    let mut next = asked.start();
    for &range in accepted {
        days.extend(refused(next, range.start().plus(-1)));
        days.push(DecidedDays { range, accepted: true });
        next = range.end().plus(1);
    }
    days.extend(refused(next, asked.end()));
    days
}

fn refused(start: Day, end: Day) -> Option<DecidedDays> {
    DayRange::new(start, end).map(|range| DecidedDays { range, accepted: false })
}

#[cfg(test)]
mod tests {
    use super::{DecidedDays, ranges_text, read_ranges, split};
    use crate::day::{Day, DayRange};

    fn range(start: &str, end: &str) -> DayRange {
        DayRange::new(Day::parse(start).unwrap(), Day::parse(end).unwrap()).unwrap()
    }

    fn shown(days: &[DecidedDays]) -> Vec<String> {
        days.iter().map(|days| format!("{}{}", if days.accepted { '+' } else { '-' }, String::from(days.range))).collect()
    }

    #[test]
    fn b10_accepted_days_are_read_as_written_in_any_order_and_never_twice() {
        let typed = "le 15/02/2026 ; du 01/02/2026 au 10/02/2026;";
        let read = read_ranges(typed).unwrap();
        assert_eq!(ranges_text(&read), "01/02/2026 - 10/02/2026; 15/02/2026");
        assert_eq!(read_ranges(&ranges_text(&read)), Some(read));
        assert_eq!(read_ranges(" ; "), Some(Vec::new()));
        for bad in ["01/02/2026 - 31/02/2026", "10/02/2026 - 01/02/2026", "01/02/2026 - 10/02/2026; 10/02/2026", "a", "1 2 3", "<script>"] {
            assert_eq!(read_ranges(bad), None, "{bad}");
        }
    }

    #[test]
    fn b10_each_day_is_accepted_or_refused_once_over_leap_days_and_year_ends() {
        let leap = range("2024-02-27", "2024-03-02");
        assert_eq!(
            shown(&split(leap, &[range("2024-02-29", "2024-02-29")])),
            ["-2024-02-27/2024-02-28", "+2024-02-29/2024-02-29", "-2024-03-01/2024-03-02"]
        );
        let year = range("2025-12-30", "2026-01-02");
        assert_eq!(shown(&split(year, &[range("2025-12-30", "2025-12-31")])), ["+2025-12-30/2025-12-31", "-2026-01-01/2026-01-02"]);
        assert_eq!(shown(&split(year, &[year])), ["+2025-12-30/2026-01-02"]);
        assert_eq!(shown(&split(year, &[])), ["-2025-12-30/2026-01-02"]);
        for asked in [leap, year] {
            let days: i64 =
                split(asked, &[range(&asked.start().plus(1).iso(), &asked.start().plus(1).iso())]).iter().map(|d| d.range.days()).sum();
            assert_eq!(days, asked.days());
        }
    }
}
