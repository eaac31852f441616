//! What a handler types to decide a request, and what it comes to.
use super::{
    days::{DecidedDays, read_ranges, split},
    model::{Outcome, Reason},
    rules::DecisionRules,
};
use crate::{
    day::DayRange,
    form::{FieldError, keep, several_lines},
};
use serde::{Deserialize, Serialize};

/// Longest text that a handler adds, in characters.
pub const MAX_TEXT: usize = 4_000;

/// What a handler chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Days are accepted, all or some.
    Accept,
    /// All days are refused.
    Refuse,
    /// « Non recevable ».
    Inadmissible,
    /// « Classer sans suite ».
    WithoutFollowUp,
}

impl Verdict {
    /// Every verdict, in the order offered.
    pub const ALL: [Self; 4] = [Self::Accept, Self::Refuse, Self::Inadmissible, Self::WithoutFollowUp];

    /// Stable name, as posted.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Refuse => "refuse",
            Self::Inadmissible => "inadmissible",
            Self::WithoutFollowUp => "without_follow_up",
        }
    }

    /// The verdict of that posted name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.as_str() == text)
    }

    /// Key of its words.
    pub fn key(self) -> String {
        format!("decision-verdict-{}", self.as_str().replace('_', "-"))
    }

    /// What becomes of the request when no day is accepted.
    const fn refusal(self) -> Outcome {
        match self {
            Self::Accept | Self::Refuse => Outcome::Refused,
            Self::Inadmissible => Outcome::Inadmissible,
            Self::WithoutFollowUp => Outcome::WithoutFollowUp,
        }
    }
}

/// The form, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionForm {
    /// Name of a [`Verdict`].
    pub verdict: String,
    /// For each period of the request, in order, its accepted days; looked at when days are accepted.
    pub accepted: Vec<String>,
    /// Label of a motive.
    pub motive: String,
    /// What the handler adds.
    pub text: String,
}

/// A decision that may be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// What becomes of the request.
    pub outcome: Outcome,
    /// For each of its periods, in order, its days.
    pub periods: Vec<Vec<DecidedDays>>,
    /// Why, where a day is refused.
    pub reason: Option<Reason>,
}

impl Ruling {
    /// The accepted days, in order.
    pub fn accepted(&self) -> Vec<DayRange> {
        self.periods.iter().flatten().filter(|days| days.accepted).map(|days| days.range).collect()
    }
}

impl DecisionForm {
    /// A form that accepts all days of these periods.
    pub fn accepting(periods: &[DayRange]) -> Self {
        let accepted = periods.iter().map(|range| super::ranges_text(&[*range])).collect();
        Self { verdict: Verdict::Accept.as_str().to_owned(), accepted, ..Self::default() }
    }

    /// Reads the form for a request with these periods; every field that is missing or wrong is named. A completed form whose periods nobody
    /// has keyed has none (B-17): it can be refused, and a refusal says why.
    ///
    /// # Errors
    /// What is wrong, in the order of the form.
    pub fn read(&self, rules: &DecisionRules, periods: &[DayRange]) -> Result<Ruling, Vec<FieldError>> {
        let mut errors = Vec::new();
        let verdict =
            keep(&mut errors, Verdict::parse(&self.verdict).ok_or_else(|| FieldError::new("verdict", "decision-missing-verdict")));
        let days = match verdict {
            Some(Verdict::Accept) => self.read_days(periods, &mut errors),
            _ => periods.iter().map(|period| split(*period, &[])).collect(),
        };
        let any = |accepted: bool| days.iter().flatten().any(|days| days.accepted == accepted);
        let (accepts, refuses) = (any(true), any(false));
        if verdict == Some(Verdict::Accept) && periods.is_empty() {
            errors.push(FieldError::new("verdict", "decision-not-keyed"));
        } else if verdict == Some(Verdict::Accept) && errors.is_empty() && !accepts {
            errors.push(FieldError::new("accepted-0", "decision-nothing-accepted"));
        }
        let reason = if refuses || (periods.is_empty() && verdict.is_some_and(|verdict| verdict != Verdict::Accept)) {
            keep(&mut errors, self.read_reason(rules))
        } else {
            None
        };
        match verdict {
            Some(verdict) if errors.is_empty() => {
                let outcome = match (accepts, refuses) {
                    (true, false) => Outcome::Accepted,
                    (true, true) => Outcome::PartlyAccepted,
                    _ => verdict.refusal(),
                };
                Ok(Ruling { outcome, periods: days, reason })
            }
            _ => Err(errors),
        }
    }

    fn read_days(&self, periods: &[DayRange], errors: &mut Vec<FieldError>) -> Vec<Vec<DecidedDays>> {
        let read = |(place, period): (usize, &DayRange)| {
            let field = format!("accepted-{place}");
            let typed = self.accepted.get(place).map(String::as_str).unwrap_or_default();
            let ranges = read_ranges(typed).ok_or_else(|| FieldError::new(&field, "decision-bad-days"))?;
            let within = ranges.iter().all(|range| period.contains(range.start()) && period.contains(range.end()));
            let outside = || FieldError::new(&field, "decision-days-outside").with("period", period.to_string());
            if within { Ok(split(*period, &ranges)) } else { Err(outside()) }
        };
        periods.iter().enumerate().map(|period| keep(errors, read(period)).unwrap_or_default()).collect()
    }

