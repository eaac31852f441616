//! What others pay a member for a day beside reduced pay (domain.md 5.2), as handlers state it: each time a row of its own that never
//! changes, and of a period the last one counts. What a payment was calculated with is kept with it, in a row beside its steps, and goes
//! when they go (G-4). Words about a member are sealed with their key.
use super::{
    entity::{other, step},
    prepare::{Preparing, keep_row},
};
use crate::{Backend, BackendError, audit, crypto::Key, random};
use domain::{
    account::Staff,
    claim::{Claim, SentRequest},
    day::{Day, DayRange, Instant},
    form::FieldError,
    id::{ClaimId, UserId},
    money::Cents,
    payment::{OtherPay, OtherPayForm, PaymentLine},
    period::{KnownState, Period},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};
use std::{collections::BTreeMap, iter};
use uuid::Uuid;

/// Name of the row beside a payment's steps, where those have a state.
pub(super) const OTHERS: &str = "others";
/// What its seal is about.
const KEPT: &str = "payment others";
/// What the seal of a statement's source is about.
const SOURCE: &str = "other pay source";

impl Backend {
    /// States what others pay the member for each day of that period of a dossier; what stands already is not stated again. Nothing is while
    /// a payment of the dossier is still to leave: it would leave as it was calculated before.
    ///
    /// # Errors
    /// `NotFound` for whoever may not prepare payments, and when there is no such dossier, or no such period whose pay is completed; when
    /// the database cannot be written.
    pub async fn state_other_pay(
        &self,
        staff: &Staff,
        id: ClaimId,
        period: DayRange,
        typed: &OtherPayForm,
    ) -> Result<Preparing, BackendError> {
        let (now, by) = (self.now(), staff.person.id);
        let tx = self.inner.store.write().await?;
        let (member, claim) = self.lock_to_state(&tx, staff, id).await?;
        let mut others = self.owed(&tx, member, &claim, &[]).await?.others.into_iter();
        let standing = others.find(|one| one.range == period).ok_or(BackendError::NotFound)?;
        let stated = match typed.read(&standing) {
            Ok(stated) => stated,
            Err(problems) => return Ok(Preparing::Wrong(problems)),
        };
        if stated == standing {
            return Ok(Preparing::Done);
        }
        if self.has_payment_to_leave(&tx, member, &claim).await? {
            return Ok(Preparing::Wrong(vec![FieldError::new("daily", "payment-other-waits")]));
        }
        keep_statement(&tx, id, &stated, &self.member_key_in(&tx, member).await?, (by, now)).await?;
        audit::record(&tx, now, Some(by), "other_pay_stated", &claim.summary.number, "").await?;
        self.close_when_over(&tx, id.0, by).await?;
        tx.commit().await?;
        Ok(Preparing::Done)
    }

    /// What others pay the member beside accepted days of a dossier of theirs, by period: it comes off, and may leave no payment that would
    /// tell it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn paid_by_others(&self, member: UserId, claim: &Claim) -> Result<Vec<OtherPay>, BackendError> {
        let stated = self.other_pays(self.inner.store.read(), member, claim.summary.id).await?;
        let accepted = claim.known.iter().filter(|known| matches!(known.state, KnownState::Accepted | KnownState::Paid));
        let paid = accepted.filter_map(|known| paid_beside(claim, &stated, known.range));
        let by_period: BTreeMap<DayRange, &OtherPay> = paid.map(|one| (one.range, one)).collect();
        Ok(by_period.into_values().cloned().collect())
    }

    /// What was stated of a dossier of that member's, the last first.
    pub(super) async fn other_pays(
        &self,
        db: &impl ConnectionTrait,
        member: UserId,
        claim: ClaimId,
    ) -> Result<Vec<OtherPay>, BackendError> {
        let rows = of_claim(claim.0).order_by_desc(other::Column::Place).all(db).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.member_key_in(db, member).await?;
        let opened = |row: other::Model| -> Result<OtherPay, BackendError> {
            let range = DayRange::new(Day(row.starts_on), Day(row.ends_on)).ok_or_else(|| BackendError::inconsistent("other_pays"))?;
            Ok(OtherPay { range, daily: Cents(row.daily_cents), source: key.opened_text(SOURCE, &row.source)? })
        };
        rows.into_iter().map(opened).collect()
    }

    /// Keeps with a payment what others pay for the days of its lines, in the order of these.
    pub(super) async fn keep_others(
        &self,
        tx: &impl ConnectionTrait,
        (payment, member): (Uuid, UserId),
        lines: &[PaymentLine],
        (by, at): (UserId, Instant),
    ) -> Result<(), BackendError> {
        let others: Vec<Option<&OtherPay>> = lines.iter().map(PaymentLine::other).collect();
        if others.iter().all(Option::is_none) {
            return Ok(());
        }
        let text = serde_json::to_vec(&others).map_err(BackendError::broken)?;
        let sealed = self.member_key_in(tx, member).await?.sealed(KEPT, &text)?;
        keep_row(tx, payment, OTHERS, by, &sealed, at).await
    }
}

