//! Nobody is left in silence (Y-1): every file handed in is received, under way or to be done again; every mail that was given up is followed
//! by an SMS, then by a task of the desk; each night all of it is counted.
use crate::{
    complement::{Asked, asked, good},
    decision::refuse_claire,
    support::{self, Browser, CLAIRE, HUGO, Page, Sent, TestPortal, YANN, fixture, parts},
};
use backend::{
    attachment::{Owner, PATIENCE},
    complement::ItemPath,
    outbox::{mail::MailArm, sms::SmsArm},
};
use chrono::TimeDelta;
use domain::{
    access::StaffRole,
    account::Staff,
    id::{ItemId, UserId},
    reconciliation::{Reconciliation, Tally},
};
use std::{collections::BTreeSet, path::PathBuf, time::Duration};

const TEXT: &str = "Relais Démo : un message n'a pas pu vous etre remis. Il vous attend dans votre espace. Vérifiez-y votre adresse mail, ou appelez \
                    le 01 99 00 56 78.";
const TASKS: &str = "SELECT COUNT(*) FROM reach_tasks";

/// A mail to Claire that cannot leave; both steps of what follows are taken as far as they may be at once.
async fn mail_fails(portal: &TestPortal) {
    portal.run(&format!("UPDATE users SET email = 'no address' WHERE login_name = '{CLAIRE}'")).await;
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    portal.deliver().await;
    portal.deliver().await;
}

async fn without_mobile(portal: &TestPortal) {
    portal.run(&format!("UPDATE users SET mobile = '01 99 00 12 34' WHERE login_name = '{CLAIRE}'")).await;
}

#[tokio::test]
async fn y1_a_mail_that_was_given_up_is_followed_by_one_sms_a_day_that_says_nothing_of_anybody() {
    let portal = TestPortal::start().await;
    mail_fails(&portal).await;
    assert_eq!(portal.sms(), [("+33639981234".to_owned(), TEXT.to_owned())]);
    for word in ["http", "Claire", "Moreau", CLAIRE, "mot de passe", "dossier", "arrêt", "santé"] {
        assert!(!TEXT.contains(word), "{word}");
    }
    portal.advance(TimeDelta::minutes(20));
    mail_fails(&portal).await;
    assert_eq!(portal.sms().len(), 1, "once a day, however many mails");
    portal.advance(TimeDelta::days(1));
    mail_fails(&portal).await;
    assert_eq!((portal.sms().len(), portal.number(TASKS).await), (2, 0), "and the desk has nothing to do");
}

#[tokio::test]
async fn y1_the_sms_that_follows_a_mail_at_night_leaves_in_the_morning() {
    let portal = TestPortal::start().await;
    portal.advance(TimeDelta::hours(6));
    for _ in 0..2 {
        mail_fails(&portal).await;
        portal.advance(TimeDelta::minutes(20));
    }
    // From 22 h 28 to 7 h 59 in Paris.
    portal.advance(TimeDelta::minutes(571));
    portal.deliver().await;
    assert!(portal.sms().is_empty(), "nobody is woken up");
    portal.advance(TimeDelta::minutes(1));
    portal.deliver().await;
    assert_eq!(portal.sms().len(), 1);
    portal.advance(TimeDelta::minutes(20));
    mail_fails(&portal).await;
    assert_eq!(portal.sms().len(), 1, "that was the one of this day");
}

