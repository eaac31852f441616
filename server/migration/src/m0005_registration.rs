//! Opening accounts: whom the insurer insures and who has no account yet, and registrations that wait to be confirmed.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    date, date_null, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_registration"
    }
}

fn imported() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("imported_enrolments").col(uuid("id").primary_key());
    let columns = [
        text("contract_number"),
        text_null("certificate_number"),
        text("given_name"),
        text("family_name"),
        date("birth_date"),
        date("effect_from"),
        integer("waiting_period_days"),
        integer("max_days"),
        integer("quotity_bp"),
        text("guarantees"),
        uuid_null("taken_by"),
    ];
    for mut column in columns {
        table.col(&mut column);
    }
    table.foreign_key(ForeignKey::create().from("imported_enrolments", "taken_by").to("users", "id")).take()
}

fn registrations() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("registrations").col(uuid("id").primary_key());
    let columns = [
        text("token_hash"),
        uuid_null("imported_id"),
        text("given_name"),
        text("family_name"),
        date("birth_date"),
        text("email"),
        text_null("phone"),
        text_null("password_hash"),
        integer("mails"),
        timestamp_with_time_zone("created_at"),
        timestamp_with_time_zone("ends_at"),
    ];
    for mut column in columns {
        table.col(&mut column);
    }
    table.foreign_key(ForeignKey::create().from("registrations", "imported_id").to("imported_enrolments", "id")).take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(imported()).await?;
        manager.create_table(registrations()).await?;
        let index =
            |name: &'static str, table: &'static str, column: &'static str| Index::create().name(name).table(table).col(column).take();
        manager.create_index(index("imported_enrolments_contract", "imported_enrolments", "contract_number")).await?;
        manager.create_index(index("registrations_token", "registrations", "token_hash").unique().take()).await?;
        manager.create_index(index("registrations_email", "registrations", "email")).await?;
        for mut column in [date_null("birth_date"), text_null("phone"), timestamp_with_time_zone_null("email_verified_at")] {
            manager.alter_table(Table::alter().table("users").add_column(&mut column).take()).await?;
        }
        Ok(())
    }
}
