//! One user, many enrolments: choosing the one of the session, and attaching one more (D-3, D-11, D-12, D-16, X-6, X-24).
use crate::support::{Browser, CLAIRE, Page, Sent, TestPortal, attribute, days, fixture};
use backend::demo::{self, PASSWORD};
use chrono::TimeDelta;
use std::collections::BTreeSet;

const SEVERAL: &str = "plusieurs dossiers";
const NONE: &str = "aucun dossier";
const FORTY: &str = "quarante dossiers";
/// Contract, certificate and birth date of contracts that nobody has yet.
const BRUNO: [&str; 3] = ["104 871", "0071955", "20/11/1971"];
const AURORE: [&str; 3] = ["104233", "007 1402", "03/05/1984"];

/// The demo member of « collective » whose situation says so.
fn who(kind: &str) -> String {
    let accounts = demo::accounts(&backend::profile::load("collective").unwrap()).unwrap();
    accounts.into_iter().find(|account| account.kind.contains(kind)).unwrap().login
}

async fn come(portal: &TestPortal, kind: &str) -> (Browser, Page) {
    let mut browser = portal.browser();
    let page = browser.sign_in(&who(kind), "").await;
    (browser, page)
}

async fn choose(browser: &mut Browser, id: &str, next: &str) -> Page {
    browser.post("/api/choose_enrolment", &[("enrolment", id), ("next", next)]).await
}

async fn attach(browser: &mut Browser, [contract, certificate, birth_date]: [&str; 3]) -> Page {
    let form = [("contract", contract), ("certificate", certificate), ("birth_date", birth_date)];
    browser.post("/api/attach_contract", &form).await
}

/// How many members have the contract of that number.
async fn holders(portal: &TestPortal, number: &str) -> i64 {
    portal.number(&format!("SELECT COUNT(*) FROM enrolments WHERE contract_number = '{number}'")).await
}

/// Who has been attached what, by the audit.
async fn attachments(portal: &TestPortal) -> i64 {
    portal.number("SELECT COUNT(*) FROM audit WHERE action = 'contract_attached'").await
}

#[tokio::test]
async fn d11_d12_whoever_has_several_dossiers_chooses_one_before_anything_is_shown() {
    let portal = TestPortal::of("collective").await;
    let (mut browser, page) = come(&portal, SEVERAL).await;
    assert_eq!(page.path, "/dossier-assurance");
    page.must_say_in_order(&[
        "Choisir mon dossier d'assurance",
        "Choisissez celui que vous voulez utiliser pendant votre session. Les fonctions offertes varient avec le régime",
        "Communiquez avec nous si vous ne savez pas lequel choisir",
        "Appelez-nous au 1 800",
        "Contrat 284100",
        "Certificat 003175",
        "Certificat 005512",
        "Contrat 771044",
        "Certificat 441290",
    ]);
    let more: Vec<String> = page.elements("summary").iter().filter_map(|tag| attribute(tag, "aria-label")).collect();
    assert_eq!(more.len(), 3, "an « i » for each");
    assert!(more[0].starts_with("Plus d’information") && more[0].ends_with("284100 / 003175"), "{more:?}");
    page.must_say_in_order(&[
        "Certificat 003175",
        "Date d'effet 12 mars 2022",
        "Mes garanties Arrêt de travail, Perte d'emploi, Soins de santé",
    ]);

    assert_eq!(browser.get_once("/").await.location().as_deref(), Some("/dossier-assurance?next=/"));
    let refused = browser.call("home", &[]).await;
    assert_eq!(refused.status, 403);
    assert_eq!(refused.json(), "choice_first");
    for open in ["/compte", "/compte/mot-de-passe", "/compte/rattacher", "/conditions"] {
        assert_eq!(browser.get(open).await.path, open);
    }
    let ids = page.buttons("enrolment");
    assert_eq!(choose(&mut browser, &ids[0], "/compte/mot-de-passe").await.path, "/compte/mot-de-passe", "on to what was asked for");
    let home = browser.get("/").await;
    home.must_say(&["Bonjour Geneviève", "Contrat 284100", "Numéro de certificat 003175", "Changer de dossier (284100 / 003175)"]);
    assert!(!home.says("005512") && !home.says("771044"), "{}", home.text());
    assert_eq!(browser.call("home", &[]).await.json()["contracts"].as_array().unwrap().len(), 1);
    assert_eq!(browser.post("/api/sign_out", &[]).await.path, "/connexion");
}

