//! What is still to be paid of a dossier: all of its accepted days are calculated by the contract, then what was paid before is taken off.
use super::{
    loss::contract_under,
    other::{declared, paid_beside},
};
use crate::{
    Backend, BackendError,
    account::entity::user,
    claim::{entity::claim, first_day},
    contract::entity::{contract, enrolment, loan},
    decision::entity::decision,
};
use domain::{
    benefit::{Benefit, Countdown, Cover, Due, Insured, KeptPay, LoanMode, LoanTerms, PayPeriod, PayTerms, Standing, Stop},
    claim::{Claim, may_prolong},
    day::{Day, DayRange},
    decision::{Hindrance, Owed},
    id::{ClaimId, UserId},
    money::{Cents, Share},
    payment::{Cause, IncomeLoss, OtherPay, Payment, PaymentLine, StatedLosses, difference, lacks_loss, paid_terms},
    period::KnownState,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use uuid::Uuid;

/// What the contract says, and of whom.
struct Contract {
    insured: Insured,
    /// What was stated of the income lost, where the cover makes good a loss.
    losses: Option<Vec<IncomeLoss>>,
    /// What the levels of pay stand for.
    kept: KeptPay,
    cover: Cover,
    /// The stop; its days are told with their pay.
    stop: Stop,
}

impl Contract {
    /// What these days of the dossier pay, where others pay beside what was stated of them. What its payments paid already keeps the figures
    /// that they were calculated with, whatever was imported since.
    fn benefit(&self, claim: &Claim, stated: &[OtherPay], accepted: &[DayRange], payments: &[Payment]) -> Result<Benefit, BackendError> {
        let periods = with_pay(claim, self.kept, stated, accepted);
        self.insured.benefit(&self.cover, &self.stop, &periods, &paid_terms(payments)).map_err(BackendError::broken)
    }

    /// The periods of these days beside whose pay others may pay, each with what is stated of it.
    fn others(&self, claim: &Claim, stated: &[OtherPay], accepted: &[DayRange]) -> Vec<OtherPay> {
        if !matches!(self.insured, Insured::Pay(_)) {
            return Vec::new();
        }
        let periods: BTreeSet<DayRange> = accepted.iter().filter_map(|days| declared(claim, *days)).map(|period| period.range).collect();
        let standing = |range: DayRange| stated.iter().find(|one| one.range == range).cloned().unwrap_or_else(|| OtherPay::nothing(range));
        periods.into_iter().map(standing).collect()
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

    /// How many days are paid by the end of the dossier, were so many paid before it.
    pub(super) async fn days_paid_by(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        claim: &Claim,
        before: u32,
    ) -> Result<u32, BackendError> {
        let mut contract = self.contract_alone(db, member, claim).await?;
        contract.stop.days_already_paid = before;
        let stated = self.other_pays(db, member, claim.summary.id).await?;
        let spells = contract.benefit(claim, &stated, &accepted_days(claim), &[])?.spells;
        let payable = spells.iter().filter(|spell| spell.standing == Standing::Payable);
        let days: i64 = payable.map(|spell| spell.range.days()).sum();
        Ok(before + u32::try_from(days).map_err(BackendError::broken)?)
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

    async fn contract_of(&self, db: &impl ConnectionTrait, member: UserId, claim: &Claim) -> Result<Contract, BackendError> {
        let mut contract = self.contract_alone(db, member, claim).await?;
        if contract.stop.relapse {
            contract.stop.days_already_paid = self.days_before(db, member, claim.summary.id).await?;
        }
        Ok(contract)
    }

    /// As [`Self::contract_of`], as if nothing was paid of a stop before.
    async fn contract_alone(&self, db: &impl ConnectionTrait, member: UserId, claim: &Claim) -> Result<Contract, BackendError> {
        let id = claim.summary.enrolment.0;
        let enrolment = enrolment::Entity::find_by_id(id).one(db).await?.ok_or(BackendError::NotFound)?;
        let person = user::Entity::find_by_id(member.0).one(db).await?.ok_or(BackendError::NotFound)?;
        let rules = &self.profile().benefits;
        let under = contract_under(db, &enrolment).await?;
        let (insured, repaid_on, losses) = match loan_of(db, id).await? {
            Some(loan) => {
                let losses = self.losses_under(db, (member, claim.summary.id), under.as_ref()).await?;
                let terms = loan_terms(rules.mode, &enrolment, &loan, losses.as_deref().unwrap_or_default())?;
                (Insured::Loan(terms), Some(loan.ends_on), losses)
            }
            None => (pay_insured(&enrolment, under.as_ref())?, None, None),
        };
        // Whichever ends first (domain.md 4.1, 5.1).
        let ends = [repaid_on, enrolment.valid_to, under.as_ref().and_then(|contract| contract.effect_to)];
        let cover = Cover {
            waiting_days: number(enrolment.waiting_period_days)?,
            from: Some(Day(enrolment.effect_from)),
            to: ends.into_iter().flatten().min().map(Day),
            age_limit: rules.age_limit,
            max_days: Some(number(enrolment.max_days)?),
        };
        let stop = Stop {
            // Of a completed form that nobody has keyed no day is known, and none is paid.
            first_day: first_day(claim).unwrap_or_else(|| self.today()),
            accepted: Vec::new(),
            birth_date: person.birth_date.map(Day),
            relapse: self.relapse_of(db, claim.summary.id).await?.is_some(),
            days_already_paid: 0,
        };
        Ok(Contract { insured, losses, kept: kept_pay(rules.kept, under.as_ref())?, cover, stop })
    }
}

fn number(n: i32) -> Result<u32, BackendError> {
    u32::try_from(n).map_err(BackendError::broken)
}

fn share(basis_points: i32) -> Result<Share, BackendError> {
    Share::try_from(number(basis_points)?).map_err(BackendError::broken)
}

async fn loan_of(db: &impl ConnectionTrait, enrolment: Uuid) -> Result<Option<loan::Model>, BackendError> {
    Ok(loan::Entity::find().filter(loan::Column::EnrolmentId.eq(enrolment)).one(db).await?)
}

fn loan_terms(mode: LoanMode, enrolment: &enrolment::Model, loan: &loan::Model, losses: &[IncomeLoss]) -> Result<LoanTerms, BackendError> {
    Ok(LoanTerms {
        mode,
        instalment: Cents(loan.instalment_cents),
        quotity: share(enrolment.quotity_bp)?,
        due_day: number(loan.due_day)?,
        losses: losses.into(),
    })
}

/// What is insured where no loan is: the pay that the enrolment names, up to the part that its contract names (B-52).
fn pay_insured(enrolment: &enrolment::Model, contract: Option<&contract::Model>) -> Result<Insured, BackendError> {
    let rate = contract.and_then(|contract| contract.benefit_rate_bp);
    Ok(match enrolment.reference_pay_cents.zip(rate) {
        Some((reference, rate)) => Insured::Pay(PayTerms { reference: Cents(reference), rate: share(rate)? }),
        None => Insured::Unsaid,
    })
}

/// Which part of the pay the employer keeps paying at each level: as the contract says, else as the insurer does (domain.md 5.2).
fn kept_pay(insurers: KeptPay, contract: Option<&contract::Model>) -> Result<KeptPay, BackendError> {
    let part = |own: Option<i32>, insurers: Share| own.map_or(Ok(insurers), share);
    Ok(KeptPay {
        plein: part(contract.and_then(|contract| contract.kept_plein_bp), insurers.plein)?,
        demi: part(contract.and_then(|contract| contract.kept_demi_bp), insurers.demi)?,
    })
}

/// Which of those dossiers are of a loan, whose lender may be paid in the member's place (B-12).
pub(super) async fn of_loans(db: &impl ConnectionTrait, ids: &[ClaimId]) -> Result<HashSet<ClaimId>, BackendError> {
    let lent = claim::Entity::find().join(JoinType::InnerJoin, claim::Relation::Enrolment.def());
    let lent = lent.join(JoinType::InnerJoin, enrolment::Relation::Loan.def()).filter(claim::Column::Id.is_in(ids.iter().map(|id| id.0)));
    let lent: Vec<Uuid> = lent.select_only().column(claim::Column::Id).into_tuple().all(db).await?;
    Ok(lent.into_iter().map(ClaimId).collect())
}

/// These days with the pay declared of them, and what others were stated to pay.
fn with_pay(claim: &Claim, kept: KeptPay, stated: &[OtherPay], ranges: &[DayRange]) -> Vec<PayPeriod> {
    let paid = |range: &DayRange| PayPeriod {
        range: *range,
        kept: kept.of(declared(claim, *range).and_then(|period| period.pay_level)),
        other_daily: paid_beside(claim, stated, *range).map_or(Cents(0), |other| other.daily),
    };
    ranges.iter().map(paid).collect()
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
