//! Benefit cases, in the format of `golden/benefits.json`.
use super::{invalid, read, write};
use domain::benefit::{
    BenefitRules, Cover, Due, IncomeLosses, LoanBenefit, LoanMode, LoanTerms, PayBenefit, PayPeriod, PayTerms, Stop, loan_benefit,
    pay_benefit,
};
use domain::day::{Day, DayRange};
use domain::money::{Cents, Share};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::io;

/// Calculates every case of `file` (JSON text) on `out`; where a loan's case says no mode or no age limit, those of the chosen
/// insurer hold. Returns whether every case that says what it expects came to that.
///
/// # Errors
/// `InvalidData` with one sentence that names the case when the file cannot be read as cases, before anything is written; otherwise
/// what `out` says.
pub fn benefits(file: &str, insurer: Option<&BenefitRules>, out: &mut dyn io::Write) -> io::Result<bool> {
    let file: File = read(file, "benefit")?;
    let mut lines = Vec::new();
    for (place, case) in file.cases.iter().enumerate() {
        let told = |problem| invalid(format!("Case {} (number {} of the file): {problem}.", case.id, place + 1));
        lines.push(case.answer(insurer).map_err(told)?);
    }
    write(&lines, out)?;
    Ok(lines.iter().all(|line| line.differs.is_empty()))
}

#[derive(Deserialize)]
struct File {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: Value,
    kind: Kind,
    input: Value,
    #[serde(default)]
    expected: Map<String, Value>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Loan,
    Pay,
}

#[derive(Deserialize)]
struct LoanCase {
    mode: Option<LoanMode>,
    accepted: Vec<(Day, Day)>,
    first_day: Option<Day>,
    franchise_days: u16,
    #[serde(default)]
    relapse_within_window: bool,
    cover_from: Option<Day>,
    cover_to: Option<Day>,
    birth_date: Option<Day>,
    age_limit: Option<u8>,
    max_days: Option<u32>,
    #[serde(default)]
    days_already_paid: u32,
    instalment_cents: Cents,
    quotity_bp: Share,
    due_day: Option<u32>,
    income_loss_cents: Option<Cents>,
}

#[derive(Deserialize)]
struct PayCase {
    ref_monthly_cents: Cents,
    rate_bp: Share,
    periods: Vec<PayCasePeriod>,
}

#[derive(Deserialize)]
struct PayCasePeriod {
    start: Day,
    end: Day,
    kept_bp: Share,
    #[serde(default)]
    other_day_cents: Cents,
}

/// One line of the answer.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Value,
    #[serde(flatten)]
    said: Said,
    /// What was expected instead, where it was something else.
    #[serde(skip_serializing_if = "Map::is_empty")]
    differs: Map<String, Value>,
}

/// What a stop pays, in the form of the golden cases.
#[derive(Serialize)]
#[serde(untagged)]
enum Said {
    Loan { franchise_end: Day, first_payable: Option<Day>, payable_days: i64, lines: Vec<(Due, Cents)>, total_cents: Cents },
    Pay { lines: Vec<(i64, Cents, Cents)>, total_cents: Cents },
}

impl Case {
    fn answer(&self, insurer: Option<&BenefitRules>) -> Result<Answer<'_>, String> {
        let said = match self.kind {
            Kind::Loan => Said::of_loan(&self.input::<LoanCase>()?.benefit(insurer)?),
            Kind::Pay => Said::of_pay(&self.input::<PayCase>()?.benefit()?),
        };
        let differs = self.differences(&said).map_err(|error| error.to_string())?;
        Ok(Answer { id: &self.id, said, differs })
    }

    fn input<'a, T: Deserialize<'a>>(&'a self) -> Result<T, String> {
        T::deserialize(&self.input).map_err(|error| format!("its input cannot be read: {error}"))
    }

    /// What is expected and was not said.
    fn differences(&self, said: &Said) -> serde_json::Result<Map<String, Value>> {
        let said = serde_json::to_value(said)?;
        let other = self.expected.iter().filter(|(name, value)| said.get(name.as_str()) != Some(*value));
        Ok(other.map(|(name, value)| (name.clone(), value.clone())).collect())
    }
}

impl LoanCase {
    fn benefit(&self, insurer: Option<&BenefitRules>) -> Result<LoanBenefit, String> {
        let mode = self.mode.or(insurer.map(|rules| rules.mode)).ok_or("it says no mode and no insurer is named")?;
        let due_day = self.due_day.or((mode == LoanMode::Prorata).then_some(1)).ok_or("it says no due_day")?;
        let losses = IncomeLosses::in_every_month(self.income_loss_cents);
        let terms = LoanTerms { mode, instalment: self.instalment_cents, quotity: self.quotity_bp, due_day, losses };
        let cover = Cover {
            waiting_days: u32::from(self.franchise_days),
            from: self.cover_from,
            to: self.cover_to,
            age_limit: self.age_limit.or(insurer.and_then(|rules| rules.age_limit)),
            max_days: self.max_days,
        };
        loan_benefit(&terms, &cover, &self.stop()?).map_err(|error| error.to_string())
    }

    fn stop(&self) -> Result<Stop, String> {
        let accepted = self.accepted.iter().map(|(start, end)| range(*start, *end)).collect::<Result<Vec<_>, _>>()?;
        let earliest = accepted.iter().map(|range| range.start()).min();
        Ok(Stop {
            first_day: self.first_day.or(earliest).ok_or("it says neither accepted days nor first_day")?,
            accepted,
            birth_date: self.birth_date,
            relapse: self.relapse_within_window,
            days_already_paid: self.days_already_paid,
        })
    }
}

