//! Passkeys: adding and removing them after a fresh proof, signing in with one, and what such a sign-in obeys (Y-10, Y-11).
mod device;
mod refusals;

pub use device::Device;

use crate::support::{Browser, CLAIRE, HUGO, Page, TestPortal, attribute};
use backend::demo::{self, PASSWORD};
use chrono::TimeDelta;
use serde_json::Value;

const PAGE: &str = "/compte/deux-etapes";

/// The token and the options that a browser is given.
async fn begin(browser: &mut Browser, function: &str) -> (String, Value) {
    let page = browser.call(function, &[]).await;
    assert_eq!(page.status, 200, "{}", page.html());
    let begun = page.json();
    (begun["token"].as_str().unwrap().to_owned(), begun["options"].clone())
}

/// Has that device make a passkey for whoever is signed in.
pub async fn add(browser: &mut Browser, device: &mut Device, name: &str) -> Page {
    let (token, options) = begin(browser, "begin_passkey").await;
    let made = device.make(&options);
    browser.post("/api/add_passkey", &[("name", name), ("token", &token), ("credential", &made)]).await
}

async fn post_entry(browser: &mut Browser, token: &str, answer: &str) -> Page {
    browser.post("/api/enter_with_passkey", &[("token", token), ("credential", answer), ("next", "/dossiers")]).await
}

/// Signs in with the passkey of that device.
pub async fn enter(browser: &mut Browser, device: &mut Device) -> Page {
    let (token, options) = begin(browser, "begin_entry").await;
    let answer = device.answer(&options);
    post_entry(browser, &token, &answer).await
}

/// ... and goes to the home page.
async fn enter_home(portal: &TestPortal, device: &mut Device) -> Page {
    let mut browser = portal.browser();
    let (token, options) = begin(&mut browser, "begin_entry").await;
    let answer = device.answer(&options);
    browser.post("/api/enter_with_passkey", &[("token", &token), ("credential", &answer)]).await
}

/// Takes back what the mail with that link told of.
async fn undo(portal: &TestPortal, link: &str) {
    let page = portal.browser().post("/api/undo_change", &[("token", link.rsplit('/').next().unwrap())]).await;
    page.must_say(&["Le changement est annulé"]);
}

/// A portal of an insurer that has none.
async fn without_passkeys() -> TestPortal {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    std::fs::write(&file, include_str!("../../../insurers/emprunteur.toml").replacen("passkeys = true\n", "", 1)).unwrap();
    TestPortal::of(file.to_str().unwrap()).await
}

#[tokio::test]
async fn y11_members_of_every_shipped_insurer_add_a_passkey_and_sign_in_with_it() {
    for insurer in ["assistance", "prevoyance", "collective", "emprunteur"] {
        let portal = TestPortal::of(insurer).await;
        let accounts = demo::accounts(portal.backend.profile()).unwrap();
        let member = accounts.iter().find(|account| account.kind.contains("deux contrats") || account.login == CLAIRE).unwrap();
        let (mut browser, mut phone) = (portal.signed_in(&member.login).await, Device::new(7));
        add(&mut browser, &mut phone, "").await.must_say(&["Votre clé d'accès est ajoutée."]);
        let page = portal.browser().get("/connexion").await;
        page.must_say(&["Utiliser une clé d'accès"]);
        let sources: Vec<String> = page.elements("script").iter().filter_map(|tag| attribute(tag, "src")).collect();
        assert_eq!(sources.iter().filter(|source| source.starts_with("/passkey.js?")).count(), 1, "{insurer}: {sources:?}");
        assert_eq!(sources.len(), if insurer == "prevoyance" { 2 } else { 1 }, "{insurer}: {sources:?}");
        let mut browser = portal.browser();
        enter(&mut browser, &mut phone).await;
        assert_eq!(browser.get("/compte").await.path, "/compte", "{insurer}");
    }
}

