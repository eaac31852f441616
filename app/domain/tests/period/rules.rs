//! The rules, one by one: P-1 … P-17.
use crate::{at, day, emprunteur, errors, first, known, line, paris_day, payers, prevoyance, prolongation, range, resumed, said, seen};
use domain::day::Day;
use domain::period::{
    Code, Field, KnownPeriod, KnownState, PeriodForm, PeriodRules, Situation, StopKind, gap_to_confirm, gap_value, parse, review,
    suggested_resume,
};

#[test]
fn p1_both_dates_are_asked_and_may_be_typed_in_french_or_iso_form() {
    assert_eq!(errors(&first(), &[line("01/02/2026", "2026-02-28")]), []);
    assert_eq!(errors(&first(), &[line("", "28/02/2026")]), [(1, "missing_start")]);
    assert_eq!(errors(&first(), &[line("01/02/2026", " ")]), [(1, "missing_end")]);
    let verdict = seen(&first(), &[line("31/02/2026", "28/02/1850")]);
    assert_eq!(verdict.error_codes(), [(1, "bad_date")]);
    assert_eq!(verdict.errors.iter().map(|finding| finding.field).collect::<Vec<_>>(), [Field::Start, Field::End]);
    assert!(said(&verdict)[0].starts_with("« 31/02/2026 » n’est pas une date du calendrier."));
}

#[test]
fn p2_one_day_is_a_period_and_an_end_before_the_start_is_not() {
    assert_eq!(seen(&first(), &[line("01/02/2026", "01/02/2026")]).total_days, Some(1));
    let verdict = seen(&first(), &[line("02/02/2026", "01/02/2026")]);
    assert_eq!(verdict.error_codes(), [(1, "end_before_start")]);
    assert_eq!(said(&verdict), ["La fin, le 1er février 2026, vient avant le début, le 2 février 2026. Corrigez l’une des deux dates."]);
}

#[test]
fn p3_a_period_starts_on_the_origin_date_at_the_earliest_and_the_origin_is_not_to_come() {
    let stop = Situation { origin: Some(day("2026-01-10")), ..first() };
    assert_eq!(errors(&stop, &[line("10/01/2026", "20/01/2026")]), []);
    let verdict = seen(&stop, &[resumed("09/01/2026", "20/01/2026", "21/01/2026")]);
    assert_eq!(verdict.error_codes(), [(1, "before_origin")]);
    assert!(said(&verdict)[0].contains("le 9 janvier 2026, avant le début de votre arrêt, le 10 janvier 2026"));
    let tomorrow = Situation { origin: Some(day("2026-06-16")), ..first() };
    assert!(errors(&tomorrow, &[line("01/06/2026", "02/06/2026")]).contains(&(0, "origin_in_future")));
}

#[test]
fn p4_y3_an_overlap_names_the_period_it_meets_and_the_request_that_is_paid_or_in_progress() {
    let sent = seen(&prolongation(), &[resumed("31/01/2026", "28/02/2026", "01/03/2026")]);
    assert_eq!(sent.error_codes(), [(1, "overlaps")]);
    assert_eq!(
        said(&sent),
        [
            "Cette période recouvre celle du 1er au 31 janvier 2026, déjà transmise le 3 février 2026, en cours dans la demande n° PR-26-000002-4. Commencez au 1er février 2026."
        ]
    );
    let paid = Situation { known: vec![known("2026-01-31", "2026-01-31", KnownState::Paid)], ..prolongation() };
    assert_eq!(
        said(&seen(&paid, &[resumed("01/01/2026", "31/01/2026", "01/02/2026")])),
        [
            "Cette période recouvre celle du 31 janvier 2026, déjà payée dans la demande n° PR-26-000002-4 du 3 février 2026. Corrigez les dates."
        ]
    );
    let row = seen(&first(), &[line("01/02/2026", "10/02/2026"), line("10/02/2026", "12/02/2026")]);
    assert_eq!(row.error_codes(), [(2, "overlaps")]);
    assert_eq!(row.errors[0].sentence_key(), "period-overlaps-row-start");
    let elsewhere = Situation { elsewhere: vec![known("2026-03-01", "2026-03-31", KnownState::Accepted)], ..first() };
    let verdict = seen(&elsewhere, &[line("15/02/2026", "15/03/2026")]);
    assert_eq!(verdict.errors[0].sentence_key(), "period-overlaps-elsewhere");
    assert_eq!(verdict.errors[0].field, Field::End);
}

