//! A dossier as its member follows it: what to do next, the waiting period, who did what, when an answer is due (Y-3 … Y-5).
use crate::{
    complement,
    support::{Browser, CLAIRE, HUGO, Sent, TestPortal, YANN, days, fixture, folded},
};
use chrono::{Datelike, NaiveDate, TimeDelta};
use domain::access::StaffRole;

/// Hugo, with a first declaration of these days that he has sent.
pub async fn declared(portal: &TestPortal, first: &str, last: &str) -> (Browser, String) {
    let mut hugo = portal.signed_in(HUGO).await;
    let enrolment = hugo.call("home", &[]).await.json()["credits"][0]["enrolment"]["id"].as_str().unwrap().to_owned();
    let number = hugo.post("/api/declare", &[("enrolment", &enrolment)]).await.claim_number();
    hugo.post("/api/save_opening", &[("number", &number), ("guarantee", "work_incapacity"), ("origin", first)]).await;
    hugo.periods(&number, "next", &days(first, last)).await;
    hugo.upload(&number, &[Sent::new("decompte.pdf", &fixture("a04-plain.pdf"))]).await;
    let page = hugo.submit(&number).await;
    assert!(page.path.ends_with("/confirmation"), "{}", page.text());
    (hugo, number)
}

/// A portal whose members declare days to come.
async fn of_certificates() -> (TestPortal, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    let text = include_str!("../../insurers/demo.toml").replace("end_not_after_today", "start_not_after_today");
    std::fs::write(&file, text.replace("future_end_days = 0", "future_end_days = 60")).unwrap();
    (TestPortal::of(file.to_str().unwrap()).await, folder)
}

#[tokio::test]
async fn y3_the_member_reads_how_long_the_waiting_period_lasts_and_which_days_it_takes() {
    let portal = TestPortal::start().await;
    let (mut hugo, number) = declared(&portal, "01/03/2026", "10/03/2026").await;
    let page = hugo.get(&format!("/dossiers/{number}")).await;
    page.must_say_in_order(&[
        "Prochaine étape",
        "Nous étudions votre demande",
        "Encore 18 jours avant la prise en charge",
        "Début de l'arrêt, le 1er mars 2026",
        "Jour 12 sur 30",
        "Prise en charge dès le 31 mars 2026",
        "Ma prise en charge, jour par jour",
        "Du 1er au 10 mars 2026",
        "Franchise, 10 jours",
        "À déclarer, 1 jour",
        "Déclaration reçue",
        "par vous, demande PR-26-",
    ]);
    portal.advance(TimeDelta::days(20));
    let page = portal.signed_in(HUGO).await.get(&format!("/dossiers/{number}")).await;
    page.must_say(&["Franchise terminée", "du 1er au 30 mars 2026. Prise en charge dès le 31 mars 2026."]);
}

#[tokio::test]
async fn y3_y4_the_next_act_is_one_block_on_top_with_what_is_due_and_until_when() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.only_claim().await;
    let page = claire.get(&format!("/dossiers/{number}")).await;
    page.must_say_in_order(&[
        "Prochaine étape",
        "Déclarez la suite de votre arrêt",
        "Déclaré jusqu'au 9 janvier 2026.",
        "À déclarer au plus tard le 9 avril 2026.",
        "Ma prise en charge, jour par jour",
    ]);
    assert!(page.links().contains(&"#prolonger".to_owned()) && page.html().contains("id=\"prolonger\""));
    let mut yann = portal.signed_in(YANN).await;
    let number = yann.only_claim().await;
    let page = yann.get(&format!("/dossiers/{number}")).await;
    page.must_say_in_order(&[
        "Votre demande n'est pas encore transmise",
        "Reprendre ma demande",
        "Franchise, 30 jours",
        "Accepté, 30 jours",
    ]);
    assert_eq!(page.text().matches("Reprendre ma demande").count(), 1);
}

