//! « Mon Profil »: devices, leaving, coming back, and what is purged (A-11, G-2 … G-5, R-26).
use crate::{
    second_factor::turn_on,
    support::{Browser, CLAIRE, HUGO, Page, Sent, TestPortal, YANN, fixture},
};
use backend::demo::PASSWORD;
use chrono::TimeDelta;
use domain::account::Channel;

async fn close(browser: &mut Browser, password: &str) -> Page {
    browser.post("/api/close_account", &[("current", password)]).await
}

async fn signs_in(portal: &TestPortal, login: &str) -> bool {
    portal.browser().sign_in(login, "").await.path == "/"
}

#[tokio::test]
async fn a_member_sees_their_devices_and_ends_one_or_all_others() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let mut phone = portal.browser();
    phone.header("user-agent", "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36");
    phone.sign_in(CLAIRE, "").await;
    let mut third = portal.signed_in(CLAIRE).await;
    let page = browser.get("/compte").await;
    page.must_say(&["Mon Profil", "Claire Moreau", "Chrome sur Android", "Cet appareil", "Déconnecter tous les autres appareils"]);
    let ids = page.fields("id");
    assert_eq!(ids.len(), 2, "this device has no button");

    let mut hugo = portal.signed_in(HUGO).await;
    for id in &ids {
        hugo.post("/api/end_sessions", &[("id", id)]).await;
    }
    assert_eq!(phone.get("/dossiers").await.path, "/dossiers", "nobody ends the session of another");

    let page = browser.post("/api/end_sessions", &[("id", &ids[0])]).await;
    page.must_say(&["Déconnexion faite"]);
    let left = [phone.get("/dossiers").await.path, third.get("/dossiers").await.path].iter().filter(|path| *path == "/dossiers").count();
    assert_eq!(left, 1);
    browser.post("/api/end_sessions", &[]).await;
    assert_eq!((phone.get("/dossiers").await.path, third.get("/dossiers").await.path), ("/connexion".into(), "/connexion".into()));
    assert_eq!(browser.get("/dossiers").await.path, "/dossiers", "the one that asks stays");
}

#[tokio::test]
async fn a11_g2_g3_before_leaving_a_member_reads_what_goes_what_stays_why_and_until_when() {
    let portal = TestPortal::of("emprunteur").await;
    let mut claire = portal.signed_in(CLAIRE).await;
    claire.get("/compte").await.must_say_in_order(&["Mon Profil", "Paramètres", "Supprimer votre compte"]);
    claire.get("/compte/supprimer").await.must_say(&[
        "Jusqu'au 19 mars 2026, un lien reçu par mail permet de tout annuler.",
        "votre identifiant, votre mot de passe et vos appareils connectés",
        "Vos demandes transmises et leurs justificatifs, jusqu'au 12 mars 2031",
    ]);
    let page = portal.signed_in(YANN).await.get("/compte/supprimer").await;
    page.must_say(&["Un dossier est en cours. Il continue", "la demande que vous n'avez pas transmise"]);
    let page = portal.signed_in(HUGO).await.get("/compte/supprimer").await;
    page.must_say(&["Vous n'avez transmis aucune demande : il n'en reste aucune. Votre contrat, lui, continue."]);
    assert!(!page.says("Un dossier est en cours"));
}

#[tokio::test]
async fn g2_before_leaving_a_member_reads_that_the_journal_stays_and_all_that_goes_besides() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let (second, notices) = ("la validation en deux étapes et vos codes de secours", "vos choix d'alertes pour vos paiements");
    let page = claire.get("/compte/supprimer").await;
    page.must_say(&["Le journal de ce qui a été fait", "sous un numéro et non sous votre nom", "vos connexions pendant 12 mois", notices]);
    assert!(!page.says(second) && !page.says("demandes de correction") && !page.says("Vous n'avez transmis"));
    turn_on(&portal, &mut claire).await;
    claire.get("/compte/supprimer").await.must_say(&[second]);
    close(&mut claire, PASSWORD).await;
    portal.advance(TimeDelta::days(8));
    portal.backend.purge(false).await.unwrap();
    let journal = "SELECT COUNT(*) FROM audit WHERE action IN ('signed_in', 'second_factor_on', 'account_closed')";
    assert_eq!(portal.number(journal).await, 3, "as the page says");
    portal.advance(TimeDelta::days(367));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.number(journal).await, 2, "who signed in goes first");

    let portal = TestPortal::of("collective").await;
    let mut claire = portal.signed_in("clairemoreau").await;
    let sentence = "vos demandes de correction et nos réponses";
    let page = claire.get("/compte/supprimer").await;
    assert!(!page.says(sentence) && !page.says(notices), "{}", page.text());
    claire.post("/api/ask_correction", &[("text", "Mon nom s'écrit Morô.")]).await;
    claire.get("/compte/supprimer").await.must_say(&[sentence]);
}

