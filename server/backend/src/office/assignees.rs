//! Whose dossiers may be: who works on dossiers (B-2), and of whom there still are some to be found (B-1).
use crate::{
    Backend, BackendError,
    account::entity::{staff_role, user},
};
use domain::{
    access::{Action, StaffRole, role_for},
    account::Person,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Statement};
use uuid::Uuid;

/// Everybody who has a dossier that waits. The index of whose dossiers are is entered where the next person begins, and where the last of
/// theirs stands: the cost is that of as many people, however many dossiers each has or had (P8).
const HOLDERS: &str = "WITH RECURSIVE holders(id) AS (\
    SELECT (SELECT holder_id FROM claims WHERE holder_id > $1 ORDER BY holder_id LIMIT 1) \
    UNION ALL \
    SELECT (SELECT holder_id FROM claims WHERE holder_id > holders.id ORDER BY holder_id LIMIT 1) FROM holders WHERE holders.id IS NOT NULL\
    ) SELECT id FROM holders WHERE (SELECT MAX(waiting_since) FROM claims WHERE holder_id = holders.id) IS NOT NULL";

impl Backend {
    /// Who may be handed a dossier, by name: those who work on dossiers now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn handlers(&self) -> Result<Vec<Person>, BackendError> {
        self.staff_by_name(working()).await
    }

    /// Whose dossiers the queue may be asked for, by name: those of who works on dossiers now, and of who no longer does and has one that
    /// waits.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn assignees(&self) -> Result<Vec<Person>, BackendError> {
        #[derive(FromQueryResult)]
        struct Holder {
            id: Uuid,
        }
        let db = self.inner.store.read();
        let holders = Statement::from_sql_and_values(db.get_database_backend(), HOLDERS, [Uuid::nil().into()]);
        let holders: Vec<Holder> = Holder::find_by_statement(holders).all(db).await?;
        let holding = user::Column::Id.is_in(holders.iter().map(|holder| holder.id));
        self.staff_by_name(Condition::any().add(working()).add(holding)).await
    }

    async fn staff_by_name(&self, such: Condition) -> Result<Vec<Person>, BackendError> {
        let rows = user::Entity::find().filter(such).order_by_asc(user::Column::FamilyName).order_by_asc(user::Column::GivenName);
        rows.all(self.inner.store.read()).await?.into_iter().map(Person::try_from).collect()
    }
}

/// People who work on dossiers now.
fn working() -> Condition {
    let working: Vec<&str> = StaffRole::ALL
        .into_iter()
        .filter(|role| role_for([*role].into_iter().collect(), Action::WorkOnClaims).is_some())
        .map(StaffRole::as_str)
        .collect();
    let roles = staff_role::Entity::find().select_only().column(staff_role::Column::UserId);
    let roles = roles.filter(staff_role::Column::Role.is_in(working)).into_query();
    Condition::all().add(user::Column::Id.in_subquery(roles)).add(user::Column::Closed.eq(false))
}
