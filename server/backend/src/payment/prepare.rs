//! Preparing what a dossier is owed (B-11).
use super::{
    REASON,
    entity::{payment, step},
};
use crate::{Backend, BackendError, audit, office::DeskClaim, random};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::NumberKind,
    day::Instant,
    form::FieldError,
    id::{ClaimId, IdempotencyKey, UserId},
    payment::{PaymentLine, PaymentRules, PaymentState, PreparationForm, total},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// What became of preparing a payment, or of stating what it is calculated with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Preparing {
    /// It is kept.
    Done,
    /// What is wrong with it.
    Wrong(Vec<FieldError>),
}

/// A payment to be kept.
pub(super) struct New<'a> {
    pub(super) claim: Uuid,
    pub(super) member: UserId,
    pub(super) key: IdempotencyKey,
    pub(super) lines: &'a [PaymentLine],
    pub(super) reason: &'a str,
    pub(super) reversal_of: Option<Uuid>,
}

impl Backend {
    /// The insurer's rules of payments.
    pub(super) fn payment_rules(&self) -> Result<&PaymentRules, BackendError> {
        self.profile().payments.as_ref().ok_or(BackendError::NotFound)
    }

    /// Prepares the payment of what a dossier is owed now. The same key again is the same payment.
    ///
    /// # Errors
    /// `NotFound` for whoever may not prepare payments, and when there is no such dossier; when the database cannot be written.
    pub async fn prepare_payment(
        &self,
        staff: &Staff,
        id: ClaimId,
        typed: &PreparationForm,
        key: IdempotencyKey,
    ) -> Result<Preparing, BackendError> {
        let rules = self.payment_rules()?;
        role_for(staff.roles, Action::Decide).ok_or(BackendError::NotFound)?;
        let DeskClaim { member, claim, .. } = self.sent_claim(self.inner.store.read(), id).await?.ok_or(BackendError::NotFound)?;
        let number = &claim.summary.number;
        let tx = self.inner.store.write().await?;
        // One at a time in a dossier: the second finds what the first has prepared.
        self.lock_claim(&tx, member.id, number).await?;
        if is_kept(&tx, key).await? {
            return Ok(Preparing::Done);
        }
        let claim = self.claim_in(&tx, member.id, number).await?.ok_or(BackendError::NotFound)?;
        let owed = self.owed(&tx, member.id, &claim, &[]).await?;
        if let Some(hindrance) = owed.hindrance {
            return Ok(Preparing::Wrong(vec![FieldError::new("amount", hindrance.words_key())]));
        }
        let (lines, reason) = match typed.read(&owed.lines) {
            Ok(read) => read,
            Err(problems) => return Ok(Preparing::Wrong(problems)),
        };
        let new = New { claim: id.0, member: member.id, key, lines: &lines, reason: &reason, reversal_of: None };
        let now = self.now();
        let (payment, kept) = self.keep_payment(&tx, staff, &new, now).await?;
        if !rules.asks_second(total(&lines), owed.total()) {
            take_step(&tx, payment, PaymentState::Approved, staff.person.id, "below_threshold", now).await?;
        }
        audit::record(&tx, now, Some(staff.person.id), "payment_prepared", number, &kept).await?;
        tx.commit().await?;
        Ok(Preparing::Done)
    }

    /// Keeps a payment with its first step; gives its id and number.
    pub(super) async fn keep_payment(
        &self,
        tx: &impl ConnectionTrait,
        staff: &Staff,
        new: &New<'_>,
        now: Instant,
    ) -> Result<(Uuid, String), BackendError> {
        let (id, number) = (random::id(now)?, self.next_number(tx, NumberKind::Payment, now).await?);
        let reason = match new.reason {
            "" => None,
            text => Some(self.member_key_in(tx, new.member).await?.sealed(REASON, text.as_bytes())?),
        };
        let plain: Vec<PaymentLine> = new.lines.iter().map(|line| line.clone().with_other(None)).collect();
        let row = payment::ActiveModel {
            id: Set(id),
            number: Set(number.clone()),
            claim_id: Set(new.claim),
            user_id: Set(staff.person.id.0),
            idempotency_key: Set(new.key.0),
            total_cents: Set(total(new.lines).0),
            lines: Set(serde_json::to_string(&plain).map_err(BackendError::broken)?),
            reason: Set(reason),
            reversal_of: Set(new.reversal_of),
            created_at: Set(now),
        };
        payment::Entity::insert(row).exec_without_returning(tx).await?;
        self.keep_others(tx, (id, new.member), new.lines, (staff.person.id, now)).await?;
        take_step(tx, id, PaymentState::Prepared, staff.person.id, "", now).await?;
        Ok((id, number))
    }
}

async fn is_kept(tx: &impl ConnectionTrait, key: IdempotencyKey) -> Result<bool, BackendError> {
    let same = payment::Entity::find().filter(payment::Column::IdempotencyKey.eq(key.0));
    Ok(same.one(tx).await?.is_some())
}

/// Has the payment come to that state.
pub(super) async fn take_step(
    tx: &impl ConnectionTrait,
    payment: Uuid,
    state: PaymentState,
    by: UserId,
    detail: &str,
    at: Instant,
) -> Result<(), BackendError> {
    keep_row(tx, payment, state.as_str(), by, detail, at).await
}

/// Keeps a row of that name with a payment: each name once.
pub(super) async fn keep_row(
    tx: &impl ConnectionTrait,
    payment: Uuid,
    name: &str,
    by: UserId,
    detail: &str,
    at: Instant,
) -> Result<(), BackendError> {
    let row = step::ActiveModel {
        id: Set(random::id(at)?),
        payment_id: Set(payment),
        state: Set(name.to_owned()),
        user_id: Set(by.0),
        detail: Set(detail.to_owned()),
        at: Set(at),
    };
    step::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
