//! Asking for documents from the desk, and saying of each whether it is right (B-6, B-8).
use crate::{
    complement::{Asked, asked, good, id_of, status, version},
    support::{Browser, CLAIRE, Page, SOPHIE, Sent, TestPortal},
};
use domain::access::StaffRole;

/// The page of the dossier of that number, on the desk.
async fn page_of(portal: &TestPortal, number: &str) -> String {
    format!("/gestion/dossiers/{}", id_of(portal, number).await)
}

/// Claire's dossier under review, and a handler who reads it: the path of its page.
async fn on_the_desk(portal: &TestPortal) -> (Browser, String, Browser, String) {
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    let page = page_of(portal, &number).await;
    (claire, number, portal.at_the_office(StaffRole::Handler).await, page)
}

/// Posts the form of « Demander des documents » as its page shows it, with these answers.
async fn ask(handler: &mut Browser, page: &str, typed: &[(&str, &str)]) -> Page {
    let shown = handler.get(&format!("{page}/documents")).await;
    let hidden = ["id", "version", "key"].map(|name| (name, shown.field(name).unwrap_or_default()));
    let form: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).chain(typed.iter().copied()).collect();
    handler.post("/api/office_ask_documents", &form).await
}

/// Posts « Envoyer la demande à l’assuré ».
async fn press(handler: &mut Browser, form: &[(&str, String)]) -> Page {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    handler.post("/api/office_ask_documents", &form).await
}

/// Posts « Accepter » or « Refuser » as a page that shows that version of the dossier does.
async fn judge(handler: &mut Browser, page: &str, version: i32, item: &str, typed: &[(&str, &str)]) -> Page {
    let (id, version) = (page.rsplit('/').next().unwrap(), version.to_string());
    handler.post("/api/office_judge_item", &[typed, &[("id", id), ("version", version.as_str()), ("item", item)]].concat()).await
}

