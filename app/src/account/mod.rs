//! Signing in and out.
mod api;
mod sign_in_page;

pub use api::{SESSION_COOKIE, sign_in, sign_out};
pub use sign_in_page::SignInPage;
