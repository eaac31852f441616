//! « Réclamations de soins de santé en ligne » (D-18, X-27): from the home page to « En instruction », on the desk, and out again.
mod desk;
mod journey;
mod kept;

use crate::support::{Browser, HUGO, Page, Sent, TestPortal, fixture};
use backend::demo;
use serde_json::Value;

/// « plusieurs dossiers d’assurance »: the first one is chosen.
const GENEVIEVE: &str = "genevievetremblay";
/// « réclamation de soins en instruction ».
const JOSEE: &str = "joseepelletier";
/// « réclamation de soins en brouillon ».
const MYLENE: &str = "mylenefortin";
/// « quarante dossiers d’assurance »: none of them covers care.
const HUGUETTE: &str = "huguettebelanger";

/// An expense as a person types it.
#[derive(Clone, Copy)]
struct Typed<'a> {
    day: &'a str,
    kind: &'a str,
    whom: &'a str,
    paid: &'a str,
    reimbursed: &'a str,
}

/// Of a visit to the dentist on that day.
fn dentist<'a>(day: &'a str, paid: &'a str) -> Typed<'a> {
    Typed { day, kind: "Soins dentaires", whom: "Moi-même", paid, reimbursed: "" }
}

const NOTHING: Typed<'static> = Typed { day: "", kind: "", whom: "", paid: "", reimbursed: "" };

fn step(number: &str, step: &str) -> String {
    format!("/dossiers/{number}/demande/{step}")
}

/// Presses « Faire une réclamation de soins de santé » on the home page; gives the number.
async fn claim(browser: &mut Browser) -> String {
    let enrolment = browser.get("/").await.field("enrolment").unwrap();
    let page = browser.post("/api/claim_expenses", &[("enrolment", &enrolment)]).await;
    let number = page.claim_number();
    assert_eq!(page.path, step(&number, "depenses"));
    number
}

/// Presses a button of the expense step with that typed, from a page that showed that version.
async fn press_at(browser: &mut Browser, number: &str, version: &str, intent: &str, typed: Typed<'_>) -> Page {
    let form = [
        ("number", number),
        ("version", version),
        ("intent", intent),
        ("day", typed.day),
        ("kind", typed.kind),
        ("whom", typed.whom),
        ("paid", typed.paid),
        ("reimbursed", typed.reimbursed),
    ];
    browser.post("/api/save_expenses", &form).await
}

/// The same on the page of now.
async fn press(browser: &mut Browser, number: &str, intent: &str, typed: Typed<'_>) -> Page {
    let version = browser.get(&step(number, "depenses")).await.field("version").unwrap();
    press_at(browser, number, &version, intent, typed).await
}

/// Geneviève with a claim of one expense and one receipt.
async fn ready(portal: &TestPortal) -> (Browser, String) {
    let mut browser = portal.signed_in(GENEVIEVE).await;
    let number = claim(&mut browser).await;
    let page = press(&mut browser, &number, "next", dentist("03/03/2026", "186 $")).await;
    assert_eq!(page.path, step(&number, "justificatifs"));
    browser.upload(&number, &[Sent::new("recu.pdf", &fixture("a04-plain.pdf"))]).await;
    (browser, number)
}

async fn draft(browser: &mut Browser, number: &str) -> Value {
    browser.call("claim", &[("number", number)]).await.json()["claim"]["draft"].clone()
}

