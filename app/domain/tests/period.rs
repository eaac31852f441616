//! The period rules P-1 … P-18: one sentence each, the golden cases, and properties on random requests.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use domain::day::{Day, DayRange, Instant};
use domain::period::{
    Code, DayState, Field, FutureRule, KnownPeriod, KnownState, PayLevel, PeriodForm, PeriodRules, Row, Sentence, Situation, StopKind,
    Verdict, check, gap_to_confirm, gap_value, parse, review, review_row, strip, suggested_resume,
};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn range(start: &str, end: &str) -> DayRange {
    DayRange::new(day(start), day(end)).unwrap()
}

fn emprunteur() -> PeriodRules {
    PeriodRules {
        max_periods: 12,
        max_period_days: 366,
        max_total_days: 1095,
        future_rule: FutureRule::EndNotAfterToday,
        future_end_days: 0,
        pay_levels: Vec::new(),
        waiting_days: 0,
    }
}

fn prevoyance() -> PeriodRules {
    PeriodRules {
        max_periods: 4,
        future_rule: FutureRule::StartNotAfterToday,
        future_end_days: 183,
        pay_levels: vec![PayLevel::Plein, PayLevel::Demi],
        ..emprunteur()
    }
}

fn payers() -> Vec<String> {
    vec!["CPAM".to_owned(), "France Travail".to_owned()]
}

/// A first declaration seen on 15 June 2026.
fn first() -> Situation {
    Situation::new(day("2026-06-15"), StopKind::Initial)
}

/// A prolongation of January 2026, handed in on 3 February.
fn prolongation() -> Situation {
    Situation {
        known: vec![known("2026-01-01", "2026-01-31", KnownState::Sent)],
        ..Situation::new(day("2026-06-15"), StopKind::Prolongation)
    }
}

fn known(start: &str, end: &str, state: KnownState) -> KnownPeriod {
    KnownPeriod { range: range(start, end), state, request: "n° 2".to_owned(), sent_on: Some(day("2026-02-03")) }
}

/// A line of the step: paid by the CPAM, work not resumed.
fn line(start: &str, end: &str) -> PeriodForm {
    PeriodForm {
        start: start.to_owned(),
        end: end.to_owned(),
        payer: "CPAM".to_owned(),
        resumed: "non".to_owned(),
        ..PeriodForm::default()
    }
}

fn resumed(start: &str, end: &str, resumed_on: &str) -> PeriodForm {
    PeriodForm { resumed: "oui".to_owned(), resumed_on: resumed_on.to_owned(), ..line(start, end) }
}

fn at(level: &str, start: &str, end: &str) -> PeriodForm {
    PeriodForm { pay_level: level.to_owned(), ..line(start, end) }
}

fn seen(situation: &Situation, rows: &[PeriodForm]) -> Verdict {
    review(&emprunteur(), &payers(), situation, rows)
}

fn errors(situation: &Situation, rows: &[PeriodForm]) -> Vec<(usize, &'static str)> {
    seen(situation, rows).error_codes()
}

/// The sentences a member reads about the errors, out of the French words file.
fn said(verdict: &Verdict) -> Vec<String> {
    verdict.errors.iter().chain(&verdict.warnings).map(|finding| worded(finding.sentence, &finding.args)).collect()
}

const WORDS: &str = include_str!("../../locales/fr-FR/period.ftl");

fn template(sentence: Sentence) -> String {
    let prefix = format!("{} = ", sentence.key());
    WORDS.lines().find_map(|line| line.strip_prefix(&prefix)).unwrap_or_else(|| panic!("no words for {}", sentence.key())).to_owned()
}

