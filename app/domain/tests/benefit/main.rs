//! What stops pay (B-11): the golden cases, properties on random stops, and the derivation in words.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]
mod golden;
mod properties;
mod rules;

use domain::benefit::{Cover, IncomeLosses, LoanMode, LoanTerms, Stop};
use domain::day::{Day, DayRange};
use domain::money::{Cents, Share};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn range(start: &str, end: &str) -> DayRange {
    DayRange::new(day(start), day(end)).unwrap()
}

fn share(basis_points: u32) -> Share {
    Share::try_from(basis_points).unwrap()
}

/// 231,40 € due on the 5th, half of it insured.
fn half(mode: LoanMode) -> LoanTerms {
    LoanTerms { mode, instalment: Cents(23_140), quotity: share(5000), due_day: 5, losses: IncomeLosses::default() }
}

/// 90 days of waiting and no limit.
fn ninety() -> Cover {
    Cover { waiting_days: 90, ..Cover::default() }
}

/// A first stop of these days.
fn stop(accepted: &[DayRange]) -> Stop {
    Stop {
        first_day: accepted.iter().map(|range| range.start()).min().unwrap(),
        accepted: accepted.to_vec(),
        birth_date: None,
        relapse: false,
        days_already_paid: 0,
    }
}
