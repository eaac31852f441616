//! « À faire maintenant »: the one thing that home asks of a member first (C-3, C-33, M-2, Y-4).
use crate::{
    complement,
    decision::INES,
    dossier::uuid,
    office::desk::on_the_desk,
    support::{Browser, CLAIRE, HUGO, PAUL, SOPHIE, TestPortal, YANN},
};
use domain::access::StaffRole;

const TO_DO: &str = "À faire maintenant";
/// Marks, in a list, a dossier that waits for its member.
const WAITS: &str = "Action attendue";
/// « première déclaration en brouillon ».
const LUCIE: &str = "41305518";
/// « perte d’emploi, acceptée en partie »: up to 24 January 2026.
const ODILE: &str = "41718845";
/// « arrêt à demi-traitement en instruction », of an insurer that insures no credits: up to 10 March 2026.
const VERONIQUE: &str = "42261907";

/// Claire, with the number of her dossier.
async fn claire(portal: &TestPortal) -> (Browser, String) {
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.only_claim().await;
    (browser, number)
}

/// Puts the dossier of that member under the contract of the one of that number; gives its own.
async fn given(portal: &TestPortal, login: &str, beside: &str) -> String {
    let number = portal.signed_in(login).await.only_claim().await;
    let contract = format!("(SELECT enrolment_id FROM claims WHERE number = '{beside}')");
    portal.run(&format!("UPDATE claims SET enrolment_id = {contract} WHERE number = '{number}'")).await;
    number
}

#[tokio::test]
async fn c3_c33_y4_home_begins_with_the_days_to_be_declared_and_until_when_then_with_the_request_begun() {
    let portal = TestPortal::start().await;
    let (mut claire, number) = claire(&portal).await;
    let home = claire.get("/").await;
    home.must_say_in_order(&[
        "Bonjour Claire",
        TO_DO,
        "Déclarez la suite de votre arrêt",
        &number,
        "Déclaré jusqu'au 9 janvier 2026.",
        "À déclarer au plus tard le 9 avril 2026.",
        "Prolonger mon dossier",
        "Mes crédits",
        WAITS,
    ]);
    assert_eq!(home.numbers("D"), [number.as_str()], "nobody else's");
    assert!(!home.says("une action de votre part"), "it is the only one");
    claire.get("/dossiers").await.must_say_in_order(&["Payée", WAITS]);

    let posted = home.field("number").unwrap();
    let step = format!("/dossiers/{number}/demande/periode");
    assert_eq!(claire.post("/api/prolong", &[("number", &posted)]).await.path, step);
    let home = claire.get("/").await;
    home.must_say_in_order(&[TO_DO, "Votre demande n'est pas encore transmise", &number, "Reprendre ma demande", "Brouillon en cours"]);
    assert!(home.links().contains(&step));
    assert!(!home.says("Prolonger mon dossier") && !home.says(WAITS), "{}", home.text());
}

#[tokio::test]
async fn c3_a_first_declaration_that_is_begun_is_taken_up_where_it_was_left() {
    let portal = TestPortal::start().await;
    let home = portal.signed_in(LUCIE).await.get("/").await;
    home.must_say_in_order(&[TO_DO, "Reprenez-la où vous l'avez laissée.", "Reprendre ma demande"]);
    assert!(home.links().contains(&format!("/dossiers/{}/demande/arret", home.claim_number())));
}

