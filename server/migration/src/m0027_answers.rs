//! In how many days requests are answered, who was told that their answer is late (Y-5), and whose covered days end (Y-4).
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, integer, text, timestamp_with_time_zone, uuid};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0027_answers"
    }
}

fn times() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("answer_times").col(text("guarantee")).col(text("kind"));
    table.col(integer("days")).col(integer("cases")).col(date("counted_on"));
    table.primary_key(Index::create().col("guarantee").col("kind")).take()
}

fn late() -> TableCreateStatement {
    const TABLE: &str = "late_answers";
    let mut table = Table::create();
    table.table(TABLE).col(uuid("claim_id")).col(timestamp_with_time_zone("since")).col(timestamp_with_time_zone("told_at"));
    table.primary_key(Index::create().col("claim_id").col("since"));
    table.foreign_key(ForeignKey::create().from(TABLE, "claim_id").to("claims", "id")).take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [times(), late()] {
            manager.create_table(table).await?;
        }
        manager.create_index(Index::create().name("periods_ends_on").table("periods").col("ends_on").take()).await
    }
}