/// The lines of a payment, each with what others pay for its days, as that row says, sealed with that key.
pub(super) fn with_others(lines: Vec<PaymentLine>, key: &Key, row: &step::Model) -> Result<Vec<PaymentLine>, BackendError> {
    let text = key.opened(KEPT, &row.detail)?;
    let others: Vec<Option<OtherPay>> = serde_json::from_slice(&text).map_err(BackendError::broken)?;
    let others = others.into_iter().chain(iter::repeat(None));
    Ok(lines.into_iter().zip(others).map(|(line, other)| line.with_other(other)).collect())
}

/// The period as it was declared that holds these days: by the request that has them now. Refused days may be declared again, refused there
/// too, and taken up again with the first request (P-4, B-9). Where no request has them, by the latest.
pub(super) fn declared(claim: &Claim, days: DayRange) -> Option<&Period> {
    let live = claim.known.iter().find(|known| known.is_live() && known.range.contains(days.start()));
    let is_theirs = |request: &&SentRequest| live.is_none_or(|known| known.request == request.number);
    let mut periods = claim.requests.iter().rev().filter(is_theirs).flat_map(|request| &request.periods);
    periods.find(|period| period.range.contains(days.start()))
}

/// What others pay for these days, where they pay anything, by what was stated, the last first.
pub(super) fn paid_beside<'a>(claim: &Claim, stated: &'a [OtherPay], days: DayRange) -> Option<&'a OtherPay> {
    let period = declared(claim, days)?;
    stated.iter().find(|one| one.range == period.range).filter(|one| one.is_paid())
}

/// Forgets what was stated of that dossier.
pub(super) async fn forget(tx: &impl ConnectionTrait, claim: Uuid) -> Result<(), BackendError> {
    other::Entity::delete_many().filter(other::Column::ClaimId.eq(claim)).exec(tx).await?;
    Ok(())
}

fn of_claim(claim: Uuid) -> Select<other::Entity> {
    other::Entity::find().filter(other::Column::ClaimId.eq(claim))
}

/// Keeps a statement after those before it, the dossier being locked.
async fn keep_statement(
    tx: &impl ConnectionTrait,
    claim: ClaimId,
    stated: &OtherPay,
    key: &Key,
    (by, at): (UserId, Instant),
) -> Result<(), BackendError> {
    let before = of_claim(claim.0).count(tx).await?;
    let row = other::ActiveModel {
        id: Set(random::id(at)?),
        claim_id: Set(claim.0),
        user_id: Set(by.0),
        place: Set(i32::try_from(before).map_err(BackendError::broken)?),
        starts_on: Set(stated.range.start().0),
        ends_on: Set(stated.range.end().0),
        daily_cents: Set(stated.daily.0),
        source: Set(key.sealed(SOURCE, stated.source.as_bytes())?),
        at: Set(at),
    };
    other::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
