//! What the member meets and gives.
use super::{Asked, MARC, asked, good, status};
use crate::{
    office::desk::queue,
    support::{Browser, CLAIRE, HUGO, Sent, TestPortal, attribute, days, fixture, folded},
};
use domain::access::StaffRole;

#[tokio::test]
async fn m2_m3_m16_the_message_appears_after_signing_in_and_stays_in_notifications_after_plus_tard() {
    let portal = TestPortal::start().await;
    let (_, asked) = asked(&portal).await;
    let mut browser = portal.browser();
    let page = browser.sign_in(CLAIRE, "").await;
    assert_eq!((page.status, page.path.as_str()), (200, "/a-completer"));
    page.must_say_in_order(&[
        "Vous avez un dossier à compléter",
        &asked.claim,
        "au plus tard le 2 avril 2026",
        "Compléter votre dossier",
        "Plus tard",
    ]);
    assert!(page.links().contains(&asked.path()));
    assert_eq!(browser.get("/dossiers").await.path, "/a-completer", "wherever one arrives");
    assert_eq!(browser.get("/compte").await.path, "/compte", "nobody is held there");

    let home = browser.post("/api/put_off", &[]).await;
    assert_eq!(home.path, "/");
    home.must_say_in_order(&[
        "Notifications",
        "Mes démarches. Vous avez un dossier à compléter.",
        "au plus tard le 2 avril 2026",
        "En savoir plus…",
    ]);
    assert!(home.links().contains(&asked.path()));
    assert!(home.html().contains(&format!("<span class=\"whole\">{}</span>", asked.claim)), "no line breaks within a number (X-21)");
    assert_eq!(browser.get("/").await.path, "/", "for the session");
    assert_eq!(portal.browser().sign_in(CLAIRE, "").await.path, "/a-completer", "and for no other");
    browser.get(&format!("/dossiers/{}", asked.claim)).await.must_say(&[
        "Complément demandé",
        "Vous avez un dossier à compléter.",
        "Documents demandés",
        &asked.number,
    ]);
}

#[tokio::test]
async fn m5_m6_m7_m8_m11_m12_m15_the_page_bears_the_services_name_and_names_each_document_and_what_is_taken() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    let page = browser.get(&asked.path()).await;
    page.must_say_in_order(&[
        "Complément dossier",
        "Compléter votre dossier",
        "Réponse attendue au plus tard le 2 avril 2026, dans 21 jours.",
        "Documents reçus : 0 sur 2",
        "Décompte d'indemnités journalières",
        "À fournir",
        "Il nous permet de calculer",
        "rubrique « Mes paiements »",
        "Un bon exemple :",
        "JPG, PNG ou PDF, 3,5 Mo au plus. Un seul fichier.",
        "Déposer",
        "Je n'arrive pas à l'obtenir",
        "Relevé d'identité bancaire",
        "Déposer",
        "Je certifie l'exactitude des éléments",
        "Envoyer",
        "Il manque : Décompte d'indemnités journalières",
        "Net",
        "Bien cadré",
        "Bien éclairé",
        "Sur un ordinateur",
        "Trouver le guichet France services le plus proche",
    ]);
    let drawings: Vec<String> = page.elements("img").into_iter().filter_map(|tag| attribute(&tag, "src")).collect();
    assert_eq!(drawings, ["/exemples/decompte_ij.svg", "/exemples/rib.svg"], "a good example of each (Y-6)");
    assert!(page.html().contains("Dessin d’un RIB cadré en entier"), "told to whoever does not see it");
    let inputs: Vec<String> = page.elements("input").into_iter().filter(|tag| tag.contains("type=\"file\"")).collect();
    assert_eq!(inputs.len(), 2);
    assert!(inputs.iter().all(|tag| !tag.contains("multiple")), "one file at a time (M-9)");
    let button = page.elements("button").into_iter().find(|tag| tag.contains("pourquoi")).unwrap();
    assert_eq!(attribute(&button, "aria-disabled").as_deref(), Some("true"), "« Envoyer » is inactive (M-10)");
}

