//! How to reach a member (S-53, X-7): e-mail address, telephone with « Pas de Tel », mobile.
use super::{PersonalField, PersonalRules};
use crate::{
    account::{Phone, PhonePlan, email, registration::MAX_EMAIL},
    form::{FieldError, given_back, keep},
};
use serde::{Deserialize, Serialize};

/// Longest number that a page gives back, however it is written.
const MAX_NUMBER: usize = 30;

/// Addresses and numbers, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    /// « Email ».
    pub email: String,
    /// « Téléphone ».
    pub phone: String,
    /// « Pas de Tel »: anything when ticked.
    pub no_phone: String,
    /// « Mobile ».
    pub mobile: String,
}

/// Numbers as kept, in E.164.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phones {
    /// Telephone.
    pub phone: Option<String>,
    /// Whether the member said that they have none.
    pub no_phone: bool,
    /// Mobile: it takes SMS.
    pub mobile: Option<String>,
}

/// How to reach a member, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// E-mail address, in small letters.
    pub email: String,
    /// Numbers.
    pub phones: Phones,
}

impl ContactForm {
    /// The same, each answer cut to what a page gives back.
    #[must_use]
    pub fn shortened(&self) -> Self {
        let cut = |text: &str| given_back(text, MAX_NUMBER);
        let email = given_back(&self.email, MAX_EMAIL);
        Self { email, phone: cut(&self.phone), no_phone: cut(&self.no_phone), mobile: cut(&self.mobile) }
    }

    /// Whether « Pas de Tel » is ticked.
    pub fn has_no_phone(&self) -> bool {
        !self.no_phone.is_empty()
    }
}

impl PersonalRules {
    /// Reads the form; every field that is missing or malformed is named. A ticked « Pas de Tel » wins over a number left beside it:
    /// without script, nothing empties the field.
    ///
    /// # Errors
    /// What is wrong, in the order of the form.
    pub fn read_contact(&self, form: &ContactForm, plan: PhonePlan) -> Result<Contact, Vec<FieldError>> {
        let mut errors = Vec::new();
        let no_phone = self.no_phone_box && form.has_no_phone();
        let missing = |field, code| self.asks(field).then_some(code);
        let email = keep(&mut errors, email("email", &form.email));
        let no_number = if self.no_phone_box { "personal-missing-phone-or-box" } else { "personal-missing-phone" };
        let phone = if no_phone { Ok(None) } else { number(plan, "phone", &form.phone, missing(PersonalField::Phone, no_number)) };
        let phone = keep(&mut errors, phone);
        let mobile = number(plan, "mobile", &form.mobile, missing(PersonalField::Mobile, "personal-missing-mobile"));
        let mobile = mobile.and_then(takes_sms);
        let mobile = keep(&mut errors, mobile);
        match (email, phone, mobile) {
            (Some(email), Some(phone), Some(mobile)) => {
                let e164 = |number: Option<Phone>| number.map(|number| number.e164);
                Ok(Contact { email, phones: Phones { phone: e164(phone), no_phone, mobile: e164(mobile) } })
            }
            _ => Err(errors),
        }
    }
}

/// A number, where one was typed; `missing` is why none is refused.
fn number(plan: PhonePlan, field: &str, typed: &str, missing: Option<&str>) -> Result<Option<Phone>, FieldError> {
    match missing {
        Some(code) if typed.trim().is_empty() => Err(FieldError::new(field, code)),
        None if typed.trim().is_empty() => Ok(None),
        _ => plan.read(typed).map(Some).map_err(|_| FieldError::new(field, "personal-bad-phone")),
    }
}

fn takes_sms(mobile: Option<Phone>) -> Result<Option<Phone>, FieldError> {
    if mobile.as_ref().is_some_and(|number| !number.mobile) { Err(FieldError::new("mobile", "personal-no-mobile")) } else { Ok(mobile) }
}

#[cfg(test)]
mod tests {
    use super::{Contact, ContactForm, PersonalField, PersonalRules, PhonePlan, Phones};

    /// The rules of S.
    fn strict() -> PersonalRules {
        PersonalRules { required: vec![PersonalField::Phone, PersonalField::Mobile], no_phone_box: true, ..PersonalRules::default() }
    }

    fn form(email: &str, phone: &str, mobile: &str) -> ContactForm {
        ContactForm { email: email.to_owned(), phone: phone.to_owned(), mobile: mobile.to_owned(), ..ContactForm::default() }
    }

    fn read(rules: &PersonalRules, form: &ContactForm) -> Result<Contact, Vec<String>> {
        rules.read_contact(form, PhonePlan::French).map_err(|errors| errors.into_iter().map(|error| error.code).collect())
    }

    #[test]
    fn s53_numbers_are_kept_in_one_form_however_they_are_typed() {
        let contact = read(&strict(), &form(" Claire@Courrier.example", "01.99.00.48.74", "+33 (0)6 39 98 12 34")).unwrap();
        assert_eq!(contact.email, "claire@courrier.example");
        let phones = Phones { phone: Some("+33199004874".to_owned()), no_phone: false, mobile: Some("+33639981234".to_owned()) };
        assert_eq!(contact.phones, phones);
    }

    #[test]
    fn s53_x7_what_is_compulsory_is_asked_for_and_pas_de_tel_lifts_the_obligation() {
        let missing = ["register-missing-email", "personal-missing-phone-or-box", "personal-missing-mobile"];
        assert_eq!(read(&strict(), &ContactForm::default()).unwrap_err(), missing);
        assert_eq!(read(&PersonalRules::default(), &ContactForm::default()).unwrap_err(), missing[..1], "an address always is");
        let none = ContactForm { no_phone: "true".to_owned(), ..form("claire@courrier.example", "", "0639981234") };
        assert!(read(&strict(), &none).is_ok_and(|contact| contact.phones.no_phone && contact.phones.phone.is_none()));
        let left = ContactForm { phone: "0199004874".to_owned(), ..none.clone() };
        assert!(read(&strict(), &left).is_ok_and(|contact| contact.phones.no_phone && contact.phones.phone.is_none()));
        let no_box = PersonalRules { no_phone_box: false, ..strict() };
        assert_eq!(read(&no_box, &none).unwrap_err(), ["personal-missing-phone"]);
        assert!(read(&PersonalRules::default(), &form("claire@courrier.example", " ", "")).is_ok());
    }

    #[test]
    fn s53_what_is_no_number_is_refused_and_a_mobile_takes_sms() {
        let wrong = |phone: &str, mobile: &str| read(&strict(), &form("claire@courrier.example", phone, mobile)).unwrap_err();
        assert_eq!(wrong("12", "0639981234"), ["personal-bad-phone"]);
        assert_eq!(wrong("0199004874", "+41 22 000 00 00"), ["personal-bad-phone"]);
        assert_eq!(wrong("0199004874", "0199004874"), ["personal-no-mobile"]);
    }
}
