//! « Valider » and what comes of it (C-27 … C-29).
use super::first_enrolment;
use crate::{
    office::desk::on_the_desk,
    support::{Browser, CLAIRE, HUGO, Sent, TestPortal, YANN, days, fixture, nothing},
};
use domain::access::StaffRole;

#[tokio::test]
async fn c27_what_is_missing_is_told_beside_the_button_and_nothing_is_sent() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.only_claim().await;
    browser.post("/api/prolong", &[("number", &number)]).await;
    let page = browser.submit(&number).await;
    assert!(page.path.ends_with("/recapitulatif"));
    page.must_say(&["Les périodes sont à compléter ou à corriger", "Il manque un justificatif"]);
    browser.periods(&number, "save", &days("10/01/2026", "28/02/2026")).await;
    let (key, version) = browser.key_and_version(&number).await;
    let answer = browser.call("submit_claim", &[("number", &number), ("key", &key), ("version", &version)]).await;
    assert_eq!((answer.status, answer.json()), (409, serde_json::json!({"rule": "claim-missing-files"})));
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox").await, 0);
}

#[tokio::test]
async fn c11_c27_a_first_declaration_without_its_first_day_is_not_sent_whoever_posts_it() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(HUGO).await;
    let enrolment = first_enrolment(&mut browser).await;
    let number = browser.post("/api/declare", &[("enrolment", &enrolment)]).await.claim_number();
    browser.periods(&number, "save", &days("10/02/2026", "28/02/2026")).await;
    browser.upload(&number, &[Sent::new("attestation.pdf", &fixture("s01-attestation.pdf"))]).await;
    for origin in ["", "31/02/2026", "13/03/2026"] {
        browser.post("/api/save_opening", &[("number", &number), ("guarantee", "job_loss"), ("origin", origin)]).await;
        let (key, version) = browser.key_and_version(&number).await;
        let answer = browser.call("submit_claim", &[("number", &number), ("key", &key), ("version", &version)]).await;
        assert_eq!((answer.status, answer.json()), (409, serde_json::json!({"rule": "opening-missing-origin"})), "{origin:?}");
    }
    let page = browser.submit(&number).await;
    assert!(page.path.ends_with("/recapitulatif"));
    page.must_say(&["Indiquez le premier jour de l'arrêt, par exemple 01/02/2026."]);
    assert!(!page.says("Les périodes sont à compléter") && !page.says("Il manque un justificatif"), "nothing else is missing");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'request_sent'").await, 0);
    browser.post("/api/save_opening", &[("number", &number), ("guarantee", "job_loss"), ("origin", "10/02/2026")]).await;
    assert!(browser.submit(&number).await.path.ends_with("/confirmation"));
}

#[tokio::test]
async fn c27_c28_c29_a_request_is_sent_confirmed_and_under_review() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let page = browser.submit(&number).await;
    assert_eq!((page.status, page.path.as_str()), (200, format!("/dossiers/{number}/demande/confirmation").as_str()));
    page.must_say_in_order(&[
        "Votre demande de prolongation a bien été transmise au Service Assurance Relais Démo.",
        "Transmise le 12 mars 2026 à 15 h 48.",
        "Numéro de la demande",
        "PR-26-",
        "En instruction",
        "Télécharger la preuve de dépôt",
        "Et maintenant ?",
    ]);
    assert!(page.html().contains("alert--success"), "the message is green");
    let request = page.numbers("PR-").remove(0);
    let dossier = browser.get(&format!("/dossiers/{number}")).await;
    dossier.must_say(&["En instruction", "Nous étudions votre demande", &request]);
    browser.get("/dossiers").await.must_say(&["En instruction"]);
    let audit = format!("SELECT COUNT(*) FROM audit WHERE action = 'request_sent' AND object = '{request}'");
    assert_eq!(portal.number(&audit).await, 1);
    let reload = browser.get(&page.path).await;
    reload.must_say(&["a bien été transmise", &request]);
}

