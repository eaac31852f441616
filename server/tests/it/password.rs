//! « Modifier mon mot de passe » (S-55, Q-8), and taking that back (Y-10).
use crate::{
    passkey::{Device, add},
    support::{Browser, CLAIRE, Page, TestPortal, attribute, folded},
};
use backend::{BackendError, demo::PASSWORD};
use chrono::TimeDelta;
use domain::account::{
    CharacterKind::{Lower, Special, Upper},
    Demand, PasswordForm,
};

const NEW: &str = "Trois chèvres sur un toit 7";
const OTHER: &str = "Quatre chèvres sur un toit 8";

async fn change(browser: &mut Browser, current: &str, new: &str, again: &str) -> Page {
    let page = browser.post("/api/change_password", &[("current", current), ("new", new), ("again", again)]).await;
    assert_eq!((page.status, page.path.as_str()), (200, "/compte/mot-de-passe"));
    page
}

#[tokio::test]
async fn s55_the_page_asks_in_the_words_of_the_seed_and_is_reached_from_the_menu() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    assert!(browser.get("/").await.links().iter().any(|link| link == "/compte/mot-de-passe"));
    browser.get("/compte/mot-de-passe").await.must_say_in_order(&[
        "Modifier mon mot de passe",
        "Mot de passe actuel",
        "Saisissez votre mot de passe actuel",
        "Saisissez votre nouveau mot de passe",
        "Utilisez au moins 8 caractères. Combinez des majuscules, minuscules, des chiffres…",
        "Resaisissez ce mot de passe",
    ]);
}

#[tokio::test]
async fn a2_d5_s55_what_is_asked_is_told_wherever_a_password_is_chosen_and_listed_where_an_island_ticks_it_off() {
    const KINDS: &str = "avec 3 des 4 types de caractères suivants : lettres minuscules (a à z), lettres majuscules (A à Z), \
                         chiffres (0 à 9), symboles (ex. : !, $, #, %)";
    let three_kinds = |least: usize| format!("Utilisez au moins {least} caractères, {KINDS}.");
    for (insurer, asked, rule) in [
        ("emprunteur", vec![Demand::Length(12), Demand::Kinds(3)], three_kinds(12)),
        ("collective", vec![Demand::Length(8), Demand::Kinds(3)], three_kinds(8)),
        (
            "assistance",
            vec![Demand::Length(12), Demand::Kind(Upper), Demand::Kind(Lower), Demand::Kind(Special)],
            "12 caractères, 1 majuscule minimum, 1 minuscule minimum, un caractère spécial".to_owned(),
        ),
        ("demo", vec![Demand::Length(15)], "Utilisez au moins 15 caractères. Une phrase facile à retenir convient.".to_owned()),
    ] {
        let portal = TestPortal::of(insurer).await;
        let login = backend::demo::accounts(portal.backend.profile()).unwrap().remove(0).login;
        let mut browser = portal.browser();
        browser.sign_in(&login, "").await;
        let page = browser.get("/compte/mot-de-passe").await;
        let lines: Vec<String> = page.elements("li").iter().filter_map(|tag| attribute(tag, "data-demand")).collect();
        assert_eq!(lines, asked.into_iter().map(Demand::pattern).collect::<Vec<_>>(), "{insurer}");
        page.must_say(&[&rule, &format!("au moins {} caractères", portal.backend.profile().password.min_len)]);
        assert!(page.header("content-security-policy").contains("'wasm-unsafe-eval'"), "{insurer}");

        browser.post("/api/sign_out", &[]).await;
        browser.post("/api/send_help", &[("lost", "password"), ("name", &login)]).await;
        let link = portal.deliver().await.remove(0).link();
        let page = browser.get(&link).await;
        page.must_say(&[&rule]);
        assert!(page.field("new").is_some() && !page.html().contains("data-demand"), "{insurer}");
        assert!(page.header("content-security-policy").contains("script-src 'none'"), "{insurer}");
    }
}

