//! What is still to be paid of a dossier: all of its accepted days are calculated by the contract, then what was paid before is taken off.
use crate::{
    Backend, BackendError,
    account::entity::user,
    contract::entity::{enrolment, loan},
    decision::entity::decision,
};
use domain::{
    benefit::{Countdown, Cover, Due, LoanBenefit, LoanTerms, Stop, loan_benefit},
    claim::{Claim, may_prolong},
    day::{Day, DayRange, Instant},
    decision::Owed,
    id::UserId,
    money::{Cents, Share},
    payment::{Cause, Payment, difference},
    period::KnownState,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// What the contract says, and of whom.
struct Contract {
    terms: LoanTerms,
    cover: Cover,
    first_day: Day,
    birth_date: Option<Day>,
    relapse: bool,
}

impl Contract {
    fn stop(&self, accepted: Vec<DayRange>) -> Stop {
        let Self { first_day, birth_date, relapse, .. } = *self;
        Stop { first_day, accepted, birth_date, relapse, days_already_paid: 0 }
    }

    fn benefit(&self, accepted: Vec<DayRange>) -> Result<LoanBenefit, BackendError> {
        loan_benefit(&self.terms, &self.cover, &self.stop(accepted)).map_err(BackendError::broken)
    }
}

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
        let accepted = ranges(claim, |state| matches!(state, KnownState::Accepted | KnownState::Paid), |_| true);
        let benefit = contract.benefit(accepted.into_iter().chain(more.iter().copied()).collect())?;
        let decided = decided_requests(db, claim).await?;
        // What was paid before anything was decided in the portal: nobody kept its amounts, it is settled as a whole.
        let settled = ranges(claim, |state| state == KnownState::Paid, |request| !decided.contains(request));
        let mut before: BTreeMap<Due, Cents> = contract.benefit(settled)?.lines.into_iter().map(|line| (line.due, line.amount)).collect();
        for payment in self.payments_in(db, member, claim).await?.iter().filter(|payment| payment.counts()) {
            add(&mut before, payment);
        }
        let lines = difference(&benefit, &before);
        Ok(Owed { spells: benefit.spells, lines })
    }

    /// The waiting period of the dossier's stop as its member follows it (Y-3); `None` where there is none, as of a relapse or of care, and once
    /// nothing can be paid after it: the dossier ended, or work was resumed before.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn countdown(&self, member: UserId, claim: &Claim) -> Result<Option<Countdown>, BackendError> {
        if claim.summary.is_care() || !may_prolong(claim.summary.status) {
            return Ok(None);
        }
        let contract = self.contract_of(self.inner.store.read(), member, claim).await?;
        let found = contract.cover.countdown(&contract.stop(Vec::new()), self.today());
        Ok(found.filter(|one| claim.resumed_on().is_none_or(|back| back > one.first_payable)))
    }

    async fn contract_of(&self, db: &impl ConnectionTrait, member: UserId, claim: &Claim) -> Result<Contract, BackendError> {
        let missing = || BackendError::inconsistent("loans");
        let id = claim.summary.enrolment.0;
        let enrolment = enrolment::Entity::find_by_id(id).one(db).await?.ok_or(BackendError::NotFound)?;
        let loan = loan::Entity::find().filter(loan::Column::EnrolmentId.eq(id)).one(db).await?.ok_or_else(missing)?;
        let person = user::Entity::find_by_id(member.0).one(db).await?.ok_or(BackendError::NotFound)?;
        let rules = &self.profile().benefits;
        let number = |n: i32| u32::try_from(n).map_err(BackendError::broken);
        let cover = Cover {
            waiting_days: number(enrolment.waiting_period_days)?,
            from: Some(Day(enrolment.effect_from)),
            to: Some(Day(loan.ends_on)),
            age_limit: rules.age_limit,
            max_days: Some(number(enrolment.max_days)?),
        };
        let terms = LoanTerms {
            mode: rules.mode,
            instalment: Cents(loan.instalment_cents),
            quotity: Share::try_from(number(enrolment.quotity_bp)?).map_err(BackendError::broken)?,
            due_day: number(loan.due_day)?,
            income_loss: None,
        };
        let first = claim.known.iter().map(|known| known.range.start()).min();
        let first_day = claim.summary.origin.or(first).ok_or_else(|| BackendError::inconsistent("periods"))?;
        let relapse = self.is_relapse(db, claim.summary.id).await?;
        Ok(Contract { terms, cover, first_day, birth_date: person.birth_date.map(Day), relapse })
    }
}

/// Numbers of the requests that were decided in the portal.
async fn decided_requests(db: &impl ConnectionTrait, claim: &Claim) -> Result<HashSet<String>, BackendError> {
    let rows = decision::Entity::find().filter(decision::Column::ClaimId.eq(claim.summary.id.0)).all(db).await?;
    let number = |row: decision::Model| claim.requests.iter().find(|one| one.id.0 == row.request_id).map(|one| one.number.clone());
    Ok(rows.into_iter().filter_map(number).collect())
}

/// The days of the dossier in such a state, of such requests.
fn ranges(claim: &Claim, state: impl Fn(KnownState) -> bool, request: impl Fn(&str) -> bool) -> Vec<DayRange> {
    claim.known.iter().filter(|known| state(known.state) && request(&known.request)).map(|known| known.range).collect()
}

/// Adds what a payment pays of each instalment; a counter-entry takes it off again.
fn add(before: &mut BTreeMap<Due, Cents>, payment: &Payment) {
    for line in &payment.lines {
        if let Cause::Benefit { due, .. } = line.cause {
            before.entry(due).or_default().0 += line.amount.0;
        }
    }
}

/// The requests of the dossier that were decided after that moment.
pub(super) async fn decided_after(db: &impl ConnectionTrait, claim: Uuid, at: Instant) -> Result<HashSet<Uuid>, BackendError> {
    let later = decision::Entity::find().filter(decision::Column::ClaimId.eq(claim)).filter(decision::Column::At.gt(at));
    Ok(later.all(db).await?.into_iter().map(|row| row.request_id).collect())
}
