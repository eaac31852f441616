//! Properties on random stops (Y-3): nothing twice, nothing too early, nothing too much, and lines that add up.
use crate::{day, half, range, share, stop};
use domain::benefit::{
    Cover, Due, Formula, IncomeLosses, LoanMode, LoanTerms, PayPeriod, PayTerms, Standing, Stop, loan_benefit, pay_benefit, spells,
};
use domain::day::{Day, DayRange};
use domain::money::Cents;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Ranges without a day in common: each begins some days after the one before.
fn any_ranges() -> impl Strategy<Value = Vec<DayRange>> {
    (0_i64..400, prop::collection::vec((1_i64..40, 0_i64..90), 1..8)).prop_map(|(start, lengths)| {
        let mut next = day("2023-12-20").plus(start);
        let range = |(gap, days): (i64, i64)| {
            let start = next.plus(gap);
            next = start.plus(days + 1);
            DayRange::new(start, start.plus(days)).unwrap()
        };
        lengths.into_iter().map(range).collect()
    })
}

fn any_stop() -> impl Strategy<Value = Stop> {
    (any_ranges(), any::<bool>(), 0_u32..100, 0_i64..900).prop_map(|(accepted, relapse, days_already_paid, birthday)| Stop {
        relapse,
        days_already_paid,
        birth_date: Some(day("1959-12-20").plus(birthday)),
        ..stop(&accepted)
    })
}

fn any_cover() -> impl Strategy<Value = Cover> {
    let limit = || prop::option::of(0_i64..900);
    let days = |after: Option<i64>| after.map(|days| day("2023-12-20").plus(days));
    (0_u32..200, limit(), limit(), prop::option::of(Just(65_u8)), prop::option::of(0_u32..400)).prop_map(
        move |(waiting_days, from, to, age_limit, max_days)| Cover { waiting_days, from: days(from), to: days(to), age_limit, max_days },
    )
}

fn any_terms() -> impl Strategy<Value = LoanTerms> {
    let mode = prop_oneof![Just(LoanMode::DueDate), Just(LoanMode::Prorata)];
    (mode, 0_i64..500_000, 0_u32..=10_000, 1_u32..=31, prop::option::of(0_i64..100_000)).prop_map(
        |(mode, instalment, quotity, due_day, loss)| LoanTerms {
            mode,
            instalment: Cents(instalment),
            quotity: share(quotity),
            due_day,
            losses: IncomeLosses::in_every_month(loss.map(Cents)),
        },
    )
}

fn days_of(ranges: &[DayRange]) -> Vec<Day> {
    ranges.iter().flat_map(|range| range.each_day()).collect()
}

/// The amount that a derivation ends with.
fn result(formulas: &[Formula]) -> Option<Cents> {
    match formulas.last()? {
        Formula::Share { amount, .. }
        | Formula::Prorata { amount, .. }
        | Formula::OneInstalment { amount }
        | Formula::IncomeLoss { amount }
        | Formula::Days { amount, .. } => Some(*amount),
        Formula::Count { .. } | Formula::Daily { .. } => None,
    }
}

