//! Identifiers. UUID version 7 made by the server; they say nothing and cannot be guessed.
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map($name)
            }
        }
    )*};
}

ids! {
    /// A person who can sign in.
    UserId,
    /// A person's place in one contract: what claims and credits hang on.
    EnrolmentId,
    /// A dossier: one stop and everything asked for it.
    ClaimId,
    /// One sending of a dossier: the first declaration or one prolongation.
    RequestId,
    /// One line of a request: the days a social body has paid.
    PeriodId,
    /// One payment, or the counter-entry of one.
    PaymentId,
    /// One file the member has handed in.
    AttachmentId,
    /// One document asked for to complete a dossier.
    ItemId,
    /// That somebody of the desk must reach a member otherwise.
    TaskId,
    /// One request of a member to correct their data.
    CorrectionId,
    /// Sent with « Valider » so that the same click is never two requests (C-27).
    IdempotencyKey,
}
