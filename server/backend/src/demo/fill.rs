//! A long queue for a demonstration, to measure how the desk holds out (P8).
use super::DemoError;
use crate::{Backend, BackendError, claim::entity::claim, contract::entity::enrolment, random};
use chrono::TimeDelta;
use domain::{
    claim::{ClaimStatus, NumberKind, RequestKind},
    day::Instant,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use uuid::Uuid;

/// Dossiers written in one statement: with their columns, well below what SQLite takes.
const BATCH: u32 = 500;

impl Backend {
    /// Adds so many invented dossiers to the queue, one a minute up to now, and gives how many. Of some a document is new, few are somebody's.
    /// They hold no request: they are there to be listed.
    ///
    /// # Errors
    /// When the database is no demonstration's, or cannot be written.
    pub async fn fill_queue(&self, count: u32) -> Result<u32, DemoError> {
        if !self.is_demo().await? {
            return Err(DemoError::RealData);
        }
        let under: Vec<Uuid> = enrolments(self.inner.store.read()).await?;
        let holder = self.handlers().await?.first().map(|handler| handler.id.0);
        for first in (0..count).step_by(BATCH as usize) {
            let tx = self.inner.store.write().await?;
            let mut rows = Vec::new();
            for n in first..count.min(first + BATCH) {
                let since = self.now() - TimeDelta::minutes(i64::from(count - n));
                let number = self.next_number(&tx, NumberKind::Claim, since).await?;
                let enrolment = under.get(n as usize % under.len().max(1)).copied().ok_or_else(|| BackendError::inconsistent("demo"))?;
                rows.push(invented(n, enrolment, number, holder, since)?);
            }
            claim::Entity::insert_many(rows).exec_without_returning(&tx).await.map_err(BackendError::from)?;
            tx.commit().await.map_err(BackendError::from)?;
        }
        Ok(count)
    }
}

async fn enrolments(db: &impl ConnectionTrait) -> Result<Vec<Uuid>, BackendError> {
    Ok(enrolment::Entity::find().all(db).await?.into_iter().map(|row| row.id).collect())
}

/// One in five waits for documents, one in three is a prolongation, one in seven has news, one in ten thousand is somebody's.
fn invented(n: u32, enrolment: Uuid, number: String, holder: Option<Uuid>, since: Instant) -> Result<claim::ActiveModel, BackendError> {
    let status = if n.is_multiple_of(5) { ClaimStatus::ComplementRequested } else { ClaimStatus::InReview };
    let kind = if n.is_multiple_of(3) { RequestKind::Prolongation } else { RequestKind::Initial };
    Ok(claim::ActiveModel {
        id: Set(random::id(since)?),
        enrolment_id: Set(enrolment),
        number: Set(number),
        guarantee: Set("work_incapacity".to_owned()),
        status: Set(status.as_str().to_owned()),
        origin: Set(None),
        created_at: Set(since),
        updated_at: Set(since),
        version: Set(1),
        waiting_since: Set(Some(since)),
        waiting_kind: Set(Some(kind.as_str().to_owned())),
        news_at: Set(n.is_multiple_of(7).then_some(since)),
        holder_id: Set(holder.filter(|_| n % 10_000 == 1)),
    })
}
