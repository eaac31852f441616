//! « Mes données personnelles » (S-51 … S-54, X-7, X-10, M-13, M-14): what is asked of a member, which of it must be given, and how it
//! is shown.
mod address;
mod bank;
mod code;
mod contact;
mod correction;
mod rules;
mod shown;
mod town;

pub use address::{Address, AddressForm};
pub use bank::{account_end, masked, read_iban};
pub use code::{AWAITED, CODE_MINUTES, MAX_CODES, SentCode, code_of, read_code, second_channel};
pub use contact::{Contact, ContactForm, Phones};
pub use correction::{CorrectionState, MAX_CORRECTION, MAX_OPEN, MAX_REASON, read_answer, read_correction};
pub use rules::{EditMode, PersonalField, PersonalRules};
pub use shown::{ShownChange, ShownData, ShownField};
pub use town::is_town_among;

use crate::day::Day;
use serde::{Deserialize, Serialize};

/// How a person is addressed, where it is known (S-51).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Civility {
    /// « Madame ».
    Madame,
    /// « Monsieur ».
    Monsieur,
}

impl Civility {
    /// Stable name, as stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Madame => "madame",
            Self::Monsieur => "monsieur",
        }
    }

    /// The civility of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Madame, Self::Monsieur].into_iter().find(|civility| civility.as_str() == text)
    }
}

/// Where a member wants to hear of payments, « Pour mes indemnisations » (S-54). Whatever else must be known comes by mail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notices {
    /// « je souhaite être informé/alerté par Email ».
    pub by_email: bool,
    /// « je souhaite être informé/alerté par SMS ».
    pub by_sms: bool,
}

impl Notices {
    /// As stored: the names of what is chosen, parted by a space.
    pub fn stored(self) -> String {
        let chosen = [(self.by_email, "email"), (self.by_sms, "sms")].into_iter().filter(|(chosen, _)| *chosen);
        chosen.map(|(_, name)| name).collect::<Vec<_>>().join(" ")
    }

    /// What [`Self::stored`] wrote.
    pub fn parse(text: &str) -> Self {
        let has = |name: &str| text.split(' ').any(|chosen| chosen == name);
        Self { by_email: has("email"), by_sms: has("sms") }
    }
}

/// What is known of a member, as they see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    /// How they are addressed.
    pub civility: Option<Civility>,
    /// Birth date.
    pub birth_date: Option<Day>,
    /// Postal address; all empty when none was given.
    pub address: AddressForm,
    /// E-mail address.
    pub email: Option<String>,
    /// Whether a link mailed there was opened and its button pressed (M-13).
    pub email_verified: bool,
    /// Address that takes its place once it is verified.
    pub pending_email: Option<String>,
    /// Telephone, as shown.
    pub phone: Option<String>,
    /// « Pas de Tel »: they have none (S-53).
    pub no_phone: bool,
    /// Mobile, as shown.
    pub mobile: Option<String>,
    /// Where they want to hear of payments.
    pub notices: Notices,
}

#[cfg(test)]
mod tests {
    use super::{Civility, Notices};

    #[test]
    fn s54_a_choice_of_notices_is_read_as_it_was_stored() {
        for (by_email, by_sms, stored) in [(false, false, ""), (true, false, "email"), (false, true, "sms"), (true, true, "email sms")] {
            let notices = Notices { by_email, by_sms };
            assert_eq!(notices.stored(), stored);
            assert_eq!(Notices::parse(stored), notices);
        }
    }

    #[test]
    fn s51_a_civility_is_known_by_its_stored_name() {
        assert_eq!([Civility::parse("madame"), Civility::parse("monsieur")], [Some(Civility::Madame), Some(Civility::Monsieur)]);
        assert_eq!(Civility::parse(""), None);
    }
}
