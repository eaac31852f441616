//! From the dossier to « En instruction » and again (C-11, C-12, C-25 … C-29, C-33).
mod steps;
mod submit;

use crate::support::{Browser, CLAIRE, HUGO, PAUL, SOPHIE, Sent, TestPortal, days, fixture, nothing};

async fn first_enrolment(browser: &mut Browser) -> String {
    browser.call("home", &[]).await.json()["credits"][0]["enrolment"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn c11_a_first_declaration_goes_from_the_reason_to_the_confirmation() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(HUGO).await;
    let enrolment = first_enrolment(&mut browser).await;
    let page = browser.post("/api/declare", &[("enrolment", &enrolment)]).await;
    let number = page.claim_number();
    assert_eq!(page.path, format!("/dossiers/{number}/demande/arret"));
    page.must_say(&["Quel arrêt déclarez-vous ?", "Arrêt de travail", "Perte d'emploi", "Premier jour de l'arrêt", "Étape 1 sur 5"]);
    assert!(!page.html().contains("<title>Erreur"), "nothing is blamed before it is typed");
    let page = browser.post("/api/save_opening", &[("number", &number), ("guarantee", "job_loss"), ("origin", "10/02/2026")]).await;
    assert_eq!(page.path, format!("/dossiers/{number}/demande/periode"));
    let page = browser.periods(&number, "next", &days("10/02/2026", "28/02/2026")).await;
    assert_eq!(page.path, format!("/dossiers/{number}/demande/justificatifs"));
    browser.upload(&number, &[Sent::new("attestation.pdf", &fixture("s01-attestation.pdf"))]).await;
    let page = browser.post("/api/save_files", &[("number", &number), ("intent", "next")]).await;
    assert_eq!(page.path, format!("/dossiers/{number}/demande/recapitulatif"));
    page.must_say_in_order(&[
        "Récapitulatif de ma déclaration",
        "Perte d'emploi",
        "10 février 2026",
        "Du 10 au 28 février 2026",
        "attestation.pdf",
        "Valider",
    ]);
    let page = browser.submit(&number).await;
    assert_eq!(page.path, format!("/dossiers/{number}/demande/confirmation"));
    page.must_say(&["Votre déclaration a bien été transmise au Service Assurance Relais Démo.", "En instruction"]);
    browser.get("/dossiers").await.must_say(&["Perte d'emploi", "En instruction", "Depuis le 10 février 2026"]);
    let kinds = portal.texts("SELECT kind FROM requests WHERE state = 'sent' ORDER BY sent_at DESC LIMIT 1").await;
    assert_eq!(kinds, ["initial"]);
}

#[tokio::test]
async fn c11_p3_a_wrong_opening_is_kept_and_says_what_to_mend() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(HUGO).await;
    let enrolment = first_enrolment(&mut browser).await;
    let number = browser.post("/api/declare", &[("enrolment", &enrolment)]).await.claim_number();
    for (guarantee, origin, sentence) in [
        ("", "01/02/2026", "Choisissez le motif de votre déclaration."),
        ("death", "01/02/2026", "Choisissez le motif de votre déclaration."),
        ("job_loss", "", "Indiquez le premier jour de l'arrêt, par exemple 01/02/2026."),
        ("job_loss", "31/02/2026", "Cette date n'est pas dans le calendrier."),
        ("job_loss", "13/03/2026", "Le premier jour de l'arrêt est après aujourd'hui, le 12 mars 2026."),
    ] {
        let page = browser.post("/api/save_opening", &[("number", &number), ("guarantee", guarantee), ("origin", origin)]).await;
        assert!(page.path.ends_with("/arret"));
        page.must_say(&["À corriger", sentence]);
        assert_eq!(page.field("origin").as_deref(), Some(origin), "what was typed is kept");
    }
}

#[tokio::test]
async fn c11_a_second_declaration_under_the_same_credit_resumes_the_first() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(HUGO).await;
    let enrolment = first_enrolment(&mut browser).await;
    let mut other = browser.clone();
    let form = [("enrolment", enrolment.as_str())];
    let (a, b) = futures::join!(browser.post("/api/declare", &form), other.post("/api/declare", &form));
    assert_eq!(a.claim_number(), b.claim_number());
    assert_eq!(browser.post("/api/declare", &form).await.claim_number(), a.claim_number());
    assert_eq!(browser.get("/dossiers").await.numbers("D").len(), 1);
}

