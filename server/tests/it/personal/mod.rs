//! « Mes données personnelles » (S-51 … S-54, X-7, X-10, X-19, M-13, M-14, B-56, D-15, Q-8, Y-10).
mod code;
mod towns;
mod undo;

use crate::support::{Browser, CLAIRE, HUGO, Mail, Page, TestPortal, folded};
use backend::demo::PASSWORD;
use chrono::TimeDelta;

const OLD: &str = "membre.40821176@courrier.example";
const NEW: &str = "claire@ailleurs.example";
const OVERVIEW: &str = "/compte/donnees-personnelles";
const MOBILE: &str = "06 39 98 12 34";
const OTHER_PASSWORD: &str = "Trois chèvres sur un toit 7";

async fn change_contact(browser: &mut Browser, email: &str, phone: &str, mobile: &str) -> Page {
    browser.post("/api/change_contact", &[("email", email), ("phone", phone), ("mobile", mobile)]).await
}

async fn ask(browser: &mut Browser, text: &str) -> Page {
    browser.post("/api/ask_correction", &[("text", text)]).await
}

async fn press(browser: &mut Browser, function: &str, link: &str) -> Page {
    browser.post(&format!("/api/{function}"), &[("token", link.trim_start_matches("/lien/"))]).await
}

/// The newest mail to that address with these words in it.
async fn mail_to(portal: &TestPortal, to: &str, words: &str) -> Mail {
    let mails = portal.deliver().await;
    let found = mails.into_iter().rfind(|mail| mail.to == to && folded(&mail.text).contains(words));
    found.unwrap_or_else(|| panic!("no mail to {to} with {words:?}"))
}

/// Somebody else, who has accepted the terms.
async fn hugo(portal: &TestPortal) -> Browser {
    let mut browser = portal.browser();
    browser.sign_in(HUGO, "").await;
    browser.post("/api/accept_terms", &[("version", "2")]).await;
    browser
}

async fn signs_in(portal: &TestPortal, login: &str, password: &str) -> bool {
    portal.browser().post("/api/sign_in", &[("login", login), ("password", password)]).await.path == "/"
}

async fn has(portal: &TestPortal, login: &str, condition: &str) -> bool {
    portal.number(&format!("SELECT COUNT(*) FROM users WHERE login_name = '{login}' AND {condition}")).await == 1
}

#[tokio::test]
async fn s51_s52_s53_s54_all_data_stands_on_one_page_in_the_words_and_order_of_the_seed() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    assert!(browser.get("/compte").await.links().iter().any(|link| link == OVERVIEW));
    let page = browser.get(OVERVIEW).await;
    page.must_not_warn();
    page.must_say_in_order(&[
        "Mes données personnelles",
        "(* précise que la saisie de cette donnée est obligatoire)",
        "Madame Claire Moreau née le 17 juin 1982",
        "Adresse*",
        "Numéro et libellé de la voie",
        "12 rue des Écoles",
        "Entrée, tour, bâtiment, immeuble, résidence, zone industrielle",
        "Résidence les Tilleuls",
        "Mentions spéciales de distribution - Boîte Postale, Tri Spécial",
        "Code postal*",
        "29200",
        "Ville*",
        "Brest",
        "Email*",
        OLD,
        "Téléphone*",
        "Pas de Tel",
        "Mobile*",
        MOBILE,
        "Pour mes indemnisations",
        "je souhaite être informé/alerté par Email",
        "Oui",
        "je souhaite être informé/alerté par SMS",
        "Non",
        "IBAN",
        "Non renseigné",
    ]);
    for part in ["/compte/adresse", "/compte/coordonnees", "/compte/notifications", "/compte/iban"] {
        assert!(page.links().iter().any(|link| link == part), "{part}");
        let form = browser.get(part).await;
        assert_eq!(form.path, part);
        form.must_say(&["Ces données servent à vous joindre et à gérer votre contrat.", "Enregistrer"]);
    }
    browser.get("/compte/adresse").await.must_say_in_order(&["Adresse*", "Numéro et libellé de la voie", "Code postal*", "Ville*"]);
    browser.get("/compte/coordonnees").await.must_say_in_order(&["Email*", "Téléphone*", "Pas de Tel", "Mobile*"]);
    hugo(&portal).await.get(OVERVIEW).await.must_say(&["Monsieur Hugo Delattre né le 22 janvier 1990"]);
}

