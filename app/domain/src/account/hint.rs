//! The hint of a password (D-6, Q-4) and the question that may come before it (D-7, Q-5): what of them may be kept. Neither opens
//! anything.
use super::{RecoveryRules, registration};
use crate::form::{FieldError, one_line};
use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest hint kept, in characters.
const MAX_HINT: usize = 100;
/// So many characters in a row, of hint and password alike, give the password away.
const SHARED: usize = 4;
/// So few characters typed otherwise, left out or added do so too.
const NEAR: usize = 2;
/// After so many wrong answers the hint is offered no more.
pub const WRONG_ANSWERS: i32 = 3;

/// What a person writes to be reminded by, as typed. Like a password, it is never shown again where it was typed.
#[derive(Clone, Default)]
pub struct HintForm {
    /// The hint.
    pub hint: String,
    /// First name of their mother.
    pub mother: String,
}

/// A hint that may be kept beside the password it was judged by.
pub struct Hint {
    /// Its text.
    pub text: String,
    /// The mother's first name as compared, where it is to be asked for first.
    pub mother: Option<String>,
}

/// What the member who wrote a hint is told of it: never the hint itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptHint {
    /// Whether the mother's first name is asked for before it is shown.
    pub asks: bool,
    /// Whether it is offered no more, after wrong answers.
    pub closed: bool,
}

/// What the link to choose another password may remind of.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reminder {
    /// Nothing: there is no hint, or it is offered no more.
    Nothing,
    /// The hint, on demand.
    Offered {
        /// Whether the mother's first name is asked for first.
        asks: bool,
    },
    /// The hint itself: it was asked for, and rightly.
    Shown(String),
}

impl RecoveryRules {
    /// Reads what is to be kept beside that password; `None` when nothing was typed, or the insurer has no such thing.
    ///
    /// # Errors
    /// What is wrong, in the order of the form.
    pub fn read_hint(&self, typed: &HintForm, password: &str) -> Result<Option<Hint>, Vec<FieldError>> {
        let given = |asked: bool, text: &str| asked && !text.trim().is_empty();
        let text = given(self.hint, &typed.hint).then(|| hint(&typed.hint, password)).transpose();
        let asks = self.hint && self.mother_first_name;
        let mother = given(asks, &typed.mother).then(|| first_name("mother", &typed.mother)).transpose();
        match (text, mother) {
            (Ok(None), Ok(Some(_))) => Err(vec![FieldError::new("hint", "hint-without")]),
            (Ok(text), Ok(mother)) => Ok(text.map(|text| Hint { text, mother })),
            (text, mother) => Err(text.err().into_iter().chain(mother.err()).collect()),
        }
    }
}

fn hint(typed: &str, password: &str) -> Result<String, FieldError> {
    let text = one_line(typed).ok_or_else(|| FieldError::new("hint", "hint-bad-character"))?;
    match () {
        () if text.chars().count() > MAX_HINT => Err(FieldError::new("hint", "hint-long").with("max", MAX_HINT.to_string())),
        () if !password.is_empty() && gives_away(&text, password) => Err(FieldError::new("hint", "hint-gives-away")),
        () => Ok(text),
    }
}

/// Whether the hint lets somebody guess the password: one holds the other, they have four characters in a row alike, or differ
/// by two at most. Case and accents count for nothing.
pub fn gives_away(hint: &str, password: &str) -> bool {
    let (hint, password) = (folded(hint), folded(password));
    let letters: Vec<char> = hint.chars().collect();
    let alike = letters.windows(SHARED).any(|row| password.contains(&row.iter().collect::<String>()));
    alike || hint.contains(&password) || password.contains(&hint) || strsim::levenshtein(&hint, &password) <= NEAR
}

fn folded(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase()
}

/// A first name as compared: without regard to case, accents, spaces and hyphens.
///
/// # Errors
/// When nothing was typed, or no name.
pub fn first_name(field: &str, typed: &str) -> Result<String, FieldError> {
    if typed.trim().is_empty() {
        return Err(FieldError::new(field, "recall-missing"));
    }
    registration::name(field, typed).map(|name| registration::letters(&name))
}

#[cfg(test)]
mod tests {
    use super::{Hint, HintForm, RecoveryRules, first_name, gives_away};
    use proptest::prelude::*;

    const PASSWORD: &str = "Brise-Lames-1907";

    fn on() -> RecoveryRules {
        RecoveryRules { hint: true, mother_first_name: true, ..RecoveryRules::default() }
    }

