//! A person's browser: cookies, plain forms, files, redirects.
use super::Page;
use axum::{Router, body::Body, extract::ConnectInfo};
use http::{HeaderMap, Method, Request, header, response::Parts};
use http_body_util::BodyExt;
use std::{collections::BTreeMap, net::SocketAddr};
use tower::ServiceExt;

/// A person's browser: it keeps cookies and follows redirects.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// The page a form is posted from.
    pub referer: Option<String>,
    headers: Vec<(String, String)>,
    /// Where it comes from; all others share one network.
    address: Option<SocketAddr>,
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
    /// One that was nowhere yet.
    pub fn of(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), referer: None, headers: Vec::new(), address: None }
    }

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
        self.upload_to(&format!("/dossiers/{number}/demande/envoi"), files).await
    }

    /// Posts files with a plain form to that address and follows the redirect.
    pub async fn upload_to(&mut self, path: &str, files: &[Sent<'_>]) -> Page {
        let page = self.ask(Method::POST, path, PAGE, Some(multipart(files))).await;
        self.follow(page).await
    }

    /// Posts files as the island does, the first one under `id`.
    pub async fn send(&mut self, number: &str, id: Option<&str>, files: &[Sent<'_>]) -> Page {
        let query = id.map(|id| format!("?id={id}")).unwrap_or_default();
        self.send_to(&format!("/dossiers/{number}/demande/envoi{query}"), files).await
    }

    /// Posts files to that address, for their verdicts.
    pub async fn send_to(&mut self, path: &str, files: &[Sent<'_>]) -> Page {
        self.ask(Method::POST, path, DATA, Some(multipart(files))).await
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

    /// Says that with every request.
    pub fn header(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    /// Comes from that address from now on.
    pub fn come_from(&mut self, address: [u8; 4]) {
        self.address = Some((address, 443).into());
    }

    /// Whether a cookie of that name is kept.
    pub fn has_cookie(&self, name: &str) -> bool {
        self.cookies.contains_key(name)
    }

    /// The cookie of that name, where one is kept.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..5 {
            let Some(to) = page.location() else { return page };
            page = self.ask(Method::GET, &to, PAGE, None).await;
        }
        panic!("redirected for ever: {}", page.path)
    }

    /// Opens what goes on for ever, as a page that listens does: how it begins, and the rest.
    pub async fn listen(&mut self, path: &str) -> (Page, Body) {
        let (parts, body) = self.answered(Method::GET, path, PAGE, None).await;
        (Page { status: parts.status.as_u16(), path: path.to_owned(), headers: parts.headers, bytes: Vec::new() }, body)
    }

    /// One request and its answer.
    pub async fn ask(&mut self, method: Method, path: &str, accept: &str, body: Option<(&str, Vec<u8>)>) -> Page {
        let (parts, body) = self.answered(method, path, accept, body).await;
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        let path = path.split('?').next().unwrap().to_owned();
        Page { status: parts.status.as_u16(), path, headers: parts.headers, bytes }
    }

    /// One request and how its answer begins.
    async fn answered(&mut self, method: Method, path: &str, accept: &str, body: Option<(&str, Vec<u8>)>) -> (Parts, Body) {
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
        let mut request = request.unwrap();
        if let Some(address) = self.address {
            request.extensions_mut().insert(ConnectInfo(address));
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        (parts, body)
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
