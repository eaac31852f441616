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
    /// That page of a file, for somebody of the desk.
    async fn of((found, file): backend::office::Piece, view: domain::attachment::View) -> Result<Self, AppError> {
        let shown = crate::request::backend().can_draw(&found, &file, view).await?;
        let (of, member) = (&found.claim.summary, found.member.full_name());
        Ok(Self { id: of.id.to_string(), number: of.number.clone(), member, file, page: view.page, shown })
    }
}

/// A page of a file of that dossier, beside a page of another file of it or of any other dossier that was sent (B-8). That their dossiers
/// were looked at is kept.
#[server(endpoint = "office_pair")]
pub async fn load_desk_pair(
    #[server(default)] id: String,
    #[server(default)] file: String,
    #[server(default)] other: String,
    #[server(default)] page: String,
    #[server(default)] beside: String,
) -> Result<DeskPair, AppError> {
    use crate::request;
    use domain::{
        attachment::View,
        id::{AttachmentId, ClaimId},
    };
    let staff = request::staff(domain::access::Action::LookAtClaims)?;
    let (Ok(id), Ok(file), Ok(other)) = (id.parse::<ClaimId>(), file.parse::<AttachmentId>(), other.parse::<AttachmentId>()) else {
        return Err(AppError::NotFound);
    };
    let (Some(page), Some(beside)) = (View::read(&page, "", ""), View::read(&beside, "", "")) else { return Err(AppError::NotFound) };
    let backend = request::backend();
    let elsewhere = backend.claim_of_file(other).await?.ok_or(AppError::NotFound)?;
    let found = backend.look_at_pair(&staff, (id, file, page), (elsewhere, other, beside)).await?;
    let [here, there] = found.ok_or(AppError::NotFound)?;
    Ok(DeskPair { here: Side::of(here, page).await?, there: Side::of(there, beside).await? })
}
