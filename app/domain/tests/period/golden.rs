//! The golden cases.
use crate::{paris_day, range};
use domain::day::{Day, DayRange};
use domain::period::{Code, KnownPeriod, PeriodRules, Row, Situation, check};
use serde_json::Value;

const GOLDEN: &str = include_str!("../golden/periods.json");

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
