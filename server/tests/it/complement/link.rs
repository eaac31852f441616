//! Links by which somebody else hands one document in (Y-7).
use super::{Asked, asked, desk, good, id_of, status, under_review, version};
use crate::{
    office::desk::queue,
    support::{Browser, HUGO, Page, Sent, TestPortal, folded},
};
use backend::complement::{Judged, Judgement};
use chrono::TimeDelta;
use domain::access::StaffRole;

/// « Créer un lien », for the document of that place; the path of its page.
async fn link(browser: &mut Browser, asked: &Asked, place: usize) -> String {
    let page = press(browser, asked, place).await;
    let text = page.text();
    let at = text.find("https://espace.relais.example/depot/").unwrap_or_else(|| panic!("no link: {text}"));
    let link = text[at..].split_whitespace().next().unwrap();
    link.trim_start_matches("https://espace.relais.example").to_owned()
}

async fn press(browser: &mut Browser, asked: &Asked, place: usize) -> Page {
    let item = asked.items(browser).await.remove(place);
    let form = [("number", asked.claim.as_str()), ("complement", asked.number.as_str()), ("item", item.as_str())];
    browser.post("/api/make_item_link", &form).await
}

/// Hands that file in by that link.
async fn hand_in(portal: &TestPortal, link: &str, name: &str, bytes: &[u8]) -> Page {
    portal.browser().upload_to(&format!("{link}/envoi"), &[Sent::new(name, bytes)]).await
}

#[tokio::test]
async fn y7_somebody_else_hands_one_document_in_by_a_link_and_learns_nothing_of_its_member() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    let link = link(&mut browser, &asked, 0).await;
    let page = browser.get(&asked.path()).await;
    page.must_say(&["Votre réponse : Mon employeur ou mon médecin doit l'envoyer.", "Documents reçus : 1 sur 2"]);
    let item = asked.items(&mut browser).await.remove(0);
    let again = browser.get(&format!("{}/{item}", asked.path())).await;
    assert!(!again.says("/depot/") && again.says("Créer un lien"), "it is shown once");

    let token = link.trim_start_matches("/depot/");
    let kept = portal.texts("SELECT token_hash FROM complement_links").await;
    assert!(kept.len() == 1 && kept[0] != token, "a print only");
    for _ in 0..3 {
        let page = portal.browser().get(&link).await;
        assert_eq!(page.status, 200, "looking does not use it");
        page.must_say_in_order(&["Relais Démo", "Déposer un document", "Décompte d'indemnités journalières", "3,5 Mo au plus", "Déposer"]);
        for secret in ["Claire", "Moreau", asked.claim.as_str(), asked.number.as_str(), "Relevé d'identité", "40821176", "2 avril"] {
            assert!(!page.says(secret), "{secret}: {}", page.text());
        }
        assert!(!page.html().contains("<script"));
    }
    let refused = hand_in(&portal, &link, "vide.pdf", b"").await;
    refused.must_say(&["vide.pdf n'est pas reçu. Ce fichier est vide."]);
    assert_eq!(refused.path, link, "it may be tried again");
    assert!(!browser.get(&asked.path()).await.says("vide.pdf"), "a mishap of somebody else is theirs");

    let done = hand_in(&portal, &link, "decompte.pdf", &good()).await;
    done.must_say(&["Votre document est bien arrivé"]);
    assert_eq!(portal.browser().get(&link).await.status, 410, "it works once");
    assert_eq!(hand_in(&portal, &link, "autre.pdf", &good()).await.status, 404);
    browser.get(&asked.path()).await.must_say(&["decompte.pdf", "Reçu", "Documents reçus : 1 sur 2"]);
    assert_eq!(status(&portal, &asked.claim).await, "complement_requested", "the other one is still awaited");

    let id = id_of(&portal, &asked.claim).await;
    assert!(queue(&portal, None).await.iter().any(|line| line.id == id && line.news), "the desk is told");
    let desk = portal.at_the_office(StaffRole::Handler).await.get(&format!("/gestion/dossiers/{id}")).await;
    desk.must_say(&["decompte.pdf", "Accepter", "Un document est arrivé par un lien de Claire Moreau"]);
    asked.deposit(&mut browser, 1, &[Sent::new("rib.pdf", &good())]).await;
    asked.send(&mut browser, true).await.must_say(&["Vos documents sont bien arrivés.", "decompte.pdf", "rib.pdf"]);
    assert_eq!(status(&portal, &asked.claim).await, "in_review");
}

