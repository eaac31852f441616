//! What opens nothing: each ends with the same sentence, so that nobody learns what was wrong.
use super::{Device, PAGE, add, begin, enter, post_entry};
use crate::support::{Browser, CLAIRE, HUGO, Page, TestPortal};
use backend::{BackendError, demo::PASSWORD};
use chrono::TimeDelta;

#[track_caller]
fn is_refused(page: &Page) {
    assert_eq!(page.path, "/connexion");
    page.must_say(&["Connexion impossible", "Cette clé d'accès n'a pas permis de vous connecter."]);
}

#[track_caller]
fn is_not_added(page: &Page) {
    assert_eq!(page.path, PAGE);
    page.must_say(&["La clé d'accès n'a pas été ajoutée"]);
}

async fn post(browser: &mut Browser, token: &str, made: &str) -> Page {
    browser.post("/api/add_passkey", &[("token", token), ("credential", made)]).await
}

/// A portal on which that device has Claire's passkey.
async fn started(phone: &mut Device) -> (TestPortal, Browser) {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    add(&mut claire, phone, "").await.must_say(&["est ajoutée"]);
    (portal, claire)
}

#[tokio::test]
async fn y11_a_challenge_is_answered_once_and_soon() {
    let mut phone = Device::new(7);
    let (portal, _) = started(&mut phone).await;
    let mut browser = portal.browser();
    let (token, options) = begin(&mut browser, "begin_entry").await;
    let answer = phone.answer(&options);
    assert_eq!(post_entry(&mut browser, &token, &answer).await.path, "/dossiers");
    is_refused(&post_entry(&mut portal.browser(), &token, &answer).await);
    let (other, _) = begin(&mut portal.browser(), "begin_entry").await;
    is_refused(&post_entry(&mut portal.browser(), &other, &answer).await);
    let (token, options) = begin(&mut portal.browser(), "begin_entry").await;
    is_refused(&post_entry(&mut portal.browser(), &token, "{}").await);
    is_refused(&post_entry(&mut portal.browser(), &token, &phone.answer(&options)).await);
    let (token, options) = begin(&mut portal.browser(), "begin_entry").await;
    portal.advance(TimeDelta::minutes(11));
    is_refused(&post_entry(&mut portal.browser(), &token, &phone.answer(&options)).await);
    assert_eq!(portal.number("SELECT COUNT(*) FROM sessions").await, 2);
}

#[tokio::test]
async fn y11_of_two_sign_ins_with_one_answer_one_gets_in() {
    let mut phone = Device::new(7);
    let (portal, _) = started(&mut phone).await;
    let (token, options) = begin(&mut portal.browser(), "begin_entry").await;
    let answer = phone.answer(&options);
    let (mut one, mut other) = (portal.browser(), portal.browser());
    let pages = futures::join!(post_entry(&mut one, &token, &answer), post_entry(&mut other, &token, &answer));
    assert_eq!([&pages.0, &pages.1].iter().filter(|page| page.path == "/dossiers").count(), 1);
}

#[tokio::test]
async fn y11_nobody_enters_with_a_strange_a_forgotten_an_unverified_or_a_foreign_passkey() {
    let mut phone = Device::new(7);
    let (portal, mut claire) = started(&mut phone).await;
    // One that knows the account but not its key, one of another site, one that recognised nobody.
    let (_, options) = begin(&mut claire, "begin_passkey").await;
    let mut strange = Device::new(8);
    strange.make(&options);
    is_refused(&enter(&mut portal.browser(), &mut strange).await);
    phone.origin = "https://espace.relais.example.evil.example".to_owned();
    is_refused(&enter(&mut portal.browser(), &mut phone).await);
    phone.origin = crate::support::ADDRESS.to_owned();
    phone.verifies = false;
    is_refused(&enter(&mut portal.browser(), &mut phone).await);
    phone.verifies = true;
    assert_eq!(enter(&mut portal.browser(), &mut phone).await.path, "/dossiers");
    let id = claire.get(PAGE).await.field("id").unwrap();
    claire.post("/api/remove_passkey", &[("id", &id)]).await;
    is_refused(&enter(&mut portal.browser(), &mut phone).await);
    for credential in ["", "null", "[]", "{\"id\":1}", "<script>", "é\u{0}"] {
        let (token, _) = begin(&mut portal.browser(), "begin_entry").await;
        is_refused(&post_entry(&mut portal.browser(), &token, credential).await);
    }
    is_refused(&post_entry(&mut portal.browser(), "", "").await);
    let page = post_entry(&mut portal.browser(), "0", &"x".repeat(70_000)).await;
    assert_eq!((page.status, page.path.as_str()), (413, "/erreur/trop-gros"));
}

#[tokio::test]
async fn y11_a_passkey_that_counts_backwards_is_refused_and_noted() {
    let mut phone = Device::new(7);
    let (portal, _) = started(&mut phone).await;
    phone.count = 40;
    assert_eq!(enter(&mut portal.browser(), &mut phone).await.path, "/dossiers");
    phone.count = 12;
    is_refused(&enter(&mut portal.browser(), &mut phone).await);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'passkey_suspected'").await, 1);
    phone.count = 41;
    assert_eq!(enter(&mut portal.browser(), &mut phone).await.path, "/dossiers", "the one that went on counting");
}