#[tokio::test]
async fn x7_what_must_be_given_is_what_the_insurer_says() {
    let portal = TestPortal::of("assistance").await;
    let mut browser = portal.signed_in("claire.moreau@courrier.example").await;
    let page = browser.get(OVERVIEW).await;
    page.must_say(&["Email*", "Mobile"]);
    assert!(!page.says("Mobile*") && !page.says("Adresse*") && !page.says("Pour mes indemnisations") && !page.says("IBAN"));
    change_contact(&mut browser, "claire.moreau@courrier.example", "", "").await.must_say(&["C'est enregistré."]);
    assert_eq!(browser.get("/compte/notifications").await.status, 404);
    assert_eq!(browser.get("/compte/iban").await.status, 404);
    assert_eq!(browser.get("/compte/iban/code").await.status, 404);
    assert_eq!(browser.call("choose_notices", &[("by_email", "true")]).await.status, 404);
    assert_eq!(browser.call("change_iban", &[("iban", "FR1420041010050500013M02606")]).await.status, 404);
    assert_eq!(browser.call("confirm_iban", &[("code", "123456")]).await.status, 404);
}

#[tokio::test]
async fn s52_an_address_is_changed_without_a_proof_and_what_is_wrong_is_named() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    portal.advance(TimeDelta::minutes(20));
    let page = browser.post("/api/change_address", &[]).await;
    assert_eq!(page.path, "/compte/adresse");
    page.must_say_in_order(&["À corriger", "Indiquez votre adresse", "Indiquez votre code postal.", "Indiquez votre ville."]);
    let typed = [("line1", "3 quai de la Douane"), ("line3", "BP 12"), ("postcode", "2920"), ("town", "Brest")];
    let page = browser.post("/api/change_address", &typed).await;
    page.must_say(&["Un code postal compte 5 chiffres, par exemple 29200."]);
    assert_eq!(page.field("line1").as_deref(), Some("3 quai de la Douane"), "nothing typed is lost");
    assert_eq!(page.field("postcode").as_deref(), Some("2920"));
    assert!(has(&portal, CLAIRE, "address_line1 = '12 rue des Écoles'").await);
    let typed = [("line1", "3 quai de la Douane"), ("line3", "BP 12"), ("postcode", "29 100"), ("town", "Douarnenez")];
    let page = browser.post("/api/change_address", &typed).await;
    assert_eq!(page.path, OVERVIEW);
    page.must_say(&["C'est enregistré.", "3 quai de la Douane", "29100", "Douarnenez"]);
    assert!(has(&portal, CLAIRE, "address_line2 IS NULL AND address_line3 = 'BP 12' AND postcode = '29100'").await);
    assert!(!hugo(&portal).await.get(OVERVIEW).await.says("Douarnenez"));
    assert!(portal.deliver().await.is_empty(), "an address is nobody's way in");

    let long = "é".repeat(4_000);
    let page = browser.post("/api/change_address", &[("line1", &long), ("town", &long), ("postcode", "29200")]).await;
    page.must_say(&["Cette ligne est trop longue. Abrégez-la à 60 caractères."]);
    let page = browser.post("/api/change_address", &[("line1", "<script>"), ("postcode", "29200"), ("town", "\"Brest\"")]).await;
    assert!(!page.html().contains("<script>"), "{}", page.html());
}