#[tokio::test]
async fn x6_the_choice_is_switched_at_any_time_in_every_tab_of_that_session_and_no_other() {
    let portal = TestPortal::of("collective").await;
    let (mut browser, page) = come(&portal, SEVERAL).await;
    let (mut tab, ids) = (browser.clone(), page.buttons("enrolment"));
    choose(&mut browser, &ids[0], "").await.must_say(&["Contrat 284100", "Changer de dossier"]);
    let page = tab.get("/dossier-assurance").await;
    page.must_say_in_order(&["Certificat 003175", "Dossier actuel", "Certificat 005512"]);
    assert_eq!(page.text().matches("Dossier actuel").count(), 1);
    choose(&mut tab, &ids[2], "").await.must_say(&["Contrat 771044"]);
    let home = browser.get("/").await;
    home.must_say(&["Contrat 771044", "Changer de dossier (771044 / 441290)"]);
    assert!(!home.says("284100"));
    let (_, elsewhere) = come(&portal, SEVERAL).await;
    assert_eq!(elsewhere.path, "/dossier-assurance", "another device chooses for itself");
    assert!(!elsewhere.says("Dossier actuel"));
}

#[tokio::test]
async fn d11_a_dossier_of_somebody_else_is_not_chosen() {
    let portal = TestPortal::of("collective").await;
    let (mut browser, page) = come(&portal, SEVERAL).await;
    let foreign = come(&portal, FORTY).await.1.buttons("enrolment");
    choose(&mut browser, &page.buttons("enrolment")[1], "").await;
    for id in [foreign[0].as_str(), "", "1", "00000000-0000-0000-0000-000000000000", "' OR 1=1 --"] {
        assert_eq!(choose(&mut browser, id, "").await.status, 404, "{id}");
    }
    browser.get("/").await.must_say(&["Numéro de certificat 005512"]);
    let page = choose(&mut browser, &page.buttons("enrolment")[0], "https://evil.example/").await;
    assert_eq!(page.path, "/", "never to another site");
}

#[tokio::test]
async fn d11_with_one_dossier_there_is_nothing_to_choose_and_with_none_the_page_says_what_to_do() {
    let portal = TestPortal::of("collective").await;
    let (mut hugo, _) = come(&portal, "un contrat").await;
    let home = hugo.post("/api/accept_terms", &[("version", "2025-09"), ("next", "/")]).await;
    home.must_say(&["Contrat 771051", "Rattacher un autre contrat"]);
    assert!(home.path == "/" && !home.says("Changer de dossier"));
    assert_eq!(hugo.get("/dossier-assurance").await.status, 404);

    let (mut olivier, home) = come(&portal, NONE).await;
    assert_eq!(home.path, "/");
    home.must_say(&["Aucun dossier d'assurance n'est encore rattaché à votre code", "Rattacher un contrat", "Appelez-nous au 1 800"]);
    assert!(home.links().iter().any(|link| link == "/compte/rattacher"));
    assert_eq!(olivier.get("/dossier-assurance").await.status, 404);
}

#[tokio::test]
async fn d11_forty_dossiers_stay_usable_grouped_and_in_order() {
    let portal = TestPortal::of("collective").await;
    let (mut browser, page) = come(&portal, FORTY).await;
    let ids = page.buttons("enrolment");
    assert_eq!(ids.len(), 40);
    assert_eq!(page.elements("h2").len(), 5, "one heading for each contract");
    let order = ["Contrat 310000", "Certificat 0039595", "Certificat 0079190", "Certificat 0316760", "Contrat 310100", "Contrat 310400"];
    page.must_say_in_order(&order);
    let names: BTreeSet<String> = page.elements("summary").iter().filter_map(|tag| attribute(tag, "aria-label")).collect();
    assert_eq!(names.len(), 40, "each « i » says of which dossier");
    let home = choose(&mut browser, &ids[39], "").await;
    home.must_say(&["Contrat 310400"]);
    assert_eq!(home.text().matches("Numéro de certificat").count(), 1);
}

