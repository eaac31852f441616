//! A portal on a database of its own, and a browser that knows cookies, plain forms and redirects.
use app::words::Words;
use axum::{Router, body::Body};
use backend::{
    Backend, DatabaseUrl, Options, attachment::inspect::Antivirus, clock::Clock, crypto::Key, files::Files, outbox::mail::MailArm, profile,
};
use chrono::TimeDelta;
use domain::day::Instant;
use http::{HeaderMap, Method, Request, header};
use http_body_util::BodyExt;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use server::{Portal, Site, worker};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};
use tempfile::TempDir;
use tower::ServiceExt;

/// When every test begins: 15 h 48 in Paris.
pub const START: &str = "2026-03-12T14:48:00Z";
/// « dossier ouvert à prolonger, deux crédits »: paid up to 9 January 2026, 62 days before.
pub const CLAIRE: &str = "40821176";
/// « aucun dossier ».
pub const HUGO: &str = "40935520";
/// « brouillon de prolongation en cours »: accepted up to 12 January 2026, one period in the draft.
pub const YANN: &str = "41260981";
/// « dossier refusé ».
pub const SOPHIE: &str = "41378264";
/// « dossier clôturé ».
pub const PAUL: &str = "41492037";

/// A portal and what a test may look at behind it.
pub struct TestPortal {
    pub backend: Backend,
    pub words: Arc<Words>,
    router: Router,
    clock: Arc<Mutex<Instant>>,
    mails: Arc<Mutex<Vec<Vec<u8>>>>,
    database: DatabaseConnection,
    url: String,
    folder: TempDir,
}

impl TestPortal {
    /// A portal of the `demo` insurer with its demo members.
    pub async fn start() -> Self {
        Self::of("demo").await
    }

    /// A portal of that insurer, a shipped one's name or a file, with the demo members.
    pub async fn of(insurer: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let profile = profile::load(insurer).unwrap();
        let words = Words::load(&profile).unwrap();
        let url = database_url(folder.path()).await;
        let clock = Arc::new(Mutex::new(START.parse().unwrap()));
        let mails = Arc::default();
        let options = Options {
            database: DatabaseUrl::new(&url),
            files: Files::in_folder(&folder.path().join("files")).unwrap(),
            spool: folder.path().join("spool"),
            master_key: Key::from_file(&folder.path().join("master.key"), true).unwrap(),
            clock: Clock::Held(Arc::clone(&clock)),
            mail: MailArm::Memory(Arc::clone(&mails)),
            antivirus: Antivirus::Off,
            profile: Arc::new(profile),
        };
        let backend = Backend::open(options).await.unwrap();
        backend.load_demo().await.unwrap();
        let words = Arc::new(words);
        let site = Arc::new(Site::read(&site_folder(folder.path())).unwrap());
        let router = server::router(Portal { backend: backend.clone(), words: Arc::clone(&words), site });
        let database = Database::connect(&url).await.unwrap();
        Self { backend, words, router, clock, mails, database, url, folder }
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookies: BTreeMap::new(), referer: None, headers: Vec::new() }
    }

    /// A browser in which that demo member has signed in.
    pub async fn signed_in(&self, login: &str) -> Browser {
        let mut browser = self.browser();
        let page = browser.sign_in(login, "").await;
        assert_eq!((page.status, page.path.as_str()), (200, "/"), "{login} signs in");
        browser
    }

    /// Moves the clock.
    pub fn advance(&self, by: TimeDelta) {
        *self.clock.lock().unwrap() += by;
    }

    /// The database's address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether the database is a file.
    pub fn on_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// The folder with database, files and spool.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The number that `sql` answers.
    pub async fn number(&self, sql: &str) -> i64 {
        number(&self.database, sql).await
    }

    /// Changes rows behind the portal's back.
    pub async fn run(&self, sql: &str) {
        self.database.execute_unprepared(sql).await.unwrap();
    }

    /// The texts that `sql` answers, one a row.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let rows = self.database.query_all_raw(Statement::from_string(self.database.get_database_backend(), sql)).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    /// Sends what waits in the outbox; gives all mails sent so far.
    pub async fn deliver(&self) -> Vec<String> {
        worker::deliver(&self.backend, &self.words).await;
        self.mails.lock().unwrap().iter().map(|mail| String::from_utf8(mail.clone()).unwrap()).collect()
    }

    /// Every file under the files and spool folders.
    pub fn stored_files(&self) -> Vec<PathBuf> {
        [self.folder().join("files"), self.folder().join("spool")].iter().flat_map(|folder| files_under(folder)).collect()
    }
}

