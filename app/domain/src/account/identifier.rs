//! Numbers and names by which people, contracts and accounts are known, as typed and as kept (X-1, X-4, M-13, M-14).
use iban::{Iban, IbanLike, ParseBaseIbanError, ParseIbanError};
use serde::Serialize;

/// Fewest and most characters of a user code (D-4).
const USER_CODE: std::ops::RangeInclusive<usize> = 5..=36;
/// Fewest and most characters of an employer's identifier.
const EMPLOYER_CODE: std::ops::RangeInclusive<usize> = 8..=20;
/// Figures of a French number after its country code or first 0.
const FRENCH_FIGURES: usize = 9;
/// Figures of a North American number after its country code: area, exchange and line.
const AMERICAN_FIGURES: usize = 10;

/// Why a value is refused. The code is stable; its sentence lives in the Fluent files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierFault {
    /// Nothing was typed.
    MissingValue,
    /// Not of the form of such a value at all.
    BadFormat,
    /// Too short or too long.
    BadLength,
    /// A character that no such value has.
    BadCharacter,
    /// No figures of the national plan.
    BadNumber,
    /// The two check digits after the country do not fit (ISO 13616).
    BadCheckDigits,
    /// The key at the end of a French account number does not fit.
    BadRibKey,
    /// A country that has no such numbers.
    UnknownCountry,
    /// A number of another country.
    ForeignNumber,
}

/// A telephone number, in E.164: `+33639981234`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// With its country.
    pub e164: String,
    /// Whether it takes SMS: 06 and 07 in France; in North America its figures do not say, so it may.
    pub mobile: bool,
}

/// Where the telephones of an insurer's members are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhonePlan {
    /// In France.
    French,
    /// In North America; French ones are taken too.
    American,
}

impl PhonePlan {
    /// A telephone number, however it is written.
    ///
    /// # Errors
    /// Those of [`phone`].
    pub fn read(self, typed: &str) -> Result<Phone, IdentifierFault> {
        match self {
            Self::French => phone(typed),
            Self::American => american_phone(typed).map_or_else(|| phone(typed), Ok),
        }
    }
}

/// A user code (D-4): 5 to 36 ASCII letters or digits, kept in lower case.
///
/// # Errors
/// `BadCharacter`, `BadLength`.
pub fn user_code(typed: &str) -> Result<String, IdentifierFault> {
    let code = typed.trim_matches(' ');
    if !code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(IdentifierFault::BadCharacter);
    }
    if !USER_CODE.contains(&code.len()) {
        return Err(IdentifierFault::BadLength);
    }
    Ok(code.to_ascii_lowercase())
}

/// The identifier that an employer hands out (S-57), as compared: 8 to 20 ASCII letters and digits, with one of each at least, so that
/// it is no word and no number that one guesses; in capitals, without spaces and hyphens of any kind.
///
/// # Errors
/// `MissingValue`, `BadCharacter`, `BadLength`, `BadFormat`.
pub fn employer_code(typed: &str) -> Result<String, IdentifierFault> {
    let dropped = |character: char| character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2015}');
    let code: String = typed.chars().filter(|character| !dropped(*character)).collect();
    if code.is_empty() {
        return Err(IdentifierFault::MissingValue);
    }
    if !code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(IdentifierFault::BadCharacter);
    }
    if !EMPLOYER_CODE.contains(&code.len()) {
        return Err(IdentifierFault::BadLength);
    }
    let both = code.bytes().any(|byte| byte.is_ascii_alphabetic()) && code.bytes().any(|byte| byte.is_ascii_digit());
    if both { Ok(code.to_ascii_uppercase()) } else { Err(IdentifierFault::BadFormat) }
}

/// A contract number of so many ASCII digits (A-4: six). It is text: leading zeros stay, spaces go.
///
/// # Errors
/// `MissingValue`, `BadCharacter`, `BadLength`.
pub fn contract_number(typed: &str, digits: usize) -> Result<String, IdentifierFault> {
    let number: String = typed.chars().filter(|character| !character.is_whitespace()).collect();
    if number.is_empty() {
        return Err(IdentifierFault::MissingValue);
    }
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(IdentifierFault::BadCharacter);
    }
    if number.len() == digits { Ok(number) } else { Err(IdentifierFault::BadLength) }
}

