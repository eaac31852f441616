//! Terms of use and the privacy charter (S-5 … S-10, D-13, A-12 … A-14): versioned texts of the insurer's. Terms may have to be
//! accepted; a charter informs and is never a gate.
use crate::day::Day;
use serde::{Deserialize, Serialize};

/// The profile's `[terms]` table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Whether nothing else is reachable before they are accepted (S-7).
    pub gate: bool,
    /// Every version there was, is or will be.
    pub versions: Vec<TermsVersion>,
}

/// One version of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermsVersion {
    /// Its name, as shown and as kept with every acceptance: « 2 », « 2026-01 ».
    pub version: String,
    /// First day on which it holds.
    pub effective_from: Day,
    /// The text, in Markdown.
    pub text: String,
}

impl Terms {
    /// The version that holds on that day: the last one in effect.
    pub fn current(&self, today: Day) -> Option<&TermsVersion> {
        self.versions.iter().filter(|version| version.effective_from <= today).max_by_key(|version| version.effective_from)
    }

    /// What contradicts itself, if anything.
    pub fn problem(&self) -> Option<&'static str> {
        let twice = |same: fn(&TermsVersion, &TermsVersion) -> bool| {
            self.versions.iter().enumerate().any(|(rank, one)| self.versions.iter().skip(rank + 1).any(|other| same(one, other)))
        };
        match () {
            () if self.versions.is_empty() => Some("`terms.versions` is empty: there is nothing to read"),
            () if self.versions.iter().any(|v| v.text.trim().is_empty() || v.version.trim().is_empty()) => {
                Some("`terms.versions` has a version without a name or without a text")
            }
            () if twice(|one, other| one.version == other.version) => Some("`terms.versions` has two versions of the same name"),
            () if twice(|one, other| one.effective_from == other.effective_from) => {
                Some("`terms.versions` has two versions of the same day")
            }
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Terms, TermsVersion};

    fn version(name: &str, from: &str) -> TermsVersion {
        TermsVersion { version: name.to_owned(), effective_from: Day::parse(from).unwrap(), text: "Article 1".to_owned() }
    }

    #[test]
    fn s6_the_version_that_holds_is_the_last_one_in_effect() {
        let terms = Terms { gate: true, versions: vec![version("2", "2026-03-12"), version("1", "2024-01-01")] };
        let on = |day: &str| terms.current(Day::parse(day).unwrap()).map(|v| v.version.as_str());
        assert_eq!([on("2023-12-31"), on("2026-03-11"), on("2026-03-12")], [None, Some("1"), Some("2")]);
    }

    #[test]
    fn versions_have_names_and_days_of_their_own() {
        let problem = |versions: Vec<TermsVersion>| Terms { gate: true, versions }.problem();
        assert!(problem(Vec::new()).is_some());
        assert!(problem(vec![version("1", "2024-01-01"), version("1", "2025-01-01")]).is_some());
        assert!(problem(vec![version("1", "2024-01-01"), version("2", "2024-01-01")]).is_some());
        assert!(problem(vec![version("", "2024-01-01")]).is_some());
        assert_eq!(problem(vec![version("1", "2024-01-01"), version("2", "2025-01-01")]), None);
    }
}
