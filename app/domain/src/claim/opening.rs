//! What opens a dossier: the kind of stop and its first day (C-11, R-9).
use crate::{contract::Guarantee, day::Day, form::FieldError};
use serde::{Deserialize, Serialize};

/// The first declaration, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningForm {
    /// Name of a guarantee.
    #[serde(default)]
    pub guarantee: String,
    /// First day of the stop, as typed.
    #[serde(default)]
    pub origin: String,
}

/// The first declaration, right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// What is claimed under.
    pub guarantee: Guarantee,
    /// First day of the stop.
    pub origin: Day,
}

impl OpeningForm {
    /// Reads the form; `covered` are the guarantees of the contract.
    ///
    /// # Errors
    /// Every field that is wrong (P-3: the origin is never after today).
    pub fn parse(&self, covered: &[Guarantee], today: Day) -> Result<Opening, Vec<FieldError>> {
        let guarantee = Guarantee::parse(&self.guarantee).filter(|g| covered.contains(g));
        let origin = Day::parse(&self.origin);
        let mut errors = Vec::new();
        if guarantee.is_none() {
            errors.push(FieldError::new("guarantee", "opening-missing-guarantee"));
        }
        match origin {
            None if self.origin.trim().is_empty() => errors.push(FieldError::new("origin", "opening-missing-origin")),
            None => errors.push(FieldError::new("origin", "opening-bad-origin")),
            Some(day) if day > today => {
                errors.push(FieldError::new("origin", "opening-origin-in-future").with("today", today.to_string()));
            }
            Some(_) => {}
        }
        match (guarantee, origin) {
            (Some(guarantee), Some(origin)) if errors.is_empty() => Ok(Opening { guarantee, origin }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OpeningForm;
    use crate::{contract::Guarantee, day::Day};

    fn errors(guarantee: &str, origin: &str) -> Vec<String> {
        let form = OpeningForm { guarantee: guarantee.into(), origin: origin.into() };
        let today = Day::parse("2026-03-12").unwrap();
        form.parse(&[Guarantee::WorkIncapacity], today).err().unwrap_or_default().into_iter().map(|e| e.code).collect()
    }

    #[test]
    fn c11_p3_a_first_declaration_names_kind_and_a_first_day_not_after_today() {
        assert_eq!(errors("work_incapacity", "12/03/2026"), Vec::<String>::new());
        assert_eq!(errors("work_incapacity", "13/03/2026"), ["opening-origin-in-future"]);
        assert_eq!(errors("job_loss", ""), ["opening-missing-guarantee", "opening-missing-origin"]);
        assert_eq!(errors("", "31/02/2026"), ["opening-missing-guarantee", "opening-bad-origin"]);
    }
}
