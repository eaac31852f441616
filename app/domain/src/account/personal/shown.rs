//! What the portal shows of a member and the desk corrects on request (D-15, B-55). How they sign in and where they are written to is no
//! part of it: an address is verified by whoever reads there (M-13).
use crate::{
    account::{PhonePlan, phone_text, registration::name},
    form::{FieldError, given_back, keep, one_line},
};
use serde::{Deserialize, Serialize};

/// Longest line, in characters.
const MAX_LINE: usize = 60;
/// Longest answer that a page gives back.
const MAX_GIVEN: usize = 100;

/// One of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShownField {
    /// First name.
    GivenName,
    /// Last name.
    FamilyName,
    /// First line of the address.
    Line1,
    /// Second line.
    Line2,
    /// Third line.
    Line3,
    /// Postcode, of whatever country.
    Postcode,
    /// Town.
    Town,
    /// Telephone.
    Phone,
    /// Mobile.
    Mobile,
}

impl ShownField {
    /// All of them, in the order shown.
    pub const ALL: [Self; 9] =
        [Self::GivenName, Self::FamilyName, Self::Line1, Self::Line2, Self::Line3, Self::Postcode, Self::Town, Self::Phone, Self::Mobile];

    /// Its name in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GivenName => "given_name",
            Self::FamilyName => "family_name",
            Self::Line1 => "line1",
            Self::Line2 => "line2",
            Self::Line3 => "line3",
            Self::Postcode => "postcode",
            Self::Town => "town",
            Self::Phone => "phone",
            Self::Mobile => "mobile",
        }
    }

    /// Key of its label.
    pub const fn key(self) -> &'static str {
        match self {
            Self::GivenName => "register-given-name",
            Self::FamilyName => "register-family-name",
            Self::Line1 => "personal-line1",
            Self::Line2 => "personal-line2",
            Self::Line3 => "personal-line3",
            Self::Postcode => "personal-postcode",
            Self::Town => "personal-town",
            Self::Phone => "personal-phone",
            Self::Mobile => "personal-mobile",
        }
    }

    /// Reads it as typed; names must be given, numbers are kept in E.164.
    fn read(self, typed: &str, plan: PhonePlan) -> Result<String, FieldError> {
        match self {
            Self::GivenName | Self::FamilyName => name(self.as_str(), typed),
            Self::Phone | Self::Mobile if typed.trim().is_empty() => Ok(String::new()),
            Self::Phone | Self::Mobile => {
                let number = plan.read(typed).map_err(|_| FieldError::new(self.as_str(), "personal-bad-phone"))?;
                if self == Self::Mobile && !number.mobile { Err(FieldError::new("mobile", "personal-no-mobile")) } else { Ok(number.e164) }
            }
            _ => line(self.as_str(), typed),
        }
    }

    /// The value as people read it.
    pub fn worded(self, value: &str) -> String {
        if matches!(self, Self::Phone | Self::Mobile) { phone_text(value) } else { value.to_owned() }
    }
}

fn line(field: &str, typed: &str) -> Result<String, FieldError> {
    let line = one_line(typed).ok_or_else(|| FieldError::new(field, "personal-bad-character"))?;
    if line.chars().count() > MAX_LINE {
        return Err(FieldError::new(field, "personal-long-line").with("count", MAX_LINE.to_string()));
    }
    Ok(line)
}

/// The data, as typed or as kept; an empty text is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShownData {
    /// First name.
    pub given_name: String,
    /// Last name.
    pub family_name: String,
    /// First line of the address.
    pub line1: String,
    /// Second line.
    pub line2: String,
    /// Third line.
    pub line3: String,
    /// Postcode.
    pub postcode: String,
    /// Town.
    pub town: String,
    /// Telephone.
    pub phone: String,
    /// Mobile.
    pub mobile: String,
}

/// One of the data that was corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownChange {
    /// Which.
    pub field: ShownField,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}

impl ShownData {
    /// The data of that field.
    pub fn get(&self, field: ShownField) -> &str {
        match field {
            ShownField::GivenName => &self.given_name,
            ShownField::FamilyName => &self.family_name,
            ShownField::Line1 => &self.line1,
            ShownField::Line2 => &self.line2,
            ShownField::Line3 => &self.line3,
            ShownField::Postcode => &self.postcode,
            ShownField::Town => &self.town,
            ShownField::Phone => &self.phone,
            ShownField::Mobile => &self.mobile,
        }
    }

    /// Each of the data, made by that.
    fn of(mut made: impl FnMut(ShownField) -> String) -> Self {
        Self {
            given_name: made(ShownField::GivenName),
            family_name: made(ShownField::FamilyName),
            line1: made(ShownField::Line1),
            line2: made(ShownField::Line2),
            line3: made(ShownField::Line3),
            postcode: made(ShownField::Postcode),
            town: made(ShownField::Town),
            phone: made(ShownField::Phone),
            mobile: made(ShownField::Mobile),
        }
    }

