//! « Réclamations de soins de santé en ligne » (D-18, X-27): from the home page to « En instruction », on the desk, and out again.
use crate::complement::{id_of, status};
use crate::support::{Browser, HUGO, Page, Sent, TestPortal, fixture};
use backend::demo::{self, PASSWORD};
use chrono::TimeDelta;
use domain::access::StaffRole;
use serde_json::Value;
use std::io::{Cursor, Read};

/// « plusieurs dossiers d’assurance »: the first one is chosen.
const GENEVIEVE: &str = "genevievetremblay";
/// « réclamation de soins en instruction ».
const JOSEE: &str = "joseepelletier";
/// « réclamation de soins en brouillon ».
const MYLENE: &str = "mylenefortin";
/// « quarante dossiers d’assurance »: none of them covers care.
const HUGUETTE: &str = "huguettebelanger";

/// An expense as a person types it.
#[derive(Clone, Copy)]
struct Typed<'a> {
    day: &'a str,
    kind: &'a str,
    whom: &'a str,
    paid: &'a str,
    reimbursed: &'a str,
}

/// Of a visit to the dentist on that day.
fn dentist<'a>(day: &'a str, paid: &'a str) -> Typed<'a> {
    Typed { day, kind: "Soins dentaires", whom: "Moi-même", paid, reimbursed: "" }
}

const NOTHING: Typed<'static> = Typed { day: "", kind: "", whom: "", paid: "", reimbursed: "" };

fn step(number: &str, step: &str) -> String {
    format!("/dossiers/{number}/demande/{step}")
}

/// Presses « Faire une réclamation de soins de santé » on the home page; gives the number.
async fn claim(browser: &mut Browser) -> String {
    let enrolment = browser.get("/").await.field("enrolment").unwrap();
    let page = browser.post("/api/claim_expenses", &[("enrolment", &enrolment)]).await;
    let number = page.claim_number();
    assert_eq!(page.path, step(&number, "depenses"));
    number
}

/// Presses a button of the expense step with that typed, from a page that showed that version.
async fn press_at(browser: &mut Browser, number: &str, version: &str, intent: &str, typed: Typed<'_>) -> Page {
    let form = [
        ("number", number),
        ("version", version),
        ("intent", intent),
        ("day", typed.day),
        ("kind", typed.kind),
        ("whom", typed.whom),
        ("paid", typed.paid),
        ("reimbursed", typed.reimbursed),
    ];
    browser.post("/api/save_expenses", &form).await
}

/// The same on the page of now.
async fn press(browser: &mut Browser, number: &str, intent: &str, typed: Typed<'_>) -> Page {
    let version = browser.get(&step(number, "depenses")).await.field("version").unwrap();
    press_at(browser, number, &version, intent, typed).await
}

/// Geneviève with a claim of one expense and one receipt.
async fn ready(portal: &TestPortal) -> (Browser, String) {
    let mut browser = portal.signed_in(GENEVIEVE).await;
    let number = claim(&mut browser).await;
    let page = press(&mut browser, &number, "next", dentist("03/03/2026", "186 $")).await;
    assert_eq!(page.path, step(&number, "justificatifs"));
    browser.upload(&number, &[Sent::new("recu.pdf", &fixture("a04-plain.pdf"))]).await;
    (browser, number)
}

async fn draft(browser: &mut Browser, number: &str) -> Value {
    browser.call("claim", &[("number", number)]).await.json()["claim"]["draft"].clone()
}

