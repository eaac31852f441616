//! What comes off completed pay: what others pay the member for a day, each statement a row that never changes, and which part of the pay
//! the employer keeps paying, where a contract says it.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, integer, integer_null, text, timestamp_with_time_zone, uuid};

const TABLE: &str = "other_pays";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0036_kept_pay"
    }
}

fn others() -> TableCreateStatement {
    let mut table = Table::create();
    table.table(TABLE).col(uuid("id").primary_key()).col(uuid("claim_id")).col(uuid("user_id")).col(integer("place"));
    table.col(date("starts_on")).col(date("ends_on")).col(big_integer("daily_cents")).col(text("source"));
    table.col(timestamp_with_time_zone("at"));
    for (column, parent) in [("claim_id", "claims"), ("user_id", "users")] {
        table.foreign_key(ForeignKey::create().from(TABLE, column).to(parent, "id"));
    }
    table.take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(others()).await?;
        let once = Index::create().name("other_pays_claim").table(TABLE).col("claim_id").col("place").unique().take();
        manager.create_index(once).await?;
        for name in ["kept_plein_bp", "kept_demi_bp"] {
            manager.alter_table(Table::alter().table("contracts").add_column(integer_null(name)).take()).await?;
        }
        Ok(())
    }
}
