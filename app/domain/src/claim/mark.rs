//! What the desk notes of a stop (B-14): that it ended, that work was resumed, or of which earlier one it is a relapse.
use super::{Claim, ClaimMove, ClaimStatus, MoveKind, RequestState, SentRequest};
use crate::{
    day::{Day, Instant},
    form::FieldError,
    id::ClaimId,
};
use serde::{Deserialize, Serialize};

/// What is noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// The stop ended.
    Ended,
    /// Work was resumed.
    Resumed,
    /// It is a relapse, or is none after all.
    Relapse,
}

impl MarkKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Ended, Self::Resumed, Self::Relapse];

    /// Stable name, as stored and posted.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::Resumed => "resumed",
            Self::Relapse => "relapse",
        }
    }

    /// The kind of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What is noted, right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Its last day.
    Ended(Day),
    /// The first day back at work.
    Resumed(Day),
    /// The earlier dossier; none takes back that it is a relapse.
    Relapse(Option<ClaimId>),
}

impl Mark {
    /// What kind of mark it is.
    pub const fn kind(self) -> MarkKind {
        match self {
            Self::Ended(_) => MarkKind::Ended,
            Self::Resumed(_) => MarkKind::Resumed,
            Self::Relapse(_) => MarkKind::Relapse,
        }
    }

    /// The day it names.
    pub const fn day(self) -> Option<Day> {
        match self {
            Self::Ended(day) | Self::Resumed(day) => Some(day),
            Self::Relapse(_) => None,
        }
    }

    /// The dossier it names.
    pub const fn of(self) -> Option<ClaimId> {
        match self {
            Self::Relapse(of) => of,
            Self::Ended(_) | Self::Resumed(_) => None,
        }
    }
}

/// The same as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkForm {
    /// Name of a kind.
    pub kind: String,
    /// The day, as typed.
    pub day: String,
    /// Identifier of the earlier dossier; empty for none.
    pub of: String,
}

impl MarkForm {
    /// Reads the form; `first_day` is that of the stop, where it is known.
    ///
    /// # Errors
    /// What is wrong: nothing ended or was resumed that is still to come, or before the stop began.
    pub fn parse(&self, today: Day, first_day: Option<Day>) -> Result<Mark, FieldError> {
        let wrong = |code: &str| FieldError::new("jour", code);
        let day = || match Day::parse(&self.day) {
            None => Err(wrong("mark-bad-day")),
            Some(day) if day > today => Err(wrong("mark-day-in-future").with("today", today.to_string())),
            Some(day) => match first_day.filter(|first| day < *first) {
                Some(first) => Err(wrong("mark-day-before").with("first", first.to_string())),
                None => Ok(day),
            },
        };
        match MarkKind::parse(&self.kind) {
            Some(MarkKind::Ended) => day().map(Mark::Ended),
            Some(MarkKind::Resumed) => day().map(Mark::Resumed),
            Some(MarkKind::Relapse) if self.of.is_empty() => Ok(Mark::Relapse(None)),
            Some(MarkKind::Relapse) => {
                let of = self.of.parse::<ClaimId>().map_err(|_| FieldError::new("rechute", "mark-no-such-claim"));
                of.map(|of| Mark::Relapse(Some(of)))
            }
            None => Err(wrong("mark-missing-kind")),
        }
    }
}

/// What became of noting it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marking {
    /// It is noted.
    Done,
    /// The dossier has changed since it was seen (B-2).
    Stale,
    /// Something is wrong with it.
    Wrong(FieldError),
}

/// Another dossier that this one is bound to by a relapse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// Which.
    pub id: ClaimId,
    /// Its number.
    pub number: String,
    /// When that was noted.
    pub at: Instant,
}

/// A day that was noted by mistake, and taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    /// As what it was noted.
    pub kind: MarkKind,
    /// The day that it named.
    pub day: Day,
    /// When it was taken back.
    pub at: Instant,
}

/// What holds of a stop: of each kind the last that was noted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopMarks {
    /// Its last day, and when that was noted.
    pub ended: Option<(Day, Instant)>,
    /// The first day back at work, and when that was noted.
    pub resumed: Option<(Day, Instant)>,
    /// The dossier of which it is a relapse.
    pub relapse_of: Option<Linked>,
    /// The dossiers that are relapses of it.
    pub relapses: Vec<Linked>,
    /// What was noted of its end and holds no longer, oldest first.
    pub taken_back: Vec<TakenBack>,
}

