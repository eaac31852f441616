//! « Espace Adhésion » (S-1, S-57): what an employer's identifier opens, what it does not, and the door that tells people from programs
//! without asking anybody.
use crate::support::{Browser, Page, TestPortal, attribute};
use chrono::TimeDelta;
use sha2::{Digest, Sha256};

const CODE: &str = "PORTALIZE-7K4M";
const NEUTRAL: &str =
    "Cet identifiant n'est pas reconnu. Vérifiez-le sur le document de votre employeur, demandez-le-lui, ou appelez-nous.";
const AGAIN: &str = "validez encore une fois. Ce que vous avez saisi est gardé.";

/// The sign-in page, read for a moment.
async fn read(portal: &TestPortal, browser: &mut Browser) -> Page {
    let page = browser.get("/connexion").await;
    portal.advance(TimeDelta::seconds(5));
    page
}

/// The form of that page as a person posts it, with those changes.
async fn knock(browser: &mut Browser, page: &Page, changes: &[(&str, &str)]) -> Page {
    let shown = page.field("shown").unwrap();
    let form = [("shown", shown.as_str()), ("code", CODE), ("website", ""), ("robot", "true"), ("proof", "")];
    let change = |name: &str| changes.iter().find(|(field, _)| *field == name).map(|(_, value)| *value);
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, change(name).unwrap_or(value))).collect();
    browser.post("/api/open_kit", &form).await
}

/// A browser that was let in.
async fn newcomer(portal: &TestPortal) -> (Browser, Page) {
    let mut browser = portal.browser();
    let door = read(portal, &mut browser).await;
    let page = knock(&mut browser, &door, &[]).await;
    assert_eq!((page.status, page.path.as_str()), (200, "/adhesion"));
    (browser, page)
}

fn documents(page: &Page) -> Vec<String> {
    page.links().into_iter().filter(|link| link.starts_with("/adhesion/")).collect()
}

const VISITS: &str = "SELECT COUNT(*) FROM audit WHERE action = 'kit_opened'";

#[tokio::test]
async fn s1_the_sign_in_page_has_two_halves_where_the_insurer_has_a_kit_and_nowhere_else() {
    let portal = TestPortal::of("prevoyance").await;
    let page = portal.browser().get("/connexion").await;
    page.must_say_in_order(&[
        "Connexion",
        "Espace Adhérent",
        "Identifiant",
        "Mot de passe",
        "Valider",
        "Besoin d'aide",
        "Espace Adhésion",
        "Identifiant fourni par l'employeur",
        "Je ne suis pas un robot",
        "Aucun compte n'est créé et rien n'est demandé sur vous.",
        "pendant 30 minutes",
        "Valider",
    ]);
    for insurer in ["demo", "emprunteur", "assistance", "collective"] {
        let portal = TestPortal::of(insurer).await;
        let mut browser = portal.browser();
        let page = browser.get("/connexion").await;
        assert!(!page.says("Espace Adhésion") && page.field("code").is_none(), "{insurer}");
        for path in ["/adhesion", "/adhesion/notice-information.pdf"] {
            assert_eq!(browser.get(path).await.status, 404, "{insurer} {path}");
        }
        assert_eq!(browser.post("/api/open_kit", &[("code", CODE), ("robot", "true")]).await.status, 404, "{insurer}");
        assert_eq!(browser.call("open_kit", &[("code", CODE), ("robot", "true")]).await.status, 404, "{insurer}");
    }
}