#[tokio::test]
async fn y7_what_was_sent_with_that_answer_may_still_be_handed_in() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    let link = link(&mut browser, &asked, 0).await;
    asked.deposit(&mut browser, 1, &[Sent::new("rib.pdf", &good())]).await;
    asked.send(&mut browser, true).await.must_say(&["Vos documents sont bien arrivés."]);
    assert_eq!(status(&portal, &asked.claim).await, "in_review");
    hand_in(&portal, &link, "decompte.pdf", &good()).await.must_say(&["Votre document est bien arrivé"]);
    browser.get(&asked.path()).await.must_say(&["decompte.pdf", "Reçu"]);
    assert_eq!(status(&portal, &asked.claim).await, "in_review");
}

#[tokio::test]
async fn y7_the_last_document_handed_in_by_links_brings_the_dossier_back_to_the_desk() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        let link = link(&mut browser, &asked, place).await;
        hand_in(&portal, &link, "piece.pdf", &good()).await.must_say(&["Votre document est bien arrivé"]);
    }
    assert_eq!(status(&portal, &asked.claim).await, "in_review", "nothing is left to its member");
    browser.get(&asked.path()).await.must_say(&["Vos documents sont bien arrivés.", "Un accusé de réception part à"]);
    let mails = portal.deliver().await;
    let receipts = mails.iter().filter(|mail| folded(&mail.subject) == format!("Accusé de réception {}", asked.number));
    assert_eq!(receipts.count(), 1, "as the page promises (M-16)");
}

#[tokio::test]
async fn y7_b8_what_was_refused_and_came_again_by_a_link_is_not_asked_for_again_by_mail() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await;
    let item = asked.items(&mut browser).await.remove(0).parse().unwrap();
    let (desk, id, now) = (desk(&portal).await, id_of(&portal, &asked.claim).await, version(&portal, &asked.claim).await);
    let refused = portal.backend.judge_item(&desk, id, now, item, &Judgement::Refuse(None, "Coupé.".to_owned())).await.unwrap();
    assert_eq!(refused, Judged::Noted);
    // The other one is still to be judged: the mail would leave at the end of the hour.
    let link = link(&mut browser, &asked, 0).await;
    hand_in(&portal, &link, "entier.pdf", &good()).await.must_say(&["Votre document est bien arrivé"]);
    assert_eq!(status(&portal, &asked.claim).await, "in_review");
    portal.advance(TimeDelta::hours(1));
    let again = portal.deliver().await.iter().filter(|mail| folded(&mail.subject) == "Un document est à déposer à nouveau").count();
    assert_eq!(again, 0, "nothing is left to its member");
}

#[tokio::test]
async fn y7_a_link_ends_with_its_days_with_another_one_and_with_the_answer() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    let first = link(&mut browser, &asked, 0).await;
    let second = link(&mut browser, &asked, 0).await;
    let works = async |link: &str| portal.browser().get(link).await.status == 200;
    assert!(!works(&first).await && works(&second).await, "another one takes its place");
    let item = asked.items(&mut browser).await.remove(0);
    let form = [("number", asked.claim.as_str()), ("complement", asked.number.as_str()), ("item", item.as_str())];
    browser.post("/api/take_back", &form).await;
    assert!(!works(&second).await, "nobody else is to send it any more");
    assert_eq!(hand_in(&portal, &second, "piece.pdf", &good()).await.status, 404);
    asked.answer(&mut browser, 0, "someone_else", "").await;
    assert!(!works(&second).await, "what ended works no more, though somebody else is to send it again");

    let third = link(&mut browser, &asked, 0).await;
    portal.advance(TimeDelta::days(14) - TimeDelta::seconds(1));
    assert!(works(&third).await);
    portal.advance(TimeDelta::seconds(1));
    assert!(!works(&third).await, "14 days are over");
    let dead = portal.browser().get(&third).await;
    assert_eq!(dead.status, 410);
    dead.must_say(&["Ce lien ne fonctionne plus", "Demandez-en un autre à la personne qui vous l'a envoyé"]);
    portal.backend.purge(false).await.unwrap();
    assert_eq!(portal.number("SELECT COUNT(*) FROM complement_links").await, 0);
}

