//! Examining the files of a dossier, each on its own (B-4, B-8). Nobody's finding replaces one that they have not seen.
use super::entity::{Column, Entity, Model};
use crate::{
    Backend, BackendError, audit,
    claim::{entity::claim, moves},
    crypto::Key,
};
use domain::{
    access::{Action, Actor, may},
    account::Staff,
    attachment::{Examination, Examined, Reason},
    claim::{Claim, MoveKind},
    id::{AttachmentId, ClaimId, UserId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};

/// What a reason in the desk's own words is sealed as.
const REASON: &str = "file_reason";

impl Backend {
    /// What the desk found of the files of a member's dossier; those it has not examined are left out.
    ///
    /// # Errors
    /// When the database cannot be read or a reason not be opened.
    pub async fn examined(&self, member: UserId, claim: &Claim) -> Result<Vec<Examined>, BackendError> {
        let db = self.inner.store.read();
        let of_claim = Column::RequestId.is_in(claim.requests.iter().map(|request| request.id.0));
        let rows = Entity::find().filter(of_claim).filter(Column::Examination.is_not_null()).all(db).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.member_key_in(db, member).await?;
        rows.into_iter().map(|row| to_examined(row, &key)).collect()
    }

    /// Keeps what somebody of the desk found of a file; `seen` is what they saw of it: nothing, or the name of an earlier finding.
    /// `false` when somebody else found something meanwhile.
    ///
    /// # Errors
    /// `NotFound` for whoever may not examine, for a file that was not sent with that dossier, and once the dossier is decided.
    pub async fn examine_file(
        &self,
        staff: &Staff,
        (id, file): (ClaimId, AttachmentId),
        seen: &str,
        found: &Examination,
    ) -> Result<bool, BackendError> {
        if !may(Actor::Staff(staff.roles), Action::ExamineFiles) {
            return Err(BackendError::NotFound);
        }
        let tx = self.inner.store.write().await?;
        let of = self.sent_claim(&tx, id).await?.ok_or(BackendError::NotFound)?;
        let number = &of.claim.summary.number;
        let locked = self.lock_claim(&tx, of.member.id, number).await?;
        if of.received(file).is_none() || !locked.status.is_undecided() {
            return Err(BackendError::NotFound);
        }
        let row = Entity::find_by_id(file.0).one(&tx).await?.ok_or(BackendError::NotFound)?;
        if row.examination.unwrap_or_default() != seen {
            return Ok(false);
        }
        let own = match found.reason() {
            Some(Reason::Own(own)) => Some(self.member_key_in(&tx, of.member.id).await?.sealed(REASON, own.as_bytes())?),
            _ => None,
        };
        let reason = found.reason().map(|reason| reason.code().to_owned());
        Entity::update_many()
            .col_expr(Column::Examination, Expr::value(found.as_str()))
            .col_expr(Column::Reason, Expr::value(reason.clone()))
            .col_expr(Column::OwnReason, Expr::value(own))
            .filter(Column::Id.eq(file.0))
            .exec(&tx)
            .await?;
        let (now, version) = (self.now(), locked.row.version + 1);
        let mut changed = locked.row.into_active_model();
        (changed.updated_at, changed.version) = (Set(now), Set(version));
        let changed = claim::Entity::update(changed).exec(&tx).await?;
        let done = if found.reason().is_some() { MoveKind::DocumentRefused } else { MoveKind::Examined };
        moves::record(&tx, &changed, done, staff.person.id, None, now).await?;
        let detail = format!("{file} {}", reason.as_deref().unwrap_or(found.as_str()));
        audit::record(&tx, now, Some(staff.person.id), "file_examined", number, &detail).await?;
        tx.commit().await?;
        Ok(true)
    }
}

fn to_examined(row: Model, key: &Key) -> Result<Examined, BackendError> {
    let own = row.own_reason.map(|sealed| key.opened_text(REASON, &sealed)).transpose()?;
    let found = Examination::stored(&row.examination.unwrap_or_default(), row.reason.as_deref(), own);
    Ok(Examined { file: AttachmentId(row.id), found: found.ok_or_else(|| BackendError::inconsistent("attachments"))? })
}
