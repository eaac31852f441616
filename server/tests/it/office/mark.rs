//! What the desk notes of a stop: its end, the return to work, a relapse that binds two dossiers; and takes back (B-14).
use super::desk::{on_the_desk, queue};
use crate::{
    payment::{prepare, yann},
    support::{Browser, CLAIRE, Page, TestPortal},
};
use chrono::TimeDelta;
use domain::access::StaffRole;

/// Notes that, on the version that the dossier's page shows.
async fn mark(handler: &mut Browser, id: &str, kind: &str, (day, of): (&str, &str)) -> Page {
    let version = handler.get(&format!("/gestion/dossiers/{id}")).await.field("version").unwrap();
    handler.post("/api/office_mark_stop", &[("id", id), ("version", &version), ("kind", kind), ("day", day), ("of", of)]).await
}

/// Takes that back, on the version that the dossier's page shows.
async fn take_back(handler: &mut Browser, id: &str, kind: &str) -> Page {
    let version = handler.get(&format!("/gestion/dossiers/{id}")).await.field("version").unwrap();
    handler.post("/api/office_take_back_mark", &[("id", id), ("version", &version), ("kind", kind)]).await
}

/// Where that dossier stands.
async fn standing(portal: &TestPortal, number: &str) -> String {
    portal.texts(&format!("SELECT status FROM claims WHERE number = '{number}'")).await.remove(0)
}

/// How many lines of it are owed.
fn lines(page: Page) -> usize {
    page.json()["owed"]["lines"].as_array().unwrap().len()
}

/// Claire's paid dossier, whose last day is 9 January; and one of the same contract that begins on 31 January, accepted, not paid. Number
/// and place on the desk of each.
async fn two_stops(portal: &TestPortal) -> [(String, String); 2] {
    let number = portal.signed_in(CLAIRE).await.only_claim().await;
    let later = queue(portal, None).await.into_iter().find(|line| line.member == "Inès Carpentier").unwrap();
    let id = on_the_desk(portal, &number).await;
    let of_later = format!("claim_id = (SELECT id FROM claims WHERE number = '{}')", later.number);
    portal.run(&format!("UPDATE periods SET state = 'accepted' WHERE {of_later}")).await;
    portal.run(&format!("UPDATE requests SET state = 'accepted' WHERE {of_later}")).await;
    portal
        .run(&format!(
            "UPDATE claims SET status = 'accepted', enrolment_id = (SELECT enrolment_id FROM claims WHERE number = '{number}') \
             WHERE number = '{}'",
            later.number
        ))
        .await;
    [(number, id), (later.number, later.id.to_string())]
}

