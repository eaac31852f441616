//! The mail that confirms a request: it leaves once, whatever happens, and says nothing of anybody's health.
use crate::support::{CLAIRE, TestPortal, folded};
use backend::outbox::mail::MailArm;
use chrono::TimeDelta;

#[tokio::test]
async fn the_mail_of_a_sent_request_leaves_once() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    assert!(portal.deliver().await.is_empty(), "nothing before « Valider »");
    let request = browser.submit(&number).await.numbers("PR-").remove(0);
    let (first, again) = (portal.deliver().await, portal.deliver().await);
    assert_eq!((first.len(), again.len()), (1, 1));
    portal.advance(TimeDelta::days(2));
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(portal.texts("SELECT state FROM outbox").await, ["sent"]);
    let mail = &mails[0];
    assert_eq!(mail.to, "membre.40821176@courrier.example");
    assert_eq!(folded(&mail.subject), format!("Votre demande {request} est bien arrivée"));
    for header in ["<assurance@relais-demo.example>", "Date: Thu, 12 Mar 2026 14:48:00 +0000", "@relais-demo.example>", "utf-8"] {
        assert!(mail.raw.contains(header), "{header}: {}", mail.raw);
    }
    let body = folded(&mail.text);
    for words in [format!("Nous avons bien reçu votre demande {request}."), "Relais Démo".to_owned(), "01 99 00 56 78".to_owned()] {
        assert!(body.contains(&words), "{words}: {body}");
    }
}

#[tokio::test]
async fn a_mail_and_its_row_say_nothing_of_health_or_of_the_dossier() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    browser.submit(&number).await;
    let row = portal.texts("SELECT params FROM outbox").await.remove(0);
    let mail = portal.deliver().await.remove(0);
    let all = format!("{} {} {row}", mail.subject, mail.text).to_lowercase();
    for word in [
        "arrêt",
        "travail",
        "malad",
        "santé",
        "médic",
        "incapacité",
        "invalid",
        "accident",
        "emploi",
        "cpam",
        "indemn",
        "claire",
        "moreau",
        "janvier",
        &number.to_lowercase(),
    ] {
        assert!(!all.contains(word), "{word}: {all}");
    }
}

#[tokio::test]
async fn a_mail_that_cannot_leave_waits_is_tried_ten_times_and_the_request_stands() {
    // Nobody listens there.
    let portal = TestPortal::with_mail("demo", MailArm::smtp("smtp://127.0.0.1:1").unwrap()).await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    assert!(browser.submit(&number).await.path.ends_with("/confirmation"));
    let attempts = "SELECT CAST(attempts AS BIGINT) FROM outbox WHERE channel = 'mail'";
    for _ in 0..2 {
        portal.deliver().await;
        assert_eq!(
            (portal.texts("SELECT state FROM outbox").await, portal.number(attempts).await),
            (vec!["queued".to_owned()], 1),
            "not before its time"
        );
    }
    for _ in 0..12 {
        portal.advance(TimeDelta::days(1));
        portal.deliver().await;
    }
    assert_eq!(
        (portal.texts("SELECT state FROM outbox WHERE channel = 'mail'").await, portal.number(attempts).await),
        (vec!["failed".to_owned()], 10),
        "given up"
    );
}

#[tokio::test]
async fn a_mail_to_no_address_is_given_up_at_once_and_the_request_stands() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE users SET email = 'no address' WHERE login_name = '40821176'").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    assert!(browser.submit(&number).await.path.ends_with("/confirmation"));
    assert!(portal.deliver().await.is_empty());
    assert_eq!(portal.texts("SELECT state FROM outbox WHERE channel = 'mail'").await, ["failed"]);
}

#[tokio::test]
async fn whoever_has_no_address_gets_no_mail() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE users SET email = NULL WHERE login_name = '40821176'").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let page = browser.submit(&number).await;
    assert!(page.path.ends_with("/confirmation") && !page.says("mail de confirmation"));
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox").await, 0);
}

#[tokio::test]
async fn two_workers_at_once_send_a_mail_once() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    browser.submit(&number).await;
    futures::join!(portal.deliver(), portal.deliver(), portal.deliver());
    assert_eq!(portal.deliver().await.len(), 1);
}
