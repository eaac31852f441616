//! Profiles, settings and commands as an operator meets them: each refusal is a sentence that names the setting.
use crate::binary::{Served, run, told};
use crate::support::START;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const DEMO: &str = include_str!("../../insurers/demo.toml");

/// A profile file made from the demo's.
fn profile(folder: &TempDir, change: impl Fn(&str) -> String) -> String {
    let file = folder.path().join("insurer.toml");
    std::fs::write(&file, change(DEMO)).unwrap();
    file.to_str().unwrap().to_owned()
}

#[track_caller]
fn refused(arguments: &[&str], names: &[&str]) {
    let output = run(arguments);
    let told = told(&output);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {told}");
    assert!(told.starts_with("relais: ") && output.stdout.is_empty(), "{told}");
    for name in names {
        assert!(told.contains(name), "{name}: {told}");
    }
}

#[test]
fn the_shipped_profiles_are_right() {
    for name in ["demo", "emprunteur", "assistance", "prevoyance", "collective"] {
        let output = run(&["insurer", "check", name]);
        assert!(output.status.success(), "{}", told(&output));
    }
}

#[test]
fn an_unknown_key_is_refused_with_its_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let line = DEMO.lines().position(|line| line.starts_with("max_files")).unwrap() + 2;
    let file = profile(&folder, |text| text.replacen("max_files = 10", "max_files = 10\nmax_flies = 11", 1));
    refused(&["insurer", "check", &file], &[&format!("line {line}, column 1"), "max_flies"]);
    let file = profile(&folder, |text| text.replacen("max_files = 10", "max_files = \"ten\"", 1));
    refused(&["insurer", "check", &file], &[&format!("line {}, column 13", line - 1)]);
    let file = profile(&folder, |text| format!("{text}\n[labels]\nclaim-nothing = \"x\"\n"));
    refused(&["insurer", "check", &file], &["`labels.claim-nothing`"]);
    refused(&["insurer", "check", "nobody"], &["\"nobody\"", "demo, emprunteur, assistance, prevoyance, collective"]);
}

#[test]
fn a_profile_that_contradicts_itself_is_refused_by_the_name_of_the_setting() {
    let folder = tempfile::tempdir().unwrap();
    let file = profile(&folder, |text| text.replacen("max_file_bytes = 3670016", "max_file_bytes = 99999999", 1));
    refused(&["insurer", "check", &file], &["`upload.max_file_bytes`"]);
}

