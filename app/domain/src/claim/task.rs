//! « À faire maintenant »: of what a member's dossiers ask of them, what comes first.
use super::{ClaimSummary, NextAct};
use crate::day::Day;
use serde::{Deserialize, Serialize};

/// What a dossier asks of its member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The dossier.
    pub claim: ClaimSummary,
    /// What they are to do.
    pub act: NextAct,
    /// Until when, where documents are asked for.
    pub due: Option<Day>,
}

impl Task {
    /// The task that a dossier's next act is; nothing where that is not its member's own. Days are declared by them only where that may be
    /// done `online` (S-14).
    pub fn of(claim: &ClaimSummary, act: NextAct, due: Option<Day>, online: bool) -> Option<Self> {
        let theirs = match act {
            NextAct::Complete | NextAct::Resume => true,
            NextAct::Prolong(_) => online,
            NextAct::Wait | NextAct::Nothing | NextAct::Over => false,
        };
        theirs.then(|| Self { claim: claim.clone(), act, due })
    }

    /// As within one dossier: what the desk waits for, then what is begun, then the days to be declared; of each, what is due first.
    fn place(&self) -> (u8, Option<Day>) {
        match self.act {
            NextAct::Complete => (0, self.due),
            NextAct::Prolong(covered) => (2, Some(covered)),
            NextAct::Resume | NextAct::Wait | NextAct::Nothing | NextAct::Over => (1, None),
        }
    }
}

/// These tasks, the most urgent first; what is as urgent stays in its order.
pub fn by_urgency(mut tasks: Vec<Task>) -> Vec<Task> {
    tasks.sort_by_key(Task::place);
    tasks
}

#[cfg(test)]
mod tests {
    use super::{Task, by_urgency};
    use crate::{
        claim::{ClaimStatus, ClaimSummary, NextAct},
        contract::Guarantee,
        day::Day,
        id::{ClaimId, EnrolmentId},
    };
    use uuid::Uuid;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn claim(number: &str) -> ClaimSummary {
        ClaimSummary {
            id: ClaimId(Uuid::nil()),
            number: number.to_owned(),
            enrolment: EnrolmentId(Uuid::nil()),
            product: String::new(),
            guarantee: Guarantee::WorkIncapacity,
            status: ClaimStatus::Accepted,
            origin: None,
            covered_to: None,
            has_draft: false,
            on_form: false,
        }
    }

    #[test]
    fn m2_c33_y4_a_members_own_acts_are_tasks_and_what_is_the_desks_or_nobodys_is_none() {
        let covered = NextAct::Prolong(day("2026-01-31"));
        let task = |act, online| Task::of(&claim("D"), act, None, online).map(|task| task.act);
        for act in [NextAct::Complete, NextAct::Resume] {
            assert_eq!([task(act, true), task(act, false)], [Some(act), Some(act)], "{act:?}");
        }
        assert_eq!([task(covered, true), task(covered, false)], [Some(covered), None], "where the employer authorises it (S-14)");
        for act in [NextAct::Wait, NextAct::Nothing, NextAct::Over] {
            assert_eq!(task(act, true), None, "{act:?}");
        }
    }

    #[test]
    fn m2_c33_y4_documents_come_first_then_what_is_begun_then_days_and_of_each_what_is_due_first() {
        let prolong = |text| NextAct::Prolong(day(text));
        let all = [
            ("begun", NextAct::Resume, None),
            ("days, later", prolong("2026-02-28"), None),
            ("days, earlier", prolong("2026-01-31"), None),
            ("begun before", NextAct::Resume, None),
            ("documents, later", NextAct::Complete, Some(day("2026-04-02"))),
            ("documents, earlier", NextAct::Complete, Some(day("2026-03-30"))),
        ];
        let tasks = all.iter().filter_map(|(number, act, due)| Task::of(&claim(number), *act, *due, true)).collect();
        let order: Vec<String> = by_urgency(tasks).into_iter().map(|task| task.claim.number).collect();
        assert_eq!(order, ["documents, earlier", "documents, later", "begun", "begun before", "days, earlier", "days, later"]);
    }
}
