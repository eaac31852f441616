//! Messages that were given up because nobody took them, and leave after all once an operator puts them back (B-61, Q-3).
use crate::{
    complement::asked,
    smtp::{Mood, Server, mails_stand},
    support::{CLAIRE, Mail, TestPortal, folded},
};
use backend::{
    demo::PASSWORD,
    outbox::{PutBack, mail::MailArm},
};
use chrono::TimeDelta;
use domain::day::Day;

/// A mail server that knows our password no more, and a portal that writes to it.
async fn locked_out(insurer: &str) -> (Server, TestPortal) {
    let server = Server::start().await;
    server.set(Mood::LocksOut("535 5.7.8 wrong password"));
    let portal = TestPortal::with_mail(insurer, MailArm::smtp(&server.url).unwrap()).await;
    (server, portal)
}

/// Two and a half days, in which every mail that waits is tried ten times.
async fn give_up(portal: &TestPortal) {
    for _ in 0..10 {
        portal.deliver().await;
        portal.advance(TimeDelta::hours(6));
    }
}

/// Puts back what was written since that day; gives how many wait and how many ended.
async fn put_back(portal: &TestPortal, since: &str) -> (u64, u64) {
    let PutBack { waiting, ended } = portal.backend.put_back(Day::parse(since).unwrap()).await.unwrap();
    (waiting, ended)
}

#[tokio::test]
async fn b61_what_nobody_took_leaves_once_an_operator_puts_it_back_and_what_ended_or_was_refused_does_not() {
    let (server, portal) = locked_out("demo").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let request = browser.submit(&number).await.numbers("PR-").remove(0);
    portal.advance(TimeDelta::minutes(1));
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    give_up(&portal).await;
    assert_eq!(mails_stand(&portal).await, ["failed 10 unreachable"; 2]);

    server.set(Mood::Takes);
    assert_eq!(put_back(&portal, "2026-03-13").await, (0, 0), "both were written before");
    portal.run("UPDATE outbox SET reason = 'refused' WHERE template = 'claim-mail'").await;
    assert_eq!(put_back(&portal, "2026-03-12").await, (0, 1), "a mailbox that takes nothing will not take it now");
    portal.run("UPDATE outbox SET reason = 'unreachable' WHERE template = 'claim-mail'").await;
    assert_eq!(put_back(&portal, "2026-03-12").await, (1, 1), "a link that ended lets nobody in");
    assert_eq!(mails_stand(&portal).await, ["queued 0 -", "failed 10 unreachable"]);
    portal.deliver().await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert!(folded(&Mail::of(mails[0].as_bytes()).subject).contains(&request), "{}", mails[0]);
    assert_eq!(put_back(&portal, "2026-03-12").await, (0, 1), "once");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'message_put_back'").await, 1);
}

#[tokio::test]
async fn b61_b7_a_reminder_that_was_given_up_is_not_put_back() {
    let (_server, portal) = locked_out("demo").await;
    portal.run("UPDATE complements SET state = 'closed'").await;
    asked(&portal).await;
    portal.advance(TimeDelta::days(14));
    portal.backend.remind_of_complements().await.unwrap();
    give_up(&portal).await;
    let reminder = "SELECT state || ' ' || reason FROM outbox WHERE template = 'complement-reminder-mail'";
    assert_eq!(portal.texts(reminder).await, ["failed unreachable"]);
    assert_eq!(put_back(&portal, "2026-03-26").await, (0, 1), "its day may be over");
    assert_eq!(portal.texts(reminder).await, ["failed unreachable"]);
}

#[tokio::test]
async fn b61_q3_a_dead_letter_keeps_no_link_and_leaves_with_another_one_that_works() {
    let (server, portal) = locked_out("demo").await;
    portal.signed_in(CLAIRE).await.post("/api/close_account", &[("current", PASSWORD)]).await;
    let links = "SELECT token_hash || ' ' || CAST(ends_at AS TEXT) FROM mailed_links WHERE purpose = 'stay'";
    let before = portal.texts(links).await;
    give_up(&portal).await;
    let kept = portal.texts("SELECT params FROM outbox").await;
    assert!(kept.len() == 1 && kept[0].contains("days") && !kept[0].contains("token"), "{kept:?}");

    server.set(Mood::Takes);
    assert_eq!(put_back(&portal, "2026-03-12").await, (1, 0));
    let after = portal.texts(links).await;
    let (print, end) = after[0].split_once(' ').unwrap();
    assert!(
        after.len() == 1 && before[0].ends_with(end) && !before[0].starts_with(print),
        "another link, the same end: {before:?} {after:?}"
    );
    portal.deliver().await;
    let link = Mail::of(server.mails()[0].as_bytes()).link();
    let page = portal.browser().post("/api/stay", &[("token", link.trim_start_matches("/lien/"))]).await;
    page.must_say(&["Votre compte est rouvert, rien n'a été effacé."]);
    assert_eq!(portal.texts("SELECT params FROM outbox").await, ["{}"]);
}

#[tokio::test]
async fn b61_q3_a_registration_whose_mail_was_given_up_is_confirmed_by_the_link_of_the_one_put_back() {
    let (server, portal) = locked_out("assistance").await;
    let password = "Trois chèvres sur un toit!";
    let aurore = [
        ("family_name", "LEMAITRE"),
        ("given_name", "aurore"),
        ("contract", "104 233"),
        ("birth_date", "03/05/1984"),
        ("email", "aurore@courrier.example"),
        ("phone", ""),
        ("new", password),
        ("again", password),
    ];
    assert_eq!(portal.browser().post("/api/register", &aurore).await.path, "/inscription/envoyee");
    give_up(&portal).await;
    assert!(!portal.texts("SELECT params FROM outbox").await[0].contains("token"));
    server.set(Mood::Takes);
    assert_eq!(put_back(&portal, "2026-03-12").await, (1, 0));
    portal.deliver().await;
    let link = Mail::of(server.mails()[0].as_bytes()).link();
    let token = link.trim_start_matches("/inscription/confirmer/");
    portal.browser().post("/api/confirm_registration", &[("token", token)]).await.must_say(&["Votre espace est ouvert"]);
}
