//! Since when that waits which the desk entered: since the day on which it came, whatever is sent and decided beside it (B-1, B-16, Y-5).
use super::{
    desk::queue,
    entry::{begin, dossier, page_of, periods, send},
};
use crate::{
    decision::{Asked, MOTIVE, check, confirm, confirmation},
    dossier::{decided, declared},
    support::{Browser, CLAIRE, Sent, TestPortal, days, fixture},
};
use backend::clock::paris_midnight;
use chrono::{NaiveDate, TimeDelta};
use domain::{
    access::StaffRole,
    claim::RequestKind,
    day::{Day, Instant},
};

/// Enters into that dossier these days that came by post on 9 March, with their form.
async fn enter(handler: &mut Browser, id: &str, first: &str, last: &str) {
    begin(handler, id, "post").await.must_say(&["9 mars 2026"]);
    periods(handler, id, "add", &days(first, last)).await;
    handler.upload_to(&format!("{}/envoi", page_of(id)), &[Sent::new("formulaire.jpg", &fixture("a01-plain.jpg"))]).await;
    let page = send(handler, id).await;
    assert_eq!(page.path, format!("/gestion/dossiers/{id}"), "{}", page.text());
}

/// Since when that dossier waits, and for what.
async fn place(portal: &TestPortal, number: &str) -> (Instant, RequestKind) {
    let line = queue(portal, None).await.into_iter().find(|line| line.number == number).unwrap();
    (line.since, line.kind)
}

/// The place of what came on 9 March.
fn by_post() -> (Instant, RequestKind) {
    (paris_midnight(Day(NaiveDate::from_ymd_opt(2026, 3, 9).unwrap())), RequestKind::Prolongation)
}

#[tokio::test]
async fn b1_b16_what_came_by_post_waits_since_it_came_after_what_was_sent_beside_it_is_decided() {
    let portal = TestPortal::start().await;
    let (number, id) = dossier(&portal, CLAIRE).await;
    portal.run(&format!("UPDATE claims SET waiting_since = NULL, waiting_kind = NULL WHERE number = '{number}'")).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    enter(&mut handler, &id, "10/01/2026", "28/02/2026").await;
    assert_eq!(place(&portal, &number).await, by_post());

    portal.advance(TimeDelta::minutes(1));
    let mut claire = portal.signed_in(CLAIRE).await;
    claire.post("/api/prolong", &[("number", &number)]).await;
    claire.periods(&number, "next", &days("01/03/2026", "10/03/2026")).await;
    claire.upload(&number, &[Sent::new("decompte.pdf", &fixture("a04-plain.pdf"))]).await;
    let page = claire.submit(&number).await;
    assert!(page.path.ends_with("/confirmation"), "{}", page.text());
    assert_eq!(place(&portal, &number).await, by_post(), "what waits keeps its place");

    let of_claim = format!("claim_id = (SELECT id FROM claims WHERE number = '{number}')");
    let hers = format!("state = 'sent' AND {of_claim} AND id NOT IN (SELECT request_id FROM request_entries)");
    let request = portal.texts(&format!("SELECT number FROM requests WHERE {hers}")).await.remove(0);
    let asked = Asked { id, number, request };
    let page = check(&mut handler, &asked, "refuse", "", MOTIVE, "").await;
    confirm(&mut handler, &confirmation(&asked, &page)).await.must_say(&["La décision est enregistrée"]);
    assert_eq!(place(&portal, &asked.number).await, by_post(), "not since it was typed");
    handler.get("/gestion").await.must_say_in_order(&["9 mars 2026 à 0 h 00", &asked.number]);
}

#[tokio::test]
async fn b1_b16_y5_what_came_before_what_waits_already_takes_its_place_and_its_answer_is_due_from_then_on() {
    let portal = TestPortal::start().await;
    let (mut hugo, number) = declared(&portal, "01/03/2026", "05/03/2026").await;
    assert_eq!(place(&portal, &number).await, (portal.backend.now(), RequestKind::Initial));
    // Prolongations took from a Monday to the Friday; of first declarations too few are known.
    decided(&portal, "prolongation", 1_000, &[(NaiveDate::from_ymd_opt(2026, 1, 5).unwrap(), 4); 20]).await;
    portal.backend.count_answers().await.unwrap();
    let path = format!("/dossiers/{number}");
    assert!(!hugo.get(&path).await.says("Réponse attendue"));

    let id = queue(&portal, None).await.into_iter().find(|line| line.number == number).unwrap().id.to_string();
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    enter(&mut handler, &id, "06/03/2026", "08/03/2026").await;
    assert_eq!(place(&portal, &number).await, by_post());
    handler.get("/gestion").await.must_say_in_order(&["9 mars 2026 à 0 h 00", &number]);
    hugo.get(&path).await.must_say(&["Réponse attendue au plus tard le 13 mars 2026"]);
}