#[tokio::test]
async fn m10_nothing_is_sent_before_every_document_is_there_and_the_box_is_ticked() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    asked.deposit(&mut browser, 0, &[Sent::new("decompte.pdf", &good())]).await.must_say(&["decompte.pdf", "Documents reçus : 1 sur 2"]);
    let page = asked.send(&mut browser, true).await;
    page.must_say_in_order(&["À corriger", "Il manque : Relevé d'identité bancaire"]);
    asked.deposit(&mut browser, 1, &[Sent::new("rib.pdf", &good())]).await;
    let page = browser.get(&asked.path()).await;
    assert!(!page.html().contains("aria-disabled"), "« Envoyer » has become active: {}", page.text());
    asked
        .send(&mut browser, false)
        .await
        .must_say(&["À corriger", "Cochez la case « Je certifie l'exactitude des éléments transmis » pour envoyer."]);
    assert_eq!(status(&portal, &asked.claim).await, "complement_requested");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'complement_sent'").await, 0);

    let page = asked.send(&mut browser, true).await;
    page.must_say_in_order(&["Vos documents sont bien arrivés.", "Envoyés le 12 mars 2026", &asked.number, "rib.pdf"]);
    assert_eq!(status(&portal, &asked.claim).await, "in_review", "back to the desk (B-7)");
    assert_eq!(browser.get("/").await.path, "/", "nothing waits any more");
    browser.get(&format!("/dossiers/{}", asked.claim)).await.must_say(&["En instruction", "Documents reçus"]);
    let mails = portal.deliver().await;
    let receipts = mails.iter().filter(|mail| folded(&mail.subject) == format!("Accusé de réception {}", asked.number));
    assert_eq!(receipts.count(), 1);
}

#[tokio::test]
async fn m10_clicks_at_the_same_moment_and_late_ones_are_one_answer() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    let key = browser.get(&asked.path()).await.field("key").unwrap();
    let form = [("number", asked.claim.as_str()), ("complement", asked.number.as_str()), ("key", key.as_str()), ("certified", "true")];
    let mut tabs: Vec<Browser> = (0..6).map(|_| browser.clone()).collect();
    let all = futures::future::join_all(tabs.iter_mut().map(|tab| tab.post("/api/send_complement", &form))).await;
    assert!(all.iter().all(|page| page.says("Vos documents sont bien arrivés.")));
    browser.post("/api/send_complement", &form).await.must_say(&["Vos documents sont bien arrivés."]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'complement_sent'").await, 1);
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox WHERE template = 'complement-receipt-mail'").await, 1);
}

#[tokio::test]
async fn m9_one_file_stands_for_a_document_and_the_next_replaces_it() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    let before = portal.stored_files().len();
    let (one, two) = (good(), fixture("s01-attestation.pdf"));
    let page = asked.deposit(&mut browser, 0, &[Sent::new("une.pdf", &one), Sent::new("deux.pdf", &two)]).await;
    page.must_say_in_order(&["Trop de fichiers dans un seul envoi", "deux.pdf", "Documents reçus : 1 sur 2", "une.pdf"]);
    assert_eq!(asked.read(&mut browser).await["items"][0]["file"]["name"], "une.pdf", "the first of a post alone");
    let page = asked.deposit(&mut browser, 0, &[Sent::new("trois.pdf", &two)]).await;
    assert!(page.says("trois.pdf") && !page.says("une.pdf"));
    assert_eq!(portal.stored_files().len(), before + 1, "what was replaced is gone");

    let page = asked.deposit(&mut browser, 0, &[Sent::new("image.gif", &fixture("d07-gif.gif"))]).await;
    page.must_say(&["trois.pdf", "image.gif n'est pas reçu. Formats acceptés : JPG, PNG, PDF"]);
    let page = asked.deposit(&mut browser, 0, &[Sent::new("vide.pdf", b"")]).await;
    assert!(page.says("Ce fichier est vide.") && !page.says("image.gif"), "the last one turned away is told");
    assert_eq!(asked.deposit(&mut browser, 0, &[Sent::new("", b"")]).await.status, 200, "no file chosen: back to the page");

    let items = asked.items(&mut browser).await;
    let file = asked.read(&mut browser).await["items"][0]["file"]["id"].as_str().unwrap().to_owned();
    assert_eq!(browser.get(&format!("/dossiers/{}/fichiers/{file}", asked.claim)).await.bytes, two, "it comes back as it was");
    let form =
        [("number", asked.claim.as_str()), ("complement", asked.number.as_str()), ("item", items[0].as_str()), ("file", file.as_str())];
    browser.post("/api/take_back", &form).await.must_say(&["Documents reçus : 0 sur 2"]);
    assert_eq!(portal.stored_files().len(), before);
    assert_eq!(browser.call("take_back", &form).await.status, 200, "taken back twice is taken back");
}

