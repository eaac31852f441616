//! Decisions with the days they accept and refuse, what a handler is typing of one, payments with their steps, and files for the bank.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date, integer, text, text_null, text_uniq, timestamp_with_time_zone, uuid, uuid_null, uuid_uniq,
};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0023_decisions"
    }
}

/// A table of that name with an id, these columns, and references from a column to the table that holds it.
fn table(
    name: &'static str,
    columns: impl IntoIterator<Item = ColumnDef>,
    parents: &[(&'static str, &'static str)],
) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name).col(uuid("id").primary_key());
    for mut column in columns {
        table.col(&mut column);
    }
    for (column, parent) in parents {
        table.foreign_key(ForeignKey::create().from(name, *column).to(*parent, "id"));
    }
    table.take()
}

fn decisions() -> Vec<TableCreateStatement> {
    vec![
        table(
            "decisions",
            [
                uuid("claim_id"),
                uuid_uniq("request_id"),
                uuid("user_id"),
                uuid_uniq("idempotency_key"),
                text("outcome"),
                text("letter"),
                timestamp_with_time_zone("at"),
            ],
            &[("claim_id", "claims"), ("request_id", "requests"), ("user_id", "users")],
        ),
        table(
            "decided_days",
            [uuid("claim_id"), uuid("period_id"), date("starts_on"), date("ends_on"), boolean("accepted")],
            &[("claim_id", "claims"), ("period_id", "periods")],
        ),
        table(
            "decision_drafts",
            [uuid("request_id"), uuid("user_id"), text("form"), timestamp_with_time_zone("saved_at")],
            &[("request_id", "requests"), ("user_id", "users")],
        ),
    ]
}

fn payments() -> Vec<TableCreateStatement> {
    vec![
        table(
            "payments",
            [
                text_uniq("number"),
                uuid("claim_id"),
                uuid("user_id"),
                uuid_uniq("idempotency_key"),
                big_integer("total_cents"),
                text("lines"),
                text_null("reason"),
                uuid_null("reversal_of"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("claim_id", "claims"), ("user_id", "users")],
        ),
        table(
            "payment_steps",
            [uuid("payment_id"), text("state"), uuid("user_id"), text("detail"), timestamp_with_time_zone("at")],
            &[("payment_id", "payments"), ("user_id", "users")],
        ),
        table(
            "payment_files",
            [
                text_uniq("number"),
                uuid("user_id"),
                integer("payments"),
                big_integer("total_cents"),
                text("contents"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("user_id", "users")],
        ),
    ]
}

fn index(name: &'static str, on: &'static str, columns: &[&'static str], unique: bool) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(on);
    for column in columns {
        index.col(*column);
    }
    if unique {
        index.unique();
    }
    index.take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in decisions().into_iter().chain(payments()) {
            manager.create_table(table).await?;
        }
        let indexes = [
            index("decisions_claim", "decisions", &["claim_id"], false),
            index("decided_days_claim", "decided_days", &["claim_id"], false),
            index("decision_drafts_request", "decision_drafts", &["request_id", "user_id"], true),
            index("payments_claim", "payments", &["claim_id"], false),
            // A payment is taken back once (B-13), and takes no step twice.
            index("payments_reversal", "payments", &["reversal_of"], true),
            index("payment_steps_state", "payment_steps", &["payment_id", "state"], true),
        ];
        for index in indexes {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
