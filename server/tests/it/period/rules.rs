//! What each rule says of wrong days (P-1 … P-17).
use super::{declared, lines, prolonging, refused};
use crate::support::{CLAIRE, HUGO, START, Sent, TestPortal, Typed, days, fixture, nothing};

/// Number of the request with which the days from that one on were sent.
async fn sent_before(portal: &TestPortal, start: &str) -> String {
    let of = format!("SELECT r.number FROM requests r JOIN periods p ON p.request_id = r.id WHERE p.starts_on = '{start}'");
    portal.texts(&of).await.remove(0)
}

#[tokio::test]
async fn p1_dates_are_days_of_the_calendar_in_french_or_iso_form() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    refused(&mut browser, &number, &days("", "28/02/2026"), "Indiquez la date de début, par exemple 01/02/2026.").await;
    refused(&mut browser, &number, &days("10/01/2026", ""), "Indiquez la date de fin, par exemple 28/02/2026.").await;
    refused(&mut browser, &number, &days("10/01/2026", "30/02/2026"), "« 30/02/2026 » n'est pas une date du calendrier.").await;
    refused(&mut browser, &number, &days("1/2/26", "28/02/2026"), "« 1/2/26 » n'est pas une date du calendrier.").await;
    refused(&mut browser, &number, &days("<b>x</b>", "28/02/2026"), "« <b>x</b> » n'est pas une date du calendrier.").await;
    let page = browser.periods(&number, "add", &days("2026-01-10", "2026-02-28")).await;
    assert_eq!(lines(&page).len(), 1, "ISO form is read: {}", page.text());
}

#[tokio::test]
async fn p2_the_end_is_not_before_the_start_and_one_day_is_a_period() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    refused(
        &mut browser,
        &number,
        &days("28/02/2026", "10/01/2026"),
        "La fin, le 10 janvier 2026, vient avant le début, le 28 février 2026.",
    )
    .await;
    let page = browser.periods(&number, "add", &days("10/01/2026", "10/01/2026")).await;
    page.must_say(&["Le 10 janvier 2026", "1 jour"]);
}

#[tokio::test]
async fn p3_a_period_does_not_begin_before_the_stop() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let sentence = "Cette période commence le 1er octobre 2025, avant le début de votre arrêt, le 3 octobre 2025.";
    refused(&mut browser, &number, &days("01/10/2025", "02/10/2025"), sentence).await;
}

#[tokio::test]
async fn p4_y3_a_day_is_declared_once_and_the_sentence_names_the_period_met_and_its_request() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let request = sent_before(&portal, "2025-12-02").await;
    let sentence = format!(
        "Cette période recouvre celle du 2 décembre 2025 au 9 janvier 2026, déjà payée dans la demande n° {request} du 11 janvier 2026. Commencez au 10 janvier 2026."
    );
    refused(&mut browser, &number, &days("05/01/2026", "28/02/2026"), &sentence).await;
    browser.periods(&number, "add", &days("10/01/2026", "28/02/2026")).await;
    let sentence =
        "Cette période recouvre celle du 10 janvier au 28 février 2026, sur une autre ligne de votre demande. Commencez au 1er mars 2026.";
    refused(&mut browser, &number, &days("20/02/2026", "05/03/2026"), sentence).await;
}

#[tokio::test]
async fn p4_days_sent_and_not_paid_yet_are_named_with_the_day_they_were_sent() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    browser.periods(&number, "next", &days("10/01/2026", "20/02/2026")).await;
    browser.upload(&number, &[Sent::new("a.pdf", &fixture("a04-plain.pdf"))]).await;
    let request = browser.submit(&number).await.numbers("PR-").remove(0);
    browser.post("/api/prolong", &[("number", &number)]).await;
    let sentence = format!(
        "Cette période recouvre celle du 10 janvier au 20 février 2026, déjà transmise le 12 mars 2026, en cours dans la demande n° {request}. Commencez au 21 février 2026."
    );
    refused(&mut browser, &number, &days("01/02/2026", "05/03/2026"), &sentence).await;
    let sentence = format!("La période du 10 janvier au 20 février 2026 a déjà été transmise le 12 mars 2026 (demande {request}).");
    refused(&mut browser, &number, &days("10/01/2026", "20/02/2026"), &sentence).await;
}

