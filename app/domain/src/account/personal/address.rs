//! The postal address (S-52): three lines, postcode, town. It is whole or absent.
use super::{PersonalField, PersonalRules};
use crate::form::{FieldError, given_back, keep, one_line};
use serde::{Deserialize, Serialize};

/// Longest line kept, in characters; what an envelope takes.
const MAX_LINE: usize = 60;
/// Figures of a French postcode.
const POSTCODE: usize = 5;

/// « Adresse », as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddressForm {
    /// « Numéro et libellé de la voie ».
    pub line1: String,
    /// « Entrée, tour, bâtiment, immeuble, résidence, zone industrielle ».
    pub line2: String,
    /// « Mentions spéciales de distribution - Boîte Postale, Tri Spécial ».
    pub line3: String,
    /// « Code postal ».
    pub postcode: String,
    /// « Ville ».
    pub town: String,
}

/// An address as kept; all empty when none was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// At least one of the three is not empty, but where there is no address.
    pub lines: [String; 3],
    /// Five figures.
    pub postcode: String,
    /// Town.
    pub town: String,
}

impl AddressForm {
    /// The same, each answer cut to what a page gives back.
    #[must_use]
    pub fn shortened(&self) -> Self {
        let cut = |text: &str| given_back(text, MAX_LINE);
        Self {
            line1: cut(&self.line1),
            line2: cut(&self.line2),
            line3: cut(&self.line3),
            postcode: cut(&self.postcode),
            town: cut(&self.town),
        }
    }

    /// The same, with the town written beside a list of towns where one was: it takes more doing than a choice, so it is meant.
    #[must_use]
    pub fn with_written_town(self, written: String) -> Self {
        if written.trim().is_empty() { self } else { Self { town: written, ..self } }
    }

    fn is_empty(&self) -> bool {
        [&self.line1, &self.line2, &self.line3, &self.postcode, &self.town].iter().all(|typed| typed.trim().is_empty())
    }
}

impl PersonalRules {
    /// Reads the address; every field that is missing or malformed is named.
    ///
    /// # Errors
    /// What is wrong, in the order of the form.
    pub fn read_address(&self, form: &AddressForm) -> Result<Address, Vec<FieldError>> {
        if !self.asks(PersonalField::Address) && form.is_empty() {
            return Ok(Address::default());
        }
        let mut errors = Vec::new();
        let lines = [("line1", &form.line1), ("line2", &form.line2), ("line3", &form.line3)];
        let lines = lines.map(|(field, typed)| keep(&mut errors, line(field, typed)));
        if lines.iter().all(|line| line.as_deref() == Some("")) {
            errors.push(FieldError::new("line1", "personal-missing-address"));
        }
        let postcode = keep(&mut errors, postcode(&form.postcode));
        let town = keep(&mut errors, town(&form.town));
        match (lines, postcode, town) {
            ([Some(one), Some(two), Some(three)], Some(postcode), Some(town)) if errors.is_empty() => {
                Ok(Address { lines: [one, two, three], postcode, town })
            }
            _ => Err(errors),
        }
    }
}

fn line(field: &str, typed: &str) -> Result<String, FieldError> {
    let line = one_line(typed).ok_or_else(|| FieldError::new(field, "personal-bad-character"))?;
    if line.chars().count() > MAX_LINE {
        return Err(FieldError::new(field, "personal-long-line").with("count", MAX_LINE.to_string()));
    }
    Ok(line)
}

fn postcode(typed: &str) -> Result<String, FieldError> {
    let figures: String = typed.chars().filter(|character| !character.is_whitespace()).collect();
    if figures.is_empty() {
        return Err(FieldError::new("postcode", "personal-missing-postcode"));
    }
    let fits = figures.len() == POSTCODE && figures.bytes().all(|byte| byte.is_ascii_digit());
    if fits { Ok(figures) } else { Err(FieldError::new("postcode", "personal-bad-postcode")) }
}

fn town(typed: &str) -> Result<String, FieldError> {
    let town = line("town", typed)?;
    if town.is_empty() { Err(FieldError::new("town", "personal-missing-town")) } else { Ok(town) }
}

#[cfg(test)]
mod tests {
    use super::{Address, AddressForm, PersonalField, PersonalRules};

    fn form() -> AddressForm {
        AddressForm {
            line1: " 12  rue des Écoles ".to_owned(),
            line3: "BP 40".to_owned(),
            postcode: "29 200".to_owned(),
            town: "Brest".to_owned(),
            ..AddressForm::default()
        }
    }

    fn read(form: &AddressForm, required: &[PersonalField]) -> Result<Address, Vec<String>> {
        let rules = PersonalRules { required: required.to_vec(), ..PersonalRules::default() };
        rules.read_address(form).map_err(|errors| errors.into_iter().map(|error| format!("{}: {}", error.field, error.code)).collect())
    }

    #[test]
    fn s52_an_address_is_kept_without_needless_spaces() {
        let address = read(&form(), &[PersonalField::Address]).unwrap();
        assert_eq!(address.lines, ["12 rue des Écoles", "", "BP 40"]);
        assert_eq!((address.postcode.as_str(), address.town.as_str()), ("29200", "Brest"));
        let box_only = AddressForm { line1: String::new(), ..form() };
        assert!(read(&box_only, &[PersonalField::Address]).is_ok(), "any of the three lines is an address");
    }

    #[test]
    fn s52_x7_what_is_missing_is_named_where_an_address_is_asked_for_or_begun() {
        let missing = ["line1: personal-missing-address", "postcode: personal-missing-postcode", "town: personal-missing-town"];
        assert_eq!(read(&AddressForm::default(), &[PersonalField::Address]).unwrap_err(), missing);
        assert_eq!(read(&AddressForm::default(), &[]), Ok(Address::default()));
        let begun = AddressForm { town: "Brest".to_owned(), ..AddressForm::default() };
        assert_eq!(read(&begun, &[]).unwrap_err(), missing[..2]);
    }

    #[test]
    fn s52_what_is_no_address_is_refused_by_its_field() {
        let wrong = |change: fn(&mut AddressForm)| {
            let mut form = form();
            change(&mut form);
            read(&form, &[]).unwrap_err()
        };
        for bad in ["2920", "292000", "2920A", "２９２００", "F-29200"] {
            assert_eq!(read(&AddressForm { postcode: bad.to_owned(), ..form() }, &[]).unwrap_err(), ["postcode: personal-bad-postcode"]);
        }
        assert_eq!(wrong(|f| f.line2 = "a".repeat(61)), ["line2: personal-long-line"]);
        assert_eq!(wrong(|f| f.line1 = "12 rue\u{202e}".to_owned()), ["line1: personal-bad-character"]);
        assert_eq!(wrong(|f| f.town = "\u{200b}".to_owned()), ["town: personal-bad-character"]);
    }

    #[test]
    fn s52_a_town_written_beside_the_list_is_the_one_meant() {
        assert_eq!(form().with_written_town(" ".to_owned()), form());
        assert_eq!(form().with_written_town("Locronan".to_owned()).town, "Locronan");
    }

    #[test]
    fn what_a_page_gives_back_is_short() {
        let huge = AddressForm { line1: "é\n".repeat(50_000), ..form() };
        assert_eq!(huge.shortened().line1, "é".repeat(60));
    }
}