    fn read(rules: &RecoveryRules, hint: &str, mother: &str) -> Result<Option<Hint>, Vec<String>> {
        let typed = HintForm { hint: hint.to_owned(), mother: mother.to_owned() };
        let named = |error: crate::form::FieldError| format!("{}: {}", error.field, error.code);
        rules.read_hint(&typed, PASSWORD).map_err(|errors| errors.into_iter().map(named).collect())
    }

    fn refused(hint: &str, mother: &str) -> Vec<String> {
        read(&on(), hint, mother).err().unwrap_or_default()
    }

    #[test]
    fn q4_a_hint_that_gives_the_password_away_is_refused() {
        for hint in [
            PASSWORD,
            "c’est BRISE-LAMES-1907, tout simplement",
            "brise",
            "la maison de 1907",
            "Bríse la glace",
            "b",
            "s-1",
            "Brixe-Lanes-1907",
            "rise-lames-190",
            "ｂｒｉｓｅ",
        ] {
            assert_eq!(refused(hint, ""), ["hint: hint-gives-away"], "{hint}");
        }
        for hint in ["Ce qui protège le port", "mon année", "LE MUR DU PORT"] {
            assert!(refused(hint, "").is_empty(), "{hint}");
        }
        assert!(gives_away("abcd", "abdc") && gives_away("abcd", "ab"), "two letters apart");
        assert!(!gives_away("aebfcg", "abc"), "three");
    }

    #[test]
    fn d6_d7_both_are_optional_and_the_first_name_guards_a_hint_or_nothing() {
        assert!(matches!(read(&on(), " ", ""), Ok(None)));
        assert!(matches!(read(&on(), "  Le   port ", ""), Ok(Some(Hint { text, mother: None })) if text == "Le port"));
        assert!(matches!(read(&on(), "Le port", "Marie-Jeanne"), Ok(Some(Hint { mother: Some(name), .. })) if name == "mariejeanne"));
        assert_eq!(refused("", "Jeanne"), ["hint: hint-without"]);
    }

    #[test]
    fn q1_what_the_insurer_did_not_switch_on_is_not_read() {
        assert!(matches!(read(&RecoveryRules::default(), "Le port", "Jeanne"), Ok(None)));
        let no_question = RecoveryRules { mother_first_name: false, ..on() };
        assert!(matches!(read(&no_question, "Le port", "Jeanne"), Ok(Some(Hint { mother: None, .. }))));
    }

    #[test]
    fn d6_what_no_keyboard_types_twice_alike_and_what_is_too_long_is_named() {
        assert_eq!(refused("le\u{200b}port", "1"), ["hint: hint-bad-character", "mother: register-bad-name"]);
        assert_eq!(refused(&"é".repeat(101), &"a".repeat(101)), ["hint: hint-long", "mother: register-long-name"]);
        assert!(refused(&"é".repeat(100), "").is_empty());
        assert_eq!(refused(&"x".repeat(60_000), ""), ["hint: hint-long"]);
    }

    #[test]
    fn q5_a_first_name_is_compared_without_case_accents_spaces_and_hyphens() {
        let kept = first_name("answer", "Marie-Hélène");
        for answer in ["marie helene", "MARIE‑HÉLÈNE", " Mariehelene ", "marie  hele\u{301}ne", "Marie–Hélène"] {
            assert_eq!(first_name("answer", answer), kept, "{answer}");
        }
        assert_ne!(first_name("answer", "Marie"), kept);
        assert_eq!(first_name("answer", " ").unwrap_err().code, "recall-missing");
    }

    proptest! {
        #[test]
        fn q4_whoever_holds_the_password_or_four_characters_of_it_gives_it_away(
            before in "[ -~éÉçŒ]{0,20}", password in "[ -~éÉç]{8,20}", after in "[ -~éÉçŒ]{0,20}", at in 0_usize..5,
        ) {
            let whole = [before.as_str(), &password.to_uppercase(), &after].concat();
            prop_assert!(gives_away(&whole, &password));
            let part: String = password.chars().skip(at).take(4).collect();
            let holding = [before.as_str(), &part, &after].concat();
            prop_assert!(gives_away(&holding, &password));
        }

        #[test]
        fn q4_two_slips_of_the_finger_do_not_hide_a_password(password in "[a-z0-9-]{8,20}", other in 0_usize..8, left_out in 0_usize..8) {
            let mut letters: Vec<char> = password.chars().collect();
            letters[other] = '!';
            letters.remove(left_out);
            prop_assert!(gives_away(&letters.into_iter().collect::<String>(), &password));
        }

        #[test]
        fn q4_a_hint_of_other_letters_gives_nothing_away(hint in "[n-z ]{1,60}", password in "[a-mA-M0-9]{8,128}") {
            prop_assert!(!gives_away(&hint, &password));
        }
    }
}
