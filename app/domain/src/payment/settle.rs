//! What the fate of payments makes of the requests they are for (domain.md 4.3): one is paid when nothing of its days is left to pay.
use super::{
    lines::{PaymentLine, total},
    model::Payment,
};
use crate::{benefit::Due, claim::RequestState, day::DayRange, money::Cents};
use std::collections::BTreeSet;

/// What of a dossier is not paid yet: owed still, or in a payment whose end is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unpaid(BTreeSet<Due>);

impl Unpaid {
    /// Of what is owed and of all payments of the dossier. Where what was paid in excess makes up for what is owed, nothing is.
    pub fn of(owed: &[PaymentLine], payments: &[Payment]) -> Self {
        let is_owed = total(owed) > Cents(0);
        let owed = owed.iter().filter(|line| is_owed && line.amount > Cents(0));
        let under_way = payments.iter().filter(|payment| payment.is_under_way()).flat_map(|payment| &payment.lines);
        Self(owed.chain(under_way).filter_map(PaymentLine::due).collect())
    }

    /// Whether all is paid.
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// Where a request stands of which these days are accepted.
    pub fn settles(&self, state: RequestState, days: &[DayRange]) -> RequestState {
        let left = || self.0.iter().any(|due| days.iter().any(|range| due.falls_in(*range)));
        match state {
            RequestState::Accepted | RequestState::Paid if left() => RequestState::Accepted,
            RequestState::Accepted | RequestState::Paid => RequestState::Paid,
            state => state,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Unpaid;
    use crate::{
        benefit::Due,
        claim::RequestState,
        day::{Day, DayRange},
        money::Cents,
        month::Month,
        payment::{Cause, Payment, PaymentLine, PaymentState, model::tests::payment as a_payment},
    };

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn days(start: &str, end: &str) -> DayRange {
        DayRange::new(day(start), day(end)).unwrap()
    }

    fn line(due: Due, cents: i64) -> PaymentLine {
        let cause = Cause::Benefit { due, owed: Cents(cents), before: Cents(0), formulas: Vec::new(), other: None };
        PaymentLine { cause, amount: Cents(cents) }
    }

    fn payment(state: PaymentState, due: Due) -> Payment {
        Payment { lines: vec![line(due, 100)], ..a_payment(state) }
    }

    /// Whether a request of February, and one of March, are paid.
    fn paid(owed: &[PaymentLine], payments: &[Payment]) -> [bool; 2] {
        let unpaid = Unpaid::of(owed, payments);
        let state = |range: DayRange| unpaid.settles(RequestState::Accepted, &[range]);
        [days("2026-02-01", "2026-02-28"), days("2026-03-01", "2026-03-12")].map(|range| state(range) == RequestState::Paid)
    }

    #[test]
    fn b12_a_request_is_paid_when_nothing_of_its_days_is_owed_or_under_way() {
        let (february, march) = (Due::On(day("2026-02-05")), Due::On(day("2026-03-05")));
        assert_eq!(paid(&[], &[payment(PaymentState::Paid, february)]), [true, true]);
        assert_eq!(paid(&[line(february, 100)], &[payment(PaymentState::Rejected, february)]), [false, true]);
        for state in [PaymentState::Prepared, PaymentState::Approved, PaymentState::Exported] {
            assert_eq!(paid(&[], &[payment(PaymentState::Paid, march), payment(state, february)]), [false, true], "{state:?}");
            let reversed = Payment { is_reversed: true, ..payment(state, february) };
            let counter = Payment { reverses: Some("RG-26-000001-8".to_owned()), ..payment(state, february) };
            assert_eq!(paid(&[], &[reversed, counter]), [true, true], "{state:?}");
        }
        assert_eq!(paid(&[line(february, 100), line(march, -100)], &[]), [true, true], "one makes up for the other");
        assert_eq!(paid(&[line(february, 101), line(march, -100)], &[]), [false, true]);
    }

    #[test]
    fn b12_a_months_part_concerns_every_request_of_that_month_and_reduced_pay_those_of_its_days() {
        let month = |text: &str| Due::In(Month::try_from(text.to_owned()).unwrap());
        assert_eq!(paid(&[line(month("2026-02"), 1)], &[]), [false, true]);
        assert_eq!(paid(&[line(month("2026-04"), 1)], &[]), [true, true]);
        assert_eq!(paid(&[line(Due::Days(days("2026-02-28", "2026-03-01")), 1)], &[]), [false, false]);
        assert_eq!(paid(&[line(Due::Days(days("2026-03-12", "2026-03-13")), 1)], &[]), [true, false]);
        let correction = PaymentLine { cause: Cause::Correction, amount: Cents(1) };
        assert_eq!(paid(&[correction], &[]), [true, true], "it is for no days");
    }

    #[test]
    fn b12_b13_what_is_owed_again_is_no_longer_paid_and_what_waits_or_was_refused_stays() {
        use RequestState::{Accepted, Draft, Paid, Refused, Sent};
        let unpaid = Unpaid::of(&[line(Due::On(day("2026-02-05")), 100)], &[]);
        let settles = |state| unpaid.settles(state, &[days("2026-02-01", "2026-02-28")]);
        assert_eq!([Paid, Accepted, Sent, Refused, Draft].map(settles), [Accepted, Accepted, Sent, Refused, Draft]);
        assert_eq!(unpaid.settles(Paid, &[]), Paid, "it has no days to be paid");
    }
}
