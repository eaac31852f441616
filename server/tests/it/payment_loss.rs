//! The income lost, stated at the desk from a month on: it bounds an insured instalment where the cover makes good a loss (domain.md 5.1,
//! B-11 … B-13).
use crate::{
    decision::{asked, check, confirm, confirmation},
    payment::{prepare, yann},
    payment_pay::accepted,
    reopen::DAYS,
    support::{Browser, CLAIRE, Page, TestPortal, attribute},
};
use chrono::TimeDelta;
use domain::{access::StaffRole, import::Kind};
use std::io::Cursor;

pub const SOURCE: &str = "Bulletins de salaire de décembre et janvier";
const JANUARY: &str =
    "Perte de revenus à compter de janvier 2026 : 200,00 € par mois. Source : Bulletins de salaire de décembre et janvier";
const DERIVATION: [&str; 3] =
    ["Échéance du 8 janvier 2026", "298,70 € × 100 % = 298,70 €", "Pas plus que la perte de revenus du mois : 200,00 €"];
const NO_LOSS: &str = "Cette garantie ne paie pas plus que la perte de revenus du mois, et celle d'un mois à payer n'est pas connue. \
                       Indiquez-la sur la page des paiements du dossier : rien ne peut être préparé avant.";
const NOTHING: &str = "Rien n'est à payer pour le moment.";
const TO_LEAVE: &str = "Un paiement de ce dossier attend encore et partirait sans en tenir compte.";

/// Puts every enrolment under one imported contract that says so of a loss: `true`, `false`, or nothing.
async fn contract_says(portal: &TestPortal, covers: &str) {
    let header = "external_id,tenant,number,product,label,employer_external_id,effect_from,effect_to,franchise_days,benefit_rate_bp,max_days,\
                  waiting_days,covers_loss";
    let file = format!("{header}\nCTE900,emprunteur,E900,emprunteur,Assurance emprunteur,,2011-06-01,,30,,1095,0,{covers}\n");
    let report = portal.backend.import(Kind::Contracts, Cursor::new(file.into_bytes()), false).await.unwrap();
    assert!(report.errors.is_empty() && report.accepted_rows == 1, "{:?}", report.errors);
    portal.run("UPDATE enrolments SET contract_id = (SELECT id FROM contracts WHERE external_id = 'CTE900')").await;
}

/// A portal of credits whose contract makes good a loss. Yann is owed the instalment of January 2026: 298,70 €.
pub async fn covering() -> TestPortal {
    let portal = TestPortal::of("emprunteur").await;
    contract_says(&portal, "true").await;
    portal
}

/// The same without a waiting period: Yann is owed that of December, too.
async fn covering_both() -> TestPortal {
    let portal = covering().await;
    portal.run("UPDATE enrolments SET waiting_period_days = 0").await;
    portal
}

/// States the income lost from that month on.
pub async fn state(handler: &mut Browser, id: &str, from: &str, monthly: &str, source: &str) -> Page {
    let form = [("id", id), ("from", from), ("monthly", monthly), ("source", source)];
    handler.post("/api/office_state_income_loss", &form).await
}

/// What whoever tries to state ten euros is answered.
async fn tried(somebody: &mut Browser, id: &str) -> u16 {
    let form = [("id", id), ("from", "2026-01"), ("monthly", "10"), ("source", SOURCE)];
    somebody.call("office_state_income_loss", &form).await.status
}

/// Prepares, approves and sends what the dossier is owed, which is that much.
async fn sent(portal: &TestPortal, handler: &mut Browser, id: &str, total: &str) {
    let payment = prepare(handler, id, "", "").await.numbers("RG-").remove(0);
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    supervisor.post("/api/office_approve_payment", &[("number", &payment)]).await.must_say(&["Le paiement est validé"]);
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    accountant.post("/api/office_export_payments", &[]).await.must_say(&[&format!("1 paiement(s), {total}")]);
}

async fn stated(portal: &TestPortal) -> i64 {
    portal.number("SELECT COUNT(*) FROM income_losses").await
}

/// How many forms of the page are folded away.
fn folded_away(page: &Page) -> usize {
    page.elements("details").iter().filter(|tag| attribute(tag, "class").as_deref() == Some("disclose")).count()
}

fn payments(id: &str) -> String {
    format!("/gestion/dossiers/{id}/paiements")
}

