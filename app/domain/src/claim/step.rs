//! What may be done with a claim, and what is still missing before it may (domain.md 4.3).
use super::model::{ClaimStatus, ClaimSummary, Draft, RequestState};
use crate::{attachment::UploadRules, claim::RequestKind, decision::Outcome};
use serde::{Deserialize, Serialize};

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(try_from = "String", into = "&'static str")]
pub enum StepError {
    /// A dossier in this state takes no further request.
    #[error("this dossier takes no further request")]
    CannotProlong,
    /// A first declaration does not say since when.
    #[error("the first day of the stop is missing")]
    Origin,
    /// The lines, of periods or of expenses, are not right yet.
    #[error("the lines are not right yet")]
    Periods,
    /// Not enough files.
    #[error("a supporting document is missing")]
    Files,
    /// What was sent never changes (S-31).
    #[error("this request was sent already")]
    AlreadySent,
    /// Another tab saved first.
    #[error("another tab saved first")]
    Stale,
}

impl TryFrom<String> for StepError {
    type Error = &'static str;
    fn try_from(key: String) -> Result<Self, &'static str> {
        let all = [Self::CannotProlong, Self::Origin, Self::Periods, Self::Files, Self::AlreadySent, Self::Stale];
        all.into_iter().find(|e| e.sentence_key() == key).ok_or("no such step error")
    }
}

impl From<StepError> for &'static str {
    fn from(error: StepError) -> Self {
        error.sentence_key()
    }
}

impl StepError {
    /// Key of the sentence.
    pub fn sentence_key(&self) -> &'static str {
        match self {
            Self::CannotProlong => "claim-cannot-prolong",
            Self::Origin => "opening-missing-origin",
            Self::Periods => "claim-missing-periods",
            Self::Files => "claim-missing-files",
            Self::AlreadySent => "claim-already-sent",
            Self::Stale => "claim-stale",
        }
    }
}

/// Whether a further request may be started: in any state but draft, refused or closed.
pub fn may_prolong(status: ClaimStatus) -> bool {
    !matches!(status, ClaimStatus::Draft | ClaimStatus::Refused | ClaimStatus::Closed)
}

/// Whether what is being written in a dossier may still be sent: what begins it, or a further request that its state takes.
pub fn may_send(status: ClaimStatus) -> bool {
    status == ClaimStatus::Draft || may_prolong(status)
}

/// Whether documents may be asked for: while the dossier is looked into (domain.md 4.3).
pub fn may_ask(status: ClaimStatus) -> bool {
    status == ClaimStatus::InReview
}

/// Where a dossier stands once the member has answered what was asked for: looked into again, unless it has gone on meanwhile (B-7).
pub fn after_complement(status: ClaimStatus) -> ClaimStatus {
    if status == ClaimStatus::ComplementRequested { ClaimStatus::InReview } else { status }
}

/// Where a dossier stands once the member has sent a request: looked into, or still waiting for documents where any are asked for.
pub fn after_sending(documents_awaited: bool) -> ClaimStatus {
    if documents_awaited { ClaimStatus::ComplementRequested } else { ClaimStatus::InReview }
}

/// Where a dossier stands as its member is told: « En instruction » while a request is that came after documents were asked for, though they
/// are awaited still. The desk is told that it waits.
pub fn told_status(status: ClaimStatus, came_after: bool) -> ClaimStatus {
    if came_after { after_complement(status) } else { status }
}

/// What still stands between the draft of a dossier and « Valider »: that its state takes it no longer, then what is missing, in the order of
/// the steps; `right` is whether its lines are. A completed form has none: what it declares stands in its files (S-23).
pub fn missing_before_sending(of: &ClaimSummary, draft: &Draft, right: bool, rules: &UploadRules) -> Vec<StepError> {
    let opened = of.is_care() || draft.kind != RequestKind::Initial || of.origin.is_some();
    let received = draft.files.iter().filter(|f| f.is_received()).count();
    let enough = u32::try_from(received).unwrap_or(u32::MAX) >= rules.min_files;
    let closed = !may_send(of.status);
    [
        (closed, StepError::CannotProlong),
        (!opened, StepError::Origin),
        (!right && !draft.on_form(), StepError::Periods),
        (!enough, StepError::Files),
    ]
    .into_iter()
    .filter_map(|(missing, error)| missing.then_some(error))
    .collect()
}

/// Where a dossier stands once one of its requests is decided, the others being as they are (domain.md 4.3): it stays under way while
/// another one waits, and a refusal takes nothing back of what was accepted before.
pub fn status_after(standing: ClaimStatus, requests: &[RequestState], outcome: Outcome) -> ClaimStatus {
    let accepted = requests.iter().any(|state| matches!(state, RequestState::Accepted | RequestState::Paid));
    match outcome {
        _ if requests.contains(&RequestState::Sent) => standing,
        Outcome::Accepted => ClaimStatus::Accepted,
        Outcome::PartlyAccepted => ClaimStatus::PartlyAccepted,
        _ if accepted => ClaimStatus::PartlyAccepted,
        Outcome::WithoutFollowUp => ClaimStatus::Closed,
        Outcome::Refused | Outcome::Inadmissible => ClaimStatus::Refused,
    }
}

/// Where a dossier stands once a payment of it arrived: paid, when nothing accepted is left to pay and nothing waits.
pub fn status_when_paid(standing: ClaimStatus, requests: &[RequestState]) -> ClaimStatus {
    let left = requests.iter().any(|state| matches!(state, RequestState::Sent | RequestState::Accepted));
    if left || !matches!(standing, ClaimStatus::Accepted | ClaimStatus::PartlyAccepted) { standing } else { ClaimStatus::Paid }
}

