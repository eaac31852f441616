//! The hint of a password and the question before it (D-6, D-7, Q-1, Q-3 … Q-7, Y-11), on the portal of `collective`.
mod writing;

use crate::support::{Browser, Page, TestPortal};
use backend::{demo::PASSWORD, profile};
use chrono::TimeDelta;

/// She wrote a hint, and has her mother's first name, Marie-Jeanne, asked for before it.
const CLAIRE: &str = "clairemoreau";
/// He did not.
const HUGO: &str = "hugodelattre";
const HINT: &str = "Ce qui protège le port, et l'année de ma grand-mère";
const CHOICE: &str = "Retrouver mon mot de passe grâce à mon aide-mémoire";
const HINTS: &str = "SELECT COUNT(*) FROM hints";
/// Nothing of the hint is in it.
const FAR: &str = "Trois chèvres sur un toit 7!";
/// A word of the hint is.
const NEAR: &str = "Grand-Mère-1931";

/// The link that is mailed to whoever lost their password.
async fn link(portal: &TestPortal, login: &str) -> String {
    portal.deliver().await;
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", login)]).await;
    portal.deliver().await.last().unwrap().link()
}

fn token(link: &str) -> &str {
    link.trim_start_matches("/lien/")
}

async fn recall(browser: &mut Browser, link: &str, answer: &str) -> Page {
    browser.post("/api/recall", &[("token", token(link)), ("answer", answer)]).await
}

async fn reset(browser: &mut Browser, link: &str, new: &str) -> Page {
    browser.post("/api/reset_password", &[("token", token(link)), ("new", new), ("again", new)]).await
}

async fn save(browser: &mut Browser, hint: &str, mother: &str, current: &str) -> Page {
    browser.post("/api/save_hint", &[("hint", hint), ("mother", mother), ("current", current)]).await
}

