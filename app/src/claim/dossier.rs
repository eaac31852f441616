//! A dossier as its member follows it: the dossier, what was asked for, and how far it is.
use super::api::ClaimFile;
use crate::{AppError, complement::Waiting, payment::OwnPayment};
use domain::{
    attachment::{Attachment, Examined},
    benefit::Countdown,
    claim::{Entered, Expected, Look, MoveKind, NextAct, RequestState, StopMarks},
    day::{Day, Instant},
    decision::Decided,
    payment::{IncomeLoss, OtherPay},
    viewing::Viewed,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A dossier with what its page tells of its course.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Dossier {
    /// The dossier.
    pub file: ClaimFile,
    /// What was asked for to complete it, newest first.
    pub asked: Vec<Waiting>,
    /// What the desk did about it.
    pub course: Course,
    /// Its waiting period, as far as it can still be paid after it (Y-3).
    pub countdown: Option<Countdown>,
    /// What others pay beside its accepted days, by period (B-11).
    pub others: Vec<OtherPay>,
    /// The income lost in the months of its accepted days, as it stands (B-11).
    pub losses: Vec<IncomeLoss>,
    /// Last day of its cover, where accepted days come after it and are not paid (B-11).
    pub cover_ended: Option<Day>,
    /// When the desk is expected to answer, where enough requests like it were answered (Y-5).
    pub expected: Option<Expected>,
}

/// What the desk did about a dossier, each oldest first.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Course {
    /// When it looked at it: once a day and person.
    pub looks: Vec<Look>,
    /// When it saw the member's pages as they do (B-54).
    pub views: Vec<Viewed>,
    /// The requests that it entered for the member (B-16).
    pub entered: Vec<Entered>,
    /// What it noted of the stop (B-14).
    pub marks: StopMarks,
    /// What it said of the documents.
    pub said: Vec<(MoveKind, Instant)>,
    /// What it found of the files sent.
    pub examined: Vec<Examined>,
    /// What was decided (C-30).
    pub decisions: Vec<Decided>,
    /// Payments that left (C-32).
    pub payments: Vec<OwnPayment>,
}

impl Dossier {
    /// What its member is to do next.
    pub fn next_act(&self) -> NextAct {
        self.file.claim.next_act(self.asked.iter().any(Waiting::is_open), self.file.today).by_marks(&self.course.marks)
    }

    /// Whether a file of a request that waits is refused, and nothing was asked for since (B-8).
    pub fn is_file_refused(&self) -> bool {
        let waiting = self.file.claim.requests.iter().filter(|request| request.state == RequestState::Sent);
        let refused = |file: &Attachment| self.course.examined.iter().any(|one| one.file == file.id && one.found.reason().is_some());
        let said = self.course.said.iter().filter(|(kind, _)| *kind == MoveKind::DocumentRefused).map(|(_, at)| *at).max();
        let asked = self.asked.iter().map(|one| one.complement.asked_at).max();
        asked < said && waiting.flat_map(|request| &request.files).any(refused)
    }
}

/// One of the member's dossiers, as they follow it.
#[server(endpoint = "dossier")]
pub async fn load_dossier(number: String) -> Result<Dossier, AppError> {
    use super::api::load_claim;
    use crate::{complement::load_complements, request};
    let member = request::member(domain::access::Action::ReadOwnFile)?;
    let file = load_claim(number).await?;
    let mut asked = load_complements().await?;
    asked.retain(|one| one.claim.number == file.claim.summary.number);
    let backend = request::backend();
    let course = load_course(&backend, member.id, &file.claim).await?;
    let countdown = backend.countdown(member.id, &file.claim).await?;
    let others = backend.paid_by_others(member.id, &file.claim).await?;
    let losses = backend.income_lost(member.id, &file.claim).await?;
    let cover_ended = backend.cover_ended(member.id, &file.claim).await?;
    let answered = asked.iter().filter_map(|one| one.complement.sent_at).max();
    let expected = backend.expected_answer(&file.claim, answered).await?;
    Ok(Dossier { file, asked, course, countdown, others, losses, cover_ended, expected })
}

/// What the desk did about that dossier of the member's.
#[cfg(feature = "ssr")]
async fn load_course(backend: &backend::Backend, member: domain::id::UserId, claim: &domain::claim::Claim) -> Result<Course, AppError> {
    let id = claim.summary.id;
    Ok(Course {
        looks: backend.looks(id).await?,
        views: backend.viewings(member).await?,
        entered: backend.entered(id).await?,
        marks: backend.stop_marks(id).await?,
        said: backend.documents_said(id).await?,
        examined: backend.examined(member, claim).await?,
        decisions: backend.decisions(member, claim).await?,
        payments: backend.payments(member, claim).await?.into_iter().map(own_payment).collect(),
    })
}

/// A payment with the day it left, worded. Somebody of the office who sees a member's pages sees no account of theirs (B-54).
#[cfg(feature = "ssr")]
fn own_payment(payment: domain::payment::Payment) -> OwnPayment {
    use domain::payment::{Payee, Payment};
    let seen = crate::request::viewing().is_some();
    let left_on = payment.left_at.map(|at| backend::clock::paris_day(at).to_string()).unwrap_or_default();
    let payee = payment.payee.filter(|payee| !seen || matches!(payee, Payee::Lender(_)));
    OwnPayment { left_on, payment: Payment { payee, ..payment } }
}
