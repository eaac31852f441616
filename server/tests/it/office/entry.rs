//! What came by post, telephone or fax, entered by the desk for its member (B-16).
use super::{desk::on_the_desk, hands::colleague};
use crate::support::{Browser, CLAIRE, PAUL, Page, Sent, TestPortal, Typed, YANN, days, fixture, nothing};
use backend::attachment::{Owner, PATIENCE};
use domain::access::StaffRole;

/// The dossier of that member: its number, and where it is on the desk.
pub(super) async fn dossier(portal: &TestPortal, member: &str) -> (String, String) {
    let number = portal.signed_in(member).await.only_claim().await;
    let id = on_the_desk(portal, &number).await;
    (number, id)
}

/// Where what is entered into that dossier stands.
pub(super) fn page_of(id: &str) -> String {
    format!("/gestion/dossiers/{id}/saisie")
}

/// Begins to enter what came by that way on 9 March.
pub(super) async fn begin(handler: &mut Browser, id: &str, way: &str) -> Page {
    handler.post("/api/office_open_entry", &[("id", id), ("way", way), ("received", "09/03/2026")]).await
}

/// Presses a button of the periods with that typed.
pub(super) async fn periods(handler: &mut Browser, id: &str, intent: &str, typed: &Typed<'_>) -> Page {
    let version = handler.get(&page_of(id)).await.field("version").unwrap();
    let form = [
        ("id", id),
        ("version", version.as_str()),
        ("intent", intent),
        ("start", typed.start),
        ("end", typed.end),
        ("payer", typed.payer),
        ("resumed", typed.resumed),
        ("resumed_on", typed.resumed_on),
    ];
    handler.post("/api/office_entry_periods", &form).await
}

/// Sends what is entered into that dossier.
pub(super) async fn send(handler: &mut Browser, id: &str) -> Page {
    let (key, version) = key_and_version(handler, id).await;
    handler.post("/api/office_send_entry", &[("id", id), ("key", &key), ("version", &version)]).await
}

/// What the page of what is entered sends it by: its key, and the version of it that is shown.
pub(super) async fn key_and_version(handler: &mut Browser, id: &str) -> (String, String) {
    let page = handler.get(&page_of(id)).await;
    (page.field("key").unwrap(), page.field("version").unwrap())
}

#[tokio::test]
async fn b16_a_form_that_came_by_post_is_entered_with_its_files_and_its_member_reads_so() {
    let portal = TestPortal::start().await;
    let (number, id) = dossier(&portal, CLAIRE).await;
    portal.run(&format!("UPDATE claims SET waiting_since = NULL, waiting_kind = NULL WHERE number = '{number}'")).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = begin(&mut handler, &id, "post").await;
    assert_eq!(page.path, page_of(&id));
    page.must_say(&["Courrier", "9 mars 2026", "Il manque encore"]);
    let page = periods(&mut handler, &id, "add", &days("31/02/2026", "28/02/2026")).await;
    page.must_say(&["À corriger"]);
    periods(&mut handler, &id, "add", &days("10/01/2026", "28/02/2026")).await.must_say(&["10 janvier"]);
    let form = fixture("a04-plain.pdf");
    let envelope = [Sent::new("formulaire.pdf", &form), Sent::new("vide.pdf", b"")];
    let page = handler.upload_to(&format!("{}/envoi", page_of(&id)), &envelope).await;
    assert_eq!(page.path, page_of(&id));
    page.must_say(&["formulaire.pdf", "Ce fichier est vide."]);
    let mut claire = portal.signed_in(CLAIRE).await;
    let before = claire.call("dossier", &[("number", &number)]).await.json();
    assert!(
        before["file"]["claim"]["draft"].is_null() && before["course"]["entered"].as_array().unwrap().is_empty(),
        "nothing of it is hers before it is sent"
    );

    let (key, version) = key_and_version(&mut handler, &id).await;
    let form = [("id", id.as_str()), ("key", key.as_str()), ("version", version.as_str())];
    let mut other = handler.clone();
    let (one, two) = tokio::join!(handler.post("/api/office_send_entry", &form), other.post("/api/office_send_entry", &form));
    for page in [one, two] {
        assert_eq!(page.path, format!("/gestion/dossiers/{id}"), "{}", page.text());
    }
    let page = handler.get(&format!("/gestion/dossiers/{id}")).await;
    page.must_say(&[
        "Saisie par nos services, reçue par courrier le 9 mars 2026",
        "Pauline Aubry a saisi une demande pour l'assuré",
        "formulaire.pdf",
    ]);
    assert!(!page.says("vide.pdf"));
    let entered = portal.texts("SELECT number FROM requests WHERE id IN (SELECT request_id FROM request_entries)").await;
    assert_eq!(entered.len(), 1, "two clicks are one request");
    let noted = format!("SELECT COUNT(*) FROM audit WHERE action = 'request_entered' AND object = '{}' AND actor IS NOT NULL", entered[0]);
    assert_eq!(portal.number(&noted).await, 1);
    handler.get("/gestion").await.must_say_in_order(&["9 mars 2026 à 0 h 00", &number]);

    let mails = portal.deliver().await;
    assert_eq!(mails.iter().filter(|mail| mail.text.contains(&entered[0])).count(), 1, "the usual acknowledgement, once");
    let told = claire.get(&format!("/dossiers/{number}")).await;
    told.must_say(&["Prolongation saisie par nos services", "le 12 mars 2026 à 15 h 48, reçue par courrier le 9 mars 2026", &entered[0]]);
    assert!(!told.says("Aubry"), "nobody is named");
}

