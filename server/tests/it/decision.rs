//! Deciding a request: seen before it is confirmed, made once, told to its member (B-2, B-5, B-9, B-10, C-30), and the end of what was
//! still asked for.
use crate::{
    complement,
    office::desk::queue,
    support::{Browser, CLAIRE, HUGO, Page, Sent, TestPortal},
};
use backend::demo::PASSWORD;
use chrono::TimeDelta;
use domain::access::{StaffRole, StaffRoles};

/// A member waiting for a decision: 31 January to 4 March 2026.
pub const INES: &str = "41550619";
pub const MOTIVE: &str = "Justificatif manquant ou illisible";

/// A request on the desk: its dossier's id and number, its own number.
pub struct Asked {
    pub id: String,
    pub number: String,
    pub request: String,
}

/// What the desk has of that member.
pub async fn asked(portal: &TestPortal, handler: &mut Browser, name: &str) -> Asked {
    let line = queue(portal, None).await.into_iter().find(|line| line.member == name).unwrap();
    let id = line.id.to_string();
    let file = handler.call("office_claim", &[("id", &id)]).await.json();
    let requests = file["claim"]["requests"].as_array().unwrap();
    let waiting = requests.iter().find(|request| request["state"] == "sent").unwrap();
    Asked { id, number: line.number, request: waiting["number"].as_str().unwrap().to_owned() }
}

pub async fn check(handler: &mut Browser, asked: &Asked, verdict: &str, days: &str, motive: &str, text: &str) -> Page {
    let form = [
        ("id", asked.id.as_str()),
        ("number", asked.request.as_str()),
        ("verdict", verdict),
        ("accepted[0]", days),
        ("motive", motive),
        ("text", text),
    ];
    handler.post("/api/office_draft_decision", &form).await
}

/// What the button of the page posts.
pub fn confirmation(asked: &Asked, page: &Page) -> Vec<(String, String)> {
    let fields = ["version", "key"].map(|name| (name.to_owned(), page.field(name).unwrap()));
    [("id".to_owned(), asked.id.clone()), ("number".to_owned(), asked.request.clone())].into_iter().chain(fields).collect()
}

pub async fn confirm(handler: &mut Browser, form: &[(String, String)]) -> Page {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    handler.post("/api/office_decide", &form).await
}

/// Somebody else who may decide.
pub async fn second_handler(portal: &TestPortal) -> Browser {
    let email = portal.staff(StaffRole::Supervisor).login;
    let roles: StaffRoles = [StaffRole::Handler].into_iter().collect();
    assert!(portal.backend.set_staff_roles(&email, roles).await.unwrap());
    portal.at_the_office(StaffRole::Supervisor).await
}

