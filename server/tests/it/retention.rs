//! What the law has kept for years, and what a dispute keeps longer (G-4, S-8).
use crate::{
    binary::{run, told},
    complement::{id_of, somebody},
    support::{CLAIRE, PAUL, SOPHIE, TestPortal, YANN},
};
use backend::{BackendError, demo::PASSWORD};
use chrono::TimeDelta;
use domain::{
    access::StaffRole,
    claim::{Arrival, Way},
};
use sea_orm::ConnectionTrait;
use std::pin::pin;

/// Of every dossier that was sent: last worked on at the start, one payment that left with a file.
const PAID: [&str; 4] = [
    "UPDATE claims SET updated_at = '2026-03-12 14:48:00+00:00'",
    "INSERT INTO payments (id, number, claim_id, user_id, idempotency_key, total_cents, lines, created_at) \
     SELECT claims.id, 'RG-' || number, claims.id, user_id, claims.id, 12345, '[]', updated_at \
     FROM claims JOIN enrolments ON enrolments.id = enrolment_id WHERE status <> 'draft'",
    "INSERT INTO payment_steps (id, payment_id, state, user_id, detail, at) \
     SELECT id, id, 'exported', user_id, 'VI-' || number, created_at FROM payments",
    "INSERT INTO payment_files (id, number, user_id, payments, total_cents, contents, created_at) \
     SELECT id, 'VI-' || number, user_id, 1, total_cents, 'x', created_at FROM payments",
];

/// A portal of the demo, each of its dossiers paid.
async fn paid() -> TestPortal {
    let portal = TestPortal::start().await;
    for sql in PAID {
        portal.run(sql).await;
    }
    portal
}

/// Number of the member's one dossier.
async fn dossier(portal: &TestPortal, login: &str) -> String {
    let theirs = format!(
        "SELECT number FROM claims JOIN enrolments ON enrolments.id = enrolment_id JOIN users ON users.id = user_id \
         WHERE login_name = '{login}'"
    );
    portal.texts(&theirs).await.remove(0)
}

async fn count(portal: &TestPortal, from: &str) -> i64 {
    portal.number(&format!("SELECT COUNT(*) FROM {from}")).await
}

/// Purges as was counted before; gives dossiers and payments.
async fn purged(portal: &TestPortal) -> (u64, u64) {
    let counted = portal.backend.purge(true).await.unwrap();
    let gone = portal.backend.purge(false).await.unwrap();
    assert_eq!(gone, counted, "what is counted is what goes");
    (gone.claims, gone.payments)
}

/// Years of the calendar from the start on, with that many days more.
fn years(count: i64, days: i64) -> TimeDelta {
    TimeDelta::days(count * 365 + (count + 2) / 4 + days)
}

#[tokio::test]
async fn g4_a_dossier_that_is_over_goes_with_its_files_and_what_waits_or_is_held_stays() {
    let portal = paid().await;
    let (paul, sophie) = (dossier(&portal, PAUL).await, dossier(&portal, SOPHIE).await);
    portal.backend.hold_claim(&sophie, true).await.unwrap();
    portal.backend.hold_claim(&sophie, true).await.unwrap();
    portal.advance(years(5, -1));
    assert_eq!(purged(&portal).await, (0, 0), "not before its day");
    assert_eq!(count(&portal, &format!("claims WHERE number = '{paul}'")).await, 1);

    let undecided = "claims WHERE status IN ('in_review', 'complement_requested')";
    let (waiting, decided, files) = (count(&portal, undecided).await, count(&portal, "claims").await, portal.stored_files().len());
    portal.advance(TimeDelta::days(2));
    let (claims, payments) = purged(&portal).await;
    assert_eq!((i64::try_from(claims).unwrap(), payments), (decided - waiting - 1, 0), "all but those that wait and the held one");
    assert_eq!(count(&portal, undecided).await, waiting);
    assert_eq!(count(&portal, &format!("claims WHERE number IN ('{paul}', '{sophie}')")).await, 1);
    assert!(portal.stored_files().len() < files, "files go too");
    for (table, key) in [("attachments", "request_id"), ("periods", "request_id"), ("payment_steps", "payment_id")] {
        let parent = if key == "request_id" { "requests" } else { "payments" };
        assert_eq!(count(&portal, &format!("{table} WHERE {key} NOT IN (SELECT id FROM {parent})")).await, 0, "{table}");
    }
    assert_eq!(count(&portal, "audit WHERE action = 'claim_purged'").await, i64::try_from(claims).unwrap());
    assert_eq!(purged(&portal).await, (0, 0), "once");

    let mut member = portal.signed_in(PAUL).await;
    assert_eq!(member.get(&format!("/dossiers/{paul}")).await.status, 404);
    assert_eq!(member.get("/dossiers").await.status, 200, "whoever is still a member has no dossier now");
    let mut member = portal.signed_in(SOPHIE).await;
    let page = member.get(&format!("/dossiers/{sophie}")).await;
    let file = page.links().into_iter().find(|link| link.contains("/fichiers/")).unwrap();
    assert_eq!((page.status, member.get(&file).await.status), (200, 200), "held, and its files are read");
}

