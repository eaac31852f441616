//! What the desk says of the documents that came, and what their member is told of it (B-8, Y-6, M-2, M-16).
use super::{Asked, asked, desk, good, id_of, status, under_review, version};
use crate::support::{Browser, CLAIRE, Sent, TestPortal, folded};
use backend::complement::{Judged, Judgement};
use chrono::TimeDelta;
use domain::{access::StaffRole, id::ItemId};

pub(super) async fn judge(portal: &TestPortal, asked: &Asked, item: &str, judgement: Judgement) -> Judged {
    let (item, version): (ItemId, i32) = (item.parse().unwrap(), version(portal, &asked.claim).await);
    portal.backend.judge_item(&desk(portal).await, id_of(portal, &asked.claim).await, version, item, &judgement).await.unwrap()
}

#[tokio::test]
async fn b8_y6_refusing_one_document_opens_its_line_again_and_no_other() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for (place, name) in [(0, "decompte.pdf"), (1, "rib.pdf")] {
        asked.deposit(&mut browser, place, &[Sent::new(name, &good())]).await;
    }
    let items = asked.items(&mut browser).await;
    assert_eq!(judge(&portal, &asked, &items[0], Judgement::Accept).await, Judged::NotNow, "nothing was sent yet");
    asked.send(&mut browser, true).await;
    assert_eq!(judge(&portal, &asked, &items[0], Judgement::Accept).await, Judged::Noted);
    assert_eq!(judge(&portal, &asked, &items[0], Judgement::Accept).await, Judged::Noted, "accepted twice is accepted");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'document_accepted'").await, 1);
    portal.advance(TimeDelta::days(20));
    let reason = "Le nom du titulaire est coupé.</p><script>alert(1)</script>";
    assert_eq!(judge(&portal, &asked, &items[1], Judgement::Refuse(None, reason.to_owned())).await, Judged::Noted);
    assert_eq!(judge(&portal, &asked, &items[0], Judgement::Refuse(None, "Non".to_owned())).await, Judged::NotNow, "it was accepted");
    assert_eq!(status(&portal, &asked.claim).await, "complement_requested");

    let mut browser = portal.browser();
    assert_eq!(browser.sign_in(CLAIRE, "").await.path, "/a-completer");
    let page = browser.get(&asked.path()).await;
    page.must_say(&["Accepté", "Refusé", "Document refusé : Le nom du titulaire est coupé."]);
    page.must_say(&["au plus tard le 8 avril 2026", "Documents reçus : 1 sur 2"]);
    assert!(!page.html().contains("<script>"), "the reason is text");
    let inputs = page.elements("input").into_iter().filter(|tag| tag.contains("type=\"file\"")).count();
    assert_eq!(inputs, 1, "only the refused line is open");
    let closed = browser.send_to(&format!("{}/{}/envoi", asked.path(), items[0]), &[Sent::new("autre.pdf", &good())]).await;
    assert_eq!(closed.status, 404);

    asked.deposit(&mut browser, 1, &[Sent::new("rib-entier.pdf", &good())]).await.must_say(&["rib-entier.pdf"]);
    assert_eq!(
        portal.number("SELECT COUNT(*) FROM attachments WHERE name = 'rib.pdf' AND item_id IS NOT NULL").await,
        2,
        "what was sent is kept"
    );
    asked.send(&mut browser, true).await.must_say(&["Vos documents sont bien arrivés."]);
    assert_eq!(judge(&portal, &asked, &items[1], Judgement::Accept).await, Judged::Noted);
    browser.get(&asked.path()).await.must_say(&["Vos documents sont acceptés."]);
    let mails: Vec<String> = portal.deliver().await.iter().map(|mail| folded(&mail.subject)).collect();
    assert_eq!(mails.iter().filter(|subject| *subject == "Un document est à déposer à nouveau").count(), 1);
    assert_eq!(mails.iter().filter(|subject| subject.starts_with("Accusé de réception")).count(), 2, "one for each sending");
}

#[tokio::test]
async fn b8_a_refused_document_that_was_replaced_stays_in_sight_with_its_day_and_its_reason() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for (place, name) in [(0, "decompte.pdf"), (1, "rib.pdf")] {
        asked.deposit(&mut browser, place, &[Sent::new(name, &good())]).await;
    }
    asked.send(&mut browser, true).await;
    let item = asked.items(&mut browser).await.remove(1);
    assert_eq!(judge(&portal, &asked, &item, Judgement::Refuse(None, "Coupé.".to_owned())).await, Judged::Noted);
    let page = browser.get(&asked.path()).await;
    page.must_say_in_order(&["Document refusé : Coupé.", "rib.pdf"]);
    assert!(!page.says("Refusé le"), "nothing else stands for it yet");

    let replaced = ["rib.pdf", "Refusé le 12 mars 2026 : Coupé.", "rib-entier.pdf"];
    asked.deposit(&mut browser, 1, &[Sent::new("rib-entier.pdf", &good())]).await.must_say_in_order(&replaced);
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let desk = format!("/gestion/dossiers/{}", id_of(&portal, &asked.claim).await);
    let early = handler.get(&desk).await;
    early.must_say_in_order(&replaced[..2]);
    assert!(!early.says("rib-entier.pdf"), "what is not sent is its member's alone");
    asked.send(&mut browser, true).await.must_say_in_order(&replaced);
    handler.get(&desk).await.must_say_in_order(&replaced);
    let file = asked.read(&mut browser).await["items"][1]["earlier"][0]["file"]["id"].as_str().unwrap().to_owned();
    let piece = handler.get(&format!("{desk}/pieces/{file}")).await;
    assert_eq!(piece.status, 200);
    piece.must_say_in_order(&["rib.pdf", "Refusé", "Document refusé : Coupé."]);

    portal.advance(TimeDelta::minutes(1));
    assert_eq!(judge(&portal, &asked, &item, Judgement::Refuse(None, "Flou.".to_owned())).await, Judged::Noted);
    let twice = ["Refusé le 12 mars 2026 : Coupé.", "rib-entier.pdf"];
    browser.get(&asked.path()).await.must_say_in_order(&["Document refusé : Flou.", twice[0], twice[1]]);
    asked.answer(&mut browser, 1, "cannot_get", "").await.must_say_in_order(&[twice[0], twice[1], "Refusé le 12 mars 2026 : Flou."]);
    let form = [("number", asked.claim.as_str()), ("complement", asked.number.as_str()), ("item", item.as_str())];
    let back = browser.post("/api/take_back", &form).await;
    back.must_say_in_order(&["Document refusé : Flou.", twice[0], twice[1]]);
}

