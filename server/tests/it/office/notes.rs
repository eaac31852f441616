//! Private notes of the desk, a member's other dossiers, and the same file handed in twice (B-4, B-8).
use super::desk::{on_the_desk, queue};
use crate::support::{Browser, CLAIRE, Page, Sent, TestPortal, YANN, fixture};
use chrono::TimeDelta;
use domain::access::StaffRole;

async fn write(browser: &mut Browser, id: &str, note: &str) -> Page {
    browser.post("/api/office_note", &[("id", id), ("note", note)]).await
}

#[tokio::test]
async fn b2_a_note_is_kept_sealed_with_author_and_time_and_its_member_never_reads_it() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.only_claim().await;
    let id = on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let evil = "Rappeler lundi.\r\n</textarea><script>alert(1)</script>";
    let page = write(&mut handler, &id, evil).await;
    page.must_say_in_order(&[
        "Notes internes",
        "Pauline Aubry, le 12 mars 2026 à 15 h 48",
        "Rappeler lundi.",
        "</textarea><script>alert(1)</script>",
    ]);
    assert!(!page.html().contains("<script>"), "{}", page.html());
    write(&mut handler, &id, evil).await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM claim_notes").await, 1, "a double click is one note");
    portal.advance(TimeDelta::minutes(2));
    write(&mut handler, &id, "Fait.").await.must_say_in_order(&["Rappeler lundi.", "Pauline Aubry, le 12 mars 2026 à 15 h 50", "Fait."]);
    write(&mut handler, &id, "  ").await.must_say(&["Écrivez votre note."]);
    write(&mut handler, &id, &"é".repeat(4_001)).await.must_say(&["Votre note dépasse 4000 caractères."]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM claim_notes WHERE text LIKE '%Rappeler%' OR text LIKE '%Fait%'").await, 0, "sealed");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'claim_noted' AND detail = ''").await, 2);
    for path in [format!("/dossiers/{number}"), "/compte/donnees".to_owned()] {
        let page = claire.get(&path).await;
        assert!(!page.says("Rappeler lundi") && !page.says("Aubry"), "{path}");
    }
    let own = claire.call("dossier", &[("number", &number)]).await;
    assert!(own.status == 200 && !own.html().contains("Rappeler"));
}

#[tokio::test]
async fn b2_notes_are_written_about_what_was_sent_and_by_whoever_works_on_dossiers() {
    let portal = TestPortal::start().await;
    let id = queue(&portal, None).await[0].id.to_string();
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    for other in ["x", "00000000-0000-0000-0000-000000000000"] {
        assert_eq!(handler.call("office_note", &[("id", other), ("note", "x")]).await.status, 404, "{other}");
    }
    let mut medical = portal.at_the_office(StaffRole::Medical).await;
    assert_eq!(medical.call("office_note", &[("id", &id), ("note", "x")]).await.status, 403);
    assert_eq!(portal.number("SELECT COUNT(*) FROM claim_notes").await, 0);
}

#[tokio::test]
async fn b8_the_same_file_of_another_dossier_stands_beside_it_with_both_names() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    let mut yann = portal.signed_in(YANN).await;
    let other = yann.only_claim().await;
    yann.upload(&other, &[Sent::new("copie.pdf", &fixture("a04-plain.pdf"))]).await;
    let id = queue(&portal, None).await.into_iter().find(|line| line.number == number).unwrap().id.to_string();
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get(&format!("/gestion/dossiers/{id}")).await;
    assert!(!page.says("copie.pdf"), "what is being written is its member's alone");
    let sent = yann.submit(&other).await;
    assert!(sent.path.ends_with("/confirmation"), "{}", sent.text());
    let page = handler.get(&format!("/gestion/dossiers/{id}")).await;
    page.must_say_in_order(&["Mêmes fichiers ailleurs", "Ici", "Là-bas", "decompte.pdf", "copie.pdf", "Yann Le Goff"]);
}

#[tokio::test]
async fn b4_a_members_other_dossiers_are_one_press_away_but_not_what_was_never_sent() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.only_claim().await;
    let id = on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    handler.get(&format!("/gestion/dossiers/{id}")).await.must_say(&["Autres dossiers de l'assuré", "Aucun autre dossier transmis."]);
    portal
        .run(&format!(
            "UPDATE claims SET enrolment_id = (SELECT enrolment_id FROM claims WHERE number = '{number}') \
             WHERE status IN ('refused', 'draft')"
        ))
        .await;
    let page = handler.get(&format!("/gestion/dossiers/{id}")).await;
    page.must_say(&["Refusé"]);
    let others = page.links().into_iter().filter(|link| link.starts_with("/gestion/dossiers/") && !link.contains(&id)).count();
    assert_eq!(others, 1, "{:?}", page.links());
}
