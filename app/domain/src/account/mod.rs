//! People who sign in.
mod hint;
mod identifier;
mod leaving;
mod named_contract;
mod passkey;
mod password;
pub mod personal;
mod reach;
mod recovery;
mod registration;
mod second_factor;
mod staff;
mod throttle;

pub use hint::{Hint, HintForm, KeptHint, Reminder, WRONG_ANSWERS, first_name, gives_away};
pub use identifier::{IdentifierFault, Phone, PhonePlan, contract_number, employer_code, iban, phone, phone_text, user_code};
pub use leaving::{Goes, Leaving, Retention};
pub use named_contract::{ContractForm, NamedContract};
pub use passkey::{MAX_PASSKEYS, passkey_name};
pub use password::{CharacterKind, Demand, PasswordFault, PasswordForm, PasswordPolicy, PasswordVerdict, composed, is_among};
pub use reach::{Channel, reach};
pub use recovery::{CLOCK_SLACK, Lost, RecoveryRules, link_works};
pub use registration::{
    Applicant, NumberRule, RegistrationForm, RegistrationMode, RegistrationRules, behind_keys, email, name_key, same_name,
};
pub use second_factor::{RECOVERY_CHARS, RECOVERY_CODES, SecondCode, SecondFactor, grouped};
pub use staff::{OfficeRules, Staff, staff_name};
pub use throttle::{REMEMBERED, is_locked, locks, minutes_until, next_try};

use crate::id::UserId;
use serde::{Deserialize, Serialize};

/// Longest sign-in name or password read; anything longer is refused before it is looked at.
pub const MAX_CREDENTIAL_CHARS: usize = 256;

/// What a person may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// An insured person.
    Member,
    /// Somebody of the back office; what they may do there, their roles say ([`crate::access::StaffRole`]).
    Staff,
}

impl Role {
    /// Stable name, as stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Staff => "staff",
        }
    }

    /// The role of that stored name.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Member, Self::Staff].into_iter().find(|role| role.as_str() == text)
    }
}

/// The signed-in person, as pages show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub id: UserId,
    /// What they may do.
    pub role: Role,
    /// Sign-in name, shown beside the name (C-1).
    pub login_name: String,
    /// First name.
    pub given_name: String,
    /// Last name.
    pub family_name: String,
    /// Where confirmations go.
    pub email: Option<String>,
    /// Mobile number, as shown.
    pub mobile: Option<String>,
}

impl Person {
    /// First and last name.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }
}

/// Where to go after sign-in: only a path of our own, never another site (open redirect, OWASP).
/// Anything else gives `None`.
pub fn own_path(next: &str) -> Option<&str> {
    let safe = next.len() <= 512
        && next.starts_with('/')
        && !next.starts_with("//")
        && !next.starts_with("/api/")
        && next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    safe.then_some(next)
}

/// A sign-in name as compared: outer white space dropped, letter case ignored.
pub fn normalised_login(typed: &str) -> String {
    typed.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{normalised_login, own_path};

    #[test]
    fn only_our_own_paths_are_followed_after_sign_in() {
        assert_eq!(own_path("/dossiers/D26-000001-7"), Some("/dossiers/D26-000001-7"));
        for bad in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "\\evil",
            "/a\r\nSet-Cookie:x",
            "/api/sign_in",
            "javascript:alert(1)",
            "/é",
        ] {
            assert_eq!(own_path(bad), None, "{bad}");
        }
        assert_eq!(own_path(&format!("/{}", "a".repeat(600))), None);
    }

    #[test]
    fn a_sign_in_name_is_compared_without_case_or_outer_spaces() {
        assert_eq!(normalised_login(" 40821176 "), "40821176");
    }
}
