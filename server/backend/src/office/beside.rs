//! What stands beside a dossier on the desk (B-4, B-8): the member's other dossiers, and the same files handed in elsewhere.
use super::DeskClaim;
use crate::{
    Backend, BackendError,
    account::full_names,
    attachment,
    claim::entity::{claim, request},
    contract::entity::enrolment,
};
use domain::{
    attachment::Attachment,
    claim::{ClaimStatus, ClaimSummary, Twin},
    id::{AttachmentId, ClaimId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

impl Backend {
    /// The member's other dossiers that were sent, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn other_claims(&self, on_desk: &DeskClaim) -> Result<Vec<ClaimSummary>, BackendError> {
        let mut others = self.claims_for_desk(on_desk.member.id).await?;
        others.retain(|other| other.id != on_desk.claim.summary.id && other.status != ClaimStatus::Draft);
        Ok(others)
    }

    /// Files of the dossier whose very bytes were handed in with another request that was sent, each pair of requests once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn twins(&self, on_desk: &DeskClaim) -> Result<Vec<Twin>, BackendError> {
        let db = self.inner.store.read();
        let requests = &on_desk.claim.requests;
        let own: Vec<(Uuid, &Attachment)> = requests.iter().flat_map(|of| of.files.iter().map(move |file| (of.id.0, file))).collect();
        let same = attachment::with_contents(db, own.iter().map(|(_, file)| file.sha256.clone())).await?;
        let rows = request::Entity::find().filter(request::Column::Id.is_in(same.iter().map(|one| one.request)));
        let sent = rows.filter(request::Column::SentAt.is_not_null()).all(db).await?;
        let claims = claim::Entity::find().find_also_related(enrolment::Entity);
        let claims = claims.filter(claim::Column::Id.is_in(sent.iter().map(|row| row.claim_id))).all(db).await?;
        let names = full_names(db, claims.iter().filter_map(|(_, of)| Some(of.as_ref()?.user_id))).await?;
        let sent: HashMap<Uuid, request::Model> = sent.into_iter().map(|row| (row.id, row)).collect();
        let twin = |(of, file): &(Uuid, &Attachment), other: &attachment::Contents| {
            let request = sent.get(&other.request).filter(|request| request.id != *of)?;
            let (claim, enrolment) = claims.iter().find(|(claim, _)| claim.id == request.claim_id)?;
            Some(Twin {
                file: file.id,
                name: file.name.clone(),
                other: other.id,
                other_name: other.name.clone(),
                request: request.number.clone()?,
                claim: ClaimId(claim.id),
                number: claim.number.clone(),
                member: names.get(&enrolment.as_ref()?.user_id)?.clone(),
            })
        };
        let mut twins: Vec<Twin> = Vec::new();
        for file in &own {
            let found = same.iter().filter(|other| other.sha256 == file.1.sha256).filter_map(|other| twin(file, other));
            for one in found {
                if !twins.iter().any(|known| known.name == one.name && known.request == one.request) {
                    twins.push(one);
                }
            }
        }
        Ok(twins)
    }

    /// The dossier that a file belongs to, whoever's it is; whoever looks at it there is noted there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn claim_of_file(&self, file: AttachmentId) -> Result<Option<ClaimId>, BackendError> {
        let db = self.inner.store.read();
        let Some(of) = attachment::request_of(db, file).await? else { return Ok(None) };
        Ok(request::Entity::find_by_id(of).one(db).await?.map(|row| ClaimId(row.claim_id)))
    }
}