#[tokio::test]
async fn c28_the_proof_is_a_pdf_of_the_request_and_nobody_elses() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let done = browser.submit(&number).await;
    let link = done.links().into_iter().find(|link| link.ends_with("/preuve.pdf")).unwrap();
    let proof = browser.get(&link).await;
    assert_eq!((proof.status, proof.header("content-type")), (200, "application/pdf"));
    assert!(proof.bytes.starts_with(b"%PDF-"));
    assert!(proof.header("content-disposition").starts_with("attachment; filename=\"preuve-PR-26-"));
    assert_eq!(proof.header("x-content-type-options"), "nosniff");
    assert_eq!(browser.get(&link).await.bytes, proof.bytes, "made anew, it is the same");
    assert_eq!(browser.get(&format!("/dossiers/{number}/demandes/PR-26-999999-9/preuve.pdf")).await.status, 404);
    assert_eq!(portal.signed_in(HUGO).await.get(&link).await.status, 404);
}

#[tokio::test]
async fn c27_the_same_key_twice_is_one_request_one_mail_one_audit_entry() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let (key, version) = browser.key_and_version(&number).await;
    let form = [("number", number.as_str()), ("key", key.as_str()), ("version", version.as_str())];
    let before = portal.number("SELECT COUNT(*) FROM requests").await;
    for _ in 0..3 {
        let page = browser.post("/api/submit_claim", &form).await;
        assert!(page.path.ends_with("/confirmation"), "{}", page.text());
        assert_eq!(browser.call("submit_claim", &form).await.status, 200);
    }
    once_sent(&portal, before).await;
}

#[tokio::test]
async fn c27_clicks_at_the_same_moment_are_one_request() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let (key, version) = browser.key_and_version(&number).await;
    let form = [("number", number.as_str()), ("key", key.as_str()), ("version", version.as_str())];
    let before = portal.number("SELECT COUNT(*) FROM requests").await;
    let mut tabs: Vec<Browser> = (0..6).map(|_| browser.clone()).collect();
    let all = futures::future::join_all(tabs.iter_mut().map(|tab| tab.post("/api/submit_claim", &form))).await;
    let numbers: Vec<String> = all.iter().map(|page| page.numbers("PR-").remove(0)).collect();
    assert!(all.iter().all(|page| page.path.ends_with("/confirmation")));
    assert!(numbers.windows(2).all(|pair| pair[0] == pair[1]), "{numbers:?}");
    once_sent(&portal, before).await;
}

async fn once_sent(portal: &TestPortal, requests: i64) {
    assert_eq!(portal.number("SELECT COUNT(*) FROM requests").await, requests, "the draft became the request");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'request_sent'").await, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox").await, 1);
    assert_eq!(portal.deliver().await.len(), 1);
}

#[tokio::test]
async fn c27_a_key_of_another_request_sends_nothing() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let mut yann = portal.signed_in(YANN).await;
    let foreign = yann.only_claim().await;
    let (foreign_key, _) = yann.key_and_version(&foreign).await;
    let (_, version) = browser.key_and_version(&number).await;
    let answer = browser.call("submit_claim", &[("number", &number), ("key", &foreign_key), ("version", &version)]).await;
    assert_eq!((answer.status, answer.json()), (409, serde_json::json!({"rule": "claim-stale"})));
    for key in ["", "1", "00000000-0000-0000-0000-000000000000"] {
        let page = browser.call("submit_claim", &[("number", &number), ("key", key), ("version", &version)]).await;
        assert!([404, 409].contains(&page.status), "{key:?}: {}", page.status);
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox").await, 0);
    assert!(yann.submit(&foreign).await.path.ends_with("/recapitulatif"), "Yann's own lacks a file");
}

