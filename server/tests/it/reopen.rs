//! A refused request is taken up again by the desk (domain.md 4.3; B-2, B-9, B-15): decided anew, the first decision and its letter kept.
use crate::{
    complement,
    decision::{Asked, INES, MOTIVE, asked, check, confirm, confirmation, second_handler},
    office::desk::queue,
    support::{Browser, CLAIRE, HUGO, Page, TestPortal},
};
use backend::{BackendError, demo::PASSWORD};
use chrono::TimeDelta;
use domain::{access::StaffRole, id::IdempotencyKey};

const REASON: &str = "Courrier du 3 mars\nNouveau décompte </textarea><script>";
/// What an SMS says of a decision and of its review: nothing.
const NEWS: &str = "Relais Démo : vous avez un nouveau message dans votre espace. Pour en parler, appelez-nous au 01 99 00 56 78.";
/// All of what Inès declares.
pub const DAYS: &str = "31/01/2026 - 04/03/2026";

fn page_of(asked: &Asked) -> String {
    format!("/gestion/dossiers/{}/demandes/{}/reexamen", asked.id, asked.request)
}

/// Decides so of what that member asks; gives what they ask.
pub async fn decided(portal: &TestPortal, handler: &mut Browser, name: &str, (verdict, days): (&str, &str)) -> Asked {
    let asked = asked(portal, handler, name).await;
    let page = check(handler, &asked, verdict, days, if verdict == "accept" { "" } else { MOTIVE }, "").await;
    confirm(handler, &confirmation(&asked, &page)).await.must_say(&["La décision est enregistrée"]);
    asked
}

pub async fn refused(portal: &TestPortal, handler: &mut Browser, name: &str) -> Asked {
    decided(portal, handler, name, ("refuse", "")).await
}

/// What the button of that page posts, for that reason.
fn form(asked: &Asked, page: &Page, reason: &str) -> Vec<(String, String)> {
    let fields = ["version", "key"].map(|name| (name.to_owned(), page.field(name).unwrap()));
    let named = [("id", asked.id.as_str()), ("number", asked.request.as_str()), ("reason", reason)];
    named.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).chain(fields).collect()
}

async fn press(browser: &mut Browser, form: &[(String, String)]) -> Page {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post("/api/office_reopen", &form).await
}

/// Opens the page and takes the request up again.
pub async fn reopen(handler: &mut Browser, asked: &Asked) -> Page {
    let page = handler.get(&page_of(asked)).await;
    press(handler, &form(asked, &page, REASON)).await
}

async fn put_aside(portal: &TestPortal) -> i64 {
    portal.number("SELECT COUNT(*) FROM reopened_decisions").await
}

