//! A first declaration that came by post, telephone or fax, entered by the desk for a member who may have no dossier (B-16).
use super::{
    desk::queue,
    entry::{key_and_version, page_of, periods, send},
};
use crate::{
    complement,
    support::{Browser, CLAIRE, HUGO, Page, Sent, TestPortal, days, fixture},
};
use backend::{BackendError, demo::PASSWORD};
use chrono::TimeDelta;
use domain::{access::StaffRole, claim::Sought};

/// « première déclaration en brouillon ».
const LUCIE: &str = "41305518";
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";
/// What the desk is entering.
const ENTERED: &str = "SELECT COUNT(*) FROM requests WHERE state = 'entry'";

/// Finds the member of that name; gives their identifier and the first of what a stop may be declared under.
async fn declaring(handler: &mut Browser, name: &str) -> (String, String) {
    let found = handler.post("/api/office_search", &[("sought", name)]).await;
    let page = found.links().into_iter().find(|link| link.starts_with("/gestion/assures/")).unwrap();
    let under = handler.get(&page).await.fields("enrolment").remove(0);
    (page.split('/').nth(3).unwrap().to_owned(), under)
}

fn declaring_at(member: &str) -> String {
    format!("/gestion/assures/{member}/declaration")
}

/// Declares a stop that came by that way on 9 March; gives the dossier in which it is entered, and its page.
async fn begin(handler: &mut Browser, (member, under): (&str, &str), way: &str) -> (String, Page) {
    let form = [("id", member), ("enrolment", under), ("way", way), ("received", "09/03/2026")];
    let page = handler.post("/api/office_declare", &form).await;
    assert!(page.status == 200 && page.path.ends_with("/saisie"), "{}", page.text());
    (page.path.split('/').nth(3).unwrap().to_owned(), page)
}

/// Says what stopped, and since when.
async fn open(handler: &mut Browser, id: &str, guarantee: &str, origin: &str) -> Page {
    handler.post("/api/office_entry_opening", &[("id", id), ("guarantee", guarantee), ("origin", origin)]).await
}

/// Hands in a scan for it.
async fn scan(handler: &mut Browser, id: &str) -> Page {
    handler.upload_to(&format!("{}/envoi", page_of(id)), &[Sent::new("formulaire.pdf", &fixture("a04-plain.pdf"))]).await
}

/// Number of the dossier in which the desk enters a declaration.
async fn number_of_entered(portal: &TestPortal) -> String {
    let of = "SELECT claims.number FROM claims JOIN requests ON requests.claim_id = claims.id WHERE requests.state = 'entry'";
    portal.texts(of).await.remove(0)
}

