//! Reading one's messages to the desk, and sending one more (S-56).
use crate::AppError;
use domain::form::FieldError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Under which the page is told what became of a message.
pub(super) const SENT: &str = "message";

/// What became of a message.
#[derive(Clone, Serialize, Deserialize)]
pub(super) enum Told {
    /// It is kept under that number.
    Kept(String),
    /// The subject that was chosen, and what is wrong.
    Wrong(String, Vec<FieldError>),
}

/// All that the page shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MessageFile {
    /// What a message may be about.
    pub subjects: Vec<String>,
    /// Those sent, newest first.
    pub sent: Vec<MessageLine>,
    /// Whether no other is taken today.
    pub enough: bool,
}

/// A message that was sent, worded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MessageLine {
    /// Its reference.
    pub number: String,
    /// When it was sent.
    pub when: String,
    /// What it is about.
    pub subject: String,
    /// How far it is.
    pub state: String,
    /// What it says.
    pub text: String,
}

/// The messages of whoever is signed in.
#[server(endpoint = "messages")]
pub async fn load_messages() -> Result<MessageFile, AppError> {
    use crate::{request, words::t};
    use backend::{clock::paris_text, message::SentMessage};
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    let backend = request::backend();
    let rules = backend.profile().messages.clone().ok_or(AppError::NotFound)?;
    let sent = backend.messages(member.id).await?;
    let line = |one: SentMessage| MessageLine {
        number: one.number,
        when: paris_text(one.sent_at),
        subject: one.subject,
        state: t(one.state.key()),
        text: one.text,
    };
    Ok(MessageFile { subjects: rules.subjects, enough: backend.wrote_enough(&sent), sent: sent.into_iter().map(line).collect() })
}

/// Sends a message to the desk.
#[server(endpoint = "send_message")]
pub async fn send_message(#[server(default)] subject: String, #[server(default)] text: String) -> Result<(), AppError> {
    use crate::{request, routes};
    use backend::message::Sending;
    use domain::{access::Action, message::MAX_SUBJECT};
    let outcome = async {
        let member = request::member(Action::WriteOwnAccount)?;
        Ok::<_, AppError>(request::backend().send_message(&member, &subject, &text).await?)
    };
    match outcome.await {
        Ok(Sending::Kept(number)) => request::tell(SENT, &Told::Kept(number)),
        Ok(Sending::Wrong(problems)) => request::tell(SENT, &Told::Wrong(subject.chars().take(MAX_SUBJECT).collect(), problems)),
        Ok(Sending::Enough) => {}
        Err(error) => return request::answer(routes::MESSAGES, Err(error)),
    }
    request::answer(routes::MESSAGES, Ok(()))
}
