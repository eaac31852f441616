//! Looking for a dossier on the desk (B-1): by a number, its own or that of its contract, or by how its member's name begins.
use super::{ClaimStatus, NumberKind, is_number};
use crate::{
    account::name_key,
    day::Day,
    form::FieldError,
    id::{AttachmentId, ClaimId, UserId},
};
use serde::{Deserialize, Serialize};

/// Dossiers, and members, shown at most; whoever looks for more says more.
pub const FOUND: u64 = 50;
/// A name is looked for from so many letters on.
const LEAST: usize = 2;
/// Longest text looked for, in characters.
pub const MAX_SOUGHT: usize = 100;
/// Longest number of a contract, in characters.
const MAX_CONTRACT: usize = 40;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// The dossier of that number.
    Claim(String),
    /// The dossier of the request of that number.
    Request(String),
    /// Those under the contracts of that number, without spaces.
    Contract(String),
    /// Those of members whose name begins so, as [`name_key`] writes it.
    Name(String),
}

impl Sought {
    /// Reads what was typed. Whatever holds a figure is meant as a number.
    ///
    /// # Errors
    /// When it is no right number, or too short for a name.
    pub fn read(typed: &str) -> Result<Self, FieldError> {
        let typed = if typed.chars().count() <= MAX_SOUGHT { typed } else { "" };
        let number: String = typed.split_whitespace().collect();
        let (capitals, key) = (number.to_uppercase(), name_key(typed, ""));
        match () {
            () if is_number(NumberKind::Claim, &capitals) => Ok(Self::Claim(capitals)),
            () if is_number(NumberKind::Request, &capitals) => Ok(Self::Request(capitals)),
            () if is_contract(&number) => Ok(Self::Contract(number)),
            () if typed.contains(|c: char| c.is_ascii_digit()) => Err(FieldError::new("recherche", "office-search-number")),
            () if key.len() < LEAST => Err(FieldError::new("recherche", "office-search-short")),
            () => Ok(Self::Name(key)),
        }
    }
}

/// Whether contracts may have such a number: what is printed on them holds a figure, letters perhaps, and few signs.
fn is_contract(number: &str) -> bool {
    let printed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
    number.len() <= MAX_CONTRACT && number.bytes().all(printed) && number.bytes().any(|byte| byte.is_ascii_digit())
}

/// A dossier that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundClaim {
    /// Which.
    pub id: ClaimId,
    /// Its number.
    pub number: String,
    /// First and last name of its member.
    pub member: String,
    /// Where it stands.
    pub status: ClaimStatus,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// At most [`FOUND`].
    pub lines: Vec<FoundClaim>,
    /// Whether there are more.
    pub more: bool,
}

/// A member who was found, with a dossier or without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundMember {
    /// Who.
    pub id: UserId,
    /// First and last name.
    pub name: String,
    /// When they were born, where that is known: it tells apart those of one name.
    pub born: Option<Day>,
}

/// Members who were found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundMembers {
    /// At most [`FOUND`].
    pub lines: Vec<FoundMember>,
    /// Whether there are more.
    pub more: bool,
}

/// A file of the dossier that was handed in elsewhere too, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// The file in the dossier.
    pub file: AttachmentId,
    /// Its name in the dossier.
    pub name: String,
    /// The file in the other request.
    pub other: AttachmentId,
    /// Its name in the other request.
    pub other_name: String,
    /// Number of that request.
    pub request: String,
    /// The dossier of that request, which may be the same one.
    pub claim: ClaimId,
    /// Number of that dossier.
    pub number: String,
    /// First and last name of whoever handed it in there.
    pub member: String,
}

#[cfg(test)]
mod tests {
    use super::{MAX_CONTRACT, MAX_SOUGHT, Sought};
    use crate::claim::{NumberKind, make_number};

    #[test]
    fn b1_a_number_is_read_as_one_and_a_name_without_case_and_accents() {
        let (claim, request) = (make_number(NumberKind::Claim, 2026, 4187), make_number(NumberKind::Request, 2026, 718));
        assert_eq!(Sought::read(&format!(" {} ", claim.to_lowercase())), Ok(Sought::Claim(claim.clone())));
        assert_eq!(Sought::read(&request), Ok(Sought::Request(request)));
        assert_eq!(Sought::read("le goff, yann"), Ok(Sought::Name("legoffyann".to_owned())));
        let contract = |number: &str| Ok(Sought::Contract(number.to_owned()));
        assert_eq!(Sought::read("AE-8024 1766\u{a0}30 "), contract("AE-8024176630"));
        for other in ["P20100-00", "004217", "ae-7", &claim.replace("004187", "004188")] {
            assert_eq!(Sought::read(other), contract(other));
        }
        let code = |typed: &str| Sought::read(typed).unwrap_err().code;
        for wrong in ["n° 12", "12 %", "é2", &"9".repeat(MAX_CONTRACT + 1)] {
            assert_eq!(code(wrong), "office-search-number", "{wrong}");
        }
        for short in ["", " ", "é", "'%_", &"x".repeat(MAX_SOUGHT + 1)] {
            assert_eq!(code(short), "office-search-short", "{short}");
        }
    }
}