#[tokio::test]
async fn x24_lists_follow_the_choice_and_what_is_posted_about_another_own_dossier_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    let text = include_str!("../../insurers/demo.toml").replacen("absolute_hours = 12", "absolute_hours = 12\nchoose_enrolment = true", 1);
    std::fs::write(&file, text).unwrap();
    let portal = TestPortal::of(file.to_str().unwrap()).await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let home = browser.get("/").await;
    assert!(home.says("Crédit renouvelable") && !home.says("Prêt personnel"));
    let page = browser.get("/dossier-assurance").await;
    page.must_say(&["Contrat AE-2841009357", "En vigueur depuis le 12 mars 2022"]);
    let ids = page.buttons("enrolment");
    let claims = choose(&mut browser, &ids[1], "/dossiers").await;
    claims.must_say(&["Aucun dossier pour le moment", "Prêt personnel"]);
    assert!(!claims.says("Crédit renouvelable") && !claims.says(&number));
    let home = browser.get("/").await;
    assert!(!home.says(&number) && !home.says("À faire maintenant"), "what another contract asks for");
    let step = format!("/dossiers/{number}/demande/periode");
    let version = browser.get(&step).await.field("version").unwrap();

    // Signed in again and not chosen yet, while a tab still shows the form.
    let mut fresh = portal.browser();
    assert_eq!(fresh.sign_in(CLAIRE, "/compte").await.path, "/compte");
    let page = fresh.periods_at(&number, &version, "add", &days("01/03/2026", "10/03/2026")).await;
    assert_eq!((page.path.as_str(), page.field("next").as_deref()), ("/dossier-assurance", Some(step.as_str())));
    assert_eq!(fresh.send(&number, None, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await.status, 200);
    assert_eq!(choose(&mut fresh, &ids[0], &step).await.path, step);
    let draft = fresh.call("claim", &[("number", &number)]).await.json()["claim"]["draft"].clone();
    assert_eq!(draft["rows"][1]["start"], "01/03/2026", "{draft}");
    assert_eq!(draft["files"].as_array().unwrap().len(), 2, "{draft}");
}

#[tokio::test]
async fn d3_a_member_attaches_their_contracts_one_by_one_and_is_told_by_mail() {
    let portal = TestPortal::of("collective").await;
    let (mut olivier, _) = come(&portal, NONE).await;
    olivier.get("/compte").await.must_say(&["Rattacher un contrat"]);
    olivier.get("/compte/rattacher").await.must_say_in_order(&[
        "Rattacher un contrat",
        "Faites-le pour chacun de vos contrats.",
        "Numéro de contrat ou de groupe",
        "Numéro de certificat",
        "Date de naissance",
    ]);
    let page = attach(&mut olivier, BRUNO).await;
    assert_eq!((page.path.as_str(), page.field("contract").as_deref()), ("/compte/rattacher", Some("")));
    page.must_say(&["Ce contrat est rattaché"]);
    assert!(!olivier.get("/compte/rattacher").await.says("Ce contrat est rattaché"), "told once");
    let mails = portal.deliver().await;
    assert_eq!((mails.len(), mails[0].subject.as_str()), (1, "Un contrat est rattaché à votre espace"));
    assert!(!mails[0].text.contains("104871") && !mails[0].text.contains("0071955"), "{}", mails[0].text);
    assert_eq!(attachments(&portal).await, 1);
    olivier.get("/").await.must_say(&["Contrat 104871", "Numéro de certificat 0071955"]);

    attach(&mut olivier, AURORE).await.must_say(&["Ce contrat est rattaché"]);
    let page = olivier.get("/").await;
    assert_eq!((page.path.as_str(), page.buttons("enrolment").len()), ("/dossier-assurance", 2));
}

