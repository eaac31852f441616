//! What an insurer takes of care expenses: the profile's `[care]` table.
use crate::{day::Day, money::Cents};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// More lines than anybody types, and more than a page shows well.
const MOST_LINES: u32 = 100;
/// The oldest that a receipt may be: ten years.
const MOST_MONTHS: u32 = 120;

/// The profile's `[care]` table: without it no care expense is claimed in the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CareRules {
    /// Kinds of care, in the order offered.
    pub kinds: Vec<String>,
    /// Most expenses in one claim.
    pub max_lines: u32,
    /// Care received longer ago than so many months is not claimed here.
    pub oldest_months: u32,
    /// Most that one expense may come to, in cents.
    pub max_cents: i64,
}

impl CareRules {
    /// The first day whose care may be claimed.
    pub fn oldest(&self, today: Day) -> Day {
        today.months_before(self.oldest_months)
    }

    /// Most that one expense may come to.
    pub fn most(&self) -> Cents {
        Cents(self.max_cents)
    }

    /// What contradicts itself, if anything.
    pub fn problem(&self) -> Option<&'static str> {
        let kinds: BTreeSet<&str> = self.kinds.iter().map(|kind| kind.trim()).collect();
        match () {
            () if kinds.is_empty() => Some("`care.kinds` is empty: there would be nothing to claim"),
            () if kinds.contains("") => Some("`care.kinds` has a kind without words"),
            () if kinds.len() < self.kinds.len() => Some("`care.kinds` has a kind twice"),
            () if !(1..=MOST_LINES).contains(&self.max_lines) => Some("`care.max_lines` must be from 1 to 100"),
            () if !(1..=MOST_MONTHS).contains(&self.oldest_months) => Some("`care.oldest_months` must be from 1 to 120"),
            () if self.max_cents <= 0 => Some("`care.max_cents` is 0 or less: no expense could be claimed"),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CareRules;
    use crate::day::Day;

    fn rules() -> CareRules {
        CareRules { kinds: vec!["Soins dentaires".into(), "Médicaments".into()], max_lines: 20, oldest_months: 12, max_cents: 1_000_000 }
    }

    #[test]
    fn d18_care_of_the_last_months_may_be_claimed() {
        let oldest = |today: &str, oldest_months| CareRules { oldest_months, ..rules() }.oldest(Day::parse(today).unwrap()).iso();
        assert_eq!(oldest("2026-03-12", 12), "2025-03-12");
        assert_eq!(oldest("2026-03-31", 1), "2026-02-28", "a shorter month ends earlier");
    }

    #[test]
    fn d18_a_table_that_contradicts_itself_is_named() {
        assert_eq!(rules().problem(), None);
        for (wrong, setting) in [
            (CareRules { kinds: Vec::new(), ..rules() }, "`care.kinds`"),
            (CareRules { kinds: vec!["Vue".into(), " ".into()], ..rules() }, "`care.kinds`"),
            (CareRules { kinds: vec!["Vue".into(), "Vue ".into()], ..rules() }, "`care.kinds`"),
            (CareRules { max_lines: 0, ..rules() }, "`care.max_lines`"),
            (CareRules { max_lines: 101, ..rules() }, "`care.max_lines`"),
            (CareRules { oldest_months: 0, ..rules() }, "`care.oldest_months`"),
            (CareRules { max_cents: 0, ..rules() }, "`care.max_cents`"),
        ] {
            assert!(wrong.problem().is_some_and(|told| told.starts_with(setting)), "{setting}");
        }
    }
}
