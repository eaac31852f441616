//! Writing a hint: what of it may be kept, and what a new password does to it (D-6, D-7, Q-4, Q-7).
use super::{CHOICE, CLAIRE, FAR, HINTS, NEAR, link, recall, reset, save};
use crate::support::{Browser, Page, TestPortal};
use backend::demo::PASSWORD;
use chrono::TimeDelta;

#[tokio::test]
async fn d6_d7_q4_q7_a_member_writes_a_hint_that_does_not_give_the_password_away() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    assert!(browser.get("/compte").await.links().iter().any(|link| link == "/compte/aide-memoire"));
    browser.get("/compte/aide-memoire").await.must_say_in_order(&[
        "Mon aide-mémoire",
        "Il est facultatif : avec ou sans lui,",
        "Un aide-mémoire est enregistré",
        "Le prénom de votre mère est demandé avant de le présenter.",
        "Il vous sera présenté si vous oubliez votre mot de passe afin de vous aider à le récupérer sans devoir le réinitialiser.",
        "Assurez-vous qu'il ne peut pas permettre à une autre personne de deviner votre mot de passe.",
        "Prénom de votre mère (facultatif)",
        "Cette information vous sera demandée si vous oubliez votre mot de passe",
        "Mot de passe actuel",
    ]);
    let long = "x".repeat(5000);
    let long = long.as_str();
    let like = "Cet aide-mémoire ressemble trop au mot de passe";
    for (hint, mother, current, sentence) in [
        ("", "", PASSWORD, "Écrivez un aide-mémoire."),
        ("", "Odile", PASSWORD, "laissez vide aussi le prénom de votre mère"),
        (PASSWORD, "", PASSWORD, like),
        ("BRISÉ-lames-1908", "", PASSWORD, like),
        ("mes douze lames", "", PASSWORD, like),
        ("Le mur du port", "", "", "Saisissez votre mot de passe actuel."),
        ("Le mur du port", "", "Brise-Lames-1908", "Ce n'est pas votre mot de passe actuel."),
        ("Le mur du\u{200b}port", "", PASSWORD, "contient un caractère invisible"),
        ("Le mur du port", "1234", PASSWORD, "Ce nom contient un caractère inattendu."),
        (long, "", PASSWORD, "compte plus de 100 caractères"),
        (long, long, long, "Ce nom est trop long."),
    ] {
        let page = save(&mut browser, hint, mother, current).await;
        assert_eq!((page.status, page.path.as_str()), (200, "/compte/aide-memoire"), "{sentence}");
        page.must_say(&["À corriger", sentence]);
        assert!(hint.is_empty() || !page.html().contains(hint), "it never comes back: {sentence}");
    }
    assert!(portal.deliver().await.is_empty(), "nothing changed");

    let page = save(&mut browser, "<b>Le mur</b> & le port", "Odile", PASSWORD).await;
    assert_eq!(page.path, "/compte");
    page.must_say(&["Votre aide-mémoire est enregistré."]);
    assert_eq!(portal.deliver().await.last().unwrap().subject, "Votre aide-mémoire a changé");
    let link = link(&portal, CLAIRE).await;
    assert!(!recall(&mut browser, &link, "Marie-Jeanne").await.says("Le mur"), "the question is replaced too");
    let page = recall(&mut browser, &link, "odile").await;
    page.must_say(&["Votre aide-mémoire", "<b>Le mur</b> & le port"]);
    assert!(!page.html().contains("<b>Le mur"), "text, not markup");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'hint_kept'").await, 1);
}

#[tokio::test]
async fn q5_q7_a_hint_without_a_question_is_shown_at_a_press_and_can_be_dropped() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    save(&mut browser, "Le mur du port", "", PASSWORD).await.must_say(&["Votre aide-mémoire est enregistré."]);
    browser.get("/compte/aide-memoire").await.must_say(&["sans autre question"]);
    let first = link(&portal, CLAIRE).await;
    let page = browser.get(&first).await;
    page.must_say(&[CHOICE, "Voir mon aide-mémoire"]);
    assert!(page.field("answer").is_none() && !page.says("Le mur du port"), "looking at the link shows nothing");
    recall(&mut browser, &first, "").await.must_say(&["Votre aide-mémoire", "Le mur du port"]);

    for _ in 0..2 {
        let page = browser.post("/api/drop_hint", &[]).await;
        assert_eq!(page.path, "/compte");
        page.must_say(&["Vous n'avez plus d'aide-mémoire."]);
    }
    assert_eq!(portal.number(HINTS).await, 0);
    let mails = portal.deliver().await;
    assert_eq!(mails.iter().filter(|mail| mail.subject == "Votre aide-mémoire a changé").count(), 2, "written, then dropped once");
    assert!(
        !browser.get(&first).await.says("aide-mémoire") && !browser.get("/compte/aide-memoire").await.says("Supprimer mon aide-mémoire")
    );
}