#[tokio::test]
async fn d3_x5_whatever_the_reason_a_refused_contract_gets_the_same_sentence() {
    let portal = TestPortal::of("collective").await;
    let (mut huguette, _) = come(&portal, FORTY).await;
    attach(&mut huguette, BRUNO).await.must_say(&["Ce contrat est rattaché"]);
    let (mut olivier, _) = come(&portal, NONE).await;
    let refused = [BRUNO, ["999999", "0071402", "03/05/1984"], ["104233", "0071403", "03/05/1984"], ["104233", "0071402", "04/05/1984"]];
    let mut seen = Vec::new();
    for form in refused {
        let page = attach(&mut olivier, form).await;
        assert_eq!(page.field("certificate").as_deref(), Some(form[1]), "nothing typed is lost");
        seen.push(page.text());
    }
    seen.dedup();
    assert_eq!(seen.len(), 1, "{seen:?}");
    assert!(seen[0].contains("Les informations saisies ne permettent pas de rattacher ce contrat."), "{}", seen[0]);
    assert_eq!((holders(&portal, "104871").await, holders(&portal, "104233").await), (1, 0));

    attach(&mut olivier, ["", " ", ""]).await.must_say_in_order(&[
        "À corriger",
        "Indiquez votre numéro de contrat.",
        "Indiquez votre numéro de certificat.",
        "Indiquez votre date de naissance.",
    ]);
    let long = "9".repeat(20_000);
    attach(&mut olivier, [&long, "<b>", "31/02/1984"])
        .await
        .must_say(&["Ce numéro compte au plus 20", "Cette date n'est pas au calendrier."]);
}

#[tokio::test]
async fn d3_guessing_contracts_slows_down_as_guessing_passwords_does() {
    let portal = TestPortal::of("collective").await;
    let (mut olivier, _) = come(&portal, NONE).await;
    for _ in 1..=5 {
        attach(&mut olivier, ["104871", "0071955", "21/11/1971"]).await.must_say(&["ne permettent pas"]);
    }
    attach(&mut olivier, BRUNO).await.must_say(&["Trop d'essais. Attendez 1 min, puis réessayez."]);
    assert_eq!(holders(&portal, "104871").await, 0, "not even looked at");
    assert_ne!(come(&portal, NONE).await.1.path, "/connexion", "signing in is another matter");
    portal.advance(TimeDelta::seconds(2));
    attach(&mut olivier, BRUNO).await.must_say(&["Ce contrat est rattaché"]);
}

#[tokio::test]
async fn d3_pressed_twice_a_contract_is_attached_once() {
    let portal = TestPortal::of("collective").await;
    let (mut one, _) = come(&portal, NONE).await;
    let mut other = one.clone();
    let pages = futures::join!(attach(&mut one, BRUNO), attach(&mut other, BRUNO));
    for page in [&pages.0, &pages.1] {
        page.must_say(&["Ce contrat est rattaché"]);
    }
    assert_eq!((holders(&portal, "104871").await, attachments(&portal).await, portal.deliver().await.len()), (1, 1, 1));
}

#[tokio::test]
async fn x5_of_two_members_at_once_the_first_has_the_contract_and_a_registration_finds_it_taken() {
    let portal = TestPortal::of("collective").await;
    let ((mut one, _), (mut other, _)) = (come(&portal, NONE).await, come(&portal, FORTY).await);
    let pages = futures::join!(attach(&mut one, BRUNO), attach(&mut other, BRUNO));
    let has = |page: &Page| (page.says("Ce contrat est rattaché"), page.says("ne permettent pas de rattacher ce contrat"));
    let mut told = [has(&pages.0), has(&pages.1)];
    told.sort_unstable();
    assert_eq!(told, [(false, true), (true, false)]);
    assert_eq!((holders(&portal, "104871").await, attachments(&portal).await), (1, 1));

    let mut visitor = portal.browser();
    let [contract, certificate, birth_date] = AURORE;
    let person = [("family_name", "Lemaître"), ("given_name", "Aurore"), ("email", "aurore@courrier.example")];
    let form: Vec<(&str, &str)> =
        person.into_iter().chain([("contract", contract), ("certificate", certificate), ("birth_date", birth_date)]).collect();
    visitor.post("/api/register", &form).await;
    let mails = portal.deliver().await;
    let link = mails.iter().find(|mail| mail.subject == "Confirmez votre inscription").unwrap().link();
    assert_eq!(visitor.get(&link).await.status, 200);
    attach(&mut one, AURORE).await.must_say(&["Ce contrat est rattaché"]);
    assert_eq!(visitor.get(&link).await.status, 410, "the first has it");
}

