//! What others pay beside reduced pay, stated at the desk for a period, and the pay that a contract says is kept (domain.md 5.2, B-11 … B-13).
use crate::{
    payment::prepare,
    payment_pay::{VERONIQUE, accepted, checked, with_account},
    support::{Browser, CLAIRE, Page, TestPortal},
};
use chrono::TimeDelta;
use domain::access::StaffRole;

/// The period that Véronique declared.
const PERIOD: &str = "2026-03-01/2026-03-10";
pub const SOURCE: &str = "CPAM, décompte du 12 mars";
const OF_PERIOD: &str = "Versements d'autres organismes, du 1er au 10 mars 2026";
const DERIVATION: [&str; 5] = [
    "Complément de traitement, du 1er au 10 mars 2026",
    "Jours comptés, 30 pour un mois entier : 10 en mars 2026 = 10",
    "2 400,00 € × (90 % − 50 %)/30 − 10,00 € = 22,00 € par jour",
    "10 × 22,00 € = 220,00 €",
    "Versé par d'autres organismes : 10,00 € par jour. Source : CPAM, décompte du 12 mars",
];
const PAID_BY_OTHERS: &str = "D'autres organismes versent déjà ce qui manque : rien à compléter, 10 jours";
const NOTHING: &str = "Rien n'est à payer pour le moment.";
const TO_LEAVE: &str = "Un paiement de ce dossier attend encore et partirait sans en tenir compte. Annulez-le d'abord par contre-écriture, \
                        plus bas sur cette page.";

/// States what others pay a day of that period.
pub async fn state(handler: &mut Browser, id: &str, daily: &str, source: &str) -> Page {
    handler.post("/api/office_state_other_pay", &[("id", id), ("period", PERIOD), ("daily", daily), ("source", source)]).await
}

/// What whoever tries to state ten euros a day of that period is answered.
async fn tried(somebody: &mut Browser, id: &str, period: &str) -> u16 {
    let form = [("id", id), ("period", period), ("daily", "10"), ("source", SOURCE)];
    somebody.call("office_state_other_pay", &form).await.status
}

/// Véronique's dossier, accepted, with an account to pay on, and a handler who has signed in since.
async fn payable(portal: &TestPortal) -> (Browser, String) {
    let id = accepted(portal, &mut portal.at_the_office(StaffRole::Handler).await).await;
    with_account(portal).await;
    (portal.at_the_office(StaffRole::Handler).await, id)
}

async fn stated(portal: &TestPortal) -> i64 {
    portal.number("SELECT COUNT(*) FROM other_pays").await
}

#[tokio::test]
async fn b11_b12_c32_what_others_pay_comes_off_and_desk_and_member_read_how_much_and_by_which_source() {
    let portal = TestPortal::of("prevoyance").await;
    let (mut handler, id) = payable(&portal).await;
    let page = handler.get(&format!("/gestion/dossiers/{id}/paiements")).await;
    page.must_say(&[OF_PERIOD, "Total : 320,00 €"]);
    assert!(!page.says("Versé par d'autres"), "nobody does until it is stated");
    let page = state(&mut handler, &id, "10", SOURCE).await;
    page.must_say_in_order(&["sont enregistrés", "À payer maintenant", "Jours payés, 10 jours", OF_PERIOD, "Total : 220,00 €"]);
    page.must_say_in_order(&DERIVATION);

    let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    supervisor.get("/gestion/paiements").await.must_say_in_order(&DERIVATION);
    supervisor.post("/api/office_approve_payment", &[("number", &payment)]).await.must_say(&["Le paiement est validé"]);
    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["1 paiement(s), 220,00 €"]);

    let page = state(&mut handler, &id, "", "Décompte d'une autre personne").await;
    page.must_say_in_order(&["À payer maintenant", "= 32,00 € par jour", "Déjà payé pour ces jours : 220,00 €", "Total : 100,00 €"]);
    page.must_say_in_order(&DERIVATION);
    let mut member = portal.signed_in(VERONIQUE).await;
    let number = member.only_claim().await;
    let page = member.get(&format!("/dossiers/{number}")).await;
    page.must_say(&["Le règlement a été émis", "Total : 220,00 €"]);
    page.must_say_in_order(&DERIVATION);
    assert!(!page.says("autre personne"), "what was paid is told as it was calculated");

    let of = "SELECT detail FROM audit WHERE action = 'other_pay_stated'";
    assert_eq!(portal.texts(of).await, ["", ""], "amounts of anybody's pay are not for the audit");
    for kept in ["source FROM other_pays", "lines FROM payments", "detail FROM payment_steps WHERE state = 'others'"] {
        let kept = portal.texts(&format!("SELECT {kept}")).await;
        assert!(!kept.is_empty() && kept.iter().all(|text| !text.contains("CPAM")), "sealed: {kept:?}");
    }
}

