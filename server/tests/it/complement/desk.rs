//! What the desk asks and says, and what leaves by itself.
use super::{Asked, ask, asked, desk, good, id_of, key, somebody, status, under_review, version};
use crate::{
    office::desk::queue,
    support::{Browser, CLAIRE, SOPHIE, Sent, TestPortal, folded},
};
use backend::{
    complement::{Asked as Outcome, Judged, Judgement},
    demo::PASSWORD,
};
use chrono::TimeDelta;
use domain::{access::StaffRole, complement::Ask, id::ItemId};

async fn judge(portal: &TestPortal, asked: &Asked, item: &str, judgement: Judgement) -> Judged {
    let (item, version): (ItemId, i32) = (item.parse().unwrap(), version(portal, &asked.claim).await);
    portal.backend.judge_item(&desk(portal).await, id_of(portal, &asked.claim).await, version, item, &judgement).await.unwrap()
}

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
async fn b8_y6_refusing_one_document_opens_its_line_again_and_no_other() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for (place, name) in [(0, "decompte.pdf"), (1, "rib.pdf")] {
        asked.deposit(&mut browser, place, &[Sent::new(name, &good())]).await;
    }
    let items = asked.items(&mut browser).await;
    assert_eq!(judge(&portal, &asked, &items[0], Judgement::Accept).await, Judged::NotNow, "nothing was sent yet");
    asked.send(&mut browser, true).await;
    assert_eq!(judge(&portal, &asked, &items[0], Judgement::Accept).await, Judged::Noted);
    assert_eq!(judge(&portal, &asked, &items[0], Judgement::Accept).await, Judged::Noted, "accepted twice is accepted");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'document_accepted'").await, 1);
    portal.advance(TimeDelta::days(20));
    let reason = "Le nom du titulaire est coupé.</p><script>alert(1)</script>";
    assert_eq!(judge(&portal, &asked, &items[1], Judgement::Refuse(reason.to_owned())).await, Judged::Noted);
    assert_eq!(judge(&portal, &asked, &items[0], Judgement::Refuse("Non".to_owned())).await, Judged::NotNow, "it was accepted");
    assert_eq!(status(&portal, &asked.claim).await, "complement_requested");

    let mut browser = portal.browser();
    assert_eq!(browser.sign_in(CLAIRE, "").await.path, "/a-completer");
    let page = browser.get(&asked.path()).await;
    page.must_say(&["Accepté", "Refusé", "Document refusé : Le nom du titulaire est coupé."]);
    page.must_say(&["au plus tard le 8 avril 2026", "Documents reçus : 1 sur 2"]);
    assert!(!page.html().contains("<script"), "the reason is text");
    let inputs = page.elements("input").into_iter().filter(|tag| tag.contains("type=\"file\"")).count();
    assert_eq!(inputs, 1, "only the refused line is open");
    let closed = browser.send_to(&format!("{}/{}/envoi", asked.path(), items[0]), &[Sent::new("autre.pdf", &good())]).await;
    assert_eq!(closed.status, 404);

    asked.deposit(&mut browser, 1, &[Sent::new("rib-entier.pdf", &good())]).await.must_say(&["rib-entier.pdf"]);
    assert_eq!(
        portal.number("SELECT COUNT(*) FROM attachments WHERE name = 'rib.pdf' AND item_id IS NOT NULL").await,
        2,
        "what was sent is kept"
    );
    asked.send(&mut browser, true).await.must_say(&["Vos documents sont bien arrivés."]);
    assert_eq!(judge(&portal, &asked, &items[1], Judgement::Accept).await, Judged::Noted);
    browser.get(&asked.path()).await.must_say(&["Vos documents sont acceptés."]);
    let mails: Vec<String> = portal.deliver().await.iter().map(|mail| folded(&mail.subject)).collect();
    assert_eq!(mails.iter().filter(|subject| *subject == "Un document est à déposer à nouveau").count(), 1);
    assert_eq!(mails.iter().filter(|subject| subject.starts_with("Accusé de réception")).count(), 2, "one for each sending");
}