#[test]
fn p4_a_refused_period_takes_no_day_here_or_elsewhere() {
    let refused = || vec![known("2026-02-01", "2026-02-28", KnownState::Refused)];
    let stop = Situation { known: refused(), elsewhere: refused(), ..first() };
    assert_eq!(errors(&stop, &[line("01/02/2026", "28/02/2026")]), []);
}

#[test]
fn p4_the_day_to_start_on_is_really_free() {
    let elsewhere = vec![known("2026-02-04", "2026-02-10", KnownState::Sent), known("2026-02-01", "2026-02-03", KnownState::Sent)];
    let stop = Situation { elsewhere, ..prolongation() };
    let verdict = seen(&stop, &[line("31/01/2026", "28/02/2026")]);
    assert!(said(&verdict)[0].ends_with("Commencez au 11 février 2026."), "{:?}", said(&verdict));
    let nothing_left = seen(&stop, &[line("31/01/2026", "10/02/2026")]);
    assert!(said(&nothing_left)[0].ends_with("Corrigez les dates."));
}

#[test]
fn p5_a_gap_in_a_prolongation_names_its_days_and_is_confirmed() {
    assert_eq!(errors(&prolongation(), &[line("01/02/2026", "28/02/2026")]), []);
    let rows = [line("04/02/2026", "28/02/2026")];
    let verdict = seen(&prolongation(), &rows);
    assert_eq!(verdict.error_codes(), [(1, "gap_unconfirmed")]);
    assert!(said(&verdict)[0].starts_with("Rien n’est déclaré du 1er au 3 février 2026."));
    let gap = gap_to_confirm(&prolongation(), &rows, 0).unwrap();
    assert_eq!(gap, range("2026-02-01", "2026-02-03"));
    for tick in ["oui".to_owned(), gap_value(gap)] {
        let confirmed = [PeriodForm { gap_confirmed: tick, ..rows[0].clone() }];
        assert!(parse(&emprunteur(), &payers(), &prolongation(), &confirmed).unwrap()[0].gap_confirmed);
    }
}

#[test]
fn p5_a_gap_confirmed_for_other_days_is_asked_again() {
    let stale = PeriodForm { gap_confirmed: gap_value(range("2026-02-01", "2026-02-03")), ..line("20/02/2026", "28/02/2026") };
    assert_eq!(errors(&prolongation(), &[stale]), [(1, "gap_unconfirmed")]);
}

#[test]
fn p5_a_first_declaration_and_another_dossier_raise_no_gap() {
    assert_eq!(errors(&first(), &[line("01/02/2026", "10/02/2026"), line("15/02/2026", "28/02/2026")]), []);
    let elsewhere = Situation { elsewhere: vec![known("2026-02-10", "2026-02-20", KnownState::Sent)], ..prolongation() };
    assert_eq!(errors(&elsewhere, &[line("01/02/2026", "05/02/2026")]), []);
}

#[test]
fn p6_days_nobody_prescribed_are_a_gap_even_over_a_weekend_and_are_never_counted() {
    let friday = Situation { known: vec![known("2026-01-05", "2026-01-30", KnownState::Sent)], ..prolongation() };
    let monday = line("02/02/2026", "28/02/2026");
    assert_eq!(errors(&friday, std::slice::from_ref(&monday)), [(1, "gap_unconfirmed")]);
    let confirmed = seen(&friday, &[PeriodForm { gap_confirmed: "oui".to_owned(), ..monday }]);
    assert_eq!(confirmed.total_days, Some(27));
}

