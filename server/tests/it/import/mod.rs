//! Importing employers, members, contracts, enrolments and credits (B-52), and what employers authorise (S-14, B-50).
mod authorised;
mod invited;

use crate::{
    binary::{run, told},
    support::TestPortal,
};
use domain::import::{Code, Kind, Report};
use serde_json::{Value, json};
use std::{io::Cursor, path::PathBuf};

fn path(folder: &str, file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder).join(file)
}

fn good(kind: Kind) -> String {
    std::fs::read_to_string(path("import", &format!("{}.csv", kind.as_str()))).unwrap()
}

async fn import(portal: &TestPortal, kind: Kind, text: &str) -> Report {
    portal.backend.import(kind, Cursor::new(text.as_bytes().to_vec()), false).await.unwrap()
}

/// Everything, in its order.
async fn load(portal: &TestPortal) -> Vec<Report> {
    let mut reports = Vec::new();
    for kind in Kind::ALL {
        reports.push(import(portal, kind, &good(kind)).await);
    }
    reports
}

/// Header and first lines of the members' file, so many.
fn members(count: usize) -> String {
    good(Kind::Members).split_inclusive('\n').take(count + 1).collect()
}

/// How many lines of that file hold that.
fn lines(kind: Kind, held: &str) -> u64 {
    good(kind).lines().skip(1).filter(|line| line.contains(held)).count() as u64
}

async fn imported(portal: &TestPortal, table: &str) -> i64 {
    portal
        .number(&format!(
            "SELECT COUNT(*) FROM {table} WHERE external_id LIKE 'MBR%' OR external_id LIKE 'ENR%' OR external_id LIKE 'LOAN%'"
        ))
        .await
}

#[tokio::test]
async fn b52_the_files_of_an_insurer_are_loaded_and_a_second_load_changes_nothing() {
    for (insurer, prefix, employers, loans) in [("prevoyance", ",CTP", 12, 0), ("emprunteur", ",CTE", 0, 92)] {
        let portal = TestPortal::of(insurer).await;
        let enrolments = lines(Kind::Enrolments, prefix);
        let first = load(&portal).await;
        let accepted: Vec<u64> = first.iter().map(|report| report.accepted_rows).collect();
        let contracts = lines(Kind::Contracts, &format!(",{insurer},"));
        assert_eq!(accepted, [employers, 200, contracts, enrolments, loans], "{insurer}");
        assert!(first.iter().all(|report| report.created == report.accepted_rows && report.changed == 0), "{insurer}: {first:?}");
        let codes = [Code::WrongTenant, Code::UnknownReference];
        assert!(first.iter().flat_map(|report| &report.errors).all(|fault| codes.contains(&fault.code)), "others are another insurer's");
        let rows = async |portal: &TestPortal| {
            (imported(portal, "users").await, imported(portal, "enrolments").await, imported(portal, "loans").await)
        };
        let before = rows(&portal).await;
        assert_eq!((before.0, before.2), (200, i64::try_from(loans).unwrap()));
        let one_each = "SELECT COUNT(*) FROM loans WHERE external_id IS NOT NULL AND enrolment_id IN (SELECT enrolment_id FROM loans GROUP BY enrolment_id HAVING COUNT(*) > 1)";
        assert_eq!(portal.number(one_each).await, 0, "each credit has an enrolment of its own");
        let noted = portal.number("SELECT COUNT(*) FROM audit WHERE action = 'file_imported'").await;

        for (again, first) in load(&portal).await.iter().zip(&first) {
            assert_eq!((again.created, again.changed, again.unchanged), (0, 0, first.accepted_rows), "{insurer}");
            assert_eq!(again.errors, first.errors);
        }
        assert_eq!(rows(&portal).await, before);
        assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'file_imported'").await, noted);
    }
}