#[tokio::test]
async fn s55_q8_a_changed_password_ends_other_sessions_and_is_told_by_mail() {
    let portal = TestPortal::start().await;
    let (mut browser, mut elsewhere) = (portal.signed_in(CLAIRE).await, portal.signed_in(CLAIRE).await);
    change(&mut browser, PASSWORD, NEW, NEW).await.must_say(&["Votre mot de passe est modifié", "Un mail vous le confirme."]);
    assert!(!browser.get("/compte/mot-de-passe").await.says("Votre mot de passe est modifié"), "told once");
    assert_eq!(elsewhere.get("/dossiers").await.path, "/connexion", "the other device is signed out");
    assert_eq!(browser.get("/dossiers").await.path, "/dossiers", "this one is not");

    let old = portal.browser().sign_in(CLAIRE, "").await;
    assert_eq!(old.path, "/connexion", "the old password is worth nothing any more");
    let new = portal.browser().post("/api/sign_in", &[("login", CLAIRE), ("password", NEW)]).await;
    assert_eq!(new.path, "/");

    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'password_changed'").await, 1);
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject == "Votre mot de passe a été modifié", "{}", mails[0].subject);
    assert!(folded(&mails[0].text).contains("vient d'être modifié, et vos autres appareils ont été déconnectés."), "{}", mails[0].text);
    assert!(!mails[0].text.contains(NEW) && !mails[0].text.contains(PASSWORD) && !mails[0].text.contains("clés d’accès"));
}

async fn opens(portal: &TestPortal, password: &str) -> bool {
    portal.browser().post("/api/sign_in", &[("login", CLAIRE), ("password", password)]).await.path == "/"
}

/// Changes Claire's password; gives the link by which it is taken back.
async fn changed(portal: &TestPortal, browser: &mut Browser) -> String {
    change(browser, PASSWORD, NEW, NEW).await.must_say(&["Votre mot de passe est modifié"]);
    let mail = portal.deliver().await.pop().unwrap();
    assert!(folded(&mail.text).contains("Ouvrez ce lien dans les 72 heures pour annuler ce changement"), "{}", mail.text);
    mail.link()
}

async fn take_back(browser: &mut Browser, link: &str) -> Page {
    browser.post("/api/undo_change", &[("token", link.trim_start_matches("/lien/"))]).await
}

#[tokio::test]
async fn y10_a_changed_password_is_taken_back_once_with_what_was_changed_since_and_another_is_chosen() {
    let portal = TestPortal::start().await;
    let (mut thief, mut owner) = (portal.signed_in(CLAIRE).await, portal.browser());
    let link = changed(&portal, &mut thief).await;
    portal.advance(TimeDelta::minutes(1));
    let number = [("email", "membre.40821176@courrier.example"), ("mobile", "06 39 98 00 00")];
    thief.post("/api/change_contact", &number).await.must_say(&["C'est enregistré.", "06 39 98 00 00"]);
    owner.get(&link).await.must_say(&["Ce changement ne vient pas de moi", "le mot de passe actuel ne sert plus"]);
    assert!(opens(&portal, NEW).await, "looking at the link takes nothing back");

    let page = take_back(&mut owner, &link).await;
    page.must_say(&["Le changement est annulé et tous les appareils sont déconnectés.", "Choisir un nouveau mot de passe"]);
    assert_eq!(thief.get("/dossiers").await.path, "/connexion", "every session ended");
    assert!(!opens(&portal, NEW).await && !opens(&portal, PASSWORD).await, "neither is a password any more");
    assert_eq!(portal.number("SELECT COUNT(*) FROM users WHERE login_name = '40821176' AND mobile = '+33639981234'").await, 1);
    assert_eq!(owner.get(&link).await.status, 410, "once");
    take_back(&mut owner, &link).await.must_say(&["Ce lien ne fonctionne plus"]);
    let form = [("token", page.path.trim_start_matches("/lien/")), ("new", OTHER), ("again", OTHER)];
    assert_eq!(owner.post("/api/reset_password", &form).await.path, "/connexion");
    assert!(opens(&portal, OTHER).await);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'changes_undone'").await, 1);
}

#[tokio::test]
async fn y10_the_way_back_from_a_changed_password_ends_with_the_cooling_off() {
    let portal = TestPortal::start().await;
    let link = changed(&portal, &mut portal.signed_in(CLAIRE).await).await;
    let mut owner = portal.browser();
    portal.advance(TimeDelta::hours(71));
    assert_eq!(owner.get(&link).await.status, 200);
    portal.advance(TimeDelta::hours(1));
    assert_eq!(owner.get(&link).await.status, 410);
    take_back(&mut owner, &link).await.must_say(&["Ce lien ne fonctionne plus"]);
    assert!(opens(&portal, NEW).await);
}

#[tokio::test]
async fn y10_y11_whoever_changes_their_password_is_told_that_passkeys_stay() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    add(&mut claire, &mut Device::new(7), "").await.must_say(&["est ajoutée"]);
    portal.deliver().await;
    changed(&portal, &mut claire).await;
    let told = portal.deliver().await.pop().unwrap();
    assert_eq!(told.subject, "Votre mot de passe a été modifié");
    assert!(folded(&told.text).contains("Vos clés d'accès n'ont pas été retirées : elles ouvrent toujours votre espace."), "{}", told.text);
}