#[tokio::test]
async fn b11_b12_c32_the_income_lost_bounds_an_instalment_and_desk_and_member_read_how_much_and_by_which_source() {
    let portal = covering().await;
    let (mut member, number, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = state(&mut handler, &id, "2026-01", "200", SOURCE).await;
    page.must_say_in_order(&["La perte de revenus est enregistrée", "À payer maintenant", "Jours payés", JANUARY, "Total : 200,00 €"]);
    page.must_say_in_order(&DERIVATION);
    assert!(!page.says(NO_LOSS));
    let told = [JANUARY, "nous ne payons pas plus que le revenu perdu", "Mes demandes"];
    let dossier = format!("/dossiers/{number}");
    member.get(&dossier).await.must_say_in_order(&told);

    let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    supervisor.get("/gestion/paiements").await.must_say_in_order(&DERIVATION);
    supervisor.post("/api/office_approve_payment", &[("number", &payment)]).await.must_say(&["Le paiement est validé"]);
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["1 paiement(s), 200,00 €"]);
    let page = member.get(&dossier).await;
    page.must_say_in_order(&["Paiements", JANUARY, "Total : 200,00 €", "Mes demandes"]);
    page.must_say_in_order(&DERIVATION);
    let mut claire = portal.signed_in(CLAIRE).await;
    assert!(!claire.get(&dossier).await.says("Bulletins"), "nobody else does");

    let of = "SELECT detail FROM audit WHERE action = 'income_loss_stated'";
    assert_eq!(portal.texts(of).await, [""], "amounts of anybody's income are not for the audit");
    let kept = portal.texts("SELECT source FROM income_losses").await;
    assert!(kept.len() == 1 && !kept[0].contains("Bulletins"), "sealed: {kept:?}");
}

