//! Properties on random requests (P-18).
use crate::{day, emprunteur, first, known, line, payers, prevoyance, prolongation, resumed, seen};
use domain::day::{Day, DayRange};
use domain::period::{KnownState, PeriodForm, PeriodRules, Row, Situation, Verdict, check, parse, review, strip};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn any_line() -> impl Strategy<Value = PeriodForm> {
    (0_i64..200, 0_i64..25, 0_u8..8, 0_i64..5).prop_map(|(start, days, kind, back)| {
        let start = day("2026-01-20").plus(start);
        let end = start.plus(days);
        let confirmed = PeriodForm { gap_confirmed: "oui".to_owned(), ..line(&start.typed(), &end.iso()) };
        match kind {
            0 => resumed(&start.iso(), &end.iso(), &end.plus(back).typed()),
            1 => line(&start.iso(), &end.typed()),
            2 if back == 0 => line(&start.iso(), "bientôt"),
            _ => confirmed,
        }
    })
}

fn any_situation() -> impl Strategy<Value = Situation> {
    (0_u8..4, 0_i64..60).prop_map(|(kind, today)| {
        let today = day("2026-06-15").plus(today);
        let elsewhere = vec![known("2026-03-10", "2026-03-12", KnownState::Accepted)];
        match kind {
            0 => Situation { today, ..first() },
            1 => Situation { today, elsewhere, ..first() },
            2 => Situation { today, ..prolongation() },
            _ => Situation { today, elsewhere, ..prolongation() },
        }
    })
}

fn days_of(ranges: &[DayRange]) -> Vec<Day> {
    ranges.iter().flat_map(|range| (0..range.days()).map(|n| range.start().plus(n))).collect()
}

/// Adds lines one by one and keeps those the rules accept, as a member would.
fn accepted(situation: &Situation, rows: &[PeriodForm]) -> Vec<PeriodForm> {
    rows.iter().fold(Vec::new(), |mut kept, row| {
        kept.push(row.clone());
        if !seen(situation, &kept).is_ok() {
            kept.pop();
        }
        kept
    })
}

proptest! {
    #[test]
    fn p18_accepted_days_are_disjoint_and_their_sum_is_their_union(
        situation in any_situation(), rows in prop::collection::vec(any_line(), 1..14),
    ) {
        let kept = accepted(&situation, &rows);
        prop_assume!(!kept.is_empty());
        let verdict = seen(&situation, &kept);
        let days = days_of(&verdict.sorted);
        let union: BTreeSet<Day> = days.iter().copied().collect();
        prop_assert_eq!(verdict.total_days, i64::try_from(union.len()).ok());
        prop_assert_eq!(days.len(), union.len());
        let taken: Vec<DayRange> = situation.known.iter().chain(&situation.elsewhere).map(|known| known.range).collect();
        prop_assert!(days_of(&taken).iter().all(|day| !union.contains(day)));
        prop_assert!(verdict.sorted.is_sorted());
    }

    #[test]
    fn p18_adding_an_accepted_period_and_removing_it_is_the_identity(
        situation in any_situation(), rows in prop::collection::vec(any_line(), 2..8), place in any::<prop::sample::Index>(),
    ) {
        let mut kept = accepted(&situation, &rows);
        let Some(added) = kept.pop() else { return Ok(()) };
        let of = |rows: &[PeriodForm]| parse(&emprunteur(), &payers(), &situation, rows);
        let before = of(&kept);
        let place = place.index(kept.len() + 1);
        kept.insert(place, added.clone());
        let with = of(&kept);
        prop_assert!(with.is_ok(), "the order of the lines does not matter");
        let mut ranges: Vec<_> = with.into_iter().flatten().map(|period| period.range).collect();
        ranges.retain(|range| Some(*range) != added.range());
        kept.remove(place);
        prop_assert_eq!(of(&kept), before.clone());
        if let Ok(before) = before {
            prop_assert_eq!(ranges, before.iter().map(|period| period.range).collect::<Vec<_>>());
        }
    }

    #[test]
    fn p18_the_verdict_survives_the_way_to_the_browser(situation in any_situation(), rows in prop::collection::vec(any_line(), 0..6)) {
        let here = seen(&situation, &rows);
        let sent = serde_json::to_string(&(emprunteur(), payers(), &situation, &rows)).unwrap();
        let (rules, payers, situation, rows): (PeriodRules, Vec<String>, Situation, Vec<PeriodForm>) = serde_json::from_str(&sent).unwrap();
        let there = review(&rules, &payers, &situation, &rows);
        prop_assert_eq!(&there, &here);
        let back: Verdict = serde_json::from_str(&serde_json::to_string(&there).unwrap()).unwrap();
        prop_assert_eq!(back, here);
    }

    #[test]
    fn p18_the_step_refuses_all_that_the_rules_refuse_and_names_what_each_sentence_names(
        situation in any_situation(), rows in prop::collection::vec(any_line(), 0..6),
    ) {
        let bare: Vec<Row> = rows.iter().map(|row| Row {
            start: row.start.clone(), end: row.end.clone(), pay_levels: Vec::new(),
            resumed: row.resumed == "oui", gap_confirmed: row.gap_confirmed == "oui",
        }).collect();
        let step = seen(&situation, &rows);
        let codes: BTreeSet<_> = step.error_codes().into_iter().collect();
        prop_assert!(check(&emprunteur(), &situation, &bare).error_codes().iter().all(|code| codes.contains(code)));
        for finding in step.errors.iter().chain(&step.warnings) {
            let given: BTreeSet<_> = finding.args.iter().map(|(name, _)| name.as_str()).collect();
            prop_assert_eq!(given, finding.sentence.args().iter().copied().collect::<BTreeSet<_>>());
        }
    }

    #[test]
    fn p18_the_strip_and_its_lines_agree(situation in any_situation(), rows in prop::collection::vec(any_line(), 0..6)) {
        let drawn = strip(&situation, &rows, None);
        prop_assert!(drawn.months.len() <= 6);
        prop_assert!(drawn.lines.windows(2).all(|pair| pair[0].range.end() < pair[1].range.start()));
        for row in rows.iter().filter_map(PeriodForm::range) {
            let shown = drawn.lines.iter().any(|line| line.range.overlaps(row));
            prop_assert!(shown || row.end() < drawn.lines.first().map_or(situation.today, |line| line.range.start()));
        }
    }

    #[test]
    fn whatever_is_typed_and_whatever_the_limits_the_rules_answer(
        start in ".{0,12}", end in "[0-9/-]{0,10}", resumed_on in ".{0,12}", days in any::<i64>(), max in any::<u32>(),
    ) {
        let rules = PeriodRules {
            max_periods: max, max_period_days: days, max_total_days: days, future_end_days: days, waiting_days: days, ..prevoyance()
        };
        let row = PeriodForm { pay_level: start.clone(), ..resumed(&start, &end, &resumed_on) };
        let good = resumed("01/02/1900", "31/12/2100", "2100-12-31");
        let stop = Situation { contract_effect: Some(day("1900-01-01")), ..prolongation() };
        prop_assert!(!review(&rules, &payers(), &stop, &[row.clone(), good.clone()]).is_ok());
        strip(&stop, &[row, good], None);
    }
}
