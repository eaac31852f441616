//! What is no longer needed goes, by the insurer's table (G-2, G-4, G-5). The same code counts and deletes: `--dry-run` rolls back.
mod claims;
mod entity;
mod hold;
mod people;

pub(crate) use hold::{held_claims, held_members};
pub(crate) use people::is_erased;

use crate::{
    Backend, BackendError,
    account::{
        self,
        entity::{attempt, hint, link, registration, session, user},
        personal,
    },
    attachment, audit, callback,
    claim::{
        Pen,
        entity::{claim, request},
        forget_entry,
    },
    complement,
    contract::entity::enrolment,
    message, office, outbox, payment, terms,
};
use chrono::TimeDelta;
use domain::{account::Retention, claim::ClaimStatus, day::Instant, id::UserId};
use people::{ERASED, forget_contracts, forget_left, forget_names};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait,
};
use serde::Serialize;
use uuid::Uuid;

/// States of what is being written, by a member or by the desk for them.
const WRITTEN: [&str; 2] = [Pen::Member.state(), Pen::Desk.state()];

/// How much went, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Purged {
    /// Accounts closed long enough.
    pub accounts: u64,
    /// Requests being written that nobody touched for long.
    pub drafts: u64,
    /// Documents for which something was given long ago and never sent.
    pub deposits: u64,
    /// Registrations that nobody confirmed.
    pub registrations: u64,
    /// Sessions that ended.
    pub sessions: u64,
    /// Mailed links, those by which somebody else hands a document in, challenges of passkeys, account numbers that nobody confirmed and
    /// tries to sign in that no longer count.
    pub links: u64,
    /// Messages that left long ago.
    pub messages: u64,
    /// Notes of when files arrived, and of who was reached otherwise, made long ago.
    pub arrivals: u64,
    /// Messages to the desk, sent long ago.
    pub desk_messages: u64,
    /// Requests to be called back, made long ago.
    pub callbacks: u64,
    /// Entries of who signed in.
    pub audit: u64,
    /// Dossiers that were over long ago, with their files.
    pub claims: u64,
    /// Proofs of what members who left long ago had accepted.
    pub acceptances: u64,
    /// Sums of payments of dossiers that are gone, and files for the bank, made long ago.
    pub payments: u64,
    /// Erased members for whose name nothing is kept any more.
    pub names: u64,
}

