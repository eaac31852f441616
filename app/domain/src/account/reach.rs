//! How a person is reached: by mail where they have an address, else by SMS where they have a mobile number.
use super::PhonePlan;
use serde::{Deserialize, Serialize};

/// A way to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// To an e-mail address.
    Mail,
    /// To a mobile number.
    Sms,
}

impl Channel {
    /// Stable name, as stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
        }
    }

    /// The way of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Mail, Self::Sms].into_iter().find(|channel| channel.as_str() == text)
    }
}

/// The way to whoever has that address and that mobile number, and where it leads: the address, or the number in E.164. `None` when
/// there is neither, or the number takes no SMS.
pub fn reach(email: Option<&str>, mobile: Option<&str>) -> Option<(Channel, String)> {
    let by_sms = || PhonePlan::American.read(mobile?).ok().filter(|number| number.mobile).map(|number| (Channel::Sms, number.e164));
    email.map(|address| (Channel::Mail, address.to_owned())).or_else(by_sms)
}

#[cfg(test)]
mod tests {
    use super::{Channel, reach};

    #[test]
    fn x8_whoever_has_no_address_is_reached_on_their_mobile_and_on_no_other_number() {
        let told = |email, mobile| reach(email, mobile).map(|(channel, to)| format!("{} {to}", channel.as_str()));
        let mobile = Some("06\u{a0}39\u{a0}98\u{a0}12\u{a0}34");
        assert_eq!(told(Some("a@courrier.example"), mobile).as_deref(), Some("mail a@courrier.example"));
        assert_eq!(told(None, mobile).as_deref(), Some("sms +33639981234"));
        assert_eq!(told(None, Some("+14185550142")).as_deref(), Some("sms +14185550142"), "as it is kept in Canada");
        for none in [None, Some(""), Some("01 99 00 56 78"), Some("06 39 98"), Some("à demander")] {
            assert_eq!(told(None, none), None, "{none:?}");
        }
    }

    #[test]
    fn a_way_is_found_again_by_its_stored_name() {
        for channel in [Channel::Mail, Channel::Sms] {
            assert_eq!(Channel::parse(channel.as_str()), Some(channel));
        }
        assert_eq!(Channel::parse("fax"), None);
    }
}
