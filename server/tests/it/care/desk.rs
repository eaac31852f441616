//! On the desk: a claim beside a stop, its expenses and receipts, and the documents that are asked for (B-1, B-6, B-8, D-18).
use super::{JOSEE, claim, dentist, press, press_at, step};
use crate::{
    complement::{id_of, status},
    support::{HUGO, Sent, TestPortal, fixture},
};
use domain::access::StaffRole;

#[tokio::test]
async fn d18_a_claim_for_care_and_a_stop_are_written_side_by_side_and_never_mixed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    let care = "[care]\nkinds = [\"Soins dentaires\"]\nmax_lines = 20\noldest_months = 12\nmax_cents = 1000000\n\n[contact]";
    std::fs::write(&file, include_str!("../../../insurers/demo.toml").replacen("[contact]", care, 1)).unwrap();
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
