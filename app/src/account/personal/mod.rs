//! « Mes données personnelles » (S-51 … S-54): all of it on one page, and a page for each part that is changed. What could be turned
//! against a member asks for a fresh proof first (Y-10).
mod address_page;
mod api;
mod code_page;
mod contact_page;
mod correction;
mod email_state;
mod iban;
mod iban_page;
mod links;
mod notices_page;
mod overview_page;
mod parts;
mod town_field;

pub use address_page::AddressPage;
pub use api::{ask_correction, cancel_email_change, change_address, change_contact, choose_notices, resend_email_link};
pub use code_page::IbanCodePage;
pub use contact_page::ContactPage;
pub use email_state::EmailState;
pub use iban::{change_iban, confirm_iban, resend_iban_code};
pub use iban_page::IbanPage;
pub(super) use links::UNDONE;
pub use links::{confirm_email, undo_change};
pub use notices_page::NoticesPage;
pub use overview_page::PersonalPage;
