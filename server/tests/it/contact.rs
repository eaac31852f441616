//! « Nous contacter » (S-56), which browsers the portal works in (S-58), and what is absent where there is nothing to show (S-14).
use crate::support::{Browser, CLAIRE, HUGO, Page, TestPortal, YANN, attribute};
use backend::{demo::PASSWORD, profile};
use chrono::TimeDelta;
use std::io::{Cursor, Read};

const PATH: &str = "/contact";
const SUBJECTS: [&str; 5] = ["Mon contrat", "Mes indemnisations", "Mes données personnelles", "Réclamation", "Autre"];
const COUNT: &str = "SELECT COUNT(*) FROM messages";

async fn send(browser: &mut Browser, subject: &str, text: &str) -> Page {
    browser.post("/api/send_message", &[("subject", subject), ("text", text)]).await
}

/// The subjects that the page offers, or those of them that are chosen.
fn subjects(page: &Page, chosen: bool) -> Vec<String> {
    let options = page.elements("option").into_iter().filter(|tag| !chosen || attribute(tag, "selected").is_some());
    options.filter_map(|tag| attribute(&tag, "value")).filter(|value| !value.is_empty()).collect()
}

fn leads_to(page: &Page, path: &str) -> bool {
    page.links().iter().any(|link| link == path)
}

#[tokio::test]
async fn s56_g6_the_page_says_what_the_seed_says_and_a_message_gets_a_date_and_a_reference() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    assert!(leads_to(&browser.get("/").await, PATH), "the menu leads to it");
    let page = browser.get(PATH).await;
    page.must_say_in_order(&[
        "Nous contacter",
        "Choisissez le sujet, saisissez le message et cliquez sur Envoyer.",
        "(*) précise que la saisie de cette donnée est obligatoire",
        "* Préciser le sujet de votre message",
        "Sélectionnez un sujet…",
        "* Votre message",
        "Votre message est lu par le service qui vous répond. Il sert à cela, et à rien d'autre. Il est effacé au bout de 24 mois, ou avec \
         votre compte.",
        "✖ Effacer le message",
        "ENVOYER",
    ]);
    assert_eq!(subjects(&page, false), SUBJECTS);
    assert!(!page.says("Mes messages"), "nothing was sent yet");

    let page = send(&mut browser, "Mes indemnisations", "Bonjour,\r\n</textarea><script>alert(1)</script>").await;
    assert_eq!(page.path, PATH);
    let number = page.numbers("ME-").remove(0);
    page.must_say_in_order(&[
        "Votre message est bien arrivé.",
        &format!("Envoyé le 12 mars 2026 à 15 h 48, sous la référence {number}."),
        "Mes messages",
        "Mes indemnisations",
        &format!("Envoyé le 12 mars 2026 à 15 h 48, référence {number}"),
        "Bonjour,",
        "Reçu",
    ]);
    assert!(!page.html().contains("<script>"), "{}", page.html());
    assert!(!browser.get(PATH).await.says("Votre message est bien arrivé."), "told once");

    assert!(portal.texts("SELECT text FROM messages").await.iter().all(|kept| !kept.contains("Bonjour")), "sealed");
    let noted = format!("SELECT COUNT(*) FROM audit WHERE action = 'message_sent' AND object = '{number}' AND detail = ''");
    assert_eq!(portal.number(&noted).await, 1);
    assert!(portal.deliver().await.is_empty(), "nothing of it is mailed");
}

#[tokio::test]
async fn s56_what_is_missing_or_not_offered_is_named_and_nothing_is_kept() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let page = browser.post("/api/send_message", &[]).await;
    assert_eq!(page.path, PATH);
    page.must_say_in_order(&["À corriger", "Choisissez le sujet de votre message.", "Écrivez votre message."]);
    send(&mut browser, "Mes crédits", "Bonjour").await.must_say(&["Choisissez le sujet de votre message."]);
    let page = send(&mut browser, "Réclamation", &"é".repeat(4_001)).await;
    page.must_say(&["Votre message est trop long. Abrégez-le à 4000 caractères."]);
    assert_eq!(subjects(&page, true), ["Réclamation"], "what was chosen is");
    let page = send(&mut browser, &"é".repeat(1_000), &"é".repeat(9_000)).await;
    page.must_say(&["À corriger", "Choisissez le sujet de votre message."]);
    assert_eq!(portal.number(COUNT).await, 0);
    send(&mut browser, "Réclamation", &"é".repeat(4_000)).await.must_say(&["Votre message est bien arrivé."]);
}

