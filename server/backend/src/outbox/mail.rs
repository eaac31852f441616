//! Where mails go.
use super::{Letter, Reason, SendError, html, keep_in_folder};
use domain::{day::Instant, insurer::Profile};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
    transport::smtp,
};
use std::{error::Error as _, path::PathBuf, sync::Arc, sync::Mutex, time::Duration, time::SystemTime};

/// A mail server that says nothing for so long is tried again later.
const PATIENCE: Duration = Duration::from_secs(30);

/// A way out for mails.
#[derive(Clone, Debug)]
pub enum MailArm {
    /// A mail server, over a pool of connections.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// `DIR/outbox/mail/*.eml`, for demonstrations; refused in production.
    Folder(PathBuf),
    /// Memory, for tests.
    Memory(Arc<Mutex<Vec<Vec<u8>>>>),
}

impl MailArm {
    /// A mail server by its address: `smtps://user:password@host`, or `smtp://user:password@host:587?tls=required` for STARTTLS.
    ///
    /// # Errors
    /// When that is no such address.
    pub fn smtp(url: &str) -> Result<Self, String> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|error| error.to_string())?;
        Ok(Self::Smtp(transport.timeout(Some(PATIENCE)).build()))
    }

    /// Hands one mail over. The same `id` twice is one mail.
    ///
    /// # Errors
    /// When the address is none or the way out fails.
    pub(super) async fn send(&self, profile: &Profile, id: &str, at: Instant, to: &str, letter: &Letter) -> Result<(), SendError> {
        let message = message(profile, id, at, to, letter)?;
        match self {
            Self::Smtp(server) => post(server, message).await,
            Self::Memory(sent) => {
                sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(message.formatted());
                Ok(())
            }
            Self::Folder(folder) => keep_in_folder(folder, id, "eml", message.formatted()).await,
        }
    }
}

/// Hands the mail to the server. What it writes beside its code is left out of the log: it may repeat the address.
async fn post(server: &AsyncSmtpTransport<Tokio1Executor>, message: Message) -> Result<(), SendError> {
    let Err(error) = server.send(message).await else { return Ok(()) };
    // A server that does not let us in may use the same words: it is our own mailbox then that is closed.
    let refused = is_of_mailbox(&error) && matches!(server.test_connection().await, Ok(true));
    let reason = if refused { Reason::Refused } else { Reason::Unreachable };
    Err(SendError::new(reason, error.status().map_or_else(|| error.to_string(), |code| code.to_string())))
}

/// Whether the server says for good that the mailbox is none or takes nothing.
fn is_of_mailbox(error: &smtp::Error) -> bool {
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    error.is_permanent() && error.status().is_some_and(|code| blames_mailbox(code.into(), &said))
}

/// Whether that reply is about the mailbox: by its second code, where it has one (RFC 3463: X.1 but for the two about the sender, and X.2),
/// else by its first. Whatever else a server refuses, our login, our address, our words, is no fault of the mailbox.
fn blames_mailbox(code: u16, said: &str) -> bool {
    let first = said.split_whitespace().next().unwrap_or_default().trim_matches(|c: char| !c.is_ascii_digit());
    match first.split('.').collect::<Vec<_>>().as_slice() {
        ["5", "1", detail] => !["7", "8"].contains(detail),
        ["5", "2", _] => true,
        [_, _, _] => false,
        _ => (550..=553).contains(&code),
    }
}

fn message(profile: &Profile, id: &str, at: Instant, to: &str, letter: &Letter) -> Result<Message, SendError> {
    let of_us = |text: String| SendError::new(Reason::Unreachable, text);
    let mailbox =
        |name: Option<String>, address: &str| address.parse().map(|a| Mailbox::new(name, a)).map_err(|_| "no e-mail address".to_owned());
    let domain = profile.contact.mail.split('@').next_back().unwrap_or_default();
    Message::builder()
        .from(mailbox(Some(profile.brand.clone()), &profile.contact.mail).map_err(of_us)?)
        .to(mailbox(None, to).map_err(|text| SendError::new(Reason::Address, text))?)
        .date(SystemTime::from(at))
        .message_id(Some(format!("<{id}@{domain}>")))
        .subject(&letter.subject)
        .multipart(MultiPart::alternative_plain_html(letter.text.clone(), html::of(profile, letter)))
        .map_err(|error| of_us(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{Letter, Profile, Reason, blames_mailbox, message};

    #[test]
    fn b61_y1_an_address_of_ours_that_is_none_is_no_fault_of_the_mailbox() {
        let mut profile = crate::profile::load("demo").unwrap();
        let letter = Letter { subject: "Objet".to_owned(), text: "Texte".to_owned() };
        let at = "2026-03-12T14:48:00Z".parse().unwrap();
        let why = |profile: &Profile, to: &str| message(profile, "1", at, to, &letter).err().map(|error| error.reason);
        assert_eq!((why(&profile, "a@b.example"), why(&profile, "no address")), (None, Some(Reason::Address)));
        "Relais".clone_into(&mut profile.contact.mail);
        assert_eq!(why(&profile, "a@b.example"), Some(Reason::Unreachable));
    }

    #[test]
    fn b61_y1_a_reply_is_about_the_mailbox_or_about_us() {
        for (code, said) in [
            (550, "5.1.1 no such mailbox"),
            (550, "No such user here"),
            (553, ""),
            (552, "5.2.2 mailbox full"),
            (501, "5.1.3 bad recipient address syntax"),
            (550, "#5.1.0 address rejected"),
            (556, "5.1.10 recipient has a null MX"),
            (550, "192.0.2.1 says: no such user"),
        ] {
            assert!(blames_mailbox(code, said), "{code} {said}");
        }
        for (code, said) in [
            (535, "5.7.8 authentication failed"),
            (535, "authentication failed"),
            (530, "sign in first"),
            (534, "5.7.9 mechanism too weak"),
            (550, "5.7.1 relaying denied"),
            (553, "5.7.1 sender address rejected: not owned by user"),
            (501, "5.1.7 bad sender address syntax"),
            (550, "5.1.8 sender's domain not found"),
            (552, "5.3.4 message too big"),
            (554, "5.7.1 looks like spam"),
            (554, "no service here"),
            (503, "5.5.1 bad sequence of commands"),
            (550, "4.7.1 greylisted"),
        ] {
            assert!(!blames_mailbox(code, said), "{code} {said}");
        }
    }
}