#[tokio::test]
async fn q3_q6_y11_a_right_answer_behind_the_mailed_link_shows_the_hint_once_and_opens_nothing() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.browser();
    let link = link(&portal, CLAIRE).await;
    let page = browser.get(&link).await;
    page.must_say_in_order(&[CHOICE, "Prénom de votre mère", "Voir mon aide-mémoire", "Choisir un nouveau mot de passe"]);

    let answer = browser.post_once("/api/recall", &[("token", token(&link)), ("answer", "marie jeanné")]).await;
    assert_eq!(answer.location().as_deref(), Some(link.as_str()), "nothing of it in the address");
    assert!(!answer.header("set-cookie").contains(&hex::encode("Ce qui")), "nor to be read in a cookie");
    let page = browser.get(&link).await;
    page.must_say_in_order(&["Votre aide-mémoire", HINT, "Se connecter", "Réinitialiser", "Choisir un nouveau mot de passe"]);
    assert!(page.links().iter().any(|link| link == "/connexion"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(!browser.get(&link).await.says(HINT), "once for each answer");

    assert_eq!(browser.get("/compte").await.path, "/connexion", "nobody is signed in by it");
    assert_eq!(browser.sign_in(CLAIRE, "/compte").await.path, "/compte", "the password is the same");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'hint_shown'").await, 1);
    assert_eq!(portal.deliver().await.len(), 1, "the link and nothing else was mailed");
}

#[tokio::test]
async fn q5_the_answer_is_taken_without_case_accents_spaces_and_hyphens() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.browser();
    let link = link(&portal, CLAIRE).await;
    for answer in ["Marie-Jeanne", "MARIEJEANNE", "  marie   jeanne ", "Marïe–Jéanne"] {
        recall(&mut browser, &link, answer).await.must_say(&["Votre aide-mémoire", HINT]);
    }
    recall(&mut browser, &link, " ").await.must_say(&["À corriger", "Indiquez le prénom de votre mère"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM sign_in_tries").await, 0, "right ones, and none at all, count as no try");
}

#[tokio::test]
async fn q5_three_wrong_answers_end_the_link_count_as_failed_sign_ins_and_are_told_by_mail() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.browser();
    let (first, second) = (link(&portal, CLAIRE).await, link(&portal, CLAIRE).await);
    for left in ["2", "1"] {
        let page = recall(&mut browser, &first, "Monique").await;
        page.must_say(&["À corriger", "Ce n'est pas le prénom enregistré.", &format!("Essais restants : {left}.")]);
        assert!(page.html().contains("<title>Erreur") && !page.html().contains("Monique"));
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM sign_in_tries").await, 2);
    let page = recall(&mut browser, &second, "Monique").await;
    assert_eq!(page.status, 410, "another link gives no more tries");
    page.must_say(&["Ce lien ne fonctionne plus", "Trois réponses n'étaient pas la bonne", "1 800 555", "Recevoir un autre lien"]);
    assert_eq!(browser.get(&first).await.status, 410);

    let mails = portal.deliver().await;
    let told = mails.last().unwrap();
    assert_eq!(
        (told.subject.as_str(), told.to.as_str()),
        ("Trois mauvaises réponses à votre question", "membre.40821176@courrier.example")
    );
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'hint_closed'").await, 1);

    let fresh = link(&portal, CLAIRE).await;
    let page = browser.get(&fresh).await;
    page.must_say(&["Choisir un nouveau mot de passe"]);
    assert!(!page.says("aide-mémoire"), "then only a plain reset");
    assert!(!recall(&mut browser, &fresh, "Marie-Jeanne").await.says(HINT));
    let mut member = portal.signed_in(CLAIRE).await;
    member.get("/compte/aide-memoire").await.must_say(&["Après trois mauvaises réponses, il n'est plus présenté."]);

    reset(&mut browser, &fresh, FAR).await.must_say(&["Votre mot de passe est modifié."]);
    browser.get(&link(&portal, CLAIRE).await).await.must_say(&[CHOICE]);
}

#[tokio::test]
async fn q5_wrong_answers_and_wrong_passwords_slow_each_other_down() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.browser();
    for _ in 0..8 {
        browser.post("/api/sign_in", &[("login", CLAIRE), ("password", "wrong")]).await;
        portal.advance(TimeDelta::minutes(1));
    }
    let link = link(&portal, CLAIRE).await;
    for _ in 0..2 {
        recall(&mut browser, &link, "Monique").await.must_say(&["Ce n'est pas le prénom enregistré."]);
        portal.advance(TimeDelta::minutes(1));
    }
    assert_eq!(portal.deliver().await.last().unwrap().subject, "Plusieurs essais de connexion à votre espace", "the tenth locks");
    recall(&mut browser, &link, "Marie-Jeanne").await.must_say(&["À corriger", "Trop d'essais. Attendez"]);
    browser.sign_in(CLAIRE, "").await.must_say(&["Trop d'essais"]);
}

#[tokio::test]
async fn q5_many_answers_at_the_same_moment_are_three() {
    let portal = TestPortal::of("collective").await;
    let link = link(&portal, CLAIRE).await;
    let names = ["Monique", "Jeanne", "Marie", "Françoise", "Denise", "Simone"];
    let mut guessers: Vec<Browser> = names.iter().map(|_| portal.browser()).collect();
    let tries = guessers.iter_mut().zip(names).map(|(guesser, name)| recall(guesser, &link, name));
    let pages = futures::future::join_all(tries).await;
    assert!(pages.iter().all(|page| !page.says(HINT)));
    assert_eq!(portal.number("SELECT CAST(wrong_answers AS BIGINT) FROM hints").await, 3);
    let mails = portal.deliver().await;
    assert_eq!(mails.iter().filter(|mail| mail.subject.starts_with("Trois mauvaises")).count(), 1);
}

#[tokio::test]
async fn q4_q5_neither_is_in_a_page_a_mail_an_answer_or_a_row_before_that() {
    let portal = TestPortal::of("collective").await;
    let mut member = portal.signed_in(CLAIRE).await;
    let mut browser = portal.browser();
    let link = link(&portal, CLAIRE).await;
    let mut seen = vec![
        browser.get("/connexion/aide").await.html(),
        browser.get(&link).await.html(),
        browser.call("find_link", &[("token", token(&link))]).await.html(),
        recall(&mut browser, &link, "Monique").await.html(),
    ];
    for path in ["/", "/compte", "/compte/aide-memoire", "/compte/mot-de-passe", "/compte/supprimer"] {
        seen.push(member.get(path).await.html());
    }
    for function in ["account", "hint", "leaving"] {
        let answer = member.call(function, &[]).await;
        assert_eq!(answer.status, 200, "{function}");
        seen.push(answer.html());
    }
    seen.extend(portal.deliver().await.into_iter().flat_map(|mail| [mail.raw, mail.text, mail.html]));
    let rows = "SELECT sealed_text FROM hints UNION ALL SELECT sealed_mother FROM hints UNION ALL SELECT detail FROM audit \
                UNION ALL SELECT params FROM outbox";
    seen.extend(portal.texts(rows).await);
    let encoded = ["protège", "mariejeanne"].map(hex::encode);
    for text in seen {
        let text = text.to_lowercase();
        for secret in ["protège le port", "grand-m", "marie-jeanne", "mariejeanne", "argon2", &encoded[0], &encoded[1]] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
}

#[tokio::test]
async fn q3_a_link_that_is_dead_of_another_member_or_for_something_else_reminds_of_nothing() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.browser();
    let hugo = link(&portal, HUGO).await;
    let page = browser.get(&hugo).await;
    page.must_say(&["Choisir un nouveau mot de passe", "Il servira dès votre prochaine connexion."]);
    assert!(!page.says("aide-mémoire"), "whoever has no hint sees the plain reset");
    let page = recall(&mut browser, &hugo, "Marie-Jeanne").await;
    assert_eq!((page.status, page.path.as_str(), page.says("aide-mémoire")), (200, hugo.as_str(), false));

    let (first, second) = (link(&portal, CLAIRE).await, link(&portal, CLAIRE).await);
    browser.post_once("/api/recall", &[("token", token(&first)), ("answer", "Marie-Jeanne")]).await;
    assert!(!browser.get(&second).await.says(HINT), "what one link may show, another may not");
    portal.run("UPDATE mailed_links SET purpose = 'unlock'").await;
    assert!(!recall(&mut browser, &first, "Marie-Jeanne").await.says(HINT));
    portal.run("UPDATE mailed_links SET purpose = 'reset'").await;
    portal.advance(TimeDelta::minutes(15));
    let long = "a".repeat(5000);
    for link in [first.as_str(), "/lien/0", "/lien/zz0", &long] {
        let page = recall(&mut browser, link, "Marie-Jeanne").await;
        assert!(!page.says(HINT) && page.says("Ce lien ne fonctionne plus"), "{link}");
    }
    let last = link(&portal, CLAIRE).await;
    let page = recall(&mut browser, &last, &"Marie-Jeanne ".repeat(2000)).await;
    page.must_say(&["À corriger", "Ce nom est trop long."]);
    assert_eq!(portal.number("SELECT CAST(wrong_answers AS BIGINT) FROM hints").await, 0, "what can be no name is no answer");
}

#[tokio::test]
async fn q1_other_insurers_have_no_such_page_no_such_field_and_no_such_choice() {
    let portal = TestPortal::of("emprunteur").await;
    let mut browser = portal.signed_in("40821176").await;
    assert!(!browser.get("/compte").await.says("aide-mémoire"));
    assert_eq!(browser.get("/compte/aide-memoire").await.status, 404);
    assert_eq!(save(&mut browser, "Le mur du port", "Odile", PASSWORD).await.status, 404);
    assert_eq!(browser.post("/api/drop_hint", &[]).await.status, 404);
    let link = link(&portal, "40821176").await;
    for page in [browser.get(&link).await, recall(&mut browser, &link, "Marie-Jeanne").await] {
        assert!(page.says("Choisir un nouveau mot de passe") && !page.says("aide-mémoire"), "{}", page.text());
    }
    assert_eq!(portal.number(HINTS).await, 0);
}

#[test]
fn q1_both_are_off_by_default_and_a_question_that_guards_nothing_is_refused() {
    for insurer in ["demo", "emprunteur", "assistance", "prevoyance"] {
        let rules = profile::load(insurer).unwrap().recovery;
        assert!(!rules.hint && !rules.mother_first_name, "{insurer}");
    }
    let collective = include_str!("../../../insurers/collective.toml");
    assert!(profile::read(collective).unwrap().recovery.mother_first_name);
    let error = profile::read(&collective.replacen("hint = true\n", "", 1)).unwrap_err().to_string();
    assert!(error.contains("`recovery.mother_first_name`") && error.contains("`recovery.hint`"), "{error}");
    let page = include_str!("../../../../docs/profiles.md");
    assert!(page.contains("ASVS 5.0.0, 6.4.2"), "the deviation is on record");
}

#[tokio::test]
async fn g2_whoever_leaves_reads_that_the_hint_goes_and_it_does() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    browser.get("/compte/supprimer").await.must_say(&["votre aide-mémoire et ce qui le protège"]);
    browser.post("/api/close_account", &[("current", PASSWORD)]).await;
    portal.advance(TimeDelta::days(7));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.number(HINTS).await, 1, "she may still come back");
    portal.advance(TimeDelta::days(1));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.number(HINTS).await, 0);
}
