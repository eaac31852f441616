//! Taking changes back, and the account number that is held before it is used (M-14, Y-10).
use super::{MOBILE, NEW, OLD, OTHER_PASSWORD, OVERVIEW, change_contact, has, hugo, mail_to, press, signs_in};
use crate::support::{CLAIRE, TestPortal, folded};
use backend::{BackendError, demo::PASSWORD, outbox::sms::SmsArm};
use chrono::TimeDelta;
use domain::account::personal::ContactForm;
use std::time::Duration;

#[tokio::test]
async fn y10_a_change_is_taken_back_once_with_all_made_since_and_another_password_is_chosen() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    change_contact(&mut browser, OLD, "01 99 00 48 74", MOBILE).await.must_say(&["C'est enregistré.", "01 99 00 48 74"]);
    let first = mail_to(&portal, OLD, "Un numéro de téléphone vient de changer").await;
    assert!(folded(&first.text).contains("dans les 72 heures") && !first.text.contains("48 74"));
    portal.advance(TimeDelta::minutes(1));
    portal.change_iban(&mut browser, "FR1420041010050500013M02606").await.must_say(&["FR14 •••• •••• 2606"]);
    let second = mail_to(&portal, OLD, "Le compte bancaire vient de changer").await.link();
    portal.advance(TimeDelta::minutes(1));
    change_contact(&mut browser, OLD, "01 99 00 48 74", "06 39 98 00 00").await.must_say(&["C'est enregistré.", "06 39 98 00 00"]);
    browser.post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    let elsewhere = mail_to(&portal, OLD, "choisir un nouveau mot de passe").await.link();

    let (mut victim, link) = (portal.browser(), first.link());
    victim.get(&link).await.must_say(&["Ce changement ne vient pas de moi", "le mot de passe actuel ne sert plus"]);
    assert_eq!(browser.get("/dossiers").await.path, "/dossiers", "looking takes nothing back");
    let page = press(&mut victim, "undo_change", &link).await;
    page.must_say(&["Le changement est annulé et tous les appareils sont déconnectés.", "Choisir un nouveau mot de passe"]);
    assert!(has(&portal, CLAIRE, "phone IS NULL AND mobile = '+33639981234'").await);
    assert_eq!(portal.number("SELECT COUNT(*) FROM bank_accounts WHERE withdrawn_at IS NULL").await, 0);
    assert_eq!(browser.get("/dossiers").await.path, "/connexion", "every session ended");
    assert!(!signs_in(&portal, CLAIRE, PASSWORD).await, "whoever knew the password is out");
    for used in [&link, &second, &elsewhere] {
        assert_eq!(victim.get(used).await.status, 410, "{used}");
    }
    let token = page.path.trim_start_matches("/lien/").to_owned();
    let form = [("token", token.as_str()), ("new", OTHER_PASSWORD), ("again", OTHER_PASSWORD)];
    assert_eq!(victim.post("/api/reset_password", &form).await.path, "/connexion");
    assert!(signs_in(&portal, CLAIRE, OTHER_PASSWORD).await);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'changes_undone'").await, 1);
}

#[tokio::test]
async fn y10_a_mobile_number_that_another_one_takes_the_place_of_is_told_beside_the_address() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let changes = [(MOBILE, None), ("06 39 98 00 00", Some("+33639981234")), ("", Some("+33639980000")), (MOBILE, None)];
    for (n, (mobile, told)) in changes.into_iter().enumerate() {
        let before = portal.sms().len();
        change_contact(&mut browser, OLD, "01 99 00 48 74", mobile).await.must_say(&["C'est enregistré."]);
        assert_eq!(portal.deliver().await.len(), n + 1, "the address always is");
        let sms = portal.sms();
        assert_eq!(sms[before..].iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), Vec::from_iter(told), "{mobile}");
        assert!(sms[before..].iter().all(|(_, text)| text.contains("un changement vient d'etre fait") && !text.contains("00 00")));
    }
}

