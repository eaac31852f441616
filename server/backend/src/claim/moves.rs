//! What changed a dossier, one line a version: whoever acts on an older one is told what happened since (B-2).
use super::entity::{claim, moved};
use crate::{Backend, BackendError, account::full_names, audit, clock::paris_day};
use domain::{
    claim::{ClaimMove, MoveKind},
    day::Instant,
    id::{ClaimId, UserId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Keeps what brought the dossier to the version it has, in the transaction that did.
pub(crate) async fn record(
    tx: &impl ConnectionTrait,
    reached: &claim::Model,
    kind: MoveKind,
    by: UserId,
    to: Option<UserId>,
    at: Instant,
) -> Result<(), BackendError> {
    let row = moved::ActiveModel {
        claim_id: Set(reached.id),
        version: Set(reached.version),
        kind: Set(kind.as_str().to_owned()),
        at: Set(at),
        user_id: Set(by.0),
        to_id: Set(to.map(|to| to.0)),
    };
    moved::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Notes in the audit from which state the dossier went to the one it has, where that is another one (B-15). Why, a decision says under
/// its own seal: the audit holds nothing that was typed.
pub(crate) async fn passed(
    tx: &impl ConnectionTrait,
    from: &str,
    reached: &claim::Model,
    by: UserId,
    at: Instant,
) -> Result<(), BackendError> {
    if from == reached.status {
        return Ok(());
    }
    audit::record(tx, at, Some(by), "claim_passed", &reached.number, &format!("{from} > {}", reached.status)).await
}

/// What changed the dossier after that version, oldest first.
pub(crate) async fn after(db: &impl ConnectionTrait, claim: ClaimId, version: i32) -> Result<Vec<ClaimMove>, BackendError> {
    let of = moved::Entity::find().filter(moved::Column::ClaimId.eq(claim.0)).filter(moved::Column::Version.gt(version));
    let rows = of.order_by_asc(moved::Column::Version).all(db).await?;
    let people: Vec<_> = rows.iter().flat_map(|row| [Some(row.user_id), row.to_id]).flatten().collect();
    let names = full_names(db, people).await?;
    let told = |row: moved::Model| -> Result<ClaimMove, BackendError> {
        let broken = || BackendError::inconsistent("claim_moves");
        Ok(ClaimMove {
            version: row.version,
            kind: MoveKind::parse(&row.kind).ok_or_else(broken)?,
            at: row.at,
            by: names.get(&row.user_id).cloned().ok_or_else(broken)?,
            to: row.to_id.and_then(|to| names.get(&to)).cloned(),
        })
    };
    rows.into_iter().map(told).collect()
}

/// What the desk says of documents, and that it keyed what a completed form says (B-17).
const SAID: [MoveKind; 4] = [MoveKind::Examined, MoveKind::DocumentAccepted, MoveKind::DocumentRefused, MoveKind::Keyed];

impl Backend {
    /// What the desk said of the documents of a dossier, oldest first, as its member is told: each kind once a day, the last time, never by whom.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn documents_said(&self, claim: ClaimId) -> Result<Vec<(MoveKind, Instant)>, BackendError> {
        let of = moved::Entity::find().filter(moved::Column::ClaimId.eq(claim.0));
        let said = of.filter(moved::Column::Kind.is_in(SAID.map(MoveKind::as_str))).order_by_asc(moved::Column::Version);
        let mut told: Vec<(MoveKind, Instant)> = Vec::new();
        for row in said.all(self.inner.store.read()).await? {
            let kind = MoveKind::parse(&row.kind).ok_or_else(|| BackendError::inconsistent("claim_moves"))?;
            told.retain(|(other, at)| *other != kind || paris_day(*at) != paris_day(row.at));
            told.push((kind, row.at));
        }
        Ok(told)
    }
}
