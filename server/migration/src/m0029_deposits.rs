//! Of what is asked for to complete a dossier: when the member was asked last, under which key, what of their answers was refused, when
//! what is not sent yet was given, and links by which somebody else hands a document in (B-6 … B-8, G-4, Y-7).
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null};

const ITEMS: &str = "complement_items";
const REFUSALS: &str = "complement_refusals";
const LINKS: &str = "complement_links";

/// What stands already was asked for, and given, at the latest known moment.
const KNOWN: [&str; 2] = [
    "UPDATE complements SET news_at = asked_at",
    "UPDATE complement_items SET given_at = (SELECT asked_at FROM complements WHERE complements.id = complement_items.complement_id) \
     WHERE sent_at IS NULL AND verdict IN ('deposited', 'cannot_get')",
];

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0029_deposits"
    }
}

fn refusals() -> TableCreateStatement {
    let mut table = Table::create();
    table.table(REFUSALS).col(uuid("id").primary_key()).col(uuid("item_id")).col(timestamp_with_time_zone("at"));
    table.col(text("reason")).col(uuid_null("file_id")).col(text_null("answer"));
    table.foreign_key(ForeignKey::create().from(REFUSALS, "item_id").to(ITEMS, "id")).take()
}

fn links() -> TableCreateStatement {
    let mut table = Table::create();
    table.table(LINKS).col(text("token_hash").primary_key()).col(uuid("item_id")).col(timestamp_with_time_zone("made_at"));
    table.col(timestamp_with_time_zone("ends_at")).col(timestamp_with_time_zone_null("used_at"));
    table.foreign_key(ForeignKey::create().from(LINKS, "item_id").to(ITEMS, "id")).take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("complements", timestamp_with_time_zone_null("news_at")),
            ("complements", uuid_null("ask_key")),
            (ITEMS, timestamp_with_time_zone_null("given_at")),
        ];
        for (table, mut column) in columns {
            manager.alter_table(Table::alter().table(table).add_column(&mut column).take()).await?;
        }
        for (table, name) in [(refusals(), REFUSALS), (links(), LINKS)] {
            manager.create_table(table).await?;
            manager.create_index(Index::create().name(format!("{name}_item")).table(name).col("item_id").take()).await?;
        }
        for statement in KNOWN {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