#[tokio::test]
async fn d18_a_claim_for_care_goes_from_the_home_page_to_the_confirmation() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.signed_in(GENEVIEVE).await;
    browser.get("/").await.must_say_in_order(&["Soins de santé", "Faire une réclamation de soins de santé", "Contrat 284100"]);
    let number = claim(&mut browser).await;
    let page = browser.get(&step(&number, "depenses")).await;
    page.must_say_in_order(&["Étape 1 sur 4", "Quels soins avez-vous payés?", "Aucun soin pour l'instant", "au plus tôt le 12 mars 2025"]);
    let title = page.html().split("<title>").nth(1).unwrap().split("</title>").next().unwrap().to_owned();
    assert!(title.starts_with("Dépenses, dossier D26-") && !title.contains("Soins"), "{title}: no word of health (R-6)");
    assert!(!page.html().contains("<script"), "a page without an island has no script (R-19)");

    press(&mut browser, &number, "add", dentist("03/03/2026", "186,00 $")).await.must_say(&["1 soin", "Soins dentaires", "186,00 $"]);
    let glasses = Typed { day: "2026-01-15", kind: "Soins de la vue", whom: "ma fille Léa", paid: "1 310.50", reimbursed: "200" };
    let page = press(&mut browser, &number, "next", glasses).await;
    assert_eq!(page.path, step(&number, "justificatifs"));
    assert!(page.links().contains(&step(&number, "depenses")), "the way back");
    browser.upload(&number, &[Sent::new("recus.pdf", &fixture("a04-plain.pdf"))]).await;
    let page = browser.post("/api/save_files", &[("number", &number), ("intent", "next")]).await;
    assert_eq!(page.path, step(&number, "recapitulatif"));
    page.must_say_in_order(&[
        "Récapitulatif de ma réclamation",
        "Mes soins",
        "Soins dentaires",
        "3 mars 2026, Moi-même",
        "186,00 $",
        "Soins de la vue",
        "15 janvier 2026, ma fille Léa",
        "200,00 $ déjà remboursés ailleurs",
        "1 310,50 $",
        "Montant réclamé",
        "1 296,50 $",
        "recus.pdf",
        "Valider",
    ]);
    assert!(!page.says("Mes périodes") && !page.says("Mon arrêt"), "{}", page.text());

    let page = browser.submit(&number).await;
    assert_eq!(page.path, step(&number, "confirmation"));
    page.must_say_in_order(&["Votre réclamation a bien été transmise à Relais Collectif.", "PR-26-", "En instruction", "Notre réponse"]);
    assert!(!page.says("prolongation") && !page.says("échéance"), "{}", page.text());
    let page = browser.get(&format!("/dossiers/{number}")).await;
    page.must_say_in_order(&["Soins de santé", "En instruction", "Réclamation reçue", "Soins dentaires", "186,00 $", "1 296,50 $"]);
    assert!(!page.says("jour par jour") && !page.says("Prolonger"), "{}", page.text());
    browser.get("/dossiers").await.must_say_in_order(&["Mes réclamations", "Soins de santé", &number, "En instruction"]);
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.contains("est bien arrivée"), "{}", mails[0].subject);
    assert!(!mails[0].text.to_lowercase().contains("soin"), "no word of health: {}", mails[0].text);
}

#[tokio::test]
async fn d18_what_was_sent_is_kept_in_figures_proved_and_never_changes() {
    let portal = TestPortal::of("collective").await;
    let (mut browser, number) = ready(&portal).await;
    let key = browser.key(&number).await;
    let form = [("number", number.as_str()), ("key", key.as_str())];
    let mut tab = browser.clone();
    let pages = futures::join!(browser.post("/api/submit_claim", &form), tab.post("/api/submit_claim", &form));
    let requests = [&pages.0, &pages.1].map(|page| page.numbers("PR-").remove(0));
    assert_eq!(requests[0], requests[1], "a double click is one claim");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'request_sent'").await, 1);
    let sent = browser.call("claim", &[("number", &number)]).await.json()["claim"].clone();
    let expense = serde_json::json!({
        "day": "2026-03-03", "kind": "Soins dentaires", "whom": "Moi-même", "paid": 18_600, "reimbursed": 0
    });
    assert_eq!(sent["requests"][0]["expenses"], serde_json::json!([expense]));
    assert_eq!(sent["requests"][0]["snapshot_sha256"].as_str().unwrap().len(), 64);
    let proof = browser.get(&format!("/dossiers/{number}/demandes/{}/preuve.pdf", requests[0])).await;
    assert_eq!((proof.status, proof.header("content-type")), (200, "application/pdf"));

    let late = press_at(&mut browser, &number, "1", "save", dentist("04/03/2026", "1")).await;
    assert_eq!(late.status, 404, "it is written no more");
    for page in ["depenses", "justificatifs", "recapitulatif", "supprimer"] {
        assert_eq!(browser.get(&step(&number, page)).await.status, 404, "{page}");
    }
    assert_eq!(browser.call("claim", &[("number", &number)]).await.json()["claim"], sent);
    let again = claim(&mut browser).await;
    assert_ne!(again, number, "other care is claimed in another dossier");
}

