//! The way back in (A-15, S-3, X-3, Q-2, Q-3): mailed links and what they open.
use crate::{
    passkey::{Device, add, enter},
    support::{Browser, CLAIRE, HUGO, Page, TestPortal, attribute, folded},
};
use backend::demo::PASSWORD;
use chrono::TimeDelta;
use sea_orm::ConnectionTrait;
use std::pin::pin;

const NEW: &str = "Trois chèvres sur un toit 7";
const OTHER: &str = "Quatre chèvres sur un toit 8";
const MAILBOX: &str = "membre.40821176@courrier.example";

async fn ask(browser: &mut Browser, lost: &str, name: &str) -> Page {
    browser.post("/api/send_help", &[("lost", lost), ("name", name)]).await
}

async fn choose(browser: &mut Browser, link: &str, new: &str) -> Page {
    let token = link.trim_start_matches("/lien/");
    browser.post("/api/reset_password", &[("token", token), ("new", new), ("again", new)]).await
}

async fn opens(portal: &TestPortal, password: &str) -> bool {
    portal.browser().post("/api/sign_in", &[("login", CLAIRE), ("password", password)]).await.path == "/"
}

#[tokio::test]
async fn a15_s3_a_lost_password_is_chosen_anew_through_a_mailed_link_that_works_once() {
    let portal = TestPortal::of("emprunteur").await;
    let mut elsewhere = portal.signed_in(CLAIRE).await;
    let mut browser = portal.browser();
    assert!(browser.get("/connexion").await.links().iter().any(|link| link == "/connexion/aide"));
    browser.get("/connexion/aide").await.must_say_in_order(&["Besoin d'aide", "Mon mot de passe", "Mon identifiant", "Recevoir un mail"]);
    ask(&mut browser, "password", MAILBOX).await.must_say(&[
        "Regardez votre boîte de réception",
        "15 minutes",
        "Pensez à vérifier vos SPAM",
    ]);
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, MAILBOX);
    let link = mails.last().unwrap().link();

    for _ in 0..3 {
        browser.get(&link).await.must_say(&["Choisir un nouveau mot de passe", "Utilisez au moins 12 caractères, avec 3 des 4 types"]);
    }
    let wrong = choose(&mut browser, &link, "court").await;
    assert_eq!(wrong.path, link, "a refused password leaves the link as it is");
    wrong.must_say(&["À corriger", "moins de 12 caractères"]);

    let page = choose(&mut browser, &link, NEW).await;
    assert_eq!(page.path, "/connexion");
    page.must_say(&["Votre mot de passe est modifié. Connectez-vous avec le nouveau."]);
    assert_eq!(elsewhere.get("/dossiers").await.path, "/connexion", "every session ended");
    assert!(opens(&portal, NEW).await && !opens(&portal, PASSWORD).await);
    assert!(portal.deliver().await[1].subject == "Votre mot de passe a été modifié", "told by mail (Q-8)");

    let again = browser.get(&link).await;
    assert_eq!(again.status, 410);
    again.must_say(&["Ce lien ne fonctionne plus", "Recevoir un autre lien"]);
    choose(&mut browser, &link, "Quatre chèvres sur un toit 8").await.must_say(&["Ce lien ne fonctionne plus"]);
    assert!(opens(&portal, NEW).await, "a used link changes nothing");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'password_reset'").await, 1);
}

/// The box that has passkeys removed with the old password, where there is one: whether it is ticked.
fn removes_passkeys(page: &Page) -> Option<bool> {
    let boxes = page.elements("input").into_iter().filter(|tag| attribute(tag, "name").as_deref() == Some("remove_passkeys"));
    boxes.map(|tag| attribute(&tag, "checked").is_some()).next()
}

