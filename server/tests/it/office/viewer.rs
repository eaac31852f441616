//! A file of a dossier as a picture (B-3, R-28): what is drawn, for whom, and what happens to a file that cannot be.
use super::desk::queue;
use crate::{
    binary::RELAIS,
    support::{Browser, CLAIRE, Page, Sent, TestPortal, fixture},
    synthesis::endless_pdf,
};
use chrono::TimeDelta;
use domain::access::StaffRole;
use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

/// Has Claire send a prolongation with that file beside another; gives the number of her dossier, and the page of the file on the desk.
pub(super) async fn on_the_desk(portal: &TestPortal, handler: &mut Browser, name: &str, bytes: &[u8]) -> (String, String) {
    let mut claire = portal.signed_in(CLAIRE).await;
    let number = claire.ready_to_send().await;
    portal.advance(TimeDelta::seconds(1));
    claire.upload(&number, &[Sent::new(name, bytes)]).await;
    claire.submit(&number).await;
    let queue = queue(portal, None).await;
    let id = queue.iter().find(|line| line.number == number).unwrap().id.to_string();
    let desk = handler.call("office_claim", &[("id", &id)]).await.json();
    let sent = desk["claim"]["requests"].as_array().unwrap().last().unwrap()["files"].as_array().unwrap().clone();
    let file = sent.iter().find(|file| file["name"] == name).unwrap_or_else(|| panic!("{name} was not received"));
    (number, format!("/gestion/dossiers/{id}/pieces/{}", file["id"].as_str().unwrap()))
}

/// Width and height of a JPEG, from its frame header.
fn size(jpeg: &[u8]) -> (u16, u16) {
    let mut at = 2;
    let two = |at: usize| u16::from_be_bytes([jpeg[at], jpeg[at + 1]]);
    while !(0xc0..=0xc2).contains(&jpeg[at + 1]) {
        at += 2 + usize::from(two(at + 2));
    }
    (two(at + 7), two(at + 5))
}

fn picture_of(page: &Page) -> (u16, u16) {
    assert_eq!((page.status, page.header("content-type")), (200, "image/jpeg"), "{}", page.path);
    size(&page.bytes)
}

#[tokio::test]
async fn b3_r28_a_page_is_a_picture_made_here_turned_and_enlarged_and_each_is_noted() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (number, piece) = on_the_desk(&portal, &mut handler, "six.pdf", &fixture("v00-multipage.pdf")).await;
    let upright = handler.get(&format!("{piece}/page/1")).await;
    let (width, height) = picture_of(&upright);
    assert!((1198..=1200).contains(&width) && height > width, "{width} x {height}");
    assert!(upright.header("cache-control").contains("no-store") && upright.header("content-security-policy").contains("sandbox"));
    assert!(upright.header("content-disposition").is_empty());
    let (across, down) = picture_of(&handler.get(&format!("{piece}/page/6?largeur=1200&tour=90")).await);
    assert!((1198..=1200).contains(&across) && down < across, "{across} x {down}");
    assert!((2398..=2400).contains(&picture_of(&handler.get(&format!("{piece}/page/2?largeur=2400&tour=180")).await).0));
    let noted = format!("SELECT COUNT(*) FROM audit WHERE action = 'file_looked_at' AND object = '{number}'");
    assert_eq!(portal.number(&noted).await, 3, "each picture is a look");
    for odd in ["page/7", "page/0", "page/x", "page/4294967296", "page/1?largeur=99999", "page/1?tour=45", "page/1?tour=-90"] {
        assert_eq!(handler.get(&format!("{piece}/{odd}")).await.status, 404, "{odd}");
    }
    for odd in ["?page=7", "?page=0", "?largeur=1", "?tour=1", "?page=%3Cscript%3E"] {
        assert_eq!(handler.get(&format!("{piece}{odd}")).await.status, 404, "{odd}");
    }
}