#[tokio::test]
async fn y10_y1_whoever_was_told_by_mail_is_not_looked_for_where_the_number_before_takes_nothing() {
    let nobody = SmsArm::gateway("http://127.0.0.1:1/messages", "t", Duration::from_secs(30)).unwrap();
    let portal = TestPortal::with_sms("demo", nobody).await;
    let mut browser = portal.signed_in(CLAIRE).await;
    change_contact(&mut browser, OLD, "", "06 39 98 00 00").await.must_say(&["C'est enregistré."]);
    for _ in 0..12 {
        portal.deliver().await;
        portal.advance(TimeDelta::days(1));
    }
    assert_eq!(portal.texts("SELECT state FROM outbox WHERE template = 'notice-sms'").await, ["failed"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM reach_tasks").await, 0);
}

#[tokio::test]
async fn y10_what_was_on_its_way_when_a_change_was_taken_back_changes_nothing() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    // Its session is good still, as for whatever was let in a moment before.
    portal.run(&format!("UPDATE users SET password_hash = '' WHERE login_name = '{CLAIRE}'")).await;
    assert_eq!(change_contact(&mut browser, NEW, "", "06 39 98 00 00").await.status, 404);
    assert_eq!(portal.change_iban(&mut browser, "FR1420041010050500013M02606").await.status, 404);
    assert!(has(&portal, CLAIRE, "mobile = '+33639981234' AND pending_email IS NULL").await);
    assert_eq!(portal.number("SELECT COUNT(*) FROM bank_accounts").await, 0);
    assert!(portal.deliver().await.is_empty(), "no link leaves");
}

#[tokio::test]
async fn y10_what_was_on_its_way_when_its_session_ended_changes_nothing() {
    let portal = TestPortal::start().await;
    let (mut browser, backend) = (portal.signed_in(CLAIRE).await, &portal.backend);
    let (person, session) = portal.member_of(&browser).await;
    browser.post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    let link = mail_to(&portal, OLD, "choisir un nouveau mot de passe").await.link();
    let form = [("token", link.trim_start_matches("/lien/")), ("new", OTHER_PASSWORD), ("again", OTHER_PASSWORD)];
    assert_eq!(portal.browser().post("/api/reset_password", &form).await.path, "/connexion");

    let form = ContactForm { email: NEW.to_owned(), mobile: "06 39 98 00 00".to_owned(), ..ContactForm::default() };
    assert!(matches!(backend.change_contact(&person, &session, &form).await, Err(BackendError::NotFound)));
    assert!(matches!(backend.change_iban(&person, &session, "FR1420041010050500013M02606").await, Err(BackendError::NotFound)));
    let id = "0195886b-0000-7000-8000-000000000001";
    assert!(matches!(backend.confirm_iban(&person, &session, id, "123456").await, Err(BackendError::NotFound)));
    assert!(matches!(backend.resend_iban_code(&person, &session).await, Err(BackendError::NotFound)));
    assert!(has(&portal, CLAIRE, "mobile = '+33639981234' AND pending_email IS NULL").await);
    assert_eq!(portal.number("SELECT COUNT(*) FROM bank_accounts").await, 0);
    assert_eq!(portal.deliver().await.len(), 2, "the link and what the reset tells, nothing more");
}

#[tokio::test]
async fn y10_the_link_of_a_later_change_leaves_the_earlier_one_and_its_link() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    change_contact(&mut browser, NEW, "01 99 00 48 74", MOBILE).await;
    let asked = mail_to(&portal, OLD, "Une autre adresse mail vient d'être demandée").await.link();
    let link = mail_to(&portal, NEW, "ouvrez ce lien").await.link();
    portal.advance(TimeDelta::minutes(1));
    portal.change_iban(&mut browser, "FR1420041010050500013M02606").await;
    let second = mail_to(&portal, OLD, "Le compte bancaire vient de changer").await.link();
    press(&mut portal.browser(), "undo_change", &second).await.must_say(&["Le changement est annulé"]);
    assert!(has(&portal, CLAIRE, "phone = '+33199004874'").await);
    press(&mut portal.browser(), "confirm_email", &link).await.must_say(&["Ce lien ne fonctionne plus"]);

    let (mut here, mut there) = (portal.browser(), portal.browser());
    let pages = futures::join!(press(&mut here, "undo_change", &asked), press(&mut there, "undo_change", &asked));
    let done = [&pages.0, &pages.1].iter().filter(|page| page.says("Le changement est annulé")).count();
    assert_eq!(done, 1, "of two uses at the same moment one counts");
    assert!(has(&portal, CLAIRE, "phone IS NULL AND mobile = '+33639981234'").await);
}