#[tokio::test]
async fn a15_y11_whoever_resets_a_password_is_told_that_passkeys_stay_and_may_remove_them_too() {
    let portal = TestPortal::start().await;
    let (mut claire, mut phone, mut browser) = (portal.signed_in(CLAIRE).await, Device::new(7), portal.browser());
    add(&mut claire, &mut phone, "Mon téléphone").await.must_say(&["est ajoutée"]);
    portal.deliver().await;
    ask(&mut browser, "password", CLAIRE).await;
    let link = portal.deliver().await.last().unwrap().link();
    let page = browser.get(&link).await;
    page.must_say(&["Vous avez aussi des clés d'accès", "elles ouvrent toujours votre espace", "Retirer aussi mes clés d'accès"]);
    assert_eq!(removes_passkeys(&page), Some(false), "nobody's passkeys go unasked");
    assert!(!page.says("Mon téléphone"), "no more is told than that there are some");
    assert_eq!(choose(&mut browser, &link, NEW).await.path, "/connexion");
    let told = portal.deliver().await.pop().unwrap();
    assert!(folded(&told.text).contains("Vos clés d'accès n'ont pas été retirées : elles ouvrent toujours votre espace."), "{}", told.text);
    assert!(!told.text.contains("Mon téléphone"), "{}", told.text);
    assert_eq!(enter(&mut portal.browser(), &mut phone).await.path, "/dossiers", "kept");

    ask(&mut browser, "password", CLAIRE).await;
    let link = portal.deliver().await.last().unwrap().link();
    let token = link.trim_start_matches("/lien/");
    let short = [("token", token), ("new", "court"), ("again", "court"), ("remove_passkeys", "true")];
    let page = browser.post("/api/reset_password", &short).await;
    assert_eq!((page.path.as_str(), removes_passkeys(&page)), (link.as_str(), Some(true)), "what was ticked stays so");
    assert_eq!(portal.number("SELECT COUNT(*) FROM passkeys").await, 1, "and nothing went yet");
    let right = [("token", token), ("new", OTHER), ("again", OTHER), ("remove_passkeys", "true")];
    browser.post("/api/reset_password", &right).await.must_say(&["Votre mot de passe est modifié."]);
    let told = portal.deliver().await.pop().unwrap();
    assert!(folded(&told.text).contains("Vos clés d'accès ont été retirées : elles n'ouvrent plus votre espace."), "{}", told.text);
    enter(&mut portal.browser(), &mut phone).await.must_say(&["Cette clé d'accès n'a pas permis de vous connecter."]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM passkeys").await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'passkey_removed'").await, 1);
}

#[tokio::test]
async fn a15_y11_nothing_is_said_of_passkeys_to_whoever_has_none_and_only_ones_own_go() {
    let portal = TestPortal::start().await;
    let (mut hugo, mut browser) = (portal.signed_in(HUGO).await, portal.browser());
    add(&mut hugo, &mut Device::new(7), "").await.must_say(&["est ajoutée"]);
    portal.deliver().await;
    ask(&mut browser, "password", CLAIRE).await;
    let link = portal.deliver().await.last().unwrap().link();
    let page = browser.get(&link).await;
    assert!(!page.says("clés d'accès") && removes_passkeys(&page).is_none(), "{}", page.text());
    let form = [("token", link.trim_start_matches("/lien/")), ("new", NEW), ("again", NEW), ("remove_passkeys", "true")];
    browser.post("/api/reset_password", &form).await.must_say(&["Votre mot de passe est modifié."]);
    let told = portal.deliver().await.pop().unwrap();
    assert!(told.subject == "Votre mot de passe a été modifié" && !folded(&told.text).contains("clés d'accès"), "{}", told.text);
    assert_eq!(portal.number("SELECT COUNT(*) FROM passkeys").await, 1, "his");
}

#[tokio::test]
async fn q2_nobody_learns_whether_a_name_or_an_address_is_known() {
    let portal = TestPortal::start().await;
    let mut browser = portal.browser();
    let mut seen = Vec::new();
    for lost in ["password", "login"] {
        for name in
            [CLAIRE, MAILBOX, "MEMBRE.40821176@Courrier.example ", "99999999", "nobody@courrier.example", "' OR 1=1 --", &"x".repeat(5000)]
        {
            let page = ask(&mut browser, lost, name).await;
            assert_eq!((page.status, page.path.as_str()), (200, "/connexion/aide"));
            seen.push(page.text());
        }
    }
    seen.dedup();
    assert_eq!(seen.len(), 1, "the same words each time");
    ask(&mut browser, "password", "  ").await.must_say(&["À corriger", "Indiquez votre identifiant ou votre adresse mail."]);
    // By name and twice by address, within the life of one link, the identifier once for its address.
    let mails = portal.deliver().await;
    let about = |word: &str| mails.iter().filter(|mail| folded(&mail.text).contains(word)).count();
    assert_eq!((mails.len(), about("/lien/"), about("identifiant est : 40821176")), (4, 3, 1));
}