#[tokio::test]
async fn b16_what_was_told_on_the_telephone_needs_no_file_and_what_came_by_fax_does() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (number, id) = dossier(&portal, CLAIRE).await;
    begin(&mut handler, &id, "fax").await.must_say(&["Télécopie"]);
    periods(&mut handler, &id, "add", &days("10/01/2026", "28/02/2026")).await;
    let page = send(&mut handler, &id).await;
    assert_eq!(page.path, page_of(&id), "nothing was sent");
    page.must_say(&["Il manque encore"]);
    assert_eq!(handler.post("/api/office_drop_entry", &[("id", &id)]).await.path, format!("/gestion/dossiers/{id}"));
    begin(&mut handler, &id, "phone").await.must_say(&["Téléphone"]);
    assert!(send(&mut handler, &id).await.path.ends_with("/saisie"), "periods are asked for whatever the way");
    periods(&mut handler, &id, "add", &days("10/01/2026", "28/02/2026")).await;
    assert_eq!(send(&mut handler, &id).await.path, format!("/gestion/dossiers/{id}"));
    portal.signed_in(CLAIRE).await.get(&format!("/dossiers/{number}")).await.must_say(&["reçue par téléphone le 9 mars 2026"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'entry_begun'").await, 2);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'entry_dropped'").await, 1);
}

#[tokio::test]
async fn b16_what_the_member_is_writing_and_what_the_desk_enters_stand_apart() {
    let portal = TestPortal::start().await;
    let (number, id) = dossier(&portal, YANN).await;
    let mut yann = portal.signed_in(YANN).await;
    let drafted = |page: Page| page.json()["claim"]["draft"].clone();
    let before = drafted(yann.call("claim", &[("number", &number)]).await);
    assert!(!before.is_null());
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = begin(&mut handler, &id, "post").await;
    page.must_say(&["Aucun fichier pour l'instant"]);
    let entry = handler.call("office_entry", &[("id", &id)]).await.json();
    assert_eq!(entry["claim"]["draft"]["rows"].as_array().unwrap().len(), 0, "what he is writing is his alone");
    assert_eq!(entry["claim"]["summary"]["has_draft"], false);
    let (photo, kept) = (fixture("a01-plain.jpg"), portal.stored_files().len());
    let sent = handler.send_to(&format!("{}/envoi", page_of(&id)), &[Sent::new("photo.jpg", &photo)]).await.json();
    let file = sent[0]["id"].as_str().unwrap();
    assert_eq!(drafted(yann.call("claim", &[("number", &number)]).await), before);
    assert_eq!(portal.stored_files().len(), kept + 2, "the photo and its small picture");
    handler.post("/api/office_entry_file", &[("id", id.as_str()), ("file", file)]).await.must_say(&["Aucun fichier pour l'instant"]);
    handler.post("/api/office_drop_entry", &[("id", &id)]).await;
    assert_eq!(drafted(yann.call("claim", &[("number", &number)]).await), before);
    assert_eq!(portal.number("SELECT COUNT(*) FROM requests WHERE state = 'entry'").await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM request_entries").await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE name = 'photo.jpg'").await, 0);
}