#[tokio::test]
async fn y10_y11_a_hint_is_written_or_dropped_after_a_fresh_proof_only() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    portal.advance(TimeDelta::minutes(11));
    assert_eq!(browser.get("/compte/aide-memoire").await.path, "/compte/confirmer");
    assert_eq!(save(&mut browser, "Le mur du port", "", PASSWORD).await.path, "/compte/confirmer");
    assert_eq!(browser.post("/api/drop_hint", &[]).await.path, "/compte/confirmer");
    assert_eq!(browser.call("hint", &[]).await.status, 403);
    assert_eq!((portal.number(HINTS).await, portal.deliver().await.len()), (1, 0), "nothing happened");
    let page = browser.post("/api/prove", &[("current", PASSWORD), ("next", "/compte/aide-memoire")]).await;
    assert_eq!(page.path, "/compte/aide-memoire");
    save(&mut browser, "Le mur du port", "", PASSWORD).await.must_say(&["Votre aide-mémoire est enregistré."]);
}

#[tokio::test]
async fn q4_a_new_password_that_the_hint_would_give_away_drops_it_and_the_page_says_why() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let change = |current: &'static str, new: &'static str| [("current", current), ("new", new), ("again", new)];
    let page = browser.post("/api/change_password", &change(PASSWORD, FAR)).await;
    page.must_say(&["Votre mot de passe est modifié"]);
    assert!(!page.says("aide-mémoire"));
    assert_eq!(portal.number(HINTS).await, 1);
    let page = browser.post("/api/change_password", &change(FAR, NEAR)).await;
    page.must_say(&["Votre mot de passe est modifié", "Votre aide-mémoire aurait fait deviner le nouveau mot de passe : il est supprimé."]);
    assert_eq!(portal.number(HINTS).await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'hint_dropped'").await, 1);
}

#[tokio::test]
async fn q4_a_password_chosen_behind_the_link_is_compared_with_the_hint_too() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.browser();
    let first = link(&portal, CLAIRE).await;
    let page = reset(&mut browser, &first, FAR).await;
    page.must_say(&["Votre mot de passe est modifié. Connectez-vous avec le nouveau."]);
    assert!(!page.says("aide-mémoire"));
    let second = link(&portal, CLAIRE).await;
    reset(&mut browser, &second, "court").await.must_say(&["À corriger", "moins de 8 caractères", CHOICE]);
    let page = reset(&mut browser, &second, NEAR).await;
    assert_eq!(page.path, "/connexion");
    page.must_say(&["Votre aide-mémoire l'aurait fait deviner : il est supprimé."]);
    assert_eq!(portal.number(HINTS).await, 0);
}

/// Rory's registration, confirmed with these choices.
async fn confirm(browser: &mut Browser, link: &str, code: &str, hint: &str, mother: &str) -> Page {
    let token = link.trim_start_matches("/inscription/confirmer/");
    let password = "Bouleau-12";
    let form = [("token", token), ("code", code), ("new", password), ("again", password), ("hint", hint), ("mother", mother)];
    browser.post("/api/confirm_registration", &form).await
}

#[tokio::test]
async fn d6_d7_q4_q7_whoever_opens_an_account_may_write_a_hint_beside_the_password() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.browser();
    let form = [
        ("family_name", "Lem."),
        ("given_name", "Rory"),
        ("contract", "104233"),
        ("certificate", "0071402"),
        ("birth_date", "03/05/1984"),
        ("email", "rory@courrier.example"),
    ];
    browser.post("/api/register", &form).await;
    let registration = portal.deliver().await.last().unwrap().link();
    let page = browser.get(&registration).await;
    page.must_say_in_order(&[
        "Code d'utilisateur",
        "Aide-mémoire (facultatif)",
        "Assurez-vous qu'il ne peut pas permettre à une autre personne de deviner votre mot de passe.",
        "Prénom de votre mère (facultatif)",
        "Cette information vous sera demandée si vous oubliez votre mot de passe",
        "Soumettre",
    ]);
    let good = "Le premier arbre du jardin";
    for (code, hint, mother, sentence) in [
        ("Rory1984", "bouleau blanc", "Odile", "Cet aide-mémoire ressemble trop au mot de passe"),
        ("Rory1984", "", "Odile", "laissez vide aussi le prénom de votre mère"),
        ("rory", good, "Odile", "Retapez votre aide-mémoire"),
        (CLAIRE, good, "Odile", "Retapez votre aide-mémoire"),
    ] {
        let page = confirm(&mut browser, &registration, code, hint, mother).await;
        page.must_say(&["À corriger", sentence]);
        assert!(!page.html().contains(good) && !page.html().contains("Odile"));
    }
    confirm(&mut browser, &registration, "Rory1984", good, "Odile").await.must_say(&["Votre code d'utilisateur : rory1984"]);
    let lost = link(&portal, "rory1984").await;
    recall(&mut browser, &lost, "ODILE").await.must_say(&["Votre aide-mémoire", good]);
}