impl Backend {
    /// Deletes what is no longer needed; with `dry_run`, only counts it.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn purge(&self, dry_run: bool) -> Result<Purged, BackendError> {
        let (now, keep) = (self.now(), &self.profile().retention);
        let tx = self.inner.store.write().await?;
        let mut files = Vec::new();
        // Rows are held in one order, here as everywhere: the contract, then what is being written in its dossiers, then its member, then
        // what hangs on them. Otherwise two who meet would wait for each other, and PostgreSQL would end one of them.
        let deposits = self.forget_idle_deposits(&tx, Retention::months_before(now, keep.deposit_months), &mut files).await?;
        let registrations =
            registration::Entity::delete_many().filter(registration::Column::EndsAt.lte(now)).exec(&tx).await?.rows_affected;
        let sessions = session::Entity::delete_many().filter(session::Column::EndsAt.lte(now)).exec(&tx).await?.rows_affected;
        let links = account::forget_ended_links(&tx, now).await?;
        let challenges = account::forget_challenges(&tx, now).await? + personal::forget_unconfirmed(&tx, now).await?;
        // And those of a clock that was set back, or they would count once it is right again.
        let later = attempt::Column::At.gt(now + domain::account::CLOCK_SLACK);
        let tries = Condition::any().add(attempt::Column::At.lte(now - domain::account::REMEMBERED)).add(later);
        let tries = attempt::Entity::delete_many().filter(tries).exec(&tx).await?;
        let drafts = self.purge_drafts(&tx, Retention::months_before(now, keep.draft_months), &mut files).await?;
        let accounts = self.purge_accounts(&tx, now, &mut files).await?;
        let left = now - TimeDelta::days(i64::from(keep.outbox_days));
        let messages = outbox::forget_before(&tx, left).await?;
        let arrivals = attachment::forget_deposits(&tx, left).await? + office::forget_tasks(&tx, left).await?;
        let desk_messages = message::forget_before(&tx, Retention::months_before(now, keep.message_months)).await?;
        let callbacks = callback::forget_before(&tx, Retention::months_before(now, keep.callback_months)).await?;
        let audit = audit::forget_before(&tx, Retention::months_before(now, keep.security_months)).await?;
        let links = links + challenges + tries.rows_affected + complement::forget_ended_links(&tx, now).await?;
        let claims = self.purge_claims(&tx, Retention::years_before(now, keep.claim_years), &mut files).await?;
        let acceptances = terms::forget_of_left(&tx, Retention::years_before(now, keep.acceptance_years)).await?;
        let payments = payment::forget_kept(&tx, Retention::years_before(now, keep.payment_years)).await?;
        let names = forget_left(&tx).await?;
        let purged = Purged {
            accounts,
            drafts,
            deposits,
            registrations,
            sessions,
            links,
            messages,
            arrivals,
            desk_messages,
            callbacks,
            audit,
            claims,
            acceptances,
            payments,
            names,
        };
        if dry_run {
            tx.rollback().await?;
            return Ok(purged);
        }
        tx.commit().await?;
        self.forget_files(files).await;
        Ok(purged)
    }

    async fn purge_drafts(&self, tx: &impl ConnectionTrait, before: Instant, files: &mut Vec<String>) -> Result<u64, BackendError> {
        let idle = || {
            let idle = request::Entity::find().filter(request::Column::State.is_in(WRITTEN)).filter(request::Column::SavedAt.lte(before));
            idle.filter(request::Column::ClaimId.not_in_subquery(held_claims()))
        };
        let mut gone = 0;
        for found in idle().all(tx).await? {
            let under = claim::Entity::find().select_only().column(claim::Column::EnrolmentId);
            let under = under.filter(claim::Column::Id.eq(found.claim_id)).into_query();
            enrolment::Entity::find().filter(enrolment::Column::Id.in_subquery(under)).lock_exclusive().one(tx).await?;
            // As it is now: it may have been saved, or sent, a moment ago.
            let still = idle().filter(request::Column::Id.eq(found.id)).lock_exclusive();
            let Some(row) = still.one(tx).await? else { continue };
            self.drop_draft(tx, &row, files).await?;
            gone += 1;
        }
        Ok(gone)
    }

    /// A request being written goes, and a dossier that never was more than it.
    async fn drop_draft(&self, tx: &impl ConnectionTrait, row: &request::Model, files: &mut Vec<String>) -> Result<(), BackendError> {
        files.extend(attachment::delete_rows(tx, row.id, None).await?);
        forget_entry(tx, row.id).await?;
        request::Entity::delete_by_id(row.id).exec(tx).await?;
        let never_sent = claim::Entity::delete_many().filter(claim::Column::Id.eq(row.claim_id));
        never_sent.filter(claim::Column::Status.eq(ClaimStatus::Draft.as_str())).exec(tx).await?;
        Ok(())
    }

    async fn purge_accounts(&self, tx: &impl ConnectionTrait, now: Instant, files: &mut Vec<String>) -> Result<u64, BackendError> {
        let due = || user::Entity::find().filter(user::Column::Closed.eq(true)).filter(user::Column::EraseAt.lte(now));
        let mut gone = 0;
        for found in due().all(tx).await? {
            enrolment::Entity::find().filter(enrolment::Column::UserId.eq(found.id)).lock_exclusive().all(tx).await?;
            // Locked, so that whoever comes back at this very moment is either here or not erased.
            let still = due().filter(user::Column::Id.eq(found.id)).lock_exclusive();
            let Some(row) = still.one(tx).await? else { continue };
            self.erase(tx, row, now, files).await?;
            gone += 1;
        }
        Ok(gone)
    }

    /// Erases a member: the ways in, the hint of the password, the drafts, what was given for a document and never sent, the addresses,
    /// the account numbers, the messages to the desk; and where nothing was ever sent, their contracts and the key of their files.
    /// What was sent or accepted is kept with its names, out of anybody's reach, for as long as the law asks (G-2, S-8).
    async fn erase(&self, tx: &impl ConnectionTrait, row: user::Model, now: Instant, files: &mut Vec<String>) -> Result<(), BackendError> {
        let id = row.id;
        let enrolments: Vec<Uuid> = ids(enrolment::Entity::find().filter(enrolment::Column::UserId.eq(id)).all(tx).await?, |row| row.id);
        let claims: Vec<Uuid> =
            ids(claim::Entity::find().filter(claim::Column::EnrolmentId.is_in(enrolments)).all(tx).await?, |row| row.id);
        let drafts = request::Entity::find().filter(request::Column::ClaimId.is_in(claims.clone()));
        // What is held stays whole, as everywhere: it goes with the purge once the hold is lifted.
        let drafts = drafts.filter(request::Column::State.is_in(WRITTEN)).filter(request::Column::ClaimId.not_in_subquery(held_claims()));
        for draft in drafts.all(tx).await? {
            self.drop_draft(tx, &draft, files).await?;
        }
        complement::forget_unsent(tx, &claims, files).await?;
        let sent = self.has_sent(tx, &claims).await?;
        if !sent {
            forget_contracts(tx, id).await?;
        }
        if !sent && !terms::accepted_any(tx, UserId(id)).await? {
            forget_names(tx, [id]).await?;
        }
        link::Entity::delete_many().filter(link::Column::UserId.eq(id)).exec(tx).await?;
        for reached in [&row.email, &row.mobile].into_iter().flatten() {
            forget_reached(tx, id, reached).await?;
        }
        outbox::forget_of(tx, id).await?;
        account::forget_second_factor(tx, id).await?;
        account::forget_passkeys(tx, id).await?;
        hint::Entity::delete_by_id(id).exec(tx).await?;
        office::forget_viewings(tx, id).await?;
        personal::forget(tx, id).await?;
        message::forget(tx, id).await?;
        office::forget_tasks_of(tx, id).await?;
        attachment::forget_deposits_of(tx, id).await?;
        let mut row = row.into_active_model();
        row.login_name = Set(format!("{ERASED}{id}"));
        row.password_hash = Set(String::new());
        (row.email, row.mobile, row.phone, row.email_verified_at, row.erase_at) = (Set(None), Set(None), Set(None), Set(None), Set(None));
        (row.address_line1, row.address_line2, row.address_line3) = (Set(None), Set(None), Set(None));
        (row.postcode, row.town, row.no_phone, row.notices, row.pending_email) = (Set(None), Set(None), Set(false), Set(None), Set(None));
        // The insurer's own key stays: by it a later import knows whom to leave alone.
        row.import_prints = Set(None);
        user::Entity::update(row).exec(tx).await?;
        audit::record(tx, now, Some(UserId(id)), "account_erased", &id.to_string(), "").await
    }
}

/// Forgets what was sent to that address or number, and registrations with it, unless somebody else is reached there too.
async fn forget_reached(tx: &impl ConnectionTrait, of: Uuid, reached: &str) -> Result<(), BackendError> {
    let there = Condition::any().add(user::Column::Email.eq(reached)).add(user::Column::Mobile.eq(reached));
    if user::Entity::find().filter(there).filter(user::Column::Id.ne(of)).count(tx).await? > 0 {
        return Ok(());
    }
    outbox::forget_to(tx, reached).await?;
    registration::Entity::delete_many().filter(registration::Column::Email.eq(reached)).exec(tx).await?;
    Ok(())
}

fn ids<T>(rows: Vec<T>, id: impl Fn(&T) -> Uuid) -> Vec<Uuid> {
    rows.iter().map(id).collect()
}
