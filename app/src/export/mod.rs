//! « Télécharger mes données » (G-1): what the archive holds, asking for its link, and the page that the link opens.
mod api;
mod export_page;

pub use api::ask_export;
pub(crate) use export_page::ExportLink;
pub use export_page::ExportPage;