#[tokio::test]
async fn b3_the_page_of_a_file_shows_what_was_declared_and_leads_on_by_plain_links() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (number, piece) = on_the_desk(&portal, &mut handler, "six.pdf", &fixture("v00-multipage.pdf")).await;
    let page = handler.get(&piece).await;
    page.must_say_in_order(&[
        "six.pdf",
        "Examen",
        "Ce qui est déclaré",
        "Claire Moreau",
        "Page 1 sur 6",
        "Page suivante",
        "Agrandir",
        "Tourner à gauche",
    ]);
    page.must_say(&["Du 10 janvier au 28 février 2026", "CPAM", "Télécharger six.pdf", "Pièce précédente decompte.pdf", &number]);
    assert!(!page.says("Page précédente") && !page.says("Réduire"), "no link that changes nothing");
    assert!(!page.html().contains("<iframe") && !page.html().contains("<object"));
    let picture = page.elements("img").remove(0);
    assert!(picture.contains("alt=\"Page 1 sur 6 de six.pdf\""), "{picture}");
    assert!(picture.contains(&format!("{piece}/page/1?largeur=1200&amp;tour=0")), "{picture}");
    let turned = page.links().into_iter().find(|link| link.contains("tour=270")).unwrap();
    let page = handler.get(turned.split('#').next().unwrap()).await;
    assert!(page.links().iter().any(|link| link.contains("tour=180")) && page.links().iter().any(|link| link.contains("tour=0")));
    let large = handler.get(&format!("{piece}?page=6&largeur=2400&tour=0")).await;
    large.must_say(&["Page 6 sur 6", "Réduire", "Page précédente"]);
    assert!(!large.says("Page suivante") && large.html().contains("tabindex=\"0\""), "what is moved about is reached by the keyboard");
    let before = page.links().into_iter().filter(|link| link.contains("/pieces/") && !link.contains(&piece)).collect::<Vec<_>>();
    handler.get(&before[0]).await.must_say(&["decompte.pdf", "Page 1 sur 1"]);
}

#[tokio::test]
async fn b3_a_picture_that_was_sent_is_shown_too_and_nobody_else_sees_any() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (number, piece) = on_the_desk(&portal, &mut handler, "photo.png", &fixture("x16-palette-alpha.png")).await;
    assert_eq!(picture_of(&handler.get(&format!("{piece}/page/1?tour=90")).await), (75, 100), "as small as it is, turned");
    assert_eq!(handler.get(&format!("{piece}/page/2")).await.status, 404, "a picture has one page");
    let mut editor = portal.at_the_office(StaffRole::Editor).await;
    let mut claire = portal.signed_in(CLAIRE).await;
    for path in [piece.clone(), format!("{piece}/page/1")] {
        for browser in [&mut editor, &mut claire] {
            let page = browser.get(&path).await;
            assert_eq!(page.status, 403, "{path}");
            assert!(!page.says("photo.png") && !page.html().contains(&number), "{path}");
        }
        assert_eq!(portal.browser().get(&path).await.path, "/gestion/connexion");
    }
    let queue = queue(&portal, None).await;
    let (own, other) = (queue.iter().find(|line| line.number == number).unwrap(), queue.iter().find(|line| line.number != number).unwrap());
    let foreign = piece.replace(&own.id.to_string(), &other.id.to_string());
    for path in [foreign.clone(), format!("{foreign}/page/1"), piece.replace("/pieces/", "/pieces/0"), format!("{piece}x/page/1")] {
        assert_eq!(handler.get(&path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn b3_a_page_that_takes_for_ever_is_given_up_and_the_rest_goes_on() {
    let portal = TestPortal::start().await;
    let mut handler = portal.at_the_office(StaffRole::Handler).await;
    let (_, piece) = on_the_desk(&portal, &mut handler, "sans-fin.pdf", &endless_pdf()).await;
    let page = handler.get(&piece).await;
    assert_eq!(page.status, 200);
    page.must_say(&["Cette page ne peut pas être affichée ici.", "Télécharger sans-fin.pdf", "Claire Moreau"]);
    assert!(page.elements("img").is_empty());
    let before = page.links().into_iter().find(|link| link.contains("/pieces/") && !link.contains(&piece)).unwrap();
    picture_of(&handler.get(&format!("{before}/page/1")).await);
}

/// What the process that draws says to that file.
fn draw(arguments: &str, file: &[u8]) -> Output {
    let mut command = Command::new(RELAIS);
    command.arg("page-image").args(arguments.split(' ')).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    // One that refuses its arguments reads nothing.
    let _ = child.stdin.take().unwrap().write_all(file);
    child.wait_with_output().unwrap()
}

#[test]
fn b3_the_process_that_draws_gives_a_picture_or_nothing() {
    let drawn = draw("pdf 1 1200 0", &fixture("s07-attestation-scan.pdf"));
    assert!(drawn.status.success() && size(&drawn.stdout).0 >= 1198);
    let plain = fixture("a04-plain.pdf");
    for file in [fixture("c01-truncated.pdf")[..300].to_vec(), b"%PDF-1.4 nothing".to_vec(), fixture("c05-no-page.pdf"), Vec::new()] {
        let refused = draw("pdf 1 1200 0", &file);
        assert!(!refused.status.success() && refused.stdout.is_empty(), "{} bytes", file.len());
    }
    for arguments in ["pdf 2 1200 0", "jpg 1 1200 0", "exe 1 1200 0", "pdf 1 1 0", "pdf 1 1200", "pdf"] {
        let refused = draw(arguments, &plain);
        assert!(!refused.status.success() && refused.stdout.is_empty(), "{arguments}");
    }
}
