//! What goes wrong: a busy database, no room left, and a process killed at any moment. Nothing is half written.
use crate::{
    binary::{Client, Served},
    support::{CLAIRE, Sent, TestPortal, days, files_under, fixture, nothing, number},
    synthesis::synthesised,
};
use backend::{
    Backend, DatabaseUrl, Options,
    attachment::inspect::Antivirus,
    clock::Clock,
    crypto::Key,
    files::Files,
    outbox::{mail::MailArm, sms::SmsArm},
    profile,
};
use chrono::TimeDelta;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, TransactionTrait};
use std::{
    path::Path,
    sync::{Arc, Mutex, mpsc},
    time::Duration,
};

/// A connection of its own to the portal's database that lets nobody else write.
async fn in_the_way(portal: &TestPortal) -> sea_orm::DatabaseTransaction {
    let mut options = ConnectOptions::new(portal.url());
    options.max_connections(1);
    let other = Database::connect(options).await.unwrap();
    let tx = other.begin().await.unwrap();
    let lock = if portal.on_sqlite() { "UPDATE settings SET value = value" } else { "LOCK TABLE enrolments IN ACCESS EXCLUSIVE MODE" };
    tx.execute_unprepared(lock).await.unwrap();
    tx
}

#[tokio::test]
async fn a_busy_database_gives_the_page_that_says_so_and_nothing_is_half_written() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    let (key, version) = browser.key_and_version(&number).await;
    let files = portal.stored_files().len();
    let held = in_the_way(&portal).await;
    let (mut second, mut third) = (browser.clone(), browser.clone());
    let pdf = fixture("a04-plain.pdf");
    let file = [Sent::new("autre.pdf", &pdf)];
    let form = [("number", number.as_str()), ("key", key.as_str()), ("version", version.as_str())];
    let (plain, island, upload) =
        futures::join!(browser.post("/api/submit_claim", &form), second.call("submit_claim", &form), third.send(&number, None, &file),);
    assert_eq!((plain.status, plain.path.as_str()), (503, "/erreur/occupe"));
    plain.must_say(&["Service très demandé", "Ce qui était enregistré est gardé"]);
    assert_eq!((island.status, island.json()), (503, serde_json::json!("busy")));
    assert_eq!((upload.status, upload.json()), (503, serde_json::json!("busy")));
    held.rollback().await.unwrap();
    assert_eq!(portal.number("SELECT COUNT(*) FROM outbox").await, 0);
    assert_eq!(portal.number("SELECT COUNT(*) FROM audit WHERE action = 'request_sent'").await, 0);
    assert_eq!(portal.stored_files().len(), files, "the file that found no row is gone");
    assert!(browser.post("/api/submit_claim", &form).await.path.ends_with("/confirmation"), "and then it works");
}

#[tokio::test]
async fn reading_goes_on_while_somebody_writes() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    if !portal.on_sqlite() {
        return; // There the lock of the test keeps readers out too.
    }
    let held = in_the_way(&portal).await;
    let page = tokio::time::timeout(Duration::from_secs(3), browser.get("/dossiers")).await.expect("in time");
    assert_eq!(page.status, 200);
    held.rollback().await.unwrap();
}

#[test]
fn a_full_disk_for_files_gives_the_page_that_says_so_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Served::start(folder.path(), "").stop());
    // No file grows beyond 2 Mo: the write fails as on a full disk, and the process is not told by a signal.
    let served = Served::start(folder.path(), "trap '' XFSZ; ulimit -f 2048");
    let mut client = served.client();
    client.sign_in(CLAIRE).unwrap();
    let number = claim_number(&mut client);
    client.call("prolong", &[("number", &number)]).unwrap();
    let before = files_under(&folder.path().join("files")).len();
    let large = synthesised("l-pdf", 3_000_000);
    let island = client.upload(&number, "application/json", "grand.pdf", &large).unwrap();
    assert_eq!((island.status, island.json()), (507, serde_json::json!("full")));
    let plain = client.upload(&number, "text/html", "grand.pdf", &large).unwrap();
    assert_eq!((plain.status, plain.location.as_str()), (303, "/erreur/plein"));
    let page = client.get("/erreur/plein").unwrap();
    assert_eq!(page.status, 507);
    assert!(String::from_utf8_lossy(&page.body).contains("Rien n’a été écrit à moitié"));
    assert_eq!(files_under(&folder.path().join("files")).len(), before);
    assert!(files_under(&folder.path().join("spool")).is_empty());
    assert!(draft(&mut client, &number)["files"].as_array().unwrap().is_empty());
    let small = client.upload(&number, "application/json", "petit.pdf", &fixture("a04-plain.pdf")).unwrap();
    assert_eq!(small.status, 200, "what fits is still taken");
}