impl StopMarks {
    /// The day that holds of that kind, and when it was noted; of a relapse there is none.
    pub const fn noted(&self, kind: MarkKind) -> Option<(Day, Instant)> {
        match kind {
            MarkKind::Ended => self.ended,
            MarkKind::Resumed => self.resumed,
            MarkKind::Relapse => None,
        }
    }

    /// Whether nothing follows that day, the last covered: it is noted that the stop ended by then, or that work was resumed after it.
    pub fn is_over_after(&self, covered: Day) -> bool {
        self.ended.is_some_and(|(day, _)| day <= covered) || self.resumed.is_some_and(|(day, _)| day > covered)
    }
}

/// Where a dossier stands once its stop is over (domain.md 4.3): closed, unless nothing is accepted yet or a request still waits.
pub fn status_when_over(standing: ClaimStatus, requests: &[RequestState]) -> ClaimStatus {
    let accepted = matches!(standing, ClaimStatus::Accepted | ClaimStatus::PartlyAccepted | ClaimStatus::Paid);
    if accepted && !requests.contains(&RequestState::Sent) { ClaimStatus::Closed } else { standing }
}

/// Where a dossier stands again that was closed because its stop was over, once it is not after all: as its requests do. One that was closed
/// « sans suite » stays so.
pub fn status_when_not_over(standing: ClaimStatus, requests: &[SentRequest]) -> ClaimStatus {
    let any = |state: RequestState| requests.iter().any(|request| request.state == state);
    let in_part = any(RequestState::Refused) || requests.iter().any(|request| request.in_part);
    match standing {
        ClaimStatus::Closed if any(RequestState::Accepted) && in_part => ClaimStatus::PartlyAccepted,
        ClaimStatus::Closed if any(RequestState::Accepted) => ClaimStatus::Accepted,
        ClaimStatus::Closed if any(RequestState::Paid) => ClaimStatus::Paid,
        standing => standing,
    }
}

/// Whether a payment of the dossier arrived since then: what was noted of its stop at that moment is taken back no more.
pub fn is_paid_since(moves: &[ClaimMove], at: Instant) -> bool {
    moves.iter().any(|one| one.kind == MoveKind::Paid && one.at > at)
}

impl Claim {
    /// Whether nothing is to come of its stop after the last day covered (domain.md 4.3): work was resumed, or the desk noted so, or that it
    /// ended. Days declared after that one and refused may be declared again.
    pub fn is_over(&self, marks: &StopMarks) -> bool {
        let Some(covered) = self.summary.covered_to else { return false };
        let refused_after = self.known.iter().any(|known| !known.is_live() && known.range.end() > covered);
        let stand = self.requests.iter().filter(|request| request.state != RequestState::Refused);
        let back = self.summary.resumed_of(stand.flat_map(|request| &request.periods).filter_map(|period| period.resumed_on)).is_some();
        marks.is_over_after(covered) || (back && !refused_after)
    }
}

#[cfg(test)]
mod tests {
    use super::{ClaimMove, Mark, MarkForm, MarkKind, MoveKind, StopMarks, is_paid_since, status_when_not_over, status_when_over};
    use crate::{
        claim::{ClaimStatus, RequestKind, RequestState, SentRequest},
        day::{Day, Instant},
        id::RequestId,
    };
    use chrono::TimeDelta;
    use uuid::Uuid;

    fn request(state: RequestState, in_part: bool) -> SentRequest {
        SentRequest {
            id: RequestId(Uuid::nil()),
            number: String::new(),
            kind: RequestKind::Prolongation,
            state,
            in_part,
            sent_at: Instant::UNIX_EPOCH,
            periods: Vec::new(),
            expenses: Vec::new(),
            files: Vec::new(),
            snapshot_sha256: String::new(),
        }
    }