#[tokio::test]
async fn y11_strangers_who_guess_at_the_password_of_a_name_do_not_close_the_door_for_its_passkeys() {
    let mut phone = Device::new(7);
    let (portal, _) = started(&mut phone).await;
    for _ in 0..10 {
        portal.browser().post("/api/sign_in", &[("login", CLAIRE), ("password", "faux")]).await;
        portal.advance(TimeDelta::minutes(1));
    }
    portal.browser().sign_in(CLAIRE, "").await.must_say(&["Trop d'essais"]);
    assert_eq!(enter(&mut portal.browser(), &mut phone).await.path, "/dossiers");
    portal.browser().sign_in(CLAIRE, "").await.must_say(&["Trop d'essais"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM sign_in_tries").await, 10, "whoever guesses begins no new count");
}

#[tokio::test]
async fn y11_wrong_answers_slow_passkeys_down_and_lock_them_until_a_mailed_link_is_used_and_leave_the_password_alone() {
    let mut phone = Device::new(7);
    let (portal, _) = started(&mut phone).await;
    phone.verifies = false;
    for _ in 0..5 {
        is_refused(&enter(&mut portal.browser(), &mut phone).await);
    }
    phone.verifies = true;
    let page = enter(&mut portal.browser(), &mut phone).await;
    assert_eq!(page.path, "/connexion");
    page.must_say(&["Trop d'essais avec une clé d'accès", "saisissez votre mot de passe"]);
    assert_eq!(portal.browser().sign_in(CLAIRE, "/dossiers").await.path, "/dossiers");
    phone.verifies = false;
    for _ in 0..5 {
        portal.advance(TimeDelta::minutes(1));
        is_refused(&enter(&mut portal.browser(), &mut phone).await);
    }
    phone.verifies = true;
    portal.advance(TimeDelta::minutes(1));
    enter(&mut portal.browser(), &mut phone).await.must_say(&["Trop d'essais"]);
    let mails = portal.deliver().await;
    let link = mails.iter().find(|mail| mail.subject == "Plusieurs essais de clé d’accès à votre connexion").unwrap().link();
    let page = portal.browser().post("/api/unlock", &[("token", link.trim_start_matches("/lien/"))]).await;
    page.must_say(&["Vous pouvez réessayer tout de suite."]);
    assert_eq!(enter(&mut portal.browser(), &mut phone).await.path, "/dossiers");
    assert_eq!(portal.number("SELECT COUNT(*) FROM sign_in_tries").await, 0, "whoever gets in forgets the tries");
}

#[tokio::test]
async fn y11_a_passkey_is_added_by_the_session_that_asked_once_and_for_one_account() {
    let mut phone = Device::new(7);
    let (portal, mut claire) = started(&mut phone).await;
    let mut hugo = portal.signed_in(HUGO).await;
    // Somebody else's challenge, one answered before, one to sign in with, a device that recognises nobody.
    let (token, options) = begin(&mut claire, "begin_passkey").await;
    let made = Device::new(8).make(&options);
    is_not_added(&post(&mut hugo, &token, &made).await);
    is_not_added(&post(&mut claire, &token, &made).await);
    let (token, _) = begin(&mut claire, "begin_entry").await;
    is_not_added(&post(&mut claire, &token, &made).await);
    let (token, options) = begin(&mut claire, "begin_passkey").await;
    let mut careless = Device::new(8);
    careless.verifies = false;
    is_not_added(&post(&mut claire, &token, &careless.make(&options)).await);
    is_not_added(&post(&mut claire, "0", "{}").await);
    // A key that is known already, even under another account.
    is_not_added(&add(&mut claire, &mut Device::new(7), "").await);
    is_not_added(&add(&mut hugo, &mut Device::new(7), "").await);
    // One that took too long, although its owner proved again who they are.
    let (token, options) = begin(&mut claire, "begin_passkey").await;
    portal.advance(TimeDelta::minutes(11));
    claire.post("/api/prove", &[("current", PASSWORD), ("next", PAGE)]).await;
    is_not_added(&post(&mut claire, &token, &Device::new(8).make(&options)).await);
    assert_eq!(portal.number("SELECT COUNT(*) FROM passkeys").await, 1);
    assert_eq!(enter(&mut portal.browser(), &mut phone).await.path, "/dossiers", "hers as before");
}

#[tokio::test]
async fn y10_a_session_that_ended_while_a_passkey_was_on_its_way_adds_and_removes_none() {
    let (portal, mut claire) = started(&mut Device::new(7)).await;
    let (person, session) = portal.member_of(&claire).await;
    let begun = portal.backend.begin_passkey(&person, &session).await.unwrap();
    let made = Device::new(8).make(&begun.options);
    let id = claire.get(PAGE).await.field("id").unwrap();
    portal.run("DELETE FROM sessions").await;
    let added = portal.backend.add_passkey(&person, &session, (&begun.token, &made), "Mon téléphone".to_owned()).await;
    assert!(matches!(added, Err(BackendError::NotFound)));
    let removed = portal.backend.remove_passkey(&person, &session, &id).await;
    assert!(matches!(removed, Err(BackendError::NotFound)));
    assert_eq!(portal.number("SELECT COUNT(*) FROM passkeys").await, 1);
}
