//! Files a member hands in: received in a stream, checked, sealed, kept, shown, taken back.
mod demo;
mod entity;
pub mod inspect;
mod receive;
mod store;

pub(crate) use demo::Specimen;
pub use receive::{Handed, Incoming};
pub use store::ORPHAN_AGE;
pub(crate) use store::{delete_refused, delete_rows, of_requests};
