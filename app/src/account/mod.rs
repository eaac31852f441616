//! Signing in and out, and one's own password.
mod api;
mod password_page;
mod sign_in_page;

pub use api::{SESSION_COOKIE, change_password, sign_in, sign_out};
pub use password_page::PasswordPage;
pub use sign_in_page::SignInPage;