#[tokio::test]
async fn y10_b56_numbers_address_and_account_ask_for_a_fresh_proof_and_come_back_to_the_page() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    portal.advance(TimeDelta::minutes(11));
    for (page, function, form) in [
        ("/compte/coordonnees", "change_contact", [("email", NEW), ("mobile", "0639980000")]),
        ("/compte/iban", "change_iban", [("iban", "FR1420041010050500013M02606"), ("x", "")]),
    ] {
        let asked = browser.get(page).await;
        assert_eq!(asked.path, "/compte/confirmer");
        asked.must_say(&["Confirmez que c'est vous"]);
        assert_eq!(asked.field("next").as_deref(), Some(page));
        let posted = browser.post(&format!("/api/{function}"), &form).await;
        assert_eq!((posted.path.as_str(), posted.field("next").as_deref()), ("/compte/confirmer", Some(page)));
        assert_eq!(browser.call(function, &form).await.status, 403);
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM bank_accounts").await, 0);
    assert!(has(&portal, CLAIRE, "pending_email IS NULL AND mobile = '+33639981234'").await);
    let page = browser.post("/api/prove", &[("current", PASSWORD), ("next", "/compte/coordonnees")]).await;
    assert_eq!(page.path, "/compte/coordonnees");
    assert_eq!(browser.get("/compte/iban").await.path, "/compte/iban");
}

#[tokio::test]
async fn y10_what_was_typed_while_the_proof_grew_old_is_found_again_by_whoever_typed_it_and_no_secret_is() {
    let (portal, kept) = (TestPortal::start().await, "Ce que vous aviez saisi est gardé");
    let mut browser = portal.signed_in(CLAIRE).await;
    assert!(!browser.get("/compte/coordonnees").await.says(kept));
    portal.advance(TimeDelta::minutes(11));
    assert_eq!(change_contact(&mut browser, NEW, "", "06 39 98 00 00").await.path, "/compte/confirmer");
    let mut shared = browser.clone();
    let proof = |current| [("current", current), ("next", "/compte/coordonnees")];
    browser.post("/api/prove", &proof("faux")).await.must_say(&["À corriger"]);
    portal.advance(TimeDelta::minutes(2));
    let page = browser.post("/api/prove", &proof(PASSWORD)).await;
    page.must_say(&[kept, "Enregistrer"]);
    assert_eq!((page.field("email").as_deref(), page.field("mobile").as_deref()), (Some(NEW), Some("06 39 98 00 00")));
    assert!(has(&portal, CLAIRE, "pending_email IS NULL AND mobile = '+33639981234'").await, "nothing is saved by it");
    let again = browser.get("/compte/coordonnees").await;
    assert!(!again.says(kept) && again.field("email").as_deref() == Some(OLD), "found once");

    portal.advance(TimeDelta::minutes(11));
    assert_eq!(portal.change_iban(&mut browser, "FR1420041010050500013M02606").await.path, "/compte/confirmer");
    let page = browser.post("/api/prove", &[("current", PASSWORD), ("next", "/compte/iban")]).await;
    assert_eq!(page.field("iban").as_deref(), Some(""), "an account number is typed again");

    shared.post("/api/sign_out", &[]).await;
    shared.sign_in(HUGO, "").await;
    let page = shared.get("/compte/coordonnees").await;
    assert!(!page.says(kept) && page.field("email").as_deref() != Some(NEW), "nobody else in the same browser finds it");
}

