//! What the cover of a loan pays: instalments after the waiting period, in full or in proportion (domain.md 5.1).
use super::check::{BenefitError, amounts};
use super::days::{Cover, Spell, Stop, by_month, payable, spells};
use super::formula::Formula;
use super::line::{BenefitLine, Due};
use super::losses::IncomeLosses;
use super::paid::PaidTerms;
use crate::day::{Day, DayRange};
use crate::money::{Cents, Share, half_up};
use crate::month::Month;
use serde::{Deserialize, Serialize};
use std::iter;

/// Days of a month for the proportion, whatever the month.
const MONTH_DAYS: i128 = 30;

/// How the instalments of a stop are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoanMode {
    /// An instalment that falls due on a payable day is paid.
    #[default]
    #[serde(rename = "echeance")]
    DueDate,
    /// Each month pays a thirtieth of an instalment for each payable day, one instalment at most.
    Prorata,
}

/// What is insured of a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanTerms {
    /// How its instalments are counted.
    pub mode: LoanMode,
    /// Monthly instalment.
    pub instalment: Cents,
    /// Part of it that is insured (« quotité »).
    pub quotity: Share,
    /// Day of the month on which it is due, 1 to 31; the last day of a shorter month. The proportion does not look at it.
    pub due_day: u32,
    /// Income lost in each month, which no line exceeds, where the cover makes good a loss (« indemnitaire »).
    pub losses: IncomeLosses,
}

/// What a stop pays on a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanBenefit {
    /// Last day of the waiting period.
    pub waiting_end: Day,
    /// What becomes of each accepted day.
    pub spells: Vec<Spell>,
    /// What is paid, in order, one line a month at most.
    pub lines: Vec<BenefitLine>,
}

impl LoanBenefit {
    /// First day that is paid.
    pub fn first_payable(&self) -> Option<Day> {
        payable(&self.spells).next().map(DayRange::start)
    }

    /// Number of days that are paid.
    pub fn payable_days(&self) -> i64 {
        payable(&self.spells).map(DayRange::days).sum()
    }

    /// Sum of the lines.
    pub fn total(&self) -> Cents {
        self.lines.iter().map(|line| line.amount).sum()
    }
}

/// What the accepted days of a stop pay on a loan.
///
/// # Errors
/// When a day is accepted twice, an amount is none, or there is no such due day.
pub fn loan_benefit(terms: &LoanTerms, cover: &Cover, stop: &Stop) -> Result<LoanBenefit, BenefitError> {
    loan_benefit_after(terms, &PaidTerms::default(), cover, stop)
}

/// The same where some of it was paid already, with those figures.
///
/// # Errors
/// As [`loan_benefit`].
pub(super) fn loan_benefit_after(terms: &LoanTerms, paid: &PaidTerms, cover: &Cover, stop: &Stop) -> Result<LoanBenefit, BenefitError> {
    terms.check()?;
    let spells = spells(cover, stop)?;
    let line = |(month, days)| terms.as_paid(month, paid).line(month, days, &spells);
    let lines = by_month(payable(&spells)).into_iter().filter_map(line).collect();
    Ok(LoanBenefit { waiting_end: cover.waiting_end(stop), spells, lines })
}

impl LoanTerms {
    fn check(&self) -> Result<(), BenefitError> {
        amounts(iter::once(self.instalment).chain(self.losses.amounts()))?;
        if (1..=31).contains(&self.due_day) { Ok(()) } else { Err(BenefitError::DueDay(self.due_day)) }
    }

    /// What falls due in that month.
    fn due(&self, month: Month) -> Due {
        match self.mode {
            LoanMode::DueDate => Due::On(month.day(self.due_day)),
            LoanMode::Prorata => Due::In(month),
        }
    }

    /// The same with the figures that what falls due in that month was paid with, where it was.
    fn as_paid(&self, month: Month, paid: &PaidTerms) -> Self {
        let (instalment, quotity) = paid.of_due(self.due(month)).unwrap_or((self.instalment, self.quotity));
        Self { instalment, quotity, ..self.clone() }
    }

    /// The line of a month with so many payable days; `None` when its due date is none of them.
    fn line(&self, month: Month, days: i64, spells: &[Spell]) -> Option<BenefitLine> {
        let &Self { mode, instalment, quotity, .. } = self;
        let product = i128::from(instalment.0) * i128::from(quotity.basis_points());
        let share = half_up(product, i128::from(Share::WHOLE));
        let due = self.due(month);
        let (mut amount, formula) = match mode {
            LoanMode::DueDate => {
                payable(spells).find(|range| due.falls_in(*range))?;
                (share, Formula::Share { instalment, quotity, amount: share })
            }
            LoanMode::Prorata => {
                let amount = half_up(product * i128::from(days), i128::from(Share::WHOLE) * MONTH_DAYS);
                (amount, Formula::Prorata { instalment, quotity, days, amount })
            }
        };
        let mut formulas = vec![formula];
        let loss = self.losses.in_month(month).map(|amount| (amount, Formula::IncomeLoss { amount }));
        for (cap, formula) in iter::once((share, Formula::OneInstalment { amount: share })).chain(loss) {
            if cap < amount {
                amount = cap;
                formulas.push(formula);
            }
        }
        Some(BenefitLine { due, amount, formulas })
    }
}
