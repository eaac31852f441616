//! What accounts keep of payments when their dossier is gone (G-4): number, sum, day and how it ended; no days, no reason, nobody's name or
//! account.
use super::{
    entity::{file, payment, step},
    loss, other,
};
use crate::{BackendError, claim::entity::claim, purge::held_claims};
use domain::{day::Instant, payment::PaymentState};
use entity::{ActiveModel, Column, Entity};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};
use uuid::Uuid;

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "kept_payments")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub number: String,
        pub claim_number: String,
        pub total_cents: i64,
        pub state: String,
        pub file: Option<String>,
        pub held: bool,
        pub created_at: DateTimeUtc,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Whether anything was ever paid of those dossiers.
pub(crate) async fn are_paid(db: &impl ConnectionTrait, claims: impl IntoIterator<Item = Uuid>) -> Result<bool, BackendError> {
    Ok(payment::Entity::find().filter(payment::Column::ClaimId.is_in(claims)).one(db).await?.is_some())
}

/// Dossiers with a payment that was prepared, has not left yet and was not taken back: somebody is still owed it.
pub(crate) fn claims_to_pay() -> SelectStatement {
    let left = step::Entity::find().select_only().column(step::Column::PaymentId);
    let left = left.filter(step::Column::State.eq(PaymentState::Exported.as_str())).into_query();
    let taken_back = payment::Entity::find().select_only().column(payment::Column::ReversalOf);
    let taken_back = taken_back.filter(payment::Column::ReversalOf.is_not_null()).into_query();
    let waiting = payment::Entity::find().select_only().column(payment::Column::ClaimId).filter(payment::Column::ReversalOf.is_null());
    let waiting = waiting.filter(payment::Column::Id.not_in_subquery(left));
    waiting.filter(payment::Column::Id.not_in_subquery(taken_back)).into_query()
}

/// Keeps of the dossier's payments what accounts need, and forgets the rest, with what was stated of what others pay and of income lost.
pub(crate) async fn keep_sums(tx: &impl ConnectionTrait, of: &claim::Model) -> Result<(), BackendError> {
    for row in payment::Entity::find().filter(payment::Column::ClaimId.eq(of.id)).all(tx).await? {
        let steps = step::Entity::find().filter(step::Column::PaymentId.eq(row.id)).all(tx).await?;
        let exported = steps.iter().find(|step| step.state == PaymentState::Exported.as_str());
        let state = steps.iter().filter_map(|step| PaymentState::parse(&step.state)).max();
        let kept = ActiveModel {
            id: Set(row.id),
            number: Set(row.number),
            claim_number: Set(of.number.clone()),
            total_cents: Set(row.total_cents),
            state: Set(state.map_or("", PaymentState::as_str).to_owned()),
            file: Set(exported.map(|step| step.detail.clone())),
            held: Set(false),
            created_at: Set(row.created_at),
        };
        Entity::insert(kept).exec_without_returning(tx).await?;
        step::Entity::delete_many().filter(step::Column::PaymentId.eq(row.id)).exec(tx).await?;
        payment::Entity::delete_by_id(row.id).exec(tx).await?;
    }
    other::forget(tx, of.id).await?;
    loss::forget(tx, of.id).await
}

/// Puts a hold on what is kept of that dossier's payments, or lifts it; whether there is anything.
pub(crate) async fn hold_kept(tx: &impl ConnectionTrait, number: &str, held: bool) -> Result<bool, BackendError> {
    let change = Entity::update_many().col_expr(Column::Held, Expr::value(held));
    Ok(change.filter(Column::ClaimNumber.eq(number)).exec(tx).await?.rows_affected > 0)
}

/// Forgets what was kept of payments made until then, and the files for the bank; gives how many went. What is held stays, and so does the
/// file that a held payment left with.
pub(crate) async fn forget_kept(tx: &impl ConnectionTrait, before: Instant) -> Result<u64, BackendError> {
    let old = Entity::delete_many().filter(Column::CreatedAt.lte(before)).filter(Column::Held.eq(false));
    let sums = old.exec(tx).await?.rows_affected;
    let old = file::Entity::delete_many().filter(file::Column::CreatedAt.lte(before));
    let old =
        old.filter(file::Column::Number.not_in_subquery(files_of_held())).filter(file::Column::Number.not_in_subquery(files_of_kept()));
    Ok(sums + old.exec(tx).await?.rows_affected)
}

/// Files with which payments of held dossiers left.
fn files_of_held() -> SelectStatement {
    let payments = payment::Entity::find().select_only().column(payment::Column::Id);
    let payments = payments.filter(payment::Column::ClaimId.in_subquery(held_claims())).into_query();
    let left = step::Entity::find().select_only().column(step::Column::Detail);
    let left = left.filter(step::Column::State.eq(PaymentState::Exported.as_str()));
    left.filter(step::Column::PaymentId.in_subquery(payments)).into_query()
}

/// Files with which payments left of whose dossier only they are kept, and held.
fn files_of_kept() -> SelectStatement {
    let held = Entity::find().select_only().column(Column::File).filter(Column::Held.eq(true));
    held.filter(Column::File.is_not_null()).into_query()
}