#[tokio::test]
async fn m13_q8_an_address_is_used_once_its_link_is_pressed_and_the_old_one_hears_of_it_at_once() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let page = change_contact(&mut browser, " Claire@Ailleurs.example ", "", MOBILE).await;
    assert_eq!(page.path, OVERVIEW);
    page.must_say(&["Un mail vient de partir à la nouvelle adresse", "en attente de confirmation", NEW, "Renvoyer", "Annuler", OLD]);
    browser.get("/compte").await.must_say(&["en attente de confirmation"]);
    let notice = mail_to(&portal, OLD, "Une autre adresse mail vient d'être demandée").await;
    assert!(!notice.raw.contains("ailleurs") && !notice.text.contains("Claire"), "no value in a mail");
    let link = mail_to(&portal, NEW, "ouvrez ce lien").await.link();
    let token = link.trim_start_matches("/lien/");
    let kept = portal.texts("SELECT about FROM mailed_links WHERE about IS NOT NULL UNION ALL SELECT token_hash FROM mailed_links").await;
    assert!(kept.iter().all(|text| !text.contains("ailleurs") && !text.contains(token)), "{kept:?}");

    let mut phone = portal.browser();
    for _ in 0..2 {
        phone.get(&link).await.must_say(&["Confirmer mon adresse mail"]);
    }
    assert!(has(&portal, CLAIRE, &format!("email = '{OLD}'")).await, "opening the link changes nothing");
    let page = press(&mut phone, "confirm_email", &link).await;
    assert_eq!(page.path, "/connexion");
    page.must_say(&["Votre adresse mail est confirmée."]);
    assert!(has(&portal, CLAIRE, &format!("email = '{NEW}' AND email_verified_at IS NOT NULL AND pending_email IS NULL")).await);
    let page = browser.get(OVERVIEW).await;
    assert!(page.says(NEW) && !page.says("en attente de confirmation"));
    mail_to(&portal, OLD, "L'adresse mail de votre espace Relais Démo vient de changer.").await;
    assert_eq!(phone.get(&link).await.status, 410, "once");
    press(&mut phone, "confirm_email", &link).await.must_say(&["Ce lien ne fonctionne plus"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'email_changed'").await, 1);
    assert!(signs_in(&portal, CLAIRE, PASSWORD).await, "the sign-in name is another thing here");
}

#[tokio::test]
async fn m13_a_change_is_cancelled_replaced_or_sent_again_and_nobodys_mailbox_is_flooded() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    change_contact(&mut browser, NEW, "", MOBILE).await;
    let first = mail_to(&portal, NEW, "ouvrez ce lien").await.link();
    browser.post("/api/cancel_email_change", &[]).await.must_say(&["Votre adresse mail reste la même."]);
    press(&mut portal.browser(), "confirm_email", &first).await.must_say(&["Ce lien ne fonctionne plus"]);
    change_contact(&mut browser, "b@ailleurs.example", "", MOBILE).await;
    press(&mut portal.browser(), "confirm_email", &first).await.must_say(&["Ce lien ne fonctionne plus"]);
    assert!(has(&portal, CLAIRE, &format!("email = '{OLD}'")).await, "a link takes its own address into use, no other");
    browser.post("/api/resend_email_link", &[]).await.must_say(&["Un mail vient de partir"]);
    for _ in 0..3 {
        browser.post("/api/resend_email_link", &[]).await.must_say(&["Plusieurs mails sont déjà partis", "attendez 15 minutes"]);
    }
    let away = |mails: &[Mail]| mails.iter().filter(|mail| mail.to.ends_with("@ailleurs.example")).count();
    assert_eq!(away(&portal.deliver().await), 3);
    portal.advance(TimeDelta::minutes(15));
    browser.post("/api/resend_email_link", &[]).await.must_say(&["Un mail vient de partir"]);
    let again = mail_to(&portal, "b@ailleurs.example", "ouvrez ce lien").await.link();
    portal.advance(TimeDelta::minutes(15));
    assert_eq!(browser.get(&again).await.status, 410, "a quarter of an hour");
    assert_eq!(browser.get(OVERVIEW).await.status, 200);
    browser.post("/api/cancel_email_change", &[]).await;
    let page = browser.post("/api/resend_email_link", &[]).await;
    assert!(!page.says("Un mail vient de partir"), "nothing waits");
}

