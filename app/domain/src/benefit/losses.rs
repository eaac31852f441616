//! The income that was lost, as it holds from a month on (domain.md 5.1: « indemnitaire »).
use crate::{money::Cents, month::Month};
use serde::{Deserialize, Serialize};

/// How much income is lost in a month: amounts in the order in which they were stated, each with the month from which it holds, or with none
/// where it holds in every month. Empty where nothing is known of it, or nothing asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomeLosses(Vec<(Option<Month>, Cents)>);

impl IncomeLosses {
    /// The same amount in every month, where there is one.
    pub fn in_every_month(amount: Option<Cents>) -> Self {
        Self(amount.map(|amount| (None, amount)).into_iter().collect())
    }

    /// These amounts, each from a month on, in the order in which they were stated.
    pub fn stated(amounts: impl IntoIterator<Item = (Month, Cents)>) -> Self {
        Self(amounts.into_iter().map(|(from, amount)| (Some(from), amount)).collect())
    }

    /// What holds in that month: of those that begin no later the one that begins last, and of two that begin together the one stated last.
    pub fn in_month(&self, month: Month) -> Option<Cents> {
        let begun = self.0.iter().filter(|(from, _)| from.is_none_or(|from| from <= month));
        // Of equal ones it gives the last.
        begun.max_by_key(|(from, _)| *from).map(|(_, amount)| *amount)
    }

    /// All of them.
    pub(super) fn amounts(&self) -> impl Iterator<Item = Cents> {
        self.0.iter().map(|(_, amount)| *amount)
    }
}

#[cfg(test)]
mod tests {
    use super::IncomeLosses;
    use crate::{money::Cents, month::Month};

    fn month(text: &str) -> Month {
        Month::try_from(text.to_owned()).unwrap()
    }

    fn in_months(losses: &IncomeLosses) -> [Option<i64>; 4] {
        ["2026-02", "2026-03", "2026-04", "2027-01"].map(|text| losses.in_month(month(text)).map(|amount| amount.0))
    }

    #[test]
    fn b11_what_is_lost_holds_from_its_month_on_until_the_next_and_the_last_word_on_a_month_counts() {
        let stated = |all: &[(&str, i64)]| IncomeLosses::stated(all.iter().map(|(from, cents)| (month(from), Cents(*cents))));
        assert_eq!(in_months(&stated(&[("2026-03", 90_000)])), [None, Some(90_000), Some(90_000), Some(90_000)]);
        let earlier_stated_later = stated(&[("2026-04", 0), ("2026-03", 90_000)]);
        assert_eq!(in_months(&earlier_stated_later), [None, Some(90_000), Some(0), Some(0)]);
        let corrected = stated(&[("2026-03", 90_000), ("2026-04", 70_000), ("2026-03", 80_000)]);
        assert_eq!(in_months(&corrected), [None, Some(80_000), Some(70_000), Some(70_000)]);
    }

    #[test]
    fn b11_one_amount_holds_in_every_month_and_where_none_is_known_nothing_does() {
        assert_eq!(in_months(&IncomeLosses::in_every_month(Some(Cents(5)))), [Some(5); 4]);
        assert_eq!(in_months(&IncomeLosses::in_every_month(None)), [None; 4]);
        assert_eq!(IncomeLosses::in_every_month(None), IncomeLosses::default());
    }
}
