//! The second step of signing in, recovery codes, and the fresh proof asked before changing them (Y-10, Y-11, Q-8).
use crate::support::{Browser, CLAIRE, HUGO, Page, TestPortal, code};
use backend::{BackendError, demo::PASSWORD};
use chrono::TimeDelta;
use domain::access::StaffRole;

const PAGE: &str = "/compte/deux-etapes";
const PASSWORD_PAGE: &str = "/compte/mot-de-passe";
/// Keys of the demo's back office.
const OFFICE: i64 = 8;

/// What stands in `<code>` on the page.
fn shown(page: &Page) -> Vec<String> {
    let html = page.html();
    html.split("<code class=\"code\">").skip(1).map(|rest| rest[..rest.find('<').unwrap()].to_owned()).collect()
}

/// Turns the second step on for whoever is signed in; gives the key and the recovery codes.
pub async fn turn_on(portal: &TestPortal, browser: &mut Browser) -> (String, Vec<String>) {
    let page = browser.post("/api/offer_second_factor", &[]).await;
    let key = shown(&page).remove(0);
    let page = browser.post("/api/confirm_second_factor", &[("code", &code(&key, portal.backend.now()))]).await;
    page.must_say(&["La validation en deux étapes est active"]);
    (key, shown(&page))
}

async fn step(browser: &mut Browser, code: &str) -> Page {
    browser.post("/api/second_step", &[("code", code), ("next", "/dossiers")]).await
}

#[tokio::test]
async fn y11_a_member_turns_the_second_step_on_and_every_sign_in_asks_for_its_code() {
    let portal = TestPortal::start().await;
    let (mut claire, mut phone) = (portal.signed_in(CLAIRE).await, portal.signed_in(CLAIRE).await);
    claire.get("/compte").await.must_say(&["Validation en deux étapes"]);
    let page = claire.post("/api/offer_second_factor", &[]).await;
    let key = shown(&page).remove(0);
    assert_eq!(page.elements("svg").iter().filter(|svg| svg.contains("QR code")).count(), 1);
    claire.post("/api/confirm_second_factor", &[("code", "000 000")]).await.must_say(&["Ce code n'est pas le bon, ou il a déjà servi."]);
    claire.post("/api/confirm_second_factor", &[]).await.must_say(&["Saisissez le code."]);
    assert_eq!(shown(&claire.get(PAGE).await), [key.as_str()], "the key stays until its first code");
    assert_eq!(portal.signed_in(CLAIRE).await.get("/dossiers").await.path, "/dossiers", "nothing is asked before");

    let page = claire.post("/api/confirm_second_factor", &[("code", &code(&key, portal.backend.now()))]).await;
    page.must_say(&["La validation en deux étapes est active", "Vos autres appareils ont été déconnectés."]);
    assert_eq!(shown(&page).len(), 10);
    assert_eq!(phone.get("/dossiers").await.path, "/connexion");
    assert_eq!(shown(&claire.get(PAGE).await), shown(&page), "a lost answer loses no code");
    let page = claire.post("/api/note_codes", &[]).await;
    page.must_say(&["Un code vous est demandé à chaque connexion.", "Il vous en reste 10."]);
    assert!(shown(&page).is_empty(), "noted codes are never shown again");

    portal.advance(TimeDelta::seconds(30));
    let mut browser = portal.browser();
    browser.sign_in(CLAIRE, "/dossiers").await.must_say(&["Votre code", "Votre mot de passe est bon."]);
    assert_eq!(browser.get("/dossiers").await.path, "/connexion", "the password alone opens nothing");
    step(&mut browser, "123 456").await.must_say(&["À corriger", "Ce code n'est pas le bon"]);
    let right = code(&key, portal.backend.now());
    assert_eq!(step(&mut browser, &right).await.path, "/dossiers");
    let mut thief = portal.browser();
    thief.sign_in(CLAIRE, "").await;
    step(&mut thief, &right).await.must_say(&["il a déjà servi"]);
    let mails = portal.deliver().await;
    let mail = mails.iter().find(|mail| mail.text.contains("vient d’être activée")).unwrap();
    assert!(!mail.raw.contains(&key));
    // Whoever did not turn it on takes it back from that mail, once (Y-10).
    let mut owner = portal.browser();
    let token = mail.link().rsplit('/').next().unwrap().to_owned();
    owner.get(&mail.link()).await.must_say(&["Annuler le changement"]);
    owner.post("/api/undo_change", &[("token", &token)]).await.must_say(&["mot de passe"]);
    assert_eq!(claire.get("/dossiers").await.path, "/connexion", "every session ends");
    assert_eq!(portal.number("SELECT COUNT(*) FROM second_steps").await, 0);
    assert_eq!(portal.browser().post("/api/undo_change", &[("token", &token)]).await.status, 410);
    assert_eq!(portal.number("SELECT COUNT(*) FROM recovery_codes").await, 0);
}

