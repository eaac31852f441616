//! « Je souhaite être rappelé »: asked for without an account, kept sealed, and gone after six months.
use crate::support::{Browser, CLAIRE, Page, TestPortal, attribute};
use backend::profile;
use chrono::TimeDelta;

const PATH: &str = "/rappel";
const COUNT: &str = "SELECT COUNT(*) FROM callbacks";
const KEPT: &str = "Votre demande de rappel est enregistrée.";
const AGAIN: &str = "envoyez votre demande encore une fois";

/// The form, read for a moment.
async fn read(portal: &TestPortal, browser: &mut Browser) -> Page {
    let page = browser.get(PATH).await;
    portal.advance(TimeDelta::seconds(5));
    page
}

/// Posts the form of that page as a person does, with those changes.
async fn ask(browser: &mut Browser, page: &Page, changes: &[(&str, &str)]) -> Page {
    let shown = page.field("shown").unwrap();
    let form = [
        ("shown", shown.as_str()),
        ("website", ""),
        ("name", "Jean Le Goff"),
        ("phone", "06.39.98.00.11"),
        ("motive", "Nouvelle demande de prestations"),
        ("day", "2026-03-14"),
        ("slot", "entre 10 h et 12 h"),
    ];
    let change = |name: &str| changes.iter().find(|(field, _)| *field == name).map(|(_, value)| *value);
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, change(name).unwrap_or(value))).collect();
    browser.post("/api/ask_callback", &form).await
}

/// What the list of that name offers, or what of it is chosen.
fn options(page: &Page, chosen: bool) -> Vec<String> {
    let all = page.elements("option").into_iter().filter(|tag| !chosen || attribute(tag, "selected").is_some());
    all.filter_map(|tag| attribute(&tag, "value")).filter(|value| !value.is_empty()).collect()
}

fn leads_there(page: &Page) -> bool {
    page.links().iter().any(|link| link == PATH)
}

#[tokio::test]
async fn a7_g6_whoever_has_no_account_and_no_address_asks_for_a_callback_from_the_public_home_page() {
    let portal = TestPortal::of("assistance").await;
    let mut visitor = portal.browser();
    let home = visitor.get("/connexion").await;
    home.must_say(&["Je souhaite être rappelé"]);
    assert!(leads_there(&home) && leads_there(&visitor.get("/inscription").await));
    let page = read(&portal, &mut visitor).await;
    page.must_say_in_order(&[
        "Je souhaite être rappelé",
        "Votre prénom et votre nom",
        "Votre numéro de téléphone",
        "Il sert à vous rappeler, à rien d'autre. Il n'est transmis à personne.",
        "Motif de votre demande",
        "Questions sur votre contrat ou vos prestations",
        "Nouvelle demande de prestations",
        "Suivi d'un dossier en cours",
        "À quelles prestations ai-je droit ?",
        "Jour souhaité",
        "vendredi 13 mars 2026",
        "jeudi 19 mars 2026",
        "Plage horaire souhaitée",
        "entre 8 h et 10 h",
        "Elle est effacée au bout de 6 mois.",
        "Demander à être rappelé",
    ]);
    assert!(!page.html().contains("<script"), "without script (R-19)");

    let page = ask(&mut visitor, &page, &[]).await;
    assert_eq!(page.path, PATH);
    let number = page.numbers("RA-").remove(0);
    page.must_say_in_order(&[
        KEPT,
        "Nous vous appellerons au 06 39 98 00 11, le samedi 14 mars 2026, entre 10 h et 12 h.",
        &format!("Votre référence : {number}."),
    ]);
    assert!(!visitor.get(PATH).await.says(KEPT), "told once");

    let row = "SELECT number || '|' || motive || '|' || slot || '|' || state FROM callbacks";
    assert_eq!(portal.texts(row).await, [format!("{number}|Nouvelle demande de prestations|entre 10 h et 12 h|requested")]);
    let sealed = portal.texts("SELECT caller FROM callbacks").await.remove(0);
    assert!(!sealed.contains("Goff") && !sealed.contains("39980011"), "who they are is sealed");
    let noted =
        format!("SELECT COUNT(*) FROM audit WHERE action = 'callback_asked' AND object = '{number}' AND detail = '' AND actor IS NULL");
    assert_eq!(portal.number(&noted).await, 1);
    assert!(portal.deliver().await.is_empty(), "nobody is mailed");
}

#[tokio::test]
async fn a7_what_is_missing_or_not_offered_is_named_and_what_was_typed_is_kept() {
    let portal = TestPortal::of("assistance").await;
    let mut visitor = portal.browser();
    let shown = read(&portal, &mut visitor).await;
    let page = visitor.post("/api/ask_callback", &[]).await;
    page.must_say_in_order(&[
        "À corriger",
        "Indiquez votre prénom et votre nom.",
        "Indiquez le numéro auquel vous appeler.",
        "Choisissez le motif de votre demande.",
        "Choisissez un jour.",
        "Choisissez une plage horaire.",
    ]);
    assert!(page.html().contains("<title>Erreur"));
    let page = ask(&mut visitor, &shown, &[("phone", "12"), ("day", "2026-03-12"), ("name", "<script>alert(1)</script>")]).await;
    page.must_say(&["Ce numéro n'est pas un numéro français.", "Choisissez un jour."]);
    assert_eq!((page.field("phone").as_deref(), page.field("name").as_deref()), (Some("12"), Some("<script>alert(1)</script>")));
    assert_eq!(options(&page, true), ["Nouvelle demande de prestations", "entre 10 h et 12 h"], "what was chosen is");
    assert!(!page.html().contains("<script"));
    let long = "é".repeat(2_000);
    let page = ask(&mut visitor, &shown, &[("name", &long), ("motive", &long), ("slot", &long)]).await;
    page.must_say(&["Ce nom est trop long."]);
    assert_eq!(page.field("name").map(|name| name.chars().count()), Some(100));
    assert_eq!(portal.number(COUNT).await, 0);
}