#[tokio::test]
async fn b9_b2_a_refused_request_is_taken_up_again_decided_anew_and_both_letters_open() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = refused(&portal, &mut handler, "Inès Carpentier").await;
    let mut ines = portal.signed_in(INES).await;
    let letter = format!("/dossiers/{}/demandes/{}/decision.pdf", asked.number, asked.request);
    let first = ines.get(&letter).await;
    assert_eq!(first.status, 200);
    let desk = format!("/gestion/dossiers/{}", asked.id);
    let page = handler.get(&desk).await;
    page.must_say(&["Réexaminer cette demande"]);
    assert!(page.links().contains(&page_of(&asked)));
    let page = handler.get(&page_of(&asked)).await;
    page.must_say(&["Inès Carpentier", "elle attend une nouvelle décision", "Motif du réexamen", "L'assuré ne lit pas ce texte."]);
    press(&mut handler, &form(&asked, &page, " \n ")).await.must_say(&["À corriger", "Écrivez le motif du réexamen."]);
    let long = press(&mut handler, &form(&asked, &page, &format!("</textarea>{}", "a".repeat(500)))).await;
    long.must_say(&["Ce motif dépasse 500 caractères."]);
    assert!(long.html().contains("&lt;/textarea&gt;aaa"), "what was typed stays, and is harmless");
    assert_eq!(put_aside(&portal).await, 0);

    portal.advance(TimeDelta::minutes(5));
    let done = press(&mut handler, &form(&asked, &page, REASON)).await;
    assert_eq!(done.path, desk);
    done.must_say(&[
        "La demande est de nouveau en instruction.",
        "Réexaminée depuis le 12 mars 2026",
        "Demande réexaminée par Pauline Aubry. Motif : Courrier du 3 mars",
        "Pauline Aubry a remis une demande en instruction",
        "Décider la demande",
    ]);
    assert!(!done.says("Réexaminer cette demande") && !done.html().contains("<script>"));
    assert!(handler.get("/gestion").await.says(&asked.number), "it waits again");
    let of_claim = format!("action = 'claim_passed' AND object = '{}'", asked.number);
    let passed = portal.texts(&format!("SELECT detail FROM audit WHERE {of_claim} ORDER BY at, id")).await;
    assert_eq!(passed.last().map(String::as_str), Some("refused > in_review"));
    let noted = format!("action = 'request_reopened' AND object = '{}' AND detail = '' AND actor IS NOT NULL", asked.request);
    assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM audit WHERE {noted}")).await, 1);
    assert!(!portal.texts("SELECT reason FROM reopened_decisions").await[0].contains("Courrier"), "words about a member are sealed");
    let days = format!("FROM decided_days WHERE claim_id = (SELECT id FROM claims WHERE number = '{}')", asked.number);
    assert_eq!(portal.number(&format!("SELECT COUNT(*) {days}")).await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM decisions").await, 0);

    let told = ines.get(&format!("/dossiers/{}", asked.number)).await;
    told.must_say(&["En instruction", "Décision : Refusée", "Demande remise en instruction", "Réexaminée depuis le 12 mars 2026", MOTIVE]);
    assert!(!told.says("Courrier du 3 mars") && !told.says("Aubry"), "neither why nor by whom");
    let data = ines.call("dossier", &[("number", &asked.number)]).await;
    assert!(data.status == 200 && !data.html().contains("Courrier du 3 mars"));
    assert_eq!(ines.get(&letter).await.bytes, first.bytes, "the old letter, as it was");
    let mails = portal.deliver().await;
    let mail = mails.iter().find(|mail| mail.subject == format!("Votre demande {} est réexaminée", asked.request)).unwrap();
    assert!(!mail.text.contains("efus") && !mail.text.contains("Courrier du"), "{}", mail.text);

    let page = check(&mut handler, &asked, "accept", DAYS, "", "").await;
    portal.advance(TimeDelta::minutes(5));
    confirm(&mut handler, &confirmation(&asked, &page)).await.must_say(&["La décision est enregistrée"]);
    let told = ines.get(&format!("/dossiers/{}", asked.number)).await;
    told.must_say_in_order(&["Décision : Refusée", "Demande remise en instruction", "Décision : Acceptée"]);
    assert_eq!(ines.get(&letter).await.bytes, first.bytes);
    let second = ines.get(&format!("{letter}?rang=2")).await;
    assert!(second.status == 200 && second.bytes.starts_with(b"%PDF") && second.bytes != first.bytes, "another document");
    assert!(second.header("content-disposition").contains(&format!("decision-{}-2.pdf", asked.request)));
    assert!(told.links().contains(&letter) && told.links().contains(&format!("{letter}?rang=2")));
    assert_eq!(handler.get(&format!("{desk}/demandes/{}/decision.pdf?rang=2", asked.request)).await.bytes, second.bytes);
    for odd in ["3", "0", "x", "-1", "99999999999999999999"] {
        assert_eq!(ines.get(&format!("{letter}?rang={odd}")).await.status, 404, "{odd}");
    }
    assert_eq!(portal.signed_in(HUGO).await.get(&format!("{letter}?rang=2")).await.status, 404);
    let mails = portal.deliver().await;
    assert_eq!(mails.iter().filter(|mail| mail.subject.starts_with("Une décision")).count(), 2);
}

#[tokio::test]
async fn b2_a_double_click_takes_a_request_up_again_once() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = refused(&portal, &mut handler, "Inès Carpentier").await;
    let page = handler.get(&page_of(&asked)).await;
    let (form, mut tab) = (form(&asked, &page, REASON), handler.clone());
    let (one, two) = tokio::join!(press(&mut handler, &form), press(&mut tab, &form));
    for page in [one, two] {
        page.must_say(&["La demande est de nouveau en instruction."]);
    }
    assert_eq!(put_aside(&portal).await, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM claim_moves WHERE kind = 'reopened'").await, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'reopened-mail'").await, 1);
}