#[tokio::test]
async fn b52_a_dry_run_says_what_would_become_of_the_file_and_keeps_nothing() {
    let portal = TestPortal::of("prevoyance").await;
    let people = portal.number("SELECT COUNT(*) FROM users").await;
    let bytes = || Cursor::new(good(Kind::Members).into_bytes());
    let dry = portal.backend.import(Kind::Members, bytes(), true).await.unwrap();
    assert_eq!((dry.accepted_rows, dry.created), (200, 200));
    assert_eq!(portal.number("SELECT COUNT(*) FROM users").await, people);
    assert_eq!(portal.backend.import(Kind::Members, bytes(), false).await.unwrap(), dry, "and it does");
    let again = portal.backend.import(Kind::Members, bytes(), true).await.unwrap();
    assert_eq!((again.created, again.unchanged), (0, 200));
}

#[tokio::test]
async fn b52_what_is_right_of_a_faulty_file_is_taken_and_the_rest_is_told_by_line() {
    let portal = TestPortal::of("emprunteur").await;
    for kind in [Kind::Employers, Kind::Members, Kind::Contracts, Kind::Enrolments] {
        import(&portal, kind, &good(kind)).await;
    }
    for (kind, name) in [(Kind::Loans, "loans_bad_values"), (Kind::Members, "members_latin1"), (Kind::Members, "members_unclosed_quote")] {
        let expected: Value =
            serde_json::from_slice(&std::fs::read(path("import-bad", &format!("{name}.expected.json"))).unwrap()).unwrap();
        let file = std::fs::File::open(path("import-bad", &format!("{name}.csv"))).unwrap();
        let report = portal.backend.import(kind, file, false).await.unwrap();
        assert_eq!(json!(report.errors), expected["errors"], "{name}");
        assert_eq!(json!(report.accepted_rows), expected["accepted_rows"], "{name}");
    }
    assert_eq!(imported(&portal, "loans").await, 2);
    let unknown = "external_id,enrolment_external_id,loan_ref,label,instalment_cents,due_day,quotity_bp,outstanding_cents,first_due_date,end_date\n\
                   L1,ENR99999,P1,Prêt auto,100,1,10000,100,2021-01-01,2031-01-01\n";
    let report = import(&portal, Kind::Loans, unknown).await;
    assert_eq!(json!(report.errors), json!([{"line": 2, "column": "enrolment_external_id", "code": "unknown_reference"}]));
}

#[tokio::test]
async fn b52_a_changed_line_changes_what_the_insurer_says_and_nothing_that_a_member_changed() {
    let portal = TestPortal::of("prevoyance").await;
    import(&portal, Kind::Members, &members(3)).await;
    let of = |column: &str| format!("SELECT {column} FROM users WHERE external_id = 'MBR0002'");
    assert_eq!(portal.texts(&of("address_line1")).await, ["93 rue du Lavoir"]);
    portal.run("UPDATE users SET address_line1 = '1 rue Neuve', town = 'Brest' WHERE external_id = 'MBR0002'").await;
    let changed = members(3)
        .replace("Châtaigneraud,Mehdi", "Châtaigneraud-Noir,Mehdi")
        .replace("93 rue du Lavoir", "7 rue du Moulin")
        .replace("0639981400", "0639981499")
        .replace("membre.0002@", "mehdi@");
    let report = import(&portal, Kind::Members, &changed).await;
    assert_eq!((report.changed, report.unchanged), (1, 2));
    assert_eq!(portal.texts(&of("family_name")).await, ["Châtaigneraud-Noir"]);
    assert_eq!(portal.texts(&of("mobile")).await, ["+33639981499"]);
    assert_eq!(portal.texts(&of("email")).await, ["mehdi@courriel.example"]);
    assert_eq!(portal.texts(&of("address_line1 || ', ' || town")).await, ["1 rue Neuve, Brest"], "what a member changed stays");
    assert_eq!(import(&portal, Kind::Members, &changed).await.unchanged, 3);
    import(&portal, Kind::Members, &members(3)).await;
    assert_eq!(portal.texts(&of("family_name || ' ' || address_line1")).await, ["Châtaigneraud 1 rue Neuve"]);
    assert!(portal.texts("SELECT import_prints FROM users WHERE external_id IS NOT NULL").await.iter().all(|kept| !kept.contains("rue")));
}