#[tokio::test]
async fn y11_a_recovery_code_works_once_and_is_told_by_mail() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let (_, codes) = turn_on(&portal, &mut claire).await;
    let mut browser = portal.browser();
    browser.sign_in(CLAIRE, "").await;
    assert_eq!(step(&mut browser, &codes[3].to_lowercase()).await.path, "/dossiers");
    let mut again = portal.browser();
    again.sign_in(CLAIRE, "").await;
    step(&mut again, &codes[3]).await.must_say(&["il a déjà servi"]);
    claire.post("/api/note_codes", &[]).await.must_say(&["Il vous en reste 9."]);
    assert!(portal.deliver().await.iter().any(|mail| mail.subject == "Un code de secours a servi"));
    let new = shown(&claire.post("/api/renew_codes", &[]).await);
    step(&mut again, &codes[4]).await.must_say(&["il a déjà servi"]);
    assert_eq!(step(&mut again, &new[0]).await.path, "/dossiers");
    let rows = portal.texts("SELECT sealed_key FROM authenticators UNION ALL SELECT code_hash FROM recovery_codes").await;
    assert!(rows.iter().all(|row| codes.iter().chain(&new).all(|code| !row.contains(&code.replace('-', "")))), "{rows:?}");
}

#[tokio::test]
async fn y11_guessing_codes_is_slowed_down_like_guessing_passwords() {
    let portal = TestPortal::start().await;
    turn_on(&portal, &mut portal.signed_in(CLAIRE).await).await;
    let mut thief = portal.browser();
    thief.sign_in(CLAIRE, "").await;
    let mut page = step(&mut thief, "000000").await;
    for _ in 0..12 {
        portal.advance(TimeDelta::seconds(40));
        page = step(&mut thief, "000000").await;
    }
    page.must_say(&["Trop d'essais."]);
}

#[tokio::test]
async fn y11_a_sign_in_that_waits_too_long_or_whose_password_changed_begins_again() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let (key, _) = turn_on(&portal, &mut claire).await;
    let mut late = portal.browser();
    late.sign_in(CLAIRE, "").await;
    portal.advance(TimeDelta::minutes(11));
    let page = step(&mut late, &code(&key, portal.backend.now())).await;
    assert_eq!(page.path, "/connexion");
    page.must_say(&["L'étape du code a duré trop longtemps."]);

    let mut thief = portal.browser();
    thief.sign_in(CLAIRE, "").await;
    let new = "Une phrase assez longue";
    let right = code(&key, portal.backend.now());
    let form = [("current", PASSWORD), ("new", new), ("again", new), ("code", right.as_str())];
    claire.post("/api/change_password", &form).await.must_say(&["Votre mot de passe est modifié"]);
    portal.advance(TimeDelta::seconds(30));
    assert_eq!(step(&mut thief, &code(&key, portal.backend.now())).await.path, "/connexion");
}

