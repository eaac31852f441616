//! As much of HTTP/1.1 as a bench needs: one kept connection, cookies, bodies by length or in chunks.

use std::fmt::Write as _;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use crate::outcome::{Outcome, Stop};

/// A browser of sorts: one connection that keeps its cookies.
pub struct Client {
    address: String,
    stream: BufReader<TcpStream>,
    cookies: Vec<(String, String)>,
    visitor: Option<Ipv4Addr>,
}

/// For `map_err`: nothing more can be measured.
pub fn lost(cause: io::Error) -> Stop {
    Stop::because("the connection to the server was lost")(cause)
}

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    headers: Vec<(String, String)>,
    /// The body, as text.
    pub body: String,
}

impl Answer {
    /// A header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Where its links lead, in order.
    pub fn links(&self) -> impl Iterator<Item = &str> {
        self.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next())
    }

    /// `Server-Timing: app;dur=1.5`: the server's own time, in milliseconds.
    pub fn server_time(&self) -> Option<f64> {
        let metrics = self.headers.iter().filter(|(name, _)| name == "server-timing").flat_map(|(_, value)| value.split(','));
        let app = metrics.map(str::trim).find_map(|metric| metric.strip_prefix("app;"))?;
        app.split(';').find_map(|part| part.trim().strip_prefix("dur="))?.trim().parse().ok()
    }
}

impl Client {
    /// Connects to `127.0.0.1:PORT`.
    ///
    /// # Errors
    /// When nothing listens there.
    pub fn connect(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self { address: address.to_owned(), stream: BufReader::new(stream), cookies: Vec::new(), visitor: None })
    }

    /// Asks for a page.
    ///
    /// # Errors
    /// When the connection is lost or the answer cannot be read.
    pub fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.send("GET", path, "")
    }

    /// Asks for a page over and over: the server's own time for each answer but the first `warm_up` ones, in milliseconds.
    ///
    /// # Errors
    /// When the connection is lost, or the page is not answered with its time.
    pub fn server_times(&mut self, path: &str, warm_up: usize, rounds: usize) -> Outcome<Vec<f64>> {
        let mut times = Vec::with_capacity(rounds);
        for round in 0..warm_up + rounds {
            let answer = self.get(path).map_err(lost)?;
            if answer.status != 200 {
                let whither = answer.header("location").map(|there| format!(", to {there}")).unwrap_or_default();
                return Err(Stop::new(format!("{path} was answered with {}{whither}", answer.status)));
            }
            let time = answer.server_time().ok_or_else(|| Stop::new(format!("{path} came without `Server-Timing: app;dur=..`")))?;
            if round >= warm_up {
                times.push(time);
            }
        }
        Ok(times)
    }

    /// Sends a form, as its page would.
    ///
    /// # Errors
    /// When the connection is lost or the answer cannot be read.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> io::Result<Answer> {
        let pairs: Vec<_> = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        self.send("POST", path, &pairs.join("&"))
    }

    /// From now on, this is the connection of a proxy on the same machine: what is sent comes from a visitor at that address, whom
    /// the server has given no cookie yet.
    pub fn stand_for(&mut self, visitor: Ipv4Addr) {
        self.cookies.clear();
        self.visitor = Some(visitor);
    }

    /// Whether the server has given a cookie of that name.
    pub fn holds(&self, cookie: &str) -> bool {
        self.cookies.iter().any(|(name, _)| name == cookie)
    }

    fn send(&mut self, method: &str, path: &str, body: &str) -> io::Result<Answer> {
        let request = self.request(method, path, body);
        self.stream.get_mut().write_all(request.as_bytes())?;
        self.read()
    }

    fn request(&self, method: &str, path: &str, body: &str) -> String {
        let host = &self.address;
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\nSec-Fetch-Site: same-origin\r\n");
        if method == "POST" {
            let length = body.len();
            let _ =
                write!(request, "Origin: http://{host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n");
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let _ = write!(request, "Cookie: {}\r\n", pairs.join("; "));
        }
        if let Some(visitor) = self.visitor {
            let _ = write!(request, "X-Forwarded-For: {visitor}\r\n");
        }
        let _ = write!(request, "\r\n{body}");
        request
    }

    fn read(&mut self) -> io::Result<Answer> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(|| unreadable(&first))?;
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        for (_, cookie) in headers.iter().filter(|(name, _)| name == "set-cookie") {
            self.keep(cookie);
        }
        let mut answer = Answer { status, headers, body: String::new() };
        answer.body = self.body(&answer)?;
        Ok(answer)
    }

    fn body(&mut self, answer: &Answer) -> io::Result<String> {
        let mut bytes = Vec::new();
        if answer.header("transfer-encoding") == Some("chunked") {
            loop {
                let line = self.line()?;
                let size =
                    line.split(';').next().and_then(|hex| usize::from_str_radix(hex.trim(), 16).ok()).ok_or_else(|| unreadable(&line))?;
                self.take(size, &mut bytes)?;
                self.line()?;
                if size == 0 {
                    break;
                }
            }
        } else if let Some(length) = answer.header("content-length").and_then(|length| length.parse().ok()) {
            self.take(length, &mut bytes)?;
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn take(&mut self, size: usize, bytes: &mut Vec<u8>) -> io::Result<()> {
        let start = bytes.len();
        bytes.resize(start + size, 0);
        self.stream.read_exact(&mut bytes[start..])
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }

    fn keep(&mut self, cookie: &str) {
        let pair = cookie.split(';').next().unwrap_or_default();
        if let Some((name, value)) = pair.split_once('=') {
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

fn unreadable(line: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("not HTTP: {line}"))
}

/// A form value as browsers send it.
fn encoded(value: &str) -> String {
    value.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._*".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn a_proxys_visitor_has_an_address_and_no_cookies_of_others() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut client = Client::connect(&listener.local_addr().unwrap().to_string()).unwrap();
        client.keep("session=1; Path=/");
        assert!(client.holds("session") && !client.holds("sess"));
        let own = client.request("GET", "/", "");
        assert!(own.contains("Cookie: session=1\r\n") && !own.contains("X-Forwarded-For"), "{own}");
        client.stand_for(Ipv4Addr::new(198, 18, 0, 1));
        let anothers = client.request("GET", "/", "");
        assert!(!anothers.contains("Cookie") && anothers.ends_with("X-Forwarded-For: 198.18.0.1\r\n\r\n"), "{anothers}");
    }

    #[test]
    fn form_values_are_sent_as_browsers_send_them() {
        assert_eq!(encoded("été+a@b"), "%C3%A9t%C3%A9%2Ba%40b");
    }

    #[test]
    fn links_of_a_page_are_found_in_order() {
        let body = r#"<a href="/dossiers">x</a><a class="b" href="/dossiers/D1/preuve.pdf">y</a>"#.to_owned();
        let answer = Answer { status: 200, headers: Vec::new(), body };
        assert_eq!(answer.links().collect::<Vec<_>>(), ["/dossiers", "/dossiers/D1/preuve.pdf"]);
    }

    #[test]
    fn the_servers_own_time_is_found_among_others() {
        let headers = vec![("server-timing".to_owned(), "db;dur=1, app;desc=\"page\";dur=12.5".to_owned())];
        let answer = Answer { status: 200, headers, body: String::new() };
        assert_eq!(answer.server_time(), Some(12.5));
    }
}
