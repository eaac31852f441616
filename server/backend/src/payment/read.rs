//! Reading payments: of a dossier by its owner, or those that wait for a step.
use super::{
    REASON,
    entity::{payment, step},
    other::OTHERS,
    payee::PAYEE,
};
use crate::{
    Backend, BackendError,
    claim::{Locked, entity::claim},
    contract::entity::enrolment,
    office::DeskClaim,
    random,
};
use domain::{
    access::{Action, StaffRole, role_for},
    account::Staff,
    claim::Claim,
    day::Instant,
    decision::Owed,
    id::{ClaimId, IdempotencyKey, PaymentId, UserId},
    money::Cents,
    payment::{Payment, PaymentState, may_follow, told},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Query, SelectStatement},
};
use uuid::Uuid;

/// No more payments are shown, or sent in one file, at once.
pub(super) const MAX_WAITING: u64 = 200;

/// A payment that waits for somebody of the office.
#[derive(Clone, Debug)]
pub struct WaitingPayment {
    /// The payment.
    pub payment: Payment,
    /// Its dossier.
    pub claim: ClaimId,
    /// Number of the dossier.
    pub claim_number: String,
    /// Whose dossier it is.
    pub member: UserId,
    /// First and last name of its member.
    pub member_name: String,
    /// Who prepared it: first and last name.
    pub prepared_by: String,
    /// Whether whoever asks may take the step: nobody approves what they prepared, nor has leave what they approved.
    pub is_open: bool,
}

/// The payments of a dossier on the desk.
#[derive(Clone, Debug)]
pub struct DossierPayments {
    /// Number of the dossier.
    pub number: String,
    /// First and last name of its member.
    pub member: String,
    /// What is to be paid now.
    pub owed: Owed,
    /// Its payments, oldest first.
    pub payments: Vec<Payment>,
    /// For the next preparation.
    pub key: IdempotencyKey,
}

impl Backend {
    /// The payments of a dossier and what it is owed, for somebody of the desk; looking at them is a look at it. `None` when there is no such
    /// dossier.
    ///
    /// # Errors
    /// `NotFound` for whoever may not prepare payments; when the database cannot be read or written.
    pub async fn desk_payments(&self, staff: &Staff, id: ClaimId) -> Result<Option<DossierPayments>, BackendError> {
        self.payment_rules()?;
        role_for(staff.roles, Action::Decide).ok_or(BackendError::NotFound)?;
        let Some(DeskClaim { member, claim, .. }) = self.look_at_claim(staff, id).await? else { return Ok(None) };
        let db = self.inner.store.read();
        let mut payments = self.payments_in(db, member.id, &claim).await?;
        self.address(db, (id, member.id), &mut payments).await?;
        Ok(Some(DossierPayments {
            member: member.full_name(),
            owed: self.owed(db, member.id, &claim, &[]).await?,
            payments,
            key: IdempotencyKey(random::id(self.now())?),
            number: claim.summary.number,
        }))
    }

