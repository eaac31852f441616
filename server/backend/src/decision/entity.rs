//! Rows of decisions, of those put aside, of their days, and of what a handler is typing of one.
pub(crate) mod decision {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decisions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub claim_id: Uuid,
        pub request_id: Uuid,
        pub user_id: Uuid,
        pub idempotency_key: Uuid,
        pub outcome: String,
        pub letter: String,
        pub at: DateTimeUtc,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "crate::claim::entity::claim::Entity",
            from = "Column::ClaimId",
            to = "crate::claim::entity::claim::Column::Id"
        )]
        Claim,
        #[sea_orm(
            belongs_to = "crate::claim::entity::request::Entity",
            from = "Column::RequestId",
            to = "crate::claim::entity::request::Column::Id"
        )]
        Request,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod reopened {
    use sea_orm::entity::prelude::*;

    /// A decision that stood until its request was taken up again.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reopened_decisions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub claim_id: Uuid,
        pub request_id: Uuid,
        pub user_id: Uuid,
        pub outcome: String,
        pub letter: String,
        pub at: DateTimeUtc,
        pub reopened_at: DateTimeUtc,
        pub reopened_by: Uuid,
        pub reason: String,
        pub idempotency_key: Uuid,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod days {
    use crate::BackendError;
    use domain::{
        day::{Day, DayRange},
        decision::DecidedDays,
    };
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decided_days")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub claim_id: Uuid,
        pub period_id: Uuid,
        pub starts_on: Date,
        pub ends_on: Date,
        pub accepted: bool,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}

    impl TryFrom<&Model> for DecidedDays {
        type Error = BackendError;
        fn try_from(row: &Model) -> Result<Self, BackendError> {
            let range = DayRange::new(Day(row.starts_on), Day(row.ends_on)).ok_or_else(|| BackendError::inconsistent("decided_days"))?;
            Ok(Self { range, accepted: row.accepted })
        }
    }
}

pub(crate) mod draft {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decision_drafts")]
    pub struct Model {
        /// Also the key under which what is typed is confirmed: it is another one after each change.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub request_id: Uuid,
        pub user_id: Uuid,
        pub form: String,
        pub saved_at: DateTimeUtc,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