#[tokio::test]
async fn r26_whoever_is_erased_frees_what_they_had_attached() {
    let portal = TestPortal::of("collective").await;
    let (mut olivier, _) = come(&portal, NONE).await;
    attach(&mut olivier, BRUNO).await;
    assert_eq!(olivier.post("/api/close_account", &[("current", PASSWORD)]).await.path, "/connexion");
    assert_eq!(olivier.get("/compte/rattacher").await.path, "/connexion");
    portal.advance(TimeDelta::days(7));
    let (mut huguette, _) = come(&portal, FORTY).await;
    attach(&mut huguette, BRUNO).await.must_say(&["ne permettent pas"]);
    portal.advance(TimeDelta::days(1));
    portal.backend.purge(false).await.unwrap();
    let (mut huguette, _) = come(&portal, FORTY).await;
    attach(&mut huguette, BRUNO).await.must_say(&["Ce contrat est rattaché"]);
    assert_eq!(holders(&portal, "104871").await, 1);
}

#[tokio::test]
async fn d3_where_names_count_they_must_be_those_of_the_contract_and_a_known_birth_date_is_not_asked() {
    let portal = TestPortal::of("assistance").await;
    let mut claire = portal.signed_in("claire.moreau@courrier.example").await;
    attach(&mut claire, ["104871", "", "20/11/1971"]).await.must_say(&["ne permettent pas"]);
    attach(&mut claire, ["106512", "", "17/06/1982"]).await.must_say(&["Ce contrat est rattaché"]);
    claire.get("/").await.must_say(&["Contrat 284100", "Contrat 771044", "Contrat 106512"]);

    portal.run("UPDATE users SET birth_date = '1971-11-20' WHERE given_name = 'Nadia'").await;
    portal.run("UPDATE imported_enrolments SET given_name = 'Nadia', family_name = 'Benali' WHERE contract_number <> '106512'").await;
    let mut nadia = portal.signed_in("nadia.benali@courrier.example").await;
    assert_eq!(nadia.get("/compte/rattacher").await.field("birth_date"), None);
    attach(&mut nadia, ["104233", "", "03/05/1984"]).await.must_say(&["ne permettent pas"]);
    attach(&mut nadia, ["104871", "", ""]).await.must_say(&["Ce contrat est rattaché"]);
}

#[tokio::test]
async fn d16_d20_whoever_has_a_code_already_signs_in_with_it_and_attaches_the_contract() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.browser();
    let page = browser.get("/inscription").await;
    page.must_say_in_order(&[
        "Inscrivez-vous!",
        "J'ai déjà un code d'utilisateur",
        "Première utilisation",
        "Numéro de contrat ou de groupe",
        "Dernière mise à jour : 3 novembre 2025",
    ]);
    assert!(page.links().iter().any(|link| link == "/compte/rattacher"));
    let page = browser.get("/compte/rattacher").await;
    assert_eq!(page.path, "/connexion");
    page.must_say_in_order(&["Saisissez votre code d'utilisateur et votre mot de passe existants", "Mot de passe", "Soumettre"]);
    let next = page.field("next").unwrap();
    let login = who(NONE);
    let page = browser.post("/api/sign_in", &[("login", &login), ("password", "faux"), ("next", &next)]).await;
    page.must_say(&["Connexion impossible", "Soumettre"]);
    let page = browser.post("/api/sign_in", &[("login", &login), ("password", PASSWORD), ("next", &next)]).await;
    assert_eq!(page.path, "/compte/rattacher");
    portal.browser().get("/conditions").await.must_say(&["Dernière mise à jour : 1er septembre 2025"]);

    let imported = TestPortal::of("prevoyance").await;
    let page = imported.browser().get("/compte/rattacher").await;
    assert!(page.says("Valider") && !page.says("Soumettre"), "nobody attaches anything there");
}
