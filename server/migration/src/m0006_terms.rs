//! Who accepted which version of the terms, when; append-only (S-8).
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, timestamp_with_time_zone, uuid};

const TABLE: &str = "terms_acceptances";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0006_terms"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table(TABLE).col(uuid("id").primary_key()).col(uuid("user_id")).col(text("version")).col(text("text_sha256"));
        table.col(timestamp_with_time_zone("at"));
        table.foreign_key(ForeignKey::create().from(TABLE, "user_id").to("users", "id"));
        manager.create_table(table).await?;
        let once = Index::create().name("terms_acceptances_once").table(TABLE).col("user_id").col("version").unique().take();
        manager.create_index(once).await
    }
}
