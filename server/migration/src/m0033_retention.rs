//! Legal holds on dossiers, and of payments what accounts keep longer than the dossier (G-4); how requests to correct were answered (B-55).
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, text, text_null, text_uniq, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

const CORRECTIONS: &str = "correction_requests";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0033_retention"
    }
}

fn holds() -> TableCreateStatement {
    const TABLE: &str = "legal_holds";
    let mut table = Table::create();
    table.table(TABLE).col(uuid("claim_id").primary_key()).col(timestamp_with_time_zone("since"));
    table.foreign_key(ForeignKey::create().from(TABLE, "claim_id").to("claims", "id")).take()
}

fn payments() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("kept_payments").col(uuid("id").primary_key()).col(text_uniq("number")).col(text("claim_number"));
    table.col(big_integer("total_cents")).col(text("state")).col(text_null("file")).col(boolean("held"));
    table.col(timestamp_with_time_zone("created_at")).take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(holds()).await?;
        manager.create_table(payments()).await?;
        manager.create_index(Index::create().name("kept_payments_created").table("kept_payments").col("created_at").take()).await?;
        let answers = [timestamp_with_time_zone_null("answered_at"), uuid_null("answered_by"), text_null("reason"), text_null("changes")];
        for mut column in answers {
            manager.alter_table(Table::alter().table(CORRECTIONS).add_column(&mut column).take()).await?;
        }
        let waiting =
            Index::create().name("correction_requests_waiting").table(CORRECTIONS).col("state").col("created_at").col("id").take();
        manager.create_index(waiting).await
    }
}
