//! Whose a dossier is (B-2): taking it, handing it over, giving it back; two at once, and whoever comes too late.
use super::desk::queue;
use crate::support::{Browser, CLAIRE, Page, TestPortal, attribute};
use chrono::TimeDelta;
use domain::access::{StaffRole, StaffRoles};

/// A browser of a second person who works on dossiers.
pub(super) async fn colleague(portal: &TestPortal) -> Browser {
    let email = portal.staff(StaffRole::Supervisor).login;
    let roles: StaffRoles = [StaffRole::Supervisor, StaffRole::Handler].into_iter().collect();
    assert!(portal.backend.set_staff_roles(&email, roles).await.unwrap());
    portal.at_the_office(StaffRole::Supervisor).await
}

/// The dossier that has waited longest.
async fn oldest(portal: &TestPortal) -> String {
    queue(portal, None).await[0].id.to_string()
}

/// Presses that button of the dossier's page, seen in that version.
async fn press(browser: &mut Browser, act: &str, id: &str, version: &str) -> Page {
    browser.post(&format!("/api/office_{act}"), &[("id", id), ("version", version)]).await
}

async fn holders(portal: &TestPortal) -> i64 {
    portal.number("SELECT COUNT(*) FROM claims WHERE holder_id IS NOT NULL").await
}

#[tokio::test]
async fn b2_of_two_who_take_a_dossier_at_once_one_has_it_and_the_other_is_told_who() {
    let portal = TestPortal::start().await;
    let id = oldest(&portal).await;
    let (mut pauline, mut philippe) = (portal.at_the_office(StaffRole::Handler).await, colleague(&portal).await);
    let form = [("id", id.as_str()), ("version", "1")];
    let (one, other) = tokio::join!(pauline.post_once("/api/office_take", &form), philippe.post_once("/api/office_take", &form));
    let page = format!("/gestion/dossiers/{id}");
    let late = format!("{page}/conflit?version=1");
    let mut led = [one.location().unwrap(), other.location().unwrap()];
    led.sort();
    assert_eq!(led, [page.clone(), late.clone()]);
    let won = one.location() == Some(page.clone());
    let told = if won { philippe.get(&late).await } else { pauline.get(&late).await };
    assert_eq!(told.status, 409);
    let name = if won { "Pauline Aubry" } else { "Philippe Destouches" };
    told.must_say(&[
        "Ce dossier a changé",
        "Votre action n'a pas eu lieu",
        &format!("{name} a pris le dossier en charge"),
        "le 12 mars 2026 à 15 h 48",
    ]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM claim_moves WHERE kind = 'taken'").await, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'claim_moved' AND detail = 'taken'").await, 1);
    let seen = if won { philippe.get(&page).await } else { pauline.get(&page).await };
    seen.must_say(&[&format!("{name} a pris ce dossier en charge."), "Confier à"]);
    assert!(!seen.html().contains("/api/office_take") && !seen.html().contains("/api/office_release"), "not theirs to give back");
    assert_eq!(holders(&portal).await, 1);
}

#[tokio::test]
async fn b2_a_dossier_is_handed_over_and_given_back_and_each_step_is_kept_with_who_and_when() {
    let portal = TestPortal::start().await;
    let id = oldest(&portal).await;
    let (mut pauline, mut philippe) = (portal.at_the_office(StaffRole::Handler).await, colleague(&portal).await);
    press(&mut pauline, "take", &id, "1").await.must_say(&["Ce dossier est à vous.", "Remettre dans la file", "Philippe Destouches"]);
    press(&mut pauline, "take", &id, "1").await.must_say(&["Ce dossier est à vous."]);
    let page = pauline.get(&format!("/gestion/dossiers/{id}")).await.html();
    let to = attribute(&page[page.find("name=\"to\"").unwrap()..], "value").unwrap();
    portal.advance(TimeDelta::minutes(2));
    let hand_over = [("id", id.as_str()), ("version", "2"), ("to", to.as_str())];
    pauline.post("/api/office_hand_over", &hand_over).await.must_say(&["Philippe Destouches a pris ce dossier en charge."]);
    pauline.post("/api/office_hand_over", &hand_over).await.must_say(&["Philippe Destouches a pris ce dossier en charge."]);
    assert_eq!(press(&mut pauline, "release", &id, "3").await.status, 409, "not hers any more");
    let page = press(&mut philippe, "release", &id, "3").await;
    page.must_say_in_order(&[
        "Historique",
        "Pauline Aubry a pris le dossier en charge",
        "le 12 mars 2026 à 15 h 48",
        "Pauline Aubry a confié le dossier à Philippe Destouches",
        "le 12 mars 2026 à 15 h 50",
        "Philippe Destouches a remis le dossier dans la file",
    ]);
    page.must_say(&["Personne n'a pris ce dossier en charge.", "Prendre en charge"]);
    assert_eq!(portal.texts("SELECT kind FROM claim_moves ORDER BY version").await, ["taken", "handed_over", "released"]);
    assert_eq!(holders(&portal).await, 0);
}