#[tokio::test]
async fn b8_a_refused_document_that_was_replaced_stays_in_sight_with_its_day_and_its_reason() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for (place, name) in [(0, "decompte.pdf"), (1, "rib.pdf")] {
        asked.deposit(&mut browser, place, &[Sent::new(name, &good())]).await;
    }
    asked.send(&mut browser, true).await;
    let item = asked.items(&mut browser).await.remove(1);
    assert_eq!(judge(&portal, &asked, &item, Judgement::Refuse("Coupé.".to_owned())).await, Judged::Noted);
    let page = browser.get(&asked.path()).await;
    page.must_say_in_order(&["Document refusé : Coupé.", "rib.pdf"]);
    assert!(!page.says("Refusé le"), "nothing else stands for it yet");

    let replaced = ["rib.pdf", "Refusé le 12 mars 2026 : Coupé.", "rib-entier.pdf"];
    asked.deposit(&mut browser, 1, &[Sent::new("rib-entier.pdf", &good())]).await.must_say_in_order(&replaced);
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let desk = format!("/gestion/dossiers/{}", id_of(&portal, &asked.claim).await);
    let early = handler.get(&desk).await;
    early.must_say_in_order(&replaced[..2]);
    assert!(!early.says("rib-entier.pdf"), "what is not sent is its member's alone");
    asked.send(&mut browser, true).await.must_say_in_order(&replaced);
    handler.get(&desk).await.must_say_in_order(&replaced);
    let file = asked.read(&mut browser).await["items"][1]["earlier"][0]["file"]["id"].as_str().unwrap().to_owned();
    let piece = handler.get(&format!("{desk}/pieces/{file}")).await;
    assert_eq!(piece.status, 200);
    piece.must_say_in_order(&["rib.pdf", "Refusé", "Document refusé : Coupé."]);

    portal.advance(TimeDelta::minutes(1));
    assert_eq!(judge(&portal, &asked, &item, Judgement::Refuse("Flou.".to_owned())).await, Judged::Noted);
    let twice = ["Refusé le 12 mars 2026 : Coupé.", "rib-entier.pdf"];
    browser.get(&asked.path()).await.must_say_in_order(&["Document refusé : Flou.", twice[0], twice[1]]);
    asked.answer(&mut browser, 1, "cannot_get", "").await.must_say_in_order(&[twice[0], twice[1], "Refusé le 12 mars 2026 : Flou."]);
    let form = [("number", asked.claim.as_str()), ("complement", asked.number.as_str()), ("item", item.as_str())];
    let back = browser.post("/api/take_back", &form).await;
    back.must_say_in_order(&["Document refusé : Flou.", twice[0], twice[1]]);
}

#[tokio::test]
async fn b7_reminders_leave_before_the_last_day_once_each_and_nothing_closes_by_itself() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE complements SET state = 'closed'").await;
    let (mut browser, asked) = asked(&portal).await;
    let count = "SELECT COUNT(*) FROM outbox WHERE template = 'complement-reminder-mail'";
    let mut told = Vec::new();
    for _ in 0..23 {
        for _ in 0..2 {
            portal.backend.remind_of_complements().await.unwrap();
        }
        told.push(portal.number(count).await);
        portal.advance(TimeDelta::days(1));
    }
    // Asked on 12 March, due on 2 April: a week before is day 14, two days before day 19.
    let expected: Vec<i64> = (0..23).map(|day| i64::from(day >= 14) + i64::from(day >= 19)).collect();
    assert_eq!(told, expected);
    let mut late = portal.browser();
    late.sign_in(CLAIRE, "").await;
    late.get(&asked.path()).await.must_say(&["La réponse était attendue au plus tard le 2 avril 2026."]);
    asked.deposit(&mut late, 0, &[Sent::new("piece.pdf", &good())]).await.must_say(&["Documents reçus : 1 sur 2"]);
    assert_eq!(browser.get("/").await.path, "/connexion", "the old session has ended");
}

#[tokio::test]
async fn b7_no_reminder_leaves_at_night() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE complements SET state = 'closed'").await;
    asked(&portal).await;
    let mut told = Vec::new();
    // Due on 2 April: the day of the first reminder is 26 March, here at 0 h 38, at 8 h 38 and at 9 h 08.
    for later in [TimeDelta::days(13) + TimeDelta::minutes(530), TimeDelta::hours(8), TimeDelta::minutes(30)] {
        portal.advance(later);
        portal.backend.remind_of_complements().await.unwrap();
        told.push(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'complement-reminder-mail'").await);
    }
    assert_eq!(told, [0, 0, 1]);
}

#[tokio::test]
async fn b7_b8_no_reminder_leaves_on_the_day_a_document_is_asked_for_again() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE complements SET state = 'closed'").await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    let items = asked.items(&mut browser).await;
    portal.advance(TimeDelta::days(20));
    assert_eq!(judge(&portal, &asked, &items[0], Judgement::Refuse("Coupé.".to_owned())).await, Judged::Noted);
    // On 1 April, due on the 8th: a week before is the day of the mail itself, two days before is the 6th.
    let mut told = Vec::new();
    for _ in 0..8 {
        portal.backend.remind_of_complements().await.unwrap();
        told.push(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'complement-reminder-mail'").await);
        portal.advance(TimeDelta::days(1));
    }
    assert_eq!(told, [0, 0, 0, 0, 0, 1, 1, 1]);
}

