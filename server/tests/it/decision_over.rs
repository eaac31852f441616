//! What a decision closes: a dossier whose stop is over, when nothing of it is to be paid (domain.md 4.3, B-10, B-11, B-14, C-30).
use crate::{
    decision::{Asked, INES, MOTIVE, asked, check, confirm, confirmation},
    support::{Page, TestPortal},
};
use domain::access::StaffRole;

/// Has the handler accept these days of Inès's request, after that change of rows about the dossier « NUMBER »; gives where her dossier is on
/// the desk, and the page that comes then.
async fn accept_ines(portal: &TestPortal, change: &str, days: &str, motive: &str) -> (Asked, Page) {
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asked = asked(portal, &mut handler, "Inès Carpentier").await;
    portal.run(&change.replace("NUMBER", &asked.number)).await;
    let page = check(&mut handler, &asked, "accept", days, motive, "").await;
    let done = confirm(&mut handler, &confirmation(&asked, &page)).await;
    done.must_say(&["La décision est enregistrée"]);
    (asked, done)
}

/// Where that dossier stands, and how it came there, in the order of the names of its states.
async fn passed(portal: &TestPortal, number: &str) -> (String, Vec<String>) {
    let mut passed = portal.texts(&format!("SELECT detail FROM audit WHERE action = 'claim_passed' AND object = '{number}'")).await;
    passed.sort();
    (portal.texts(&format!("SELECT status FROM claims WHERE number = '{number}'")).await.remove(0), passed)
}

#[tokio::test]
async fn b14_c30_a_dossier_whose_member_declared_to_be_back_at_work_is_closed_when_its_days_are_accepted() {
    let portal = TestPortal::start().await;
    let back = "UPDATE periods SET resumed_on = '2026-03-05' WHERE claim_id = (SELECT id FROM claims WHERE number = 'NUMBER')";
    let (asked, done) = accept_ines(&portal, back, "31/01/2026 - 04/03/2026", "").await;
    done.must_say(&["Clôturée", "Acceptée"]);
    let (status, passed) = passed(&portal, &asked.number).await;
    assert_eq!((status.as_str(), passed), ("closed", vec!["accepted > closed".to_owned(), "in_review > accepted".to_owned()]));
    let told = portal.signed_in(INES).await.get(&format!("/dossiers/{}", asked.number)).await;
    told.must_say(&["Décision : Acceptée", "Ce dossier est clôturé"]);
    assert!(!told.says("Prolonger mon dossier"));
}

#[tokio::test]
async fn b10_b14_days_refused_at_the_end_of_a_stop_may_be_declared_again_though_work_was_resumed() {
    let portal = TestPortal::start().await;
    let back = "UPDATE periods SET resumed_on = '2026-03-05' WHERE claim_id = (SELECT id FROM claims WHERE number = 'NUMBER')";
    let (asked, _) = accept_ines(&portal, back, "31/01/2026 - 28/02/2026", MOTIVE).await;
    assert_eq!(passed(&portal, &asked.number).await.0, "partly_accepted");
    portal.signed_in(INES).await.get(&format!("/dossiers/{}", asked.number)).await.must_say(&["Prolonger mon dossier"]);
}

#[tokio::test]
async fn b11_c30_a_dossier_is_closed_once_it_is_paid_for_as_long_as_the_contract_pays_and_not_a_day_before() {
    // 33 days are declared; while something of them is to be paid, their member does not read that all is over.
    for (most, cents, status) in [(33, 0, "closed"), (34, 0, "accepted"), (33, 9000, "accepted")] {
        let portal = TestPortal::start().await;
        portal.run(&format!("UPDATE loans SET instalment_cents = {cents}")).await;
        let terms = format!(
            "UPDATE enrolments SET waiting_period_days = 0, max_days = {most} \
             WHERE id = (SELECT enrolment_id FROM claims WHERE number = 'NUMBER')"
        );
        let (asked, _) = accept_ines(&portal, &terms, "31/01/2026 - 04/03/2026", "").await;
        assert_eq!(passed(&portal, &asked.number).await.0, status, "{most} days at most, {cents} cents each");
    }
}