    #[test]
    fn b14_a_stop_ended_on_a_day_that_was_and_not_before_it_began() {
        let (today, first) = (Day::parse("12/03/2026").unwrap(), Day::parse("10/01/2026"));
        let read = |kind: &str, day: &str| {
            let form = MarkForm { kind: kind.to_owned(), day: day.to_owned(), of: String::new() };
            form.parse(today, first).map_err(|error| error.code)
        };
        assert_eq!(read("ended", "12/03/2026"), Ok(Mark::Ended(today)));
        assert_eq!(read("resumed", "12/03/2026"), Ok(Mark::Resumed(today)));
        assert_eq!(read("relapse", ""), Ok(Mark::Relapse(None)));
        for (kind, day, code) in [
            ("ended", "13/03/2026", "mark-day-in-future"),
            ("resumed", "09/01/2026", "mark-day-before"),
            ("ended", "", "mark-bad-day"),
            ("", "12/03/2026", "mark-missing-kind"),
        ] {
            assert_eq!(read(kind, day), Err(code.to_owned()), "{kind} {day}");
        }
        assert!(MarkKind::ALL.iter().all(|kind| MarkKind::parse(kind.as_str()) == Some(*kind)));
    }

    #[test]
    fn b14_y4_nothing_is_to_be_declared_after_a_stop_that_ended_or_work_that_was_resumed() {
        let day = |text: &str| Day::parse(text).unwrap();
        let at = Instant::UNIX_EPOCH;
        let (covered, none) = (day("31/01/2026"), StopMarks::default());
        let over = |ended: Option<&str>, resumed: Option<&str>| {
            let [ended, resumed] = [ended, resumed].map(|text| text.map(|text| (day(text), at)));
            StopMarks { ended, resumed, ..StopMarks::default() }.is_over_after(covered)
        };
        assert!(!none.is_over_after(covered));
        assert!(over(Some("31/01/2026"), None) && over(Some("15/01/2026"), None) && over(None, Some("01/02/2026")));
        assert!(!over(Some("10/02/2026"), None), "days until then are left to be declared");
        assert!(!over(None, Some("20/01/2026")), "the member declared days after it");
    }

    #[test]
    fn b14_what_is_accepted_is_closed_when_the_stop_is_over_and_nothing_waits() {
        use RequestState::{Accepted, Paid, Sent};
        assert_eq!(status_when_over(ClaimStatus::Paid, &[Paid]), ClaimStatus::Closed);
        assert_eq!(status_when_over(ClaimStatus::Accepted, &[Paid, Accepted]), ClaimStatus::Closed);
        assert_eq!(status_when_over(ClaimStatus::Paid, &[Paid, Sent]), ClaimStatus::Paid, "a request waits");
        for standing in [ClaimStatus::InReview, ClaimStatus::ComplementRequested, ClaimStatus::Refused] {
            assert_eq!(status_when_over(standing, &[Sent]), standing);
        }
    }

    #[test]
    fn b14_a_dossier_whose_stop_goes_on_after_all_stands_again_as_its_requests_do() {
        use RequestState::{Accepted, Paid, Refused};
        let again = |states: &[(RequestState, bool)]| {
            let requests: Vec<SentRequest> = states.iter().map(|(state, in_part)| request(*state, *in_part)).collect();
            status_when_not_over(ClaimStatus::Closed, &requests)
        };
        assert_eq!(again(&[(Paid, false), (Accepted, false)]), ClaimStatus::Accepted);
        assert_eq!(again(&[(Accepted, true)]), ClaimStatus::PartlyAccepted);
        assert_eq!(again(&[(Accepted, false), (Refused, false)]), ClaimStatus::PartlyAccepted);
        assert_eq!(again(&[(Paid, true), (Refused, false)]), ClaimStatus::Paid);
        assert_eq!(again(&[(Refused, false)]), ClaimStatus::Closed, "« sans suite »");
        assert_eq!(status_when_not_over(ClaimStatus::InReview, &[request(Paid, false)]), ClaimStatus::InReview);
    }

    #[test]
    fn b14_only_a_payment_that_arrived_later_keeps_what_was_noted() {
        let at = Instant::UNIX_EPOCH;
        let arrived = |at| ClaimMove { version: 2, kind: MoveKind::Paid, at, by: String::new(), to: None };
        assert!(is_paid_since(&[arrived(at + TimeDelta::seconds(1))], at));
        assert!(!is_paid_since(&[arrived(at)], at) && !is_paid_since(&[], at));
        let other = ClaimMove { kind: MoveKind::Examined, ..arrived(at + TimeDelta::seconds(1)) };
        assert!(!is_paid_since(&[other], at));
    }
}