#[tokio::test]
async fn q2_whatever_was_lost_a_name_that_nobody_has_costs_the_rows_that_a_known_one_does() {
    let portal = TestPortal::start().await;
    let mut browser = portal.browser();
    let mut links = 0;
    for (lost, known) in [("password", CLAIRE), ("password", MAILBOX), ("login", MAILBOX), ("login", MAILBOX)] {
        for name in [known, "nobody@courrier.example", ""] {
            ask(&mut browser, lost, name).await;
            links += 1;
            assert_eq!(portal.number("SELECT COUNT(*) FROM mailed_links").await, links, "{lost} of {name:?}");
        }
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM mailed_links WHERE user_id IS NOT NULL").await, 2, "the others are nobody's");
    assert_eq!(portal.deliver().await.len(), 3, "two links, and the identifier once");
}

#[tokio::test]
async fn x3_a_lost_identifier_is_mailed_to_its_address_and_never_shown() {
    let portal = TestPortal::start().await;
    portal.run(&format!("UPDATE users SET email = '{MAILBOX}' WHERE login_name = '{HUGO}'")).await;
    let mut browser = portal.browser();
    let page = ask(&mut browser, "login", MAILBOX).await;
    assert!(!page.html().contains(CLAIRE));
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 1, "one mail to a mailbox that two share");
    assert!(folded(&mails[0].text).contains(&format!("votre identifiant est : {CLAIRE}, {HUGO}")), "{}", mails[0].text);
    ask(&mut browser, "login", CLAIRE).await;
    assert_eq!(portal.deliver().await.len(), 1, "an identifier is not looked up by itself");
}

#[tokio::test]
async fn q3_a_link_ends_after_a_quarter_of_an_hour_and_does_not_come_back_with_the_clock() {
    let portal = TestPortal::start().await;
    let mut browser = portal.browser();
    ask(&mut browser, "password", CLAIRE).await;
    let old = portal.deliver().await.last().unwrap().link();
    portal.advance(TimeDelta::minutes(14));
    assert_eq!(browser.get(&old).await.status, 200);
    portal.advance(TimeDelta::minutes(1));
    assert_eq!(browser.get(&old).await.status, 410);
    choose(&mut browser, &old, NEW).await.must_say(&["Ce lien ne fonctionne plus"]);
    portal.advance(TimeDelta::minutes(-20));
    assert_eq!(browser.get(&old).await.status, 410, "a clock set back");
    assert!(!opens(&portal, NEW).await);
}

#[tokio::test]
async fn q3_whoever_was_mailed_links_before_the_clock_was_set_back_is_mailed_others() {
    let portal = TestPortal::start().await;
    let mut browser = portal.browser();
    for _ in 0..4 {
        ask(&mut browser, "password", CLAIRE).await;
    }
    let old = portal.deliver().await.last().unwrap().link();
    portal.advance(TimeDelta::hours(-3));
    ask(&mut browser, "password", CLAIRE).await;
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 4, "three, then one more");
    assert_eq!(browser.get(&old).await.status, 410);
    choose(&mut browser, &mails[3].link(), NEW).await.must_say(&["Votre mot de passe est modifié."]);
    assert!(opens(&portal, NEW).await);
}