#[tokio::test]
async fn b52_b55_d15_a_name_that_the_desk_corrected_stays_until_the_insurers_line_has_another_one() {
    let portal = TestPortal::of("prevoyance").await;
    import(&portal, Kind::Members, &members(3)).await;
    let named = "SELECT given_name || ' ' || family_name || ' ' || name_key FROM users WHERE external_id = 'MBR0002'";
    let corrected = "UPDATE users SET family_name = 'Châtaigneret', name_key = 'corrigé' WHERE external_id = 'MBR0002'";
    portal.run(corrected).await;
    assert_eq!(import(&portal, Kind::Members, &members(3)).await.unchanged, 3);
    let moved = members(3).replace("93 rue du Lavoir", "7 rue du Moulin");
    assert_eq!(import(&portal, Kind::Members, &moved).await.changed, 1);
    assert_eq!(portal.texts(named).await, ["Mehdi Châtaigneret corrigé"], "whatever else the line changes");
    assert_eq!(portal.texts("SELECT address_line1 FROM users WHERE external_id = 'MBR0002'").await, ["7 rue du Moulin"]);

    let renamed = moved.replace("Châtaigneraud,Mehdi", "Noir,Mehdi");
    assert_eq!(import(&portal, Kind::Members, &renamed).await.changed, 1);
    assert!(portal.texts(named).await[0].starts_with("Mehdi Noir "), "what the insurer says anew counts");
    portal.run(corrected).await;
    assert_eq!(import(&portal, Kind::Members, &renamed).await.unchanged, 3);
    assert_eq!(portal.texts(named).await, ["Mehdi Châtaigneret corrigé"], "and may be corrected again");
    let prints = portal.texts("SELECT import_prints FROM users WHERE external_id IS NOT NULL").await;
    assert!(prints.iter().all(|kept| !kept.contains("Noir") && !kept.contains("Mehdi")), "{prints:?}");
}

#[tokio::test]
async fn b52_m14_the_account_that_the_insurer_knows_is_paid_on_until_the_member_names_one() {
    let portal = TestPortal::of("prevoyance").await;
    let shown =
        "SELECT COUNT(*) FROM bank_accounts WHERE withdrawn_at IS NULL AND user_id IN (SELECT id FROM users WHERE external_id = 'MBR0001')";
    let all = "SELECT COUNT(*) FROM bank_accounts WHERE user_id IN (SELECT id FROM users WHERE external_id = 'MBR0001')";
    import(&portal, Kind::Members, &members(1)).await;
    assert_eq!((portal.number(shown).await, portal.number(all).await), (1, 1));
    let other = members(1).replace("FR309999969427059A498693301", "FR1420041010050500013M02606");
    assert_eq!(import(&portal, Kind::Members, &other).await.changed, 1);
    assert_eq!((portal.number(shown).await, portal.number(all).await), (1, 2), "the other one takes its place at once");
    assert!(portal.texts("SELECT iban FROM bank_accounts").await.iter().all(|kept| !kept.contains("FR14")), "sealed");
    portal.run("UPDATE bank_accounts SET imported = FALSE WHERE withdrawn_at IS NULL").await;
    assert_eq!(import(&portal, Kind::Members, &members(1)).await.unchanged, 1, "one they named themselves stays");
    assert_eq!((portal.number(shown).await, portal.number(all).await), (1, 2));
}

