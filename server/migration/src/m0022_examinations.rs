//! What the desk found of a file that was sent, and why it refuses it; a reason in its own words is sealed (B-4, B-8).
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0022_examinations"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["examination", "reason", "own_reason"] {
            manager.alter_table(Table::alter().table("attachments").add_column(text_null(column)).take()).await?;
        }
        Ok(())
    }
}