/// Where a dossier stands of which something turns out not to be paid: as its last decision left it.
pub fn status_when_unpaid(standing: ClaimStatus, requests: &[RequestState], last: Outcome) -> ClaimStatus {
    let again = standing == ClaimStatus::Paid && requests.contains(&RequestState::Accepted);
    if again { status_after(standing, requests, last) } else { standing }
}

#[cfg(test)]
mod tests {
    use super::{
        ClaimStatus, Outcome, RequestState, after_complement, after_sending, may_ask, may_prolong, may_send, status_after,
        status_when_paid, status_when_unpaid, told_status,
    };
    use RequestState::{Accepted, Paid, Refused, Sent};

    #[test]
    fn c30_a_decision_moves_the_dossier_on_unless_another_request_waits() {
        let after = |requests: &[RequestState], outcome| status_after(ClaimStatus::InReview, requests, outcome);
        assert_eq!(after(&[Accepted], Outcome::Accepted), ClaimStatus::Accepted);
        assert_eq!(after(&[Paid, Accepted], Outcome::PartlyAccepted), ClaimStatus::PartlyAccepted);
        assert_eq!(after(&[Refused], Outcome::Inadmissible), ClaimStatus::Refused);
        assert_eq!(after(&[Refused], Outcome::WithoutFollowUp), ClaimStatus::Closed);
        assert_eq!(after(&[Paid, Refused], Outcome::Refused), ClaimStatus::PartlyAccepted, "what was accepted stays accepted");
        assert_eq!(after(&[Refused, Sent], Outcome::Refused), ClaimStatus::InReview, "another request waits");
        assert_eq!(status_after(ClaimStatus::ComplementRequested, &[Accepted, Sent], Outcome::Accepted), ClaimStatus::ComplementRequested);
    }

    #[test]
    fn b12_a_dossier_is_paid_when_nothing_accepted_is_left_to_pay() {
        let paid = |standing, requests: &[RequestState]| status_when_paid(standing, requests);
        assert_eq!(paid(ClaimStatus::PartlyAccepted, &[Paid, Refused]), ClaimStatus::Paid);
        assert_eq!(paid(ClaimStatus::Accepted, &[Paid, Accepted]), ClaimStatus::Accepted);
        assert_eq!(paid(ClaimStatus::InReview, &[Paid, Sent]), ClaimStatus::InReview);
        assert_eq!(paid(ClaimStatus::Closed, &[Paid]), ClaimStatus::Closed, "a closed dossier stays closed");
    }

    #[test]
    fn b12_b13_a_dossier_is_paid_no_longer_when_something_accepted_is_to_be_paid_again() {
        let after = |standing, requests: &[RequestState], last| status_when_unpaid(standing, requests, last);
        assert_eq!(after(ClaimStatus::Paid, &[Paid, Accepted], Outcome::Accepted), ClaimStatus::Accepted);
        assert_eq!(after(ClaimStatus::Paid, &[Accepted], Outcome::PartlyAccepted), ClaimStatus::PartlyAccepted);
        assert_eq!(after(ClaimStatus::Paid, &[Accepted, Refused], Outcome::Refused), ClaimStatus::PartlyAccepted);
        assert_eq!(after(ClaimStatus::Paid, &[Paid, Refused], Outcome::Accepted), ClaimStatus::Paid, "nothing is left to pay");
        for standing in [ClaimStatus::InReview, ClaimStatus::Accepted, ClaimStatus::Closed] {
            assert_eq!(after(standing, &[Accepted], Outcome::PartlyAccepted), standing);
        }
    }

    #[test]
    fn c33_a_dossier_is_prolonged_again_unless_draft_refused_or_closed() {
        let open: Vec<_> = ClaimStatus::ALL.into_iter().filter(|s| may_prolong(*s)).collect();
        assert_eq!(
            open,
            [
                ClaimStatus::InReview,
                ClaimStatus::ComplementRequested,
                ClaimStatus::Accepted,
                ClaimStatus::PartlyAccepted,
                ClaimStatus::Paid
            ]
        );
    }

    #[test]
    fn r7_what_is_begun_is_sent_where_a_prolongation_may_be_or_as_what_opens_its_dossier() {
        let shut: Vec<_> = ClaimStatus::ALL.into_iter().filter(|status| !may_send(*status)).collect();
        assert_eq!(shut, [ClaimStatus::Refused, ClaimStatus::Closed]);
    }

    #[test]
    fn r7_a_prolongation_sent_while_documents_are_awaited_is_looked_into_and_leaves_them_awaited() {
        assert_eq!(after_sending(true), ClaimStatus::ComplementRequested);
        assert_eq!(after_sending(false), ClaimStatus::InReview);
        assert_eq!(told_status(ClaimStatus::ComplementRequested, true), ClaimStatus::InReview);
        for status in ClaimStatus::ALL {
            assert_eq!(told_status(status, false), status);
        }
        assert_eq!(told_status(ClaimStatus::Paid, true), ClaimStatus::Paid);
    }

    #[test]
    fn b6_b7_documents_are_asked_for_under_review_and_the_answer_leads_back_there() {
        let asked: Vec<_> = ClaimStatus::ALL.into_iter().filter(|status| may_ask(*status)).collect();
        assert_eq!(asked, [ClaimStatus::InReview]);
        assert_eq!(after_complement(ClaimStatus::ComplementRequested), ClaimStatus::InReview);
        for status in ClaimStatus::ALL.into_iter().filter(|status| *status != ClaimStatus::ComplementRequested) {
            assert_eq!(after_complement(status), status, "an answer that comes late decides nothing");
        }
    }
}
