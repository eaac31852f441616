//! Four insurers' ways in, from one product: words, names and parts that a profile decides.
use crate::support::{TestPortal, attribute};
use backend::demo;

/// The first demo member of that insurer.
fn first(insurer: &str) -> String {
    demo::accounts(&backend::profile::load(insurer).unwrap()).unwrap().remove(0).login
}

#[tokio::test]
async fn c1_a6_s1_d10_each_insurer_names_people_and_words_the_sign_in_its_own_way() {
    for (insurer, login, words) in [
        ("emprunteur", "40821176", ["Me connecter", "Identifiant client", "Mot de passe", "Se connecter"]),
        ("assistance", "claire.moreau@courrier.example", ["Me connecter", "Adresse mail", "Mot de passe", "Se connecter"]),
        ("prevoyance", "40821176", ["Espace Adhérent", "Identifiant", "Mot de passe", "Valider"]),
        ("collective", "clairemoreau", ["Me connecter", "Code d'utilisateur", "Mot de passe", "Confirmer"]),
    ] {
        let portal = TestPortal::of(insurer).await;
        assert_eq!(first(insurer), login);
        portal.browser().get("/connexion").await.must_say_in_order(&words);
        let mut browser = portal.browser();
        let page = browser.sign_in(&format!(" {} ", login.to_uppercase()), "/compte").await;
        assert_eq!(page.path, "/compte", "{insurer}: without regard to case");
        let home = portal.signed_in(login).await.get("/").await;
        home.must_say(&["Bonjour Claire", login]);
    }
}

#[tokio::test]
async fn s2_the_sign_in_page_is_reached_by_the_entries_of_the_public_menu() {
    let portal = TestPortal::of("prevoyance").await;
    let mut visitor = portal.browser();
    for path in ["/aide/navigateurs", "/conditions", "/connexion/aide", "/connexion", "/erreur/introuvable"] {
        let page = visitor.get(path).await;
        page.must_say_in_order(&["Espace Clients", "Adhérent", "Prévoyance complémentaire"]);
        let html = page.html();
        let menu = &html[html.find("class=\"path wrap").unwrap()..];
        let link = &menu[menu.find("<a ").unwrap()..menu.find("</a>").unwrap()];
        assert_eq!(attribute(link, "href").as_deref(), Some("/connexion"), "{path}: the last entry leads there");
        assert!(link.contains("Prévoyance complémentaire"), "{path}: {link}");
        assert_eq!(link.contains("aria-current=\"page\""), path == "/connexion", "{path}");
    }
    assert!(!portal.signed_in(&first("prevoyance")).await.get("/compte").await.says("Espace Clients"), "for whoever is not signed in");
    assert!(!TestPortal::of("collective").await.browser().get("/connexion").await.html().contains("class=\"path wrap"));
}

#[tokio::test]
async fn s4_the_identifier_stands_beside_the_name() {
    let portal = TestPortal::of("prevoyance").await;
    portal.signed_in(&first("prevoyance")).await.get("/").await.must_say_in_order(&[
        "Claire Moreau",
        "Identifiant 40821176",
        "Mes contrats",
    ]);
}

#[tokio::test]
async fn x26_a_part_that_is_off_has_no_menu_entry_no_page_and_no_function() {
    let portal = TestPortal::of("assistance").await;
    let mut browser = portal.signed_in(&first("assistance")).await;
    let home = browser.get("/").await;
    home.must_say(&["Mes contrats", "Contrat 284100"]);
    for path in ["/dossiers", "/formulaires", "/credits/x", "/aide/prolonger-mon-dossier", "/aide/questions"] {
        assert!(!home.links().iter().any(|link| link.starts_with(path)), "{path}");
        let page = browser.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(page.links().iter().any(|link| link == "/"), "a way on");
    }
    for function in ["claims", "claim", "declare", "prolong", "declare_on_form", "credit", "claim_expenses", "save_expenses"] {
        assert_eq!(browser.call(function, &[("number", "D26-000001-7")]).await.status, 404, "{function}");
    }
    assert!(home.links().iter().any(|link| link == "/compte/mot-de-passe"));
}

#[tokio::test]
async fn x23_canadian_french_has_no_space_before_an_exclamation_or_question_mark() {
    let (french, canadian) = (TestPortal::start().await, TestPortal::of("collective").await);
    let lost = canadian.browser().get("/connexion").await.html();
    assert!(lost.contains("lang=\"fr-CA\"") && lost.contains("oublié?"), "{lost}");
    assert!(french.browser().get("/connexion").await.html().contains("lang=\"fr-FR\""));
    let (mut spaced, mut colons) = (0, 0);
    for key in canadian.words.keys() {
        let (here, there) = (canadian.words.say(key, &[]), french.words.say(key, &[]));
        spaced += usize::from(there.contains("\u{202f}?"));
        colons += usize::from(here.contains("\u{202f}:"));
        assert!([";", "!", "?"].iter().all(|sign| !here.contains(&format!("\u{202f}{sign}"))), "{key}: {here}");
    }
    assert!(spaced > 3 && colons > 3, "the rule has something to do, and leaves colons alone");
}

#[tokio::test]
async fn a15_where_the_address_is_the_name_a_lost_password_asks_for_nothing_else() {
    let portal = TestPortal::of("assistance").await;
    let mut browser = portal.browser();
    let page = browser.get("/connexion/aide").await;
    page.must_say_in_order(&["Mot de passe oublié", "Votre adresse mail", "Recevoir un mail"]);
    assert!(!page.says("Mon identifiant"));
    browser.post("/api/send_help", &[("name", "claire.moreau@courrier.example")]).await;
    let mails = portal.deliver().await;
    assert_eq!((mails.len(), mails[0].to.as_str()), (1, "claire.moreau@courrier.example"));
}
