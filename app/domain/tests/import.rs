//! Files to import and what is wrong with them (B-52): every faulty file of the fixtures, told exactly as its `*.expected.json` says.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]
use domain::{
    day::Day,
    import::{Code, Kind, Line, Outcome, Report, Row, Sheet},
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, HashSet},
    path::{Path, PathBuf},
};

fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../server/tests/fixtures").join(folder)
}

fn good(kind: Kind) -> Vec<u8> {
    std::fs::read(fixtures("import").join(format!("{}.csv", kind.as_str()))).unwrap()
}

/// The day of the fixtures.
fn today() -> Day {
    Day::parse("2026-06-30").unwrap()
}

/// What becomes of a file whose references are those `known`.
fn imported(kind: Kind, bytes: &[u8], insurer: &str, known: impl Fn(&Row) -> Option<&'static str>) -> (Vec<Line>, Report) {
    let mut survey = Sheet::new(kind, insurer, today());
    if !bytes.split_inclusive(|byte| *byte == b'\n').all(|line| survey.survey(line)) {
        return (Vec::new(), survey.finish());
    }
    let mut sheet = Sheet::new(kind, insurer, today());
    let mut lines = Vec::new();
    for bytes in bytes.split_inclusive(|byte| *byte == b'\n') {
        let Some(line) = sheet.line(bytes) else { continue };
        match known(&line.row) {
            Some(column) => sheet.count(line.number, Outcome::Refused(column, Code::UnknownReference)),
            None => lines.push(line),
        }
    }
    (lines, sheet.finish())
}

fn all(kind: Kind, bytes: &[u8]) -> (Vec<Line>, Report) {
    imported(kind, bytes, "prevoyance", |_| None)
}

fn keys(kind: Kind) -> HashSet<String> {
    let text = String::from_utf8(good(kind)).unwrap();
    text.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
}

#[test]
fn b52_every_faulty_file_is_told_by_line_column_and_code() {
    let (members, contracts, enrolments) = (keys(Kind::Members), keys(Kind::Contracts), keys(Kind::Enrolments));
    let known = |row: &Row| match row {
        Row::Enrolment(row) if !members.contains(&row.member) => Some("member_external_id"),
        Row::Enrolment(row) if !contracts.contains(&row.contract) => Some("contract_external_id"),
        Row::Loan(row) if !enrolments.contains(&row.enrolment) => Some("enrolment_external_id"),
        _ => None,
    };
    let mut files = 0;
    for entry in std::fs::read_dir(fixtures("import-bad")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let expected: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let file = expected["file"].as_str().unwrap();
        let kind = Kind::parse(expected["table"].as_str().unwrap()).unwrap();
        let (_, report) = imported(kind, &std::fs::read(fixtures("import-bad").join(file)).unwrap(), "prevoyance", known);
        assert_eq!(json!(report.errors), expected["errors"], "{file}");
        assert_eq!(json!(report.warnings), expected["warnings"], "{file}");
        assert_eq!(json!(report.accepted_rows), expected["accepted_rows"], "{file}");
        let said: String = report.errors.iter().map(|fault| fault.code.sentence()).collect();
        for words in expected["message_must_contain"].as_array().into_iter().flatten() {
            assert!(said.contains(words.as_str().unwrap()), "{file}: {said}");
        }
        files += 1;
    }
    assert_eq!(files, 21);
}

#[test]
fn b52_every_good_file_is_read_whole_and_lines_of_another_insurer_are_refused() {
    for (kind, rows) in Kind::ALL.into_iter().zip([12, 200, 24, 287, 92]) {
        let (lines, report) = all(kind, &good(kind));
        let others = report.errors.iter().filter(|fault| fault.code == Code::WrongTenant).count();
        assert_eq!(report.errors.len(), others, "{kind:?}: {:?}", report.errors);
        assert_eq!(lines.len() + others, rows, "{kind:?}");
        assert_eq!(others, if kind == Kind::Contracts { 12 } else { 0 });
        assert_eq!(report.accepted_rows, lines.len() as u64);
        assert!(report.warnings.iter().all(|fault| fault.code == Code::PossibleDuplicatePerson), "{:?}", report.warnings);
    }
    let (_, report) = imported(Kind::Employers, &good(Kind::Employers), "emprunteur", |_| None);
    assert_eq!((report.accepted_rows, report.errors.len()), (0, 12));
}

#[test]
fn b52_a_member_is_read_as_the_portal_keeps_members() {
    let (lines, _) = all(Kind::Members, &good(Kind::Members));
    let Row::Member(first) = &lines[0].row else { panic!("{:?}", lines[0]) };
    assert_eq!((lines[0].number, first.external_id.as_str(), first.family_name.as_str()), (2, "MBR0001", "d'Orval-Brumes"));
    assert_eq!((first.phones.phone.as_deref(), first.phones.mobile.as_deref(), first.phones.no_phone), (None, Some("+33639981338"), true));
    assert_eq!(first.address.lines, ["115 place du Marché aux Œufs", "Bâtiment C", "BP 99000"]);
    assert_eq!((first.notices.stored(), first.birth_date.iso()), ("sms".to_owned(), "1989-01-24".to_owned()));
}

/// A member's line with those fields in place of the right ones, under its header.
fn member(changes: &[(&str, &str)]) -> Vec<u8> {
    let text = String::from_utf8(good(Kind::Members)).unwrap();
    let (header, first) = (text.lines().next().unwrap(), text.lines().nth(1).unwrap());
    let mut fields: BTreeMap<&str, &str> = header.split(',').zip(first.split(',')).collect();
    fields.extend(changes.iter().copied());
    let line: Vec<&str> = header.split(',').map(|column| fields[column]).collect();
    format!("{header}\n{}\n", line.join(",")).into_bytes()
}

