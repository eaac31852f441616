//! Public holidays and deadlines in working days (domain.md 5.6), against tables made by another algorithm.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]
use domain::day::Day;
use domain::holiday::{Holiday, WorkingDays, Zone, holiday, holidays};
use serde_json::{Value, json};

fn golden() -> Value {
    serde_json::from_str(include_str!("golden/holidays.json")).unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

/// The holidays of a year in the form of the golden table: one line a day, the names of two that meet joined.
fn table(year: i32, zone: Zone) -> Value {
    let days = holidays(year, zone);
    let lines = days.chunk_by(|one, next| one.0 == next.0).map(|same| {
        let names: Vec<String> = same.iter().map(|(_, holiday)| holiday.name().replace('’', "'")).collect();
        json!([same[0].0, names.join(" / ")])
    });
    lines.collect()
}

#[test]
fn r27_the_golden_holidays_are_found() {
    let golden = golden();
    let mut years = 0;
    for (zone, table_of) in golden["zones"].as_object().unwrap() {
        let zone: Zone = read(&json!(zone));
        for (year, expected) in table_of.as_object().unwrap() {
            assert_eq!(table(year.parse().unwrap(), zone), *expected, "{zone:?} {year}");
            years += 1;
        }
    }
    assert_eq!(years, 44);
}

#[test]
fn r27_the_golden_deadlines_are_met() {
    let golden = golden();
    let deadlines = golden["deadlines"].as_array().unwrap();
    for deadline in deadlines {
        let counting: WorkingDays = read(&deadline["kind"]);
        let days: u16 = read(&deadline["days"]);
        let on = counting.after(read(&deadline["start"]), days, read(&deadline["zone"]));
        assert_eq!(json!(on), deadline["expected"], "{}", deadline["id"]);
    }
    assert_eq!(deadlines.len(), 12);
}

#[test]
fn r27_ascension_may_meet_a_holiday_of_may() {
    assert_eq!(holiday(day("2008-05-01"), Zone::Metropole), Some(Holiday::Labour));
    let met: Vec<&str> =
        holidays(2008, Zone::Metropole).into_iter().filter(|(date, _)| *date == day("2008-05-01")).map(|(_, kept)| kept.name()).collect();
    assert_eq!(met, ["Fête du Travail", "Ascension"]);
    assert_eq!(holidays(2026, Zone::AlsaceMoselle).len(), Holiday::ALL.len());
}

#[test]
fn r27_as_many_days_have_passed_as_lead_there() {
    for counting in [WorkingDays::Ouvres, WorkingDays::Ouvrables] {
        for start in (0..40).map(|n| day("2026-04-20").plus(n)) {
            for days in 0..25 {
                assert_eq!(counting.between(start, counting.after(start, days, Zone::Metropole), Zone::Metropole), days);
            }
        }
        assert_eq!(counting.between(day("2026-05-04"), day("2026-05-03"), Zone::Metropole), 0);
    }
    assert_eq!(WorkingDays::Ouvres.between(day("2026-04-30"), day("2026-05-11"), Zone::Metropole), 5, "two holidays, two week-ends");
}

#[test]
fn r27_members_are_told_days_without_saturdays_and_the_clock_of_complaints_runs_on_them() {
    let (saturday, sunday) = (day("2026-06-13"), day("2026-06-14"));
    let counted = |day| [WorkingDays::Ouvres, WorkingDays::Ouvrables].map(|counting| counting.has(day, Zone::Metropole));
    assert_eq!((counted(saturday), counted(sunday), counted(day("2026-07-14"))), ([false, true], [false; 2], [false; 2]));
    assert_eq!(WorkingDays::Ouvres.after(saturday, 0, Zone::Metropole), saturday);
}
