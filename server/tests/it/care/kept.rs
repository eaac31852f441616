//! What is kept of a claim: in the archive of its member, and when they or the days have gone (D-18, G-1, G-2).
use super::{JOSEE, MYLENE, Typed, claim, dentist, press};
use crate::{complement::status, support::TestPortal};
use backend::demo::PASSWORD;
use chrono::TimeDelta;
use serde_json::Value;
use std::io::{Cursor, Read};

#[tokio::test]
async fn g1_d18_the_archive_holds_the_expenses_sent_and_typed() {
    let portal = TestPortal::of("collective").await;
    let mut josee = portal.signed_in(JOSEE).await;
    let number = josee.only_claim().await;
    let second = claim(&mut josee).await;
    press(&mut josee, &second, "save", Typed { paid: "x", ..dentist("03/03/2026", "") }).await;
    josee.post("/api/ask_export", &[]).await;
    let link = portal.deliver().await.last().unwrap().link();
    let page = josee.post_once("/compte/donnees/archive", &[("token", link.trim_start_matches("/lien/"))]).await;
    let mut zip = zip::ZipArchive::new(Cursor::new(page.bytes)).unwrap();
    let mut text = String::new();
    zip.by_name("donnees.json").unwrap().read_to_string(&mut text).unwrap();
    let data: Value = serde_json::from_str(&text).unwrap();
    let of = |wanted: &str| data["dossiers"].as_array().unwrap().iter().find(|claim| claim["numero"] == wanted).unwrap();
    let sent = &of(&number)["demandes"][0];
    assert_eq!((sent["nature"].as_str(), &sent["periodes"]), (Some("Réclamation de soins de santé"), &serde_json::json!([])));
    let expense = &sent["depenses"][1];
    assert_eq!((expense["nature"].as_str(), expense["pour"].as_str()), (Some("Soins paramédicaux"), Some("Mon fils Noé")));
    assert_eq!(expense["rembourse_ailleurs"], serde_json::json!({ "centimes": 4_000, "montant": "40,00\u{a0}$" }));
    let typed = &of(&second)["brouillon"]["depenses_saisies"][0];
    assert_eq!((typed["soin_le"].as_str(), typed["paye"].as_str()), (Some("03/03/2026"), Some("x")), "as typed, wrong or not");
    let request = sent["numero"].as_str().unwrap();
    assert!(zip.by_name(&format!("{number}-preuve-{request}.pdf")).is_ok());
    assert!(zip.by_name("mes-donnees.pdf").is_ok());
}

#[tokio::test]
async fn g2_d18_leaving_erases_what_was_written_and_keeps_what_was_sent() {
    let portal = TestPortal::of("collective").await;
    let kept = portal.signed_in(JOSEE).await.only_claim().await;
    let gone = portal.signed_in(MYLENE).await.only_claim().await;
    for login in [JOSEE, MYLENE] {
        let mut browser = portal.signed_in(login).await;
        assert_eq!(browser.post("/api/close_account", &[("current", PASSWORD)]).await.path, "/connexion");
    }
    portal.advance(TimeDelta::days(8));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(status(&portal, &kept).await, "in_review");
    assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM claims WHERE number = '{gone}'")).await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM requests WHERE form LIKE '%Rose%'").await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM requests WHERE form LIKE '%Noé%'").await, 1);
}

#[tokio::test]
async fn d18_a_draft_nobody_touches_goes_after_its_time() {
    let portal = TestPortal::of("collective").await;
    let number = portal.signed_in(MYLENE).await.only_claim().await;
    portal.advance(TimeDelta::days(400));
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM claims WHERE number = '{number}'")).await, 0);
}
