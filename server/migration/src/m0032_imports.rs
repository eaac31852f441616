//! What insurers import (B-52): employers with what they authorise (S-14, B-50), contracts, and under which keys members, enrolments and
//! credits came. An employer's say is kept with each enrolment too, where it counts.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, boolean, boolean_null, date, date_null, integer_null, text, text_null, uuid, uuid_null};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0032_imports"
    }
}

fn employers() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("employers").col(uuid("id").primary_key()).col(text("external_id").unique_key()).col(text("name"));
    table.col(text_null("adhesion_identifier"));
    table.col(boolean("online_claims")).col(boolean("supporting_docs")).col(boolean("documents")).take()
}

fn contracts() -> TableCreateStatement {
    const TABLE: &str = "contracts";
    let mut table = Table::create();
    table.table(TABLE).col(uuid("id").primary_key()).col(text("external_id").unique_key()).col(text("number"));
    table.col(text("product")).col(text("label")).col(uuid_null("employer_id"));
    table.col(date("effect_from")).col(date_null("effect_to"));
    for name in ["franchise_days", "benefit_rate_bp", "max_days", "waiting_days"] {
        table.col(integer_null(name));
    }
    table.foreign_key(ForeignKey::create().from(TABLE, "employer_id").to("employers", "id")).take()
}

/// What the tables of people, of their contracts and of their credits have more.
fn columns() -> Vec<(&'static str, ColumnDef)> {
    let mut online = boolean("online_claims");
    online.default(true);
    let mut imported = boolean("imported");
    imported.default(false);
    vec![
        ("users", text_null("external_id")),
        ("users", text_null("import_prints")),
        ("bank_accounts", imported),
        ("enrolments", text_null("external_id")),
        ("enrolments", uuid_null("contract_id")),
        ("enrolments", text_null("adhesion_number")),
        ("enrolments", date_null("valid_to")),
        ("enrolments", big_integer_null("reference_pay_cents")),
        ("enrolments", boolean_null("own_online_claims")),
        ("enrolments", online),
        ("loans", text_null("external_id")),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(employers()).await?;
        manager.create_table(contracts()).await?;
        for (table, mut column) in columns() {
            manager.alter_table(Table::alter().table(table).add_column(&mut column).take()).await?;
        }
        let index =
            |name: &'static str, table: &'static str, column: &'static str| Index::create().name(name).table(table).col(column).take();
        manager.create_index(index("users_external_id", "users", "external_id").unique().take()).await?;
        manager.create_index(index("loans_external_id", "loans", "external_id").unique().take()).await?;
        // An enrolment that insures several credits has a row for each of them.
        manager.create_index(index("enrolments_external_id", "enrolments", "external_id")).await?;
        manager.create_index(index("enrolments_contract", "enrolments", "contract_id")).await?;
        manager.create_index(index("contracts_employer", "contracts", "employer_id")).await
    }
}
