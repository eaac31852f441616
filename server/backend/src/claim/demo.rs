//! Claims of the invented members, written as if sent long ago.
use super::{
    DraftForm,
    entity::{claim, period, request},
};
use crate::{Backend, BackendError, random};
use domain::{
    care::{Expense, ExpenseForm},
    claim::{ClaimStatus, Lines, NumberKind, OpeningForm, RequestKind},
    day::{Day, Instant},
    period::PeriodForm,
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ConnectionTrait, EntityTrait,
};
use uuid::Uuid;

/// A dossier to be written.
pub(crate) struct DemoClaim<'a> {
    pub(crate) enrolment: Uuid,
    pub(crate) guarantee: &'a str,
    pub(crate) status: ClaimStatus,
    pub(crate) origin: Option<Day>,
}

impl Backend {
    pub(crate) async fn demo_claim(&self, tx: &impl ConnectionTrait, claim: &DemoClaim<'_>, at: Instant) -> Result<Uuid, BackendError> {
        let id = random::id(at)?;
        let row = claim::ActiveModel {
            id: Set(id),
            enrolment_id: Set(claim.enrolment),
            number: Set(self.next_number(tx, NumberKind::Claim, at).await?),
            guarantee: Set(claim.guarantee.to_owned()),
            status: Set(claim.status.as_str().to_owned()),
            origin: Set(claim.origin.map(|d| d.0)),
            created_at: Set(at),
            updated_at: Set(at),
            version: Set(1),
            waiting_since: Set(claim.status.is_undecided().then_some(at)),
            waiting_kind: Set(claim.status.is_undecided().then(|| RequestKind::Initial.as_str().to_owned())),
            news_at: Set((claim.status == ClaimStatus::InReview).then_some(at)),
            holder_id: Set(None),
        };
        claim::Entity::insert(row).exec_without_returning(tx).await?;
        Ok(id)
    }

    pub(crate) async fn demo_request(
        &self,
        tx: &impl ConnectionTrait,
        claim: Uuid,
        (first, state): (bool, &str),
        at: Instant,
        ranges: &[(Day, Day)],
    ) -> Result<Uuid, BackendError> {
        let id = random::id(at)?;
        let row = request::ActiveModel {
            id: Set(id),
            claim_id: Set(claim),
            kind: Set(if first { "initial" } else { "prolongation" }.to_owned()),
            state: Set(state.to_owned()),
            number: Set(Some(self.next_number(tx, NumberKind::Request, at).await?)),
            version: Set(1),
            form: Set("{}".to_owned()),
            idempotency_key: Set(random::id(at)?),
            snapshot_sha256: Set(None),
            created_at: Set(at),
            saved_at: Set(at),
            sent_at: Set(Some(at)),
        };
        request::Entity::insert(row).exec_without_returning(tx).await?;
        // Who asks for the level of pay completes the lower one.
        let rules = self.profile();
        let level = rules.periods.pay_levels.last().map(|level| level.as_str().to_owned());
        let payer = rules.claims.payers.first().cloned().unwrap_or_default();
        for (start, end) in ranges {
            let row = period::ActiveModel {
                id: Set(random::id(at)?),
                request_id: Set(id),
                claim_id: Set(claim),
                starts_on: Set(start.0),
                ends_on: Set(end.0),
                payer: Set(payer.clone()),
                pay_level: Set(level.clone()),
                resumed_on: Set(None),
                gap_confirmed: Set(false),
                state: Set(state.to_owned()),
            };
            period::Entity::insert(row).exec_without_returning(tx).await?;
        }
        Ok(id)
    }

    /// Has a sent request claim these expenses.
    pub(crate) async fn demo_expenses(&self, tx: &impl ConnectionTrait, id: Uuid, expenses: Vec<Expense>) -> Result<(), BackendError> {
        let form = DraftForm { expenses, ..DraftForm::default() }.json()?;
        let row = request::ActiveModel { id: Unchanged(id), form: Set(form), ..request::ActiveModel::default() };
        request::Entity::update(row).exec(tx).await?;
        Ok(())
    }

    /// A claim for care that is being written.
    pub(crate) async fn demo_care_draft(&self, tx: &impl ConnectionTrait, claim: Uuid, rows: Vec<ExpenseForm>) -> Result<(), BackendError> {
        let care = Lines { rows, ..Lines::default() };
        self.insert_draft(tx, claim, RequestKind::Initial, DraftForm { care, ..DraftForm::default() }).await
    }

    pub(crate) async fn demo_draft(
        &self,
        tx: &impl ConnectionTrait,
        claim: Uuid,
        first: bool,
        ranges: &[(Day, Day)],
    ) -> Result<(), BackendError> {
        let row = |(start, end): &(Day, Day)| PeriodForm {
            start: start.typed(),
            end: end.typed(),
            payer: "CPAM".to_owned(),
            resumed: "non".to_owned(),
            ..PeriodForm::default()
        };
        let opening =
            if first { OpeningForm { guarantee: "work_incapacity".to_owned(), origin: String::new() } } else { OpeningForm::default() };
        let lines = Lines { rows: ranges.iter().map(row).collect(), ..Lines::default() };
        let form = DraftForm { opening, lines, ..DraftForm::default() };
        self.insert_draft(tx, claim, if first { RequestKind::Initial } else { RequestKind::Prolongation }, form).await
    }
}
