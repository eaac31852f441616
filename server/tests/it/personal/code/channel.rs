//! Over which channel a code goes, and what is none: whatever whoever knows the password alone may have put there (B-56, Y-10).
use super::{CODE, IBAN, OTHER, PAGE, accounts, awaited, confirm, give, sms};
use crate::{
    passkey::{Device, add, enter},
    personal::{MOBILE, NEW, OLD, OTHER_PASSWORD, OVERVIEW, change_contact, mail_to, press},
    second_factor::turn_on,
    support::{CLAIRE, HUGO, TestPortal, code},
};
use backend::demo::PASSWORD;
use chrono::TimeDelta;
use domain::account::Channel;

const NO_WAY: &str = "Nous ne pouvons pas vous envoyer de code de confirmation";

#[tokio::test]
async fn b56_whoever_proves_themselves_by_a_second_step_is_sent_no_code() {
    let portal = TestPortal::start().await;
    let key = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    let mut browser = portal.browser();
    browser.sign_in("41934417", "").await;
    browser.post("/api/second_step", &[("code", &code(key, portal.backend.now()))]).await;
    let page = give(&mut browser, IBAN).await;
    assert_eq!(page.path, OVERVIEW, "{}", page.text());
    portal.advance(TimeDelta::minutes(11));
    let proof = code(key, portal.backend.now());
    browser.post("/api/prove", &[("current", PASSWORD), ("code", &proof), ("next", PAGE)]).await;
    assert_eq!(give(&mut browser, OTHER).await.path, OVERVIEW);
    assert_eq!((accounts(&portal).await, awaited(&portal).await, sms(&portal).await), (2, 0, 0));
    assert!(portal.deliver().await.iter().any(|mail| mail.subject == "Un changement dans votre espace"), "and is told");
}

#[tokio::test]
async fn b56_y10_a_second_step_or_a_passkey_that_was_just_added_is_no_second_channel() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let (key, _) = turn_on(&portal, &mut claire).await;
    portal.advance(TimeDelta::minutes(1));
    let by_code = async || {
        let mut browser = portal.browser();
        browser.sign_in(CLAIRE, "").await;
        browser.post("/api/second_step", &[("code", &code(&key, portal.backend.now()))]).await;
        browser
    };
    assert_eq!(give(&mut by_code().await, IBAN).await.path, CODE, "whoever knows the password may have added it");
    portal.advance(TimeDelta::hours(72));
    assert_eq!(give(&mut by_code().await, IBAN).await.path, OVERVIEW);

    let (mut hugo, mut phone) = (portal.signed_in(HUGO).await, Device::new(7));
    add(&mut hugo, &mut phone, "").await;
    assert_eq!(give(&mut hugo, IBAN).await.path, CODE);
    for (hours, path) in [(0, CODE), (72, OVERVIEW)] {
        portal.advance(TimeDelta::hours(hours));
        let mut browser = portal.browser();
        enter(&mut browser, &mut phone).await;
        assert_eq!(give(&mut browser, OTHER).await.path, path, "a passkey counts as both factors");
    }
    assert_eq!(give(&mut portal.signed_in(HUGO).await, IBAN).await.path, CODE, "the password alone does not");
}

#[tokio::test]
async fn b56_a_code_goes_to_the_verified_address_of_whoever_has_no_mobile_number() {
    let portal = TestPortal::start().await;
    portal.run(&format!("UPDATE users SET mobile = NULL WHERE login_name = '{CLAIRE}'")).await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let page = give(&mut browser, IBAN).await;
    page.must_say(&["un code à 6 chiffres à votre adresse mail"]);
    let code = portal.sent_code(Channel::Mail).await;
    let mail = mail_to(&portal, OLD, "Pour le confirmer, saisissez-y ce code").await;
    assert!(!mail.text.contains("2606") && !mail.text.contains("Claire") && portal.sms().is_empty());
    assert_eq!(confirm(&mut browser, &page.field("id").unwrap(), &code).await.path, OVERVIEW);

    portal.run(&format!("UPDATE users SET email_verified_at = NULL WHERE login_name = '{CLAIRE}'")).await;
    let page = give(&mut browser, OTHER).await;
    assert_eq!(page.path, PAGE);
    page.must_say(&["À corriger", NO_WAY, "inchangés depuis 72 heures", "appelez-nous au 01 99 00 56 78"]);
    assert_eq!(page.field("iban").as_deref(), Some(OTHER));
    assert_eq!((accounts(&portal).await, awaited(&portal).await), (1, 0));
}

