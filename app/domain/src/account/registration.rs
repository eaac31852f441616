//! Opening an account (A-1 … A-10, D-2, D-14): what is asked, and what of it can be judged without knowing whom the insurer insures.
use super::{ContractForm, IdentifierFault, NamedContract, Phone, PhonePlan, identifier};
use crate::{
    day::Day,
    form::{FieldError, given_back, keep, one_line},
};
use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest name kept, in characters.
const MAX_NAME: usize = 100;
/// Longest e-mail address that a page gives back, in characters: none is longer (RFC 5321).
pub(super) const MAX_EMAIL: usize = 254;
/// Nobody younger is insured, in years (domain.md 4.1).
const MIN_AGE: u32 = 16;
/// The longest life, in years: a birth date before that is a slip.
const MAX_AGE: u32 = 120;

/// Who may open an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationMode {
    /// Nobody: accounts are imported or handed out.
    #[default]
    Imported,
    /// Whoever names a contract of their own.
    Open,
}

/// How a number on paper looks; typed, no regular expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberRule {
    /// So many figures (A-4: six).
    Digits(usize),
    /// Letters and figures, at most so many (D-2).
    MaxLen(usize),
}

impl NumberRule {
    /// The number as compared: without spaces, in capitals, leading zeros kept.
    ///
    /// # Errors
    /// `MissingValue`, `BadCharacter`, `BadLength`.
    pub fn read(self, typed: &str) -> Result<String, IdentifierFault> {
        let max = match self {
            Self::Digits(digits) => return identifier::contract_number(typed, digits),
            Self::MaxLen(max) => max,
        };
        let number: String = typed.chars().filter(|character| !character.is_whitespace()).collect();
        match number.len() {
            0 => Err(IdentifierFault::MissingValue),
            _ if !number.bytes().all(|byte| byte.is_ascii_alphanumeric()) => Err(IdentifierFault::BadCharacter),
            length if length > max => Err(IdentifierFault::BadLength),
            _ => Ok(number.to_ascii_uppercase()),
        }
    }

    /// What the sentences name: how many characters.
    fn count(self) -> usize {
        match self {
            Self::Digits(count) | Self::MaxLen(count) => count,
        }
    }
}

/// The profile's `[registration]` table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegistrationRules {
    /// Who may open an account.
    pub mode: RegistrationMode,
    /// How a contract number looks.
    pub contract: NumberRule,
    /// How a certificate number looks, where contracts have certificates (D-2).
    pub certificate: Option<NumberRule>,
    /// Whether the names must be those of the contract; where they only say how to be called, not (D-14).
    pub match_names: bool,
    /// Days in which a registration must be confirmed (G-4: 30), and in which the invitation of an imported member works.
    pub confirm_days: u32,
    /// Last day on which the insurer changed what the page says, where it tells (D-20).
    pub updated_on: Option<Day>,
}

impl Default for RegistrationRules {
    fn default() -> Self {
        let contract = NumberRule::MaxLen(20);
        Self { mode: RegistrationMode::Imported, contract, certificate: None, match_names: true, confirm_days: 30, updated_on: None }
    }
}

/// « Créer mon espace », as typed. Passwords are judged apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RegistrationForm {
    /// First name.
    pub given_name: String,
    /// Last name.
    pub family_name: String,
    /// Contract number.
    pub contract: String,
    /// Certificate number, where asked.
    pub certificate: String,
    /// Birth date.
    pub birth_date: String,
    /// E-mail address.
    pub email: String,
    /// Telephone, where the person gives one.
    pub phone: String,
}

impl RegistrationForm {
    /// The same, each answer cut to what a page gives back.
    #[must_use]
    pub fn shortened(&self) -> Self {
        Self {
            given_name: cut(&self.given_name),
            family_name: cut(&self.family_name),
            contract: cut(&self.contract),
            certificate: cut(&self.certificate),
            birth_date: cut(&self.birth_date),
            email: given_back(&self.email, MAX_EMAIL),
            phone: cut(&self.phone),
        }
    }

