//! The small calendar: the days of a stop at a glance, and the same as lines of text for those who do not see it.
use super::form::PeriodForm;
use super::model::{KnownState, Situation};
use super::review::{UNREADABLE, gap_to_confirm};
use crate::day::{Day, DayRange};
use chrono::{Datelike, Months};
use serde::{Deserialize, Serialize};

/// Most months drawn.
const MONTHS_DRAWN: u32 = 6;
/// Most months drawn after today's, for a stop that goes on.
const MONTHS_AHEAD: u32 = 2;
const LABELS: [&str; 12] = ["Janv.", "Févr.", "Mars", "Avr.", "Mai", "Juin", "Juil.", "Août", "Sept.", "Oct.", "Nov.", "Déc."];

/// What is known of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayState {
    /// Paid.
    Paid,
    /// Accepted, not paid.
    Accepted,
    /// Handed in earlier, not decided.
    Sent,
    /// In the request at hand.
    Declared,
    /// Handed in and not refused, in the waiting period: covered, never paid.
    Waiting,
    /// Handed in earlier and refused.
    Refused,
    /// Not covered, between the first known day and today: to be declared.
    Missing,
    /// Nothing to say.
    None,
}

impl DayState {
    /// Every state, in the order of the legend.
    pub const ALL: [Self; 8] =
        [Self::Paid, Self::Accepted, Self::Sent, Self::Declared, Self::Waiting, Self::Refused, Self::Missing, Self::None];

    /// The word of `data-s` in the style sheet; its label is `period-state-` followed by it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paye",
            Self::Accepted => "accepte",
            Self::Sent => "transmis",
            Self::Declared => "declare",
            Self::Waiting => "franchise",
            Self::Refused => "refuse",
            Self::Missing => "a-declarer",
            Self::None => "aucun",
        }
    }
}

/// The calendar: months as drawn, and the lines that say the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strip {
    /// At most six months, in order.
    pub months: Vec<Month>,
    /// Days in a row with the same state, in order; those that touch the months drawn.
    pub lines: Vec<Line>,
}

/// One month as drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// « Févr. »
    pub label: String,
    /// Its year, told where the strip changes year.
    pub year: i32,
    /// Its days, from the 1st.
    pub days: Vec<DayCell>,
}

/// One day as drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCell {
    /// Day of the month.
    pub number: u32,
    /// What is known of it.
    pub state: DayState,
    /// Whether it is today.
    pub today: bool,
}

/// Days in a row with the same state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The days.
    pub range: DayRange,
    /// Their state.
    pub state: DayState,
}

/// Draws the stop with the rows of the request at hand; rows whose dates are wrong are left out. The days of `waiting` that are known
/// are told as such.
pub fn strip(situation: &Situation, rows: &[PeriodForm], waiting: Option<DayRange>) -> Strip {
    let lines = lines(situation, rows.get(..UNREADABLE).unwrap_or(rows), waiting);
    let today = situation.today;
    let last = lines.last().map_or(today, |line| line.range.end()).clamp(today, months_after(today, MONTHS_AHEAD));
    let earliest = month_start(last).0.checked_sub_months(Months::new(MONTHS_DRAWN - 1)).map_or(today, Day);
    let first = month_start(lines.first().map_or(today, |line| line.range.start().min(today)).max(earliest));
    let months = (0..MONTHS_DRAWN).map(|n| months_after(first, n)).take_while(|month| *month <= last);
    let months = months.map(|month| draw(month, today, &lines)).collect();
    Strip { months, lines: lines.into_iter().filter(|line| line.range.end() >= first).collect() }
}

fn draw(month: Day, today: Day, lines: &[Line]) -> Month {
    let days = (0..31).map(|n| month.plus(n)).take_while(|day| day.0.month() == month.0.month());
    let cell = |day: Day| DayCell {
        number: day.0.day(),
        state: lines.iter().find(|line| line.range.contains(day)).map_or(DayState::None, |line| line.state),
        today: day == today,
    };
    let label = LABELS.get(month.0.month0() as usize).copied().unwrap_or_default();
    Month { label: label.to_owned(), year: month.0.year(), days: days.map(cell).collect() }
}

