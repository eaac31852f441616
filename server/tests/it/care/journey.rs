//! From the home page to the confirmation: what is typed, told, resumed, deleted and sent (D-18).
use super::{GENEVIEVE, NOTHING, Typed, claim, dentist, draft, press, press_at, ready, step};
use crate::support::{Sent, TestPortal, fixture};
use chrono::TimeDelta;

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
    page.must_warn(1800);

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
    let (key, version) = browser.key_and_version(&number).await;
    let form = [("number", number.as_str()), ("key", key.as_str()), ("version", version.as_str())];
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
    home.must_say_in_order(&["À faire maintenant", "Votre demande n'est pas encore transmise", "Reprendre ma demande"]);
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
