//! What is still to be paid of a dossier: all of its accepted days are calculated by the contract, then what was paid before is taken off.
use super::{insured::Contract, other::paid_beside};
use crate::{
    Backend, BackendError,
    claim::{entity::claim, first_day},
    contract::entity::enrolment,
    decision::entity::decision,
};
use domain::{
    benefit::{Countdown, Due, Insured},
    claim::{Claim, may_prolong},
    day::{Day, DayRange},
    decision::{Hindrance, Owed},
    id::{ClaimId, UserId},
    money::Cents,
    payment::{Cause, Payment, PaymentLine, StatedLosses, difference, lacks_loss},
    period::KnownState,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

impl Backend {
    /// What is to be paid of the dossier now, were these days accepted too.
    pub(crate) async fn owed(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        claim: &Claim,
        more: &[DayRange],
    ) -> Result<Owed, BackendError> {
        let contract = self.contract_of(db, member, claim).await?;
        let accepted: Vec<DayRange> = accepted_days(claim).into_iter().chain(more.iter().copied()).collect();
        let stated = self.other_pays(db, member, claim.summary.id).await?;
        let payments = self.payments_in(db, member, claim).await?;
        let benefit = contract.benefit(claim, &stated, &accepted, &payments)?;
        let losses = contract.losses.as_deref().map(|losses| StatedLosses::of(losses, &accepted));
        let decided = decided_requests(db, claim).await?;
        // What was paid before anything was decided in the portal: nobody kept its amounts, it is settled as a whole.
        let settled = ranges(claim, |state| state == KnownState::Paid, |request| !decided.contains(request));
        let open: Vec<DayRange> = accepted.into_iter().filter(|days| !settled.contains(days)).collect();
        let settled = contract.benefit(claim, &stated, &settled, &payments)?;
        let mut before: BTreeMap<Due, Cents> = settled.lines.into_iter().map(|line| (line.due, line.amount)).collect();
        for payment in payments.iter().filter(|payment| payment.counts()) {
            add(&mut before, payment);
        }
        let told = |line: PaymentLine| {
            let other = line.days().and_then(|days| paid_beside(claim, &stated, days)).cloned();
            line.with_other(other)
        };
        let lines: Vec<PaymentLine> = difference(&benefit.lines, &before).into_iter().map(told).collect();
        let hindrance = self.hindrance(db, member, &contract, &lines).await?;
        let (others, cover_ended) = (contract.others(claim, &stated, &open), contract.cover.ended(&benefit.spells));
        Ok(Owed { spells: benefit.spells, cover_ended, lines, hindrance, others, losses })
    }

    /// Whether the payments of a dossier of that member's, those that are still to leave too, come to more than it is owed now.
    pub(super) async fn is_overpaid(&self, db: &impl ConnectionTrait, member: UserId, number: &str) -> Result<bool, BackendError> {
        let claim = self.claim_in(db, member, number).await?.ok_or_else(|| BackendError::inconsistent("payments"))?;
        Ok(self.owed(db, member, &claim, &[]).await?.total() < Cents(0))
    }

    /// Last day of the cover of a dossier of that member's, where accepted days come after it: why they are not paid. `None` too where
    /// nothing is paid from the portal.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn cover_ended(&self, member: UserId, claim: &Claim) -> Result<Option<Day>, BackendError> {
        let accepted = accepted_days(claim);
        if self.profile().payments.is_none() || accepted.is_empty() {
            return Ok(None);
        }
        let db = self.inner.store.read();
        let contract = self.contract_of(db, member, claim).await?;
        let stated = self.other_pays(db, member, claim.summary.id).await?;
        let payments = self.payments_in(db, member, claim).await?;
        Ok(contract.cover.ended(&contract.benefit(claim, &stated, &accepted, &payments)?.spells))
    }

    /// Why nothing of these lines could be paid: a loss that is made good must be known (domain.md 5.1), and completed pay is the member's
    /// own, and goes nowhere before they have an account (B-12).
    async fn hindrance(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        contract: &Contract,
        lines: &[PaymentLine],
    ) -> Result<Option<Hindrance>, BackendError> {
        Ok(match &contract.insured {
            Insured::Loan(terms) => (contract.losses.is_some() && lacks_loss(lines, &terms.losses)).then_some(Hindrance::NoIncomeLoss),
            Insured::Pay(_) => self.payable_iban(db, member).await?.is_none().then_some(Hindrance::NoAccount),
            Insured::Unsaid => Some(Hindrance::NoTerms),
        })
    }

    /// The waiting period of the dossier's stop as its member follows it (Y-3); `None` where there is none, as of a relapse or of care, before
    /// the form that opens the dossier is keyed (B-17), and once nothing can be paid after it: the dossier ended, or work was resumed before.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn countdown(&self, member: UserId, claim: &Claim) -> Result<Option<Countdown>, BackendError> {
        let unknown = first_day(claim).is_none() || claim.waits_for_its_stop();
        if claim.summary.is_care() || !may_prolong(claim.summary.status) || unknown {
            return Ok(None);
        }
        let contract = self.contract_of(self.inner.store.read(), member, claim).await?;
        let found = contract.cover.countdown(&contract.stop, self.today());
        Ok(found.filter(|one| claim.resumed_on().is_none_or(|back| back > one.first_payable)))
    }
}

/// Which of those dossiers are of a loan, whose lender may be paid in the member's place (B-12).
pub(super) async fn of_loans(db: &impl ConnectionTrait, ids: &[ClaimId]) -> Result<HashSet<ClaimId>, BackendError> {
    let lent = claim::Entity::find().join(JoinType::InnerJoin, claim::Relation::Enrolment.def());
    let lent = lent.join(JoinType::InnerJoin, enrolment::Relation::Loan.def()).filter(claim::Column::Id.is_in(ids.iter().map(|id| id.0)));
    let lent: Vec<Uuid> = lent.select_only().column(claim::Column::Id).into_tuple().all(db).await?;
    Ok(lent.into_iter().map(ClaimId).collect())
}

/// Numbers of the requests that were decided in the portal.
pub(super) async fn decided_requests(db: &impl ConnectionTrait, claim: &Claim) -> Result<HashSet<String>, BackendError> {
    let rows = decision::Entity::find().filter(decision::Column::ClaimId.eq(claim.summary.id.0)).all(db).await?;
    let number = |row: decision::Model| claim.requests.iter().find(|one| one.id.0 == row.request_id).map(|one| one.number.clone());
    Ok(rows.into_iter().filter_map(number).collect())
}

/// The days of the dossier that are accepted, or paid already.
pub(super) fn accepted_days(claim: &Claim) -> Vec<DayRange> {
    ranges(claim, |state| matches!(state, KnownState::Accepted | KnownState::Paid), |_| true)
}

/// The days of that request that are accepted, or paid already.
pub(super) fn accepted_of(claim: &Claim, number: &str) -> Vec<DayRange> {
    ranges(claim, |state| matches!(state, KnownState::Accepted | KnownState::Paid), |request| request == number)
}

/// The days of the dossier in such a state, of such requests.
fn ranges(claim: &Claim, state: impl Fn(KnownState) -> bool, request: impl Fn(&str) -> bool) -> Vec<DayRange> {
    claim.known.iter().filter(|known| state(known.state) && request(&known.request)).map(|known| known.range).collect()
}

/// Adds what a payment pays of each line; a counter-entry takes it off again.
fn add(before: &mut BTreeMap<Due, Cents>, payment: &Payment) {
    for line in &payment.lines {
        if let Cause::Benefit { due, .. } = line.cause {
            before.entry(due).or_default().0 += line.amount.0;
        }
    }
}