#[tokio::test]
async fn y6_a_card_that_takes_pdf_only_says_so_and_means_it() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = super::under_review(&portal).await;
    let asked = Asked::of(&portal, &number, &["tableau_amortissement"]).await;
    browser.get(&asked.path()).await.must_say(&["PDF, 3,5 Mo au plus."]);
    let page = asked.deposit(&mut browser, 0, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await;
    page.must_say(&["photo.jpg n'est pas reçu. Formats acceptés : PDF"]);
}

#[tokio::test]
async fn y7_each_of_three_answers_stands_for_a_document_and_may_be_taken_back() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    asked.deposit(&mut browser, 1, &[Sent::new("rib.pdf", &good())]).await;
    let item = asked.items(&mut browser).await.remove(0);
    let page = browser.get(&format!("{}/{item}", asked.path())).await;
    page.must_say(&[
        "Je n'arrive pas à l'obtenir",
        "Mon employeur ou mon médecin doit l'envoyer",
        "Je l'ai déjà envoyé",
        "Je ne peux pas l'obtenir",
    ]);
    let page = asked.answer(&mut browser, 0, "", "Ma <b>DRH</b>").await;
    page.must_say(&["À corriger", "Choisissez la réponse qui vous correspond."]);
    assert_eq!(page.field("note").as_deref(), Some("Ma <b>DRH</b>"), "what was typed is kept, and is text");
    asked.answer(&mut browser, 0, "someone_else", &"é".repeat(501)).await.must_say(&["Abrégez-le à 500 caractères."]);

    let page = asked.answer(&mut browser, 0, "someone_else", "Ma <b>DRH</b>").await;
    page.must_say(&["Réponse donnée", "Mon employeur ou mon médecin doit l'envoyer", "Ma <b>DRH</b>", "Documents reçus : 2 sur 2"]);
    let form = [("number", asked.claim.as_str()), ("complement", asked.number.as_str()), ("item", item.as_str())];
    browser.post("/api/take_back", &form).await.must_say(&["Documents reçus : 1 sur 2"]);
    for answer in ["already_sent", "cannot_get"] {
        asked.answer(&mut browser, 0, answer, "").await.must_say(&["Documents reçus : 2 sur 2"]);
    }
    asked.send(&mut browser, true).await.must_say(&["Vos documents sont bien arrivés.", "Je ne peux pas l'obtenir"]);
    assert_eq!(browser.get(&format!("{}/{item}", asked.path())).await.status, 404, "what was sent never changes");
    assert_eq!(browser.call("answer_item", &[form.as_slice(), &[("answer", "already_sent")]].concat()).await.status, 404);
    let late = browser.send_to(&format!("{}/{item}/envoi", asked.path()), &[Sent::new("tard.pdf", &good())]).await;
    assert_eq!(late.status, 404);
}

