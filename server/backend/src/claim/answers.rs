//! When an answer is to be expected (Y-5): what requests took is counted once a day, not when a page is read; and an apology, once, when
//! it comes later.
use super::{
    Since,
    entity::{claim, request},
    waits_longest,
};
use crate::{
    Backend, BackendError,
    clock::{paris_day, paris_midnight},
    complement::entity::complement,
    contract::entity::enrolment,
    decision::entity::decision,
};
use domain::{
    account::Retention,
    claim::{ANSWER_MONTHS, Claim, ClaimStatus, Expected, answer_days, in_time_since, nine_in_ten},
    day::Instant,
    id::UserId,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait, Select,
    sea_query::{Expr, ExprTrait, OnConflict, Query},
};
use std::collections::BTreeMap;
use uuid::Uuid;

mod time {
    use sea_orm::entity::prelude::*;

    /// In how many days nine requests out of ten of that kind were answered, and out of how many.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "answer_times")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub guarantee: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        pub days: i32,
        pub cases: i32,
        pub counted_on: Date,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}

    impl Model {
        /// The days, as they are counted with.
        pub(super) fn days(&self) -> Result<u16, crate::BackendError> {
            u16::try_from(self.days).map_err(crate::BackendError::broken)
        }
    }
}

mod late {
    use sea_orm::entity::prelude::*;

    /// That the member was told: the answer to what has waited since then is late.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "late_answers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub claim_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub since: DateTimeUtc,
        pub told_at: DateTimeUtc,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl Backend {
    /// Counts anew in how many days requests were answered lately, by guarantee and kind.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn count_answers(&self) -> Result<(), BackendError> {
        let from = Retention::months_before(self.now(), ANSWER_MONTHS);
        let (db, decided) = (self.inner.store.read(), decision::Entity::find().filter(decision::Column::At.gte(from)));
        let since = Since::of_decided(db, decided.clone()).await?;
        let rows: Vec<(String, String, Uuid, Option<Instant>, Instant)> = with_request(decided).into_tuple().all(db).await?;
        let mut took: BTreeMap<(String, String), Vec<u16>> = BTreeMap::new();
        for (guarantee, kind, request, sent_at, decided_at) in rows {
            let sent_at = sent_at.ok_or_else(|| BackendError::inconsistent("requests"))?;
            let days = answer_days(paris_day(since.of(request, sent_at)), paris_day(decided_at));
            took.entry((guarantee, kind)).or_default().push(days);
        }
        let tx = self.inner.store.write().await?;
        time::Entity::delete_many().exec(&tx).await?;
        for ((guarantee, kind), all) in took {
            let cases = i32::try_from(all.len()).map_err(BackendError::broken)?;
            let Some(days) = nine_in_ten(all) else { continue };
            let row = time::ActiveModel {
                guarantee: Set(guarantee),
                kind: Set(kind),
                days: Set(i32::from(days)),
                cases: Set(cases),
                counted_on: Set(self.today().0),
            };
            time::Entity::insert(row).exec_without_returning(&tx).await?;
        }
        Ok(tx.commit().await?)
    }

    /// When the member may expect the answer to what waits of their dossier, from its sending, its being taken up again or what they `answered` last;
    /// `None` where nothing waits, and where too few requests like it were decided.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn expected_answer(&self, claim: &Claim, answered: Option<Instant>) -> Result<Option<Expected>, BackendError> {
        let db = self.inner.store.read();
        let Some((waits, kind)) = waits_longest(db, claim, None).await? else { return Ok(None) };
        let like = (claim.summary.guarantee.as_str().to_owned(), kind.as_str().to_owned());
        let Some(found) = time::Entity::find_by_id(like).one(db).await? else { return Ok(None) };
        Ok(Some(Expected::of(found.days()?, paris_day(since(waits, answered)))))
    }

    /// Apologises to each member whose answer is late, once for what waits. May run as often as one likes.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn tell_of_late_answers(&self) -> Result<(), BackendError> {
        let db = self.inner.store.read();
        for found in time::Entity::find().all(db).await? {
            let days = found.days()?;
            let before = paris_midnight(in_time_since(days, self.today()));
            let late = claim::Entity::find().filter(claim::Column::Status.eq(ClaimStatus::InReview.as_str()));
            let late = late.filter(claim::Column::Guarantee.eq(found.guarantee)).filter(claim::Column::WaitingKind.eq(found.kind));
            let late = late.filter(claim::Column::WaitingSince.lt(before)).filter(not_told());
            for row in late.all(db).await? {
                self.tell_of_late_answer(&row, days).await?;
            }
        }
        Ok(())
    }

    async fn tell_of_late_answer(&self, row: &claim::Model, days: u16) -> Result<(), BackendError> {
        let (tx, now) = (self.inner.store.write().await?, self.now());
        let under = enrolment::Entity::find_by_id(row.enrolment_id).one(&tx).await?;
        let Some((sent_at, under)) = row.waiting_since.zip(under) else { return Ok(()) };
        let expected = Expected::of(days, paris_day(since(sent_at, answered(&tx, row.id).await?)));
        if !expected.is_past(self.today()) {
            return Ok(());
        }
        let told = late::ActiveModel { claim_id: Set(row.id), since: Set(sent_at), told_at: Set(now) };
        let first = OnConflict::columns([late::Column::ClaimId, late::Column::Since]).do_nothing().to_owned();
        late::Entity::insert(told).on_conflict(first).exec_without_returning(&tx).await?;
        let params = BTreeMap::from([("due".to_owned(), expected.by.to_string())]);
        let once = format!("claim-late:{}:{}", row.number, sent_at.timestamp_micros());
        self.tell(&tx, UserId(under.user_id), "claim-late-mail", &params, once).await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(())
    }
}

/// Guarantee, kind and id of the request of each of these decisions, when it was sent and when it was decided.
fn with_request(decided: Select<decision::Entity>) -> Select<decision::Entity> {
    let decided = decided.join(JoinType::InnerJoin, decision::Relation::Claim.def());
    let decided = decided.join(JoinType::InnerJoin, decision::Relation::Request.def()).select_only();
    let decided = decided.column(claim::Column::Guarantee).column(request::Column::Kind).column(request::Column::Id);
    decided.column(request::Column::SentAt).column(decision::Column::At)
}

/// Nobody was told yet that what waits of a dossier is late.
fn not_told() -> Expr {
    let of = Expr::col((late::Entity, late::Column::ClaimId)).equals((claim::Entity, claim::Column::Id));
    let same = Expr::col((late::Entity, late::Column::Since)).equals((claim::Entity, claim::Column::WaitingSince));
    Expr::not_exists(Query::select().column(late::Column::ClaimId).from(late::Entity).and_where(of).and_where(same).to_owned())
}

/// When the member answered last what was asked for to complete that dossier.
async fn answered(db: &impl ConnectionTrait, claim: Uuid) -> Result<Option<Instant>, BackendError> {
    let asked = complement::Entity::find().filter(complement::Column::ClaimId.eq(claim)).all(db).await?;
    Ok(asked.into_iter().filter_map(|row| row.sent_at).max())
}

/// From when the desk has had all it asked for.
fn since(sent_at: Instant, answered: Option<Instant>) -> Instant {
    answered.map_or(sent_at, |at| std::cmp::max(at, sent_at))
}

/// Forgets that the member was told of late answers about that dossier (G-4).
pub(super) async fn forget_late(tx: &impl ConnectionTrait, claim: Uuid) -> Result<(), BackendError> {
    late::Entity::delete_many().filter(late::Column::ClaimId.eq(claim)).exec(tx).await?;
    Ok(())
}