#[tokio::test]
async fn a7_a_public_holiday_is_not_offered_and_not_taken() {
    let portal = TestPortal::of("assistance").await;
    let mut visitor = portal.browser();
    portal.advance(TimeDelta::days(22));
    let page = read(&portal, &mut visitor).await;
    let days: Vec<String> = options(&page, false).into_iter().filter(|value| value.starts_with("2026-")).collect();
    let around = ["2026-04-04", "2026-04-05", "2026-04-07", "2026-04-08", "2026-04-09", "2026-04-10", "2026-04-11"];
    assert_eq!(days, around, "seven days without Easter Monday, although this desk works at weekends");
    ask(&mut visitor, &page, &[("day", "2026-04-06")]).await.must_say(&["Choisissez un jour."]);
    assert_eq!(portal.number(COUNT).await, 0);
    ask(&mut visitor, &page, &[("day", "2026-04-07")]).await.must_say(&[KEPT, "le mardi 7 avril 2026"]);
}

#[tokio::test]
async fn a7_x23_a_holiday_of_france_is_a_day_like_any_other_in_canada() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    std::fs::write(&file, include_str!("../../insurers/demo.toml").replacen("\"fr-FR\"", "\"fr-CA\"", 1)).unwrap();
    let portal = TestPortal::of(file.to_str().unwrap()).await;
    let mut visitor = portal.browser();
    portal.advance(TimeDelta::days(22));
    let page = read(&portal, &mut visitor).await;
    assert!(options(&page, false).contains(&"2026-04-06".to_owned()));
}

#[tokio::test]
async fn a7_x22_programs_are_told_from_people_and_slowed_down() {
    let portal = TestPortal::of("assistance").await;
    let mut visitor = portal.browser();
    let page = visitor.get(PATH).await;
    ask(&mut visitor, &page, &[]).await.must_say(&[AGAIN]);
    portal.advance(TimeDelta::seconds(2));
    ask(&mut visitor, &page, &[("website", "https://example.org")]).await.must_say(&[AGAIN]);
    ask(&mut visitor, &page, &[("shown", "00")]).await.must_say(&[AGAIN]);
    assert_eq!(portal.number(COUNT).await, 0);
    ask(&mut visitor, &page, &[]).await.must_say(&[KEPT]);
    portal.advance(TimeDelta::hours(2));
    ask(&mut visitor, &page, &[]).await.must_say(&[AGAIN]);
    let mut slowed = 0;
    for _ in 0..120 {
        slowed += usize::from(visitor.post_once("/api/ask_callback", &[]).await.location().as_deref() == Some("/erreur/trop-souvent"));
    }
    assert!(slowed > 40, "{slowed}");
}

#[tokio::test]
async fn a7_a_double_click_is_one_request() {
    let portal = TestPortal::of("assistance").await;
    let mut here = portal.browser();
    let page = read(&portal, &mut here).await;
    let mut there = here.clone();
    let pages = futures::join!(ask(&mut here, &page, &[]), ask(&mut there, &page, &[]));
    assert_eq!(pages.0.numbers("RA-"), pages.1.numbers("RA-"), "both are told the same reference");
    assert_eq!(portal.number(COUNT).await, 1);
    for other in [("phone", "0639980012"), ("name", "Jeanne Le Goff"), ("slot", "entre 8 h et 10 h")] {
        ask(&mut here, &page, &[other]).await.must_say(&[KEPT]);
    }
    portal.advance(TimeDelta::minutes(1));
    ask(&mut here, &page, &[]).await.must_say(&[KEPT]);
    assert_eq!(portal.number(COUNT).await, 5, "another caller, another time, or later");
}

#[tokio::test]
async fn a7_a_member_asks_as_anybody_does_and_nobody_where_the_insurer_calls_nobody_back() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let page = read(&portal, &mut claire).await;
    assert_eq!(options(&page, false).len(), 2 + 5 + 2);
    let day = ("day", "2026-03-16");
    ask(&mut claire, &page, &[("motive", "Mon contrat"), ("slot", "entre 9 h et 12 h"), day]).await.must_say(&[KEPT]);
    for insurer in profile::shipped().filter(|insurer| !["demo", "assistance"].contains(insurer)) {
        let portal = TestPortal::of(insurer).await;
        let mut visitor = portal.browser();
        assert!(!leads_there(&visitor.get("/connexion").await), "{insurer}");
        assert_eq!(visitor.get(PATH).await.status, 404, "{insurer}");
        assert_eq!(visitor.call("ask_callback", &[]).await.status, 404, "{insurer}");
    }
}

#[tokio::test]
async fn a7_g4_a_request_goes_six_months_after_it_was_made() {
    let portal = TestPortal::of("assistance").await;
    let mut visitor = portal.browser();
    let page = read(&portal, &mut visitor).await;
    ask(&mut visitor, &page, &[]).await;
    portal.advance(TimeDelta::days(183));
    assert_eq!(portal.backend.purge(false).await.unwrap().callbacks, 0);
    portal.advance(TimeDelta::days(1));
    assert_eq!(portal.backend.purge(true).await.unwrap().callbacks, 1);
    assert_eq!(portal.number(COUNT).await, 1, "counting deletes nothing");
    assert_eq!(portal.backend.purge(false).await.unwrap().callbacks, 1);
    assert_eq!(portal.number(COUNT).await, 0);
}