    /// As it would be typed.
    #[must_use]
    pub fn typed(&self) -> Self {
        Self::of(|field| field.worded(self.get(field)))
    }

    /// The same, each answer cut to what a page gives back.
    #[must_use]
    pub fn shortened(&self) -> Self {
        Self::of(|field| given_back(self.get(field), MAX_GIVEN))
    }

    /// Reads what was typed to correct what is `kept`, numbers by that plan. What was left as it is shown is not judged: it may be
    /// older than today's rules.
    ///
    /// # Errors
    /// What is wrong, in the order of the form; that nothing is another than before.
    pub fn read(&self, kept: &Self, plan: PhonePlan) -> Result<(Self, Vec<ShownChange>), Vec<FieldError>> {
        let mut errors = Vec::new();
        let data = Self::of(|field| {
            let (typed, known) = (self.get(field), kept.get(field));
            if typed.trim() == field.worded(known) {
                return known.to_owned();
            }
            keep(&mut errors, field.read(typed, plan)).unwrap_or_default()
        });
        let changes = kept.changes_to(&data);
        if errors.is_empty() && changes.is_empty() {
            errors.push(FieldError::new(ShownField::GivenName.as_str(), "office-correction-same"));
        }
        if errors.is_empty() { Ok((data, changes)) } else { Err(errors) }
    }

    fn changes_to(&self, after: &Self) -> Vec<ShownChange> {
        let change = |field: ShownField| {
            let (before, after) = (self.get(field), after.get(field));
            (before != after).then(|| ShownChange { field, before: before.to_owned(), after: after.to_owned() })
        };
        ShownField::ALL.into_iter().filter_map(change).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{PhonePlan, ShownData, ShownField};

    fn kept() -> ShownData {
        ShownData {
            given_name: "Claire".to_owned(),
            family_name: "Moreau".to_owned(),
            line1: "1250, rue des Érables".to_owned(),
            postcode: "G1R 2B5".to_owned(),
            town: "Québec".to_owned(),
            mobile: "+33639981234".to_owned(),
            ..ShownData::default()
        }
    }

    fn wrong(typed: &ShownData) -> Vec<String> {
        typed.read(&kept(), PhonePlan::French).unwrap_err().into_iter().map(|error| format!("{}: {}", error.field, error.code)).collect()
    }

    #[test]
    fn b55_what_is_left_as_it_is_shown_stays_and_what_is_typed_is_read() {
        let typed = ShownData { family_name: " Morô ".to_owned(), town: "Lévis".to_owned(), mobile: String::new(), ..kept().typed() };
        let (data, changes) = typed.read(&kept(), PhonePlan::French).unwrap();
        assert_eq!((data.family_name.as_str(), data.postcode.as_str(), data.mobile.as_str()), ("Morô", "G1R 2B5", ""));
        let told: Vec<(ShownField, &str, &str)> = changes.iter().map(|c| (c.field, c.before.as_str(), c.after.as_str())).collect();
        let expected =
            [(ShownField::FamilyName, "Moreau", "Morô"), (ShownField::Town, "Québec", "Lévis"), (ShownField::Mobile, "+33639981234", "")];
        assert_eq!(told, expected);
    }

    #[test]
    fn b55_x23_numbers_are_those_of_where_its_members_are() {
        let typed = ShownData { phone: "418 555-0142".to_owned(), mobile: "1 418 555-0143".to_owned(), ..kept().typed() };
        assert_eq!(wrong(&typed), ["phone: personal-bad-phone", "mobile: personal-bad-phone"]);
        let (data, _) = typed.read(&kept(), PhonePlan::American).unwrap();
        assert_eq!((data.phone.as_str(), data.mobile.as_str()), ("+14185550142", "+14185550143"));
    }

    #[test]
    fn b55_nothing_corrected_and_what_is_no_name_line_or_number_is_refused() {
        assert_eq!(wrong(&kept().typed()), ["given_name: office-correction-same"]);
        let bad = ShownData {
            given_name: " ".to_owned(),
            family_name: "\u{202e}Moreau".to_owned(),
            line2: "a".repeat(61),
            phone: "12".to_owned(),
            mobile: "0199004874".to_owned(),
            ..kept().typed()
        };
        let expected = [
            "given_name: register-missing-given_name",
            "family_name: register-bad-name",
            "line2: personal-long-line",
            "phone: personal-bad-phone",
            "mobile: personal-no-mobile",
        ];
        assert_eq!(wrong(&bad), expected);
        let huge = ShownData { town: "é\n".repeat(50_000), ..kept() };
        assert_eq!(huge.shortened().town.chars().count(), 100);
    }
}
