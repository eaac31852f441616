//! Accepting and refusing a file, by the desk for its member (B-8).
use super::{desk::queue, viewer::on_the_desk};
use crate::support::{Browser, CLAIRE, Page, TestPortal, fixture, folded};
use chrono::TimeDelta;
use domain::access::StaffRole;

/// Posts what a file's page posts.
async fn examine(handler: &mut Browser, piece: &str, more: &[(&str, &str)]) -> Page {
    let (id, file) = piece.trim_start_matches("/gestion/dossiers/").split_once("/pieces/").unwrap();
    handler.post("/api/office_examine_file", &[&[("id", id), ("file", file)][..], more].concat()).await
}

#[tokio::test]
async fn b8_each_file_is_accepted_or_refused_with_a_reason_that_its_member_reads() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (number, piece) = on_the_desk(&portal, &mut handler, "six.pdf", &fixture("v00-multipage.pdf")).await;
    handler.get(&piece).await.must_say(&["À examiner", "Accepter", "Refuser", "Document illisible", "L'assuré le lit dans son dossier."]);
    let page = examine(&mut handler, &piece, &[("found", "refused")]).await;
    page.must_say(&["Choisissez le motif du refus", "À examiner"]);
    let own = "Le cachet </textarea><script>alert(1)</script> manque.";
    let page = examine(&mut handler, &piece, &[("found", "refused"), ("reason", "own"), ("own", own)]).await;
    assert_eq!(page.path, piece);
    page.must_say(&["Votre réponse est enregistrée", "Refusé : Le cachet </textarea><script>alert(1)</script> manque."]);
    assert!(!page.html().contains("<script>"));

    let told = portal.signed_in(CLAIRE).await.get(&format!("/dossiers/{number}")).await;
    told.must_say(&["Refusé : Le cachet"]);
    assert!(told.says("Reçu") && !told.html().contains("<script>"), "the other file was not examined");
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE own_reason LIKE '%cachet%'").await, 0, "sealed");
    let noted = portal.texts("SELECT detail FROM audit WHERE action = 'file_examined'").await;
    assert!(noted.len() == 1 && noted[0].ends_with(" own"), "{noted:?}");

    examine(&mut handler, &piece, &[("found", "accepted"), ("seen", "refused")]).await.must_say(&["Accepté"]);
    let claim = handler.get(piece.split("/pieces/").next().unwrap()).await;
    claim.must_say(&["six.pdf", "Accepté", "À examiner", "Pauline Aubry a examiné une pièce"]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE own_reason IS NOT NULL").await, 0, "an old reason does not stay");
    examine(&mut handler, &piece, &[("found", "refused"), ("reason", "other_days"), ("seen", "accepted")]).await;
    let told = portal.signed_in(CLAIRE).await.get(&format!("/dossiers/{number}")).await;
    told.must_say(&["Refusé : document d'une autre période"]);
}