#[test]
fn b52_everything_wrong_with_a_line_is_told_once_and_none_of_it_is_repeated() {
    let secret = "Dupont-Sécret";
    let (lines, report) = all(
        Kind::Members,
        &member(&[("external_id", "É 1"), ("birth_date", secret), ("family_name", ""), ("country", secret), ("pay_by_sms", "oui")]),
    );
    assert!(lines.is_empty());
    let told: Vec<(&str, Code)> = report.errors.iter().map(|fault| (fault.column.as_deref().unwrap(), fault.code)).collect();
    assert_eq!(told.len(), 5, "{told:?}");
    for expected in [
        ("birth_date", Code::BadDate),
        ("external_id", Code::BadValue),
        ("family_name", Code::MissingValue),
        ("country", Code::BadValue),
        ("pay_by_sms", Code::BadBoolean),
    ] {
        assert!(told.contains(&expected), "{expected:?}");
    }
    assert!(!serde_json::to_string(&report).unwrap().contains(secret));
    // A file without its header begins with somebody's data: none of it is told as the name of a column.
    let text = String::from_utf8(member(&[("family_name", secret)])).unwrap();
    let (_, report) = all(Kind::Members, text.split_once('\n').unwrap().1.as_bytes());
    assert_eq!(report.errors.len(), Kind::Members.columns().len());
    assert!(!serde_json::to_string(&report).unwrap().contains(secret) && report.warnings.is_empty());
}

#[test]
fn b52_what_a_spreadsheet_saves_is_refused_with_the_way_to_save_it_otherwise() {
    let text = String::from_utf8(good(Kind::Members)).unwrap().replace(',', ";");
    let (_, report) = all(Kind::Members, text.as_bytes());
    assert_eq!(json!(report.errors), json!([{"line": 1, "column": null, "code": "separator_semicolon"}]));
    let said = report.errors[0].code.sentence();
    assert!(said.contains("UTF-8") && said.contains("virgule"), "{said}");
    let long = ["x".repeat(70_000).as_bytes(), good(Kind::Members).as_slice()].concat();
    assert_eq!(all(Kind::Members, &long).1.errors[0].code, Code::LineTooLong);
}

#[test]
fn b52_b11_a_contract_may_say_what_pay_is_kept_and_a_file_without_those_columns_is_whole() {
    let text = String::from_utf8(good(Kind::Contracts)).unwrap();
    let (header, first) = (text.lines().next().unwrap(), text.lines().nth(1).unwrap());
    let read = |columns: &str, fields: &str| {
        let (lines, report) = all(Kind::Contracts, format!("{header}{columns}\n{first}{fields}\n").as_bytes());
        assert!(report.warnings.is_empty(), "{:?}", report.warnings);
        let kept = |line: &Line| match &line.row {
            Row::Contract(row) => (row.kept_plein_bp, row.kept_demi_bp, row.says_kept),
            other => panic!("{other:?}"),
        };
        (lines.first().map(kept), json!(report.errors))
    };
    assert_eq!(read("", ""), (Some((None, None, [false, false])), json!([])));
    assert_eq!(
        read(",kept_demi_bp,kept_plein_bp", ",,9000"),
        (Some((Some(9_000), None, [true, true])), json!([])),
        "an empty cell says something, too"
    );
    assert_eq!(read(",kept_demi_bp", ",4500"), (Some((None, Some(4_500), [false, true])), json!([])));
    let wrong = json!([{"line": 2, "column": "kept_plein_bp", "code": "out_of_range"}]);
    assert_eq!(read(",kept_plein_bp", ",10001"), (None, wrong));
    let twice = json!([{"line": 1, "column": "kept_plein_bp", "code": "duplicate_column"}]);
    assert_eq!(read(",kept_plein_bp,kept_plein_bp", ",9000,9000"), (None, twice));
}

#[test]
fn b52_b11_a_contract_may_say_whether_it_makes_good_a_loss() {
    let text = String::from_utf8(good(Kind::Contracts)).unwrap();
    let (header, first) = (text.lines().next().unwrap(), text.lines().nth(1).unwrap());
    let read = |column: &str, cell: &str| {
        let (lines, report) = all(Kind::Contracts, format!("{header}{column}\n{first}{cell}\n").as_bytes());
        let said = |line: &Line| match &line.row {
            Row::Contract(row) => (row.covers_loss, row.says_loss),
            other => panic!("{other:?}"),
        };
        (lines.first().map(said), json!(report.errors))
    };
    assert_eq!(read("", ""), (Some((None, false)), json!([])));
    for (cell, said) in [(",true", Some(true)), (",false", Some(false)), (",", None)] {
        assert_eq!(read(",covers_loss", cell), (Some((said, true)), json!([])), "{cell}");
    }
    let wrong = json!([{"line": 2, "column": "covers_loss", "code": "bad_boolean"}]);
    assert_eq!(read(",covers_loss", ",oui"), (None, wrong));
}

#[test]
fn b52_numbers_are_whole_and_within_what_can_be() {
    let text = String::from_utf8(good(Kind::Loans)).unwrap();
    let (header, first) = (text.lines().next().unwrap(), text.lines().nth(1).unwrap());
    for (wrong, code) in [
        ("12.50", "bad_amount"),
        ("1e3", "bad_amount"),
        ("", "missing_value"),
        ("99999999999999999999", "out_of_range"),
        ("١٢", "bad_amount"),
    ] {
        let line = first.replace(",35251,", &format!(",{wrong},"));
        let (_, report) = all(Kind::Loans, format!("{header}\n{line}\n").as_bytes());
        assert_eq!(json!(report.errors), json!([{"line": 2, "column": "instalment_cents", "code": code}]), "{wrong}");
    }
}
