//! The claims desk: its queue, and looking at a member's dossier, which is noted each time.
mod entity;
mod look;
mod queue;

pub use look::DeskClaim;
