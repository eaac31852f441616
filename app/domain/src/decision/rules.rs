//! What an insurer says of its decisions: the profile's `[decisions]` table.
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Longest text of letters, in bytes: each decision keeps the one it was made with.
const MAX_LETTER: usize = 20_000;

/// Why days may be refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Motive {
    /// As the member reads it.
    pub label: String,
    /// The clause of the contract that it rests on, quoted in the letter (B-9).
    pub clause: String,
}

/// The profile's `[decisions]` table: without it nothing is decided in the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionRules {
    /// How to complain, as each letter says it (B-9, trust.md 6.7).
    pub complaint: String,
    /// The mediator and how to reach them: named in a favourable letter too.
    pub mediator: String,
    /// The text of each letter, in Typst, in place of the one that ships. Whoever reads the profile tries it on invented letters.
    pub letter: Option<String>,
    /// Why days may be refused, in the order offered.
    pub motives: Vec<Motive>,
}

impl DecisionRules {
    /// The motive of that label.
    pub fn motive(&self, label: &str) -> Option<&Motive> {
        self.motives.iter().find(|motive| motive.label == label)
    }

    /// What contradicts itself, if anything.
    pub fn problem(&self) -> Option<&'static str> {
        let written = |motive: &Motive| !motive.label.trim().is_empty() && !motive.clause.trim().is_empty();
        let labels: BTreeSet<&str> = self.motives.iter().map(|motive| motive.label.as_str()).collect();
        match () {
            () if self.complaint.trim().is_empty() => Some("`decisions.complaint` is empty: every letter says how to complain"),
            () if self.mediator.trim().is_empty() => Some("`decisions.mediator` is empty: every letter names the mediator"),
            () if self.motives.is_empty() => Some("`decisions.motives` is empty: nothing could be refused"),
            () if !self.motives.iter().all(written) => Some("`decisions.motives` has a motive without label or clause"),
            () if labels.len() < self.motives.len() => Some("`decisions.motives` has a label twice"),
            () if self.letter.as_ref().is_some_and(|text| text.len() > MAX_LETTER) => {
                Some("`decisions.letter` has more than 20000 bytes: each decision keeps it")
            }
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DecisionRules, MAX_LETTER, Motive};

    #[test]
    fn b9_rules_that_leave_a_letter_without_clause_complaint_or_mediator_are_named() {
        let motive = |label: &str, clause: &str| Motive { label: label.to_owned(), clause: clause.to_owned() };
        let right = DecisionRules {
            complaint: "Écrivez-nous.".to_owned(),
            mediator: "Le médiateur".to_owned(),
            letter: Some("a".repeat(MAX_LETTER)),
            motives: vec![motive("Justificatif illisible", "Article 7")],
        };
        assert_eq!(right.problem(), None);
        let wrong = [
            DecisionRules { complaint: " ".to_owned(), ..right.clone() },
            DecisionRules { mediator: String::new(), ..right.clone() },
            DecisionRules { motives: Vec::new(), ..right.clone() },
            DecisionRules { motives: vec![motive("A", "")], ..right.clone() },
            DecisionRules { motives: vec![motive("A", "1"), motive("A", "2")], ..right.clone() },
            DecisionRules { letter: Some("a".repeat(MAX_LETTER + 1)), ..right },
        ];
        assert!(wrong.iter().all(|rules| rules.problem().is_some_and(|text| text.starts_with("`decisions."))));
    }
}
