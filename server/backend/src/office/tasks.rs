//! « À joindre autrement » (Y-1): members whom neither a mail nor an SMS reached, or a payment to whom came back. Each stands there once,
//! until somebody of the desk has seen to it. What was to be told is not in the list: it waits in the member's own space.
use super::{entity::task, hands::worker, told::tell_of_member};
use crate::{Backend, BackendError, account::entity::user, audit, clock::paris_midnight, payment::sent_back, random};
use domain::{
    access::{Action, StaffRole, role_for},
    account::{Staff, phone_text},
    day::Instant,
    id::{TaskId, UserId},
    reach::{ReachTask, SentBack, TASK_PAGE, TaskPage, TaskPlace},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// Puts a member on the list, in the caller's transaction; one who stands there stays where they are.
pub(crate) async fn open(tx: &impl ConnectionTrait, member: Uuid, at: Instant) -> Result<(), BackendError> {
    // Held, so that of two messages given up at the same moment the second finds what the first wrote.
    user::Entity::find_by_id(member).lock_exclusive().one(tx).await?;
    let open = task::Entity::find().filter(task::Column::UserId.eq(member)).filter(task::Column::DoneAt.is_null());
    if open.one(tx).await?.is_none() {
        let row = task::ActiveModel {
            id: Set(random::id(at)?),
            user_id: Set(member),
            opened_at: Set(at),
            done_at: Set(None),
            done_by: Set(None),
        };
        task::Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Whether a member came onto the list, or was seen to, at that moment or later.
pub(crate) async fn had_since(db: &impl ConnectionTrait, member: Uuid, since: Instant) -> Result<bool, BackendError> {
    let lately = Condition::any().add(task::Column::OpenedAt.gte(since)).add(task::Column::DoneAt.gte(since));
    Ok(task::Entity::find().filter(task::Column::UserId.eq(member)).filter(lately).one(db).await?.is_some())
}

/// Forgets what was seen to and opened until then; gives how many went (G-4).
pub(crate) async fn forget_before(tx: &impl ConnectionTrait, before: Instant) -> Result<u64, BackendError> {
    let done = task::Entity::delete_many().filter(task::Column::DoneAt.is_not_null()).filter(task::Column::OpenedAt.lte(before));
    Ok(done.exec(tx).await?.rows_affected)
}

/// Forgets that this member was to be reached.
pub(crate) async fn forget_of(tx: &impl ConnectionTrait, member: Uuid) -> Result<(), BackendError> {
    task::Entity::delete_many().filter(task::Column::UserId.eq(member)).exec(tx).await?;
    Ok(())
}

impl Backend {
    /// A page of the list, the longest wait first; that its members' numbers and addresses are read is kept before anything is shown.
    ///
    /// # Errors
    /// `NotFound` for whoever does not work on dossiers; when the database cannot be read or written.
    pub async fn reach_tasks(&self, staff: &Staff, after: Option<TaskPlace>) -> Result<TaskPage, BackendError> {
        let role = role_for(staff.roles, Action::WorkOnClaims).ok_or(BackendError::NotFound)?;
        let open = task::Entity::find().find_also_related(user::Entity).filter(task::Column::DoneAt.is_null());
        let open = open.filter(after.map_or_else(Condition::all, beyond));
        let open = open.order_by_asc(task::Column::OpenedAt).order_by_asc(task::Column::Id).limit(TASK_PAGE + 1);
        let rows = open.all(self.inner.store.read()).await?;
        let more = rows.len() as u64 > TASK_PAGE;
        let shown = rows.into_iter().take(usize::try_from(TASK_PAGE).map_err(BackendError::broken)?);
        let shown: Vec<(task::Model, user::Model)> = shown.filter_map(|(task, member)| Some((task, member?))).collect();
        let members: Vec<UserId> = shown.iter().map(|(_, member)| UserId(member.id)).collect();
        self.keep_reached(staff, role, &members).await?;
        let back = sent_back(self.inner.store.read(), members.iter().map(|member| member.0).collect()).await?;
        let tasks: Vec<ReachTask> = shown.into_iter().map(|(task, member)| to_task(&task, member, &back)).collect();
        let next = tasks.last().filter(|_| more).map(ReachTask::place);
        Ok(TaskPage { tasks, next })
    }

    /// Keeps that somebody of the desk reads how those members are reached: once a day and person, for the list is opened again after each of
    /// them.
    async fn keep_reached(&self, staff: &Staff, role: StaffRole, members: &[UserId]) -> Result<(), BackendError> {
        let (now, by) = (self.now(), staff.person.id);
        let (all, today) = (members.iter().map(UserId::to_string), paris_midnight(self.today()));
        let known = audit::noted_since(self.inner.store.read(), by, "contact_looked_at", all, today).await?;
        let new: Vec<UserId> = members.iter().copied().filter(|member| !known.contains(&member.to_string())).collect();
        if new.is_empty() {
            return Ok(());
        }
        let tx = self.inner.store.write().await?;
        for member in new {
            audit::record(&tx, now, Some(by), "contact_looked_at", &member.to_string(), role.as_str()).await?;
            tell_of_member(&tx, staff, role, member, now).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Notes that a member was reached otherwise. A second click notes nothing more.
    ///
    /// # Errors
    /// `NotFound` for whoever does not work on dossiers, and where there is no such task; when the database cannot be written.
    pub async fn finish_reach_task(&self, staff: &Staff, id: TaskId) -> Result<(), BackendError> {
        worker(staff)?;
        let (now, by) = (self.now(), staff.person.id);
        let tx = self.inner.store.write().await?;
        let row = task::Entity::find_by_id(id.0).one(&tx).await?.ok_or(BackendError::NotFound)?;
        let done = task::Entity::update_many().col_expr(task::Column::DoneAt, Expr::value(now));
        let done = done.col_expr(task::Column::DoneBy, Expr::value(by.0));
        let done = done.filter(task::Column::Id.eq(row.id)).filter(task::Column::DoneAt.is_null()).exec(&tx).await?;
        if done.rows_affected == 1 {
            audit::record(&tx, now, Some(by), "reached_otherwise", &row.user_id.to_string(), "").await?;
        }
        Ok(tx.commit().await?)
    }
}

/// What stands behind that place. The first condition is what the index is entered by.
fn beyond(place: TaskPlace) -> Condition {
    let TaskPlace { at, id } = place;
    let later = Condition::any().add(task::Column::OpenedAt.gt(at)).add(task::Column::Id.gt(id.0));
    Condition::all().add(task::Column::OpenedAt.gte(at)).add(later)
}

fn to_task(task: &task::Model, member: user::Model, back: &[(UserId, Instant, SentBack)]) -> ReachTask {
    let theirs = back.iter().filter(|(of, at, _)| of.0 == member.id && *at >= task.opened_at);
    let phones = [&member.mobile, &member.phone].into_iter().flatten().map(|number| phone_text(number)).collect();
    let place = [member.postcode, member.town].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let lines = [member.address_line1, member.address_line2, member.address_line3].into_iter().flatten();
    ReachTask {
        id: TaskId(task.id),
        member: [member.given_name, member.family_name].join(" "),
        phones,
        address: lines.chain([place]).filter(|line| !line.is_empty()).collect(),
        sent_back: theirs.map(|(_, _, payment)| payment.clone()).collect(),
        opened_at: task.opened_at,
    }
}