#[tokio::test]
async fn q3_of_two_uses_at_the_same_moment_one_counts() {
    let portal = TestPortal::start().await;
    let (mut here, mut there) = (portal.browser(), portal.browser());
    ask(&mut here, "password", CLAIRE).await;
    let link = portal.deliver().await.last().unwrap().link();
    let (one, other) = ("Une phrase assez longue", "Une autre phrase assez longue");
    let pages = futures::join!(choose(&mut here, &link, one), choose(&mut there, &link, other));
    let done = [&pages.0, &pages.1].iter().filter(|page| page.says("Votre mot de passe est modifié")).count();
    assert_eq!(done, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'password_reset'").await, 1);
}

#[tokio::test]
async fn q3_no_mailbox_is_flooded_and_no_database_keeps_a_link() {
    let portal = TestPortal::start().await;
    let mut browser = portal.browser();
    for _ in 0..12 {
        ask(&mut browser, "password", CLAIRE).await;
    }
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 3);
    let token = mails[2].link().trim_start_matches("/lien/").to_owned();
    let kept = portal.texts("SELECT token_hash FROM mailed_links UNION ALL SELECT params FROM outbox").await;
    assert!(!kept.is_empty() && kept.iter().all(|text| !text.contains(&token)), "{kept:?}");
    portal.advance(TimeDelta::minutes(15));
    ask(&mut browser, "password", CLAIRE).await;
    assert_eq!(portal.deliver().await.len(), 4);

    portal.advance(TimeDelta::minutes(15));
    portal.run(&format!("UPDATE users SET email = 'no address' WHERE login_name = '{CLAIRE}'")).await;
    ask(&mut browser, "password", CLAIRE).await;
    let dead = "SELECT params FROM outbox WHERE recipient = 'no address'";
    assert!(portal.texts(dead).await[0].contains("token"), "its mail waits");
    portal.deliver().await;
    let kept = portal.texts(dead).await;
    assert!(kept.len() == 1 && kept[0].contains("minutes") && !kept[0].contains("token"), "nor does one that was given up: {kept:?}");
}

#[tokio::test]
async fn whoever_is_locked_out_by_somebody_elses_guesses_unlocks_by_mail() {
    let portal = TestPortal::start().await;
    let mut browser = portal.browser();
    for login in [CLAIRE, "99999999"] {
        for _ in 0..10 {
            browser.post("/api/sign_in", &[("login", login), ("password", "wrong")]).await;
            portal.advance(TimeDelta::minutes(1));
        }
        let page = browser.sign_in(login, "").await;
        page.must_say(&["Trop d'essais avec cet identifiant.", "Si un compte porte cet identifiant, un mail permet de ne pas attendre."]);
    }
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 1, "one mail, to the one who has an account");
    let link = mails.last().unwrap().link();
    browser.get(&link).await.must_say(&["Réessayer de me connecter", "Reprendre les essais"]);
    assert!(!opens(&portal, PASSWORD).await, "looking at the link does not unlock");
    let page = browser.post("/api/unlock", &[("token", link.trim_start_matches("/lien/"))]).await;
    assert_eq!(page.path, "/connexion");
    page.must_say(&["Vous pouvez réessayer tout de suite."]);
    assert!(opens(&portal, PASSWORD).await);
    assert_eq!(browser.get(&link).await.status, 410, "used");
}

#[tokio::test]
async fn c1_every_lock_is_told_by_a_link_that_works_and_a_mailbox_gets_no_more_than_four_in_an_hour() {
    let portal = TestPortal::start().await;
    let mut stranger = portal.browser();
    let wrong = [("login", CLAIRE), ("password", "wrong")];
    for _ in 0..9 {
        stranger.post("/api/sign_in", &wrong).await;
        portal.advance(TimeDelta::seconds(20));
    }
    assert!(portal.deliver().await.is_empty());
    let mut before: Option<String> = None;
    for lock in 1..=4 {
        stranger.post("/api/sign_in", &wrong).await.must_say(&["L'identifiant ou le mot de passe n'est pas le bon."]);
        let mails = portal.deliver().await;
        assert_eq!((mails.len(), mails[lock - 1].subject.as_str()), (lock, "Plusieurs essais de connexion à votre espace"));
        assert!(folded(&mails[lock - 1].text).contains("s'est trompé au moins dix fois"));
        stranger.sign_in(CLAIRE, "").await.must_say(&["Trop d'essais", "un mail permet de ne pas attendre."]);
        let link = mails[lock - 1].link();
        assert_eq!(portal.browser().get(&link).await.status, 200, "lock {lock}");
        if let Some(ended) = before.replace(link) {
            assert_eq!(portal.browser().get(&ended).await.status, 410, "lock {lock}");
        }
        portal.advance(TimeDelta::minutes(15));
    }
    // An hour after the tenth try most are forgotten.
    stranger.post("/api/sign_in", &wrong).await.must_say(&["L'identifiant ou le mot de passe n'est pas le bon."]);
    assert_eq!(portal.deliver().await.len(), 4);
    assert!(opens(&portal, PASSWORD).await);
}

