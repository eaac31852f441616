//! Tries to sign in, so that guessing slows down. The name is kept as a print only: people type passwords into it by mistake.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, timestamp_with_time_zone, uuid};

const TABLE: &str = "sign_in_tries";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_sign_in_tries"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table(TABLE).col(uuid("id").primary_key()).col(text("login_hash")).col(timestamp_with_time_zone("at"));
        manager.create_table(table).await?;
        manager.create_index(Index::create().name("sign_in_tries_login").table(TABLE).col("login_hash").col("at").take()).await
    }
}
