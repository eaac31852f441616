//! What members write to the desk (S-56): the text sealed with the member's key.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, text_uniq, timestamp_with_time_zone, uuid};

const TABLE: &str = "messages";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0017_messages"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table(TABLE).col(uuid("id").primary_key()).col(uuid("user_id")).col(text_uniq("number"));
        table.col(text("subject")).col(text("state")).col(text("text")).col(timestamp_with_time_zone("created_at"));
        table.foreign_key(ForeignKey::create().from(TABLE, "user_id").to("users", "id"));
        manager.create_table(table).await?;
        manager.create_index(Index::create().name("messages_user").table(TABLE).col("user_id").take()).await
    }
}
