//! What the desk notes of a stop: its end, the return to work, a relapse that binds two dossiers (B-14).
use super::desk::{on_the_desk, queue};
use crate::support::{Browser, CLAIRE, Page, TestPortal};
use chrono::TimeDelta;
use domain::access::StaffRole;

/// Notes that, on the version that the dossier's page shows.
async fn mark(handler: &mut Browser, id: &str, kind: &str, (day, of): (&str, &str)) -> Page {
    let version = handler.get(&format!("/gestion/dossiers/{id}")).await.field("version").unwrap();
    handler.post("/api/office_mark_stop", &[("id", id), ("version", &version), ("kind", kind), ("day", day), ("of", of)]).await
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
    let lines = |page: Page| page.json()["owed"]["lines"].as_array().unwrap().len();
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
