//! How a dossier goes on: whether its stop does, and what its member is to do next.
use super::{Claim, ClaimSummary, StopMarks, may_prolong, may_send};
use crate::day::Day;
use serde::{Deserialize, Serialize};

/// The one thing to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NextAct {
    /// Hand in what was asked for.
    Complete,
    /// Finish the request being written.
    Resume,
    /// Wait: the desk answers.
    Wait,
    /// Declare the days after that one, the last covered.
    Prolong(Day),
    /// Nothing for now: every day is declared, or work was resumed.
    Nothing,
    /// Nothing at all: it was refused, or is over.
    Over,
}

impl NextAct {
    /// The same by what the desk noted of the stop: after its end, or back at work, no days are to be declared (B-14).
    pub fn by_marks(self, marks: &StopMarks) -> Self {
        match self {
            Self::Prolong(covered) if marks.is_over_after(covered) => Self::Nothing,
            act => act,
        }
    }
}

impl ClaimSummary {
    /// Of the days that its requests call the first back at work, the one after the last day covered.
    pub fn resumed_of(&self, said: impl Iterator<Item = Day>) -> Option<Day> {
        said.filter(|back| self.covered_to.is_none_or(|covered| *back > covered)).max()
    }

    /// Last day covered of a stop that goes on and may be prolonged, `resumed` being the first day back at work.
    fn goes_on_after(&self, resumed: Option<Day>) -> Option<Day> {
        self.covered_to.filter(|_| may_prolong(self.status) && resumed.is_none())
    }

    /// What its member is to do next; `resumed` is the first day back at work, `asked` whether documents are asked of them.
    pub fn next_act(&self, resumed: Option<Day>, asked: bool, today: Day) -> NextAct {
        match self.goes_on_after(resumed) {
            _ if asked => NextAct::Complete,
            _ if self.has_draft && may_send(self.status) => NextAct::Resume,
            _ if self.status.is_undecided() => NextAct::Wait,
            Some(covered) if covered < today => NextAct::Prolong(covered),
            _ if may_prolong(self.status) => NextAct::Nothing,
            _ => NextAct::Over,
        }
    }
}

impl Claim {
    /// First day back at work, where a request says that it was resumed after the last day covered.
    pub fn resumed_on(&self) -> Option<Day> {
        self.summary.resumed_of(self.requests.iter().flat_map(|request| &request.periods).filter_map(|period| period.resumed_on))
    }

    /// Last day covered of a stop that goes on and may be prolonged.
    pub fn goes_on_after(&self) -> Option<Day> {
        self.summary.goes_on_after(self.resumed_on())
    }

    /// What its member is to do next; `asked` is whether documents are asked of them.
    pub fn next_act(&self, asked: bool, today: Day) -> NextAct {
        self.summary.next_act(self.resumed_on(), asked, today)
    }
}

#[cfg(test)]
mod tests {
    use super::{Claim, NextAct};
    use crate::{
        claim::{ClaimStatus, ClaimSummary, ProlongationRules, RequestKind, RequestState, SentRequest, StopMarks},
        contract::Guarantee,
        day::{Day, DayRange},
        id::{ClaimId, EnrolmentId, RequestId},
        period::{KnownPeriod, KnownState, Period},
    };
    use uuid::Uuid;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    /// A dossier in that status, covered to 28 February 2026, whose last request says that work was resumed on that day.
    fn dossier(status: ClaimStatus, resumed: Option<&str>) -> Claim {
        let range = DayRange::new(day("2026-02-01"), day("2026-02-28")).unwrap();
        let period = Period { range, payer: "CPAM".to_owned(), pay_level: None, resumed_on: resumed.map(day), gap_confirmed: false };
        let request = SentRequest {
            id: RequestId(Uuid::nil()),
            number: "PR-26-000001-7".to_owned(),
            kind: RequestKind::Prolongation,
            state: RequestState::Accepted,
            in_part: false,
            sent_at: "2026-03-02T09:00:00Z".parse().unwrap(),
            expenses: Vec::new(),
            periods: vec![period],
            files: Vec::new(),
            snapshot_sha256: String::new(),
        };
        let summary = ClaimSummary {
            id: ClaimId(Uuid::nil()),
            number: "D26-000001-7".to_owned(),
            enrolment: EnrolmentId(Uuid::nil()),
            product: String::new(),
            guarantee: Guarantee::WorkIncapacity,
            status,
            origin: Some(day("2026-02-01")),
            covered_to: Some(range.end()),
            has_draft: false,
            on_form: false,
        };
        Claim {
            summary,
            contract_effect: day("2020-01-01"),
            contract_number: String::new(),
            requests: vec![request],
            draft: None,
            known: Vec::new(),
            elsewhere: Vec::new(),
        }
    }

