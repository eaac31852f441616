//! No day after the end of the cover is paid, and desk and member read when it ended (domain.md 4.1, 5.1; B-11, C-32).
use crate::{
    payment::{prepare, yann},
    payment_pay::{VERONIQUE, accepted, checked, with_account},
    support::TestPortal,
};
use domain::{access::StaffRole, import::Kind};
use std::io::Cursor;

const DECEMBER: &str = "Échéance du 8 décembre 2025";
const JANUARY: &str = "Échéance du 8 janvier 2026";
const LEFT_OUT: &str = "Après la fin de la garantie";

fn ended(day: &str) -> String {
    format!("La garantie a pris fin le {day} : les jours acceptés après cette date ne sont pas payés.")
}

/// Puts every enrolment under one imported contract that ends on that day.
async fn contract_ends(portal: &TestPortal, day: &str) {
    let header = "external_id,tenant,number,product,label,employer_external_id,effect_from,effect_to,franchise_days,benefit_rate_bp,max_days,\
                  waiting_days";
    let file = format!("{header}\nCTE901,emprunteur,E901,emprunteur,Assurance emprunteur,,2011-06-01,{day},30,,1095,0\n");
    let report = portal.backend.import(Kind::Contracts, Cursor::new(file.into_bytes()), false).await.unwrap();
    assert!(report.errors.is_empty() && report.accepted_rows == 1, "{:?}", report.errors);
    portal.run("UPDATE enrolments SET contract_id = (SELECT id FROM contracts WHERE external_id = 'CTE901')").await;
}

#[tokio::test]
async fn b11_c32_an_instalment_after_the_cover_is_not_paid_whichever_of_loan_place_and_contract_ends_first() {
    let portal = TestPortal::of("emprunteur").await;
    portal.run("UPDATE enrolments SET waiting_period_days = 0").await;
    let (mut member, number, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (desk, dossier) = (format!("/gestion/dossiers/{id}/paiements"), format!("/dossiers/{number}"));
    let page = handler.get(&desk).await;
    page.must_say_in_order(&[DECEMBER, JANUARY, "Total : 597,40 €"]);
    assert!(!page.says(LEFT_OUT) && !page.says("La garantie a pris fin"));
    assert!(!member.get(&dossier).await.says("La garantie a pris fin"));

    // Each ends before the one above it, so that it is the first of all that counts.
    for (ends, day) in [
        (Some("UPDATE loans SET ends_on = '2026-01-07'"), "7 janvier 2026"),
        (Some("UPDATE enrolments SET valid_to = '2025-12-31'"), "31 décembre 2025"),
        (None, "20 décembre 2025"),
    ] {
        match ends {
            Some(change) => portal.run(change).await,
            None => contract_ends(&portal, "2025-12-20").await,
        }
        let page = handler.get(&desk).await;
        page.must_say_in_order(&["À payer maintenant", LEFT_OUT, &ended(day), DECEMBER, "Total : 298,70 €"]);
        assert!(!page.says(JANUARY), "{day}");
        member.get(&dossier).await.must_say_in_order(&["Paiements", &ended(day), "Mes demandes"]);
    }
    prepare(&mut handler, &id, "", "").await.must_say(&["Le paiement est préparé.", "Total : 298,70 €"]);
    assert_eq!(portal.number("SELECT CAST(SUM(total_cents) AS BIGINT) FROM payments").await, 29_870);
}

#[tokio::test]
async fn b11_c32_half_pay_is_completed_up_to_the_end_of_the_place_in_the_contract_or_of_the_contract() {
    let portal = TestPortal::of("prevoyance").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    portal.run("UPDATE enrolments SET valid_to = '2026-03-08'").await;
    let total = "8 × 32,00 € = 256,00 €";
    let page = checked(&portal, &mut handler, "Véronique Salaün").await.2;
    page.must_say_in_order(&["Ce que vous allez décider", "Jours payés, 8 jours", LEFT_OUT, &ended("8 mars 2026"), total]);
    portal.run("UPDATE contracts SET effect_to = '2026-03-06'").await;
    let id = accepted(&portal, &mut handler).await;
    with_account(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.get(&format!("/gestion/dossiers/{id}/paiements")).await;
    page.must_say_in_order(&["Jours payés, 6 jours", LEFT_OUT, &ended("6 mars 2026"), "6 × 32,00 € = 192,00 €", "Total : 192,00 €"]);
    let mut member = portal.signed_in(VERONIQUE).await;
    let number = member.only_claim().await;
    member.get(&format!("/dossiers/{number}")).await.must_say(&[&ended("6 mars 2026")]);
}

#[tokio::test]
async fn b11_what_was_paid_of_days_after_a_cover_that_ended_meanwhile_is_taken_off() {
    let portal = TestPortal::of("emprunteur").await;
    let (_, _, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    prepare(&mut handler, &id, "", "").await.must_say(&["Total : 298,70 €"]);
    portal.run("UPDATE enrolments SET valid_to = '2026-01-05'").await;
    let page = handler.get(&format!("/gestion/dossiers/{id}/paiements")).await;
    page.must_say_in_order(&[&ended("5 janvier 2026"), JANUARY, "Plus rien n'est dû pour cette échéance.", "Total : −298,70 €"]);
    page.must_say(&["Il a été payé plus que ce qui est dû."]);
}

#[tokio::test]
async fn b11_b12_a_payment_of_days_after_a_cover_that_ended_meanwhile_is_not_approved_and_does_not_leave() {
    for approved_before in [false, true] {
        let portal = TestPortal::of("emprunteur").await;
        let (_, _, id) = yann(&portal).await;
        let mut handler = portal.at_the_office(StaffRole::Handler).await;
        let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
        let approve = [("number", payment.as_str())];
        let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
        if approved_before {
            supervisor.post("/api/office_approve_payment", &approve).await.must_say(&["Le paiement est validé"]);
        }
        portal.run("UPDATE enrolments SET valid_to = '2026-01-05'").await;
        if !approved_before {
            let page = supervisor.post("/api/office_approve_payment", &approve).await;
            page.must_say(&["Ce paiement ne peut pas être validé", "ce qui est dû de ce dossier a diminué", &payment]);
        }
        let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
        let page = accountant.post("/api/office_export_payments", &[]).await;
        page.must_say(&["Aucun fichier n'est créé"]);
        assert_eq!(page.says("Ne partent pas, car ce qui est dû de leur dossier a diminué"), approved_before, "{}", page.text());
        assert_eq!(page.says(&payment), approved_before);
        let steps = |state: &str| format!("SELECT COUNT(*) FROM payment_steps WHERE state = '{state}'");
        assert_eq!(portal.number(&steps("approved")).await, i64::from(approved_before));
        assert_eq!(portal.number(&steps("exported")).await, 0);

        // It is owed again: nothing was lost.
        portal.run("UPDATE enrolments SET valid_to = NULL").await;
        if !approved_before {
            supervisor.post("/api/office_approve_payment", &approve).await.must_say(&["Le paiement est validé"]);
        }
        accountant.post("/api/office_export_payments", &[]).await.must_say(&["est prêt", "1 paiement(s), 298,70 €"]);
    }
}
