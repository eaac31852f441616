//! Two files on the desk side by side (B-8): what they hold is compared by eye. Every function is a public endpoint.
use crate::AppError;
use domain::attachment::Attachment;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One of the two: a page of a file, with the dossier it belongs to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Side {
    /// The dossier.
    pub id: String,
    /// Its number.
    pub number: String,
    /// First and last name of its member.
    pub member: String,
    /// The file.
    pub file: Attachment,
    /// Which page of it, counted from 1.
    pub page: u32,
    /// Whether that page can be shown.
    pub shown: bool,
}

impl Side {
    /// How many pages the file has; a picture has one.
    pub fn pages(&self) -> u32 {
        self.file.pages.unwrap_or(1)
    }
}

/// Two files side by side.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeskPair {
    /// The one that was being looked at.
    pub here: Side,
    /// The one beside it, of whichever dossier.
    pub there: Side,
}

#[cfg(feature = "ssr")]
impl Side {
    /// That page of a file, for somebody of the desk; that its dossier was looked at is kept.
    async fn of(
        staff: &domain::account::Staff,
        id: domain::id::ClaimId,
        file: domain::id::AttachmentId,
        page: &str,
    ) -> Result<Self, AppError> {
        use domain::attachment::View;
        let view = View::read(page, "", "").ok_or(AppError::NotFound)?;
        let backend = crate::request::backend();
        let found = backend.look_at_claim(staff, id).await?.ok_or(AppError::NotFound)?;
        let file = found.opened(file).filter(|file| view.page <= file.pages.unwrap_or(1)).cloned().ok_or(AppError::NotFound)?;
        let shown = backend.can_draw(&found, &file, view).await?;
        let number = found.claim.summary.number.clone();
        Ok(Self { id: id.to_string(), number, member: found.member.full_name(), file, page: view.page, shown })
    }
}

/// A page of a file of that dossier, beside a page of another file of it or of any other dossier that was sent (B-8).
#[server(endpoint = "office_pair")]
pub async fn load_desk_pair(
    #[server(default)] id: String,
    #[server(default)] file: String,
    #[server(default)] other: String,
    #[server(default)] page: String,
    #[server(default)] beside: String,
) -> Result<DeskPair, AppError> {
    use crate::request;
    use domain::id::{AttachmentId, ClaimId};
    let staff = request::staff(domain::access::Action::LookAtClaims)?;
    let (Ok(id), Ok(file), Ok(other)) = (id.parse::<ClaimId>(), file.parse::<AttachmentId>(), other.parse::<AttachmentId>()) else {
        return Err(AppError::NotFound);
    };
    let elsewhere = request::backend().claim_of_file(other).await?.ok_or(AppError::NotFound)?;
    let here = Side::of(&staff, id, file, &page).await?;
    Ok(DeskPair { here, there: Side::of(&staff, elsewhere, other, &beside).await? })
}
