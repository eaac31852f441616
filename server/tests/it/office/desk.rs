//! The queue, and looking at a dossier: what is seen, and what its member is told of it.
use crate::support::{Browser, CLAIRE, Sent, TestPortal, YANN, fixture};
use chrono::TimeDelta;
use domain::{
    access::StaffRole,
    claim::{QueueAsk, QueueFilter, QueueLine, QueuePlace, QueueStart},
    id::UserId,
};

/// Everything that waits, in order.
pub async fn queue(portal: &TestPortal, after: Option<QueuePlace>) -> Vec<QueueLine> {
    let ask = QueueAsk { filter: QueueFilter::default(), from: after.map(QueueStart::After) };
    let nobody: UserId = "00000000-0000-0000-0000-000000000000".parse().unwrap();
    portal.backend.queue(nobody, &ask).await.unwrap().lines
}

/// Has every dossier wait since the same moment.
pub(super) const ALL_WAIT: &str = "UPDATE claims SET waiting_since = (SELECT MIN(created_at) FROM claims), waiting_kind = 'initial'";

/// The dossier of that number, on the desk.
pub async fn on_the_desk(portal: &TestPortal, number: &str) -> String {
    portal.run(ALL_WAIT).await;
    queue(portal, None).await.into_iter().find(|line| line.number == number).unwrap().id.to_string()
}

async fn number_of(portal: &TestPortal, member: &str) -> (Browser, String) {
    let mut browser = portal.signed_in(member).await;
    let number = browser.only_claim().await;
    (browser, number)
}

#[tokio::test]
async fn b1_the_queue_holds_what_waits_oldest_first_and_a_new_one_appears_at_its_end() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get("/gestion").await;
    page.must_say_in_order(&[
        "À traiter",
        "Reçu le",
        "20 février 2026",
        "Marc Oudin",
        "Complément demandé",
        "Inès Carpentier",
        "En instruction",
    ]);
    assert!(!page.says("Claire Moreau") && !page.says("Sophie Marchetti"), "what is decided does not wait");

    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    assert!(!handler.get("/gestion").await.says(&number), "a request being written is its member's alone");
    claire.submit(&number).await;
    handler.get("/gestion").await.must_say_in_order(&["Marc Oudin", "Inès Carpentier", &number, "Claire Moreau"]);
    portal.advance(TimeDelta::minutes(1));
    let before = queue(&portal, None).await;
    claire.call("prolong", &[("number", &number)]).await;
    assert_eq!(queue(&portal, None).await, before, "what waits keeps its place");
}

#[tokio::test]
async fn b1_p8_each_place_of_the_queue_is_followed_by_the_rest_of_it_even_where_all_arrived_at_once() {
    let portal = TestPortal::start().await;
    portal.run(ALL_WAIT).await;
    let all = queue(&portal, None).await;
    assert!(all.len() > 8, "{}", all.len());
    for (at, line) in all.iter().enumerate() {
        assert_eq!(queue(&portal, Some(line.place())).await, all[at + 1..], "{at}");
    }
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let after = format!("/gestion?apres={}", all[2].place());
    let page = handler.get(&after).await;
    assert_eq!(page.links().iter().filter(|link| link.starts_with("/gestion/dossiers/")).count(), all.len() - 3);
    page.must_say(&["Début de la file"]);
    let last = format!("/gestion?apres={}", all.last().unwrap().place());
    handler.get(&last).await.must_say(&["Aucun dossier ne correspond", "Début de la file"]);
    for odd in ["x", "1.2", "'; DROP TABLE claims", &"9".repeat(5000)] {
        let page = handler.call("office_queue", &[("ask", &format!("apres={odd}"))]).await;
        assert_eq!(page.json()["lines"].as_array().unwrap().len(), all.len(), "{odd}: from the beginning");
    }
}

