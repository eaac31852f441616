//! Where mails go.
use super::Letter;
use crate::BackendError;
use domain::{day::Instant, insurer::Profile};
use lettre::{
    Message,
    message::{Mailbox, header},
};
use std::{path::PathBuf, sync::Arc, sync::Mutex, time::SystemTime};

/// A way out for mails.
#[derive(Clone, Debug)]
pub enum MailArm {
    /// `DIR/outbox/mail/*.eml`, for demonstrations; refused in production.
    Folder(PathBuf),
    /// Memory, for tests.
    Memory(Arc<Mutex<Vec<Vec<u8>>>>),
}

impl MailArm {
    /// Hands one mail over. The same `id` twice is one mail.
    ///
    /// # Errors
    /// When the address is none or the way out fails.
    pub(super) async fn send(&self, profile: &Profile, id: &str, at: Instant, to: &str, letter: &Letter) -> Result<(), BackendError> {
        let bytes = message(profile, id, at, to, letter)?.formatted();
        match self {
            Self::Memory(sent) => sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(bytes),
            Self::Folder(folder) => {
                let (part, whole) = (folder.join(format!(".{id}.part")), folder.join(format!("{id}.eml")));
                tokio::fs::create_dir_all(folder).await.map_err(BackendError::from_io)?;
                tokio::fs::write(&part, bytes).await.map_err(BackendError::from_io)?;
                tokio::fs::rename(&part, &whole).await.map_err(BackendError::from_io)?;
            }
        }
        Ok(())
    }
}

fn message(profile: &Profile, id: &str, at: Instant, to: &str, letter: &Letter) -> Result<Message, BackendError> {
    let mailbox = |name: Option<String>, address: &str| address.parse().map(|a| Mailbox::new(name, a)).map_err(BackendError::broken);
    let domain = profile.contact.mail.split('@').next_back().unwrap_or_default();
    Message::builder()
        .from(mailbox(Some(profile.brand.clone()), &profile.contact.mail)?)
        .to(mailbox(None, to)?)
        .date(SystemTime::from(at))
        .message_id(Some(format!("<{id}@{domain}>")))
        .subject(&letter.subject)
        .header(header::ContentType::TEXT_PLAIN)
        .body(letter.text.clone())
        .map_err(BackendError::broken)
}