/// A French telephone number, however it is written.
///
/// # Errors
/// `BadCharacter`, `BadLength`, `BadNumber`, `ForeignNumber`.
pub fn phone(typed: &str) -> Result<Phone, IdentifierFault> {
    let bare = without_signs(typed);
    let (abroad, figures) = match bare.strip_prefix('+').or_else(|| bare.strip_prefix("00")) {
        Some(figures) => (true, figures),
        None => (false, bare.as_str()),
    };
    if !figures.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(IdentifierFault::BadCharacter);
    }
    let national = if abroad {
        let national = figures.strip_prefix("33").ok_or(IdentifierFault::ForeignNumber)?;
        // « +33 (0)6 »: the 0 that is dialled inside the country only.
        national.strip_prefix('0').filter(|rest| rest.len() == FRENCH_FIGURES && !rest.starts_with('0')).unwrap_or(national)
    } else {
        figures.strip_prefix('0').ok_or(if figures.len() == FRENCH_FIGURES + 1 {
            IdentifierFault::BadNumber
        } else {
            IdentifierFault::BadLength
        })?
    };
    if national.len() != FRENCH_FIGURES {
        return Err(IdentifierFault::BadLength);
    }
    match national.as_bytes().first() {
        Some(b'0') => Err(IdentifierFault::BadNumber),
        first => Ok(Phone { e164: format!("+33{national}"), mobile: matches!(first, Some(b'6' | b'7')) }),
    }
}

/// A number of the North American plan, if it is one; no area and no exchange begins with 0 or 1.
fn american_phone(typed: &str) -> Option<Phone> {
    let bare = without_signs(typed);
    let figures = ["+1", "001", "1"].iter().find_map(|country| bare.strip_prefix(*country)).unwrap_or(&bare);
    let [area, _, _, exchange, ..] = figures.as_bytes() else { return None };
    let begin = [area, exchange].iter().all(|first| **first >= b'2');
    let fits = begin && figures.len() == AMERICAN_FIGURES && figures.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| Phone { e164: format!("+1{figures}"), mobile: true })
}

/// A number without what is written between its figures.
fn without_signs(typed: &str) -> String {
    typed.chars().filter(|character| !character.is_whitespace() && !['.', '-', '(', ')'].contains(character)).collect()
}

/// A number in E.164 as French paper has it: « 06 39 98 12 34 »; one of another plan as it is kept.
pub fn phone_text(e164: &str) -> String {
    let french = |figures: &&str| figures.len() == FRENCH_FIGURES && figures.bytes().all(|byte| byte.is_ascii_digit());
    let Some(national) = e164.strip_prefix("+33").filter(french) else { return e164.to_owned() };
    let figures: Vec<char> = ['0'].into_iter().chain(national.chars()).collect();
    figures.chunks(2).map(|pair| pair.iter().collect::<String>()).collect::<Vec<_>>().join("\u{a0}")
}

/// Length of an IBAN in the countries that euro payments reach (SEPA; ISO 13616 registry).
#[rustfmt::skip]
const IBAN_LENGTHS: [(&str, usize); 42] = [
    ("AD", 24), ("AL", 28), ("AT", 20), ("BE", 16), ("BG", 22), ("CH", 21), ("CY", 28), ("CZ", 24), ("DE", 22), ("DK", 18), ("EE", 20),
    ("ES", 24), ("FI", 18), ("FR", 27), ("GB", 22), ("GI", 23), ("GR", 27), ("HR", 21), ("HU", 28), ("IE", 22), ("IS", 26), ("IT", 27),
    ("LI", 21), ("LT", 20), ("LU", 20), ("LV", 21), ("MC", 27), ("MD", 24), ("ME", 22), ("MK", 19), ("MT", 31), ("NL", 18), ("NO", 15),
    ("PL", 28), ("PT", 25), ("RO", 24), ("RS", 22), ("SE", 24), ("SI", 19), ("SK", 24), ("SM", 27), ("VA", 22),
];

