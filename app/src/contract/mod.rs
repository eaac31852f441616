//! Credits and what insures them.
mod api;
mod choice_page;
mod credit_page;
mod home_page;

pub use api::choose_enrolment;
pub use choice_page::ChoicePage;
pub use credit_page::{CreditPage, guarantee_key};
pub use home_page::HomePage;