fn worded(sentence: Sentence, args: &[(String, String)]) -> String {
    let text = args.iter().fold(template(sentence), |text, (name, value)| text.replace(&format!("{{ ${name} }}"), value));
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

// ---------------------------------------------------------------- the rules, one by one

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
fn p4_an_overlap_names_the_period_it_meets() {
    let sent = seen(&prolongation(), &[resumed("31/01/2026", "28/02/2026", "01/03/2026")]);
    assert_eq!(sent.error_codes(), [(1, "overlaps")]);
    assert_eq!(
        said(&sent),
        ["Cette période recouvre celle du 1er au 31 janvier 2026, déjà transmise le 3 février 2026. Commencez au 1er février 2026."]
    );
    let paid = Situation { known: vec![known("2026-01-31", "2026-01-31", KnownState::Paid)], ..prolongation() };
    assert_eq!(
        said(&seen(&paid, &[resumed("01/01/2026", "31/01/2026", "01/02/2026")])),
        ["Cette période recouvre celle du 31 janvier 2026, déjà payée. Corrigez les dates."]
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
fn p16_a_copy_of_a_period_handed_in_names_it() {
    let verdict = seen(&prolongation(), &[line("01/01/2026", "31/01/2026")]);
    assert_eq!(verdict.error_codes(), [(1, "duplicate_of_sent")]);
    assert!(said(&verdict)[0].starts_with("La période du 1er au 31 janvier 2026 a déjà été transmise le 3 février 2026 (demande n° 2)."));
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

// ---------------------------------------------------------------- the step (C-13 … C-20)

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
    let drawn = strip(&stop, &[line("01/02/2026", "28/02/2026"), line("31/02/2026", "")]);
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
fn the_strip_asks_for_no_day_that_was_worked() {
    let stop = Situation { today: day("2026-03-12"), ..prolongation() };
    let confirmed = PeriodForm { gap_confirmed: "oui".to_owned(), ..resumed("04/02/2026", "28/02/2026", "02/03/2026") };
    let missing = strip(&stop, &[confirmed]).lines.into_iter().filter(|line| line.state == DayState::Missing);
    assert_eq!(missing.map(|line| line.range).collect::<Vec<_>>(), [range("2026-03-01", "2026-03-01")]);
    let certificate =
        strip(&Situation { known: Vec::new(), ..stop }, &[line("01/03/2026", "05/03/2026"), line("20/03/2026", "25/03/2026")]);
    let lines: Vec<_> = certificate.lines.iter().map(|line| (line.state, line.range.start(), line.range.days())).collect();
    let to_come = (DayState::Declared, day("2026-03-20"), 6);
    assert_eq!(lines, [(DayState::Declared, day("2026-03-01"), 5), (DayState::Missing, day("2026-03-06"), 6), to_come]);
    assert_eq!(strip(&Situation::new(day("2026-03-12"), StopKind::Initial), &[]).months.len(), 1);
}

#[test]
fn the_strip_shows_six_months_at_most_and_always_today() {
    let old = Situation { known: vec![known("2024-01-01", "2024-01-31", KnownState::Paid)], ..prolongation() };
    for rows in [vec![], vec![line("01/06/2026", "31/12/2100")], vec![line("01/01/1900", "02/01/1900")]] {
        let drawn = strip(&old, &rows);
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

// ---------------------------------------------------------------- golden cases

const GOLDEN: &str = include_str!("golden/periods.json");

/// The European rule: summer time from the last Sunday of March, 01:00 UTC, to the last Sunday of October, 01:00 UTC.
fn paris_day(instant: &str) -> Day {
    use chrono::{Datelike, NaiveDate, TimeDelta};
    let at: Instant = instant.parse().unwrap();
    let turn = |month| {
        let last = NaiveDate::from_ymd_opt(at.year(), month, 31).unwrap();
        let sunday = last - TimeDelta::days(i64::from(last.weekday().num_days_from_sunday()));
        sunday.and_hms_opt(1, 0, 0).unwrap().and_utc()
    };
    let hours = if at >= turn(3) && at < turn(10) { 2 } else { 1 };
    Day((at + TimeDelta::hours(hours)).date_naive())
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn golden_range(value: &Value) -> DayRange {
    range(text(value, "start"), text(value, "end"))
}

fn golden_situation(context: &Value) -> Situation {
    let stop_kind = serde_json::from_value(context["stop_kind"].clone()).unwrap();
    let known = |value: &Value| KnownPeriod {
        range: golden_range(value),
        state: serde_json::from_value(value["status"].clone()).unwrap(),
        request: text(value, "request").to_owned(),
        sent_on: None,
    };
    Situation {
        origin: Day::parse(text(context, "origin_date")),
        contract_effect: Day::parse(text(context, "contract_effect")),
        known: list(context, "existing").iter().map(known).collect(),
        previous_stops: list(context, "previous_stops").iter().map(golden_range).collect(),
        work_resumed_on: Day::parse(text(context, "work_resumed_on")),
        stop_ended: context.get("stop_ended").and_then(Value::as_bool),
        ..Situation::new(paris_day(text(context, "now_utc")), stop_kind)
    }
}

fn golden_row(value: &Value) -> Row {
    let flag = |key: &str| value.get(key).and_then(Value::as_bool).unwrap_or_default();
    Row {
        start: text(value, "start").to_owned(),
        end: text(value, "end").to_owned(),
        pay_levels: list(value, "pay_level").iter().map(|level| serde_json::from_value(level.clone()).unwrap()).collect(),
        resumed: flag("resumed"),
        gap_confirmed: flag("gap_confirmed"),
    }
}

#[test]
fn p1_to_p17_the_golden_cases_are_answered_as_written() {
    let golden: Value = serde_json::from_str(GOLDEN).unwrap();
    let mut wrong = Vec::new();
    for case in list(&golden, "cases") {
        let context = &case["context"];
        let mut limits = golden["profiles"][text(case, "profile")].clone();
        for (key, value) in context.get("limits").and_then(Value::as_object).into_iter().flatten() {
            limits[key] = value.clone();
        }
        let rules: PeriodRules = serde_json::from_value(limits).unwrap();
        let rows: Vec<Row> = list(case, "periods").iter().map(golden_row).collect();
        let situation = golden_situation(context);
        let verdict = check(&rules, &situation, &rows);
        let mut answer = serde_json::json!({"errors": verdict.error_codes(), "warnings": verdict.warning_codes()});
        if verdict.is_ok() {
            answer["total_days"] = verdict.total_days.into();
            answer["sorted"] = verdict.sorted.iter().map(|range| serde_json::json!([range.start(), range.end()])).collect();
        }
        if answer != case["expected"] || context.get("today").is_some_and(|today| *today != situation.today.iso()) {
            wrong.push(format!("{} {}: {answer} instead of {}", text(case, "id"), text(case, "title"), case["expected"]));
        }
    }
    assert_eq!(list(&golden, "cases").len(), 95);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_golden_code_exists_under_its_name() {
    let golden: Value = serde_json::from_str(GOLDEN).unwrap();
    for name in golden["codes"].as_object().unwrap().keys() {
        let code: Code = serde_json::from_value(Value::String(name.clone())).unwrap();
        assert_eq!(code.as_str(), name);
    }
}

// ---------------------------------------------------------------- properties (P-18)

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
        let drawn = strip(&situation, &rows);
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
        strip(&stop, &[row, good]);
    }
}
