//! What other bodies pay the member for a day beside reduced pay, as a handler states it: it comes off what is completed (domain.md 5.2).
use crate::{
    day::DayRange,
    form::{FieldError, keep, several_lines},
    money::Cents,
};
use serde::{Deserialize, Serialize};

/// Longest source, in characters.
const MAX_SOURCE: usize = 200;

/// What others pay for each day of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherPay {
    /// The period, as it was declared.
    pub range: DayRange,
    /// How much for one day; 0 where they pay nothing.
    pub daily: Cents,
    /// Who pays it and where that is written, or why they pay nothing any more; empty where nothing was stated.
    pub source: String,
}

impl OtherPay {
    /// What holds until something is stated: others pay nothing.
    pub fn nothing(range: DayRange) -> Self {
        Self { range, daily: Cents(0), source: String::new() }
    }

    /// Whether they pay anything.
    pub fn is_paid(&self) -> bool {
        self.daily > Cents(0)
    }

    /// What member and handler read of it; `say` words a key with its values.
    pub fn sentence(&self, say: impl Fn(&str, &[(&str, &str)]) -> String) -> String {
        say("payment-other", &[("daily", self.daily.to_string().as_str()), ("source", self.source.as_str())])
    }
}

/// What a handler types of it, for one period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherPayForm {
    /// The amount for one day in euros; empty where others pay nothing.
    pub daily: String,
    /// Who pays it and where that is written.
    pub source: String,
}

impl OtherPayForm {
    /// As what stands would be typed.
    pub fn of(standing: &OtherPay) -> Self {
        if standing.is_paid() { Self { daily: standing.daily.to_string(), source: standing.source.clone() } } else { Self::default() }
    }

    /// What is stated in place of what stands; every field that is missing or wrong is named. That others pay nothing needs no source
    /// where nothing else was stated.
    ///
    /// # Errors
    /// What is wrong, in the order of the form.
    pub fn read(&self, standing: &OtherPay) -> Result<OtherPay, Vec<FieldError>> {
        let mut errors = Vec::new();
        let daily = keep(&mut errors, read_daily(&self.daily));
        if daily == Some(Cents(0)) && !standing.is_paid() {
            return Ok(standing.clone());
        }
        let source = keep(&mut errors, read_source(&self.source, "payment-other-missing-source"));
        daily.zip(source).map(|(daily, source)| OtherPay { range: standing.range, daily, source }).ok_or(errors)
    }
}

/// « 12,50 », in euros; nothing is 0.
fn read_daily(typed: &str) -> Result<Cents, FieldError> {
    let amount = if typed.trim().is_empty() { Some(Cents(0)) } else { Cents::parse(typed) };
    amount.ok_or_else(|| FieldError::new("daily", "payment-other-bad-daily"))
}

/// Where a figure is written; `missing` is the key of what is said where nothing is.
pub(super) fn read_source(typed: &str, missing: &str) -> Result<String, FieldError> {
    let source = several_lines(typed);
    if source.is_empty() {
        return Err(FieldError::new("source", missing));
    }
    if source.chars().count() > MAX_SOURCE {
        return Err(FieldError::new("source", "payment-other-long-source").with("count", MAX_SOURCE.to_string()));
    }
    Ok(source)
}

#[cfg(test)]
mod tests {
    use super::{OtherPay, OtherPayForm};
    use crate::{
        day::{Day, DayRange},
        money::Cents,
    };

    fn nothing() -> OtherPay {
        let [start, end] = ["2026-03-01", "2026-03-10"].map(|text| Day::parse(text).unwrap());
        OtherPay::nothing(DayRange::new(start, end).unwrap())
    }

    fn stated(cents: i64, source: &str) -> OtherPay {
        OtherPay { daily: Cents(cents), source: source.to_owned(), ..nothing() }
    }

    fn typed(daily: &str, source: &str) -> OtherPayForm {
        OtherPayForm { daily: daily.to_owned(), source: source.to_owned() }
    }

    fn codes(form: &OtherPayForm, standing: &OtherPay) -> Vec<(String, String)> {
        form.read(standing).err().unwrap_or_default().into_iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn b11_what_others_pay_is_typed_in_euros_with_its_source_and_is_nothing_until_then() {
        assert_eq!(typed("12,50", " CPAM, décompte ").read(&nothing()), Ok(stated(1_250, "CPAM, décompte")));
        for nil in ["", " ", "0", "0,00 €"] {
            assert_eq!(typed(nil, "").read(&nothing()), Ok(nothing()), "{nil}");
        }
        assert_eq!(OtherPayForm::of(&nothing()), OtherPayForm::default());
        let again = OtherPayForm::of(&stated(123_456, "MSA"));
        assert_eq!(again.read(&stated(1, "CPAM")), Ok(stated(123_456, "MSA")), "what stands is typed as it is read");
    }

    #[test]
    fn b11_a_wrong_amount_and_a_missing_source_are_named_each_by_its_field() {
        let (daily, source) = ("daily".to_owned(), "source".to_owned());
        let (bad, missing) = ("payment-other-bad-daily".to_owned(), "payment-other-missing-source".to_owned());
        for wrong in ["douze", "-3", "1,5", "12345678"] {
            assert_eq!(codes(&typed(wrong, "CPAM"), &nothing()), [(daily.clone(), bad.clone())], "{wrong}");
        }
        assert_eq!(codes(&typed("x", " "), &nothing()), [(daily, bad), (source.clone(), missing.clone())]);
        assert_eq!(codes(&typed("12,50", ""), &nothing()), [(source.clone(), missing.clone())]);
        assert_eq!(codes(&typed("", ""), &stated(1_250, "CPAM")), [(source.clone(), missing)], "to take it back needs a reason");
        assert_eq!(typed("", "Autre dossier").read(&stated(1_250, "CPAM")), Ok(stated(0, "Autre dossier")));
        assert_eq!(codes(&typed("1", &"é".repeat(201)), &nothing()), [(source, "payment-other-long-source".to_owned())]);
    }
}
