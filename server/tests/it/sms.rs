//! SMS over a real HTTP conversation, with a gateway of our own in the process (X-8; issue: messages out), and where messages stand.
use crate::support::{CLAIRE, Page, TestPortal};
use axum::{Json, Router, extract::State, http::HeaderMap, routing::post};
use backend::{
    demo::PASSWORD,
    outbox::{Delivery, mail::MailArm, sms::SmsArm},
};
use chrono::TimeDelta;
use domain::day::Day;
use http::StatusCode;
use serde_json::Value;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::net::TcpListener;

const NEW: &str = "Trois chèvres sur un toit 7";
const TEXT: &str = "Relais Démo : votre mot de passe a changé. Si ce n'est pas vous, appelez-nous tout de suite au 01 99 00 56 78.";
/// Longer than any answer on this machine takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A gateway that answers with that status, or never.
#[derive(Clone)]
struct Gateway {
    address: String,
    answer: Arc<Mutex<Option<StatusCode>>>,
    heard: Arc<Mutex<Vec<(HeaderMap, Value)>>>,
}

impl Gateway {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/messages", listener.local_addr().unwrap());
        let gateway = Self { address, answer: Arc::new(Mutex::new(Some(StatusCode::ACCEPTED))), heard: Arc::default() };
        let router = Router::new().route("/messages", post(hear)).with_state(gateway.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        gateway
    }

    fn set(&self, answer: Option<StatusCode>) {
        *self.answer.lock().unwrap() = answer;
    }

    fn heard(&self) -> Vec<(HeaderMap, Value)> {
        self.heard.lock().unwrap().clone()
    }

    fn arm(&self, patience: Duration) -> SmsArm {
        SmsArm::gateway(&self.address, "secret-token", patience).unwrap()
    }
}

async fn hear(State(gateway): State<Gateway>, headers: HeaderMap, Json(sms): Json<Value>) -> StatusCode {
    gateway.heard.lock().unwrap().push((headers, sms));
    let answer = *gateway.answer.lock().unwrap();
    match answer {
        Some(status) => status,
        None => std::future::pending().await,
    }
}

/// Changes Claire's password, who has no address but a mobile number.
async fn change(portal: &TestPortal) -> Page {
    portal.run("UPDATE users SET email = NULL WHERE login_name = '40821176'").await;
    let mut browser = portal.signed_in(CLAIRE).await;
    browser.post("/api/change_password", &[("current", PASSWORD), ("new", NEW), ("again", NEW)]).await
}

/// State, number of tries and kind of failure of the one message.
async fn stands(portal: &TestPortal) -> String {
    portal.texts("SELECT state || ' ' || attempts || ' ' || COALESCE(reason, '-') FROM outbox").await.remove(0)
}

/// How many messages stand where.
async fn counted(portal: &TestPortal) -> Vec<String> {
    let state = portal.backend.outbox_state().await.unwrap();
    state.counts.iter().map(|one| format!("{} {} {}", one.channel, one.state.as_str(), one.messages)).collect()
}

#[tokio::test]
async fn x8_q8_whoever_has_no_address_is_told_of_a_changed_password_by_sms() {
    let portal = TestPortal::start().await;
    change(&portal).await.must_say(&["Votre mot de passe est modifié", "Un SMS vous le confirme."]);
    assert!(portal.deliver().await.is_empty(), "no mail");
    assert_eq!(portal.sms(), [("+33639981234".to_owned(), TEXT.to_owned())]);
    for word in ["http", "Claire", "Moreau", CLAIRE, NEW] {
        assert!(!TEXT.contains(word), "{word}");
    }
    portal.deliver().await;
    assert_eq!(portal.sms().len(), 1, "once");
}

#[tokio::test]
async fn x8_whoever_has_neither_address_nor_mobile_number_changes_it_all_the_same() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE users SET mobile = '01 99 00 12 34' WHERE login_name = '40821176'").await;
    let page = change(&portal).await;
    page.must_say(&["Votre mot de passe est modifié", "Vos autres appareils sont déconnectés."]);
    assert!(!page.says("vous le confirme"), "{}", page.text());
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox").await, 0);
}

