//! The figures of a contract that something was paid with. A contract that names others later says nothing of it: an amount belongs to its
//! date (domain.md 4.1, 5.1).
use super::{formula::Formula, line::Due};
use crate::{
    day::DayRange,
    money::{Cents, Share},
};

/// How much was insured and which part of it, for each instalment, month's part or days that were paid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaidTerms(Vec<(Due, Cents, Share)>);

impl PaidTerms {
    /// Of lines in the order in which they were paid: what each pays, and how it came about.
    pub fn of<'a>(lines: impl IntoIterator<Item = (Due, &'a [Formula])>) -> Self {
        let kept = |(due, formulas): (Due, &[Formula])| {
            let (whole, part) = formulas.iter().find_map(Formula::terms)?;
            Some((due, whole, part))
        };
        Self(lines.into_iter().filter_map(kept).collect())
    }

    /// Those that this instalment, or month's part, was paid with.
    pub(super) fn of_due(&self, due: Due) -> Option<(Cents, Share)> {
        self.last(|paid| paid == due)
    }

    /// Those that any of these days beside reduced pay was paid with.
    pub(super) fn of_days(&self, days: DayRange) -> Option<(Cents, Share)> {
        self.last(|paid| matches!(paid, Due::Days(range) if range.overlaps(days)))
    }

    /// What was paid last of it says what it comes to.
    fn last(&self, is_it: impl Fn(Due) -> bool) -> Option<(Cents, Share)> {
        self.0.iter().rev().find(|(due, ..)| is_it(*due)).map(|(_, whole, part)| (*whole, *part))
    }
}

#[cfg(test)]
mod tests {
    use super::PaidTerms;
    use crate::{
        benefit::{BenefitLine, Cover, Due, IncomeLosses, Insured, LoanMode, LoanTerms, PayPeriod, PayTerms, Stop},
        day::{Day, DayRange},
        money::{Cents, Share},
    };

    fn range(start: &str, end: &str) -> DayRange {
        DayRange::new(Day::parse(start).unwrap(), Day::parse(end).unwrap()).unwrap()
    }

    fn half(start: &str, end: &str) -> PayPeriod {
        PayPeriod { range: range(start, end), kept: Share::HALF, other_daily: Cents(0) }
    }

    fn share(basis_points: u32) -> Share {
        Share::try_from(basis_points).unwrap()
    }

    fn lines(insured: &Insured, periods: &[PayPeriod], paid: &PaidTerms) -> Vec<BenefitLine> {
        let first_day = Day::parse("2026-01-01").unwrap();
        let stop = Stop { first_day, accepted: Vec::new(), birth_date: None, relapse: false, days_already_paid: 0 };
        insured.benefit(&Cover::default(), &stop, periods, paid).unwrap().lines
    }

    fn kept(lines: &[BenefitLine]) -> PaidTerms {
        PaidTerms::of(lines.iter().map(|line| (line.due, line.formulas.as_slice())))
    }

    fn cents(lines: &[BenefitLine]) -> Vec<i64> {
        lines.iter().map(|line| line.amount.0).collect()
    }

    fn loan(mode: LoanMode, instalment: i64, quotity: u32) -> Insured {
        let (instalment, quotity, losses) = (Cents(instalment), share(quotity), IncomeLosses::default());
        Insured::Loan(LoanTerms { mode, instalment, quotity, due_day: 8, losses })
    }

    fn pay(reference: i64, rate: u32) -> Insured {
        Insured::Pay(PayTerms { reference: Cents(reference), rate: share(rate) })
    }

    #[test]
    fn b11_an_instalment_that_was_paid_keeps_its_amount_and_its_part_and_the_next_takes_the_new_ones() {
        let (january, both) = ([half("2026-01-01", "2026-01-31")], [half("2026-01-01", "2026-02-28")]);
        for (mode, february) in [(LoanMode::DueDate, [35_000, 10_000]), (LoanMode::Prorata, [32_667, 9_333])] {
            let paid = lines(&loan(mode, 29_870, 10_000), &january, &PaidTerms::default());
            assert_eq!(cents(&paid), [29_870]);
            let again = |instalment, quotity| lines(&loan(mode, instalment, quotity), &both, &kept(&paid));
            assert_eq!(cents(&again(35_000, 10_000)), [29_870, february[0]], "{mode:?}");
            assert_eq!(cents(&again(20_000, 5_000)), [29_870, february[1]], "{mode:?}");
            assert_eq!(again(35_000, 10_000)[..1], paid[..], "told as it was calculated");
        }
    }

    #[test]
    fn b11_days_that_were_paid_keep_the_pay_and_the_rate_they_were_paid_with_though_the_new_ones_complete_nothing() {
        let (first, next) = (half("2026-03-01", "2026-03-10"), half("2026-03-11", "2026-03-20"));
        let paid = lines(&pay(240_000, 9_000), &[first], &PaidTerms::default());
        assert_eq!(cents(&paid), [32_000]);
        let again = |reference, rate| cents(&lines(&pay(reference, rate), &[first, next], &kept(&paid)));
        assert_eq!(again(300_000, 9_000), [32_000, 40_000]);
        assert_eq!(again(240_000, 5_000), [32_000]);
        let shorter = lines(&pay(300_000, 9_000), &[half("2026-03-01", "2026-03-08")], &kept(&paid));
        assert_eq!(cents(&shorter), [25_600], "days are counted anew");
    }

    #[test]
    fn b11_what_was_paid_last_of_an_instalment_says_what_it_comes_to_and_what_was_only_taken_off_says_nothing() {
        let january = [half("2026-01-01", "2026-01-31")];
        let paid = |instalment| lines(&loan(LoanMode::DueDate, instalment, 10_000), &january, &PaidTerms::default()).remove(0);
        let (first, second) = (paid(29_870), paid(35_000));
        let taken_off = BenefitLine { formulas: Vec::new(), ..first.clone() };
        let terms = kept(&[first, second, taken_off.clone()]);
        assert_eq!(cents(&lines(&loan(LoanMode::DueDate, 20_000, 10_000), &january, &terms)), [35_000]);
        assert_eq!(kept(&[taken_off]), PaidTerms::default());
        let other = Due::On(Day::parse("2026-02-08").unwrap());
        assert_eq!((terms.of_due(other), terms.of_days(range("2026-01-08", "2026-01-08"))), (None, None));
    }
}
