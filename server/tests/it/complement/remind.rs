//! Reminders leave by themselves, before the last day and in the daytime, and never of what was sent (B-7).
use super::{asked, desk, good, id_of, judge::judge};
use crate::support::{CLAIRE, Page, Sent, TestPortal};
use backend::complement::{Judged, Judgement};
use chrono::TimeDelta;
use domain::access::StaffRole;

const TEXT: &str = "Relais Démo : vous avez un nouveau message dans votre espace. Pour en parler, appelez-nous au 01 99 00 56 78.";

#[tokio::test]
async fn b7_reminders_leave_before_the_last_day_once_each_and_nothing_closes_by_itself() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE complements SET state = 'closed'").await;
    let (mut browser, asked) = asked(&portal).await;
    let count = "SELECT COUNT(*) FROM outbox WHERE template = 'complement-reminder-mail'";
    let mut told = Vec::new();
    for _ in 0..23 {
        for _ in 0..2 {
            portal.backend.remind_of_complements().await.unwrap();
        }
        told.push(portal.number(count).await);
        portal.advance(TimeDelta::days(1));
    }
    // Asked on 12 March, due on 2 April: a week before is day 14, two days before day 19.
    let expected: Vec<i64> = (0..23).map(|day| i64::from(day >= 14) + i64::from(day >= 19)).collect();
    assert_eq!(told, expected);
    let mut late = portal.browser();
    late.sign_in(CLAIRE, "").await;
    late.get(&asked.path()).await.must_say(&["La réponse était attendue au plus tard le 2 avril 2026."]);
    asked.deposit(&mut late, 0, &[Sent::new("piece.pdf", &good())]).await.must_say(&["Documents reçus : 1 sur 2"]);
    assert_eq!(browser.get("/").await.path, "/connexion", "the old session has ended");
}

#[tokio::test]
async fn b7_what_did_not_come_by_its_last_day_is_marked_on_the_desk_until_it_comes() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE complements SET state = 'closed'").await;
    let (_, asked) = asked(&portal).await;
    let path = format!("/gestion/dossiers/{}", id_of(&portal, &asked.claim).await);
    // Asked on 12 March, due on 2 April: that day still counts.
    portal.advance(TimeDelta::days(21));
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let late = "/gestion?nouveau=retard";
    // The filter of that name stands on every page of the queue.
    let marks = |page: &Page| page.text().matches("Réponse en retard").count();
    let none = marks(&handler.get("/gestion").await);
    assert!(handler.get(late).await.numbers("D").is_empty());
    assert!(!handler.get(&path).await.says("Réponse en retard"));
    portal.advance(TimeDelta::days(1));
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get(late).await;
    assert_eq!(page.numbers("D"), std::slice::from_ref(&asked.claim));
    page.must_say(&["Complément demandé"]);
    assert_eq!((marks(&page), marks(&handler.get("/gestion").await)), (none + 1, none + 1), "and no other dossier");
    handler.get(&path).await.must_say(&["Réponse en retard"]);
    let mut browser = portal.browser();
    browser.sign_in(CLAIRE, "").await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    assert!(handler.get(late).await.numbers("D").is_empty());
    assert!(!handler.get(&path).await.says("Réponse en retard"));
}

#[tokio::test]
async fn b7_no_reminder_leaves_at_night() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE complements SET state = 'closed'").await;
    asked(&portal).await;
    let mut told = Vec::new();
    // Due on 2 April: the day of the first reminder is 26 March, here at 0 h 38, at 8 h 38 and at 9 h 08.
    for later in [TimeDelta::days(13) + TimeDelta::minutes(530), TimeDelta::hours(8), TimeDelta::minutes(30)] {
        portal.advance(later);
        portal.backend.remind_of_complements().await.unwrap();
        told.push(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'complement-reminder-mail'").await);
    }
    assert_eq!(told, [0, 0, 1]);
}