#[tokio::test]
async fn b6_b7_b8_the_desk_asks_the_member_answers_one_is_refused_and_only_that_one_is_done_again() {
    let portal = TestPortal::start().await;
    let (mut claire, number, mut handler, page) = on_the_desk(&portal).await;
    handler.get(&page).await.must_say(&["Documents demandés", "Aucun document n'a été demandé", "Demander des documents"]);
    let form = handler.get(&format!("{page}/documents")).await;
    form.must_say_in_order(&["Claire Moreau", "Demander des documents", "Relevé d'identité bancaire", "(pli médical)", "Autre document"]);
    assert_eq!(form.field("due").as_deref(), Some("02/04/2026"), "three weeks when nothing else is typed");
    form.must_say_in_order(&["À fournir au plus tard le", "La date ne peut pas dépasser le 10 juin 2026."]);
    let back = ask(&mut handler, &page, &[("cards[]", "rib"), ("other", "Bulletin de mars"), ("due", "20/03/2026")]).await;
    assert_eq!(back.path, page);
    back.must_say(&["La demande est envoyée à l'assuré.", "Complément demandé", "Bulletin de mars", "20 mars 2026", "À fournir"]);
    assert!(!back.links().iter().any(|link| link.ends_with("/documents")), "one request at a time");
    handler.get(&format!("{page}/documents")).await.must_say(&["Rien ne peut être demandé pour l'instant"]);
    assert_eq!(status(&portal, &number).await, "complement_requested");

    let arrived = claire.get("/").await;
    assert_eq!(arrived.path, "/a-completer");
    let asked = Asked { number: arrived.numbers("CO-").remove(0), claim: number.clone() };
    let items = asked.items(&mut claire).await;
    asked.deposit(&mut claire, 0, &[Sent::new("rib.pdf", &good())]).await;
    let early = handler.get(&page).await;
    assert!(!early.says("rib.pdf") && early.says("À fournir"), "what is not sent is its member's alone");
    judge(&mut handler, &page, version(&portal, &number).await, &items[0], &[("verdict", "accept")])
        .await
        .must_say(&["Rien n'a été enregistré"]);
    asked.deposit(&mut claire, 1, &[Sent::new("bulletin.pdf", &good())]).await;
    asked.send(&mut claire, true).await;

    let came = handler.get(&page).await;
    came.must_say(&["En instruction", "rib.pdf", "bulletin.pdf", "Accepter", "Refuser"]);
    let refusal = format!("{page}/documents/{}", items[0]);
    assert!(came.links().contains(&refusal));
    let file = came.links().into_iter().filter(|link| link.contains("/fichiers/")).find(|link| !early.links().contains(link)).unwrap();
    assert_eq!(handler.get(&file).await.bytes, good(), "it comes as it was sent");
    let piece = file.replace("/fichiers/", "/pieces/");
    assert!(came.links().contains(&piece), "its name leads to the page on which it is looked at");
    let looked = handler.get(&piece).await;
    looked.must_say_in_order(&[
        "rib.pdf",
        "Relevé d'identité bancaire",
        "Reçu",
        "Documents demandés",
        "Ce qui est déclaré",
        "Page 1 sur 1",
    ]);
    looked.must_say(&["Pièce suivante bulletin.pdf"]);
    assert!(!looked.html().contains("office_examine_file"), "it is judged as the document it was asked for, and there only");
    assert_eq!(handler.get(&format!("{piece}/page/1")).await.header("content-type"), "image/jpeg");
    let named = [("id", page.rsplit('/').next().unwrap()), ("file", piece.rsplit('/').next().unwrap()), ("found", "accepted")];
    assert_eq!(handler.call("office_examine_file", &named).await.status, 404);
    judge(&mut handler, &page, version(&portal, &number).await, &items[1], &[("verdict", "accept")])
        .await
        .must_say(&["Le document est accepté.", "Accepté"]);
    handler.get(&refusal).await.must_say_in_order(&["Refuser un document", "Motif du refus", "Autre motif", "Précision pour l'assuré"]);
    let wrong = judge(&mut handler, &page, version(&portal, &number).await, &items[0], &[("verdict", "refuse"), ("flaw", "other")]).await;
    assert_eq!(wrong.path, refusal);
    wrong.must_say(&["À corriger", "Choisissez un motif, ou écrivez-le"]);
    let refused = [("verdict", "refuse"), ("flaw", "unreadable"), ("reason", "Le <b>nom</b> est coupé.")];
    let back = judge(&mut handler, &page, version(&portal, &number).await, &items[0], &refused).await;
    assert_eq!(back.path, page);
    back.must_say(&[
        "Le document est refusé.",
        "Complément demandé",
        "Document refusé : Ce document n'est pas lisible",
        "Le <b>nom</b> est coupé.",
    ]);

    let again = claire.get(&asked.path()).await;
    again.must_say(&["Document refusé : Ce document n'est pas lisible", "Le <b>nom</b> est coupé.", "Documents reçus : 1 sur 2"]);
    assert_eq!(again.elements("input").iter().filter(|tag| tag.contains("type=\"file\"")).count(), 1, "only the refused line is open");
    asked.deposit(&mut claire, 0, &[Sent::new("rib-entier.pdf", &good())]).await;
    asked.send(&mut claire, true).await;
    judge(&mut handler, &page, version(&portal, &number).await, &items[0], &[("verdict", "accept")])
        .await
        .must_say(&["Le document est accepté.", "Demander des documents"]);
    claire.get(&asked.path()).await.must_say(&["Vos documents sont acceptés."]);
    let noted =
        "SELECT COUNT(*) FROM audit WHERE action IN ('complement_asked', 'document_accepted', 'document_refused') AND actor IS NOT NULL";
    assert_eq!(portal.number(&format!("{noted} AND object = '{number}'")).await, 4);
}

#[tokio::test]
async fn b6_what_is_wrong_is_told_at_its_field_and_what_was_typed_is_kept() {
    let portal = TestPortal::start().await;
    let (_, number, mut handler, page) = on_the_desk(&portal).await;
    let back = ask(&mut handler, &page, &[("due", "31/02/2026")]).await;
    assert_eq!(back.path, format!("{page}/documents"));
    back.must_say(&["À corriger", "Choisissez au moins un document", "Cette date n'est pas dans le calendrier"]);
    assert_eq!(back.field("due").as_deref(), Some("31/02/2026"));
    let back =
        ask(&mut handler, &page, &[("cards[]", "rib"), ("cards[]", "nothing"), ("other", &"é".repeat(5000)), ("due", "01/01/2020")]).await;
    back.must_say(&["Abrégez-le à 120 caractères.", "La date doit être entre le 13 mars 2026 et le 10 juin 2026."]);
    let ticked: Vec<String> = back.elements("input").into_iter().filter(|tag| tag.contains(" checked")).collect();
    assert!(ticked.len() == 1 && ticked[0].contains("value=\"rib\""), "{ticked:?}");
    assert_eq!(status(&portal, &number).await, "in_review");
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'complement-mail'").await, 0);
}

