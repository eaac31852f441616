//! What the steps of a request ask of the database (P6, performance): what they show, and nothing of the dossier's course.
use crate::{
    dossier::uuid,
    support::{Browser, CLAIRE, TestPortal, counted},
};

/// As many requests were sent for one dossier here, each with a period and a file.
const SENT: u128 = 28;

/// How often the documents step and the period step ask the database, from the session on.
async fn queries(browser: &mut Browser, number: &str) -> [usize; 2] {
    let mut asked = [0; 2];
    for (step, asked) in ["justificatifs", "periode"].into_iter().zip(&mut asked) {
        let (page, queries) = counted(browser.get_once(&format!("/dossiers/{number}/demande/{step}"))).await;
        assert_eq!(page.status, 200, "{step}");
        *asked = queries;
    }
    asked
}

/// Writes requests that were sent for that dossier: rows with their period, and a copy of the file of the draft.
async fn many_sent(portal: &TestPortal, number: &str) {
    let claim = format!("(SELECT id FROM claims WHERE number = '{number}')");
    let draft = format!("(SELECT id FROM requests WHERE state = 'draft' AND claim_id = {claim})");
    let at = "'2025-12-01T10:00:00+00:00'";
    let same = "kind, bytes, sha256, pages, scan, file_key, wrapped_key, created_at, acknowledged_at";
    for n in 1..=SENT {
        let id = uuid(portal, n);
        let request = format!("{id}, {claim}, 'prolongation', 'accepted', 'Y-{n}', 1, '{{}}', {id}, {at}, {at}, {at}");
        let period = format!("{id}, {id}, {claim}, '2025-11-{n:02}', '2025-11-{n:02}', 'CPAM', FALSE, 'accepted'");
        let copy = format!("SELECT {id}, {id}, 'piece-{n}.pdf', {same} FROM attachments WHERE request_id = {draft}");
        let of_request = "id, claim_id, kind, state, number, version, form, idempotency_key, created_at, saved_at, sent_at";
        portal.run(&format!("INSERT INTO requests ({of_request}) VALUES ({request})")).await;
        let of_period = "id, request_id, claim_id, starts_on, ends_on, payer, gap_confirmed, state";
        portal.run(&format!("INSERT INTO periods ({of_period}) VALUES ({period})")).await;
        portal.run(&format!("INSERT INTO attachments (id, request_id, name, {same}) {copy}")).await;
    }
}

#[tokio::test]
async fn p6_the_documents_and_the_period_step_take_few_queries_and_no_more_with_many_requests() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    let before = queries(&mut claire, &number).await;
    let [documents, periods] = before;
    assert!(periods > 1 && periods < documents, "they are counted: {before:?}");
    assert!(documents <= 14 && periods <= 12, "{before:?}");
    many_sent(&portal, &number).await;
    let file = claire.call("claim", &[("number", &number)]).await.json();
    let sent = file["claim"]["requests"].as_array().unwrap().iter();
    let copied = sent.filter(|request| request["files"][0]["name"].as_str().is_some_and(|name| name.starts_with("piece-")));
    assert_eq!(u128::try_from(copied.count()).unwrap(), SENT, "they are read");
    assert_eq!(queries(&mut claire, &number).await, before);
}
