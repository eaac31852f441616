//! The golden cases.
use crate::{range, share};
use domain::benefit::{Cover, IncomeLosses, LoanTerms, PayPeriod, PayTerms, Stop, loan_benefit, pay_benefit};
use domain::day::{Day, DayRange};
use domain::money::Cents;
use serde_json::{Value, json};

const GOLDEN: &str = include_str!("../golden/benefits.json");

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn date(value: &Value, key: &str) -> Option<Day> {
    value.get(key).map(|date| Day::parse(date.as_str().unwrap()).unwrap())
}

fn number(value: &Value, key: &str) -> Option<u32> {
    value.get(key).map(|number| u32::try_from(number.as_u64().unwrap()).unwrap())
}

fn cents(value: &Value, key: &str) -> Option<Cents> {
    value.get(key).map(|amount| Cents(amount.as_i64().unwrap()))
}

fn days(start: &Value, end: &Value) -> DayRange {
    range(start.as_str().unwrap(), end.as_str().unwrap())
}

fn loan(input: &Value) -> Value {
    let accepted: Vec<DayRange> = list(input, "accepted").iter().map(|ends| days(&ends[0], &ends[1])).collect();
    let terms = LoanTerms {
        mode: serde_json::from_value(input["mode"].clone()).unwrap(),
        instalment: cents(input, "instalment_cents").unwrap(),
        quotity: share(number(input, "quotity_bp").unwrap()),
        due_day: number(input, "due_day").unwrap_or(1),
        losses: IncomeLosses::in_every_month(cents(input, "income_loss_cents")),
    };
    let cover = Cover {
        waiting_days: number(input, "franchise_days").unwrap(),
        from: date(input, "cover_from"),
        to: date(input, "cover_to"),
        age_limit: number(input, "age_limit").map(|age| age.try_into().unwrap()),
        max_days: number(input, "max_days"),
    };
    let stop = Stop {
        first_day: date(input, "first_day").or_else(|| accepted.iter().map(|range| range.start()).min()).unwrap(),
        accepted,
        birth_date: date(input, "birth_date"),
        relapse: input.get("relapse_within_window").and_then(Value::as_bool).unwrap_or_default(),
        days_already_paid: number(input, "days_already_paid").unwrap_or_default(),
    };
    let benefit = loan_benefit(&terms, &cover, &stop).unwrap();
    json!({
        "franchise_end": benefit.waiting_end,
        "first_payable": benefit.first_payable(),
        "payable_days": benefit.payable_days(),
        "lines": benefit.lines.iter().map(|line| json!([line.due, line.amount])).collect::<Vec<_>>(),
        "total_cents": benefit.total(),
    })
}

fn pay(input: &Value) -> Value {
    let terms = PayTerms { reference: cents(input, "ref_monthly_cents").unwrap(), rate: share(number(input, "rate_bp").unwrap()) };
    let period = |value: &Value| PayPeriod {
        range: days(&value["start"], &value["end"]),
        kept: share(number(value, "kept_bp").unwrap()),
        other_daily: cents(value, "other_day_cents").unwrap_or_default(),
    };
    let periods: Vec<PayPeriod> = list(input, "periods").iter().map(period).collect();
    let benefit = pay_benefit(&terms, &periods).unwrap();
    let lines: Vec<Value> = benefit.lines.iter().map(|line| json!([line.days, line.daily, line.amount])).collect();
    json!({"lines": lines, "total_cents": benefit.total()})
}

#[test]
fn b11_the_golden_cases_pay_what_was_worked_out_by_hand() {
    let golden: Value = serde_json::from_str(GOLDEN).unwrap();
    let mut wrong = Vec::new();
    for case in list(&golden, "cases") {
        let answer = if case["kind"] == "loan" { loan(&case["input"]) } else { pay(&case["input"]) };
        if answer != case["expected"] {
            wrong.push(format!("{} {}: {answer} instead of {}", case["id"], case["title"], case["expected"]));
        }
    }
    assert_eq!(list(&golden, "cases").len(), 61);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
