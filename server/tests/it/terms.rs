//! The gate of the terms (S-5 … S-10, D-13), and the charter that is none (A-12 … A-14).
use crate::support::{Browser, Page, TestPortal, attribute};
use backend::demo;

/// The demo member of that insurer whose situation says so.
fn who(insurer: &str, kind: &str) -> String {
    let accounts = demo::accounts(&backend::profile::load(insurer).unwrap()).unwrap();
    accounts.into_iter().find(|account| account.kind.contains(kind)).unwrap().login
}

async fn sign_in(portal: &TestPortal, insurer: &str, kind: &str) -> (Browser, Page) {
    let mut browser = portal.browser();
    let page = browser.sign_in(&who(insurer, kind), "").await;
    (browser, page)
}

#[tokio::test]
async fn s5_s8_s10_at_the_first_connection_the_terms_are_accepted_before_anything_else() {
    let portal = TestPortal::of("prevoyance").await;
    let (mut browser, page) = sign_in(&portal, "prevoyance", "première connexion").await;
    assert_eq!(page.path, "/conditions");
    page.must_say_in_order(&[
        "Conditions générales",
        "Version 2, en vigueur depuis le 1er janvier 2026",
        "Avant d'entrer dans votre espace, lisez ces conditions.",
        "1. FONCTIONNALITES",
        "l'agent qui a adhéré au contrat de prévoyance complémentaire souscrit par son employeur",
        "10. OPPOSABILITE ET EVOLUTION DES CONDITIONS GENERALES",
        "La version en ligne prévaut sur toute version imprimée antérieure.",
        "Valider",
    ]);
    let page = browser.post("/api/accept_terms", &[("version", "2"), ("next", "/compte/mot-de-passe")]).await;
    assert_eq!(page.path, "/compte/mot-de-passe", "on to what was asked for");
    assert!(!browser.get("/conditions").await.says("Valider"), "asked once");
    let proof =
        "SELECT version || ' ' || LENGTH(text_sha256) FROM terms_acceptances JOIN users ON users.id = user_id WHERE given_name = 'Hugo'";
    assert_eq!(portal.texts(proof).await, ["2 64"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'terms_accepted'").await, 1);
    browser.post("/api/accept_terms", &[("version", "2"), ("next", "https://evil.example")]).await;
    assert_eq!(portal.texts(proof).await.len(), 1, "accepting twice is accepting once");
}

#[tokio::test]
async fn s6_terms_that_changed_are_shown_again_and_said_to_have_changed() {
    let portal = TestPortal::of("prevoyance").await;
    let (mut browser, page) = sign_in(&portal, "prevoyance", "il y a longtemps").await;
    page.must_say(&["Ces conditions ont changé depuis votre dernier accord."]);
    let page = browser.post("/api/accept_terms", &[("version", "1")]).await;
    assert_eq!(page.path, "/conditions", "an earlier version opens nothing");
    assert_eq!(browser.post("/api/accept_terms", &[("version", "2")]).await.path, "/");
    let count = "SELECT COUNT(*) FROM terms_acceptances JOIN users ON users.id = user_id WHERE given_name = 'Nadia'";
    assert_eq!(portal.number(count).await, 2, "the first proof stays");
}

#[tokio::test]
async fn s7_nothing_is_reachable_before_the_terms_are_accepted() {
    let portal = TestPortal::of("prevoyance").await;
    let (mut browser, _) = sign_in(&portal, "prevoyance", "première connexion").await;
    for path in ["/", "/compte/mot-de-passe", "/anything"] {
        let page = browser.get_once(path).await;
        assert_eq!(page.location().as_deref(), Some(format!("/conditions?next={path}").as_str()), "{path}");
    }
    for function in ["home", "change_password", "no_such_function"] {
        let page = browser.call(function, &[]).await;
        assert_eq!(page.status, 403, "{function}");
        assert_eq!(page.json(), "terms_first", "{function}");
    }
    let page = browser.post("/api/change_password", &[("current", demo::PASSWORD), ("new", "x"), ("again", "x")]).await;
    assert_eq!(page.path, "/conditions", "a plain form leads there too");
    assert_eq!(browser.post("/api/sign_out", &[]).await.path, "/connexion", "the way out is open");
}

#[tokio::test]
async fn s9_anyone_reads_the_terms_from_the_bottom_of_every_page() {
    let portal = TestPortal::of("prevoyance").await;
    let mut visitor = portal.browser();
    assert!(visitor.get("/connexion").await.links().iter().any(|link| link == "/conditions"));
    let page = visitor.get("/conditions").await;
    assert_eq!(page.status, 200);
    page.must_say(&["Version 2"]);
    assert!(
        !page.says("Valider") && !page.says("DISPONIBILITE L'espace est ouvert les jours ouvrés."),
        "nobody to accept, and the old text is gone"
    );
    let (mut member, home) = sign_in(&portal, "prevoyance", "deux contrats").await;
    assert!(home.links().iter().any(|link| link == "/conditions"));
    member.get("/compte/mot-de-passe").await.must_say(&["Conditions générales"]);
}

#[tokio::test]
async fn d13_the_convention_is_accepted_after_signing_in() {
    let portal = TestPortal::of("collective").await;
    let (mut browser, page) = sign_in(&portal, "collective", "première connexion").await;
    page.must_say_in_order(&["Convention d'utilisation", "J'accepte"]);
    assert_eq!(browser.post("/api/accept_terms", &[("version", "2025-09"), ("next", "/")]).await.path, "/");
}

#[tokio::test]
async fn a12_a13_a14_x16_the_charter_informs_and_stops_nobody() {
    let portal = TestPortal::of("assistance").await;
    let mut visitor = portal.browser();
    assert!(visitor.get("/connexion").await.links().iter().any(|link| link == "/confidentialite"));
    visitor.get("/confidentialite").await.must_say_in_order(&[
        "Charte de Confidentialité",
        "exclusivement à mettre en place vos prestations d'assistance",
        "vérifier votre éligibilité",
        "afficher les prestations prévues dans votre contrat, en adéquation avec votre situation et vos besoins",
        "vous conseiller en cas de questions",
        "mettre en place et réaliser les prestations",
    ]);
    assert_eq!(visitor.get("/conditions").await.status, 404);
    let (_, page) = sign_in(&portal, "assistance", "deux contrats").await;
    assert_eq!(page.path, "/");
}

#[tokio::test]
async fn d19_links_in_the_insurers_texts_that_lead_out_say_so_and_our_own_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    let purpose = "## Ce à quoi elles servent";
    let links = "[La CNIL](https://cnil.example/a?b=\"c&d) et [l’aide](/aide/navigateurs)";
    let text = include_str!("../../insurers/assistance.toml");
    assert!(text.contains(purpose));
    std::fs::write(&file, text.replace(purpose, &format!("{links}\n\n{purpose}"))).unwrap();
    let page = TestPortal::of(file.to_str().unwrap()).await.browser().get("/confidentialite").await;
    page.must_say_in_order(&["La CNIL", "Lien externe au site. S'ouvre dans une nouvelle fenêtre.", "et", "l'aide"]);
    assert_eq!(page.text().matches("Lien externe au site.").count(), 1);
    let links = page.elements("a");
    let out = links.iter().find(|tag| tag.contains("cnil")).unwrap();
    assert_eq!(attribute(out, "href").as_deref(), Some("https://cnil.example/a?b=\"c&d"));
    assert_eq!(attribute(out, "target").as_deref(), Some("_blank"));
    assert!(links.iter().all(|tag| tag == out || attribute(tag, "target").is_none()), "{links:?}");
}