    /// The part that names the contract.
    fn named(&self) -> ContractForm {
        ContractForm { contract: self.contract.clone(), certificate: self.certificate.clone(), birth_date: self.birth_date.clone() }
    }
}

/// An answer cut to what a page gives back.
pub(super) fn cut(text: &str) -> String {
    given_back(text, MAX_NAME)
}

/// Who asks for an account, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// First name.
    pub given_name: String,
    /// Last name.
    pub family_name: String,
    /// The contract, and when its holder was born.
    pub named: NamedContract,
    /// E-mail address, in small letters.
    pub email: String,
    /// Telephone.
    pub phone: Option<Phone>,
}

impl RegistrationRules {
    /// What makes registering impossible, in one sentence.
    pub fn problem(&self) -> Option<&'static str> {
        if !(1..=90).contains(&self.confirm_days) {
            return Some("`registration.confirm_days` must be from 1 to 90");
        }
        let typed = [Some(self.contract), self.certificate].into_iter().flatten().all(|rule| (1..=MAX_NAME).contains(&rule.count()));
        (!typed).then_some(
            "`registration.contract` and `registration.certificate` must count from 1 to 100 characters: nobody could type others",
        )
    }

    /// Reads the form; every field that is missing or malformed is named.
    ///
    /// # Errors
    /// What is wrong, in the order of the form.
    pub fn read(&self, form: &RegistrationForm, plan: PhonePlan, today: Day) -> Result<Applicant, Vec<FieldError>> {
        let mut errors = Vec::new();
        let family_name = keep(&mut errors, name("family_name", &form.family_name));
        let given_name = keep(&mut errors, name("given_name", &form.given_name));
        let named = self.read_contract(&form.named(), None, today).map_err(|more| errors.extend(more)).ok();
        let email = keep(&mut errors, email("email", &form.email));
        let phone = if form.phone.trim().is_empty() { Some(None) } else { keep(&mut errors, phone(&form.phone, plan)).map(Some) };
        match (given_name, family_name, named, email, phone) {
            (Some(given_name), Some(family_name), Some(named), Some(email), Some(phone)) => {
                Ok(Applicant { given_name, family_name, named, email, phone })
            }
            _ => Err(errors),
        }
    }
}

/// A name: a few visible characters, no invisible ones that make two names look alike.
pub(super) fn name(field: &str, typed: &str) -> Result<String, FieldError> {
    let name = one_line(typed).ok_or_else(|| FieldError::new(field, "register-bad-name"))?;
    if name.is_empty() {
        return Err(FieldError::new(field, format!("register-missing-{field}")));
    }
    if !name.chars().any(char::is_alphabetic) {
        return Err(FieldError::new(field, "register-bad-name"));
    }
    if name.chars().count() > MAX_NAME { Err(FieldError::new(field, "register-long-name")) } else { Ok(name) }
}

pub(super) fn number(field: &str, rule: NumberRule, typed: &str) -> Result<String, FieldError> {
    rule.read(typed).map_err(|fault| match (fault, rule) {
        (IdentifierFault::MissingValue, _) => FieldError::new(field, format!("register-missing-{field}")),
        (_, NumberRule::Digits(_)) => FieldError::new(field, "register-bad-digits").with("count", rule.count().to_string()),
        (_, NumberRule::MaxLen(_)) => FieldError::new(field, "register-bad-number").with("count", rule.count().to_string()),
    })
}

pub(super) fn birth_date(typed: &str, today: Day) -> Result<Day, FieldError> {
    if typed.trim().is_empty() {
        return Err(FieldError::new("birth_date", "register-missing-birth_date"));
    }
    let day = Day::parse(typed).ok_or_else(|| FieldError::new("birth_date", "register-bad-birth_date"))?;
    let lived = today.years_before(MAX_AGE)..=today.years_before(MIN_AGE);
    if lived.contains(&day) { Ok(day) } else { Err(FieldError::new("birth_date", "register-odd-birth_date")) }
}

