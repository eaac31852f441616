//! Another account number is confirmed over a second channel (B-56): by the code that is sent there, or by the second factor of the proof.
mod channel;

use super::{OLD, OVERVIEW, change_contact, mail_to, press};
use crate::support::{Browser, CLAIRE, HUGO, Page, TestPortal};
use backend::{
    demo::PASSWORD,
    outbox::{mail::MailArm, sms::SmsArm},
};
use chrono::TimeDelta;
use domain::{account::Channel, day::Day};
use std::time::Duration;

const PAGE: &str = "/compte/iban";
const CODE: &str = "/compte/iban/code";
const IBAN: &str = "FR1420041010050500013M02606";
const OTHER: &str = "FR7699999000420000000123466";
const NOTHING: &str = "Aucun compte n'attend de code.";
const WAITS: &str = "Un nouveau compte bancaire attend le code que vous avez reçu.";

async fn give(browser: &mut Browser, iban: &str) -> Page {
    browser.post("/api/change_iban", &[("iban", iban)]).await
}

/// Gives that number, which then waits for its code; gives the id by which it does.
async fn given(browser: &mut Browser, iban: &str) -> String {
    let page = give(browser, iban).await;
    assert_eq!(page.path, CODE, "{}", page.text());
    page.field("id").unwrap()
}

async fn confirm(browser: &mut Browser, id: &str, code: &str) -> Page {
    browser.post("/api/confirm_iban", &[("id", id), ("code", code)]).await
}

async fn resend(browser: &mut Browser) -> Page {
    browser.post("/api/resend_iban_code", &[]).await
}

/// Another code than that one.
fn not(code: &str) -> &'static str {
    if code == "123456" { "654321" } else { "123456" }
}

async fn accounts(portal: &TestPortal) -> i64 {
    portal.number("SELECT COUNT(*) FROM bank_accounts").await
}

async fn awaited(portal: &TestPortal) -> i64 {
    portal.number("SELECT COUNT(*) FROM awaited_accounts").await
}

/// How many SMS have left.
async fn sms(portal: &TestPortal) -> usize {
    portal.deliver().await;
    portal.sms().len()
}

#[tokio::test]
async fn b56_another_account_counts_once_the_code_that_came_by_sms_is_typed() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let page = give(&mut browser, IBAN).await;
    page.must_say(&["Confirmez par le code reçu", "un code à 6 chiffres par SMS", "Il sert 10 minutes", "FR14 •••• •••• 2606"]);
    page.must_not_warn();
    let id = page.field("id").unwrap();
    browser.get(PAGE).await.must_say(&["Le compte FR14 •••• •••• 2606 attend le code que vous avez reçu.", "Saisir le code"]);
    let page = browser.get(OVERVIEW).await;
    page.must_say(&[WAITS, "Il ne sert pas tant qu'il n'est pas confirmé.", "Saisir le code", "Non renseigné"]);
    assert!(page.links().iter().any(|link| link == CODE) && !page.says("2606"));
    let code = portal.sent_code(Channel::Sms).await;
    let (to, text) = portal.sms().remove(0);
    assert_eq!((to.as_str(), portal.sms().len()), ("+33639981234", 1));
    // The figures of a code may be those of the account by chance.
    let besides = text.replace(&code, "");
    assert!(["FR14", "2606", "http", "Claire", "Moreau"].iter().all(|word| !besides.contains(word)), "{text}");
    assert!(text.contains(&format!("votre code est {code}. Il change votre compte bancaire. Ne le donnez à personne.")), "{text}");
    assert_eq!((accounts(&portal).await, portal.deliver().await.len()), (0, 0), "nothing changed, and nobody is told that it did");
    let kept = "SELECT iban FROM awaited_accounts UNION ALL SELECT params FROM outbox UNION ALL SELECT detail FROM audit";
    assert!(portal.texts(kept).await.iter().all(|text| !text.contains("20041010") && !text.contains(&code)));
    assert_ne!(portal.texts("SELECT sealed_code FROM awaited_accounts").await, [code.as_str()]);

    for _ in 0..2 {
        let page = confirm(&mut browser, &id, &code).await;
        assert_eq!(page.path, OVERVIEW, "the same click twice is one change");
        page.must_say(&["C'est enregistré.", "FR14 •••• •••• 2606", "utilisable à partir du 15 mars 2026 à 15 h 48"]);
        assert!(!page.says(WAITS));
    }
    mail_to(&portal, OLD, "Le compte bancaire vient de changer").await;
    assert_eq!((accounts(&portal).await, awaited(&portal).await), (1, 0));
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'account_number_changed'").await, 1);
    let next = given(&mut browser, OTHER).await;
    confirm(&mut browser, &next, &code).await.must_say(&["Ce code n'est pas le bon."]);
    assert_eq!(accounts(&portal).await, 1, "a code counts once");
}