#[tokio::test]
async fn d18_each_mistake_is_told_with_its_line_and_nothing_typed_is_lost() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.signed_in(GENEVIEVE).await;
    let number = claim(&mut browser).await;
    press(&mut browser, &number, "next", NOTHING).await.must_say(&["À corriger", "Aucun soin n'est ajouté."]);
    press(&mut browser, &number, "add", dentist("03/03/2026", "20")).await;
    let right = dentist("03/03/2026", "20");
    for (typed, told) in [
        (Typed { day: "", ..right }, "Ligne 2 : indiquez la date du soin"),
        (Typed { day: "30/02/2026", ..right }, "Ligne 2 : « 30/02/2026 » n'est pas une date du calendrier."),
        (Typed { day: "13/03/2026", ..right }, "Ligne 2 : la date du soin, le 13 mars 2026, est après aujourd'hui, le 12 mars 2026."),
        (Typed { day: "11/03/2025", ..right }, "Réclamez ici les soins reçus depuis le 12 mars 2025."),
        (Typed { kind: "", ..right }, "Ligne 2 : choisissez la nature du soin."),
        (Typed { kind: "Chirurgie", ..right }, "Ligne 2 : cette nature de soin n'est pas dans la liste."),
        (Typed { whom: " ", ..right }, "Ligne 2 : indiquez pour qui était le soin"),
        (Typed { paid: "vingt", ..right }, "Ligne 2 : « vingt » n'est pas un montant."),
        (Typed { paid: "0", ..right }, "Ligne 2 : le montant payé est de zéro."),
        (Typed { paid: "10 000,01", ..right }, "Ligne 2 : le montant payé, 10 000,01 $, dépasse 10 000,00 $."),
        (Typed { reimbursed: "21", ..right }, "Ligne 2 : le montant déjà remboursé, 21,00 $, dépasse le montant payé, 20,00 $."),
    ] {
        let page = press(&mut browser, &number, "next", typed).await;
        assert_eq!(page.path, step(&number, "depenses"), "{told}");
        page.must_say(&["À corriger", told, "1 soin"]);
        assert_eq!(page.field("paid").as_deref(), Some(typed.paid), "{told}");
        assert!(page.html().contains("<title>Erreur"), "{told}");
    }
    let long = "e".repeat(20_000);
    press(&mut browser, &number, "add", Typed { whom: &long, day: &long, paid: &long, ..right }).await.must_say(&["À corriger"]);
    let script = "<script>alert(1)</script>";
    let page = press(&mut browser, &number, "add", Typed { whom: script, ..right }).await;
    page.must_say(&["2 soins", script]);
    assert!(!page.html().contains(script), "shown as text");
}

#[tokio::test]
async fn d18_lines_are_corrected_removed_and_a_double_is_told_without_stopping_anything() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.signed_in(GENEVIEVE).await;
    let number = claim(&mut browser).await;
    for _ in 0..2 {
        press(&mut browser, &number, "add", dentist("03/03/2026", "20")).await;
    }
    let page = browser.get(&step(&number, "depenses")).await;
    page.must_say(&["Ligne 2 : ce soin est le même que celui de la ligne 1."]);
    let page = press(&mut browser, &number, "correct:1", NOTHING).await;
    assert_eq!(page.field("day").as_deref(), Some("03/03/2026"));
    page.must_say(&["Cette ligne est en cours de correction", "Enregistrer la correction"]);
    let page = press(&mut browser, &number, "add", dentist("04/03/2026", "25")).await;
    page.must_say(&["2 soins", "4 mars 2026, Moi-même, 25,00 $"]);
    assert!(!page.says("ce soin est le même"));
    press(&mut browser, &number, "remove:0", NOTHING).await.must_say(&["1 soin", "4 mars 2026"]);
    for odd in ["remove:7", "correct:x", "drop", ""] {
        press(&mut browser, &number, odd, NOTHING).await.must_say(&["1 soin"]);
    }
    for day in 1..=25 {
        press(&mut browser, &number, "add", dentist("05/03/2026", &day.to_string())).await;
    }
    let page = press(&mut browser, &number, "add", dentist("05/03/2026", "99")).await;
    page.must_say(&["20 soins", "Ligne 21 : une réclamation compte 20 soins au plus."]);
}

