//! What a password must be, and what would make it better (X-2, A-2, S-55, D-5). The same for registration, recovery and change.
use crate::form::FieldError;
use serde::{Deserialize, Serialize};
use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

/// Shortest personal word that may not be part of a password, in characters: shorter ones occur by chance.
const PERSONAL_CHARS: usize = 4;

/// A kind of character: Unicode Lu or Lt, Ll, Nd, and everything else, space included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CharacterKind {
    /// A capital.
    Upper,
    /// A small letter.
    Lower,
    /// A figure, in whatever script.
    Digit,
    /// Anything else.
    Special,
}

impl CharacterKind {
    const ALL: [Self; 4] = [Self::Upper, Self::Lower, Self::Digit, Self::Special];

    /// Stable name, as profiles write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Upper => "upper",
            Self::Lower => "lower",
            Self::Digit => "digit",
            Self::Special => "special",
        }
    }

    fn of(character: char) -> Self {
        match get_general_category(character) {
            GeneralCategory::UppercaseLetter | GeneralCategory::TitlecaseLetter => Self::Upper,
            GeneralCategory::LowercaseLetter => Self::Lower,
            GeneralCategory::DecimalNumber => Self::Digit,
            _ => Self::Special,
        }
    }

    /// The characters of that kind, as browsers name them.
    fn pattern(self) -> &'static str {
        match self {
            Self::Upper => r"[\p{Lu}\p{Lt}]",
            Self::Lower => r"\p{Ll}",
            Self::Digit => r"\p{Nd}",
            Self::Special => r"[^\p{Lu}\p{Lt}\p{Ll}\p{Nd}\p{M}]",
        }
    }

    fn missing(self) -> PasswordFault {
        match self {
            Self::Upper => PasswordFault::MissingUpper,
            Self::Lower => PasswordFault::MissingLower,
            Self::Digit => PasswordFault::MissingDigit,
            Self::Special => PasswordFault::MissingSpecial,
        }
    }

    /// Code of the advice to add one, as golden files write it.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Upper => "add_upper",
            Self::Lower => "add_lower",
            Self::Digit => "add_digit",
            Self::Special => "add_special",
        }
    }
}

/// What an insurer asks of passwords: the profile's `[password]` table (X-2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordPolicy {
    /// What it asks for, in words for whoever reads the profile.
    #[serde(default)]
    pub about: String,
    /// Fewest characters.
    pub min_len: usize,
    /// Most characters; never cut off silently.
    pub max_len: usize,
    /// Kinds of which there must be one.
    #[serde(default)]
    pub require: Vec<CharacterKind>,
    /// How many of the four kinds there must be.
    #[serde(default)]
    pub min_classes: usize,
    /// Kinds that are only advised.
    #[serde(default)]
    pub advise: Vec<CharacterKind>,
}

/// One thing that an insurer asks of a password, as told while it is chosen (S-55).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// So many characters at least.
    Length(usize),
    /// A character of that kind.
    Kind(CharacterKind),
    /// So many of the four kinds at least.
    Kinds(usize),
}

impl Demand {
    /// Whether a password of so many characters, composed, meets it that has characters of such kinds.
    fn is_met(self, length: usize, has: impl Fn(CharacterKind) -> bool) -> bool {
        match self {
            Self::Length(least) => length >= least,
            Self::Kind(kind) => has(kind),
            Self::Kinds(least) => CharacterKind::ALL.into_iter().filter(|kind| has(*kind)).count() >= least,
        }
    }

    /// The same as a regular expression of browsers, to be read with the flags `su`: they know the kinds from tables of their own. A letter
    /// and the marks on it count once; of rare signs the server, which composes the text first, may judge otherwise.
    pub fn pattern(self) -> String {
        match self {
            Self::Length(least) => format!(r"^(?:\P{{M}}\p{{M}}*){{{least},}}$"),
            Self::Kind(kind) => kind.pattern().to_owned(),
            Self::Kinds(least) => {
                let chosen = (0..16_u32).filter(|chosen| chosen.count_ones() as usize == least);
                let all = |chosen: u32| CharacterKind::ALL.into_iter().enumerate().filter(move |(at, _)| chosen & (1 << at) != 0);
                let each =
                    chosen.map(|chosen| all(chosen).map(|(_, kind)| format!("(?=.*{})", kind.pattern())).collect::<Vec<_>>().concat());
                format!("^(?:{})", each.collect::<Vec<_>>().join("|"))
            }
        }
    }

    fn unmet(self) -> PasswordFault {
        match self {
            Self::Length(_) => PasswordFault::TooShort,
            Self::Kind(kind) => kind.missing(),
            Self::Kinds(_) => PasswordFault::TooFewClasses,
        }
    }
}

/// Why a password is refused, in the order told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasswordFault {
    /// Fewer characters than asked.
    TooShort,
    /// More characters than kept.
    TooLong,
    /// A control character: no keyboard types it twice alike.
    BadCharacter,
    /// No capital.
    MissingUpper,
    /// No small letter.
    MissingLower,
    /// No figure.
    MissingDigit,
    /// Nothing but letters and figures.
    MissingSpecial,
    /// Too few kinds of characters.
    TooFewClasses,
    /// Among those tried first by whoever guesses.
    CommonPassword,
    /// Holds the person's name, sign-in name or the like.
    ContainsPersonal,
}

impl PasswordFault {
    /// Key of the sentence.
    pub fn sentence_key(self) -> &'static str {
        match self {
            Self::TooShort => "password-too-short",
            Self::TooLong => "password-too-long",
            Self::BadCharacter => "password-bad-character",
            Self::MissingUpper => "password-missing-upper",
            Self::MissingLower => "password-missing-lower",
            Self::MissingDigit => "password-missing-digit",
            Self::MissingSpecial => "password-missing-special",
            Self::TooFewClasses => "password-too-few-classes",
            Self::CommonPassword => "password-common",
            Self::ContainsPersonal => "password-personal",
        }
    }
}