#[tokio::test]
async fn y10_the_way_back_ends_with_the_cooling_off() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    change_contact(&mut browser, OLD, "", "06 39 98 00 00").await;
    let link = mail_to(&portal, OLD, "Un numéro de téléphone vient de changer").await.link();
    portal.advance(TimeDelta::hours(71));
    assert_eq!(browser.get(&link).await.status, 200);
    portal.advance(TimeDelta::hours(1));
    assert_eq!(browser.get(&link).await.status, 410);
    press(&mut browser, "undo_change", &link).await.must_say(&["Ce lien ne fonctionne plus"]);
    for token in ["0", "zz0", "../..0", &"a".repeat(5000)] {
        press(&mut browser, "undo_change", token).await.must_say(&["Ce lien ne fonctionne plus"]);
        press(&mut browser, "confirm_email", token).await.must_say(&["Ce lien ne fonctionne plus"]);
    }
    assert!(has(&portal, CLAIRE, "mobile = '+33639980000'").await);
}

#[tokio::test]
async fn m14_b56_an_account_number_is_checked_sealed_masked_and_held_while_the_one_in_use_stays() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    for (typed, sentence) in [
        ("", "Indiquez votre IBAN."),
        ("FR1520041010050500013M02606", "Cet IBAN n'est pas juste."),
        ("FR14 2004", "Cet IBAN est trop court ou trop long."),
        ("US64SVBKUS6S3300958879", "Nous ne pouvons pas payer dans ce pays."),
    ] {
        let page = portal.change_iban(&mut browser, typed).await;
        assert_eq!(page.path, "/compte/iban");
        page.must_say(&["À corriger", sentence]);
        assert_eq!(page.field("iban").as_deref(), Some(typed));
    }
    let page = portal.change_iban(&mut browser, "fr14 2004 1010 0505 0001 3m02 606").await;
    assert_eq!(page.path, OVERVIEW);
    page.must_say(&["FR14 •••• •••• 2606", "utilisable à partir du 15 mars 2026 à 15 h 48"]);
    assert!(!page.html().contains("20041010"));
    let kept = portal.texts("SELECT iban FROM bank_accounts UNION ALL SELECT params FROM outbox UNION ALL SELECT detail FROM audit").await;
    assert!(kept.iter().all(|text| !text.contains("20041010")), "{kept:?}");
    portal.change_iban(&mut browser, "FR1420041010050500013M02606").await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM bank_accounts").await, 1, "the same number twice is one change");

    portal.advance(TimeDelta::days(3));
    let mut browser = portal.signed_in(CLAIRE).await;
    browser.get(OVERVIEW).await.must_say(&["FR14 •••• •••• 2606 en service"]);
    for (iban, end) in [("FR7699999000420000000123466", "3466"), ("FR9899999000420000000567A44", "7A44")] {
        portal.advance(TimeDelta::minutes(1));
        let page = portal.change_iban(&mut browser, iban).await;
        page.must_say_in_order(&["FR14 •••• •••• 2606", "en service", &format!("•••• •••• {end}"), "utilisable à partir du 18 mars 2026"]);
    }
    assert!(!browser.get(OVERVIEW).await.says("3466"), "what was never used gives way");
    assert_eq!(portal.number("SELECT COUNT(*) FROM bank_accounts").await, 3, "every change is kept");
    assert!(!hugo(&portal).await.get(OVERVIEW).await.says("••••"));
    let last = mail_to(&portal, OLD, "Le compte bancaire vient de changer").await.link();
    press(&mut portal.browser(), "undo_change", &last).await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM bank_accounts WHERE withdrawn_at IS NULL").await, 2, "the one held before is back");
}
