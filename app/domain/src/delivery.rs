//! Messages as people of the office see them (B-61): of an address only a trace, and nothing of the text.
use crate::{day::Instant, oversight::Leaving, place::Place};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Messages to a page of the list.
pub const DELIVERY_PAGE: u64 = 50;

/// Which messages are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryFilter {
    /// « À traiter »: those that did not leave.
    #[default]
    Open,
    /// Every one.
    All,
}

impl DeliveryFilter {
    /// Both, in the order shown.
    pub const ALL: [Self; 2] = [Self::Open, Self::All];

    /// Stable name, as an address asks for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "a-traiter",
            Self::All => "tous",
        }
    }

    /// What an address asks for; the first for what is none.
    pub fn read(text: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.as_str() == text).unwrap_or_default()
    }
}

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It was not tried yet.
    Waiting,
    /// It did not leave and is tried again.
    Retrying,
    /// It left.
    Sent,
    /// It was given up.
    Dead,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryLine {
    /// Its row.
    pub id: Uuid,
    /// `mail` or `sms`.
    pub channel: String,
    /// A trace of where it should go.
    pub to: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it did not leave the last time, by kind; empty before the first try, and once it left.
    pub reason: String,
    /// When it was written.
    pub written_at: Instant,
    /// When it left, if it did.
    pub sent_at: Option<Instant>,
    /// When it is tried again, if it is.
    pub next_at: Option<Instant>,
}

impl DeliveryLine {
    /// Its place in the list.
    pub fn place(&self) -> DeliveryPlace {
        DeliveryPlace { at: self.written_at, id: self.id }
    }
}

/// Some of them, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryPage {
    /// How many did not leave, by channel.
    pub figures: Vec<Leaving>,
    /// At most [`DELIVERY_PAGE`], the newest first.
    pub lines: Vec<DeliveryLine>,
    /// After which the next page begins, where there is one.
    pub next: Option<DeliveryPlace>,
}

/// A place in that list, by when the message was written.
pub type DeliveryPlace = Place<Uuid>;

#[cfg(test)]
mod tests {
    use super::{DeliveryFilter, DeliveryPlace};

    #[test]
    fn b61_what_is_to_be_done_is_shown_where_an_address_asks_for_nothing_else() {
        for one in DeliveryFilter::ALL {
            assert_eq!(DeliveryFilter::read(one.as_str()), one);
        }
        assert_eq!(["", "TOUS", "sent"].map(DeliveryFilter::read), [DeliveryFilter::Open; 3]);
    }

    #[test]
    fn b61_a_place_in_the_list_reads_back_and_nothing_else_is_one() {
        let text = "1772808480123456789.00000000-0000-0000-0000-000000000007";
        assert_eq!(text.parse::<DeliveryPlace>().map(|place| place.to_string()), Ok(text.to_owned()));
        for bad in ["", ".", "1.x", "x.00000000-0000-0000-0000-000000000007"] {
            assert!(bad.parse::<DeliveryPlace>().is_err(), "{bad}");
        }
    }
}