#[tokio::test]
async fn y11_of_two_sign_ins_with_one_code_one_gets_in() {
    let portal = TestPortal::start().await;
    let (key, _) = turn_on(&portal, &mut portal.signed_in(CLAIRE).await).await;
    portal.advance(TimeDelta::seconds(30));
    let (mut one, mut other) = (portal.browser(), portal.browser());
    one.sign_in(CLAIRE, "").await;
    other.sign_in(CLAIRE, "").await;
    let right = code(&key, portal.backend.now());
    let pages = futures::join!(step(&mut one, &right), step(&mut other, &right));
    let entered = [&pages.0, &pages.1].iter().filter(|page| page.path == "/dossiers").count();
    assert_eq!(entered, 1);
}

#[tokio::test]
async fn y10_what_protects_an_account_changes_only_after_a_fresh_proof() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    assert_eq!(claire.get(PAGE).await.path, PAGE, "signing in is a proof");
    portal.advance(TimeDelta::minutes(11));
    let page = claire.get(PAGE).await;
    assert_eq!(page.path, "/compte/confirmer");
    page.must_say(&["Confirmez que c'est vous"]);
    assert_eq!(claire.post("/api/offer_second_factor", &[]).await.path, "/compte/confirmer");
    assert_eq!(claire.call("second_factor", &[]).await.status, 403);
    assert_eq!(portal.number("SELECT COUNT(*) FROM authenticators WHERE confirmed_at IS NULL").await, 0);

    let prove = |password: &'static str| [("current", password), ("next", PAGE)];
    claire.post("/api/prove", &prove("faux")).await.must_say(&["À corriger", "mot de passe"]);
    claire.post("/api/prove", &prove("")).await.must_say(&["Saisissez votre mot de passe actuel."]);
    assert_eq!(claire.get(PAGE).await.path, "/compte/confirmer");
    assert_eq!(claire.post("/api/prove", &prove(PASSWORD)).await.path, PAGE);
    let mut other = portal.signed_in(CLAIRE).await;
    portal.advance(TimeDelta::minutes(9));
    assert_eq!(claire.get(PAGE).await.path, PAGE);
    portal.advance(TimeDelta::minutes(2));
    assert_eq!(other.get(PAGE).await.path, "/compte/confirmer", "each session proves for itself");
    let elsewhere = other.post("/api/prove", &[("current", PASSWORD), ("next", "https://ailleurs.example/")]).await;
    assert_eq!(elsewhere.path, "/compte", "never away from the portal");
}

#[tokio::test]
async fn y11_the_second_step_is_turned_off_and_goes_with_the_account() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    turn_on(&portal, &mut claire).await;
    let mut hugo = portal.signed_in(HUGO).await;
    hugo.post("/api/drop_second_factor", &[]).await.must_say(&["Commencer"]);
    portal.browser().sign_in(CLAIRE, "").await.must_say(&["Votre code"]);
    claire.post("/api/drop_second_factor", &[]).await.must_say(&["Commencer"]);
    assert_eq!(portal.browser().sign_in(CLAIRE, "").await.path, "/");
    let mails = portal.deliver().await;
    let mail = mails.iter().find(|mail| mail.text.contains("vient d’être désactivée")).unwrap();
    let token = mail.link().rsplit('/').next().unwrap().to_owned();
    portal.browser().post("/api/undo_change", &[("token", &token)]).await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM recovery_codes WHERE used_at IS NULL").await, 10, "on again, with new codes");
    assert_eq!(portal.number("SELECT COUNT(*) FROM authenticators WHERE confirmed_at IS NOT NULL").await, 2 + OFFICE);

    turn_on(&portal, &mut hugo).await;
    hugo.post("/api/close_account", &[("current", PASSWORD)]).await;
    portal.advance(TimeDelta::days(8));
    portal.backend.purge(false).await.unwrap();
    let left = "SELECT (SELECT COUNT(*) FROM recovery_codes) + (SELECT COUNT(*) FROM authenticators)";
    assert_eq!(portal.number(left).await, OFFICE + 1 + 1 + 10, "the demo member's key, and what was put back");
}

