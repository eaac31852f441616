//! One expense: as typed, and right.
use super::CareRules;
use crate::{
    claim::Line,
    day::Day,
    form::{FieldError, given_back, keep, one_line},
    money::{Cents, Currency},
};
use serde::{Deserialize, Serialize};

/// Longest name of whom the care was for, in characters.
pub const MAX_WHOM: usize = 60;

/// Characters shown back of what is no date and no amount.
const SHOWN: usize = 20;

/// One line as typed. Kept in the draft even when wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExpenseForm {
    /// Day of the care.
    pub day: String,
    /// Kind of care, one of the insurer's list.
    pub kind: String,
    /// Whom it was for: the member, or somebody of theirs.
    pub whom: String,
    /// What was paid.
    pub paid: String,
    /// What somebody else has paid back of it; nothing where nobody has.
    pub reimbursed: String,
}

/// One expense, right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expense {
    /// Day of the care.
    pub day: Day,
    /// Kind of care, as named by the insurer's list.
    pub kind: String,
    /// Whom it was for.
    pub whom: String,
    /// What was paid, above 0.
    pub paid: Cents,
    /// What somebody else has paid back of it, from 0 to all of it.
    pub reimbursed: Cents,
}

/// What is left to be claimed of these expenses.
pub fn claimed(expenses: &[Expense]) -> Cents {
    expenses.iter().map(|one| Cents(one.paid.0 - one.reimbursed.0)).sum()
}

impl Line for ExpenseForm {
    /// The kind of care does not count: a list may come with a choice made.
    fn is_blank(&self) -> bool {
        [&self.day, &self.whom, &self.paid, &self.reimbursed].iter().all(|text| text.trim().is_empty())
    }
}

impl ExpenseForm {
    /// Reads the line; each field that is missing or wrong is named.
    ///
    /// # Errors
    /// What is wrong, in the order of the form.
    pub fn read(&self, rules: &CareRules, currency: Currency, today: Day) -> Result<Expense, Vec<FieldError>> {
        let mut errors = Vec::new();
        let day = keep(&mut errors, self.read_day(rules, today));
        let kind = keep(&mut errors, self.read_kind(rules));
        let whom = keep(&mut errors, self.read_whom());
        let paid = keep(&mut errors, self.read_paid(rules, currency));
        let reimbursed = keep(&mut errors, self.read_reimbursed(paid, currency));
        match (day, kind, whom, paid, reimbursed) {
            (Some(day), Some(kind), Some(whom), Some(paid), Some(reimbursed)) => Ok(Expense { day, kind, whom, paid, reimbursed }),
            _ => Err(errors),
        }
    }

    /// A day in the calendar, not to come, and not too long ago.
    fn read_day(&self, rules: &CareRules, today: Day) -> Result<Day, FieldError> {
        if self.day.trim().is_empty() {
            return Err(FieldError::new("day", "care-missing-day"));
        }
        let day = Day::parse(&self.day).ok_or_else(|| typed("day", "care-bad-day", &self.day))?;
        let oldest = rules.oldest(today);
        if day > today {
            let error = FieldError::new("day", "care-day-in-future");
            return Err(error.with("day", day.to_string()).with("today", today.to_string()));
        }
        if day < oldest {
            let error = FieldError::new("day", "care-day-too-old");
            return Err(error.with("day", day.to_string()).with("oldest", oldest.to_string()));
        }
        Ok(day)
    }

    fn read_kind(&self, rules: &CareRules) -> Result<String, FieldError> {
        let code = if self.kind.trim().is_empty() { "care-missing-kind" } else { "care-unknown-kind" };
        rules.kinds.iter().find(|kind| **kind == self.kind).cloned().ok_or_else(|| FieldError::new("kind", code))
    }

    fn read_whom(&self) -> Result<String, FieldError> {
        if self.whom.trim().is_empty() {
            return Err(FieldError::new("whom", "care-missing-whom"));
        }
        let whom = one_line(&self.whom).filter(|whom| whom.chars().count() <= MAX_WHOM);
        whom.ok_or_else(|| FieldError::new("whom", "care-bad-whom").with("max", MAX_WHOM.to_string()))
    }

    fn read_paid(&self, rules: &CareRules, currency: Currency) -> Result<Cents, FieldError> {
        if self.paid.trim().is_empty() {
            return Err(FieldError::new("paid", "care-missing-paid"));
        }
        let paid = Cents::parse(&self.paid).ok_or_else(|| typed("paid", "care-bad-amount", &self.paid))?;
        if paid.0 == 0 {
            return Err(FieldError::new("paid", "care-nothing-paid"));
        }
        if paid > rules.most() {
            let error = FieldError::new("paid", "care-paid-too-high");
            return Err(error.with("paid", paid.worded(currency)).with("max", rules.most().worded(currency)));
        }
        Ok(paid)
    }

    /// Nothing, or an amount up to what was paid, where that is known.
    fn read_reimbursed(&self, paid: Option<Cents>, currency: Currency) -> Result<Cents, FieldError> {
        if self.reimbursed.trim().is_empty() {
            return Ok(Cents(0));
        }
        let back = Cents::parse(&self.reimbursed).ok_or_else(|| typed("reimbursed", "care-bad-amount", &self.reimbursed))?;
        match paid {
            Some(paid) if back > paid => {
                let error = FieldError::new("reimbursed", "care-reimbursed-too-high");
                Err(error.with("reimbursed", back.worded(currency)).with("paid", paid.worded(currency)))
            }
            _ => Ok(back),
        }
    }
}

/// An error whose sentence shows what was typed, cut short.
fn typed(field: &str, code: &str, text: &str) -> FieldError {
    FieldError::new(field, code).with("typed", given_back(text.trim(), SHOWN))
}
