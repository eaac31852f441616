//! What becomes of each file handed in (Y-1): noted when its first byte comes, and again in the transaction that receives it or turns it
//! away. One of which nothing more is heard is to be done again once its time is over, and its member is told.
use super::entity as attachment;
use crate::{
    Backend, BackendError,
    account::entity::user,
    claim::{Pen, entity::request},
    clock::paris_day,
    complement::items_of,
    outbox,
};
use chrono::TimeDelta;
use domain::{
    account::Channel,
    day::Instant,
    id::{AttachmentId, ClaimId, UserId},
    reach::Unfinished,
    reconciliation::Tally,
};
use entity::{ActiveModel, Column, Entity, Model};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{Expr, OnConflict, SelectStatement, UnionType},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A file is under way no longer than this.
pub const PATIENCE: TimeDelta = TimeDelta::minutes(30);
/// So many are given up in one round.
const ROUND: u64 = 200;
/// So many are looked for in the store at a time.
const LOOKED_FOR: usize = 500;

const SENDING: &str = "sending";
const RECEIVED: &str = "received";
const FAILED: &str = "failed";

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "deposits")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub user_id: Uuid,
        /// The request or the document that it was handed in for.
        pub place_id: Uuid,
        /// As it is shown while its member has something to do about it; empty afterwards, and of what somebody else hands in for them.
        pub name: String,
        pub state: String,
        pub begun_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Notes what became of a file, in the transaction that wrote its row. What its member tried of it before needs nothing more: a file of the
