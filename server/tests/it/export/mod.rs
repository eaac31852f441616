//! « Télécharger mes données » (G-1): who gets the archive, how, and what is in it.
mod settled;

use crate::{
    passkey::{Device, add},
    support::{Browser, CLAIRE, HUGO, Page, Sent, TestPortal, YANN, files_under, fixture},
};
use backend::demo::PASSWORD;
use chrono::TimeDelta;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

const PAGE: &str = "/compte/donnees";
const ARCHIVE: &str = "/compte/donnees/archive";
const MAILBOX: &str = "membre.40821176@courrier.example";

async fn ask(browser: &mut Browser) -> Page {
    browser.post("/api/ask_export", &[]).await
}

/// Has a link mailed to whoever is signed in; gives its path.
async fn link(portal: &TestPortal, browser: &mut Browser) -> String {
    let page = ask(browser).await;
    page.must_say(&["Regardez votre boîte de réception", "Le mail avec votre lien est parti.", "24 heures"]);
    portal.deliver().await.last().unwrap().link()
}

/// « Télécharger », on the page of that link; the first answer.
async fn press(browser: &mut Browser, link: &str) -> Page {
    browser.post_once(ARCHIVE, &[("token", link.trim_start_matches("/lien/"))]).await
}

/// The archive of whoever is signed in, by its link.
async fn archive(portal: &TestPortal, browser: &mut Browser) -> BTreeMap<String, Vec<u8>> {
    let link = link(portal, browser).await;
    unzipped(&press(browser, &link).await)
}

/// The files of an archive by name.
fn unzipped(page: &Page) -> BTreeMap<String, Vec<u8>> {
    assert_eq!((page.status, page.header("content-type")), (200, "application/zip"), "{}", page.text());
    let mut zip = zip::ZipArchive::new(Cursor::new(page.bytes.clone())).unwrap();
    let mut files = BTreeMap::new();
    for rank in 0..zip.len() {
        let mut file = zip.by_index(rank).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        assert!(files.insert(file.name().to_owned(), bytes).is_none(), "{} is there twice", file.name());
    }
    files
}

fn json(files: &BTreeMap<String, Vec<u8>>) -> Value {
    serde_json::from_slice(&files["donnees.json"]).unwrap()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

fn named<'a>(values: &'a Value, key: &str, wanted: &str) -> &'a Value {
    list(values).iter().find(|value| value[key] == wanted).unwrap_or_else(|| panic!("no {key} {wanted} in {values:#}"))
}

#[tokio::test]
async fn g1_the_archive_holds_what_the_portal_knows_and_the_files_themselves() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    let request = claire.submit(&number).await.numbers("PR-").remove(0);
    claire.post("/api/prolong", &[("number", &number)]).await;
    claire.upload(&number, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await;
    portal.deliver().await;
    let files = archive(&portal, &mut claire).await;
    let data = json(&files);
    assert_eq!((&data["format"], data["etabli_le"].as_str()), (&Value::from(1), Some("2026-03-12T14:48:00Z")));
    assert_eq!((data["identite"]["prenom"].as_str(), data["identite"]["identifiant"].as_str()), (Some("Claire"), Some(CLAIRE)));
    assert_eq!(data["coordonnees"]["mail"], MAILBOX);

    let contract = named(&data["contrats"], "numero", "AE-2841009357");
    assert_eq!(contract["garanties"], serde_json::json!(["Arrêt de travail", "Perte d’emploi"]));
    assert_eq!(contract["credits"][0]["mensualite"], serde_json::json!({ "centimes": 14_260, "euros": "142,60\u{a0}€" }));

    let claim = named(&data["dossiers"], "numero", &number);
    assert_eq!(claim["etat"], "En instruction");
    let sent = named(&claim["demandes"], "numero", &request);
    let period = &sent["periodes"][0];
    assert_eq!(
        (period["du"].as_str(), period["au"].as_str(), period["jours"].as_i64()),
        (Some("2026-01-10"), Some("2026-02-28"), Some(50))
    );
    let (file, bytes) = (&sent["justificatifs"][0], fixture("a04-plain.pdf"));
    assert_eq!((file["nom"].as_str(), file["etat"].as_str()), (Some("decompte.pdf"), Some("Reçu")));
    assert_eq!(file["octets"].as_u64(), Some(bytes.len() as u64));
    assert_eq!(file["empreinte_sha256"], hex::encode(Sha256::digest(&bytes)));
    assert_eq!(file["dans_l_archive"], format!("{number}-decompte.pdf"));
    assert_eq!(files[&format!("{number}-decompte.pdf")], bytes);
    assert_eq!(sent["preuve_de_depot"], format!("{number}-preuve-{request}.pdf"));
    assert!(files[&format!("{number}-preuve-{request}.pdf")].starts_with(b"%PDF"));
    assert!(files["mes-donnees.pdf"].starts_with(b"%PDF"));
    assert_eq!(claim["brouillon"]["justificatifs"][0]["dans_l_archive"], format!("{number}-photo.jpg"), "what is not sent yet too");
    assert!(files.contains_key(&format!("{number}-decompte-1.pdf")) && files.contains_key(&format!("{number}-decompte-1 (2).pdf")));

    let journal = &data["connexions_et_actions"];
    for action in ["signed_in", "draft_opened", "request_sent", "export_asked"] {
        let entry = named(journal, "action", action);
        assert_eq!(entry["par"], "vous", "{action}");
    }
    assert_eq!(named(journal, "action", "request_sent")["objet"], request);
    assert_eq!(named(journal, "action", "signed_in")["libelle"], "Connexion");
    let mails = &data["mails"];
    assert_eq!(named(mails, "objet", &format!("Votre demande {request} est bien arrivée"))["envoye_le"], "2026-03-12T14:48:00Z");
    named(mails, "objet", "Votre archive de données");
    assert_eq!(list(&data["appareils_connectes"]).len(), 1);
}

