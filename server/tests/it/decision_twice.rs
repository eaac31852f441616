//! Two who decide the same request, or one who presses twice (B-2, B-10, Y-20).
use crate::decision::{MOTIVE, asked, check, confirm, confirmation, second_handler};
use crate::support::TestPortal;
use domain::access::StaffRole;

#[tokio::test]
async fn b2_y20_of_two_handlers_one_decides_and_the_other_is_told_who_did_what() {
    let portal = TestPortal::start().await;
    let (mut one, mut other) = (portal.at_the_office(StaffRole::Handler).await, second_handler(&portal).await);
    let asked = asked(&portal, &mut one, "Inès Carpentier").await;
    let yes = check(&mut one, &asked, "accept", "31/01/2026 - 04/03/2026", "", "").await;
    let no = check(&mut other, &asked, "refuse", "", MOTIVE, "").await;
    let (yes, no) = (confirmation(&asked, &yes), confirmation(&asked, &no));
    let (first, second) = tokio::join!(confirm(&mut one, &yes), confirm(&mut other, &no));
    let (won, lost) = if first.says("La décision est enregistrée") { (first, second) } else { (second, first) };
    won.must_say(&["La décision est enregistrée"]);
    assert_eq!(lost.status, 409);
    lost.must_say(&["Cette demande est déjà décidée", "l'a décidée le 12 mars 2026", "Votre décision n'est pas enregistrée."]);
    assert!(lost.says("Pauline Aubry") || lost.says("Philippe Destouches"));
    assert_eq!(portal.number("SELECT COUNT(*) FROM decisions").await, 1);
    let mails = portal.deliver().await;
    assert_eq!(mails.iter().filter(|mail| mail.subject.starts_with("Une décision")).count(), 1);
}

#[tokio::test]
async fn b2_y20_whoever_checks_what_somebody_decided_meanwhile_reads_who_did_and_loses_nothing_that_was_typed() {
    let portal = TestPortal::start().await;
    let (mut one, mut other) = (portal.at_the_office(StaffRole::Handler).await, second_handler(&portal).await);
    let asked = asked(&portal, &mut one, "Inès Carpentier").await;
    let path = format!("/gestion/dossiers/{}/demandes/{}/decision", asked.id, asked.request);
    let page = check(&mut one, &asked, "accept", "31/01/2026 - 04/03/2026", "", "").await;
    confirm(&mut one, &confirmation(&asked, &page)).await.must_say(&["La décision est enregistrée"]);

    let page = check(&mut other, &asked, "accept", "01/02/2026 - 28/02/2026", MOTIVE, "Il manque mars.").await;
    for page in [page, other.get(&path).await] {
        assert_eq!((page.status, page.path.as_str()), (409, path.as_str()), "read again, it is the same");
        page.must_say_in_order(&[
            "Cette demande est déjà décidée",
            "Pauline Aubry l'a décidée le 12 mars 2026 à 15 h 48 : Acceptée.",
            "Votre décision n'est pas enregistrée. Votre saisie est gardée",
            "Ce que vous avez saisi",
            "01/02/2026 - 28/02/2026",
            MOTIVE,
            "Il manque mars.",
            "Voir les changements",
        ]);
        assert!(page.field("key").is_none(), "there is nothing to be confirmed");
        assert!(page.links().contains(&format!("/gestion/dossiers/{}#historique", asked.id)));
    }
    assert!(!one.get(&path).await.says("Il manque mars."), "what is typed is its author's alone");
    assert!(!portal.texts("SELECT form FROM decision_drafts").await[0].contains("mars"), "and sealed");
    let counts = [portal.number("SELECT COUNT(*) FROM decisions").await, portal.number("SELECT COUNT(*) FROM decision_drafts").await];
    assert_eq!(counts, [1, 1]);
}

#[tokio::test]
async fn b2_what_happened_to_a_dossier_before_its_decision_was_confirmed_is_listed_with_who_did_it_and_the_form_is_kept() {
    let portal = TestPortal::start().await;
    let (mut one, mut other) = (portal.at_the_office(StaffRole::Handler).await, second_handler(&portal).await);
    let asked = asked(&portal, &mut one, "Inès Carpentier").await;
    let seen = check(&mut one, &asked, "accept", "01/02/2026 - 28/02/2026", MOTIVE, "Il manque mars.").await;
    assert!(!seen.says("Entre-temps"));
    let version = seen.field("version").unwrap();
    other.post("/api/office_take", &[("id", &asked.id), ("version", &version)]).await.must_say(&["Ce dossier est à vous."]);
    let page = confirm(&mut one, &confirmation(&asked, &seen)).await;
    assert_eq!(page.status, 409);
    page.must_say_in_order(&[
        "La page a changé depuis son ouverture",
        "Rien n'est décidé.",
        "Entre-temps",
        "Philippe Destouches a pris le dossier en charge",
        "le 12 mars 2026 à 15 h 48",
        "Ce que vous allez décider",
        "Il manque mars.",
    ]);
    assert_eq!(page.field("accepted[0]").as_deref(), Some("01/02/2026 - 28/02/2026"));
    assert_eq!(portal.number("SELECT COUNT(*) FROM decisions").await, 0);
    confirm(&mut one, &confirmation(&asked, &page)).await.must_say(&["La décision est enregistrée"]);
}

#[tokio::test]
async fn b10_a_double_click_decides_once_and_what_changed_since_is_read_again() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = asked(&portal, &mut handler, "Inès Carpentier").await;
    let seen = check(&mut handler, &asked, "accept", "31/01/2026 - 04/03/2026", "", "").await;
    let stale = confirmation(&asked, &seen);
    let seen = check(&mut handler, &asked, "refuse", "", MOTIVE, "").await;
    let page = confirm(&mut handler, &stale).await;
    assert_eq!(page.status, 409, "what another tab typed is not confirmed unseen");
    page.must_say(&["La page a changé depuis son ouverture", "Refusée"]);
    let form = confirmation(&asked, &seen);
    let mut tab = handler.clone();
    let (one, two) = tokio::join!(confirm(&mut handler, &form), confirm(&mut tab, &form));
    for page in [one, two] {
        page.must_say(&["La décision est enregistrée"]);
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM decisions").await, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM decision_drafts").await, 0);
}