#[tokio::test]
async fn y10_what_was_on_its_way_when_its_session_ended_changes_no_password() {
    let portal = TestPortal::start().await;
    let claire = portal.signed_in(CLAIRE).await;
    let (person, session) = portal.member_of(&claire).await;
    portal.run("DELETE FROM sessions").await;
    let typed = PasswordForm { current: PASSWORD.to_owned(), new: NEW.to_owned(), again: NEW.to_owned() };
    assert!(matches!(portal.backend.change_password(&person, &session, typed, "").await, Err(BackendError::NotFound)));
    assert!(opens(&portal, PASSWORD).await && portal.deliver().await.is_empty());
}

#[tokio::test]
async fn s55_x2_a_bad_change_says_what_is_wrong_and_changes_nothing() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    for (current, new, again, sentence) in [
        ("", NEW, NEW, "Saisissez votre mot de passe actuel."),
        ("Brise-Lames-1908", NEW, NEW, "Ce n'est pas votre mot de passe actuel."),
        (PASSWORD, NEW, "Trois chèvres", "Les deux mots de passe diffèrent."),
        (PASSWORD, PASSWORD, PASSWORD, "Le nouveau mot de passe est le même que l'ancien."),
        (PASSWORD, "court", "court", "Ce mot de passe compte moins de 15 caractères."),
        (PASSWORD, "Maison de Moreau 12", "Maison de Moreau 12", "Ce mot de passe contient votre nom"),
        (PASSWORD, "Le portail Relais 12", "Le portail Relais 12", "Ce mot de passe contient votre nom"),
        (PASSWORD, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "Ce mot de passe est parmi les premiers essayés"),
        (PASSWORD, "avec une\ttabulation", "avec une\ttabulation", "contient un caractère invisible"),
    ] {
        let page = change(&mut browser, current, new, again).await;
        page.must_say(&["À corriger", sentence]);
        assert!(page.html().contains("<title>Erreur"), "{sentence}");
        for secret in [current, new, again].iter().filter(|secret| secret.len() > 5) {
            assert!(!page.html().contains(*secret), "a password never comes back: {sentence}");
        }
    }
    let long = "é".repeat(129);
    change(&mut browser, PASSWORD, &long, &long).await.must_say(&["Ce mot de passe compte plus de 128 caractères."]);
    assert_eq!(portal.browser().sign_in(CLAIRE, "").await.path, "/", "the password is as before");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'password_changed'").await, 0);
}

#[tokio::test]
async fn s55_nobody_stays_signed_in_with_the_old_password_however_close_the_two_come() {
    let portal = TestPortal::start().await;
    let mut owner = portal.signed_in(CLAIRE).await;
    let mut old = PASSWORD.to_owned();
    for round in 0..4 {
        let new = format!("{NEW} {round}");
        let mut thieves: Vec<Browser> = (0..3).map(|_| portal.browser()).collect();
        let form = [("login", CLAIRE), ("password", old.as_str())];
        let tries = futures::future::join_all(thieves.iter_mut().map(|thief| thief.post("/api/sign_in", &form)));
        let (changed, _) = futures::join!(change(&mut owner, &old, &new, &new), tries);
        changed.must_say(&["Votre mot de passe est modifié"]);
        for thief in &mut thieves {
            assert_eq!(thief.get("/dossiers").await.path, "/connexion", "round {round}");
        }
        old = new;
        portal.advance(TimeDelta::hours(2));
        owner = portal.browser();
        assert_eq!(owner.post("/api/sign_in", &[("login", CLAIRE), ("password", &old)]).await.path, "/");
    }
}

#[tokio::test]
async fn s55_of_two_changes_at_the_same_moment_one_is_made() {
    let portal = TestPortal::start().await;
    let (mut here, mut there) = (portal.signed_in(CLAIRE).await, portal.signed_in(CLAIRE).await);
    let post = |new: &'static str| [("current", PASSWORD), ("new", new), ("again", new)];
    let (one, other) = ("Une phrase assez longue", "Une autre phrase assez longue");
    let (first, second) = (post(one), post(other));
    let pages = futures::join!(here.post("/api/change_password", &first), there.post("/api/change_password", &second));
    let told = [&pages.0, &pages.1].iter().filter(|page| page.says("Votre mot de passe est modifié")).count();
    assert!(told <= 1, "both were told that theirs is the password");
    let mut right = 0;
    for password in [one, other] {
        right += usize::from(portal.browser().post("/api/sign_in", &[("login", CLAIRE), ("password", password)]).await.path == "/");
    }
    assert_eq!(right, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'password_changed'").await, 1);
}
