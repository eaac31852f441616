//! Accounts, sessions, contracts, credits, claims, requests, periods, attachments, outbox, audit.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date, date_null, integer, integer_null, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
    uuid, uuid_null,
};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_house"
    }
}

/// A table of that name with that key and those columns; a column named `<thing>_id` refers to the table that holds it.
fn table(
    name: &'static str,
    mut key: ColumnDef,
    columns: impl IntoIterator<Item = ColumnDef>,
    parents: &[(&'static str, &'static str)],
) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name).col(key.primary_key());
    for mut column in columns {
        table.col(&mut column);
    }
    for (column, parent) in parents {
        table.foreign_key(ForeignKey::create().from(name, *column).to(*parent, "id"));
    }
    table.take()
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

/// What the machine room keeps for itself.
fn machine_tables() -> Vec<TableCreateStatement> {
    vec![
        table("settings", text("name"), [text("value")], &[]),
        table("counters", text("name"), [big_integer("value")], &[]),
        table(
            "outbox",
            uuid("id"),
            [
                text("channel"),
                text("recipient"),
                text("template"),
                text("params"),
                text("state"),
                integer("attempts"),
                timestamp_with_time_zone("next_at"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone_null("sent_at"),
                text("dedup_key"),
            ],
            &[],
        ),
        table(
            "audit",
            uuid("id"),
            [timestamp_with_time_zone("at"), uuid_null("actor"), text("action"), text("object"), text("detail")],
            &[],
        ),
    ]
}

/// People and their sessions.
fn account_tables() -> Vec<TableCreateStatement> {
    vec![
        table(
            "users",
            uuid("id"),
            [
                text("login_name"),
                text("password_hash"),
                text("role"),
                text("given_name"),
                text("family_name"),
                text_null("email"),
                text_null("mobile"),
                boolean("closed"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone_null("last_login_at"),
            ],
            &[],
        ),
        table(
            "sessions",
            text("token_hash"),
            [
                uuid("user_id"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone("last_seen_at"),
                timestamp_with_time_zone("ends_at"),
                text("device"),
            ],
            &[("user_id", "users")],
        ),
        table("member_keys", uuid("user_id"), [text("wrapped_key")], &[("user_id", "users")]),
    ]
}

/// Contracts and credits.
fn contract_tables() -> Vec<TableCreateStatement> {
    vec![
        table(
            "enrolments",
            uuid("id"),
            [
                uuid("user_id"),
                text("contract_number"),
                date("effect_from"),
                integer("waiting_period_days"),
                integer("max_days"),
                integer("quotity_bp"),
                text("guarantees"),
            ],
            &[("user_id", "users")],
        ),
        table(
            "loans",
            uuid("id"),
            [
                uuid("enrolment_id"),
                text("label"),
                text("reference"),
                big_integer("instalment_cents"),
                integer("due_day"),
                big_integer("outstanding_cents"),
                date("ends_on"),
            ],
            &[("enrolment_id", "enrolments")],
        ),
    ]
}

/// Dossiers and what they are made of.
fn claim_tables() -> Vec<TableCreateStatement> {
    vec![
        table(
            "claims",
            uuid("id"),
            [
                uuid("enrolment_id"),
                text("number"),
                text("guarantee"),
                text("status"),
                date_null("origin"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone("updated_at"),
                integer("version"),
            ],
            &[("enrolment_id", "enrolments")],
        ),
        table(
            "requests",
            uuid("id"),
            [
                uuid("claim_id"),
                text("kind"),
                text("state"),
                text_null("number"),
                integer("version"),
                text("form"),
                uuid("idempotency_key"),
                text_null("snapshot_sha256"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone("saved_at"),
                timestamp_with_time_zone_null("sent_at"),
            ],
            &[("claim_id", "claims")],
        ),
        table(
            "periods",
            uuid("id"),
            [
                uuid("request_id"),
                uuid("claim_id"),
                date("starts_on"),
                date("ends_on"),
                text("payer"),
                text_null("pay_level"),
                date_null("resumed_on"),
                boolean("gap_confirmed"),
                text("state"),
            ],
            &[("request_id", "requests"), ("claim_id", "claims")],
        ),
        table(
            "attachments",
            uuid("id"),
            [
                uuid("request_id"),
                text("name"),
                text("kind"),
                big_integer("bytes"),
                text("sha256"),
                integer_null("pages"),
                text_null("refusal"),
                text("scan"),
                text_null("file_key"),
                text_null("thumbnail_key"),
                text_null("wrapped_key"),
                timestamp_with_time_zone("created_at"),
            ],
            &[("request_id", "requests")],
        ),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("users_login_name", "users", &["login_name"], true),
        index("sessions_user", "sessions", &["user_id"], false),
        index("enrolments_user", "enrolments", &["user_id"], false),
        index("loans_enrolment", "loans", &["enrolment_id"], false),
        index("claims_number", "claims", &["number"], true),
        index("claims_enrolment", "claims", &["enrolment_id"], false),
        index("requests_number", "requests", &["number"], true),
        index("requests_idempotency_key", "requests", &["idempotency_key"], true),
        index("requests_claim", "requests", &["claim_id"], false),
        index("periods_claim", "periods", &["claim_id"], false),
        index("periods_request", "periods", &["request_id"], false),
        index("attachments_request", "attachments", &["request_id"], false),
        index("outbox_dedup_key", "outbox", &["dedup_key"], true),
        index("outbox_due", "outbox", &["state", "next_at"], false),
        index("audit_object", "audit", &["object"], false),
    ]
}

/// One draft per dossier: a second one resumes the first, whatever two tabs do at once.
const ONE_DRAFT: &str = "CREATE UNIQUE INDEX requests_one_draft ON requests (claim_id) WHERE state = 'draft'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [machine_tables(), account_tables(), contract_tables(), claim_tables()];
        for table in tables.into_iter().flatten() {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        manager.get_connection().execute_unprepared(ONE_DRAFT).await?;
        Ok(())
    }
}
