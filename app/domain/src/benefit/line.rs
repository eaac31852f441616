//! One line of what a stop pays.
use super::formula::Formula;
use crate::day::{Day, DayRange};
use crate::money::Cents;
use crate::month::Month;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a line pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Due {
    /// The instalment due on that day.
    On(Day),
    /// The payable days of that month.
    In(Month),
    /// These days with the same pay.
    Days(DayRange),
}

impl Due {
    /// The month it belongs to, or begins in.
    pub fn month(self) -> Month {
        match self {
            Self::On(day) => Month::of(day),
            Self::In(month) => month,
            Self::Days(range) => Month::of(range.start()),
        }
    }

    /// Whether it is for some of these days.
    pub fn falls_in(self, days: DayRange) -> bool {
        match self {
            Self::On(day) => days.contains(day),
            Self::In(month) => Month::of(days.start()) <= month && month <= Month::of(days.end()),
            Self::Days(range) => range.overlaps(days),
        }
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => day.fmt(f),
            Self::In(month) => month.fmt(f),
            Self::Days(range) => range.fmt(f),
        }
    }
}

/// One instalment, one month's part of it, or some days beside reduced pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenefitLine {
    /// Which.
    pub due: Due,
    /// What is paid; 0 where nothing of the loan is insured.
    pub amount: Cents,
    /// How that came about, in order.
    pub formulas: Vec<Formula>,
}
