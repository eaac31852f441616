//! What no honest browser posts: cut off, malformed, far too much; and the same file posted twice.
use crate::support::{Browser, CLAIRE, HUGO, Page, Sent, TestPortal, YANN, fixture, parts};

async fn handing_in(portal: &TestPortal) -> (Browser, String) {
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.only_claim().await;
    browser.post("/api/prolong", &[("number", &number)]).await;
    (browser, number)
}

async fn names(browser: &mut Browser, number: &str) -> Vec<String> {
    let claim = browser.call("claim", &[("number", number)]).await.json();
    claim["claim"]["draft"]["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap().to_owned()).collect()
}

/// Every file in the spool folder.
fn spool(portal: &TestPortal) -> Vec<std::path::PathBuf> {
    crate::support::files_under(&portal.folder().join("spool"))
}

#[tokio::test]
async fn a_post_cut_off_keeps_what_arrived_whole_and_leaves_no_trace_of_the_rest() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let photo = fixture("q01-photo-sharp.jpg");
    let whole = parts(&[Sent::new("une.jpg", &photo), Sent::new("deux.jpg", &photo)]);
    let before = portal.stored_files().len();
    for (cut, kept) in [(whole.len() - 20_000, 1), (photo.len() + 300, 2), (photo.len() / 2, 2), (40, 2), (0, 2)] {
        let page = browser.send_bytes(&number, "application/json", whole[..cut].to_vec()).await;
        assert_eq!(page.status, 400, "cut at {cut}");
        assert_eq!(names(&mut browser, &number).await, vec!["une.jpg"; kept], "cut at {cut}");
        assert!(spool(&portal).is_empty(), "cut at {cut}");
    }
    let files = names(&mut browser, &number).await.len();
    assert_eq!(portal.stored_files().len(), before + 2 * files, "each with its small picture, nothing else");
    assert_eq!(files, 2);
}

#[tokio::test]
async fn a_plain_form_cut_off_comes_back_to_a_page() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let whole = parts(&[Sent::new("une.jpg", &fixture("a01-plain.jpg"))]);
    let page = browser.send_bytes(&number, "text/html", whole[..whole.len() / 2].to_vec()).await;
    assert_eq!(page.location().as_deref(), Some("/erreur/coupe"));
    let page = browser.send_bytes(&number, "text/html", b"not multipart at all".to_vec()).await;
    assert_eq!(page.location().as_deref(), Some("/erreur/coupe"));
}

#[tokio::test]
async fn the_same_file_posted_again_under_its_id_is_one_file() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let before = portal.stored_files().len();
    let id = "01957a3c-0000-7000-8000-0000000000aa";
    let photo = fixture("a01-plain.jpg");
    let first = browser.send(&number, Some(id), &[Sent::new("photo.jpg", &photo)]).await.json();
    let again = browser.send(&number, Some(id), &[Sent::new("photo.jpg", &photo)]).await.json();
    assert_eq!(first, again);
    assert_eq!(first[0]["id"], id);
    let file = [Sent::new("photo.jpg", &photo)];
    let mut tabs: Vec<Browser> = (0..4).map(|_| browser.clone()).collect();
    let all = futures::future::join_all(tabs.iter_mut().map(|tab| tab.send(&number, Some(id), &file))).await;
    assert!(all.iter().all(|page| page.status == 200 && page.json() == first));
    assert_eq!(names(&mut browser, &number).await.len(), 1);
    assert_eq!(portal.stored_files().len(), before + 2);
}

#[tokio::test]
async fn an_id_that_is_somebody_elses_tells_and_changes_nothing() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let id = "01957a3c-0000-7000-8000-0000000000bb";
    browser.send(&number, Some(id), &[Sent::new("secret.jpg", &fixture("a01-plain.jpg"))]).await;
    let mut yann = portal.signed_in(YANN).await;
    let own = yann.only_claim().await;
    let before = portal.stored_files().len();
    let answer = yann.send(&own, Some(id), &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await;
    assert_eq!(answer.status, 404);
    assert!(!answer.html().contains("secret"));
    assert_eq!(portal.stored_files().len(), before);
    assert_eq!(names(&mut browser, &number).await, ["secret.jpg"]);
    let answer = yann.send(&own, Some("not-an-id"), &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await;
    assert_eq!(answer.status, 400);
}

/// One post of so many files: `photo-001.jpg`, `photo-002.jpg`, …
async fn many(browser: &mut Browser, number: &str, count: usize) -> Page {
    let photo = fixture("a01-plain.jpg");
    let names: Vec<String> = (1..=count).map(|rank| format!("photo-{rank:03}.jpg")).collect();
    let files: Vec<Sent<'_>> = names.iter().map(|name| Sent::new(name, &photo)).collect();
    browser.upload(number, &files).await
}

#[tokio::test]
async fn two_hundred_files_are_not_all_looked_at_and_the_page_says_so() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let page = many(&mut browser, &number, 200).await;
    assert!(page.path.ends_with("/justificatifs"), "{}", page.path);
    page.must_say(&["10 fichiers", "Nombre maximal de fichiers : 10."]);
    page.must_say_in_order(&[
        "Ceux-ci ont été laissés de côté",
        "photo-041.jpg",
        "photo-051.jpg",
        "photo-110.jpg",
        "et d'autres encore : 90",
    ]);
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE refusal IS NOT NULL").await, 30);
    assert!(spool(&portal).is_empty());
}