    #[test]
    fn y4_a_stop_goes_on_until_work_is_resumed_after_its_last_day() {
        let goes_on = |resumed| dossier(ClaimStatus::Accepted, resumed).goes_on_after();
        assert_eq!(goes_on(None), Some(day("2026-02-28")));
        assert_eq!(goes_on(Some("2026-03-01")), None);
        assert_eq!(goes_on(Some("2026-02-10")), Some(day("2026-02-28")), "another stop followed");
        for status in [ClaimStatus::Draft, ClaimStatus::Refused, ClaimStatus::Closed] {
            assert_eq!(dossier(status, None).goes_on_after(), None, "{status:?}");
        }
    }

    #[test]
    fn y4_b17_whoever_has_sent_a_form_that_nobody_keyed_yet_is_not_reminded_to_declare_the_rest() {
        let mut claim = dossier(ClaimStatus::Paid, None);
        let range = DayRange::new(day("2026-02-01"), day("2026-02-28")).unwrap();
        claim.known = vec![KnownPeriod { range, state: KnownState::Paid, request: String::new(), sent_on: Some(day("2026-02-10")) }];
        let due = |claim: &Claim| claim.prolongation_reminder(&ProlongationRules::default(), day("2026-02-26"));
        assert_eq!(due(&claim), Some((day("2026-02-28"), -2)));
        let form = SentRequest { kind: RequestKind::Pdf, state: RequestState::Sent, periods: Vec::new(), ..claim.requests[0].clone() };
        claim.requests.push(form.clone());
        assert_eq!(due(&claim), None, "it may say the rest");
        claim.requests[1] = SentRequest { state: RequestState::Refused, ..form };
        assert_eq!(due(&claim), Some((day("2026-02-28"), -2)));
    }

    #[test]
    fn b17_b11_the_stop_of_a_dossier_opened_on_a_form_is_not_known_before_that_is_keyed_and_no_day_comes_before_it() {
        let mut claim = dossier(ClaimStatus::InReview, None);
        let form = SentRequest { kind: RequestKind::Pdf, state: RequestState::Sent, periods: Vec::new(), ..claim.requests[0].clone() };
        claim.requests = vec![form, claim.requests[0].clone()];
        assert!(!claim.waits_for_its_stop(), "its first day is known");
        claim.summary.origin = None;
        assert!(claim.waits_for_its_stop());
        claim.requests[0].state = RequestState::Refused;
        assert!(!claim.waits_for_its_stop(), "nobody keys it any more");

        let range = DayRange::new(day("2026-02-01"), day("2026-02-28")).unwrap();
        claim.known = vec![KnownPeriod { range, state: KnownState::Sent, request: String::new(), sent_on: None }];
        let before = |origin: &str, claim: &mut Claim| {
            claim.summary.origin = Some(day(origin));
            claim.declared_before_stop()
        };
        assert_eq!([before("2026-02-01", &mut claim), before("2026-02-02", &mut claim)], [None, Some(day("2026-02-01"))]);
        claim.known[0].state = KnownState::Refused;
        assert_eq!(before("2026-02-02", &mut claim), None);
    }