#[tokio::test]
async fn b7_b8_no_reminder_leaves_on_the_day_a_document_is_asked_for_again() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE complements SET state = 'closed'").await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    let items = asked.items(&mut browser).await;
    portal.advance(TimeDelta::days(20));
    assert_eq!(judge(&portal, &asked, &items[0], Judgement::Refuse(None, "Coupé.".to_owned())).await, Judged::Noted);
    // On 1 April, due on the 8th: a week before is the day of the mail itself, two days before is the 6th.
    let mut told = Vec::new();
    for _ in 0..8 {
        portal.backend.remind_of_complements().await.unwrap();
        told.push(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'complement-reminder-mail'").await);
        portal.advance(TimeDelta::days(1));
    }
    assert_eq!(told, [0, 0, 0, 0, 0, 1, 1, 1]);
}

#[tokio::test]
async fn b7_what_is_sent_at_the_moment_of_a_reminder_is_not_reminded_of() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE complements SET state = 'closed'").await;
    let (_, asked) = asked(&portal).await;
    portal.advance(TimeDelta::days(15));
    let lock = if portal.on_sqlite() { "" } else { "SELECT id FROM enrolments FOR UPDATE; " };
    let held = portal.hold(&format!("{lock}UPDATE complements SET state = 'sent' WHERE number = '{}'", asked.number)).await;
    let sending = async {
        // By then the reminder has found what is open, and waits for its dossier.
        for _ in 0..50 {
            portal.number("SELECT COUNT(*) FROM complements").await;
        }
        held.commit().await.unwrap();
    };
    let (reminded, ()) = tokio::join!(Box::pin(portal.backend.remind_of_complements()), sending);
    reminded.unwrap();
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'complement-reminder-mail'").await, 0);
}

#[tokio::test]
async fn b6_b7_x8_whoever_has_no_address_is_asked_and_reminded_by_sms_and_a_receipt_needs_none() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE complements SET state = 'closed'").await;
    portal.run(&format!("UPDATE users SET email = NULL WHERE login_name = '{CLAIRE}'")).await;
    let (_, asked) = asked(&portal).await;
    assert!(portal.deliver().await.is_empty(), "there is no address");
    assert_eq!(portal.sms(), [("+33639981234".to_owned(), TEXT.to_owned())]);
    for word in ["http", "Claire", "Moreau", "document", "dossier", "arrêt", "santé", "avril", &asked.number] {
        assert!(!TEXT.contains(word), "{word}");
    }
    portal.advance(TimeDelta::days(14));
    for _ in 0..3 {
        portal.backend.remind_of_complements().await.unwrap();
        portal.deliver().await;
    }
    assert_eq!(portal.sms().len(), 2, "the same reminder leaves once");
    let mut browser = portal.browser();
    browser.sign_in(CLAIRE, "").await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    assert_eq!(portal.texts("SELECT state FROM complements WHERE state <> 'closed'").await, ["sent"]);
    portal.deliver().await;
    assert_eq!(portal.sms().len(), 2, "what they sent themselves is no news");
}

#[tokio::test]
async fn b7_y1_whoever_takes_neither_mail_nor_sms_comes_to_the_desk_once_a_reminder_even_when_it_has_seen_to_them() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE complements SET state = 'closed'").await;
    asked(&portal).await;
    portal.run(&format!("UPDATE users SET email = NULL, mobile = NULL WHERE login_name = '{CLAIRE}'")).await;
    let (handler, mut listed) = (desk(&portal).await, Vec::new());
    portal.advance(TimeDelta::days(13));
    for _ in 0..8 {
        for _ in 0..3 {
            portal.backend.remind_of_complements().await.unwrap();
            for task in portal.backend.reach_tasks(&handler, None).await.unwrap().tasks {
                portal.backend.finish_reach_task(&handler, task.id).await.unwrap();
            }
            portal.advance(TimeDelta::hours(1));
        }
        listed.push(portal.number("SELECT COUNT(*) FROM reach_tasks").await);
        portal.advance(TimeDelta::hours(21));
    }
    // Asked on 12 March, due on 2 April: a week before is day 14, two days before day 19.
    assert_eq!(listed, [0, 1, 1, 1, 1, 1, 2, 2]);
}

#[tokio::test]
async fn b7_nobody_is_reminded_of_what_they_sent() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE complements SET state = 'closed'").await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    portal.advance(TimeDelta::days(15));
    portal.backend.remind_of_complements().await.unwrap();
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'complement-reminder-mail'").await, 0);
}