    /// The payments of a dossier of that member's that they are told of, oldest first, counter-entries too.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn payments(&self, member: UserId, claim: &Claim) -> Result<Vec<Payment>, BackendError> {
        Ok(told(self.payments_in(self.inner.store.read(), member, claim).await?))
    }

    /// All payments of a dossier of that member's, told or not, in the caller's transaction.
    pub(crate) async fn payments_in(&self, db: &impl ConnectionTrait, member: UserId, claim: &Claim) -> Result<Vec<Payment>, BackendError> {
        let of_claim = payment::Entity::find().filter(payment::Column::ClaimId.eq(claim.summary.id.0));
        let rows = of_claim.order_by_asc(payment::Column::CreatedAt).order_by_asc(payment::Column::Number).all(db).await?;
        let mut all = Vec::new();
        for row in &rows {
            all.push(self.to_payment(db, member, row).await?);
        }
        Ok(all)
    }

    /// The payment of that number and the dossier it is of, with whose that is, all locked until the caller's transaction ends: the dossier
    /// first, as everywhere, so that whoever decides it meanwhile takes turns with this.
    pub(super) async fn lock_with_claim(
        &self,
        tx: &impl ConnectionTrait,
        number: &str,
    ) -> Result<Option<(payment::Model, Locked, UserId)>, BackendError> {
        let found = payment::Entity::find().filter(payment::Column::Number.eq(number)).one(tx).await?;
        let Some(found) = found else { return Ok(None) };
        let (claim, member) = owner(tx, found.claim_id).await?;
        let locked = self.lock_claim(tx, member, &claim.number).await?;
        let row = lock_payment(tx, number).await?.ok_or_else(|| BackendError::inconsistent("payments"))?;
        Ok(Some((row, locked, member)))
    }

    pub(super) async fn to_payment(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        row: &payment::Model,
    ) -> Result<Payment, BackendError> {
        let broken = || BackendError::inconsistent("payments");
        let rows = step::Entity::find().filter(step::Column::PaymentId.eq(row.id)).all(db).await?;
        let (beside, steps): (Vec<step::Model>, Vec<step::Model>) =
            rows.into_iter().partition(|row| [PAYEE, OTHERS].contains(&row.state.as_str()));
        let states: Vec<(PaymentState, &step::Model)> = steps
            .iter()
            .map(|step| PaymentState::parse(&step.state).map(|state| (state, step)).ok_or_else(broken))
            .collect::<Result<_, _>>()?;
        let (state, last) = states.iter().max_by_key(|(state, _)| *state).ok_or_else(broken)?;
        let left_at = states.iter().find(|(state, _)| *state == PaymentState::Exported).map(|(_, step)| step.at);
        let reason = match &row.reason {
            Some(sealed) => self.member_key_in(db, member).await?.opened_text(REASON, sealed)?,
            None => String::new(),
        };
        let lines = serde_json::from_str(&row.lines).map_err(BackendError::broken)?;
        let reversal = reversal(db, row).await?;
        Ok(Payment {
            id: PaymentId(row.id),
            number: row.number.clone(),
            total: Cents(row.total_cents),
            lines: self.with_others(db, member, lines, beside.iter().find(|row| row.state == OTHERS)).await?,
            reason,
            state: *state,
            at: last.at,
            left_at,
            payee: self.kept_payee(db, member, beside.iter().find(|row| row.state == PAYEE)).await?,
            reverses: reversal.of,
            is_reversed: reversal.is_done,
            reversal_waits: reversal.waits,
        })
    }

    /// The payments that wait for a second person, oldest first (B-11); that their dossiers are read of is kept before anything is shown.
    ///
    /// # Errors
    /// `NotFound` for whoever may not approve; when the database cannot be read or written.
    pub async fn payments_to_approve(&self, staff: &Staff) -> Result<Vec<WaitingPayment>, BackendError> {
        let role = role_for(staff.roles, Action::ApprovePayments).ok_or(BackendError::NotFound)?;
        let db = self.inner.store.read();
        let rows = to_approve().all(db).await?;
        self.listed_payments(db, (staff, role), rows).await
    }

    /// The payments that leave with the next file, oldest first; that their dossiers are read of is kept before anything is shown.
    ///
    /// # Errors
    /// `NotFound` for whoever may not make files; when the database cannot be read or written.
    pub async fn payments_to_export(&self, staff: &Staff) -> Result<Vec<WaitingPayment>, BackendError> {
        let role = role_for(staff.roles, Action::ExportPayments).ok_or(BackendError::NotFound)?;
        let db = self.inner.store.read();
        let rows = to_export(None).all(db).await?;
        self.listed_payments(db, (staff, role), rows).await
    }

    /// As [`Self::waiting_payments`], each with whom it would go to now, for whoever reads them in that role.
    async fn listed_payments(
        &self,
        db: &impl ConnectionTrait,
        (staff, role): (&Staff, StaffRole),
        rows: Vec<payment::Model>,
    ) -> Result<Vec<WaitingPayment>, BackendError> {
        let mut all = self.waiting_payments(db, staff, rows).await?;
        for one in &mut all {
            self.address(db, (one.claim, one.member), std::slice::from_mut(&mut one.payment)).await?;
        }
        self.keep_listed(staff, role, all.iter().map(|one| (one.claim, one.claim_number.as_str())).collect()).await?;
        Ok(all)
    }

    pub(super) async fn waiting_payments(
        &self,
        db: &impl ConnectionTrait,
        staff: &Staff,
        rows: Vec<payment::Model>,
    ) -> Result<Vec<WaitingPayment>, BackendError> {
        let mut all = Vec::new();
        for row in rows {
            all.push(self.to_waiting(db, staff, &row).await?);
        }
        Ok(all)
    }

    async fn to_waiting(&self, db: &impl ConnectionTrait, staff: &Staff, row: &payment::Model) -> Result<WaitingPayment, BackendError> {
        let (claim, member) = owner(db, row.claim_id).await?;
        let prepared_by = UserId(row.user_id);
        Ok(WaitingPayment {
            payment: self.to_payment(db, member, row).await?,
            claim: ClaimId(claim.id),
            claim_number: claim.number,
            member,
            member_name: self.person(db, member).await?.full_name(),
            prepared_by: self.person(db, prepared_by).await?.full_name(),
            is_open: may_follow(last_hand(db, row).await?, staff.person.id),
        })
    }
}

