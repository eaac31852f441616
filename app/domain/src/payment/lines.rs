//! What a payment is made of. The whole dossier is calculated each time; what was paid of each instalment before is taken off.
use super::other::OtherPay;
use crate::{
    benefit::{BenefitLine, Due, Formula},
    day::DayRange,
    money::Cents,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a line pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// An instalment, a month's part of it, or some days beside reduced pay.
    Benefit {
        /// Which.
        due: Due,
        /// What it comes to now.
        owed: Cents,
        /// What was paid of it before.
        before: Cents,
        /// How it came about; none where nothing of it is due any more.
        formulas: Vec<Formula>,
        /// What others pay for its days, where they pay anything. It is kept apart from the line, sealed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        other: Option<OtherPay>,
    },
    /// What the handler changed of the proposal, with a reason (B-11).
    Correction,
}

/// One line of a payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentLine {
    /// What it pays.
    pub cause: Cause,
    /// How much; under 0 where too much was paid before, or in a counter-entry.
    pub amount: Cents,
}

impl PaymentLine {
    /// What it pays, in a few words; `say` words a key with its values.
    pub fn title(&self, say: impl Fn(&str, &[(&str, &str)]) -> String) -> String {
        let Cause::Benefit { due, .. } = &self.cause else { return say("payment-line-correction", &[]) };
        let key = match due {
            Due::On(_) => "payment-line-due",
            Due::In(_) => "payment-line-month",
            Due::Days(_) => "payment-line-days",
        };
        say(key, &[("due", due.to_string().as_str())])
    }

    /// How it came about, one sentence each, worded as [`Self::title`] is.
    pub fn derivation(&self, say: impl Fn(&str, &[(&str, &str)]) -> String) -> Vec<String> {
        let Cause::Benefit { due, before, formulas, other, .. } = &self.cause else { return Vec::new() };
        let (nothing, paid) = match due {
            Due::Days(_) => ("payment-line-days-none", "payment-line-days-before"),
            Due::On(_) | Due::In(_) => ("payment-line-none", "payment-line-before"),
        };
        let none = formulas.is_empty().then(|| say(nothing, &[]));
        let other = other.as_ref().map(|other| other.sentence(&say));
        let before = (*before != Cents(0)).then(|| say(paid, &[("before", before.to_string().as_str())]));
        formulas.iter().map(|formula| formula.sentence(&say)).chain(none).chain(other).chain(before).collect()
    }

    /// The instalment, the month's part or the days that it pays; a correction pays none.
    pub fn due(&self) -> Option<Due> {
        match self.cause {
            Cause::Benefit { due, .. } => Some(due),
            Cause::Correction => None,
        }
    }

    /// The days beside reduced pay that it pays, if it pays such.
    pub fn days(&self) -> Option<DayRange> {
        match self.due() {
            Some(Due::Days(range)) => Some(range),
            _ => None,
        }
    }

    /// What others pay for its days, where they pay anything.
    pub fn other(&self) -> Option<&OtherPay> {
        match &self.cause {
            Cause::Benefit { other, .. } => other.as_ref(),
            Cause::Correction => None,
        }
    }

    /// The same line, with what others pay for its days.
    pub fn with_other(self, paid: Option<OtherPay>) -> Self {
        let cause = match self.cause {
            Cause::Benefit { due, owed, before, formulas, .. } => Cause::Benefit { due, owed, before, formulas, other: paid },
            Cause::Correction => Cause::Correction,
        };
        Self { cause, amount: self.amount }
    }
}

/// What is still to be paid of a benefit after what was paid `before`, line by line; those that are settled are left out.
pub fn difference(benefit: &[BenefitLine], before: &BTreeMap<Due, Cents>) -> Vec<PaymentLine> {
    let dues: BTreeSet<Due> = benefit.iter().map(|line| line.due).chain(before.keys().copied()).collect();
    let line = |due: Due| {
        let now = benefit.iter().find(|line| line.due == due);
        let (owed, before) = (now.map_or(Cents(0), |line| line.amount), before.get(&due).copied().unwrap_or_default());
        let formulas = now.map(|line| line.formulas.clone()).unwrap_or_default();
        PaymentLine { amount: Cents(owed.0 - before.0), cause: Cause::Benefit { due, owed, before, formulas, other: None } }
    };
    dues.into_iter().map(line).filter(|line| line.amount != Cents(0)).collect()
}

/// The lines of the counter-entry that takes these back (B-13).
pub fn reversed(lines: &[PaymentLine]) -> Vec<PaymentLine> {
    lines.iter().map(|line| PaymentLine { amount: Cents(-line.amount.0), cause: line.cause.clone() }).collect()
}

/// Sum of the lines.
pub fn total(lines: &[PaymentLine]) -> Cents {
    lines.iter().map(|line| line.amount).sum()
}

#[cfg(test)]
mod tests {
    use super::{Cause, difference, reversed, total};
    use crate::{
        benefit::{
            BenefitLine, Cover, Due, IncomeLosses, Insured, LoanMode, LoanTerms, PaidTerms, PayPeriod, PayTerms, Stop, loan_benefit,
        },
        day::{Day, DayRange},
        money::{Cents, Share},
        payment::OtherPay,
    };
    use std::collections::BTreeMap;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    /// 231,40 € due on the 5th, insured by half, after 90 days (domain.md 5.1), for days from 10 January on.
    fn until(end: &str) -> Vec<BenefitLine> {
        let terms = LoanTerms {
            mode: LoanMode::DueDate,
            instalment: Cents(23_140),
            quotity: Share::try_from(5_000).unwrap(),
            due_day: 5,
            losses: IncomeLosses::default(),
        };
        let first_day = day("2026-01-10");
        let accepted = DayRange::new(first_day, day(end)).into_iter().collect();
        let stop = Stop { first_day, accepted, birth_date: None, relapse: false, days_already_paid: 0 };
        loan_benefit(&terms, &Cover { waiting_days: 90, ..Cover::default() }, &stop).unwrap().lines
    }

