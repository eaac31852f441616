//! Which of its member's contracts a session shows (D-11).
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid_null;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0014_chosen_enrolments"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = uuid_null("enrolment_id");
        manager.alter_table(Table::alter().table("sessions").add_column(&mut column).take()).await
    }
}
