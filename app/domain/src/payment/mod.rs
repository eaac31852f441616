//! Paying what a stop comes to (B-11 … B-13, C-32): what is due now for a dossier, who approves it, and what its bank says of it.
mod form;
mod lines;
mod loss;
mod model;
mod other;
mod payee;
mod returned;
mod rules;
mod settle;
mod terms;

pub use form::{PreparationForm, read_reason};
pub use lines::{Cause, PaymentLine, difference, reversed, total};
pub use loss::{IncomeLoss, IncomeLossForm, StatedLosses, lacks_loss};
pub use model::{Payment, PaymentState, may_follow, told};
pub use other::{OtherPay, OtherPayForm};
pub use payee::Payee;
pub use returned::{Returned, read_return};
pub use rules::{Lender, PaymentRules};
pub use settle::Unpaid;
pub use terms::paid_terms;
