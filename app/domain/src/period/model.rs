//! What the period rules are told: the insurer's limits, what is already known of the stop, and a period that cannot be wrong.
use crate::day::{Day, DayRange};
use serde::{Deserialize, Serialize};

/// What an insurer sets about periods: the profile's `[periods]` table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodRules {
    /// Most periods in one request (P-9).
    pub max_periods: u32,
    /// Longest single period, in days; longer is an error (P-8).
    pub max_period_days: i64,
    /// Longest stop altogether, in days; more is a warning (P-8).
    pub max_total_days: i64,
    /// How far a period may reach into the future (P-7).
    pub future_rule: FutureRule,
    /// Days after today on which a period may still end, under `start_not_after_today`.
    pub future_end_days: i64,
    /// Levels of pay the member chooses from; empty when the product does not ask (P-10).
    pub pay_levels: Vec<PayLevel>,
    /// Days after the contract's effect that are not covered yet; 0 when there are none (P-14).
    pub waiting_days: i64,
}

/// How far a period may reach into the future (P-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FutureRule {
    /// Days already paid by the social body: the last one is today at the latest.
    EndNotAfterToday,
    /// A stop certificate: it has begun, and ends within `future_end_days`.
    StartNotAfterToday,
}

/// What the employer kept paying during a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayLevel {
    /// « Plein traitement ».
    Plein,
    /// « Demi-traitement ».
    Demi,
}

impl PayLevel {
    /// The level's name as posted and stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plein => "plein",
            Self::Demi => "demi",
        }
    }

    /// Reads the name; `None` when it is no level.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Plein, Self::Demi].into_iter().find(|level| level.as_str() == text)
    }
}

/// Whether the request opens a dossier or goes on with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopKind {
    /// First declaration of a stop.
    Initial,
    /// What follows it.
    Prolongation,
}

impl StopKind {
    /// Stable name, as stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Prolongation => "prolongation",
        }
    }

    /// The kind of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Initial, Self::Prolongation].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Where a period handed in earlier stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KnownState {
    /// Handed in, not decided.
    Sent,
    /// Accepted, not paid.
    Accepted,
    /// Paid.
    Paid,
    /// Refused: it may be declared again.
    Refused,
}

/// A period handed in earlier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownPeriod {
    /// Its days.
    pub range: DayRange,
    /// Where it stands.
    pub state: KnownState,
    /// The request it came with, as the member knows it: shown in sentences wherever `sent_on` is known.
    pub request: String,
    /// The Paris day it was handed in, when known.
    pub sent_on: Option<Day>,
}

impl KnownPeriod {
    /// Whether its days are taken: all but refused ones are (P-4).
    pub fn is_live(&self) -> bool {
        self.state != KnownState::Refused
    }
}

/// Everything the rules need to know about the member's stop. « Today » is the day in Paris (P-17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Situation {
    /// The day in Paris.
    pub today: Day,
    /// First declaration or prolongation.
    pub stop_kind: StopKind,
    /// Day of the event that caused the stop, when known.
    pub origin: Option<Day>,
    /// First day of the contract, when known.
    pub contract_effect: Option<Day>,
    /// Periods of this dossier, refused ones included.
    pub known: Vec<KnownPeriod>,
    /// Periods of other dossiers of the same enrolment and guarantee: their days are taken, they say nothing about gaps (P-4).
    pub elsewhere: Vec<KnownPeriod>,
    /// Earlier stops the member has keyed in by hand (P-13).
    pub previous_stops: Vec<DayRange>,
    /// Day work was resumed, when the dossier (not a row) says so.
    pub work_resumed_on: Option<Day>,
    /// Whether the dossier says that the stop is over; `None` when it says nothing.
    pub stop_ended: Option<bool>,
}

impl Situation {
    /// A stop of which nothing else is known.
    pub fn new(today: Day, stop_kind: StopKind) -> Self {
        Self {
            today,
            stop_kind,
            origin: None,
            contract_effect: None,
            known: Vec::new(),
            elsewhere: Vec::new(),
            previous_stops: Vec::new(),
            work_resumed_on: None,
            stop_ended: None,
        }
    }

    /// Whether a prolongation follows nothing that the dossier knows of: the member is asked for the stop before it (P-13).
    pub fn asks_previous_stop(&self) -> bool {
        self.stop_kind == StopKind::Prolongation && self.live().next().is_none()
    }

    /// Periods of this dossier whose days are taken.
    pub(super) fn live(&self) -> impl Iterator<Item = &KnownPeriod> {
        self.known.iter().filter(|known| known.is_live())
    }

    /// Days of this stop that come before a new period: what gaps are measured from.
    pub(super) fn earlier(&self) -> impl Iterator<Item = DayRange> {
        self.live().map(|known| known.range).chain(self.previous_stops.iter().copied())
    }
}

/// One accepted line of a request: made by [`parse`](super::parse) only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Its days.
    pub range: DayRange,
    /// The social body that pays, as named by the insurer's list.
    pub payer: String,
    /// What the employer kept paying; `None` when the product does not ask.
    pub pay_level: Option<PayLevel>,
    /// First day back at work, when work was resumed after this period.
    pub resumed_on: Option<Day>,
    /// There are uncovered days before this period and the member has confirmed having worked on them (P-5).
    pub gap_confirmed: bool,
}