#[tokio::test]
async fn p4_days_of_another_dossier_under_the_same_contract_are_taken_too() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let enrolment = browser.call("home", &[]).await.json()["credits"][0]["enrolment"]["id"].as_str().unwrap().to_owned();
    let page = browser.post("/api/declare", &[("enrolment", &enrolment)]).await;
    let number = page.claim_number();
    let page = browser.post("/api/save_opening", &[("number", &number), ("guarantee", "work_incapacity"), ("origin", "01/12/2025")]).await;
    assert_eq!(page.path, format!("/dossiers/{number}/demande/periode"));
    let sentence = "Cette période recouvre celle du 2 décembre 2025 au 9 janvier 2026, déjà transmise dans un autre de vos dossiers. Commencez au 10 janvier 2026.";
    refused(&mut browser, &number, &days("05/12/2025", "28/02/2026"), sentence).await;
    browser.post("/api/save_opening", &[("number", &number), ("guarantee", "job_loss"), ("origin", "01/12/2025")]).await;
    let page = browser.periods(&number, "add", &days("05/12/2025", "28/02/2026")).await;
    assert_eq!(lines(&page).len(), 1, "another guarantee is another matter: {}", page.text());
}

#[tokio::test]
async fn p5_uncovered_days_are_confirmed_by_their_dates() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let sentence = "Rien n'est déclaré du 10 au 31 janvier 2026.";
    refused(&mut browser, &number, &days("01/02/2026", "28/02/2026"), sentence).await;
    let page = browser.get(&format!("/dossiers/{number}/demande/periode")).await;
    page.must_say(&["J'ai repris le travail du 10 au 31 janvier 2026."]);
    assert_eq!(page.field("gap_confirmed").as_deref(), Some("2026-01-10/2026-01-31"));
    let other_days = Typed { gap: "2026-01-10/2026-01-20", ..days("01/02/2026", "28/02/2026") };
    refused(&mut browser, &number, &other_days, sentence).await;
    let ticked = Typed { gap: "2026-01-10/2026-01-31", ..days("01/02/2026", "28/02/2026") };
    let page = browser.periods(&number, "next", &ticked).await;
    assert!(page.path.ends_with("/justificatifs"), "{}", page.text());
}

#[tokio::test]
async fn p5_no_gap_is_asked_about_when_the_days_touch() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let page = browser.periods(&number, "add", &days("10/01/2026", "28/02/2026")).await;
    assert!(!page.says("Rien n'est déclaré"), "{}", page.text());
    assert_eq!(lines(&page).len(), 1);
}

#[tokio::test]
async fn p7_p17_a_period_ends_today_at_the_latest_and_today_is_the_day_in_paris() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let sentence = "Cette période finit le 13 mars 2026, après aujourd'hui, le 12 mars 2026.";
    refused(&mut browser, &number, &days("10/01/2026", "13/03/2026"), sentence).await;
    // 23 h 30 UTC is half past midnight in Paris.
    let late: domain::day::Instant = "2026-03-12T23:30:00Z".parse().unwrap();
    let start: domain::day::Instant = START.parse().unwrap();
    portal.advance(late - start);
    let mut browser = portal.signed_in(CLAIRE).await;
    let page = browser.periods(&number, "add", &days("10/01/2026", "13/03/2026")).await;
    assert_eq!(lines(&page).len(), 1, "{}", page.text());
}

#[tokio::test]
async fn p8_a_period_of_more_than_366_days_is_refused_and_a_long_stop_only_warned_of() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(HUGO).await;
    let number = declared(&mut browser, "01/01/2022").await;
    let sentence = "La période du 1er janvier 2022 au 2 janvier 2023 dure 367 jours. Une période compte 366 jours au plus";
    refused(&mut browser, &number, &days("01/01/2022", "02/01/2023"), sentence).await;
    for (start, end) in [("01/01/2022", "31/12/2022"), ("01/01/2023", "31/12/2023"), ("01/01/2024", "31/12/2024")] {
        browser.periods(&number, "add", &days(start, end)).await;
    }
    let page = browser.periods(&number, "save", &nothing()).await;
    assert_eq!(lines(&page).len(), 3, "{}", page.text());
    page.must_say(&["votre arrêt compte 1 096 jours. Votre contrat en couvre 1 095 au plus"]);
    let page = browser.periods(&number, "next", &nothing()).await;
    assert!(page.path.ends_with("/justificatifs"), "a warning never stops: {}", page.text());
}

#[tokio::test]
async fn p9_a_thirteenth_period_is_refused() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(HUGO).await;
    let number = declared(&mut browser, "01/02/2026").await;
    for day in 1..=12 {
        let day = format!("{day:02}/02/2026");
        browser.periods(&number, "add", &days(&day, &day)).await;
    }
    let page = browser.periods(&number, "next", &days("13/02/2026", "13/02/2026")).await;
    assert!(page.path.ends_with("/periode"));
    page.must_say(&["Votre demande compte 13 périodes, pour 12 au plus."]);
}

