//! Every sentence the period rules can say: its stable code, its key in `period.ftl` and the values it names.
use serde::{Deserialize, Serialize};

/// Why a request is refused or the member is warned. The names are stable: they are those of the golden cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each code is told by its sentence in period.ftl")]
pub enum Code {
    BadDate,
    MissingStart,
    MissingEnd,
    EndBeforeStart,
    TooLong,
    BeforeOrigin,
    OriginInFuture,
    InFuture,
    Overlaps,
    DuplicateOfSent,
    GapUnconfirmed,
    ResumedContradiction,
    ResumedInFuture,
    NoPeriod,
    TooManyPeriods,
    MissingPayLevel,
    TwoPayLevels,
    InitialAlreadySent,
    PreviousStopMissing,
    TooOldWarning,
    BeforeContractWarning,
    InWaitingPeriodWarning,
    OverMaximumWarning,
    ProlongReminderWarning,
    MissingPayer,
    UnknownPayer,
    MissingResumed,
    MissingResumedOn,
    BadResumedOn,
}

impl Code {
    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BadDate => "bad_date",
            Self::MissingStart => "missing_start",
            Self::MissingEnd => "missing_end",
            Self::EndBeforeStart => "end_before_start",
            Self::TooLong => "too_long",
            Self::BeforeOrigin => "before_origin",
            Self::OriginInFuture => "origin_in_future",
            Self::InFuture => "in_future",
            Self::Overlaps => "overlaps",
            Self::DuplicateOfSent => "duplicate_of_sent",
            Self::GapUnconfirmed => "gap_unconfirmed",
            Self::ResumedContradiction => "resumed_contradiction",
            Self::ResumedInFuture => "resumed_in_future",
            Self::NoPeriod => "no_period",
            Self::TooManyPeriods => "too_many_periods",
            Self::MissingPayLevel => "missing_pay_level",
            Self::TwoPayLevels => "two_pay_levels",
            Self::InitialAlreadySent => "initial_already_sent",
            Self::PreviousStopMissing => "previous_stop_missing",
            Self::TooOldWarning => "too_old_warning",
            Self::BeforeContractWarning => "before_contract_warning",
            Self::InWaitingPeriodWarning => "in_waiting_period_warning",
            Self::OverMaximumWarning => "over_maximum_warning",
            Self::ProlongReminderWarning => "prolong_reminder_warning",
            Self::MissingPayer => "missing_payer",
            Self::UnknownPayer => "unknown_payer",
            Self::MissingResumed => "missing_resumed",
            Self::MissingResumedOn => "missing_resumed_on",
            Self::BadResumedOn => "bad_resumed_on",
        }
    }
}

/// The field a finding belongs to; the last four belong to the request (row 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "they are the fields of PeriodForm and Situation")]
pub enum Field {
    Start,
    End,
    Payer,
    PayLevel,
    Resumed,
    ResumedOn,
    GapConfirmed,
    Periods,
    StopKind,
    Origin,
    WorkResumedOn,
}

impl Field {
    /// The field's name as posted.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
            Self::Payer => "payer",
            Self::PayLevel => "pay_level",
            Self::Resumed => "resumed",
            Self::ResumedOn => "resumed_on",
            Self::GapConfirmed => "gap_confirmed",
            Self::Periods => "periods",
            Self::StopKind => "stop_kind",
            Self::Origin => "origin",
            Self::WorkResumedOn => "work_resumed_on",
        }
    }
}

macro_rules! sentences {
    ($($name:ident $code:ident $key:literal [$($arg:literal),*];)*) => {
        /// One sentence. Several may tell the same code, so that each names the dates at hand and the way out.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each is written out in period.ftl")]
        pub enum Sentence { $($name,)* }

        impl Sentence {
            /// Every sentence, for the templates handed to islands and for the test of the Fluent files.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code it tells.
            pub fn code(self) -> Code {
                match self { $(Self::$name => Code::$code,)* }
            }

            /// Its key in the Fluent files.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// Names of the values it is given.
            pub fn args(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($arg),*],)* }
            }
        }
    };
}

