//! Files as they are handed in: verdicts and sentences, what is kept of them, and how they come back (C-21 … C-25, R-12, R-13).
use crate::{
    support::{Browser, CLAIRE, Sent, TestPortal, fixture},
    synthesis::synthesised,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// What a member reads, by verdict (S-39 … S-42, R-13).
const SENTENCES: [(&str, &str); 9] = [
    ("wrong_format", "Formats acceptés : JPG, PNG, PDF"),
    ("too_large", "Taille maximale de fichier acceptée : 3.5Mo."),
    ("total_too_large", "Taille totale des fichiers acceptée : 10Mo."),
    ("too_many", "Nombre maximal de fichiers : 10."),
    ("empty", "Ce fichier est vide."),
    ("corrupt", "Ce fichier est abîmé ou incomplet. Enregistrez-le à nouveau ou reprenez la photo."),
    ("encrypted_pdf", "Ce PDF demande un mot de passe. Enregistrez-le sans protection."),
    ("active_content_pdf", "Ce PDF contient un programme ou un fichier joint. Imprimez-le en PDF puis déposez la copie."),
    ("image_bomb", "Cette image est trop grande. Réduisez-la ou reprenez la photo."),
];
const UNREADABLE_NAME: &str = "Le nom de ce fichier n'est pas lisible. Renommez-le.";

struct Case {
    told: Value,
    bytes: Vec<u8>,
}

impl Case {
    fn text(&self, key: &str) -> &str {
        self.told[key].as_str().unwrap_or_default()
    }

    fn sent(&self) -> Sent<'_> {
        Sent { name: self.text("claimed_name"), media_type: self.text("claimed_type"), bytes: &self.bytes }
    }

    /// Whether that verdict is right; without a scanner, files that only one would find are taken.
    fn allows(&self, verdict: &str) -> bool {
        let also = self.told["also_ok"].as_array().into_iter().flatten();
        let unscanned = self.told["needs_scanner"] == true && verdict == "accepted";
        self.text("expected") == verdict || unscanned || also.into_iter().any(|code| code == verdict)
    }
}

fn manifest() -> Value {
    serde_json::from_slice(&fixture("manifest.json")).unwrap()
}

fn case(manifest: &Value, id: &str) -> Case {
    let told = manifest["files"].as_array().unwrap().iter().find(|file| file["id"] == id).unwrap().clone();
    let size = usize::try_from(told["bytes"].as_u64().unwrap()).unwrap();
    let bytes = if told["stored"] == true { fixture(told["file"].as_str().unwrap()) } else { synthesised(id, size) };
    assert_eq!(bytes.len(), size, "{id}");
    Case { told, bytes }
}

/// A browser on the file step of Claire's prolongation.
async fn handing_in(portal: &TestPortal) -> (Browser, String) {
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.only_claim().await;
    browser.post("/api/prolong", &[("number", &number)]).await;
    (browser, number)
}

async fn remove(browser: &mut Browser, number: &str, file: &Value) {
    let answer = browser.call("remove_file", &[("number", number), ("id", file["id"].as_str().unwrap())]).await;
    assert_eq!(answer.status, 200);
}

/// The verdict of an answered file.
fn verdict(file: &Value) -> &str {
    match file["state"]["refused"].as_str() {
        None => "accepted",
        Some("bad_name") => "wrong_format",
        Some(code) => code,
    }
}

fn sentence(file: &Value) -> &'static str {
    let code = file["state"]["refused"].as_str().unwrap();
    let known = SENTENCES.iter().find(|(known, _)| *known == code).map(|(_, sentence)| *sentence);
    known.unwrap_or_else(|| if code == "bad_name" { UNREADABLE_NAME } else { panic!("no sentence for {code}") })
}

