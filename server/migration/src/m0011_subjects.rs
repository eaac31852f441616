//! Under which subject a mail left, so that its addressee may ask later what they were sent (G-1).
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0011_subjects"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut change = Table::alter();
        manager.alter_table(change.table("outbox").add_column(text_null("subject")).take()).await
    }
}