#[tokio::test]
async fn b56_y10_a_number_or_an_address_that_was_just_changed_gets_no_code() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    change_contact(&mut browser, NEW, "", "06 39 98 00 00").await;
    let link = mail_to(&portal, NEW, "ouvrez ce lien").await.link();
    let page = give(&mut browser, IBAN).await;
    page.must_say(&["À corriger", NO_WAY, "Après un mobile changé ou un mot de passe oublié, l'adresse mail ne suffit pas."]);
    press(&mut browser, "confirm_email", &link).await;
    give(&mut browser, OTHER).await.must_say(&[NO_WAY]);
    portal.advance(TimeDelta::hours(72));
    let mut browser = portal.signed_in(CLAIRE).await;
    give(&mut browser, OTHER).await.must_say(&["par SMS"]);
    portal.sent_code(Channel::Sms).await;
    assert_eq!(portal.sms().last().unwrap().0, "+33639980000");

    // Nor does that of whoever has no address, though no mail told of it.
    let mut hugo = portal.signed_in(HUGO).await;
    portal.run(&format!("UPDATE users SET email = NULL, email_verified_at = NULL WHERE login_name = '{HUGO}'")).await;
    change_contact(&mut hugo, NEW, "", "06 39 98 11 11").await;
    give(&mut hugo, IBAN).await.must_say(&[NO_WAY]);
    portal.advance(TimeDelta::hours(72));
    assert_eq!(give(&mut portal.signed_in(HUGO).await, IBAN).await.path, CODE);
}

#[tokio::test]
async fn b56_y10_no_address_stands_in_for_a_number_that_was_just_taken_away() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    change_contact(&mut browser, OLD, "01 99 00 48 74", "").await.must_say(&["C'est enregistré."]);
    give(&mut browser, IBAN).await.must_say(&["À corriger", NO_WAY]);
    change_contact(&mut browser, OLD, "", "").await.must_say(&["C'est enregistré."]);
    give(&mut browser, IBAN).await.must_say(&["À corriger", NO_WAY]);
    assert_eq!((accounts(&portal).await, awaited(&portal).await), (0, 0));
    portal.advance(TimeDelta::hours(72));
    let mut browser = portal.signed_in(CLAIRE).await;
    change_contact(&mut browser, NEW, "", "").await;
    mail_to(&portal, NEW, "ouvrez ce lien").await;
    give(&mut browser, IBAN).await.must_say(&["à votre adresse mail"]);
    portal.sent_code(Channel::Mail).await;
    assert_eq!(portal.deliver().await.last().unwrap().to, OLD, "the address that is used still");
}

#[tokio::test]
async fn b56_y10_where_the_password_came_by_mail_the_same_mailbox_is_no_second_channel() {
    let portal = TestPortal::start().await;
    let has_mobile = async |mobile: &str| portal.run(&format!("UPDATE users SET mobile = {mobile} WHERE login_name = '{CLAIRE}'")).await;
    let entered = async || {
        let mut browser = portal.browser();
        browser.post("/api/sign_in", &[("login", CLAIRE), ("password", OTHER_PASSWORD)]).await;
        browser
    };
    has_mobile("NULL").await;
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    let link = mail_to(&portal, OLD, "choisir un nouveau mot de passe").await.link();
    let form = [("token", link.trim_start_matches("/lien/")), ("new", OTHER_PASSWORD), ("again", OTHER_PASSWORD)];
    assert_eq!(portal.browser().post("/api/reset_password", &form).await.path, "/connexion");
    let page = give(&mut entered().await, IBAN).await;
    assert_eq!(page.path, PAGE);
    page.must_say(&["À corriger", NO_WAY, "inchangés depuis 72 heures"]);
    assert_eq!((accounts(&portal).await, awaited(&portal).await), (0, 0));

    has_mobile(&format!("'{MOBILE}'")).await;
    give(&mut entered().await, IBAN).await.must_say(&["par SMS"]);
    has_mobile("NULL").await;
    portal.advance(TimeDelta::hours(72));
    give(&mut entered().await, IBAN).await.must_say(&["à votre adresse mail"]);
}