    #[test]
    fn b11_only_the_difference_to_what_was_paid_before_is_paid() {
        let none = BTreeMap::new();
        assert!(difference(&until("2026-05-04"), &none).is_empty(), "no instalment after the waiting period yet");
        let first = difference(&until("2026-05-31"), &none);
        assert_eq!((first.len(), total(&first)), (1, Cents(11_570)));
        let before = BTreeMap::from([(Due::On(day("2026-05-05")), Cents(11_570))]);
        assert!(difference(&until("2026-05-31"), &before).is_empty(), "settled");
        let next = difference(&until("2026-07-06"), &before);
        let dues: Vec<String> =
            next.iter().map(|line| if let Cause::Benefit { due, .. } = &line.cause { due.to_string() } else { String::new() }).collect();
        assert_eq!(dues, ["5\u{a0}juin\u{a0}2026", "5\u{a0}juillet\u{a0}2026"]);
        let partly = BTreeMap::from([(Due::On(day("2026-05-05")), Cents(10_000))]);
        assert_eq!(total(&difference(&until("2026-05-31"), &partly)), Cents(1_570));
    }

    #[test]
    fn b11_what_is_no_longer_due_is_taken_off_the_next_payment() {
        let before = BTreeMap::from([(Due::On(day("2026-05-05")), Cents(11_570)), (Due::On(day("2026-06-05")), Cents(11_570))]);
        let lines = difference(&until("2026-05-31"), &before);
        assert_eq!((lines.len(), total(&lines)), (1, Cents(-11_570)));
    }

    #[test]
    fn b11_completed_pay_that_was_paid_is_paid_no_second_time_and_what_follows_is() {
        let insured = Insured::Pay(PayTerms { reference: Cents(240_000), rate: Share::try_from(9_000).unwrap() });
        let stop = Stop { first_day: day("2026-03-01"), accepted: Vec::new(), birth_date: None, relapse: false, days_already_paid: 0 };
        let half = |start: &str, end: &str| {
            let range = DayRange::new(day(start), day(end)).unwrap();
            PayPeriod { range, kept: Share::HALF, other_daily: Cents(0) }
        };
        let (first, next) = (half("2026-03-01", "2026-03-10"), half("2026-03-11", "2026-03-15"));
        let benefit = |periods: &[PayPeriod]| insured.benefit(&Cover::default(), &stop, periods, &PaidTerms::default()).unwrap().lines;
        let before = BTreeMap::from([(Due::Days(first.range), Cents(32_000))]);
        assert!(difference(&benefit(&[first]), &before).is_empty(), "settled");
        let more = difference(&benefit(&[first, next]), &before);
        assert_eq!((more.len(), total(&more)), (1, Cents(16_000)));
        assert_eq!(total(&difference(&benefit(&[next]), &before)), Cents(-16_000), "what is no longer due is taken off");
        let kept = serde_json::to_string(&more).unwrap();
        assert_eq!(serde_json::from_str::<Vec<super::PaymentLine>>(&kept).unwrap(), more, "{kept}");
    }

    #[test]
    fn b11_what_others_pay_is_told_with_its_source_after_the_figures_it_made_and_kept_apart_from_the_line() {
        let range = DayRange::new(day("2026-03-01"), day("2026-03-10")).unwrap();
        let insured = Insured::Pay(PayTerms { reference: Cents(240_000), rate: Share::try_from(9_000).unwrap() });
        let stop = Stop { first_day: range.start(), accepted: Vec::new(), birth_date: None, relapse: false, days_already_paid: 0 };
        let lines = |daily: i64, before: i64| {
            let period = PayPeriod { range, kept: Share::HALF, other_daily: Cents(daily) };
            let benefit = insured.benefit(&Cover::default(), &stop, &[period], &PaidTerms::default()).unwrap();
            let other = OtherPay { range, daily: Cents(daily), source: "CPAM".to_owned() };
            let lines = difference(&benefit.lines, &BTreeMap::from([(Due::Days(range), Cents(before))])).into_iter();
            lines.map(|line| line.with_other(Some(other.clone()))).collect::<Vec<_>>()
        };
        let told = |line: &super::PaymentLine| line.derivation(|key, _| key.to_owned());
        let less = lines(1_000, 0).remove(0);
        assert_eq!((less.amount, less.days()), (Cents(22_000), Some(range)));
        let figures = ["benefit-formula-count", "benefit-formula-daily-other", "benefit-formula-days", "payment-other"];
        assert_eq!(told(&less), figures);
        let taken_back = lines(4_000, 32_000).remove(0);
        assert_eq!(taken_back.amount, Cents(-32_000), "they pay more than lacks: what was paid before is owed back");
        assert_eq!(told(&taken_back), ["payment-line-days-none", "payment-other", "payment-line-days-before"]);
        assert_eq!(reversed(&lines(1_000, 0))[0].other(), less.other());
        let kept = serde_json::to_string(&less.clone().with_other(None)).unwrap();
        assert!(!kept.contains("CPAM"), "{kept}");
        assert_eq!(serde_json::from_str::<super::PaymentLine>(&kept).unwrap().with_other(less.other().cloned()), less);
    }

    #[test]
    fn b13_a_counter_entry_leaves_nothing_of_what_it_takes_back() {
        let lines = difference(&until("2026-07-06"), &BTreeMap::new());
        let counter = reversed(&lines);
        assert_eq!(Cents(total(&lines).0 + total(&counter).0), Cents(0));
        assert_eq!(reversed(&counter), lines);
    }
}