#[tokio::test]
async fn m13_whoever_has_no_verified_address_is_asked_for_one_on_their_profile() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    assert!(!browser.get("/compte").await.says("à vérifier"));
    portal.run(&format!("UPDATE users SET email_verified_at = NULL WHERE login_name = '{CLAIRE}'")).await;
    browser.get("/compte").await.must_say(&["Votre adresse mail est à vérifier", OLD, "Recevoir un lien pour la vérifier"]);
    browser.post("/api/resend_email_link", &[]).await.must_say(&["en attente de confirmation"]);
    let link = mail_to(&portal, OLD, "ouvrez ce lien").await.link();
    press(&mut browser, "confirm_email", &link).await.must_say(&["Votre adresse mail est confirmée."]);
    assert!(has(&portal, CLAIRE, "email_verified_at IS NOT NULL").await);
    assert_eq!(portal.deliver().await.len(), 1, "nothing changed, nobody is warned");
    portal.run(&format!("UPDATE users SET email = NULL, email_verified_at = NULL WHERE login_name = '{CLAIRE}'")).await;
    let page = browser.get("/compte").await;
    page.must_say(&["Il nous manque votre adresse mail"]);
    assert!(page.links().iter().any(|link| link == "/compte/coordonnees"));
    change_contact(&mut browser, NEW, "", MOBILE).await.must_say(&["en attente de confirmation"]);
    assert_eq!(portal.deliver().await.len(), 2, "no address to warn");
}

#[tokio::test]
async fn a6_m13_where_the_address_is_the_name_a_confirmed_one_is_the_name_unless_somebody_has_it() {
    let portal = TestPortal::of("assistance").await;
    let (claire, hugo) = ("claire.moreau@courrier.example", "hugo.delattre@courrier.example");
    let mut browser = portal.signed_in(claire).await;
    let free = change_contact(&mut browser, NEW, "", "").await.text().replace(NEW, "");
    let link = mail_to(&portal, NEW, "ouvrez ce lien").await.link();
    let taken = change_contact(&mut browser, hugo, "", "").await.text().replace(hugo, "");
    assert_eq!(free, taken, "nobody learns who has an account");
    let mail = mail_to(&portal, hugo, "Elle sert déjà à se connecter").await;
    assert!(!mail.text.contains("/lien/"));
    change_contact(&mut browser, NEW, "", "").await;
    press(&mut portal.browser(), "confirm_email", &link).await.must_say(&["Votre adresse mail est confirmée."]);
    assert!(signs_in(&portal, NEW, PASSWORD).await && !signs_in(&portal, claire, PASSWORD).await);
    assert!(signs_in(&portal, hugo, PASSWORD).await);

    let notice = mail_to(&portal, claire, "vient de changer").await.link();
    let page = press(&mut portal.browser(), "undo_change", &notice).await;
    page.must_say(&["Le changement est annulé", "Choisir un nouveau mot de passe"]);
    assert!(has(&portal, claire, &format!("email = '{claire}' AND pending_email IS NULL")).await);
    assert!(!signs_in(&portal, NEW, PASSWORD).await && !signs_in(&portal, claire, PASSWORD).await);
}

#[tokio::test]
async fn s54_x19_a_member_chooses_where_to_hear_of_payments() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    portal.advance(TimeDelta::minutes(20));
    let page = browser.post("/api/choose_notices", &[("by_sms", "true")]).await;
    page.must_say_in_order(&["C'est enregistré.", "par Email", "Non", "par SMS", "Oui"]);
    assert!(has(&portal, CLAIRE, "notices = 'sms'").await);
    portal.run(&format!("UPDATE users SET mobile = NULL WHERE login_name = '{CLAIRE}'")).await;
    let page = browser.post("/api/choose_notices", &[("by_email", "true"), ("by_sms", "true")]).await;
    assert_eq!(page.path, "/compte/notifications");
    page.must_say(&["À corriger", "Donnez d'abord un numéro de mobile"]);
    assert!(has(&portal, CLAIRE, "notices = 'sms'").await);
    browser.post("/api/choose_notices", &[]).await;
    assert!(has(&portal, CLAIRE, "notices IS NULL").await);
}