#[tokio::test]
async fn d18_a_claim_is_its_members_alone() {
    let portal = TestPortal::of("collective").await;
    let (mut browser, number) = ready(&portal).await;
    let before = draft(&mut browser, &number).await;
    let enrolment = browser.get("/").await.field("enrolment").unwrap();
    let (key, version) = browser.key_and_version(&number).await;
    let mut other = portal.signed_in(MYLENE).await;
    let claims = portal.number("SELECT COUNT(*) FROM claims").await;
    for foreign in [enrolment.as_str(), "", "1", "00000000-0000-0000-0000-000000000000"] {
        assert_eq!(other.post("/api/claim_expenses", &[("enrolment", foreign)]).await.status, 404, "{foreign}");
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM claims").await, claims);
    for number in [number.as_str(), "D26-999999-9", "../etc"] {
        assert_eq!(press_at(&mut other, number, "1", "save", dentist("03/03/2026", "1")).await.status, 404, "{number}");
    }
    assert_eq!(other.call("submit_claim", &[("number", &number), ("key", &key), ("version", &version)]).await.status, 404);
    for page in ["depenses", "recapitulatif", "supprimer"] {
        assert_eq!(other.get(&step(&number, page)).await.status, 404, "{page}");
    }
    let mut visitor = portal.browser();
    for function in ["claim_expenses", "save_expenses"] {
        assert_eq!(visitor.call(function, &[("number", &number), ("enrolment", &enrolment)]).await.status, 401, "{function}");
    }
    assert_eq!(visitor.get(&step(&number, "depenses")).await.path, "/connexion");
    assert_eq!(draft(&mut browser, &number).await, before);
}

#[tokio::test]
async fn d1_d18_without_cover_there_is_no_button_and_no_function_behind_it() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.signed_in(HUGUETTE).await;
    for path in ["/", "/dossiers"] {
        let page = browser.get(path).await;
        assert!(page.status == 200 && !page.says("Faire une réclamation"), "{path}: {}", page.text());
    }
    let home = browser.call("home", &[]).await.json();
    let enrolment = home["contracts"][0]["id"].as_str().unwrap();
    assert_eq!(browser.post("/api/claim_expenses", &[("enrolment", enrolment)]).await.status, 404);
    for path in ["/credits/x", "/aide/prolonger-mon-dossier", "/aide/questions"] {
        assert_eq!(browser.get(path).await.status, 404, "{path}: what this insurer does without stays away (X-26)");
    }
    for function in ["declare", "prolong", "save_periods", "save_opening", "credit"] {
        assert_eq!(browser.call(function, &[("enrolment", enrolment)]).await.status, 404, "{function}");
    }
    let demo = TestPortal::start().await;
    let mut hugo = demo.signed_in(HUGO).await;
    assert!(!hugo.get("/").await.says("Faire une réclamation"));
    let number = hugo.call("home", &[]).await.json()["contracts"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(hugo.call("claim_expenses", &[("enrolment", &number)]).await.status, 404, "an insurer without such claims");
}

#[test]
fn d18_the_demonstration_has_a_claim_under_review_and_one_being_written() {
    let kinds = |insurer: &str| {
        let accounts = demo::accounts(&backend::profile::load(insurer).unwrap()).unwrap();
        accounts.into_iter().map(|account| (account.login, account.kind)).collect::<Vec<_>>()
    };
    for (login, kind) in [(JOSEE, "réclamation de soins en instruction"), (MYLENE, "réclamation de soins en brouillon")] {
        assert!(kinds("collective").contains(&(login.to_owned(), kind)), "{:?}", kinds("collective"));
    }
    assert!(kinds("assistance").iter().all(|(_, kind)| !kind.contains("soins")));
}

#[test]
fn d18_a_table_that_contradicts_itself_is_refused_by_the_name_of_the_setting() {
    let collective = include_str!("../../../insurers/collective.toml");
    for (from, to, setting) in [
        ("max_lines = 20", "max_lines = 0", "`care.max_lines`"),
        ("oldest_months = 12", "oldest_months = 500", "`care.oldest_months`"),
        ("max_cents = 1000000", "max_cents = 0", "`care.max_cents`"),
        ("\"Soins de la vue\"", "\"Soins dentaires\"", "`care.kinds`"),
    ] {
        assert!(collective.contains(from), "{from}");
        let error = backend::profile::read(&collective.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains(setting), "{error}");
    }
}