impl PayCase {
    fn benefit(&self) -> Result<PayBenefit, String> {
        let periods = self.periods.iter().map(PayCasePeriod::period).collect::<Result<Vec<_>, _>>()?;
        let terms = PayTerms { reference: self.ref_monthly_cents, rate: self.rate_bp };
        pay_benefit(&terms, &periods).map_err(|error| error.to_string())
    }
}

impl PayCasePeriod {
    fn period(&self) -> Result<PayPeriod, String> {
        Ok(PayPeriod { range: range(self.start, self.end)?, kept: self.kept_bp, other_daily: self.other_day_cents })
    }
}

fn range(start: Day, end: Day) -> Result<DayRange, String> {
    DayRange::new(start, end).ok_or_else(|| format!("the end, {}, is before the start, {}", end.iso(), start.iso()))
}

impl Said {
    fn of_loan(benefit: &LoanBenefit) -> Self {
        Self::Loan {
            franchise_end: benefit.waiting_end,
            first_payable: benefit.first_payable(),
            payable_days: benefit.payable_days(),
            lines: benefit.lines.iter().map(|line| (line.due, line.amount)).collect(),
            total_cents: benefit.total(),
        }
    }

    fn of_pay(benefit: &PayBenefit) -> Self {
        let lines = benefit.lines.iter().map(|line| (line.days, line.daily, line.amount)).collect();
        Self::Pay { lines, total_cents: benefit.total() }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::ran, benefits};
    use domain::benefit::BenefitRules;
    use serde_json::{Value, json};

    const GOLDEN: &str = include_str!("../../../app/domain/tests/golden/benefits.json");

    fn run(file: &str) -> (bool, String) {
        ran(|out| benefits(file, None, out))
    }

    fn refusal(case: &Value) -> String {
        benefits(&json!({"cases": [case]}).to_string(), None, &mut Vec::new()).unwrap_err().to_string()
    }

    /// A loan of 300,00 € from the first day of April on, with these keys besides.
    fn loan(more: &Value) -> Value {
        let mut input =
            json!({"accepted": [["2026-04-01", "2026-04-30"]], "franchise_days": 0, "instalment_cents": 30_000, "quotity_bp": 10_000});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"id": "X1", "kind": "loan", "input": input})
    }

    #[test]
    fn b11_the_golden_cases_are_calculated_one_a_line_as_expected() {
        let (as_expected, out) = run(GOLDEN);
        assert!(as_expected, "{}", out.lines().filter(|line| line.contains("differs")).collect::<Vec<_>>().join("\n"));
        assert_eq!(out.lines().count(), 61);
        let first = r#"{"id":"B001","franchise_end":"2026-04-09","first_payable":"2026-04-10","payable_days":52,"lines":[["2026-05-05",11570]],"total_cents":11570}"#;
        assert_eq!(out.lines().next(), Some(first));
        let pay = r#"{"id":"B038","lines":[[10,3200,32000]],"total_cents":32000}"#;
        assert!(out.lines().any(|line| line == pay), "{out}");
    }

    #[test]
    fn b11_a_difference_is_told_on_the_line_of_its_case() {
        let (as_expected, out) = run(&GOLDEN.replacen("\"total_cents\": 11570", "\"total_cents\": 11571", 1));
        assert!(!as_expected);
        assert!(out.lines().next().is_some_and(|line| line.ends_with(r#""differs":{"total_cents":11571}}"#)), "{out}");
        assert_eq!(out.lines().filter(|line| line.contains("differs")).count(), 1);
    }

    #[test]
    fn b11_a_bad_file_is_refused_with_its_case() {
        let error = benefits("{\"cases\": [\n  oups]}", None, &mut Vec::new()).unwrap_err().to_string();
        assert!(error.starts_with("This is not a file of benefit cases: ") && error.ends_with("at line 2 column 3."), "{error}");
        let told = |more: Value| refusal(&loan(&more));
        let case = r#"Case "X1" (number 1 of the file): "#;
        assert_eq!(told(json!({})), format!("{case}it says no mode and no insurer is named."));
        assert_eq!(told(json!({"mode": "echeance"})), format!("{case}it says no due_day."));
        assert_eq!(told(json!({"mode": "prorata", "accepted": []})), format!("{case}it says neither accepted days nor first_day."));
        let backwards = json!({"mode": "prorata", "accepted": [["2026-04-30", "2026-04-01"]]});
        assert_eq!(told(backwards), format!("{case}the end, 2026-04-01, is before the start, 2026-04-30."));
        let twice = json!({"mode": "prorata", "accepted": [["2026-04-01", "2026-04-10"], ["2026-04-10", "2026-04-12"]]});
        assert_eq!(told(twice), format!("{case}days of 2026-04-10 to 2026-04-12 are there twice."));
        assert!(told(json!({"mode": "prorata", "quotity_bp": 10_001})).starts_with(&format!("{case}its input cannot be read: ")));
        assert_eq!(told(json!({"mode": "prorata", "instalment_cents": -1})), format!("{case}-1 cents is no amount of a contract."));
    }

    #[test]
    fn b11_the_insurers_mode_and_age_limit_hold_where_a_case_says_none() {
        let rules: BenefitRules = serde_json::from_value(json!({"mode": "prorata", "age_limit": 65})).unwrap();
        let file = json!({"cases": [loan(&json!({"birth_date": "1961-04-22"}))]}).to_string();
        let (as_expected, out) = ran(|out| benefits(&file, Some(&rules), out));
        assert!(as_expected, "a case may expect nothing");
        let answer: Value = serde_json::from_str(&out).unwrap();
        assert_eq!((&answer["payable_days"], &answer["lines"]), (&json!(21), &json!([["2026-04", 21_000]])));
    }
}
