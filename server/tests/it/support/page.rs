//! What a person reads in an answer.
use http::{HeaderMap, header};

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
        folded(&readable(&unbroken(&self.html())))
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

    /// Fails unless the page warns before its reader's session ends, in so many seconds, and leads back to itself afterwards.
    #[track_caller]
    pub fn must_warn(&self, seconds: i64) {
        let path = &self.path;
        assert_eq!(self.status, 200, "{path}");
        self.must_say(&["Votre session se termine dans 3 minutes", "Rester connecté", "Ce qui est enregistré est gardé."]);
        let door = if path.starts_with("/gestion") { "/gestion/connexion" } else { "/connexion" };
        assert!(self.links().contains(&format!("{door}?next={path}")), "the way back leads to {path}: {:?}", self.links());
        let notice = self.elements("div").into_iter().find(|tag| attribute(tag, "id").as_deref() == Some("session")).unwrap();
        assert_eq!(attribute(&notice, "data-left"), Some(seconds.to_string()), "{path}");
        assert!(attribute(&notice, "hidden").is_some(), "without script it is never shown: {notice}");
        assert!(!self.elements("leptos-island").is_empty(), "{path} has the island that shows it");
        let policy = self.header("content-security-policy");
        let nonce = policy.split_once("script-src 'self' 'nonce-").and_then(|(_, rest)| rest.strip_suffix("' 'wasm-unsafe-eval'"));
        let nonce = nonce.unwrap_or_else(|| panic!("{path} may run nothing: {policy}"));
        assert!(self.html().contains(&format!("<script nonce=\"{nonce}\"")), "{path} loads it");
    }

    /// Fails unless the page does not, and has no script.
    #[track_caller]
    pub fn must_not_warn(&self) {
        assert!(!self.html().contains("data-left") && !self.html().contains("<script"), "{}", self.path);
        assert!(self.header("content-security-policy").ends_with("script-src 'none'"), "{}", self.path);
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

    /// The values of all fields of that name.
    pub fn fields(&self, name: &str) -> Vec<String> {
        let html = self.html();
        let named = tags(&html).filter(|tag| tag.starts_with("<input") && attribute(tag, "name").as_deref() == Some(name));
        named.filter_map(|tag| attribute(tag, "value")).collect()
    }

    /// What the buttons of that name post, in order.
    pub fn buttons(&self, name: &str) -> Vec<String> {
        let all = self.elements("button");
        all.iter().filter(|tag| attribute(tag, "name").as_deref() == Some(name)).filter_map(|tag| attribute(tag, "value")).collect()
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

/// Without what only says where lines may break.
fn unbroken(html: &str) -> String {
    let html = html.replace("<wbr>", "");
    let mut parts = html.split("<span class=\"whole\">");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + &part.replacen("</span>", "", 1))
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