#[tokio::test]
async fn s57_g6_an_employers_identifier_opens_the_documents_of_the_kit() {
    let portal = TestPortal::of("prevoyance").await;
    let (mut browser, page) = newcomer(&portal).await;
    page.must_say_in_order(&[
        "Kit d'adhésion",
        "Cliquez sur l'icône pour télécharger un document.",
        "Proposé par Ville de Port-Alizé",
        "Notice d'information",
        "Notice, PDF, édition du 1er janvier 2026",
        "Télécharger",
        "Bulletin d'affiliation",
        "Désignation de bénéficiaires",
    ]);
    assert!(!page.html().contains("<script"));
    let documents = documents(&page);
    assert_eq!(documents.len(), 3);
    for path in documents {
        let file = browser.get(&path).await;
        assert_eq!((file.status, file.header("content-type")), (200, "application/pdf"), "{path}");
        let name = path.trim_start_matches("/adhesion/");
        assert!(file.header("content-disposition").starts_with(&format!("attachment; filename=\"{name}\"")), "{path}");
        assert_eq!(file.header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(file.header("cache-control"), "no-store");
        assert!(file.bytes.starts_with(b"%PDF"), "{path}");
        assert_eq!(browser.get(&path).await.bytes, file.bytes, "the same each time");
    }
    for path in ["/adhesion/nothing.pdf", "/adhesion/..%2Fprevoyance.toml", "/adhesion/notice-information.pdf/x"] {
        assert_eq!(browser.get(path).await.status, 404, "{path}");
    }
    let visit = "SELECT object || ': ' || detail FROM audit WHERE action = 'kit_opened' AND actor IS NULL";
    let documents = "notice-information.pdf 2026-01-01, bulletin-affiliation.pdf 2026-01-01, designation-beneficiaires.pdf 2026-01-01";
    assert_eq!(portal.texts(visit).await, [format!("{CODE}: {documents}")], "opened once, with the version of each document");
}

#[tokio::test]
async fn s57_the_identifier_may_be_typed_as_people_copy_it_and_twice_at_once() {
    let portal = TestPortal::of("prevoyance").await;
    for typed in [" portalize 7k4m ", "Portalize–7K4M", "aubrelle3xq9"] {
        let mut browser = portal.browser();
        let door = read(&portal, &mut browser).await;
        assert_eq!(knock(&mut browser, &door, &[("code", typed)]).await.path, "/adhesion", "{typed}");
    }
    let mut browser = portal.browser();
    let door = read(&portal, &mut browser).await;
    let mut again = browser.clone();
    let (one, other) = futures::join!(knock(&mut browser, &door, &[]), knock(&mut again, &door, &[]));
    assert_eq!((one.path.as_str(), other.path.as_str()), ("/adhesion", "/adhesion"));
}

#[tokio::test]
async fn s57_the_kit_opens_nothing_else_of_the_portal() {
    let portal = TestPortal::of("prevoyance").await;
    let (mut browser, _) = newcomer(&portal).await;
    for path in ["/", "/compte", "/compte/mot-de-passe", "/anything", "/adhesions"] {
        let page = browser.get_once(path).await;
        assert_eq!(page.location().as_deref(), Some(format!("/connexion?next={path}").as_str()), "{path}");
    }
    for function in ["home", "account", "change_password", "sign_out"] {
        assert_eq!(browser.call(function, &[]).await.status, 401, "{function}");
    }
    assert_eq!(browser.get("/adhesion").await.status, 200);
}

/// The page and the documents lead to the door.
async fn closed(browser: &mut Browser) {
    for path in ["/adhesion", "/adhesion/notice-information.pdf"] {
        assert_eq!(browser.get_once(path).await.location(), Some(format!("/connexion?next={path}")));
    }
}

#[tokio::test]
async fn s57_without_an_identifier_or_after_half_an_hour_the_kit_is_closed() {
    let portal = TestPortal::of("prevoyance").await;
    closed(&mut portal.browser()).await;
    let mut forger = portal.browser();
    let door = read(&portal, &mut forger).await.field("shown").unwrap();
    for pass in ["00ff", CODE, "", &"0".repeat(160), &door] {
        forger.set_cookie("__Host-kit", pass);
        closed(&mut forger).await;
    }
    let (mut browser, _) = newcomer(&portal).await;
    portal.advance(TimeDelta::minutes(29));
    assert_eq!(browser.get("/adhesion").await.status, 200);
    portal.advance(TimeDelta::minutes(1));
    closed(&mut browser).await;
    assert_eq!(browser.get("/adhesion").await.path, "/connexion", "where it can be opened again");
}

#[tokio::test]
async fn s57_a_member_reads_the_kit_too() {
    let portal = TestPortal::of("prevoyance").await;
    let mut member = portal.signed_in("40821176").await;
    let page = member.get("/adhesion").await;
    assert_eq!((page.status, page.path.as_str()), (200, "/adhesion"));
    assert!(!page.says("Proposé par"));
    assert_eq!(member.get(&documents(&page)[0]).await.header("content-type"), "application/pdf");
}

#[tokio::test]
async fn x22_a_program_is_asked_again_and_a_person_loses_nothing() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.browser();
    let door = read(&portal, &mut browser).await;
    let asked_again = |page: &Page, why: &str| {
        assert_eq!((page.status, page.path.as_str()), (200, "/connexion"), "{why}");
        page.must_say_in_order(&["À corriger", AGAIN, "Espace Adhésion", AGAIN]);
        assert_eq!((page.field("code").as_deref(), page.field("website").as_deref()), (Some(CODE), Some("")), "{why}");
        let ticked = |tag: &String| attribute(tag, "name").as_deref() == Some("robot") && attribute(tag, "checked").is_some();
        assert!(page.elements("input").iter().any(ticked), "{why}");
    };
    let page = knock(&mut browser, &door, &[("website", "https://spam.example")]).await;
    asked_again(&page, "the hidden field");
    assert!(!page.html().contains("spam.example"));
    for forged in ["", "00ff", "2026-03-12T14:48:00Z", &"0".repeat(4_000)] {
        asked_again(&knock(&mut browser, &door, &[("shown", forged)]).await, "a note of its own making");
    }
    let fresh = browser.get("/connexion").await;
    let page = knock(&mut browser, &fresh, &[]).await;
    asked_again(&page, "too fast");
    assert_eq!(page.field("shown"), fresh.field("shown"), "nobody waits anew");
    portal.advance(TimeDelta::seconds(2));
    assert_eq!(knock(&mut browser, &page, &[]).await.path, "/adhesion", "then it opens");

    let mut late = portal.browser();
    let old = read(&portal, &mut late).await;
    portal.advance(TimeDelta::hours(1));
    let page = knock(&mut late, &old, &[]).await;
    asked_again(&page, "too old");
    assert_ne!(page.field("shown"), old.field("shown"));
    portal.advance(TimeDelta::seconds(2));
    assert_eq!(knock(&mut late, &page, &[]).await.path, "/adhesion");
    assert_eq!(portal.number(VISITS).await, 2);
}