#[tokio::test]
async fn y1_b61_a_refused_address_is_to_be_verified_again_and_a_silent_server_doubts_none() {
    let portal = TestPortal::start().await;
    mail_fails(&portal).await;
    let mut claire = portal.signed_in(CLAIRE).await;
    claire.get("/compte/donnees-personnelles").await.must_say(&["Votre adresse mail est à vérifier"]);

    let portal = TestPortal::with_mail("demo", MailArm::smtp("smtp://127.0.0.1:1").unwrap()).await;
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    for _ in 0..12 {
        portal.deliver().await;
        portal.advance(TimeDelta::days(1));
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE channel = 'sms'").await, 1, "she is told all the same");
    let verified = format!("SELECT COUNT(*) FROM users WHERE login_name = '{CLAIRE}' AND email_verified_at IS NOT NULL");
    assert_eq!(portal.number(&verified).await, 1);
}

/// Has each member of these be reached at that address from now on.
async fn moves(portal: &TestPortal, members: &[&str], address: &str) {
    let names = members.join("', '");
    portal.run(&format!("UPDATE users SET email = '{address}' WHERE login_name IN ('{names}')")).await;
}

#[tokio::test]
async fn y1_m1_m16_what_was_written_to_an_address_that_was_corrected_since_is_followed_by_an_sms_all_the_same() {
    let portal = TestPortal::with_mail("demo", MailArm::smtp("smtp://127.0.0.1:1").unwrap()).await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    // Tried for hours: each is given up on a day of its own.
    for (tries, template) in [(9, "complement-mail"), (8, "claim-mail"), (7, "complement-receipt-mail")] {
        portal.run(&format!("UPDATE outbox SET attempts = {tries} WHERE template = '{template}'")).await;
    }
    moves(&portal, &[CLAIRE], "claire.moreau@courrier.example").await;
    for told in 1..=3 {
        portal.deliver().await;
        assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE channel = 'sms'").await, told);
        portal.advance(TimeDelta::days(1));
    }
    assert_eq!(portal.number(TASKS).await, 0);
}

#[tokio::test]
async fn y1_b61_what_an_address_refuses_that_is_theirs_no_more_is_told_by_sms_and_doubts_no_other() {
    let portal = TestPortal::start().await;
    moves(&portal, &[CLAIRE], "no address").await;
    asked(&portal).await;
    moves(&portal, &[CLAIRE], "claire.moreau@courrier.example").await;
    for _ in 0..2 {
        portal.deliver().await;
    }
    assert_eq!(portal.sms(), [("+33639981234".to_owned(), TEXT.to_owned())]);
    let verified = format!("SELECT COUNT(*) FROM users WHERE login_name = '{CLAIRE}' AND email_verified_at IS NOT NULL");
    assert_eq!(portal.number(&verified).await, 1);
}

#[tokio::test]
async fn y1_of_two_who_share_a_mailbox_the_one_is_told_whom_the_mail_was_for() {
    let portal = TestPortal::start().await;
    moves(&portal, &[CLAIRE, HUGO], "no address").await;
    portal.run(&format!("UPDATE users SET mobile = '+33639980000' WHERE login_name = '{HUGO}'")).await;
    asked(&portal).await;
    for _ in 0..2 {
        portal.deliver().await;
    }
    assert_eq!(portal.sms(), [("+33639981234".to_owned(), TEXT.to_owned())], "nothing was asked of the other one");
    assert_eq!(portal.number(TASKS).await, 0);
    let doubted = format!("SELECT COUNT(*) FROM users WHERE login_name IN ('{CLAIRE}', '{HUGO}') AND email_verified_at IS NULL");
    assert_eq!(portal.number(&doubted).await, 1);
}

#[tokio::test]
async fn y1_whoever_takes_no_sms_is_reached_by_the_desk_and_stands_in_its_list_once() {
    let portal = TestPortal::start().await;
    without_mobile(&portal).await;
    for _ in 0..2 {
        mail_fails(&portal).await;
        portal.advance(TimeDelta::minutes(20));
    }
    assert_eq!((portal.sms().len(), portal.number(TASKS).await), (0, 1));
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    handler.get("/gestion").await.must_say(&["À joindre autrement"]);
    let page = handler.get("/gestion/a-joindre").await;
    page.must_say(&["Claire Moreau", "01 99 00 12 34", "Traité"]);
    let id = page.field("id").unwrap();
    let done = handler.post("/api/office_reached", &[("id", &id)]).await;
    assert_eq!(done.path, "/gestion/a-joindre");
    done.must_say(&["C'est noté.", "Personne à joindre autrement"]);
    handler.post("/api/office_reached", &[("id", &id)]).await.must_say(&["C'est noté."]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'reached_otherwise'").await, 1, "a second click notes nothing");
    for id in ["", "x", "00000000-0000-0000-0000-000000000000"] {
        assert_eq!(handler.call("office_reached", &[("id", id)]).await.status, 404, "{id}");
    }
    portal.advance(TimeDelta::hours(2));
    mail_fails(&portal).await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM reach_tasks WHERE done_at IS NULL").await, 1, "what fails afterwards asks again");
}

#[tokio::test]
async fn y1_y17_whoever_reads_how_a_member_is_reached_is_kept_and_told_to_them_once_a_day() {
    let portal = TestPortal::start().await;
    without_mobile(&portal).await;
    mail_fails(&portal).await;
    let told = "Votre fiche d'assuré a été consultée par le service de gestion";
    let kept = "SELECT COUNT(*) FROM audit WHERE action = 'contact_looked_at' AND actor IS NOT NULL AND detail = 'handler'";
    for day in 1..=2 {
        let mut handler = portal.at_the_office(StaffRole::Handler).await;
        for _ in 0..2 {
            handler.get("/gestion/a-joindre").await.must_say(&["Claire Moreau", "01 99 00 12 34"]);
        }
        assert_eq!(portal.number(kept).await, day, "a list that is opened again is one look");
        let mut claire = portal.signed_in(CLAIRE).await;
        let number = claire.only_claim().await;
        let page = claire.get(&format!("/dossiers/{number}")).await;
        assert_eq!(i64::try_from(page.text().matches(told).count()).unwrap(), day, "{}", page.text());
        portal.advance(TimeDelta::days(1));
    }
}

#[tokio::test]
async fn y1_an_sms_that_does_not_leave_either_is_a_task_of_the_desk() {
    let nobody = SmsArm::gateway("http://127.0.0.1:1/messages", "t", Duration::from_secs(30)).unwrap();
    let portal = TestPortal::with_sms("demo", nobody).await;
    mail_fails(&portal).await;
    assert_eq!(portal.number(TASKS).await, 0, "it is tried first");
    for _ in 0..12 {
        portal.advance(TimeDelta::hours(20));
        portal.deliver().await;
    }
    assert_eq!(portal.number(TASKS).await, 1);
}

#[tokio::test]
async fn y1_a_mail_for_nobody_of_ours_or_for_somebody_of_the_office_is_followed_by_nothing() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE users SET email = 'no address' WHERE role = 'staff'").await;
    portal.run(&format!("UPDATE users SET email = 'neither', closed = TRUE WHERE login_name = '{CLAIRE}'")).await;
    portal.run("UPDATE outbox SET state = 'sent'").await;
    for to in ["no address", "neither", "nobody at all"] {
        let id = if portal.on_sqlite() { "randomblob(16)" } else { "gen_random_uuid()" };
        let at = "2026-03-12T14:00:00+00:00";
        let columns = "id, channel, recipient, template, params, state, attempts, next_at, created_at, dedup_key";
        let values = format!("{id}, 'mail', '{to}', 'password-mail', '{{}}', 'queued', 0, '{at}', '{at}', '{to}'");
        portal.run(&format!("INSERT INTO outbox ({columns}) VALUES ({values})")).await;
    }
    portal.deliver().await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE state = 'failed'").await, 3);
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE channel = 'sms'").await + portal.number(TASKS).await, 0);
}

#[tokio::test]
async fn y1_the_list_goes_on_page_by_page_and_shows_each_member_once() {
    let portal = TestPortal::start().await;
    let (id, at) = (if portal.on_sqlite() { "randomblob(16)" } else { "gen_random_uuid()" }, "2026-03-12T14:00:00+00:00");
    for n in 0..120 {
        let columns = "id, login_name, password_hash, role, given_name, family_name, closed, no_phone, created_at";
        portal
            .run(&format!("INSERT INTO users ({columns}) VALUES ({id}, 'essai-{n}', 'x', 'member', 'Nom', 'N{n}', FALSE, FALSE, '{at}')"))
            .await;
    }
    portal
        .run(&format!("INSERT INTO reach_tasks (id, user_id, opened_at) SELECT id, id, '{at}' FROM users WHERE login_name LIKE 'essai-%'"))
        .await;
    let person = portal.backend.handlers().await.unwrap().remove(0);
    let staff = Staff { person, roles: [StaffRole::Handler].into_iter().collect(), second_step: true };
    let (mut seen, mut pages, mut after) = (BTreeSet::new(), 0, None);
    loop {
        let page = portal.backend.reach_tasks(&staff, after).await.unwrap();
        pages += 1;
        seen.extend(page.tasks.into_iter().map(|task| task.member));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!((seen.len(), pages), (120, 3));
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let next = handler.get("/gestion/a-joindre").await.links().into_iter().find(|link| link.contains("apres=")).unwrap();
    assert_eq!(handler.get(&next).await.fields("id").len(), 50);
    assert_eq!(handler.get("/gestion/a-joindre?apres=x").await.fields("id").len(), 50, "what is no place is the beginning");
}

async fn handing_in(portal: &TestPortal) -> (Browser, String) {
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.only_claim().await;
    browser.post("/api/prolong", &[("number", &number)]).await;
    (browser, number)
}

/// Hands a file in whose second half never comes.
async fn cut_off(browser: &mut Browser, number: &str) {
    let whole = parts(&[Sent::new("radio-du-genou.pdf", &fixture("a04-plain.pdf"))]);
    assert_eq!(browser.send_bytes(number, "application/json", whole[..whole.len() / 2].to_vec()).await.status, 400);
}

async fn file_step(browser: &mut Browser, number: &str) -> Page {
    browser.get(&format!("/dossiers/{number}/demande/justificatifs")).await
}

#[tokio::test]
async fn y1_a_file_is_under_way_then_received_or_to_be_done_again_and_its_member_is_told_once() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    assert!(!file_step(&mut browser, &number).await.says("Envois à vérifier"));
    cut_off(&mut browser, &number).await;
    let page = file_step(&mut browser, &number).await;
    page.must_say(&["Envois à vérifier", "radio-du-genou.pdf", "Envoi en cours depuis le 12 mars 2026"]);
    portal.backend.give_up_deposits().await.unwrap();
    assert!(portal.deliver().await.is_empty(), "its time is not over");

    portal.advance(PATIENCE);
    for _ in 0..2 {
        portal.backend.give_up_deposits().await.unwrap();
    }
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 1, "once");
    assert_eq!(mails[0].subject, "Un fichier n’est pas arrivé");
    for word in ["radio", "genou", "Claire", "Moreau", &number] {
        assert!(!mails[0].text.contains(word), "{word}");
    }
    let mut browser = portal.signed_in(CLAIRE).await;
    file_step(&mut browser, &number).await.must_say(&["radio-du-genou.pdf", "À refaire"]);

    browser.upload(&number, &[Sent::new("radio-du-genou.pdf", &fixture("a04-plain.pdf"))]).await;
    assert!(!file_step(&mut browser, &number).await.says("Envois à vérifier"), "it arrived: nothing is left to do");
    let received = "SELECT COUNT(*) FROM attachments WHERE acknowledged_at IS NOT NULL AND name = 'radio-du-genou.pdf'";
    assert_eq!(portal.number(received).await, 1);
}