#[tokio::test]
async fn y10_whoever_has_a_second_step_proves_it_too_before_it_is_turned_off() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let (key, codes) = turn_on(&portal, &mut claire).await;
    portal.advance(TimeDelta::minutes(11));
    let page = claire.get(PAGE).await;
    assert_eq!(page.path, "/compte/confirmer");
    assert!(page.field("code").is_some());
    let prove = |code: &str| {
        [("current".to_owned(), PASSWORD.to_owned()), ("code".to_owned(), code.to_owned()), ("next".to_owned(), PAGE.to_owned())]
    };
    for (code, told) in
        [("", "Saisissez le code."), ("000000", "Ce code n'est pas le bon"), (codes[0].as_str(), ""), (&codes[0], "il a déjà servi")]
    {
        let form = prove(code);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = claire.post("/api/prove", &form).await;
        assert!(if told.is_empty() { page.path == PAGE } else { page.says(told) }, "{code}: {}", page.text());
    }
    portal.advance(TimeDelta::minutes(11));
    let form = prove(&code(&key, portal.backend.now()));
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(claire.post("/api/prove", &form).await.path, PAGE);
}

async fn change_password(browser: &mut Browser, (current, new): (&str, &str), code: &str) -> Page {
    browser.post("/api/change_password", &[("current", current), ("new", new), ("again", new), ("code", code)]).await
}

