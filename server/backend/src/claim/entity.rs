//! Rows of claims, requests and periods; of how requests came that the desk entered, and of what it noted of stops.
pub(crate) mod claim {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "claims")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub enrolment_id: Uuid,
        pub number: String,
        pub guarantee: String,
        pub status: String,
        pub origin: Option<Date>,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
        pub version: i32,
        pub waiting_since: Option<DateTimeUtc>,
        pub waiting_kind: Option<String>,
        pub news_at: Option<DateTimeUtc>,
        pub holder_id: Option<Uuid>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "crate::contract::entity::enrolment::Entity",
            from = "Column::EnrolmentId",
            to = "crate::contract::entity::enrolment::Column::Id"
        )]
        Enrolment,
    }
    impl Related<crate::contract::entity::enrolment::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Enrolment.def()
        }
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod moved {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "claim_moves")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub claim_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub kind: String,
        pub at: DateTimeUtc,
        pub user_id: Uuid,
        pub to_id: Option<Uuid>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod request {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "requests")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub claim_id: Uuid,
        pub kind: String,
        pub state: String,
        pub number: Option<String>,
        pub version: i32,
        pub form: String,
        pub idempotency_key: Uuid,
        pub snapshot_sha256: Option<String>,
        pub created_at: DateTimeUtc,
        pub saved_at: DateTimeUtc,
        pub sent_at: Option<DateTimeUtc>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod period {
    use crate::BackendError;
    use domain::{
        day::{Day, DayRange},
        period::{PayLevel, Period},
    };
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "periods")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub request_id: Uuid,
        pub claim_id: Uuid,
        pub starts_on: Date,
        pub ends_on: Date,
        pub payer: String,
        pub pay_level: Option<String>,
        pub resumed_on: Option<Date>,
        pub gap_confirmed: bool,
        pub state: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}

    impl Model {
        /// Its days.
        pub(crate) fn range(&self) -> Result<DayRange, BackendError> {
            DayRange::new(Day(self.starts_on), Day(self.ends_on)).ok_or_else(|| BackendError::inconsistent("periods"))
        }
    }

    impl TryFrom<Model> for Period {
        type Error = BackendError;
        fn try_from(row: Model) -> Result<Self, BackendError> {
            Ok(Self {
                range: row.range()?,
                payer: row.payer,
                pay_level: row.pay_level.as_deref().and_then(PayLevel::parse),
                resumed_on: row.resumed_on.map(Day),
                gap_confirmed: row.gap_confirmed,
            })
        }
    }
}

pub(super) mod entry {
    use crate::BackendError;
    use domain::{
        claim::{Arrival, Way},
        day::Day,
    };
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "request_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub request_id: Uuid,
        pub channel: String,
        pub received_on: Date,
        pub user_id: Uuid,
        pub began_at: DateTimeUtc,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}

    impl TryFrom<&Model> for Arrival {
        type Error = BackendError;
        fn try_from(row: &Model) -> Result<Self, BackendError> {
            let way = Way::parse(&row.channel).ok_or_else(|| BackendError::inconsistent("request_entries"))?;
            Ok(Self { way, received_on: Day(row.received_on) })
        }
    }
}

pub(super) mod mark {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "stop_marks")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub claim_id: Uuid,
        pub kind: String,
        pub on_day: Option<Date>,
        pub of_claim: Option<Uuid>,
        pub user_id: Uuid,
        pub at: DateTimeUtc,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