#[tokio::test]
async fn c24_s42_a_fifty_first_file_is_passed_over_by_name_and_told_once() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    assert!(!many(&mut browser, &number, 40).await.says("laissés de côté"), "each has its line in the list");
    let page = many(&mut browser, &number, 51).await;
    page.must_say_in_order(&["Trop de fichiers dans un seul envoi", "photo-001.jpg", "photo-051.jpg", "retirez un fichier de la liste"]);
    assert!(!page.says("et d'autres encore"));
    assert!(!browser.get(&page.path).await.says("laissés de côté"), "told once");
    let long = format!("{}.jpg", "é".repeat(300));
    let files: Vec<Sent<'_>> = (0..90).map(|_| Sent::new(&long, b"x")).collect();
    let page = browser.upload(&number, &files).await;
    page.must_say(&["et d'autres encore : 85"]);
    assert!(page.says(&format!("{}.jpg", "é".repeat(116))) && !page.says(&"é".repeat(117)), "cut as every name is");
}

#[tokio::test]
async fn far_too_many_fields_are_no_trouble() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let version = browser.get(&format!("/dossiers/{number}/demande/periode")).await.field("version").unwrap();
    for (count, read) in [(3_000, true), (10_000, false)] {
        let names: Vec<String> = (0..count).map(|n| format!("field{n}")).collect();
        let mut form: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
        form.extend([("number", number.as_str()), ("version", version.as_str()), ("intent", "save"), ("start", "10/01/2026")]);
        let page = browser.post("/api/save_periods", &form).await;
        assert_eq!(page.status, if read { 200 } else { 413 }, "{}", page.text());
        assert_eq!(page.field("start").as_deref(), read.then_some("10/01/2026"));
    }
    let nested = "a[".repeat(5_000);
    let doubled: Vec<(&str, &str)> = vec![(nested.as_str(), "x"), ("number", &number), ("number", &number)];
    let page = browser.post_once("/api/prolong", &doubled).await;
    assert!(page.location().is_some() || page.status < 600, "{}", page.status);
    assert_eq!(browser.get("/").await.status, 200);
}

#[tokio::test]
async fn a_form_of_megabytes_is_not_read() {
    let portal = TestPortal::start().await;
    let mut browser = portal.browser();
    let long = "x".repeat(8 * 1024 * 1024);
    let form = [("login", long.as_str()), ("password", "x")];
    assert_eq!(browser.post("/api/sign_in", &form).await.status, 413);
    assert_eq!(browser.call("sign_in", &form).await.status, 413);
    assert!(!browser.has_cookie("__Host-session"));
}

#[tokio::test]
async fn a_name_of_three_thousand_characters_is_shown_cut_and_keeps_its_extension() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let name = format!("{}.jpg", "é".repeat(3_000));
    let page = browser.upload(&number, &[Sent::new(&name, &fixture("a01-plain.jpg"))]).await;
    assert_eq!(page.status, 200);
    let shown = names(&mut browser, &number).await.remove(0);
    assert_eq!(shown.chars().count(), 120);
    assert!(shown.ends_with("é.jpg"));
}

#[tokio::test]
async fn a_name_that_is_not_utf8_does_not_make_the_file_disappear() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let mut body = parts(&[Sent::new("arr?t.jpg", &fixture("a01-plain.jpg"))]);
    let line = body.iter().position(|byte| *byte == b'\r').unwrap();
    let closing = [&body[..line], b"--\r\n"].concat();
    let latin = body.iter().position(|byte| *byte == b'?').unwrap();
    body[latin] = 0xea;
    body.extend(closing);
    assert_eq!(browser.send_bytes(&number, "application/json", body).await.status, 200);
    assert_eq!(names(&mut browser, &number).await, ["arrêt.jpg"]);
}

#[tokio::test]
async fn files_of_more_than_a_post_may_weigh_are_refused_and_nothing_stays() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let before = portal.stored_files().len();
    let heavy = vec![b'x'; 70 * 1024 * 1024];
    let page = browser.send(&number, None, &[Sent::new("enorme.pdf", &heavy)]).await;
    assert_eq!(page.status, 413);
    assert_eq!(portal.stored_files().len(), before);
    assert!(names(&mut browser, &number).await.is_empty());
}

#[tokio::test]
async fn fields_that_are_no_files_and_empty_choices_are_passed_over() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let page = browser.upload(&number, &[Sent::new("", b"")]).await;
    assert!(page.path.ends_with("/justificatifs"), "a form sent without a choice comes back: {}", page.path);
    assert!(names(&mut browser, &number).await.is_empty());
    assert_eq!(browser.send(&number, None, &[]).await.json(), serde_json::json!([]));
}

#[tokio::test]
async fn nobody_hands_files_in_where_no_request_is_being_written() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.only_claim().await;
    let photo = fixture("a01-plain.jpg");
    let before = portal.stored_files().len();
    assert_eq!(browser.send(&number, None, &[Sent::new("photo.jpg", &photo)]).await.status, 404);
    let mut hugo = portal.signed_in(HUGO).await;
    for number in [number.as_str(), "D26-999999-9", "nothing", "%2e%2e"] {
        assert_eq!(hugo.send(number, None, &[Sent::new("photo.jpg", &photo)]).await.status, 404, "{number}");
    }
    assert_eq!(portal.stored_files().len(), before);
}
