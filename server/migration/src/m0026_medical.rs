//! The medical envelope (B-4, Y-8): which files are sealed apart; what was opened of a dossier, so that each opening of a medical paper is told
//! once a day; and the queue of whoever judges such papers.
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, text_null};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0026_medical"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Files kept before are opened as they were sealed.
        manager.alter_table(Table::alter().table("attachments").add_column(text_null("envelope")).take()).await?;
        let mut about = text("about");
        about.default("");
        manager.alter_table(Table::alter().table("looks").add_column(&mut about).take()).await?;
        manager.get_connection().execute_unprepared("DROP INDEX looks_day").await?;
        let of_day =
            Index::create().name("looks_day").table("looks").col("claim_id").col("user_id").col("on_day").col("about").unique().take();
        manager.create_index(of_day).await?;
        let judged = Index::create().name("complement_items_medical").table("complement_items").col("medical").col("verdict").take();
        manager.create_index(judged).await
    }
}
