//! Every file handed in is received, under way or to be done again, and its member is told which; each night all that was handed over is
//! counted (Y-1).
use crate::{
    complement::{Asked, asked},
    decision::refuse_claire,
    support::{self, Browser, CLAIRE, HUGO, Page, Sent, TestPortal, YANN, fixture, parts},
};
use backend::{
    attachment::{Owner, PATIENCE},
    complement::ItemPath,
};
use chrono::TimeDelta;
use domain::{
    access::StaffRole,
    id::{ItemId, UserId},
    reconciliation::{Reconciliation, Tally},
};
use std::{collections::BTreeSet, path::PathBuf};

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
