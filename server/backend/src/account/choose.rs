//! Which of a member's contracts a session shows, where the insurer has them choose (D-11, X-6). The choice is the session's: another
//! device has its own, and every tab of this one sees it at its next request.
use super::{entity::session, token_hash};
use crate::{Backend, BackendError, contract::entity::enrolment};
use domain::{
    contract::Shown,
    id::{EnrolmentId, UserId},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

impl Backend {
    /// What the session of that token shows of the member's contracts.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn shown(&self, member: UserId, token: &str) -> Result<Shown, BackendError> {
        if !self.profile().login.choose_enrolment {
            return Ok(Shown::All);
        }
        let row = session::Entity::find_by_id(token_hash(token)).one(self.inner.store.read()).await?;
        let chosen = row.and_then(|row| row.enrolment_id).map(EnrolmentId);
        Ok(Shown::of(self.enrolments(member).await?, chosen))
    }

    /// Has the session of that token show that contract of the member's.
    ///
    /// # Errors
    /// `NotFound` for a contract that is not theirs, and where nobody chooses; when the database cannot be read or written.
    pub async fn choose_enrolment(&self, member: UserId, token: &str, id: EnrolmentId) -> Result<(), BackendError> {
        if !self.profile().login.choose_enrolment {
            return Err(BackendError::NotFound);
        }
        let tx = self.inner.store.write().await?;
        let theirs = enrolment::Entity::find_by_id(id.0).filter(enrolment::Column::UserId.eq(member.0));
        if theirs.count(&tx).await? == 0 {
            return Err(BackendError::NotFound);
        }
        let choice = session::Entity::update_many().col_expr(session::Column::EnrolmentId, Expr::value(id.0));
        choice.filter(session::Column::TokenHash.eq(token_hash(token))).filter(session::Column::UserId.eq(member.0)).exec(&tx).await?;
        Ok(tx.commit().await?)
    }
}