#[test]
fn a_full_disk_for_the_database_gives_the_page_that_says_so_and_keeps_what_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Served::start(folder.path(), "").stop());
    let size = std::fs::metadata(folder.path().join("relais.db")).unwrap().len() / 1024 + 8;
    let served = Served::start(folder.path(), &format!("trap '' XFSZ; ulimit -f {size}"));
    let mut client = served.client();
    client.sign_in(CLAIRE).unwrap();
    let number = claim_number(&mut client);
    client.call("prolong", &[("number", &number)]).unwrap();
    let mut saved = String::new();
    let refused = (0..2_000).find_map(|n| {
        let typed = format!("essai {n}");
        let version = draft(&mut client, &number)["version"].to_string();
        let form = [("number", number.as_str()), ("version", &version), ("intent", "save"), ("start", &typed)];
        let answer = client.call("save_periods", &form).unwrap();
        if answer.status == 200 {
            saved = typed;
            return None;
        }
        Some((answer, client.post("save_periods", &form).unwrap()))
    });
    let (island, plain) = refused.expect("the limit was met");
    assert_eq!((island.status, island.json()), (507, serde_json::json!("full")));
    assert_eq!(plain.location, "/erreur/plein");
    assert_eq!(client.get("/erreur/plein").unwrap().status, 507);
    assert_eq!(client.get("/dossiers").unwrap().status, 200, "reading goes on");
    assert_eq!(draft(&mut client, &number)["entry"]["start"], saved.as_str());
    drop(served);
    let served = Served::start(folder.path(), "");
    let mut client = served.client();
    client.sign_in(CLAIRE).unwrap();
    assert_eq!(draft(&mut client, &number)["entry"]["start"], saved.as_str(), "after a restart too");
    let version = draft(&mut client, &number)["version"].to_string();
    let form = [("number", number.as_str()), ("version", &version), ("intent", "save"), ("start", "10/01/2026")];
    assert_eq!(client.call("save_periods", &form).unwrap().status, 200, "and with room it works again");
}

fn claim_number(client: &mut Client) -> String {
    client.call("claims", &[]).unwrap().json()["claims"][0]["number"].as_str().unwrap().to_owned()
}

fn draft(client: &mut Client, number: &str) -> serde_json::Value {
    client.call("claim", &[("number", number)]).unwrap().json()["claim"]["draft"].clone()
}

/// What the member saw happen.
#[derive(Default)]
struct Confirmed {
    keys: Vec<String>,
    files: Vec<(String, String)>,
}

const LETTER: usize = 300_000;

/// Prolongs by one day, hands a file in, validates, again and again; tells before each post. Ends when the server is gone.
fn prolong_until_it_dies(mut client: Client, number: &str, confirmed: &Mutex<Confirmed>, about_to: &mpsc::Sender<()>) -> Option<()> {
    let letter = synthesised("l-pdf", LETTER);
    client.sign_in(CLAIRE)?;
    loop {
        about_to.send(()).ok()?;
        client.call("prolong", &[("number", number)])?;
        let file = client.call("claim", &[("number", number)])?.json();
        let draft = &file["claim"]["draft"];
        let mut version = draft["version"].as_i64()?;
        if draft["rows"].as_array()?.is_empty() {
            let covered: domain::day::Day = serde_json::from_value(file["claim"]["summary"]["covered_to"].clone()).ok()?;
            let (day, shown) = (covered.plus(1).typed(), version.to_string());
            let form = [
                ("number", number),
                ("version", &shown),
                ("intent", "next"),
                ("start", &day),
                ("end", &day),
                ("payer", "CPAM"),
                ("resumed", "non"),
            ];
            about_to.send(()).ok()?;
            assert_eq!(client.call("save_periods", &form)?.status, 200);
            version += 1;
        }
        if draft["files"].as_array()?.is_empty() {
            about_to.send(()).ok()?;
            let answer = client.upload(number, "application/json", "decompte.pdf", &letter)?;
            assert_eq!(answer.status, 200);
            let file = &answer.json()[0];
            assert_eq!(file["state"], "received");
            let (id, print) = (file["id"].as_str()?.to_owned(), file["sha256"].as_str()?.to_owned());
            confirmed.lock().unwrap().files.push((id, print));
        }
        let key = draft["key"].as_str()?;
        about_to.send(()).ok()?;
        let answer = client.call("submit_claim", &[("number", number), ("key", key), ("version", &version.to_string())])?;
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        confirmed.lock().unwrap().keys.push(key.to_owned());
    }
}

