//! What the step asks of a line (C-13 … C-20), the calendar strip, and the words of every sentence.
use crate::{day, emprunteur, errors, first, known, line, payers, prolongation, range, resumed, said, seen, template};
use domain::period::{DayState, KnownState, PeriodForm, Sentence, Situation, StopKind, Verdict, parse, review, review_row, strip};
use std::collections::BTreeSet;

#[test]
fn c16_whether_work_was_resumed_must_be_answered() {
    let silent = PeriodForm { resumed: String::new(), ..line("01/02/2026", "28/02/2026") };
    assert_eq!(errors(&first(), &[silent]), [(1, "missing_resumed")]);
}

#[test]
fn c17_the_social_body_is_one_of_the_insurers() {
    let by = |payer: &str| PeriodForm { payer: payer.to_owned(), ..line("01/02/2026", "28/02/2026") };
    assert_eq!(errors(&first(), &[by("France Travail")]), []);
    assert_eq!(errors(&first(), &[by("")]), [(1, "missing_payer")]);
    assert_eq!(errors(&first(), &[by("Ma banque")]), [(1, "unknown_payer")]);
    assert!(review(&emprunteur(), &[], &first(), &[by("")]).is_ok());
}

#[test]
fn c18_a_second_period_can_be_added() {
    let rows = [line("01/02/2026", "28/02/2026"), line("01/03/2026", "31/03/2026")];
    let verdict = seen(&prolongation(), &rows);
    assert_eq!((verdict.is_ok(), verdict.total_days), (true, Some(59)));
}

#[test]
fn c19_a_period_shows_what_was_entered_and_a_corrected_one_is_checked_alone() {
    let rows = [resumed("01/02/2026", "28/02/2026", "02/03/2026")];
    let period = parse(&emprunteur(), &payers(), &prolongation(), &rows).unwrap().remove(0);
    assert_eq!(
        (period.range, period.payer.as_str(), period.resumed_on),
        (range("2026-02-01", "2026-02-28"), "CPAM", Some(day("2026-03-02")))
    );
    let rows = [line("01/02/2026", "05/03/2026"), line("01/03/2026", "31/03/2026"), line("", "")];
    let corrected = review_row(&emprunteur(), &payers(), &prolongation(), &rows, 0);
    assert_eq!(corrected.error_codes(), [(1, "overlaps")]);
    assert!(said(&corrected)[0].contains("celle du 1er au 31 mars 2026, sur une autre ligne"));
    assert_eq!(review_row(&emprunteur(), &payers(), &prolongation(), &rows, 3), Verdict::default());
}

#[test]
fn the_strip_tells_each_day_once_and_the_same_in_lines() {
    let stop = Situation {
        today: day("2026-03-12"),
        known: vec![known("2025-12-31", "2026-01-31", KnownState::Paid), known("2026-02-01", "2026-02-05", KnownState::Refused)],
        ..prolongation()
    };
    let drawn = strip(&stop, &[line("01/02/2026", "28/02/2026"), line("31/02/2026", "")], None);
    let lines: Vec<_> = drawn.lines.iter().map(|line| (line.state, line.range)).collect();
    assert_eq!(
        lines,
        [
            (DayState::Paid, range("2025-12-31", "2026-01-31")),
            (DayState::Declared, range("2026-02-01", "2026-02-28")),
            (DayState::Missing, range("2026-03-01", "2026-03-11")),
        ]
    );
    let labels: Vec<_> = drawn.months.iter().map(|month| (month.label.as_str(), month.days.len())).collect();
    assert_eq!(labels, [("Déc.", 31), ("Janv.", 31), ("Févr.", 28), ("Mars", 31)]);
    let march = &drawn.months[3].days;
    assert_eq!((march[10].state, march[10].today), (DayState::Missing, false));
    assert_eq!((march[11].number, march[11].state, march[11].today), (12, DayState::None, true));
}

