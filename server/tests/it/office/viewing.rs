//! Seeing a member's pages as the member does (B-54); what every function and file answers meanwhile, rights.rs tells.
use super::{
    desk::{on_the_desk, queue},
    roles,
};
use crate::{
    complement::{Asked, good, id_of},
    support::{Browser, CLAIRE, Sent, TestPortal},
};
use chrono::TimeDelta;
use domain::access::StaffRole;

const BANNER: &str = "Vous voyez l'espace de Claire Moreau, en lecture seule.";

/// Claire's dossier: its number, and where it is on the desk.
async fn claires(portal: &TestPortal) -> (String, String) {
    let number = portal.signed_in(CLAIRE).await.only_claim().await;
    let id = on_the_desk(portal, &number).await;
    (number, id)
}

/// A handler who sees Claire's pages.
async fn seeing(portal: &TestPortal, id: &str) -> Browser {
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let page = handler.post("/api/office_begin_view", &[("id", id), ("reason", "asked")]).await;
    assert_eq!((page.status, page.path.as_str()), (200, "/"), "{}", page.text());
    handler
}

#[tokio::test]
async fn b54_the_members_pages_are_seen_for_a_reason_with_a_banner_on_each_and_an_end() {
    let portal = TestPortal::start().await;
    let (number, id) = claires(&portal).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let asking = format!("/gestion/dossiers/{id}/voir-comme");
    handler.get(&asking).await.must_say(&["en lecture seule", "Ne sont pas affichés", "15 minutes", "L'assuré demande de l'aide"]);
    for odd in ["", "curiosity"] {
        let page = handler.post("/api/office_begin_view", &[("id", &id), ("reason", odd)]).await;
        assert_eq!(page.path, asking);
        page.must_say(&["Choisissez un motif"]);
    }
    assert_eq!(handler.get("/dossiers").await.status, 403);
    for _ in 0..2 {
        let page = handler.post("/api/office_begin_view", &[("id", &id), ("reason", "asked")]).await;
        assert_eq!(page.path, "/");
        page.must_say(&[BANNER, "le 12 mars 2026 à 16 h 03", "Arrêter et revenir au dossier"]);
    }
    let dossier = format!("/dossiers/{number}");
    for path in ["/dossiers", &dossier, "/aide/questions"] {
        let page = handler.get(path).await;
        assert_eq!((page.status, page.path.as_str()), (200, path));
        page.must_say(&[BANNER]);
        assert!(!page.html().contains("<script") && !page.html().contains("href=\"/compte"), "{path}");
    }
    let refused = handler.post("/api/prolong", &[("number", &number)]).await;
    assert_eq!((refused.status, refused.path.as_str()), (403, "/erreur/interdit"));
    refused.must_say(&[BANNER, "Rien n'a été modifié."]);
    assert_eq!(handler.get("/gestion").await.path, "/gestion", "the desk stays open beside it");

    let page = handler.post("/api/office_end_view", &[]).await;
    assert_eq!(page.path, format!("/gestion/dossiers/{id}"));
    assert_eq!(handler.get("/").await.path, "/gestion");
    assert_eq!(handler.get(&dossier).await.status, 403);
    assert_eq!(handler.post("/api/office_end_view", &[]).await.path, "/gestion", "there is nothing more to end");

    let noted = |action: &str| format!("SELECT COUNT(*) FROM audit WHERE action = '{action}' AND actor IS NOT NULL");
    assert_eq!(portal.number(&noted("member_viewed")).await, 1, "two clicks are one");
    assert_eq!(portal.number(&noted("member_view_ended")).await, 1);
    assert_eq!(portal.number(&noted("member_page_viewed")).await, 4, "home twice, the list, the dossier");
    let told = portal.signed_in(CLAIRE).await.get(&dossier).await;
    told.must_say(&["Votre espace a été affiché par nos services, en lecture seule, parce que vous demandiez de l'aide"]);
    assert_eq!(told.text().matches("Votre espace a été affiché").count(), 1);
    assert!(!told.says("Aubry"), "nobody is named");
}

