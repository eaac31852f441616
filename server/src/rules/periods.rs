//! Period cases, in the format of `golden/periods.json`.
use super::{invalid, read, write};
use backend::clock::paris_day;
use domain::day::{Day, DayRange, Instant};
use domain::period::{KnownPeriod, KnownState, PayLevel, PeriodRules, Row, Situation, StopKind, Verdict, check};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Answers every case of `file` (JSON text) on `out`. The file's own profiles win; a case that names none of them is answered with
/// `profile_rules`, those of the chosen insurer. Returns whether every case that says what it expects was answered so.
///
/// # Errors
/// `InvalidData` with one sentence (line and column, or the case) when the file cannot be read as cases, before anything is
/// written; otherwise what `out` says.
pub fn periods(file: &str, profile_rules: Option<&PeriodRules>, out: &mut dyn io::Write) -> io::Result<bool> {
    let file: File = read(file, "period")?;
    let mut lines = Vec::new();
    for (place, case) in file.cases.iter().enumerate() {
        let told = |problem| invalid(format!("Case {} (number {} of the file): {problem}.", case.id, place + 1));
        lines.push(case.answer(&file.profiles, profile_rules).map_err(told)?);
    }
    write(&lines, out)?;
    Ok(lines.iter().all(|line| line.differs.is_none()))
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    profiles: BTreeMap<String, PeriodRules>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: Value,
    #[serde(default)]
    profile: Option<String>,
    context: Context,
    periods: Vec<CaseRow>,
    #[serde(default)]
    expected: Option<Expected>,
}

#[derive(Deserialize)]
struct Context {
    #[serde(default)]
    now_utc: Option<Instant>,
    #[serde(default)]
    today: Option<Day>,
    stop_kind: StopKind,
    #[serde(default)]
    origin_date: Option<String>,
    #[serde(default)]
    contract_effect: Option<Day>,
    #[serde(default)]
    existing: Vec<CaseKnown>,
    #[serde(default)]
    elsewhere: Vec<CaseKnown>,
    #[serde(default)]
    previous_stops: Vec<CaseRange>,
    #[serde(default)]
    work_resumed_on: Option<Day>,
    #[serde(default)]
    stop_ended: Option<bool>,
    #[serde(default)]
    limits: Option<Map<String, Value>>,
}

#[derive(Deserialize)]
struct CaseKnown {
    #[serde(flatten)]
    range: CaseRange,
    status: KnownState,
    #[serde(default)]
    request: Option<String>,
    #[serde(default)]
    sent_on: Option<Day>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "Ends")]
struct CaseRange(DayRange);

#[derive(Deserialize)]
struct Ends {
    start: Day,
    end: Day,
}

impl TryFrom<Ends> for CaseRange {
    type Error = String;

    fn try_from(ends: Ends) -> Result<Self, String> {
        let backwards = || format!("the end, {}, is before the start, {}", ends.end.iso(), ends.start.iso());
        DayRange::new(ends.start, ends.end).map(Self).ok_or_else(backwards)
    }
}

#[derive(Deserialize)]
struct CaseRow {
    #[serde(default, deserialize_with = "or_default")]
    start: String,
    #[serde(default, deserialize_with = "or_default")]
    end: String,
    #[serde(default, deserialize_with = "or_default")]
    pay_level: Vec<PayLevel>,
    #[serde(default, deserialize_with = "or_default")]
    resumed: bool,
    #[serde(default, deserialize_with = "or_default")]
    gap_confirmed: bool,
}

/// `null` is as good as nothing.
fn or_default<'de, T: Deserialize<'de> + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

#[derive(Deserialize)]
struct Expected {
    #[serde(default)]
    errors: Vec<(usize, String)>,
    #[serde(default)]
    warnings: Vec<(usize, String)>,
    #[serde(default)]
    total_days: Option<i64>,
    #[serde(default)]
    sorted: Option<Vec<(Day, Day)>>,
}