/// Static files, empty ones.
fn site_folder(folder: &Path) -> PathBuf {
    let site = folder.join("site");
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    for name in ["pkg/relais.css", "sw.js", "offline.html", "offline.css", "robots.txt"] {
        std::fs::write(site.join(name), "").unwrap();
    }
    site
}

/// The number that `sql` answers.
pub async fn number(database: &DatabaseConnection, sql: &str) -> i64 {
    let row = database.query_one_raw(Statement::from_string(database.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

/// Every file under that folder.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_under(&path) } else { vec![path] }).collect()
}

/// A file in the folder, or a database made for this test on the cluster that `RELAIS_TEST_DATABASE` names.
async fn database_url(folder: &Path) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let Ok(cluster) = std::env::var("RELAIS_TEST_DATABASE") else {
        return format!("sqlite://{}?mode=rwc", folder.join("relais.db").display());
    };
    let name = format!("relais_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let base = Database::connect(&cluster).await.unwrap();
    base.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}")).await.unwrap();
    base.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    base.close().await.unwrap();
    format!("{}/{name}", cluster.rsplit_once('/').unwrap().0)
}

/// A person's browser: it keeps cookies and follows redirects.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// The page a form is posted from.
    pub referer: Option<String>,
    headers: Vec<(String, String)>,
}

/// One file to hand in.
pub struct Sent<'a> {
    pub name: &'a str,
    pub media_type: &'a str,
    pub bytes: &'a [u8],
}

impl<'a> Sent<'a> {
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self { name, media_type: "application/octet-stream", bytes }
    }
}

const BOUNDARY: &str = "----RelaisTestBoundary7MA4YWxkTrZu0gW";
const PAGE: &str = "text/html,application/xhtml+xml";
const DATA: &str = "application/json";

impl Browser {
    /// Opens a page, following redirects.
    pub async fn get(&mut self, path: &str) -> Page {
        let page = self.ask(Method::GET, path, PAGE, None).await;
        self.follow(page).await
    }

    /// Opens a page and stays at the first answer.
    pub async fn get_once(&mut self, path: &str) -> Page {
        self.ask(Method::GET, path, PAGE, None).await
    }

