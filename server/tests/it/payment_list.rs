//! Lists of payments that wait (B-11, B-12): however long one is, it takes as many queries, and tells of each payment what is its own.
use crate::{
    complement::somebody,
    payment::{IBAN, prepare, returned, waiting, yann},
    reopen::decided,
    support::{Browser, CLAIRE, TestPortal, counted},
};
use chrono::TimeDelta;
use domain::{access::StaffRole, payment::Payee};

const NOBODY_YET: &str = "Sera versé à : l'assuré, dès qu'il aura un compte bancaire utilisable";

/// Has a second person approve that payment.
async fn approve(supervisor: &mut Browser, payment: &str) {
    supervisor.post("/api/office_approve_payment", &[("number", payment)]).await.must_say(&["Le paiement est validé"]);
}

/// More than Claire is owed, so that it waits for a second person: the payment's number.
async fn claires(portal: &TestPortal) -> String {
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let id = decided(portal, &mut handler, "Claire Moreau", ("accept", "10/01/2026 - 28/02/2026")).await.id;
    prepare(&mut handler, &id, "310", "Frais de dossier").await.numbers("RG-").remove(0)
}

#[tokio::test]
async fn b11_more_payments_to_approve_take_no_more_queries_and_each_is_told_with_its_own_reason_member_and_payee() {
    let portal = TestPortal::start().await;
    let claires = claires(&portal).await;
    let reader = somebody(&portal, StaffRole::Supervisor).await;
    let (one, queries) = counted(portal.backend.payments_to_approve(&reader)).await;
    assert_eq!(one.unwrap().len(), 1);
    assert!(queries > 1, "they are counted");

    let (mut member, _, id) = yann(&portal).await;
    portal.change_iban(&mut member, IBAN).await;
    portal.advance(TimeDelta::days(4));
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    let paid = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    approve(&mut supervisor, &paid).await;
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["1 paiement(s), 298,70 €"]);
    returned(&mut accountant, &format!("{paid};paid")).await.must_say(&["1 payé(s), 0 rejeté(s)"]);
    portal.advance(TimeDelta::minutes(1));
    let form = [("id", id.as_str()), ("number", paid.as_str()), ("reason", "Mauvais dossier")];
    let counter = handler.post("/api/office_reverse_payment", &form).await.numbers("RG-").remove(0);

    let (two, again) = counted(portal.backend.payments_to_approve(&reader)).await;
    assert_eq!((two.unwrap().len(), again), (2, queries));
    supervisor.get("/gestion/paiements").await.must_say_in_order(&[
        &claires,
        "Claire Moreau, préparé par Pauline Aubry",
        NOBODY_YET,
        "310,00 €",
        "Raison : Frais de dossier",
        &counter,
        "Yann Le Goff, préparé par Pauline Aubry",
        &format!("Contre-écriture du paiement {paid}"),
        "−298,70 €",
        "Raison : Mauvais dossier",
        "Valider la contre-écriture",
    ]);
}

#[tokio::test]
async fn b12_y20_more_payments_that_leave_take_no_more_queries_and_each_is_told_with_its_own_payee_and_last_hand() {
    let portal = TestPortal::start().await;
    let (mut member, _, id) = yann(&portal).await;
    portal.change_iban(&mut member, IBAN).await;
    portal.advance(TimeDelta::days(4));
    let payment = prepare(&mut portal.at_the_office(StaffRole::Handler).await, &id, "", "").await.numbers("RG-").remove(0);
    approve(&mut portal.at_the_office(StaffRole::Supervisor).await, &payment).await;
    // Whoever reads prepared and approved what is added, and only prepared the first.
    let reader = somebody(&portal, StaffRole::Accountant).await;
    let (one, queries) = counted(portal.backend.payments_to_export(&reader)).await;
    assert_eq!(one.unwrap().len(), 1);
    let claire = portal.signed_in(CLAIRE).await.only_claim().await;
    waiting(&portal, &claire, 40, "2026-03-10T14:00:00+00:00").await;
    let (all, again) = counted(portal.backend.payments_to_export(&reader)).await;
    let all = all.unwrap();
    assert_eq!((all.len(), again), (41, queries));
    for one in all {
        let own = match one.member_name.as_str() {
            "Yann Le Goff" => (payment.clone(), true, Some(Payee::Member("2606".to_owned()))),
            _ => (one.payment.number.clone(), false, None),
        };
        assert_eq!((one.payment.number, one.is_open, one.payment.payee), own, "{}", one.claim_number);
    }
}

#[tokio::test]
async fn b12_more_payments_to_a_lender_take_no_more_queries() {
    let portal = TestPortal::of("emprunteur").await;
    portal.run("UPDATE loans SET instalment_cents = 9000").await;
    let (_, number, id) = yann(&portal).await;
    prepare(&mut portal.at_the_office(StaffRole::Handler).await, &id, "", "").await.must_say(&["Validé"]);
    let reader = somebody(&portal, StaffRole::Accountant).await;
    let (one, queries) = counted(portal.backend.payments_to_export(&reader)).await;
    assert_eq!(one.unwrap().len(), 1);
    waiting(&portal, &number, 40, "2026-03-10T14:00:00+00:00").await;
    let (all, again) = counted(portal.backend.payments_to_export(&reader)).await;
    let all = all.unwrap();
    assert_eq!((all.len(), again), (41, queries));
    let lender = Some(Payee::Lender("Banque de la Rade".to_owned()));
    assert!(all.iter().all(|one| one.payment.payee == lender));
}