#[tokio::test]
async fn y1_nothing_is_received_that_was_not_acknowledged() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let state = async |browser: &mut Browser| {
        let claim = browser.call("claim", &[("number", &number)]).await.json();
        claim["claim"]["draft"]["files"][0]["state"].clone()
    };
    assert_eq!(state(&mut browser).await, "received");
    let (key, version) = browser.key_and_version(&number).await;
    portal.run("UPDATE attachments SET acknowledged_at = NULL").await;
    assert_ne!(state(&mut browser).await, "received");
    browser.call("submit_claim", &[("number", &number), ("key", &key), ("version", &version)]).await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'request_sent'").await, 0, "it is no part of a sending");
}

#[tokio::test]
async fn y1_another_member_neither_sees_nor_takes_over_what_is_under_way() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let id = "01957a3c-0000-7000-8000-0000000000bb";
    let pdf = fixture("a04-plain.pdf");
    let place = format!("/dossiers/{number}/demande/envoi?id={id}");
    assert_eq!(browser.send_to(&place, &[Sent::new("une.pdf", &pdf)]).await.status, 200);
    let mut yann = portal.signed_in(YANN).await;
    assert_eq!(yann.call("unfinished_files", &[("number", &number)]).await.status, 404);
    let own = yann.only_claim().await;
    let taken = yann.send_to(&format!("/dossiers/{own}/demande/envoi?id={id}"), &[Sent::new("deux.pdf", &pdf)]).await;
    assert_eq!(taken.status, 404);
    assert_eq!(portal.number("SELECT COUNT(*) FROM deposits WHERE state = 'received'").await, 1);
}

