//! The days of a dossier: covered, declared, missing; a grid for the eye and a list to be read.
use crate::{
    claim::capitalised,
    ui::{Strip, StripDay, StripLine, StripMonth},
    words::{t, t_with},
};
use domain::{
    day::DayRange,
    period::{DayState, PeriodForm, Situation, strip},
};
use leptos::prelude::*;

/// The calendar of a dossier with the lines of the request being written.
#[component]
pub fn Calendar(
    /// What was sent before.
    situation: Situation,
    /// What is being declared.
    rows: Vec<PeriodForm>,
    /// The waiting period, where its days are told apart.
    #[prop(optional_no_strip)]
    waiting: Option<DayRange>,
) -> impl IntoView {
    let strip = strip(&situation, &rows, waiting);
    let word = |state: DayState| t(&format!("period-state-{}", state.as_str()));
    let shown = |state: DayState| strip.months.iter().flat_map(|m| &m.days).any(|d| d.state == state);
    let legend =
        DayState::ALL.into_iter().filter(|s| *s != DayState::None && shown(*s)).map(|s| (s.as_str().to_owned(), word(s))).collect();
    let ranges = strip.lines.iter().filter(|l| l.state != DayState::None);
    let ranges = ranges
        .map(|line| StripLine {
            dates: capitalised(&line.range.to_string()),
            what: t_with("period-strip-what", &[("state", &word(line.state)), ("days", &crate::claim::days_text(line.range.days()))]),
        })
        .collect();
    let months = strip.months.into_iter().map(|month| StripMonth {
        label: month.label,
        days: month.days.into_iter().map(|d| StripDay { number: d.number, state: d.state.as_str().to_owned(), today: d.today }).collect(),
    });
    view! { <Strip months=months.collect() legend ranges/> }
}
