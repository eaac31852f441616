//! « Supprimer votre compte » (A-11, G-2, G-3, R-26): closed at once, erased after the days in which a mailed link, or a call, opens it again.
use super::{
    entity::{link, session, user},
    link::Purpose,
};
use crate::{Backend, BackendError, audit, claim::entity::request, outbox, payment, random, terms};
use domain::{
    account::{Goes, Leaving, Person, reach},
    claim::ClaimStatus,
    form::FieldError,
    id::UserId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QuerySelect};
use std::collections::BTreeMap;

impl Backend {
    /// What leaving means for the member today.
    ///
    /// # Errors
    /// `NotFound` when the member is gone; when the database cannot be read.
    pub async fn leaving(&self, member: UserId) -> Result<Leaving, BackendError> {
        let (retention, db) = (&self.profile().retention, self.inner.store.read());
        let row = user::Entity::find_by_id(member.0).one(db).await?.ok_or(BackendError::NotFound)?;
        let claims = self.claims(member).await?;
        let sent = claims.iter().any(|claim| claim.status != ClaimStatus::Draft);
        let accepted = terms::accepted_any(db, member).await?;
        let paid = payment::are_paid(db, claims.iter().map(|claim| claim.id.0)).await?;
        let years = |years: u32| self.today().years_after(years);
        Ok(Leaving {
            until: self.today().plus(i64::from(retention.leave_days) - 1),
            by_mail: row.email.is_some(),
            goes: self.going(&row, claims.iter().any(|claim| claim.has_draft)).await?,
            under_way: claims.iter().any(|claim| claim.status.is_under_way()),
            claims_until: sent.then(|| years(retention.claim_years)),
            payments_until: paid.then(|| years(retention.payment_years)),
            acceptance_until: accepted.then(|| years(retention.acceptance_years)),
            sign_in_months: retention.security_months,
        })
    }

    /// What of theirs is erased besides what everybody has.
    async fn going(&self, row: &user::Model, has_draft: bool) -> Result<Vec<Goes>, BackendError> {
        let member = UserId(row.id);
        let goes = [
            (Goes::SecondStep, self.has_second_factor(row.id).await?),
            (Goes::Passkeys, !self.passkeys(member).await?.is_empty()),
            (Goes::Hint, self.kept_hint(member).await?.is_some()),
            (Goes::Notices, row.notices.is_some()),
            (Goes::Draft, has_draft),
            (Goes::Messages, !self.messages(member).await?.is_empty()),
            (Goes::Corrections, !self.corrections(member).await?.is_empty()),
        ];
        Ok(goes.into_iter().filter_map(|(what, has)| has.then_some(what)).collect())
    }

    /// Closes the member's account, the password being theirs: no session is left, a link to come back is mailed; whoever has no address
    /// is told by SMS to call, where they have a mobile number. Gives what is wrong.
    ///
    /// # Errors
    /// `NotFound` when the member is gone; when the database cannot be read or written.
    pub async fn close_account(&self, member: &Person, typed: String) -> Result<Vec<FieldError>, BackendError> {
        let row = user::Entity::find_by_id(member.id.0).one(self.inner.store.read()).await?.ok_or(BackendError::NotFound)?;
        if let Some(fault) = self.password_fault(&row, typed).await? {
            return Ok(vec![fault]);
        }
        self.close_kept(row).await.map(|()| Vec::new())
    }

    /// Closes the account of whoever has the password that was verified; when that one was changed meanwhile, nothing is done.
    async fn close_kept(&self, row: user::Model) -> Result<(), BackendError> {
        let (now, id) = (self.now(), UserId(row.id));
        let tx = self.inner.store.write().await?;
        let still = user::Entity::find_by_id(row.id).filter(user::Column::PasswordHash.eq(&row.password_hash)).lock_exclusive();
        let row = still.one(&tx).await?.ok_or(BackendError::NotFound)?;
        Self::forgive_in(&tx, &row).await?;
        session::Entity::delete_many().filter(session::Column::UserId.eq(row.id)).exec(&tx).await?;
        self.mail_link_in(&tx, Some(&row), Purpose::Stay).await?;
        let reached = row.email.is_some() && row.email_verified_at.is_some();
        if let (false, Some((channel, to))) = (reached, reach(None, row.mobile.as_deref())) {
            let once = format!("left:{}", random::id(now)?);
            outbox::enqueue_for(&tx, (now, now), row.id, (channel, &to), "leave-sms", &BTreeMap::new(), once).await?;
        }
        let mut row = row.into_active_model();
        row.closed = Set(true);
        row.closed_at = Set(Some(now));
        row.erase_at = Set(Some(now + self.profile().retention.leave()));
        user::Entity::update(row).exec(&tx).await?;
        audit::record(&tx, now, Some(id), "account_closed", &id.to_string(), "").await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(())
    }

    /// Opens the account again for whoever got the link; whether the link still worked.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn stay(&self, token: &str) -> Result<bool, BackendError> {
        let Some((Purpose::Stay, row)) = self.find_link(token).await? else { return Ok(false) };
        let tx = self.inner.store.write().await?;
        // The person first, as the erasure does, then the link that it deletes.
        let Some(row) = user::Entity::find_by_id(row.id).lock_exclusive().one(&tx).await? else { return Ok(false) };
        if !Self::use_link(&tx, token, Purpose::Stay, row.id).await? {
            return Ok(false);
        }
        let id = UserId(row.id);
        Self::open_again(&tx, row).await?;
        audit::record(&tx, self.now(), Some(id), "account_reopened", &id.to_string(), "").await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Opens a closed account again, in the caller's transaction. The links by which its member could do so go: they are used, or were never
    /// mailed.
    pub(super) async fn open_again(tx: &impl ConnectionTrait, row: user::Model) -> Result<(), BackendError> {
        let links = link::Entity::delete_many().filter(link::Column::UserId.eq(row.id));
        links.filter(link::Column::Purpose.eq(Purpose::Stay.as_str())).exec(tx).await?;
        let mut row = row.into_active_model();
        (row.closed, row.closed_at, row.erase_at) = (Set(false), Set(None), Set(None));
        user::Entity::update(row).exec(tx).await?;
        Ok(())
    }

    /// Whether requests of the member's were sent: then who they are is kept with them.
    pub(crate) async fn has_sent(&self, tx: &impl ConnectionTrait, claims: &[uuid::Uuid]) -> Result<bool, BackendError> {
        let sent = request::Entity::find().filter(request::Column::ClaimId.is_in(claims.iter().copied()));
        Ok(sent.filter(request::Column::State.ne("draft")).count(tx).await? > 0)
    }
}
