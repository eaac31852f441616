//! One line of the period step as typed, and what its fields are offered and named with.
use super::model::PayLevel;
use crate::{
    claim::Line,
    day::{Day, DayRange},
};
use serde::{Deserialize, Serialize};

/// One line as typed. Kept in the draft even when wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PeriodForm {
    /// « La date de début » (C-14).
    pub start: String,
    /// « La date de fin » (C-15).
    pub end: String,
    /// The social body, one of the insurer's list (C-17).
    pub payer: String,
    /// « plein » or « demi ».
    pub pay_level: String,
    /// « Si j'ai repris le travail » (C-16): « oui », « non » or not answered.
    pub resumed: String,
    /// First day back at work.
    pub resumed_on: String,
    /// The box that says work was resumed on the uncovered days: « oui », or the [`gap_value`] it was ticked for.
    pub gap_confirmed: String,
}

/// The stop before a dossier that knows of none, as typed (P-13).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PreviousStop {
    /// Its first day.
    #[serde(rename = "previous_start")]
    pub start: String,
    /// Its last day.
    #[serde(rename = "previous_end")]
    pub end: String,
}

impl PreviousStop {
    /// Its days, when both dates are right.
    pub fn range(&self) -> Option<DayRange> {
        DayRange::new(Day::parse(&self.start)?, Day::parse(&self.end)?)
    }
}

impl Line for PeriodForm {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl PeriodForm {
    /// Whether nothing was filled in. The social body and the box do not count: a list may come with a choice made.
    pub fn is_empty(&self) -> bool {
        [&self.start, &self.end, &self.pay_level, &self.resumed, &self.resumed_on].iter().all(|text| text.trim().is_empty())
    }

    /// The days typed, when both dates are right.
    pub fn range(&self) -> Option<DayRange> {
        DayRange::new(Day::parse(&self.start)?, Day::parse(&self.end)?)
    }

    /// « oui » is yes, « non » is no, anything else is no answer.
    pub fn has_resumed(&self) -> Option<bool> {
        match self.resumed.trim() {
            "oui" => Some(true),
            "non" => Some(false),
            _ => None,
        }
    }

    /// Whether the box was ticked for these uncovered days. A box that carries other days was ticked before the dates changed.
    pub fn confirms(&self, gap: DayRange) -> bool {
        let ticked = self.gap_confirmed.trim();
        ticked == "oui" || ticked == gap_value(gap)
    }

    /// Levels of pay posted: usually one, two when a page offers boxes.
    pub(super) fn levels(&self) -> impl Iterator<Item = PayLevel> {
        self.pay_level.split([',', ' ']).filter_map(PayLevel::parse)
    }
}

/// What the box of uncovered days posts: `2026-02-01/2026-02-03`, so that a confirmation is worth nothing for other days.
pub fn gap_value(gap: DayRange) -> String {
    format!("{}/{}", gap.start().iso(), gap.end().iso())
}

/// A period as named inside a sentence, after « la période » or « celle »: « du 3 au 20 février 2026 », « du 3 mars 2026 ».
pub fn period_name(range: DayRange) -> String {
    if range.days() == 1 { format!("du\u{a0}{}", range.start()) } else { range.to_string() }
}

/// The resume date offered for a period: the day after it, unless that day is still to come (P-11, R-10).
pub fn suggested_resume(end: Day, today: Day) -> Option<Day> {
    (end < today).then(|| end.plus(1))
}
