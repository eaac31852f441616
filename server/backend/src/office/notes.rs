//! Private notes of the desk about a dossier: written once, never changed, sealed with the key of the dossier's member, so that they are
//! unreadable from the day on which that key goes. They are kept as long as the dossier they belong to, and go with it (G-4).
//!
//! They are not in the archive that a member downloads: trust.md (G-1) names what that holds, and leaves out the notes of whoever judged
//! beyond what article 15 GDPR asks for. Somebody who asks for them by that article is answered by a person, who leaves out the author.
//! That a note was written, and when, the audit tells the member like every other act on their dossier.
use super::{entity::note, hands::worker};
use crate::{Backend, BackendError, account::full_names, audit, claim::entity::claim, contract::entity::enrolment, crypto::Key, random};
use domain::{
    access::{Action, role_for},
    account::Staff,
    claim::{ClaimStatus, Note, SAME_NOTE, read_note},
    form::FieldError,
    id::{ClaimId, UserId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// What a sealed note is about: it opens as nothing else.
const ABOUT: &str = "claim_note";

impl Backend {
    /// The notes about a dossier, oldest first, for somebody of the desk.
    ///
    /// # Errors
    /// `NotFound` when there is no such dossier, or they may not look at it; when a note cannot be opened.
    pub async fn notes(&self, staff: &Staff, id: ClaimId) -> Result<Vec<Note>, BackendError> {
        role_for(staff.roles, Action::LookAtClaims).ok_or(BackendError::NotFound)?;
        let db = self.inner.store.read();
        let (_, key) = self.noted_claim(db, id).await?;
        let rows = rows(db, id).await?;
        let names = full_names(db, rows.iter().map(|row| row.user_id)).await?;
        let opened = |row: note::Model| -> Result<Note, BackendError> {
            let by = names.get(&row.user_id).cloned().ok_or_else(|| BackendError::inconsistent("claim_notes"))?;
            Ok(Note { by, at: row.created_at, text: key.opened_text(ABOUT, &row.text)? })
        };
        rows.into_iter().map(opened).collect()
    }

    /// Writes a note about a dossier; gives what is wrong with it, if anything. The same one again at once is one.
    ///
    /// # Errors
    /// `NotFound` when there is no such dossier, or they may not; when the database cannot be read or written.
    pub async fn write_note(&self, staff: &Staff, id: ClaimId, typed: &str) -> Result<Option<FieldError>, BackendError> {
        worker(staff)?;
        let text = match read_note(typed) {
            Ok(text) => text,
            Err(fault) => return Ok(Some(fault)),
        };
        let (now, author) = (self.now(), staff.person.id);
        let tx = self.inner.store.write().await?;
        // The author is held, so that of two clicks at the same moment the second finds what the first wrote.
        self.own_row(&tx, author).await?;
        let (number, key) = self.noted_claim(&tx, id).await?;
        for row in rows(&tx, id).await?.iter().filter(|row| row.user_id == author.0 && now - row.created_at < SAME_NOTE) {
            if key.opened_text(ABOUT, &row.text)? == text {
                return Ok(None);
            }
        }
        let row = note::ActiveModel {
            id: Set(random::id(now)?),
            claim_id: Set(id.0),
            user_id: Set(author.0),
            text: Set(key.sealed(ABOUT, text.as_bytes())?),
            created_at: Set(now),
        };
        note::Entity::insert(row).exec_without_returning(&tx).await?;
        audit::record(&tx, now, Some(author), "claim_noted", &number, "").await?;
        tx.commit().await?;
        Ok(None)
    }

    /// Number of the dossier, which was sent, and the key of its member.
    async fn noted_claim(&self, db: &impl ConnectionTrait, id: ClaimId) -> Result<(String, Key), BackendError> {
        let found = claim::Entity::find_by_id(id.0).find_also_related(enrolment::Entity).one(db).await?;
        let Some((row, Some(enrolment))) = found.filter(|(row, _)| row.status != ClaimStatus::Draft.as_str()) else {
            return Err(BackendError::NotFound);
        };
        Ok((row.number, self.member_key_in(db, UserId(enrolment.user_id)).await?))
    }
}

async fn rows(db: &impl ConnectionTrait, of: ClaimId) -> Result<Vec<note::Model>, BackendError> {
    let of = note::Entity::find().filter(note::Column::ClaimId.eq(of.0));
    Ok(of.order_by_asc(note::Column::CreatedAt).order_by_asc(note::Column::Id).all(db).await?)
}