#[tokio::test]
async fn b2_of_two_handlers_one_takes_it_up_again_and_the_other_is_told_as_is_whoever_saw_an_older_version() {
    let portal = TestPortal::start().await;
    let (mut one, mut other) = (portal.at_the_office(StaffRole::Handler).await, second_handler(&portal).await);
    let asked = refused(&portal, &mut one, "Inès Carpentier").await;
    let (mine, theirs) = (one.get(&page_of(&asked)).await, other.get(&page_of(&asked)).await);
    let (mine, theirs) = (form(&asked, &mine, REASON), form(&asked, &theirs, REASON));
    press(&mut one, &mine).await.must_say(&["La demande est de nouveau en instruction."]);
    let late = press(&mut other, &theirs).await;
    assert_eq!(late.status, 409);
    late.must_say(&["Ce dossier a changé", "Votre action n'a pas eu lieu", "Pauline Aubry a remis une demande en instruction"]);
    assert_eq!(put_aside(&portal).await, 1);

    let marc = refused(&portal, &mut one, "Marc Oudin").await;
    let page = one.get(&page_of(&marc)).await;
    let version = page.field("version").unwrap();
    other.post("/api/office_take", &[("id", marc.id.as_str()), ("version", version.as_str())]).await.must_say(&["Ce dossier est à vous."]);
    let late = press(&mut one, &form(&marc, &page, REASON)).await;
    assert_eq!(late.status, 409);
    late.must_say(&["a pris le dossier en charge"]);
    assert_eq!(put_aside(&portal).await, 1);
}

#[tokio::test]
async fn b9_b2_what_somebody_typed_before_the_first_decision_is_gone_once_it_is_taken_up_again() {
    let portal = TestPortal::start().await;
    let (mut one, mut other) = (portal.at_the_office(StaffRole::Handler).await, second_handler(&portal).await);
    let waiting = asked(&portal, &mut one, "Inès Carpentier").await;
    check(&mut other, &waiting, "accept", "01/02/2026 - 28/02/2026", MOTIVE, "Il manque mars.").await.must_say(&["Il manque mars."]);
    let asked = refused(&portal, &mut one, "Inès Carpentier").await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM decision_drafts").await, 1, "theirs to read");
    reopen(&mut one, &asked).await.must_say(&["La demande est de nouveau en instruction."]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM decision_drafts").await, 0);
    let page = other.get(&format!("/gestion/dossiers/{}/demandes/{}/decision", asked.id, asked.request)).await;
    assert_eq!(page.field("accepted[0]").as_deref(), Some(DAYS), "it is decided from the beginning");
    assert!(!page.says("Il manque mars."));
}

#[tokio::test]
async fn b9_days_that_were_declared_again_meanwhile_are_decided_with_the_later_request() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let first = refused(&portal, &mut handler, "Claire Moreau").await;
    let page = handler.get(&page_of(&first)).await;
    portal.advance(TimeDelta::minutes(1));
    assert_eq!(claire.ready_to_send().await, number);
    claire.submit(&number).await;
    let second = asked(&portal, &mut handler, "Claire Moreau").await;
    assert_ne!(second.request, first.request);
    let told = format!("Ces jours figurent aussi dans la demande n° {} : c'est elle qui sera décidée.", second.request);
    let blocked = handler.get(&page_of(&first)).await;
    blocked.must_say(&["Cette demande ne peut pas être réexaminée", &told, "Revenir au dossier"]);
    assert!(blocked.field("version").is_none(), "there is nothing to press");
    let version = complement::version(&portal, &number).await.to_string();
    let mut form = form(&first, &page, REASON);
    for (name, value) in &mut form {
        if *name == "version" {
            value.clone_from(&version);
        }
    }
    press(&mut handler, &form).await.must_say(&[&told]);
    assert_eq!(put_aside(&portal).await, 0);

    refused(&portal, &mut handler, "Claire Moreau").await;
    reopen(&mut handler, &first).await.must_say(&["La demande est de nouveau en instruction."]);
    let kept = format!("SELECT COUNT(*) FROM requests WHERE number = '{}' AND state = 'sent'", first.request);
    assert_eq!(portal.number(&kept).await, 1);
    assert_eq!(complement::status(&portal, &number).await, "in_review");
}