#[tokio::test]
async fn b5_b11_c30_a_request_is_decided_after_its_benefit_was_seen_and_its_member_reads_it_all() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = asked(&portal, &mut handler, "Claire Moreau").await;
    let desk = handler.get(&format!("/gestion/dossiers/{}", asked.id)).await;
    assert!(desk.links().contains(&format!("/gestion/dossiers/{}/demandes/{}/decision", asked.id, asked.request)));
    let page = handler.get(&format!("/gestion/dossiers/{}/demandes/{}/decision", asked.id, asked.request)).await;
    assert_eq!(page.field("accepted[0]").as_deref(), Some("10/01/2026 - 28/02/2026"), "accepted whole unless the handler says otherwise");
    assert!(!page.says("Confirmer la décision"), "nothing is confirmed before it was seen");
    let page = check(&mut handler, &asked, "accept", "10/01/2026 - 28/02/2026", "", "").await;
    page.must_say_in_order(&[
        "Ce que vous allez décider",
        "Acceptée",
        "Franchise",
        "Échéance du 5 février 2026",
        "142,60 € × 100 % = 142,60 €",
        "Total : 142,60 €",
        "Confirmer la décision",
    ]);
    assert!(!page.says("Échéance du 5 janvier 2026"), "what was paid before is settled");
    assert!(!claire.get(&format!("/dossiers/{number}")).await.says("Décision :"), "nothing is decided yet");

    let done = confirm(&mut handler, &confirmation(&asked, &page)).await;
    assert_eq!(done.path, format!("/gestion/dossiers/{}", asked.id));
    done.must_say(&["La décision est enregistrée", "Acceptée", "Télécharger la lettre", "Pauline Aubry a décidé d'une demande"]);
    assert!(!handler.get("/gestion").await.says(&number), "it waits no longer");
    let told = claire.get(&format!("/dossiers/{number}")).await;
    told.must_say(&["Décision : Acceptée", &format!("Décision sur la demande {}", asked.request), "Déclarez la suite de votre arrêt"]);
    assert!(!told.says("Aubry"), "nobody is named");
    let mails = portal.deliver().await;
    let mail = mails.iter().find(|mail| mail.subject == format!("Une décision sur votre demande {}", asked.request)).unwrap();
    assert!(!mail.text.contains("ccept") && !mail.text.contains('€'), "the mail says that there is one, not which: {}", mail.text);
    let noted = "SELECT COUNT(*) FROM audit WHERE action = 'request_decided' AND detail = 'accepted'";
    assert_eq!(portal.number(&format!("{noted} AND object = '{}'", asked.request)).await, 1);

    let letter = format!("/dossiers/{number}/demandes/{}/decision.pdf", asked.request);
    let file = claire.get(&letter).await;
    assert_eq!((file.status, file.header("content-type")), (200, "application/pdf"));
    assert!(file.header("cache-control").contains("no-store") && file.header("content-disposition").starts_with("attachment; "));
    assert_eq!(claire.get(&letter).await.bytes, file.bytes, "the same letter, however often");
    assert_eq!(portal.signed_in(HUGO).await.get(&letter).await.status, 404);
    let desk = format!("/gestion/dossiers/{}/demandes/{}/decision.pdf", asked.id, asked.request);
    assert_eq!(handler.get(&desk).await.bytes, file.bytes);
}

#[tokio::test]
async fn b10_some_days_are_accepted_the_others_refused_with_their_reason_and_each_counts_once() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = asked(&portal, &mut handler, "Inès Carpentier").await;
    let page = check(&mut handler, &asked, "accept", "01/02/2026 - 28/02/2026", "", "").await;
    page.must_say(&["Choisissez le motif"]);
    let page = check(&mut handler, &asked, "accept", "30/01/2026 - 28/02/2026", MOTIVE, "").await;
    page.must_say(&["Un jour n'est pas dans la période"]);
    assert_eq!(page.field("accepted[0]").as_deref(), Some("30/01/2026 - 28/02/2026"), "what was typed stays");
    let page = check(&mut handler, &asked, "accept", "01/02/2026 - 28/02/2026", MOTIVE, "Le décompte de mars manque.").await;
    page.must_say(&["Acceptée en partie", "Article 7.2", "Le décompte de mars manque.", "Du 1er au 28 février 2026"]);
    confirm(&mut handler, &confirmation(&asked, &page)).await.must_say(&["La décision est enregistrée"]);
    let mut ines = portal.signed_in(INES).await;
    let told = ines.get(&format!("/dossiers/{}", asked.number)).await;
    told.must_say(&[
        "Acceptée en partie",
        MOTIVE,
        "Article 7.2",
        "Le décompte de mars manque.",
        "Le 31 janvier 2026",
        "Du 1er au 4 mars 2026",
    ]);
    told.must_say_in_order(&["Mes demandes", &format!("Demande {}", asked.request), "Acceptée en partie"]);
    let days = format!("FROM decided_days WHERE claim_id = (SELECT id FROM claims WHERE number = '{}')", asked.number);
    let states = portal.texts(&format!("SELECT CAST(accepted AS TEXT) {days} ORDER BY starts_on")).await;
    assert_eq!(states.len(), 3, "{states:?}");
    assert_eq!(
        portal.number("SELECT COUNT(*) FROM periods WHERE starts_on = '2026-01-31' AND ends_on = '2026-03-04'").await,
        1,
        "what was sent stays as it was"
    );
    let sealed = portal.texts("SELECT letter FROM decisions").await;
    assert!(!sealed[0].contains("mars"), "words about a member are sealed");
}

