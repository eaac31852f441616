//! What the desk asks for, who may, and how the dossier stands in its queue (M-1, B-1, B-2, B-4, B-6).
use super::{Asked, ask, asked, desk, good, id_of, key, somebody, status, under_review, version};
use crate::{
    office::desk::queue,
    oversight::stored,
    support::{CLAIRE, SOPHIE, Sent, TestPortal, folded},
};
use backend::complement::{Asked as Outcome, Judged, Judgement};
use chrono::TimeDelta;
use domain::{access::StaffRole, complement::Ask, id::ItemId};

#[tokio::test]
async fn b6_c31_m1_asking_moves_the_dossier_is_noted_and_mails_nothing_of_health() {
    let portal = TestPortal::start().await;
    let (_, asked) = asked(&portal).await;
    assert_eq!(status(&portal, &asked.claim).await, "complement_requested");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'complement_asked'").await, 1);
    let rows = portal.texts("SELECT params FROM outbox WHERE template = 'complement-mail'").await;
    assert_eq!(rows.len(), 1);
    let mails = portal.deliver().await;
    let mail = mails.iter().find(|mail| folded(&mail.subject) == "Votre dossier est à compléter").unwrap();
    assert_eq!(mail.to, "membre.40821176@courrier.example");
    assert!(folded(&mail.text).contains("Connectez-vous à votre espace"), "{}", mail.text);
    assert!(folded(&mail.text).contains("au plus tard le 2 avril 2026"), "the day itself counts: {}", mail.text);
    let all = format!("{} {} {}", mail.subject, mail.text, rows[0]).to_lowercase();
    for word in ["arrêt", "travail", "malad", "santé", "médic", "indemn", "décompte", "claire", "moreau", &asked.claim.to_lowercase()] {
        assert!(!all.contains(word), "{word}: {all}");
    }
}

#[tokio::test]
async fn b60_documents_complete_the_request_that_waits_and_none_that_was_decided_before() {
    let portal = TestPortal::start().await;
    let (_, claim) = under_review(&portal).await;
    let of = format!("claim_id = (SELECT id FROM claims WHERE number = '{claim}')");
    let waiting = portal.texts(&format!("SELECT number FROM requests WHERE {of} AND state = 'sent'")).await;
    let later = stored(portal.backend.now() + TimeDelta::hours(1));
    portal.run(&format!("UPDATE requests SET sent_at = '{later}' WHERE {of} AND sent_at IS NOT NULL AND state <> 'sent'")).await;
    let decided = format!("SELECT COUNT(*) FROM requests WHERE {of} AND state <> 'sent' AND sent_at IS NOT NULL");
    assert!(portal.number(&decided).await > 0 && waiting.len() == 1);
    ask(&portal, &claim, &["rib"]).await;
    let completed = "SELECT requests.number FROM complements JOIN requests ON requests.id = complements.request_id";
    assert_eq!(portal.texts(&format!("{completed} WHERE complements.{of}")).await, waiting);
}

#[tokio::test]
async fn y8_what_is_asked_said_and_answered_is_sealed() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    asked.answer(&mut browser, 0, "cannot_get", "Le service de paie est fermé.").await;
    let kept = portal.texts("SELECT card || COALESCE(note, '') || COALESCE(reason, '') FROM complement_items").await.join(" ");
    for plain in ["RIB", "compte", "rib", "paie", "titulaire"] {
        assert!(!kept.contains(plain), "{plain}");
    }
}

#[tokio::test]
async fn b2_b6_two_desks_at_once_ask_once() {
    let portal = TestPortal::start().await;
    let (_, number) = under_review(&portal).await;
    let both = futures::future::join(Box::pin(ask(&portal, &number, &["rib"])), Box::pin(ask(&portal, &number, &["avis_arret"]))).await;
    let under = [&both.0, &both.1].into_iter().filter(|one| matches!(one, Outcome::Under(_))).count();
    assert_eq!(under, 1, "{both:?}");
    assert_eq!(portal.number("SELECT COUNT(*) FROM complements WHERE state = 'open'").await, 2, "with the demonstration's own");
    let nothing = Ask { cards: Vec::new(), due: portal.backend.today() };
    let (desk, id) = (desk(&portal).await, id_of(&portal, &number).await);
    let late = portal.backend.ask_complement(&desk, id, 1, key(&portal), &nothing);
    assert_eq!(late.await.unwrap(), Outcome::Stale);
}