#[tokio::test]
async fn b56_of_two_right_codes_at_the_same_moment_one_makes_the_change_and_both_are_told() {
    let portal = TestPortal::start().await;
    let mut here = portal.signed_in(CLAIRE).await;
    let id = given(&mut here, IBAN).await;
    let code = portal.sent_code(Channel::Sms).await;
    let mut there = here.clone();
    let pages = futures::join!(confirm(&mut here, &id, &code), confirm(&mut there, &id, &code));
    assert_eq!((pages.0.path.as_str(), pages.1.path.as_str()), (OVERVIEW, OVERVIEW));
    assert_eq!(accounts(&portal).await, 1);
}

#[tokio::test]
async fn b56_a_wrong_code_may_be_tried_again_and_after_five_the_right_one_is_worth_nothing() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let id = given(&mut browser, IBAN).await;
    let code = portal.sent_code(Channel::Sms).await;
    for (typed, told) in [("", "Saisissez le code."), ("12 34", "Un code compte 6 chiffres.")] {
        let page = confirm(&mut browser, &id, typed).await;
        page.must_say(&["À corriger", told]);
        assert_eq!(page.field("code").as_deref(), Some(typed), "nothing typed is lost");
    }
    for left in (1..5).rev() {
        let page = confirm(&mut browser, &id, not(&code)).await;
        assert_eq!(page.path, CODE);
        page.must_say(&["À corriger", "Ce code n'est pas le bon.", &format!("Essais restants : {left}."), "FR14 •••• •••• 2606"]);
    }
    let spent = "Ce code ne sert plus : il y a eu trop d'essais.";
    confirm(&mut browser, &id, not(&code)).await.must_say(&[spent]);
    confirm(&mut browser, &id, &code).await.must_say(&[spent]);
    browser.get(CODE).await.must_say(&[spent]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'account_code_wrong'").await, 5);
    let id = given(&mut browser, IBAN).await;
    let again = portal.sent_code(Channel::Sms).await;
    assert_eq!(confirm(&mut browser, &id, &again).await.path, OVERVIEW, "another code has tries of its own");
    assert_eq!(accounts(&portal).await, 1);
}

#[tokio::test]
async fn b56_a_code_ends_after_ten_minutes_and_what_waits_for_one_after_an_hour() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let id = given(&mut browser, IBAN).await;
    let code = portal.sent_code(Channel::Sms).await;
    portal.advance(TimeDelta::minutes(10));
    let ended = "Ce code ne sert plus : il a plus de 10 minutes.";
    confirm(&mut browser, &id, &code).await.must_say(&[ended]);
    browser.get(CODE).await.must_say(&[ended, "Recevoir un autre code"]);
    resend(&mut browser).await.must_say(&["Un autre code vient de partir. Le précédent ne sert plus.", "FR14 •••• •••• 2606"]);
    let again = portal.sent_code(Channel::Sms).await;
    assert_eq!(confirm(&mut browser, &id, &again).await.path, OVERVIEW, "the number need not be typed again");

    browser.post("/api/prove", &[("current", PASSWORD)]).await;
    let id = given(&mut browser, OTHER).await;
    let code = portal.sent_code(Channel::Sms).await;
    for _ in 0..3 {
        portal.advance(TimeDelta::minutes(20));
        browser.get("/compte").await;
    }
    confirm(&mut browser, &id, &code).await.must_say(&[NOTHING, "Saisir mon IBAN"]);
    resend(&mut browser).await.must_say(&[NOTHING]);
    assert_eq!((accounts(&portal).await, awaited(&portal).await), (1, 1));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(awaited(&portal).await, 0);
}