/// One line of the answer.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Value,
    errors: Vec<(usize, &'static str)>,
    warnings: Vec<(usize, &'static str)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_days: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sorted: Option<Vec<(Day, Day)>>,
    /// What was expected instead, where it was something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    differs: Option<Map<String, Value>>,
}

impl Case {
    fn answer(&self, profiles: &BTreeMap<String, PeriodRules>, insurer: Option<&PeriodRules>) -> Result<Answer<'_>, String> {
        let own = self.profile.as_ref().and_then(|name| profiles.get(name));
        let Some(rules) = own.or(insurer) else {
            let name = self.profile.as_deref().unwrap_or_default();
            return Err(format!("the file has no profile \"{name}\" and no insurer is named"));
        };
        let rules = self.context.limited(rules)?;
        let today = self.context.day()?;
        let rows: Vec<Row> = self.periods.iter().map(CaseRow::row).collect();
        let mut answer = Answer::new(&self.id, &check(&rules, &self.context.situation(today), &rows));
        let differs = self.differences(&answer, today).map_err(|error| error.to_string())?;
        answer.differs = (!differs.is_empty()).then_some(differs);
        Ok(answer)
    }

    fn differences(&self, answer: &Answer, today: Day) -> serde_json::Result<Map<String, Value>> {
        let mut differs = Map::new();
        if let Some(told) = self.context.today.filter(|told| *told != today) {
            differs.insert("today".to_owned(), serde_json::to_value(told)?);
        }
        let Some(expected) = &self.expected else { return Ok(differs) };
        if !same(&answer.errors, &expected.errors) {
            differs.insert("errors".to_owned(), serde_json::to_value(&expected.errors)?);
        }
        if !same(&answer.warnings, &expected.warnings) {
            differs.insert("warnings".to_owned(), serde_json::to_value(&expected.warnings)?);
        }
        if expected.total_days.is_some() && expected.total_days != answer.total_days {
            differs.insert("total_days".to_owned(), serde_json::to_value(expected.total_days)?);
        }
        if expected.sorted.is_some() && expected.sorted != answer.sorted {
            differs.insert("sorted".to_owned(), serde_json::to_value(&expected.sorted)?);
        }
        Ok(differs)
    }
}

/// Whether both hold the same findings, in whatever order.
fn same(found: &[(usize, &str)], expected: &[(usize, String)]) -> bool {
    let expected: BTreeSet<_> = expected.iter().map(|(row, code)| (*row, code.as_str())).collect();
    found.iter().copied().collect::<BTreeSet<_>>() == expected
}

impl<'a> Answer<'a> {
    fn new(id: &'a Value, verdict: &Verdict) -> Self {
        let sorted = verdict.sorted.iter().map(|range| (range.start(), range.end())).collect();
        Self {
            id,
            errors: verdict.error_codes(),
            warnings: verdict.warning_codes(),
            total_days: verdict.total_days,
            sorted: verdict.is_ok().then_some(sorted),
            differs: None,
        }
    }
}

impl Context {
    /// The rules with this case's own limits on top.
    fn limited(&self, rules: &PeriodRules) -> Result<PeriodRules, String> {
        let Some(limits) = &self.limits else { return Ok(rules.clone()) };
        let told = |error: serde_json::Error| format!("its limits cannot be read: {error}");
        let mut merged = serde_json::to_value(rules).map_err(told)?;
        if let Value::Object(merged) = &mut merged {
            merged.extend(limits.clone());
        }
        serde_json::from_value(merged).map_err(told)
    }

    /// The day in Paris (P-17).
    fn day(&self) -> Result<Day, String> {
        let told = || "it says neither now_utc nor today".to_owned();
        self.now_utc.map(paris_day).or(self.today).ok_or_else(told)
    }

