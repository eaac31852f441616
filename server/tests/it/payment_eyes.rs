//! What nobody does alone: paying more than is owed, and taking back what was paid (B-11, B-13, Y-20; ASVS 5.0.0, 2.3.5).
use crate::{
    payment::{IBAN, give, prepare, returned, yann},
    payment_pay::{VERONIQUE, accepted, with_account},
    support::{Browser, Page, TestPortal},
};
use chrono::TimeDelta;
use domain::access::StaffRole;

const NOTHING: &str = "Le montant doit être supérieur à zéro, et quelque chose doit être dû.";
const REVERSAL_WAITS: &str = "Une contre-écriture attend la validation d'une autre personne. Jusque-là, ce paiement compte comme payé.";
const OWN: &str = "Vous avez préparé ou validé ce paiement : une autre personne doit le faire partir.";
const DONE: &str = "Le paiement est annulé par une contre-écriture.";

fn desk(id: &str) -> String {
    format!("/gestion/dossiers/{id}/paiements")
}

/// Posts an amount under a key of one's own, whatever the page shows.
async fn post(handler: &mut Browser, id: &str, (rank, amount): (usize, &str)) -> Page {
    let key = format!("0195886b-0000-7000-8000-{rank:012}");
    let form = [("id", id), ("key", key.as_str()), ("amount", amount), ("reason", "Geste commercial")];
    handler.post("/api/office_prepare_payment", &form).await
}

/// Takes that payment back, or prepares to; gives the page and the number of the counter-entry, which is the newest.
async fn reverse(handler: &mut Browser, id: &str, payment: &str) -> (Page, String) {
    let form = [("id", id), ("number", payment), ("reason", "Mauvais dossier")];
    let page = handler.post("/api/office_reverse_payment", &form).await;
    let newest = page.numbers("RG-").remove(0);
    (page, newest)
}

async fn approve(supervisor: &mut Browser, number: &str) -> Page {
    supervisor.post("/api/office_approve_payment", &[("number", number)]).await
}

/// Véronique's ten days, paid: the dossier's id and the payment's number.
async fn paid(portal: &TestPortal) -> (String, String) {
    let id = accepted(portal, &mut portal.at_the_office(StaffRole::Handler).await).await;
    with_account(portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    approve(&mut portal.at_the_office(StaffRole::Supervisor).await, &payment).await.must_say(&["Le paiement est validé"]);
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["1 paiement(s), 320,00 €"]);
    returned(&mut accountant, &format!("{payment};paid")).await.must_say(&["1 payé(s), 0 rejeté(s)"]);
    portal.advance(TimeDelta::minutes(1));
    (id, payment)
}