#[tokio::test]
async fn b8_c31_one_press_prepares_to_ask_again_for_a_file_that_is_refused_and_its_member_is_told_what_to_do() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (number, piece) = on_the_desk(&portal, &mut handler, "six.pdf", &fixture("v00-multipage.pdf")).await;
    let (dossier, file) = piece.split_once("/pieces/").unwrap();
    let again = format!("{dossier}/documents?piece={file}");
    let mut claire = portal.signed_in(CLAIRE).await;
    let member = format!("/dossiers/{number}");
    let nothing = "Vous n'avez rien à faire.";
    claire.get(&member).await.must_say(&[nothing]);
    for page in [dossier, &piece] {
        assert!(!handler.get(page).await.links().contains(&again), "nothing is refused yet");
    }
    assert_eq!(handler.get(&again).await.field("other").as_deref(), Some(""), "nor prepared");

    portal.advance(TimeDelta::seconds(1));
    examine(&mut handler, &piece, &[("found", "refused"), ("reason", "unreadable")]).await;
    let told = claire.get(&member).await;
    told.must_say_in_order(&["Un de vos justificatifs est refusé", "Document refusé", "Mes demandes", "Refusé : document illisible"]);
    assert!(!told.says(nothing));
    let before = told.html().split("Justificatifs transmis").next().unwrap().to_owned();
    assert!(before.rfind("<summary") < before.rfind("<section"), "nobody has to open a list to read it");
    for page in [dossier, &piece] {
        assert!(handler.get(page).await.links().contains(&again), "{page}");
    }
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    assert!(!supervisor.get(&piece).await.links().contains(&again), "who asks for nothing");

    let form = handler.get(&again).await;
    let title = form.field("other").unwrap();
    assert_eq!(folded(&title), "À remplacer : six.pdf");
    let (version, key, due) = (form.field("version").unwrap(), form.field("key").unwrap(), form.field("due").unwrap());
    let id = dossier.trim_start_matches("/gestion/dossiers/");
    let form = [("id", id), ("version", &version), ("key", &key), ("other", &title), ("due", &due)];
    portal.advance(TimeDelta::seconds(1));
    handler.post("/api/office_ask_documents", &form).await.must_say(&["La demande est envoyée à l'assuré.", "À remplacer : six.pdf"]);
    let told = claire.get(&member).await;
    told.must_say_in_order(&["Vous avez un dossier à compléter", "Documents demandés", "À remplacer : six.pdf", "À fournir"]);
    told.must_say(&["Refusé : document illisible"]);
    assert!(!told.says("Un de vos justificatifs est refusé"), "there is something to do now");
    handler.get(&piece).await.must_say(&["Rien ne peut être demandé pour l'instant"]);
}

#[tokio::test]
async fn b8_y20_of_two_who_examine_at_once_the_second_is_told_what_the_first_found() {
    let portal = TestPortal::start().await;
    let mut one = portal.at_the_office(StaffRole::Handler).await;
    let (_, piece) = on_the_desk(&portal, &mut one, "six.pdf", &fixture("v00-multipage.pdf")).await;
    let mut other = one.clone();
    let (first, second) = tokio::join!(
        examine(&mut one, &piece, &[("found", "accepted")]),
        examine(&mut other, &piece, &[("found", "refused"), ("reason", "unreadable")])
    );
    let late: Vec<&Page> = [&first, &second].into_iter().filter(|page| page.says("Une autre personne a examiné cette pièce")).collect();
    assert_eq!(late.len(), 1);
    assert_eq!(late[0].says("Refusé : document illisible"), first.says("Une autre personne"), "the late one reads what was found");
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'file_examined'").await, 1);
}

#[tokio::test]
async fn b8_what_is_nobodys_to_examine_is_refused() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (number, piece) = on_the_desk(&portal, &mut handler, "six.pdf", &fixture("v00-multipage.pdf")).await;
    let accept = [("found", "accepted")];
    let mut supervisor = portal.at_the_office(StaffRole::Supervisor).await;
    assert_eq!(examine(&mut supervisor, &piece, &accept).await.status, 403);
    assert_eq!(examine(&mut portal.signed_in(CLAIRE).await, &piece, &accept).await.status, 403);
    let queue = queue(&portal, None).await;
    let own = queue.iter().find(|line| line.number == number).unwrap().id.to_string();
    let other = queue.iter().find(|line| line.number != number).unwrap().id.to_string();
    assert_eq!(examine(&mut handler, &piece.replace(&own, &other), &accept).await.status, 404, "a file of another dossier");
    assert_eq!(examine(&mut handler, "x/pieces/y", &accept).await.status, 404);
    let long = examine(&mut handler, &piece, &[("found", "refused"), ("reason", "own"), ("own", &"x".repeat(50_000))]).await;
    long.must_say(&["écrivez 300 caractères au plus"]);
    portal.run(&format!("UPDATE claims SET status = 'accepted' WHERE number = '{number}'")).await;
    handler.get(&piece).await.must_say(&["Ce dossier a reçu sa décision"]);
    assert_eq!(examine(&mut handler, &piece, &accept).await.status, 404, "a decided dossier");
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE examination IS NOT NULL").await, 0);
}
