//! What an insurer sets about benefits.
use super::loan::LoanMode;
use crate::{day::Day, money::Share, period::PayLevel};
use serde::{Deserialize, Serialize};

/// What holds for all contracts of an insurer: the profile's `[benefits]` table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BenefitRules {
    /// How the instalments of a stop are counted.
    pub mode: LoanMode,
    /// Nothing is paid from the birthday of that age on; absent, at any age.
    pub age_limit: Option<u8>,
    /// A stop of the same cause that begins after so many days of work at most waits no second time; 0 where each stop waits (5.4).
    pub relapse_window_days: u32,
    /// Whether a cover of a loan makes good a loss (« indemnitaire »), so that nothing of a month exceeds the income lost in it; else it pays
    /// what was agreed (« forfaitaire »).
    pub covers_loss: bool,
    /// What the levels of pay stand for.
    pub kept: KeptPay,
}

/// Which part of the insured pay the employer keeps paying at each level, as the contracts have it: the profile's `[benefits.kept]` table
/// (domain.md 5.2: « Plein traitement » may mean 90 %).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct KeptPay {
    /// « Plein traitement ».
    pub plein: Share,
    /// « Demi-traitement ».
    pub demi: Share,
}

impl Default for KeptPay {
    fn default() -> Self {
        Self { plein: Share::ALL, demi: Share::HALF }
    }
}

impl KeptPay {
    /// The part kept at that level; where none was declared, nothing is known to lack.
    pub fn of(self, level: Option<PayLevel>) -> Share {
        if level == Some(PayLevel::Demi) { self.demi } else { self.plein }
    }
}

impl BenefitRules {
    /// Whether a stop is a relapse of the one that ended on `earlier_end`. That both have the same cause is the handler's finding.
    pub fn is_relapse(&self, earlier_end: Day, first_day: Day, same_cause: bool) -> bool {
        let worked = first_day.since(earlier_end) - 1;
        same_cause && (1..=i64::from(self.relapse_window_days)).contains(&worked)
    }
}

#[cfg(test)]
mod tests {
    use super::{BenefitRules, KeptPay};
    use crate::{day::Day, money::Share, period::PayLevel};

    #[test]
    fn b11_half_pay_is_half_and_pay_of_which_nothing_was_declared_is_whole() {
        let kept = KeptPay::default();
        let parts = [Some(PayLevel::Plein), Some(PayLevel::Demi), None].map(|level| kept.of(level));
        assert_eq!(parts, [Share::ALL, Share::HALF, Share::ALL]);
    }

    #[test]
    fn b14_a_relapse_has_the_same_cause_and_follows_within_the_window() {
        let ended = Day::parse("2026-03-31").unwrap();
        let rules = BenefitRules { relapse_window_days: 60, ..BenefitRules::default() };
        let after = |worked: i64| rules.is_relapse(ended, ended.plus(worked + 1), true);
        assert_eq!([-5, 1, 60, 61].map(after), [false, true, true, false]);
        assert!(!rules.is_relapse(ended, ended.plus(10), false), "another cause");
        assert!(!BenefitRules::default().is_relapse(ended, ended.plus(2), true), "each stop waits");
    }
}
