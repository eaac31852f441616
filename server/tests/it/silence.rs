//! Nobody is left in silence (Y-1): every mail that was given up is followed by an SMS, then by a task of the desk.
use crate::{
    complement::{asked, good},
    support::{CLAIRE, HUGO, Sent, TestPortal},
};
use backend::outbox::{mail::MailArm, sms::SmsArm};
use chrono::TimeDelta;
use domain::{access::StaffRole, account::Staff};
use std::{collections::BTreeSet, time::Duration};

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