#[tokio::test]
async fn a11_r26_an_account_is_closed_at_once_and_opened_again_by_a_mailed_link() {
    let portal = TestPortal::start().await;
    let (mut browser, mut elsewhere) = (portal.signed_in(CLAIRE).await, portal.signed_in(CLAIRE).await);
    for (password, sentence) in [("", "Saisissez votre mot de passe actuel."), ("faux", "Ce n'est pas votre mot de passe actuel.")] {
        let page = close(&mut browser, password).await;
        assert_eq!(page.path, "/compte/supprimer");
        page.must_say(&["À corriger", sentence]);
    }
    assert_eq!(browser.get("/dossiers").await.path, "/dossiers", "nothing happened");
    let page = close(&mut browser, PASSWORD).await;
    assert_eq!(page.path, "/connexion");
    page.must_say(&["Votre compte est fermé."]);
    assert_eq!(elsewhere.get("/dossiers").await.path, "/connexion");
    assert!(!signs_in(&portal, CLAIRE).await);
    browser.post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;

    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 1, "no way in but the link: a lost password is not answered");
    let link = mails[0].link();
    portal.advance(TimeDelta::days(7));
    browser.get(&link).await.must_say(&["Garder mon compte", "rien n'est encore effacé"]);
    assert!(!signs_in(&portal, CLAIRE).await, "looking at the link opens nothing");
    let page = browser.post("/api/stay", &[("token", link.trim_start_matches("/lien/"))]).await;
    page.must_say(&["Votre compte est rouvert, rien n'a été effacé."]);
    portal.advance(TimeDelta::days(30));
    portal.backend.purge(false).await.unwrap();
    assert!(signs_in(&portal, CLAIRE).await);
    assert_eq!(browser.get(&link).await.status, 410, "used");
}

#[tokio::test]
async fn a11_r26_x8_whoever_has_no_address_is_told_to_call_and_no_mail_is_promised() {
    let portal = TestPortal::start().await;
    portal.run(&format!("UPDATE users SET email = NULL, email_verified_at = NULL WHERE login_name IN ('{CLAIRE}', '{HUGO}')")).await;
    portal.run(&format!("UPDATE users SET mobile = NULL WHERE login_name = '{HUGO}'")).await;
    for login in [CLAIRE, HUGO] {
        let mut browser = portal.signed_in(login).await;
        let page = browser.get("/compte/supprimer").await;
        page.must_say(&["jusqu'au 19 mars 2026, appelez-nous au 01 99 00 56 78", "et nous le rouvrons"]);
        assert!(!page.says("par mail permet"), "{}", page.text());
        let page = close(&mut browser, PASSWORD).await;
        page.must_say(&["Votre compte est fermé. Vous changez d'avis ? Pendant quelques jours, appelez-nous au 01 99 00 56 78"]);
        assert!(!page.says("Un mail vous permet"), "{}", page.text());
    }
    assert!(portal.deliver().await.is_empty(), "there is no address to write to");
    let text = "Relais Démo : votre espace est fermé et sera effacé dans quelques jours. Pour le rouvrir, ou si ce n'est pas vous, \
                appelez-nous au 01 99 00 56 78.";
    assert_eq!(portal.sms(), [("+33639981234".to_owned(), text.to_owned())], "whoever has a mobile number hears of it there");
}

#[tokio::test]
async fn a11_r26_x8_whoever_has_an_address_that_is_verified_no_more_is_told_by_sms_and_may_call() {
    let portal = TestPortal::start().await;
    portal.run(&format!("UPDATE users SET email_verified_at = NULL WHERE login_name = '{CLAIRE}'")).await;
    let page = close(&mut portal.signed_in(CLAIRE).await, PASSWORD).await;
    page.must_say(&["Un mail vous permet de changer d'avis", "Rien reçu ? Appelez-nous au 01 99 00 56 78", "et nous le rouvrons"]);
    portal.deliver().await;
    let told = portal.sms();
    assert!(told.len() == 1 && told[0].0 == "+33639981234" && told[0].1.contains("votre espace est fermé"), "{told:?}");
}

