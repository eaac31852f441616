//! Links that are mailed: to choose another password, to unlock. Only a print of each is kept; one without a person stands for an
//! address that nobody has, so that both take the same time.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, timestamp_with_time_zone, uuid_null};

const TABLE: &str = "mailed_links";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_mailed_links"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table(TABLE).col(text("token_hash").primary_key()).col(uuid_null("user_id")).col(text("purpose"));
        table.col(timestamp_with_time_zone("created_at")).col(timestamp_with_time_zone("ends_at"));
        table.foreign_key(ForeignKey::create().from(TABLE, "user_id").to("users", "id"));
        manager.create_table(table).await?;
        manager.create_index(Index::create().name("mailed_links_user").table(TABLE).col("user_id").take()).await
    }
}
