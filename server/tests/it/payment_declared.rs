//! Days that were declared twice are paid by the request whose they are: a refused request that came later says nothing of their pay
//! (domain.md 4.3, 5.2; P-4, B-9, B-11).
use crate::{
    decision::{Asked, asked, check, confirm, confirmation},
    dossier::uuid,
    reopen::reopen,
    support::{Browser, Page, TestPortal},
};
use domain::access::StaffRole;

const NAME: &str = "Véronique Salaün";
/// All of what Véronique declares first.
const DAYS: &str = "01/03/2026 - 10/03/2026";
const MOTIVE: &str = "Arrêté de passage à demi-traitement manquant";
const HALF: [&str; 3] = ["2 400,00 € × (90 % − 50 %)/30 = 32,00 € par jour", "10 × 32,00 € = 320,00 €", "Total : 320,00 €"];
const WHOLE: &str = "Traitement maintenu : rien à compléter, 10 jours";
const NOTHING: &str = "Rien n'est à payer pour le moment.";

async fn decide(handler: &mut Browser, asked: &Asked, page: &Page) {
    confirm(handler, &confirmation(asked, page)).await.must_say(&["La décision est enregistrée"]);
}

/// A request of ten days at that level of pay, refused.
async fn first_refused(portal: &TestPortal, handler: &mut Browser, level: &str) -> Asked {
    portal.run(&format!("UPDATE periods SET pay_level = '{level}'")).await;
    let asked = asked(portal, handler, NAME).await;
    let page = check(handler, &asked, "refuse", "", MOTIVE, "").await;
    decide(handler, &asked, &page).await;
    asked
}

/// Writes a later request of the same dossier, in that state, from 1 March to that day at that level of pay.
async fn declared_again(portal: &TestPortal, first: &Asked, (state, ends_on, level): (&str, &str, &str)) {
    let (id, claim) = (uuid(portal, 1), format!("(SELECT id FROM claims WHERE number = '{}')", first.number));
    let at = "'2026-03-12T10:00:00+00:00'";
    let of_request = "id, claim_id, kind, state, number, version, form, idempotency_key, created_at, saved_at, sent_at";
    let request = format!("{id}, {claim}, 'prolongation', '{state}', 'Y-2', 1, '{{}}', {id}, {at}, {at}, {at}");
    portal.run(&format!("INSERT INTO requests ({of_request}) VALUES ({request})")).await;
    let of_period = "id, request_id, claim_id, starts_on, ends_on, payer, pay_level, gap_confirmed, state";
    let period = format!("{id}, {id}, {claim}, '2026-03-01', '{ends_on}', 'CPAM', '{level}', FALSE, '{state}'");
    portal.run(&format!("INSERT INTO periods ({of_period}) VALUES ({period})")).await;
}

/// Takes the first request up again and accepts all of it; gives what the desk reads before and after.
async fn accepted_after_all(handler: &mut Browser, first: &Asked) -> [Page; 2] {
    reopen(handler, first).await.must_say(&["La demande est de nouveau en instruction."]);
    let page = check(handler, first, "accept", DAYS, "", "").await;
    decide(handler, first, &page).await;
    [page, handler.get(&format!("/gestion/dossiers/{}/paiements", first.id)).await]
}

#[tokio::test]
async fn b9_b11_days_that_a_later_request_declared_in_vain_are_paid_as_the_request_says_that_has_them() {
    for (level, later) in [("demi", "plein"), ("plein", "demi")] {
        let portal = TestPortal::of("prevoyance").await;
        let mut handler = portal.at_the_office(StaffRole::Handler).await;
        let first = first_refused(&portal, &mut handler, level).await;
        declared_again(&portal, &first, ("refused", "2026-03-10", later)).await;
        for page in accepted_after_all(&mut handler, &first).await {
            if level == "demi" {
                page.must_say_in_order(&HALF);
                assert!(!page.says(WHOLE));
            } else {
                page.must_say(&[WHOLE, NOTHING]);
                assert!(!page.says("32,00 €"), "{}", page.text());
            }
        }
    }
}

#[tokio::test]
async fn b9_b10_b11_of_a_later_request_that_is_accepted_in_part_only_the_accepted_days_have_its_pay() {
    for (level, later, lines) in [
        ("demi", "plein", ["Jours payés, 10 jours", "rien à compléter, 2 jours", "10 × 32,00 € = 320,00 €", "Total : 320,00 €"]),
        ("plein", "demi", ["rien à compléter, 10 jours", "Jours payés, 2 jours", "2 × 32,00 € = 64,00 €", "Total : 64,00 €"]),
    ] {
        let portal = TestPortal::of("prevoyance").await;
        let mut handler = portal.at_the_office(StaffRole::Handler).await;
        let first = first_refused(&portal, &mut handler, level).await;
        declared_again(&portal, &first, ("accepted", "2026-03-12", later)).await;
        for (n, starts_on, ends_on, accepted) in [(1, "2026-03-01", "2026-03-10", "FALSE"), (2, "2026-03-11", "2026-03-12", "TRUE")] {
            let claim = format!("(SELECT id FROM claims WHERE number = '{}')", first.number);
            let days = format!("{}, {claim}, {}, '{starts_on}', '{ends_on}', {accepted}", uuid(&portal, n), uuid(&portal, 1));
            let columns = "id, claim_id, period_id, starts_on, ends_on, accepted";
            portal.run(&format!("INSERT INTO decided_days ({columns}) VALUES ({days})")).await;
        }
        for page in accepted_after_all(&mut handler, &first).await {
            page.must_say_in_order(&lines);
        }
    }
}