#[test]
fn p7_days_already_paid_end_today_at_the_latest_and_a_certificate_may_end_later() {
    assert_eq!(errors(&first(), &[line("01/06/2026", "15/06/2026")]), []);
    let verdict = seen(&first(), &[line("01/06/2026", "16/06/2026")]);
    assert!(said(&verdict)[0].starts_with("Cette période finit le 16 juin 2026, après aujourd’hui, le 15 juin 2026."));
    let certificate = |start, end| review(&prevoyance(), &payers(), &first(), &[at("plein", start, end)]);
    assert!(certificate("15/06/2026", "15/12/2026").is_ok());
    assert_eq!(certificate("16/06/2026", "17/06/2026").errors[0].sentence_key(), "period-in-future-start");
    let late = certificate("15/06/2026", "16/12/2026");
    assert!(said(&late)[0].contains("au plus tard le 15 décembre 2026"));
}

#[test]
fn p8_a_period_over_366_days_is_refused_and_a_long_stop_is_only_warned_about() {
    let verdict = seen(&first(), &[line("01/01/2025", "02/01/2026")]);
    assert!(said(&verdict)[0].starts_with("La période du 1er janvier 2025 au 2 janvier 2026 dure 367 jours."));
    let years = [("2023-06-01", "2024-05-31"), ("2024-06-01", "2025-05-31"), ("2025-06-01", "2026-05-31")];
    let known = years.iter().map(|(start, end)| known(start, end, KnownState::Paid)).collect();
    let verdict = seen(&Situation { known, ..prolongation() }, &[line("01/06/2026", "01/06/2026")]);
    assert!(verdict.is_ok());
    assert_eq!(verdict.warning_codes(), [(0, "over_maximum_warning")]);
    assert!(said(&verdict)[0].starts_with("Avec cette demande, votre arrêt compte 1 097 jours. Votre contrat en couvre 1 095 au plus"));
}

#[test]
fn p9_the_profile_says_how_many_periods_a_request_holds() {
    let rows: Vec<_> = (1..=5).map(|n| at("demi", &format!("0{n}/03/2026"), &format!("0{n}/03/2026"))).collect();
    assert_eq!(review(&prevoyance(), &payers(), &first(), &rows).error_codes(), [(0, "too_many_periods")]);
    assert!(review(&prevoyance(), &payers(), &first(), &rows[..4]).is_ok());
    let flood = vec![line("01/03/2026", "01/03/2026"); 20_000];
    assert_eq!(errors(&first(), &flood), [(0, "too_many_periods")]);
}

#[test]
fn p10_a_row_is_empty_or_has_both_dates_and_one_level_of_pay() {
    let of = |rows: &[PeriodForm]| review(&prevoyance(), &payers(), &first(), rows).error_codes();
    let good = at("plein", "01/03/2026", "10/03/2026");
    let empty = PeriodForm { payer: "CPAM".to_owned(), ..PeriodForm::default() };
    assert_eq!(of(&[empty.clone(), good, empty.clone()]), []);
    assert_eq!(of(&[empty]), [(0, "no_period")]);
    assert_eq!(of(&[at("", "01/03/2026", "10/03/2026")]), [(1, "missing_pay_level")]);
    assert_eq!(of(&[at("plein,demi", "01/03/2026", "10/03/2026")]), [(1, "two_pay_levels")]);
    assert_eq!(of(&[at("demi", "", "")]), [(1, "missing_end"), (1, "missing_start")]);
}

#[test]
fn p11_work_resumed_asks_a_day_after_the_period_and_not_to_come() {
    let one = |row: PeriodForm| seen(&first(), &[row]);
    assert!(one(resumed("01/02/2026", "28/02/2026", "01/03/2026")).is_ok());
    assert!(one(resumed("01/06/2026", "14/06/2026", "15/06/2026")).is_ok(), "resumed today");
    let early = one(resumed("01/02/2026", "28/02/2026", "28/02/2026"));
    assert_eq!(early.errors_of(1, Field::ResumedOn).map(|f| f.code).collect::<Vec<_>>(), [Code::ResumedContradiction]);
    assert!(said(&early)[0].contains("le 28 février 2026, doit venir après la fin de la période, le 28 février 2026"));
    assert_eq!(one(resumed("01/06/2026", "15/06/2026", "16/06/2026")).error_codes(), [(1, "resumed_in_future")]);
    assert_eq!(one(resumed("01/02/2026", "28/02/2026", "demain")).error_codes(), [(1, "bad_resumed_on")]);
    let missing = one(resumed("01/02/2026", "28/02/2026", ""));
    assert_eq!(missing.error_codes(), [(1, "missing_resumed_on")]);
    assert!(said(&missing)[0].ends_with("au plus tôt le 1er mars 2026."));
}

