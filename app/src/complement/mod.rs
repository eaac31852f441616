//! « Complément dossier »: what is asked of the member, and their answer (M-1 … M-16, Y-6, Y-7). All of it plain forms.
mod answer_page;
mod api;
mod complement_page;
mod hand_in;
mod hand_in_page;
mod item_card;
mod message_page;
mod notice;
mod sent_page;

pub use answer_page::AnswerPage;
#[cfg(feature = "ssr")]
pub(crate) use api::waiting_of;
pub use api::{TOO_LATE, Waiting, answer_item, load_complements, put_off, send_complement, take_back};
pub use complement_page::ComplementPage;
pub use hand_in::{HandedIn, HandingIn, find_handing_in, make_item_link};
pub use hand_in_page::HandInPage;
pub(crate) use item_card::{StateBadge, earlier_of, refusal_of};
pub use message_page::MessagePage;
pub use notice::Notifications;
