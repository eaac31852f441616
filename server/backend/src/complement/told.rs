//! The message that a member meets after signing in (M-2), and « Plus tard », which holds for the session (M-16).
use super::{entity::complement, read::asked_of};
use crate::{
    Backend, BackendError,
    account::{entity::session, token_hash},
};
use domain::{complement::ComplementState, id::UserId};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

impl Backend {
    /// Whether something is asked of the member that this session was not told of.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_news(&self, member: UserId, token: &str) -> Result<bool, BackendError> {
        let db = self.inner.store.read();
        let session = session::Entity::find_by_id(token_hash(token)).one(db).await?;
        let mut news = asked_of(member).filter(complement::Column::State.eq(ComplementState::Open.as_str()));
        if let Some(told_at) = session.and_then(|session| session.told_at) {
            // A document that was refused is asked for anew.
            news = news.filter(complement::Column::NewsAt.gt(told_at));
        }
        Ok(news.count(db).await? > 0)
    }

    /// « Plus tard »: the session is not told again of what is asked for by now.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn put_off(&self, token: &str) -> Result<(), BackendError> {
        let tx = self.inner.store.write().await?;
        let update = session::Entity::update_many().col_expr(session::Column::ToldAt, Expr::value(self.now()));
        update.filter(session::Column::TokenHash.eq(token_hash(token))).exec(&tx).await?;
        Ok(tx.commit().await?)
    }
}