#[tokio::test]
async fn b54_another_reason_for_what_is_seen_already_is_kept_and_told_too() {
    let portal = TestPortal::start().await;
    let (number, id) = claires(&portal).await;
    let mut handler = seeing(&portal, &id).await;
    portal.advance(TimeDelta::minutes(5));
    for _ in 0..2 {
        let page = handler.post("/api/office_begin_view", &[("id", &id), ("reason", "fault")]).await;
        assert_eq!(page.path, "/");
        page.must_say(&[BANNER, "le 12 mars 2026 à 16 h 08"]);
    }
    let mut reasons = portal.texts("SELECT detail FROM audit WHERE action = 'member_viewed'").await;
    reasons.sort();
    assert_eq!(reasons, ["asked", "fault"], "two clicks are one");
    let told = portal.signed_in(CLAIRE).await.get(&format!("/dossiers/{number}")).await;
    told.must_say(&["parce que vous demandiez de l'aide", "parce que quelque chose ne fonctionnait pas"]);
    assert_eq!(told.text().matches("Votre espace a été affiché").count(), 2);
    handler.post("/api/office_end_view", &[]).await;
    assert_eq!(handler.get("/").await.path, "/gestion", "nothing is seen beside it");
}

#[tokio::test]
async fn b54_it_ends_by_itself_with_the_role_and_is_that_sessions_alone() {
    let portal = TestPortal::start().await;
    let (_, id) = claires(&portal).await;
    let mut handler = seeing(&portal, &id).await;
    portal.advance(TimeDelta::minutes(10));
    assert_eq!(handler.get("/dossiers").await.status, 200, "reading does not put its end off");
    let mut elsewhere = portal.at_the_office(StaffRole::Handler).await;
    assert_eq!(elsewhere.get("/dossiers").await.status, 403, "another device of the same person sees nothing");
    portal.advance(TimeDelta::minutes(5));
    assert_eq!(handler.get("/dossiers").await.status, 403);
    assert_eq!(handler.get("/").await.path, "/gestion");

    portal.advance(TimeDelta::minutes(1));
    let mut handler = seeing(&portal, &id).await;
    let email = portal.staff(StaffRole::Handler).login;
    assert!(portal.backend.set_staff_roles(&email, roles(&[StaffRole::Editor])).await.unwrap());
    assert_eq!(handler.get("/dossiers").await.status, 403);
}

#[tokio::test]
async fn b54_only_the_fitting_role_sees_and_only_members_whose_dossier_is_on_the_desk() {
    let portal = TestPortal::start().await;
    let (_, id) = claires(&portal).await;
    let begin = |id: &str| [("id", id.to_owned()), ("reason", "fault".to_owned())];
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let draft = queue(&portal, None).await.into_iter().find(|line| line.member == "Lucie Arnaud").unwrap().id.to_string();
    for odd in [draft.as_str(), "x", "00000000-0000-0000-0000-000000000000"] {
        let form = begin(odd);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(handler.post("/api/office_begin_view", &form).await.status, 404, "{odd}");
    }
    for role in [StaffRole::Editor, StaffRole::Medical, StaffRole::Supervisor] {
        let mut other = portal.at_the_office(role).await;
        assert_eq!(other.call("office_begin_view", &[("id", &id), ("reason", "fault")]).await.status, 403, "{role:?}");
        assert_eq!(other.get("/dossiers").await.status, 403);
    }
    portal.advance(TimeDelta::seconds(30));
    let mut handler = seeing(&portal, &id).await;
    portal.run("UPDATE users SET closed = TRUE WHERE login_name = '40821176'").await;
    assert_eq!(handler.get("/dossiers").await.status, 403, "whoever left is seen no more");
}

#[tokio::test]
async fn b4_b54_of_a_medical_paper_is_seen_that_it_came_and_of_what_is_not_sent_yet_nothing() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    claire.submit(&number).await;
    let asked = Asked::of(&portal, &number, &["certificat_medical"]).await;
    asked.deposit(&mut claire, 0, &[Sent::new("irm-lombaire.pdf", &good())]).await.must_say(&["irm-lombaire.pdf"]);
    let file = asked.read(&mut claire).await["items"][0]["file"]["id"].as_str().unwrap().to_owned();
    let id = id_of(&portal, &number).await.to_string();
    let mut handler = seeing(&portal, &id).await;
    let dossier = format!("/dossiers/{number}");
    for sent in [false, true] {
        if sent {
            asked.send(&mut claire, true).await;
        }
        for path in [&dossier, &asked.path()] {
            let page = handler.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            page.must_say(&[BANNER, "Certificat médical"]);
            page.must_not_warn();
            assert!(!page.html().contains("irm-lombaire") && !page.html().contains(&file), "{path}, sent: {sent}");
        }
        assert_eq!(handler.get(&format!("{dossier}/fichiers/{file}")).await.status, 403);
    }
    claire.get(&dossier).await.must_say(&["irm-lombaire.pdf"]);
}