#[tokio::test]
async fn x22_the_hidden_field_is_hidden_from_everybody_who_is_not_a_program() {
    let portal = TestPortal::of("prevoyance").await;
    let page = portal.browser().get("/connexion").await;
    let inputs = page.elements("input");
    let field = inputs.iter().find(|tag| attribute(tag, "name").as_deref() == Some("website")).unwrap();
    assert_eq!((attribute(field, "tabindex").as_deref(), attribute(field, "autocomplete").as_deref()), (Some("-1"), Some("off")));
    let around = page.elements("div").into_iter().find(|tag| attribute(tag, "class").as_deref() == Some("sr-only")).unwrap();
    assert_eq!(attribute(&around, "aria-hidden").as_deref(), Some("true"));
}

#[tokio::test]
async fn s1_x22_what_is_missing_is_told_at_its_field() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.browser();
    let door = read(&portal, &mut browser).await;
    let page = knock(&mut browser, &door, &[("code", " "), ("robot", "")]).await;
    page.must_say_in_order(&[
        "À corriger",
        "Indiquez l'identifiant fourni par votre employeur.",
        "Cochez la case « Je ne suis pas un robot ».",
        "Espace Adhérent",
    ]);
    assert!(["#code", "#robot"].iter().all(|id| page.links().iter().any(|link| link == id)));
    assert!(page.html().contains("<title>Erreur"));
    let page = browser.post("/api/open_kit", &[]).await;
    page.must_say(&["Indiquez l'identifiant fourni par votre employeur."]);
    let long = "x".repeat(20_000);
    let page = knock(&mut browser, &door, &[("code", &long), ("website", &long)]).await;
    assert_eq!((page.status, page.field("code").map(|code| code.len())), (200, Some(40)));
}