/// Who took the last step of a payment that has not left: approved it, or else prepared it.
async fn last_hand(db: &impl ConnectionTrait, row: &payment::Model) -> Result<UserId, BackendError> {
    let approved = step_to(db, row.id, PaymentState::Approved).await?;
    Ok(UserId(approved.map_or(row.user_id, |step| step.user_id)))
}

/// A dossier and its member.
async fn owner(db: &impl ConnectionTrait, id: Uuid) -> Result<(claim::Model, UserId), BackendError> {
    let found = claim::Entity::find_by_id(id).find_also_related(enrolment::Entity).one(db).await?;
    match found {
        Some((claim, Some(enrolment))) => Ok((claim, UserId(enrolment.user_id))),
        _ => Err(BackendError::inconsistent("payments")),
    }
}

/// What counter-entries have to do with a payment.
struct Reversal {
    /// Number of the one that it takes back itself.
    of: Option<String>,
    /// Whether one took it back.
    is_done: bool,
    /// Whether that, or its taking another back, waits for a second person.
    waits: bool,
}

async fn reversal(db: &impl ConnectionTrait, row: &payment::Model) -> Result<Reversal, BackendError> {
    let counter = payment::Entity::find().filter(payment::Column::ReversalOf.eq(row.id)).one(db).await?;
    let of = match row.reversal_of {
        Some(id) => payment::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    let both = of.as_ref().map(|of| (of.id, row.id)).or_else(|| counter.as_ref().map(|counter| (row.id, counter.id)));
    let waits = match both {
        Some((paid, counter)) => {
            step_to(db, paid, PaymentState::Paid).await?.is_some() && step_to(db, counter, PaymentState::Approved).await?.is_none()
        }
        None => false,
    };
    Ok(Reversal { of: of.map(|of| of.number), is_done: counter.is_some() && !waits, waits })
}

/// The step by which a payment came to that state, where it did.
async fn step_to(db: &impl ConnectionTrait, payment: Uuid, state: PaymentState) -> Result<Option<step::Model>, BackendError> {
    let steps = step::Entity::find().filter(step::Column::PaymentId.eq(payment)).filter(step::Column::State.eq(state.as_str()));
    Ok(steps.one(db).await?)
}

/// Payments that wait for a second person, and counter-entries of what was paid that do (B-11).
fn to_approve() -> Select<payment::Entity> {
    let takes_back = payment::Column::ReversalOf.in_subquery(come_to(PaymentState::Paid));
    oldest(Condition::any().add(standing()).add(takes_back), PaymentState::Prepared, PaymentState::Approved)
}

/// Payments that leave with the next file, behind that place.
pub(super) fn to_export(after: Option<Place>) -> Select<payment::Entity> {
    let such = standing().add(after.map_or_else(Condition::all, beyond));
    oldest(such, PaymentState::Approved, PaymentState::Exported)
}

/// When a payment was prepared, and its number: its place among those that wait.
type Place = (Instant, String);

/// What stands behind that place.
fn beyond((at, number): Place) -> Condition {
    let of_that_moment = Condition::all().add(payment::Column::CreatedAt.eq(at)).add(payment::Column::Number.gt(number));
    Condition::any().add(payment::Column::CreatedAt.gt(at)).add(of_that_moment)
}

/// Those of such payments that came to a state and not yet to the next, the oldest first.
fn oldest(such: Condition, state: PaymentState, next: PaymentState) -> Select<payment::Entity> {
    let there = payment::Entity::find().filter(such).filter(payment::Column::Id.in_subquery(come_to(state)));
    let there = there.filter(payment::Column::Id.not_in_subquery(come_to(next)));
    there.order_by_asc(payment::Column::CreatedAt).order_by_asc(payment::Column::Number).limit(MAX_WAITING)
}

/// No counter-entry, and taken back by none.
fn standing() -> Condition {
    let taken_back = payment::Column::ReversalOf.is_not_null();
    let reversed = Query::select().column(payment::Column::ReversalOf).from(payment::Entity).and_where(taken_back).to_owned();
    Condition::all().add(payment::Column::ReversalOf.is_null()).add(payment::Column::Id.not_in_subquery(reversed))
}

/// Which payments came to that state.
fn come_to(state: PaymentState) -> SelectStatement {
    let steps = step::Column::State.eq(state.as_str());
    Query::select().column(step::Column::PaymentId).from(step::Entity).and_where(steps).to_owned()
}

/// The payment of that number, locked until the caller's transaction ends.
pub(super) async fn lock_payment(tx: &impl ConnectionTrait, number: &str) -> Result<Option<payment::Model>, BackendError> {
    Ok(payment::Entity::find().filter(payment::Column::Number.eq(number)).lock_exclusive().one(tx).await?)
}