#[tokio::test]
async fn y11_a_member_adds_a_passkey_and_signs_in_with_it_alone() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    claire.get(PAGE).await.must_say(&["Clés d'accès", "Vous n'en avez pas encore.", "JavaScript"]);
    let (_, options) = begin(&mut claire, "begin_passkey").await;
    assert_eq!((options["rp"]["id"].as_str(), options["user"]["name"].as_str()), (Some("espace.relais.example"), Some(CLAIRE)));
    let wanted = &options["authenticatorSelection"];
    assert_eq!((wanted["residentKey"].as_str(), wanted["userVerification"].as_str()), (Some("required"), Some("required")));
    assert_eq!(options["attestation"], "none", "which make the device is, is nobody's business");

    let mut phone = Device::new(7);
    let page = add(&mut claire, &mut phone, " Mon\u{202e} téléphone ").await;
    assert_eq!(page.path, PAGE);
    page.must_say(&["Votre clé d'accès est ajoutée.", "Mon téléphone", "Ajoutée le 12 mars 2026 à 15 h 48, pas encore utilisée"]);
    let (_, again) = begin(&mut claire, "begin_passkey").await;
    assert_eq!(again["excludeCredentials"].as_array().unwrap().len(), 1, "one device makes no second one");

    // A second step is no longer asked for: the passkey is both.
    portal
        .run(&format!(
            "INSERT INTO authenticators (user_id, sealed_key, last_step, created_at, confirmed_at) \
             SELECT id, 'x', 0, created_at, created_at FROM users WHERE login_name = '{CLAIRE}'"
        ))
        .await;
    portal.browser().sign_in(CLAIRE, "").await.must_say(&["Votre code"]);
    portal.advance(TimeDelta::minutes(2));
    let mut browser = portal.browser();
    assert_eq!(enter(&mut browser, &mut phone).await.path, "/dossiers");
    let signed_in = "SELECT COUNT(*) FROM audit WHERE action = 'signed_in'";
    assert_eq!(portal.number(signed_in).await, 2);
    assert_eq!(portal.number("SELECT COUNT(*) FROM sessions").await, 2, "it is listed among the devices");
    assert_eq!(enter(&mut portal.browser(), &mut phone).await.path, "/dossiers", "the device counts on");
    claire.get("/compte").await.must_say(&["Mes appareils connectés"]);
    assert_eq!(portal.texts("SELECT name FROM passkeys WHERE last_used_at IS NOT NULL").await, ["Mon téléphone"]);
}

#[tokio::test]
async fn y11_the_handle_of_an_account_is_one_and_says_nothing_of_anybody() {
    let portal = TestPortal::start().await;
    let (mut claire, mut hugo) = (portal.signed_in(CLAIRE).await, portal.signed_in(HUGO).await);
    add(&mut claire, &mut Device::new(7), "").await.must_say(&["Appareil inconnu"]);
    let handle = |options: &Value| options["user"]["id"].as_str().unwrap().to_owned();
    let (one, same) = (begin(&mut claire, "begin_passkey").await.1, begin(&mut claire, "begin_passkey").await.1);
    assert_eq!(handle(&one), handle(&same));
    assert_ne!(handle(&one), handle(&begin(&mut hugo, "begin_passkey").await.1));
    assert_eq!(portal.number("SELECT COUNT(*) FROM passkeys JOIN users ON users.id = passkeys.handle").await, 0);
}

#[tokio::test]
async fn q8_y10_adding_and_removing_are_told_by_mail_and_can_be_taken_back() {
    let portal = TestPortal::start().await;
    let (mut claire, mut phone) = (portal.signed_in(CLAIRE).await, Device::new(7));
    add(&mut claire, &mut phone, "Mon téléphone").await;
    portal.advance(TimeDelta::minutes(1));
    let id = claire.get(PAGE).await.field("id").unwrap();
    claire.post("/api/remove_passkey", &[("id", &id)]).await.must_say(&["La clé d'accès est supprimée", "Vous n'en avez pas encore."]);
    claire.post("/api/remove_passkey", &[("id", &id)]).await.must_say(&["Vous n'en avez pas encore."]);
    let mails = portal.deliver().await;
    let of = |words: &str| mails.iter().find(|mail| mail.text.contains(words)).unwrap().link();
    let (added, removed) = (of("vient d’être ajoutée"), of("vient d’être supprimée"));
    assert_eq!(mails.len(), 2, "pressing twice removes once");
    undo(&portal, &removed).await;
    assert_eq!(portal.texts("SELECT name FROM passkeys").await, ["Mon téléphone"], "as it was");
    enter(&mut portal.browser(), &mut phone).await.must_say(&["Cette clé d'accès n'a pas permis de vous connecter."]);
    undo(&portal, &added).await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM passkeys").await, 0);
}

