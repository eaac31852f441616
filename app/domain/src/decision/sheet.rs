//! One request on a handler's desk, to be decided: what is asked, what was typed so far, and what it would come to.
use super::{DecisionForm, Ruling};
use crate::{
    benefit::Spell,
    day::{Day, DayRange, Instant},
    decision::Outcome,
    form::FieldError,
    id::{ClaimId, IdempotencyKey},
    money::Cents,
    payment::{OtherPay, PaymentLine, StatedLosses},
};
use serde::{Deserialize, Serialize};

/// What is still to be paid of a dossier, and what becomes of each accepted day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// The accepted days of the whole dossier, in order.
    pub spells: Vec<Spell>,
    /// Last day of the cover, where accepted days come after it and are not paid.
    pub cover_ended: Option<Day>,
    /// What is to be paid; empty when everything is settled.
    pub lines: Vec<PaymentLine>,
    /// Why none of it can be prepared, if so.
    pub hindrance: Option<Hindrance>,
    /// The periods beside whose pay others may pay, each with what is stated of it; none where no pay is completed.
    pub others: Vec<OtherPay>,
    /// What is known of the income lost; `None` where the cover makes good no loss.
    pub losses: Option<StatedLosses>,
}

/// Why nothing can be prepared of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hindrance {
    /// It is the member's own, who has given no account that is paid on (B-12, B-56).
    NoAccount,
    /// The insurer has not said what is insured.
    NoTerms,
    /// The cover makes good a loss, and that of a month to be paid is not stated.
    NoIncomeLoss,
}

impl Hindrance {
    /// Key of its sentence.
    pub const fn words_key(self) -> &'static str {
        match self {
            Self::NoAccount => "payment-no-account",
            Self::NoTerms => "payment-no-terms",
            Self::NoIncomeLoss => "payment-no-loss",
        }
    }
}

impl Owed {
    /// Sum of the lines.
    pub fn total(&self) -> Cents {
        crate::payment::total(&self.lines)
    }
}

/// What the form last checked comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Checked {
    /// Nothing was checked yet.
    Not,
    /// Something is missing or wrong.
    Wrong(Vec<FieldError>),
    /// It may be confirmed, under that key: what is confirmed is what was shown.
    Right {
        /// The decision.
        ruling: Ruling,
        /// What would be paid then.
        owed: Box<Owed>,
        /// Sent with the confirmation, so that the same click is never two decisions.
        key: IdempotencyKey,
    },
    /// It is decided: what was typed is read again, and comes to nothing (B-2).
    Decided {
        /// By whom: first and last name.
        by: String,
        /// When.
        at: Instant,
        /// How.
        outcome: Outcome,
    },
}

/// One request to be decided, or that somebody decided meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its dossier.
    pub claim: ClaimId,
    /// Number of the dossier.
    pub number: String,
    /// First and last name of the member.
    pub member: String,
    /// Number of the request.
    pub request: String,
    /// Its periods, in order.
    pub periods: Vec<DayRange>,
    /// Why days may be refused: labels, in the order offered.
    pub motives: Vec<String>,
    /// Version of the dossier that the page shows.
    pub version: i32,
    /// What was typed; days accepted whole at first, nothing once it is decided.
    pub form: DecisionForm,
    /// What it comes to.
    pub checked: Checked,
}

/// What became of confirming a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deciding {
    /// It is made.
    Done,
    /// Somebody decided first (B-2): its sheet says who, when and how.
    Conflict,
    /// The dossier or the form changed since the page was shown: it is to be read again.
    Changed,
}