#[tokio::test]
async fn g4_b16_a_dossier_that_is_over_stays_while_the_desk_enters_a_request_into_it() {
    let portal = TestPortal::start().await;
    let number = dossier(&portal, CLAIRE).await;
    let there = format!("claims WHERE number = '{number}'");
    let (handler, id) = (somebody(&portal, StaffRole::Handler).await, id_of(&portal, &number).await);
    portal.advance(years(5, 1));
    let arrival = Arrival { way: Way::Post, received_on: portal.backend.today() };
    portal.backend.open_entry(&handler, id, arrival).await.unwrap();
    purged(&portal).await;
    assert_eq!((count(&portal, &there).await, count(&portal, "request_entries").await), (1, 1), "what is being entered is not lost");
    portal.backend.drop_entry(&handler, id).await.unwrap();
    purged(&portal).await;
    assert_eq!(count(&portal, &there).await, 0, "nothing is being written in it any more");
}

#[tokio::test]
async fn g4_b12_a_dossier_of_which_a_payment_is_still_to_leave_stays() {
    let portal = paid().await;
    let paul = dossier(&portal, PAUL).await;
    let his = format!("payment_id IN (SELECT id FROM payments WHERE number = 'RG-{paul}')");
    portal.run(&format!("UPDATE payment_steps SET state = 'approved' WHERE {his}")).await;
    portal.advance(years(5, 1));
    assert!(purged(&portal).await.0 > 0);
    assert_eq!(count(&portal, &format!("payment_steps WHERE {his}")).await, 1, "he is still owed it");
    portal.run(&format!("UPDATE payment_steps SET state = 'exported' WHERE {his}")).await;
    assert_eq!(purged(&portal).await, (1, 0));
    assert_eq!(count(&portal, &format!("kept_payments WHERE claim_number = '{paul}'")).await, 1);
}

#[tokio::test]
async fn g4_accounts_keep_what_was_paid_for_ten_years_and_a_hold_keeps_it_longer() {
    let portal = paid().await;
    let (paul, sophie) = (dossier(&portal, PAUL).await, dossier(&portal, SOPHIE).await);
    let of = |number: &str| format!("kept_payments WHERE claim_number = '{number}' AND total_cents = 12345 AND state = 'exported'");
    let left_with = |number: &str| format!("payment_files WHERE number = 'VI-RG-{number}'");
    portal.backend.hold_claim(&sophie, true).await.unwrap();
    portal.advance(years(5, 1));
    purged(&portal).await;
    assert_eq!((count(&portal, &of(&paul)).await, count(&portal, &of(&sophie)).await), (1, 0), "the sum stays, without its dossier");
    assert_eq!(count(&portal, &format!("payments WHERE number = 'RG-{sophie}'")).await, 1, "as it was");
    portal.backend.hold_claim(&paul, true).await.unwrap();
    let unknown = portal.backend.hold_claim("D26-999999-1", true).await;
    assert!(matches!(unknown, Err(BackendError::NotFound)), "{unknown:?}");

    portal.advance(years(10, -1) - years(5, 1));
    assert_eq!(purged(&portal).await.1, 0, "not before its day");
    portal.advance(TimeDelta::days(2));
    assert!(purged(&portal).await.1 > 0);
    assert_eq!(count(&portal, "kept_payments").await, 1, "the held one");
    for number in [&paul, &sophie] {
        assert_eq!(count(&portal, &left_with(number)).await, 1, "with the file that it left with");
    }
    for number in [&paul, &sophie] {
        portal.backend.hold_claim(number, false).await.unwrap();
    }
    assert_eq!(purged(&portal).await, (1, 4), "two sums and two files");
    assert_eq!(count(&portal, "kept_payments").await + count(&portal, &left_with(&paul)).await, 0);
    assert_eq!(count(&portal, "audit WHERE action IN ('legal_hold_put', 'legal_hold_lifted')").await, 4);
}