#[tokio::test]
async fn p9_the_least_period_must_be_there_before_going_on() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let page = browser.periods(&number, "next", &nothing()).await;
    assert!(page.path.ends_with("/periode"));
    page.must_say(&["Aucune période n'est déclarée."]);
}

#[tokio::test]
async fn c16_p11_work_resumed_is_answered_with_a_day_after_the_period_and_not_to_come() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let feb = || days("10/01/2026", "28/02/2026");
    refused(&mut browser, &number, &Typed { resumed: "", ..feb() }, "Indiquez si vous avez repris le travail : oui ou non.").await;
    refused(
        &mut browser,
        &number,
        &Typed { resumed: "oui", ..feb() },
        "Indiquez le jour où vous avez repris le travail : au plus tôt le 1er mars 2026.",
    )
    .await;
    let sentence = "La reprise du travail, le 28 février 2026, doit venir après la fin de la période, le 28 février 2026.";
    refused(&mut browser, &number, &Typed { resumed: "oui", resumed_on: "28/02/2026", ..feb() }, sentence).await;
    let sentence = "La reprise du travail, le 13 mars 2026, est après aujourd'hui, le 12 mars 2026.";
    refused(&mut browser, &number, &Typed { resumed: "oui", resumed_on: "13/03/2026", ..feb() }, sentence).await;
    let sentence = "« hier » n'est pas une date du calendrier.";
    refused(&mut browser, &number, &Typed { resumed: "oui", resumed_on: "hier", ..feb() }, sentence).await;
    browser.periods(&number, "add", &Typed { resumed: "oui", resumed_on: "01/03/2026", ..feb() }).await;
    let sentence = "Vous avez indiqué avoir repris le travail après la période du 10 janvier au 28 février 2026, mais cette ligne commence dès le lendemain, le 1er mars 2026.";
    refused(&mut browser, &number, &days("01/03/2026", "05/03/2026"), sentence).await;
}

#[tokio::test]
async fn p14_p15_old_days_and_days_before_the_contract_are_warned_of_and_never_stopped() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(HUGO).await;
    let number = declared(&mut browser, "01/01/2022").await;
    let page = browser.periods(&number, "add", &days("01/01/2022", "31/01/2022")).await;
    page.must_say(&[
        "Cette période commence le 1er janvier 2022, avant le 12 mars 2024. Passé deux ans, une demande peut être prescrite",
        "avant la prise d'effet de votre contrat, le 12 mars 2022",
    ]);
    assert!(!page.html().contains("<title>Erreur"), "{}", page.text());
    assert!(browser.periods(&number, "next", &nothing()).await.path.ends_with("/justificatifs"));
}

#[tokio::test]
async fn p16_y3_a_period_paid_already_is_named_with_its_request() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let request = sent_before(&portal, "2025-11-03").await;
    let sentence = format!("La période du 3 novembre au 1er décembre 2025 est déjà payée dans la demande n° {request} du 11 janvier 2026.");
    refused(&mut browser, &number, &days("03/11/2025", "01/12/2025"), &sentence).await;
}

#[tokio::test]
async fn p10_an_empty_line_is_ignored() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    browser.periods(&number, "add", &days("10/01/2026", "28/02/2026")).await;
    let page = browser.periods(&number, "next", &Typed { payer: "CPAM", ..nothing() }).await;
    assert!(page.path.ends_with("/justificatifs"), "a social body alone is no line: {}", page.text());
}

#[tokio::test]
async fn p10_levels_of_pay_are_asked_where_the_insurer_asks_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    std::fs::write(&file, include_str!("../../../insurers/demo.toml").replace("pay_levels = []", "pay_levels = [\"plein\", \"demi\"]"))
        .unwrap();
    let portal = TestPortal::of(file.to_str().unwrap()).await;
    let (mut browser, number) = prolonging(&portal).await;
    browser.get(&format!("/dossiers/{number}/demande/periode")).await.must_say(&["Plein traitement", "Demi-traitement"]);
    refused(&mut browser, &number, &days("10/01/2026", "28/02/2026"), "Indiquez « Plein traitement » ou « Demi-traitement ».").await;
}

