//! Looking at pages of files on the desk (B-3, B-8): that their dossiers were looked at is kept once all that was asked for is there to be
//! shown, and not before.
use super::{DeskClaim, look::keep_look};
use crate::{Backend, BackendError};
use domain::{
    access::{Action, role_for},
    account::Staff,
    attachment::{Attachment, View},
    id::{AttachmentId, ClaimId},
};

/// Where a page stands: of which dossier, which file, and how it is looked at.
pub type PiecePlace = (ClaimId, AttachmentId, View);

/// A file on the desk, with the dossier it belongs to.
pub type Piece = (DeskClaim, Attachment);

impl Backend {
    /// Looks at a page of a file, as [`Self::look_at_claim`] at its dossier. `None` too when there is no such file, or no such page of it.
    ///
    /// # Errors
    /// As [`Self::look_at_claim`].
    pub async fn look_at_piece(&self, staff: &Staff, place: PiecePlace) -> Result<Option<Piece>, BackendError> {
        let role = role_for(staff.roles, Action::LookAtClaims).ok_or(BackendError::NotFound)?;
        let Some(piece) = self.piece(place).await? else { return Ok(None) };
        let tx = self.inner.store.write().await?;
        keep_look(&tx, staff, role, &piece.0, self.now()).await?;
        tx.commit().await?;
        Ok(Some(piece))
    }

    /// As [`Self::look_at_piece`], at two of them; `None` when either is not there.
    ///
    /// # Errors
    /// As [`Self::look_at_claim`].
    pub async fn look_at_pair(&self, staff: &Staff, here: PiecePlace, there: PiecePlace) -> Result<Option<[Piece; 2]>, BackendError> {
        let role = role_for(staff.roles, Action::LookAtClaims).ok_or(BackendError::NotFound)?;
        let (Some(here), Some(there)) = (self.piece(here).await?, self.piece(there).await?) else { return Ok(None) };
        let tx = self.inner.store.write().await?;
        for (of, _) in [&here, &there] {
            keep_look(&tx, staff, role, of, self.now()).await?;
        }
        tx.commit().await?;
        Ok(Some([here, there]))
    }

    async fn piece(&self, (id, file, view): PiecePlace) -> Result<Option<Piece>, BackendError> {
        let Some(found) = self.sent_claim(self.inner.store.read(), id).await? else { return Ok(None) };
        let file = found.opened(file).filter(|file| view.page <= file.pages.unwrap_or(1)).cloned();
        Ok(file.map(|file| (found, file)))
    }
}
