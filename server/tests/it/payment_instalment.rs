//! An instalment, or pay, that an import changes holds for what was not paid yet: an amount belongs to its date (domain.md 4.1, 5.1, 5.2;
//! B-11, B-13).
use crate::{
    payment::{prepare, returned, yann},
    payment_pay::{accepted, with_account},
    reopen::decided,
    support::{Browser, CLAIRE, Page, Sent, TestPortal, days, fixture},
};
use domain::access::StaffRole;

const NOTHING: &str = "Rien n'est à payer pour le moment.";

async fn payments(handler: &mut Browser, id: &str) -> Page {
    handler.get(&format!("/gestion/dossiers/{id}/paiements")).await
}

/// Nothing is owed, and nothing was paid in excess.
async fn is_settled(handler: &mut Browser, id: &str, why: &str) {
    let page = payments(handler, id).await;
    page.must_say(&[NOTHING]);
    assert!(!page.says("Il a été payé plus") && page.field("amount").is_none(), "{why}: {}", page.text());
}

async fn instalments(portal: &TestPortal, cents: i64) {
    portal.run(&format!("UPDATE loans SET instalment_cents = {cents}")).await;
}

#[tokio::test]
async fn b11_an_instalment_that_was_paid_stays_what_it_was_when_the_loan_changes_and_the_next_is_the_new_one() {
    let portal = TestPortal::of("emprunteur").await;
    let (_, number, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    prepare(&mut handler, &id, "", "").await.must_say(&["Échéance du 8 janvier 2026", "Total : 298,70 €", NOTHING]);
    for cents in [35_000, 20_000] {
        instalments(&portal, cents).await;
        is_settled(&mut handler, &id, &cents.to_string()).await;
    }
    portal.run("UPDATE enrolments SET quotity_bp = 5000").await;
    is_settled(&mut handler, &id, "half is insured").await;
    // The stop goes on.
    let last = format!("ends_on = '2026-01-12' AND claim_id = (SELECT id FROM claims WHERE number = '{number}')");
    portal.run(&format!("UPDATE periods SET ends_on = '2026-02-10' WHERE {last}")).await;
    let page = payments(&mut handler, &id).await;
    page.must_say_in_order(&["À payer maintenant", "Échéance du 8 février 2026", "200,00 € × 50 % = 100,00 €", "Total : 100,00 €"]);
}

#[tokio::test]
async fn b11_b12_what_the_bank_confirmed_is_not_calculated_with_a_later_instalment_either() {
    let portal = TestPortal::of("emprunteur").await;
    instalments(&portal, 9_000).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    let id = decided(&portal, &mut handler, "Claire Moreau", ("accept", "10/01/2026 - 28/02/2026")).await.id;
    let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["1 paiement(s), 90,00 €"]);
    returned(&mut accountant, &format!("{payment};paid")).await.must_say(&["1 payé(s), 0 rejeté(s)"]);
    for cents in [5_000, 35_000] {
        instalments(&portal, cents).await;
        is_settled(&mut handler, &id, &cents.to_string()).await;
    }
    claire.post("/api/prolong", &[("number", &number)]).await;
    claire.periods(&number, "next", &days("01/03/2026", "12/03/2026")).await;
    claire.upload(&number, &[Sent::new("decompte.pdf", &fixture("a04-plain.pdf"))]).await;
    claire.submit(&number).await;
    decided(&portal, &mut handler, "Claire Moreau", ("accept", "01/03/2026 - 12/03/2026")).await;
    let page = payments(&mut handler, &id).await;
    page.must_say_in_order(&["À payer maintenant", "Échéance du 5 mars 2026", "350,00 € × 100 % = 350,00 €", "Total : 350,00 €"]);
}

#[tokio::test]
async fn b13_an_instalment_that_is_taken_back_is_owed_again_as_the_loan_says_now() {
    let portal = TestPortal::of("emprunteur").await;
    let (_, _, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    instalments(&portal, 35_000).await;
    let form = [("id", id.as_str()), ("number", payment.as_str()), ("reason", "Échéance erronée")];
    let page = handler.post("/api/office_reverse_payment", &form).await;
    page.must_say_in_order(&["À payer maintenant", "350,00 € × 100 % = 350,00 €", "Total : 350,00 €"]);
}

#[tokio::test]
async fn b11_half_pay_that_was_completed_stays_completed_as_it_was_when_pay_or_rate_change() {
    let portal = TestPortal::of("prevoyance").await;
    let id = accepted(&portal, &mut portal.at_the_office(StaffRole::Handler).await).await;
    with_account(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    for change in [
        "UPDATE enrolments SET reference_pay_cents = 300000",
        "UPDATE enrolments SET reference_pay_cents = 200000",
        "UPDATE contracts SET benefit_rate_bp = 5000",
        "UPDATE contracts SET benefit_rate_bp = 9500",
    ] {
        portal.run(change).await;
        is_settled(&mut handler, &id, change).await;
    }
    let form = [("id", id.as_str()), ("number", payment.as_str()), ("reason", "Mauvais dossier")];
    let page = handler.post("/api/office_reverse_payment", &form).await;
    page.must_say_in_order(&["À payer maintenant", "2 000,00 € × (95 % − 50 %)/30 = 30,00 € par jour", "Total : 300,00 €"]);
}
