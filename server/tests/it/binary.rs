//! The built program itself: run for an answer, or serving while a test talks to it over TCP.
use crate::support::START;
use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStdout, Command, Output, Stdio},
    time::Duration,
};

pub const RELAIS: &str = env!("CARGO_BIN_EXE_relais");

/// Runs the program to its end.
pub fn run(arguments: &[&str]) -> Output {
    Command::new(RELAIS).args(arguments).env("RUST_LOG", "off").stdin(Stdio::null()).output().unwrap()
}

/// What it wrote to its standard error, as one line.
pub fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A portal served by the program, stopped when dropped.
pub struct Served {
    child: Child,
    port: u16,
    /// Kept open: the program says more than its first line.
    _said: BufReader<ChildStdout>,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Served {
    /// Serves the demo from that folder; `limits` are shell commands that come before, such as `ulimit`.
    pub fn start(data: &Path, limits: &str) -> Self {
        Self::with_log(data, limits, "off")
    }

    /// The same, and how much is logged: to the file `log` of the folder.
    pub fn with_log(data: &Path, limits: &str, log: &str) -> Self {
        std::fs::create_dir_all(data.join("site")).unwrap();
        let script = format!("{limits}\nexec \"$0\" \"$@\"");
        let mut command = Command::new("bash");
        command.args(["-c", &script, RELAIS, "serve", "--demo", "--listen", "127.0.0.1:0", "--clock", START]);
        command.arg("--data").arg(data).arg("--site").arg(data.join("site")).env("RUST_LOG", log).env_remove("RELAIS_DATABASE");
        let told = std::fs::File::create(data.join("log")).unwrap();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(told).spawn().unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        let port = line.trim().rsplit_once("http://localhost:").unwrap_or_else(|| panic!("not ready: {line}")).1.parse().unwrap();
        Self { child, port, _said: said }
    }

    /// SIGKILL, at once.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// SIGTERM; whether it then ended well.
    pub fn stop(&mut self) -> bool {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.child.wait().unwrap().success()
    }

    /// A client of it.
    pub fn client(&self) -> Client {
        Client { port: self.port, cookies: BTreeMap::new() }
    }
}

/// A client that opens a connection for each request. An answer cut off is none.
#[derive(Clone)]
pub struct Client {
    port: u16,
    cookies: BTreeMap<String, String>,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub location: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }
}

impl Client {
    /// Signs in as a demo member.
    pub fn sign_in(&mut self, login: &str) -> Option<()> {
        let answer = self.call("sign_in", &[("login", login), ("password", backend::demo::PASSWORD)])?;
        (answer.status == 200).then_some(())
    }

    /// Opens a page.
    pub fn get(&mut self, path: &str) -> Option<Answer> {
        self.ask("GET", path, "text/html", "text/plain", b"")
    }

    /// Calls a server function as an island does.
    pub fn call(&mut self, function: &str, form: &[(&str, &str)]) -> Option<Answer> {
        self.ask("POST", &format!("/api/{function}"), "application/json", "application/x-www-form-urlencoded", encoded(form).as_bytes())
    }

    /// Posts a plain form.
    pub fn post(&mut self, function: &str, form: &[(&str, &str)]) -> Option<Answer> {
        self.ask("POST", &format!("/api/{function}"), "text/html", "application/x-www-form-urlencoded", encoded(form).as_bytes())
    }

    /// Posts one file.
    pub fn upload(&mut self, number: &str, accept: &str, name: &str, bytes: &[u8]) -> Option<Answer> {
        let head = format!("--xyz\r\nContent-Disposition: form-data; name=\"fichiers\"; filename=\"{name}\"\r\n\r\n");
        let body = [head.as_bytes(), bytes, b"\r\n--xyz--\r\n"].concat();
        self.ask("POST", &format!("/dossiers/{number}/demande/envoi"), accept, "multipart/form-data; boundary=xyz", &body)
    }

    fn ask(&mut self, method: &str, path: &str, accept: &str, media_type: &str, body: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_mins(1))).ok()?;
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: {accept}\r\nCookie: {}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
            cookies.join("; "),
            body.len()
        );
        stream.write_all(head.as_bytes()).ok()?;
        // A server that answers early may not read the rest.
        let _ = stream.write_all(body);
        let mut all = Vec::new();
        stream.read_to_end(&mut all).ok()?;
        let end = all.windows(4).position(|part| part == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers: Vec<(String, &str)> =
            lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_lowercase(), value)).collect();
        let header = |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| *value);
        let body = all[end + 4..].to_vec();
        let body = if header("transfer-encoding") == Some("chunked") { unchunked(&body)? } else { body };
        if let Some(length) = header("content-length").and_then(|length| length.parse::<usize>().ok()) {
            (body.len() == length).then_some(())?;
        }
        let location = header("location").unwrap_or_default().to_owned();
        for (_, cookie) in headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (name, value) = cookie.split(';').next()?.split_once('=')?;
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        Some(Answer { status, location, body })
    }
}

fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let line = rest.windows(2).position(|part| part == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..line]).ok()?, 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(line + 2..line + 2 + size)?);
        rest = rest.get(line + 4 + size..)?;
    }
}

fn encoded(form: &[(&str, &str)]) -> String {
    form.iter()
        .map(|(name, value)| format!("{name}={}", value.replace('%', "%25").replace('/', "%2F").replace('&', "%26").replace(' ', "+")))
        .collect::<Vec<_>>()
        .join("&")
}

#[test]
fn the_browsers_room_holds_no_backend_no_tokio_and_no_axum() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "tree",
        "--offline",
        "-p",
        "frontend",
        "--target",
        "wasm32-unknown-unknown",
        "-e",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    let output = cargo.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()).output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    let tree = String::from_utf8(output.stdout).unwrap();
    let crates: std::collections::BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(crates.contains("domain") && crates.contains("leptos"), "{crates:?}");
    for never in
        ["backend", "documents", "migration", "server", "axum", "tokio", "leptos_axum", "sea-orm", "sqlx", "fluent-bundle", "chrono-tz"]
    {
        assert!(!crates.contains(never), "{never}");
    }
}
