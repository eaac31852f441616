//! The formulas behind each figure, with their values: « 231,40 € × 50 % = 115,70 € ».
use crate::money::{Cents, Share};
use crate::month::Month;
use serde::{Deserialize, Serialize};
use std::fmt::Display;

/// One step of a derivation; the last step of a line gives its amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the values are named by the words of each formula in benefit.ftl")]
pub enum Formula {
    /// The insured part of one instalment.
    Share { instalment: Cents, quotity: Share, amount: Cents },
    /// The insured part for some days of a month: a thirtieth each.
    Prorata { instalment: Cents, quotity: Share, days: i64, amount: Cents },
    /// No more than the insured part of one instalment in a month.
    OneInstalment { amount: Cents },
    /// No more than the income that was lost.
    IncomeLoss { amount: Cents },
    /// Days as public pay counts them: 30 for a whole month.
    Count { months: Vec<(Month, i64)>, days: i64 },
    /// What one day completes: the rate less the pay kept less other benefits, not below 0.
    Daily { reference: Cents, rate: Share, kept: Share, other: Cents, daily: Cents },
    /// Days at what one day completes.
    Days { days: i64, daily: Cents, amount: Cents },
}

impl Formula {
    /// The figures of the contract that it starts from: how much is insured, and which part of it.
    pub(super) fn terms(&self) -> Option<(Cents, Share)> {
        match self {
            Self::Share { instalment: whole, quotity: part, .. }
            | Self::Prorata { instalment: whole, quotity: part, .. }
            | Self::Daily { reference: whole, rate: part, .. } => Some((*whole, *part)),
            Self::OneInstalment { .. } | Self::IncomeLoss { .. } | Self::Count { .. } | Self::Days { .. } => None,
        }
    }

    /// Key of its words in the Fluent files.
    pub fn words_key(&self) -> &'static str {
        match self {
            Self::Share { .. } => "benefit-formula-share",
            Self::Prorata { .. } => "benefit-formula-prorata",
            Self::OneInstalment { .. } => "benefit-formula-one-instalment",
            Self::IncomeLoss { .. } => "benefit-formula-income-loss",
            Self::Count { .. } => "benefit-formula-count",
            Self::Daily { daily: Cents(0), .. } => "benefit-formula-daily-none",
            Self::Daily { other: Cents(0), .. } => "benefit-formula-daily",
            Self::Daily { .. } => "benefit-formula-daily-other",
            Self::Days { .. } => "benefit-formula-days",
        }
    }

    /// The values that its words may name, worded.
    pub fn args(&self) -> Vec<(String, String)> {
        match self {
            Self::Share { instalment, quotity, amount } => {
                vec![arg("instalment", instalment), arg("quotity", quotity), arg("amount", amount)]
            }
            Self::Prorata { instalment, quotity, days, amount } => {
                vec![arg("instalment", instalment), arg("quotity", quotity), arg("days", days), arg("amount", amount)]
            }
            Self::OneInstalment { amount } | Self::IncomeLoss { amount } => vec![arg("amount", amount)],
            Self::Count { months, days } => vec![arg("months", &in_words(months)), arg("days", days)],
            Self::Daily { reference, rate, kept, other, daily } => {
                vec![arg("reference", reference), arg("rate", rate), arg("kept", kept), arg("other", other), arg("daily", daily)]
            }
            Self::Days { days, daily, amount } => vec![arg("days", days), arg("daily", daily), arg("amount", amount)],
        }
    }

    /// What member and handler read of it; `say` words a key with its values.
    pub fn sentence(&self, say: impl Fn(&str, &[(&str, &str)]) -> String) -> String {
        let args = self.args();
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        say(self.words_key(), &args)
    }
}

fn arg(name: &str, value: &dyn Display) -> (String, String) {
    (name.to_owned(), value.to_string())
}

/// « 17 en janvier 2026 + 30 en février 2026 ».
fn in_words(months: &[(Month, i64)]) -> String {
    months.iter().map(|(month, days)| format!("{days} en\u{a0}{month}")).collect::<Vec<_>>().join(" + ")
}