#[tokio::test]
async fn y1_m10_whoever_hands_a_file_in_after_it_was_sent_or_decided_is_told_once_that_it_is_not_kept() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    let place = format!("{}/{}/envoi", asked.path(), asked.items(&mut browser).await.remove(0));
    let (bytes, told) = (good(), "Ce fichier n'a pas été gardé : la réponse pour ce document était déjà envoyée.");
    let late = [Sent::new("tard.pdf", &bytes)];
    for answered in [0, 1] {
        asked.answer(&mut browser, answered, "cannot_get", "").await;
    }
    asked.send(&mut browser, true).await;
    let page = browser.upload_to(&place, &late).await;
    assert_eq!((page.status, page.path.clone()), (200, asked.path()));
    page.must_say_in_order(&["Vos documents sont bien arrivés.", told]);
    assert!(!browser.get(&asked.path()).await.says(told), "once");
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE name = 'tard.pdf'").await, 0);

    let mut hugo = portal.signed_in(HUGO).await;
    hugo.upload_to(&place, &late).await.must_say(&["Page introuvable"]);
    let nothing = format!("{}/00000000-0000-0000-0000-000000000000/envoi", asked.path());
    browser.upload_to(&nothing, &late).await.must_say(&["Page introuvable"]);
    crate::decision::refuse_claire(&portal, &mut portal.at_the_office(StaffRole::Handler).await).await;
    let page = browser.upload_to(&place, &late).await;
    page.must_say_in_order(&[
        "Votre dossier a reçu une décision.",
        "Ce fichier n'a pas été gardé : votre dossier avait déjà reçu une décision.",
    ]);
}

#[tokio::test]
async fn m4_each_dossier_has_its_own_and_is_answered_on_its_own() {
    let portal = TestPortal::start().await;
    let (mut browser, first) = asked(&portal).await;
    browser.post("/api/put_off", &[]).await;
    let credits = browser.call("home", &[]).await.json();
    let other = credits["credits"][1]["enrolment"]["id"].as_str().unwrap().to_owned();
    let page = browser.post("/api/declare", &[("enrolment", &other)]).await;
    let number = page.path.split('/').nth(2).unwrap().to_owned();
    assert_ne!(number, first.claim);
    browser.post("/api/save_opening", &[("number", &number), ("guarantee", "work_incapacity"), ("origin", "10/01/2026")]).await;
    browser.periods(&number, "next", &days("10/01/2026", "28/02/2026")).await;
    browser.upload(&number, &[Sent::new("decompte.pdf", &good())]).await;
    assert!(browser.submit(&number).await.path.ends_with("/confirmation"));
    portal.advance(chrono::TimeDelta::minutes(5));
    let second = Asked::of(&portal, &number, &["piece_identite"]).await;

    let page = browser.get("/").await;
    assert_eq!(page.path, "/a-completer", "the session was not told of this one");
    page.must_say(&["Vous avez plusieurs dossiers à compléter", "un par un, le plus rapidement possible", &first.claim, &second.claim]);
    second.deposit(&mut browser, 0, &[Sent::new("carte.pdf", &good())]).await;
    second.send(&mut browser, true).await.must_say(&["Vos documents sont bien arrivés."]);
    assert_eq!(status(&portal, &second.claim).await, "in_review");
    assert_eq!(status(&portal, &first.claim).await, "complement_requested", "the other one still waits");
    browser.get(&first.path()).await.must_say(&["Documents reçus : 0 sur 2"]);
    let crossed = format!("/dossiers/{}/complements/{}", second.claim, first.number);
    assert_eq!(browser.get(&crossed).await.status, 404, "of another dossier");
}