#[tokio::test]
async fn s8_g4_what_a_member_accepted_outlives_their_erasure_until_its_day_and_so_does_their_name() {
    let portal = TestPortal::of("prevoyance").await;
    let mut claire = portal.signed_in(CLAIRE).await;
    claire
        .get("/compte/supprimer")
        .await
        .must_say(&["La preuve que vous avez accepté les conditions, avec votre nom, jusqu'au 12 mars 2031"]);
    claire.post("/api/close_account", &[("current", PASSWORD)]).await;
    portal.advance(TimeDelta::days(8));
    assert_eq!(portal.backend.purge(false).await.unwrap().accounts, 1);
    let hers = "terms_acceptances JOIN users ON users.id = user_id WHERE family_name = 'Moreau' AND given_name = 'Claire'";
    let (kept, all) = (count(&portal, hers).await, count(&portal, "terms_acceptances").await);
    assert!(kept > 0 && all > kept);
    assert_eq!(count(&portal, "users WHERE family_name = 'Moreau' AND birth_date IS NULL AND email IS NULL").await, 1, "no more than that");
    portal.advance(years(5, -1) - TimeDelta::days(8));
    let purged = portal.backend.purge(false).await.unwrap();
    assert_eq!((purged.acceptances, purged.names, count(&portal, hers).await), (0, 0, kept), "not before its day");
    portal.advance(TimeDelta::days(2));
    let counted = portal.backend.purge(true).await.unwrap();
    assert_eq!((i64::try_from(counted.acceptances).unwrap(), counted.names), (kept, 1));
    assert_eq!(count(&portal, hers).await, kept, "counting deletes nothing");
    assert_eq!(portal.backend.purge(false).await.unwrap(), counted);
    assert_eq!(count(&portal, "users WHERE family_name = 'Moreau'").await, 0);
    assert_eq!(count(&portal, "terms_acceptances").await, all - kept, "whoever uses the portal keeps theirs");
}

#[tokio::test]
async fn g2_g4_s8_with_the_last_dossier_goes_who_its_member_was_unless_it_is_held() {
    let portal = paid().await;
    let accepted = "INSERT INTO terms_acceptances (id, user_id, version, text_sha256, at) SELECT id, id, '1', 'x', created_at FROM users";
    portal.run(&format!("{accepted} WHERE login_name IN ('{PAUL}', '{SOPHIE}')")).await;
    let sophie = dossier(&portal, SOPHIE).await;
    let named = "users WHERE family_name <> '' AND login_name LIKE 'erased:%'";
    for login in [PAUL, SOPHIE] {
        let mut member = portal.signed_in(login).await;
        member.get("/compte/supprimer").await.must_say(&["vos paiements, jusqu'au 12 mars 2036 au plus tard"]);
        member.post("/api/close_account", &[("current", PASSWORD)]).await;
    }
    portal.advance(TimeDelta::days(8));
    portal.backend.purge(false).await.unwrap();
    let keys = count(&portal, "member_keys").await;
    assert_eq!((count(&portal, named).await, count(&portal, "terms_acceptances").await), (2, 2));
    portal.backend.hold_claim(&sophie, true).await.unwrap();
    portal.advance(years(6, 0));
    let purged = portal.backend.purge(false).await.unwrap();
    assert_eq!((purged.acceptances, purged.names), (1, 1));
    assert_eq!((count(&portal, named).await, count(&portal, "terms_acceptances").await), (1, 1), "hers are held");
    assert_eq!(count(&portal, "member_keys").await, keys - 1);
    assert_eq!(count(&portal, "enrolments WHERE user_id NOT IN (SELECT user_id FROM member_keys)").await, 0, "nor are their contracts");
    portal.backend.hold_claim(&sophie, false).await.unwrap();
    let purged = portal.backend.purge(false).await.unwrap();
    assert_eq!((purged.claims, purged.acceptances, purged.names), (1, 1, 1));
    assert_eq!((count(&portal, named).await, count(&portal, "member_keys").await), (0, keys - 2));
}