/// An account number in its electronic form (M-14): country length, check digits, national form and, for France and Monaco, RIB key.
///
/// # Errors
/// `BadFormat`, `UnknownCountry`, `BadLength`, `BadCheckDigits`, `BadRibKey`.
pub fn iban(typed: &str) -> Result<String, IdentifierFault> {
    let bare: String = typed.chars().filter(|character| !character.is_whitespace() && *character != '-').collect();
    let bare = bare.to_uppercase();
    let number = bare.strip_prefix("IBAN").unwrap_or(&bare);
    let bytes = number.as_bytes();
    let shaped = bytes.len() > 4 && bytes.iter().all(u8::is_ascii_alphanumeric);
    if !shaped || !bytes[..2].iter().all(u8::is_ascii_alphabetic) || !bytes[2..4].iter().all(u8::is_ascii_digit) {
        return Err(IdentifierFault::BadFormat);
    }
    let (_, length) = IBAN_LENGTHS.iter().find(|(country, _)| number.starts_with(country)).ok_or(IdentifierFault::UnknownCountry)?;
    if bytes.len() != *length {
        return Err(IdentifierFault::BadLength);
    }
    let parsed: Iban = number.parse().map_err(|error| match error {
        ParseIbanError::InvalidBaseIban { source: ParseBaseIbanError::InvalidChecksum } => IdentifierFault::BadCheckDigits,
        ParseIbanError::UnknownCountry(_) => IdentifierFault::UnknownCountry,
        _ => IdentifierFault::BadFormat,
    })?;
    let french = ["FR", "MC"].contains(&parsed.country_code());
    if french && !rib_key_fits(parsed.bban()) { Err(IdentifierFault::BadRibKey) } else { Ok(parsed.electronic_str().to_owned()) }
}

/// Bank, branch, account and key, letters turned into figures, are a multiple of 97 (Banque de France).
fn rib_key_fits(bban: &str) -> bool {
    let figure = |character: char| match character {
        '0'..='9' => character.to_digit(10),
        'A'..='I' => Some(u32::from(character) - u32::from('A') + 1),
        'J'..='R' => Some(u32::from(character) - u32::from('J') + 1),
        _ => Some(u32::from(character) - u32::from('S') + 2),
    };
    bban.chars().filter_map(figure).fold(0, |rest, figure| (rest * 10 + figure) % 97) == 0
}

#[cfg(test)]
mod tests {
    use super::{PhonePlan, phone_text};

    #[test]
    fn x23_a_north_american_number_is_read_where_members_have_them_and_a_french_one_everywhere() {
        let read = |plan: PhonePlan, typed: &str| plan.read(typed).ok().map(|phone| (phone.e164, phone.mobile));
        for typed in ["418 555-0142", "(418) 555-0142", "1-418-555-0142", "+1 418 555 0142", "001.418.555.0142"] {
            assert_eq!(read(PhonePlan::American, typed), Some(("+14185550142".to_owned(), true)), "{typed}");
            assert_eq!(read(PhonePlan::French, typed), None, "{typed}");
        }
        for plan in [PhonePlan::American, PhonePlan::French] {
            assert_eq!(read(plan, "06 39 98 12 34"), Some(("+33639981234".to_owned(), true)));
            assert_eq!(read(plan, "01 99 00 48 74"), Some(("+33199004874".to_owned(), false)));
            for wrong in ["", "555-0142", "418 155-0142", "118 555-0142", "418 555-01423", "418 555-014O", "+41 22 000 00 00"] {
                assert_eq!(read(plan, wrong), None, "{wrong}");
            }
        }
    }

    #[test]
    fn a_number_is_shown_as_the_french_write_it_and_another_plans_as_it_is() {
        assert_eq!(phone_text("+33639981234").replace('\u{a0}', " "), "06 39 98 12 34");
        for other in ["+14185550142", "+3363998", "06 39 98 12 34", ""] {
            assert_eq!(phone_text(other), other);
        }
    }
}
