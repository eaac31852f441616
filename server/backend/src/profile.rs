//! Reading an insurer profile: shipped ones by name, any other from its file.
use documents::{LETTER_TEMPLATE, check_letter};
use domain::insurer::Profile;
use std::path::Path;

const SHIPPED: [(&str, &str); 5] = [
    ("demo", include_str!("../../insurers/demo.toml")),
    ("emprunteur", include_str!("../../insurers/emprunteur.toml")),
    ("assistance", include_str!("../../insurers/assistance.toml")),
    ("prevoyance", include_str!("../../insurers/prevoyance.toml")),
    ("collective", include_str!("../../insurers/collective.toml")),
];

/// Why a profile is refused; each text is a sentence for the operator.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// No shipped profile of that name and no such file.
    #[error("there is no insurer profile named {0:?} and no such file; shipped: {1}")]
    Unknown(String, String),
    /// The file cannot be read.
    #[error("{0}: {1}")]
    Unreadable(String, std::io::Error),
    /// It is not TOML, or a key is unknown, missing or of the wrong kind; says line and column.
    #[error("{0}")]
    Malformed(String),
    /// It contradicts itself.
    #[error("{}", .0.join("\n"))]
    Contradicts(Vec<String>),
}

/// The text of letters of decisions where the profile has no `decisions.letter`: what an insurer's own begins as.
pub const LETTER: &str = LETTER_TEMPLATE;

/// The names of the profiles that are built in.
pub fn shipped() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// The profile of that name or file.
///
/// # Errors
/// When there is none or it is wrong.
pub fn load(name_or_file: &str) -> Result<Profile, ProfileError> {
    if let Some((_, text)) = SHIPPED.iter().find(|(name, _)| *name == name_or_file) {
        return read(text);
    }
    if !Path::new(name_or_file).exists() {
        return Err(ProfileError::Unknown(name_or_file.to_owned(), shipped().collect::<Vec<_>>().join(", ")));
    }
    let text = std::fs::read_to_string(name_or_file).map_err(|error| ProfileError::Unreadable(name_or_file.to_owned(), error))?;
    read(&text)
}

/// Reads and checks the text of a profile, and tries its own text of letters, where there is one.
///
/// # Errors
/// When it is not a profile, contradicts itself, or no letter can be made with that text.
pub fn read(text: &str) -> Result<Profile, ProfileError> {
    let malformed = |error: toml::de::Error| ProfileError::Malformed(error.to_string());
    let mut profile: Profile = toml::from_str(text).map_err(malformed)?;
    profile.complement.add_shipped(crate::complement::shipped().map_err(malformed)?);
    let problems: Vec<String> = profile.problems().into_iter().chain(letter_problem(&profile)).collect();
    if problems.is_empty() { Ok(profile) } else { Err(ProfileError::Contradicts(problems)) }
}

fn letter_problem(profile: &Profile) -> Option<String> {
    let template = profile.decisions.as_ref()?.letter.as_ref()?;
    check_letter(template).err().map(|error| format!("`decisions.letter`, lines counted from its first: {error}"))
}

#[cfg(test)]
mod tests {
    use super::{SHIPPED, load, read};