#[tokio::test]
async fn b2_b6_of_two_who_ask_at_once_one_is_told_and_a_page_read_before_a_change_changes_nothing() {
    let portal = TestPortal::start().await;
    let (mut claire, number, mut handler, page) = on_the_desk(&portal).await;
    let shown = handler.get(&format!("{page}/documents")).await;
    let (id, version) = (shown.field("id").unwrap(), shown.field("version").unwrap());
    let keys = [shown.field("key").unwrap(), handler.get(&format!("{page}/documents")).await.field("key").unwrap()];
    assert_ne!(keys[0], keys[1], "each page is an asking of its own");
    let form = |key: &str| [("id", id.clone()), ("version", version.clone()), ("key", key.to_owned()), ("cards[]", "rib".to_owned())];
    let forms = keys.map(|key| form(&key));
    let (mut one, mut other) = (handler.clone(), handler.clone());
    let (first, second) = tokio::join!(press(&mut one, &forms[0]), press(&mut other, &forms[1]));
    let sent = [&first, &second].iter().filter(|page| page.says("La demande est envoyée à l'assuré.")).count();
    assert_eq!(sent, 1);
    let late = if first.status == 409 { first } else { second };
    assert_eq!(late.status, 409);
    late.must_say(&["Ce dossier a changé", "Votre action n'a pas eu lieu", "Pauline Aubry a demandé des documents"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'complement_asked'").await, 1);
    claire.get(&format!("/dossiers/{number}")).await.must_say(&["Documents demandés"]);
}

#[tokio::test]
async fn b6_two_clicks_on_asking_are_one_asking_and_end_alike() {
    let portal = TestPortal::start().await;
    let (_, _, mut handler, page) = on_the_desk(&portal).await;
    let shown = handler.get(&format!("{page}/documents")).await;
    let fields = ["id", "version", "key"].map(|name| (name, shown.field(name).unwrap()));
    let form: Vec<(&str, String)> = fields.into_iter().chain([("cards[]", "rib".to_owned())]).collect();
    let (mut one, mut other) = (handler.clone(), handler.clone());
    let (first, second) = tokio::join!(press(&mut one, &form), press(&mut other, &form));
    for told in [first, second, press(&mut handler, &form).await] {
        assert_eq!((told.status, told.path.as_str()), (200, page.as_str()));
        told.must_say(&["La demande est envoyée à l'assuré."]);
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'complement_asked'").await, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'complement-mail'").await, 1);
}

#[tokio::test]
async fn b2_b8_a_document_sent_again_since_its_page_was_read_is_not_accepted_unseen_and_two_clicks_are_one() {
    let portal = TestPortal::start().await;
    let (mut claire, number, mut handler, page) = on_the_desk(&portal).await;
    let asked = Asked::of(&portal, &number, &["rib"]).await;
    asked.deposit(&mut claire, 0, &[Sent::new("rib.pdf", &good())]).await;
    asked.send(&mut claire, true).await;
    let item = asked.items(&mut claire).await.remove(0);
    let shown = handler.get(&page).await.field("version").unwrap();
    let read: i32 = shown.parse().unwrap();
    assert_eq!(handler.get(&format!("{page}/documents/{item}")).await.field("version"), Some(shown), "both pages say what they show");
    // Another of the desk refuses it, and its member sends another one.
    judge(&mut handler, &page, read, &item, &[("verdict", "refuse"), ("flaw", "unreadable")]).await.must_say(&["Le document est refusé."]);
    asked.deposit(&mut claire, 0, &[Sent::new("rib-entier.pdf", &good())]).await;
    asked.send(&mut claire, true).await;

    for typed in [&[("verdict", "accept")][..], &[("verdict", "refuse"), ("flaw", "unreadable")][..]] {
        let late = judge(&mut handler, &page, read, &item, typed).await;
        assert_eq!(late.status, 409);
        late.must_say_in_order(&[
            "Ce dossier a changé",
            "Pauline Aubry a refusé un document",
            "Claire Moreau a transmis les documents demandés",
            "Revoir le dossier",
        ]);
    }
    handler.get(&page).await.must_say(&["Nouveau document", "rib-entier.pdf", "Accepter"]);
    let accepted = "SELECT COUNT(*) FROM audit WHERE action = 'document_accepted'";
    assert_eq!((portal.number(accepted).await, status(&portal, &number).await.as_str()), (0, "in_review"));
    let now = version(&portal, &number).await;
    for _ in 0..2 {
        judge(&mut handler, &page, now, &item, &[("verdict", "accept")]).await.must_say(&["Le document est accepté."]);
    }
    assert_eq!(portal.number(accepted).await, 1);
}

#[tokio::test]
async fn b4_y8_a_medical_document_is_told_of_and_neither_read_nor_judged_by_a_handler() {
    let portal = TestPortal::start().await;
    let (mut claire, number, mut handler, page) = on_the_desk(&portal).await;
    let asked = Asked::of(&portal, &number, &["certificat_medical"]).await;
    asked.deposit(&mut claire, 0, &[Sent::new("certificat.pdf", &good())]).await;
    asked.send(&mut claire, true).await;
    let item = asked.items(&mut claire).await.remove(0);
    let came = handler.get(&page).await;
    came.must_say(&["Certificat médical", "Pièce médicale reçue", "Pli médical : lu seulement par le service médical.", "Reçu"]);
    assert!(!came.says("Accepter") && !came.says("certificat.pdf"));
    let file = asked.read(&mut claire).await["items"][0]["file"]["id"].as_str().unwrap().to_owned();
    assert!(!came.links().iter().any(|link| link.contains(&file)));
    for path in [format!("fichiers/{file}"), format!("pieces/{file}"), format!("pieces/{file}/page/1"), format!("documents/{item}")] {
        assert_eq!(handler.get(&format!("{page}/{path}")).await.status, 404, "{path}");
    }
    let id = page.rsplit('/').next().unwrap();
    let read = version(&portal, &number).await.to_string();
    let judged = handler.call("office_judge_item", &[("id", id), ("version", &read), ("item", &item), ("verdict", "accept")]).await;
    assert_eq!(judged.status, 404);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action IN ('file_looked_at', 'document_accepted')").await, 0);
}

#[tokio::test]
async fn b1_b8_a_foreign_or_malformed_document_is_not_found_and_nothing_is_asked_where_nothing_is_looked_into() {
    let portal = TestPortal::start().await;
    let (mut claire, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut claire, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut claire, true).await;
    let item = asked.items(&mut claire).await.remove(0);
    let refused = portal.signed_in(SOPHIE).await.only_claim().await;
    let (own, foreign) = (id_of(&portal, &asked.claim).await.to_string(), id_of(&portal, &refused).await.to_string());
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (own, foreign, item) = (own.as_str(), foreign.as_str(), item.as_str());
    let read = version(&portal, &asked.claim).await.to_string();
    for (id, item, verdict) in
        [(foreign, item, "accept"), (own, "x", "accept"), ("x", item, "accept"), (own, item, "burn"), (own, own, "accept")]
    {
        let page = handler.call("office_judge_item", &[("id", id), ("version", &read), ("item", item), ("verdict", verdict)]).await;
        assert_eq!(page.status, 404, "{id} {item} {verdict}");
    }
    let unread = handler.call("office_judge_item", &[("id", own), ("item", item), ("verdict", "accept")]).await;
    assert_eq!(unread.status, 404, "whoever judges says what they read");
    let form = [("id", "x"), ("version", "1"), ("cards[]", "rib")];
    assert_eq!(handler.call("office_ask_documents", &form).await.status, 404);
    let form = [("id", own), ("version", "x"), ("cards[]", "rib")];
    assert_eq!(handler.call("office_ask_documents", &form).await.status, 404);
    let form = [("id", own), ("version", read.as_str()), ("cards[]", "rib")];
    assert_eq!(handler.call("office_ask_documents", &form).await.status, 404, "whoever asks says which asking it is");
    let page = format!("/gestion/dossiers/{foreign}");
    assert!(!handler.get(&page).await.links().contains(&format!("{page}/documents")), "it is decided");
    let version = portal.number(&format!("SELECT CAST(version AS BIGINT) FROM claims WHERE number = '{refused}'")).await.to_string();
    let form = [("id", foreign), ("version", version.as_str()), ("key", item), ("cards[]", "rib")];
    handler.post("/api/office_ask_documents", &form).await.must_say(&["Rien n'a été enregistré"]);
    assert_eq!(status(&portal, &refused).await, "refused");
    let mut editor = portal.at_the_office(StaffRole::Editor).await;
    assert_eq!(editor.get(&format!("{page}/documents")).await.status, 403);
}
