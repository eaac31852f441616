//! Dossiers: the list, one of them, and the steps of a request that are not periods or files.
pub(crate) mod api;
mod claim_page;
mod claims_page;
mod delete_draft_page;
mod done_page;
mod dossier;
mod dossier_countdown;
mod dossier_documents;
mod dossier_next;
mod dossier_timeline;
mod opening_page;
mod recap_island;
mod summary_page;
mod summary_parts;
mod validate_island;
mod wizard;

pub use claim_page::ClaimPage;
pub use claims_page::{ClaimCard, ClaimsPage, StatusBadge, resume_path};
pub use delete_draft_page::DeleteDraftPage;
pub use done_page::DonePage;
pub use opening_page::OpeningPage;
pub use recap_island::RecapWatch;
pub use summary_page::SummaryPage;
pub(crate) use summary_parts::{PeriodList, about_file, capitalised, days_text, file_state};
pub use validate_island::ValidateForm;
pub use wizard::{DraftNote, Wizard};