#[tokio::test]
async fn the_timeline_tells_who_did_what_and_names_nobody_of_the_desk() {
    let portal = TestPortal::start().await;
    let (mut claire, asked) = complement::asked(&portal).await;
    let page = claire.get(&format!("/dossiers/{}", asked.claim)).await;
    let by_service = format!("par le Service Assurance Relais Démo, envoi {}", asked.number);
    page.must_say(&["Vous avez un dossier à compléter.", "Documents à fournir : 2", &by_service, "À fournir"]);
    for place in [0, 1] {
        asked.deposit(&mut claire, place, &[Sent::new("piece.pdf", &complement::good())]).await;
    }
    asked.send(&mut claire, true).await;
    let item = asked.items(&mut claire).await.remove(1);
    let id = complement::id_of(&portal, &asked.claim).await.to_string();
    let version = complement::version(&portal, &asked.claim).await.to_string();
    let form = [
        ("id", id.as_str()),
        ("version", version.as_str()),
        ("item", item.as_str()),
        ("verdict", "refuse"),
        ("flaw", "unreadable"),
        ("reason", ""),
    ];
    portal.at_the_office(StaffRole::Handler).await.post("/api/office_judge_item", &form).await;
    let page = claire.get(&format!("/dossiers/{}", asked.claim)).await;
    page.must_say(&[
        &format!("par vous, envoi {}", asked.number),
        "Document refusé",
        "par le Service Assurance Relais Démo",
        "Document refusé : Ce document n'est pas lisible",
        "piece.pdf",
    ]);
    let desk = portal.backend.handlers().await.unwrap().remove(0);
    assert!(!page.says(&desk.family_name), "{}", page.text());
}