#[tokio::test]
async fn q3_whoever_unlocks_waits_for_the_person_and_holds_no_link_meanwhile() {
    let portal = TestPortal::start().await;
    let mut browser = portal.browser();
    for _ in 0..10 {
        browser.post("/api/sign_in", &[("login", CLAIRE), ("password", "wrong")]).await;
        portal.advance(TimeDelta::minutes(1));
    }
    let link = portal.deliver().await.last().unwrap().link();
    let lock = if portal.on_sqlite() { "" } else { " FOR UPDATE" };
    let held = portal.hold(&format!("SELECT id FROM users WHERE login_name = '{CLAIRE}'{lock}")).await;
    let form = [("token", link.trim_start_matches("/lien/"))];
    let mut unlocking = pin!(browser.post("/api/unlock", &form));
    let waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while !portal.on_sqlite() && portal.number(waiting).await == 0 {
        assert!(futures::poll!(unlocking.as_mut()).is_pending(), "whoever holds the person comes first");
    }
    // As whoever takes a change back does: links that the other held would be waited for by both.
    held.execute_unprepared("DELETE FROM mailed_links").await.unwrap();
    held.commit().await.unwrap();
    unlocking.await.must_say(&["Ce lien ne fonctionne plus"]);
    assert!(!opens(&portal, PASSWORD).await, "it unlocked nothing");
}

#[tokio::test]
async fn a_reset_link_is_no_unlock_link_and_a_closed_account_has_none() {
    let portal = TestPortal::start().await;
    let mut browser = portal.browser();
    ask(&mut browser, "password", CLAIRE).await;
    let link = portal.deliver().await.last().unwrap().link();
    browser.post("/api/unlock", &[("token", link.trim_start_matches("/lien/"))]).await;
    assert_eq!(browser.get(&link).await.status, 200, "still there for what it is for");
    portal.run(&format!("UPDATE users SET closed = TRUE WHERE login_name = '{CLAIRE}'")).await;
    assert_eq!(browser.get(&link).await.status, 410);
    ask(&mut browser, "password", CLAIRE).await;
    assert_eq!(portal.deliver().await.len(), 1);
    for token in ["0", "zz0", "../..0", &"a".repeat(5000)] {
        choose(&mut browser, token, NEW).await.must_say(&["Ce lien ne fonctionne plus"]);
    }
}

#[tokio::test]
async fn a15_nobody_keeps_a_member_from_their_link_by_asking_for_it_again_and_again() {
    let portal = TestPortal::start().await;
    let mut stranger = portal.browser();
    let ask = [("lost", "password"), ("name", CLAIRE)];
    let sent = async |portal: &TestPortal| portal.deliver().await.iter().filter(|mail| mail.subject.contains("mot de passe")).count();
    for _ in 0..5 {
        stranger.post("/api/send_help", &ask).await;
    }
    assert_eq!(sent(&portal).await, 3, "a mailbox is not flooded");
    for _ in 0..3 {
        portal.advance(TimeDelta::minutes(5));
        stranger.post("/api/send_help", &ask).await;
    }
    assert_eq!(sent(&portal).await, 4, "what was not mailed does not count");
}

#[tokio::test]
async fn a15_links_that_ended_are_forgotten_without_waiting_for_whoever_holds_one() {
    let portal = TestPortal::start().await;
    let mut browser = portal.browser();
    ask(&mut browser, "password", CLAIRE).await;
    portal.advance(TimeDelta::hours(1));
    let (all, lock) = ("SELECT COUNT(*) FROM mailed_links", if portal.on_sqlite() { "" } else { " FOR UPDATE" });
    let held = portal.hold(&format!("SELECT token_hash FROM mailed_links{lock}")).await;
    let page = ask(&mut browser, "password", HUGO).await;
    page.must_say(&["Regardez votre boîte de réception"]);
    assert_eq!(portal.deliver().await.len(), 2, "the new link is mailed");
    assert_eq!(portal.number(all).await, if portal.on_sqlite() { 1 } else { 2 }, "what is held is passed over");
    held.rollback().await.unwrap();
    ask(&mut browser, "password", HUGO).await;
    assert_eq!(portal.number(all).await, 2, "and forgotten the next time");
}
