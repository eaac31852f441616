//! What an insurer asks of its members' data, and who may change it: the profile's `[profile_edit]` table.
use serde::{Deserialize, Serialize};

/// Who changes a member's data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditMode {
    /// Members themselves (S, M).
    #[default]
    #[serde(rename = "self")]
    Own,
    /// The insurer, on request (D-15).
    Request,
}

/// What an insurer may make compulsory. An e-mail address always is: it is the way back in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonalField {
    /// Postal address, with postcode and town.
    Address,
    /// Telephone.
    Phone,
    /// Mobile.
    Mobile,
}

/// The profile's `[profile_edit]` table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PersonalRules {
    /// Who changes the data.
    pub mode: EditMode,
    /// What must be given.
    pub required: Vec<PersonalField>,
    /// Whether a box « Pas de Tel » lifts the obligation to give a telephone (S-53).
    pub no_phone_box: bool,
    /// Whether members give an account number to be paid on (M-14).
    pub iban: bool,
    /// Whether members choose where they hear of payments (S-54).
    pub payment_notices: bool,
}

impl PersonalRules {
    /// Whether that must be given.
    pub fn asks(&self, field: PersonalField) -> bool {
        self.required.contains(&field)
    }

    /// What contradicts itself, if anything.
    pub fn problem(&self) -> Option<&'static str> {
        match self.mode {
            EditMode::Own if self.no_phone_box && !self.asks(PersonalField::Phone) => {
                Some("`profile_edit.no_phone_box` lifts nothing: `profile_edit.required` has no phone")
            }
            EditMode::Request if self.iban || self.payment_notices || self.no_phone_box || !self.required.is_empty() => {
                Some("`profile_edit.mode` is request: members fill nothing in, so nothing else of `[profile_edit]` has a meaning")
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{EditMode, PersonalField, PersonalRules};

    #[test]
    fn x7_x10_rules_that_contradict_themselves_are_named() {
        let own = PersonalRules { required: vec![PersonalField::Phone], no_phone_box: true, ..PersonalRules::default() };
        assert_eq!((own.problem(), PersonalRules::default().problem()), (None, None));
        let wrong = [
            PersonalRules { required: Vec::new(), ..own.clone() },
            PersonalRules { mode: EditMode::Request, ..own },
            PersonalRules { mode: EditMode::Request, iban: true, ..PersonalRules::default() },
        ];
        assert!(wrong.iter().all(|rules| rules.problem().is_some_and(|text| text.starts_with("`profile_edit."))));
    }
}