#[tokio::test]
async fn b11_b13_what_was_stated_holds_from_its_month_on_and_a_later_correction_takes_the_difference() {
    let portal = covering_both().await;
    let (mut member, number, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    state(&mut handler, &id, "2025-12", "100", SOURCE).await.must_say(&["Total : 200,00 €"]);
    let page = state(&mut handler, &id, "2026-01", "150", SOURCE).await;
    let (december, january) = ("Échéance du 8 décembre 2025", "Échéance du 8 janvier 2026");
    page.must_say_in_order(&[december, "du mois : 100,00 €", january, "du mois : 150,00 €", "Total : 250,00 €"]);
    sent(&portal, &mut handler, &id, "250,00 €").await;
    let before = portal.texts("SELECT lines FROM payments").await;

    let page = state(&mut handler, &id, "2025-12", "80", "Bulletin rectifié").await;
    page.must_say_in_order(&[december, "du mois : 80,00 €", "Déjà payé pour cette échéance : 100,00 €", "Total : −20,00 €"]);
    page.must_say(&["Il a été payé plus que ce qui est dû."]);
    let page = state(&mut handler, &id, "2026-01", "250", SOURCE).await;
    page.must_say_in_order(&[december, "−20,00 €", january, "du mois : 250,00 €", "échéance : 150,00 €", "Total : 80,00 €"]);
    assert_eq!(portal.texts("SELECT lines FROM payments").await, before, "history never changes");
    assert_eq!(stated(&portal).await, 4);

    let page = member.get(&format!("/dossiers/{number}")).await;
    page.must_say_in_order(&[
        "Paiements",
        "Perte de revenus à compter de décembre 2025 : 80,00 € par mois. Source : Bulletin rectifié",
        "Perte de revenus à compter de janvier 2026 : 250,00 € par mois.",
        "Total : 250,00 €",
    ]);
    assert!(!page.says("100,00 € par mois"), "only what stands is told");
}

#[tokio::test]
async fn b11_nothing_is_prepared_before_the_loss_of_each_month_to_be_paid_is_stated() {
    let portal = covering_both().await;
    let (_, _, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get(&payments(&id)).await;
    page.must_say_in_order(&["À payer maintenant", "Perte de revenus par mois, à compter de", "Échéance du 8 décembre 2025", NO_LOSS]);
    let offered = |page: &Page, chosen: bool| {
        let options = page.elements("option").into_iter().filter(|tag| !chosen || attribute(tag, "selected").is_some());
        options.filter_map(|tag| attribute(&tag, "value")).collect::<Vec<_>>()
    };
    assert_eq!(offered(&page, false), ["2025-11", "2025-12", "2026-01"], "the months of accepted days");
    assert_eq!(offered(&page, true), ["2025-11"]);
    assert_eq!((page.field("amount"), page.field("monthly").as_deref()), (None, Some("")));
    assert_eq!(folded_away(&page), 0, "the form stands open");
    let form = [("id", id.as_str()), ("key", "0195886b-0000-7000-8000-000000000001")];
    handler.post("/api/office_prepare_payment", &form).await.must_say(&["À corriger", NO_LOSS]);

    let page = state(&mut handler, &id, "2026-01", "200", SOURCE).await;
    page.must_say(&[NO_LOSS]);
    assert_eq!(page.field("amount"), None, "December is not known yet");
    let page = state(&mut handler, &id, "2025-12", "0", "Salaire maintenu").await;
    page.must_say_in_order(&["à compter de décembre 2025 : 0,00 € par mois", JANUARY, "Total : 200,00 €", "Préparer le paiement"]);
    assert!(!page.says(NO_LOSS) && !page.says("Échéance du 8 décembre"), "where nothing was lost nothing is paid");
    let page = state(&mut handler, &id, "2026-01", "0", "Salaire maintenu").await;
    page.must_say(&[NOTHING]);
    assert!(!page.says(NO_LOSS));
    assert_eq!(portal.number("SELECT COUNT(*) FROM payments").await, 0);
}

#[tokio::test]
async fn b11_b14_a_dossier_whose_stop_is_over_is_closed_by_a_loss_that_leaves_nothing_to_be_paid() {
    let portal = covering().await;
    let (_, number, id) = yann(&portal).await;
    let of_claim = format!("claim_id = (SELECT id FROM claims WHERE number = '{number}')");
    portal.run(&format!("UPDATE periods SET resumed_on = '2026-01-13' WHERE ends_on = '2026-01-12' AND {of_claim}")).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    for (monthly, stands) in [("200", "accepted"), ("0", "closed")] {
        state(&mut handler, &id, "2026-01", monthly, SOURCE).await.must_say(&["La perte de revenus est enregistrée"]);
        assert_eq!(portal.texts(&format!("SELECT status FROM claims WHERE number = '{number}'")).await, [stands], "{monthly}");
    }
}

#[tokio::test]
async fn b5_b11_whoever_decides_reads_that_the_loss_is_to_be_stated_and_decides_all_the_same() {
    let portal = covering_both().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = asked(&portal, &mut handler, "Inès Carpentier").await;
    assert_eq!(tried(&mut handler, &asked.id).await, 404, "no day of it is accepted yet");
    let page = check(&mut handler, &asked, "accept", DAYS, "", "").await;
    page.must_say_in_order(&["Ce que vous allez décider", "Échéance du 20 février 2026", NO_LOSS, "Confirmer la décision"]);
    confirm(&mut handler, &confirmation(&asked, &page)).await.must_say(&["La décision est enregistrée"]);
    handler.get(&payments(&asked.id)).await.must_say(&[NO_LOSS]);
    state(&mut handler, &asked.id, "2026-02", "331,14", SOURCE).await.must_say(&["Total : 331,14 €", "Préparer le paiement"]);
}

#[tokio::test]
async fn b11_b13_nothing_is_stated_while_a_payment_is_to_leave_and_what_was_typed_stays() {
    let portal = covering().await;
    let (_, _, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    state(&mut handler, &id, "2026-01", "200", SOURCE).await;
    let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    state(&mut handler, &id, "2026-01", "200,00", SOURCE).await.must_say(&["La perte de revenus est enregistrée"]);
    let page = state(&mut handler, &id, "2026-01", "100", SOURCE).await;
    page.must_say(&["À corriger", TO_LEAVE]);
    assert_eq!((page.field("monthly").as_deref(), page.field("source").as_deref()), (Some("100"), Some(SOURCE)));
    assert_eq!(stated(&portal).await, 1, "what stands is not stated again either");
    let form = [("id", id.as_str()), ("number", payment.as_str()), ("reason", "Autre bulletin")];
    handler.post("/api/office_reverse_payment", &form).await.must_say(&["Total : 200,00 €"]);
    state(&mut handler, &id, "2026-01", "100", SOURCE).await.must_say(&["Total : 100,00 €"]);
}

#[tokio::test]
async fn b11_what_is_missing_or_wrong_is_told_by_field_and_what_was_typed_stays() {
    let portal = covering().await;
    let (_, _, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = state(&mut handler, &id, "2026-02", "mille", " ").await;
    page.must_say(&["À corriger", "Choisissez un mois de la liste", "Écrivez la perte de revenus par mois", "Indiquez la pièce"]);
    for field in ["#from", "#monthly", "#source"] {
        assert!(page.links().contains(&field.to_owned()), "{field}: {:?}", page.links());
    }
    assert_eq!(page.field("monthly").as_deref(), Some("mille"));
    state(&mut handler, &id, "2026-01", "", SOURCE).await.must_say(&["Écrivez la perte de revenus par mois"]);
    state(&mut handler, &id, "2026-01", "1", &"é".repeat(201)).await.must_say(&["Cette source dépasse 200 caractères."]);
    assert_eq!(stated(&portal).await, 0);
    let page = state(&mut handler, &id, "2026-01", "200", "<i>Bulletin</i>").await;
    page.must_say(&["<i>Bulletin</i>"]);
    assert!(!page.html().contains("<i>Bulletin"), "typed text is text");
    assert_eq!((stated(&portal).await, folded_away(&page)), (1, 1), "the form is out of the way");
}

#[tokio::test]
async fn b11_only_a_handler_states_it_of_a_dossier_that_there_is() {
    let portal = covering().await;
    let (mut member, _, id) = yann(&portal).await;
    for role in [StaffRole::Medical, StaffRole::Supervisor, StaffRole::Accountant] {
        let mut somebody = portal.at_the_office(role).await;
        assert_eq!(tried(&mut somebody, &id).await, 403, "{role:?}");
    }
    assert_eq!((tried(&mut member, &id).await, tried(&mut portal.browser(), &id).await), (403, 401));
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    for nobodys in ["00000000-0000-0000-0000-000000000000", "x"] {
        assert_eq!(tried(&mut handler, nobodys).await, 404, "{nobodys}");
    }
    assert_eq!(stated(&portal).await, 0);
    assert_eq!((tried(&mut handler, &id).await, stated(&portal).await), (200, 1));
}

#[tokio::test]
async fn b11_where_the_cover_makes_good_no_loss_nothing_is_asked_shown_or_stated() {
    let portal = TestPortal::of("emprunteur").await;
    let (mut member, number, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    for says in [None, Some("true"), Some("false"), Some("")] {
        if let Some(says) = says {
            contract_says(&portal, says).await;
        }
        if says == Some("true") {
            state(&mut handler, &id, "2026-01", "200", SOURCE).await.must_say(&["Total : 200,00 €"]);
            continue;
        }
        assert_eq!(tried(&mut handler, &id).await, 404, "{says:?}");
        let page = handler.get(&payments(&id)).await;
        page.must_say(&["Total : 298,70 €", "Préparer le paiement"]);
        assert!(!page.says("Perte de revenus") && !page.says("Bulletins"), "{says:?}");
        assert!(!member.get(&format!("/dossiers/{number}")).await.says("Perte de revenus"), "{says:?}");
    }
    assert_eq!(stated(&portal).await, 1);
}

#[tokio::test]
async fn b11_the_insurer_says_what_its_covers_make_good_and_a_contract_otherwise_for_credits_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    let covers = "[benefits]\ncovers_loss = true\n";
    std::fs::write(&file, include_str!("../../insurers/emprunteur.toml").replacen("[benefits]\n", covers, 1)).unwrap();
    let portal = TestPortal::of(file.to_str().unwrap()).await;
    let (_, _, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    for (says, hindered) in [(None, true), (Some("false"), false), (Some(""), true)] {
        if let Some(says) = says {
            contract_says(&portal, says).await;
        }
        assert_eq!(handler.get(&payments(&id)).await.says(NO_LOSS), hindered, "{says:?}");
    }
    let portal = TestPortal::of("prevoyance").await;
    portal.run("UPDATE contracts SET covers_loss = TRUE").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let id = accepted(&portal, &mut handler).await;
    assert_eq!(tried(&mut handler, &id).await, 404);
    assert!(!handler.get(&payments(&id)).await.says("Perte de revenus"), "completed pay is no credit");
}

#[tokio::test]
async fn b11_a_loss_of_days_that_are_accepted_no_longer_is_not_told() {
    let portal = covering().await;
    let (mut member, number, id) = yann(&portal).await;
    state(&mut portal.at_the_office(StaffRole::Handler).await, &id, "2026-01", "200", SOURCE).await;
    portal.run("UPDATE periods SET state = 'refused'").await;
    assert!(!member.get(&format!("/dossiers/{number}")).await.says("Perte de revenus"));
}

#[tokio::test]
async fn g4_the_income_that_was_stated_lost_goes_with_its_dossier() {
    let portal = covering().await;
    let (mut member, number, id) = yann(&portal).await;
    state(&mut portal.at_the_office(StaffRole::Handler).await, &id, "2026-01", "200", SOURCE).await;
    // A dossier stays while something is being written in it.
    member.post("/api/delete_draft", &[("number", &number)]).await;
    assert_eq!(stated(&portal).await, 1);
    portal.advance(TimeDelta::days(6 * 366));
    assert!(portal.backend.purge(false).await.unwrap().claims > 0);
    assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM claims WHERE number = '{number}'")).await, 0);
    assert_eq!(stated(&portal).await, 0);
}