#[tokio::test]
async fn c26_c27_s31_y14_what_another_tab_changed_is_not_sent_by_a_recap_that_never_showed_it() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let (key, old) = browser.key_and_version(&number).await;
    let mut tab = browser.clone();
    tab.periods(&number, "remove:0", &nothing()).await;
    tab.periods(&number, "next", &days("10/01/2026", "31/01/2026")).await;
    let recap = format!("/dossiers/{number}/demande/recapitulatif");
    // A page from before pages named a version showed an older one, too.
    for seen in [old.as_str(), "", "x", "99999999999"] {
        let form = [("number", number.as_str()), ("key", key.as_str()), ("version", seen)];
        let answer = browser.call("submit_claim", &form).await;
        assert_eq!((answer.status, answer.json()), (409, serde_json::json!({"rule": "claim-stale"})), "{seen:?}");
        let page = browser.post("/api/submit_claim", &form).await;
        assert_eq!(page.path, recap);
        page.must_say(&["Rien n'a été transmis", "Du 10 au 31 janvier 2026", "decompte.pdf"]);
    }
    let unversioned = browser.call("submit_claim", &[("number", &number), ("key", &key)]).await;
    assert_eq!(unversioned.json(), serde_json::json!({"rule": "claim-stale"}));
    for sent in ["audit WHERE action = 'request_sent'", "outbox"] {
        assert_eq!(portal.number(&format!("SELECT COUNT(*) FROM {sent}")).await, 0, "{sent}");
    }
    browser.get(&recap).await;
    let page = browser.get(&recap).await;
    assert!(!page.says("Rien n'a été transmis"), "it is told once");

    // Files make no version: handing one in on the way is no other tab.
    browser.upload(&number, &[Sent::new("suite.pdf", &fixture("a04-plain.pdf"))]).await;
    let (fresh, requests) = (page.field("version").unwrap(), portal.number("SELECT COUNT(*) FROM requests").await);
    assert_eq!((page.field("key").as_ref(), fresh == old), (Some(&key), false), "the key lasts as long as the draft");
    for seen in [&fresh, &fresh, &old] {
        let form = [("number", number.as_str()), ("key", key.as_str()), ("version", seen.as_str())];
        assert!(browser.post("/api/submit_claim", &form).await.path.ends_with("/confirmation"), "once sent, its key is answered: {seen}");
    }
    once_sent(&portal, requests).await;
    browser.get(&format!("/dossiers/{number}")).await.must_say(&["Du 10 au 31 janvier 2026"]);
}

#[tokio::test]
async fn c27_c33_the_key_of_the_request_before_does_not_send_the_next() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let (key, version) = browser.key_and_version(&number).await;
    let form = [("number", number.as_str()), ("key", key.as_str()), ("version", version.as_str())];
    browser.post("/api/submit_claim", &form).await;
    browser.post("/api/prolong", &[("number", &number)]).await;
    browser.periods(&number, "next", &days("01/03/2026", "10/03/2026")).await;
    browser.upload(&number, &[Sent::new("suite.pdf", &fixture("a04-plain.pdf"))]).await;
    assert_eq!(browser.call("submit_claim", &form).await.status, 200, "a late retry gets the receipt of its own request");
    browser.get(&format!("/dossiers/{number}/demande/recapitulatif")).await.must_say(&["suite.pdf"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox").await, 1);
}

#[tokio::test]
async fn c27_s31_what_was_sent_never_changes() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    browser.submit(&number).await;
    let before = browser.call("claim", &[("number", &number)]).await.json();
    let file = before["claim"]["requests"].as_array().unwrap().last().unwrap()["files"][0]["id"].as_str().unwrap().to_owned();
    let number_only = [("number", number.as_str())];
    let changes: [(&str, Vec<(&str, &str)>); 5] = [
        ("remove_file", vec![("number", &number), ("id", &file)]),
        ("save_periods", vec![("number", &number), ("version", "1"), ("intent", "remove:0")]),
        ("save_files", vec![("number", &number), ("intent", "next")]),
        ("delete_draft", number_only.to_vec()),
        ("save_opening", vec![("number", &number), ("guarantee", "job_loss"), ("origin", "01/01/2026")]),
    ];
    for (function, form) in &changes {
        let status = browser.call(function, form).await.status;
        assert!([404, 409].contains(&status), "{function}: {status}");
    }
    let upload = browser.send(&number, None, &[Sent::new("tard.pdf", &fixture("a04-plain.pdf"))]).await;
    assert_eq!(upload.status, 404);
    for step in ["periode", "justificatifs", "recapitulatif", "supprimer", "arret"] {
        assert_eq!(browser.get(&format!("/dossiers/{number}/demande/{step}")).await.status, 404, "{step}");
    }
    assert_eq!(browser.call("claim", &[("number", &number)]).await.json(), before);
    // A new draft beside it does not open it either.
    browser.post("/api/prolong", &number_only).await;
    browser.call("remove_file", &[("number", &number), ("id", &file)]).await;
    let after = browser.call("claim", &[("number", &number)]).await.json();
    assert_eq!(after["claim"]["requests"], before["claim"]["requests"]);
}

