//! Seeing a member's pages as the member does (B-54). It hangs on the session of whoever sees them: it ends with that session, with the
//! role that allows it, with its time, or by their hand. That it began is told to the member; each page is in the audit.
use super::entity::viewing;
use crate::{
    Backend, BackendError,
    account::{entity::user, token_hash},
    audit, random,
};
use domain::{
    access::{Action, role_for},
    account::{Person, Staff},
    day::Instant,
    id::{ClaimId, UserId},
    viewing::{VIEW_LASTS, ViewReason, Viewed, Viewing},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

impl Backend {
    /// Begins to show the pages of that dossier's member to somebody of the desk, in that session of theirs, in place of whatever was
    /// shown there before. The same again meanwhile is the same; for another reason it begins anew, so that this one is kept and told too.
    ///
    /// # Errors
    /// `NotFound` when there is no such dossier, its member left, or they may not.
    pub async fn begin_viewing(&self, staff: &Staff, token: &str, id: ClaimId, reason: ViewReason) -> Result<(), BackendError> {
        let role = role_for(staff.roles, Action::ViewAsMember).ok_or(BackendError::NotFound)?;
        let (now, session) = (self.now(), token_hash(token));
        let tx = self.inner.store.write().await?;
        // Whoever sees is held: two clicks at the same moment begin it once.
        self.own_row(&tx, staff.person.id).await?;
        let (member, _) = self.owner_of(&tx, id).await?;
        open_member(&tx, member.0).await?.ok_or(BackendError::NotFound)?;
        if alive(&tx, &session, now).await?.is_some_and(|one| one.claim_id == id.0 && one.reason == reason.as_str()) {
            return Ok(());
        }
        end(&tx, &session, now).await?;
        let seen = viewing::ActiveModel {
            id: Set(random::id(now)?),
            session_hash: Set(session),
            staff_id: Set(staff.person.id.0),
            role: Set(role.as_str().to_owned()),
            member_id: Set(member.0),
            claim_id: Set(id.0),
            reason: Set(reason.as_str().to_owned()),
            began_at: Set(now),
            ends_at: Set(now + VIEW_LASTS),
        };
        viewing::Entity::insert(seen).exec_without_returning(&tx).await?;
        audit::record(&tx, now, Some(staff.person.id), "member_viewed", &member.to_string(), reason.as_str()).await?;
        Ok(tx.commit().await?)
    }

    /// Whose pages that session shows to somebody of the desk now; `None` when it shows nobody's, or they may no longer.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn viewing(&self, staff: &Staff, token: &str) -> Result<Option<Viewing>, BackendError> {
        if role_for(staff.roles, Action::ViewAsMember).is_none() {
            return Ok(None);
        }
        let db = self.inner.store.read();
        let Some(row) = alive(db, &token_hash(token), self.now()).await?.filter(|row| row.staff_id == staff.person.id.0) else {
            return Ok(None);
        };
        Ok(open_member(db, row.member_id).await?.map(|member| Viewing { member, ends_at: row.ends_at }))
    }

    /// Notes that a page of the member's is about to be shown to somebody of the desk.
    ///
    /// # Errors
    /// When the database cannot be written: then nothing is shown.
    pub async fn note_viewed_page(&self, staff: &Staff, viewing: &Viewing, path: &str) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        let member = viewing.member.id.to_string();
        audit::record(&tx, self.now(), Some(staff.person.id), "member_page_viewed", &member, path).await?;
        Ok(tx.commit().await?)
    }

    /// Ends what that session shows; gives the dossier from which it began, when it showed anything.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn end_viewing(&self, staff: &Staff, token: &str) -> Result<Option<ClaimId>, BackendError> {
        let (now, session) = (self.now(), token_hash(token));
        let tx = self.inner.store.write().await?;
        let Some(row) = alive(&tx, &session, now).await? else { return Ok(None) };
        end(&tx, &session, now).await?;
        audit::record(&tx, now, Some(staff.person.id), "member_view_ended", &row.member_id.to_string(), "").await?;
        tx.commit().await?;
        Ok(Some(ClaimId(row.claim_id)))
    }

    /// When the member's pages were seen by the desk, and why, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn viewings(&self, member: UserId) -> Result<Vec<Viewed>, BackendError> {
        let of = viewing::Entity::find().filter(viewing::Column::MemberId.eq(member.0)).order_by_asc(viewing::Column::BeganAt);
        let told = |row: viewing::Model| -> Result<Viewed, BackendError> {
            let reason = ViewReason::parse(&row.reason).ok_or_else(|| BackendError::inconsistent("viewings"))?;
            Ok(Viewed { at: row.began_at, reason })
        };
        of.all(self.inner.store.read()).await?.into_iter().map(told).collect()
    }
}

/// What that session shows now.
async fn alive(db: &impl ConnectionTrait, session: &str, now: Instant) -> Result<Option<viewing::Model>, BackendError> {
    let of_session = viewing::Entity::find().filter(viewing::Column::SessionHash.eq(session));
    Ok(of_session.filter(viewing::Column::EndsAt.gt(now)).one(db).await?)
}

/// Ends whatever that session shows.
async fn end(tx: &impl ConnectionTrait, session: &str, now: Instant) -> Result<(), BackendError> {
    let change = viewing::Entity::update_many().col_expr(viewing::Column::EndsAt, Expr::value(now));
    change.filter(viewing::Column::SessionHash.eq(session)).filter(viewing::Column::EndsAt.gt(now)).exec(tx).await?;
    Ok(())
}

/// The member of that id, as long as their account is open.
async fn open_member(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Person>, BackendError> {
    let row = user::Entity::find_by_id(id).filter(user::Column::Closed.eq(false)).one(db).await?;
    row.map(Person::try_from).transpose()
}

/// Forgets who saw the member's pages, in the caller's transaction; the audit keeps that it happened.
pub(crate) async fn forget(tx: &impl ConnectionTrait, member: Uuid) -> Result<(), BackendError> {
    viewing::Entity::delete_many().filter(viewing::Column::MemberId.eq(member)).exec(tx).await?;
    Ok(())
}
