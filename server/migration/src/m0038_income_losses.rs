//! What bounds an insured instalment: the income lost from a month on, each statement a row that never changes, and whether a contract makes
//! good a loss, where it says so itself.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean_null, date, integer, text, timestamp_with_time_zone, uuid};

const TABLE: &str = "income_losses";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0038_income_losses"
    }
}

fn losses() -> TableCreateStatement {
    let mut table = Table::create();
    table.table(TABLE).col(uuid("id").primary_key()).col(uuid("claim_id")).col(uuid("user_id")).col(integer("place"));
    table.col(date("from_on")).col(big_integer("monthly_cents")).col(text("source")).col(timestamp_with_time_zone("at"));
    for (column, parent) in [("claim_id", "claims"), ("user_id", "users")] {
        table.foreign_key(ForeignKey::create().from(TABLE, column).to(parent, "id"));
    }
    table.take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(losses()).await?;
        let once = Index::create().name("income_losses_claim").table(TABLE).col("claim_id").col("place").unique().take();
        manager.create_index(once).await?;
        manager.alter_table(Table::alter().table("contracts").add_column(boolean_null("covers_loss")).take()).await
    }
}
