//! A member who lost the application, the recovery codes and the passkeys: the desk has a link leave, and nothing goes before it is used
//! (B-53, Y-11).
use super::help::{access, no_members};
use crate::{
    passkey::{self, Device},
    second_factor::turn_on,
    support::{Browser, CLAIRE, Mail, Page, TestPortal, code},
};
use backend::demo::PASSWORD;
use chrono::TimeDelta;
use domain::access::StaffRole;

const NEW: &str = "Trois chèvres sur un toit 7";
const OTHER: &str = "Brise-lames 1907 encore";
const SUBJECT: &str = "Entrer sans votre code";
const SENT: &str = "SELECT COUNT(*) FROM audit WHERE action = 'second_step_link_sent' AND actor IS NOT NULL";

/// How many keys, recovery codes and passkeys are Claire's.
async fn hers(portal: &TestPortal) -> [i64; 3] {
    let count = async |table: &str| {
        let of = format!("SELECT COUNT(*) FROM {table} JOIN users ON users.id = {table}.user_id WHERE login_name = '{CLAIRE}'");
        portal.number(&of).await
    };
    [count("authenticators").await, count("recovery_codes").await, count("passkeys").await]
}

/// Claire's second step is on; gives where she is signed in still, its key, and her identifier and page on the desk.
async fn with_second_step(portal: &TestPortal, handler: &mut Browser) -> (Browser, String, (String, String)) {
    let mut claire = portal.signed_in(CLAIRE).await;
    let (key, _) = turn_on(portal, &mut claire).await;
    (claire, key, access(handler, "moreau").await)
}

async fn send(handler: &mut Browser, id: &str) -> Page {
    handler.post("/api/office_send_second_reset", &[("id", id), ("checked", "true")]).await
}

/// The links that left for it.
async fn links(portal: &TestPortal) -> Vec<String> {
    portal.deliver().await.iter().filter(|mail| mail.subject == SUBJECT).map(Mail::link).collect()
}

async fn choose(browser: &mut Browser, link: &str, new: &str) -> Page {
    let token = link.trim_start_matches("/lien/");
    browser.post("/api/reset_second_step", &[("token", token), ("new", new), ("again", new)]).await
}

#[tokio::test]
async fn b53_y11_whoever_lost_every_second_step_comes_in_by_a_link_and_nothing_goes_before_it_is_used() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (mut claire, _, (id, page)) = with_second_step(&portal, &mut handler).await;
    passkey::add(&mut claire, &mut Device::new(7), "").await.must_say(&["Votre clé d'accès est ajoutée."]);
    let mut browser = portal.browser();
    browser.sign_in(CLAIRE, "").await.must_say(&["sont perdus ? Appelez-nous au 01 99 00 56 78"]);

    handler.get(&page).await.must_say(&["Il a perdu son application de codes", "rappelez un numéro de cette fiche", "Lui envoyer ce lien"]);
    let refused = handler.post("/api/office_send_second_reset", &[("id", &id)]).await;
    assert_eq!(refused.path, page);
    refused.must_say(&["À corriger", "Vérifiez l'identité de l'assuré, puis cochez la case."]);
    assert_eq!((portal.number(SENT).await, links(&portal).await.len()), (0, 0));
    send(&mut handler, &id).await.must_say(&["Rien n'est retiré avant qu'il l'ouvre et choisisse un nouveau mot de passe."]);
    let link = links(&portal).await.remove(0);
    for _ in 0..2 {
        browser.get(&link).await.must_say(&["Entrer sans mon code", "vous retirez la validation en deux étapes"]);
    }
    choose(&mut browser, &link, "court").await.must_say(&["À corriger", "compte moins de 15 caractères"]);
    assert_eq!(hers(&portal).await, [1, 10, 1], "neither the desk nor a look takes anything away");
    assert_eq!(claire.get("/dossiers").await.path, "/dossiers");

    let page = choose(&mut browser, &link, NEW).await;
    assert_eq!(page.path, "/connexion");
    page.must_say(&["Votre mot de passe est modifié, et la validation en deux étapes est retirée."]);
    assert_eq!(hers(&portal).await, [0, 0, 0]);
    assert_eq!(claire.get("/dossiers").await.path, "/connexion", "every session ends");
    assert_eq!(portal.browser().sign_in(CLAIRE, "").await.path, "/connexion", "the old password opens nothing");
    let page = browser.post("/api/sign_in", &[("login", CLAIRE), ("password", NEW), ("next", "/dossiers")]).await;
    assert_eq!(page.path, "/dossiers", "no code is asked for");
    choose(&mut portal.browser(), &link, NEW).await.must_say(&["Ce lien ne fonctionne plus"]);
    for action in ["second_step_link_sent", "password_reset", "second_factor_off", "passkey_removed"] {
        assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM audit WHERE action = '{action}'")).await, 1, "{action}");
    }
    let mails = portal.deliver().await;
    assert!(mails.iter().any(|mail| mail.text.contains("Un autre mot de passe vient d’être choisi")), "she is told");
    let told = portal.sms();
    assert!(told.len() == 1 && told[0].0 == "+33639981234" && told[0].1.contains("un changement vient d'etre fait"), "{told:?}");
}

