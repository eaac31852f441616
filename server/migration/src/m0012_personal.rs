//! What members say of themselves (S-51 … S-54, M-13, M-14): civility, address, « Pas de Tel », where they hear of payments, the e-mail
//! address that waits to be verified, account numbers; what a mailed link is about; and what the insurer is asked to correct.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0012_personal"
    }
}

/// A table of rows that belong to a member.
fn of_member(name: &'static str, columns: impl IntoIterator<Item = ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name).col(uuid("id").primary_key()).col(uuid("user_id"));
    for column in columns {
        table.col(column);
    }
    table.foreign_key(ForeignKey::create().from(name, "user_id").to("users", "id")).take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let names = ["civility", "address_line1", "address_line2", "address_line3", "postcode", "town", "notices", "pending_email"];
        let mut no_phone = boolean("no_phone");
        no_phone.default(false);
        for column in names.into_iter().map(text_null).chain([no_phone]) {
            manager.alter_table(Table::alter().table("users").add_column(column).take()).await?;
        }
        manager.alter_table(Table::alter().table("mailed_links").add_column(text_null("about")).take()).await?;
        let (since, until) = (timestamp_with_time_zone("usable_from"), timestamp_with_time_zone_null("withdrawn_at"));
        let accounts = [text("iban"), timestamp_with_time_zone("created_at"), since, until];
        manager.create_table(of_member("bank_accounts", accounts)).await?;
        let corrections = [text("state"), text("text"), timestamp_with_time_zone("created_at")];
        manager.create_table(of_member("correction_requests", corrections)).await?;
        let index = |name: &'static str, table: &'static str| Index::create().name(name).table(table).col("user_id").take();
        manager.create_index(index("bank_accounts_user", "bank_accounts")).await?;
        manager.create_index(index("correction_requests_user", "correction_requests")).await
    }
}
