//! What the desk asks for to complete a dossier, each document with what became of it (M-1 … M-16, B-6 … B-8); and until when a session
//! was told of it.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date, integer, text, text_null, text_uniq, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

const COMPLEMENTS: &str = "complements";
const ITEMS: &str = "complement_items";

/// One open request per dossier (domain.md 4.3), whatever two desks do at once.
const ONE_OPEN: &str = "CREATE UNIQUE INDEX complements_one_open ON complements (claim_id) WHERE state = 'open'";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0021_complements"
    }
}

fn complements() -> TableCreateStatement {
    let mut table = Table::create();
    table.table(COMPLEMENTS).col(uuid("id").primary_key()).col(uuid("claim_id")).col(uuid("request_id")).col(text_uniq("number"));
    table.col(text("state")).col(timestamp_with_time_zone("asked_at")).col(date("due_on")).col(timestamp_with_time_zone_null("sent_at"));
    table.col(uuid("idempotency_key")).col(uuid_null("sent_key"));
    table.foreign_key(ForeignKey::create().from(COMPLEMENTS, "claim_id").to("claims", "id"));
    table.foreign_key(ForeignKey::create().from(COMPLEMENTS, "request_id").to("requests", "id"));
    table.take()
}

fn items() -> TableCreateStatement {
    let mut table = Table::create();
    table.table(ITEMS).col(uuid("id").primary_key()).col(uuid("complement_id")).col(integer("place")).col(text("card"));
    table.col(boolean("medical")).col(boolean("required")).col(text("verdict")).col(text_null("reason")).col(text_null("answer"));
    table.col(text_null("note")).col(uuid_null("file_id")).col(timestamp_with_time_zone_null("sent_at"));
    table.foreign_key(ForeignKey::create().from(ITEMS, "complement_id").to(COMPLEMENTS, "id"));
    table.take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(complements()).await?;
        manager.create_table(items()).await?;
        manager.create_index(Index::create().name("complements_claim").table(COMPLEMENTS).col("claim_id").take()).await?;
        manager.create_index(Index::create().name("complements_due").table(COMPLEMENTS).col("state").col("due_on").take()).await?;
        manager.create_index(Index::create().name("complement_items_of").table(ITEMS).col("complement_id").take()).await?;
        manager.get_connection().execute_unprepared(ONE_OPEN).await?;
        // A file handed in for a document hangs on the sending which that document completes.
        manager.alter_table(Table::alter().table("attachments").add_column(uuid_null("item_id")).take()).await?;
        manager.create_index(Index::create().name("attachments_item").table("attachments").col("item_id").take()).await?;
        manager.alter_table(Table::alter().table("sessions").add_column(timestamp_with_time_zone_null("told_at")).take()).await
    }
}
