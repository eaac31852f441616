//! What the contract of a dossier insures, and so by which formula its accepted days are paid (B-11): that of a loan, or that of reduced pay.
use super::{
    check::{BenefitError, amounts, disjoint},
    days::{Cover, Spell, Stop, payable, spells},
    line::{BenefitLine, Due},
    loan::{LoanTerms, loan_benefit_after},
    paid::PaidTerms,
    pay::{PayPeriod, PayTerms, pay_benefit},
};

/// What is insured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Insured {
    /// The instalments of a loan (domain.md 5.1).
    Loan(LoanTerms),
    /// The pay that the employer keeps in part only (domain.md 5.2).
    Pay(PayTerms),
    /// The insurer has not said it: nothing can be calculated.
    Unsaid,
}

/// What a stop pays, whatever is insured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benefit {
    /// What becomes of each accepted day, in order.
    pub spells: Vec<Spell>,
    /// What is paid, in order.
    pub lines: Vec<BenefitLine>,
}

impl Insured {
    /// What these accepted periods of a stop pay; the days that `stop` names are not looked at. What was `paid` already keeps the figures of
    /// the contract that it was paid with.
    ///
    /// # Errors
    /// When a day is in two periods or a figure of the contract is none.
    pub fn benefit(&self, cover: &Cover, stop: &Stop, periods: &[PayPeriod], paid: &PaidTerms) -> Result<Benefit, BenefitError> {
        match self {
            Self::Loan(terms) => {
                let found = loan_benefit_after(terms, paid, cover, &with_days(stop, periods))?;
                Ok(Benefit { spells: found.spells, lines: found.lines })
            }
            Self::Pay(terms) => completed((terms, paid), cover, stop, periods),
            Self::Unsaid => Ok(Benefit { spells: spells(cover, &with_days(stop, periods))?, lines: Vec::new() }),
        }
    }
}

/// One line for each period, or part of one, that is payable. Days whose pay lacks nothing are not paid, and use nothing of the longest time.
fn completed((terms, paid): (&PayTerms, &PaidTerms), cover: &Cover, stop: &Stop, periods: &[PayPeriod]) -> Result<Benefit, BenefitError> {
    disjoint(periods.iter().map(|period| period.range))?;
    amounts([terms.reference])?;
    let of = |period: &PayPeriod| terms.as_paid(period.range, paid);
    let (lacking, whole): (Vec<PayPeriod>, Vec<PayPeriod>) = periods.iter().copied().partition(|period| of(period).completes(*period));
    let mut spells = spells(cover, &with_days(stop, &lacking))?;
    let mut lines = Vec::new();
    for period in lacking {
        let shared = payable(&spells).filter_map(|range| range.shared(period.range));
        let cut: Vec<PayPeriod> = shared.map(|range| PayPeriod { range, ..period }).collect();
        let of_period = pay_benefit(&of(&period), &cut)?.lines.into_iter();
        lines.extend(of_period.map(|line| BenefitLine { due: Due::Days(line.range), amount: line.amount, formulas: line.formulas }));
    }
    spells.extend(whole.iter().map(|period| Spell { range: period.range, standing: of(period).why_complete(*period) }));
    spells.sort_unstable_by_key(|spell| spell.range);
    Ok(Benefit { spells, lines })
}

fn with_days(stop: &Stop, periods: &[PayPeriod]) -> Stop {
    Stop { accepted: periods.iter().map(|period| period.range).collect(), ..stop.clone() }
}

#[cfg(test)]
mod tests {
    use super::{Benefit, Insured};
    use crate::{
        benefit::{
            BenefitError, Cover, Due, IncomeLosses, LoanMode, LoanTerms, PaidTerms, PayPeriod, PayTerms, Standing, Stop, loan_benefit,
        },
        day::{Day, DayRange},
        money::{Cents, Share},
    };

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn range(start: &str, end: &str) -> DayRange {
        DayRange::new(day(start), day(end)).unwrap()
    }

    fn share(basis_points: u32) -> Share {
        Share::try_from(basis_points).unwrap()
    }

    fn half(start: &str, end: &str) -> PayPeriod {
        PayPeriod { range: range(start, end), kept: Share::HALF, other_daily: Cents(0) }
    }

    fn full(start: &str, end: &str) -> PayPeriod {
        PayPeriod { kept: Share::ALL, ..half(start, end) }
    }

    fn stop(first_day: &str) -> Stop {
        Stop { first_day: day(first_day), accepted: Vec::new(), birth_date: None, relapse: false, days_already_paid: 0 }
    }

    /// 2 400,00 € completed to 90 % (domain.md 5.2).
    fn pay() -> Insured {
        Insured::Pay(PayTerms { reference: Cents(240_000), rate: share(9_000) })
    }

    /// What a stop from 1 March pays of which nothing was paid yet.
    fn benefit_of(insured: &Insured, cover: &Cover, periods: &[PayPeriod]) -> Result<Benefit, BenefitError> {
        insured.benefit(cover, &stop("2026-03-01"), periods, &PaidTerms::default())
    }

    fn under(cover: &Cover, periods: &[PayPeriod]) -> Benefit {
        benefit_of(&pay(), cover, periods).unwrap()
    }

    fn paid(benefit: &Benefit) -> Vec<(Due, i64)> {
        benefit.lines.iter().map(|line| (line.due, line.amount.0)).collect()
    }

    fn standings(benefit: &Benefit) -> Vec<(Standing, i64)> {
        benefit.spells.iter().map(|spell| (spell.standing, spell.range.days())).collect()
    }