#[tokio::test]
async fn x5_x22_a_wrong_identifier_says_the_same_whatever_is_wrong_with_it_and_how_to_get_help() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.browser();
    let door = read(&portal, &mut browser).await;
    for wrong in ["PORTALIZE-7K4N", "PORTALIZE", "x", "PORTALIZÉ-7K4M", "40821176", "' OR '1'='1", "<script>alert(1)</script>"] {
        let page = knock(&mut browser, &door, &[("code", wrong)]).await;
        assert_eq!((page.status, page.path.as_str()), (200, "/connexion"), "{wrong}");
        page.must_say(&[NEUTRAL, "Appelez-nous au 02 99 00 20 90"]);
        assert_eq!(page.field("code").as_deref(), Some(wrong), "what was typed is kept");
        assert!(!browser.has_cookie("__Host-kit"));
    }
    assert_eq!(portal.number(VISITS).await, 0);
    assert_eq!(knock(&mut browser, &door, &[]).await.path, "/adhesion", "no need to wait");
}

#[tokio::test]
async fn x22_a_network_that_guesses_is_slowed_down() {
    let portal = TestPortal::of("prevoyance").await;
    let mut storm = portal.browser();
    let door = read(&portal, &mut storm).await.field("shown").unwrap();
    let mut slowed = 0;
    for guess in 0..300 {
        let code = format!("PORTALIZE{guess}");
        let page = storm.post_once("/api/open_kit", &[("code", &code), ("robot", "true"), ("shown", &door)]).await;
        slowed += usize::from(page.location().as_deref() == Some("/erreur/trop-souvent"));
    }
    assert!(slowed > 200, "{slowed}");
}

#[tokio::test]
async fn s57_x22_r19_the_module_of_the_door_is_small_and_loaded_by_the_page_with_the_door_alone() {
    let portal = TestPortal::of("prevoyance").await;
    let (mut browser, kit) = newcomer(&portal).await;
    let page = browser.get("/connexion").await;
    let scripts = page.elements("script");
    let loads = |module: &str| scripts.iter().filter(|tag| attribute(tag, "src").is_some_and(|src| src.starts_with(module))).count();
    assert_eq!((scripts.len(), loads("/kit.js?"), loads("/passkey.js?")), (2, 1, 1), "{scripts:?}");
    let scripts: Vec<String> = scripts.into_iter().filter(|tag| tag.contains("/kit.js")).collect();
    let (nonce, source) = (attribute(&scripts[0], "nonce").unwrap(), attribute(&scripts[0], "src").unwrap());
    assert!(page.header("content-security-policy").ends_with(&format!("script-src 'nonce-{nonce}'")), "nothing else may run");
    assert!(source.starts_with("/kit.js?") && attribute(&scripts[0], "type").as_deref() == Some("module"));
    assert!(browser.get(&source).await.header("cache-control").contains("immutable"));
    assert_eq!(browser.get("/kit.js").await.header("cache-control"), "no-cache");
    assert!(include_str!("../../../public/kit.js").len() <= 2048, "a phone loads no more for it");
    assert_eq!(page.field("proof").as_deref(), Some(""), "without script nothing is found");
    let mut pages = vec![kit];
    for path in ["/connexion/aide", "/conditions", "/aide/navigateurs"] {
        pages.push(browser.get(path).await);
    }
    for page in pages {
        assert!(!page.html().contains("<script"), "{}", page.path);
        assert!(page.header("content-security-policy").contains("script-src 'none'"), "{}", page.path);
    }
    let elsewhere = TestPortal::of("emprunteur").await.browser().get("/connexion").await;
    assert!(!elsewhere.html().contains("/kit.js"), "no kit, no door");
}

/// Answers to that note, as the module finds them.
fn found(note: &str) -> impl Iterator<Item = String> {
    let start = hex::decode(&note[..64]).unwrap();
    let hash = move |answer: &u32| Sha256::new().chain_update(&start).chain_update(answer.to_be_bytes()).finalize();
    (0..).filter(move |answer| hash(answer).as_slice().starts_with(&[0, 0])).map(|answer| answer.to_string())
}

