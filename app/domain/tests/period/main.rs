//! The period rules P-1 … P-18: one sentence each, the golden cases, and properties on random requests.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]
mod golden;
mod properties;
mod rules;
mod step;

use domain::day::{Day, DayRange, Instant};
use domain::period::{
    FutureRule, KnownPeriod, KnownState, PayLevel, PeriodForm, PeriodRules, Sentence, Situation, StopKind, Verdict, review,
};

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
    KnownPeriod { range: range(start, end), state, request: "PR-26-000002-4".to_owned(), sent_on: Some(day("2026-02-03")) }
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

const WORDS: &str = include_str!("../../../locales/fr-FR/period.ftl");

fn template(sentence: Sentence) -> String {
    let prefix = format!("{} = ", sentence.key());
    WORDS.lines().find_map(|line| line.strip_prefix(&prefix)).unwrap_or_else(|| panic!("no words for {}", sentence.key())).to_owned()
}

fn worded(sentence: Sentence, args: &[(String, String)]) -> String {
    let text = args.iter().fold(template(sentence), |text, (name, value)| text.replace(&format!("{{ ${name} }}"), value));
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

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