#[tokio::test]
async fn b10_of_the_demonstrations_request_that_is_accepted_in_part_some_days_are_refused() {
    let portal = TestPortal::start().await;
    let mut odile = portal.signed_in("41718845").await;
    let number = odile.only_claim().await;
    let page = odile.get(&format!("/dossiers/{number}")).await;
    page.must_say_in_order(&["Acceptée en partie", "Mes demandes", "Demande PR-26-", "Acceptée en partie", "Prolonger mon dossier"]);
    let claim = odile.call("claim", &[("number", &number)]).await.json();
    let known = claim["claim"]["known"].as_array().unwrap();
    let told: Vec<(&str, &str)> = known.iter().map(|days| (days["range"].as_str().unwrap(), days["state"].as_str().unwrap())).collect();
    assert_eq!(
        told,
        [("2025-11-27/2025-12-22", "accepted"), ("2025-12-23/2025-12-27", "refused"), ("2025-12-28/2026-01-24", "accepted")],
        "day by day"
    );
}

#[tokio::test]
async fn b9_a_refusal_closes_the_way_on_and_names_clause_complaint_and_mediator() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    for (verdict, name, word, status) in [
        ("inadmissible", "Inès Carpentier", "Non recevable", "refused"),
        ("without_follow_up", "Marc Oudin", "Classée sans suite", "closed"),
    ] {
        let asked = asked(&portal, &mut handler, name).await;
        let page = check(&mut handler, &asked, verdict, "", MOTIVE, "").await;
        page.must_say(&[word, "Article 7.2", "Rien n'est à payer"]);
        confirm(&mut handler, &confirmation(&asked, &page)).await.must_say(&["La décision est enregistrée", word]);
        let now = portal.texts(&format!("SELECT status FROM claims WHERE number = '{}'", asked.number)).await;
        assert_eq!(now, [status]);
        let page = handler.get(&format!("/gestion/dossiers/{}/demandes/{}/decision", asked.id, asked.request)).await;
        assert_eq!(page.status, 409, "what is decided is decided");
        page.must_say(&["Cette demande est déjà décidée", "Pauline Aubry l'a décidée le 12 mars 2026", word]);
        assert!(page.field("key").is_none() && !page.says("Votre décision n'est pas enregistrée"), "and by whoever reads it");
    }
}

#[tokio::test]
async fn b5_a_hostile_text_is_shown_as_typed_and_other_peoples_requests_are_not_found() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = asked(&portal, &mut handler, "Inès Carpentier").await;
    let long = format!("</textarea><script>{}", "a".repeat(50_000));
    let page = check(&mut handler, &asked, "refuse", "", MOTIVE, &long).await;
    assert_eq!(page.status, 200);
    page.must_say(&["Ces précisions dépassent 4000 caractères."]);
    assert!(
        page.html().contains("&lt;/textarea&gt;&lt;script&gt;aaa") && !page.html().contains("</textarea><script"),
        "kept, and harmless"
    );
    let page = check(&mut handler, &asked, "refuse", "", MOTIVE, "</textarea><script>alert(1)").await;
    page.must_say(&["</textarea><script>alert(1)", "Confirmer la décision"]);
    assert!(!page.html().contains("<script>"));

    let marc = self::asked(&portal, &mut handler, "Marc Oudin").await;
    let mixed = Asked { request: marc.request, ..asked };
    assert_eq!(check(&mut handler, &mixed, "accept", "", "", "").await.status, 404, "a request of another dossier");
    for odd in ["x", "PR-26-000001-0", "../../compte", "'; DROP TABLE decisions"] {
        let form = [("id", mixed.id.as_str()), ("number", odd), ("verdict", "accept")];
        assert_eq!(handler.call("office_draft_decision", &form).await.status, 404, "{odd}");
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM decisions").await, 0);
}

/// Refuses a request of Claire's, the first one that waits; gives where her dossier is on the desk.
pub async fn refuse_claire(portal: &TestPortal, handler: &mut Browser) -> (Asked, Page) {
    let asked = asked(portal, handler, "Claire Moreau").await;
    let page = check(handler, &asked, "refuse", "", MOTIVE, "").await;
    let done = confirm(handler, &confirmation(&asked, &page)).await;
    done.must_say(&["La décision est enregistrée"]);
    (asked, done)
}

