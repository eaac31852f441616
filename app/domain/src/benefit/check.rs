//! What can never be calculated with: days that would be paid twice, and figures that are none.
use crate::{day::DayRange, money::Cents};

/// No amount of a contract comes near it, and sums of such amounts still fit.
const MAX_CENTS: i64 = 1_000_000_000_000;

/// Why nothing is calculated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BenefitError {
    /// Two ranges share a day, which would be paid twice; this is the later one.
    #[error("days of {} to {} are there twice", .range.start().iso(), .range.end().iso())]
    Overlap {
        /// Its days.
        range: DayRange,
    },
    /// An amount under 0, or larger than any contract's; in cents.
    #[error("{0} cents is no amount of a contract")]
    Amount(i64),
    /// No month has such a day.
    #[error("no month has a day {0} on which an instalment falls due")]
    DueDay(u32),
}

/// These ranges in order.
///
/// # Errors
/// When two share a day.
pub(super) fn disjoint(ranges: impl Iterator<Item = DayRange>) -> Result<Vec<DayRange>, BenefitError> {
    let mut sorted: Vec<DayRange> = ranges.collect();
    sorted.sort_unstable();
    let twice = sorted.iter().zip(sorted.iter().skip(1)).find(|(one, next)| one.overlaps(**next));
    match twice {
        Some((_, next)) => Err(BenefitError::Overlap { range: *next }),
        None => Ok(sorted),
    }
}

/// Refuses amounts that no contract holds.
pub(super) fn amounts(amounts: impl IntoIterator<Item = Cents>) -> Result<(), BenefitError> {
    let wrong = amounts.into_iter().find(|amount| !(0..=MAX_CENTS).contains(&amount.0));
    wrong.map_or(Ok(()), |amount| Err(BenefitError::Amount(amount.0)))
}
