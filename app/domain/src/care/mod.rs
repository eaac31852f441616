//! « Réclamations de soins de santé » (D-18, X-27): one more kind of claim, made of expenses instead of periods.
mod expense;
mod review;
mod rules;

pub use expense::{Expense, ExpenseForm, MAX_WHOM, claimed};
pub use review::{Finding, Verdict, review};
pub use rules::CareRules;
