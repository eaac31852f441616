//! Where mails go.
use super::{Letter, html};
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

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// It may leave later.
    #[error("{0}")]
    Later(String),
    /// It never will: the address is none, or the server refuses it for good.
    #[error("{0}")]
    Never(String),
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
    pub(super) async fn send(&self, profile: &Profile, id: &str, at: Instant, to: &str, letter: &Letter) -> Result<(), MailError> {
        let message = message(profile, id, at, to, letter).map_err(MailError::Never)?;
        match self {
            Self::Smtp(server) => server.send(message).await.map(|_| ()).map_err(refused),
            Self::Memory(sent) => {
                sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(message.formatted());
                Ok(())
            }
            Self::Folder(folder) => write(folder, id, message.formatted()).await.map_err(|error| MailError::Later(error.to_string())),
        }
    }
}

fn refused(error: smtp::Error) -> MailError {
    if error.is_permanent() { MailError::Never(error.to_string()) } else { MailError::Later(error.to_string()) }
}

async fn write(folder: &std::path::Path, id: &str, bytes: Vec<u8>) -> std::io::Result<()> {
    let (part, whole) = (folder.join(format!(".{id}.part")), folder.join(format!("{id}.eml")));
    tokio::fs::create_dir_all(folder).await?;
    tokio::fs::write(&part, bytes).await?;
    tokio::fs::rename(&part, &whole).await
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