#[tokio::test]
async fn s56_a_double_click_is_one_message_and_the_same_words_later_are_another() {
    let portal = TestPortal::of("prevoyance").await;
    let mut here = portal.signed_in(CLAIRE).await;
    let mut there = here.clone();
    let pages = futures::join!(send(&mut here, "Autre", "Bonjour"), send(&mut there, "Autre", "Bonjour"));
    assert_eq!(pages.0.numbers("ME-"), pages.1.numbers("ME-"), "both are told the same reference");
    assert_eq!(portal.number(COUNT).await, 1);
    portal.advance(TimeDelta::seconds(59));
    send(&mut here, "Autre", " Bonjour ").await;
    assert_eq!(portal.number(COUNT).await, 1);
    send(&mut here, "Mon contrat", "Bonjour").await;
    assert_eq!(portal.number(COUNT).await, 2, "about something else");
    portal.advance(TimeDelta::seconds(1));
    send(&mut here, "Autre", "Bonjour").await;
    assert_eq!(portal.number(COUNT).await, 3);
}

#[tokio::test]
async fn s56_ten_messages_of_one_day_are_enough_and_the_page_says_so() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    for n in 1..=9 {
        send(&mut browser, "Autre", &format!("Message {n}")).await.must_say(&["Votre message est bien arrivé.", "ENVOYER"]);
    }
    let mut other = browser.clone();
    let pages = futures::join!(send(&mut browser, "Autre", "Message 10"), send(&mut other, "Autre", "Message 11"));
    assert_eq!(portal.number(COUNT).await, 10, "of two at once, one is too many");
    assert!([pages.0, pages.1].iter().any(|page| !page.says("Votre message est bien arrivé.")));
    let page = send(&mut browser, "Autre", "Message 12").await;
    page.must_say(&["Vous nous avez écrit 10 messages aujourd'hui.", "vous pourrez nous écrire à nouveau demain", "02 99 00 20 90"]);
    assert!(!page.says("ENVOYER"));
    assert_eq!(portal.number(COUNT).await, 10);
    portal.advance(TimeDelta::hours(9));
    let mut browser = portal.signed_in(CLAIRE).await;
    send(&mut browser, "Autre", "Message 12").await.must_say(&["Votre message est bien arrivé."]);
}

#[tokio::test]
async fn s56_nobody_reads_or_sends_for_somebody_else() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    send(&mut claire, "Mes dossiers", "Bonjour").await;
    let mut hugo = portal.signed_in(HUGO).await;
    assert_eq!(hugo.call("messages", &[]).await.json()["sent"], serde_json::json!([]));
    assert!(!hugo.get(PATH).await.says("ME-26"));
    let mut visitor = portal.browser();
    assert_eq!(visitor.get(PATH).await.path, "/connexion");
    assert_eq!(visitor.call("send_message", &[("subject", "Autre"), ("text", "x")]).await.status, 401);
    assert_eq!(portal.number(COUNT).await, 1);
}

#[tokio::test]
async fn s14_s56_x26_where_the_insurer_takes_no_messages_there_is_no_page_and_no_menu_entry() {
    let portal = TestPortal::of("emprunteur").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    assert!(!leads_to(&browser.get("/").await, PATH));
    assert_eq!(browser.get(PATH).await.status, 404);
    assert_eq!(browser.call("messages", &[]).await.status, 404);
    assert_eq!(send(&mut browser, "Autre", "Bonjour").await.status, 404);
}

#[tokio::test]
async fn s14_where_employers_bring_the_members_home_says_why_something_may_be_absent() {
    let sentence = "certaines fonctionnalités peuvent ne pas être disponibles.";
    let portal = TestPortal::of("prevoyance").await;
    portal.signed_in(CLAIRE).await.get("/").await.must_say(&["autorisations définies par votre employeur", sentence]);
    let portal = TestPortal::of("assistance").await;
    assert!(!portal.signed_in("claire.moreau@courrier.example").await.get("/").await.says(sentence));
}

