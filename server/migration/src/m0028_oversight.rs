//! Figures are counted from indexes, however many dossiers there are (B-60); what every handed-in file became, members who must be reached
//! otherwise, and what each night's count found (Y-1).
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0028_oversight"
    }
}

const STATEMENTS: [&str; 11] = [
    "CREATE INDEX requests_sent ON requests (sent_at, kind)",
    "CREATE INDEX decisions_at ON decisions (at, request_id)",
    "CREATE INDEX complements_request ON complements (request_id)",
    "CREATE INDEX outbox_written ON outbox (created_at, state, sent_at)",
    "CREATE INDEX users_email ON users (email)",
    "CREATE INDEX deposits_begun ON deposits (begun_at)",
    "CREATE INDEX deposits_place ON deposits (place_id)",
    "CREATE INDEX deposits_under_way ON deposits (begun_at) WHERE state = 'sending'",
    "CREATE INDEX reach_tasks_waiting ON reach_tasks (opened_at, id) WHERE done_at IS NULL",
    // Whoever is to be reached stands in the list once.
    "CREATE UNIQUE INDEX reach_tasks_open ON reach_tasks (user_id) WHERE done_at IS NULL",
    // What was received before there was such a time was received when its row was written.
    "UPDATE attachments SET acknowledged_at = created_at WHERE refusal IS NULL",
];

fn deposits() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("deposits").col(uuid("id").primary_key()).col(uuid("user_id")).col(uuid("place_id"));
    table.col(text("name")).col(text("state")).col(timestamp_with_time_zone("begun_at")).col(timestamp_with_time_zone_null("ended_at"));
    table.take()
}

fn reach_tasks() -> TableCreateStatement {
    const TABLE: &str = "reach_tasks";
    let mut table = Table::create();
    table.table(TABLE).col(uuid("id").primary_key()).col(uuid("user_id")).col(timestamp_with_time_zone("opened_at"));
    table.col(timestamp_with_time_zone_null("done_at")).col(uuid_null("done_by"));
    table.foreign_key(ForeignKey::create().from(TABLE, "user_id").to("users", "id")).take()
}

/// A day's count: for files and for messages, how many were handed over, and how many of them are done, failed and under way.
fn reconciliations() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("reconciliations").col(date("day").primary_key()).col(timestamp_with_time_zone("at"));
    for of in ["files", "messages"] {
        for what in ["given", "done", "failed", "open"] {
            table.col(big_integer(format!("{of}_{what}")));
        }
    }
    table.take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [deposits(), reach_tasks(), reconciliations()] {
            manager.create_table(table).await?;
        }
        // When a file was received; whose a message is that leads to no address of theirs alone.
        for (table, mut column) in [("attachments", timestamp_with_time_zone_null("acknowledged_at")), ("outbox", uuid_null("user_id"))] {
            manager.alter_table(Table::alter().table(table).add_column(&mut column).take()).await?;
        }
        for statement in STATEMENTS {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
