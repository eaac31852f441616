//! The income that a member lost, as a handler states it from a month on: where the cover makes good a loss, nothing of a month exceeds it
//! (domain.md 5.1).
use super::{
    lines::{Cause, PaymentLine},
    other::read_source,
};
use crate::{
    benefit::IncomeLosses,
    day::DayRange,
    form::{FieldError, keep},
    money::Cents,
    month::Month,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The income lost in each month from one on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomeLoss {
    /// The first month.
    pub from: Month,
    /// How much in one month; 0 where nothing was lost.
    pub monthly: Cents,
    /// Where that is written.
    pub source: String,
}

impl IncomeLoss {
    /// What member and handler read of it; `say` words a key with its values.
    pub fn sentence(&self, say: impl Fn(&str, &[(&str, &str)]) -> String) -> String {
        let (from, monthly) = (self.from.with_of(), self.monthly.to_string());
        say("payment-loss", &[("from", from.as_str()), ("monthly", monthly.as_str()), ("source", self.source.as_str())])
    }
}

/// As the benefit is calculated with it, in the order in which it was stated.
impl From<&[IncomeLoss]> for IncomeLosses {
    fn from(stated: &[IncomeLoss]) -> Self {
        Self::stated(stated.iter().map(|one| (one.from, one.monthly)))
    }
}

/// What is known of the income lost in the months of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedLosses {
    /// What stands, by month.
    pub standing: Vec<IncomeLoss>,
    /// The months from which something may be stated: those of accepted days, in order.
    pub months: Vec<Month>,
}

impl StatedLosses {
    /// What stands of all that was stated, in that order, and the months of the accepted days.
    pub fn of(stated: &[IncomeLoss], accepted: &[DayRange]) -> Self {
        let last: BTreeMap<Month, &IncomeLoss> = stated.iter().map(|one| (one.from, one)).collect();
        let months: BTreeSet<Month> = accepted.iter().flat_map(|days| days.each_day()).map(Month::of).collect();
        Self { standing: last.into_values().cloned().collect(), months: months.into_iter().collect() }
    }

    /// What the member is told: what stands and holds in a month of accepted days.
    pub fn told(self) -> Vec<IncomeLoss> {
        let last = self.months.last().copied();
        self.standing.into_iter().filter(|one| last.is_some_and(|last| one.from <= last)).collect()
    }

    /// The form before anything is typed, at the first month of which nothing is known.
    pub fn form(&self) -> IncomeLossForm {
        let losses = IncomeLosses::from(self.standing.as_slice());
        let unknown = self.months.iter().copied().find(|month| losses.in_month(*month).is_none());
        IncomeLossForm { from: unknown.map(Month::iso).unwrap_or_default(), ..IncomeLossForm::default() }
    }
}

/// Whether something would be paid of a month in which nothing is known of the income lost.
pub fn lacks_loss(lines: &[PaymentLine], losses: &IncomeLosses) -> bool {
    lines.iter().any(|line| match line.cause {
        Cause::Benefit { due, owed, .. } => owed > Cents(0) && losses.in_month(due.month()).is_none(),
        Cause::Correction => false,
    })
}

/// What a handler types of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomeLossForm {
    /// The first month, `aaaa-mm`.
    pub from: String,
    /// The amount for one month in euros.
    pub monthly: String,
    /// Where it is written.
    pub source: String,
}

impl IncomeLossForm {
    /// What is stated, from one of these months on; every field that is missing or wrong is named.
    ///
    /// # Errors
    /// What is wrong, in the order of the form.
    pub fn read(&self, months: &[Month]) -> Result<IncomeLoss, Vec<FieldError>> {
        let mut errors = Vec::new();
        let from = keep(&mut errors, read_month(&self.from, months));
        let monthly = keep(&mut errors, read_monthly(&self.monthly));
        let source = keep(&mut errors, read_source(&self.source, "payment-loss-missing-source"));
        let read = from.zip(monthly).zip(source);
        read.map(|((from, monthly), source)| IncomeLoss { from, monthly, source }).ok_or(errors)
    }
}

fn read_month(typed: &str, months: &[Month]) -> Result<Month, FieldError> {
    let month = Month::try_from(typed.to_owned()).ok().filter(|month| months.contains(month));
    month.ok_or_else(|| FieldError::new("from", "payment-loss-bad-from"))
}

/// « 900,00 », in euros; 0 is an amount, nothing is none.
fn read_monthly(typed: &str) -> Result<Cents, FieldError> {
    Cents::parse(typed).ok_or_else(|| FieldError::new("monthly", "payment-loss-bad-monthly"))
}

#[cfg(test)]
mod tests {
    use super::{IncomeLoss, IncomeLossForm, StatedLosses, lacks_loss};
    use crate::{
        benefit::{Due, IncomeLosses},
        day::{Day, DayRange},
        money::Cents,
        month::Month,
        payment::{Cause, PaymentLine},
    };
    use std::slice;

    fn month(text: &str) -> Month {
        Month::try_from(text.to_owned()).unwrap()
    }

