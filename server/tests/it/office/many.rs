//! Two hundred documents on one dossier: all of them are listed, opened, examined and proved, by the desk and by their member.
use super::desk::queue;
use crate::{
    dossier::uuid,
    support::{CLAIRE, TestPortal},
};
use domain::access::StaffRole;
use std::collections::BTreeSet;

/// As many documents as one dossier has here.
const DOCUMENTS: u128 = 200;

#[tokio::test]
async fn b2_b3_b8_two_hundred_documents_of_one_dossier_are_all_there_for_the_desk_and_for_their_member() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    let request = claire.submit(&number).await.numbers("PR-").remove(0);
    let same = "kind, bytes, sha256, pages, scan, file_key, wrapped_key, created_at, acknowledged_at";
    let sent = format!("SELECT id FROM requests WHERE number = '{request}'");
    for n in 2..=DOCUMENTS {
        let id = uuid(&portal, n);
        let copy = format!(
            "SELECT {id}, request_id, 'piece-{n}.pdf', {same} FROM attachments WHERE name = 'decompte.pdf' AND request_id = ({sent})"
        );
        portal.run(&format!("INSERT INTO attachments (id, request_id, name, {same}) {copy}")).await;
    }
    let id = queue(&portal, None).await.into_iter().find(|line| line.number == number).unwrap().id.to_string();
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let desk = handler.get(&format!("/gestion/dossiers/{id}")).await;
    desk.must_say(&["decompte.pdf", "piece-2.pdf", "piece-200.pdf"]);
    let pieces: BTreeSet<String> = desk.links().into_iter().filter(|link| link.contains("/pieces/")).collect();
    assert!(pieces.len() >= 200, "{}", pieces.len());
    let last = uuid_text(DOCUMENTS);
    let file = handler.get(&format!("/gestion/dossiers/{id}/fichiers/{last}")).await;
    assert!(file.status == 200 && file.bytes.starts_with(b"%PDF"));
    let accepted = [("id", id.as_str()), ("file", last.as_str()), ("found", "accepted")];
    handler.post("/api/office_examine_file", &accepted).await.must_say(&["Votre réponse est enregistrée", "piece-200.pdf"]);

    let own = claire.get(&format!("/dossiers/{number}")).await;
    own.must_say(&["decompte.pdf", "piece-2.pdf", "piece-200.pdf", "Accepté"]);
    let file = claire.get(&format!("/dossiers/{number}/fichiers/{last}")).await;
    assert!(file.status == 200 && file.bytes.starts_with(b"%PDF"));
    let proof = claire.get(&format!("/dossiers/{number}/demandes/{request}/preuve.pdf")).await;
    assert!(proof.status == 200 && proof.bytes.starts_with(b"%PDF"));
}

/// An id as addresses write it.
fn uuid_text(n: u128) -> String {
    let hex = format!("{n:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