#[tokio::test]
async fn d18_a_claim_is_resumed_deleted_and_two_tabs_never_overwrite_each_other() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.signed_in(GENEVIEVE).await;
    let number = claim(&mut browser).await;
    let mut tab = browser.clone();
    press_at(&mut browser, &number, "1", "add", dentist("03/03/2026", "20")).await;
    let page = press_at(&mut tab, &number, "1", "add", dentist("04/03/2026", "30")).await;
    page.must_say(&["Demande modifiée ailleurs", "Votre saisie sur cette page était : 4 mars 2026, Moi-même, 30,00 $.", "1 soin"]);
    let page = press(&mut tab, &number, "mine", NOTHING).await;
    assert_eq!(page.field("day").as_deref(), Some("04/03/2026"));
    press(&mut tab, &number, "save", dentist("04/03/2026", "30")).await.must_say(&["2 soins"]);

    assert_eq!(claim(&mut browser).await, number, "pressed again, the same claim goes on");
    let mut fresh = portal.signed_in(GENEVIEVE).await;
    let home = fresh.get("/").await;
    home.must_say(&["Votre demande n'est pas encore transmise", "Reprendre ma demande"]);
    assert!(home.links().contains(&step(&number, "depenses")));
    assert_eq!(draft(&mut fresh, &number).await["care"]["rows"].as_array().unwrap().len(), 2);
    fresh.upload(&number, &[Sent::new("recu.pdf", &fixture("a04-plain.pdf"))]).await;
    fresh.get(&step(&number, "supprimer")).await.must_say(&["Supprimer ce brouillon?"]);
    fresh.post("/api/delete_draft", &[("number", &number)]).await.must_say(&["Aucune réclamation pour le moment"]);
    assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM claims WHERE number = '{number}'")).await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE name = 'recu.pdf'").await, 0);
}

#[tokio::test]
async fn d18_what_is_missing_is_told_on_the_recap_and_nothing_is_sent() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.signed_in(GENEVIEVE).await;
    let number = claim(&mut browser).await;
    let page = browser.submit(&number).await;
    assert_eq!(page.path, step(&number, "recapitulatif"));
    page.must_say(&["Les soins sont à compléter ou à corriger", "Il manque un justificatif"]);
    assert!(!page.says("périodes"), "{}", page.text());
    press(&mut browser, &number, "save", dentist("12/03/2025", "20")).await;
    browser.upload(&number, &[Sent::new("recu.pdf", &fixture("a04-plain.pdf"))]).await;
    portal.advance(TimeDelta::days(1));
    let mut browser = portal.signed_in(GENEVIEVE).await;
    let page = browser.submit(&number).await;
    page.must_say(&["Les soins sont à compléter ou à corriger"]);
    browser.get(&step(&number, "depenses")).await.must_say(&["Ligne 1 : le soin du 12 mars 2025 est trop ancien."]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'request_sent'").await, 0);
}

