//! What the desk does for a member who cannot sign in, and what it never does (B-53).
use super::desk::on_the_desk;
use crate::support::{CLAIRE, TestPortal};
use chrono::TimeDelta;
use domain::access::StaffRole;

#[tokio::test]
async fn b53_the_desk_starts_a_reset_by_mail_and_sees_no_password() {
    let portal = TestPortal::start().await;
    let number = portal.signed_in(CLAIRE).await.only_claim().await;
    let id = on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    handler.get(&format!("/gestion/dossiers/{id}")).await.must_say(&["L'assuré n'arrive pas à se connecter", "personne ici ne les voit"]);
    let before = portal.texts("SELECT password_hash FROM users WHERE login_name = '40821176'").await;
    for _ in 0..3 {
        let page = handler.post("/api/office_send_reset", &[("id", &id)]).await;
        page.must_say(&["L'assuré reçoit un mail avec un lien"]);
    }
    handler.post("/api/office_send_reset", &[("id", &id)]).await.must_say(&["Aucun mail n'est parti"]);
    let mails = portal.deliver().await;
    assert_eq!(mails.iter().filter(|mail| mail.to == "membre.40821176@courrier.example").count(), 3, "nobody's mailbox is flooded");
    let link = mails[0].link();
    assert!(link.starts_with("/lien/"));
    assert_eq!(portal.browser().get(&link).await.status, 200, "the link is the member's, by mail");
    assert_eq!(portal.texts("SELECT password_hash FROM users WHERE login_name = '40821176'").await, before);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'password_link_sent' AND actor IS NOT NULL").await, 4);
    let mut editor = portal.at_the_office(StaffRole::Editor).await;
    assert_eq!(editor.call("office_send_reset", &[("id", &id)]).await.status, 403);
    assert_eq!(handler.call("office_send_reset", &[("id", "00000000-0000-0000-0000-000000000000")]).await.status, 404);
}

#[tokio::test]
async fn b53_the_desk_lets_a_member_who_was_wrong_too_often_try_again_at_once() {
    let portal = TestPortal::start().await;
    let number = portal.signed_in(CLAIRE).await.only_claim().await;
    let id = on_the_desk(&portal, &number).await;
    let mut wrong = portal.browser();
    for _ in 0..11 {
        portal.advance(TimeDelta::seconds(20));
        wrong.post("/api/sign_in", &[("login", CLAIRE), ("password", "faux")]).await;
    }
    let mut claire = portal.browser();
    claire.sign_in(CLAIRE, "").await.must_say(&["Trop d'essais"]);
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    handler.post("/api/office_unlock", &[("id", &id)]).await.must_say(&["L'assuré peut essayer de se connecter tout de suite."]);
    assert_eq!(claire.sign_in(CLAIRE, "").await.path, "/");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'unlocked_by_desk' AND actor IS NOT NULL").await, 1);
}

#[tokio::test]
async fn b53_y10_whoever_waits_for_a_password_is_helped_to_choose_one() {
    let portal = TestPortal::start().await;
    let number = portal.signed_in(CLAIRE).await.only_claim().await;
    let id = on_the_desk(&portal, &number).await;
    portal.run("UPDATE users SET password_hash = '' WHERE login_name = '40821176'").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    handler.post("/api/office_send_reset", &[("id", &id)]).await.must_say(&["L'assuré reçoit un mail avec un lien"]);
    let mails = portal.deliver().await;
    assert_eq!(mails.iter().filter(|mail| mail.to == "membre.40821176@courrier.example").count(), 1);
}
