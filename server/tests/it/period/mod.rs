//! The period step over plain forms (C-13 … C-20), and what each rule says of wrong days (P-1 … P-17).
mod rules;

use crate::support::{Browser, CLAIRE, Page, TestPortal, Typed, YANN, days, nothing};
use chrono::TimeDelta;

/// Claire's dossier with an empty prolongation: paid from 3 October 2025 to 9 January 2026, today is 12 March 2026.
async fn prolonging(portal: &TestPortal) -> (Browser, String) {
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.only_claim().await;
    let page = browser.post("/api/prolong", &[("number", &number)]).await;
    assert_eq!(page.path, format!("/dossiers/{number}/demande/periode"));
    (browser, number)
}

/// Types a line, presses « Ajouter cette période »: the page must say this, keep what was typed, and add nothing.
async fn refused(browser: &mut Browser, number: &str, typed: &Typed<'_>, sentence: &str) {
    let before = lines(&browser.get(&format!("/dossiers/{number}/demande/periode")).await);
    let page = browser.periods(number, "add", typed).await;
    page.must_say(&[sentence]);
    assert!(page.html().contains("<title>Erreur"), "the title says so too");
    assert_eq!(page.field("start").as_deref(), Some(typed.start), "what was typed is kept");
    assert_eq!(page.field("end").as_deref(), Some(typed.end));
    assert_eq!(page.field("resumed_on").as_deref(), Some(typed.resumed_on));
    assert_eq!(lines(&page), before, "nothing was added");
    let next = browser.periods(number, "next", typed).await;
    assert!(next.path.ends_with("/periode"), "« Suivant » does not go on");
    next.must_say(&[sentence]);
}

/// The lines added so far, by the button that corrects them.
fn lines(page: &Page) -> Vec<String> {
    page.elements("button")
        .iter()
        .filter_map(|tag| crate::support::attribute(tag, "aria-label"))
        .filter(|label| label.starts_with("Corriger"))
        .map(|l| crate::support::folded(&l))
        .collect()
}

#[tokio::test]
async fn c13_to_c17_c20_the_step_asks_what_the_seed_asks_in_its_words() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let page = browser.get(&format!("/dossiers/{number}/demande/periode")).await;
    page.must_say_in_order(&[
        "Nouvelle période indemnisée par mon organisme social (CPAM, France Travail…)",
        "La date de début",
        "La date de fin",
        "Organisme social",
        "CPAM",
        "MSA",
        "France Travail",
        "Autre organisme",
        "Si j'ai repris le travail",
        "Oui",
        "Non",
        "Ajouter cette période",
        "Sauvegarder",
        "Suivant",
    ]);
    let buttons = page.elements("button");
    let of = |intent: &str| buttons.iter().find(|tag| tag.contains(&format!("value=\"{intent}\"")) && tag.contains("class=\"btn")).unwrap();
    assert!(of("save").contains("btn--primary"), "« Sauvegarder » has the brand's colour");
    assert!(!of("next").contains("btn--primary"), "« Suivant » is plain");
}

#[tokio::test]
async fn c18_a_second_period_can_be_added_and_c19_both_are_shown_whole() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    browser.periods(&number, "add", &days("10/01/2026", "31/01/2026")).await;
    let typed = Typed { payer: "France Travail", resumed: "oui", resumed_on: "02/03/2026", ..days("2026-02-01", "28/02/2026") };
    let page = browser.periods(&number, "add", &typed).await;
    page.must_say_in_order(&[
        "2 périodes",
        "Du 10 au 31 janvier 2026",
        "22 jours, CPAM, pas de reprise du travail",
        "Du 1er au 28 février 2026",
        "28 jours, France Travail, reprise du travail le 2 mars 2026",
    ]);
    assert_eq!(page.field("start").as_deref(), Some(""), "the form is empty for the next one");
}

#[tokio::test]
async fn c19_a_period_is_corrected_and_removed() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    browser.periods(&number, "add", &days("10/01/2026", "31/01/2026")).await;
    browser.periods(&number, "add", &days("01/02/2026", "28/02/2026")).await;
    let page = browser.periods(&number, "correct:0", &nothing()).await;
    page.must_say(&["en cours de correction", "Enregistrer la correction", "Annuler la correction"]);
    assert_eq!((page.field("start").as_deref(), page.field("end").as_deref()), (Some("10/01/2026"), Some("31/01/2026")));
    let page = browser.periods(&number, "add", &days("10/01/2026", "20/01/2026")).await;
    assert_eq!(lines(&page), ["Corriger la période du 10 au 20 janvier 2026", "Corriger la période du 1er au 28 février 2026"]);
    browser.periods(&number, "correct:1", &nothing()).await;
    let page = browser.periods(&number, "cancel", &days("05/02/2026", "06/02/2026")).await;
    assert_eq!(lines(&page)[1], "Corriger la période du 1er au 28 février 2026", "a correction given up changes nothing");
    let page = browser.periods(&number, "remove:0", &nothing()).await;
    assert_eq!(lines(&page), ["Corriger la période du 1er au 28 février 2026"]);
    let page = browser.periods(&number, "remove:7", &nothing()).await;
    assert_eq!(lines(&page).len(), 1, "a line that is not there cannot be removed");
}

