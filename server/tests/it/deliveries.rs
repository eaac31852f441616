//! « Mails et SMS »: every message with where it stands, as people of the office see it; first what is to be done (B-61).
use crate::support::{CLAIRE, Page, TestPortal};
use backend::{BackendError, outbox::mail::MailArm};
use domain::{access::StaffRole, account::Staff, delivery::DeliveryFilter};
use std::collections::BTreeSet;

const LIST: &str = "/gestion/messages";
const MAILBOX: &str = "membre.40821176@courrier.example";

#[tokio::test]
async fn b61_staff_see_what_waits_is_tried_again_or_was_given_up_and_of_addresses_a_trace_only() {
    // Nobody listens there.
    let portal = TestPortal::with_mail("demo", MailArm::smtp("smtp://127.0.0.1:1").unwrap()).await;
    let mut admin = portal.at_the_office(StaffRole::TenantAdmin).await;
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    admin.get(LIST).await.must_say(&["Mails et SMS", "À traiter", "Tous les messages sont partis"]);
    assert!(supervisor.get("/gestion/compte").await.links().iter().any(|link| link == LIST), "it is in their menu");
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    let page = admin.get(LIST).await;
    page.must_say_in_order(&["Mails : En attente", "1", "m…@….example", "En attente du premier envoi", "Aucun essai"]);
    portal.deliver().await;
    let page = supervisor.get(LIST).await;
    page.must_say_in_order(&[
        "m…@….example",
        "Nouvel essai prévu (essais : 1)",
        "Le service d'envoi ne répond pas",
        "12 mars 2026 à 15 h 49",
    ]);
    portal.run("UPDATE outbox SET state = 'failed', attempts = 10, reason = 'refused'").await;
    let page = supervisor.get(LIST).await;
    page.must_say_in_order(&["Mails : Abandonnés", "1", "Abandonné (essais : 10)", "Refusé par le destinataire", "Aucun"]);
    let data = admin.call("office_deliveries", &[]).await;
    for secret in [MAILBOX, "40821176", "/lien/"] {
        assert!(!page.html().contains(secret) && !data.html().contains(secret), "{secret}");
    }
    portal.run("UPDATE outbox SET state = 'sent'").await;
    admin.get(LIST).await.must_say(&["Tous les messages sont partis"]);
}

#[tokio::test]
async fn b61_the_list_goes_on_page_by_page_and_tells_each_message_once() {
    let portal = TestPortal::start().await;
    let (id, at) = (if portal.on_sqlite() { "randomblob(16)" } else { "gen_random_uuid()" }, "2026-03-12T14:00:00+00:00");
    let columns = "id, channel, recipient, template, params, state, attempts, next_at, created_at, dedup_key";
    for n in 0..120 {
        let state = if n % 2 == 0 { "failed" } else { "queued" };
        let values = format!("{id}, 'mail', 'essai-{n}@b.example', 'x', '{{}}', '{state}', 3, '{at}', '{at}', 'essai-{n}'");
        portal.run(&format!("INSERT INTO outbox ({columns}) VALUES ({values})")).await;
    }
    let person = portal.backend.handlers().await.unwrap().remove(0);
    let staff = |role| Staff { person: person.clone(), roles: [role].into_iter().collect(), second_step: true };
    let (mut seen, mut pages, mut after) = (BTreeSet::new(), 0, None);
    loop {
        let page = portal.backend.deliveries(&staff(StaffRole::TenantAdmin), DeliveryFilter::Open, after).await.unwrap();
        pages += 1;
        seen.extend(page.lines.into_iter().map(|line| line.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!((seen.len(), pages), (120, 3));
    for filter in DeliveryFilter::ALL {
        let handler = portal.backend.deliveries(&staff(StaffRole::Handler), filter, None).await;
        assert!(matches!(handler, Err(BackendError::NotFound)), "not theirs");
    }
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    let next = supervisor.get(LIST).await.links().into_iter().find(|link| link.contains("apres=")).unwrap();
    let rows = |page: &Page| page.elements("tr").len();
    assert_eq!(rows(&supervisor.get(&next).await), 51, "with the heads");
    assert_eq!(rows(&supervisor.get(&format!("{LIST}?apres=x")).await), 51, "what is no place is the beginning");
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    assert_eq!(handler.get(LIST).await.status, 403);
    assert!(!handler.get("/gestion").await.links().iter().any(|link| link == LIST));
}

#[tokio::test]
async fn b61_every_message_is_listed_with_its_state_and_tries_page_by_page_and_what_is_to_be_done_comes_first() {
    let portal = TestPortal::start().await;
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    let all = format!("{LIST}?etat=tous");
    portal.run("DELETE FROM outbox").await;
    supervisor.get(&all).await.must_say(&["Aucun message n'a été écrit"]);
    portal.browser().post("/api/send_help", &[("lost", "password"), ("name", CLAIRE)]).await;
    portal.deliver().await;
    supervisor.get(LIST).await.must_say(&["Tous les messages sont partis"]);
    let page = supervisor.get(&all).await;
    page.must_say_in_order(&["À traiter", "Tous les messages", "Parti le", "m…@….example", "Parti (essais : 1)", "12 mars 2026 à 15 h 48"]);
    assert!(!page.says("Aucun essai"), "{}", page.text());
    let data = supervisor.call("office_deliveries", &[("state", "tous")]).await;
    for secret in [MAILBOX, "40821176", "/lien/", "recovery-mail"] {
        assert!(!page.html().contains(secret) && !data.html().contains(secret), "{secret}");
    }

    let (id, at) = (if portal.on_sqlite() { "randomblob(16)" } else { "gen_random_uuid()" }, "2026-03-12T14:00:00+00:00");
    let columns = "id, channel, recipient, template, params, state, attempts, next_at, created_at, dedup_key";
    for n in 0..120 {
        let state = if n % 4 == 0 { "failed" } else { "sent" };
        let values = format!("{id}, 'sms', '+336399812{n:02}', 'x', '{{}}', '{state}', 2, '{at}', '{at}', 'essai-{n}'");
        portal.run(&format!("INSERT INTO outbox ({columns}) VALUES ({values})")).await;
    }
    let (mut told, mut next) = (0, Some(all));
    while let Some(path) = next {
        let page = supervisor.get(&path).await;
        told += page.elements("tr").len() - 1;
        next = page.links().into_iter().find(|link| link.contains("apres="));
        assert!(next.iter().all(|link| link.starts_with(&format!("{LIST}?etat=tous&apres="))), "{next:?}");
    }
    assert_eq!(i64::try_from(told).unwrap(), portal.number("SELECT COUNT(*) FROM outbox").await, "each once");
    assert_eq!(supervisor.get(LIST).await.elements("tr").len() - 1, 30, "those that were given up");
    if portal.on_sqlite() {
        let order = "created_at <= '2026-03-12' ORDER BY created_at DESC, id DESC LIMIT 51";
        let plan = portal.plan(&format!("SELECT * FROM outbox WHERE {order}")).await;
        assert!(plan.contains("outbox_written"), "{plan}");
    }
}