    fn loss(from: &str, cents: i64, source: &str) -> IncomeLoss {
        IncomeLoss { from: month(from), monthly: Cents(cents), source: source.to_owned() }
    }

    fn typed(from: &str, monthly: &str, source: &str) -> IncomeLossForm {
        IncomeLossForm { from: from.to_owned(), monthly: monthly.to_owned(), source: source.to_owned() }
    }

    fn days(start: &str, end: &str) -> DayRange {
        DayRange::new(Day::parse(start).unwrap(), Day::parse(end).unwrap()).unwrap()
    }

    #[test]
    fn b11_the_income_lost_is_typed_in_euros_with_its_month_and_its_source_and_may_be_nothing() {
        let months = [month("2026-03"), month("2026-04")];
        assert_eq!(typed("2026-04", "1 900,50 €", " Bulletins ").read(&months), Ok(loss("2026-04", 190_050, "Bulletins")));
        assert_eq!(typed("2026-03", "0", "Bulletin").read(&months), Ok(loss("2026-03", 0, "Bulletin")));
    }

    #[test]
    fn b11_each_field_that_is_missing_or_wrong_is_named() {
        let months = [month("2026-03")];
        let codes = |form: &IncomeLossForm| {
            let errors = form.read(&months).err().unwrap_or_default();
            errors.into_iter().map(|error| (error.field, error.code)).collect::<Vec<_>>()
        };
        let told = |field: &str, code: &str| (field.to_owned(), code.to_owned());
        let (from, monthly) = (told("from", "payment-loss-bad-from"), told("monthly", "payment-loss-bad-monthly"));
        let source = told("source", "payment-loss-missing-source");
        assert_eq!(codes(&typed("", "", " ")), [from.clone(), monthly.clone(), source]);
        for wrong in ["2026-05", "2026-03-01", "mars"] {
            assert_eq!(codes(&typed(wrong, "1", "x")), slice::from_ref(&from), "{wrong}");
        }
        for wrong in ["", "mille", "-3", "1,5"] {
            assert_eq!(codes(&typed("2026-03", wrong, "x")), slice::from_ref(&monthly), "{wrong}");
        }
        assert_eq!(codes(&typed("2026-03", "1", &"é".repeat(201))), [told("source", "payment-other-long-source")]);
        assert!(typed("2026-03", "1", &"é".repeat(200)).read(&months).is_ok());
    }

    #[test]
    fn b11_of_each_month_the_last_statement_stands_and_the_form_begins_where_nothing_is_known() {
        let accepted = [days("2026-04-10", "2026-05-02"), days("2026-03-30", "2026-04-09")];
        let none = StatedLosses::of(&[], &accepted);
        assert_eq!(none.months, ["2026-03", "2026-04", "2026-05"].map(month));
        assert_eq!(none.form(), typed("2026-03", "", ""));
        let stated = [loss("2026-04", 90_000, "Un"), loss("2026-06", 1, "Trop tard"), loss("2026-04", 80_000, "Deux")];
        let some = StatedLosses::of(&stated, &accepted);
        assert_eq!(some.standing, [stated[2].clone(), stated[1].clone()]);
        assert_eq!(some.form(), typed("2026-03", "", ""), "what holds from April on says nothing of March");
        assert_eq!(some.told(), [stated[2].clone()], "what holds in no accepted day is not told");
        let all = StatedLosses::of(&[loss("2026-03", 90_000, "Un")], &accepted);
        assert_eq!(all.form(), IncomeLossForm::default());
        assert!(StatedLosses::of(&stated, &[]).told().is_empty());
    }

    #[test]
    fn b11_nothing_is_paid_of_a_month_whose_loss_is_not_known_and_what_is_taken_back_waits_for_none() {
        let line = |month: &str, owed: i64, before: i64| PaymentLine {
            cause: Cause::Benefit {
                due: Due::In(Month::try_from(month.to_owned()).unwrap()),
                owed: Cents(owed),
                before: Cents(before),
                formulas: Vec::new(),
                other: None,
            },
            amount: Cents(owed - before),
        };
        let losses = IncomeLosses::from([loss("2026-04", 0, "Un")].as_slice());
        assert!(lacks_loss(&[line("2026-04", 5, 0), line("2026-03", 5, 0)], &losses));
        let known = [line("2026-03", 0, 5), line("2026-04", 5, 0), line("2027-01", 5, 0)];
        assert!(!lacks_loss(&known, &losses), "what is no longer due, and what begins no earlier");
        assert!(!lacks_loss(&[PaymentLine { cause: Cause::Correction, amount: Cents(1) }], &IncomeLosses::default()));
    }

    #[test]
    fn b11_it_is_told_with_its_month_and_its_source() {
        let said = loss("2026-04", 90_000, "Bulletins").sentence(|key, args| {
            let values: Vec<&str> = args.iter().map(|(_, value)| *value).collect();
            format!("{key} {}", values.join(" | ")).replace('\u{a0}', " ")
        });
        assert_eq!(said, "payment-loss d’avril 2026 | 900,00 € | Bulletins");
    }
}