/// Cuts time where something changes and says what each piece is.
fn lines(situation: &Situation, rows: &[PeriodForm], waiting: Option<DayRange>) -> Vec<Line> {
    let painted = painted(situation, rows, waiting);
    let Some(first) = painted.iter().filter(|(_, state)| *state != DayState::None).map(|(range, _)| range.start()).min() else {
        return Vec::new();
    };
    let mut cuts: Vec<Day> = painted.iter().flat_map(|(range, _)| [range.start(), range.end().plus(1)]).collect();
    cuts.push(situation.today);
    cuts.retain(|cut| *cut >= first);
    cuts.sort_unstable();
    cuts.dedup();
    let mut lines: Vec<Line> = Vec::new();
    for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
        let Some(range) = DayRange::new(*start, end.plus(-1)) else { continue };
        let found = painted.iter().find(|(range, _)| range.contains(*start)).map(|(_, state)| *state);
        let state = found.unwrap_or(if *start < situation.today { DayState::Missing } else { DayState::None });
        match lines.last_mut() {
            Some(last) if last.state == state && last.range.end().plus(1) == *start => {
                last.range = DayRange::new(last.range.start(), range.end()).unwrap_or(last.range);
            }
            _ if state == DayState::None => {}
            _ => lines.push(Line { range, state }),
        }
    }
    lines
}

/// Ranges with their state, what wins first: those that wait, paid, accepted, handed in, declared here, refused, then the days that need
/// no declaring.
fn painted(situation: &Situation, rows: &[PeriodForm], waiting: Option<DayRange>) -> Vec<(DayRange, DayState)> {
    let waits = situation.live().filter_map(|known| Some((known.range.shared(waiting?)?, DayState::Waiting)));
    let known = |state| situation.known.iter().map(|known| (known.range, day_state(known.state))).filter(move |(_, s)| *s == state);
    let declared = rows.iter().filter_map(PeriodForm::range).map(|range| (range, DayState::Declared));
    let standing = waits.chain(known(DayState::Paid)).chain(known(DayState::Accepted)).chain(known(DayState::Sent));
    let mut painted: Vec<_> = standing.chain(declared).chain(known(DayState::Refused)).collect();
    let quiet = situation.previous_stops.iter().copied().chain(worked(situation, rows, &painted));
    let quiet: Vec<_> = quiet.map(|range| (range, DayState::None)).collect();
    painted.extend(quiet);
    painted
}

fn day_state(state: KnownState) -> DayState {
    match state {
        KnownState::Paid => DayState::Paid,
        KnownState::Accepted => DayState::Accepted,
        KnownState::Sent => DayState::Sent,
        KnownState::Refused => DayState::Refused,
    }
}

/// Days worked: confirmed gaps, and from a resumption to the next period or to today.
fn worked(situation: &Situation, rows: &[PeriodForm], painted: &[(DayRange, DayState)]) -> Vec<DayRange> {
    let confirmed = (0..rows.len()).filter_map(|index| {
        let gap = gap_to_confirm(situation, rows, index)?;
        rows.get(index)?.confirms(gap).then_some(gap)
    });
    let resumed = rows.iter().filter(|row| row.has_resumed() == Some(true)).filter_map(|row| Day::parse(&row.resumed_on));
    let from_resumption = resumed.chain(situation.work_resumed_on).filter_map(|back| {
        let next = painted.iter().map(|(range, _)| range.start()).filter(|start| *start > back).min();
        DayRange::new(back, next.map_or(situation.today, |next| next.plus(-1)))
    });
    confirmed.chain(from_resumption).collect()
}

fn months_after(day: Day, months: u32) -> Day {
    day.0.checked_add_months(Months::new(months)).map_or(day, Day)
}

fn month_start(day: Day) -> Day {
    day.0.with_day(1).map_or(day, Day)
}
