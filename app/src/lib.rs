//! What a person sees. Pages are rendered by the server and work without script; islands make some of them better.
// Views are deeply nested types.
#![recursion_limit = "512"]
pub mod account;
pub mod attachment;
pub mod callback;
pub mod care;
pub mod claim;
pub mod complement;
pub mod contract;
pub mod decision;
mod dom;
pub mod error;
pub mod export;
pub mod failure;
pub mod help;
pub mod kit;
mod layout;
pub mod message;
mod module;
pub mod office;
mod page;
pub mod payment;
pub mod period;
#[cfg(feature = "ssr")]
pub mod request;
pub mod routes;
mod service_worker;
mod shell;
pub mod terms;
pub mod ui;
pub mod words;

pub use error::AppError;
pub use service_worker::register_service_worker;
pub use shell::{App, Build, shell};