#[tokio::test]
async fn s56_g1_messages_are_in_the_archive() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    send(&mut portal.signed_in(YANN).await, "Autre", "De Yann").await;
    let number = send(&mut claire, "Autre", &"Une longue histoire. ".repeat(180)).await.numbers("ME-").remove(0);
    claire.post("/api/ask_export", &[]).await;
    let link = portal.deliver().await.last().unwrap().link();
    let page = claire.post_once("/compte/donnees/archive", &[("token", link.trim_start_matches("/lien/"))]).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let mut json = String::new();
    zip::ZipArchive::new(Cursor::new(page.bytes)).unwrap().by_name("donnees.json").unwrap().read_to_string(&mut json).unwrap();
    let data: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(data["messages"].as_array().unwrap().len(), 1, "one's own");
    let message = &data["messages"][0];
    assert_eq!((message["reference"].as_str(), message["sujet"].as_str()), (Some(number.as_str()), Some("Autre")));
    assert_eq!((message["envoye_le"].as_str(), message["etat"].as_str()), (Some("2026-03-12T14:48:00Z"), Some("Reçu")));
    assert!(message["texte"].as_str().unwrap().starts_with("Une longue histoire."));
    assert!(json.contains("Message envoyé"), "and the journal notes it");
}

#[tokio::test]
async fn s56_g2_messages_go_with_their_member() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let sentence = "les messages que vous nous avez écrits";
    assert!(!claire.get("/compte/supprimer").await.says(sentence));
    send(&mut claire, "Autre", "Bonjour").await;
    claire.get("/compte/supprimer").await.must_say(&[sentence]);
    send(&mut portal.signed_in(HUGO).await, "Autre", "De Hugo").await;
    claire.post("/api/close_account", &[("current", PASSWORD)]).await;
    portal.advance(TimeDelta::days(8));
    portal.backend.purge(true).await.unwrap();
    assert_eq!(portal.number(COUNT).await, 2, "counting deletes nothing");
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.number(COUNT).await, 1);
}

#[tokio::test]
async fn s56_g4_a_message_goes_by_the_table_two_years_after_it_was_sent() {
    let portal = TestPortal::start().await;
    send(&mut portal.signed_in(CLAIRE).await, "Autre", "Bonjour").await;
    portal.advance(TimeDelta::days(400));
    send(&mut portal.signed_in(CLAIRE).await, "Autre", "Rebonjour").await;
    portal.advance(TimeDelta::days(330));
    assert_eq!(portal.backend.purge(false).await.unwrap().desk_messages, 0, "24 months are not over");
    portal.advance(TimeDelta::days(1));
    assert_eq!(portal.backend.purge(true).await.unwrap().desk_messages, 1);
    assert_eq!(portal.number(COUNT).await, 2, "counting deletes nothing");
    assert_eq!(portal.backend.purge(false).await.unwrap().desk_messages, 1);
    portal.signed_in(CLAIRE).await.get(PATH).await.must_say(&["Rebonjour"]);
    assert_eq!(portal.number(COUNT).await, 1);
}

#[tokio::test]
async fn s58_x20_d19_every_insurer_names_the_browsers_it_works_in_to_anybody() {
    for insurer in profile::shipped() {
        let portal = TestPortal::of(insurer).await;
        let mut visitor = portal.browser();
        assert!(leads_to(&visitor.get("/connexion").await, "/aide/navigateurs"), "{insurer}");
        let page = visitor.get("/aide/navigateurs").await;
        assert_eq!(page.status, 200, "{insurer}");
        page.must_say_in_order(&[
            "Navigateurs compatibles",
            "Firefox",
            "Chrome",
            "Edge",
            "Safari",
            "Internet Explorer 11 ne convient plus",
        ]);
        page.must_say(&["la page de connexion ne s'affiche pas", "le chargement des fichiers échoue"]);
        let out: Vec<String> = page.elements("a").into_iter().filter(|tag| tag.contains("https://")).collect();
        assert_eq!(out.len(), 4, "{out:?}");
        for tag in out {
            assert_eq!(attribute(&tag, "target").as_deref(), Some("_blank"), "{tag}");
            assert_eq!(attribute(&tag, "rel").as_deref(), Some("noopener noreferrer"), "{tag}");
        }
        assert_eq!(page.text().matches("Lien externe au site. S'ouvre dans une nouvelle fenêtre.").count(), 4, "{insurer}");
    }
}