/// same name, or any where one file is taken (`single`); not where somebody else's was turned away (Y-7).
pub(super) async fn end(
    tx: &impl ConnectionTrait,
    id: AttachmentId,
    (received, single): (bool, bool),
    now: Instant,
) -> Result<(), BackendError> {
    let Some(row) = Entity::find_by_id(id.0).one(tx).await? else { return Ok(()) };
    let same = Condition::all().add(Column::PlaceId.eq(row.place_id)).add_option((!single).then(|| Column::Name.eq(&row.name)));
    // Without a name it is not its member's own: turned away, it leaves what they tried themselves as it is.
    if received || !row.name.is_empty() {
        Entity::update_many().col_expr(Column::Name, Expr::value("")).filter(same).exec(tx).await?;
    }
    let mut row = row.into_active_model();
    row.name = Set(String::new());
    row.state = Set(if received { RECEIVED } else { FAILED }.to_owned());
    row.ended_at = Set(Some(now));
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Nothing is to be done any more about what was handed in there.
pub(crate) async fn forget_names(tx: &impl ConnectionTrait, places: &[Uuid]) -> Result<(), BackendError> {
    let there = Entity::update_many().col_expr(Column::Name, Expr::value("")).filter(Column::PlaceId.is_in(places.iter().copied()));
    there.exec(tx).await?;
    Ok(())
}

/// Forgets what ended and was begun until then; gives how many notes went (G-4).
pub(crate) async fn forget_before(tx: &impl ConnectionTrait, before: Instant) -> Result<u64, BackendError> {
    let old = Entity::delete_many().filter(Column::State.ne(SENDING)).filter(Column::BegunAt.lte(before));
    Ok(old.exec(tx).await?.rows_affected)
}

/// Forgets what that member handed in.
pub(crate) async fn forget_of(tx: &impl ConnectionTrait, member: Uuid) -> Result<(), BackendError> {
    Entity::delete_many().filter(Column::UserId.eq(member)).exec(tx).await?;
    Ok(())
}

impl Backend {
    /// Notes that a file is under way. The same one again is under way again, unless it arrived or was turned away.
    pub(super) async fn begin_deposit(&self, member: UserId, place: Uuid, id: AttachmentId, name: &str) -> Result<(), BackendError> {
        let row = ActiveModel {
            id: Set(id.0),
            user_id: Set(member.0),
            place_id: Set(place),
            name: Set(name.to_owned()),
            state: Set(SENDING.to_owned()),
            begun_at: Set(self.now()),
            ended_at: Set(None),
        };
        let tx = self.inner.store.write().await?;
        match Entity::find_by_id(id.0).one(&tx).await? {
            None => {
                let first = OnConflict::column(Column::Id).do_nothing().to_owned();
                Entity::insert(row).on_conflict(first).exec_without_returning(&tx).await?;
            }
            Some(known) if known.user_id != member.0 || known.place_id != place => return Err(BackendError::NotFound),
            Some(known) if known.name.is_empty() => {}
            Some(_) => {
                Entity::update(row).exec(&tx).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    /// The member's files that were handed in for the request being written for a dossier, or for what was asked for to complete it, and
    /// did not arrive: under way, or to be done again. Oldest first.
    ///
    /// # Errors
    /// `NotFound` when there is no such dossier of the member's.
    pub async fn unfinished_of_claim(&self, member: UserId, number: &str) -> Result<Vec<Unfinished>, BackendError> {
        let claim = self.claim_id(member, number).await?;
        let theirs = Entity::find().filter(Column::UserId.eq(member.0)).filter(Column::PlaceId.in_subquery(places_of(claim)));
        let rows = theirs.filter(Column::Name.ne("")).order_by_asc(Column::BegunAt).all(self.inner.store.read()).await?;
        let late = self.now() - PATIENCE;
        let shown = |row: Model| Unfinished { failed: row.state == FAILED || row.begun_at <= late, name: row.name, begun_at: row.begun_at };
        Ok(rows.into_iter().map(shown).collect())
    }

    /// Gives up the files of which nothing more is heard, and tells their members. May run as often as one likes: each is told once.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn give_up_deposits(&self) -> Result<(), BackendError> {
        let due = Entity::find().filter(Column::State.eq(SENDING)).filter(Column::BegunAt.lte(self.now() - PATIENCE));
        for row in due.limit(ROUND).all(self.inner.store.read()).await? {
            self.give_up(row).await?;
        }
        Ok(())
    }

    async fn give_up(&self, row: Model) -> Result<(), BackendError> {
        let now = self.now();
        let tx = self.inner.store.write().await?;
        let given_up = Entity::update_many().col_expr(Column::State, Expr::value(FAILED)).col_expr(Column::EndedAt, Expr::value(now));
        let given_up = given_up.filter(Column::Id.eq(row.id)).filter(Column::State.eq(SENDING)).exec(&tx).await?;
        if given_up.rows_affected == 1 && !row.name.is_empty() {
            tell_of_deposit(&tx, &row, now).await?;
        }
        tx.commit().await?;
        self.wake_outbox();
        Ok(())
    }

    /// What became of the files whose first byte came from the one moment on, up to the other. One that was received is done only while the
    /// store has it, or its member took it back.
    pub(crate) async fn tally_deposits(&self, db: &impl ConnectionTrait, (from, to): (Instant, Instant)) -> Result<Tally, BackendError> {
        let begun = || Entity::find().filter(Column::BegunAt.gte(from)).filter(Column::BegunAt.lt(to));
        let stand = |state: &str| begun().filter(Column::State.eq(state));
        let received = stand(RECEIVED).filter(Column::EndedAt.is_not_null());
        let received: Vec<Uuid> = received.select_only().column(Column::Id).into_tuple().all(db).await?;
        let lost = self.lost_of(db, &received).await?;
        Ok(Tally {
            given: begun().count(db).await?,
            done: received.len() as u64 - lost,
            failed: stand(FAILED).count(db).await?,
            open: stand(SENDING).count(db).await?,
        })
    }

    /// How many of these have a row that names a file which is not there.
    async fn lost_of(&self, db: &impl ConnectionTrait, files: &[Uuid]) -> Result<u64, BackendError> {
        let mut lost = 0;
        for some in files.chunks(LOOKED_FOR) {
            let rows = attachment::Entity::find().filter(attachment::Column::Id.is_in(some.iter().copied())).all(db).await?;
            for row in rows {
                let there = match &row.file_key {
                    Some(name) => self.inner.files.has(name).await?,
                    None => false,
                };
                lost += u64::from(!there);
            }
        }
        Ok(lost)
    }
}

/// Where the member hands files in for that dossier: the request they are writing, and the documents asked for to complete it.
fn places_of(claim: ClaimId) -> SelectStatement {
    let written = request::Entity::find().select_only().column(request::Column::Id).filter(request::Column::ClaimId.eq(claim.0));
    let mut places = written.filter(request::Column::State.eq(Pen::Member.state())).into_query();
    places.union(UnionType::All, items_of(claim.0));
    places
}

/// One message a day for all that did not arrive there.
async fn tell_of_deposit(tx: &impl ConnectionTrait, row: &Model, now: Instant) -> Result<(), BackendError> {
    let person = user::Entity::find_by_id(row.user_id).filter(user::Column::Closed.eq(false)).one(tx).await?;
    let Some(person) = person else { return Ok(()) };
    match &person.email {
        Some(to) => {
            let once = format!("deposit:{}:{}", row.place_id, paris_day(now).iso());
            outbox::enqueue_for(tx, (now, now), person.id, (Channel::Mail, to), "deposit-mail", &BTreeMap::new(), once).await
        }
        None => outbox::reach_by_sms(tx, &person, now).await,
    }
}