#[test]
fn p11_a_stop_does_not_go_on_after_work_was_resumed() {
    let next_day = [resumed("01/01/2026", "31/01/2026", "01/02/2026"), line("01/02/2026", "10/02/2026")];
    assert_eq!(errors(&first(), &next_day), [(2, "resumed_contradiction")]);
    let after_work = [resumed("01/01/2026", "31/01/2026", "01/02/2026"), line("03/02/2026", "10/02/2026")];
    assert_eq!(errors(&first(), &after_work), []);
    let during = [resumed("01/01/2026", "31/01/2026", "05/02/2026"), line("03/02/2026", "10/02/2026")];
    let verdict = seen(&first(), &during);
    assert_eq!(verdict.error_codes(), [(1, "resumed_contradiction")]);
    assert!(said(&verdict)[0].contains("mais la période du 3 au 10 février 2026 est déclarée aussi"));
    let known_after = Situation { known: vec![known("2026-02-01", "2026-02-28", KnownState::Sent)], ..prolongation() };
    assert_eq!(errors(&known_after, &[resumed("01/01/2026", "31/01/2026", "01/02/2026")]), [(1, "resumed_contradiction")]);
    let closed = Situation { work_resumed_on: Some(day("2026-02-28")), ..first() };
    assert_eq!(errors(&closed, &[line("01/02/2026", "28/02/2026")]), [(0, "resumed_contradiction")]);
}

#[test]
fn r10_the_day_after_is_offered_as_resume_date_unless_it_is_to_come() {
    assert_eq!(suggested_resume(day("2026-06-14"), day("2026-06-15")), Some(day("2026-06-15")));
    assert_eq!(suggested_resume(day("2026-06-15"), day("2026-06-15")), None);
    let verdict = seen(&first(), &[resumed("01/06/2026", "15/06/2026", "")]);
    assert_eq!(verdict.errors[0].sentence_key(), "period-missing-resumed-on");
}

#[test]
fn p12_a_stop_that_goes_on_is_reminded_after_thirty_days() {
    let stop = Situation { stop_ended: Some(false), ..first() };
    let verdict = seen(&stop, &[line("01/05/2026", "15/05/2026")]);
    assert!(verdict.is_ok());
    assert_eq!(said(&verdict), ["Votre arrêt continue, mais le dernier jour déclaré est le 15 mai 2026. Pensez à déclarer la suite."]);
    assert_eq!(seen(&stop, &[line("01/05/2026", "16/05/2026")]).warnings, []);
    let said_on_the_line = line("01/05/2026", "15/05/2026");
    assert_eq!(seen(&first(), std::slice::from_ref(&said_on_the_line)).warning_codes(), [(0, "prolong_reminder_warning")]);
    let later = Situation { known: vec![known("2026-05-16", "2026-06-10", KnownState::Sent)], ..first() };
    assert_eq!(seen(&later, &[said_on_the_line]).warnings, [], "the days that follow were handed in");
    assert_eq!(seen(&first(), &[resumed("01/05/2026", "15/05/2026", "16/05/2026")]).warnings, []);
}

#[test]
fn p13_a_dossier_opens_once_and_a_prolongation_follows_something() {
    let again = Situation { stop_kind: StopKind::Initial, ..prolongation() };
    assert_eq!(errors(&again, &[line("01/02/2026", "28/02/2026")]), [(0, "initial_already_sent")]);
    let nothing = Situation { stop_kind: StopKind::Prolongation, ..first() };
    assert_eq!(errors(&nothing, &[line("01/02/2026", "28/02/2026")]), [(0, "previous_stop_missing")]);
    let by_hand = Situation { previous_stops: vec![range("2026-01-05", "2026-01-31")], ..nothing };
    assert_eq!(errors(&by_hand, &[line("01/02/2026", "28/02/2026")]), []);
}

