//! A dossier as its member follows it: the dossier, what was asked for, and how far it is.
use super::api::ClaimFile;
use crate::{AppError, complement::Waiting};
use domain::{
    attachment::Attachment,
    benefit::Countdown,
    claim::{Expected, MoveKind, NextAct, RequestState},
    day::{Day, Instant},
    payment::{IncomeLoss, OtherPay},
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
    /// What the desk said of its documents, oldest first.
    pub said: Vec<(MoveKind, Instant)>,
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

impl Dossier {
    /// What its member is to do next.
    pub fn next_act(&self) -> NextAct {
        self.file.claim.next_act(self.asked.iter().any(Waiting::is_open), self.file.today).by_marks(&self.file.marks)
    }

    /// Whether a file of a request that waits is refused, and nothing was asked for since (B-8).
    pub fn is_file_refused(&self) -> bool {
        let waiting = self.file.claim.requests.iter().filter(|request| request.state == RequestState::Sent);
        let refused = |file: &Attachment| self.file.examined.iter().any(|one| one.file == file.id && one.found.reason().is_some());
        let said = self.said.iter().filter(|(kind, _)| *kind == MoveKind::DocumentRefused).map(|(_, at)| *at).max();
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
    let said = backend.documents_said(file.claim.summary.id).await?;
    let countdown = backend.countdown(member.id, &file.claim).await?;
    let others = backend.paid_by_others(member.id, &file.claim).await?;
    let losses = backend.income_lost(member.id, &file.claim).await?;
    let cover_ended = backend.cover_ended(member.id, &file.claim).await?;
    let answered = asked.iter().filter_map(|one| one.complement.sent_at).max();
    let expected = backend.expected_answer(&file.claim, answered).await?;
    Ok(Dossier { file, asked, said, countdown, others, losses, cover_ended, expected })
}