#[tokio::test]
async fn b11_where_others_pay_what_lacks_or_more_nothing_is_owed_and_never_less() {
    let portal = TestPortal::of("prevoyance").await;
    let (mut handler, id) = payable(&portal).await;
    for daily in ["32", "40,00"] {
        let page = state(&mut handler, &id, daily, SOURCE).await;
        page.must_say_in_order(&[PAID_BY_OTHERS, "Versé par d'autres organismes", "Source : CPAM", NOTHING]);
        assert_eq!((page.field("amount"), page.says("Total :")), (None, false), "{daily}");
    }
    let form = [("id", id.as_str()), ("key", "0195886b-0000-7000-8000-000000000001")];
    handler.post("/api/office_prepare_payment", &form).await.must_say(&["Le montant doit être supérieur à zéro"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM payments").await, 0);
    state(&mut handler, &id, "31,99", SOURCE).await.must_say_in_order(&["− 31,99 € = 0,01 € par jour", "Total : 0,10 €"]);
}

#[tokio::test]
async fn b11_b14_a_dossier_whose_stop_is_over_is_closed_where_others_pay_all_that_lacks() {
    let portal = TestPortal::of("prevoyance").await;
    let (mut handler, id) = payable(&portal).await;
    let number = portal.signed_in(VERONIQUE).await.only_claim().await;
    let of_claim = format!("claim_id = (SELECT id FROM claims WHERE number = '{number}')");
    portal.run(&format!("UPDATE periods SET resumed_on = '2026-03-11' WHERE {of_claim}")).await;
    for (daily, stands) in [("10", "accepted"), ("32", "closed")] {
        state(&mut handler, &id, daily, SOURCE).await.must_say(&["sont enregistrés"]);
        assert_eq!(portal.texts(&format!("SELECT status FROM claims WHERE number = '{number}'")).await, [stands], "{daily}");
    }
}

#[tokio::test]
async fn b11_c32_a_member_reads_what_others_pay_though_it_leaves_nothing_to_be_paid() {
    let portal = TestPortal::of("prevoyance").await;
    let (mut handler, id) = payable(&portal).await;
    let mut member = portal.signed_in(VERONIQUE).await;
    let dossier = format!("/dossiers/{}", member.only_claim().await);
    assert!(!member.get(&dossier).await.says(OF_PERIOD));
    state(&mut handler, &id, "32", "Avance de la CPAM").await;
    state(&mut handler, &id, "40", SOURCE).await.must_say(&[NOTHING]);
    let page = member.get(&dossier).await;
    let told = "Versé par d'autres organismes : 40,00 € par jour. Source : CPAM, décompte du 12 mars";
    page.must_say_in_order(&["Paiements", OF_PERIOD, told, "nous ne versons rien pour ces jours", "Mes demandes"]);
    assert!(!page.says("Avance"), "the last one counts");
    let mut claire = portal.signed_in(CLAIRE).await;
    assert!(!claire.get(&dossier).await.says("CPAM, décompte"), "nobody else does");
    state(&mut handler, &id, "", "Fin des indemnités").await.must_say(&["Total : 320,00 €"]);
    let page = member.get(&dossier).await;
    assert!(!page.says(OF_PERIOD) && !page.says("Fin des indemnités"));
}

#[tokio::test]
async fn b11_what_others_pay_for_days_that_are_accepted_no_longer_is_not_told() {
    let portal = TestPortal::of("prevoyance").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let id = accepted(&portal, &mut handler).await;
    state(&mut handler, &id, "40", SOURCE).await;
    portal.run("UPDATE periods SET state = 'refused'").await;
    let mut member = portal.signed_in(VERONIQUE).await;
    let number = member.only_claim().await;
    assert!(!member.get(&format!("/dossiers/{number}")).await.says(OF_PERIOD));
}

#[tokio::test]
async fn b11_b13_nothing_is_stated_while_a_payment_is_to_leave_and_once_it_left_it_is_held_against_what_follows() {
    let portal = TestPortal::of("prevoyance").await;
    let (mut handler, id) = payable(&portal).await;
    let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    let before = portal.texts("SELECT lines FROM payments").await;
    let page = state(&mut handler, &id, "40", SOURCE).await;
    page.must_say(&["À corriger", TO_LEAVE]);
    assert_eq!(page.field("daily").as_deref(), Some("40"), "what was typed stays");
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    supervisor.post("/api/office_approve_payment", &[("number", &payment)]).await.must_say(&["Le paiement est validé"]);
    state(&mut handler, &id, "40", SOURCE).await.must_say(&["À corriger", TO_LEAVE]);
    assert_eq!(stated(&portal).await, 0);

    let mut accountant = portal.at_the_office(StaffRole::Accountant).await;
    accountant.post("/api/office_export_payments", &[]).await.must_say(&["1 paiement(s), 320,00 €"]);
    let page = state(&mut handler, &id, "40", SOURCE).await;
    page.must_say_in_order(&["Plus rien n'est dû pour ces jours.", "Source : CPAM", "Déjà payé pour ces jours : 320,00 €", "−320,00 €"]);
    page.must_say(&["Il a été payé plus que ce qui est dû."]);
    assert_eq!(portal.texts("SELECT lines FROM payments").await, before, "history never changes");
}

#[tokio::test]
async fn b11_b13_a_payment_that_was_taken_back_is_not_waited_for() {
    let portal = TestPortal::of("prevoyance").await;
    let (mut handler, id) = payable(&portal).await;
    let payment = prepare(&mut handler, &id, "", "").await.numbers("RG-").remove(0);
    let form = [("id", id.as_str()), ("number", payment.as_str()), ("reason", "Indemnités journalières")];
    handler.post("/api/office_reverse_payment", &form).await.must_say(&["Total : 320,00 €"]);
    state(&mut handler, &id, "40", SOURCE).await.must_say(&["sont enregistrés", PAID_BY_OTHERS, NOTHING]);
}

#[tokio::test]
async fn b11_a_wrong_amount_and_a_missing_source_are_told_by_field_and_what_was_typed_stays() {
    let portal = TestPortal::of("prevoyance").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let id = accepted(&portal, &mut handler).await;
    let page = state(&mut handler, &id, "douze", " ").await;
    page.must_say(&["À corriger", "Écrivez le montant versé par jour en euros et centimes", "Indiquez qui verse cette somme"]);
    for field in ["daily", "source"] {
        assert!(page.links().contains(&format!("#{field}-{PERIOD}")), "{field}: {:?}", page.links());
    }
    assert_eq!(page.field("daily").as_deref(), Some("douze"));
    assert_eq!(stated(&portal).await, 0);

    let page = state(&mut handler, &id, "10", "<i>CPAM</i>").await;
    page.must_say(&["<i>CPAM</i>"]);
    assert!(!page.html().contains("<i>CPAM"), "typed text is text");
    state(&mut handler, &id, "10,00", "<i>CPAM</i>").await.must_say(&["sont enregistrés"]);
    assert_eq!(stated(&portal).await, 1, "what stands is not stated again");
    state(&mut handler, &id, "", "").await.must_say(&["Indiquez qui verse cette somme"]);
    assert_eq!(stated(&portal).await, 1, "taking it back needs a reason");
}

#[tokio::test]
async fn b11_only_a_handler_states_it_and_only_of_a_period_that_is_to_be_paid() {
    let portal = TestPortal::of("prevoyance").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (id, ..) = checked(&portal, &mut handler, "Véronique Salaün").await;
    assert_eq!(tried(&mut handler, &id, PERIOD).await, 404, "nothing of it is accepted yet");
    accepted(&portal, &mut handler).await;
    for role in [StaffRole::Medical, StaffRole::Supervisor, StaffRole::Accountant] {
        let mut somebody = portal.at_the_office(role).await;
        assert_eq!(tried(&mut somebody, &id, PERIOD).await, 403, "{role:?}");
    }
    let mut member = portal.signed_in(VERONIQUE).await;
    assert_eq!(tried(&mut member, &id, PERIOD).await, 403);
    for period in ["2026-03-01/2026-03-09", "2026-03-10/2026-03-01", ""] {
        assert_eq!(tried(&mut handler, &id, period).await, 404, "{period}");
    }
    assert_eq!(tried(&mut handler, "00000000-0000-0000-0000-000000000000", PERIOD).await, 404);
    assert_eq!(stated(&portal).await, 0);
    assert_eq!(tried(&mut handler, &id, PERIOD).await, 200);
    assert_eq!(stated(&portal).await, 1);
}

#[tokio::test]
async fn b11_a_contract_says_which_part_of_the_pay_is_kept_and_where_it_does_not_the_insurer_does() {
    let portal = TestPortal::of("prevoyance").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    portal.run("UPDATE contracts SET benefit_rate_bp = 9500").await;
    portal.run("UPDATE periods SET pay_level = 'plein'").await;
    let page = checked(&portal, &mut handler, "Véronique Salaün").await.2;
    page.must_say(&["Traitement maintenu : rien à compléter, 10 jours"]);
    for (change, daily, total) in [
        ("UPDATE contracts SET kept_plein_bp = 9000", "2 400,00 € × (95 % − 90 %)/30 = 4,00 € par jour", "Total : 40,00 €"),
        ("UPDATE periods SET pay_level = 'demi'", "2 400,00 € × (95 % − 50 %)/30 = 36,00 € par jour", "Total : 360,00 €"),
        ("UPDATE contracts SET kept_demi_bp = 6000", "2 400,00 € × (95 % − 60 %)/30 = 28,00 € par jour", "Total : 280,00 €"),
    ] {
        portal.run(change).await;
        checked(&portal, &mut handler, "Véronique Salaün").await.2.must_say_in_order(&["Ce que vous allez décider", daily, total]);
    }
}

#[tokio::test]
async fn g4_what_others_were_stated_to_pay_goes_with_its_dossier() {
    let portal = TestPortal::of("prevoyance").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let id = accepted(&portal, &mut handler).await;
    state(&mut handler, &id, "10", SOURCE).await;
    assert_eq!(stated(&portal).await, 1);
    portal.advance(TimeDelta::days(6 * 366));
    assert_eq!(portal.backend.purge(false).await.unwrap().claims, 1);
    assert_eq!(stated(&portal).await, 0);
}
