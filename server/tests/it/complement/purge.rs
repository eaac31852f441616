//! What was given and never sent goes by itself, and what was sent is kept (G-2, G-4).
use super::{asked, good, id_of, judge::judge};
use crate::support::{CLAIRE, Sent, TestPortal};
use backend::{
    complement::{Judged, Judgement},
    demo::PASSWORD,
};
use chrono::TimeDelta;
use domain::access::StaffRole;

#[tokio::test]
async fn g2_what_was_given_and_never_sent_goes_with_its_member_and_what_was_sent_is_kept() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    for item in asked.items(&mut browser).await {
        assert_eq!(judge(&portal, &asked, &item, Judgement::Refuse(None, "Coupé.".to_owned())).await, Judged::Noted);
    }
    asked.answer(&mut browser, 0, "cannot_get", "Le service de paie est fermé.").await;
    asked.deposit(&mut browser, 1, &[Sent::new("entier.pdf", &good())]).await;
    asked.deposit(&mut browser, 1, &[Sent::new("vide.pdf", b"")]).await.must_say(&["entier.pdf", "vide.pdf"]);
    let files = portal.stored_files().len();

    assert_eq!(browser.post("/api/close_account", &[("current", PASSWORD)]).await.path, "/connexion");
    portal.advance(TimeDelta::days(8));
    assert_eq!(portal.backend.purge(false).await.unwrap().accounts, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE name IN ('entier.pdf', 'vide.pdf')").await, 0);
    assert!(portal.stored_files().len() < files, "its file too");
    assert_eq!(portal.number("SELECT COUNT(*) FROM complement_items WHERE note IS NOT NULL OR answer IS NOT NULL").await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE name = 'piece.pdf' AND item_id IS NOT NULL").await, 2);
    let came =
        portal.at_the_office(StaffRole::Handler).await.get(&format!("/gestion/dossiers/{}", id_of(&portal, &asked.claim).await)).await;
    came.must_say(&["Claire Moreau", &asked.number, "Refusé"]);
}

#[tokio::test]
async fn g4_what_was_given_and_never_sent_goes_after_a_year_and_what_was_sent_stays() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    for item in asked.items(&mut browser).await {
        assert_eq!(judge(&portal, &asked, &item, Judgement::Refuse(None, "Coupé.".to_owned())).await, Judged::Noted);
    }
    asked.deposit(&mut browser, 0, &[Sent::new("jamais.pdf", &good())]).await;
    asked.answer(&mut browser, 1, "cannot_get", "Le service de paie est fermé.").await;
    portal.advance(TimeDelta::days(364));
    assert_eq!(portal.backend.purge(false).await.unwrap().deposits, 0, "not before its day");
    portal.advance(TimeDelta::days(1));
    let (kept, files) = ("SELECT COUNT(*) FROM attachments WHERE name = 'jamais.pdf'", portal.stored_files().len());
    assert_eq!(portal.backend.purge(true).await.unwrap().deposits, 2, "counted");
    assert_eq!((portal.number(kept).await, portal.stored_files().len()), (1, files), "counting deletes nothing");
    assert_eq!(portal.backend.purge(false).await.unwrap().deposits, 2);
    assert_eq!(portal.number(kept).await, 0);
    assert!(portal.stored_files().len() < files, "its file too");
    assert_eq!(portal.number("SELECT COUNT(*) FROM complement_items WHERE note IS NOT NULL OR answer IS NOT NULL").await, 0);
    let sent = "SELECT COUNT(*) FROM attachments WHERE name = 'piece.pdf' AND item_id IS NOT NULL";
    assert_eq!(portal.number(sent).await, 2, "what was sent is kept");
    let mut browser = portal.browser();
    browser.sign_in(CLAIRE, "").await;
    browser.get(&asked.path()).await.must_say(&["Refusé", "Document refusé : Coupé.", "Documents reçus : 0 sur 2"]);
    assert_eq!(portal.backend.purge(false).await.unwrap().deposits, 0, "once");
}

#[tokio::test]
async fn g2_g4_what_was_given_and_never_sent_stays_as_long_as_its_dossier_is_held() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    asked.deposit(&mut browser, 0, &[Sent::new("jamais.pdf", &good())]).await;
    portal.backend.hold_claim(&asked.claim, true).await.unwrap();
    browser.post("/api/close_account", &[("current", PASSWORD)]).await;
    let kept = "SELECT COUNT(*) FROM attachments WHERE name = 'jamais.pdf'";
    portal.advance(TimeDelta::days(8));
    assert_eq!(portal.backend.purge(false).await.unwrap().accounts, 1);
    assert_eq!(portal.number(kept).await, 1, "its member is erased");
    portal.advance(TimeDelta::days(365));
    assert_eq!((portal.backend.purge(false).await.unwrap().deposits, portal.number(kept).await), (0, 1), "a year later");
    portal.backend.hold_claim(&asked.claim, false).await.unwrap();
    assert_eq!((portal.backend.purge(false).await.unwrap().deposits, portal.number(kept).await), (1, 0));
}