proptest! {
    #[test]
    fn y3_each_accepted_day_is_told_once_and_no_other_is(cover in any_cover(), stop in any_stop()) {
        let told = spells(&cover, &stop).unwrap();
        let days = days_of(&told.iter().map(|spell| spell.range).collect::<Vec<_>>());
        prop_assert_eq!(&days, &days_of(&stop.accepted), "refused days are not among them");
        prop_assert_eq!(days.iter().collect::<BTreeSet<_>>().len(), days.len());
    }

    #[test]
    fn y3_no_payable_day_is_inside_the_waiting_period_or_outside_a_limit(cover in any_cover(), stop in any_stop()) {
        let told = spells(&cover, &stop).unwrap();
        let payable: Vec<DayRange> = told.iter().filter(|spell| spell.standing == Standing::Payable).map(|spell| spell.range).collect();
        let payable = days_of(&payable);
        let birthday = stop.birth_date.unwrap().years_after(65);
        for day in &payable {
            prop_assert!(*day > cover.waiting_end(&stop));
            prop_assert!(cover.from.is_none_or(|from| *day >= from) && cover.to.is_none_or(|to| *day <= to));
            prop_assert!(cover.age_limit.is_none() || *day < birthday);
        }
        if let Some(max) = cover.max_days {
            prop_assert!(payable.len() <= usize::try_from(max.saturating_sub(stop.days_already_paid)).unwrap());
        }
    }

    #[test]
    fn b11_lines_add_up_and_each_is_what_its_derivation_ends_with(terms in any_terms(), cover in any_cover(), stop in any_stop()) {
        let benefit = loan_benefit(&terms, &cover, &stop).unwrap();
        prop_assert_eq!(benefit.total().0, benefit.lines.iter().map(|line| line.amount.0).sum::<i64>());
        for line in &benefit.lines {
            prop_assert_eq!(result(&line.formulas), Some(line.amount));
        }
    }

    #[test]
    fn b11_a_month_pays_one_instalment_at_most_and_only_for_payable_days(
        terms in any_terms(), cover in any_cover(), stop in any_stop(),
    ) {
        let benefit = loan_benefit(&terms, &cover, &stop).unwrap();
        let months: BTreeSet<_> = benefit.lines.iter().map(|line| line.due.month()).collect();
        prop_assert_eq!(months.len(), benefit.lines.len(), "one line a month");
        for line in &benefit.lines {
            prop_assert!(Cents(0) <= line.amount && line.amount <= terms.instalment);
            prop_assert!(terms.losses.in_month(line.due.month()).is_none_or(|loss| line.amount <= loss));
            let pays = |range: DayRange| match line.due {
                Due::On(day) => range.contains(day),
                Due::In(month) => range.start() <= month.last() && month.first() <= range.end(),
                Due::Days(days) => range.overlaps(days),
            };
            prop_assert!(benefit.spells.iter().any(|spell| spell.standing == Standing::Payable && pays(spell.range)));
        }
    }

    #[test]
    fn b10_days_that_are_refused_pay_nothing(terms in any_terms(), stop in any_stop(), place in any::<prop::sample::Index>()) {
        let of = |stop: &Stop| loan_benefit(&terms, &Cover { waiting_days: 30, ..Cover::default() }, stop).unwrap();
        let refused = stop.accepted[place.index(stop.accepted.len())];
        let rest = Stop { accepted: stop.accepted.iter().copied().filter(|range| *range != refused).collect(), ..stop.clone() };
        let (all, fewer) = (of(&stop), of(&rest));
        prop_assert!(fewer.total() <= all.total());
        prop_assert!(fewer.spells.iter().all(|spell| !spell.range.overlaps(refused)));
        let none = Stop { accepted: Vec::new(), ..stop.clone() };
        prop_assert_eq!((of(&none).total(), of(&none).first_payable()), (Cents(0), None));
    }

    #[test]
    fn b11_a_stop_declared_in_two_pieces_pays_as_in_one(
        terms in any_terms(), cover in any_cover(), stop in any_stop(), place in any::<prop::sample::Index>(),
    ) {
        let pieces = stop.accepted.iter().flat_map(|range| {
            let end = range.start().plus(i64::try_from(place.index(90)).unwrap()).min(range.end());
            [DayRange::new(range.start(), end), DayRange::new(end.plus(1), range.end())].into_iter().flatten()
        });
        let mut accepted: Vec<DayRange> = pieces.collect();
        accepted.reverse();
        let split = Stop { accepted, ..stop.clone() };
        prop_assert_eq!(loan_benefit(&terms, &cover, &split), loan_benefit(&terms, &cover, &stop));
    }

    #[test]
    fn b11_pay_counts_thirty_days_a_month_at_most_and_adds_up(
        ranges in any_ranges(), reference in 0_i64..1_000_000, rate in 0_u32..=10_000, kept in 0_u32..=10_000, other in 0_i64..20_000,
    ) {
        let terms = PayTerms { reference: Cents(reference), rate: share(rate) };
        let periods: Vec<_> =
            ranges.iter().map(|range| PayPeriod { range: *range, kept: share(kept), other_daily: Cents(other) }).collect();
        let benefit = pay_benefit(&terms, &periods).unwrap();
        prop_assert_eq!(benefit.total().0, benefit.lines.iter().map(|line| line.amount.0).sum::<i64>());
        for line in &benefit.lines {
            let Some(Formula::Count { months, days }) = line.formulas.first() else { panic!("no count") };
            prop_assert!(months.iter().all(|(_, days)| (1..=30).contains(days)));
            prop_assert_eq!((line.days, line.days), (*days, months.iter().map(|(_, days)| *days).sum::<i64>()));
            prop_assert_eq!((line.amount.0, result(&line.formulas)), (line.days * line.daily.0, Some(line.amount)));
            prop_assert!(line.daily >= Cents(0) && (kept < rate || line.daily == Cents(0)));
        }
    }

    #[test]
    fn b11_whatever_the_figures_there_is_an_answer(
        instalment in any::<i64>(), loss in any::<i64>(), due_day in any::<u32>(), waiting_days in any::<u32>(), age in any::<u8>(),
        prorata in any::<bool>(),
    ) {
        let mode = if prorata { LoanMode::Prorata } else { LoanMode::DueDate };
        let losses = IncomeLosses::in_every_month(Some(Cents(loss)));
        let terms = LoanTerms { instalment: Cents(instalment), losses, due_day, ..half(mode) };
        let cover = Cover { waiting_days, age_limit: Some(age), ..Cover::default() };
        let stop = Stop { birth_date: Some(day("1960-02-29")), ..stop(&[range("2026-01-10", "2026-05-31")]) };
        let answer = loan_benefit(&terms, &cover, &stop);
        prop_assert!(answer.is_err() || (instalment >= 0 && loss >= 0 && (1..=31).contains(&due_day)));
        prop_assert!(loan_benefit(&half(mode), &cover, &stop).is_ok());
    }
}