#[tokio::test]
async fn p4_days_that_were_refused_may_be_declared_again() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let of_claim = format!("claim_id = (SELECT id FROM claims WHERE number = '{number}')");
    portal.run(&format!("UPDATE periods SET state = 'refused' WHERE starts_on = '2025-12-02' AND {of_claim}")).await;
    let page = browser.periods(&number, "add", &days("02/12/2025", "09/01/2026")).await;
    assert_eq!(lines(&page), ["Corriger la période du 2 décembre 2025 au 9 janvier 2026"], "{}", page.text());
    assert!(!page.html().contains("<title>Erreur"), "{}", page.text());
}

#[tokio::test]
async fn p13_a_prolongation_follows_a_stop_that_is_known() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    portal.run(&format!("UPDATE periods SET state = 'refused' WHERE claim_id = (SELECT id FROM claims WHERE number = '{number}')")).await;
    browser.periods(&number, "add", &days("10/01/2026", "28/02/2026")).await;
    let page = browser.periods(&number, "next", &nothing()).await;
    assert!(page.path.ends_with("/periode"));
    page.must_say(&["Nous ne connaissons pas d'arrêt avant cette prolongation.", "Premier jour de l'arrêt précédent"]);
    let mut version = page.field("version").unwrap();
    for (end, expected) in [("31/02/2026", "/periode"), ("09/01/2026", "/justificatifs")] {
        let form = [
            ("number", number.as_str()),
            ("version", &version),
            ("intent", "next"),
            ("previous_start", "03/10/2025"),
            ("previous_end", end),
        ];
        let page = browser.post("/api/save_periods", &form).await;
        assert!(page.path.ends_with(expected), "{end}: {}", page.text());
        let step = browser.get(&format!("/dossiers/{number}/demande/periode")).await;
        assert_eq!(step.field("previous_end").as_deref(), Some(end), "what was typed is kept");
        version = step.field("version").unwrap();
    }
    let recap = browser.get(&format!("/dossiers/{number}/demande/recapitulatif")).await;
    recap.must_say(&["Votre arrêt précédent : du 3 octobre 2025 au 9 janvier 2026."]);
}

#[tokio::test]
async fn p13_a_previous_stop_typed_in_a_second_tab_is_kept_where_there_is_none() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    portal.run(&format!("UPDATE periods SET state = 'refused' WHERE claim_id = (SELECT id FROM claims WHERE number = '{number}')")).await;
    let step = format!("/dossiers/{number}/demande/periode");
    let version = browser.get(&step).await.field("version").unwrap();
    browser.periods_at(&number, &version, "add", &days("10/01/2026", "31/01/2026")).await;
    let form = [
        ("number", number.as_str()),
        ("version", &version),
        ("intent", "save"),
        ("previous_start", "03/10/2025"),
        ("previous_end", "09/01/2026"),
    ];
    browser.post("/api/save_periods", &form).await.must_say(&["Demande modifiée ailleurs"]);
    assert_eq!(browser.get(&step).await.field("previous_start").as_deref(), Some("03/10/2025"));
}

#[tokio::test]
async fn p13_a_dossier_that_knows_its_days_does_not_ask_for_them() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let page = browser.get(&format!("/dossiers/{number}/demande/periode")).await;
    assert!(!page.says("arrêt précédent"), "{}", page.text());
}

#[tokio::test]
async fn p12_a_stop_that_goes_on_is_reminded_of_the_days_that_follow() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let reminder = "Votre arrêt continue, mais le dernier jour déclaré est le 31 janvier 2026. Pensez à déclarer la suite.";
    browser.periods(&number, "add", &days("10/01/2026", "31/01/2026")).await.must_say(&[reminder]);
    let page = browser.periods(&number, "next", &nothing()).await;
    assert!(page.path.ends_with("/justificatifs"), "a reminder stops nothing");
    browser.get(&format!("/dossiers/{number}/demande/recapitulatif")).await.must_say(&[reminder]);
    let page = browser.periods(&number, "add", &days("01/02/2026", "28/02/2026")).await;
    assert!(!page.says("Votre arrêt continue"), "{}", page.text());
}

#[tokio::test]
async fn p17_periods_are_kept_in_order_whatever_the_order_of_typing() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = prolonging(&portal).await;
    let later = Typed { gap: "2026-01-10/2026-01-31", ..days("01/02/2026", "28/02/2026") };
    browser.periods(&number, "add", &later).await;
    browser.periods(&number, "add", &days("10/01/2026", "31/01/2026")).await;
    browser.upload(&number, &[Sent::new("a.pdf", &fixture("a04-plain.pdf"))]).await;
    let recap = browser.get(&format!("/dossiers/{number}/demande/recapitulatif")).await;
    recap.must_say_in_order(&["Du 10 au 31 janvier 2026", "Du 1er au 28 février 2026"]);
}
