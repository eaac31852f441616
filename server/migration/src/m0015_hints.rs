//! Hints of passwords, sealed; beside each the mother's first name as a sealed hash, and how often it was answered wrongly (D-6, D-7).
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, text, text_null, uuid};

const TABLE: &str = "hints";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0015_hints"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table(TABLE).col(uuid("user_id").primary_key()).col(text("sealed_text")).col(text_null("sealed_mother"));
        table.col(integer("wrong_answers"));
        table.foreign_key(ForeignKey::create().from(TABLE, "user_id").to("users", "id"));
        manager.create_table(table).await
    }
}
