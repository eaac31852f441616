//! Medical papers, for whoever may read them (B-4, Y-8): the dossiers where some wait to be judged, one of them, and one paper. Every function
//! is a public endpoint.
use super::{desk::to_judge, documents::Reading, piece::neighbours};
use crate::AppError;
use domain::{
    attachment::{Attachment, View},
    claim::{ClaimStatus, MedicalPage, SentRequest},
    complement::{Complement, Item},
    day::Day,
    id::ClaimId,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a doctor needs of a dossier, and nothing else of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MedicalFile {
    /// Which.
    pub id: ClaimId,
    /// Its number.
    pub number: String,
    /// Where it stands.
    pub status: ClaimStatus,
    /// Version of the dossier: whoever judges a paper says which one they read (B-2).
    pub version: i32,
    /// First and last name of its member.
    pub member: String,
    /// When they were born.
    pub born: Option<Day>,
    /// What was declared, oldest first, without files.
    pub requests: Vec<SentRequest>,
    /// The medical papers that came, by what they were asked for with, newest first.
    pub asked: Vec<Complement>,
}

#[cfg(feature = "ssr")]
impl From<backend::office::MedicalClaim> for MedicalFile {
    fn from(found: backend::office::MedicalClaim) -> Self {
        let backend::office::MedicalClaim { id, number, status, version, member, born, requests, asked } = found;
        Self { id, number, status, version, member, born, requests, asked }
    }
}

impl MedicalFile {
    /// The paper of that id, when it may be said now whether it is right (B-8).
    pub fn judged(&self, id: &str) -> Option<&Item> {
        to_judge(&self.asked, self.status, id)
    }

    /// The papers that came, in the order of the page.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.asked.iter().flat_map(|one| &one.items)
    }

    /// Who reads its documents.
    pub(super) fn reading(&self) -> Reading {
        Reading { id: self.id.to_string(), version: self.version, medical: true }
    }
}

/// A medical paper, and how it is looked at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MedicalPiece {
    /// The dossier it belongs to.
    pub dossier: MedicalFile,
    /// The paper.
    pub file: Attachment,
    /// Which page of it, how large, turned how far.
    pub view: View,
    /// Whether that page can be shown.
    pub shown: bool,
}

impl MedicalPiece {
    /// What it came for.
    pub fn item(&self) -> Option<&Item> {
        self.dossier.items().find(|item| item.files().any(|given| given.id == self.file.id))
    }

    /// The papers before and after it.
    pub fn neighbours(&self) -> [Option<Attachment>; 2] {
        neighbours(&self.dossier.items().flat_map(Item::files).collect::<Vec<_>>(), &self.file)
    }
}

/// The dossiers of which medical papers wait, beyond the place that the address of the page names; from the beginning where it names none.
#[server(endpoint = "office_medical_queue")]
pub async fn load_medical_queue(#[server(default)] after: String) -> Result<MedicalPage, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::ReadMedical)?;
    Ok(request::backend().medical_queue(&staff, after.parse().ok()).await?)
}

/// The medical papers of a dossier. That it was looked at is kept, and told to its member.
#[server(endpoint = "office_medical_claim")]
pub async fn load_medical_claim(#[server(default)] id: String) -> Result<MedicalFile, AppError> {
    use crate::request;
    let staff = request::staff(domain::access::Action::ReadMedical)?;
    let id: ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
    Ok(request::backend().look_at_medical(&staff, id).await?.ok_or(AppError::NotFound)?.into())
}

/// A medical paper and a page of it. That the dossier was looked at is kept; the picture keeps that the paper was opened.
#[server(endpoint = "office_medical_piece")]
pub async fn load_medical_piece(
    #[server(default)] id: String,
    #[server(default)] file: String,
    #[server(default)] page: String,
    #[server(default)] width: String,
    #[server(default)] degrees: String,
) -> Result<MedicalPiece, AppError> {
    use crate::request;
    use domain::id::AttachmentId;
    let staff = request::staff(domain::access::Action::ReadMedical)?;
    let (Ok(id), Ok(file)) = (id.parse::<ClaimId>(), file.parse::<AttachmentId>()) else { return Err(AppError::NotFound) };
    let view = View::read(&page, &width, &degrees).ok_or(AppError::NotFound)?;
    let backend = request::backend();
    let found = backend.look_at_medical(&staff, id).await?.ok_or(AppError::NotFound)?;
    let file = found.paper(file).filter(|file| view.page <= file.pages.unwrap_or(1)).cloned().ok_or(AppError::NotFound)?;
    let shown = backend.can_draw_medical(&staff, id, file.id, view).await?;
    Ok(MedicalPiece { dossier: found.into(), file, view, shown })
}
