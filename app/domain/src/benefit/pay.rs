//! What completes the pay that an employer keeps paying in part (domain.md 5.2). Public pay counts every month as 30 days.
use super::check::{BenefitError, amounts, disjoint};
use super::days::{Standing, by_month};
use super::formula::Formula;
use super::paid::PaidTerms;
use crate::day::DayRange;
use crate::money::{Cents, Share, half_up};
use crate::month::Month;
use serde::{Deserialize, Serialize};
use std::iter;

/// Days of every month.
const MONTH_DAYS: i64 = 30;

/// What the contract says of the pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayTerms {
    /// Monthly pay that is insured.
    pub reference: Cents,
    /// Part of it that is guaranteed.
    pub rate: Share,
}

/// Accepted days with the same pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayPeriod {
    /// The days.
    pub range: DayRange,
    /// Part of the insured pay that the employer keeps paying; the contract says what « Plein traitement » and
    /// « Demi-traitement » stand for.
    pub kept: Share,
    /// What others pay for one day.
    pub other_daily: Cents,
}

/// What one period pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayLine {
    /// Its days.
    pub range: DayRange,
    /// Their number as public pay counts them.
    pub days: i64,
    /// What one of them pays; never under 0.
    pub daily: Cents,
    /// What all of them pay.
    pub amount: Cents,
    /// How that came about, in order.
    pub formulas: Vec<Formula>,
}

/// What a stop pays beside the pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayBenefit {
    /// One line for each period, in the order given.
    pub lines: Vec<PayLine>,
}

impl PayBenefit {
    /// Sum of the lines.
    pub fn total(&self) -> Cents {
        self.lines.iter().map(|line| line.amount).sum()
    }
}

/// What completes the pay of these periods. They are payable days: where the contract has limits, see [`spells`](super::spells).
///
/// # Errors
/// When a day is in two periods or an amount is none.
pub fn pay_benefit(terms: &PayTerms, periods: &[PayPeriod]) -> Result<PayBenefit, BenefitError> {
    amounts(iter::once(terms.reference).chain(periods.iter().map(|period| period.other_daily)))?;
    disjoint(periods.iter().map(|period| period.range))?;
    Ok(PayBenefit { lines: periods.iter().map(|period| terms.line(*period)).collect() })
}

impl PayTerms {
    fn line(&self, PayPeriod { range, kept, other_daily: other }: PayPeriod) -> PayLine {
        let &Self { reference, rate } = self;
        let months: Vec<(Month, i64)> = by_month(iter::once(range)).into_iter().map(counted).collect();
        let days: i64 = months.iter().map(|(_, days)| days).sum();
        let daily = self.daily(kept, other);
        let amount = Cents(daily.0 * days);
        let formulas = vec![
            Formula::Count { months, days },
            Formula::Daily { reference, rate, kept, other, daily },
            Formula::Days { days, daily, amount },
        ];
        PayLine { range, days, daily, amount, formulas }
    }

    /// The same with the figures that these days were paid with, where they were.
    pub(super) fn as_paid(&self, days: DayRange, paid: &PaidTerms) -> Self {
        let (reference, rate) = paid.of_days(days).unwrap_or((self.reference, self.rate));
        Self { reference, rate }
    }

    /// Whether the pay of that period lacks anything.
    pub(super) fn completes(&self, period: PayPeriod) -> bool {
        self.daily(period.kept, period.other_daily) > Cents(0)
    }

    /// Why nothing of that period is completed: the employer keeps enough, or others pay what it does not.
    pub(super) fn why_complete(&self, period: PayPeriod) -> Standing {
        let lacks = self.completes(PayPeriod { other_daily: Cents(0), ..period });
        if lacks { Standing::PaidByOthers } else { Standing::FullPay }
    }

    /// What one day completes: rounded once, then multiplied (golden case B055).
    fn daily(&self, kept: Share, other: Cents) -> Cents {
        let missing = i128::from(self.rate.basis_points()) - i128::from(kept.basis_points());
        let of_month = i128::from(Share::WHOLE) * i128::from(MONTH_DAYS);
        let dividend = i128::from(self.reference.0) * missing - i128::from(other.0) * of_month;
        half_up(dividend.max(0), of_month)
    }
}

/// Days of a month as public pay counts them: a whole month is 30, part of one its own days, 30 at most.
fn counted((month, days): (Month, i64)) -> (Month, i64) {
    let counted = if days == month.days() { MONTH_DAYS } else { days.min(MONTH_DAYS) };
    (month, counted)
}
