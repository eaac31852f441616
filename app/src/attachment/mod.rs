//! Supporting documents: the second step of the wizard and its drop zone.
mod api;
mod drop_zone_island;
mod drop_zone_model;
mod file_list;
mod files_page;
mod passed_over;
mod send;
mod unfinished;

pub use api::{load_unfinished, remove_file, save_files};
pub use drop_zone_island::DropZone;
pub use drop_zone_model::DropZoneModel;
pub use files_page::FilesPage;
pub use passed_over::PassedOver;
pub(crate) use passed_over::PassedOverNotice;
pub(crate) use unfinished::UnfinishedFiles;