#[tokio::test]
async fn b1_b4_only_a_handler_asks_and_judges_and_what_is_medical_is_not_theirs_to_judge() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = under_review(&portal).await;
    let id = id_of(&portal, &number).await;
    let nothing = Ask { cards: Vec::new(), due: portal.backend.today() };
    let asked = Asked::of(&portal, &number, &["certificat_medical", "rib"]).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    let items: Vec<ItemId> = asked.items(&mut browser).await.iter().map(|item| item.parse().unwrap()).collect();
    // In the order of the catalogue.
    let (rib, medical) = (items[0], items[1]);
    for role in StaffRole::ALL {
        let staff = somebody(&portal, role).await;
        let allowed = |who: StaffRole| if role == who { Ok(Judged::Noted) } else { Err(()) };
        let now = version(&portal, &number).await;
        let judged = portal.backend.judge_item(&staff, id, now, medical, &Judgement::Accept).await;
        assert_eq!(judged.map_err(|_| ()), allowed(StaffRole::Medical), "{role:?}");
        let now = version(&portal, &number).await;
        let judged = portal.backend.judge_item(&staff, id, now, rib, &Judgement::Accept).await;
        assert_eq!(judged.map_err(|_| ()), allowed(StaffRole::Handler), "{role:?}");
        if role != StaffRole::Handler {
            assert!(portal.backend.ask_complement(&staff, id, 1, key(&portal), &nothing).await.is_err(), "{role:?}");
        }
    }
    let refused = portal.signed_in(SOPHIE).await.only_claim().await;
    let (other, now) = (id_of(&portal, &refused).await, version(&portal, &refused).await);
    assert!(portal.backend.judge_item(&desk(&portal).await, other, now, rib, &Judgement::Accept).await.is_err(), "of another dossier");
}

#[tokio::test]
async fn b1_b7_a_dossier_keeps_its_place_in_the_queue_while_it_waits_for_documents_and_after_they_came() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = under_review(&portal).await;
    let id = id_of(&portal, &number).await;
    let since = async || {
        queue(&portal, None).await.into_iter().find(|line| line.id == id).map(|line| (line.since, line.status.as_str(), line.news))
    };
    let (arrived, ..) = since().await.unwrap();
    portal.backend.look_at_claim(&desk(&portal).await, id).await.unwrap();
    portal.advance(TimeDelta::minutes(5));
    let asked = Asked::of(&portal, &number, &["rib"]).await;
    assert_eq!(since().await, Some((arrived, "complement_requested", false)));
    asked.deposit(&mut browser, 0, &[Sent::new("rib.pdf", &good())]).await;
    asked.send(&mut browser, true).await;
    assert_eq!(since().await, Some((arrived, "in_review", true)), "a document came");
}

#[tokio::test]
async fn b6_nothing_is_asked_for_where_nothing_is_looked_into() {
    let portal = TestPortal::start().await;
    for login in [CLAIRE, SOPHIE] {
        let number = portal.signed_in(login).await.only_claim().await;
        assert_eq!(ask(&portal, &number, &["rib"]).await, Outcome::NotNow, "{login}");
    }
}

#[tokio::test]
async fn m1_b6_g3_nothing_is_asked_of_whoever_has_left_and_the_desk_reads_why() {
    let portal = TestPortal::start().await;
    let (_, number) = under_review(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = format!("/gestion/dossiers/{}", id_of(&portal, &number).await);
    let shown = handler.get(&format!("{page}/documents")).await;
    portal.run("UPDATE users SET closed = TRUE WHERE login_name = '40821176'").await;
    assert_eq!(ask(&portal, &number, &["rib"]).await, Outcome::MemberLeft);
    let [id, version, key] = ["id", "version", "key"].map(|name| shown.field(name).unwrap());
    let form = [("id", id.as_str()), ("version", version.as_str()), ("key", key.as_str()), ("cards[]", "rib")];
    let told = handler.post("/api/office_ask_documents", &form).await;
    told.must_say(&["Rien n'a été enregistré : l'assuré a fermé son espace", "Répondez-lui par courrier ou par téléphone"]);
    assert!(!told.links().contains(&format!("{page}/documents")));
    handler.get(&format!("{page}/documents")).await.must_say(&["Rien ne peut être demandé ici : l'assuré a fermé son espace"]);
    assert_eq!(status(&portal, &number).await, "in_review");
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'complement-mail'").await, 0);
}