/// Claire, asked for two documents, and the first of them, for which the second half of a file never comes.
async fn cut_off_for_a_document(portal: &TestPortal) -> (Browser, Asked, UserId, ItemId) {
    let (mut browser, asked) = asked(portal).await;
    let (member, _) = portal.member_of(&browser).await;
    let item = asked.items(&mut browser).await.remove(0).parse().unwrap();
    let owner = Owner::Item(ItemPath { claim: &asked.claim, complement: &asked.number, item });
    drop(portal.backend.begin_file(member.id, owner, None, "rib-coupe.pdf").await.unwrap());
    (browser, asked, member.id, item)
}

/// Names of the member's files that did not arrive, and how many mails told them so, once the time of all of them is over.
async fn given_up(portal: &TestPortal, member: UserId, number: &str) -> (Vec<String>, i64) {
    portal.advance(PATIENCE);
    portal.backend.give_up_deposits().await.unwrap();
    let unfinished = portal.backend.unfinished_of_claim(member, number).await.unwrap();
    let mails = portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'deposit-mail'").await;
    (unfinished.into_iter().map(|file| file.name).collect(), mails)
}

const GIVEN_UP: &str = "SELECT COUNT(*) FROM deposits WHERE state = 'failed'";

#[tokio::test]
async fn y1_m10_what_did_not_arrive_for_a_document_is_not_to_be_done_again_once_the_answer_was_sent() {
    let portal = TestPortal::start().await;
    let (mut browser, asked, member, _) = cut_off_for_a_document(&portal).await;
    asked.answer(&mut browser, 0, "cannot_get", "").await;
    asked.deposit(&mut browser, 1, &[Sent::new("rib.pdf", &fixture("a04-plain.pdf"))]).await;
    browser.get(&asked.path()).await.must_say(&["Envois à vérifier", "rib-coupe.pdf"]);
    asked.send(&mut browser, true).await.must_say(&["Vos documents sont bien arrivés."]);
    assert_eq!(given_up(&portal, member, &asked.claim).await, (Vec::new(), 0));
    assert_eq!(portal.number(GIVEN_UP).await, 1, "it is counted");
}

