//! The calendar of cover, day by day: a silent grid for the eye, then the same in words.
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One month of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StripMonth {
    /// Its short name: « Févr. ».
    pub label: String,
    /// Its days, from the first.
    pub days: Vec<StripDay>,
}

/// One day of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StripDay {
    /// Day of the month.
    pub number: u32,
    /// Its state, as `style/ui/strip.css` knows it: `paye`, `declare`, `franchise`, `a-declarer`, `refuse` or `aucun`.
    pub state: String,
    /// Whether it is today.
    pub today: bool,
}

/// Some days in a row, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StripLine {
    /// « Du 1er au 28 février ».
    pub dates: String,
    /// « déclaré, 28 jours ».
    pub what: String,
}

/// The calendar.
#[component]
pub fn Strip(
    /// The grid.
    months: Vec<StripMonth>,
    /// State and word of each pattern of the grid.
    legend: Vec<(String, String)>,
    /// What the grid says, in words.
    ranges: Vec<StripLine>,
) -> impl IntoView {
    let months = months.into_iter().map(month).collect_view();
    let legend =
        legend.into_iter().map(|(state, text)| view! { <li><i class="day" data-s=state aria-hidden="true"></i>{text}</li> }).collect_view();
    let ranges =
        ranges.into_iter().map(|line| view! { <li><b>{line.dates}</b> " " <span class="muted">{line.what}</span></li> }).collect_view();
    view! {
        <div class="strip">
            <div class="strip__months" aria-hidden="true">{months}</div>
            <ul class="legend">{legend}</ul>
            <ul class="ranges">{ranges}</ul>
        </div>
    }
}

fn month(month: StripMonth) -> impl IntoView {
    let days =
        month.days.into_iter().map(|day| view! { <i class="day" data-s=day.state data-today=day.today>{day.number}</i> }).collect_view();
    view! {
        <div class="strip__m">
            <span>{month.label}</span>
            <div class="strip__d">{days}</div>
        </div>
    }
}
