//! The claims desk: its queue, whose a dossier is, and looking at a member's dossier, which is noted each time; and medical papers, apart.
mod assignees;
mod beside;
mod entity;
mod filters;
mod forget;
mod found;
mod hands;
mod look;
mod medical;
mod notes;
mod piece;
mod queue;
mod tasks;
mod told;
mod viewing;

pub(crate) use forget::forget;
pub use look::DeskClaim;
pub use medical::MedicalClaim;
pub use piece::{Piece, PiecePlace};
pub use queue::QueueMark;
pub(crate) use tasks::{forget_before as forget_tasks, forget_of as forget_tasks_of, had_since as had_task_since, open as open_task};
pub(crate) use told::tell_of_member;
pub(crate) use viewing::forget as forget_viewings;
