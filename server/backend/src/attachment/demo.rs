//! Files of the invented members.
use super::{
    Envelope,
    entity::{ActiveModel, Entity},
};
use crate::{Backend, BackendError, random};
use domain::day::Instant;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use uuid::Uuid;

/// A sealed file that stands for all those a demo member has handed in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Specimen {
    pub(crate) bytes: usize,
    pub(crate) sha256: String,
    pub(crate) file_key: String,
    pub(crate) envelope: Option<Envelope>,
}

impl Backend {
    pub(crate) async fn demo_files(
        &self,
        tx: &impl ConnectionTrait,
        request: Uuid,
        specimen: &Specimen,
        count: usize,
        at: Instant,
    ) -> Result<(), BackendError> {
        for n in 1..=count {
            self.demo_file(tx, (request, None), specimen, &format!("decompte-{n}.pdf"), at).await?;
        }
        Ok(())
    }

    /// One file of a request, or of a document asked for to complete it.
    pub(crate) async fn demo_file(
        &self,
        tx: &impl ConnectionTrait,
        (request, item): (Uuid, Option<Uuid>),
        specimen: &Specimen,
        name: &str,
        at: Instant,
    ) -> Result<Uuid, BackendError> {
        let id = random::id(at)?;
        let envelope = specimen.envelope.as_ref().ok_or_else(|| BackendError::inconsistent("demo"))?;
        let row = ActiveModel {
            id: Set(id),
            request_id: Set(request),
            name: Set(envelope.kept_name(name)?),
            kind: Set("pdf".to_owned()),
            bytes: Set(i64::try_from(specimen.bytes).map_err(BackendError::broken)?),
            sha256: Set(specimen.sha256.clone()),
            pages: Set(Some(1)),
            refusal: Set(None),
            scan: Set("skipped".to_owned()),
            file_key: Set(Some(specimen.file_key.clone())),
            thumbnail_key: Set(None),
            wrapped_key: Set(envelope.kept_key(true)),
            created_at: Set(at),
            item_id: Set(item),
            examination: Set(None),
            reason: Set(None),
            own_reason: Set(None),
            envelope: Set(envelope.kind()),
            acknowledged_at: Set(Some(at)),
        };
        Entity::insert(row).exec_without_returning(tx).await?;
        Ok(id)
    }
}
