//! The desk (B-1, B-2): whose a dossier is, what of it is new, what changed it; notes and kept filters; names as they are searched for.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0024_desk"
    }
}

/// Whatever is asked of the queue, a page of it is read from one of these in its own order, however long the queue (P8).
const INDEXES: [&str; 8] = [
    "CREATE INDEX claims_held ON claims (holder_id, waiting_since, id)",
    "CREATE INDEX claims_status ON claims (status, waiting_since, id)",
    "CREATE INDEX claims_kind ON claims (waiting_kind, waiting_since, id)",
    "CREATE INDEX claims_free ON claims (waiting_since, id) WHERE holder_id IS NULL AND waiting_since IS NOT NULL",
    "CREATE INDEX claims_news ON claims (waiting_since, id) WHERE news_at IS NOT NULL AND waiting_since IS NOT NULL",
    "CREATE INDEX claims_updated ON claims (updated_at)",
    "CREATE INDEX users_name_key ON users (name_key)",
    "CREATE INDEX attachments_sha256 ON attachments (sha256)",
];

/// What waits longest of the dossiers that wait already.
const KINDS: &str = "UPDATE claims SET waiting_kind = (SELECT kind FROM requests WHERE requests.claim_id = claims.id \
                     AND requests.state = 'sent' ORDER BY sent_at LIMIT 1) WHERE waiting_since IS NOT NULL";

fn moves() -> TableCreateStatement {
    const TABLE: &str = "claim_moves";
    let mut table = Table::create();
    table.table(TABLE).col(uuid("claim_id")).col(integer("version")).col(text("kind"));
    table.col(timestamp_with_time_zone("at")).col(uuid("user_id")).col(uuid_null("to_id"));
    // A version is reached once: of two who change a dossier at the same moment, one fails.
    table.primary_key(Index::create().col("claim_id").col("version"));
    table.foreign_key(ForeignKey::create().from(TABLE, "claim_id").to("claims", "id"));
    table.foreign_key(ForeignKey::create().from(TABLE, "user_id").to("users", "id")).take()
}

fn notes() -> TableCreateStatement {
    const TABLE: &str = "claim_notes";
    let mut table = Table::create();
    table.table(TABLE).col(uuid("id").primary_key()).col(uuid("claim_id")).col(uuid("user_id"));
    table.col(text("text")).col(timestamp_with_time_zone("created_at"));
    table.foreign_key(ForeignKey::create().from(TABLE, "claim_id").to("claims", "id"));
    table.foreign_key(ForeignKey::create().from(TABLE, "user_id").to("users", "id")).take()
}

fn filters() -> TableCreateStatement {
    const TABLE: &str = "queue_filters";
    let mut table = Table::create();
    table.table(TABLE).col(uuid("user_id")).col(text("name")).col(text("ask"));
    table.primary_key(Index::create().col("user_id").col("name"));
    table.foreign_key(ForeignKey::create().from(TABLE, "user_id").to("users", "id")).take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("claims", uuid_null("holder_id")),
            ("claims", text_null("waiting_kind")),
            ("claims", timestamp_with_time_zone_null("news_at")),
            ("users", text_null("name_key")),
        ];
        for (table, mut column) in columns {
            manager.alter_table(Table::alter().table(table).add_column(&mut column).take()).await?;
        }
        for table in [moves(), notes(), filters()] {
            manager.create_table(table).await?;
        }
        manager.create_index(Index::create().name("claim_notes_claim").table("claim_notes").col("claim_id").take()).await?;
        for statement in [KINDS].into_iter().chain(INDEXES) {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
