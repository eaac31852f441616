//! Rows of enrolments and credits; of the contracts and employers behind them, where they were imported.
pub(crate) mod enrolment {
    use crate::BackendError;
    use domain::{
        contract::{Enrolment, Guarantee},
        day::Day,
        id::EnrolmentId,
    };
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "enrolments")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub user_id: Uuid,
        pub contract_number: String,
        pub certificate_number: Option<String>,
        pub effect_from: Date,
        pub waiting_period_days: i32,
        pub max_days: i32,
        pub quotity_bp: i32,
        pub guarantees: String,
        pub external_id: Option<String>,
        pub contract_id: Option<Uuid>,
        pub adhesion_number: Option<String>,
        pub valid_to: Option<Date>,
        pub reference_pay_cents: Option<i64>,
        pub own_online_claims: Option<bool>,
        pub online_claims: bool,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::loan::Entity")]
        Loan,
        #[sea_orm(
            belongs_to = "crate::account::entity::user::Entity",
            from = "Column::UserId",
            to = "crate::account::entity::user::Column::Id"
        )]
        Member,
    }
    impl Related<super::loan::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Loan.def()
        }
    }
    impl ActiveModelBehavior for ActiveModel {}

    impl TryFrom<Model> for Enrolment {
        type Error = BackendError;
        fn try_from(row: Model) -> Result<Self, BackendError> {
            let number = |n: i32| u32::try_from(n).map_err(BackendError::broken);
            Ok(Self {
                id: EnrolmentId(row.id),
                contract_number: row.contract_number,
                certificate_number: row.certificate_number,
                effect_from: Day(row.effect_from),
                waiting_period_days: number(row.waiting_period_days)?,
                max_days: number(row.max_days)?,
                quotity_bp: number(row.quotity_bp)?,
                guarantees: row.guarantees.split(' ').filter_map(Guarantee::parse).collect(),
                online_claims: row.online_claims,
            })
        }
    }
}

pub(crate) mod loan {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "loans")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub enrolment_id: Uuid,
        pub label: String,
        pub reference: String,
        pub instalment_cents: i64,
        pub due_day: i32,
        pub outstanding_cents: i64,
        pub ends_on: Date,
        pub external_id: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "super::enrolment::Entity", from = "Column::EnrolmentId", to = "super::enrolment::Column::Id")]
        Enrolment,
    }
    impl Related<super::enrolment::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Enrolment.def()
        }
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod contract {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contracts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub external_id: String,
        pub number: String,
        pub product: String,
        pub label: String,
        pub employer_id: Option<Uuid>,
        pub effect_from: Date,
        pub effect_to: Option<Date>,
        pub franchise_days: Option<i32>,
        pub benefit_rate_bp: Option<i32>,
        pub max_days: Option<i32>,
        pub waiting_days: Option<i32>,
        pub kept_plein_bp: Option<i32>,
        pub kept_demi_bp: Option<i32>,
        pub covers_loss: Option<bool>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod employer {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "employers")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub external_id: String,
        pub name: String,
        pub adhesion_identifier: Option<String>,
        pub online_claims: bool,
        pub supporting_docs: bool,
        pub documents: bool,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