#[tokio::test]
async fn b2_whoever_saw_an_older_version_changes_nothing_and_reads_what_the_member_did_meanwhile() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    let id = queue(&portal, None).await.into_iter().find(|line| line.number == number).unwrap().id.to_string();
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let version = handler.get(&format!("/gestion/dossiers/{id}")).await.field("version").unwrap();
    portal.run(&format!("UPDATE claims SET version = version + 1 WHERE number = '{number}'")).await;
    portal
        .run(&format!(
            "INSERT INTO claim_moves (claim_id, version, kind, at, user_id) SELECT c.id, c.version, 'sent', m.at, m.user_id \
             FROM claims c JOIN claim_moves m ON m.claim_id = c.id WHERE c.number = '{number}'"
        ))
        .await;
    let page = press(&mut handler, "take", &id, &version).await;
    assert_eq!(page.status, 409);
    page.must_say(&["Claire Moreau a transmis une demande", "Revoir le dossier"]);
    assert_eq!(handler.call("office_take", &[("id", &id), ("version", &version)]).await.status, 409, "whoever asks for data is told too");
    assert_eq!(holders(&portal).await, 0);
    let version = handler.get(&format!("/gestion/dossiers/{id}")).await.field("version").unwrap();
    press(&mut handler, "take", &id, &version).await.must_say(&["Ce dossier est à vous."]);
}

#[tokio::test]
async fn b2_the_next_dossier_is_the_oldest_that_nobody_has_and_never_the_same_for_two() {
    let portal = TestPortal::start().await;
    let waiting = queue(&portal, None).await;
    let (mut pauline, mut philippe) = (portal.at_the_office(StaffRole::Handler).await, colleague(&portal).await);
    let (one, other) = tokio::join!(pauline.post_once("/api/office_next", &[]), philippe.post_once("/api/office_next", &[]));
    let mut taken = [one.location().unwrap(), other.location().unwrap()];
    taken.sort();
    let mut expected = [0, 1].map(|at| format!("/gestion/dossiers/{}", waiting[at].id));
    expected.sort();
    assert_eq!(taken, expected);
    for _ in waiting.iter().skip(2) {
        pauline.post("/api/office_next", &[]).await.must_say(&["Ce dossier est à vous."]);
    }
    let page = pauline.post("/api/office_next", &[]).await;
    assert_eq!(page.path, "/gestion");
    page.must_say(&["Aucun dossier à prendre"]);
    assert_eq!(holders(&portal).await, i64::try_from(waiting.len()).unwrap());
}

#[tokio::test]
async fn b2_nobody_works_on_a_dossier_without_the_role_and_none_is_given_to_whoever_may_not() {
    let portal = TestPortal::start().await;
    let id = oldest(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let mut editor = portal.at_the_office(StaffRole::Editor).await;
    for act in ["take", "release"] {
        let call = editor.call(&format!("office_{act}"), &[("id", &id), ("version", "1")]).await;
        assert_eq!(call.status, 403, "{act}");
    }
    press(&mut handler, "take", &id, "1").await.must_say(&["Personne d'autre ne peut traiter ce dossier pour le moment."]);
    for to in ["", "x", "00000000-0000-0000-0000-000000000000"] {
        let call = handler.call("office_hand_over", &[("id", &id), ("version", "2"), ("to", to)]).await;
        assert_eq!(call.status, 404, "{to}");
    }
    // A colleague who is no handler any more when the form arrives.
    let mut philippe = colleague(&portal).await;
    let to = handler.get(&format!("/gestion/dossiers/{id}")).await.elements("option").join(" ").split('"').nth(1).unwrap().to_owned();
    let alone: StaffRoles = [StaffRole::Supervisor].into_iter().collect();
    assert!(portal.backend.set_staff_roles(&portal.staff(StaffRole::Supervisor).login, alone).await.unwrap());
    assert_eq!(handler.call("office_hand_over", &[("id", &id), ("version", "2"), ("to", &to)]).await.status, 404);
    assert_eq!(philippe.call("office_release", &[("id", &id), ("version", "2")]).await.status, 403);
    for (id, version) in [("x", "1"), (id.as_str(), "x"), (id.as_str(), ""), ("00000000-0000-0000-0000-000000000000", "1")] {
        assert_eq!(handler.call("office_release", &[("id", id), ("version", version)]).await.status, 404, "{id} {version}");
    }
    let draft = portal.signed_in("41305518").await.only_claim().await;
    portal.run(super::desk::ALL_WAIT).await;
    let draft = queue(&portal, None).await.into_iter().find(|line| line.number == draft).unwrap().id.to_string();
    assert_eq!(handler.call("office_take", &[("id", &draft), ("version", "1")]).await.status, 404, "it was never sent");
}
