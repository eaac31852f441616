//! Closed accounts: since when, and when they are erased.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::timestamp_with_time_zone_null;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0007_leaving"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut column in [timestamp_with_time_zone_null("closed_at"), timestamp_with_time_zone_null("erase_at")] {
            manager.alter_table(Table::alter().table("users").add_column(&mut column).take()).await?;
        }
        Ok(())
    }
}