#[tokio::test]
async fn b2_each_look_is_noted_and_the_member_is_told_once_a_day_by_which_service() {
    let portal = TestPortal::start().await;
    let (mut claire, number) = number_of(&portal, CLAIRE).await;
    assert!(!claire.get(&format!("/dossiers/{number}")).await.says("a été consulté"));
    let id = on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = format!("/gestion/dossiers/{id}");
    for _ in 0..3 {
        handler.get(&page).await.must_say(&["Claire Moreau", &number, "Périodes", "Justificatifs", "Votre consultation est enregistrée"]);
    }
    let looked = "SELECT COUNT(*) FROM audit WHERE action = 'claim_looked_at' AND actor IS NOT NULL";
    assert_eq!(portal.number(&format!("{looked} AND object = '{number}' AND detail = 'handler'")).await, 3, "every look");
    let told = claire.get(&format!("/dossiers/{number}")).await;
    told.must_say_in_order(&[
        "Prolongation reçue",
        "Votre dossier a été consulté par le service de gestion",
        "le 12 mars 2026 à 15 h 48",
        "Payée",
    ]);
    assert_eq!(told.text().matches("a été consulté").count(), 1, "once that day");
    assert!(!told.says("Aubry"), "nobody is named");
    portal.advance(TimeDelta::minutes(9 * 60));
    let mut next_day = portal.at_the_office(StaffRole::Handler).await;
    next_day.get(&page).await;
    let told = portal.signed_in(CLAIRE).await.get(&format!("/dossiers/{number}")).await;
    assert_eq!(told.text().matches("a été consulté").count(), 2, "and again the next day");
}

#[tokio::test]
async fn b2_what_was_never_sent_is_not_on_the_desk() {
    let portal = TestPortal::start().await;
    let (mut yann, number) = number_of(&portal, YANN).await;
    let sent = yann.send(&number, None, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await.json();
    let id = on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let file = handler.call("office_claim", &[("id", &id)]).await.json();
    assert!(file["claim"]["draft"].is_null() && file["claim"]["summary"]["has_draft"] == false);
    assert!(!handler.get(&format!("/gestion/dossiers/{id}")).await.says("photo.jpg"));
    let draft = format!("/gestion/dossiers/{id}/fichiers/{}", sent[0]["id"].as_str().unwrap());
    assert_eq!(handler.get(&draft).await.status, 404);
    // A first declaration that is still being written.
    let first = queue(&portal, None).await.into_iter().find(|line| line.member == "Lucie Arnaud").unwrap();
    assert_eq!(handler.get(&format!("/gestion/dossiers/{}", first.id)).await.status, 404);
    for odd in ["x", "00000000-0000-0000-0000-000000000000", "..%2F..%2Fdossiers"] {
        assert_eq!(handler.get(&format!("/gestion/dossiers/{odd}")).await.status, 404, "{odd}");
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'file_looked_at'").await, 0);
}

#[tokio::test]
async fn b3_a_file_is_downloaded_only_never_run_and_that_is_noted_too() {
    let portal = TestPortal::start().await;
    let (_, number) = number_of(&portal, CLAIRE).await;
    let id = on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get(&format!("/gestion/dossiers/{id}")).await;
    let link = page.links().into_iter().find(|link| link.contains("/fichiers/")).unwrap();
    let file = handler.get(&link).await;
    assert_eq!((file.status, file.header("content-type")), (200, "application/pdf"));
    assert!(file.bytes.starts_with(b"%PDF"));
    assert!(file.header("content-disposition").starts_with("attachment; "));
    assert!(file.header("content-security-policy").contains("sandbox") && file.header("cache-control").contains("no-store"));
    let noted = format!("SELECT COUNT(*) FROM audit WHERE action = 'file_looked_at' AND object = '{number}'");
    assert_eq!(portal.number(&noted).await, 1);
    let mut editor = portal.at_the_office(StaffRole::Editor).await;
    assert_eq!(editor.get(&link).await.status, 403);
    let page = editor.get(&format!("/gestion/dossiers/{id}")).await;
    assert_eq!(page.status, 403);
    assert!(!page.says("Moreau") && !page.html().contains(&number), "another role learns nothing of it");
    let other = queue(&portal, None).await.into_iter().find(|line| line.number != number).unwrap().id.to_string();
    assert_eq!(handler.get(&link.replace(&id, &other)).await.status, 404, "a file of another dossier");
    assert_eq!(portal.number(&noted).await, 1, "what is refused is no look");
}
