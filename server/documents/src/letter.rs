//! The letter of a decision: what was decided of each day, why, by which clause, and what the member may do about it.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::desk::Template;
use crate::error::DocumentError;
use crate::render::{LOOK, Label, render};

/// The text of the letter that ships, in Typst: what an insurer's own begins as.
pub const LETTER_TEMPLATE: &str = include_str!("../templates/decision-letter.typ");

static SHIPPED: LazyLock<Template> = LazyLock::new(|| Template::new(LOOK, LETTER_TEMPLATE));

/// All that the letter of a decision says, already worded in French; strings are printed as they are, never read as markup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecisionLetter {
    /// Name of the insurer's portal, at the top of the page.
    pub brand: String,
    /// Service that decided.
    pub service_name: String,
    /// Title of the page and of the file. Not empty.
    pub title: String,
    /// First and last name of the member.
    pub member_name: String,
    /// Such as « Le 12 mars 2026 ».
    pub dated: String,
    /// The first sentence.
    pub opening: String,
    /// Number of the request; with `brand` it identifies the file.
    pub request_number: String,
    /// Number of the claim the request belongs to.
    pub claim_number: String,
    /// What was decided, in a few words.
    pub outcome: String,
    /// What was decided of each day, in order.
    pub days: Vec<LetterDays>,
    /// Why, and what the member may do about it.
    pub parts: Vec<LetterPart>,
    /// When it was decided: the date in the file's metadata.
    pub issued_on: DateTime<Utc>,
}

/// Days in a row that were decided alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterDays {
    /// Such as « Du 1er au 28 février 2026 ».
    pub dates: String,
    /// Number of days.
    pub days: String,
    /// « Acceptés » or « Refusés ».
    pub outcome: String,
}

/// Some paragraphs under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterPart {
    /// The heading.
    pub title: String,
    /// The paragraphs.
    pub texts: Vec<String>,
}

/// The letter as a PDF/A-2a and PDF/UA-1 file, by the insurer's own template where there is one. The same letter always gives the same
/// bytes.
///
/// It computes for some tens of milliseconds and does not yield: on an async runtime, call it from a blocking thread.
///
/// # Errors
/// [`DocumentError::Standards`] when the title is empty or the year of `issued_on` is outside 0 to 9999. The other kinds mean that the
/// template is at fault.
pub fn decision_letter(letter: &DecisionLetter, template: Option<&str>) -> Result<Vec<u8>, DocumentError> {
    match template {
        Some(own) => render(&Template::new(LOOK, own), letter, label(letter)),
        None => render(&SHIPPED, letter, label(letter)),
    }
}

pub(crate) fn label(letter: &DecisionLetter) -> Label {
    let identity = format!("decision-letter/{}/{}", letter.brand, letter.request_number);
    Label { identity, issued_on: letter.issued_on }
}

#[cfg(test)]
mod tests {
    use super::{DecisionLetter, LETTER_TEMPLATE, LetterDays, LetterPart, decision_letter};
    use crate::tests::{squeezed, words_of};
    use chrono::{TimeZone, Utc};

    fn letter() -> DecisionLetter {
        let words = |text: &str| text.to_owned();
        let part = |title: &str, text: &str| LetterPart { title: words(title), texts: vec![words(text)] };
        DecisionLetter {
            brand: words("Relais Emprunteur"),
            service_name: words("Service Assurance Relais Emprunteur"),
            title: words("Décision sur votre demande"),
            member_name: words("Inès Carpentier"),
            dated: words("Le 12 mars 2026"),
            opening: words("Nous avons étudié votre demande."),
            request_number: words("PR-26-000718-4"),
            claim_number: words("D26-004187-3"),
            outcome: words("Acceptée en partie"),
            days: vec![LetterDays { dates: words("Du 3 au 20 février 2026"), days: words("18"), outcome: words("Refusés") }],
            parts: vec![
                part("Nos raisons", "</textarea><script> #panic() Article 7.2"),
                part("Si vous n’êtes pas d’accord", "Le médiateur"),
            ],
            issued_on: Utc.with_ymd_and_hms(2026, 3, 12, 14, 50, 0).unwrap(),
        }
    }

    #[test]
    fn b9_the_letter_quotes_the_clause_and_says_how_to_complain_and_who_mediates() {
        let pdf = decision_letter(&letter(), None).unwrap();
        assert_eq!(pdf, decision_letter(&letter(), None).unwrap());
        let said = words_of(&pdf);
        for expected in ["Article 7.2", "Le médiateur", "#panic()", "Acceptée en partie", "Du 3 au 20 février 2026"] {
            assert!(said.contains(&squeezed(expected)), "{expected} in {said}");
        }
    }

    #[test]
    fn b9_an_insurers_own_template_says_its_own_words_beside_those_of_the_letter() {
        let own = LETTER_TEMPLATE.replacen("#say(data.opening)", "Madame, Monsieur,\n\n#say(data.opening)", 1);
        let said = words_of(&decision_letter(&letter(), Some(&own)).unwrap());
        for expected in ["Madame, Monsieur,", "Nous avons étudié votre demande.", "Article 7.2", "Le médiateur"] {
            assert!(said.contains(&squeezed(expected)), "{expected} in {said}");
        }
        assert!(!words_of(&decision_letter(&letter(), None).unwrap()).contains("Madame"));
    }
}
