//! What was asked for, as the server hands it to pages.
use super::Card;
use crate::{
    attachment::Attachment,
    day::{Day, Instant},
    id::{AttachmentId, IdempotencyKey, ItemId},
};
use serde::{Deserialize, Serialize};

/// Where it stands (domain.md, `ComplementRequest`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplementState {
    /// The member is asked for something.
    Open,
    /// The member has answered; the desk looks at it.
    Sent,
    /// Everything was accepted, or the dossier was decided: nothing more is asked of the member.
    Closed,
}

impl ComplementState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Open, Self::Sent, Self::Closed];

    /// Stable name, as stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Sent => "sent",
            Self::Closed => "closed",
        }
    }

    /// The state of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// Why the member hands no file in: « Je n’arrive pas à l’obtenir » (Y-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// They cannot get it.
    CannotGet,
    /// They have sent it already.
    AlreadySent,
    /// Their employer or doctor will send it.
    SomeoneElse,
}

impl Answer {
    /// Every answer, in the order offered.
    pub const ALL: [Self; 3] = [Self::SomeoneElse, Self::AlreadySent, Self::CannotGet];

    /// Stable name, as stored and posted.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CannotGet => "cannot_get",
            Self::AlreadySent => "already_sent",
            Self::SomeoneElse => "someone_else",
        }
    }

    /// The answer of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == text)
    }

    /// Key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::CannotGet => "complement-answer-cannot-get",
            Self::AlreadySent => "complement-answer-already-sent",
            Self::SomeoneElse => "complement-answer-someone-else",
        }
    }
}

/// Why the desk refuses most documents that it refuses (B-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// It cannot be read.
    Unreadable,
    /// It is about other days.
    OtherDays,
    /// It is about somebody else.
    OtherPerson,
    /// A page is missing.
    MissingPage,
}

impl Flaw {
    /// Every flaw, in the order offered.
    pub const ALL: [Self; 4] = [Self::Unreadable, Self::OtherDays, Self::OtherPerson, Self::MissingPage];

    /// Stable name, as stored and posted.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::OtherDays => "other_days",
            Self::OtherPerson => "other_person",
            Self::MissingPage => "missing_page",
        }
    }

    /// The flaw of that posted name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flaw| flaw.as_str() == text)
    }

    /// Key of the sentence that the member reads.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "complement-flaw-unreadable",
            Self::OtherDays => "complement-flaw-other-days",
            Self::OtherPerson => "complement-flaw-other-person",
            Self::MissingPage => "complement-flaw-missing-page",
        }
    }

    /// Key of the word for it that whoever may not read the document reads: none of them tells of any health (B-4).
    pub const fn told_key(self) -> &'static str {
        match self {
            Self::Unreadable => "office-medical-unreadable",
            Self::OtherDays => "office-medical-other-days",
            Self::OtherPerson => "office-medical-other-person",
            Self::MissingPage => "office-medical-missing-page",
        }
    }
}

/// What became of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing yet.
    Waiting,
    /// A file is there, sent or not; the desk has not said anything of it.
    Deposited,
    /// The desk takes what was given.
    Accepted,
    /// The desk does not, for that reason: this line alone is open again (B-8).
    Refused(String),
    /// No file, but a reason why.
    CannotGet(Answer),
}

impl Verdict {
    /// Key of the word that names it (Y-6).
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Waiting => "complement-waiting",
            Self::Deposited => "complement-received",
            Self::Accepted => "complement-accepted",
            Self::Refused(_) => "complement-refused",
            Self::CannotGet(_) => "complement-answered",
        }
    }
}

/// What was given for a document before, and refused (B-8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// The file, where there was one.
    pub file: Option<Attachment>,
    /// Why there was none, where that was said.
    pub answer: Option<Answer>,
    /// The day on which it was refused.
    pub refused_on: Day,
    /// Why it was.
    pub reason: String,
}

/// How a document was refused last, as far as whoever may not read it learns of it (B-4, Y-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastRefusal {
    /// When what was refused had been sent; nothing where that was not kept.
    pub sent_at: Option<Instant>,
    /// When it was refused.
    pub at: Instant,
    /// The usual reason that was chosen; nothing for another one.
    pub flaw: Option<Flaw>,
}

/// One document asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// What the member is told of it.
    pub card: Card,
    /// Whether nothing can be sent without it.
    pub required: bool,
    /// What became of it.
    pub verdict: Verdict,
    /// What the member says besides, when they hand no file in.
    pub note: Option<String>,
    /// When what is given for it was sent; nothing while it may still change.
    pub sent_at: Option<Instant>,
    /// The file handed in last.
    pub file: Option<Attachment>,
    /// The file that was turned away after it, shown to be understood.
    pub turned_away: Option<Attachment>,
    /// What was given before and something else stands for now, oldest first.
    pub earlier: Vec<Earlier>,
    /// How it was refused last, as long as nothing else stands for it.
    pub refused: Option<LastRefusal>,
}

impl Item {
    /// Whether the member may still answer it, as far as the line itself goes.
    pub fn is_open(&self) -> bool {
        self.sent_at.is_none() && self.verdict != Verdict::Accepted
    }

    /// Every file that was handed in for it and kept, oldest first.
    pub fn files(&self) -> impl Iterator<Item = &Attachment> {
        self.earlier.iter().filter_map(|one| one.file.as_ref()).chain(&self.file)
    }

    /// What became of that file of its own: of one that something else stands for now, that it was refused.
    pub fn verdict_on(&self, file: AttachmentId) -> Verdict {
        let refused = self.earlier.iter().find(|one| one.file.as_ref().is_some_and(|given| given.id == file));
        refused.map_or_else(|| self.verdict.clone(), |one| Verdict::Refused(one.reason.clone()))
    }

    /// Whether something is given for it: a clean file, or a reason why there is none.
    pub fn is_answered(&self) -> bool {
        match self.verdict {
            Verdict::Waiting | Verdict::Refused(_) => false,
            Verdict::Deposited => self.file.as_ref().is_some_and(Attachment::is_received),
            Verdict::Accepted | Verdict::CannotGet(_) => true,
        }
    }
}

/// What was asked for to go on with one dossier; each stands on its own (M-4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complement {
    /// Its number, `CO-26-000012-4`.
    pub number: String,
    /// Number of the dossier.
    pub claim: String,
    /// Where it stands.
    pub state: ComplementState,
    /// When it was asked for.
    pub asked_at: Instant,
    /// Last day to answer.
    pub due: Day,
    /// When the member answered last.
    pub sent_at: Option<Instant>,
    /// What is asked for, in order.
    pub items: Vec<Item>,
    /// Sent with « Envoyer »: the same key is the same answer.
    pub key: IdempotencyKey,
}
