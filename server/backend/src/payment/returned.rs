//! What the bank says of a file: whole, or not at all. The same file again changes nothing.
use super::{
    entity::{payment, step},
    prepare::take_step,
};
use crate::{Backend, BackendError, audit, claim::entity::claim, contract::entity::enrolment, office};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::MoveKind,
    day::Instant,
    id::{ClaimId, UserId},
    payment::{Payment, PaymentState, Returned, read_return},
    reach::SentBack,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

/// What became of a return file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returning {
    /// It is taken in: how many payments arrived, how many came back, how many were known to have.
    Done {
        /// Paid now.
        paid: usize,
        /// Rejected now.
        rejected: usize,
        /// Said before.
        known: usize,
    },
    /// Lines that cannot be read, from 1: nothing was taken in.
    Wrong(Vec<usize>),
    /// Payments that did not leave with a file, or of which something else was said before: nothing was taken in.
    Unknown(Vec<String>),
}

/// What became of one line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    Arrived,
    CameBack,
    Known,
    Unfit,
}

impl Backend {
    /// Takes in what the bank says of payments.
    ///
    /// # Errors
    /// `NotFound` for whoever may not; when the database cannot be written.
    pub async fn take_return(&self, staff: &Staff, text: &str) -> Result<Returning, BackendError> {
        self.payment_rules()?;
        role_for(staff.roles, Action::ExportPayments).ok_or(BackendError::NotFound)?;
        let lines = match read_return(text) {
            Ok(lines) => lines,
            Err(wrong) => return Ok(Returning::Wrong(wrong)),
        };
        let tx = self.inner.store.write().await?;
        let mut taken = Vec::new();
        for line in &lines {
            taken.push((self.take_line(&tx, staff, line).await?, &line.number));
        }
        let unfit: Vec<String> = taken.iter().filter(|(how, _)| *how == Taken::Unfit).map(|(_, number)| (*number).clone()).collect();
        if !unfit.is_empty() {
            return Ok(Returning::Unknown(unfit));
        }
        tx.commit().await?;
        self.wake_outbox();
        let count = |wanted: Taken| taken.iter().filter(|(how, _)| *how == wanted).count();
        Ok(Returning::Done { paid: count(Taken::Arrived), rejected: count(Taken::CameBack), known: count(Taken::Known) })
    }

    async fn take_line(&self, tx: &impl ConnectionTrait, staff: &Staff, line: &Returned) -> Result<Taken, BackendError> {
        let Some((row, locked, member)) = self.lock_with_claim(tx, &line.number).await? else { return Ok(Taken::Unfit) };
        let payment = self.to_payment(tx, member, &row).await?;
        if payment.state == line.state {
            return Ok(Taken::Known);
        }
        if !payment.waits_for(line.state) {
            return Ok(Taken::Unfit);
        }
        let (now, by, came_back) = (self.now(), staff.person.id, line.state == PaymentState::Rejected);
        take_step(tx, row.id, line.state, by, &line.code, now).await?;
        let number = locked.row.number.clone();
        let kind = if came_back { MoveKind::PaymentRejected } else { MoveKind::Paid };
        self.settle(tx, (locked.row, member), (kind, by)).await?;
        if came_back {
            self.see_to(tx, member, &payment, now).await?;
            audit::record(tx, now, Some(by), "payment_rejected", &number, &line.number).await?;
            return Ok(Taken::CameBack);
        }
        audit::record(tx, now, Some(by), "payment_arrived", &number, &line.number).await?;
        Ok(Taken::Arrived)
    }

    /// Has the desk see to a payment that came back, and its member told: that there is something to be read, and whether they are to look
    /// at their account (Y-1).
    async fn see_to(&self, tx: &impl ConnectionTrait, member: UserId, payment: &Payment, at: Instant) -> Result<(), BackendError> {
        office::open_task(tx, member.0, at).await?;
        let mail = if payment.went_to_lender() { "payment-rejected-lender-mail" } else { "payment-rejected-mail" };
        self.tell_of_payment(tx, member, (mail, "news-sms"), &format!("payment-rejected:{}", payment.number)).await
    }
}

/// The payments of those members that the bank sent back, each with whose it is and when it came back, in the order of their numbers.
pub(crate) async fn sent_back(db: &impl ConnectionTrait, members: Vec<Uuid>) -> Result<Vec<(UserId, Instant, SentBack)>, BackendError> {
    let claims = claim::Entity::find().find_also_related(enrolment::Entity).filter(enrolment::Column::UserId.is_in(members));
    let owners = claims.all(db).await?.into_iter().filter_map(|(claim, of)| Some((claim.id, UserId(of?.user_id))));
    let owners: HashMap<Uuid, UserId> = owners.collect();
    let payments = payment::Entity::find().filter(payment::Column::ClaimId.is_in(owners.keys().copied()));
    let payments = payments.order_by_asc(payment::Column::Number).all(db).await?;
    let steps = step::Entity::find().filter(step::Column::State.eq(PaymentState::Rejected.as_str()));
    let steps = steps.filter(step::Column::PaymentId.is_in(payments.iter().map(|payment| payment.id))).all(db).await?;
    let at: HashMap<Uuid, Instant> = steps.into_iter().map(|step| (step.payment_id, step.at)).collect();
    let told = |row: payment::Model| {
        let claim = ClaimId(row.claim_id);
        Some((*owners.get(&row.claim_id)?, *at.get(&row.id)?, SentBack { claim, number: row.number }))
    };
    Ok(payments.into_iter().filter_map(told).collect())
}
