//! Opening an account again for a member who closed it and calls (R-26, B-53): whoever has no address gets no link.
use super::help::{access, no_members};
use crate::support::{Browser, CLAIRE, HUGO, Page, TestPortal};
use backend::demo::PASSWORD;
use chrono::TimeDelta;
use domain::access::StaffRole;

const DONE: &str = "SELECT COUNT(*) FROM audit WHERE action = 'account_reopened_by_desk' AND actor IS NOT NULL";
const CLOSED: &str = "SELECT COUNT(*) FROM users WHERE closed = TRUE";

/// Claire closes her account.
async fn leave(portal: &TestPortal) {
    portal.signed_in(CLAIRE).await.post("/api/close_account", &[("current", PASSWORD)]).await;
    assert_eq!(portal.number(CLOSED).await, 1);
}

async fn reopen(handler: &mut Browser, id: &str) -> Page {
    handler.post("/api/office_reopen_account", &[("id", id), ("checked", "true")]).await
}

#[tokio::test]
async fn r26_x8_the_desk_opens_the_account_again_of_a_member_without_an_address_who_hears_of_it_by_sms() {
    let portal = TestPortal::start().await;
    portal.run(&format!("UPDATE users SET email = NULL, email_verified_at = NULL WHERE login_name = '{CLAIRE}'")).await;
    leave(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (id, page) = access(&mut handler, "moreau").await;
    let shown = handler.get(&page).await;
    shown.must_say(&["L'assuré a fermé son espace le 12 mars 2026", "rouvert jusqu'au 19 mars 2026", "rappelez un numéro de cette fiche"]);
    assert!(!shown.says("Lui envoyer un lien"), "nobody signs in there");
    let refused = handler.post("/api/office_reopen_account", &[("id", &id)]).await;
    assert_eq!(refused.path, page);
    refused.must_say(&["À corriger", "Vérifiez l'identité de l'assuré, puis cochez la case."]);
    assert_eq!((portal.number(CLOSED).await, portal.number(DONE).await), (1, 0));

    portal.advance(TimeDelta::days(7));
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    reopen(&mut handler, &id).await.must_say(&["L'espace est rouvert", "L'assuré n'arrive pas à se connecter"]);
    reopen(&mut handler, &id).await.must_say(&["Rien n'a été fait"]);
    assert_eq!((portal.number(CLOSED).await, portal.number(DONE).await), (0, 1), "once");
    assert_eq!(portal.number("SELECT COUNT(*) FROM mailed_links WHERE purpose = 'stay'").await, 0);
    assert!(portal.deliver().await.is_empty());
    let told = "Relais Démo : votre espace vient d'etre rouvert par nos services. Rien n'a été effacé. Si ce n'est pas vous, \
                appelez-nous au 01 99 00 56 78.";
    assert_eq!(portal.sms().last().unwrap(), &("+33639981234".to_owned(), told.to_owned()));
    portal.advance(TimeDelta::days(30));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.browser().sign_in(CLAIRE, "").await.path, "/", "as before");
}

#[tokio::test]
async fn r26_whoever_has_an_address_is_told_there_and_the_link_of_the_day_they_left_is_worth_nothing_any_more() {
    let portal = TestPortal::start().await;
    leave(&portal).await;
    let link = portal.deliver().await[0].link();
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (id, _) = access(&mut handler, "moreau").await;
    reopen(&mut handler, &id).await.must_say(&["L'espace est rouvert"]);
    let mails = portal.deliver().await;
    let mail = mails.last().unwrap();
    assert_eq!((mail.subject.as_str(), mail.to.as_str()), ("Votre compte est rouvert", "membre.40821176@courrier.example"));
    assert!(!mail.text.contains("Claire") && portal.sms().is_empty());
    assert_eq!(portal.browser().get(&link).await.status, 410);
}

#[tokio::test]
async fn g2_from_the_eighth_day_on_nobody_opens_an_account_again() {
    let portal = TestPortal::start().await;
    leave(&portal).await;
    portal.advance(TimeDelta::days(8));
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (id, page) = access(&mut handler, "moreau").await;
    for _ in 0..2 {
        handler.get(&page).await.must_say(&["Son espace est effacé : il ne peut plus être rouvert."]);
        reopen(&mut handler, &id).await.must_say(&["Rien n'a été fait"]);
        portal.backend.purge(false).await.unwrap();
    }
    assert_eq!((portal.number(CLOSED).await, portal.number(DONE).await), (1, 0));
}

#[tokio::test]
async fn b53_only_the_fitting_role_opens_an_account_again_and_only_of_members() {
    let portal = TestPortal::start().await;
    leave(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (id, _) = access(&mut handler, "moreau").await;
    let form = [("id", id.as_str()), ("checked", "true")];
    assert_eq!(portal.browser().call("office_reopen_account", &form).await.status, 401);
    assert_eq!(portal.signed_in(HUGO).await.call("office_reopen_account", &form).await.status, 403);
    assert_eq!(portal.at_the_office(StaffRole::Editor).await.call("office_reopen_account", &form).await.status, 403);
    for odd in no_members(&mut handler).await {
        assert_eq!(handler.call("office_reopen_account", &[("id", &odd), ("checked", "true")]).await.status, 404, "{odd}");
    }
    assert_eq!((portal.number(CLOSED).await, portal.number(DONE).await), (1, 0));
}
