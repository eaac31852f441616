//! One file as pages show it.
use super::{FileType, Refusal};
use crate::id::AttachmentId;
use serde::{Deserialize, Serialize};

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentState {
    /// Kept, and part of the sending.
    Received,
    /// Not kept; shown with its reason until it is removed. Never stops the sending.
    Refused(Refusal),
}

/// A file handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its identifier.
    pub id: AttachmentId,
    /// The name shown, see [`super::shown_name`].
    pub name: String,
    /// Its type; `None` only for a refused file of no accepted type.
    pub kind: Option<FileType>,
    /// Size of the bytes received.
    pub bytes: u64,
    /// Number of pages of a PDF.
    pub pages: Option<u32>,
    /// SHA-256 of the bytes received, in lower-case hexadecimal.
    pub sha256: String,
    /// Received or refused.
    pub state: AttachmentState,
    /// Whether a small picture of it can be shown.
    pub thumbnail: bool,
}

impl Attachment {
    /// Whether it is part of the sending.
    pub fn is_received(&self) -> bool {
        self.state == AttachmentState::Received
    }

    /// What is told of it to whoever may not read it: that it is there.
    #[must_use]
    pub fn unread(self) -> Self {
        let (name, sha256) = (String::new(), String::new());
        Self { name, kind: None, bytes: 0, pages: None, sha256, thumbnail: false, ..self }
    }

    /// Whether no more is told of it than that; see [`Self::unread`].
    pub fn is_unread(&self) -> bool {
        self.name.is_empty()
    }

    /// Why it was refused.
    pub fn refusal(&self) -> Option<Refusal> {
        match self.state {
            AttachmentState::Received => None,
            AttachmentState::Refused(refusal) => Some(refusal),
        }
    }
}