    fn situation(&self, today: Day) -> Situation {
        Situation {
            origin: self.origin_date.as_deref().and_then(Day::parse),
            contract_effect: self.contract_effect,
            known: self.existing.iter().map(CaseKnown::known).collect(),
            elsewhere: self.elsewhere.iter().map(CaseKnown::known).collect(),
            previous_stops: self.previous_stops.iter().map(|stop| stop.0).collect(),
            work_resumed_on: self.work_resumed_on,
            stop_ended: self.stop_ended,
            ..Situation::new(today, self.stop_kind)
        }
    }
}

impl CaseKnown {
    fn known(&self) -> KnownPeriod {
        // A sentence names both, or neither.
        let (request, sent_on) = self.request.clone().zip(self.sent_on).unzip();
        KnownPeriod { range: self.range.0, state: self.status, request: request.unwrap_or_default(), sent_on }
    }
}

impl CaseRow {
    fn row(&self) -> Row {
        Row {
            start: self.start.clone(),
            end: self.end.clone(),
            pay_levels: self.pay_level.clone(),
            resumed: self.resumed,
            gap_confirmed: self.gap_confirmed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::ran, periods};

    const GOLDEN: &str = include_str!("../../../app/domain/tests/golden/periods.json");

    fn run(file: &str) -> (bool, String) {
        ran(|out| periods(file, None, out))
    }

    fn refusal(file: &str) -> String {
        periods(file, None, &mut Vec::new()).unwrap_err().to_string()
    }

    #[test]
    fn the_golden_cases_are_answered_one_a_line_as_expected() {
        let (as_expected, out) = run(GOLDEN);
        assert!(as_expected, "{}", out.lines().filter(|line| line.contains("differs")).collect::<Vec<_>>().join("\n"));
        assert_eq!(out.lines().count(), 95);
        let first = r#"{"id":"P001","errors":[],"warnings":[],"total_days":31,"sorted":[["2026-01-10","2026-02-09"]]}"#;
        assert_eq!(out.lines().next(), Some(first));
    }

    #[test]
    fn a_difference_is_told_on_the_line_of_its_case() {
        let (as_expected, out) = run(&GOLDEN.replacen("\"total_days\": 31", "\"total_days\": 30", 1));
        assert!(!as_expected);
        assert!(out.lines().next().is_some_and(|line| line.ends_with(r#""differs":{"total_days":30}}"#)), "{out}");
    }

    #[test]
    fn a_bad_file_is_refused_with_its_place() {
        assert!(refusal("{\"cases\": [\n  oups]}").ends_with("at line 2 column 3."));
        let case = |context: &str| format!(r#"{{"cases": [{{"id": "X1", "profile": "p", "context": {context}, "periods": []}}]}}"#);
        let unknown = refusal(&case(r#"{"stop_kind": "initial", "today": "2026-06-15"}"#));
        assert_eq!(unknown, r#"Case "X1" (number 1 of the file): the file has no profile "p" and no insurer is named."#);
        let backwards = r#"{"stop_kind": "initial", "previous_stops": [{"start": "2026-02-01", "end": "2026-01-01"}]}"#;
        assert!(refusal(&case(backwards)).contains("the end, 2026-01-01, is before the start, 2026-02-01 at line 1 column"));
    }

    #[test]
    fn the_insurers_rules_answer_a_case_without_profile() {
        let golden: serde_json::Value = serde_json::from_str(GOLDEN).unwrap();
        let rules = serde_json::from_value(golden["profiles"]["emprunteur"].clone()).unwrap();
        let file = r#"{"cases": [{"id": 7, "context": {"stop_kind": "initial", "today": "2026-06-15", "limits": {"max_period_days": 2}},
            "periods": [{"start": "01/06/2026", "end": "03/06/2026", "pay_level": null}]}]}"#;
        let mut out = Vec::new();
        assert!(periods(file, Some(&rules), &mut out).unwrap());
        assert_eq!(String::from_utf8(out).unwrap(), "{\"id\":7,\"errors\":[[1,\"too_long\"]],\"warnings\":[]}\n");
    }
}