#[tokio::test]
async fn y1_b7_what_did_not_arrive_for_a_document_is_not_to_be_done_again_once_the_dossier_was_decided() {
    let portal = TestPortal::start().await;
    let (_, asked, member, _) = cut_off_for_a_document(&portal).await;
    refuse_claire(&portal, &mut portal.at_the_office(StaffRole::Handler).await).await;
    assert_eq!(given_up(&portal, member, &asked.claim).await, (Vec::new(), 0));
    assert_eq!(portal.number(GIVEN_UP).await, 1, "it is counted");
}

#[tokio::test]
async fn y1_y7_of_what_somebody_else_hands_in_the_member_has_nothing_to_do_again_and_their_own_stays_to_be_done() {
    let portal = TestPortal::start().await;
    let (_, asked, member, item) = cut_off_for_a_document(&portal).await;
    let path = ItemPath { claim: &asked.claim, complement: &asked.number, item };
    let token = portal.backend.make_item_link(member, path).await.unwrap();
    let place = format!("/depot/{token}/envoi");
    portal.browser().upload_to(&place, &[Sent::new("vide.pdf", b"")]).await.must_say(&["vide.pdf n'est pas reçu."]);
    drop(portal.backend.begin_file(member, Owner::Link(&token), None, "employeur.pdf").await.unwrap());
    let unfinished = given_up(&portal, member, &asked.claim).await;
    assert_eq!(unfinished, (vec!["rib-coupe.pdf".to_owned()], 1), "one turned away leaves their own as it is");
    assert_eq!(portal.number(GIVEN_UP).await, 3, "each is counted");
    portal.browser().upload_to(&place, &[Sent::new("decompte.pdf", &fixture("a04-plain.pdf"))]).await.must_say(&["bien arrivé"]);
    assert_eq!(given_up(&portal, member, &asked.claim).await, (Vec::new(), 1), "one that arrived leaves nothing to do");
}

#[tokio::test]
async fn y1_what_did_not_arrive_of_a_request_and_of_a_document_asked_for_is_read_in_two_queries() {
    let portal = TestPortal::start().await;
    let (mut browser, asked, member, _) = cut_off_for_a_document(&portal).await;
    portal.advance(TimeDelta::minutes(1));
    browser.post("/api/prolong", &[("number", &asked.claim)]).await;
    cut_off(&mut browser, &asked.claim).await;
    let (unfinished, queries) = support::counted(portal.backend.unfinished_of_claim(member, &asked.claim)).await;
    let names: Vec<String> = unfinished.unwrap().into_iter().map(|file| file.name).collect();
    assert_eq!((names.join(", ").as_str(), queries), ("rib-coupe.pdf, radio-du-genou.pdf", 2));
}

#[tokio::test]
async fn y1_what_did_not_arrive_of_a_first_declaration_is_told_before_it_is_sent_and_to_nobody_else() {
    let portal = TestPortal::start().await;
    let mut hugo = portal.signed_in(HUGO).await;
    let enrolment = hugo.call("home", &[]).await.json()["credits"][0]["enrolment"]["id"].as_str().unwrap().to_owned();
    let number = hugo.post("/api/declare", &[("enrolment", &enrolment)]).await.claim_number();
    cut_off(&mut hugo, &number).await;
    file_step(&mut hugo, &number).await.must_say(&["Envois à vérifier", "radio-du-genou.pdf"]);
    let mut claire = portal.signed_in(CLAIRE).await;
    let form = [("number", number.as_str())];
    assert_eq!(claire.call("unfinished_files", &form).await.status, 404);
    hugo.post("/api/delete_draft", &form).await;
    assert_eq!(hugo.call("unfinished_files", &form).await.status, 404, "there is no such dossier any more");
}

