//! « Mes crédits », a credit's three tabs and the dossiers (C-4 … C-10).
use crate::support::{CLAIRE, HUGO, TestPortal, attribute};

#[tokio::test]
async fn c4_c5_c6_home_shows_each_credit_with_its_link_above_its_buttons() {
    let portal = TestPortal::start().await;
    let page = portal.signed_in(CLAIRE).await.get("/").await;
    page.must_say_in_order(&[
        "Mes crédits",
        "Crédit renouvelable",
        "n° 2841 0093 57",
        "142,60 €",
        "3 412,08 €",
        "Voir le détail de mon produit",
        "Augmenter",
        "Utiliser",
        "Prêt personnel",
        "n° 7710 4482 16",
        "Voir le détail de mon produit",
    ]);
    let links = page.links();
    for url in &["https://credit.relais-demo.example/augmenter", "https://credit.relais-demo.example/utiliser"] {
        assert_eq!(links.iter().filter(|link| link == url).count(), 2, "{url}");
    }
}

#[tokio::test]
async fn d19_augmenter_and_utiliser_say_that_they_lead_out_and_open_a_window_of_their_own() {
    let portal = TestPortal::start().await;
    let page = portal.signed_in(CLAIRE).await.get("/").await;
    let note = "Lien externe au site. S'ouvre dans une nouvelle fenêtre.";
    page.must_say_in_order(&["Augmenter", note, "Utiliser", note]);
    let out: Vec<String> = page.elements("a").into_iter().filter(|tag| tag.contains("https://")).collect();
    assert_eq!(out.len(), 4);
    for tag in out {
        assert_eq!(attribute(&tag, "target").as_deref(), Some("_blank"), "{tag}");
        assert_eq!(attribute(&tag, "rel").as_deref(), Some("noopener noreferrer"), "{tag}");
    }
}

#[tokio::test]
async fn c6_the_buttons_are_hidden_where_the_insurer_names_no_address() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    let text = include_str!("../../insurers/demo.toml");
    let text: String =
        text.lines().filter(|line| !line.contains("increase_url") && !line.contains("draw_url")).collect::<Vec<_>>().join("\n");
    std::fs::write(&file, text).unwrap();
    let portal = TestPortal::of(file.to_str().unwrap()).await;
    let page = portal.signed_in(CLAIRE).await.get("/").await;
    page.must_say(&["Voir le détail de mon produit"]);
    assert!(!page.says("Augmenter") && !page.says("Utiliser"));
}

#[tokio::test]
async fn c5_c7_the_link_and_the_menu_lead_to_the_same_page() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let page = browser.get("/").await;
    page.must_say_in_order(&["Crédit renouvelable", "Voir le détail", "Voir le détail de mon produit"]);
    let links: Vec<String> = page.links().into_iter().filter(|link| link.starts_with("/credits/")).collect();
    assert_eq!(links.len(), 4);
    assert_eq!((&links[0], &links[2]), (&links[1], &links[3]));
    browser.get(&links[0]).await.must_say(&["Crédit renouvelable", "n° 2841 0093 57"]);
}

#[tokio::test]
async fn c8_a_credit_has_three_tabs_and_the_rightmost_is_its_insurance() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let home = browser.get("/").await;
    let credit = home.links().into_iter().find(|link| link.starts_with("/credits/")).unwrap();
    for (path, heading) in [("", "Mon crédit"), ("/echeances", "Mes prochaines échéances"), ("/assurance", "Assurance emprunteur")] {
        let page = browser.get(&format!("{credit}{path}")).await;
        page.must_say_in_order(&["Mon crédit", "Mes échéances", "Assurance", heading]);
        let current: Vec<String> =
            page.elements("a").into_iter().filter(|tag| tag.contains("aria-current") && tag.contains("/credits/")).collect();
        assert_eq!(current.len(), 1, "{current:?}");
        assert!(current[0].contains(&format!("\"{credit}{path}\"")), "{current:?}");
    }
    browser.get(&format!("{credit}/echeances")).await.must_say(&["5 avril 2026", "5 mai 2026", "142,60 €"]);
}

