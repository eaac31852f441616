//! Rows of attachments.
use crate::BackendError;
use domain::{
    attachment::{Attachment, AttachmentState, FileType, Refusal},
    id::AttachmentId,
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Uuid,
    pub name: String,
    pub kind: String,
    pub bytes: i64,
    pub sha256: String,
    pub pages: Option<i32>,
    pub refusal: Option<String>,
    pub scan: String,
    pub file_key: Option<String>,
    pub thumbnail_key: Option<String>,
    pub wrapped_key: Option<String>,
    pub created_at: DateTimeUtc,
    pub item_id: Option<Uuid>,
    pub examination: Option<String>,
    pub reason: Option<String>,
    pub own_reason: Option<String>,
    pub envelope: Option<String>,
    pub acknowledged_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}

/// A medical one has no name here: it is sealed, and read by whoever has leave (`FileKeys::read`).
impl TryFrom<Model> for Attachment {
    type Error = BackendError;
    fn try_from(row: Model) -> Result<Self, BackendError> {
        let broken = || BackendError::inconsistent("attachments");
        let state = match row.refusal.as_deref() {
            None if row.acknowledged_at.is_some() => AttachmentState::Received,
            // « Reçu » is said of what was acknowledged, and of nothing else (Y-1).
            None => AttachmentState::Refused(Refusal::Corrupt),
            Some(code) => AttachmentState::Refused(Refusal::from_code(code).ok_or_else(broken)?),
        };
        Ok(Self {
            id: AttachmentId(row.id),
            name: if row.envelope.is_none() { row.name } else { String::new() },
            kind: FileType::of_extension(&row.kind),
            bytes: u64::try_from(row.bytes).map_err(BackendError::broken)?,
            pages: row.pages.map(u32::try_from).transpose().map_err(BackendError::broken)?,
            sha256: row.sha256,
            state,
            thumbnail: row.thumbnail_key.is_some(),
        })
    }
}