#[tokio::test]
async fn b52_g2_whoever_closed_their_account_is_left_alone_and_nobodys_name_is_taken() {
    let portal = TestPortal::of("prevoyance").await;
    for kind in [Kind::Employers, Kind::Members, Kind::Contracts] {
        import(&portal, kind, &good(kind)).await;
    }
    portal.run("UPDATE users SET closed = TRUE WHERE external_id = 'MBR0001'").await;
    let report = import(&portal, Kind::Members, &members(2).replace("d'Orval-Brumes,Loïc", "Autre,Loïc")).await;
    assert_eq!((report.left_alone, report.unchanged), (1, 1));
    assert_eq!(portal.texts("SELECT family_name FROM users WHERE external_id = 'MBR0001'").await, ["d'Orval-Brumes"]);
    let report = import(&portal, Kind::Enrolments, &good(Kind::Enrolments)).await;
    assert!(report.left_alone > 0);
    let theirs = "SELECT COUNT(*) FROM enrolments WHERE user_id IN (SELECT id FROM users WHERE external_id = 'MBR0001')";
    assert_eq!(portal.number(theirs).await, 0);
    // A demo member, who was not imported, signs in with that name.
    let report = import(&portal, Kind::Members, &members(1).replace("MBR0001", "40821176")).await;
    assert_eq!(json!(report.errors), json!([{"line": 2, "column": "external_id", "code": "duplicate_key"}]));
}

#[tokio::test]
async fn b52_g2_the_credits_of_whoever_closed_their_account_are_left_alone_too() {
    let portal = TestPortal::of("emprunteur").await;
    load(&portal).await;
    portal.run("UPDATE users SET closed = TRUE WHERE external_id = 'MBR0002'").await;
    let before = imported(&portal, "loans").await;
    let file = good(Kind::Loans).replace("Regroupement de crédits,35251", "Regroupement de crédits,99900");
    let more = format!("{file}LOAN9999,ENR00004,PRT9999999,Prêt auto,100,1,10000,100,2021-01-01,2031-01-01\n");
    let report = import(&portal, Kind::Loans, &more).await;
    assert_eq!((report.created, report.changed), (0, 0), "{report:?}");
    assert!(report.left_alone >= 3, "{report:?}");
    assert_eq!(portal.number("SELECT instalment_cents FROM loans WHERE external_id = 'LOAN0001'").await, 35_251);
    assert_eq!(imported(&portal, "loans").await, before);
}

#[tokio::test]
async fn b52_an_enrolment_never_goes_over_to_somebody_else_or_to_another_contract() {
    let portal = TestPortal::of("prevoyance").await;
    load(&portal).await;
    let text = good(Kind::Enrolments);
    for (change, column) in [
        (text.replace("ENR00001,MBR0001,", "ENR00001,MBR0002,"), "member_external_id"),
        (text.replace("ENR00001,MBR0001,CTP012", "ENR00001,MBR0001,CTP001"), "contract_external_id"),
    ] {
        let report = import(&portal, Kind::Enrolments, &change).await;
        assert_eq!(json!(report.errors[0]), json!({"line": 2, "column": column, "code": "reference_changed"}));
        assert_eq!(report.changed, 0);
    }
    let contracts = good(Kind::Contracts).replace("P20100-00", "P20100-99");
    assert_eq!(import(&portal, Kind::Contracts, &contracts).await.changed, 1);
    let under = lines(Kind::Enrolments, ",CTP001,");
    let reached = portal.number("SELECT COUNT(*) FROM enrolments WHERE contract_number = 'P20100-99'").await;
    assert_eq!(u64::try_from(reached).unwrap(), under, "a contract's number is that of everybody in it");
}

#[tokio::test]
async fn b52_b11_the_pay_that_a_contract_says_is_kept_stays_where_a_file_has_no_such_column_and_an_empty_cell_takes_it_away() {
    let portal = TestPortal::of("prevoyance").await;
    import(&portal, Kind::Employers, &good(Kind::Employers)).await;
    let text = good(Kind::Contracts);
    let (header, first) = (text.lines().next().unwrap(), text.lines().nth(1).unwrap());
    let kept = async || {
        let of = |level: &str| format!("SELECT CAST(COALESCE({level}, -1) AS BIGINT) FROM contracts WHERE external_id = 'CTP001'");
        [portal.number(&of("kept_plein_bp")).await, portal.number(&of("kept_demi_bp")).await]
    };
    let said = format!("{header},kept_plein_bp,kept_demi_bp\n{first},9000,\n");
    assert_eq!(import(&portal, Kind::Contracts, &said).await.created, 1);
    assert_eq!(kept().await, [9_000, -1]);
    assert_eq!(import(&portal, Kind::Contracts, &said).await.unchanged, 1);
    assert_eq!(import(&portal, Kind::Contracts, &format!("{header}\n{first}\n")).await.unchanged, 1);
    assert_eq!(kept().await, [9_000, -1], "nothing was said of it");
    assert_eq!(import(&portal, Kind::Contracts, &format!("{header},kept_demi_bp\n{first},4500\n")).await.changed, 1);
    assert_eq!(kept().await, [9_000, 4_500]);
    assert_eq!(import(&portal, Kind::Contracts, &format!("{header},kept_plein_bp\n{first},\n")).await.changed, 1);
    assert_eq!(kept().await, [-1, 4_500], "as the insurer has it");
}

