//! The end of a session at the office: told where people write, put off by a press, and never by asking (WCAG 2.2.1).
use super::desk::on_the_desk;
use crate::{
    account::session::left,
    complement::{self, good, id_of},
    decision::{MOTIVE, asked, check, confirm, confirmation},
    support::{Browser, CLAIRE, Sent, TestPortal},
};
use chrono::TimeDelta;
use domain::access::StaffRole;

/// Opens each of these pages, which must warn; a session at the office lasts a quarter of an hour.
async fn all_warn(handler: &mut Browser, paths: &[String]) {
    for path in paths {
        handler.get(path).await.must_warn(900);
    }
}

#[tokio::test]
async fn wcag221_asking_how_long_a_session_at_the_office_lasts_does_not_make_it_last_longer_and_a_press_does() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    for (minutes, seconds) in [(0, 900), (10, 300), (4, 60)] {
        portal.advance(TimeDelta::minutes(minutes));
        assert_eq!(left(&mut handler, "session_left").await, seconds);
        assert_eq!(left(&mut handler, "session_left").await, seconds, "asked again");
    }
    assert_eq!(left(&mut handler, "stay_signed_in").await, 900);
    portal.advance(TimeDelta::minutes(15));
    for question in ["session_left", "stay_signed_in"] {
        let ended = handler.call(question, &[]).await;
        assert_eq!((ended.status, ended.json()), (401, serde_json::json!("signed_out")), "{question}");
    }
    assert_eq!(handler.get("/gestion").await.path, "/gestion/connexion");
}

#[tokio::test]
async fn wcag221_nothing_makes_a_session_at_the_office_last_longer_than_ten_hours() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    for _ in 0..59 {
        portal.advance(TimeDelta::minutes(10));
        left(&mut handler, "stay_signed_in").await;
    }
    portal.advance(TimeDelta::minutes(8));
    assert_eq!(left(&mut handler, "stay_signed_in").await, 120);
    portal.advance(TimeDelta::minutes(2));
    assert_eq!(handler.call("stay_signed_in", &[]).await.status, 401);
}

#[tokio::test]
async fn wcag221_b54_a_page_of_the_desk_left_open_beside_a_members_pages_still_learns_of_its_own_session() {
    let portal = TestPortal::start().await;
    let number = portal.signed_in(CLAIRE).await.only_claim().await;
    let id = on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.post("/api/office_begin_view", &[("id", &id), ("reason", "asked")]).await;
    page.must_say(&["Vous voyez l'espace de Claire Moreau"]);
    portal.advance(TimeDelta::minutes(5));
    assert_eq!(left(&mut handler, "session_left").await, 600, "its own, not the member's");
    assert_eq!(left(&mut handler, "stay_signed_in").await, 900);
    assert_eq!(handler.call("home", &[]).await.status, 403, "and no other function");
}

#[tokio::test]
async fn wcag221_r19_the_desk_is_warned_on_every_page_where_it_writes_and_on_no_other() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = asked(&portal, &mut handler, "Inès Carpentier").await;
    let dossier = format!("/gestion/dossiers/{}", asked.id);
    let request = format!("{dossier}/demandes/{}", asked.request);
    let piece = handler.get(&dossier).await.links().into_iter().find(|link| link.contains("/pieces/")).unwrap();
    let written = ["", "/saisie", "/documents", "/paiements"].map(|part| format!("{dossier}{part}"));
    all_warn(&mut handler, &written).await;
    all_warn(&mut handler, &[piece.clone(), format!("{request}/decision")]).await;
    for path in ["/gestion/compte", "/gestion/recherche", &format!("{dossier}/voir-comme")] {
        handler.get(path).await.must_not_warn();
    }
    assert!(!handler.get("/gestion").await.html().contains("data-left"), "the queue has a module of its own and no island");

    let seen = check(&mut handler, &asked, "refuse", "", MOTIVE, "").await;
    confirm(&mut handler, &confirmation(&asked, &seen)).await.must_warn(900);
    all_warn(&mut handler, &[format!("{request}/reexamen")]).await;

    let (mut claire, complement) = complement::asked(&portal).await;
    let item = complement.items(&mut claire).await.remove(0);
    for place in [0, 1] {
        complement.deposit(&mut claire, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    complement.send(&mut claire, true).await;
    let id = id_of(&portal, &complement.claim).await;
    all_warn(&mut handler, &[format!("/gestion/dossiers/{id}/documents/{item}")]).await;
}

#[tokio::test]
async fn wcag221_a_page_of_the_desk_that_fails_still_says_why() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = asked(&portal, &mut handler, "Inès Carpentier").await;
    let dossier = format!("/gestion/dossiers/{}", asked.id);
    let page = portal.at_the_office(StaffRole::Editor).await.get(&dossier).await;
    assert_eq!(page.status, 403);
    page.must_say(&["Réservé à un autre rôle", "Rédaction des documents"]);
    let page = handler.get("/gestion/dossiers/x").await;
    assert_eq!(page.status, 404);
    page.must_say(&["Page introuvable"]);
    page.must_not_warn();
}
