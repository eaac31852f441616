//! Identifier cases, in the format of `golden/identifiers.json`.
use super::{invalid, read, write};
use domain::account::{IdentifierFault, contract_number, iban, phone, user_code};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;

/// Figures of a contract number where a profile says nothing else (A-4).
const CONTRACT_FIGURES: usize = 6;

#[derive(Deserialize)]
struct File {
    cases: BTreeMap<String, Vec<Case>>,
}

#[derive(Deserialize)]
struct Case {
    input: String,
    #[serde(flatten)]
    expected: Option<Said>,
}

/// What becomes of a value: a code, and the value as kept when it is good.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Said {
    code: String,
    normalised: Option<String>,
}

/// One line of the answer.
#[derive(Serialize)]
struct Answer<'a> {
    kind: &'a str,
    input: &'a str,
    #[serde(flatten)]
    said: Said,
    /// What was expected instead, where it was something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    differs: Option<Said>,
}

/// Reads every value of `file` (JSON text) as one of its kind, on `out`. Returns whether each became what was expected.
///
/// # Errors
/// `InvalidData` when the file cannot be read as cases, or names a kind there is not, before anything is written; otherwise what
/// `out` says.
pub fn identifiers(file: &str, out: &mut dyn io::Write) -> io::Result<bool> {
    let file: File = read(file, "identifier")?;
    let mut lines = Vec::new();
    for (kind, cases) in &file.cases {
        for Case { input, expected } in cases {
            let said = said(kind, input)?;
            let differs = expected.clone().filter(|expected| *expected != said);
            lines.push(Answer { kind, input, said, differs });
        }
    }
    write(&lines, out)?;
    Ok(lines.iter().all(|line| line.differs.is_none()))
}

fn said(kind: &str, typed: &str) -> io::Result<Said> {
    let answer = match kind {
        "iban" => iban(typed).map(|kept| ("ok", kept)),
        "user_code" => user_code(typed).map(|kept| ("ok", kept)),
        "contract_number" => contract_number(typed, CONTRACT_FIGURES).map(|kept| ("ok", kept)),
        "phone" => phone(typed).map(|phone| (if phone.mobile { "ok_mobile" } else { "ok_fixed" }, phone.e164)),
        other => return Err(invalid(format!("There is no kind of identifier \"{other}\": iban, user_code, contract_number, phone."))),
    };
    Ok(match answer {
        Ok((code, kept)) => Said { code: code.to_owned(), normalised: Some(kept) },
        Err(fault) => Said { code: code(fault)?, normalised: None },
    })
}

fn code(fault: IdentifierFault) -> io::Result<String> {
    Ok(serde_json::to_value(fault)?.as_str().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{super::tests::ran, identifiers};

    const GOLDEN: &str = include_str!("../../../app/domain/tests/golden/identifiers.json");

    fn run(file: &str) -> (bool, String) {
        ran(|out| identifiers(file, out))
    }

    #[test]
    fn x4_m14_the_golden_values_are_read_one_a_line_as_expected() {
        let (as_expected, out) = run(GOLDEN);
        assert!(as_expected, "{}", out.lines().filter(|line| line.contains("differs")).collect::<Vec<_>>().join("\n"));
        assert_eq!(out.lines().count(), 92);
        assert!(out.starts_with(r#"{"kind":"contract_number","input":"004217","code":"ok","normalised":"004217"}"#), "{out}");
    }

    #[test]
    fn a_difference_is_told_and_an_unknown_kind_refused() {
        let (as_expected, out) =
            run(r#"{"cases": {"phone": [{"input": "112", "code": "ok_fixed", "normalised": "112"}, {"input": "3646"}]}}"#);
        assert!(!as_expected);
        assert!(out.contains(r#""code":"bad_length","normalised":null,"differs":{"code":"ok_fixed","normalised":"112"}}"#), "{out}");
        assert_eq!(out.lines().count(), 2, "a case may expect nothing");
        let refusal = identifiers(r#"{"cases": {"fax": [{"input": "1"}]}}"#, &mut Vec::new()).unwrap_err().to_string();
        assert!(refusal.starts_with("There is no kind of identifier \"fax\""));
    }
}