#[test]
fn y3_the_strip_tells_waiting_paid_accepted_sent_and_refused_days_apart() {
    let stop = Situation {
        today: day("2026-05-01"),
        known: vec![
            known("2025-12-10", "2026-01-31", KnownState::Paid),
            known("2026-02-01", "2026-02-28", KnownState::Accepted),
            known("2026-03-01", "2026-03-05", KnownState::Refused),
            known("2026-03-06", "2026-04-30", KnownState::Sent),
        ],
        ..prolongation()
    };
    let states = |waiting| strip(&stop, &[], waiting).lines.into_iter().map(|line| (line.state, line.range)).collect::<Vec<_>>();
    let after = [
        (DayState::Accepted, range("2026-02-01", "2026-02-28")),
        (DayState::Refused, range("2026-03-01", "2026-03-05")),
        (DayState::Sent, range("2026-03-06", "2026-04-30")),
    ];
    let mut told = vec![(DayState::Waiting, range("2025-12-10", "2025-12-30")), (DayState::Paid, range("2025-12-31", "2026-01-31"))];
    told.extend(after);
    assert_eq!(states(Some(range("2025-12-01", "2025-12-30"))), told, "what is not declared does not wait");
    assert_eq!(states(None)[0], (DayState::Paid, range("2025-12-10", "2026-01-31")));
    let refused = states(Some(range("2025-12-10", "2026-03-04")));
    assert_eq!(refused[1], (DayState::Refused, range("2026-03-01", "2026-03-05")), "what is refused is refused");
}

#[test]
fn the_strip_asks_for_no_day_that_was_worked() {
    let stop = Situation { today: day("2026-03-12"), ..prolongation() };
    let confirmed = PeriodForm { gap_confirmed: "oui".to_owned(), ..resumed("04/02/2026", "28/02/2026", "02/03/2026") };
    let missing = strip(&stop, &[confirmed], None).lines.into_iter().filter(|line| line.state == DayState::Missing);
    assert_eq!(missing.map(|line| line.range).collect::<Vec<_>>(), [range("2026-03-01", "2026-03-01")]);
    let certificate =
        strip(&Situation { known: Vec::new(), ..stop }, &[line("01/03/2026", "05/03/2026"), line("20/03/2026", "25/03/2026")], None);
    let lines: Vec<_> = certificate.lines.iter().map(|line| (line.state, line.range.start(), line.range.days())).collect();
    let to_come = (DayState::Declared, day("2026-03-20"), 6);
    assert_eq!(lines, [(DayState::Declared, day("2026-03-01"), 5), (DayState::Missing, day("2026-03-06"), 6), to_come]);
    assert_eq!(strip(&Situation::new(day("2026-03-12"), StopKind::Initial), &[], None).months.len(), 1);
}

#[test]
fn the_strip_shows_six_months_at_most_and_always_today() {
    let old = Situation { known: vec![known("2024-01-01", "2024-01-31", KnownState::Paid)], ..prolongation() };
    for rows in [vec![], vec![line("01/06/2026", "31/12/2100")], vec![line("01/01/1900", "02/01/1900")]] {
        let drawn = strip(&old, &rows, None);
        assert!(drawn.months.len() <= 6);
        assert_eq!(drawn.months.iter().flat_map(|month| &month.days).filter(|cell| cell.today).count(), 1);
    }
}

#[test]
fn every_sentence_has_its_words_and_names_all_its_values() {
    for sentence in Sentence::ALL {
        let named: BTreeSet<_> = template(*sentence).split("{ $").skip(1).map(|rest| rest.split(" }").next().unwrap().to_owned()).collect();
        assert_eq!(named, sentence.args().iter().map(|arg| (*arg).to_owned()).collect(), "{}", sentence.key());
        let code = sentence.code().as_str().replace('_', "-");
        assert!(sentence.key().starts_with(&format!("period-{code}")), "{}", sentence.key());
    }
}