#[tokio::test]
async fn g1_b56_an_account_that_was_not_confirmed_is_not_in_the_archive_and_that_a_code_was_sent_is() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    claire.post("/api/change_iban", &[("iban", "FR1420041010050500013M02606")]).await.must_say(&["Confirmez par le code reçu"]);
    let files = archive(&portal, &mut claire).await;
    let data = json(&files);
    assert!(list(&data["comptes_bancaires"]).is_empty());
    assert!(!String::from_utf8_lossy(&files["donnees.json"]).contains("20041010"));
    named(&data["connexions_et_actions"], "action", "account_code_sent");
}

#[tokio::test]
async fn g1_no_secret_and_nobody_else_is_in_the_archive() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let mut yann = portal.signed_in(YANN).await;
    yann.post("/api/send_help", &[("lost", "password"), ("name", YANN)]).await;
    let number = claire.only_claim().await;
    add(&mut claire, &mut Device::new(7), "Mon téléphone").await;
    portal.deliver().await;
    let link = link(&portal, &mut claire).await;
    let mut forbidden = vec![link.trim_start_matches("/lien/").to_owned()];
    for sql in [
        "SELECT password_hash FROM users".to_owned(),
        "SELECT token_hash FROM sessions".to_owned(),
        "SELECT token_hash FROM mailed_links".to_owned(),
        "SELECT wrapped_key FROM member_keys".to_owned(),
        "SELECT credential_hash FROM passkeys".to_owned(),
        "SELECT public_key FROM passkeys".to_owned(),
        "SELECT wrapped_key FROM attachments WHERE wrapped_key IS NOT NULL".to_owned(),
        "SELECT file_key FROM attachments WHERE file_key IS NOT NULL".to_owned(),
        format!("SELECT login_name FROM users WHERE login_name <> '{CLAIRE}'"),
        format!("SELECT family_name FROM users WHERE login_name <> '{CLAIRE}'"),
        format!("SELECT email FROM users WHERE login_name <> '{CLAIRE}'"),
        format!("SELECT number FROM claims WHERE number <> '{number}'"),
    ] {
        let found = portal.texts(&sql).await;
        assert!(!found.is_empty(), "{sql}");
        forbidden.extend(found);
    }
    let files = unzipped(&press(&mut claire, &link).await);
    let names: String = files.keys().cloned().collect();
    let text = String::from_utf8(files["donnees.json"].clone()).unwrap() + &names;
    let told: Vec<&String> = forbidden.iter().filter(|secret| text.contains(secret.as_str())).collect();
    assert!(told.is_empty(), "{told:?}");
    assert!(text.contains("Moreau") && text.contains("Mon téléphone"), "it is the right text that was searched");
}