#[tokio::test]
async fn b8_b61_a_mail_of_a_refusal_that_was_given_up_is_forgotten_once_the_document_came() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    let item = asked.items(&mut browser).await.remove(0);
    assert_eq!(judge(&portal, &asked, &item, Judgement::Refuse(None, "Coupé.".to_owned())).await, Judged::Noted);
    portal.run("UPDATE outbox SET state = 'failed', reason = 'unreachable' WHERE template = 'complement-again-mail'").await;
    let given_up = "SELECT COUNT(*) FROM outbox WHERE state = 'failed'";
    assert_eq!(portal.number(given_up).await, 1);
    asked.deposit(&mut browser, 0, &[Sent::new("entier.pdf", &good())]).await;
    asked.send(&mut browser, true).await.must_say(&["Vos documents sont bien arrivés."]);
    assert_eq!(portal.number(given_up).await, 0, "nobody puts it back");
}

#[tokio::test]
async fn m2_m16_a_refusal_brings_the_message_back_in_a_session_that_put_it_off() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    assert_eq!(browser.post("/api/put_off", &[]).await.path, "/");
    asked.send(&mut browser, true).await;
    portal.advance(TimeDelta::minutes(5));
    let item = asked.items(&mut browser).await.remove(0);
    assert_eq!(judge(&portal, &asked, &item, Judgement::Refuse(None, "Coupé.".to_owned())).await, Judged::Noted);
    assert_eq!(browser.get("/").await.path, "/a-completer", "the session was not told of this one");
    browser.post("/api/put_off", &[]).await;
    assert_eq!(browser.get("/").await.path, "/");
}

#[tokio::test]
async fn b8_g3_a_document_of_whoever_has_left_is_accepted_but_not_asked_for_again() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    let items = asked.items(&mut browser).await;
    portal.run("UPDATE users SET closed = TRUE WHERE login_name = '40821176'").await;
    assert_eq!(judge(&portal, &asked, &items[0], Judgement::Refuse(None, "Coupé.".to_owned())).await, Judged::MemberLeft);
    assert_eq!(judge(&portal, &asked, &items[0], Judgement::Accept).await, Judged::Noted);
    assert_eq!(status(&portal, &asked.claim).await, "in_review");
}

#[tokio::test]
async fn b8_what_is_refused_within_an_hour_is_told_by_one_mail_and_by_none_once_it_is_answered() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = under_review(&portal).await;
    let asked = Asked::of(&portal, &number, &["rib", "decompte_ij", "piece_identite"]).await;
    let give = async |browser: &mut Browser, places: &[usize]| {
        for place in places {
            asked.deposit(browser, *place, &[Sent::new("piece.pdf", &good())]).await;
        }
        asked.send(browser, true).await;
    };
    let items = asked.items(&mut browser).await;
    let refuse = async |place: usize| {
        assert_eq!(judge(&portal, &asked, &items[place], Judgement::Refuse(None, "Coupé.".to_owned())).await, Judged::Noted);
    };
    let mails = async || {
        let all = portal.deliver().await;
        all.iter().filter(|mail| folded(&mail.subject) == "Un document est à déposer à nouveau").count()
    };
    give(&mut browser, &[0, 1, 2]).await;
    // It is 15 h 48 in Paris: at 16 h all is told that is refused by then.
    refuse(0).await;
    assert_eq!(mails().await, 0, "the desk is still at it");
    portal.advance(TimeDelta::minutes(5));
    refuse(1).await;
    portal.advance(TimeDelta::minutes(8));
    assert_eq!(mails().await, 1);
    refuse(2).await;
    assert_eq!(mails().await, 2, "the last one is told at once");

    give(&mut browser, &[0, 1, 2]).await;
    refuse(0).await;
    assert_eq!(judge(&portal, &asked, &items[1], Judgement::Accept).await, Judged::Noted);
    give(&mut browser, &[0]).await;
    portal.advance(TimeDelta::hours(1));
    assert_eq!(mails().await, 2, "what was answered before its mail left needs none");
}