/// Knocks with an identifier of nobody's and that answer; whether the network is told to wait.
async fn waits(browser: &mut Browser, note: &str, answer: &str) -> bool {
    let form = [("shown", note), ("code", "PORTALIZE-7K4N"), ("robot", "true"), ("proof", answer)];
    let page = browser.post_once("/api/open_kit", &form).await;
    let to = page.location().unwrap();
    assert!(["/connexion", "/erreur/trop-souvent"].contains(&to.as_str()), "{to}");
    to == "/erreur/trop-souvent"
}

#[tokio::test]
async fn s57_x22_whoever_works_knocks_at_full_pace_and_whoever_does_not_ten_times_then_every_ten_seconds() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.browser();
    let door = read(&portal, &mut browser).await;
    let note = door.field("shown").unwrap();
    for turn in 0..12 {
        assert_eq!(waits(&mut browser, &note, "").await, turn >= 10, "{turn}");
    }
    let page = knock(&mut browser, &door, &[]).await;
    assert_eq!((page.status, page.path.as_str()), (429, "/erreur/trop-souvent"));
    page.must_say(&["Attendez une minute"]);

    let mut answers = found(&note);
    let mut last = String::new();
    for _ in 0..3 {
        last = answers.next().unwrap();
        assert!(!waits(&mut browser, &note, &last).await, "{last}");
    }
    for again in [last.clone(), format!("+00{last}")] {
        assert!(waits(&mut browser, &note, &again).await, "an answer counts once, however it is written");
    }
    portal.advance(TimeDelta::seconds(10));
    assert!(!waits(&mut browser, &note, &last).await, "after that it is as good as none");
    assert!(waits(&mut browser, &note, "").await);
    let answer = answers.next().unwrap();
    assert_eq!(knock(&mut browser, &door, &[("proof", &answer)]).await.path, "/adhesion", "nobody else's pace");
}

#[tokio::test]
async fn s57_x22_a_wrong_answer_opens_nothing_and_is_asked_for_again_as_any_program_is() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.browser();
    let door = read(&portal, &mut browser).await;
    let (note, other) = (door.field("shown").unwrap(), portal.browser().get("/connexion").await.field("shown").unwrap());
    let (mine, others) = (found(&note).next().unwrap(), found(&other).next().unwrap());
    let long = "7".repeat(20_000);
    for wrong in ["x", "-1", "4294967296", &others, &long] {
        let page = knock(&mut browser, &door, &[("proof", wrong)]).await;
        assert_eq!((page.status, page.path.as_str()), (200, "/connexion"), "{wrong:.20}");
        page.must_say(&[AGAIN]);
        assert_eq!((page.field("proof").as_deref(), page.field("code").as_deref()), (Some(""), Some(CODE)), "{wrong:.20}");
        assert!(!browser.has_cookie("__Host-kit"));
    }
    assert_eq!(portal.number(VISITS).await, 0);
    let trap = [("proof", mine.as_str()), ("website", "https://spam.example")];
    knock(&mut browser, &door, &trap).await.must_say(&[AGAIN]);
    assert_eq!(knock(&mut browser, &door, &[("proof", &mine)]).await.path, "/adhesion", "a right one was not used up by being refused");
}

#[tokio::test]
async fn s57_x22_two_clicks_with_one_answer_open_the_kit_twice() {
    let portal = TestPortal::of("prevoyance").await;
    let mut browser = portal.browser();
    let door = read(&portal, &mut browser).await;
    let answer = found(&door.field("shown").unwrap()).next().unwrap();
    let (mut again, work) = (browser.clone(), [("proof", answer.as_str())]);
    let (one, other) = futures::join!(knock(&mut browser, &door, &work), knock(&mut again, &door, &work));
    assert_eq!((one.path.as_str(), other.path.as_str()), ("/adhesion", "/adhesion"), "the second as if without script");
}