/// What the night after counts.
async fn counted(portal: &TestPortal) -> Vec<Reconciliation> {
    portal.advance(TimeDelta::days(1));
    portal.backend.reconcile().await.unwrap()
}

fn tally(given: u64, done: u64, open: u64) -> Tally {
    Tally { given, done, failed: 0, open }
}

#[tokio::test]
async fn y1_each_day_is_counted_once_and_all_that_was_handed_over_is_somewhere() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    cut_off(&mut browser, &number).await;
    browser.submit(&number).await;
    portal.deliver().await;
    let first = counted(&portal).await;
    assert_eq!(first.len(), 7, "a week back, where nobody counted");
    let last = first.last().unwrap();
    assert_eq!((last.day.iso().as_str(), last.files, last.messages), ("2026-03-12", tally(2, 1, 1), tally(1, 1, 0)));
    assert!(first.iter().all(Reconciliation::is_even));
    assert!(portal.backend.reconcile().await.unwrap().is_empty(), "once");
    assert_eq!(counted(&portal).await.len(), 1);
    let outbox = portal.backend.outbox_state().await.unwrap().to_string();
    assert!(outbox.contains("2026-03-13 even: 0 files = 0 done + 0 failed + 0 open"), "{outbox}");
}

#[tokio::test]
async fn y1_what_is_missing_is_told_to_operators_and_to_supervisors() {
    let portal = TestPortal::start().await;
    let before: BTreeSet<PathBuf> = portal.stored_files().into_iter().collect();
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    browser.submit(&number).await;
    for lost in portal.stored_files().into_iter().filter(|file| !before.contains(file)) {
        std::fs::remove_file(lost).unwrap();
    }
    portal.run("UPDATE outbox SET state = 'sent'").await;
    let night = counted(&portal).await;
    let last = night.last().unwrap();
    assert_eq!((last.files, last.messages), (tally(1, 0, 0), tally(1, 0, 0)), "a file is gone, a mail left without a time");
    let outbox = portal.backend.outbox_state().await.unwrap().to_string();
    assert!(outbox.contains("2026-03-12 UNEVEN: 1 files = 0 done + 0 failed + 0 open"), "{outbox}");
    let page = portal.at_the_office(StaffRole::Supervisor).await.get("/gestion/pilotage").await;
    page.must_say(&["Le compte n'y est pas", "Fichiers déposés : 1. Reçus : 0.", "Messages écrits : 1. Envoyés : 0."]);
    assert!(!page.says("Moreau") && !page.says(&number));
}

#[tokio::test]
async fn y1_y7_what_came_by_a_link_and_is_lost_is_missing() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    let (member, _) = portal.member_of(&browser).await;
    let item = asked.items(&mut browser).await.remove(0).parse().unwrap();
    let path = ItemPath { claim: &asked.claim, complement: &asked.number, item };
    let token = portal.backend.make_item_link(member.id, path).await.unwrap();
    // What came with the request is of another day.
    counted(&portal).await;
    let before: BTreeSet<PathBuf> = portal.stored_files().into_iter().collect();
    let file = fixture("a04-plain.pdf");
    let done = portal.browser().upload_to(&format!("/depot/{token}/envoi"), &[Sent::new("decompte.pdf", &file)]).await;
    done.must_say(&["Votre document est bien arrivé"]);
    for lost in portal.stored_files().into_iter().filter(|file| !before.contains(file)) {
        std::fs::remove_file(lost).unwrap();
    }
    let night = counted(&portal).await;
    let last = night.last().unwrap();
    assert_eq!((last.day.iso().as_str(), last.files), ("2026-03-13", tally(1, 0, 0)));
    assert!(!last.is_even());
}

#[tokio::test]
async fn y1_what_its_member_took_back_is_not_missing() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let claim = browser.call("claim", &[("number", &number)]).await.json();
    let id = claim["claim"]["draft"]["files"][0]["id"].as_str().unwrap().to_owned();
    browser.post("/api/remove_file", &[("number", &number), ("id", &id)]).await;
    assert_eq!(counted(&portal).await.last().unwrap().files, tally(1, 1, 0));
}