#[tokio::test]
async fn y10_whoever_has_the_application_still_takes_it_back_from_the_mail_that_tells_of_it() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (mut claire, key, (id, _)) = with_second_step(&portal, &mut handler).await;
    passkey::add(&mut claire, &mut Device::new(7), "").await.must_say(&["Votre clé d'accès est ajoutée."]);
    // Later than that she turned it on, which is not taken back.
    portal.advance(TimeDelta::minutes(1));
    send(&mut handler, &id).await;
    let link = links(&portal).await.remove(0);
    choose(&mut portal.browser(), &link, NEW).await;
    assert_eq!(hers(&portal).await, [0, 0, 0]);
    let mails = portal.deliver().await;
    let mail = mails.iter().find(|mail| mail.text.contains("Un autre mot de passe vient d’être choisi")).unwrap();
    let mut owner = portal.browser();
    let page = owner.post("/api/undo_change", &[("token", mail.link().trim_start_matches("/lien/"))]).await;
    page.must_say(&["Le changement est annulé"]);
    assert_eq!(hers(&portal).await, [1, 10, 1], "with new recovery codes, and the passkey that she had");
    let signing_in = |password: &'static str| [("login", CLAIRE), ("password", password)];
    assert_eq!(owner.post("/api/sign_in", &signing_in(NEW)).await.path, "/connexion", "that password opens nothing any more");
    let form = [("token", page.path.trim_start_matches("/lien/")), ("new", OTHER), ("again", OTHER)];
    assert_eq!(owner.post("/api/reset_password", &form).await.path, "/connexion");
    owner.post("/api/sign_in", &signing_in(OTHER)).await.must_say(&["Votre code"]);
    assert_eq!(owner.post("/api/second_step", &[("code", &code(&key, portal.backend.now()))]).await.path, "/");
}

#[tokio::test]
async fn b53_the_link_ends_is_of_use_once_and_few_leave_at_a_time() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (_, _, (id, _)) = with_second_step(&portal, &mut handler).await;
    for _ in 0..3 {
        send(&mut handler, &id).await.must_say(&["L'assuré reçoit un mail avec un lien."]);
    }
    send(&mut handler, &id).await.must_say(&["Aucun mail n'est parti"]);
    let sent = links(&portal).await;
    assert_eq!((sent.len(), portal.number(SENT).await), (3, 3));
    portal.advance(TimeDelta::minutes(16));
    assert_eq!(portal.browser().get(&sent[0]).await.status, 410);
    choose(&mut portal.browser(), &sent[0], NEW).await.must_say(&["Ce lien ne fonctionne plus"]);
    assert_eq!(hers(&portal).await, [1, 10, 0]);

    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    for _ in 0..2 {
        send(&mut handler, &id).await;
    }
    let alive = links(&portal).await.split_off(3);
    let (mut one, mut other) = (portal.browser(), portal.browser());
    let pages = futures::join!(choose(&mut one, &alive[0], NEW), choose(&mut other, &alive[1], NEW));
    let done = [&pages.0, &pages.1].iter().filter(|page| page.path == "/connexion").count();
    assert_eq!(done, 1, "of two at the same moment one counts, and both are used up");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'second_factor_off'").await, 1);
}