#[tokio::test]
async fn b14_a_stop_that_ended_closes_its_dossier_once_and_its_member_reads_it() {
    let portal = TestPortal::start().await;
    let number = portal.signed_in(CLAIRE).await.only_claim().await;
    let id = on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    for (day, says) in
        [("13/03/2026", "ne peut pas suivre le 12 mars 2026"), ("x", "Écrivez le jour"), ("01/01/2020", "L'arrêt a commencé le")]
    {
        mark(&mut handler, &id, "ended", (day, "")).await.must_say(&[says]);
    }
    mark(&mut handler, &id, "ended", ("09/01/2026", "")).await.must_say(&["Arrêt terminé le 9 janvier 2026", "Clôturé"]);
    mark(&mut handler, &id, "ended", ("09/01/2026", "")).await.must_say(&["Arrêt terminé le 9 janvier 2026"]);
    mark(&mut handler, &id, "resumed", ("10/01/2026", "")).await.must_say(&["Travail repris le 10 janvier 2026"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM stop_marks").await, 2, "what holds is noted once");
    assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM audit WHERE action = 'stop_marked' AND object = '{number}'")).await, 2);
    let stale = [("id", id.as_str()), ("version", "1"), ("kind", "ended"), ("day", "08/01/2026")];
    assert_eq!(handler.post("/api/office_mark_stop", &stale).await.status, 409, "it has changed since");
    let told = portal.signed_in(CLAIRE).await.get(&format!("/dossiers/{number}")).await;
    told.must_say(&["Arrêt terminé le 9 janvier 2026", "Travail repris le 10 janvier 2026", "noté le 12 mars 2026"]);
    assert!(!told.says("Aubry"), "nobody is named");
    let mut editor = portal.at_the_office(StaffRole::Editor).await;
    assert_eq!(editor.call("office_mark_stop", &stale).await.status, 403);
}

#[tokio::test]
async fn b14_a_relapse_binds_both_dossiers_and_waits_no_second_time() {
    let portal = TestPortal::start().await;
    let [(number, earlier), (later_number, later)] = two_stops(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    assert_eq!(lines(handler.call("office_payments", &[("id", &later)]).await), 0, "it waits 30 days");
    mark(&mut handler, &later, "relapse", ("", &later)).await.must_say(&["Choisissez un autre dossier de l'assuré"]);
    let foreign = queue(&portal, None).await.into_iter().find(|line| line.member == "Marc Oudin").unwrap().id.to_string();
    for odd in [foreign.as_str(), "x", "00000000-0000-0000-0000-000000000000"] {
        mark(&mut handler, &later, "relapse", ("", odd)).await.must_say(&["Choisissez un autre dossier de l'assuré"]);
    }
    mark(&mut handler, &earlier, "relapse", ("", &later)).await.must_say(&["ce n'est pas une rechute"]);

    mark(&mut handler, &later, "relapse", ("", &earlier)).await.must_say(&["Rechute du dossier", &number]);
    handler.get(&format!("/gestion/dossiers/{earlier}")).await.must_say(&["A donné lieu à une rechute", &later_number]);
    assert_eq!(lines(handler.call("office_payments", &[("id", &later)]).await), 1, "the instalment of 5 February");
    let told = portal.signed_in(CLAIRE).await.get(&format!("/dossiers/{later_number}")).await;
    told.must_say(&[&format!("Rechute du dossier {number}"), "pas de nouveau délai de franchise"]);

    portal.advance(TimeDelta::minutes(1));
    mark(&mut handler, &later, "relapse", ("", "")).await;
    assert!(!handler.get(&format!("/gestion/dossiers/{earlier}")).await.says("A donné lieu à une rechute"), "it is taken back");
    assert_eq!(lines(handler.call("office_payments", &[("id", &later)]).await), 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM stop_marks").await, 2, "and both are kept");
}

#[tokio::test]
async fn b14_b11_a_relapse_is_neither_noted_nor_taken_back_while_a_payment_of_its_dossier_waits() {
    const WAITS: &str = "Un paiement de ce dossier attend encore et partirait sans en tenir compte.";
    let portal = TestPortal::start().await;
    let [(_, earlier), (_, later)] = two_stops(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    mark(&mut handler, &later, "relapse", ("", &earlier)).await.must_say(&["Rechute du dossier"]);
    let payment = prepare(&mut handler, &later, "", "").await.numbers("RG-").remove(0);
    portal.advance(TimeDelta::minutes(1));
    mark(&mut handler, &later, "relapse", ("", "")).await.must_say(&["Rechute du dossier", WAITS]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM stop_marks").await, 1, "nothing more is noted");
    assert!(!mark(&mut handler, &later, "ended", ("11/03/2026", "")).await.says(WAITS), "an end changes nothing of what is owed");

    let form = [("id", later.as_str()), ("number", payment.as_str()), ("reason", "Pas de rechute")];
    handler.post("/api/office_reverse_payment", &form).await.must_say(&["annulé par une contre-écriture"]);
    portal.advance(TimeDelta::minutes(1));
    assert!(!mark(&mut handler, &later, "relapse", ("", "")).await.says(WAITS));
    assert_eq!(lines(handler.call("office_payments", &[("id", &later)]).await), 0, "it waits again");

    portal.run("UPDATE enrolments SET waiting_period_days = 0").await;
    prepare(&mut handler, &later, "", "").await.must_say(&["Le paiement est préparé."]);
    portal.advance(TimeDelta::minutes(1));
    mark(&mut handler, &later, "relapse", ("", &earlier)).await.must_say(&[WAITS]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM stop_marks WHERE kind = 'relapse'").await, 2);
}

#[tokio::test]
async fn b14_p8_a_relapse_is_paid_for_what_the_stop_before_it_left_of_the_longest_time_and_no_more() {
    const USED_UP: &str = "Durée maximale d'indemnisation atteinte, 33 jours";
    let portal = TestPortal::start().await;
    let [(_, earlier), (later_number, later)] = two_stops(&portal).await;
    // As many as the first was paid for.
    portal.run("UPDATE enrolments SET waiting_period_days = 0, max_days = 99").await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let payments = format!("/gestion/dossiers/{later}/paiements");
    handler.get(&payments).await.must_say(&["Jours payés, 33 jours", "Échéance du 5 février 2026"]);
    mark(&mut handler, &later, "relapse", ("", &earlier)).await.must_say(&["Rechute du dossier"]);
    let page = handler.get(&payments).await;
    page.must_say(&[USED_UP, "Rien n'est à payer pour le moment."]);
    assert!(!page.says("Jours payés"), "{}", page.text());
    portal.run("UPDATE enrolments SET max_days = 109").await;
    handler.get(&payments).await.must_say(&["Jours payés, 10 jours", "Durée maximale d'indemnisation atteinte, 23 jours"]);
    portal.run("UPDATE enrolments SET max_days = 99").await;

    portal.advance(TimeDelta::minutes(1));
    mark(&mut handler, &later, "relapse", ("", "")).await;
    let page = handler.get(&payments).await;
    page.must_say(&["Jours payés, 33 jours", "Échéance du 5 février 2026"]);
    assert!(!page.says("Durée maximale"), "{}", page.text());

    portal.advance(TimeDelta::minutes(1));
    mark(&mut handler, &later, "relapse", ("", &earlier)).await.must_say(&["Rechute du dossier"]);
    mark(&mut handler, &later, "ended", ("11/03/2026", "")).await.must_say(&["Arrêt terminé le 11 mars 2026"]);
    assert_eq!(standing(&portal, &later_number).await, "closed", "nothing is to come of it, though days are left to be declared");
}

#[tokio::test]
async fn b14_two_dossiers_marked_as_relapses_of_each_other_are_calculated_all_the_same() {
    let portal = TestPortal::start().await;
    let [(_, earlier), (_, later)] = two_stops(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    mark(&mut handler, &later, "relapse", ("", &earlier)).await.must_say(&["Rechute du dossier"]);
    let columns = "id, claim_id, kind, on_day, of_claim, user_id, at";
    let back = "SELECT user_id, of_claim, kind, on_day, claim_id, user_id, at FROM stop_marks";
    portal.run(&format!("INSERT INTO stop_marks ({columns}) {back}")).await;
    for id in [&later, &earlier] {
        handler.get(&format!("/gestion/dossiers/{id}/paiements")).await.must_say(&["Jours payés"]);
    }
}

#[tokio::test]
async fn b14_b15_an_end_noted_by_mistake_is_taken_back_by_a_line_more_and_the_dossier_stands_where_it_stood() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.only_claim().await;
    let id = on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    assert!(!handler.get(&format!("/gestion/dossiers/{id}")).await.says("Retirer"), "there is nothing to be taken back");
    mark(&mut handler, &id, "ended", ("09/01/2026", "")).await.must_say(&["Arrêt terminé le 9 janvier 2026", "Retirer"]);
    assert_eq!(standing(&portal, &number).await, "closed");
    let stale = [("id", id.as_str()), ("version", "1"), ("kind", "ended")];
    assert_eq!(handler.post("/api/office_take_back_mark", &stale).await.status, 409, "it has changed since");
    let mut editor = portal.at_the_office(StaffRole::Editor).await;
    assert_eq!(editor.call("office_take_back_mark", &stale).await.status, 403);

    portal.advance(TimeDelta::minutes(1));
    let page = take_back(&mut handler, &id, "ended").await;
    assert_eq!(page.path, format!("/gestion/dossiers/{id}"));
    page.must_say(&["Payée", "Pauline Aubry a retiré la fin de l'arrêt ou la reprise notée par erreur"]);
    assert!(!page.says("Arrêt terminé le 9 janvier 2026"));
    assert_eq!(standing(&portal, &number).await, "paid");
    for kind in ["ended", "resumed", "relapse"] {
        assert_eq!(take_back(&mut handler, &id, kind).await.path, format!("/gestion/dossiers/{id}"), "{kind}: nothing holds any more");
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM stop_marks").await, 2, "both lines are kept");
    let noted = format!("SELECT COUNT(*) FROM audit WHERE action = 'stop_mark_taken_back' AND object = '{number}' AND detail = 'ended'");
    assert_eq!(portal.number(&noted).await, 1);
    let mut passed = portal.texts(&format!("SELECT detail FROM audit WHERE action = 'claim_passed' AND object = '{number}'")).await;
    passed.sort();
    assert_eq!(passed, ["closed > paid", "paid > closed"]);
    let told = claire.get(&format!("/dossiers/{number}")).await;
    told.must_say(&["Retiré : arrêt terminé le 9 janvier 2026", "noté par erreur, retiré le 12 mars 2026", "Prolonger mon dossier"]);
    assert!(!told.says("Aubry"), "nobody is named");
}

#[tokio::test]
async fn b14_a_dossier_stays_closed_as_long_as_something_else_closes_it() {
    let portal = TestPortal::start().await;
    let number = portal.signed_in(CLAIRE).await.only_claim().await;
    let id = on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    mark(&mut handler, &id, "ended", ("08/01/2026", "")).await;
    mark(&mut handler, &id, "resumed", ("10/01/2026", "")).await;
    portal.advance(TimeDelta::minutes(1));
    take_back(&mut handler, &id, "ended").await.must_say(&["Clôturée", "Travail repris le 10 janvier 2026"]);
    assert_eq!(standing(&portal, &number).await, "closed", "work was resumed all the same");
    portal.advance(TimeDelta::minutes(1));
    mark(&mut handler, &id, "ended", ("09/01/2026", "")).await.must_say(&["Arrêt terminé le 9 janvier 2026"]);
    portal.advance(TimeDelta::minutes(1));
    // As its member declared, too.
    let of_claim = format!("claim_id = (SELECT id FROM claims WHERE number = '{number}')");
    portal.run(&format!("UPDATE periods SET resumed_on = '2026-01-10' WHERE ends_on = '2026-01-09' AND {of_claim}")).await;
    take_back(&mut handler, &id, "resumed").await;
    take_back(&mut handler, &id, "ended").await.must_say(&["Clôturée"]);
    assert_eq!(standing(&portal, &number).await, "closed");
    assert_eq!(portal.number("SELECT COUNT(*) FROM stop_marks").await, 6);
}

#[tokio::test]
async fn b14_b13_nothing_is_taken_back_once_a_payment_arrived_since() {
    let portal = TestPortal::start().await;
    let number = portal.signed_in(CLAIRE).await.only_claim().await;
    let id = on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let version = mark(&mut handler, &id, "ended", ("09/01/2026", "")).await.field("version").unwrap();
    portal.advance(TimeDelta::minutes(1));
    handler.post("/api/office_take", &[("id", &id), ("version", &version)]).await.must_say(&["Ce dossier est à vous."]);
    portal.run("UPDATE claim_moves SET kind = 'paid' WHERE kind = 'taken'").await;
    let page = handler.get(&format!("/gestion/dossiers/{id}")).await;
    page.must_say(&["Arrêt terminé le 9 janvier 2026", "Un paiement est arrivé depuis"]);
    assert!(!page.links().contains(&"/api/office_take_back_mark".to_owned()), "there is nothing to be pressed in vain");
    take_back(&mut handler, &id, "ended").await.must_say(&["Arrêt terminé le 9 janvier 2026", "Un paiement est arrivé depuis"]);
    assert_eq!(standing(&portal, &number).await, "closed");
    assert_eq!(portal.number("SELECT COUNT(*) FROM stop_marks").await, 1);
}

#[tokio::test]
async fn b14_days_until_the_end_that_was_noted_may_be_declared_and_an_end_by_the_last_day_covered_closes() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.only_claim().await;
    let id = on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    for (day, noted, stands) in
        [("11/01/2026", "11 janvier 2026", "paid"), ("09/01/2026", "9 janvier 2026", "closed"), ("10/01/2026", "10 janvier 2026", "paid")]
    {
        mark(&mut handler, &id, "ended", (day, "")).await.must_say(&[&format!("Arrêt terminé le {noted}")]);
        assert_eq!(standing(&portal, &number).await, stands, "{day}");
        let told = claire.get(&format!("/dossiers/{number}")).await;
        told.must_say(&[&format!("Arrêt terminé le {noted}")]);
        assert_eq!(told.says("Prolonger mon dossier"), stands == "paid", "{day}");
        portal.advance(TimeDelta::minutes(1));
    }
}

#[tokio::test]
async fn b14_b12_a_dossier_that_waits_for_its_payment_is_open_again_once_what_closed_it_is_taken_back() {
    let portal = TestPortal::start().await;
    let (_, number, id) = yann(&portal).await;
    // As its member declared, too.
    let of_claim = format!("claim_id = (SELECT id FROM claims WHERE number = '{number}')");
    portal.run(&format!("UPDATE periods SET resumed_on = '2026-01-13' WHERE ends_on = '2026-01-12' AND {of_claim}")).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    mark(&mut handler, &id, "resumed", ("13/01/2026", "")).await.must_say(&["Clôturée"]);
    assert_eq!(standing(&portal, &number).await, "closed");
    portal.advance(TimeDelta::minutes(1));
    take_back(&mut handler, &id, "resumed").await.must_say(&["Acceptée"]);
    assert_eq!(standing(&portal, &number).await, "accepted", "its member reads what is to come");
}