#[tokio::test]
async fn b52_b11_what_a_contract_says_of_a_loss_stays_where_a_file_has_no_such_column_and_an_empty_cell_takes_it_away() {
    let portal = TestPortal::of("emprunteur").await;
    let text = good(Kind::Contracts);
    let header = text.lines().next().unwrap();
    let line = text.lines().find(|line| line.starts_with("CTE001,")).unwrap();
    let said = async || {
        let of = "CASE WHEN covers_loss IS NULL THEN 'nothing' WHEN covers_loss THEN 'yes' ELSE 'no' END";
        portal.texts(&format!("SELECT {of} FROM contracts WHERE external_id = 'CTE001'")).await.remove(0)
    };
    let with = |cell: &str| format!("{header},covers_loss\n{line},{cell}\n");
    assert_eq!(import(&portal, Kind::Contracts, &with("true")).await.created, 1);
    assert_eq!(said().await, "yes");
    assert_eq!(import(&portal, Kind::Contracts, &format!("{header}\n{line}\n")).await.unchanged, 1);
    assert_eq!(said().await, "yes", "nothing was said of it");
    for (cell, kept) in [("false", "no"), ("", "nothing")] {
        assert_eq!(import(&portal, Kind::Contracts, &with(cell)).await.changed, 1, "{cell}");
        assert_eq!(said().await, kept);
    }
}

#[test]
fn b52_the_command_tells_an_operator_each_bad_line_and_never_what_is_written_there() {
    let folder = tempfile::tempdir().unwrap();
    let (data, key) = (folder.path().join("data"), folder.path().join("key"));
    std::fs::write(&key, "ab".repeat(32)).unwrap();
    let [data, key] = [data, key].map(|path| path.to_str().unwrap().to_owned());
    let portal = |insurer: &'static str| ["--insurer", insurer, "--data", data.as_str(), "--master-key-file", key.as_str()];
    let bad = path("import-bad", "members_bad_dates.csv");
    let bad = bad.to_str().unwrap();
    let output = run(&[&["import", "members", bad, "--dry-run"][..], &portal("prevoyance")].concat());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(!output.status.success(), "{said}");
    for expected in
        ["dry run", "5 lines are right (5 new", "error: line 4, birth_date: bad_date", "error: line 7, birth_date: date_in_future"]
    {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert!(!said.contains("19/07/1984"), "{said}");
    let output = run(&[&["import", "members", bad, "--json"][..], &portal("prevoyance")].concat());
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap()["created"], json!(5));
    let output = run(&[&["members", "invite", "--all"][..], &portal("prevoyance")].concat());
    assert!(String::from_utf8_lossy(&output.stdout).contains("5 invitations leave"), "{output:?}");
    let refused = |arguments: &[&str], insurer| told(&run(&[arguments, &portal(insurer)].concat()));
    assert!(refused(&["import", "members", bad], "assistance").contains("registration.mode"));
    assert!(refused(&["import", "payments", bad], "prevoyance").contains("employers, members, contracts, enrolments, loans"));
    assert!(refused(&["members", "invite"], "prevoyance").contains("--all"));
    assert!(refused(&["members", "invite", "--external-id", "MBR9999"], "prevoyance").contains("nobody who was imported"));
}
