//! What the desk does for a member who cannot sign in (B-53): it has the mail leave by which they choose another password, or lets them
//! try again at once. It never sets a password, and never sees one, nor a hint or an answer (ASVS 5.0.0, 6.4.6).
use super::{entity::user, link::Purpose};
use crate::{Backend, BackendError, audit};
use domain::{
    access::{Action, role_for},
    account::Staff,
    id::{ClaimId, UserId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

impl Backend {
    /// Mails the member of that dossier a link to choose another password, as they could themselves; whether one leaves: none does
    /// without an address, or while several still work.
    ///
    /// # Errors
    /// `NotFound` when there is no such dossier, its member left, or they may not.
    pub async fn start_reset(&self, staff: &Staff, id: ClaimId) -> Result<bool, BackendError> {
        helps(staff)?;
        let tx = self.inner.store.write().await?;
        let (member, _) = self.owner_of(&tx, id).await?;
        let row = helped(&tx, member).await?;
        let sent = self.mail_link_in(&tx, Some(&row), Purpose::Reset).await?;
        audit::record(&tx, self.now(), Some(staff.person.id), "password_link_sent", &member.to_string(), "").await?;
        tx.commit().await?;
        self.wake_outbox();
        Ok(sent)
    }

    /// Lets the member of that dossier try at once to sign in again, however often somebody was wrong.
    ///
    /// # Errors
    /// `NotFound` when there is no such dossier, its member left, or they may not.
    pub async fn let_try_again(&self, staff: &Staff, id: ClaimId) -> Result<(), BackendError> {
        helps(staff)?;
        let tx = self.inner.store.write().await?;
        let (member, _) = self.owner_of(&tx, id).await?;
        let row = helped(&tx, member).await?;
        Self::forgive_in(&tx, &row).await?;
        audit::record(&tx, self.now(), Some(staff.person.id), "unlocked_by_desk", &member.to_string(), "").await?;
        Ok(tx.commit().await?)
    }
}

/// Whoever may not help finds nobody.
fn helps(staff: &Staff) -> Result<(), BackendError> {
    role_for(staff.roles, Action::HelpToSignIn).map(|_| ()).ok_or(BackendError::NotFound)
}

/// The row of that member, locked: of one too who waits for a password since a change was taken back (Y-10). Nobody's whose account is closed.
async fn helped(tx: &impl ConnectionTrait, member: UserId) -> Result<user::Model, BackendError> {
    let open = user::Entity::find_by_id(member.0).filter(user::Column::Closed.eq(false)).lock_exclusive();
    open.one(tx).await?.ok_or(BackendError::NotFound)
}
