//! What is insured by the contract of a dossier and how far its cover goes, with the stop that it is for: what benefits are calculated from.
use super::{
    loss::contract_under,
    other::{declared, paid_beside},
};
use crate::{
    Backend, BackendError,
    account::entity::user,
    claim::first_day,
    contract::entity::{contract, enrolment, loan},
};
use domain::{
    benefit::{Benefit, Cover, Insured, KeptPay, LoanMode, LoanTerms, PayPeriod, PayTerms, Stop},
    claim::Claim,
    day::{Day, DayRange},
    id::UserId,
    money::{Cents, Share},
    payment::{IncomeLoss, OtherPay, Payment, paid_terms},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What the contract says, and of whom.
pub(super) struct Contract {
    pub(super) insured: Insured,
    /// What was stated of the income lost, where the cover makes good a loss.
    pub(super) losses: Option<Vec<IncomeLoss>>,
    /// What the levels of pay stand for.
    kept: KeptPay,
    pub(super) cover: Cover,
    /// The stop; its days are told with their pay.
    pub(super) stop: Stop,
}

impl Contract {
    /// What these days of the dossier pay, where others pay beside what was stated of them. What its payments paid already keeps the figures
    /// that they were calculated with, whatever was imported since.
    pub(super) fn benefit(
        &self,
        claim: &Claim,
        stated: &[OtherPay],
        accepted: &[DayRange],
        payments: &[Payment],
    ) -> Result<Benefit, BackendError> {
        let periods = with_pay(claim, self.kept, stated, accepted);
        self.insured.benefit(&self.cover, &self.stop, &periods, &paid_terms(payments)).map_err(BackendError::broken)
    }

    /// The periods of these days beside whose pay others may pay, each with what is stated of it.
    pub(super) fn others(&self, claim: &Claim, stated: &[OtherPay], accepted: &[DayRange]) -> Vec<OtherPay> {
        if !matches!(self.insured, Insured::Pay(_)) {
            return Vec::new();
        }
        let periods: BTreeSet<DayRange> = accepted.iter().filter_map(|days| declared(claim, *days)).map(|period| period.range).collect();
        let standing = |range: DayRange| stated.iter().find(|one| one.range == range).cloned().unwrap_or_else(|| OtherPay::nothing(range));
        periods.into_iter().map(standing).collect()
    }
}

impl Backend {
    /// The contract of a dossier of that member's, after what was paid of the stops that its own is a relapse of.
    pub(super) async fn contract_of(&self, db: &impl ConnectionTrait, member: UserId, claim: &Claim) -> Result<Contract, BackendError> {
        let mut contract = self.contract_alone(db, member, claim).await?;
        if contract.stop.relapse {
            contract.stop.days_already_paid = self.days_before(db, member, claim.summary.id).await?;
        }
        Ok(contract)
    }

    /// As [`Self::contract_of`], as if nothing was paid of a stop before.
    pub(super) async fn contract_alone(&self, db: &impl ConnectionTrait, member: UserId, claim: &Claim) -> Result<Contract, BackendError> {
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

/// These days with the pay declared of them, and what others were stated to pay.
fn with_pay(claim: &Claim, kept: KeptPay, stated: &[OtherPay], ranges: &[DayRange]) -> Vec<PayPeriod> {
    let paid = |range: &DayRange| PayPeriod {
        range: *range,
        kept: kept.of(declared(claim, *range).and_then(|period| period.pay_level)),
        other_daily: paid_beside(claim, stated, *range).map_or(Cents(0), |other| other.daily),
    };
    ranges.iter().map(paid).collect()
}