#[tokio::test]
async fn b16_a_stop_declared_by_post_is_entered_for_a_member_without_a_dossier_and_they_read_so() {
    let portal = TestPortal::start().await;
    let (mut handler, mut hugo) = (portal.at_the_office(StaffRole::Handler).await, portal.signed_in(HUGO).await);
    let found = handler.post("/api/office_search", &[("sought", "delattre")]).await;
    found.must_say(&["Aucun dossier transmis ne correspond.", "Assurés", "Hugo Delattre"]);
    let (member, under) = declaring(&mut handler, "delattre").await;
    let looked = "SELECT COUNT(*) FROM audit WHERE action = 'member_looked_at' AND actor IS NOT NULL AND detail = 'handler'";
    assert_eq!(portal.number(&format!("{looked} AND object = '{member}'")).await, 1, "each look is noted");
    let (id, page) = begin(&mut handler, (&member, &under), "post").await;
    page.must_say(&["Courrier", "9 mars 2026", "Une première déclaration", "Premier jour de l'arrêt"]);
    assert!(!page.says("Enregistrer la demande") && !page.says("À corriger"), "first what stopped, and since when");
    let entered = handler.call("office_entry", &[("id", &id)]).await.json();
    let (key, version) = (entered["claim"]["draft"]["key"].as_str().unwrap(), entered["claim"]["draft"]["version"].to_string());
    let form = [("id", id.as_str()), ("key", key), ("version", version.as_str())];
    let early = handler.call("office_send_entry", &form).await;
    assert!(early.status == 409 && early.html().contains("opening-missing-origin"), "nor is it sent past its page: {}", early.html());
    open(&mut handler, &id, "", "31/02/2026").await.must_say(&["À corriger", "Choisissez le motif", "n'est pas dans le calendrier"]);
    open(&mut handler, &id, "job_loss", "13/03/2026").await.must_say(&["est après aujourd'hui, le 12 mars 2026"]);
    open(&mut handler, &id, "job_loss", "10/02/2026").await.must_say(&["Il manque encore"]);
    periods(&mut handler, &id, "add", &days("01/02/2026", "09/02/2026")).await.must_say(&["À corriger"]);
    periods(&mut handler, &id, "add", &days("10/02/2026", "28/02/2026")).await.must_say(&["Du 10 au 28 février 2026"]);
    scan(&mut handler, &id).await.must_say(&["formulaire.pdf"]);

    let number = number_of_entered(&portal).await;
    hugo.get("/dossiers").await.must_say(&["Aucun dossier pour le moment"]);
    for path in ["", "/demande/arret", "/demande/periode", "/demande/recapitulatif"] {
        assert_eq!(hugo.get(&format!("/dossiers/{number}{path}")).await.status, 404, "nothing of it is his before it is sent: {path}");
    }
    let form = [("number", number.as_str()), ("version", "1"), ("intent", "save"), ("key", NOBODY)];
    for function in ["claim", "unfinished_files", "prolong", "save_opening", "save_periods", "save_files", "submit_claim", "delete_draft"] {
        assert_eq!(hugo.call(function, &form).await.status, 404, "{function}");
    }
    assert_eq!(hugo.send(&number, None, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await.status, 404);

    let (key, version) = key_and_version(&mut handler, &id).await;
    let form = [("id", id.as_str()), ("key", key.as_str()), ("version", version.as_str())];
    let mut other = handler.clone();
    let (one, two) = tokio::join!(handler.post("/api/office_send_entry", &form), other.post("/api/office_send_entry", &form));
    for page in [one, two] {
        assert_eq!(page.path, format!("/gestion/dossiers/{id}"), "{}", page.text());
    }
    let sent =
        portal.texts("SELECT number FROM requests WHERE id IN (SELECT request_id FROM request_entries WHERE channel = 'post')").await;
    assert_eq!(sent.len(), 1, "two clicks are one request");
    assert_eq!(portal.texts(&format!("SELECT kind FROM requests WHERE number = '{}'", sent[0])).await, ["initial"]);
    for (action, object, detail) in [("entry_begun", &number, "post"), ("claim_passed", &number, "draft > in_review")] {
        let noted = format!("SELECT COUNT(*) FROM audit WHERE action = '{action}' AND object = '{object}' AND detail = '{detail}'");
        assert_eq!(portal.number(&noted).await, 1, "{action}");
    }
    let noted = format!("SELECT COUNT(*) FROM audit WHERE action = 'request_entered' AND object = '{}' AND actor IS NOT NULL", sent[0]);
    assert_eq!(portal.number(&noted).await, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'draft_opened'").await, 0, "it is not said of the member");
    let form = [("id", id.as_str()), ("guarantee", "job_loss"), ("origin", "11/02/2026")];
    assert_eq!(handler.call("office_entry_opening", &form).await.status, 409, "what was sent never changes");
    handler.get(&format!("/gestion/dossiers/{id}")).await.must_say(&[
        "Hugo Delattre",
        "En instruction",
        "Perte d'emploi",
        "Saisie par nos services, reçue par courrier le 9 mars 2026",
        "Pauline Aubry a saisi une demande pour l'assuré",
        "formulaire.pdf",
    ]);
    handler.get("/gestion").await.must_say_in_order(&["9 mars 2026 à 0 h 00", &number]);

    let mails = portal.deliver().await;
    assert_eq!(mails.iter().filter(|mail| mail.text.contains(&sent[0])).count(), 1, "the usual acknowledgement, once");
    let told = hugo.get(&format!("/dossiers/{number}")).await;
    told.must_say(&[
        "Déclaration saisie par nos services",
        "le 12 mars 2026 à 15 h 48, reçue par courrier le 9 mars 2026",
        "En instruction",
    ]);
    assert!(!told.says("Aubry"), "nobody is named");
}

#[tokio::test]
async fn b1_b16_members_and_their_dossiers_are_found_by_the_number_of_a_contract_by_whoever_finds_them_by_name() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let of = |login: &str| {
        let members = format!("SELECT id FROM users WHERE login_name = '{login}'");
        format!("SELECT contract_number FROM enrolments WHERE user_id IN ({members}) AND id IN (SELECT enrolment_id FROM claims)")
    };
    let contract = portal.texts(&of(CLAIRE)).await.remove(0);
    let spaced: String = contract.to_lowercase().chars().flat_map(|character| [character, ' ']).collect();
    for typed in [contract.as_str(), &spaced] {
        let to = handler.post_once("/api/office_search", &[("sought", typed)]).await.location().unwrap();
        assert!(to.starts_with("/gestion/recherche?q=") && !to.contains(&contract), "{to}");
        let page = handler.get(&to).await;
        page.must_say(&["Claire Moreau", "Payée", "Assurés"]);
        assert!(page.links().iter().any(|link| link.starts_with("/gestion/dossiers/")));
        let members = page.links().into_iter().filter(|link| link.starts_with("/gestion/assures/")).count();
        assert_eq!(members, 1, "nobody else has it: {typed}");
    }
    let hugo = format!("SELECT contract_number FROM enrolments WHERE user_id = (SELECT id FROM users WHERE login_name = '{HUGO}')");
    let hugo = portal.texts(&hugo).await.remove(0);
    let page = handler.post("/api/office_search", &[("sought", &hugo)]).await;
    page.must_say(&["Aucun dossier transmis ne correspond.", "Hugo Delattre"]);
    declaring(&mut handler, &hugo).await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'member_looked_at'").await, 1, "each look is noted");
    let part = &contract[..contract.len() - 1];
    handler.post("/api/office_search", &[("sought", part)]).await.must_say(&["Aucun dossier transmis", "Aucun assuré ne correspond."]);

    let sought = Sought::Contract(contract.clone());
    for role in [StaffRole::Supervisor, StaffRole::Medical, StaffRole::TenantAdmin] {
        let staff = complement::somebody(&portal, role).await;
        assert!(matches!(portal.backend.find_members(&staff, &sought).await, Err(BackendError::NotFound)), "{role:?}");
    }
    if portal.on_sqlite() {
        let plan = portal.plan("SELECT user_id FROM enrolments WHERE contract_number IN ('AE-1', 'AE-2')").await;
        assert!(plan.contains("enrolments_contract_number"), "{plan}");
    }
}

#[tokio::test]
async fn b16_y17_a_member_reads_in_their_dossiers_that_the_desk_looked_at_who_they_are_once_a_day() {
    let portal = TestPortal::start().await;
    let (mut handler, mut claire) = (portal.at_the_office(StaffRole::Handler).await, portal.signed_in(CLAIRE).await);
    let dossier = format!("/dossiers/{}", claire.only_claim().await);
    let told = "Votre fiche d'assuré a été consultée par le service de gestion";
    assert!(!claire.get(&dossier).await.says(told));
    for _ in 0..2 {
        declaring(&mut handler, "moreau").await;
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'member_looked_at'").await, 2, "each look is noted");
    let page = claire.get(&dossier).await;
    assert_eq!(page.text().matches(told).count(), 1, "once that day");
    assert!(!page.says("Aubry"), "nobody is named");
}

#[tokio::test]
async fn b16_what_a_member_declares_themselves_and_what_the_desk_declares_for_them_stand_apart() {
    let portal = TestPortal::start().await;
    let (mut handler, mut lucie) = (portal.at_the_office(StaffRole::Handler).await, portal.signed_in(LUCIE).await);
    let own = lucie.only_claim().await;
    let before = lucie.call("claim", &[("number", &own)]).await.json();
    let (dossiers, files) = (portal.number("SELECT COUNT(*) FROM claims").await, portal.stored_files().len());
    let (member, under) = declaring(&mut handler, "arnaud").await;
    handler.get(&declaring_at(&member)).await.must_say(&["L'assuré a commencé lui-même une déclaration", "Elle reste à lui seul."]);
    let (id, _) = begin(&mut handler, (&member, &under), "fax").await;
    open(&mut handler, &id, "work_incapacity", "10/02/2026").await.must_say(&["Aucun fichier pour l'instant"]);
    scan(&mut handler, &id).await.must_say(&["formulaire.pdf"]);
    assert_eq!(begin(&mut handler, (&member, &under), "post").await.0, id, "begun once, it is gone on with");
    handler.get(&declaring_at(&member)).await.must_say(&["déjà en cours de saisie par nos services", "Reprendre la saisie"]);
    assert_eq!(lucie.call("claim", &[("number", &own)]).await.json(), before, "what she writes is hers alone");
    assert_eq!(lucie.get("/dossiers").await.numbers("D"), std::slice::from_ref(&own));
    assert_eq!(lucie.post("/api/declare", &[("enrolment", &under)]).await.claim_number(), own, "she goes on with hers");

    let page = handler.post("/api/office_drop_entry", &[("id", &id)]).await;
    assert_eq!((page.status, page.path), (200, declaring_at(&member)));
    assert_eq!(handler.get(&page_of(&id)).await.status, 404);
    assert_eq!((portal.number(ENTERED).await, portal.number("SELECT COUNT(*) FROM request_entries").await), (0, 0));
    assert_eq!((portal.number("SELECT COUNT(*) FROM claims").await, portal.stored_files().len()), (dossiers, files));
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'entry_dropped'").await, 1);
    assert_eq!(lucie.call("claim", &[("number", &own)]).await.json(), before);
}

#[tokio::test]
async fn b16_p4_days_that_the_desk_declared_are_not_declared_again_by_the_member() {
    let portal = TestPortal::start().await;
    let (mut handler, mut hugo) = (portal.at_the_office(StaffRole::Handler).await, portal.signed_in(HUGO).await);
    let (member, under) = declaring(&mut handler, "delattre").await;
    let (id, _) = begin(&mut handler, (&member, &under), "phone").await;
    let entered = number_of_entered(&portal).await;
    let own = hugo.post("/api/declare", &[("enrolment", &under)]).await.claim_number();
    assert_ne!(own, entered, "his own, and not what the desk is entering");
    let opening = [("number", own.as_str()), ("guarantee", "job_loss"), ("origin", "10/02/2026")];
    assert!(hugo.post("/api/save_opening", &opening).await.path.ends_with("/periode"));
    open(&mut handler, &id, "job_loss", "10/02/2026").await;
    periods(&mut handler, &id, "add", &days("10/02/2026", "28/02/2026")).await;
    assert_eq!(send(&mut handler, &id).await.path, format!("/gestion/dossiers/{id}"), "what was told on the telephone needs no file");
    let page = hugo.periods(&own, "next", &days("10/02/2026", "28/02/2026")).await;
    assert!(page.path.ends_with("/periode"), "{}", page.text());
    page.must_say(&["À corriger"]);
}

#[tokio::test]
async fn b16_only_the_fitting_role_declares_for_members_and_only_under_what_is_theirs() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (member, under) = declaring(&mut handler, "delattre").await;
    let (_, foreign) = declaring(&mut handler, "moreau").await;
    let (member, under) = (member.as_str(), under.as_str());
    for (id, under) in [(member, foreign.as_str()), (member, NOBODY), (NOBODY, under), ("x", under)] {
        let form = [("id", id), ("enrolment", under), ("way", "post"), ("received", "09/03/2026")];
        assert_eq!(handler.call("office_declare", &form).await.status, 404, "{id} {under}");
    }
    let line = queue(&portal, None).await.remove(0);
    let colleague = handler.call("office_claim", &[("id", &line.id.to_string())]).await.json()["colleagues"][0][0].clone();
    for odd in ["x", NOBODY, colleague.as_str().unwrap()] {
        assert_eq!(handler.get(&declaring_at(odd)).await.status, 404, "{odd} is nobody who is insured");
    }
    for (under, way, received, says) in [
        ("", "post", "09/03/2026", "Choisissez le crédit ou le contrat concerné."),
        (under, "pigeon", "09/03/2026", "Choisissez comment la demande est arrivée"),
        (under, "post", "13/03/2026", "ne peut pas suivre le 12 mars 2026"),
        (under, "post", "</script>", "Écrivez le jour de réception"),
    ] {
        let form = [("id", member), ("enrolment", under), ("way", way), ("received", received)];
        let page = handler.post("/api/office_declare", &form).await;
        assert_eq!(page.path, declaring_at(member));
        page.must_say(&["À corriger", says]);
    }
    let form = [("id", member), ("enrolment", under), ("way", "post"), ("received", "09/03/2026"), ("origin", "10/02/2026")];
    let (mut editor, mut hugo) = (portal.at_the_office(StaffRole::Editor).await, portal.signed_in(HUGO).await);
    for function in ["office_declaring", "office_declare", "office_entry_opening"] {
        assert_eq!(portal.browser().call(function, &form).await.status, 401, "{function}");
        assert_eq!(hugo.call(function, &form).await.status, 403, "{function}");
        assert_eq!(editor.call(function, &form).await.status, 403, "{function}");
    }
    assert_eq!(editor.get(&declaring_at(member)).await.status, 403);
    assert_eq!(portal.number(ENTERED).await, 0);
}

#[tokio::test]
async fn b16_the_desk_enters_nothing_into_what_a_member_has_not_sent() {
    let portal = TestPortal::start().await;
    let (mut handler, mut lucie) = (portal.at_the_office(StaffRole::Handler).await, portal.signed_in(LUCIE).await);
    let own = lucie.only_claim().await;
    let before = lucie.call("claim", &[("number", &own)]).await.json();
    let id = before["claim"]["summary"]["id"].as_str().unwrap().to_owned();
    let form = [
        ("id", id.as_str()),
        ("guarantee", "work_incapacity"),
        ("origin", "10/02/2026"),
        ("version", "1"),
        ("intent", "save"),
        ("way", "post"),
        ("received", "09/03/2026"),
        ("file", NOBODY),
        ("key", before["claim"]["draft"]["key"].as_str().unwrap()),
    ];
    for function in [
        "office_entry",
        "office_open_entry",
        "office_entry_opening",
        "office_entry_periods",
        "office_entry_file",
        "office_send_entry",
        "office_drop_entry",
    ] {
        assert_eq!(handler.call(function, &form).await.status, 404, "{function}");
    }
    let photo = fixture("a01-plain.jpg");
    assert_eq!(handler.send_to(&format!("{}/envoi", page_of(&id)), &[Sent::new("photo.jpg", &photo)]).await.status, 404);
    assert_eq!(handler.get(&page_of(&id)).await.status, 404);
    assert_eq!(lucie.call("claim", &[("number", &own)]).await.json(), before);
}

#[tokio::test]
async fn b16_s14_g3_what_came_on_paper_is_declared_whatever_is_authorised_online_and_after_the_account_was_closed() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    portal.run("UPDATE enrolments SET online_claims = false").await;
    portal.signed_in(HUGO).await.post("/api/close_account", &[("current", PASSWORD)]).await;
    let (member, under) = declaring(&mut handler, "delattre").await;
    handler.get(&declaring_at(&member)).await.must_say(&["L'assuré a fermé son espace le 12 mars 2026"]);
    let (id, _) = begin(&mut handler, (&member, &under), "phone").await;
    open(&mut handler, &id, "work_incapacity", "10/02/2026").await;
    periods(&mut handler, &id, "add", &days("10/02/2026", "28/02/2026")).await;
    assert_eq!(send(&mut handler, &id).await.path, format!("/gestion/dossiers/{id}"));
    let sent = portal.texts("SELECT number FROM requests WHERE id IN (SELECT request_id FROM request_entries)").await;
    assert!(portal.deliver().await.iter().all(|mail| !mail.text.contains(&sent[0])), "whoever left is answered by post");
}

