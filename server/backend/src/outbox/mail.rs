//! Where mails go.
use super::{Letter, Reason, SendError, html, keep_in_folder};
use domain::{day::Instant, insurer::Profile};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
    transport::smtp,
};
use std::{path::PathBuf, sync::Arc, sync::Mutex, time::Duration, time::SystemTime};

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
        let message = message(profile, id, at, to, letter).map_err(|text| SendError::new(Reason::Address, text))?;
        match self {
            Self::Smtp(server) => server.send(message).await.map(|_| ()).map_err(refused),
            Self::Memory(sent) => {
                sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(message.formatted());
                Ok(())
            }
            Self::Folder(folder) => keep_in_folder(folder, id, "eml", message.formatted()).await,
        }
    }
}

/// Why the mail server did not take it. What it writes beside its code is left out: it may repeat the address.
fn refused(error: smtp::Error) -> SendError {
    let reason = if error.is_permanent() { Reason::Refused } else { Reason::Unreachable };
    SendError::new(reason, error.status().map_or_else(|| error.to_string(), |code| code.to_string()))
}

fn message(profile: &Profile, id: &str, at: Instant, to: &str, letter: &Letter) -> Result<Message, String> {
    let mailbox =
        |name: Option<String>, address: &str| address.parse().map(|a| Mailbox::new(name, a)).map_err(|_| "no e-mail address".to_owned());
    let domain = profile.contact.mail.split('@').next_back().unwrap_or_default();
    Message::builder()
        .from(mailbox(Some(profile.brand.clone()), &profile.contact.mail)?)
        .to(mailbox(None, to)?)
        .date(SystemTime::from(at))
        .message_id(Some(format!("<{id}@{domain}>")))
        .subject(&letter.subject)
        .multipart(MultiPart::alternative_plain_html(letter.text.clone(), html::of(profile, letter)))
        .map_err(|error| error.to_string())
}
