//! Figures for whoever answers for the desk (B-60): how much comes in, how much waits, how long decisions take. They name nobody.
use crate::{
    claim::RequestKind,
    day::{Day, DayRange},
    reconciliation::Reconciliation,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Kinds of request, in the order of all figures by kind.
pub const KINDS: [RequestKind; 3] = RequestKind::ALL;

/// The days that figures are about, today the last of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// 7 days.
    Week,
    /// 30 days.
    #[default]
    Month,
    /// 90 days.
    Quarter,
}

impl Span {
    /// Every span, the shortest first.
    pub const ALL: [Self; 3] = [Self::Week, Self::Month, Self::Quarter];

    /// How many days it has.
    pub const fn days(self) -> u16 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
        }
    }

    /// The span of so many days, as an address writes it; the usual one for anything else.
    pub fn read(text: &str) -> Self {
        Self::ALL.into_iter().find(|span| span.days().to_string() == text).unwrap_or_default()
    }

    /// Its days in parts that a plot can show, oldest first: days, or weeks where there are many. The oldest week may be short.
    pub fn slices(self, today: Day) -> Vec<DayRange> {
        let (days, step) = (i64::from(self.days()), if self == Self::Quarter { 7 } else { 1 });
        let part = |back: i64| DayRange::new(today.plus(1 - (back + step).min(days)), today.plus(-back));
        let mut parts: Vec<DayRange> = (0..days).filter(|back| back % step == 0).filter_map(part).collect();
        parts.reverse();
        parts
    }
}

/// How many decisions took so many « jours ouvrés ».
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits(BTreeMap<u32, u64>);

impl Waits {
    /// Counts so many decisions more that took so many days.
    pub fn add(&mut self, days: u32, decisions: u64) {
        *self.0.entry(days).or_default() += decisions;
    }

    /// Counts those of another part of the time, too.
    pub fn join(&mut self, other: &Self) {
        for (days, decisions) in &other.0 {
            self.add(*days, *decisions);
        }
    }

    /// How many decisions there are.
    pub fn decisions(&self) -> u64 {
        self.0.values().sum()
    }

    /// The least number of days within which so many per cent of them were made; `None` where there are none. 50 gives the median.
    pub fn within(&self, percent: u64) -> Option<u32> {
        let wanted = (self.decisions() * percent).div_ceil(100).max(1);
        let mut made = 0;
        self.0.iter().find_map(|(days, decisions)| {
            made += decisions;
            (made >= wanted).then_some(*days)
        })
    }
}

/// What happened on some days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// Requests received, by kind in the order of [`KINDS`].
    pub received: [u64; KINDS.len()],
    /// Decisions made, those that were put aside since among them.
    pub decided: u64,
    /// Of those, how many came after documents had been asked for.
    pub completed: u64,
    /// Half of the decisions that stand were made within so many « jours ouvrés ».
    pub median: Option<u32>,
    /// Nine out of ten of them were.
    pub ninth: Option<u32>,
}

impl Work {
    /// What was received and decided, and how long the decisions that stand took.
    pub fn of(received: [u64; KINDS.len()], decided: u64, completed: u64, waits: &Waits) -> Self {
        Self { received, decided, completed, median: waits.within(50), ninth: waits.within(90) }
    }

    /// Requests received of any kind.
    pub fn all_received(&self) -> u64 {
        self.received.iter().sum()
    }

    /// Of a hundred decisions, how many needed documents; the nearest whole number, `None` where none was decided.
    pub fn share_completed(&self) -> Option<u64> {
        (self.decided > 0).then(|| (200 * self.completed + self.decided) / (2 * self.decided))
    }
}

/// Dossiers that wait for a decision now, by kind in the order of [`KINDS`] and by age in that of [`crate::claim::QueueAge::ALL`].
pub type Waiting = [[u64; 3]; KINDS.len()];

/// How messages stand that did not leave, by channel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// `mail` or `sms`.
    pub channel: String,
    /// Not tried yet.
    pub waiting: u64,
    /// Tried, and tried again.
    pub retrying: u64,
    /// Given up.
    pub dead: u64,
}

/// All figures of a span.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Which span.
    pub span: Span,
    /// Its parts, oldest first.
    pub parts: Vec<(DayRange, Work)>,
    /// The whole of it.
    pub whole: Work,
    /// What waits now.
    pub waiting: Waiting,
    /// Messages that did not leave, as they are now.
    pub leaving: Vec<Leaving>,
    /// What the last night's count found, once there was one (Y-1).
    pub counted: Option<Reconciliation>,
}

impl Figures {
    /// The days of the span.
    pub fn days(&self) -> Option<DayRange> {
        let (first, last) = (self.parts.first()?.0, self.parts.last()?.0);
        DayRange::new(first.start(), last.end())
    }

    /// Dossiers that wait.
    pub fn in_progress(&self) -> u64 {
        self.waiting.iter().flatten().sum()
    }

    /// Of those, how many wait for longer than the insurer allows itself.
    pub fn late(&self) -> u64 {
        self.waiting.iter().map(|ages| ages[0]).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, Waits, Work};
    use crate::day::Day;

    #[test]
    fn b60_each_day_of_a_span_is_in_one_part_of_it() {
        let today = Day::parse("2026-03-12").unwrap();
        for (span, parts) in Span::ALL.into_iter().zip([7, 30, 13]) {
            let slices = span.slices(today);
            let days: Vec<Day> = slices.iter().flat_map(|slice| slice.each_day()).collect();
            let wanted: Vec<Day> = (0..i64::from(span.days())).rev().map(|back| today.plus(-back)).collect();
            assert_eq!((slices.len(), days), (parts, wanted), "{span:?}");
        }
        assert_eq!(
            ["7", "30", "90", "", "8", "-7"].map(Span::read),
            [Span::Week, Span::Month, Span::Quarter, Span::Month, Span::Month, Span::Month]
        );
    }

    #[test]
    fn b60_a_percentile_is_that_of_the_sorted_list() {
        for list in [vec![4], vec![1, 2], vec![9, 1, 1, 3], (1..=10).collect(), vec![0, 0, 0, 0, 0, 0, 0, 0, 0, 31, 31]] {
            let mut waits = Waits::default();
            let mut sorted: Vec<u32> = list.clone();
            sorted.sort_unstable();
            for days in list {
                waits.add(days, 1);
            }
            for percent in [50, 90] {
                let rank = (sorted.len() * percent).div_ceil(100);
                assert_eq!(waits.within(percent as u64), Some(sorted[rank - 1]), "{sorted:?} {percent}");
            }
        }
        assert_eq!(Waits::default().within(50), None);
    }

    #[test]
    fn b60_a_share_is_rounded_and_none_of_nothing() {
        let share = |completed, decided| Work { decided, completed, ..Work::default() }.share_completed();
        assert_eq!([share(0, 0), share(1, 3), share(2, 3), share(1, 8), share(5, 5)], [None, Some(33), Some(67), Some(13), Some(100)]);
    }
}