#[tokio::test]
async fn m2_c33_y4_of_several_dossiers_the_most_urgent_is_told_and_the_others_are_counted() {
    let portal = TestPortal::start().await;
    let (mut claire, asked) = complement::asked(&portal).await;
    let begun = given(&portal, YANN, &asked.claim).await;
    given(&portal, ODILE, &asked.claim).await;
    let home = claire.post("/api/put_off", &[]).await;
    assert_eq!(home.path, "/");
    home.must_say_in_order(&[
        TO_DO,
        "Vous avez un dossier à compléter.",
        &asked.claim,
        "Documents à fournir : 2. Réponse attendue au plus tard le 2 avril 2026.",
        "Compléter votre dossier",
        "Et 2 autres dossiers attendent une action de votre part",
        "Notifications",
    ]);
    assert!(!home.says("Reprendre ma demande") && !home.says("Prolonger mon dossier"), "one card only");
    assert_eq!(home.links().iter().filter(|link| **link == asked.path()).count(), 2, "here and in « Notifications »");

    portal.run(&format!("UPDATE complements SET state = 'sent' WHERE number = '{}'", asked.number)).await;
    claire.get("/").await.must_say_in_order(&[
        TO_DO,
        "Votre demande n'est pas encore transmise",
        &begun,
        "Reprendre ma demande",
        "Et 1 autre dossier attend une action de votre part",
    ]);

    claire.post("/api/delete_draft", &[("number", &begun)]).await;
    let home = claire.get("/").await;
    home.must_say_in_order(&[TO_DO, "Déclaré jusqu'au 12 janvier 2026.", "Prolonger mon dossier", "Et 1 autre dossier"]);
    assert_eq!(home.field("number"), Some(begun), "declared up to an earlier day than the other");
    assert_eq!(claire.get("/dossiers").await.text().matches(WAITS).count(), 2, "the one under review waits for the desk");
}

#[tokio::test]
async fn y4_nothing_is_said_where_nothing_is_the_members_to_do() {
    let portal = TestPortal::start().await;
    for login in [HUGO, SOPHIE, PAUL, INES] {
        let home = portal.signed_in(login).await.get("/").await;
        assert!(!home.says(TO_DO) && !home.says(WAITS), "{login}: {}", home.text());
    }
}

#[tokio::test]
async fn b14_y4_nothing_is_to_be_declared_of_a_stop_that_the_desk_noted_to_be_over() {
    let portal = TestPortal::start().await;
    let (mut claire, number) = claire(&portal).await;
    let (id, claim) = (uuid(&portal, 1), format!("(SELECT id FROM claims WHERE number = '{number}')"));
    let by = "(SELECT id FROM users ORDER BY login_name LIMIT 1)";
    let row = format!("({id}, {claim}, 'ended', '2026-01-09', {by}, '2026-03-12T10:00:00+00:00')");
    portal.run(&format!("INSERT INTO stop_marks (id, claim_id, kind, on_day, user_id, at) VALUES {row}")).await;
    let home = claire.get("/").await;
    assert!(!home.says(TO_DO) && !home.says(WAITS), "{}", home.text());
    claire.get(&format!("/dossiers/{number}")).await.must_say(&["Vous n'avez rien à faire"]);
}

#[tokio::test]
async fn s14_no_days_are_to_be_declared_online_where_the_employer_does_not_authorise_it() {
    let portal = TestPortal::start().await;
    let (mut claire, number) = claire(&portal).await;
    let contract = format!("(SELECT enrolment_id FROM claims WHERE number = '{number}')");
    portal.run(&format!("UPDATE enrolments SET online_claims = FALSE WHERE id = {contract}")).await;
    let home = claire.get("/").await;
    assert!(home.says(&number), "another contract has claims online");
    assert!(!home.says(TO_DO) && !home.says(WAITS) && !home.says("Prolonger mon dossier"), "{}", home.text());
}

#[tokio::test]
async fn b54_whoever_sees_a_members_home_reads_what_is_to_be_done_and_has_no_button_for_it() {
    let portal = TestPortal::start().await;
    let (_, number) = claire(&portal).await;
    let id = on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let home = handler.post("/api/office_begin_view", &[("id", &id), ("reason", "asked")]).await;
    assert_eq!(home.path, "/");
    home.must_say_in_order(&[TO_DO, "Déclarez la suite de votre arrêt", &number, "À déclarer au plus tard le 9 avril 2026."]);
    assert!(!home.says("Prolonger mon dossier") && !home.links().contains(&"/api/prolong".to_owned()));
}

#[tokio::test]
async fn c3_y4_an_insurer_without_credits_tells_it_above_the_contracts() {
    let portal = TestPortal::of("prevoyance").await;
    for (table, column) in [("claims", "status"), ("requests", "state"), ("periods", "state")] {
        portal.run(&format!("UPDATE {table} SET {column} = 'accepted'")).await;
    }
    let home = portal.signed_in(VERONIQUE).await.get("/").await;
    home.must_say_in_order(&["Bonjour Véronique", TO_DO, "Déclaré jusqu'au 10 mars 2026.", "Prolonger mon dossier", "Contrat 204191"]);
}
