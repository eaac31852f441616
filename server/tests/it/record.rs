//! What an operator hands out on a lawful request (B-63).
use crate::{
    binary::{run, told},
    support::CLAIRE,
};
use std::os::unix::fs::PermissionsExt;

#[test]
fn b63_an_operator_hands_out_the_audit_and_the_data_of_one_member() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let data = data.to_str().unwrap();
    let archive = folder.path().join("claire.zip");
    let to = archive.to_str().unwrap();
    let record = |what: &[&str]| run(&[&["record"][..], what, &["--demo", "--data", data]].concat());
    let made = record(&["member", "--login", CLAIRE, "--to", to]);
    assert!(made.status.success(), "{}", told(&made));
    assert!(std::fs::read(&archive).unwrap().starts_with(b"PK"));
    assert_eq!(std::fs::metadata(&archive).unwrap().permissions().mode() & 0o777, 0o600, "nobody else reads it");
    assert!(!record(&["member", "--login", CLAIRE, "--to", to]).status.success(), "no file is written over");
    let nobody = record(&["member", "--login", "00000000", "--to", folder.path().join("x.zip").to_str().unwrap()]);
    assert!(!nobody.status.success() && told(&nobody).contains("no member signs in as 00000000"), "{}", told(&nobody));

    let printed = record(&["audit"]);
    assert!(printed.status.success(), "{}", told(&printed));
    let lines = String::from_utf8(printed.stdout).unwrap();
    let entries: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let handed: Vec<&serde_json::Value> = entries.iter().filter(|entry| entry["action"] == "export_handed_out").collect();
    assert_eq!(handed.len(), 2, "each time it was made");
    assert!(handed[0]["actor"].is_null() && handed[0]["at"].is_string());
    let ids: Vec<&str> = entries.iter().map(|entry| entry["id"].as_str().unwrap()).collect();
    assert!(ids.is_sorted(), "oldest first");
}