/// How many of what was asked for under that number stand so.
async fn standing(portal: &TestPortal, open: &complement::Asked, state: &str) -> i64 {
    portal.number(&format!("SELECT COUNT(*) FROM complements WHERE number = '{}' AND state = '{state}'", open.number)).await
}

#[tokio::test]
async fn b7_m2_m3_a_decision_ends_what_was_still_asked_for_and_the_member_is_asked_for_nothing_more() {
    let portal = TestPortal::start().await;
    let (mut claire, open) = complement::asked(&portal).await;
    open.deposit(&mut claire, 0, &[Sent::new("piece.pdf", &complement::good())]).await;
    claire.get("/").await.must_say(&["Vous avez un dossier à compléter"]);
    let (key, items) = (claire.get(&open.path()).await.field("key").unwrap(), open.items(&mut claire).await);
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (_, desk) = refuse_claire(&portal, &mut handler).await;
    desk.must_say(&["Plus nécessaire"]);
    assert!(!handler.get("/gestion").await.says(&open.claim), "it waits no longer");
    assert_ne!(complement::status(&portal, &open.claim).await, "complement_requested");
    assert_eq!(standing(&portal, &open, "closed").await, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM complements WHERE state = 'open'").await, 1, "what is asked of others stays");
    let noted = format!("action = 'complement_closed' AND object = '{}' AND detail = '{}'", open.claim, open.number);
    assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM audit WHERE actor IS NOT NULL AND {noted}")).await, 1);

    for path in ["/".to_owned(), format!("/dossiers/{}", open.claim)] {
        assert!(!claire.get(&path).await.says("Vous avez un dossier à compléter"), "{path}");
    }
    claire.get("/a-completer").await.must_say(&["Vous n'avez aucun dossier à compléter."]);
    assert_ne!(portal.browser().sign_in(CLAIRE, "").await.path, "/a-completer");
    let page = claire.get(&open.path()).await;
    page.must_say(&["Votre dossier a reçu une décision.", "Vous n'avez plus rien à envoyer", "Plus nécessaire"]);
    assert!(!page.says("À fournir") && !page.says("Envoyés le"), "{}", page.text());
    let late = claire.send_to(&format!("{}/{}/envoi", open.path(), items[1]), &[Sent::new("tard.pdf", &complement::good())]).await;
    assert_eq!(late.status, 404);
    let form = [("number", open.claim.as_str()), ("complement", open.number.as_str()), ("key", key.as_str()), ("certified", "true")];
    claire.post("/api/send_complement", &form).await.must_say(&["Votre dossier a reçu une décision."]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'complement_sent'").await, 0);
}

#[tokio::test]
async fn b8_what_came_before_a_decision_is_judged_no_longer_even_when_the_dossier_goes_on() {
    let portal = TestPortal::start().await;
    let (mut claire, sent) = complement::asked(&portal).await;
    for place in [0, 1] {
        sent.deposit(&mut claire, place, &[Sent::new("piece.pdf", &complement::good())]).await;
    }
    sent.send(&mut claire, true).await;
    let items = sent.items(&mut claire).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (asked, _) = refuse_claire(&portal, &mut handler).await;
    claire.get(&sent.path()).await.must_say(&["Votre dossier a reçu une décision.", "Envoyés le 12 mars 2026", "Reçu"]);
    // As after a prolongation.
    portal.run(&format!("UPDATE claims SET status = 'in_review' WHERE number = '{}'", sent.claim)).await;
    let page = handler.get(&format!("/gestion/dossiers/{}", asked.id)).await;
    assert!(!page.links().contains(&"/api/office_judge_item".to_owned()), "nothing is left to be judged");
    let read = complement::version(&portal, &sent.claim).await.to_string();
    let form = [
        ("id", asked.id.as_str()),
        ("version", read.as_str()),
        ("item", items[0].as_str()),
        ("verdict", "refuse"),
        ("flaw", "unreadable"),
        ("reason", ""),
    ];
    handler.post("/api/office_judge_item", &form).await.must_say(&["Rien n'a été enregistré"]);
    assert_eq!(standing(&portal, &sent, "closed").await, 1);
}

#[tokio::test]
async fn b7_as_long_as_another_request_waits_what_was_asked_for_stays() {
    let portal = TestPortal::start().await;
    let (_, open) = complement::asked(&portal).await;
    let of_claim = format!("claim_id = (SELECT id FROM claims WHERE number = '{}')", open.claim);
    portal.run(&format!("UPDATE requests SET state = 'sent' WHERE {of_claim}")).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    refuse_claire(&portal, &mut handler).await;
    assert_eq!(standing(&portal, &open, "open").await, 1);
    assert_eq!(complement::status(&portal, &open.claim).await, "complement_requested");
    let kind = portal.texts(&format!("SELECT waiting_kind FROM claims WHERE number = '{}'", open.claim)).await;
    assert_eq!(kind, ["prolongation"], "what waits longest now");
    assert!(handler.get("/gestion").await.says(&open.claim));
}

#[tokio::test]
async fn g3_b9_whoever_has_left_is_mailed_no_decision_and_the_desk_reads_that_the_letter_goes_by_post() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = asked(&portal, &mut handler, "Inès Carpentier").await;
    let page = check(&mut handler, &asked, "refuse", "", MOTIVE, "").await;
    portal.run(&format!("UPDATE users SET closed = TRUE WHERE login_name = '{INES}'")).await;
    let done = confirm(&mut handler, &confirmation(&asked, &page)).await;
    done.must_say(&["La décision est enregistrée", "Répondez-lui par courrier ou par téléphone", "Télécharger la lettre"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'decision-mail'").await, 0);
}

#[tokio::test]
async fn b5_b9_a_dossier_whose_member_left_and_was_erased_is_decided_its_letter_made_and_nobody_written_to() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    portal.deliver().await;
    claire.post("/api/close_account", &[("current", PASSWORD)]).await.must_say(&["Votre compte est fermé."]);
    portal.deliver().await;
    portal.advance(TimeDelta::days(8));
    assert_eq!(portal.backend.purge(false).await.unwrap().accounts, 1);
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (asked, done) = refuse_claire(&portal, &mut handler).await;
    done.must_say(&["Claire Moreau", "Refusée", MOTIVE, "Télécharger la lettre"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'decision-mail'").await, 0);
    let letter = handler.get(&format!("/gestion/dossiers/{}/demandes/{}/decision.pdf", asked.id, asked.request)).await;
    assert!(letter.status == 200 && letter.bytes.starts_with(b"%PDF"));
}

#[tokio::test]
async fn b15_each_state_a_dossier_goes_to_is_in_the_audit_with_who_when_and_from_where() {
    let portal = TestPortal::start().await;
    let (mut claire, open) = complement::asked(&portal).await;
    for place in [0, 1] {
        open.deposit(&mut claire, place, &[Sent::new("piece.pdf", &complement::good())]).await;
    }
    open.send(&mut claire, true).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = asked(&portal, &mut handler, "Claire Moreau").await;
    let page = check(&mut handler, &asked, "accept", "10/01/2026 - 28/02/2026", "", "").await;
    confirm(&mut handler, &confirmation(&asked, &page)).await.must_say(&["La décision est enregistrée"]);
    let of_claim = format!("FROM audit WHERE action = 'claim_passed' AND object = '{}'", open.claim);
    let mut passed = portal.texts(&format!("SELECT detail {of_claim}")).await;
    passed.sort();
    assert_eq!(
        passed,
        ["complement_requested > in_review", "in_review > accepted", "in_review > complement_requested", "paid > in_review"]
    );
    let member = format!("{of_claim} AND actor = (SELECT id FROM users WHERE login_name = '{CLAIRE}')");
    assert_eq!(portal.number(&format!("SELECT COUNT(*) {member}")).await, 2, "she sent twice");
    let desk = format!("{of_claim} AND actor IN (SELECT id FROM users WHERE login_name <> '{CLAIRE}')");
    assert_eq!(portal.number(&format!("SELECT COUNT(*) {desk}")).await, 2);
}