    #[test]
    fn b11_ten_days_of_half_pay_are_completed_and_full_pay_lacks_nothing() {
        let all = under(&Cover::default(), &[half("2026-03-11", "2026-03-20"), full("2026-03-01", "2026-03-10")]);
        assert_eq!(paid(&all), [(Due::Days(range("2026-03-11", "2026-03-20")), 32_000)]);
        assert_eq!(all.lines[0].formulas.len(), 3, "days counted, what one completes, all of them");
        assert_eq!(standings(&all), [(Standing::FullPay, 10), (Standing::Payable, 10)]);
        let reduced = PayPeriod { kept: share(9_000), ..full("2026-03-01", "2026-03-10") };
        assert!(under(&Cover::default(), &[reduced]).lines.is_empty(), "90 % kept, 90 % insured");
    }

    #[test]
    fn b11_what_others_pay_comes_off_each_day_and_where_it_is_all_that_lacks_or_more_nothing_is_paid() {
        let others = |cents: i64| PayPeriod { other_daily: Cents(cents), ..half("2026-03-11", "2026-03-20") };
        let some = under(&Cover::default(), &[others(1_000)]);
        assert_eq!(paid(&some), [(Due::Days(range("2026-03-11", "2026-03-20")), 22_000)]);
        for cents in [3_200, 4_000, 999_999_999] {
            let all = under(&Cover { max_days: Some(5), ..Cover::default() }, &[full("2026-03-01", "2026-03-10"), others(cents)]);
            assert!(all.lines.is_empty(), "never under 0: {:?}", all.lines);
            assert_eq!(standings(&all), [(Standing::FullPay, 10), (Standing::PaidByOthers, 10)], "and no time is used");
        }
        let wrong = benefit_of(&pay(), &Cover::default(), &[others(-1)]);
        assert_eq!(wrong, Err(BenefitError::Amount(-1)));
    }

    #[test]
    fn b11_the_limits_of_the_contract_cut_the_completed_days_and_full_pay_uses_none_of_them() {
        let cover = Cover { waiting_days: 12, max_days: Some(5), ..Cover::default() };
        let all = under(&cover, &[full("2026-03-01", "2026-03-10"), half("2026-03-11", "2026-03-20")]);
        assert_eq!(paid(&all), [(Due::Days(range("2026-03-13", "2026-03-17")), 16_000)]);
        assert_eq!(standings(&all), [(Standing::FullPay, 10), (Standing::Waiting, 2), (Standing::Payable, 5), (Standing::MaxDays, 3)]);
        let old = Stop { birth_date: Some(day("1959-03-03")), ..stop("2026-03-01") };
        let limited = Cover { age_limit: Some(67), ..Cover::default() };
        let benefit = pay().benefit(&limited, &old, &[half("2026-03-01", "2026-03-10")], &PaidTerms::default()).unwrap();
        assert_eq!(paid(&benefit), [(Due::Days(range("2026-03-01", "2026-03-02")), 6_400)]);
    }

    #[test]
    fn b11_nothing_is_paid_after_the_cover_and_its_end_is_told_where_days_are_left_out_for_it() {
        let days = [full("2026-03-01", "2026-03-04"), half("2026-03-05", "2026-03-10")];
        let until = |to: &str| Cover { to: Some(day(to)), ..Cover::default() };
        let ended = under(&until("2026-03-06"), &days);
        assert_eq!(paid(&ended), [(Due::Days(range("2026-03-05", "2026-03-06")), 6_400)]);
        assert_eq!(standings(&ended), [(Standing::FullPay, 4), (Standing::Payable, 2), (Standing::AfterCover, 4)]);
        assert_eq!(until("2026-03-06").ended(&ended.spells), Some(day("2026-03-06")));
        let whole = under(&until("2026-03-10"), &days);
        assert_eq!(until("2026-03-10").ended(&whole.spells), None, "no day is left out");
        assert_eq!(Cover::default().ended(&ended.spells), None);
    }

    #[test]
    fn b11_a_whole_month_of_half_pay_counts_thirty_days_and_each_period_has_its_line() {
        let all = under(&Cover::default(), &[half("2026-03-01", "2026-03-31"), half("2026-04-01", "2026-04-02")]);
        let (march, april) = (range("2026-03-01", "2026-03-31"), range("2026-04-01", "2026-04-02"));
        assert_eq!(paid(&all), [(Due::Days(march), 96_000), (Due::Days(april), 6_400)]);
        let twice = benefit_of(&pay(), &Cover::default(), &[half("2026-03-01", "2026-03-10"), full("2026-03-10", "2026-03-11")]);
        assert_eq!(twice, Err(BenefitError::Overlap { range: range("2026-03-10", "2026-03-11") }));
    }

    #[test]
    fn b11_a_loan_keeps_its_formula_and_what_nobody_said_pays_nothing() {
        let (mode, instalment, losses) = (LoanMode::DueDate, Cents(23_140), IncomeLosses::default());
        let terms = LoanTerms { mode, instalment, quotity: Share::HALF, due_day: 5, losses };
        let days = half("2026-03-01", "2026-03-10");
        let whole = Stop { accepted: vec![days.range], ..stop("2026-03-01") };
        let (loan, cover) = (Insured::Loan(terms.clone()), Cover::default());
        let found = benefit_of(&loan, &cover, &[days]).unwrap();
        assert_eq!(found.lines, loan_benefit(&terms, &cover, &whole).unwrap().lines);
        assert_eq!(paid(&found), [(Due::On(day("2026-03-05")), 11_570)]);
        let unsaid = benefit_of(&Insured::Unsaid, &cover, &[days]).unwrap();
        assert!(unsaid.lines.is_empty() && standings(&unsaid) == [(Standing::Payable, 10)]);
    }
}