#[tokio::test]
async fn an_sms_is_posted_to_the_gateway_with_its_token_and_a_reference() {
    let gateway = Gateway::start().await;
    let portal = TestPortal::with_sms("demo", gateway.arm(PATIENCE)).await;
    change(&portal).await;
    portal.deliver().await;
    let heard = gateway.heard();
    assert_eq!(heard.len(), 1);
    let (headers, sms) = &heard[0];
    assert_eq!(headers["authorization"], "Bearer secret-token");
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!((sms["to"].as_str(), sms["text"].as_str()), (Some("+33639981234"), Some(TEXT)));
    assert_eq!(counted(&portal).await, ["sms sent 1"]);
    assert_eq!(sms["reference"].as_str().map(str::len), Some(36), "the same whenever it is tried again");
    assert_eq!(stands(&portal).await, "sent 1 -");
}

#[tokio::test]
async fn a_gateway_that_fails_is_tried_again_under_the_same_reference() {
    let gateway = Gateway::start().await;
    let portal = TestPortal::with_sms("demo", gateway.arm(PATIENCE)).await;
    change(&portal).await;
    for (tries, answer) in [(1, StatusCode::INTERNAL_SERVER_ERROR), (2, StatusCode::TOO_MANY_REQUESTS)] {
        gateway.set(Some(answer));
        portal.deliver().await;
        assert_eq!(stands(&portal).await, format!("queued {tries} unreachable"));
        portal.deliver().await;
        assert_eq!(gateway.heard().len(), tries, "not before its time");
        portal.advance(TimeDelta::hours(1));
    }
    gateway.set(Some(StatusCode::OK));
    portal.deliver().await;
    assert_eq!(stands(&portal).await, "sent 3 -");
    let references: Vec<String> = gateway.heard().iter().map(|(_, sms)| sms["reference"].to_string()).collect();
    assert!(references.len() == 3 && references.iter().all(|one| one == &references[0]), "{references:?}");
}

#[tokio::test]
async fn a_gateway_that_hears_and_never_answers_is_left_and_tried_again_later() {
    let gateway = Gateway::start().await;
    let portal = TestPortal::with_sms("demo", gateway.arm(Duration::from_millis(300))).await;
    gateway.set(None);
    change(&portal).await;
    portal.deliver().await;
    assert_eq!(stands(&portal).await, "queued 1 unreachable");
}

#[tokio::test]
async fn what_a_gateway_refuses_is_a_dead_letter_and_the_password_stays_changed() {
    let gateway = Gateway::start().await;
    let portal = TestPortal::with_sms("demo", gateway.arm(PATIENCE)).await;
    gateway.set(Some(StatusCode::BAD_REQUEST));
    change(&portal).await.must_say(&["Votre mot de passe est modifié"]);
    portal.deliver().await;
    assert_eq!(stands(&portal).await, "failed 1 refused");
    portal.advance(TimeDelta::days(2));
    portal.deliver().await;
    assert_eq!(gateway.heard().len(), 1, "a dead letter rests");
    let page = portal.browser().post("/api/sign_in", &[("login", CLAIRE), ("password", NEW)]).await;
    assert_eq!(page.path, "/");
}

