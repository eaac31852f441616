//! What the bank says of a file: whole, or not at all. The same file again changes nothing.
use super::{
    entity::payment,
    owed::decided_after,
    prepare::take_step,
    read::{lock_payment, owner},
};
use crate::{
    Backend, BackendError, audit,
    claim::{
        entity::{claim, period, request},
        moves,
    },
    decision::set_request,
};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::{ClaimStatus, MoveKind, RequestState, status_when_paid},
    day::Instant,
    id::UserId,
    payment::{PaymentState, Returned, read_return},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
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
        let count = |wanted: Taken| taken.iter().filter(|(how, _)| *how == wanted).count();
        Ok(Returning::Done { paid: count(Taken::Arrived), rejected: count(Taken::CameBack), known: count(Taken::Known) })
    }

    async fn take_line(&self, tx: &impl ConnectionTrait, staff: &Staff, line: &Returned) -> Result<Taken, BackendError> {
        let found = payment::Entity::find().filter(payment::Column::Number.eq(&line.number)).one(tx).await?;
        let Some(found) = found else { return Ok(Taken::Unfit) };
        let (claim, member) = owner(tx, found.claim_id).await?;
        // The dossier first, as everywhere: whoever decides it meanwhile takes turns with this.
        self.lock_claim(tx, member, &claim.number).await?;
        let row = lock_payment(tx, &line.number).await?.ok_or_else(|| BackendError::inconsistent("payments"))?;
        let payment = self.to_payment(tx, member, &row).await?;
        if payment.state == line.state {
            return Ok(Taken::Known);
        }
        if !payment.waits_for(line.state) {
            return Ok(Taken::Unfit);
        }
        let now = self.now();
        take_step(tx, row.id, line.state, staff.person.id, &line.code, now).await?;
        if line.state == PaymentState::Rejected {
            audit::record(tx, now, Some(staff.person.id), "payment_rejected", &claim.number, &line.number).await?;
            return Ok(Taken::CameBack);
        }
        self.settle(tx, claim.id, row.created_at, staff.person.id).await?;
        audit::record(tx, now, Some(staff.person.id), "payment_arrived", &claim.number, &line.number).await?;
        Ok(Taken::Arrived)
    }

    /// What was accepted when the payment was prepared is paid, and so is the dossier when nothing else is left of it.
    async fn settle(&self, tx: &impl ConnectionTrait, id: Uuid, prepared_at: Instant, by: UserId) -> Result<(), BackendError> {
        let row = claim::Entity::find_by_id(id).one(tx).await?.ok_or_else(|| BackendError::inconsistent("payments"))?;
        let accepted = request::Entity::find().filter(request::Column::ClaimId.eq(id));
        let accepted = accepted.filter(request::Column::State.eq(RequestState::Accepted.as_str())).all(tx).await?;
        let later = decided_after(tx, id, prepared_at).await?;
        for request in accepted.iter().filter(|request| !later.contains(&request.id)) {
            set_request(tx, request.id, RequestState::Paid).await?;
            let paid = period::Entity::update_many().col_expr(period::Column::State, Expr::value(RequestState::Paid.as_str()));
            let theirs = paid.filter(period::Column::RequestId.eq(request.id));
            theirs.filter(period::Column::State.eq(RequestState::Accepted.as_str())).exec(tx).await?;
        }
        let all = request::Entity::find().filter(request::Column::ClaimId.eq(id)).all(tx).await?;
        let states: Vec<RequestState> = all.iter().filter_map(|request| RequestState::parse(&request.state)).collect();
        let standing = ClaimStatus::parse(&row.status).ok_or_else(|| BackendError::inconsistent("claims"))?;
        let (version, now) = (row.version + 1, self.now());
        let mut row = row.into_active_model();
        row.status = Set(status_when_paid(standing, &states).as_str().to_owned());
        (row.updated_at, row.version) = (Set(now), Set(version));
        let paid = claim::Entity::update(row).exec(tx).await?;
        moves::passed(tx, standing.as_str(), &paid, by, now).await?;
        moves::record(tx, &paid, MoveKind::Paid, by, None, now).await?;
        self.close_when_over(tx, id, by).await.map(|_| ())
    }
}