#[tokio::test]
async fn s39_s40_r12_r13_every_file_of_the_manifest_gets_its_verdict_its_sentence_and_its_print() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let manifest = manifest();
    let step = format!("/dossiers/{number}/demande/justificatifs");
    let mut wrong = Vec::new();
    for told in manifest["files"].as_array().unwrap() {
        let case = case(&manifest, told["id"].as_str().unwrap());
        let id = case.text("id").to_owned();
        let answer = browser.send(&number, None, &[case.sent()]).await;
        assert_eq!(answer.status, 200, "{id}: {}", answer.html());
        let file = &answer.json()[0];
        if !case.allows(verdict(file)) {
            wrong.push(format!("{id}: {} instead of {}", verdict(file), case.text("expected")));
        }
        assert_eq!(file["bytes"].as_u64(), case.told["bytes"].as_u64(), "{id}: the bytes received are counted");
        if verdict(file) == "accepted" {
            if case.told["display_name"].is_string() {
                assert_eq!(file["name"].as_str(), Some(case.text("display_name")), "{id}");
            }
            assert_eq!(
                file["sha256"].as_str().unwrap(),
                hex::encode(Sha256::digest(&case.bytes)),
                "{id}: the print is of the bytes received"
            );
        } else {
            browser.get(&step).await.must_say(&[sentence(file)]);
        }
        remove(&mut browser, &number, file).await;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(portal.number("SELECT COUNT(*) FROM attachments WHERE refusal IS NOT NULL").await, 0);
}

#[tokio::test]
async fn r13_a_name_with_a_nul_has_its_own_sentence() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    browser.upload(&number, &[case(&manifest(), "n05-nul-jpg").sent()]).await.must_say(&[UNREADABLE_NAME, "shell.php.jpg"]);
}

#[tokio::test]
async fn c24_s36_s38_s41_s42_every_sending_of_the_manifest_gets_its_verdicts_and_keeps_its_good_files() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let manifest = manifest();
    for set in manifest["sets"].as_array().unwrap() {
        let cases: Vec<Case> = set["items"].as_array().unwrap().iter().map(|item| case(&manifest, item.as_str().unwrap())).collect();
        let files: Vec<Sent<'_>> = cases.iter().map(Case::sent).collect();
        let page = browser.upload(&number, &files).await;
        assert!(page.path.ends_with("/justificatifs"), "a plain form comes back to its page");
        let listed = browser.call("claim", &[("number", &number)]).await.json()["claim"]["draft"]["files"].as_array().unwrap().clone();
        assert_eq!(listed.len(), cases.len(), "{}: each file has its line", set["id"]);
        assert!(listed.iter().any(|file| verdict(file) == set["expected"]), "{}", set["id"]);
        let refused = listed.iter().filter(|file| verdict(file) != "accepted").count();
        let expected = set["per_file"]
            .as_object()
            .map_or(usize::from(set["expected"] != "accepted"), |all| all.values().filter(|v| *v != "accepted").count());
        assert_eq!(refused, expected, "{}: one bad file never loses the good ones", set["id"]);
        for (id, wanted) in set["per_file"].as_object().into_iter().flatten() {
            let size = &cases.iter().find(|case| case.text("id") == id).unwrap().told["bytes"];
            let file = listed.iter().find(|file| file["bytes"] == *size).unwrap();
            assert_eq!(verdict(file), wanted, "{} {id}", set["id"]);
        }
        for file in &listed {
            if verdict(file) != "accepted" {
                page.must_say(&[sentence(file)]);
            }
            remove(&mut browser, &number, file).await;
        }
    }
}

#[tokio::test]
async fn s42_the_eleventh_file_is_refused_and_its_place_is_free_again_after_a_removal() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let photo = fixture("a01-plain.jpg");
    let ten: Vec<Sent<'_>> = (0..10).map(|_| Sent::new("photo.jpg", &photo)).collect();
    let page = browser.upload(&number, &ten).await;
    page.must_say(&["10 fichiers"]);
    assert!(!page.says("Nombre maximal"));
    let eleventh = browser.send(&number, None, &[Sent::new("onze.jpg", &photo)]).await.json();
    assert_eq!(verdict(&eleventh[0]), "too_many");
    let claim = browser.call("claim", &[("number", &number)]).await.json();
    let files = claim["claim"]["draft"]["files"].as_array().unwrap();
    remove(&mut browser, &number, files.iter().find(|file| verdict(file) == "accepted").unwrap()).await;
    let again = browser.send(&number, None, &[Sent::new("onze.jpg", &photo)]).await.json();
    assert_eq!(verdict(&again[0]), "accepted");
}

#[tokio::test]
async fn s42_many_files_at_the_same_moment_are_never_more_than_ten() {
    let portal = TestPortal::start().await;
    let (browser, number) = handing_in(&portal).await;
    let photo = fixture("a01-plain.jpg");
    let file = [Sent::new("photo.jpg", &photo)];
    let mut tabs: Vec<Browser> = (0..16).map(|_| browser.clone()).collect();
    let all = futures::future::join_all(tabs.iter_mut().map(|tab| tab.send(&number, None, &file))).await;
    let accepted = all.iter().filter(|page| verdict(&page.json()[0]) == "accepted").count();
    assert_eq!(accepted, 10);
}

