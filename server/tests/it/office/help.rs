//! What the desk does for a member who cannot sign in, and what it never does (B-53).
use super::desk::on_the_desk;
use crate::support::{Browser, CLAIRE, HUGO, TestPortal};
use chrono::TimeDelta;
use domain::access::StaffRole;

pub(super) const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// Finds the member of that name; gives their identifier and the page on which they are helped in.
pub(super) async fn access(handler: &mut Browser, name: &str) -> (String, String) {
    let found = handler.post("/api/office_search", &[("sought", name)]).await;
    let page = found.links().into_iter().find(|link| link.starts_with("/gestion/acces/")).unwrap();
    (page.split('/').nth(3).unwrap().to_owned(), page)
}

/// Who is no member: nobody at all, and somebody of the office.
pub(super) async fn no_members(handler: &mut Browser) -> [String; 3] {
    let claim = handler.call("office_queue", &[]).await.json()["lines"][0]["id"].as_str().unwrap().to_owned();
    let file = handler.call("office_claim", &[("id", &claim)]).await.json();
    ["x".to_owned(), NOBODY.to_owned(), file["colleagues"][0][0].as_str().unwrap().to_owned()]
}

#[tokio::test]
async fn b53_the_desk_starts_a_reset_by_mail_and_sees_no_password() {
    let portal = TestPortal::start().await;
    let number = portal.signed_in(CLAIRE).await.only_claim().await;
    let dossier = format!("/gestion/dossiers/{}", on_the_desk(&portal, &number).await);
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (id, page) = access(&mut handler, "moreau").await;
    assert!(handler.get(&dossier).await.links().contains(&page), "her dossier leads there too");
    handler.get(&page).await.must_say(&[
        "Claire Moreau",
        "06 39 98 12 34",
        "L'assuré n'arrive pas à se connecter",
        "personne ici ne les voit",
        "Votre consultation est enregistrée.",
    ]);
    let looked = format!("SELECT COUNT(*) FROM audit WHERE action = 'access_looked_at' AND object = '{id}' AND detail = 'handler'");
    assert_eq!(portal.number(&looked).await, 1);
    let before = portal.texts("SELECT password_hash FROM users WHERE login_name = '40821176'").await;
    for _ in 0..3 {
        let told = handler.post("/api/office_send_reset", &[("id", &id)]).await;
        assert_eq!(told.path, page);
        told.must_say(&["L'assuré reçoit un mail avec un lien"]);
    }
    handler.post("/api/office_send_reset", &[("id", &id)]).await.must_say(&["Aucun mail n'est parti"]);
    let mails = portal.deliver().await;
    assert_eq!(mails.iter().filter(|mail| mail.to == "membre.40821176@courrier.example").count(), 3, "nobody's mailbox is flooded");
    let link = mails[0].link();
    assert!(link.starts_with("/lien/"));
    assert_eq!(portal.browser().get(&link).await.status, 200, "the link is the member's, by mail");
    assert_eq!(portal.texts("SELECT password_hash FROM users WHERE login_name = '40821176'").await, before);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'password_link_sent' AND actor IS NOT NULL").await, 4);
}

#[tokio::test]
async fn b53_y17_whoever_opens_that_page_reads_the_contract_and_the_member_is_told_of_it_once_a_day() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (_, page) = access(&mut handler, "moreau").await;
    let theirs = "SELECT enrolments.contract_number FROM enrolments JOIN users ON users.id = user_id WHERE login_name = '40821176'";
    let contract = portal.texts(theirs).await.remove(0);
    for _ in 0..2 {
        handler.get(&page).await.must_say(&["Claire Moreau", "Contrat", &contract]);
    }
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.only_claim().await;
    let timeline = claire.get(&format!("/dossiers/{number}")).await.text();
    let told = "Votre fiche d'assuré a été consultée par le service de gestion";
    assert_eq!(timeline.matches(told).count(), 1, "{timeline}");
}

#[tokio::test]
async fn b53_only_the_fitting_role_helps_and_only_members() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (id, page) = access(&mut handler, "moreau").await;
    let (mut editor, mut hugo) = (portal.at_the_office(StaffRole::Editor).await, portal.signed_in(HUGO).await);
    let nobodies = no_members(&mut handler).await;
    for function in ["office_access", "office_send_reset", "office_unlock"] {
        assert_eq!(portal.browser().call(function, &[("id", &id)]).await.status, 401, "{function}");
        assert_eq!(hugo.call(function, &[("id", &id)]).await.status, 403, "{function}");
        assert_eq!(editor.call(function, &[("id", &id)]).await.status, 403, "{function}");
        for odd in &nobodies {
            assert_eq!(handler.call(function, &[("id", odd)]).await.status, 404, "{function} {odd}");
        }
    }
    assert_eq!(editor.get(&page).await.status, 403);
    assert_eq!(handler.get(&format!("/gestion/acces/{NOBODY}")).await.status, 404);
    assert!(portal.deliver().await.is_empty());
}

#[tokio::test]
async fn b53_a_member_without_a_dossier_is_helped_too_and_also_where_no_stops_are_declared() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (id, _) = access(&mut handler, "delattre").await;
    handler.post("/api/office_send_reset", &[("id", &id)]).await.must_say(&["Hugo Delattre", "L'assuré reçoit un mail avec un lien"]);
    let portal = TestPortal::of("collective").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (id, _) = access(&mut handler, "moreau").await;
    handler.post("/api/office_unlock", &[("id", &id)]).await.must_say(&["Claire Moreau", "L'assuré peut essayer"]);
}

#[tokio::test]
async fn b53_the_desk_lets_a_member_who_was_wrong_too_often_try_again_at_once() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (id, _) = access(&mut handler, "moreau").await;
    let mut wrong = portal.browser();
    for _ in 0..11 {
        portal.advance(TimeDelta::seconds(20));
        wrong.post("/api/sign_in", &[("login", CLAIRE), ("password", "faux")]).await;
    }
    let mut claire = portal.browser();
    claire.sign_in(CLAIRE, "").await.must_say(&["Trop d'essais"]);
    handler.post("/api/office_unlock", &[("id", &id)]).await.must_say(&["L'assuré peut essayer de se connecter tout de suite."]);
    assert_eq!(claire.sign_in(CLAIRE, "").await.path, "/");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'unlocked_by_desk' AND actor IS NOT NULL").await, 1);
}

#[tokio::test]
async fn b53_y10_whoever_waits_for_a_password_is_helped_to_choose_one() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE users SET password_hash = '' WHERE login_name = '40821176'").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (id, _) = access(&mut handler, "moreau").await;
    handler.post("/api/office_send_reset", &[("id", &id)]).await.must_say(&["L'assuré reçoit un mail avec un lien"]);
    let mails = portal.deliver().await;
    assert_eq!(mails.iter().filter(|mail| mail.to == "membre.40821176@courrier.example").count(), 1);
}
