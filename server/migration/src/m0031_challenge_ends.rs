//! Challenges of passkeys that nobody answered are forgotten with each one that is asked for: found by their end, not by reading all.
use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0031_challenge_ends"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_index(Index::create().name("passkey_challenges_ends").table("passkey_challenges").col("ends_at").take()).await
    }
}