#[test]
fn p14_days_before_the_cover_are_warned_about_with_its_first_day() {
    let stop = Situation { contract_effect: Some(day("2026-01-10")), ..first() };
    let verdict = seen(&stop, &[resumed("09/01/2026", "20/01/2026", "21/01/2026")]);
    assert_eq!((verdict.is_ok(), verdict.warning_codes()), (true, vec![(1, "before_contract_warning")]));
    let waiting = PeriodRules { waiting_days: 30, ..emprunteur() };
    let of = |start| review(&waiting, &payers(), &stop, &[resumed(start, "20/02/2026", "21/02/2026")]);
    assert!(said(&of("08/02/2026"))[0].contains("la garantie joue à partir du 9 février 2026"));
    assert_eq!(of("09/02/2026").warnings, []);
}

#[test]
fn p15_a_period_more_than_two_years_old_is_warned_about_and_never_stopped() {
    let verdict = seen(&first(), &[resumed("14/06/2024", "20/06/2024", "21/06/2024")]);
    assert_eq!((verdict.is_ok(), verdict.warning_codes()), (true, vec![(1, "too_old_warning")]));
    assert_eq!(seen(&first(), &[resumed("15/06/2024", "20/06/2024", "21/06/2024")]).warnings, []);
}

#[test]
fn p16_y3_a_copy_of_a_period_handed_in_names_it_and_its_request() {
    let verdict = seen(&prolongation(), &[line("01/01/2026", "31/01/2026")]);
    assert_eq!(verdict.error_codes(), [(1, "duplicate_of_sent")]);
    assert!(
        said(&verdict)[0]
            .starts_with("La période du 1er au 31 janvier 2026 a déjà été transmise le 3 février 2026 (demande PR-26-000002-4).")
    );
    let paid = Situation { known: vec![known("2026-01-01", "2026-01-31", KnownState::Paid)], ..prolongation() };
    let verdict = seen(&paid, &[line("01/01/2026", "31/01/2026")]);
    let sentence = "La période du 1er au 31 janvier 2026 est déjà payée dans la demande n° PR-26-000002-4 du 3 février 2026.";
    assert!(said(&verdict)[0].starts_with(sentence), "{:?}", said(&verdict));
    let old = KnownPeriod { sent_on: None, request: String::new(), ..known("2026-01-01", "2026-01-31", KnownState::Paid) };
    let verdict = seen(&Situation { known: vec![old], ..prolongation() }, &[line("01/01/2026", "31/01/2026")]);
    assert!(said(&verdict)[0].starts_with("La période du 1er au 31 janvier 2026 a déjà été transmise."), "{:?}", said(&verdict));
}

#[test]
fn p17_periods_are_kept_in_order_and_today_is_the_day_in_paris() {
    let rows = [line("01/03/2026", "10/03/2026"), PeriodForm::default(), line("01/02/2026", "10/02/2026")];
    let periods = parse(&emprunteur(), &payers(), &first(), &rows).unwrap();
    let ranges: Vec<_> = periods.iter().map(|period| period.range).collect();
    assert_eq!(ranges, [range("2026-02-01", "2026-02-10"), range("2026-03-01", "2026-03-10")]);
    for (instant, paris) in
        [("2025-12-31T23:30:00Z", "2026-01-01"), ("2026-06-30T22:00:00Z", "2026-07-01"), ("2026-10-25T22:30:00Z", "2026-10-25")]
    {
        let today = paris_day(instant);
        assert_eq!(today, day(paris));
        let seen = |end: Day| seen(&Situation { today, ..first() }, &[line(&end.iso(), &end.iso())]).is_ok();
        assert!(seen(today) && !seen(today.plus(1)), "{instant}");
    }
}
