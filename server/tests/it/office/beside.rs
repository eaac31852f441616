//! What stands beside a file on the desk: the same bytes handed in elsewhere, and any two files side by side (B-8).
use super::desk::queue;
use crate::support::{Browser, CLAIRE, Sent, TestPortal, YANN, fixture};
use domain::access::StaffRole;

/// Claire and Yann both send the same bytes; gives her dossier and his, on the desk.
async fn same_twice(portal: &TestPortal) -> ([String; 2], [String; 2]) {
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    let mut yann = portal.signed_in(YANN).await;
    let other = yann.only_claim().await;
    yann.upload(&other, &[Sent::new("copie.pdf", &fixture("a04-plain.pdf"))]).await;
    yann.submit(&other).await;
    let waiting = queue(portal, None).await;
    let id = |number: &str| waiting.iter().find(|line| line.number == number).unwrap().id.to_string();
    ([id(&number), id(&other)], [number, other])
}

/// The links of that dossier's page that lead to two files side by side.
async fn pairs(handler: &mut Browser, id: &str) -> Vec<String> {
    let page = handler.get(&format!("/gestion/dossiers/{id}")).await;
    page.links().into_iter().filter(|link| link.contains("/cote-a-cote/")).collect()
}

#[tokio::test]
async fn b8_a_file_says_which_other_has_the_same_bytes_and_both_are_shown_side_by_side() {
    let portal = TestPortal::start().await;
    let ([id, _], [number, other]) = same_twice(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get(&format!("/gestion/dossiers/{id}")).await;
    page.must_say(&["Même fichier que copie.pdf, demande PR-", "Yann Le Goff", "Comparer"]);
    let link = pairs(&mut handler, &id).await.remove(0);
    let page = handler.get(&link).await;
    assert_eq!(page.status, 200);
    page.must_say_in_order(&["Ces deux fichiers sont identiques", "decompte.pdf", "Claire Moreau", "copie.pdf", "Yann Le Goff"]);
    assert_eq!(page.elements("img").len(), 2);
    assert!(!page.html().contains("<script"));
    for looked in [number, other] {
        let noted = format!("SELECT COUNT(*) FROM audit WHERE action = 'claim_looked_at' AND object = '{looked}'");
        assert!(portal.number(&noted).await > 0, "{looked}: each member is told of it");
    }
    assert_eq!(portal.at_the_office(StaffRole::Editor).await.get(&link).await.status, 403);
    assert_eq!(portal.signed_in(CLAIRE).await.get(&link).await.status, 403);
}

#[tokio::test]
async fn b8_nothing_stands_beside_a_file_that_was_not_sent_or_is_not_there() {
    let portal = TestPortal::start().await;
    let ([id, _], _) = same_twice(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let link = pairs(&mut handler, &id).await.remove(0);
    let (before, after) = link.split_once("/cote-a-cote/").unwrap();
    let there = after.split('?').next().unwrap();
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.only_claim().await;
    claire.post("/api/prolong", &[("number", &number)]).await;
    let draft = claire.send(&number, None, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await.json();
    let draft = draft[0]["id"].as_str().unwrap();
    let unknown = "00000000-0000-0000-0000-000000000000";
    let odd = [draft.to_owned(), unknown.to_owned(), "x".to_owned(), format!("{there}?avec=2"), format!("{there}?page=0")];
    let looks = "SELECT COUNT(*) FROM audit WHERE action = 'claim_looked_at'";
    let looked = portal.number(looks).await;
    for odd in odd {
        assert_eq!(handler.get(&format!("{before}/cote-a-cote/{odd}")).await.status, 404, "{odd}");
    }
    let (foreign, own) = before.split_once("/pieces/").unwrap();
    assert_eq!(handler.get(&format!("{foreign}/pieces/{draft}/cote-a-cote/{there}")).await.status, 404);
    for odd in [draft, unknown, &format!("{own}?page=2")] {
        assert_eq!(handler.get(&format!("{foreign}/pieces/{odd}")).await.status, 404, "{odd}");
    }
    assert_eq!(portal.number(looks).await, looked, "nothing was shown of either dossier");
    assert_eq!(handler.get(&format!("{before}/cote-a-cote/{own}")).await.status, 200, "two pages of one file");
}

#[tokio::test]
async fn b4_the_members_earlier_dossiers_stand_beside_with_state_and_dates() {
    let portal = TestPortal::start().await;
    let number = portal.signed_in(CLAIRE).await.only_claim().await;
    portal
        .run(&format!(
            "UPDATE claims SET enrolment_id = (SELECT enrolment_id FROM claims WHERE number = '{number}') WHERE status = 'refused'"
        ))
        .await;
    let id = super::desk::on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    handler.get(&format!("/gestion/dossiers/{id}")).await.must_say_in_order(&["Autres dossiers de l'assuré", "Arrêt depuis le", "Refusé"]);
}
