//! Rows of what was asked for, and of its documents.
pub(crate) mod complement {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "complements")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub claim_id: Uuid,
        pub request_id: Uuid,
        pub number: String,
        pub state: String,
        pub asked_at: DateTimeUtc,
        pub due_on: Date,
        pub sent_at: Option<DateTimeUtc>,
        pub idempotency_key: Uuid,
        pub sent_key: Option<Uuid>,
        pub news_at: Option<DateTimeUtc>,
        pub ask_key: Option<Uuid>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "crate::claim::entity::claim::Entity",
            from = "Column::ClaimId",
            to = "crate::claim::entity::claim::Column::Id"
        )]
        Claim,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod item {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "complement_items")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub complement_id: Uuid,
        pub place: i32,
        pub card: String,
        pub medical: bool,
        pub required: bool,
        pub verdict: String,
        pub reason: Option<String>,
        pub answer: Option<String>,
        pub note: Option<String>,
        pub file_id: Option<Uuid>,
        pub sent_at: Option<DateTimeUtc>,
        pub given_at: Option<DateTimeUtc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "super::complement::Entity", from = "Column::ComplementId", to = "super::complement::Column::Id")]
        Complement,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod refusal {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "complement_refusals")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub item_id: Uuid,
        pub at: DateTimeUtc,
        pub reason: String,
        pub file_id: Option<Uuid>,
        pub answer: Option<String>,
        pub flaw: Option<String>,
        pub sent_at: Option<DateTimeUtc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod link {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "complement_links")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_hash: String,
        pub item_id: Uuid,
        pub made_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
        pub used_at: Option<DateTimeUtc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