#[tokio::test]
async fn y7_of_two_who_use_a_link_at_once_one_hands_in_and_nobody_uses_it_once_its_member_left() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    let one = link(&mut browser, &asked, 0).await;
    let bytes = good();
    let (first, second) =
        futures::join!(Box::pin(hand_in(&portal, &one, "une.pdf", &bytes)), Box::pin(hand_in(&portal, &one, "deux.pdf", &bytes)));
    let received = [&first, &second].iter().filter(|page| page.says("Votre document est bien arrivé")).count();
    assert_eq!(received, 1, "{} {}", first.text(), second.text());
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE name IN ('une.pdf', 'deux.pdf')").await, 1);

    let other = link(&mut browser, &asked, 1).await;
    portal.run("UPDATE users SET closed = TRUE WHERE login_name = '40821176'").await;
    assert_eq!(portal.browser().get(&other).await.status, 410);
    assert_eq!(hand_in(&portal, &other, "tard.pdf", &bytes).await.status, 404);
}

#[tokio::test]
async fn y7_a_link_is_made_by_its_member_only_and_opens_nothing_else() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    let mut hugo = portal.signed_in(HUGO).await;
    let item = asked.items(&mut browser).await.remove(0);
    let form = [("number", asked.claim.as_str()), ("complement", asked.number.as_str()), ("item", item.as_str())];
    assert_eq!(hugo.call("make_item_link", &form).await.status, 404);
    assert_eq!(portal.number("SELECT COUNT(*) FROM complement_links").await, 0);
    let one = link(&mut browser, &asked, 0).await;
    let mut visitor = portal.browser();
    for path in [format!("{one}/fichiers"), asked.path(), format!("/dossiers/{}", asked.claim)] {
        assert_ne!(visitor.get_once(&path).await.status, 200, "{path}");
    }
    for wrong in ["/depot/0", &format!("/depot/{}", "0".repeat(64)), &format!("/depot/{}", "é".repeat(32)), &format!("{one}0")] {
        assert_eq!(visitor.get(&wrong.replace('é', "%C3%A9")).await.status, 410, "{wrong}");
    }
    let long = "a".repeat(5_000_000);
    hand_in(&portal, &one, "lourd.pdf", long.as_bytes()).await.must_say(&["lourd.pdf n'est pas reçu."]);
    hand_in(&portal, &one, "image.gif", b"GIF89a").await.must_say(&["image.gif n'est pas reçu."]);
    assert_eq!(portal.browser().get(&one).await.status, 200, "what is turned away uses nothing up");
    let bytes = good();
    let many = [Sent::new("une.pdf", &bytes), Sent::new("deux.pdf", &bytes)];
    portal.browser().upload_to(&format!("{one}/envoi"), &many).await.must_say(&["Votre document est bien arrivé"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE name = 'deux.pdf'").await, 0, "one file (M-9)");
}

#[tokio::test]
async fn y7_y8_a_medical_paper_handed_in_by_a_link_is_sealed_apart_and_read_by_its_member_and_the_medical_service_only() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = under_review(&portal).await;
    let asked = Asked::of(&portal, &number, &["certificat_medical"]).await;
    let apart = "SELECT COUNT(*) FROM attachments WHERE envelope = 'medical'";
    let before = portal.number(apart).await;
    let link = link(&mut browser, &asked, 0).await;
    hand_in(&portal, &link, "irm-lombaire.exe", b"MZ").await.must_say(&["irm-lombaire.exe n'est pas reçu."]);
    hand_in(&portal, &link, "irm-lombaire.pdf", &good()).await.must_say(&["Votre document est bien arrivé"]);
    assert_eq!(portal.number(apart).await, before + 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE name LIKE 'irm-lombaire%'").await, 0, "its name is sealed too");
    browser.get(&asked.path()).await.must_say(&["irm-lombaire.pdf"]);

    let file = asked.read(&mut browser).await["items"][0]["file"]["id"].as_str().unwrap().to_owned();
    let id = id_of(&portal, &number).await;
    let (mut handler, mut doctor) = (portal.at_the_office(StaffRole::Handler).await, portal.at_the_office(StaffRole::Medical).await);
    let desk = handler.get(&format!("/gestion/dossiers/{id}")).await;
    desk.must_say(&["Pièce médicale reçue", "Un document est arrivé par un lien de Claire Moreau"]);
    assert!(!desk.html().contains("irm-lombaire"));
    assert_eq!(handler.get(&format!("/gestion/dossiers/{id}/fichiers/{file}")).await.status, 404);
    doctor.get(&format!("/gestion/medical/{id}")).await.must_say(&["irm-lombaire.pdf", "Accepter"]);
    assert_eq!(doctor.get(&format!("/gestion/medical/{id}/fichiers/{file}")).await.bytes, good());
}
