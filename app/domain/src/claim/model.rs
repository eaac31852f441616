//! A claim and its requests, as the server hands them to pages and islands.
use super::{Lines, OpeningForm, RequestKind};
use crate::{
    attachment::Attachment,
    care::{Expense, ExpenseForm},
    contract::Guarantee,
    day::{Day, Instant},
    id::{ClaimId, EnrolmentId, IdempotencyKey, RequestId},
    period::{KnownPeriod, Period, PeriodForm, PreviousStop, Situation, StopKind},
};
use serde::{Deserialize, Serialize};

/// Where a dossier stands (domain.md 4.3). Several share one word for the member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimStatus {
    /// Being written by the member, or entered by the desk for them; the only one that its writer may change or delete.
    Draft,
    /// Sent, or taken by a claims handler: « En instruction » (C-29).
    InReview,
    /// Documents were asked for.
    ComplementRequested,
    /// Accepted.
    Accepted,
    /// Some days accepted, some refused.
    PartlyAccepted,
    /// Refused.
    Refused,
    /// Accepted and paid.
    Paid,
    /// Over: work resumed, stop ended or maximum reached.
    Closed,
}

impl ClaimStatus {
    /// Every status.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::InReview,
        Self::ComplementRequested,
        Self::Accepted,
        Self::PartlyAccepted,
        Self::Refused,
        Self::Paid,
        Self::Closed,
    ];

    /// Stable name, as stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::ComplementRequested => "complement_requested",
            Self::Accepted => "accepted",
            Self::PartlyAccepted => "partly_accepted",
            Self::Refused => "refused",
            Self::Paid => "paid",
            Self::Closed => "closed",
        }
    }

    /// Whether somebody still works on it (G-3).
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::InReview | Self::ComplementRequested | Self::Accepted | Self::PartlyAccepted)
    }

    /// Whether nothing of it waits for the member or for the desk any more.
    pub fn is_decided(self) -> bool {
        self != Self::Draft && !self.is_undecided()
    }

    /// Whether its member waits for a decision: then it stands in the desk's queue (B-1).
    pub fn is_undecided(self) -> bool {
        matches!(self, Self::InReview | Self::ComplementRequested)
    }

    /// The status of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == text)
    }
}

/// Where one request of a dossier stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// Being written.
    Draft,
    /// Sent, not decided.
    Sent,
    /// Decided and accepted.
    Accepted,
    /// Refused.
    Refused,
    /// Paid.
    Paid,
}

impl RequestState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Sent, Self::Accepted, Self::Refused, Self::Paid];

    /// Stable name, as stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Paid => "paid",
        }
    }

    /// The state of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == text)
    }
}

/// A dossier in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimSummary {
    /// Which.
    pub id: ClaimId,
    /// Its number, `D26-004187-3`.
    pub number: String,
    /// The insuring contract.
    pub enrolment: EnrolmentId,
    /// Label of the credit insured.
    pub product: String,
    /// What is claimed under.
    pub guarantee: Guarantee,
    /// Where it stands.
    pub status: ClaimStatus,
    /// First day of the stop, when known.
    pub origin: Option<Day>,
    /// Last day already sent and not refused.
    pub covered_to: Option<Day>,
    /// Whether a request is being written.
    pub has_draft: bool,
    /// Whether that one is a completed form (S-23).
    pub on_form: bool,
}

impl Draft {
    /// Whether it is a completed form: what it declares stands in its files (S-23).
    pub fn on_form(&self) -> bool {
        self.kind == RequestKind::Pdf
    }
}

impl ClaimSummary {
    /// Whether expenses are claimed, and no stop is declared (D-18).
    pub fn is_care(&self) -> bool {
        self.guarantee == Guarantee::HealthCare
    }
}

/// A dossier with its requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// What lists show.
    pub summary: ClaimSummary,
    /// First day of cover of the contract.
    pub contract_effect: Day,
    /// Contract number.
    pub contract_number: String,
    /// Sent requests, oldest first.
    pub requests: Vec<SentRequest>,
    /// The request being written.
    pub draft: Option<Draft>,
    /// Periods of this dossier already sent.
    pub known: Vec<KnownPeriod>,
    /// Periods not refused of other dossiers under the same contract and guarantee (P-4).
    pub elsewhere: Vec<KnownPeriod>,
}

impl Claim {
    /// What is known of the stop when the periods of `draft` are checked; without one, what follows is a prolongation.
    pub fn situation(&self, today: Day, draft: Option<&Draft>) -> Situation {
        let kind = draft.map_or(StopKind::Prolongation, |draft| draft.kind.stop(self.known.iter().any(KnownPeriod::is_live)));
        Situation {
            origin: self.summary.origin,
            contract_effect: Some(self.contract_effect),
            known: self.known.clone(),
            elsewhere: self.elsewhere.clone(),
            previous_stops: draft.and_then(|draft| draft.previous.range()).into_iter().collect(),
            ..Situation::new(today, kind)
        }
    }
}

/// A request that was sent: it never changes again (S-31).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentRequest {
    /// Which.
    pub id: RequestId,
    /// Its number, `PR-26-000718-4`.
    pub number: String,
    /// First declaration, prolongation or completed form.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: RequestState,
    /// Whether some of its days were refused, where others were accepted (B-10).
    pub in_part: bool,
    /// When it arrived.
    pub sent_at: Instant,
    /// Its periods, sorted; of a completed form none before the desk has keyed them (B-17).
    pub periods: Vec<Period>,
    /// Its expenses, as typed in order; of a claim for care only.
    pub expenses: Vec<Expense>,
    /// Its files.
    pub files: Vec<Attachment>,
    /// SHA-256 of everything sent, in hexadecimal.
    pub snapshot_sha256: String,
}

impl SentRequest {
    /// Whether it is a completed form whose periods nobody has keyed yet (B-17).
    pub fn is_to_key(&self) -> bool {
        self.may_key() && self.periods.is_empty()
    }

    /// Whether the desk may key the periods that a completed form says, or correct what was keyed: until it is decided (B-17).
    pub fn may_key(&self) -> bool {
        self.kind == RequestKind::Pdf && self.state == RequestState::Sent
    }

    /// Last part of the key of the word for where it stands (`claim-request-`).
    pub fn state_name(&self) -> &'static str {
        if self.in_part && self.state == RequestState::Accepted { "partly-accepted" } else { self.state.as_str() }
    }
}

/// A request being written: strings as typed, even when wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Which.
    pub id: RequestId,
    /// First declaration, prolongation or completed form.
    pub kind: RequestKind,
    /// Raised by each save of what is typed, not by files; an older one coming in is a second tab, or a colleague (C-20, B-2).
    pub version: i32,
    /// What opens the dossier, as typed (first declaration only).
    pub opening: OpeningForm,
    /// The stop before this dossier, where it knows of none (P-13).
    pub previous: PreviousStop,
    /// Its periods.
    #[serde(flatten)]
    pub lines: Lines<PeriodForm>,
    /// Its expenses; of a claim for care only (D-18).
    pub care: Lines<ExpenseForm>,
    /// Files handed in, refused ones too until they are dismissed.
    pub files: Vec<Attachment>,
    /// Last save.
    pub saved_at: Instant,
    /// Made with the draft, for as long as it lasts; sent with « Valider », beside the version that was read (C-27).
    pub key: IdempotencyKey,
}
