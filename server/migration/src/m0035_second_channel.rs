//! Another account number waits for the code by which its member confirms it over a second channel (B-56); whether a session was last proved
//! by a second factor too, which is such a channel.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, integer, text, timestamp_with_time_zone, uuid};

const TABLE: &str = "awaited_accounts";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0035_second_channel"
    }
}

/// One a member at most.
fn awaited() -> TableCreateStatement {
    let mut table = Table::create();
    table.table(TABLE).col(uuid("user_id").primary_key()).col(uuid("id")).col(text("session_hash")).col(text("iban"));
    table.col(text("sealed_code")).col(text("channel")).col(integer("tries")).col(integer("codes"));
    table.col(timestamp_with_time_zone("sent_at")).col(timestamp_with_time_zone("ends_at"));
    table.foreign_key(ForeignKey::create().from(TABLE, "user_id").to("users", "id")).take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(awaited()).await?;
        let mut proved_twice = boolean("proved_twice");
        proved_twice.default(false);
        manager.alter_table(Table::alter().table("sessions").add_column(proved_twice).take()).await
    }
}