sentences! {
    MissingStart MissingStart "period-missing-start" [];
    MissingEnd MissingEnd "period-missing-end" [];
    BadDate BadDate "period-bad-date" ["typed"];
    EndBeforeStart EndBeforeStart "period-end-before-start" ["start", "end"];
    TooLong TooLong "period-too-long" ["range", "days", "max"];
    BeforeOrigin BeforeOrigin "period-before-origin" ["start", "origin"];
    OriginInFuture OriginInFuture "period-origin-in-future" ["origin", "today"];
    InFuture InFuture "period-in-future" ["end", "today"];
    InFutureStart InFuture "period-in-future-start" ["start", "today"];
    InFutureLimit InFuture "period-in-future-limit" ["end", "latest"];
    OverlapsRow Overlaps "period-overlaps-row" ["range"];
    OverlapsRowStart Overlaps "period-overlaps-row-start" ["range", "next"];
    OverlapsSent Overlaps "period-overlaps-sent" ["range", "sent_on", "request"];
    OverlapsSentStart Overlaps "period-overlaps-sent-start" ["range", "sent_on", "request", "next"];
    OverlapsKnown Overlaps "period-overlaps-known" ["range"];
    OverlapsKnownStart Overlaps "period-overlaps-known-start" ["range", "next"];
    OverlapsPaid Overlaps "period-overlaps-paid" ["range", "sent_on", "request"];
    OverlapsPaidStart Overlaps "period-overlaps-paid-start" ["range", "sent_on", "request", "next"];
    OverlapsElsewhere Overlaps "period-overlaps-elsewhere" ["range"];
    OverlapsElsewhereStart Overlaps "period-overlaps-elsewhere-start" ["range", "next"];
    DuplicateOfSent DuplicateOfSent "period-duplicate-of-sent" ["range", "sent_on", "request"];
    DuplicateOfKnown DuplicateOfSent "period-duplicate-of-sent-known" ["range"];
    DuplicateOfPaid DuplicateOfSent "period-duplicate-of-sent-paid" ["range", "sent_on", "request"];
    GapUnconfirmed GapUnconfirmed "period-gap-unconfirmed" ["gap"];
    ResumedTooEarly ResumedContradiction "period-resumed-contradiction" ["resumed_on", "end"];
    ResumedThenRow ResumedContradiction "period-resumed-contradiction-next" ["previous", "start"];
    ResumedDuring ResumedContradiction "period-resumed-contradiction-during" ["resumed_on", "range"];
    ResumedRequest ResumedContradiction "period-resumed-contradiction-request" ["resumed_on", "end"];
    ResumedOngoing ResumedContradiction "period-resumed-contradiction-ongoing" ["resumed_on"];
    ResumedInFuture ResumedInFuture "period-resumed-in-future" ["resumed_on", "today"];
    NoPeriod NoPeriod "period-no-period" [];
    TooManyPeriods TooManyPeriods "period-too-many-periods" ["count", "max"];
    MissingPayLevel MissingPayLevel "period-missing-pay-level" [];
    TwoPayLevels TwoPayLevels "period-two-pay-levels" [];
    InitialAlreadySent InitialAlreadySent "period-initial-already-sent" ["range"];
    PreviousStopMissing PreviousStopMissing "period-previous-stop-missing" [];
    TooOld TooOldWarning "period-too-old-warning" ["start", "limit"];
    BeforeContract BeforeContractWarning "period-before-contract-warning" ["start", "effect"];
    InWaitingPeriod InWaitingPeriodWarning "period-in-waiting-period-warning" ["start", "covered_from"];
    OverMaximum OverMaximumWarning "period-over-maximum-warning" ["days", "max"];
    ProlongReminder ProlongReminderWarning "period-prolong-reminder-warning" ["end"];
    MissingPayer MissingPayer "period-missing-payer" [];
    UnknownPayer UnknownPayer "period-unknown-payer" [];
    MissingResumed MissingResumed "period-missing-resumed" [];
    MissingResumedOn MissingResumedOn "period-missing-resumed-on" [];
    MissingResumedOnSuggested MissingResumedOn "period-missing-resumed-on-suggested" ["suggested"];
    BadResumedOn BadResumedOn "period-bad-resumed-on" ["typed"];
}
