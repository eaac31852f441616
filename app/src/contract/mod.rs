//! Credits and what insures them.
mod api;
mod credit_page;
mod home_page;

pub use credit_page::{CreditPage, guarantee_key};
pub use home_page::HomePage;