/// « Modifier mon mot de passe », as typed (S-55). Never stored, never shown again.
#[derive(Clone, Default)]
pub struct PasswordForm {
    /// « Mot de passe actuel ».
    pub current: String,
    /// « Saisissez votre nouveau mot de passe ».
    pub new: String,
    /// « Resaisissez ce mot de passe ».
    pub again: String,
}

/// What there is to say of a password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PasswordVerdict {
    /// Why it is refused; nothing when it is good.
    pub faults: Vec<PasswordFault>,
    /// What would make it better; never stops anybody.
    pub advice: Vec<CharacterKind>,
}

/// A password as counted, compared and hashed: composed (NFC), so that every keyboard types the same one; nothing trimmed or cut.
pub fn composed(password: &str) -> String {
    password.nfc().collect()
}

/// Whether the password is one of these words, without regard to case.
pub fn is_among(password: &str, words: &[impl AsRef<str>]) -> bool {
    let folded = composed(password).to_lowercase();
    words.iter().any(|word| composed(word.as_ref()).to_lowercase() == folded)
}

impl PasswordPolicy {
    /// What is asked of whoever works at the back office, whatever the insurer asks of its members (ASVS 5.0.0, 6.2.1 and 6.2.5: long,
    /// of whatever kind).
    pub const fn strong() -> Self {
        Self { about: String::new(), min_len: 15, max_len: 128, require: Vec::new(), min_classes: 0, advise: Vec::new() }
    }

    /// What stands in the way of a change, field by field, as far as no secret is needed to see it (S-55).
    pub fn errors(&self, typed: &PasswordForm, verdict: &PasswordVerdict) -> Vec<FieldError> {
        let current = typed.current.is_empty().then(|| FieldError::new("current", "password-missing-current"));
        let same =
            (!typed.new.is_empty() && composed(&typed.new) == composed(&typed.current)).then(|| FieldError::new("new", "password-same"));
        current.into_iter().chain(same).chain(self.errors_of_new(typed, verdict)).collect()
    }

    /// What is wrong with the new password alone, where no current one is asked for: registration and recovery.
    pub fn errors_of_new(&self, typed: &PasswordForm, verdict: &PasswordVerdict) -> Vec<FieldError> {
        let again = (composed(&typed.new) != composed(&typed.again)).then(|| FieldError::new("again", "password-not-equal"));
        verdict.faults.iter().map(|fault| self.sentence(*fault)).chain(again).collect()
    }

    /// Key of the hint that says what is asked; it names `min` and, where more than a length is asked, `demands` (A-2, D-5).
    pub fn hint_key(&self) -> &'static str {
        match (self.demands().len(), self.advise.is_empty()) {
            (2.., _) => "password-hint-demands",
            (_, false) => "password-hint-mixed",
            (_, true) => "password-hint",
        }
    }

    fn sentence(&self, fault: PasswordFault) -> FieldError {
        let error = FieldError::new("new", fault.sentence_key());
        match fault {
            PasswordFault::TooShort => error.with("min", self.min_len.to_string()),
            PasswordFault::TooLong => error.with("max", self.max_len.to_string()),
            PasswordFault::TooFewClasses => error.with("count", self.min_classes.to_string()),
            _ => error,
        }
    }

    /// What is asked of every password: how long, of which kinds, of how many kinds.
    pub fn demands(&self) -> Vec<Demand> {
        let kinds = CharacterKind::ALL.into_iter().filter(|kind| self.require.contains(kind)).map(Demand::Kind);
        let several = (self.min_classes > 1).then_some(Demand::Kinds(self.min_classes));
        std::iter::once(Demand::Length(self.min_len)).chain(kinds).chain(several).collect()
    }

    /// What is asked, and whether the password meets it.
    pub fn met(&self, password: &str) -> Vec<(Demand, bool)> {
        let password = composed(password);
        let has = |kind: CharacterKind| password.chars().any(|character| CharacterKind::of(character) == kind);
        self.demands().into_iter().map(|demand| (demand, demand.is_met(password.chars().count(), has))).collect()
    }

    /// Judges a password. `is_common` says of the password, composed, whether everybody tries it; `personal` words of four
    /// characters or more must not occur in it, without regard to case.
    pub fn judge<'a>(
        &self,
        password: &str,
        is_common: impl Fn(&str) -> bool,
        personal: impl IntoIterator<Item = &'a str>,
    ) -> PasswordVerdict {
        let password = composed(password);
        let has = |kind: CharacterKind| password.chars().any(|character| CharacterKind::of(character) == kind);
        let folded = password.to_lowercase();
        let mut words = personal.into_iter().filter(|word| word.chars().count() >= PERSONAL_CHARS);
        let rest = [
            (password.chars().count() > self.max_len, PasswordFault::TooLong),
            (password.chars().any(char::is_control), PasswordFault::BadCharacter),
            (is_common(&password), PasswordFault::CommonPassword),
            (words.any(|word| folded.contains(&composed(word).to_lowercase())), PasswordFault::ContainsPersonal),
        ];
        let unmet = self.met(&password).into_iter().filter(|(_, met)| !met).map(|(demand, _)| demand.unmet());
        let mut faults: Vec<PasswordFault> = rest.into_iter().filter_map(|(found, fault)| found.then_some(fault)).chain(unmet).collect();
        faults.sort_unstable();
        PasswordVerdict {
            faults,
            advice: CharacterKind::ALL.into_iter().filter(|kind| self.advise.contains(kind) && !has(*kind)).collect(),
        }
    }
}
