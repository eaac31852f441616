//! Claims: the dossier of one stop, its requests and their states.
mod answer;
mod arrival;
mod course;
mod filter;
mod form;
mod found;
mod hands;
mod kind;
mod lines;
mod mark;
mod model;
mod number;
mod opening;
mod prolongation;
mod queue;
mod step;
mod task;

pub use answer::{ANSWER_MONTHS, Expected, FEWEST_ANSWERS, answer_days, in_time_since, nine_in_ten};
pub use arrival::{Arrival, ArrivalForm, Begun, Entered, Way};
pub use course::NextAct;
pub use filter::{
    KeptFilter, MAX_FILTER_NAME, MAX_FILTERS, QUEUE_QUERY, QueueAge, QueueAsk, QueueFiles, QueueFilter, QueueStart, Whose, filter_name,
};
pub use form::{BlankForm, opening_form};
pub use found::{FOUND, Found, FoundClaim, FoundMember, FoundMembers, MAX_SOUGHT, Sought, Twin};
pub use hands::{ClaimMove, Hands, Holder, MAX_NOTE, MoveKind, Note, SAME_NOTE, read_note};
pub use kind::RequestKind;
pub use lines::{Line, Lines};
pub use mark::{Linked, Mark, MarkForm, MarkKind, Marking, StopMarks, TakenBack, is_paid_since, status_when_not_over, status_when_over};
pub use model::{Claim, ClaimStatus, ClaimSummary, Draft, RequestState, SentRequest};
pub use number::{NumberKind, is_number, make_number};
pub use opening::{Opening, OpeningForm};
pub use prolongation::{MADE_UP_DAYS, ProlongationRules};
pub use queue::{Look, Looked, MedicalLine, MedicalPage, QUEUE_PAGE, QueueLine, QueuePage, QueuePlace};
pub use step::{
    StepError, after_complement, after_sending, may_ask, may_prolong, may_send, missing_before_sending, status_after, status_when_paid,
    status_when_unpaid, told_status,
};
pub use task::{Task, by_urgency};