    fn emprunteur() -> &'static str {
        SHIPPED[1].1
    }

    #[test]
    fn every_shipped_profile_is_right() {
        for (name, _) in SHIPPED {
            assert_eq!(load(name).unwrap().id, name);
        }
    }

    #[test]
    fn c2_c36_the_borrower_profile_is_red() {
        assert_eq!(load("emprunteur").unwrap().primary_color, "#d0021b");
    }

    #[test]
    fn an_unknown_key_is_refused_with_line_and_column() {
        let error = read(&emprunteur().replacen("brand =", "brnad = \"x\"\nbrand =", 1)).unwrap_err().to_string();
        assert!(error.contains("line 2, column 1"), "{error}");
        assert!(error.contains("brnad"), "{error}");
    }

    #[test]
    fn a_profile_that_contradicts_itself_is_refused_by_the_name_of_the_setting() {
        for (from, to, names) in [
            ("max_file_bytes = 3670016", "max_file_bytes = 99999999", "`upload.max_file_bytes`"),
            ("primary_color = \"#d0021b\"", "primary_color = \"red\"", "`primary_color`"),
            ("idle_minutes = 30", "idle_minutes = 2", "`login.idle_minutes`"),
            ("max_period_days = 366", "max_period_days = 9999", "`periods.max_period_days`"),
            ("min_len = 12", "min_len = 129", "`password.min_len`"),
            (
                "[login]",
                "[registration]\nmode = \"imported\"\ncontract = { digits = 0 }\nmatch_names = true\nconfirm_days = 30\n[login]",
                "`registration.contract`",
            ),
            (
                "[login]",
                "[registration]\nmode = \"imported\"\ncontract = { digits = 6 }\ncertificate = { max_len = 101 }\nmatch_names = true\nconfirm_days = 30\n[login]",
                "`registration.certificate`",
            ),
        ] {
            assert!(emprunteur().contains(from), "{from}");
            let error = read(&emprunteur().replacen(from, to, 1)).unwrap_err().to_string();
            assert!(error.contains(names), "{error}");
        }
    }

    #[test]
    fn b12_completed_pay_without_an_account_to_pay_it_on_is_refused() {
        let lender = "[payments.lender]\nname = \"Banque\"\niban = \"FR7630006000011234567890189\"\n\n[upload]";
        let lent = SHIPPED[3].1.replacen("[upload]", lender, 1);
        assert!(read(&lent).is_ok());
        let error = read(&lent.replacen("\niban = true\n", "\n", 1)).unwrap_err().to_string();
        assert!(error.contains("`profile_edit.iban`") && error.contains("`periods.pay_levels`"), "{error}");
        let levels = "pay_levels = [\"plein\", \"demi\"]";
        let error = read(&emprunteur().replacen("pay_levels = []", levels, 1)).unwrap_err().to_string();
        assert!(error.contains("`profile_edit.iban`"), "{error}");
    }

    #[test]
    fn y6_an_insurer_replaces_a_request_card_and_adds_its_own() {
        let card = |code: &str, title: &str| {
            format!(
                "[[complement.cards]]\ncode = \"{code}\"\ntitle = \"{title}\"\nwhat = \"a\"\nwhy = \"b\"\nexample = \"c\"\nsource = \"d\"\n"
            )
        };
        let text = format!("{}\n{}{}", emprunteur(), card("rib", "Votre RIB"), card("procuration", "Procuration"));
        let rules = read(&text).unwrap().complement;
        assert_eq!(rules.card("rib").map(|card| card.title.as_str()), Some("Votre RIB"));
        assert_eq!(rules.cards.last().map(|card| card.code.as_str()), Some("procuration"));
        assert_eq!(rules.cards.len(), load("emprunteur").unwrap().complement.cards.len() + 1);
        let error = read(&format!("{text}{}", card("rib", "Encore"))).unwrap_err().to_string();
        assert!(error.contains("`complement.cards`"), "{error}");
    }

    #[test]
    fn s57_a_kit_that_contradicts_itself_is_refused_by_the_name_of_the_setting() {
        let (_, prevoyance) = SHIPPED[3];
        for (from, to, names) in [
            ("PORTALIZE-7K4M", "PORTALIZE", "`kit.employers`"),
            ("AUBRELLE-3XQ9", "portalize 7k4m", "`kit.employers`"),
            ("bulletin-affiliation.pdf", "notice-information.pdf", "`kit.documents`"),
        ] {
            assert!(prevoyance.contains(from), "{from}");
            let error = read(&prevoyance.replacen(from, to, 1)).unwrap_err().to_string();
            assert!(error.contains(names), "{error}");
        }
    }
}
