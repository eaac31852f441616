//! Who asked to be called back, without an account: name and number sealed in one text.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, text, text_uniq, timestamp_with_time_zone, uuid};

const TABLE: &str = "callbacks";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0019_callbacks"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table(TABLE).col(uuid("id").primary_key()).col(text_uniq("number")).col(text("caller")).col(text("motive"));
        table.col(date("day")).col(text("slot")).col(text("state")).col(timestamp_with_time_zone("created_at"));
        manager.create_table(table).await?;
        manager.create_index(Index::create().name("callbacks_created_at").table(TABLE).col("created_at").take()).await
    }
}
