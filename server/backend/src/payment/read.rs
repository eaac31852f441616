//! Reading payments: of a dossier by its owner, or those that wait for a step.
use super::{
    REASON,
    entity::{payment, step},
    other::OTHERS,
    payee::PAYEE,
};
use crate::{Backend, BackendError, claim::entity::claim, contract::entity::enrolment, office::DeskClaim, random};
use domain::{
    access::{Action, StaffRole, role_for},
    account::Staff,
    claim::Claim,
    decision::Owed,
    id::{ClaimId, IdempotencyKey, PaymentId, UserId},
    money::Cents,
    payment::{Payment, PaymentState, may_approve, told},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Query};
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
    /// Whether whoever asks may take the step: nobody approves what they prepared.
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
        let reverses = match row.reversal_of {
            Some(id) => payment::Entity::find_by_id(id).one(db).await?.map(|row| row.number),
            None => None,
        };
        let lines = serde_json::from_str(&row.lines).map_err(BackendError::broken)?;
        let reversal = payment::Entity::find().filter(payment::Column::ReversalOf.eq(row.id)).one(db).await?;
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
            reverses,
            is_reversed: reversal.is_some(),
        })
    }

    /// The payments that wait for a second person, oldest first (B-11); that their dossiers are read of is kept before anything is shown.
    ///
    /// # Errors
    /// `NotFound` for whoever may not approve; when the database cannot be read or written.
    pub async fn payments_to_approve(&self, staff: &Staff) -> Result<Vec<WaitingPayment>, BackendError> {
        let role = role_for(staff.roles, Action::ApprovePayments).ok_or(BackendError::NotFound)?;
        let db = self.inner.store.read();
        let rows = in_state(PaymentState::Prepared, PaymentState::Approved).all(db).await?;
        self.listed_payments(db, (staff, role), rows).await
    }

    /// The payments that leave with the next file, oldest first; that their dossiers are read of is kept before anything is shown.
    ///
    /// # Errors
    /// `NotFound` for whoever may not make files; when the database cannot be read or written.
    pub async fn payments_to_export(&self, staff: &Staff) -> Result<Vec<WaitingPayment>, BackendError> {
        let role = role_for(staff.roles, Action::ExportPayments).ok_or(BackendError::NotFound)?;
        let db = self.inner.store.read();
        let rows = in_state(PaymentState::Approved, PaymentState::Exported).all(db).await?;
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
            is_open: may_approve(prepared_by, staff.person.id),
        })
    }
}

/// A dossier and its member.
pub(super) async fn owner(db: &impl ConnectionTrait, id: Uuid) -> Result<(claim::Model, UserId), BackendError> {
    let found = claim::Entity::find_by_id(id).find_also_related(enrolment::Entity).one(db).await?;
    match found {
        Some((claim, Some(enrolment))) => Ok((claim, UserId(enrolment.user_id))),
        _ => Err(BackendError::inconsistent("payments")),
    }
}

/// Payments that came to a state and not yet to the next, and were not taken back; no counter-entries.
pub(super) fn in_state(state: PaymentState, next: PaymentState) -> Select<payment::Entity> {
    let came_to = |state: PaymentState| {
        let steps = step::Column::State.eq(state.as_str());
        Query::select().column(step::Column::PaymentId).from(step::Entity).and_where(steps).to_owned()
    };
    let taken_back = payment::Column::ReversalOf.is_not_null();
    let reversed = Query::select().column(payment::Column::ReversalOf).from(payment::Entity).and_where(taken_back).to_owned();
    let there = payment::Entity::find().filter(payment::Column::Id.in_subquery(came_to(state)));
    let there = there.filter(payment::Column::Id.not_in_subquery(came_to(next))).filter(payment::Column::Id.not_in_subquery(reversed));
    let there = there.filter(payment::Column::ReversalOf.is_null());
    there.order_by_asc(payment::Column::CreatedAt).order_by_asc(payment::Column::Number).limit(MAX_WAITING)
}

/// The payment of that number, locked until the caller's transaction ends.
pub(super) async fn lock_payment(tx: &impl ConnectionTrait, number: &str) -> Result<Option<payment::Model>, BackendError> {
    Ok(payment::Entity::find().filter(payment::Column::Number.eq(number)).lock_exclusive().one(tx).await?)
}