#[tokio::test]
async fn c21_c23_c24_the_step_names_its_zone_its_button_and_its_limits() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let page = browser.get(&format!("/dossiers/{number}/demande/justificatifs")).await;
    page.must_say_in_order(&[
        "Justificatifs à transmettre",
        "JPG, PNG ou PDF. 3,5 Mo par fichier, 10 fichiers et 10 Mo en tout.",
        "Parcourir et ajouter un fichier…",
    ]);
    let input = page.elements("input").into_iter().find(|tag| tag.contains("type=\"file\"")).unwrap();
    assert!(input.contains("multiple") && input.contains("accept=\".jpg,.jpeg,.png,.pdf\""), "{input}");
}

#[tokio::test]
async fn s36_s37_s38_the_limits_of_the_text_the_island_and_the_server_are_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("insurer.toml");
    let text = include_str!("../../insurers/demo.toml");
    let text = text
        .replace("max_file_bytes = 3670016", "max_file_bytes = 2097152")
        .replace("max_total_bytes = 10485760", "max_total_bytes = 3145728");
    let text = text.replace("max_files = 10", "max_files = 3").replace("types = [\"jpg\", \"png\", \"pdf\"]", "types = [\"pdf\"]");
    std::fs::write(&file, text).unwrap();
    let portal = TestPortal::of(file.to_str().unwrap()).await;
    let (mut browser, number) = handing_in(&portal).await;
    let page = browser.get(&format!("/dossiers/{number}/demande/justificatifs")).await;
    page.must_say(&["PDF. 2 Mo par fichier, 3 fichiers et 3 Mo en tout."]);
    let island = page.elements("leptos-island").into_iter().find(|tag| tag.contains("max_file_bytes")).unwrap();
    for limit in ["max_file_bytes&quot;:2097152", "max_total_bytes&quot;:3145728", "max_files&quot;:3"] {
        assert!(island.contains(limit), "{limit}: {island}");
    }
    let (exact, over) = (synthesised("l-pdf", 2_097_152), synthesised("l-pdf", 2_097_153));
    let mut judged =
        async |name: &str, bytes: &[u8]| verdict(&browser.send(&number, None, &[Sent::new(name, bytes)]).await.json()[0]).to_owned();
    assert_eq!(judged("a.pdf", &over).await, "too_large");
    assert_eq!(judged("a.pdf", &exact).await, "accepted");
    assert_eq!(judged("a.png", &fixture("a03-plain.png")).await, "wrong_format");
    assert_eq!(judged("a.pdf", &exact).await, "total_too_large");
    assert_eq!(judged("b.pdf", &fixture("a04-plain.pdf")).await, "accepted");
    assert_eq!(judged("c.pdf", &fixture("a04-plain.pdf")).await, "accepted");
    assert_eq!(judged("d.pdf", &fixture("a04-plain.pdf")).await, "too_many");
}

#[tokio::test]
async fn what_lies_on_the_disk_is_sealed() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let before = portal.stored_files();
    let pdf = fixture("s01-attestation.pdf");
    for file in [
        Sent::new("attestation.pdf", &pdf),
        Sent::new("photo.jpg", &fixture("x01-exif-orientation-1.jpg")),
        Sent::new("scan.png", &fixture("a03-plain.png")),
    ] {
        assert_eq!(verdict(&browser.send(&number, None, &[file]).await.json()[0]), "accepted");
    }
    let kept: Vec<_> = portal.stored_files().into_iter().filter(|file| !before.contains(file)).collect();
    assert_eq!(kept.len(), 5, "three files and two small pictures; nothing stays in the spool");
    for file in kept {
        let bytes = std::fs::read(&file).unwrap();
        for plain in [b"%PDF".as_slice(), b"\x89PNG", b"JFIF", b"Exif", b"endobj", b"\xff\xd8\xff", &pdf[pdf.len() / 2..pdf.len() / 2 + 16]]
        {
            assert!(!bytes.windows(plain.len()).any(|part| part == plain), "{} holds {plain:?}", file.display());
        }
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(name.len() == 32 && name.bytes().all(|b| b.is_ascii_hexdigit()), "{name} is generated");
    }
}

