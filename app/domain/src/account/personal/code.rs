//! The code by which a member confirms another account number over a second channel (B-56): whoever knows their password alone does not
//! change where they are paid.
use crate::{
    account::{Channel, SecondCode, link_works, reach},
    day::Instant,
    form::FieldError,
};
use chrono::TimeDelta;

/// How long a code works, in minutes.
pub const CODE_MINUTES: i64 = 10;
/// How long an account number waits for its code, the first of at most [`MAX_CODES`].
pub const AWAITED: TimeDelta = TimeDelta::hours(1);
/// So many codes are sent within that time.
pub const MAX_CODES: i32 = 3;
/// After so many wrong ones the right one is worth nothing: together with the others, 15 tries an hour at one of a million.
const MAX_TRIES: i32 = 5;
/// Another code is not sent before: the first one is on its way.
const PAUSE: TimeDelta = TimeDelta::minutes(1);

/// Over what a member is sent a code: to their mobile number, or else to their verified address. Neither is handed in that was changed so
/// lately that the change can still be taken back (Y-10): whoever changed it may be whoever changes the account.
pub fn second_channel(mobile: Option<&str>, verified: Option<&str>) -> Option<(Channel, String)> {
    reach(None, mobile).or_else(|| reach(verified, None))
}

/// Six figures, from a random number.
pub fn code_of(random: u64) -> String {
    format!("{:06}", random % 1_000_000)
}

/// Reads a code as typed.
///
/// # Errors
/// When nothing was typed, or not six figures.
pub fn read_code(typed: &str) -> Result<String, FieldError> {
    match SecondCode::parse(typed) {
        Some(SecondCode::App(code)) => Ok(code),
        _ if typed.trim().is_empty() => Err(FieldError::new("code", "second-missing")),
        _ => Err(FieldError::new("code", "personal-code-shape")),
    }
}

/// A code that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentCode {
    /// When.
    pub sent_at: Instant,
    /// How many wrong ones were typed since.
    pub tries: i32,
}

impl SentCode {
    /// Until when it works.
    pub fn ends_at(self) -> Instant {
        self.sent_at + TimeDelta::minutes(CODE_MINUTES)
    }

    /// Why it works no more; `None` while it does.
    pub fn fault(self, now: Instant) -> Option<FieldError> {
        if self.tries >= MAX_TRIES {
            return Some(FieldError::new("code", "personal-code-spent"));
        }
        let ended = || FieldError::new("code", "personal-code-ended").with("minutes", CODE_MINUTES.to_string());
        (!link_works(self.sent_at, self.ends_at(), now)).then(ended)
    }

    /// What is told of a wrong one, the last of [`Self::tries`].
    pub fn missed(self, now: Instant) -> FieldError {
        let left = MAX_TRIES - self.tries;
        self.fault(now).unwrap_or_else(|| FieldError::new("code", "personal-code-wrong").with("left", left.to_string()))
    }

    /// Whether another one may follow it already.
    pub fn may_be_followed(self, now: Instant) -> bool {
        now >= self.sent_at + PAUSE
    }
}

#[cfg(test)]
mod tests {
    use super::{CODE_MINUTES, Instant, SentCode, TimeDelta, code_of, read_code, second_channel};

    fn sent() -> Instant {
        "2026-03-12T14:48:00Z".parse().unwrap()
    }

    #[test]
    fn b56_a_code_goes_to_the_mobile_number_or_else_to_the_verified_address() {
        let told = |mobile, verified| second_channel(mobile, verified).map(|(channel, to)| format!("{} {to}", channel.as_str()));
        let (mobile, address) = (Some("+33639981234"), Some("a@courrier.example"));
        assert_eq!(told(mobile, address).as_deref(), Some("sms +33639981234"));
        assert_eq!(told(mobile, None).as_deref(), Some("sms +33639981234"));
        assert_eq!(told(None, address).as_deref(), Some("mail a@courrier.example"));
        assert_eq!(told(Some("01 99 00 56 78"), address).as_deref(), Some("mail a@courrier.example"), "it takes no SMS");
        assert_eq!(told(None, None), None);
    }

    #[test]
    fn b56_a_code_has_six_figures_whatever_the_chance_and_is_read_however_it_is_typed() {
        for (random, code) in [(0, "000000"), (7, "000007"), (999_999, "999999"), (1_000_000, "000000"), (u64::MAX, "551615")] {
            assert_eq!(code_of(random), code);
            assert_eq!(read_code(code).as_deref(), Ok(code));
        }
        assert_eq!(read_code(" 123\u{a0}456 ").as_deref(), Ok("123456"));
        let fault = |typed: &str| read_code(typed).unwrap_err().code;
        assert_eq!(fault(" \n"), "second-missing");
        for bad in ["12345", "1234567", "abcdef", "AB12-CD34-EF56-GH78", "１２３４５６", &"9".repeat(50_000)] {
            assert_eq!(fault(bad), "personal-code-shape", "{}", bad.chars().take(20).collect::<String>());
        }
    }

    #[test]
    fn b56_a_code_works_for_ten_minutes_and_five_tries() {
        let fault = |minutes, tries| {
            let now = sent() + TimeDelta::minutes(minutes);
            SentCode { sent_at: sent(), tries }.fault(now).map(|fault| fault.code)
        };
        assert!([0, CODE_MINUTES - 1].into_iter().all(|minutes| fault(minutes, 4).is_none()));
        assert_eq!(fault(CODE_MINUTES, 0).as_deref(), Some("personal-code-ended"));
        assert_eq!(fault(-2, 0).as_deref(), Some("personal-code-ended"), "a clock set back makes it work no longer");
        assert_eq!(fault(0, 5).as_deref(), Some("personal-code-spent"));
        let told = |tries| {
            let missed = SentCode { sent_at: sent(), tries }.missed(sent());
            missed.args.first().map_or(missed.code, |(_, left)| left.clone())
        };
        assert_eq!([1, 4, 5].map(told), ["4", "1", "personal-code-spent"]);
    }

    #[test]
    fn b56_another_code_follows_after_a_minute() {
        let first = SentCode { sent_at: sent(), tries: 0 };
        let after = |seconds| first.may_be_followed(sent() + TimeDelta::seconds(seconds));
        assert_eq!([0, 59, 60, 600].map(after), [false, false, true, true]);
    }
}