#[tokio::test]
async fn y10_a_key_of_the_same_name_elsewhere_keeps_nobody_from_taking_changes_back() {
    let portal = TestPortal::start().await;
    let (mut claire, mut hugo) = (portal.signed_in(CLAIRE).await, portal.signed_in(HUGO).await);
    add(&mut claire, &mut Device::new(7), "").await.must_say(&["est ajoutée"]);
    portal.advance(TimeDelta::minutes(1));
    let id = claire.get(PAGE).await.field("id").unwrap();
    claire.post("/api/remove_passkey", &[("id", &id)]).await.must_say(&["La clé d'accès est supprimée"]);
    // The options of `begin_passkey` named it to whoever used her session.
    add(&mut hugo, &mut Device::new(7), "").await.must_say(&["est ajoutée"]);
    let mails = portal.deliver().await;
    undo(&portal, &mails.iter().find(|mail| mail.text.contains("vient d’être supprimée")).unwrap().link()).await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'changes_undone'").await, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM passkeys").await, 1, "his stays his");
    assert_eq!(claire.get(PAGE).await.path, "/connexion", "her sessions ended");
}

#[tokio::test]
async fn y10_passkeys_change_only_after_a_fresh_proof_and_only_ones_own() {
    let portal = TestPortal::start().await;
    let (mut claire, mut hugo) = (portal.signed_in(CLAIRE).await, portal.signed_in(HUGO).await);
    add(&mut claire, &mut Device::new(7), "").await;
    let id = claire.get(PAGE).await.field("id").unwrap();
    hugo.post("/api/remove_passkey", &[("id", &id)]).await.must_say(&["Vous n'en avez pas encore."]);
    let (token, options) = begin(&mut claire, "begin_passkey").await;
    portal.advance(TimeDelta::minutes(11));
    assert_eq!(claire.get(PAGE).await.path, "/compte/confirmer");
    assert_eq!(claire.call("begin_passkey", &[]).await.status, 403);
    let made = Device::new(8).make(&options);
    assert_eq!(claire.post("/api/add_passkey", &[("token", &token), ("credential", &made)]).await.path, "/compte/confirmer");
    assert_eq!(claire.post("/api/remove_passkey", &[("id", &id)]).await.path, "/compte/confirmer");
    assert_eq!(portal.number("SELECT COUNT(*) FROM passkeys").await, 1);
}

