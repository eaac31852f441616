//! Passkeys: public keys of members' devices, and the challenges that wait for an answer. Nothing of a finger or a face is known here.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, text_null, text_uniq, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid};

const KEYS: &str = "passkeys";
const CHALLENGES: &str = "passkey_challenges";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0018_passkeys"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut keys = Table::create();
        keys.table(KEYS).col(uuid("id").primary_key()).col(uuid("user_id")).col(text_uniq("credential_hash")).col(uuid("handle"));
        keys.col(text("public_key")).col(text("name"));
        keys.col(timestamp_with_time_zone("created_at")).col(timestamp_with_time_zone_null("last_used_at"));
        keys.foreign_key(ForeignKey::create().from(KEYS, "user_id").to("users", "id"));
        manager.create_table(keys).await?;
        manager.create_index(Index::create().name("passkeys_user").table(KEYS).col("user_id").take()).await?;
        let mut challenges = Table::create();
        challenges.table(CHALLENGES).col(text("token_hash").primary_key()).col(text_null("session_hash"));
        challenges.col(text("state")).col(timestamp_with_time_zone("ends_at"));
        manager.create_table(challenges).await
    }
}
