//! What a stop pays (domain.md 5.1, 5.2, 5.4; R-27): the instalments of a loan after the waiting period, or what completes reduced pay.
//! Every figure comes with the formulas that made it, so that member and handler read the same derivation (B-11).
mod check;
mod countdown;
mod days;
mod formula;
mod insured;
mod line;
mod loan;
mod losses;
mod paid;
mod pay;
mod rules;

pub use check::BenefitError;
pub use countdown::Countdown;
pub use days::{Cover, Spell, Standing, Stop, spells};
pub use formula::Formula;
pub use insured::{Benefit, Insured};
pub use line::{BenefitLine, Due};
pub use loan::{LoanBenefit, LoanMode, LoanTerms, loan_benefit};
pub use losses::IncomeLosses;
pub use paid::PaidTerms;
pub use pay::{PayBenefit, PayLine, PayPeriod, PayTerms, pay_benefit};
pub use rules::{BenefitRules, KeptPay};