#[tokio::test]
async fn y11_ten_passkeys_are_enough() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    for seed in 1..10 {
        add(&mut claire, &mut Device::new(seed), "").await.must_say(&["est ajoutée"]);
    }
    let (token, options) = begin(&mut claire, "begin_passkey").await;
    add(&mut claire, &mut Device::new(10), "").await.must_say(&["Vous avez 10 clés d'accès"]);
    assert_eq!(claire.call("begin_passkey", &[]).await.status, 404);
    let made = Device::new(11).make(&options);
    claire.post("/api/add_passkey", &[("token", &token), ("credential", &made)]).await.must_say(&["n'a pas été ajoutée"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM passkeys").await, 10);
}

#[tokio::test]
async fn g3_a_closed_account_is_not_entered_and_its_passkeys_go_when_it_is_erased() {
    let portal = TestPortal::start().await;
    let (mut hugo, mut phone) = (portal.signed_in(HUGO).await, Device::new(7));
    add(&mut hugo, &mut phone, "").await;
    hugo.get("/compte/supprimer").await.must_say(&["vos clés d'accès"]);
    hugo.post("/api/close_account", &[("current", PASSWORD)]).await;
    enter(&mut portal.browser(), &mut phone).await.must_say(&["Cette clé d'accès n'a pas permis de vous connecter."]);
    begin(&mut portal.browser(), "begin_entry").await;
    portal.advance(TimeDelta::days(8));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.number("SELECT COUNT(*) FROM passkeys").await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM passkey_challenges").await, 0);
}

#[tokio::test]
async fn s7_d11_terms_and_the_choice_of_a_contract_come_first_for_passkeys_too() {
    let portal = TestPortal::of("prevoyance").await;
    let (mut claire, mut phone) = (portal.signed_in(CLAIRE).await, Device::new(7));
    add(&mut claire, &mut phone, "").await;
    portal.run("DELETE FROM terms_acceptances").await;
    assert_eq!(enter_home(&portal, &mut phone).await.path, "/conditions");

    let portal = TestPortal::of("collective").await;
    let accounts = demo::accounts(portal.backend.profile()).unwrap();
    let several = accounts.iter().find(|account| account.kind.contains("plusieurs dossiers")).unwrap();
    let (mut member, mut phone) = (portal.signed_in(&several.login).await, Device::new(7));
    add(&mut member, &mut phone, "").await;
    assert_eq!(enter_home(&portal, &mut phone).await.path, "/dossier-assurance");
}

#[tokio::test]
async fn y11_whoever_looks_at_the_page_to_sign_in_again_and_again_still_signs_in() {
    let portal = TestPortal::start().await;
    let mut visitor = portal.browser();
    for _ in 0..100 {
        begin(&mut visitor, "begin_entry").await;
    }
    assert_eq!(visitor.sign_in(CLAIRE, "/dossiers").await.path, "/dossiers");
}

#[tokio::test]
async fn y11_challenges_that_ended_are_found_by_an_index() {
    let portal = TestPortal::start().await;
    let index = "passkey_challenges_ends";
    if portal.on_sqlite() {
        let plan = portal.plan("DELETE FROM passkey_challenges WHERE ends_at <= '2026'").await;
        assert!(plan.contains(index), "{plan}");
    } else {
        // PostgreSQL reads tables of this size whole.
        assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM pg_indexes WHERE indexname = '{index}'")).await, 1);
    }
}

#[tokio::test]
async fn y11_a_page_that_stays_open_asks_for_another_challenge_before_the_one_it_has_ends() {
    let module = include_str!("../../../../public/passkey.js");
    let fresh = module.split_once("stale = Date.now() + ").and_then(|(_, rest)| rest.split_once(';')).unwrap().0;
    let portal = TestPortal::start().await;
    let (mut claire, mut phone) = (portal.signed_in(CLAIRE).await, Device::new(7));
    add(&mut claire, &mut phone, "").await;
    let (token, options) = begin(&mut claire, "begin_entry").await;
    // What it had is good until the other one came, and whoever was about to choose has chosen.
    portal.advance(TimeDelta::milliseconds(fresh.replace('_', "").parse().unwrap()) + TimeDelta::seconds(30));
    assert_eq!(post_entry(&mut portal.browser(), &token, &phone.answer(&options)).await.path, "/dossiers");
}

#[tokio::test]
async fn r19_the_module_is_loaded_where_passkeys_are_offered_and_nowhere_else() {
    let portal = TestPortal::start().await;
    let (mut visitor, mut claire) = (portal.browser(), portal.signed_in(CLAIRE).await);
    for page in [visitor.get("/connexion").await, claire.get(PAGE).await] {
        let scripts = page.elements("script");
        assert_eq!(scripts.len(), 1, "{scripts:?}");
        let nonce = attribute(&scripts[0], "nonce").unwrap();
        assert!(page.header("content-security-policy").ends_with(&format!("script-src 'nonce-{nonce}'")), "{}", page.path);
        let source = attribute(&scripts[0], "src").unwrap();
        assert!(source.starts_with("/passkey.js?") && attribute(&scripts[0], "type").as_deref() == Some("module"));
        assert!(visitor.get(&source).await.header("cache-control").contains("immutable"));
        let forms = page.elements("form");
        let offers: Vec<&String> = forms.iter().filter(|form| attribute(form, "data-options").is_some()).collect();
        assert_eq!(offers.len(), 1, "{}", page.path);
        assert!(attribute(offers[0], "hidden").is_some(), "nothing is shown that does not work");
    }
    assert_eq!(visitor.get("/passkey.js").await.header("cache-control"), "no-cache");
    assert!(visitor.get("/connexion").await.html().contains("autocomplete=\"username webauthn\""));
    assert!(visitor.get("/connexion/aide").await.header("content-security-policy").contains("script-src 'none'"));
    assert!(include_str!("../../../../public/passkey.js").len() <= 2048, "a phone loads no more for it");

    let portal = without_passkeys().await;
    let (mut visitor, mut claire) = (portal.browser(), portal.signed_in(CLAIRE).await);
    for page in [visitor.get("/connexion").await, claire.get(PAGE).await] {
        assert!(!page.html().contains("<script") && !page.says("clé d'accès"), "{}", page.path);
        assert!(page.header("content-security-policy").contains("script-src 'none'"), "{}", page.path);
    }
    assert_eq!(claire.call("begin_passkey", &[]).await.status, 404);
    assert_eq!(visitor.call("begin_entry", &[]).await.status, 404);
    assert_eq!(visitor.call("enter_with_passkey", &[]).await.status, 404);
}

#[tokio::test]
async fn r18_at_an_address_made_of_figures_a_sentence_says_why_there_are_none() {
    let portal = TestPortal::at("https://192.0.2.7").await;
    let page = portal.signed_in(CLAIRE).await.get(PAGE).await;
    page.must_say(&["Clés d'accès", "cet espace est ouvert à une adresse en chiffres"]);
    assert!(!page.html().contains("<script"));
    assert!(!portal.browser().get("/connexion").await.html().contains("<script"));
}
