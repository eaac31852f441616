//! A contract as its holder names it, to open an account with it (A-1, D-2) or to attach it to one (D-3, D-16).
use super::registration::{RegistrationRules, birth_date, cut, number};
use crate::{
    day::Day,
    form::{FieldError, keep},
};
use serde::{Deserialize, Serialize};

/// The numbers on paper and the birth date, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContractForm {
    /// Contract number.
    pub contract: String,
    /// Certificate number, where asked.
    pub certificate: String,
    /// Birth date, where asked.
    pub birth_date: String,
}

impl ContractForm {
    /// The same, each answer cut to what a page gives back.
    #[must_use]
    pub fn shortened(&self) -> Self {
        Self { contract: cut(&self.contract), certificate: cut(&self.certificate), birth_date: cut(&self.birth_date) }
    }
}

/// The same, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedContract {
    /// Contract number, as compared.
    pub contract: String,
    /// Certificate number, as compared.
    pub certificate: Option<String>,
    /// When the holder was born.
    pub birth_date: Day,
}

impl RegistrationRules {
    /// Reads the form. A birth date that is `known` already is not asked for.
    ///
    /// # Errors
    /// What is wrong, in the order of the form.
    pub fn read_contract(&self, form: &ContractForm, known: Option<Day>, today: Day) -> Result<NamedContract, Vec<FieldError>> {
        let mut errors = Vec::new();
        let contract = keep(&mut errors, number("contract", self.contract, &form.contract));
        let certificate = self.certificate.and_then(|rule| keep(&mut errors, number("certificate", rule, &form.certificate)));
        let birth_date = known.or_else(|| keep(&mut errors, birth_date(&form.birth_date, today)));
        match (contract, birth_date) {
            (Some(contract), Some(birth_date)) if errors.is_empty() => Ok(NamedContract { contract, certificate, birth_date }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ContractForm, Day, RegistrationRules};
    use crate::account::NumberRule;

    #[test]
    fn d3_a_contract_is_named_as_at_registration_and_a_known_birth_date_is_not_asked() {
        let rules = RegistrationRules { certificate: Some(NumberRule::MaxLen(20)), ..RegistrationRules::default() };
        let today = Day::parse("2026-03-12").unwrap();
        let read = |form: &ContractForm, known| rules.read_contract(form, known, today);
        let codes =
            |form: &ContractForm, known| -> Vec<String> { read(form, known).unwrap_err().into_iter().map(|error| error.code).collect() };
        let missing = ["contract", "certificate", "birth_date"].map(|field| format!("register-missing-{field}"));
        assert_eq!(codes(&ContractForm::default(), None), missing);
        let born = Day::parse("1984-05-03");
        assert_eq!(codes(&ContractForm::default(), born), missing[..2]);
        let form =
            ContractForm { contract: " 104 233".to_owned(), certificate: "00714-02".to_owned(), birth_date: "31/02/1984".to_owned() };
        assert_eq!(codes(&form, None), ["register-bad-number", "register-bad-birth_date"]);
        let named = read(&ContractForm { certificate: "007 1402".to_owned(), ..form }, born).unwrap();
        assert_eq!((named.contract.as_str(), named.certificate.as_deref(), Some(named.birth_date)), ("104233", Some("0071402"), born));
    }
}