#[tokio::test]
async fn d18_a_claim_is_its_members_alone() {
    let portal = TestPortal::of("collective").await;
    let (mut browser, number) = ready(&portal).await;
    let before = draft(&mut browser, &number).await;
    let enrolment = browser.get("/").await.field("enrolment").unwrap();
    let key = browser.key(&number).await;
    let mut other = portal.signed_in(MYLENE).await;
    let claims = portal.number("SELECT COUNT(*) FROM claims").await;
    for foreign in [enrolment.as_str(), "", "1", "00000000-0000-0000-0000-000000000000"] {
        assert_eq!(other.post("/api/claim_expenses", &[("enrolment", foreign)]).await.status, 404, "{foreign}");
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM claims").await, claims);
    for number in [number.as_str(), "D26-999999-9", "../etc"] {
        assert_eq!(press_at(&mut other, number, "1", "save", dentist("03/03/2026", "1")).await.status, 404, "{number}");
    }
    assert_eq!(other.call("submit_claim", &[("number", &number), ("key", &key)]).await.status, 404);
    for page in ["depenses", "recapitulatif", "supprimer"] {
        assert_eq!(other.get(&step(&number, page)).await.status, 404, "{page}");
    }
    let mut visitor = portal.browser();
    for function in ["claim_expenses", "save_expenses"] {
        assert_eq!(visitor.call(function, &[("number", &number), ("enrolment", &enrolment)]).await.status, 401, "{function}");
    }
    assert_eq!(visitor.get(&step(&number, "depenses")).await.path, "/connexion");
    assert_eq!(draft(&mut browser, &number).await, before);
}

#[tokio::test]
async fn d1_d18_without_cover_there_is_no_button_and_no_function_behind_it() {
    let portal = TestPortal::of("collective").await;
    let mut browser = portal.signed_in(HUGUETTE).await;
    for path in ["/", "/dossiers"] {
        let page = browser.get(path).await;
        assert!(page.status == 200 && !page.says("Faire une réclamation"), "{path}: {}", page.text());
    }
    let home = browser.call("home", &[]).await.json();
    let enrolment = home["contracts"][0]["id"].as_str().unwrap();
    assert_eq!(browser.post("/api/claim_expenses", &[("enrolment", enrolment)]).await.status, 404);
    for path in ["/credits/x", "/aide/prolonger-mon-dossier", "/aide/questions"] {
        assert_eq!(browser.get(path).await.status, 404, "{path}: what this insurer does without stays away (X-26)");
    }
    for function in ["declare", "prolong", "save_periods", "save_opening", "credit"] {
        assert_eq!(browser.call(function, &[("enrolment", enrolment)]).await.status, 404, "{function}");
    }
    let demo = TestPortal::start().await;
    let mut hugo = demo.signed_in(HUGO).await;
    assert!(!hugo.get("/").await.says("Faire une réclamation"));
    let number = hugo.call("home", &[]).await.json()["contracts"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(hugo.call("claim_expenses", &[("enrolment", &number)]).await.status, 404, "an insurer without such claims");
}

#[tokio::test]
async fn d18_a_claim_for_care_and_a_stop_are_written_side_by_side_and_never_mixed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    let care = "[care]\nkinds = [\"Soins dentaires\"]\nmax_lines = 20\noldest_months = 12\nmax_cents = 1000000\n\n[contact]";
    std::fs::write(&file, include_str!("../../insurers/demo.toml").replacen("[contact]", care, 1)).unwrap();
    let portal = TestPortal::of(file.to_str().unwrap()).await;
    let mut browser = portal.signed_in(HUGO).await;
    let enrolment = browser.call("home", &[]).await.json()["contracts"][0]["id"].as_str().unwrap().to_owned();
    let stop = browser.post("/api/declare", &[("enrolment", &enrolment)]).await;
    assert!(!stop.says("Soins de santé"), "no kind of stop: {}", stop.text());
    let (stop, care) = (stop.claim_number(), claim(&mut browser).await);
    assert_ne!(stop, care);
    assert_eq!(browser.post("/api/declare", &[("enrolment", &enrolment)]).await.claim_number(), stop);
    assert_eq!(browser.get(&step(&care, "periode")).await.status, 404);
    assert_eq!(browser.get(&step(&stop, "depenses")).await.status, 404);
    let opening = [("number", care.as_str()), ("guarantee", "job_loss"), ("origin", "01/02/2026")];
    assert_eq!(browser.post("/api/save_opening", &opening).await.status, 404);
    let opening = [("number", stop.as_str()), ("guarantee", "health_care"), ("origin", "01/02/2026")];
    browser.post("/api/save_opening", &opening).await.must_say(&["Choisissez le motif de votre déclaration."]);
    assert_eq!(press_at(&mut browser, &stop, "1", "save", dentist("03/03/2026", "1")).await.status, 404);
    press(&mut browser, &care, "next", dentist("03/03/2026", "45,50 €")).await;
    browser.upload(&care, &[Sent::new("recu.pdf", &fixture("a04-plain.pdf"))]).await;
    browser.get(&step(&care, "recapitulatif")).await.must_say(&["45,50 €"]);
    browser.submit(&care).await.must_say(&["a bien été transmise"]);
    let answer = browser.call("prolong", &[("number", &care)]).await;
    assert_eq!((answer.status, answer.json()), (409, serde_json::json!({"rule": "claim-cannot-prolong"})));

    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let id = id_of(&portal, &care).await;
    let page = handler.get(&format!("/gestion/dossiers/{id}")).await;
    page.must_say(&["Soins réclamés", "45,50 €", "en dehors du portail"]);
    let dead = |link: &String| link.ends_with("/decision") || link.ends_with(&format!("{id}/paiements"));
    assert!(!page.links().iter().any(dead), "{:?}", page.links());
    let request = page.numbers("PR-").remove(0);
    assert_eq!(handler.get(&format!("/gestion/dossiers/{id}/demandes/{request}/decision")).await.status, 404);
    let form = [("id", id.to_string()), ("number", request)];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(handler.call("office_draft_decision", &form).await.status, 404);
}

#[tokio::test]
async fn d18_b1_b6_b8_the_desk_reads_the_expenses_examines_the_receipts_and_asks_for_documents() {
    let portal = TestPortal::of("collective").await;
    let mut josee = portal.signed_in(JOSEE).await;
    let number = josee.only_claim().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let queue = handler.get("/gestion").await;
    queue.must_say_in_order(&[&number, "Josée Pelletier", "Réclamation", "En instruction"]);
    let id = id_of(&portal, &number).await;
    let path = format!("/gestion/dossiers/{id}");
    let page = handler.get(&path).await;
    page.must_say_in_order(&[
        "Josée Pelletier",
        "Soins réclamés",
        "Cette réclamation se décide et se paie en dehors du portail pour l'instant.",
        "Soins dentaires",
        "186,00 $",
        "Mon fils Noé",
        "40,00 $ déjà remboursés ailleurs",
        "Montant réclamé",
        "283,35 $",
    ]);
    assert!(!page.says("Périodes") && !page.says("Décider"), "{}", page.text());
    assert!(!page.says("Saisir pour l'assuré") && !page.says("Suite de l'arrêt"), "no days to enter, and no stop to end: {}", page.text());
    handler.get(&format!("{path}/saisie")).await.must_say(&["il porte sur des dépenses de soins"]);
    let (claim, day) = (id.to_string(), "01/03/2026");
    let entry = [("id", claim.as_str()), ("way", "post"), ("received", day)];
    assert_eq!(handler.call("office_open_entry", &entry).await.status, 409);
    let mark = [("id", claim.as_str()), ("version", "1"), ("kind", "ended"), ("day", day)];
    assert_eq!(handler.call("office_mark_stop", &mark).await.status, 404);
    let file = page.links().into_iter().find(|link| link.contains("/pieces/")).unwrap();
    handler.get(&file).await.must_say(&["recus.pdf", "Soins dentaires", "186,00 $"]);
    let sent = file.rsplit('/').next().unwrap().to_owned();
    let form = [("id", id.to_string()), ("file", sent), ("found", "accepted".to_owned())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(handler.post("/api/office_examine_file", &form).await.status, 200);
    let version = crate::complement::version(&portal, &number).await.to_string();
    let asking = handler.get(&format!("{path}/documents")).await;
    asking.must_say(&["Reçu détaillé du professionnel", "Relevé d'un autre régime"]);
    let (id, due, key) = (id.to_string(), asking.field("due").unwrap(), asking.field("key").unwrap());
    let form = [("id", &*id), ("version", &*version), ("key", &*key), ("cards[]", "recu_detaille"), ("due", &*due)];
    handler.post("/api/office_ask_documents", &form).await;
    assert_eq!(status(&portal, &number).await, "complement_requested");

    let mut josee = portal.browser();
    let arrived = josee.sign_in(JOSEE, "").await;
    assert_eq!(arrived.path, "/a-completer", "what is asked comes first (M-2)");
    arrived.must_say(&["Soins de santé", &number]);
    let page = josee.get(&format!("/dossiers/{number}")).await;
    page.must_say(&["Complément demandé", "Documents à fournir : 1."]);
    let complement = page.links().into_iter().find(|link| link.contains("/complements/")).unwrap();
    let page = josee.get(&complement).await;
    page.must_say(&["Reçu détaillé du professionnel"]);
    assert!(!page.says("France services"), "{}", page.text());
}

#[tokio::test]
async fn g1_d18_the_archive_holds_the_expenses_sent_and_typed() {
    let portal = TestPortal::of("collective").await;
    let mut josee = portal.signed_in(JOSEE).await;
    let number = josee.only_claim().await;
    let second = claim(&mut josee).await;
    press(&mut josee, &second, "save", Typed { paid: "x", ..dentist("03/03/2026", "") }).await;
    josee.post("/api/ask_export", &[]).await;
    let link = portal.deliver().await.last().unwrap().link();
    let page = josee.post_once("/compte/donnees/archive", &[("token", link.trim_start_matches("/lien/"))]).await;
    let mut zip = zip::ZipArchive::new(Cursor::new(page.bytes)).unwrap();
    let mut text = String::new();
    zip.by_name("donnees.json").unwrap().read_to_string(&mut text).unwrap();
    let data: Value = serde_json::from_str(&text).unwrap();
    let of = |wanted: &str| data["dossiers"].as_array().unwrap().iter().find(|claim| claim["numero"] == wanted).unwrap();
    let sent = &of(&number)["demandes"][0];
    assert_eq!((sent["nature"].as_str(), &sent["periodes"]), (Some("Réclamation de soins de santé"), &serde_json::json!([])));
    let expense = &sent["depenses"][1];
    assert_eq!((expense["nature"].as_str(), expense["pour"].as_str()), (Some("Soins paramédicaux"), Some("Mon fils Noé")));
    assert_eq!(expense["rembourse_ailleurs"], serde_json::json!({ "centimes": 4_000, "montant": "40,00\u{a0}$" }));
    let typed = &of(&second)["brouillon"]["depenses_saisies"][0];
    assert_eq!((typed["soin_le"].as_str(), typed["paye"].as_str()), (Some("03/03/2026"), Some("x")), "as typed, wrong or not");
    let request = sent["numero"].as_str().unwrap();
    assert!(zip.by_name(&format!("{number}-preuve-{request}.pdf")).is_ok());
    assert!(zip.by_name("mes-donnees.pdf").is_ok());
}

#[tokio::test]
async fn g2_d18_leaving_erases_what_was_written_and_keeps_what_was_sent() {
    let portal = TestPortal::of("collective").await;
    let kept = portal.signed_in(JOSEE).await.only_claim().await;
    let gone = portal.signed_in(MYLENE).await.only_claim().await;
    for login in [JOSEE, MYLENE] {
        let mut browser = portal.signed_in(login).await;
        assert_eq!(browser.post("/api/close_account", &[("current", PASSWORD)]).await.path, "/connexion");
    }
    portal.advance(TimeDelta::days(8));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(status(&portal, &kept).await, "in_review");
    assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM claims WHERE number = '{gone}'")).await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM requests WHERE form LIKE '%Rose%'").await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM requests WHERE form LIKE '%Noé%'").await, 1);
}

#[tokio::test]
async fn d18_a_draft_nobody_touches_goes_after_its_time() {
    let portal = TestPortal::of("collective").await;
    let number = portal.signed_in(MYLENE).await.only_claim().await;
    portal.advance(TimeDelta::days(400));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM claims WHERE number = '{number}'")).await, 0);
}

#[test]
fn d18_the_demonstration_has_a_claim_under_review_and_one_being_written() {
    let kinds = |insurer: &str| {
        let accounts = demo::accounts(&backend::profile::load(insurer).unwrap()).unwrap();
        accounts.into_iter().map(|account| (account.login, account.kind)).collect::<Vec<_>>()
    };
    for (login, kind) in [(JOSEE, "réclamation de soins en instruction"), (MYLENE, "réclamation de soins en brouillon")] {
        assert!(kinds("collective").contains(&(login.to_owned(), kind)), "{:?}", kinds("collective"));
    }
    assert!(kinds("assistance").iter().all(|(_, kind)| !kind.contains("soins")));
}

#[test]
fn d18_a_table_that_contradicts_itself_is_refused_by_the_name_of_the_setting() {
    let collective = include_str!("../../insurers/collective.toml");
    for (from, to, setting) in [
        ("max_lines = 20", "max_lines = 0", "`care.max_lines`"),
        ("oldest_months = 12", "oldest_months = 500", "`care.oldest_months`"),
        ("max_cents = 1000000", "max_cents = 0", "`care.max_cents`"),
        ("\"Soins de la vue\"", "\"Soins dentaires\"", "`care.kinds`"),
    ] {
        assert!(collective.contains(from), "{from}");
        let error = backend::profile::read(&collective.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains(setting), "{error}");
    }
}
