//! The second step of signing in: keys of applications, recovery codes, and sign-ins that wait for their second step.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0009_second_factor"
    }
}

/// A table with that key and those columns, one of which names a person.
fn table(name: &'static str, mut key: ColumnDef, columns: impl IntoIterator<Item = ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name).col(key.primary_key());
    for mut column in columns {
        table.col(&mut column);
    }
    table.foreign_key(ForeignKey::create().from(name, "user_id").to("users", "id")).take()
}

fn authenticators() -> TableCreateStatement {
    let columns = [
        text("sealed_key"),
        big_integer("last_step"),
        timestamp_with_time_zone("created_at"),
        timestamp_with_time_zone_null("confirmed_at"),
        text_null("sealed_codes"),
    ];
    table("authenticators", uuid("user_id"), columns)
}

fn recovery_codes() -> TableCreateStatement {
    table("recovery_codes", uuid("id"), [uuid("user_id"), text("code_hash"), timestamp_with_time_zone_null("used_at")])
}

fn second_steps() -> TableCreateStatement {
    table("second_steps", text("token_hash"), [uuid("user_id"), timestamp_with_time_zone("ends_at")])
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(authenticators()).await?;
        manager.create_table(recovery_codes()).await?;
        manager.create_table(second_steps()).await?;
        let of_person = |name: &'static str, table: &'static str| Index::create().name(name).table(table).col("user_id").take();
        manager.create_index(of_person("recovery_codes_user", "recovery_codes")).await?;
        manager.create_index(of_person("second_steps_user", "second_steps")).await
    }
}
