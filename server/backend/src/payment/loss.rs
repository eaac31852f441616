//! The income that a member lost, where the cover makes good a loss (domain.md 5.1), as handlers state it from a month on: each time a row of
//! its own that never changes. Where the figure is written is sealed with the member's key.
use super::{entity::loss, owed::accepted_days, prepare::Preparing};
use crate::{
    Backend, BackendError, audit,
    contract::entity::{contract, enrolment},
    crypto::Key,
    random,
};
use domain::{
    account::Staff,
    claim::Claim,
    day::{Day, Instant},
    form::FieldError,
    id::{ClaimId, UserId},
    money::Cents,
    month::Month,
    payment::{IncomeLoss, IncomeLossForm, StatedLosses},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

/// What the seal of a statement's source is about.
const SOURCE: &str = "income loss source";

impl Backend {
    /// States the income that the member lost from a month of a dossier on; what stands already is not stated again. Nothing is while a
    /// payment of the dossier is still to leave: it would leave as it was calculated before.
    ///
    /// # Errors
    /// `NotFound` for whoever may not prepare payments, and when there is no such dossier, its cover makes good no loss or no day of it is
    /// accepted; when the database cannot be written.
    pub async fn state_income_loss(&self, staff: &Staff, id: ClaimId, typed: &IncomeLossForm) -> Result<Preparing, BackendError> {
        let (now, by) = (self.now(), staff.person.id);
        let tx = self.inner.store.write().await?;
        let (member, claim) = self.lock_to_state(&tx, staff, id).await?;
        let known = self.owed(&tx, member, &claim, &[]).await?.losses;
        let known = known.filter(|known| !known.months.is_empty()).ok_or(BackendError::NotFound)?;
        let stated = match typed.read(&known.months) {
            Ok(stated) => stated,
            Err(problems) => return Ok(Preparing::Wrong(problems)),
        };
        if known.standing.contains(&stated) {
            return Ok(Preparing::Done);
        }
        if self.has_payment_to_leave(&tx, member, &claim).await? {
            return Ok(Preparing::Wrong(vec![FieldError::new("monthly", "payment-other-waits")]));
        }
        keep_statement(&tx, id, &stated, &self.member_key_in(&tx, member).await?, (by, now)).await?;
        audit::record(&tx, now, Some(by), "income_loss_stated", &claim.summary.number, "").await?;
        self.close_when_over(&tx, id.0, by).await?;
        tx.commit().await?;
        Ok(Preparing::Done)
    }

    /// The income that a member lost in the months of accepted days of a dossier of theirs, as it stands: what bounds their instalments.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn income_lost(&self, member: UserId, claim: &Claim) -> Result<Vec<IncomeLoss>, BackendError> {
        let db = self.inner.store.read();
        let stated = self.stated_losses(db, member, claim.summary.id).await?;
        if stated.is_empty() {
            return Ok(stated);
        }
        let enrolment = enrolment::Entity::find_by_id(claim.summary.enrolment.0).one(db).await?.ok_or(BackendError::NotFound)?;
        if !self.covers_loss(contract_under(db, &enrolment).await?.as_ref()) {
            return Ok(Vec::new());
        }
        Ok(StatedLosses::of(&stated, &accepted_days(claim)).told())
    }

    /// What was stated of a dossier of that member's, in that order, where such a contract makes good a loss.
    pub(super) async fn losses_under(
        &self,
        db: &impl ConnectionTrait,
        (member, claim): (UserId, ClaimId),
        under: Option<&contract::Model>,
    ) -> Result<Option<Vec<IncomeLoss>>, BackendError> {
        if !self.covers_loss(under) {
            return Ok(None);
        }
        Ok(Some(self.stated_losses(db, member, claim).await?))
    }

    /// Whether a cover makes good a loss: as its contract says, else as the insurer does.
    fn covers_loss(&self, under: Option<&contract::Model>) -> bool {
        let own = under.and_then(|contract| contract.covers_loss);
        own.unwrap_or(self.profile().benefits.covers_loss)
    }

    async fn stated_losses(&self, db: &impl ConnectionTrait, member: UserId, claim: ClaimId) -> Result<Vec<IncomeLoss>, BackendError> {
        let rows = of_claim(claim.0).order_by_asc(loss::Column::Place).all(db).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.member_key_in(db, member).await?;
        let opened = |row: loss::Model| -> Result<IncomeLoss, BackendError> {
            let (from, monthly) = (Month::of(Day(row.from_on)), Cents(row.monthly_cents));
            Ok(IncomeLoss { from, monthly, source: key.opened_text(SOURCE, &row.source)? })
        };
        rows.into_iter().map(opened).collect()
    }
}

/// The imported contract that an enrolment is under, where there is one.
pub(super) async fn contract_under(
    db: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
) -> Result<Option<contract::Model>, BackendError> {
    Ok(match enrolment.contract_id {
        Some(id) => contract::Entity::find_by_id(id).one(db).await?,
        None => None,
    })
}

/// Forgets what was stated of that dossier.
pub(super) async fn forget(tx: &impl ConnectionTrait, claim: Uuid) -> Result<(), BackendError> {
    loss::Entity::delete_many().filter(loss::Column::ClaimId.eq(claim)).exec(tx).await?;
    Ok(())
}

fn of_claim(claim: Uuid) -> Select<loss::Entity> {
    loss::Entity::find().filter(loss::Column::ClaimId.eq(claim))
}

/// Keeps a statement after those before it, the dossier being locked.
async fn keep_statement(
    tx: &impl ConnectionTrait,
    claim: ClaimId,
    stated: &IncomeLoss,
    key: &Key,
    (by, at): (UserId, Instant),
) -> Result<(), BackendError> {
    let before = of_claim(claim.0).count(tx).await?;
    let row = loss::ActiveModel {
        id: Set(random::id(at)?),
        claim_id: Set(claim.0),
        user_id: Set(by.0),
        place: Set(i32::try_from(before).map_err(BackendError::broken)?),
        from_on: Set(stated.from.first().0),
        monthly_cents: Set(stated.monthly.0),
        source: Set(key.sealed(SOURCE, stated.source.as_bytes())?),
        at: Set(at),
    };
    loss::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
