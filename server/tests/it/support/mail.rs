//! Mails as they arrive.
use mail_parser::MessageParser;

/// A mail, taken apart.
#[derive(Debug)]
pub struct Mail {
    /// As sent.
    pub raw: String,
    /// Whom it goes to.
    pub to: String,
    /// Its subject line.
    pub subject: String,
    /// Its plain text.
    pub text: String,
    /// The same as a page.
    pub html: String,
}

impl Mail {
    pub fn of(bytes: &[u8]) -> Self {
        let mail = MessageParser::default().parse(bytes).unwrap();
        let to = mail.to().and_then(|to| to.first()).and_then(|to| to.address()).unwrap().to_owned();
        let text = mail.body_text(0).unwrap().replace("\r\n", "\n");
        let raw = String::from_utf8(bytes.to_vec()).unwrap();
        let html = mail.body_html(0).unwrap().into_owned();
        Self { raw, to, subject: mail.subject().unwrap().to_owned(), text, html }
    }

    /// The path of the portal's link in it.
    pub fn link(&self) -> String {
        let at = self.text.find(super::ADDRESS).unwrap();
        self.text[at + super::ADDRESS.len()..].split_whitespace().next().unwrap().to_owned()
    }
}