#[tokio::test]
async fn b16_s14_b6_whoever_may_not_declare_online_reads_what_the_desk_entered_for_them_and_answers_what_it_asks() {
    let portal = TestPortal::start().await;
    let (mut handler, mut hugo) = (portal.at_the_office(StaffRole::Handler).await, portal.signed_in(HUGO).await);
    portal.run("UPDATE enrolments SET online_claims = false").await;
    assert_eq!(hugo.get("/dossiers").await.status, 404, "nothing of his was sent");
    let (member, under) = declaring(&mut handler, "delattre").await;
    let (id, _) = begin(&mut handler, (&member, &under), "phone").await;
    open(&mut handler, &id, "work_incapacity", "10/02/2026").await;
    periods(&mut handler, &id, "add", &days("10/02/2026", "28/02/2026")).await;
    let number = number_of_entered(&portal).await;
    assert_eq!(hugo.get(&format!("/dossiers/{number}")).await.status, 404, "nor is what the desk is entering");
    send(&mut handler, &id).await;
    hugo.get("/").await.must_say(&[&number]);
    let page = hugo.get(&format!("/dossiers/{number}")).await;
    page.must_say(&["Déclaration saisie par nos services", "En instruction"]);
    assert!(!page.links().contains(&"/api/prolong".to_owned()));
    assert_eq!(hugo.call("prolong", &[("number", &number)]).await.status, 404);
    let asked = complement::Asked::of(&portal, &number, &["rib"]).await;
    asked.deposit(&mut hugo, 0, &[Sent::new("rib.pdf", &complement::good())]).await;
    asked.send(&mut hugo, true).await;
    assert_eq!(complement::status(&portal, &number).await, "in_review");
}

#[tokio::test]
async fn b16_x26_where_no_stops_are_declared_the_desk_declares_none() {
    let portal = TestPortal::of("collective").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let found = handler.post("/api/office_search", &[("sought", "moreau")]).await;
    assert!(found.status == 200 && !found.links().iter().any(|link| link.starts_with("/gestion/assures/")));
    assert_eq!(handler.call("office_declaring", &[("id", NOBODY)]).await.status, 404);
}

#[tokio::test]
async fn b16_g4_a_declaration_that_the_desk_leaves_unfinished_goes_with_its_dossier() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (member, under) = declaring(&mut handler, "delattre").await;
    begin(&mut handler, (&member, &under), "fax").await;
    let number = number_of_entered(&portal).await;
    portal.advance(TimeDelta::days(500));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM claims WHERE number = '{number}'")).await, 0);
    assert_eq!((portal.number(ENTERED).await, portal.number("SELECT COUNT(*) FROM request_entries").await), (0, 0));
}