    fn read_reason(&self, rules: &DecisionRules) -> Result<Reason, FieldError> {
        let motive = rules.motive(&self.motive).ok_or_else(|| FieldError::new("motive", "decision-missing-motive"))?;
        let text = several_lines(&self.text);
        if text.chars().count() > MAX_TEXT {
            return Err(FieldError::new("text", "decision-long-text").with("count", MAX_TEXT.to_string()));
        }
        Ok(Reason { motive: motive.label.clone(), clause: motive.clause.clone(), text })
    }
}

#[cfg(test)]
mod tests {
    use super::{DecisionForm, MAX_TEXT};
    use crate::{
        day::{Day, DayRange},
        decision::{DecisionRules, Motive, Outcome},
    };

    fn range(start: &str, end: &str) -> DayRange {
        DayRange::new(Day::parse(start).unwrap(), Day::parse(end).unwrap()).unwrap()
    }

    fn asked() -> [DayRange; 2] {
        [range("2026-01-31", "2026-02-10"), range("2026-02-11", "2026-03-04")]
    }

    fn rules() -> DecisionRules {
        let motive = Motive { label: "Décompte manquant".to_owned(), clause: "Article 7".to_owned() };
        DecisionRules { complaint: "x".to_owned(), mediator: "y".to_owned(), letter: None, motives: vec![motive] }
    }

    fn form(verdict: &str, accepted: [&str; 2], motive: &str) -> DecisionForm {
        let accepted = accepted.map(str::to_owned).to_vec();
        DecisionForm { verdict: verdict.to_owned(), accepted, motive: motive.to_owned(), text: String::new() }
    }

    fn codes(form: &DecisionForm) -> Vec<String> {
        form.read(&rules(), &asked()).err().unwrap_or_default().into_iter().map(|e| format!("{} {}", e.field, e.code)).collect()
    }

    #[test]
    fn b10_a_request_is_accepted_whole_or_in_part_and_only_a_refused_day_asks_for_a_motive() {
        let whole = DecisionForm::accepting(&asked()).read(&rules(), &asked()).unwrap();
        assert_eq!((whole.outcome, whole.reason.is_none(), whole.accepted()), (Outcome::Accepted, true, asked().to_vec()));
        let part = form("accept", ["31/01/2026 - 10/02/2026", "01/03/2026"], "Décompte manquant");
        let ruling = part.read(&rules(), &asked()).unwrap();
        assert_eq!(ruling.outcome, Outcome::PartlyAccepted);
        assert_eq!(ruling.accepted(), [asked()[0], range("2026-03-01", "2026-03-01")]);
        assert_eq!(ruling.periods.iter().flatten().map(|days| days.range.days()).sum::<i64>(), 33, "each day once");
        assert_eq!(ruling.reason.unwrap().clause, "Article 7");
        assert_eq!(codes(&form("accept", ["31/01/2026", ""], "")), ["motive decision-missing-motive"]);
    }

    #[test]
    fn b5_b9_a_refusal_carries_a_motive_of_the_list_and_its_clause() {
        for (verdict, outcome) in
            [("refuse", Outcome::Refused), ("inadmissible", Outcome::Inadmissible), ("without_follow_up", Outcome::WithoutFollowUp)]
        {
            let ruling = form(verdict, ["x", "y"], "Décompte manquant").read(&rules(), &asked()).unwrap();
            assert_eq!((ruling.outcome, ruling.accepted().len()), (outcome, 0), "what is typed of days counts for nothing");
            assert_eq!(codes(&form(verdict, ["", ""], "Autre")), ["motive decision-missing-motive"]);
        }
    }

    #[test]
    fn b10_every_wrong_field_is_named() {
        assert_eq!(codes(&form("", ["", ""], "")), ["verdict decision-missing-verdict", "motive decision-missing-motive"]);
        assert_eq!(
            codes(&form("accept", ["30/01/2026", "hier"], "")),
            ["accepted-0 decision-days-outside", "accepted-1 decision-bad-days"]
        );
        assert_eq!(codes(&form("accept", ["", ""], "Décompte manquant")), ["accepted-0 decision-nothing-accepted"]);
        let long = DecisionForm { text: "</textarea><script>".repeat(2_700), ..form("refuse", ["", ""], "Décompte manquant") };
        assert!(long.text.len() > 50_000);
        assert_eq!(codes(&long), ["text decision-long-text"]);
        let right = DecisionForm { text: "é".repeat(MAX_TEXT), ..form("refuse", ["", ""], "Décompte manquant") };
        assert!(codes(&right).is_empty());
    }
}
