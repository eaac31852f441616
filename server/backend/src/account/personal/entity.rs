//! Rows of account numbers, of those that wait to be confirmed, and of requests to correct.
pub(super) mod bank {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "bank_accounts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub user_id: Uuid,
        pub iban: String,
        pub created_at: DateTimeUtc,
        pub usable_from: DateTimeUtc,
        pub withdrawn_at: Option<DateTimeUtc>,
        pub imported: bool,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod awaited {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "awaited_accounts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: Uuid,
        pub id: Uuid,
        pub session_hash: String,
        pub iban: String,
        pub sealed_code: String,
        pub channel: String,
        pub tries: i32,
        pub codes: i32,
        pub sent_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod correction {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "correction_requests")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub user_id: Uuid,
        pub state: String,
        pub text: String,
        pub created_at: DateTimeUtc,
        pub answered_at: Option<DateTimeUtc>,
        pub answered_by: Option<Uuid>,
        pub reason: Option<String>,
        pub changes: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
