//! The figures of the contract that the payments of a dossier were calculated with.
use super::{lines::Cause, model::Payment};
use crate::benefit::{Due, Formula, PaidTerms};

/// Of these payments, the oldest first: those that count and that nobody took back.
pub fn paid_terms(payments: &[Payment]) -> PaidTerms {
    let standing = payments.iter().filter(|payment| payment.counts() && payment.reverses.is_none() && !payment.is_reversed);
    PaidTerms::of(standing.flat_map(|payment| &payment.lines).filter_map(|line| derived(&line.cause)))
}

/// What is paid, and how it came about.
fn derived(cause: &Cause) -> Option<(Due, &[Formula])> {
    match cause {
        Cause::Benefit { due, formulas, .. } => Some((*due, formulas.as_slice())),
        Cause::Correction => None,
    }
}

#[cfg(test)]
mod tests {
    use super::paid_terms;
    use crate::{
        benefit::{Due, Formula, PaidTerms},
        day::Day,
        money::{Cents, Share},
        payment::{Cause, Payment, PaymentLine, PaymentState, model::tests::payment as a_payment},
    };

    /// One that paid an instalment of so much in full.
    fn payment(state: PaymentState, instalment: Cents) -> Payment {
        let due = Due::On(Day::parse("2026-01-08").unwrap());
        let formulas = vec![Formula::Share { instalment, quotity: Share::ALL, amount: instalment }];
        let cause = Cause::Benefit { due, owed: instalment, before: Cents(0), formulas, other: None };
        let lines = vec![PaymentLine { cause, amount: instalment }, PaymentLine { cause: Cause::Correction, amount: Cents(1) }];
        Payment { lines, ..a_payment(state) }
    }

    #[test]
    fn b11_b13_what_was_paid_keeps_its_figures_and_what_came_back_or_was_taken_back_keeps_none() {
        use PaymentState::{Approved, Exported, Paid, Prepared, Rejected};
        let keeps = |payment: Payment| paid_terms(&[payment]) != PaidTerms::default();
        assert_eq!(
            [Prepared, Approved, Exported, Paid, Rejected].map(|state| keeps(payment(state, Cents(5)))),
            [true, true, true, true, false]
        );
        assert!(keeps(Payment { reversal_waits: true, ..payment(Paid, Cents(5)) }), "until a second person takes it back");
        assert!(!keeps(Payment { is_reversed: true, ..payment(Paid, Cents(5)) }));
        assert!(!keeps(Payment { reverses: Some("RG-26-000001-8".to_owned()), ..payment(Prepared, Cents(5)) }));
    }
}