#[tokio::test]
async fn c12_the_dossier_ends_with_the_button_that_prolongs_it() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.only_claim().await;
    let page = browser.get(&format!("/dossiers/{number}")).await;
    page.must_say_in_order(&["Ma prise en charge, jour par jour", "Suivi du dossier", "Mes demandes", "Prolonger mon dossier"]);
    assert!(page.elements("button").iter().any(|tag| tag.contains("btn--primary")));
    let page = browser.post("/api/prolong", &[("number", &number)]).await;
    assert_eq!(page.path, format!("/dossiers/{number}/demande/periode"));
}

#[tokio::test]
async fn c12_r7_a_refused_or_closed_dossier_is_not_prolonged_and_says_why() {
    let portal = TestPortal::start().await;
    for (login, sentence) in [
        (SOPHIE, "Ce dossier est refusé : il ne peut pas être prolongé."),
        (PAUL, "Ce dossier est clôturé : il ne peut pas être prolongé."),
    ] {
        let mut browser = portal.signed_in(login).await;
        let number = browser.only_claim().await;
        let page = browser.get(&format!("/dossiers/{number}")).await;
        page.must_say(&[sentence]);
        assert!(!page.says("Prolonger mon dossier"));
        let page = browser.post("/api/prolong", &[("number", &number)]).await;
        assert_eq!((page.status, page.path), (200, format!("/dossiers/{number}")));
        let answer = browser.call("prolong", &[("number", &number)]).await;
        assert_eq!((answer.status, answer.json()), (409, serde_json::json!({"rule": "claim-cannot-prolong"})));
        assert_eq!(browser.get(&format!("/dossiers/{number}/demande/periode")).await.status, 404);
    }
}

#[tokio::test]
async fn c33_a_second_draft_resumes_the_first_however_many_ask_at_once() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.only_claim().await;
    let form = [("number", number.as_str())];
    let mut tabs: Vec<Browser> = (0..4).map(|_| browser.clone()).collect();
    let all = futures::future::join_all(tabs.iter_mut().map(|tab| tab.post("/api/prolong", &form))).await;
    assert!(all.iter().all(|page| page.status == 200 && page.path.ends_with("/periode")));
    browser.periods(&number, "save", &days("10/01/2026", "31/01/2026")).await;
    let again = browser.post("/api/prolong", &form).await;
    again.must_say(&["Du 10 au 31 janvier 2026"]);
    let sql = format!(
        "SELECT COUNT(*) FROM requests JOIN claims ON claims.id = requests.claim_id WHERE requests.state = 'draft' AND claims.number = '{number}'"
    );
    assert_eq!(portal.number(&sql).await, 1);
    browser.get(&format!("/dossiers/{number}")).await.must_say(&["Reprendre ma demande"]);
}

#[tokio::test]
async fn c25_r8_the_file_step_goes_on_once_a_file_is_there() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.only_claim().await;
    browser.post("/api/prolong", &[("number", &number)]).await;
    browser.periods(&number, "next", &days("10/01/2026", "28/02/2026")).await;
    let page = browser.post("/api/save_files", &[("number", &number), ("intent", "next")]).await;
    assert!(page.path.ends_with("/justificatifs"));
    page.must_say(&[
        "Justificatifs à transmettre",
        "Parcourir et ajouter un fichier…",
        "Pour continuer, ajoutez au moins un justificatif.",
    ]);
    page.must_say_in_order(&["Sauvegarder", "Suivant"]);
    browser.upload(&number, &[Sent::new("photo.gif", b"GIF89a")]).await;
    let page = browser.post("/api/save_files", &[("number", &number), ("intent", "next")]).await;
    assert!(page.path.ends_with("/justificatifs"), "a refused file is none");
    browser.upload(&number, &[Sent::new("decompte.pdf", &fixture("a04-plain.pdf"))]).await;
    let page = browser.post("/api/save_files", &[("number", &number), ("intent", "save")]).await;
    assert!(page.path.ends_with("/justificatifs"), "« Sauvegarder » stays");
    let page = browser.post("/api/save_files", &[("number", &number), ("intent", "next")]).await;
    assert!(page.path.ends_with("/recapitulatif"));
    assert!(!page.says("photo.gif"), "refused files never block and are not sent");
}