#[tokio::test]
async fn c9_c10_the_insurance_tab_tells_guarantees_and_contract_and_leads_to_the_dossiers() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let credit = browser.get("/").await.links().into_iter().find(|link| link.starts_with("/credits/")).unwrap();
    let page = browser.get(&format!("{credit}/assurance")).await;
    page.must_say_in_order(&[
        "Mes garanties",
        "Arrêt de travail",
        "Perte d'emploi",
        "Les informations de mon contrat",
        "AE-2841009357",
        "12 mars 2022",
        "30 jours",
        "1 095 jours",
        "100 %",
        "Déclarer / gérer un arrêt de travail",
    ]);
    assert!(page.elements("a").iter().any(|tag| tag.contains("btn--primary") && tag.contains("\"/dossiers\"")));
}

#[tokio::test]
async fn c10_the_dossiers_are_listed_with_their_status_and_the_way_to_declare() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let page = browser.get("/dossiers").await;
    page.must_say(&["Mes dossiers", "Arrêt de travail", "Payée", "Déclaré jusqu'au 9 janvier 2026", "Déclarer un arrêt"]);
    let number = page.claim_number();
    assert!(page.links().contains(&format!("/dossiers/{number}")));
    let none = portal.signed_in(HUGO).await.get("/dossiers").await;
    none.must_say(&["Aucun dossier pour le moment", "Déclarer un arrêt"]);
}

#[tokio::test]
async fn c34_c35_help_has_its_seven_sections_and_closes_with_questions() {
    let portal = TestPortal::start().await;
    let mut visitor = portal.browser();
    let page = visitor.get("/aide/prolonger-mon-dossier").await;
    page.must_say_in_order(&[
        "Comment prolonger mon dossier de prise en charge ?",
        "Je me connecte à mon espace client",
        "J'accède à mes contrats",
        "Je consulte mon dossier d'assurance",
        "Je prolonge mon dossier",
        "J'ajoute un justificatif",
        "Je vérifie et je confirme ma demande",
        "Service Assurance Relais Démo",
        "Le traitement de ma demande",
        "Questions fréquentes",
        "Voir toutes les questions",
    ]);
    assert!(page.links().contains(&"/aide/questions".to_owned()));
    let all = visitor.get("/aide/questions").await;
    assert!(all.text().matches('?').count() > 4, "{}", all.text());
}

#[tokio::test]
async fn d1_x26_the_functions_offered_vary_with_the_contract() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE enrolments SET guarantees = '' WHERE contract_number = 'AE-2841009357'").await;
    portal.run("UPDATE enrolments SET guarantees = 'work_incapacity' WHERE contract_number = 'AE-7710448216'").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let credits: Vec<String> = browser.get("/").await.links().into_iter().filter(|link| link.starts_with("/credits/")).collect();
    let [bare, covered] = [&credits[0], &credits[2]].map(|link| link.trim_start_matches("/credits/").to_owned());

    let page = browser.get(&format!("/credits/{bare}/assurance")).await;
    page.must_say(&["Votre contrat ne permet pas de déclarer un arrêt en ligne."]);
    assert!(!page.says("Déclarer / gérer un arrêt de travail"));
    browser.get(&format!("/credits/{covered}/assurance")).await.must_say(&["Déclarer / gérer un arrêt de travail"]);
    assert_eq!(browser.get("/dossiers").await.fields("enrolment"), [covered.as_str()], "what is not offered has no button");

    let claims = portal.number("SELECT COUNT(*) FROM claims").await;
    assert_eq!(browser.post("/api/declare", &[("enrolment", &bare)]).await.status, 404, "nor a function behind it");
    assert_eq!(portal.number("SELECT COUNT(*) FROM claims").await, claims);
    let page = browser.post("/api/declare", &[("enrolment", &covered)]).await;
    assert_eq!(page.fields("guarantee"), ["work_incapacity"], "only what this contract covers");
    let number = page.claim_number();
    let form = [("number", number.as_str()), ("guarantee", "job_loss"), ("origin", "01/03/2026")];
    browser.post("/api/save_opening", &form).await.must_say(&["À corriger"]);
}

#[tokio::test]
async fn d1_whoever_registers_reads_that_functions_vary_with_the_plan() {
    let portal = TestPortal::of("collective").await;
    portal
        .browser()
        .get("/inscription")
        .await
        .must_say(&["Les fonctions offertes peuvent varier selon votre régime d'assurance collective."]);
}