#[tokio::test]
async fn b11_where_nothing_is_owed_no_amount_is_a_payment_whatever_is_posted() {
    let portal = TestPortal::start().await;
    let (_, _, id) = yann(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    prepare(&mut handler, &id, "150", "Échéance modulée").await.must_say(&["Le paiement est préparé.", "Validé"]);
    for (rank, amount) in ["199,99", "0,01", "", "199,99"].into_iter().enumerate() {
        post(&mut handler, &id, (rank, amount)).await.must_say(&["À corriger", NOTHING]);
    }
    portal.run("UPDATE enrolments SET valid_to = '2026-01-05'").await;
    handler.get(&desk(&id)).await.must_say(&["Il a été payé plus que ce qui est dû."]);
    post(&mut handler, &id, (9, "199,99")).await.must_say(&["À corriger", NOTHING]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM payments").await, 1);
}

#[tokio::test]
async fn b11_more_than_is_owed_waits_for_a_second_person_however_little_and_less_does_not() {
    for (amount, state) in [("100", "approved"), ("", "approved"), ("80", "approved"), ("100,01", "prepared"), ("199,99", "prepared")] {
        let portal = TestPortal::start().await;
        portal.run("UPDATE loans SET instalment_cents = 10000").await;
        let (_, _, id) = yann(&portal).await;
        let mut handler = portal.at_the_office(StaffRole::Handler).await;
        let page = prepare(&mut handler, &id, amount, "Frais").await;
        page.must_say(&["Le paiement est préparé.", if state == "approved" { "Validé" } else { "À valider" }]);
        let approved = portal.number("SELECT COUNT(*) FROM payment_steps WHERE state = 'approved'").await;
        assert_eq!(approved, i64::from(state == "approved"), "{amount}");
        let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
        let payment = page.numbers("RG-").remove(0);
        assert_eq!(accountant.get("/gestion/virements").await.says(&payment), state == "approved", "{amount}");
        let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
        assert_eq!(supervisor.get("/gestion/paiements").await.says(&payment), state == "prepared", "{amount}");
    }
}

#[tokio::test]
async fn b11_b13_what_was_paid_is_owed_again_only_once_a_second_person_has_approved_its_counter_entry() {
    let portal = TestPortal::of("prevoyance").await;
    let (id, payment) = paid(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    handler.get(&desk(&id)).await.must_say(&["Ce paiement est déjà fait : une autre personne devra valider la contre-écriture."]);
    let (page, counter) = reverse(&mut handler, &id, &payment).await;
    page.must_say(&["La contre-écriture est préparée : une autre personne doit la valider.", "Contre-écriture à valider", REVERSAL_WAITS]);
    page.must_say(&["Rien n'est à payer pour le moment."]);
    assert_ne!(counter, payment);
    post(&mut handler, &id, (1, "199,99")).await.must_say(&[NOTHING]);
    reverse(&mut handler, &id, &payment).await.0.must_say(&["ne peut pas être annulé"]);
    let mut member = portal.signed_in(VERONIQUE).await;
    let dossier = format!("/dossiers/{}", member.only_claim().await);
    let page = member.get(&dossier).await;
    page.must_say(&["La banque a confirmé ce paiement."]);
    assert!(!page.says(&counter), "nothing is taken back yet");
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["Aucun fichier n'est créé"]);

    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    let page = supervisor.get("/gestion/paiements").await;
    let takes_back = format!("Contre-écriture du paiement {payment}");
    page.must_say_in_order(&[
        &counter,
        "préparé par Pauline Aubry",
        &takes_back,
        "−320,00 €",
        "Mauvais dossier",
        "Valider la contre-écriture",
    ]);
    approve(&mut supervisor, &counter).await.must_say(&[DONE, "Rien à valider"]);
    approve(&mut supervisor, &counter).await.must_say(&["n'attend plus de validation"]);
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["Aucun fichier n'est créé"]);
    let page = handler.get(&desk(&id)).await;
    page.must_say(&["Total : 320,00 €", "Préparer le paiement", "Annulé", "Contre-écriture"]);
    assert!(!page.says(REVERSAL_WAITS));
    member.get(&dossier).await.must_say(&["Annulé", &counter, "−320,00 €", "Paiement annulé"]);
    let noted = portal.texts("SELECT action FROM audit WHERE action LIKE 'payment_revers%' ORDER BY action").await;
    assert_eq!(noted, ["payment_reversal_prepared", "payment_reversed"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'payment_approved'").await, 1, "of the payment, not of its end");
}

#[tokio::test]
async fn b11_y20_nobody_takes_back_alone_what_was_paid() {
    let portal = TestPortal::of("prevoyance").await;
    let (id, payment) = paid(&portal).await;
    give(&portal, StaffRole::Supervisor, &[StaffRole::Handler, StaffRole::Supervisor]).await;
    let mut both = portal.at_the_office(StaffRole::Supervisor).await;
    let (_, counter) = reverse(&mut both, &id, &payment).await;
    both.get("/gestion/paiements").await.must_say(&[&counter, "une autre personne doit le valider"]);
    approve(&mut both, &counter).await.must_say(&["une autre personne doit le valider"]);
    both.get(&desk(&id)).await.must_say(&["Rien n'est à payer pour le moment.", REVERSAL_WAITS]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM payment_steps WHERE state = 'approved'").await, 1);
}

#[tokio::test]
async fn b13_what_was_not_paid_yet_is_taken_back_by_one_person_at_once() {
    let portal = TestPortal::start().await;
    let (mut member, _, id) = yann(&portal).await;
    portal.change_iban(&mut member, IBAN).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    for amount in ["", "150"] {
        let payment = prepare(&mut handler, &id, amount, "Échéance modulée").await.numbers("RG-").remove(0);
        let (page, _) = reverse(&mut handler, &id, &payment).await;
        page.must_say(&[DONE, "Préparer le paiement"]);
        assert!(!page.says("déjà fait") && !page.says("à valider"), "prepared or approved, it has not left");
    }
    portal.advance(TimeDelta::days(4));
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["Aucun fichier n'est créé"]);
    portal.at_the_office(StaffRole::Supervisor).await.get("/gestion/paiements").await.must_say(&["Rien à valider"]);
}

/// Makes a file for the bank, or hears that there is none.
async fn export(accountant: &mut Browser) -> Page {
    accountant.post("/api/office_export_payments", &[]).await
}

#[tokio::test]
async fn b12_y20_nobody_has_leave_what_they_approved_whatever_roles_they_hold() {
    let portal = TestPortal::of("emprunteur").await;
    let (_, _, id) = yann(&portal).await;
    give(&portal, StaffRole::Accountant, &[StaffRole::Supervisor, StaffRole::Accountant]).await;
    let payment = prepare(&mut portal.at_the_office(StaffRole::Handler).await, &id, "", "").await.numbers("RG-").remove(0);
    let mut both = portal.at_the_office(StaffRole::Accountant).await;
    approve(&mut both, &payment).await.must_say(&["Le paiement est validé"]);
    both.get("/gestion/virements").await.must_say(&[&payment, OWN]);
    export(&mut both).await.must_say(&["Aucun fichier n'est créé", "par quelqu'un d'autre que vous"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM payment_steps WHERE state = 'exported'").await, 0);
    give(&portal, StaffRole::Supervisor, &[StaffRole::Accountant]).await;
    let mut other = portal.at_the_office(StaffRole::Supervisor).await;
    let page = other.get("/gestion/virements").await;
    assert!(page.says(&payment) && !page.says(OWN), "{}", page.text());
    export(&mut other).await.must_say(&["est prêt", "1 paiement(s), 298,70 €"]);
}

#[tokio::test]
async fn b12_y20_what_needs_no_second_person_leaves_by_the_hand_of_one_and_what_another_approved_by_anybodys() {
    for (cents, by_two) in [(9_000, false), (29_870, true)] {
        let portal = TestPortal::of("emprunteur").await;
        portal.run(&format!("UPDATE loans SET instalment_cents = {cents}")).await;
        let (_, _, id) = yann(&portal).await;
        give(&portal, StaffRole::Handler, &[StaffRole::Handler, StaffRole::Accountant]).await;
        let mut both = portal.at_the_office(StaffRole::Handler).await;
        let payment = prepare(&mut both, &id, "", "").await.numbers("RG-").remove(0);
        if by_two {
            approve(&mut portal.at_the_office(StaffRole::Supervisor).await, &payment).await.must_say(&["Le paiement est validé"]);
        } else {
            both.get("/gestion/virements").await.must_say(&[&payment, OWN]);
            export(&mut both).await.must_say(&["Aucun fichier n'est créé"]);
        }
        let mut accountant = if by_two { both } else { portal.at_the_office(StaffRole::Accountant).await };
        export(&mut accountant).await.must_say(&["est prêt", "1 paiement(s)"]);
    }
}