#[tokio::test]
async fn b2_only_what_was_refused_is_taken_up_again_and_only_by_whoever_decides() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let accepted = decided(&portal, &mut handler, "Inès Carpentier", ("accept", DAYS)).await;
    assert!(!handler.get(&format!("/gestion/dossiers/{}", accepted.id)).await.says("Réexaminer"));
    assert_eq!(handler.get(&page_of(&accepted)).await.status, 404);
    let refused = refused(&portal, &mut handler, "Marc Oudin").await;
    let page = handler.get(&page_of(&refused)).await;
    let version = complement::version(&portal, &accepted.number).await.to_string();
    let key = page.field("key").unwrap();
    let post = |id: &str, number: &str| {
        [("id", id), ("number", number), ("version", version.as_str()), ("key", key.as_str()), ("reason", REASON)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    for (id, number) in [
        (accepted.id.as_str(), accepted.request.as_str()),
        (accepted.id.as_str(), refused.request.as_str()),
        (accepted.id.as_str(), "../../compte"),
        ("x", refused.request.as_str()),
        ("00000000-0000-0000-0000-000000000000", refused.request.as_str()),
    ] {
        assert_eq!(press(&mut handler, &post(id, number)).await.status, 404, "{id} {number}");
    }
    let (seen, key): (i32, IdempotencyKey) = (complement::version(&portal, &refused.number).await, key.parse().unwrap());
    let id = refused.id.parse().unwrap();
    for role in [StaffRole::Supervisor, StaffRole::Medical, StaffRole::TenantAdmin] {
        let staff = complement::somebody(&portal, role).await;
        let done = portal.backend.reopen_request(&staff, id, &refused.request, seen, REASON, key).await;
        assert!(matches!(done, Err(BackendError::NotFound)), "{role:?}");
        assert!(matches!(portal.backend.reopen_sheet(&staff, id, &refused.request).await, Err(BackendError::NotFound)));
    }
    assert_eq!(put_aside(&portal).await, 0);
}

#[tokio::test]
async fn g3_b9_whoever_has_left_is_mailed_nothing_and_whoever_was_erased_gets_no_other_decision() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = refused(&portal, &mut handler, "Inès Carpentier").await;
    portal.run(&format!("UPDATE users SET closed = TRUE WHERE login_name = '{INES}'")).await;
    reopen(&mut handler, &asked).await.must_say(&["La demande est de nouveau en instruction."]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'reopened-mail'").await, 0);

    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    portal.deliver().await;
    claire.post("/api/close_account", &[("current", PASSWORD)]).await.must_say(&["Votre compte est fermé."]);
    portal.deliver().await;
    portal.advance(TimeDelta::days(8));
    assert_eq!(portal.backend.purge(false).await.unwrap().accounts, 1);
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = refused(&portal, &mut handler, "Claire Moreau").await;
    handler.get(&page_of(&asked)).await.must_say(&["Cette demande ne peut pas être réexaminée", "ont été effacés"]);
    assert_eq!(put_aside(&portal).await, 1);
}

#[tokio::test]
async fn b9_x8_y1_whoever_has_no_address_hears_of_a_decision_and_its_review_by_sms_and_of_neither_from_the_desk() {
    let portal = TestPortal::start().await;
    portal.run(&format!("UPDATE users SET email = NULL WHERE login_name = '{INES}'")).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = refused(&portal, &mut handler, "Inès Carpentier").await;
    assert!(portal.deliver().await.is_empty(), "there is no address");
    let sms = ("+33639981234".to_owned(), NEWS.to_owned());
    assert_eq!(portal.sms(), std::slice::from_ref(&sms));
    reopen(&mut handler, &asked).await.must_say(&["La demande est de nouveau en instruction."]);
    portal.deliver().await;
    assert_eq!(portal.sms(), [sms.clone(), sms]);
    for word in ["http", "Inès", "Carpentier", "décision", "demande", "refus", "arrêt", &asked.request] {
        assert!(!NEWS.contains(word), "{word}");
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM reach_tasks").await, 0);

    portal.run(&format!("UPDATE users SET mobile = '01 99 00 12 34' WHERE login_name = '{INES}'")).await;
    decided(&portal, &mut handler, "Inès Carpentier", ("accept", DAYS)).await;
    portal.deliver().await;
    assert_eq!((portal.sms().len(), portal.number("SELECT COUNT(*) FROM reach_tasks").await), (2, 1));
    handler.get("/gestion/a-joindre").await.must_say(&["Inès Carpentier", "01 99 00 12 34", "Traité"]);
}

#[tokio::test]
async fn b1_a_request_taken_up_again_waits_in_the_queue_from_then_on() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = refused(&portal, &mut handler, "Claire Moreau").await;
    portal.advance(TimeDelta::minutes(10));
    let now = portal.backend.now();
    reopen(&mut handler, &asked).await.must_say(&["La demande est de nouveau en instruction."]);
    let line = queue(&portal, None).await.into_iter().find(|line| line.number == number).unwrap();
    assert_eq!(line.since.timestamp(), now.timestamp(), "not since it was first sent");
}