#[test]
fn demo_accounts_are_one_array_with_a_member_for_every_situation() {
    let output = run(&["demo", "accounts", "--insurer", "emprunteur", "--json"]);
    let accounts: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let accounts = accounts.as_array().unwrap();
    for account in accounts {
        for field in ["login", "password", "role", "kind"] {
            assert!(account[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {account}");
        }
    }
    let kinds: Vec<&str> = accounts.iter().map(|account| account["kind"].as_str().unwrap()).collect();
    for kind in ["à prolonger", "aucun dossier", "plusieurs crédits", "brouillon", "refusé", "clôturé", "instruction", "complément"] {
        assert!(kinds.iter().any(|known| known.contains(kind)), "{kind}: {kinds:?}");
    }
    assert!(!Path::new("data").exists(), "it needs no data folder");
}

fn data() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data").to_str().unwrap().to_owned();
    (folder, path)
}

#[test]
fn a_shifted_clock_is_for_demonstrations_only() {
    let (_folder, data) = data();
    refused(&["serve", "--data", &data, "--clock", START], &["--clock", "--demo"]);
    assert!(!Path::new(&data).exists(), "nothing was made");
}

#[test]
fn a_profile_in_production_refuses_what_is_for_demonstrations() {
    let (folder, data) = data();
    let file = profile(&folder, |text| text.replacen("production = false", "production = true", 1));
    refused(&["serve", "--insurer", &file, "--data", &data, "--demo"], &["--demo", "`production = true`"]);
    refused(&["demo", "accounts", "--insurer", &file, "--json"], &["`production = true`", "demo data"]);
    let key = folder.path().join("key");
    std::fs::write(&key, "00".repeat(32)).unwrap();
    let key = key.to_str().unwrap();
    refused(&["serve", "--insurer", &file, "--data", &data, "--master-key-file", key], &["mail", "--smtp", "`production = true`"]);
    let open = ["serve", "--insurer", &file, "--data", &data, "--master-key-file", key, "--smtp", "smtp://post.example"];
    refused(&open, &["--smtp", "`production = true`"]);
    let serve = ["serve", "--insurer", &file, "--data", &data, "--master-key-file", key];
    let with = |more: &[&'static str]| [&serve[..], more].concat();
    let sealed = ["--smtp", "smtps://post.example"];
    refused(&with(&sealed), &["folder arm of SMS", "--sms", "`production = true`"]);
    refused(&with(&[&sealed[..], &["--sms", "http://sms.example"]].concat()), &["--sms", "encryption", "`production = true`"]);
    refused(&with(&["--smtp", "https://post.example?tls=required", "--sms", "https://sms.example"]), &["--smtp"]);
    assert!(!Path::new(&data).exists(), "nothing was made");
}

#[test]
fn a_gateway_of_sms_needs_an_address_and_a_token() {
    let (folder, data) = data();
    let serve = ["serve", "--demo", "--data", &data, "--sms"];
    refused(&[&serve[..], &["https://sms.example"]].concat(), &["--sms-token-file"]);
    let file = folder.path().join("token");
    let file = file.to_str().unwrap();
    refused(&[&serve[..], &["https://sms.example", "--sms-token-file", file]].concat(), &["--sms-token-file", file]);
    std::fs::write(file, "\n").unwrap();
    refused(&[&serve[..], &["https://sms.example", "--sms-token-file", file]].concat(), &["--sms", "the token is empty"]);
    refused(&[&serve[..], &["sms.example", "--sms-token", "t"]].concat(), &["--sms", "https://"]);
    assert!(!Path::new(&data).exists(), "nothing was made");
}

#[test]
fn b61_the_outbox_is_told_to_whoever_runs_the_portal_in_words_and_as_json() {
    let (_folder, data) = data();
    let output = run(&["outbox", "--demo", "--data", &data, "--json"]);
    assert!(output.status.success(), "{}", told(&output));
    let state: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(state, serde_json::json!({"counted": null, "counts": [], "stuck": []}));
    assert!(run(&["outbox", "--demo", "--data", &data]).status.success());
    let output = run(&["outbox", "--demo", "--data", &data, "--again", "2026-03-12"]);
    let put_back = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && put_back.starts_with("0 messages leave"), "{put_back}{}", told(&output));
    let output = run(&["outbox", "--demo", "--data", &data, "--again", "yesterday"]);
    assert!(!output.status.success() && told(&output).contains("write a day, such as 2026-03-12"), "{}", told(&output));
}

#[test]
fn real_data_needs_a_master_key_of_its_own() {
    let (folder, data) = data();
    refused(&["migrate", "--data", &data], &["--master-key-file"]);
    let short = folder.path().join("key");
    std::fs::write(&short, "00ff").unwrap();
    refused(&["migrate", "--data", &data, "--master-key-file", short.to_str().unwrap()], &["64 hexadecimal figures"]);
}

#[test]
fn an_address_others_can_reach_needs_https_in_front() {
    let (_folder, data) = data();
    refused(&["serve", "--demo", "--data", &data, "--listen", "0.0.0.0:0"], &["--listen", "--public-url"]);
    refused(&["serve", "--demo", "--data", &data, "--public-url", "http://example.org"], &["--public-url", "https://"]);
}

#[test]
fn one_connection_is_too_few_for_a_portal_and_the_setting_is_named() {
    let (_folder, data) = data();
    let output = run(&["migrate", "--demo", "--data", &data, "--database-connections", "1"]);
    let told = told(&output);
    assert!(!output.status.success() && told.contains("--database-connections") && told.contains("2..=1000"), "{told}");
    assert!(run(&["migrate", "--demo", "--data", &data, "--database-connections", "2"]).status.success());
}

#[tokio::test]
async fn demo_data_and_real_data_never_share_a_database() {
    let (folder, data) = data();
    let key = folder.path().join("key");
    std::fs::write(&key, "5a".repeat(32)).unwrap();
    let key = key.to_str().unwrap();
    assert!(run(&["migrate", "--data", &data, "--master-key-file", key]).status.success());
    let database = sea_orm::Database::connect(format!("sqlite://{data}/relais.db")).await.unwrap();
    sea_orm::ConnectionTrait::execute_unprepared(
        &database,
        "INSERT INTO users (id, login_name, password_hash, role, given_name, family_name, closed, created_at) \
         VALUES (x'01957a3c000070008000000000000001', 'real', 'x', 'member', 'A', 'B', 0, '2026-03-12 00:00:00+00:00')",
    )
    .await
    .unwrap();
    database.close().await.unwrap();
    refused(&["migrate", "--data", &data, "--demo"], &["real data", "--demo"]);
    let demo = folder.path().join("demo").to_str().unwrap().to_owned();
    assert!(run(&["migrate", "--data", &demo, "--demo"]).status.success());
    assert!(run(&["migrate", "--data", &demo, "--demo"]).status.success(), "safe to repeat");
    refused(&["migrate", "--data", &demo], &["demo data", "--demo"]);
}

fn golden(rules: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/domain/tests/golden").join(format!("{rules}.json"))
}

#[test]
fn p18_an_insurers_own_cases_are_judged_by_the_portals_rules() {
    answered_as_expected("periods", &[]);
}

#[test]
fn b11_an_insurers_own_stops_are_calculated_by_the_portals_rules() {
    answered_as_expected("benefits", &[]);
    answered_as_expected("benefits", &["--insurer", "emprunteur"]);
}

/// Each golden case has its line, with all that it expects.
fn answered_as_expected(rules: &str, more: &[&str]) {
    let file = golden(rules);
    let output = run(&[&["rules", rules, file.to_str().unwrap()][..], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let golden: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let lines: Vec<serde_json::Value> =
        output.stdout.split(|b| *b == b'\n').filter(|line| !line.is_empty()).map(|line| serde_json::from_slice(line).unwrap()).collect();
    let cases = golden["cases"].as_array().unwrap();
    assert_eq!(lines.len(), cases.len());
    for (line, case) in lines.iter().zip(cases) {
        assert_eq!(line["id"], case["id"]);
        for (name, value) in case["expected"].as_object().unwrap() {
            assert_eq!(&line[name], value, "{} {name}", case["id"]);
        }
    }
}

#[test]
fn a_difference_from_what_a_case_expects_is_told_and_the_exit_code_is_1() {
    let folder = tempfile::tempdir().unwrap();
    let mut cases: serde_json::Value = serde_json::from_slice(&std::fs::read(golden("periods")).unwrap()).unwrap();
    cases["cases"][0]["expected"]["errors"] = serde_json::json!([[1, "bad_date"], [7, "too_long"]]);
    let file = folder.path().join("cases.json");
    std::fs::write(&file, cases.to_string()).unwrap();
    let output = run(&["rules", "periods", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let first: serde_json::Value = serde_json::from_slice(output.stdout.split(|b| *b == b'\n').next().unwrap()).unwrap();
    assert!(!first["differs"].is_null(), "{first}");
    std::fs::write(&file, "{").unwrap();
    refused(&["rules", "periods", file.to_str().unwrap()], &["line 1", "cases.json"]);
    refused(&["rules", "benefits", file.to_str().unwrap()], &["line 1", "cases.json"]);
}

#[test]
fn a_served_demo_says_where_it_is_and_who_may_sign_in_and_stops_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = Served::start(folder.path(), "");
    let mut client = served.client();
    assert_eq!(client.get("/healthz").unwrap().status, 200);
    client.sign_in(crate::support::CLAIRE).unwrap();
    assert_eq!(client.get("/").unwrap().status, 200);
    assert!(served.stop(), "SIGTERM ends it well");
    assert!(!folder.path().join("relais.db-wal").exists(), "the database was closed");
}

#[test]
fn a_command_beside_a_running_portal_leaves_uploads_that_are_arriving_alone() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), "");
    let arriving = folder.path().join("spool").join("arriving");
    std::fs::write(&arriving, "the first half").unwrap();
    let output = run(&["purge", "--dry-run", "--demo", "--data", folder.path().to_str().unwrap()]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(arriving.exists(), "somebody is sending it");
    drop(served);
    let _again = Served::start(folder.path(), "");
    assert!(!arriving.exists(), "nobody is any more");
}

/// The TOML pieces of a page of the documentation, in order.
fn pieces(page: &str) -> Vec<String> {
    let blocks = page.split("```toml\n").skip(1).filter_map(|rest| rest.split_once("```").map(|(block, _)| block));
    blocks.map(|block| block.lines().map(|line| line.strip_prefix("   ").unwrap_or(line).to_owned() + "\n").collect()).collect()
}

#[test]
fn the_worked_example_of_the_documentation_is_right() {
    let pieces = pieces(include_str!("../../../docs/profiles.md"));
    let [brand, registration, terms, kit, labels, letter] = pieces.as_slice() else { panic!("{pieces:#?}") };
    let mut text = include_str!("../../insurers/assistance.toml").to_owned();
    let key = |line: &str| line.split(" = ").next().unwrap_or_default().to_owned();
    for line in brand.lines().chain(labels.lines().filter(|line| line.contains(" = "))) {
        let old = text.lines().find(|old| key(old) == key(line)).unwrap_or_else(|| panic!("nothing to replace: {line}")).to_owned();
        text = text.replacen(&old, line, 1);
    }
    let start = text.find("[registration]").unwrap();
    let end = start + text[start..].find("\n\n").unwrap();
    text.replace_range(start..end, &format!("{registration}\n{terms}\n{kit}"));
    let profile = backend::profile::read(&text).unwrap();
    assert_eq!((profile.id.as_str(), profile.brand.as_str()), ("quais", "Mutuelle des Quais"));
    assert!(profile.terms.as_ref().is_some_and(|terms| terms.gate));
    assert!(profile.kit.as_ref().is_some_and(|kit| kit.employer("quais 7k4m").is_some()));
    app::words::Words::load(&profile).unwrap();
    let profile = backend::profile::read(&DEMO.replacen("[decisions]\n", letter, 1)).unwrap();
    assert!(profile.decisions.is_some_and(|rules| rules.letter.is_some_and(|text| text.contains("Madame, Monsieur,"))));
}