#[tokio::test]
async fn g1_the_link_works_once_and_looking_at_it_does_not_use_it() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    claire.get(PAGE).await.must_say(&["Télécharger mes données", "un PDF à lire", "donnees.json", "Préparer mon archive"]);
    let link = link(&portal, &mut claire).await;
    let before = portal.stored_files().len();
    for _ in 0..3 {
        claire.get(&link).await.must_say(&["Télécharger mes données", "Ce lien ne sert qu'une fois."]);
    }
    assert_eq!(claire.get_once(ARCHIVE).await.status, 405, "nothing is downloaded by looking");
    let page = press(&mut claire, &link).await;
    unzipped(&page);
    let length = page.bytes.len().to_string();
    for (name, value) in [
        ("content-disposition", "attachment; filename=\"mes-donnees-2026-03-12.zip\"; filename*=UTF-8''mes-donnees-2026-03-12.zip"),
        ("cache-control", "no-store"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("x-content-type-options", "nosniff"),
        ("content-length", length.as_str()),
    ] {
        assert_eq!(page.header(name), value, "{name}");
    }
    assert_eq!(portal.stored_files().len(), before, "nothing stays in the spool");
    let again = press(&mut claire, &link).await;
    assert_eq!(again.location().as_deref(), Some(link.as_str()));
    let dead = claire.get(&link).await;
    assert_eq!(dead.status, 410);
    dead.must_say(&["Ce lien ne fonctionne plus", "Retour à mon profil"]);
    for action in ["export_asked", "export_downloaded"] {
        assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM audit WHERE action = '{action}'")).await, 1, "{action}");
    }
}

#[tokio::test]
async fn g1_of_two_downloads_at_the_same_moment_one_counts() {
    let portal = TestPortal::start().await;
    let mut here = portal.signed_in(CLAIRE).await;
    let link = link(&portal, &mut here).await;
    let mut there = here.clone();
    let pages = futures::join!(press(&mut here, &link), press(&mut there, &link));
    let mut seen = [pages.0.status, pages.1.status];
    seen.sort_unstable();
    assert_eq!(seen, [200, 303]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'export_downloaded'").await, 1);
}

#[tokio::test]
async fn g1_the_link_works_for_a_day_and_no_longer() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let link = link(&portal, &mut claire).await;
    portal.advance(TimeDelta::minutes(24 * 60 - 1));
    let mut claire = portal.signed_in(CLAIRE).await;
    assert_eq!(claire.get(&link).await.status, 200);
    portal.advance(TimeDelta::minutes(1));
    assert_eq!(claire.get(&link).await.status, 410);
    assert_eq!(press(&mut claire, &link).await.location().as_deref(), Some(link.as_str()), "too late");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'export_downloaded'").await, 0);
}

#[tokio::test]
async fn g1_the_link_needs_the_session_of_its_member() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let link = link(&portal, &mut claire).await;

    let mut hugo = portal.signed_in(HUGO).await;
    let page = hugo.get(&link).await;
    assert_eq!(page.status, 410, "somebody else's is as a dead one");
    assert!(!page.html().contains("Moreau"));
    assert_eq!(press(&mut hugo, &link).await.location().as_deref(), Some(link.as_str()));

    let mut visitor = portal.browser();
    let first = visitor.get_once(&link).await;
    assert_eq!(first.location(), Some(format!("/connexion?next={link}")));
    assert_eq!(visitor.call("find_link", &[("token", link.trim_start_matches("/lien/"))]).await.status, 401);
    let posted = press(&mut visitor, &link).await;
    assert!(posted.location().is_some_and(|to| to.starts_with("/connexion?next=")), "{}", posted.status);

    let page = visitor.sign_in(CLAIRE, &link).await;
    assert_eq!((page.status, page.path.as_str()), (200, link.as_str()), "after signing in the link is there");
    unzipped(&press(&mut visitor, &link).await);
    for odd in ["", "0", "../../compte", &"f".repeat(5_000)] {
        let page = press(&mut claire, odd).await;
        assert!((300..400).contains(&page.status), "{odd}: {}", page.status);
    }
}

#[tokio::test]
async fn g1_y10_asking_needs_a_fresh_proof() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    portal.advance(TimeDelta::minutes(11));
    let page = claire.get(PAGE).await;
    assert_eq!(page.path, "/compte/confirmer");
    page.must_say(&["Confirmez que c'est vous"]);
    assert_eq!(ask(&mut claire).await.path, "/compte/confirmer");
    assert_eq!(claire.call("ask_export", &[]).await.status, 403);
    assert!(portal.deliver().await.is_empty(), "nothing was sent");
    let page = claire.post("/api/prove", &[("current", PASSWORD), ("next", PAGE)]).await;
    assert_eq!(page.path, PAGE);
    link(&portal, &mut claire).await;
}