/// Numbers without order, always the same.
fn dice(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |sides| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_twenty_moments_nothing_confirmed_is_lost_or_doubled_and_no_row_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let confirmed = Arc::new(Mutex::new(Confirmed::default()));
    let mut roll = dice(1907);
    let mut dossier = String::new();
    for round in 0..20 {
        let mut served = Served::start(folder.path(), "");
        if round == 0 {
            let mut client = served.client();
            client.sign_in(CLAIRE).unwrap();
            dossier = claim_number(&mut client);
        }
        let (client, number, told) = (served.client(), dossier.clone(), Arc::clone(&confirmed));
        let (about_to, posts) = mpsc::channel();
        let member = std::thread::spawn(move || prolong_until_it_dies(client, &number, &told, &about_to));
        // Which post it dies in, and how long after its beginning.
        for _ in 0..2 + roll(10) {
            posts.recv_timeout(Duration::from_secs(30)).unwrap();
        }
        std::thread::sleep(Duration::from_millis(roll(60)));
        drop(posts);
        served.kill();
        member.join().expect("every answer was a right one");
    }
    let mut served = Served::start(folder.path(), "");
    let mut client = served.client();
    client.sign_in(CLAIRE).unwrap();
    let file = client.call("claim", &[("number", &dossier)]).unwrap().json();
    let sent: Vec<&serde_json::Value> = file["claim"]["requests"].as_array().unwrap().iter().filter(|r| r["state"] == "sent").collect();
    let confirmed = std::mem::take(&mut *confirmed.lock().unwrap());
    assert!(confirmed.keys.len() >= 10, "only {} were confirmed: the moments are badly chosen", confirmed.keys.len());
    assert!(sent.len() >= confirmed.keys.len(), "{} sent, {} confirmed", sent.len(), confirmed.keys.len());
    let mut days: Vec<String> =
        sent.iter().flat_map(|r| r["periods"].as_array().unwrap()).map(|p| p["range"].as_str().unwrap().to_owned()).collect();
    days.sort();
    let all = days.len();
    days.dedup();
    assert_eq!((days.len(), all), (sent.len(), sent.len()), "each has its one period, none twice");
    for request in &sent {
        assert_eq!(request["files"].as_array().unwrap().len(), 1, "{request}");
    }
    for (id, print) in &confirmed.files {
        let answer = client.get(&format!("/dossiers/{dossier}/fichiers/{id}")).unwrap();
        assert_eq!((answer.status, answer.body.len()), (200, LETTER), "{id}");
        assert_eq!(&hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&answer.body)), print);
    }
    rows_are_whole(folder.path(), &confirmed.keys, sent.len()).await;
    assert!(served.stop());
    only_named_files_stay(folder.path()).await;
}

/// No row without its parent, one audit entry and one mail for each request, one request for each key.
async fn rows_are_whole(folder: &Path, keys: &[String], sent: usize) {
    let database = Database::connect(format!("sqlite://{}", folder.join("relais.db").display())).await.unwrap();
    let sent = i64::try_from(sent).unwrap();
    for key in keys {
        let hex = key.replace('-', "").to_uppercase();
        let sql = format!("SELECT COUNT(*) FROM requests WHERE state = 'sent' AND hex(idempotency_key) = '{hex}'");
        assert_eq!(number(&database, &sql).await, 1, "{key}");
    }
    for (sql, expected) in [
        ("SELECT COUNT(*) FROM audit WHERE action = 'request_sent'", sent),
        ("SELECT COUNT(*) FROM outbox", sent),
        ("SELECT COUNT(*) FROM requests WHERE state = 'sent' AND snapshot_sha256 IS NOT NULL", sent),
        ("SELECT COUNT(*) FROM attachments WHERE request_id NOT IN (SELECT id FROM requests)", 0),
        ("SELECT COUNT(*) FROM periods WHERE request_id NOT IN (SELECT id FROM requests)", 0),
        ("SELECT COUNT(*) FROM requests WHERE state = 'draft' AND id IN (SELECT request_id FROM periods)", 0),
        ("SELECT COUNT(*) FROM requests WHERE state = 'sent' AND number IS NULL", 0),
    ] {
        assert_eq!(number(&database, sql).await, expected, "{sql}");
    }
    database.close().await.unwrap();
}

