//! Reading payments: of a dossier by its owner, or those that wait for a step.
use super::entity::{payment, step};
use crate::{
    Backend, BackendError,
    account::full_names,
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
    id::{ClaimId, IdempotencyKey, UserId},
    payment::{Payment, PaymentState, may_follow, told},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Query, SelectStatement},
};
use std::collections::HashMap;
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
        self.address(db, payments.iter_mut().map(|payment| (id, member.id, payment)).collect()).await?;
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
        let of: Vec<(UserId, &payment::Model)> = rows.iter().map(|row| (member, row)).collect();
        let courses = self.courses(db, &of).await?;
        rows.iter().map(|row| courses.payment(member, row)).collect()
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
        let (claim, member) = dossier(tx, found.claim_id).await?;
        let locked = self.lock_claim(tx, member, &claim.number).await?;
        let row = lock_payment(tx, number).await?.ok_or_else(|| BackendError::inconsistent("payments"))?;
        Ok(Some((row, locked, member)))
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
        self.address(db, all.iter_mut().map(|one| (one.claim, one.member, &mut one.payment)).collect()).await?;
        self.keep_listed(staff, role, all.iter().map(|one| (one.claim, one.claim_number.as_str())).collect()).await?;
        Ok(all)
    }

    /// Those payments with what is told of each where it waits, in that order; they are read at once, however many they are.
    pub(super) async fn waiting_payments(
        &self,
        db: &impl ConnectionTrait,
        staff: &Staff,
        rows: Vec<payment::Model>,
    ) -> Result<Vec<WaitingPayment>, BackendError> {
        let dossiers = dossiers(db, rows.iter().map(|row| row.claim_id).collect()).await?;
        let of: Option<Vec<(&Dossier, &payment::Model)>> = rows.iter().map(|row| Some((dossiers.get(&row.claim_id)?, row))).collect();
        let of = of.ok_or_else(|| BackendError::inconsistent("payments"))?;
        let theirs: Vec<(UserId, &payment::Model)> = of.iter().map(|((_, member), row)| (*member, *row)).collect();
        let courses = self.courses(db, &theirs).await?;
        let people: Vec<Uuid> = theirs.iter().flat_map(|(member, row)| [member.0, row.user_id]).collect();
        let names = full_names(db, people).await?;
        let name = |id: Uuid| names.get(&id).cloned().ok_or(BackendError::NotFound);
        let told = |((claim, member), row): (&Dossier, &payment::Model)| -> Result<WaitingPayment, BackendError> {
            Ok(WaitingPayment {
                payment: courses.payment(*member, row)?,
                claim: ClaimId(claim.id),
                claim_number: claim.number.clone(),
                member: *member,
                member_name: name(member.0)?,
                prepared_by: name(row.user_id)?,
                is_open: may_follow(courses.last_hand(row), staff.person.id),
            })
        };
        of.into_iter().map(told).collect()
    }
}

/// A dossier and its member.
type Dossier = (claim::Model, UserId);

/// The dossier of that id.
async fn dossier(db: &impl ConnectionTrait, id: Uuid) -> Result<Dossier, BackendError> {
    dossiers(db, vec![id]).await?.remove(&id).ok_or_else(|| BackendError::inconsistent("payments"))
}

/// The dossiers of those ids.
async fn dossiers(db: &impl ConnectionTrait, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Dossier>, BackendError> {
    let found = claim::Entity::find().find_also_related(enrolment::Entity).filter(claim::Column::Id.is_in(ids)).all(db).await?;
    let owned = found.into_iter().filter_map(|(claim, of)| Some((claim.id, (claim, UserId(of?.user_id)))));
    Ok(owned.collect())
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
