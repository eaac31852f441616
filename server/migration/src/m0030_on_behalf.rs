//! What the desk does in a member's place: seeing their pages (B-54), entering what came by post, telephone or fax (B-16); and what it
//! notes of the stop (B-14).
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, date_null, text, timestamp_with_time_zone, uuid, uuid_null};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0030_on_behalf"
    }
}

fn viewings() -> TableCreateStatement {
    const TABLE: &str = "viewings";
    let mut table = Table::create();
    table.table(TABLE).col(uuid("id").primary_key()).col(text("session_hash")).col(uuid("staff_id")).col(text("role"));
    table.col(uuid("member_id")).col(uuid("claim_id")).col(text("reason"));
    table.col(timestamp_with_time_zone("began_at")).col(timestamp_with_time_zone("ends_at"));
    table.foreign_key(ForeignKey::create().from(TABLE, "staff_id").to("users", "id"));
    table.foreign_key(ForeignKey::create().from(TABLE, "member_id").to("users", "id"));
    table.foreign_key(ForeignKey::create().from(TABLE, "claim_id").to("claims", "id")).take()
}

fn entries() -> TableCreateStatement {
    const TABLE: &str = "request_entries";
    let mut table = Table::create();
    table.table(TABLE).col(uuid("request_id").primary_key()).col(text("channel")).col(date("received_on"));
    table.col(uuid("user_id")).col(timestamp_with_time_zone("began_at"));
    table.foreign_key(ForeignKey::create().from(TABLE, "request_id").to("requests", "id"));
    table.foreign_key(ForeignKey::create().from(TABLE, "user_id").to("users", "id")).take()
}

fn marks() -> TableCreateStatement {
    const TABLE: &str = "stop_marks";
    let mut table = Table::create();
    table.table(TABLE).col(uuid("id").primary_key()).col(uuid("claim_id")).col(text("kind"));
    table.col(date_null("on_day")).col(uuid_null("of_claim")).col(uuid("user_id")).col(timestamp_with_time_zone("at"));
    table.foreign_key(ForeignKey::create().from(TABLE, "claim_id").to("claims", "id"));
    table.foreign_key(ForeignKey::create().from(TABLE, "of_claim").to("claims", "id"));
    table.foreign_key(ForeignKey::create().from(TABLE, "user_id").to("users", "id")).take()
}

/// One request at a time is being entered for a member; what they write themselves stands beside it.
const ONE_ENTRY: &str = "CREATE UNIQUE INDEX requests_one_entry ON requests (claim_id) WHERE state = 'entry'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [viewings(), entries(), marks()] {
            manager.create_table(table).await?;
        }
        for (name, table, column) in [
            ("viewings_session", "viewings", "session_hash"),
            ("viewings_member", "viewings", "member_id"),
            ("stop_marks_claim", "stop_marks", "claim_id"),
            ("stop_marks_of", "stop_marks", "of_claim"),
        ] {
            manager.create_index(Index::create().name(name).table(table).col(column).take()).await?;
        }
        manager.get_connection().execute_unprepared(ONE_ENTRY).await?;
        Ok(())
    }
}