#[tokio::test]
async fn c26_the_recap_shows_everything_entered_with_a_way_to_change_each_block() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let page = browser.get(&format!("/dossiers/{number}/demande/recapitulatif")).await;
    page.must_say_in_order(&[
        "Récapitulatif de ma demande de prolongation",
        "Mes périodes",
        "Modifier",
        "Du 10 janvier au 28 février 2026",
        "50 jours, CPAM, pas de reprise du travail",
        "Mes justificatifs",
        "Modifier",
        "decompte.pdf",
        "Pour vous répondre",
        "membre.40821176@courrier.example",
        "06 39 98 12 34",
        "Valider",
    ]);
    for step in ["periode", "justificatifs"] {
        assert!(page.links().contains(&format!("/dossiers/{number}/demande/{step}")), "{step}");
    }
    assert!(page.elements("button").iter().any(|tag| tag.contains("btn--primary") && tag.contains("submit")));
}

#[tokio::test]
async fn c33_a_dossier_is_prolonged_again_and_again() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.only_claim().await;
    for (start, end) in [("10/01/2026", "31/01/2026"), ("01/02/2026", "28/02/2026"), ("01/03/2026", "12/03/2026")] {
        let page = browser.post("/api/prolong", &[("number", &number)]).await;
        assert!(page.path.ends_with("/periode"), "while the request before is under review");
        browser.periods(&number, "next", &days(start, end)).await;
        browser.upload(&number, &[Sent::new("decompte.pdf", &fixture("a04-plain.pdf"))]).await;
        assert!(browser.submit(&number).await.path.ends_with("/confirmation"));
    }
    let page = browser.get(&format!("/dossiers/{number}")).await;
    assert_eq!(page.numbers("PR-").len(), 5, "two of the demo and three");
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox").await, 3);
}

#[tokio::test]
async fn a_draft_is_deleted_with_its_files_and_only_after_a_question() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let before = portal.stored_files().len();
    let number = browser.ready_to_send().await;
    browser.upload(&number, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await;
    assert_eq!(portal.stored_files().len(), before + 3, "two files and a small picture");
    let page = browser.get(&format!("/dossiers/{number}/demande/supprimer")).await;
    page.must_say(&["Supprimer ce brouillon ?", "Supprimer le brouillon", "Le garder"]);
    let page = browser.post("/api/delete_draft", &[("number", &number)]).await;
    assert_eq!((page.status, page.path.as_str()), (200, "/dossiers"));
    assert_eq!(portal.stored_files().len(), before, "the files are gone from the store");
    let page = browser.get(&format!("/dossiers/{number}")).await;
    page.must_say(&["Prolonger mon dossier", "Payée"]);
    let page = browser.post("/api/prolong", &[("number", &number)]).await;
    page.must_say(&["Aucune période pour l'instant"]);
}

#[tokio::test]
async fn a_first_declaration_never_sent_goes_with_its_draft() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(HUGO).await;
    let enrolment = first_enrolment(&mut browser).await;
    let number = browser.post("/api/declare", &[("enrolment", &enrolment)]).await.claim_number();
    browser.post("/api/delete_draft", &[("number", &number)]).await;
    assert_eq!(browser.get(&format!("/dossiers/{number}")).await.status, 404);
    browser.get("/dossiers").await.must_say(&["Aucun dossier pour le moment"]);
}

#[tokio::test]
async fn c26_what_changes_in_another_tab_is_known_to_the_recap() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let state = browser.call("request_state", &[("number", &number)]).await.json();
    assert!(state.as_str().is_some_and(|s| s.ends_with("/1/")), "one file, nothing missing: {state}");
    browser.periods(&number, "remove:0", &nothing()).await;
    let changed = browser.call("request_state", &[("number", &number)]).await.json();
    assert!(changed.as_str().is_some_and(|s| s.ends_with("/1/claim-missing-periods")), "{changed}");
}

#[tokio::test]
async fn a_number_that_is_none_is_not_found_and_never_stands_in_an_address() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    for number in ["", "D26-000001-0", "../..", "//evil.example", "D26-000001-7\r\nX: 1", "é"] {
        for function in ["prolong", "save_periods", "save_files", "submit_claim", "remove_file", "save_opening", "delete_draft"] {
            let page = browser.post_once(&format!("/api/{function}"), &[("number", number)]).await;
            assert_eq!(page.location().as_deref(), Some("/erreur/introuvable"), "{function} {number:?}");
        }
    }
}