    /// Posts a plain form and follows redirects.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Page {
        let page = self.post_once(path, form).await;
        self.follow(page).await
    }

    /// Posts a plain form and stays at the first answer.
    pub async fn post_once(&mut self, path: &str, form: &[(&str, &str)]) -> Page {
        self.ask(Method::POST, path, PAGE, Some(("application/x-www-form-urlencoded", encoded(form).into_bytes()))).await
    }

    /// Calls a server function as an island does.
    pub async fn call(&mut self, function: &str, form: &[(&str, &str)]) -> Page {
        let body = ("application/x-www-form-urlencoded", encoded(form).into_bytes());
        self.ask(Method::POST, &format!("/api/{function}"), DATA, Some(body)).await
    }

    /// Signs in with the password of all demo members.
    pub async fn sign_in(&mut self, login: &str, next: &str) -> Page {
        self.post("/api/sign_in", &[("login", login), ("password", backend::demo::PASSWORD), ("next", next)]).await
    }

    /// Posts files with a plain form and follows the redirect.
    pub async fn upload(&mut self, number: &str, files: &[Sent<'_>]) -> Page {
        let page = self.ask(Method::POST, &format!("/dossiers/{number}/demande/envoi"), PAGE, Some(multipart(files))).await;
        self.follow(page).await
    }

    /// Posts files as the island does, the first one under `id`.
    pub async fn send(&mut self, number: &str, id: Option<&str>, files: &[Sent<'_>]) -> Page {
        let query = id.map(|id| format!("?id={id}")).unwrap_or_default();
        self.ask(Method::POST, &format!("/dossiers/{number}/demande/envoi{query}"), DATA, Some(multipart(files))).await
    }

    /// Posts any bytes as files, for what no browser sends.
    pub async fn send_bytes(&mut self, number: &str, accept: &str, body: Vec<u8>) -> Page {
        let media_type = format!("multipart/form-data; boundary={BOUNDARY}");
        self.ask(Method::POST, &format!("/dossiers/{number}/demande/envoi"), accept, Some((&media_type, body))).await
    }

    /// Posts a plain form with more headers and stays at the first answer.
    pub async fn ask_with(&mut self, path: &str, headers: &[(&str, &str)], form: Vec<u8>) -> Page {
        self.headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let page = self.ask(Method::POST, path, PAGE, Some(("application/x-www-form-urlencoded", form))).await;
        self.headers.clear();
        page
    }

    /// Keeps a cookie of its own making.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Whether a cookie of that name is kept.
    pub fn has_cookie(&self, name: &str) -> bool {
        self.cookies.contains_key(name)
    }

    async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..5 {
            let Some(to) = page.location() else { return page };
            page = self.ask(Method::GET, &to, PAGE, None).await;
        }
        panic!("redirected for ever: {}", page.path)
    }

    /// One request and its answer.
    pub async fn ask(&mut self, method: Method, path: &str, accept: &str, body: Option<(&str, Vec<u8>)>) -> Page {
        let mut request = Request::builder().method(method).uri(path).header(header::ACCEPT, accept).header(header::HOST, "localhost");
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if let Some(referer) = &self.referer {
            request = request.header(header::REFERER, referer);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = match body {
            Some((media_type, bytes)) => request.header(header::CONTENT_TYPE, media_type).body(Body::from(bytes)),
            None => request.body(Body::empty()),
        };
        let response = self.router.clone().oneshot(request.unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        let path = path.split('?').next().unwrap().to_owned();
        Page { status: parts.status.as_u16(), path, headers: parts.headers, bytes }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let (pair, flags) = cookie.to_str().unwrap().split_once("; ").unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if flags.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// An answer, after redirects where they were followed.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    /// Path of the last request.
    pub path: String,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Page {
    /// Where it sends the browser on to.
    pub fn location(&self) -> Option<String> {
        let redirect = (300..400).contains(&self.status);
        redirect.then(|| self.headers[header::LOCATION].to_str().unwrap().to_owned())
    }

    /// A header, empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The document as sent.
    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// What a person reads, with plain spaces and apostrophes.
    pub fn text(&self) -> String {
        folded(&readable(&self.html()))
    }

    /// Whether a person reads that.
    pub fn says(&self, words: &str) -> bool {
        self.text().contains(&folded(words))
    }

    /// Fails unless a person reads each of these.
    #[track_caller]
    pub fn must_say(&self, all: &[&str]) {
        for words in all {
            assert!(self.says(words), "{} ({}) does not say {words:?}:\n{}", self.path, self.status, self.text());
        }
    }

    /// Fails unless these stand on the page in that order.
    #[track_caller]
    pub fn must_say_in_order(&self, all: &[&str]) {
        let text = self.text();
        let mut rest = text.as_str();
        for words in all {
            let words = folded(words);
            let at =
                rest.find(&words).unwrap_or_else(|| panic!("{} does not say {words:?} after what comes before it:\n{text}", self.path));
            rest = &rest[at + words.len()..];
        }
    }

    /// Data answered to an island.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.html()))
    }

    /// The value of the field of that name; `None` when there is no such field.
    pub fn field(&self, name: &str) -> Option<String> {
        let html = self.html();
        let tag = tags(&html).find(|tag| tag.starts_with("<input") && attribute(tag, "name").as_deref() == Some(name))?;
        Some(attribute(tag, "value").unwrap_or_default())
    }

    /// Addresses of all links, forms included.
    pub fn links(&self) -> Vec<String> {
        let html = self.html();
        tags(&html).filter_map(|tag| attribute(tag, "href").or_else(|| attribute(tag, "action"))).collect()
    }

    /// The tags of that name.
    pub fn elements(&self, name: &str) -> Vec<String> {
        let (html, start) = (self.html(), format!("<{name}"));
        tags(&html)
            .filter(|tag| tag.strip_prefix(&start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
            .map(str::to_owned)
            .collect()
    }

    /// The first dossier number on the page.
    pub fn claim_number(&self) -> String {
        self.numbers("D").into_iter().next().unwrap_or_else(|| panic!("no dossier number:\n{}", self.text()))
    }

    /// Every number with that prefix, `D26-000001-7` or `PR-26-000001-7`, each once, in order.
    pub fn numbers(&self, prefix: &str) -> Vec<String> {
        let html = self.html();
        let mut found = Vec::new();
        for (at, _) in html.match_indices(prefix) {
            let number: String = html[at..].chars().take(prefix.len() + 11).collect();
            let shaped = number[prefix.len()..].split('-').map(str::len).eq([2, 6, 1]);
            if shaped && !html[..at].ends_with(char::is_alphanumeric) && !found.contains(&number) {
                found.push(number);
            }
        }
        found
    }
}

/// Spaces of any kind become one plain space, typographic apostrophes plain ones.
pub fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'")
}

/// The tags of a document; a `>` inside a quoted value does not end one.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let start = rest.find('<')?;
        let mut quoted = false;
        let end = rest[start..].find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        })?;
        let tag = &rest[start..=start + end];
        rest = &rest[start + end + 1..];
        Some(tag)
    })
}

