//! « Nous contacter » (S-56): what members write to the insurer's desk, and the profile's `[messages]` table.
use crate::form::{FieldError, keep, several_lines};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Longest message, in characters.
pub const MAX_MESSAGE: usize = 4_000;
/// Longest subject, in characters.
pub const MAX_SUBJECT: usize = 100;
/// No more messages of one day wait for an answer.
pub const MAX_A_DAY: usize = 10;
/// The same message sent again within this time is a double click.
pub const SAME: TimeDelta = TimeDelta::minutes(1);

/// The profile's `[messages]` table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Messages {
    /// What a message may be about, in the order offered.
    pub subjects: Vec<String>,
}

/// A message that may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// One of the insurer's subjects.
    pub subject: String,
    /// What is said.
    pub text: String,
}

/// How far a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    /// The desk has it; nobody has answered yet.
    Received,
}

impl MessageState {
    /// Stable name, as stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
        }
    }

    /// The state of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        (text == "received").then_some(Self::Received)
    }

    /// Key of the word that names it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Received => "message-received",
        }
    }
}

impl Messages {
    /// Reads what was typed; every field that is missing or wrong is named.
    ///
    /// # Errors
    /// What is wrong, in the order of the form.
    pub fn read(&self, subject: &str, text: &str) -> Result<Message, Vec<FieldError>> {
        let mut errors = Vec::new();
        let subject = keep(&mut errors, self.read_subject(subject));
        let text = keep(&mut errors, read_text(text));
        match (subject, text) {
            (Some(subject), Some(text)) => Ok(Message { subject, text }),
            _ => Err(errors),
        }
    }

    fn read_subject(&self, chosen: &str) -> Result<String, FieldError> {
        let known = self.subjects.iter().find(|subject| *subject == chosen);
        known.cloned().ok_or_else(|| FieldError::new("subject", "message-missing-subject"))
    }

    /// What contradicts itself, if anything.
    pub fn problem(&self) -> Option<&'static str> {
        let written = |subject: &String| !subject.trim().is_empty() && subject.chars().count() <= MAX_SUBJECT;
        match () {
            () if self.subjects.is_empty() => Some("`messages.subjects` is empty: nobody could write; leave `[messages]` out instead"),
            () if !self.subjects.iter().all(written) => Some("`messages.subjects` has a subject that is empty or over 100 characters"),
            () if self.subjects.iter().collect::<BTreeSet<_>>().len() < self.subjects.len() => {
                Some("`messages.subjects` has a subject twice")
            }
            () => None,
        }
    }
}

fn read_text(typed: &str) -> Result<String, FieldError> {
    let text = several_lines(typed);
    if text.is_empty() {
        return Err(FieldError::new("text", "message-missing-text"));
    }
    if text.chars().count() > MAX_MESSAGE {
        return Err(FieldError::new("text", "message-long-text").with("count", MAX_MESSAGE.to_string()));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{MAX_MESSAGE, Message, Messages};

    fn messages(subjects: &[&str]) -> Messages {
        Messages { subjects: subjects.iter().map(|one| (*one).to_owned()).collect() }
    }

    fn codes(subject: &str, text: &str) -> Vec<String> {
        let read = messages(&["Mon contrat", "Autre"]).read(subject, text);
        read.err().unwrap_or_default().into_iter().map(|error| format!("{} {}", error.field, error.code)).collect()
    }

    #[test]
    fn s56_a_message_has_a_subject_of_the_list_and_a_text_of_bearable_length() {
        let read = messages(&["Mon contrat", "Autre"]).read("Autre", " Bonjour,\r\nmerci.\0 ");
        assert_eq!(read, Ok(Message { subject: "Autre".to_owned(), text: "Bonjour,\nmerci.".to_owned() }));
        assert_eq!(codes("", " \r\n "), ["subject message-missing-subject", "text message-missing-text"]);
        assert_eq!(codes("autre", "x"), ["subject message-missing-subject"], "nothing but what is offered");
        assert!(codes("Autre", &"é\r\n".repeat(MAX_MESSAGE / 2)).is_empty(), "a line break is one character");
        assert_eq!(codes("Autre", &"é".repeat(MAX_MESSAGE + 1)), ["text message-long-text"]);
    }

    #[test]
    fn s56_a_list_of_subjects_that_contradicts_itself_is_named() {
        assert_eq!(messages(&["Mon contrat", "Autre"]).problem(), None);
        for wrong in [messages(&[]), messages(&["Autre", " "]), messages(&["Autre", "Autre"]), messages(&[&"a".repeat(101)])] {
            assert!(wrong.problem().is_some_and(|text| text.contains("`messages.subjects`")), "{wrong:?}");
        }
    }
}
