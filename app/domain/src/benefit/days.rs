//! Which days of a stop are payable, and why the others are not (domain.md 5.1, 5.4).
use super::check::{BenefitError, disjoint};
use crate::day::{Day, DayRange};
use crate::month::Month;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the contract says of the days it pays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// Days without benefit at the start of a stop (« franchise »).
    pub waiting_days: u32,
    /// First day of cover; `None` when every day is late enough.
    pub from: Option<Day>,
    /// Last day of cover: the first on which the contract, the member's place in it or the loan ends.
    pub to: Option<Day>,
    /// Nothing is paid from the birthday of that age on.
    pub age_limit: Option<u8>,
    /// Longest time a stop is paid, in days.
    pub max_days: Option<u32>,
}

/// What is known of the stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// First day of the first stop of the dossier: the waiting period counts from here. No day before it is payable.
    pub first_day: Day,
    /// The accepted days, in whatever order; no day twice. Refused days are not among them.
    pub accepted: Vec<DayRange>,
    /// Birth date of the insured, for the age limit.
    pub birth_date: Option<Day>,
    /// It is a relapse inside the window: there is no second waiting period
    /// ([`is_relapse`](super::BenefitRules::is_relapse)).
    pub relapse: bool,
    /// Days paid earlier, which count for the longest time.
    pub days_already_paid: u32,
}

/// Whether an accepted day is payable, or the first reason why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is.
    Payable,
    /// In the waiting period.
    Waiting,
    /// Before the cover begins.
    BeforeCover,
    /// After the cover has ended.
    AfterCover,
    /// The insured has reached the age limit.
    AgeLimit,
    /// The longest time is used up.
    MaxDays,
    /// The employer keeps paying all that is insured of the pay: nothing is to be completed.
    FullPay,
    /// Others pay all that the employer does not.
    PaidByOthers,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 8] = [
        Self::Payable,
        Self::Waiting,
        Self::BeforeCover,
        Self::AfterCover,
        Self::AgeLimit,
        Self::MaxDays,
        Self::FullPay,
        Self::PaidByOthers,
    ];

    /// Key of its words in the Fluent files.
    pub fn words_key(self) -> &'static str {
        match self {
            Self::Payable => "benefit-day-payable",
            Self::Waiting => "benefit-day-waiting",
            Self::BeforeCover => "benefit-day-before-cover",
            Self::AfterCover => "benefit-day-after-cover",
            Self::AgeLimit => "benefit-day-age-limit",
            Self::MaxDays => "benefit-day-max-days",
            Self::FullPay => "benefit-day-full-pay",
            Self::PaidByOthers => "benefit-day-paid-by-others",
        }
    }
}

/// Accepted days in a row of the same standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spell {
    /// The days.
    pub range: DayRange,
    /// What becomes of them.
    pub standing: Standing,
}

impl Cover {
    /// Last day of the waiting period; the eve of the stop when there is none.
    pub fn waiting_end(&self, stop: &Stop) -> Day {
        stop.first_day.plus(self.waiting(stop) - 1)
    }

    /// Its last day, where days of a stop are left out because they come after it.
    pub fn ended(&self, spells: &[Spell]) -> Option<Day> {
        self.to.filter(|_| spells.iter().any(|spell| spell.standing == Standing::AfterCover))
    }

    fn waiting(&self, stop: &Stop) -> i64 {
        if stop.relapse { 0 } else { i64::from(self.waiting_days) }
    }

    /// What becomes of a day after `paid` others.
    pub(super) fn standing(&self, stop: &Stop, day: Day, paid: u64) -> Standing {
        let birthday = stop.birth_date.zip(self.age_limit).map(|(birth, age)| birth.years_after(u32::from(age)));
        if day.since(stop.first_day) < self.waiting(stop) {
            Standing::Waiting
        } else if self.from.is_some_and(|from| day < from) {
            Standing::BeforeCover
        } else if self.to.is_some_and(|to| day > to) {
            Standing::AfterCover
        } else if birthday.is_some_and(|birthday| day >= birthday) {
            Standing::AgeLimit
        } else if self.max_days.is_some_and(|max| paid >= u64::from(max)) {
            Standing::MaxDays
        } else {
            Standing::Payable
        }
    }
}

/// Every accepted day once, in order, with what becomes of it.
///
/// # Errors
/// When a day is accepted twice.
pub fn spells(cover: &Cover, stop: &Stop) -> Result<Vec<Spell>, BenefitError> {
    let mut paid = u64::from(stop.days_already_paid);
    let mut days: Vec<(Day, Standing)> = Vec::new();
    for day in disjoint(stop.accepted.iter().copied())?.into_iter().flat_map(DayRange::each_day) {
        let standing = cover.standing(stop, day, paid);
        paid += u64::from(standing == Standing::Payable);
        days.push((day, standing));
    }
    let in_a_row = |one: &(Day, Standing), next: &(Day, Standing)| one.0.plus(1) == next.0 && one.1 == next.1;
    Ok(days.chunk_by(in_a_row).filter_map(spell).collect())
}

fn spell(days: &[(Day, Standing)]) -> Option<Spell> {
    let (first, last) = days.first().zip(days.last())?;
    DayRange::new(first.0, last.0).map(|range| Spell { range, standing: first.1 })
}

/// The payable ones, in order.
pub(super) fn payable(spells: &[Spell]) -> impl Iterator<Item = DayRange> {
    spells.iter().filter(|spell| spell.standing == Standing::Payable).map(|spell| spell.range)
}

/// How many of these days lie in each month.
pub(super) fn by_month(ranges: impl Iterator<Item = DayRange>) -> BTreeMap<Month, i64> {
    let mut months: BTreeMap<Month, i64> = BTreeMap::new();
    for day in ranges.flat_map(DayRange::each_day) {
        *months.entry(Month::of(day)).or_default() += 1;
    }
    months
}