#[tokio::test]
async fn g2_g5_r15_on_the_eighth_day_a_member_who_sent_nothing_is_gone_files_and_key_included() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(HUGO).await;
    let enrolment = browser.get("/").await.links().iter().find_map(|link| link.strip_prefix("/credits/").map(str::to_owned)).unwrap();
    let number = browser.post("/api/declare", &[("enrolment", &enrolment)]).await.claim_number();
    browser.upload(&number, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await;
    let files = portal.stored_files().len();
    close(&mut browser, PASSWORD).await;
    let link = portal.deliver().await[0].link();
    portal.advance(TimeDelta::days(7));
    assert_eq!(portal.backend.purge(false).await.unwrap().accounts, 0, "not before its day");
    portal.advance(TimeDelta::days(1));
    let dry = portal.backend.purge(true).await.unwrap();
    assert_eq!(dry.accounts, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM users WHERE given_name = 'Hugo'").await, 1, "counting deletes nothing");
    assert_eq!(portal.backend.purge(false).await.unwrap(), dry, "what was counted is what goes");
    assert_eq!(browser.get(&link).await.status, 410, "too late");
    assert!(!signs_in(&portal, HUGO).await);
    assert_eq!(portal.number("SELECT COUNT(*) FROM users WHERE given_name = 'Hugo' OR email LIKE '%40935520%'").await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM member_keys").await, portal.number("SELECT COUNT(*) FROM users").await - 1);
    assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM claims WHERE number = '{number}'")).await, 0);
    assert!(portal.stored_files().len() < files, "the files of the draft are gone");
    assert_eq!(portal.backend.purge(false).await.unwrap().accounts, 0, "once");
}

#[tokio::test]
async fn g2_what_was_sent_is_kept_out_of_reach_when_its_member_is_erased() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let sent = "SELECT COUNT(*) FROM requests JOIN claims ON claims.id = claim_id JOIN enrolments ON enrolments.id = enrolment_id \
                JOIN users ON users.id = user_id WHERE family_name = 'Moreau'";
    let before = portal.number(sent).await;
    assert!(before > 0);
    close(&mut browser, PASSWORD).await;
    portal.advance(TimeDelta::days(8));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.number(sent).await, before, "the requests, with the name they were sent under");
    assert_eq!(portal.number("SELECT COUNT(*) FROM users WHERE family_name = 'Moreau' AND email IS NULL AND mobile IS NULL").await, 1);
    assert!(!signs_in(&portal, CLAIRE).await);
    assert_eq!(portal.number("SELECT COUNT(*) FROM users WHERE login_name = '40821176'").await, 0, "the name is free");
}

#[tokio::test]
async fn g2_what_a_member_was_told_goes_with_them_and_what_others_were_told_in_the_same_mailbox_stays() {
    let portal = TestPortal::start().await;
    portal.run(&format!("UPDATE users SET email = 'a.deux@courrier.example' WHERE login_name IN ('{CLAIRE}', '{HUGO}')")).await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    browser.submit(&number).await;
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", HUGO)]).await;
    let told = async || {
        let left = |which: &str| format!("SELECT COUNT(*) FROM outbox WHERE state = 'sent' AND {which}");
        (portal.number(&left("template = 'claim-mail'")).await, portal.number(&left("dedup_key LIKE 'link:%'")).await)
    };
    close(&mut browser, PASSWORD).await;
    portal.deliver().await;
    assert_eq!(told().await, (1, 2));
    portal.advance(TimeDelta::days(8));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(told().await, (0, 2));
}

#[tokio::test]
async fn g4_b56_which_codes_were_sent_and_missed_goes_by_the_table_and_which_account_was_taken_stays() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let page = browser.post("/api/change_iban", &[("iban", "FR1420041010050500013M02606")]).await;
    let (id, code) = (page.field("id").unwrap(), portal.sent_code(Channel::Sms).await);
    let wrong = if code == "123456" { "654321" } else { "123456" };
    for code in [wrong, &code] {
        browser.post("/api/confirm_iban", &[("id", &id), ("code", code)]).await;
    }
    let actions = "'account_code_sent', 'account_code_wrong', 'account_number_changed'";
    let noted = &format!("SELECT action FROM audit WHERE action IN ({actions}) ORDER BY action");
    assert_eq!(portal.texts(noted).await, ["account_code_sent", "account_code_wrong", "account_number_changed"]);
    portal.advance(TimeDelta::days(367));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.texts(noted).await, ["account_number_changed"]);
}

#[tokio::test]
async fn g4_what_nobody_needs_any_more_goes_by_the_table() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(YANN).await;
    browser.post("/api/send_help", &[("lost", "password"), ("name", YANN)]).await;
    portal.deliver().await;
    portal.advance(TimeDelta::days(89));
    assert_eq!(portal.backend.purge(false).await.unwrap().messages, 0);
    portal.advance(TimeDelta::days(2));
    let purged = portal.backend.purge(false).await.unwrap();
    assert_eq!((purged.messages, purged.drafts), (1, 0));
    let drafts = "SELECT COUNT(*) FROM requests WHERE state = 'draft'";
    let before = portal.number(drafts).await;
    portal.advance(TimeDelta::days(366));
    let purged = portal.backend.purge(false).await.unwrap();
    assert_eq!(i64::try_from(purged.drafts).unwrap(), before, "a year without a touch");
    assert!(purged.audit > 0, "who signed in a year ago");
    assert_eq!((portal.number(drafts).await, portal.number("SELECT COUNT(*) FROM claims WHERE status = 'draft'").await), (0, 0));
    assert_eq!(
        portal.number("SELECT COUNT(*) FROM audit WHERE action <> 'signed_in'").await > 0,
        portal.number("SELECT COUNT(*) FROM audit").await > 0
    );
}
