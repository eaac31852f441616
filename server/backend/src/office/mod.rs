//! The claims desk: its queue, whose a dossier is, and looking at a member's dossier, which is noted each time.
mod beside;
mod entity;
mod filters;
mod found;
mod hands;
mod look;
mod notes;
mod queue;

pub use look::DeskClaim;
pub use queue::QueueMark;
