//! Decisions that stood until their request was taken up again (domain.md 4.3), apart from those that stand: of a request one stands at
//! most, as before, and whatever asks what was decided reads those.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, timestamp_with_time_zone, uuid};

const TABLE: &str = "reopened_decisions";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0034_reopened"
    }
}

fn reopened() -> TableCreateStatement {
    let mut table = Table::create();
    table.table(TABLE).col(uuid("id").primary_key()).col(uuid("claim_id")).col(uuid("request_id")).col(uuid("user_id"));
    table.col(text("outcome")).col(text("letter")).col(timestamp_with_time_zone("at"));
    table.col(timestamp_with_time_zone("reopened_at")).col(uuid("reopened_by")).col(text("reason")).col(uuid("idempotency_key"));
    for (column, parent) in [("claim_id", "claims"), ("request_id", "requests"), ("user_id", "users"), ("reopened_by", "users")] {
        table.foreign_key(ForeignKey::create().from(TABLE, column).to(parent, "id"));
    }
    table.take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(reopened()).await?;
        manager.create_index(Index::create().name("reopened_decisions_claim").table(TABLE).col("claim_id").take()).await
    }
}