#[tokio::test]
async fn r7_a_prolongation_may_be_sent_meanwhile_and_what_is_asked_for_stays() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    portal.advance(chrono::TimeDelta::minutes(5));
    browser.post("/api/prolong", &[("number", &asked.claim)]).await;
    browser.periods(&asked.claim, "next", &days("01/03/2026", "10/03/2026")).await;
    browser.upload(&asked.claim, &[Sent::new("suite.pdf", &good())]).await;
    assert!(browser.submit(&asked.claim).await.path.ends_with("/confirmation"));
    assert_eq!(super::ask(&portal, &asked.claim, &["rib"]).await, backend::complement::Asked::NotNow, "one at a time");
    let page = browser.get(&format!("/dossiers/{}", asked.claim)).await;
    page.must_say_in_order(&["En instruction", "Vous avez un dossier à compléter."]);
    assert!(!page.says("Complément demandé"), "a request of theirs is looked into");
    let id = super::id_of(&portal, &asked.claim).await;
    let waiting = queue(&portal, None).await.into_iter().find(|line| line.id == id).map(|line| line.status.as_str());
    assert_eq!(waiting, Some("complement_requested"), "the desk sees that documents are awaited");
    let desk = portal.at_the_office(StaffRole::Handler).await.get(&format!("/gestion/dossiers/{id}")).await;
    desk.must_say_in_order(&["Complément demandé", "Nouveau document"]);
    browser.get(&asked.path()).await.must_say(&["Documents reçus : 0 sur 2"]);
    for place in [0, 1] {
        asked.deposit(&mut browser, place, &[Sent::new("piece.pdf", &good())]).await;
    }
    asked.send(&mut browser, true).await.must_say(&["Vos documents sont bien arrivés."]);
    assert_eq!(status(&portal, &asked.claim).await, "in_review");
    let claim = browser.call("claim", &[("number", &asked.claim)]).await.json();
    let files = |n: usize| claim["claim"]["requests"][n]["files"].as_array().unwrap().len();
    assert_eq!((files(2), files(3)), (1, 1), "what was sent with a request is told of that request alone");
}

#[tokio::test]
async fn what_was_asked_of_somebody_else_is_not_found_and_what_is_malformed_neither() {
    let portal = TestPortal::start().await;
    let (mut browser, asked) = asked(&portal).await;
    let item = asked.items(&mut browser).await.remove(0);
    let mut hugo = portal.signed_in(HUGO).await;
    for path in [asked.path(), format!("{}/{item}", asked.path())] {
        assert_eq!(hugo.get(&path).await.status, 404, "{path}");
    }
    let paths = [
        format!("{}/{item}/envoi", asked.path()),
        format!("{}/nothing/envoi", asked.path()),
        format!("/dossiers/nothing/complements/{}/{item}/envoi", asked.number),
    ];
    for path in &paths {
        let file = [Sent::new("piece.pdf", b"%PDF")];
        assert_eq!(hugo.send_to(path, &file).await.status, 404, "{path}");
    }
    for path in &paths[1..] {
        assert_eq!(browser.send_to(path, &[Sent::new("piece.pdf", &good())]).await.status, 404, "{path}");
    }
    let wrong = [("number", "x\r\n"), ("complement", asked.number.as_str()), ("item", item.as_str()), ("answer", "already_sent")];
    assert_eq!(browser.call("answer_item", &wrong).await.status, 404);
    assert_eq!(browser.get(&format!("{}/nothing", asked.path())).await.status, 404);
    assert_eq!(asked.read(&mut browser).await["items"][0]["verdict"], "waiting");
}

#[tokio::test]
async fn m2_y6_the_demonstration_shows_a_document_missing_one_refused_and_one_accepted() {
    let portal = TestPortal::start().await;
    let mut browser = portal.browser();
    let page = browser.sign_in(MARC, "").await;
    assert_eq!(page.path, "/a-completer");
    let path = page.links().into_iter().find(|link| link.contains("/complements/")).unwrap();
    browser.get(&path).await.must_say(&["Documents reçus : 1 sur 3", "À fournir", "Refusé", "Le nom du titulaire est coupé.", "Accepté"]);
}
