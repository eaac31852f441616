//! Pages of files as pictures. This program draws them in a process of its own, with little memory, little time and nothing
//! around it: a file that ruins it ruins nothing else.
mod draw;
mod limits;
mod process;

pub use process::{COMMAND, run};