#[tokio::test]
async fn y4_reminders_leave_before_and_after_the_last_day_covered_once_each_and_tell_nothing_of_health() {
    let (portal, _folder) = of_certificates().await;
    declared(&portal, "01/03/2026", "31/03/2026").await;
    let count = "SELECT COUNT(*) FROM outbox WHERE template LIKE 'claim-prolong%'";
    let mut told = Vec::new();
    for _ in 0..30 {
        for _ in 0..2 {
            portal.backend.remind_of_prolongations().await.unwrap();
        }
        told.push(portal.number(count).await);
        portal.advance(TimeDelta::days(1));
    }
    // From 12 March on, for 31 March: a week before is day 12, two days before day 17, the day after day 20.
    let expected: Vec<i64> = (0..30).map(|day| i64::from(day >= 12) + i64::from(day >= 17) + i64::from(day >= 20)).collect();
    assert_eq!(told, expected);
    let mails = portal.deliver().await;
    let mails: Vec<_> = mails.iter().filter(|mail| folded(&mail.subject) == "Pensez à prolonger votre dossier").collect();
    assert_eq!(mails.len(), 3);
    let text = folded(&mails[0].text).to_lowercase();
    assert!(mails[0].to == "membre.40935520@courrier.example" && text.contains("au plus tard le 29 juin 2026"), "{text}");
    for word in ["arrêt", "travail", "malad", "santé", "médic", "indemn", "décompte", "hugo", "delattre", "d26-"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

#[tokio::test]
async fn s14_y4_nobody_is_reminded_of_days_that_they_may_not_declare_online() {
    let (portal, _folder) = of_certificates().await;
    declared(&portal, "01/03/2026", "16/03/2026").await;
    portal.advance(TimeDelta::days(2));
    let reminded = async |online: bool| {
        portal.run(&format!("UPDATE enrolments SET online_claims = {online}")).await;
        portal.backend.remind_of_prolongations().await.unwrap();
        portal.number("SELECT COUNT(*) FROM outbox WHERE template LIKE 'claim-prolong%'").await
    };
    assert_eq!((reminded(false).await, reminded(true).await), (0, 1));
}

#[tokio::test]
async fn y4_nobody_is_reminded_once_work_is_resumed_and_a_chosen_channel_is_used() {
    let (portal, _folder) = of_certificates().await;
    let (_, number) = declared(&portal, "01/03/2026", "16/03/2026").await;
    let of_claim = format!("claim_id = (SELECT id FROM claims WHERE number = '{number}')");
    portal.run(&format!("UPDATE users SET notices = 'sms' WHERE login_name = '{HUGO}'")).await;
    portal.advance(TimeDelta::days(2));
    portal.backend.remind_of_prolongations().await.unwrap();
    portal.deliver().await;
    let sms = portal.sms();
    assert!(sms.len() == 1 && folded(&sms[0].1).contains("pensez à prolonger votre dossier"), "{sms:?}");
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template LIKE 'claim-prolong%' AND channel = 'mail'").await, 0);
    portal.run(&format!("UPDATE periods SET resumed_on = '2026-03-17' WHERE {of_claim}")).await;
    portal.advance(TimeDelta::days(3));
    portal.backend.remind_of_prolongations().await.unwrap();
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template LIKE 'claim-prolong%'").await, 1);
    let page = portal.signed_in(HUGO).await.get(&format!("/dossiers/{number}")).await;
    assert!(!page.says("avant la prise en charge"), "nothing is paid of what ends while it waits");
}

/// A value of a column of ids.
pub fn uuid(portal: &TestPortal, n: u128) -> String {
    if portal.on_sqlite() { format!("X'{n:032x}'") } else { format!("CAST('{n:032x}' AS UUID)") }
}

/// Writes requests of that kind that were decided: when each was sent, and after how many days it was decided.
pub async fn decided(portal: &TestPortal, kind: &str, first: u128, all: &[(NaiveDate, i64)]) {
    let (mut claims, mut requests, mut decisions) = (Vec::new(), Vec::new(), Vec::new());
    for (n, (sent, took)) in (first..).zip(all) {
        let [claim, request, decision] = [1u128, 2, 3].map(|table| uuid(portal, (table << 64) + n));
        let (sent, at) = (format!("'{sent}T10:00:00+00:00'"), format!("'{}T10:00:00+00:00'", *sent + TimeDelta::days(*took)));
        let enrolment = "(SELECT id FROM enrolments ORDER BY contract_number LIMIT 1)";
        let handler = "(SELECT id FROM users ORDER BY login_name LIMIT 1)";
        claims.push(format!("({claim}, {enrolment}, 'X-{n}', 'work_incapacity', 'accepted', {sent}, {at}, 1)"));
        requests.push(format!("({request}, {claim}, '{kind}', 'accepted', 'Y-{n}', 1, '{{}}', {request}, {sent}, {sent}, {sent})"));
        decisions.push(format!("({decision}, {claim}, {request}, {handler}, {decision}, 'accepted', '', {at})"));
    }
    for (into, rows) in [
        ("claims (id, enrolment_id, number, guarantee, status, created_at, updated_at, version)", claims),
        ("requests (id, claim_id, kind, state, number, version, form, idempotency_key, created_at, saved_at, sent_at)", requests),
        ("decisions (id, claim_id, request_id, user_id, idempotency_key, outcome, letter, at)", decisions),
    ] {
        portal.run(&format!("INSERT INTO {into} VALUES {}", rows.join(", "))).await;
    }
}

/// « Jours ouvrés » as a calendar of that winter on paper counts them.
fn worked(sent: NaiveDate, took: i64) -> i64 {
    let holidays = ["2025-12-25", "2026-01-01"];
    let days = (1..=took).map(|n| sent + TimeDelta::days(n));
    let counted = days.filter(|day| day.weekday().number_from_monday() < 6 && !holidays.contains(&day.to_string().as_str())).count();
    i64::try_from(counted).unwrap().max(1)
}

/// Two hundred sendings of that winter, with the days until each decision.
fn winter() -> Vec<(NaiveDate, i64)> {
    let start = NaiveDate::from_ymd_opt(2025, 12, 1).unwrap();
    let mut state = 7_i64;
    let mut next = |under: i64| {
        state = (state * 16_807) % 2_147_483_647;
        state % under
    };
    (0..200).map(|_| (start + TimeDelta::days(next(60)), next(20))).collect()
}

#[tokio::test]
async fn y5_x8_whoever_has_no_address_hears_by_sms_that_the_answer_is_late_once_and_no_more_than_that() {
    let portal = TestPortal::start().await;
    let (_, number) = declared(&portal, "01/03/2026", "10/03/2026").await;
    decided(&portal, "initial", 1_000, &winter()).await;
    portal.backend.count_answers().await.unwrap();
    portal.run(&format!("UPDATE users SET email = NULL, mobile = '+33639984321' WHERE login_name = '{HUGO}'")).await;
    portal.advance(TimeDelta::days(60));
    for _ in 0..2 {
        portal.backend.tell_of_late_answers().await.unwrap();
        portal.deliver().await;
    }
    let sms = portal.sms();
    assert!(sms.len() == 1 && sms[0].0 == "+33639984321" && sms[0].1.contains("un nouveau message dans votre espace"), "{sms:?}");
    for word in ["Hugo", "Delattre", "retard", "demande", "arrêt", "http", &number] {
        assert!(!sms[0].1.contains(word), "{word}");
    }
}

#[tokio::test]
async fn y5_what_was_taken_up_again_took_as_long_as_it_waited_since() {
    let portal = TestPortal::start().await;
    // Received on a Monday, decided six weeks later; taken up again on the Thursday before.
    decided(&portal, "initial", 1_000, &[(NaiveDate::from_ymd_opt(2026, 1, 5).unwrap(), 42); 20]).await;
    let columns = "id, claim_id, request_id, user_id, outcome, letter, at, reopened_at, reopened_by, reason, idempotency_key";
    let times = "'2026-01-08T10:00:00+00:00', '2026-02-12T10:00:00+00:00'";
    let row = format!("id, claim_id, request_id, user_id, 'refused', '', {times}, user_id, '', id");
    portal.run(&format!("INSERT INTO reopened_decisions ({columns}) SELECT {row} FROM decisions")).await;
    portal.backend.count_answers().await.unwrap();
    assert_eq!(portal.number("SELECT CAST(days AS BIGINT) FROM answer_times").await, 2);
}

#[tokio::test]
async fn y5_b16_what_came_by_post_took_as_long_as_it_waited_since_it_came() {
    let portal = TestPortal::start().await;
    // Entered and decided on one Monday; received on the Monday two weeks before.
    decided(&portal, "initial", 1_000, &[(NaiveDate::from_ymd_opt(2026, 1, 19).unwrap(), 0); 20]).await;
    let days = async || {
        portal.backend.count_answers().await.unwrap();
        portal.number("SELECT CAST(days AS BIGINT) FROM answer_times").await
    };
    assert_eq!(days().await, 1, "the least there is");
    let row = "SELECT request_id, 'post', '2026-01-05', user_id, at FROM decisions";
    portal.run(&format!("INSERT INTO request_entries (request_id, channel, received_on, user_id, began_at) {row}")).await;
    assert_eq!(days().await, 10);
}

#[tokio::test]
async fn y5_the_answer_is_told_as_nine_out_of_ten_got_theirs_and_late_ones_are_apologised_for_once() {
    let portal = TestPortal::start().await;
    let (mut hugo, number) = declared(&portal, "01/03/2026", "10/03/2026").await;
    let path = format!("/dossiers/{number}");
    let all = winter();
    decided(&portal, "initial", 1_000, &all).await;
    decided(&portal, "prolongation", 5_000, &all[..19]).await;
    portal.backend.count_answers().await.unwrap();
    portal.backend.count_answers().await.unwrap();
    let took: Vec<i64> = all.iter().map(|(sent, took)| worked(*sent, *took)).collect();
    // The smallest number of days that at least nine tenths of them do not exceed.
    let nine = took.iter().copied().filter(|limit| took.iter().filter(|one| *one <= limit).count() >= 180).min().unwrap();
    assert_eq!(portal.number("SELECT CAST(days AS BIGINT) FROM answer_times").await, nine);
    let known = portal.texts("SELECT kind || ' ' || CAST(cases AS TEXT) FROM answer_times").await;
    assert_eq!(known, ["initial 200"], "nineteen prolongations are too few");

    // Sent on Thursday 12 March: no holiday before the answer.
    let sent = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
    let by = (1..100).find(|n| worked(sent, *n) == nine).unwrap();
    let text = format!("9 demandes sur 10 comme la vôtre reçoivent une réponse en {nine} jours ouvrés.");
    hugo.get(&path).await.must_say_in_order(&["Prochaine étape", "Réponse attendue au plus tard le", &text, "Vous n'avez rien à faire."]);
    let late = "SELECT COUNT(*) FROM outbox WHERE template = 'claim-late-mail' AND recipient LIKE '%40935520%'";
    portal.advance(TimeDelta::days(by));
    portal.backend.tell_of_late_answers().await.unwrap();
    assert_eq!(portal.number(late).await, 0, "the day itself is in time");
    for _ in 0..3 {
        portal.advance(TimeDelta::days(1));
        portal.backend.tell_of_late_answers().await.unwrap();
        assert_eq!(portal.number(late).await, 1);
    }
    portal.signed_in(HUGO).await.get(&path).await.must_say(&["Notre réponse prend du retard", "nous vous prions de nous excuser"]);
    let mails = portal.deliver().await;
    let mail = mails.iter().find(|mail| mail.to.contains("40935520") && folded(&mail.subject) == "Notre réponse prend du retard").unwrap();
    let text = folded(&mail.text).to_lowercase();
    for word in ["arrêt", "travail", "malad", "santé", "médic", "indemn", "décompte", "hugo", "delattre", "d26-"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    assert_eq!(
        portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'claim-late-mail' AND recipient LIKE '%41603372%'").await,
        0,
        "whoever is asked for documents is waited for"
    );
}
