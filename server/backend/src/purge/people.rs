//! What is left of members who were erased: their contracts and the key of their files as long as a dossier is kept, who they were as
//! long as a dossier or the proof of what they accepted is (G-2, S-8).
use crate::{
    BackendError,
    account::entity::{imported, member_key, user},
    claim::entity::claim,
    contract::entity::{enrolment, loan},
    terms,
};
use domain::id::UserId;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, SelectStatement},
};
use uuid::Uuid;

/// How the sign-in name of whoever was erased begins.
pub(super) const ERASED: &str = "erased:";

/// Forgets what nothing is kept for any more of members who were erased before; gives how many of them are nobody now.
pub(super) async fn forget_left(tx: &impl ConnectionTrait) -> Result<u64, BackendError> {
    let keys = member_key::Entity::find().select_only().column(member_key::Column::UserId).into_query();
    for row in without_claims().filter(user::Column::Id.in_subquery(keys)).lock_exclusive().all(tx).await? {
        forget_contracts(tx, row.id).await?;
    }
    let named = without_claims().filter(user::Column::FamilyName.ne("")).filter(user::Column::Id.not_in_subquery(terms::acceptants()));
    let rows = named.lock_exclusive().all(tx).await?;
    forget_names(tx, rows.iter().map(|row| row.id)).await?;
    Ok(rows.len() as u64)
}

/// Members who were erased and of whom no dossier is kept.
fn without_claims() -> Select<user::Entity> {
    erased().filter(user::Column::Id.not_in_subquery(members_with_claims()))
}

/// Members who were erased.
fn erased() -> Select<user::Entity> {
    user::Entity::find().filter(user::Column::Closed.eq(true)).filter(user::Column::LoginName.starts_with(ERASED))
}

/// Whether that member was erased.
pub(crate) async fn is_erased(db: &impl ConnectionTrait, member: UserId) -> Result<bool, BackendError> {
    Ok(erased().filter(user::Column::Id.eq(member.0)).count(db).await? > 0)
}

fn members_with_claims() -> SelectStatement {
    let claims = claim::Entity::find().select_only().column(claim::Column::EnrolmentId).into_query();
    let members = enrolment::Entity::find().select_only().column(enrolment::Column::UserId);
    members.filter(enrolment::Column::Id.in_subquery(claims)).into_query()
}

/// Forgets the member's contracts, the key of their files, and what else of them only a dossier needs.
pub(super) async fn forget_contracts(tx: &impl ConnectionTrait, member: Uuid) -> Result<(), BackendError> {
    let theirs = enrolment::Entity::find().select_only().column(enrolment::Column::Id);
    let theirs = theirs.filter(enrolment::Column::UserId.eq(member)).into_query();
    loan::Entity::delete_many().filter(loan::Column::EnrolmentId.in_subquery(theirs)).exec(tx).await?;
    enrolment::Entity::delete_many().filter(enrolment::Column::UserId.eq(member)).exec(tx).await?;
    member_key::Entity::delete_by_id(member).exec(tx).await?;
    // The contract itself goes on: its holder may open another account.
    let free = imported::Entity::update_many().col_expr(imported::Column::TakenBy, Expr::value(Option::<Uuid>::None));
    free.filter(imported::Column::TakenBy.eq(member)).exec(tx).await?;
    let bare = user::Entity::update_many().col_expr(user::Column::BirthDate, Expr::value(Option::<chrono::NaiveDate>::None));
    let bare = bare.col_expr(user::Column::Civility, Expr::value(Option::<String>::None));
    bare.filter(user::Column::Id.eq(member)).exec(tx).await?;
    Ok(())
}

/// Forgets who they were.
pub(super) async fn forget_names(tx: &impl ConnectionTrait, members: impl IntoIterator<Item = Uuid>) -> Result<(), BackendError> {
    let nobody = user::Entity::update_many().col_expr(user::Column::GivenName, Expr::value(String::new()));
    let nobody = nobody.col_expr(user::Column::FamilyName, Expr::value(String::new()));
    let nobody = nobody.col_expr(user::Column::NameKey, Expr::value(Option::<String>::None));
    nobody.filter(user::Column::Id.is_in(members)).exec(tx).await?;
    Ok(())
}