/// An e-mail address as kept and compared: in small letters.
///
/// # Errors
/// When nothing was typed, or what mail servers do not take (RFC 5321).
pub fn email(field: &str, typed: &str) -> Result<String, FieldError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(FieldError::new(field, "register-missing-email"));
    }
    let bare = email_address::Options::default().without_display_text().with_required_tld();
    let fits = typed.is_ascii() && email_address::EmailAddress::parse_with_options(typed, bare).is_ok();
    if fits { Ok(typed.to_ascii_lowercase()) } else { Err(FieldError::new(field, "register-bad-email")) }
}

fn phone(typed: &str, plan: PhonePlan) -> Result<Phone, FieldError> {
    plan.read(typed).map_err(|_| FieldError::new("phone", "register-bad-phone"))
}

/// Whether two names are the same person's: without regard to case, accents, spaces and hyphens.
pub fn same_name(one: &str, other: &str) -> bool {
    letters(one) == letters(other)
}

/// A name as compared: its letters alone, small and without accents.
pub(super) fn letters(name: &str) -> String {
    name.nfd().filter(|c| !is_combining_mark(*c) && c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// A person's name as it is searched for: the family name first, letters of a to z alone, small and without accents.
pub fn name_key(family: &str, given: &str) -> String {
    let plain = [family, given].concat().to_lowercase().replace('œ', "oe").replace('æ', "ae");
    letters(&plain).chars().filter(char::is_ascii_lowercase).collect()
}

/// The first key behind all those that begin so, in the order of letters; `None` where none can be.
pub fn behind_keys(beginning: &str) -> Option<String> {
    let last = beginning.trim_end_matches('z');
    let (head, tail) = last.split_at_checked(last.len().checked_sub(1)?)?;
    tail.bytes().next().map(|letter| format!("{head}{}", char::from(letter + 1)))
}

#[cfg(test)]
mod tests {
    use super::{Day, NumberRule, PhonePlan, RegistrationForm, RegistrationRules, behind_keys, email, name, name_key, same_name};

    fn form() -> RegistrationForm {
        RegistrationForm {
            given_name: "Aurore".to_owned(),
            family_name: "Lemaître".to_owned(),
            contract: "012 345".to_owned(),
            birth_date: "03/05/1984".to_owned(),
            email: " Aurore.Lemaitre@Courrier.example ".to_owned(),
            ..RegistrationForm::default()
        }
    }

    fn read(form: &RegistrationForm) -> Result<super::Applicant, Vec<String>> {
        let rules = RegistrationRules { contract: NumberRule::Digits(6), ..RegistrationRules::default() };
        let today = Day::parse("2026-03-12").unwrap();
        rules.read(form, PhonePlan::French, today).map_err(|errors| errors.into_iter().map(|error| error.code).collect())
    }

    #[test]
    fn a1_a4_a8_the_form_is_read_and_the_telephone_may_be_missing() {
        let applicant = read(&form()).unwrap();
        assert_eq!((applicant.named.contract.as_str(), applicant.email.as_str()), ("012345", "aurore.lemaitre@courrier.example"));
        assert_eq!(applicant.phone, None);
        let with_phone = RegistrationForm { phone: "06 39 98 00 11".to_owned(), ..form() };
        assert_eq!(read(&with_phone).unwrap().phone.unwrap().e164, "+33639980011");
    }

    #[test]
    fn a3_every_missing_field_is_named_in_the_order_of_the_form() {
        let missing = ["family_name", "given_name", "contract", "birth_date", "email"].map(|field| format!("register-missing-{field}"));
        assert_eq!(read(&RegistrationForm::default()).unwrap_err(), missing);
    }

    #[test]
    fn a4_what_cannot_be_is_refused_by_its_field() {
        let wrong = |change: fn(&mut RegistrationForm)| {
            let mut form = form();
            change(&mut form);
            read(&form).unwrap_err()
        };
        assert_eq!(wrong(|f| f.contract = "12345".to_owned()), ["register-bad-digits"]);
        assert_eq!(wrong(|f| f.contract = "１２３４５６".to_owned()), ["register-bad-digits"]);
        assert_eq!(wrong(|f| f.birth_date = "31/02/1984".to_owned()), ["register-bad-birth_date"]);
        assert_eq!(wrong(|f| f.birth_date = "12/03/2016".to_owned()), ["register-odd-birth_date"]);
        assert_eq!(wrong(|f| f.birth_date = "01/01/1900".to_owned()), ["register-odd-birth_date"]);
        assert_eq!(wrong(|f| f.phone = "12".to_owned()), ["register-bad-phone"]);
        assert_eq!(wrong(|f| f.family_name = "Le\u{200b}maître".to_owned()), ["register-bad-name"]);
        assert_eq!(wrong(|f| f.given_name = "—".to_owned()), ["register-bad-name"]);
        assert_eq!(wrong(|f| f.given_name = "a".repeat(101)), ["register-long-name"]);
    }

    #[test]
    fn a6_the_longest_address_is_taken_and_given_back_whole() {
        let long = format!("{}@{}example", "a".repeat(60), format!("{}.", "b".repeat(60)).repeat(3));
        let form = RegistrationForm { email: long.clone(), ..form() };
        assert_eq!((form.shortened().email, read(&form).unwrap().email), (long.clone(), long));
        let endless = RegistrationForm { email: "a".repeat(5_000), family_name: "b".repeat(5_000), ..form };
        assert_eq!((endless.shortened().email.len(), endless.shortened().family_name.len()), (254, 100));
    }

    #[test]
    fn a6_odd_but_legal_addresses_are_taken_and_look_alikes_are_not() {
        for legal in
            ["o'brien+relais@sub.courrier.example", "\"a b\"@courrier.example", "x@xn--caf-dma.example", "a.b-c_d@courrier.example"]
        {
            assert!(email("email", legal).is_ok(), "{legal}");
        }
        let odd =
            ["claire", "claire@", "@courrier.example", "a@b", "a@@courrier.example", "a b@courrier.example", "Claire <c@courrier.example>"];
        for bad in
            odd.into_iter().chain(["clаire@courrier.example", "claire\u{200b}@courrier.example", "a@courrier.example\r\nBcc: b@x.example"])
        {
            assert!(email("email", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn d2_a_certificate_is_letters_and_figures_without_regard_to_case_or_spaces() {
        assert_eq!(NumberRule::MaxLen(20).read(" 00 ab12 ").as_deref(), Ok("00AB12"));
        assert!(NumberRule::MaxLen(4).read("12345").is_err() && NumberRule::MaxLen(4).read("12-3").is_err());
    }

    #[test]
    fn x5_names_are_compared_as_people_write_them_and_look_alikes_differ() {
        for (one, other) in [("Lemaître", "LEMAITRE"), ("Jean-Loup", "jean loup"), ("D’Artois", "D'artois"), ("Nguyễn", "nguyen")] {
            assert!(same_name(one, other), "{one}");
        }
        assert!(!same_name("Claire", "Clаire"), "a Cyrillic letter");
        assert!(name("given_name", "  Jean   Loup ").is_ok_and(|name| name == "Jean Loup"));
    }

    #[test]
    fn b1_a_name_is_searched_for_without_case_accents_spaces_and_ligatures() {
        assert_eq!(name_key("Le Goff", "Yann"), "legoffyann");
        assert_eq!(name_key("d’Artois", "Jean-Loup"), "dartoisjeanloup");
        assert_eq!(name_key("LEBŒUF", "Inès"), "leboeufines");
        assert_eq!(name_key("Мороз", "1"), "");
    }

    #[test]
    fn keys_that_begin_so_end_before_the_next_letter() {
        assert_eq!(behind_keys("mor").as_deref(), Some("mos"));
        assert_eq!(behind_keys("az").as_deref(), Some("b"));
        assert_eq!((behind_keys("zz"), behind_keys("")), (None, None));
    }
}