#[tokio::test]
async fn y10_whoever_has_a_second_step_proves_it_too_before_another_password_unless_they_just_did() {
    let portal = TestPortal::start().await;
    let (one, other) = ("Une phrase assez longue", "Une autre phrase assez longue");
    let mut claire = portal.signed_in(CLAIRE).await;
    portal.advance(TimeDelta::minutes(11));
    assert!(claire.get(PASSWORD_PAGE).await.field("code").is_none(), "without a second step the password is the whole proof");
    claire.post("/api/prove", &[("current", PASSWORD)]).await;
    let (key, _) = turn_on(&portal, &mut claire).await;
    assert!(claire.get(PASSWORD_PAGE).await.field("code").is_none(), "nothing is asked twice");
    change_password(&mut claire, (PASSWORD, one), "").await.must_say(&["Votre mot de passe est modifié"]);

    portal.advance(TimeDelta::minutes(11));
    let page = claire.get(PASSWORD_PAGE).await;
    assert_eq!((page.path.as_str(), page.field("code").as_deref()), (PASSWORD_PAGE, Some("")));
    let right = code(&key, portal.backend.now());
    for (new, typed, told) in [
        (other, "", "Saisissez le code."),
        ("court", "", "Saisissez le code."),
        (other, "000000", "Ce code n'est pas le bon"),
        ("court", right.as_str(), "moins de 15 caractères"),
    ] {
        change_password(&mut claire, (one, new), typed).await.must_say(&["À corriger", told]);
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'password_changed'").await, 1);
    change_password(&mut claire, (one, other), &right).await.must_say(&["Votre mot de passe est modifié"]);
    change_password(&mut claire, (other, one), &right).await.must_say(&["il a déjà servi"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'password_changed'").await, 2);
}

#[tokio::test]
async fn y10_codes_are_not_guessed_at_on_the_page_of_the_password_by_whoever_knows_it() {
    let portal = TestPortal::start().await;
    let mut thief = portal.signed_in(CLAIRE).await;
    turn_on(&portal, &mut thief).await;
    portal.advance(TimeDelta::minutes(11));
    for n in 0..5 {
        // A slip beside the code forgives no try.
        let new = if n % 2 == 0 { "Une phrase assez longue" } else { "court" };
        change_password(&mut thief, (PASSWORD, new), "000000").await.must_say(&["À corriger"]);
    }
    let page = change_password(&mut thief, (PASSWORD, "Une phrase assez longue"), "000000").await;
    page.must_say(&["Trop d'essais. Attendez 1 min, puis réessayez."]);
}

#[tokio::test]
async fn y10_whoever_works_at_the_office_gives_a_code_with_another_password_once_their_proof_grew_old() {
    let (portal, new) = (TestPortal::start().await, "Une phrase assez longue");
    let mut desk = portal.at_the_office(StaffRole::Handler).await;
    assert!(desk.get("/gestion/compte").await.field("code").is_none());
    portal.advance(TimeDelta::minutes(11));
    assert!(desk.get("/gestion/compte").await.field("code").is_some());
    let right = code(portal.staff(StaffRole::Handler).totp_secret.unwrap(), portal.backend.now());
    for (typed, told) in [("", "Saisissez le code."), (right.as_str(), "Votre mot de passe est modifié")] {
        let form = [("current", PASSWORD), ("new", new), ("again", new), ("code", typed)];
        desk.post("/api/office_change_password", &form).await.must_say(&[told]);
    }
    let told = portal.deliver().await.pop().unwrap();
    assert!(told.subject == "Votre mot de passe a été modifié" && !told.text.contains("/lien/"), "{}", told.text);
}

#[tokio::test]
async fn y10_whoever_closes_the_account_after_a_change_does_not_end_the_way_back() {
    let portal = TestPortal::start().await;
    let mut thief = portal.signed_in(CLAIRE).await;
    turn_on(&portal, &mut thief).await;
    thief.post("/api/close_account", &[("current", PASSWORD)]).await;
    let mails = portal.deliver().await;
    let mail = mails.iter().find(|mail| mail.text.contains("vient d’être activée")).unwrap();
    let mut owner = portal.browser();
    owner.get(&mail.link()).await.must_say(&["Annuler le changement"]);
    let page = owner.post("/api/undo_change", &[("token", mail.link().rsplit('/').next().unwrap())]).await;
    page.must_say(&["Le changement est annulé"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM users WHERE closed = TRUE").await, 0);
    assert!(portal.deliver().await.iter().any(|mail| mail.subject == "Des changements ont été annulés"));
}

#[tokio::test]
async fn y10_new_recovery_codes_are_told_by_mail_and_can_be_taken_back() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    turn_on(&portal, &mut claire).await;
    claire.post("/api/renew_codes", &[]).await;
    let mails = portal.deliver().await;
    let mail = mails.iter().find(|mail| mail.text.contains("De nouveaux codes de secours")).unwrap();
    portal.browser().post("/api/undo_change", &[("token", mail.link().rsplit('/').next().unwrap())]).await.must_say(&["annulé"]);
}

#[tokio::test]
async fn y10_what_was_on_its_way_when_its_session_ended_changes_no_second_step() {
    let portal = TestPortal::start().await;
    let (mut claire, mut hugo, backend) = (portal.signed_in(CLAIRE).await, portal.signed_in(HUGO).await, &portal.backend);
    turn_on(&portal, &mut claire).await;
    let waiting = shown(&hugo.post("/api/offer_second_factor", &[]).await).remove(0);
    let ((on, on_session), (off, off_session)) = (portal.member_of(&claire).await, portal.member_of(&hugo).await);
    // Somebody else's session does for nobody.
    assert!(matches!(backend.drop_second_factor(&on, &off_session).await, Err(BackendError::NotFound)));
    portal.run("DELETE FROM sessions").await;
    assert!(matches!(backend.drop_second_factor(&on, &on_session).await, Err(BackendError::NotFound)));
    assert!(matches!(backend.renew_codes(&on, &on_session).await, Err(BackendError::NotFound)));
    let confirmed = backend.confirm_second_factor(&off, &off_session, &code(&waiting, backend.now())).await;
    assert!(matches!(confirmed, Err(BackendError::NotFound)));
    assert_eq!(portal.number("SELECT COUNT(*) FROM authenticators WHERE confirmed_at IS NOT NULL").await, 2 + OFFICE);
    assert_eq!(portal.number("SELECT COUNT(*) FROM authenticators").await, 3 + OFFICE, "his waits as before");
}