#[tokio::test]
async fn c20_saving_keeps_even_what_is_wrong_and_going_on_asks_for_all() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let page = browser.periods(&number, "save", &days("10/01/2026", "demain")).await;
    assert!(page.path.ends_with("/periode"));
    page.must_say(&["Brouillon enregistré le 12 mars 2026 à 15 h 48"]);
    let again = portal.signed_in(CLAIRE).await.get(&page.path).await;
    assert_eq!(again.field("end").as_deref(), Some("demain"));
    let page = browser.periods(&number, "save", &days("10/01/2026", "31/01/2026")).await;
    assert_eq!(lines(&page).len(), 1, "a filled line counts as added (R-8)");
    let page = browser.periods(&number, "next", &days("01/02/2026", "28/02/2026")).await;
    assert!(page.path.ends_with("/justificatifs"), "« Suivant » saves too: {}", page.text());
    let back = browser.get(&format!("/dossiers/{number}/demande/periode")).await;
    assert_eq!(lines(&back).len(), 2);
}

#[tokio::test]
async fn c17_the_social_body_is_one_of_the_insurers_list() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let feb = || days("10/01/2026", "28/02/2026");
    refused(&mut browser, &number, &Typed { payer: "", ..feb() }, "Choisissez l'organisme social qui vous a indemnisé.").await;
    refused(&mut browser, &number, &Typed { payer: "Banque", ..feb() }, "Cet organisme n'est pas dans la liste.").await;
}

#[tokio::test]
async fn c20_two_tabs_never_overwrite_each_other_silently() {
    let portal = TestPortal::start().await;
    let (mut first, number) = prolonging(&portal).await;
    let mut second = first.clone();
    let version = first.get(&format!("/dossiers/{number}/demande/periode")).await.field("version").unwrap();
    first.periods_at(&number, &version, "add", &days("10/01/2026", "31/01/2026")).await;
    let page = second.periods_at(&number, &version, "add", &days("10/01/2026", "28/02/2026")).await;
    page.must_say(&[
        "Demande modifiée ailleurs",
        "Du 10 au 31 janvier 2026",
        "Votre saisie sur cette page était : du 10 janvier au 28 février 2026",
        "Reprendre ma saisie",
        "Garder ce qui est enregistré",
    ]);
    assert_eq!(lines(&page), ["Corriger la période du 10 au 31 janvier 2026"], "what was saved first stands");
    let mine = second.periods(&number, "mine", &nothing()).await;
    assert_eq!((mine.field("start").as_deref(), mine.field("end").as_deref()), (Some("10/01/2026"), Some("28/02/2026")));
    assert_eq!(lines(&mine).len(), 1, "the member decides what becomes of it");
    assert!(!mine.says("Demande modifiée ailleurs"));
    let version = mine.field("version").unwrap();
    first.periods_at(&number, &version, "save", &days("01/02/2026", "10/02/2026")).await;
    second.periods_at(&number, &version, "remove:0", &nothing()).await.must_say(&["Demande modifiée ailleurs"]);
    let theirs = second.periods(&number, "theirs", &nothing()).await;
    assert_eq!(lines(&theirs).len(), 2);
    assert!(!theirs.says("Demande modifiée ailleurs"));
}

#[tokio::test]
async fn c20_one_of_two_saves_at_the_same_moment_becomes_the_question() {
    let portal = TestPortal::start().await;
    let (mut first, number) = prolonging(&portal).await;
    let mut second = first.clone();
    let version = first.get(&format!("/dossiers/{number}/demande/periode")).await.field("version").unwrap();
    let (january, february) = (days("10/01/2026", "31/01/2026"), days("10/01/2026", "28/02/2026"));
    let (a, b) =
        futures::join!(first.periods_at(&number, &version, "add", &january), second.periods_at(&number, &version, "add", &february));
    assert_eq!((a.status, b.status), (200, 200));
    let page = first.get(&format!("/dossiers/{number}/demande/periode")).await;
    page.must_say(&["Demande modifiée ailleurs"]);
    assert_eq!(lines(&page).len(), 1);
}

#[tokio::test]
async fn the_draft_of_a_demo_member_goes_on_where_it_was_left() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(YANN).await;
    let home = browser.get("/").await;
    let resume = home.links().into_iter().find(|link| link.ends_with("/demande/periode")).unwrap();
    let page = browser.get(&resume).await;
    assert_eq!(lines(&page), ["Corriger la période du 13 janvier au 10 février 2026"]);
}

#[tokio::test]
async fn what_is_typed_never_becomes_part_of_the_page() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let evil = "\"><script>alert(1)</script>";
    let typed = Typed { start: evil, end: evil, payer: evil, resumed: "oui", resumed_on: evil, gap: evil };
    for intent in ["save", "add", "mine", evil] {
        let page = browser.periods(&number, intent, &typed).await;
        assert!(!page.html().contains("<script>alert"), "{intent}");
    }
    portal.advance(TimeDelta::minutes(1));
    let long = "9".repeat(20_000);
    let page = browser.periods(&number, "save", &days(&long, &long)).await;
    assert_eq!(page.status, 200);
    assert!(page.field("start").unwrap().len() <= 100, "a date has ten characters");
}

/// Opens a first declaration that began on that day; gives its number.
async fn declared(browser: &mut Browser, origin: &str) -> String {
    let enrolment = browser.call("home", &[]).await.json()["credits"][0]["enrolment"]["id"].as_str().unwrap().to_owned();
    let number = browser.post("/api/declare", &[("enrolment", &enrolment)]).await.claim_number();
    let page = browser.post("/api/save_opening", &[("number", &number), ("guarantee", "work_incapacity"), ("origin", origin)]).await;
    assert!(page.path.ends_with("/periode"), "{}", page.text());
    number
}
