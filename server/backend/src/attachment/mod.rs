//! Files a member hands in: received in a stream, checked, sealed, kept, shown, taken back; drawn for the desk.
mod demo;
mod deposit;
mod entity;
mod envelope;
mod examine;
pub mod inspect;
pub mod page;
mod receive;
mod store;

pub(crate) use demo::Specimen;
pub use deposit::PATIENCE;
pub(crate) use deposit::{forget_before as forget_deposits, forget_names, forget_of as forget_deposits_of};
pub(crate) use envelope::{Envelope, FileKeys};
pub use receive::{Handed, Incoming, Owner};
pub use store::ORPHAN_AGE;
pub(crate) use store::{
    Contents, delete_of_item, delete_refused, delete_rows, delete_turned_away, of_items, of_requests, request_of, with_contents,
};