#[tokio::test]
async fn b61_a_gateway_that_does_not_take_our_token_is_tried_again() {
    let gateway = Gateway::start().await;
    let portal = TestPortal::with_sms("demo", gateway.arm(PATIENCE)).await;
    change(&portal).await;
    for (tries, answer) in [(1, StatusCode::UNAUTHORIZED), (2, StatusCode::FORBIDDEN), (3, StatusCode::NOT_FOUND)] {
        gateway.set(Some(answer));
        portal.deliver().await;
        assert_eq!(stands(&portal).await, format!("queued {tries} unreachable"), "{answer}");
        portal.advance(TimeDelta::hours(1));
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM reach_tasks").await, 0, "the desk need not call yet");
    gateway.set(Some(StatusCode::OK));
    portal.deliver().await;
    assert_eq!(stands(&portal).await, "sent 4 -");
}

#[tokio::test]
async fn a_gateway_that_is_not_there_is_tried_ten_times() {
    let portal = TestPortal::with_sms("demo", SmsArm::gateway("http://127.0.0.1:1/messages", "t", PATIENCE).unwrap()).await;
    change(&portal).await;
    for _ in 0..12 {
        portal.deliver().await;
        portal.advance(TimeDelta::days(1));
    }
    assert_eq!(stands(&portal).await, "failed 10 unreachable");
}

#[tokio::test]
async fn b61_an_sms_that_is_put_back_at_night_leaves_in_the_morning() {
    let gateway = Gateway::start().await;
    let portal = TestPortal::with_sms("demo", gateway.arm(PATIENCE)).await;
    gateway.set(Some(StatusCode::UNAUTHORIZED));
    change(&portal).await;
    for _ in 0..10 {
        portal.deliver().await;
        portal.advance(TimeDelta::hours(6));
    }
    assert_eq!(stands(&portal).await, "failed 10 unreachable");
    gateway.set(Some(StatusCode::OK));
    // From 3 h 48 to 7 h 59 in Paris.
    portal.backend.put_back(Day::parse("2026-03-12").unwrap()).await.unwrap();
    portal.advance(TimeDelta::minutes(251));
    portal.deliver().await;
    assert_eq!(stands(&portal).await, "queued 0 -", "nobody is woken up");
    portal.advance(TimeDelta::minutes(1));
    portal.deliver().await;
    assert_eq!(stands(&portal).await, "sent 1 -");
}

#[tokio::test]
async fn without_a_gateway_sms_land_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let portal = TestPortal::with_sms("demo", SmsArm::Folder(folder.path().join("sms"))).await;
    change(&portal).await;
    portal.deliver().await;
    let files = crate::support::files_under(folder.path());
    assert_eq!(files.len(), 1, "{files:?}");
    assert_eq!(files[0].extension().unwrap(), "txt");
    assert_eq!(std::fs::read_to_string(&files[0]).unwrap(), format!("+33639981234\n\n{TEXT}\n"));
}

#[tokio::test]
async fn b61_where_messages_stand_is_told_by_kind_and_no_address_is() {
    let portal = TestPortal::with_mail("demo", MailArm::smtp("smtp://127.0.0.1:1").unwrap()).await;
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    assert_eq!(counted(&portal).await, ["mail waiting 1"]);
    portal.deliver().await;
    assert_eq!(counted(&portal).await, ["mail retrying 1"]);
    portal.run("UPDATE users SET email = 'no address' WHERE login_name = '40821176'").await;
    // In the evening: what is told by SMS waits for the morning, whichever of both queues is looked at first.
    portal.advance(TimeDelta::hours(6));
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    portal.deliver().await;
    assert_eq!(counted(&portal).await, ["mail retrying 1", "mail dead 1", "sms waiting 1"], "whoever gets no mail is told by SMS (Y-1)");

    let state = portal.backend.outbox_state().await.unwrap();
    let told =
        |stuck: &backend::outbox::Stuck| (stuck.state, stuck.attempts, stuck.reason.clone(), stuck.to.clone(), stuck.next_at.is_some());
    let (dead, retried) = (told(&state.stuck[0]), told(&state.stuck[1]));
    assert_eq!(dead, (Delivery::Dead, 1, "address".to_owned(), "…ss".to_owned(), false), "newest first");
    assert_eq!(retried, (Delivery::Retrying, 2, "unreachable".to_owned(), "m…@….example".to_owned(), true));
    let all = format!("{state}{}", serde_json::to_string(&state).unwrap());
    for word in ["membre", "courrier", "no address", CLAIRE, "token"] {
        assert!(!all.contains(word), "{word}: {all}");
    }
}
