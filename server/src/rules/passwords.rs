//! Password cases, in the format of `golden/passwords.json`.
use super::{invalid, read, write};
use domain::account::{PasswordPolicy, is_among};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::io;

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    policies: BTreeMap<String, PasswordPolicy>,
    #[serde(default)]
    deny_list: Vec<String>,
    #[serde(default)]
    personal: Vec<String>,
    candidates: Vec<Candidate>,
}

#[derive(Deserialize)]
struct Candidate {
    id: Value,
    password: String,
    #[serde(default)]
    expected: Map<String, Value>,
}

/// One line of the answer: what each policy says.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Value,
    #[serde(flatten)]
    said: BTreeMap<&'a str, Said>,
    /// What was expected instead, where it was something else.
    #[serde(skip_serializing_if = "Map::is_empty")]
    differs: Map<String, Value>,
}

#[derive(Serialize)]
struct Said {
    codes: Value,
    advice: Vec<&'static str>,
}

/// Judges every candidate of `file` (JSON text) by every policy of the file, on `out`; a file that names none is judged by that of
/// the chosen insurer, under its name. Returns whether each was judged as expected.
///
/// # Errors
/// `InvalidData` when the file cannot be read as cases or there is no policy, before anything is written; otherwise what `out`
/// says.
pub fn passwords(file: &str, insurer: Option<(&str, &PasswordPolicy)>, out: &mut dyn io::Write) -> io::Result<bool> {
    let mut file: File = read(file, "password")?;
    if file.policies.is_empty() {
        let (name, policy) = insurer.ok_or_else(|| invalid("The file has no policies and no insurer is named.".to_owned()))?;
        file.policies.insert(name.to_owned(), policy.clone());
    }
    let lines = file.candidates.iter().map(|candidate| file.answer(candidate)).collect::<io::Result<Vec<_>>>()?;
    write(&lines, out)?;
    Ok(lines.iter().all(|line| line.differs.is_empty()))
}

impl File {
    fn answer<'a>(&'a self, candidate: &'a Candidate) -> io::Result<Answer<'a>> {
        let mut answer = Answer { id: &candidate.id, said: BTreeMap::new(), differs: Map::new() };
        for (name, policy) in &self.policies {
            let said = self.said(policy, &candidate.password)?;
            if let Some(expected) = candidate.expected.get(name)
                && *expected != serde_json::to_value(&said)?
            {
                answer.differs.insert(name.clone(), expected.clone());
            }
            answer.said.insert(name, said);
        }
        Ok(answer)
    }

    fn said(&self, policy: &PasswordPolicy, password: &str) -> io::Result<Said> {
        let verdict = policy.judge(password, |typed| is_among(typed, &self.deny_list), self.personal.iter().map(String::as_str));
        let codes = if verdict.faults.is_empty() { Value::from(vec!["ok"]) } else { serde_json::to_value(&verdict.faults)? };
        Ok(Said { codes, advice: verdict.advice.iter().map(|kind| kind.advice()).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::ran, passwords};
    use domain::account::PasswordPolicy;
    use serde_json::{Value, json};

    const GOLDEN: &str = include_str!("../../../app/domain/tests/golden/passwords.json");

    #[test]
    fn x2_the_golden_candidates_are_judged_one_a_line_as_expected() {
        let (as_expected, out) = ran(|out| passwords(GOLDEN, None, out));
        assert!(as_expected, "{}", out.lines().filter(|line| line.contains("differs")).collect::<Vec<_>>().join("\n"));
        assert_eq!(out.lines().count(), 65);
        let first = r#"{"id":"W01","A_12_upper_lower_special":{"codes":["too_short"],"advice":["add_digit"]}"#;
        assert!(out.starts_with(first), "{out}");
    }

    #[test]
    fn a_difference_is_told_on_the_line_of_its_candidate() {
        let mut file: Value = serde_json::from_str(GOLDEN).unwrap();
        file["candidates"][1]["expected"]["S_8_advice"]["codes"] = json!(["ok"]);
        let (as_expected, out) = ran(|out| passwords(&file.to_string(), None, out));
        assert!(!as_expected);
        assert_eq!(out.lines().filter(|line| line.contains("differs")).count(), 1, "{out}");
        assert!(out.lines().nth(1).is_some_and(|line| line.contains(r#""differs":{"S_8_advice":{"#)), "{out}");
    }

    #[test]
    fn x2_the_insurers_policy_judges_a_file_without_any() {
        let file = r#"{"candidates": [{"id": 7, "password": "court"}]}"#;
        let policy: PasswordPolicy = serde_json::from_value(json!({"min_len": 12, "max_len": 128})).unwrap();
        let (_, out) = ran(|out| passwords(file, Some(("emprunteur", &policy)), out));
        assert_eq!(out, "{\"id\":7,\"emprunteur\":{\"codes\":[\"too_short\"],\"advice\":[]}}\n");
        let refusal = passwords(file, None, &mut Vec::new()).unwrap_err().to_string();
        assert_eq!(refusal, "The file has no policies and no insurer is named.");
        let malformed = passwords("{\"candidates\": 1}", None, &mut Vec::new()).unwrap_err().to_string();
        assert!(malformed.starts_with("This is not a file of password cases: "), "{malformed}");
    }
}