#[tokio::test]
async fn b16_only_the_fitting_role_enters_only_what_came_and_only_where_a_request_may_be_added() {
    let portal = TestPortal::start().await;
    let (_, closed) = dossier(&portal, PAUL).await;
    let (_, id) = dossier(&portal, CLAIRE).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    handler.get(&page_of(&closed)).await.must_say(&["Rien ne peut être saisi dans ce dossier"]);
    let page = begin(&mut handler, &closed, "post").await;
    assert_eq!(page.path, page_of(&closed));
    for (way, received, says) in [
        ("pigeon", "09/03/2026", "Choisissez comment la demande est arrivée"),
        ("post", "13/03/2026", "ne peut pas suivre le 12 mars 2026"),
        ("post", "09/03/2024", "Vérifiez l'année"),
        ("post", "</script>", "Écrivez le jour de réception"),
    ] {
        let page = handler.post("/api/office_open_entry", &[("id", &id), ("way", way), ("received", received)]).await;
        page.must_say(&["À corriger", says]);
    }
    let unknown = "00000000-0000-0000-0000-000000000000";
    for odd in ["x", unknown] {
        assert_eq!(begin(&mut handler, odd, "post").await.status, 404);
        assert_eq!(handler.send_to(&format!("{}/envoi", page_of(odd)), &[]).await.status, 404);
    }
    for function in ["office_send_entry", "office_drop_entry", "office_entry_periods"] {
        let refused = handler.call(function, &[("id", &id), ("key", unknown)]).await.status;
        assert!([404, 409].contains(&refused), "{function}: nothing is being entered there: {refused}");
    }
    let mut editor = portal.at_the_office(StaffRole::Editor).await;
    assert_eq!(editor.get(&page_of(&id)).await.status, 403);
    assert_eq!(editor.call("office_open_entry", &[("id", &id), ("way", "post"), ("received", "09/03/2026")]).await.status, 403);
    assert_eq!(portal.number("SELECT COUNT(*) FROM requests WHERE state = 'entry'").await, 0);
}

#[tokio::test]
async fn b16_g4_an_old_dossier_into_which_the_desk_enters_a_request_is_kept_while_it_does() {
    let portal = TestPortal::start().await;
    let (number, id) = dossier(&portal, CLAIRE).await;
    portal.run(&format!("UPDATE claims SET updated_at = '2021-03-11 14:48:00+00:00' WHERE number = '{number}'")).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    assert_eq!(begin(&mut handler, &id, "post").await.path, page_of(&id));
    assert_eq!(portal.backend.purge(false).await.unwrap().claims, 0, "it is being worked on");
    assert_eq!(handler.get(&page_of(&id)).await.status, 200);
    handler.post("/api/office_drop_entry", &[("id", &id)]).await;
    assert_eq!(portal.backend.purge(false).await.unwrap().claims, 1, "over again");
}

#[tokio::test]
async fn b16_y1_a_file_that_the_desk_hands_in_is_counted_and_its_member_has_nothing_to_do_again() {
    let portal = TestPortal::start().await;
    let (number, id) = dossier(&portal, CLAIRE).await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let (member, _) = portal.member_of(&claire).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    begin(&mut handler, &id, "fax").await;
    let form = fixture("a04-plain.pdf");
    handler.upload_to(&format!("{}/envoi", page_of(&id)), &[Sent::new("formulaire.pdf", &form)]).await.must_say(&["formulaire.pdf"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM deposits WHERE state = 'received'").await, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE name = 'formulaire.pdf' AND envelope IS NULL").await, 1);
    portal.deliver().await;
    let lost = portal.backend.begin_file(member.id, Owner::Entry(&number), None, "scan.pdf").await.unwrap();
    drop(lost);
    portal.advance(PATIENCE);
    portal.backend.give_up_deposits().await.unwrap();
    assert_eq!(portal.number("SELECT COUNT(*) FROM deposits WHERE state = 'failed'").await, 1, "it is counted");
    assert!(portal.deliver().await.is_empty(), "and its member, who handed nothing in, is told nothing");
    let page = claire.call("unfinished_files", &[("number", &number)]).await;
    assert!(!page.html().contains("scan.pdf"), "{}", page.html());
}