    #[test]
    fn b14_a_stop_is_over_once_work_was_resumed_or_the_desk_noted_it_unless_days_refused_after_it_may_come_again() {
        let known = |state, start: &str, end: &str| KnownPeriod {
            range: DayRange::new(day(start), day(end)).unwrap(),
            state,
            request: String::new(),
            sent_on: None,
        };
        let at = "2026-03-02T09:00:00Z".parse().unwrap();
        let (none, ended) = (StopMarks::default(), StopMarks { ended: Some((day("2026-02-28"), at)), ..StopMarks::default() });
        let mut back_at_work = dossier(ClaimStatus::Accepted, Some("2026-03-02"));
        assert!(back_at_work.is_over(&none) && !dossier(ClaimStatus::Accepted, None).is_over(&none));
        assert!(dossier(ClaimStatus::Accepted, None).is_over(&ended));
        assert!(!dossier(ClaimStatus::Accepted, Some("2026-02-10")).is_over(&none), "another stop followed");
        back_at_work.known =
            vec![known(KnownState::Refused, "2026-02-01", "2026-02-03"), known(KnownState::Accepted, "2026-02-04", "2026-02-28")];
        assert!(back_at_work.is_over(&none), "what is refused before it is nothing that follows");
        back_at_work.known.push(known(KnownState::Refused, "2026-03-01", "2026-03-01"));
        assert!(!back_at_work.is_over(&none) && back_at_work.is_over(&ended));
        back_at_work.summary.covered_to = None;
        assert!(!back_at_work.is_over(&ended), "nothing is accepted");
    }

    #[test]
    fn b14_that_work_was_resumed_as_a_refused_request_says_ends_no_stop() {
        let mut claim = dossier(ClaimStatus::PartlyAccepted, Some("2026-03-02"));
        let mut said = claim.requests[0].clone();
        said.state = RequestState::Refused;
        claim.requests[0].periods[0].resumed_on = None;
        claim.requests.push(said);
        assert!(!claim.is_over(&StopMarks::default()));
        claim.requests[1].state = RequestState::Paid;
        assert!(claim.is_over(&StopMarks::default()));
    }

    #[test]
    fn the_next_act_is_what_the_desk_waits_for_then_what_the_member_has_begun_then_what_is_due() {
        let today = day("2026-03-12");
        let act = |status| dossier(status, None).next_act(false, today);
        assert_eq!(dossier(ClaimStatus::ComplementRequested, None).next_act(true, today), NextAct::Complete);
        let mut begun = dossier(ClaimStatus::InReview, None);
        begun.summary.has_draft = true;
        assert_eq!((begun.next_act(true, today), begun.next_act(false, today)), (NextAct::Complete, NextAct::Resume));
        for shut in [ClaimStatus::Refused, ClaimStatus::Closed] {
            begun.summary.status = shut;
            assert_eq!(begun.next_act(false, today), NextAct::Over, "what is begun can no longer be sent (R-7)");
        }
        assert_eq!(act(ClaimStatus::InReview), NextAct::Wait);
        for status in [ClaimStatus::Accepted, ClaimStatus::PartlyAccepted, ClaimStatus::Paid] {
            assert_eq!(act(status), NextAct::Prolong(day("2026-02-28")), "{status:?}");
        }
        assert_eq!(dossier(ClaimStatus::Paid, None).next_act(false, day("2026-02-28")), NextAct::Nothing, "declared to that day");
        assert_eq!(dossier(ClaimStatus::Paid, Some("2026-03-02")).next_act(false, today), NextAct::Nothing);
        assert_eq!([act(ClaimStatus::Refused), act(ClaimStatus::Closed)], [NextAct::Over, NextAct::Over]);
    }

    #[test]
    fn b10_a_request_of_which_some_days_were_refused_is_accepted_in_part_until_it_is_paid() {
        let request = dossier(ClaimStatus::PartlyAccepted, None).requests.remove(0);
        let named = |in_part, state| SentRequest { state, in_part, ..request.clone() }.state_name();
        assert_eq!([named(false, RequestState::Accepted), named(true, RequestState::Accepted)], ["accepted", "partly-accepted"]);
        assert_eq!([named(true, RequestState::Paid), named(false, RequestState::Refused)], ["paid", "refused"]);
    }

    #[test]
    fn b14_no_days_are_to_be_declared_of_a_stop_that_the_desk_noted_to_be_over() {
        let at = "2026-03-02T09:00:00Z".parse().unwrap();
        let ended = |text: &str| StopMarks { ended: Some((day(text), at)), ..StopMarks::default() };
        let due = NextAct::Prolong(day("2026-02-28"));
        assert_eq!(due.by_marks(&StopMarks::default()), due);
        assert_eq!([due.by_marks(&ended("2026-02-28")), due.by_marks(&ended("2026-03-05"))], [NextAct::Nothing, due]);
        assert_eq!(NextAct::Complete.by_marks(&ended("2026-02-28")), NextAct::Complete, "documents are asked for all the same");
    }
}