#[tokio::test]
async fn m2_m16_a_refusal_brings_the_message_back_in_a_session_that_put_it_off() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    assert_eq!(browser.post("/api/put_off", &[]).await.path, "/");
    asked.send(&mut browser, true).await;
    portal.advance(TimeDelta::minutes(5));
    let item = asked.items(&mut browser).await.remove(0);
    assert_eq!(judge(&portal, &asked, &item, Judgement::Refuse("Coupé.".to_owned())).await, Judged::Noted);
    assert_eq!(browser.get("/").await.path, "/a-completer", "the session was not told of this one");
    browser.post("/api/put_off", &[]).await;
    assert_eq!(browser.get("/").await.path, "/");
}

#[tokio::test]
async fn b7_what_is_sent_at_the_moment_of_a_reminder_is_not_reminded_of() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE complements SET state = 'closed'").await;
    let (_, asked) = asked(&portal).await;
    portal.advance(TimeDelta::days(15));
    let lock = if portal.on_sqlite() { "" } else { "SELECT id FROM enrolments FOR UPDATE; " };
    let held = portal.hold(&format!("{lock}UPDATE complements SET state = 'sent' WHERE number = '{}'", asked.number)).await;
    let sending = async {
        // By then the reminder has found what is open, and waits for its dossier.
        for _ in 0..50 {
            portal.number("SELECT COUNT(*) FROM complements").await;
        }
        held.commit().await.unwrap();
    };
    let (reminded, ()) = tokio::join!(Box::pin(portal.backend.remind_of_complements()), sending);
    reminded.unwrap();
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'complement-reminder-mail'").await, 0);
}

#[tokio::test]
async fn b7_nobody_is_reminded_of_what_they_sent() {
    let portal = TestPortal::start().await;
    portal.run("UPDATE complements SET state = 'closed'").await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    portal.advance(TimeDelta::days(15));
    portal.backend.remind_of_complements().await.unwrap();
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'complement-reminder-mail'").await, 0);
}

#[tokio::test]
async fn g2_what_was_given_and_never_sent_goes_with_its_member_and_what_was_sent_is_kept() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    for item in asked.items(&mut browser).await {
        assert_eq!(judge(&portal, &asked, &item, Judgement::Refuse("Coupé.".to_owned())).await, Judged::Noted);
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
        assert_eq!(judge(&portal, &asked, &item, Judgement::Refuse("Coupé.".to_owned())).await, Judged::Noted);
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

#[tokio::test]
async fn b8_g3_a_document_of_whoever_has_left_is_accepted_but_not_asked_for_again() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    let items = asked.items(&mut browser).await;
    portal.run("UPDATE users SET closed = TRUE WHERE login_name = '40821176'").await;
    assert_eq!(judge(&portal, &asked, &items[0], Judgement::Refuse("Coupé.".to_owned())).await, Judged::MemberLeft);
    assert_eq!(judge(&portal, &asked, &items[0], Judgement::Accept).await, Judged::Noted);
    assert_eq!(status(&portal, &asked.claim).await, "in_review");
}

#[tokio::test]
async fn b8_what_is_refused_within_an_hour_is_told_by_one_mail_and_by_none_once_it_is_answered() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = under_review(&portal).await;
    let asked = Asked::of(&portal, &number, &["rib", "decompte_ij", "piece_identite"]).await;
    let give = async |browser: &mut Browser, places: &[usize]| {
        for place in places {
            asked.deposit(browser, *place, &[Sent::new("piece.pdf", &good())]).await;
        }
        asked.send(browser, true).await;
    };
    let items = asked.items(&mut browser).await;
    let refuse = async |place: usize| {
        assert_eq!(judge(&portal, &asked, &items[place], Judgement::Refuse("Coupé.".to_owned())).await, Judged::Noted);
    };
    let mails = async || {
        let all = portal.deliver().await;
        all.iter().filter(|mail| folded(&mail.subject) == "Un document est à déposer à nouveau").count()
    };
    give(&mut browser, &[0, 1, 2]).await;
    // It is 15 h 48 in Paris: at 16 h all is told that is refused by then.
    refuse(0).await;
    assert_eq!(mails().await, 0, "the desk is still at it");
    portal.advance(TimeDelta::minutes(5));
    refuse(1).await;
    portal.advance(TimeDelta::minutes(8));
    assert_eq!(mails().await, 1);
    refuse(2).await;
    assert_eq!(mails().await, 2, "the last one is told at once");

    give(&mut browser, &[0, 1, 2]).await;
    refuse(0).await;
    assert_eq!(judge(&portal, &asked, &items[1], Judgement::Accept).await, Judged::Noted);
    give(&mut browser, &[0]).await;
    portal.advance(TimeDelta::hours(1));
    assert_eq!(mails().await, 2, "what was answered before its mail left needs none");
}
