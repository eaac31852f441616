//! One file of a dossier, looked at beside what was declared. Every function is a public endpoint.
use super::desk::DeskFile;
use crate::AppError;
use domain::attachment::{Attachment, Examination, View};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A file on the desk, and how it is looked at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeskPiece {
    /// The dossier it belongs to.
    pub desk: DeskFile,
    /// The file.
    pub file: Attachment,
    /// Which page of it, how large, turned how far.
    pub view: View,
    /// Whether that page can be shown.
    pub shown: bool,
}

impl DeskPiece {
    /// What the desk found of it, once it did.
    pub fn found(&self) -> Option<&Examination> {
        self.desk.examined.iter().find(|one| one.file == self.file.id).map(|one| &one.found)
    }

    /// The files before and after it, in the order of the dossier's page.
    pub fn neighbours(&self) -> [Option<Attachment>; 2] {
        neighbours(&self.desk.files().collect::<Vec<_>>(), &self.file)
    }
}

/// The files before and after that one, of all that are looked at there.
pub(super) fn neighbours(all: &[&Attachment], file: &Attachment) -> [Option<Attachment>; 2] {
    let place = all.iter().position(|one| one.id == file.id);
    let at = |place: Option<usize>| place.and_then(|place| all.get(place)).map(|file| (*file).clone());
    [at(place.and_then(|place| place.checked_sub(1))), at(place.map(|place| place + 1))]
}

/// A file of a dossier and a page of it (B-3). That the dossier was looked at is kept; the picture keeps that the file was.
#[server(endpoint = "office_piece")]
pub async fn load_desk_piece(
    #[server(default)] id: String,
    #[server(default)] file: String,
    #[server(default)] page: String,
    #[server(default)] width: String,
    #[server(default)] degrees: String,
) -> Result<DeskPiece, AppError> {
    use crate::request;
    use domain::id::{AttachmentId, ClaimId};
    let staff = request::staff(domain::access::Action::LookAtClaims)?;
    let (Ok(id), Ok(file)) = (id.parse::<ClaimId>(), file.parse::<AttachmentId>()) else { return Err(AppError::NotFound) };
    let view = View::read(&page, &width, &degrees).ok_or(AppError::NotFound)?;
    let backend = request::backend();
    let (found, file) = backend.look_at_piece(&staff, (id, file, view)).await?.ok_or(AppError::NotFound)?;
    let shown = backend.can_draw(&found, &file, view).await?;
    Ok(DeskPiece { desk: DeskFile::of(&staff, found).await?, file, view, shown })
}
