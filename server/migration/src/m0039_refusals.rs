//! Of what was refused of a document: which of the usual reasons was chosen, and when it had been sent. Of a medical paper the desk reads
//! these and nothing else of why (B-4).
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text_null, timestamp_with_time_zone_null};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0039_refusals"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut column in [text_null("flaw"), timestamp_with_time_zone_null("sent_at")] {
            manager.alter_table(Table::alter().table("complement_refusals").add_column(&mut column).take()).await?;
        }
        Ok(())
    }
}
