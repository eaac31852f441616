//! Payments (B-11 … B-13, C-32): proposed by calculating the whole dossier, approved by a second person where they ask for one, sent with
//! a file for the bank, and settled by what the bank says.
mod approve;
mod course;
mod entity;
mod export;
mod insured;
mod kept;
mod loss;
mod other;
mod owed;
mod payee;
mod prepare;
mod read;
mod relapse;
mod returned;
mod reverse;
mod sepa;
mod settle;
mod stating;
mod tell;

pub use approve::Approving;
pub use export::{Exporting, PaymentFile};
pub(crate) use kept::{are_paid, claims_to_pay, forget_kept, hold_kept, keep_sums};
pub use prepare::Preparing;
pub use read::{DossierPayments, WaitingPayment};
pub use returned::Returning;
pub(crate) use returned::sent_back;
pub use reverse::Reversing;

/// What the seal of a payment's reason is about.
const REASON: &str = "payment reason";
/// What the seal of a file for the bank is about.
const FILE: &str = "payment file";