#[tokio::test]
async fn b56_y1_a_code_that_does_not_leave_is_tried_while_it_works_and_nobody_is_told_that_it_did_not_come() {
    let nobody = SmsArm::gateway("http://127.0.0.1:1/messages", "t", Duration::from_secs(30)).unwrap();
    let by_sms = TestPortal::with_sms("demo", nobody).await;
    let by_mail = TestPortal::with_mail("demo", MailArm::smtp("smtp://127.0.0.1:1").unwrap()).await;
    by_mail.run(&format!("UPDATE users SET mobile = NULL WHERE login_name = '{CLAIRE}'")).await;
    for portal in [by_sms, by_mail] {
        given(&mut portal.signed_in(CLAIRE).await, IBAN).await;
        for _ in 0..12 {
            portal.deliver().await;
            portal.advance(TimeDelta::minutes(1));
        }
        // At once, then after one, three and seven minutes.
        let stands = portal.texts("SELECT state || ' ' || attempts || ' ' || reason FROM outbox").await;
        assert_eq!(stands, ["failed 4 unreachable"], "and no message instead");
        assert_eq!(portal.texts("SELECT params FROM outbox").await, [r#"{"minutes":"10"}"#], "the code is gone");
        let put_back = portal.backend.put_back(Day::parse("2026-03-12").unwrap()).await.unwrap();
        assert_eq!((put_back.waiting, put_back.ended), (0, 1), "and it does not leave later");
        assert_eq!(portal.number("SELECT COUNT(*) FROM reach_tasks").await, 0);
    }
}

#[tokio::test]
async fn b56_three_codes_an_hour_are_sent_and_none_right_after_another() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let id = given(&mut browser, IBAN).await;
    let first = portal.sent_code(Channel::Sms).await;
    resend(&mut browser).await.must_say(&["Un code vient de partir. Attendez une minute"]);
    for _ in 0..2 {
        portal.advance(TimeDelta::minutes(1));
        resend(&mut browser).await.must_say(&["Un autre code vient de partir."]);
        portal.deliver().await;
    }
    portal.advance(TimeDelta::minutes(1));
    let enough = "Plusieurs codes sont déjà partis. Attendez 57 min, puis réessayez.";
    resend(&mut browser).await.must_say(&[enough]);
    let page = give(&mut browser, OTHER).await;
    assert_eq!(page.path, PAGE, "another number begins no new count");
    page.must_say(&["À corriger", enough]);
    assert_eq!(page.field("iban").as_deref(), Some(OTHER), "nothing typed is lost");
    assert_eq!(sms(&portal).await, 3);
    let last = portal.sent_code(Channel::Sms).await;
    if first != last {
        confirm(&mut browser, &id, &first).await.must_say(&["Ce code n'est pas le bon."]);
    }
    assert_eq!(confirm(&mut browser, &id, &last).await.path, OVERVIEW);
}

#[tokio::test]
async fn b56_a_code_is_for_the_member_and_the_session_that_gave_the_number() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let id = given(&mut browser, IBAN).await;
    let code = portal.sent_code(Channel::Sms).await;
    for login in [HUGO, CLAIRE] {
        let mut elsewhere = portal.signed_in(login).await;
        elsewhere.get(CODE).await.must_say(&[NOTHING]);
        confirm(&mut elsewhere, &id, &code).await.must_say(&[NOTHING]);
        resend(&mut elsewhere).await.must_say(&[NOTHING]);
        assert!(!elsewhere.get(PAGE).await.says("2606") && !elsewhere.get(OVERVIEW).await.says(WAITS));
    }
    for bad in ["", "0", "00000000-0000-0000-0000-000000000000", &"9".repeat(5000)] {
        assert_eq!(confirm(&mut browser, bad, &code).await.path, CODE, "{}", bad.chars().take(9).collect::<String>());
    }
    assert_eq!((accounts(&portal).await, sms(&portal).await), (0, 1));
    assert_eq!(confirm(&mut browser, &id, &code).await.path, OVERVIEW);
}

#[tokio::test]
async fn b56_a_number_given_in_a_second_tab_takes_the_place_of_the_first_and_is_not_confirmed_by_mistake() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let first = given(&mut browser, IBAN).await;
    let code = portal.sent_code(Channel::Sms).await;
    assert_eq!(given(&mut browser, IBAN).await, first, "the same number twice is one code");
    assert_eq!(sms(&portal).await, 1);
    portal.advance(TimeDelta::seconds(5));
    let second = given(&mut browser, OTHER).await;
    let newer = portal.sent_code(Channel::Sms).await;
    for typed in [&code, &newer] {
        let page = confirm(&mut browser, &first, typed).await;
        page.must_say(&["Un autre compte a été saisi entre-temps.", "FR76 •••• •••• 3466"]);
        assert_eq!((page.field("id"), accounts(&portal).await), (Some(second.clone()), 0));
    }
    if code != newer {
        confirm(&mut browser, &second, &code).await.must_say(&["Ce code n'est pas le bon."]);
    }
    confirm(&mut browser, &second, &newer).await.must_say(&["FR76 •••• •••• 3466", "utilisable à partir du"]);
    assert_eq!((accounts(&portal).await, awaited(&portal).await), (1, 0));

    given(&mut browser, IBAN).await;
    let mut elsewhere = portal.signed_in(CLAIRE).await;
    given(&mut elsewhere, IBAN).await;
    browser.get(CODE).await.must_say(&[NOTHING]);
}

#[tokio::test]
async fn b56_g2_y10_what_waits_for_a_code_goes_with_the_account_and_with_changes_taken_back() {
    let portal = TestPortal::start().await;
    let mut thief = portal.signed_in(CLAIRE).await;
    change_contact(&mut thief, OLD, "01 99 00 48 74", "06 39 98 12 34").await;
    let link = mail_to(&portal, OLD, "Un numéro de téléphone vient de changer").await.link();
    given(&mut thief, IBAN).await;
    press(&mut portal.browser(), "undo_change", &link).await.must_say(&["Le changement est annulé"]);
    assert_eq!((awaited(&portal).await, thief.get(CODE).await.path.as_str()), (0, "/connexion"));

    given(&mut portal.signed_in(HUGO).await, IBAN).await;
    portal.run(&format!("UPDATE users SET closed = TRUE, erase_at = created_at WHERE login_name = '{HUGO}'")).await;
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'account_erased'").await, 1);
    assert_eq!(awaited(&portal).await, 0);
}