#[tokio::test]
async fn b2_b16_s31_what_a_colleague_changed_is_not_sent_by_a_page_that_never_showed_it() {
    let portal = TestPortal::start().await;
    let (number, id) = dossier(&portal, CLAIRE).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    begin(&mut handler, &id, "phone").await;
    periods(&mut handler, &id, "add", &days("10/01/2026", "28/02/2026")).await.must_say(&["Du 10 janvier au 28 février 2026"]);
    let (key, old) = key_and_version(&mut handler, &id).await;
    assert_eq!(handler.get(&page_of(&id)).await.fields("version"), [old.clone(), old.clone()], "one for the periods, one to send them");
    let mut other = colleague(&portal).await;
    periods(&mut other, &id, "remove:0", &nothing()).await;
    periods(&mut other, &id, "add", &days("10/01/2026", "31/01/2026")).await.must_say(&["Du 10 au 31 janvier 2026"]);
    for seen in [old.as_str(), "", "x"] {
        let form = [("id", id.as_str()), ("key", key.as_str()), ("version", seen)];
        let answer = handler.call("office_send_entry", &form).await;
        assert_eq!((answer.status, answer.json()), (409, serde_json::json!({"rule": "claim-stale"})), "{seen:?}");
        let page = handler.post("/api/office_send_entry", &form).await;
        assert_eq!(page.path, page_of(&id));
        page.must_say(&["Cette saisie a changé", "Rien n'a été transmis", "Du 10 au 31 janvier 2026"]);
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'request_entered'").await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM requests WHERE state = 'entry'").await, 1, "what is entered is still there");
    assert!(!handler.get(&page_of(&id)).await.says("Cette saisie a changé"), "it is told once");

    let (same, fresh) = key_and_version(&mut handler, &id).await;
    assert_eq!((&same, fresh == old), (&key, false), "the key lasts as long as what is entered");
    for seen in [&fresh, &fresh, &old] {
        let form = [("id", id.as_str()), ("key", key.as_str()), ("version", seen.as_str())];
        let page = handler.post("/api/office_send_entry", &form).await;
        assert_eq!(page.path, format!("/gestion/dossiers/{id}"), "once sent, its key is answered: {seen}");
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'request_entered'").await, 1);
    let told = portal.signed_in(CLAIRE).await.get(&format!("/dossiers/{number}")).await;
    told.must_say(&["Prolongation saisie par nos services", "Du 10 au 31 janvier 2026"]);
}

#[tokio::test]
async fn r7_b16_what_is_entered_into_a_dossier_refused_or_closed_since_is_not_sent_and_waits_for_a_reopening() {
    let portal = TestPortal::start().await;
    let (number, id) = dossier(&portal, CLAIRE).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    begin(&mut handler, &id, "phone").await;
    periods(&mut handler, &id, "add", &days("10/01/2026", "28/02/2026")).await;
    let (key, version) = key_and_version(&mut handler, &id).await;
    let form = [("id", id.as_str()), ("key", key.as_str()), ("version", version.as_str())];
    for status in ["refused", "closed"] {
        portal.run(&format!("UPDATE claims SET status = '{status}' WHERE number = '{number}'")).await;
        let answer = handler.call("office_send_entry", &form).await;
        assert_eq!((answer.status, answer.json()), (409, serde_json::json!({"rule": "claim-cannot-prolong"})), "{status}");
        let page = handler.post("/api/office_send_entry", &form).await;
        assert_eq!(page.path, page_of(&id));
        page.must_say(&[
            "Cette saisie ne peut plus être enregistrée",
            "réexaminez la demande refusée",
            "Abandonner la saisie",
            "10 janvier",
        ]);
        assert!(page.field("key").is_none(), "there is nothing to be pressed in vain");
        assert_eq!(portal.texts(&format!("SELECT status FROM claims WHERE number = '{number}'")).await, [status], "it is not reopened");
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'request_entered'").await, 0);
    portal.run(&format!("UPDATE claims SET status = 'in_review' WHERE number = '{number}'")).await;
    assert_eq!(send(&mut handler, &id).await.path, format!("/gestion/dossiers/{id}"), "what was typed is still there");
}