#[tokio::test]
async fn x10_d15_where_the_insurer_corrects_data_a_member_asks_and_sees_what_they_asked() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.signed_in("clairemoreau").await;
    let page = browser.get(OVERVIEW).await;
    page.must_say_in_order(&[
        "Mes données personnelles",
        "Madame Claire Moreau",
        "1250, rue des Érables",
        "G1R 2B5",
        "Adresse courriel",
        "Demande de correction",
        "Ces données ne peuvent être corrigées que par nous. Celles qui s'affichent ici ne mettent pas à jour votre dossier.",
    ]);
    assert!(!page.says("Modifier") && !page.says("obligatoire"));
    for path in ["/compte/adresse", "/compte/coordonnees", "/compte/notifications", "/compte/iban", "/compte/iban/code"] {
        assert_eq!(browser.get(path).await.status, 404, "{path}");
    }
    for function in ["change_address", "change_contact", "choose_notices", "change_iban", "confirm_iban", "resend_iban_code"] {
        assert_eq!(browser.call(function, &[("line1", "x"), ("town", "Brest"), ("postcode", "29200")]).await.status, 404, "{function}");
    }
    ask(&mut browser, " \r\n").await.must_say(&["À corriger", "Dites-nous ce qui est à corriger."]);
    ask(&mut browser, &"é".repeat(2_001)).await.must_say(&["Votre texte est trop long. Abrégez-le à 2000 caractères."]);
    let text = "Mon nom s’écrit Morô.\r\n</textarea><script>alert(1)</script>";
    let page = ask(&mut browser, text).await;
    assert_eq!(page.path, OVERVIEW);
    page.must_say(&[
        "Votre demande de correction est enregistrée.",
        "Demande du 12 mars 2026 à 15 h 48, en attente de notre réponse",
        "Mon nom s'écrit Morô.",
    ]);
    assert!(!page.html().contains("<script>"), "{}", page.html());
    ask(&mut browser, text).await;
    assert_eq!(portal.number("SELECT COUNT(*) FROM correction_requests WHERE state = 'open'").await, 1, "a double click is one request");
    assert!(portal.texts("SELECT text FROM correction_requests").await.iter().all(|kept| !kept.contains("Mor")), "sealed");
    for n in 2..=5 {
        ask(&mut browser, &format!("Demande {n}")).await;
    }
    let page = ask(&mut browser, "Une de trop").await;
    page.must_say(&["Plusieurs de vos demandes attendent notre réponse."]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM correction_requests").await, 5);
    assert!(!portal.signed_in("nadiabenali").await.get(OVERVIEW).await.says("Morô"));
}

#[tokio::test]
async fn g2_an_erased_members_data_goes_with_them() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    browser.get("/compte/supprimer").await.must_say(&["vos adresses, vos numéros de téléphone et, si vous l'avez donné, votre IBAN"]);
    portal.change_iban(&mut browser, "FR1420041010050500013M02606").await;
    change_contact(&mut browser, NEW, "", MOBILE).await;
    browser.post("/api/close_account", &[("current", PASSWORD)]).await;
    portal.advance(TimeDelta::days(8));
    portal.backend.purge(false).await.unwrap();
    let gone =
        "address_line1 IS NULL AND town IS NULL AND postcode IS NULL AND notices IS NULL AND pending_email IS NULL AND email IS NULL";
    assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM users WHERE family_name = 'Moreau' AND {gone}")).await, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM bank_accounts").await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM mailed_links").await, 0);
    let mut hugo = portal.signed_in(HUGO).await;
    hugo.post("/api/close_account", &[("current", PASSWORD)]).await;
    portal.advance(TimeDelta::days(8));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.number("SELECT COUNT(*) FROM users WHERE town = 'Angers' OR (civility IS NOT NULL AND family_name = '')").await, 0);
}
