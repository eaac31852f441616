//! People of the back office: the roles they hold, the dossiers they looked at; and since when a dossier waits for a decision (B-1).
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0020_staff"
    }
}

fn staff_roles() -> TableCreateStatement {
    const TABLE: &str = "staff_roles";
    let mut table = Table::create();
    table.table(TABLE).col(uuid("user_id")).col(text("role"));
    table.primary_key(Index::create().col("user_id").col("role"));
    table.foreign_key(ForeignKey::create().from(TABLE, "user_id").to("users", "id")).take()
}

fn looks() -> TableCreateStatement {
    const TABLE: &str = "looks";
    let mut table = Table::create();
    table.table(TABLE).col(uuid("id").primary_key()).col(uuid("claim_id")).col(uuid("user_id")).col(text("role"));
    table.col(date("on_day")).col(timestamp_with_time_zone("at"));
    table.foreign_key(ForeignKey::create().from(TABLE, "claim_id").to("claims", "id"));
    table.foreign_key(ForeignKey::create().from(TABLE, "user_id").to("users", "id")).take()
}

/// Dossiers sent before there was a queue wait since their oldest request that is not decided.
const WAITING: &str = "UPDATE claims SET waiting_since = (SELECT MIN(sent_at) FROM requests WHERE requests.claim_id = claims.id \
                       AND requests.state = 'sent') WHERE status IN ('in_review', 'complement_requested')";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(staff_roles()).await?;
        manager.create_table(looks()).await?;
        let of_day = Index::create().name("looks_day").table("looks").col("claim_id").col("user_id").col("on_day").unique().take();
        manager.create_index(of_day).await?;
        let mut since = timestamp_with_time_zone_null("waiting_since");
        manager.alter_table(Table::alter().table("claims").add_column(&mut since).take()).await?;
        manager.get_connection().execute_unprepared(WAITING).await?;
        manager.create_index(Index::create().name("claims_waiting").table("claims").col("waiting_since").col("id").take()).await
    }
}
