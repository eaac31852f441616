//! What a member's claims ask of them: told by the rows that tell of the claims and, where days are to be declared, by what the desk noted.
use super::{
    mark::over_of,
    read::{Rows, told_summary},
};
use crate::{Backend, BackendError};
use domain::{
    claim::{ClaimSummary, NextAct, Task, by_urgency},
    day::Day,
    id::UserId,
    insurer::Module,
};
use uuid::Uuid;

impl Backend {
    /// The member's claims as [`Self::claims`] gives them, without what is begun where it cannot be gone on with online (S-14); and what they
    /// ask of them, the most urgent first (M-2, C-33, Y-4).
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn claims_with_tasks(&self, member: UserId) -> Result<(Vec<ClaimSummary>, Vec<Task>), BackendError> {
        let db = self.inner.store.read();
        let all = self.claim_rows(db, member, None).await?;
        let theirs: Vec<&Rows> = all.iter().filter(|rows| rows.is_there_online()).collect();
        let claims: Vec<ClaimSummary> = theirs.iter().copied().map(told_online).collect::<Result<_, _>>()?;
        let (today, wizard) = (self.today(), self.profile().has(Module::ClaimWizard));
        let acts: Vec<NextAct> = claims.iter().zip(&theirs).map(|(claim, rows)| next_act(claim, rows, today)).collect();
        let marks = over_of(db, to_prolong(&claims, &acts)).await?;
        let mut tasks = Vec::new();
        for ((claim, act), rows) in claims.iter().zip(acts).zip(&theirs) {
            let act = marks.get(&claim.id.0).map_or(act, |marks| act.by_marks(marks));
            let due = rows.awaited.map(|(_, due)| due);
            tasks.extend(Task::of(claim, act, due, wizard && rows.enrolment.online_claims));
        }
        Ok((claims, by_urgency(tasks)))
    }
}

/// What lists show of it, as its member is told online.
fn told_online(rows: &Rows) -> Result<ClaimSummary, BackendError> {
    let told = told_summary(rows)?;
    Ok(ClaimSummary { has_draft: told.has_draft && rows.enrolment.online_claims, ..told })
}

/// What its member is to do next, as far as the desk noted nothing.
fn next_act(claim: &ClaimSummary, rows: &Rows, today: Day) -> NextAct {
    let said = rows.periods.iter().filter_map(|period| period.resumed_on).map(Day);
    claim.next_act(claim.resumed_of(said), rows.awaited.is_some(), today)
}

/// Those of these claims of which days are to be declared.
fn to_prolong(claims: &[ClaimSummary], acts: &[NextAct]) -> Vec<Uuid> {
    let both = claims.iter().zip(acts);
    both.filter(|(_, act)| matches!(act, NextAct::Prolong(_))).map(|(claim, _)| claim.id.0).collect()
}
