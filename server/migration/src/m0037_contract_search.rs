//! The desk looks for members by the number of a contract: found by it, not by reading every enrolment.
use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0037_contract_search"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_index(Index::create().name("enrolments_contract_number").table("enrolments").col("contract_number").take()).await
    }
}