#[tokio::test]
async fn g1_a_member_without_an_address_downloads_on_the_page_itself() {
    let portal = TestPortal::start().await;
    let mut hugo = portal.signed_in(HUGO).await;
    let page = hugo.post(ARCHIVE, &[("token", "")]).await;
    assert_eq!((page.status, page.path.as_str()), (404, "/erreur/introuvable"), "whoever has one goes by the mail");

    portal.run(&format!("UPDATE users SET email = NULL WHERE login_name = '{CLAIRE}'")).await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let page = claire.get(PAGE).await;
    page.must_say(&["gardez cette page ouverte", "Télécharger"]);
    assert!(!page.says("Préparer mon archive"));
    assert_eq!(ask(&mut claire).await.status, 404);
    let files = unzipped(&claire.post_once(ARCHIVE, &[("token", "")]).await);
    assert_eq!(json(&files)["coordonnees"]["mail"], Value::Null);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'export_downloaded'").await, 1);
    portal.advance(TimeDelta::minutes(11));
    let late = claire.post_once(ARCHIVE, &[("token", "")]).await;
    assert_eq!(late.location(), Some(format!("/compte/confirmer?next={PAGE}")), "behind a fresh proof");
}

#[tokio::test]
async fn g1_files_that_are_gone_are_said_to_be() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    for file in files_under(&portal.folder().join("files")) {
        std::fs::remove_file(file).unwrap();
    }
    let files = archive(&portal, &mut claire).await;
    assert!(!files.keys().any(|name| name.contains("decompte")), "{:?}", files.keys());
    let data = json(&files);
    for request in list(&data["dossiers"][0]["demandes"]) {
        let file = &request["justificatifs"][0];
        assert_eq!(file["etat"].as_str().map(crate::support::folded).as_deref(), Some("Effacé : nous ne l'avons plus"));
        assert_eq!((&file["dans_l_archive"], file["nom"].as_str()), (&Value::Null, Some("decompte-1.pdf")));
    }
}

#[tokio::test]
async fn g1_names_in_the_archive_are_safe_and_there_once() {
    let portal = TestPortal::start().await;
    let mut yann = portal.signed_in(YANN).await;
    let number = yann.only_claim().await;
    let photo = fixture("a01-plain.jpg");
    let sent = ["photo.jpg", "PHOTO.jpg", "../../photo.jpg", "été \u{202e}gpj.jpg"].map(|name| Sent::new(name, &photo));
    yann.upload(&number, &sent).await;
    let files = archive(&portal, &mut yann).await;
    assert!(files.keys().all(|name| !name.contains(['/', '\\', '\u{202e}']) && name != ".."), "{:?}", files.keys());
    let told: Vec<String> = files.keys().map(|name| name.to_lowercase()).collect();
    for name in ["photo.jpg", "photo (2).jpg", "photo (3).jpg", "été gpj.jpg"] {
        assert!(told.contains(&format!("{number}-{name}").to_lowercase()), "{name} in {told:?}");
    }
}

#[tokio::test]
async fn g1_a_mailbox_is_not_flooded_and_the_page_says_so() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    for _ in 0..3 {
        link(&portal, &mut claire).await;
    }
    ask(&mut claire).await.must_say(&["Plusieurs liens vous ont déjà été envoyés"]);
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 3);
    unzipped(&press(&mut claire, &mails[1].link()).await);
    assert_eq!(claire.get(&mails[2].link()).await.status, 410, "one download uses all up");
}

#[tokio::test]
async fn g1_mails_to_a_mailbox_that_others_share_are_left_out() {
    let portal = TestPortal::start().await;
    portal.run(&format!("UPDATE users SET email = '{}' WHERE login_name = '{HUGO}'", MAILBOX.to_uppercase())).await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let data = json(&archive(&portal, &mut claire).await);
    assert_eq!(data["mails"], serde_json::json!([]));
}

#[tokio::test]
async fn g1_s8_where_there_are_terms_and_no_claims_the_archive_says_so() {
    let portal = TestPortal::of("prevoyance").await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let files = archive(&portal, &mut claire).await;
    let data = json(&files);
    assert_eq!(data["conditions_acceptees"][0]["version"], "2");
    assert_eq!((list(&data["dossiers"]).len(), list(&data["contrats"]).len()), (0, 2));
    assert_eq!(files.len(), 2, "{:?}", files.keys());
}

#[tokio::test]
async fn g1_g2_the_profile_and_the_page_before_leaving_lead_to_the_archive() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    for path in ["/compte", "/compte/supprimer"] {
        let page = claire.get(path).await;
        page.must_say(&["Télécharger mes données"]);
        assert!(page.links().iter().any(|link| link == PAGE), "{path}");
    }
}

#[tokio::test]
async fn g1_y8_a_members_archive_holds_their_medical_papers_under_their_names() {
    let portal = TestPortal::start().await;
    let mut marc = portal.browser();
    marc.sign_in("41603372", "").await;
    let files = archive(&portal, &mut marc).await;
    let paper = files.iter().find(|(name, _)| name.ends_with("-certificat.pdf")).unwrap();
    assert!(paper.1.starts_with(b"%PDF"));
}