#[tokio::test]
async fn g2_g4_what_a_member_was_writing_in_a_held_dossier_stays_when_they_are_erased() {
    let portal = TestPortal::start().await;
    let yann = dossier(&portal, YANN).await;
    let written = format!("requests WHERE state = 'draft' AND claim_id IN (SELECT id FROM claims WHERE number = '{yann}')");
    portal.backend.hold_claim(&yann, true).await.unwrap();
    portal.signed_in(YANN).await.post("/api/close_account", &[("current", PASSWORD)]).await;
    portal.advance(TimeDelta::days(8));
    assert_eq!(portal.backend.purge(false).await.unwrap().accounts, 1);
    assert_eq!(count(&portal, &written).await, 1);
    portal.advance(TimeDelta::days(366));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(count(&portal, &written).await, 1);
    portal.backend.hold_claim(&yann, false).await.unwrap();
    portal.backend.purge(false).await.unwrap();
    assert_eq!(count(&portal, &written).await, 0);
}

#[tokio::test]
async fn g4_the_purge_waits_for_whoever_writes_in_a_dossier_and_holds_none_of_its_requests_meanwhile() {
    let portal = TestPortal::start().await;
    let yann = dossier(&portal, YANN).await;
    let written = format!("requests WHERE state = 'draft' AND claim_id IN (SELECT id FROM claims WHERE number = '{yann}')");
    assert_eq!(count(&portal, &written).await, 1);
    portal.advance(TimeDelta::days(400));
    let lock = if portal.on_sqlite() { "" } else { " FOR UPDATE" };
    let under = format!("SELECT id FROM enrolments WHERE id IN (SELECT enrolment_id FROM claims WHERE number = '{yann}')");
    let held = portal.hold(&format!("{under}{lock}")).await;
    let mut purging = pin!(portal.backend.purge(false));
    let waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while !portal.on_sqlite() && portal.number(waiting).await == 0 {
        assert!(futures::poll!(purging.as_mut()).is_pending(), "whoever holds the contract comes first");
    }
    // As whoever saves does: a request that the purge held would be waited for by both.
    let saved = written.replacen("requests WHERE", "requests SET saved_at = '2027-04-16 14:48:00+00:00' WHERE", 1);
    held.execute_unprepared(&format!("UPDATE {saved}")).await.unwrap();
    held.commit().await.unwrap();
    purging.await.unwrap();
    assert_eq!(count(&portal, &written).await, 1, "it was saved a moment ago");
}

#[tokio::test]
async fn g4_an_operator_holds_a_dossier_and_lifts_the_hold() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").to_str().unwrap().to_owned();
    assert!(run(&["migrate", "--demo", "--data", &data]).status.success());
    let database = sea_orm::Database::connect(format!("sqlite://{data}/relais.db")).await.unwrap();
    let number = "SELECT number FROM claims WHERE status = 'refused'";
    let row = sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, number);
    let row = database.query_one_raw(row).await.unwrap().unwrap();
    let number: String = row.try_get_by_index(0).unwrap();
    let holds = "SELECT COUNT(*) FROM legal_holds";
    for (more, held) in [(&[][..], 1), (&["--lift"][..], 0)] {
        let output = run(&[&["hold", &number, "--demo", "--data", &data][..], more].concat());
        assert!(output.status.success(), "{}", told(&output));
        assert_eq!(crate::support::number(&database, holds).await, held);
    }
    let output = run(&["hold", "D26-999999-1", "--demo", "--data", &data]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("D26-999999-1: no dossier that was sent has that number"), "{}", told(&output));
}