#[tokio::test]
async fn r7_c12_c27_a_draft_of_a_dossier_refused_or_closed_since_is_not_sent_says_why_and_is_offered_to_be_deleted() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    // The tab that was opened before knows of nothing.
    let (key, version) = claire.key_and_version(&number).await;
    let form = [("number", number.as_str()), ("key", key.as_str()), ("version", version.as_str())];
    let shut = "La demande que vous avez commencée ne peut plus être transmise";
    for (status, why) in [("closed", "Ce dossier est clôturé"), ("refused", "Ce dossier est refusé")] {
        portal.run(&format!("UPDATE claims SET status = '{status}' WHERE number = '{number}'")).await;
        let answer = claire.call("submit_claim", &form).await;
        assert_eq!((answer.status, answer.json()), (409, serde_json::json!({"rule": "claim-cannot-prolong"})), "{status}");
        let page = claire.post("/api/submit_claim", &form).await;
        assert_eq!((page.status, page.path.as_str()), (200, format!("/dossiers/{number}/demande/recapitulatif").as_str()));
        page.must_say(&[shut, why, "Supprimer ce brouillon", "decompte.pdf"]);
        assert!(page.field("key").is_none() && !page.says("Pour valider"), "there is nothing to be pressed in vain");
        claire.get(&format!("/dossiers/{number}/demande/periode")).await.must_say(&[shut, why, "Du 10 janvier au 28 février 2026"]);
        let page = claire.get(&format!("/dossiers/{number}")).await;
        page.must_say(&[shut, why]);
        assert!(page.links().contains(&format!("/dossiers/{number}/demande/supprimer")) && !page.says("Reprendre ma demande"));
        assert!(!claire.get("/").await.says("Reprendre ma demande"), "nor does home");
        assert_eq!(portal.texts(&format!("SELECT status FROM claims WHERE number = '{number}'")).await, [status], "it is not reopened");
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'request_sent'").await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox").await, 0);
    let question = claire.get(&format!("/dossiers/{number}/demande/supprimer")).await;
    assert!(question.says("Le garder") && question.links().contains(&format!("/dossiers/{number}")), "back to the dossier");
    assert_eq!(claire.post("/api/delete_draft", &[("number", &number)]).await.path, "/dossiers");
    assert!(!claire.get(&format!("/dossiers/{number}")).await.says(shut));
}

#[tokio::test]
async fn r7_c12_of_a_prolongation_sent_and_a_dossier_closed_at_the_same_moment_one_comes_first_and_the_other_is_refused() {
    let portal = TestPortal::start().await;
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    let (key, version) = claire.key_and_version(&number).await;
    let id = on_the_desk(&portal, &number).await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let seen = handler.get(&format!("/gestion/dossiers/{id}")).await.field("version").unwrap();
    let send = [("number", number.as_str()), ("key", key.as_str()), ("version", version.as_str())];
    let close = [("id", id.as_str()), ("version", seen.as_str()), ("kind", "ended"), ("day", "09/01/2026")];
    let (sending, closing) = tokio::join!(claire.call("submit_claim", &send), handler.call("office_mark_stop", &close));
    let of_claim = format!("claim_id = (SELECT id FROM claims WHERE number = '{number}')");
    let waiting = portal.number(&format!("SELECT COUNT(*) FROM requests WHERE state = 'sent' AND {of_claim}")).await;
    let status = portal.texts(&format!("SELECT status FROM claims WHERE number = '{number}'")).await.remove(0);
    let ended = (sending.status, closing.status, waiting, status.as_str());
    assert!([(200, 409, 1, "in_review"), (409, 200, 0, "closed")].contains(&ended), "{ended:?}");
}