#[tokio::test]
async fn b53_the_link_ends_with_the_second_step_that_it_would_take_away_and_takes_no_later_one() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (mut claire, _, (id, _)) = with_second_step(&portal, &mut handler).await;
    send(&mut handler, &id).await;
    let link = links(&portal).await.remove(0);
    claire.post("/api/drop_second_factor", &[]).await.must_say(&["Commencer"]);
    assert_eq!(portal.browser().get(&link).await.status, 410, "she came in without it");
    turn_on(&portal, &mut claire).await;
    choose(&mut portal.browser(), &link, NEW).await.must_say(&["Ce lien ne fonctionne plus"]);
    assert_eq!(hers(&portal).await, [1, 10, 0]);
}

#[tokio::test]
async fn b53_without_a_verified_address_or_a_second_step_no_link_leaves_and_the_page_says_so() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (id, page) = access(&mut handler, "delattre").await;
    handler.get(&page).await.must_say(&["La validation en deux étapes n'est pas active"]);
    send(&mut handler, &id).await.must_say(&["Aucun mail n'est parti"]);

    let (_, _, (id, page)) = with_second_step(&portal, &mut handler).await;
    for gone in ["email_verified_at = NULL", "email = NULL"] {
        portal.run(&format!("UPDATE users SET {gone} WHERE login_name = '{CLAIRE}'")).await;
        let shown = handler.get(&page).await;
        shown.must_say(&["Aucun lien ne peut partir", "personne ici ne retire", "par courrier ou par téléphone"]);
        assert!(!shown.says("Lui envoyer ce lien"));
        send(&mut handler, &id).await.must_say(&["Aucun mail n'est parti"]);
    }
    assert_eq!((links(&portal).await.len(), portal.number(SENT).await, hers(&portal).await), (0, 0, [1, 10, 0]));
}

#[tokio::test]
async fn b53_only_the_fitting_role_has_the_link_leave_and_only_for_members_who_have_an_account() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (mut claire, _, (id, _)) = with_second_step(&portal, &mut handler).await;
    let form = [("id", id.as_str()), ("checked", "true")];
    assert_eq!(portal.browser().call("office_send_second_reset", &form).await.status, 401);
    assert_eq!(claire.call("office_send_second_reset", &form).await.status, 403, "nor she herself");
    assert_eq!(portal.at_the_office(StaffRole::Supervisor).await.call("office_send_second_reset", &form).await.status, 403);
    for odd in no_members(&mut handler).await {
        assert_eq!(handler.call("office_send_second_reset", &[("id", &odd), ("checked", "true")]).await.status, 404, "{odd}");
    }
    send(&mut handler, &id).await;
    let link = links(&portal).await.remove(0);
    for function in ["/api/reset_password", "/api/unlock", "/api/undo_change"] {
        let form = [("token", link.trim_start_matches("/lien/")), ("new", NEW), ("again", NEW)];
        portal.browser().post(function, &form).await.must_say(&["Entrer sans mon code"]);
    }
    assert_eq!(hers(&portal).await, [1, 10, 0], "it is for nothing else");
    claire.post("/api/close_account", &[("current", PASSWORD)]).await;
    assert_eq!(handler.call("office_send_second_reset", &form).await.status, 404);
    choose(&mut portal.browser(), &link, NEW).await.must_say(&["Ce lien ne fonctionne plus"]);
    assert_eq!((portal.number(SENT).await, hers(&portal).await), (1, [1, 10, 0]));
}