/// The value of an attribute; empty when it has none.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    if let Some(at) = tag.find(&format!(" {name}=\"")) {
        let value = &tag[at + name.len() + 3..];
        return Some(unescaped(&value[..value.find('"')?]));
    }
    tag.trim_end_matches('>').split(' ').any(|part| part == name).then(String::new)
}

fn unescaped(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (code, character)| text.replace(code, character))
}

/// The text between the tags of the body.
fn readable(html: &str) -> String {
    let body = html.find("<body").map_or(html, |at| &html[at..]);
    let mut text = String::new();
    let mut rest = body;
    for tag in tags(body) {
        let at = rest.find(tag).unwrap_or_default();
        text.push_str(&rest[..at]);
        if !tag.starts_with("<!") {
            text.push(' ');
        }
        rest = &rest[at + tag.len()..];
        if tag.starts_with("<script") {
            rest = rest.find("</script>").map_or("", |end| &rest[end..]);
        }
    }
    unescaped(&text)
}

/// A form as browsers post it.
fn encoded(form: &[(&str, &str)]) -> String {
    let escape = |text: &str| {
        text.bytes()
            .map(|b| if b.is_ascii_alphanumeric() || b"-._*".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect::<String>()
    };
    form.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect::<Vec<_>>().join("&")
}

fn multipart(files: &[Sent<'_>]) -> (&'static str, Vec<u8>) {
    let mut body = parts(files);
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    ("multipart/form-data; boundary=----RelaisTestBoundary7MA4YWxkTrZu0gW", body)
}

/// Files as parts, without the line that ends the post. Names are written as browsers write them.
pub fn parts(files: &[Sent<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for Sent { name, media_type, bytes } in files {
        let name = name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A").replace('\0', "%00");
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"fichiers\"; filename=\"{name}\"\r\nContent-Type: {media_type}\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body
}

/// The bytes of a stored fixture.
pub fn fixture(file: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/uploads").join(file)).unwrap()
}

/// A period as a person types it into the empty form.
pub struct Typed<'a> {
    pub start: &'a str,
    pub end: &'a str,
    pub payer: &'a str,
    pub resumed: &'a str,
    pub resumed_on: &'a str,
    pub gap: &'a str,
}

/// A period paid by the CPAM, work not resumed.
pub fn days<'a>(start: &'a str, end: &'a str) -> Typed<'a> {
    Typed { start, end, payer: "CPAM", resumed: "non", resumed_on: "", gap: "" }
}

/// Nothing typed.
pub fn nothing() -> Typed<'static> {
    Typed { start: "", end: "", payer: "", resumed: "", resumed_on: "", gap: "" }
}

impl Browser {
    /// Presses a button of the period step with that typed, on the version the page shows.
    pub async fn periods(&mut self, number: &str, intent: &str, typed: &Typed<'_>) -> Page {
        let version = self.get(&format!("/dossiers/{number}/demande/periode")).await.field("version").unwrap();
        self.periods_at(number, &version, intent, typed).await
    }

    /// As [`Self::periods`], from a page that showed that version.
    pub async fn periods_at(&mut self, number: &str, version: &str, intent: &str, typed: &Typed<'_>) -> Page {
        let mut form = vec![
            ("number", number),
            ("version", version),
            ("intent", intent),
            ("start", typed.start),
            ("end", typed.end),
            ("payer", typed.payer),
            ("resumed_on", typed.resumed_on),
        ];
        form.extend([("resumed", typed.resumed), ("gap_confirmed", typed.gap)].into_iter().filter(|(_, value)| !value.is_empty()));
        self.post("/api/save_periods", &form).await
    }

    /// The number of the member's one dossier.
    pub async fn only_claim(&mut self) -> String {
        self.get("/dossiers").await.claim_number()
    }

    /// Starts a prolongation of Claire's dossier with one right period and one file; gives its number.
    pub async fn ready_to_send(&mut self) -> String {
        let number = self.only_claim().await;
        self.post("/api/prolong", &[("number", &number)]).await;
        let page = self.periods(&number, "next", &days("10/01/2026", "28/02/2026")).await;
        assert!(page.path.ends_with("/justificatifs"), "{}", page.text());
        self.upload(&number, &[Sent::new("decompte.pdf", &fixture("a04-plain.pdf"))]).await;
        number
    }

    /// The key under which the request on the recap would be sent.
    pub async fn key(&mut self, number: &str) -> String {
        self.get(&format!("/dossiers/{number}/demande/recapitulatif")).await.field("key").unwrap()
    }

    /// « Valider ».
    pub async fn submit(&mut self, number: &str) -> Page {
        let key = self.key(number).await;
        self.post("/api/submit_claim", &[("number", number), ("key", &key)]).await
    }
}
