//! Signing in and out, how long that lasts, and one's own password.
mod account_page;
mod api;
mod attach_page;
mod attaching;
mod confirm_page;
#[cfg(feature = "ssr")]
mod device;
mod hint;
mod hint_page;
mod leave_page;
mod leaving;
mod link_page;
mod lost_page;
mod passkey;
mod passkey_parts;
mod password_island;
mod password_page;
mod personal;
mod proof;
mod proof_page;
mod recovery;
mod register_page;
mod registration;
mod second_factor;
mod second_factor_page;
mod second_step_page;
mod session;
mod session_island;
mod session_notice;
mod sign_in_page;

pub use account_page::AccountPage;
pub(crate) use account_page::DeviceRow;
pub(crate) use api::{CHANGED, Change, DeviceLine, OVER, REFUSED, Refused, WELCOME};
pub use api::{SESSION_COOKIE, change_password, sign_in, sign_out};
pub use attach_page::AttachPage;
pub use attaching::attach_contract;
pub use confirm_page::ConfirmPage;
#[cfg(feature = "ssr")]
pub(crate) use device::line as device_line;
pub use hint::{drop_hint, recall, save_hint};
pub use hint_page::HintPage;
pub use leave_page::LeavePage;
pub use leaving::{close_account, end_sessions, stay};
pub use link_page::LinkPage;
pub use lost_page::LostPage;
pub use passkey::{add_passkey, begin_entry, begin_passkey, enter_with_passkey, remove_passkey};
pub use password_island::PasswordHelp;
pub use password_page::PasswordPage;
pub(crate) use password_page::{CodeField, NewPasswordFields, asked_by, worded};
pub use personal::{
    AddressPage, ContactPage, IbanCodePage, IbanPage, NoticesPage, PersonalPage, ask_correction, cancel_email_change, change_address,
    change_contact, change_iban, choose_notices, confirm_email, confirm_iban, resend_email_link, resend_iban_code, undo_change,
};
pub use proof::prove;
pub use proof_page::ProofPage;
#[cfg(feature = "ssr")]
pub use recovery::own_token;
pub use recovery::{open_invited, reset_password, reset_second_step, send_help, unlock};
pub(crate) use register_page::takes_contracts;
pub use register_page::{RegisterPage, RegisteredPage, WelcomePage};
pub use registration::{confirm_registration, register, resend_confirmation};
pub(crate) use second_factor::{SECOND, STEP};
#[cfg(feature = "ssr")]
pub(crate) use second_factor::{STEP_COOKIE, enter};
pub use second_factor::{confirm_second_factor, drop_second_factor, note_codes, offer_second_factor, renew_codes, second_step};
pub use second_factor_page::SecondFactorPage;
pub(crate) use second_factor_page::{Off, Offered, Posts, ToNote};
pub use second_step_page::SecondStepPage;
pub use session::{session_left, stay_signed_in};
pub use session_island::SessionWatch;
pub use session_notice::SessionNotice;
pub use sign_in_page::SignInPage;
pub(crate) use sign_in_page::{contact, refusal};