#[tokio::test]
async fn r12_r24_a_download_is_the_kept_copy_without_what_phones_add() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    for id in ["x01-exif-orientation-1", "x06-exif-orientation-6", "x15-text-chunks", "x17-jpeg-comment", "x18-appended-data"] {
        let case = case(&manifest(), id);
        let file = browser.send(&number, None, &[case.sent()]).await.json()[0].clone();
        let copy = browser.get(&format!("/dossiers/{number}/fichiers/{}", file["id"].as_str().unwrap())).await;
        assert_eq!(copy.status, 200);
        for gone in ["Exif", "GPS", "Trouvepain", "rue du Lavoir", "trailer after end of image"] {
            assert!(!copy.bytes.windows(gone.len()).any(|part| part == gone.as_bytes()), "{id} still holds {gone}");
        }
        assert_eq!(file["bytes"].as_u64(), case.told["bytes"].as_u64(), "the size told is of what was received");
        remove(&mut browser, &number, &file).await;
    }
}

#[tokio::test]
async fn a_download_cannot_be_run_or_kept_by_a_browser() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let pdf = fixture("d05-pdf-html-comment.pdf");
    let file = browser.send(&number, None, &[Sent::new("l\"arrêt; filename=x.html\r\n.pdf", &pdf)]).await.json()[0].clone();
    let page = browser.get(&format!("/dossiers/{number}/fichiers/{}", file["id"].as_str().unwrap())).await;
    assert_eq!(page.bytes, pdf);
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(page.header(name), value, "{name}");
    }
    let disposition = page.header("content-disposition");
    assert!(
        disposition.starts_with("attachment; filename=\"l_arr_t_ filename_x.html.pdf\"; filename*=UTF-8''l_arr%C3%AAt"),
        "{disposition}"
    );
    let photo = browser.send(&number, None, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await.json()[0].clone();
    let small = browser.get(&format!("/dossiers/{number}/fichiers/{}/vignette", photo["id"].as_str().unwrap())).await;
    assert_eq!((small.status, small.header("content-type"), small.header("cache-control")), (200, "image/jpeg", "no-store"));
    assert!(small.bytes.starts_with(b"\xff\xd8\xff"));
}

#[tokio::test]
async fn c24_members_see_small_pictures_and_page_counts() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let files = [("photo.jpg", fixture("a01-plain.jpg")), ("dossier.pdf", fixture("v00-multipage.pdf"))];
    let files: Vec<Sent<'_>> = files.iter().map(|(name, bytes)| Sent::new(name, bytes)).collect();
    let page = browser.upload(&number, &files).await;
    page.must_say(&["photo.jpg", "dossier.pdf", "6 pages", "2 fichiers"]);
    assert_eq!(page.elements("img").iter().filter(|tag| tag.contains("/vignette")).count(), 1);
}

#[tokio::test]
async fn a_file_taken_back_is_gone_from_the_store() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let before = portal.stored_files().len();
    let file = browser.send(&number, None, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await.json()[0].clone();
    let id = file["id"].as_str().unwrap();
    assert_eq!(portal.stored_files().len(), before + 2);
    let page = browser.post("/api/remove_file", &[("number", &number), ("id", id)]).await;
    assert!(page.path.ends_with("/justificatifs"));
    assert!(!page.says("photo.jpg"));
    assert_eq!(portal.stored_files().len(), before);
    assert_eq!(browser.get(&format!("/dossiers/{number}/fichiers/{id}")).await.status, 404);
}

#[tokio::test]
async fn s35_refused_files_leave_nothing_on_the_disk() {
    let portal = TestPortal::start().await;
    let (mut browser, number) = handing_in(&portal).await;
    let before = portal.stored_files().len();
    for id in ["p01-js-openaction", "c02-truncated", "l-pdf-plus1", "n01-jpg-php", "c10-empty"] {
        let refused = browser.send(&number, None, &[case(&manifest(), id).sent()]).await.json();
        assert_ne!(verdict(&refused[0]), "accepted");
        assert_eq!(browser.get(&format!("/dossiers/{number}/fichiers/{}", refused[0]["id"].as_str().unwrap())).await.status, 404);
    }
    assert_eq!(portal.stored_files().len(), before);
}