/// Files that lost their row are young, and the sweep removes them and nothing else.
async fn only_named_files_stay(folder: &Path) {
    assert!(files_under(&folder.join("spool")).is_empty(), "the spool is emptied at start");
    let backend = Backend::open(Options {
        database: DatabaseUrl::in_folder(folder),
        files: Files::in_folder(&folder.join("files")).unwrap(),
        spool: folder.join("spool"),
        master_key: Key::from_file(&folder.join("master.key"), false).unwrap(),
        clock: Clock::Real,
        mail: MailArm::Folder(folder.join("outbox/mail")),
        sms: SmsArm::Folder(folder.join("outbox/sms")),
        antivirus: Antivirus::Off,
        drawer: crate::binary::RELAIS.into(),
        profile: Arc::new(profile::load("demo").unwrap()),
        public_url: None,
    });
    let backend = backend.await.unwrap();
    let before = files_under(&folder.join("files")).len();
    assert_eq!(backend.sweep_files().await.unwrap(), 0, "younger than the clean-up age");
    let swept = backend.sweep_files_older(TimeDelta::seconds(-5)).await.unwrap();
    let kept = files_under(&folder.join("files"));
    assert_eq!(kept.len(), before - swept);
    backend.close().await;
    let database = Database::connect(format!("sqlite://{}", folder.join("relais.db").display())).await.unwrap();
    for file in &kept {
        let name = file.file_name().unwrap().to_str().unwrap();
        let sql = format!("SELECT COUNT(*) FROM attachments WHERE file_key = '{name}' OR thumbnail_key = '{name}'");
        assert!(number(&database, &sql).await > 0, "{name}");
    }
    let named = number(&database, "SELECT COUNT(DISTINCT file_key) + COUNT(DISTINCT thumbnail_key) FROM attachments").await;
    assert_eq!(i64::try_from(kept.len()).unwrap(), named, "no row without its file");
    let mails = files_under(&folder.join("outbox/mail")).iter().filter(|file| file.extension().is_some_and(|e| e == "eml")).count();
    assert!(i64::try_from(mails).unwrap() <= number(&database, "SELECT COUNT(*) FROM outbox").await, "no mail twice");
}

#[tokio::test]
async fn the_sweep_leaves_every_file_that_a_row_names() {
    let portal = TestPortal::start().await;
    let mut browser = portal.signed_in(CLAIRE).await;
    let number = browser.ready_to_send().await;
    browser.upload(&number, &[Sent::new("photo.jpg", &fixture("a01-plain.jpg"))]).await;
    browser.periods(&number, "save", &nothing()).await;
    let mut named = portal.texts("SELECT file_key FROM attachments WHERE file_key IS NOT NULL UNION SELECT thumbnail_key FROM attachments WHERE thumbnail_key IS NOT NULL").await;
    let stray = portal.folder().join("files/ab");
    std::fs::create_dir_all(&stray).unwrap();
    let stray = stray.join(format!("ab{}", "0".repeat(30)));
    std::fs::write(&stray, "left by a crash").unwrap();
    assert_eq!(portal.backend.sweep_files().await.unwrap(), 0, "its row may be about to be written");
    portal.backend.sweep_files_older(TimeDelta::seconds(-5)).await.unwrap();
    assert!(!stray.exists());
    let mut kept: Vec<String> = portal.stored_files().iter().map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect();
    kept.sort();
    named.sort();
    assert_eq!(kept, named);
    assert!(browser.periods(&number, "save", &days("10/01/2026", "11/01/2026")).await.status < 500);
}
