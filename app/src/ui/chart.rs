//! A plot as a drawing in the page, and its figures as a table behind it. It has no script and no colour of its own: the style sheet gives
//! each series a look that differs by more than colour. It is drawn here because crates that draw plots bring fonts, colours and inline
//! styles of their own, which the page's policy forbids.
use leptos::prelude::*;
use std::fmt::Write;

use super::Disclose;

/// Size of the drawing, and the room left around the plot for what is written there.
const SIZE: (u64, u64) = (840, 440);
const LEFT: u64 = 84;
const RIGHT: u64 = 12;
const TOP: u64 = 24;
const BOTTOM: u64 = 56;
/// Labels written under a plot at most: more would touch.
const LABELS: usize = 6;

/// How values are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// A bar each: amounts.
    Bars,
    /// Points on a line: what goes up and down.
    Lines,
}

/// A place along the plot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartLabel {
    /// As it is written under the plot.
    pub short: String,
    /// As the table has it.
    pub full: String,
}

/// Values that belong together; two series at most are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartSeries {
    /// What they are.
    pub name: String,
    /// One a label; nothing is drawn where there is none.
    pub values: Vec<Option<u64>>,
}

/// A plot with its title, its legend and its table.
#[component]
pub fn Chart(
    /// Id of its title.
    id: &'static str,
    /// What it shows.
    title: String,
    /// How.
    kind: ChartKind,
    /// What its labels are: head of the first column.
    head: String,
    /// Places along it, in order.
    labels: Vec<ChartLabel>,
    /// What it compares.
    series: Vec<ChartSeries>,
    /// What it is for whoever does not see it.
    alternative: String,
    /// Words that open the table.
    table: String,
    /// What the table has where there is no value.
    none: String,
) -> impl IntoView {
    let (width, height) = SIZE;
    let view_box = format!("0 0 {width} {height}");
    let plot = drawing(kind, &labels, &series);
    let names: Vec<String> = series.iter().map(|one| one.name.clone()).collect();
    let key = |(at, name): (usize, String)| {
        view! { <li><svg class="chart__key" viewBox="0 0 40 24" aria-hidden="true" focusable="false" inner_html=sample(kind, at)></svg>{name}</li> }
    };
    view! {
        <figure class="card chart" aria-labelledby=id>
            <h2 id=id>{title.clone()}</h2>
            <svg class="chart__plot" viewBox=view_box role="img" aria-label=alternative inner_html=plot></svg>
            <ul class="legend">{names.into_iter().enumerate().map(key).collect_view()}</ul>
            <Disclose summary=table><ChartTable title head labels series none/></Disclose>
        </figure>
    }
}

/// The same figures, to be read.
#[component]
fn ChartTable(title: String, head: String, labels: Vec<ChartLabel>, series: Vec<ChartSeries>, none: String) -> impl IntoView {
    let names = series.iter().map(|one| view! { <th scope="col">{one.name.clone()}</th> }).collect_view();
    let row = |(at, label): (usize, ChartLabel)| {
        let value = |one: &ChartSeries| one.values.get(at).copied().flatten().map_or_else(|| none.clone(), |value| value.to_string());
        let cells = series.iter().map(|one| view! { <td class="tabular">{value(one)}</td> }).collect_view();
        view! { <tr><th scope="row">{label.full}</th>{cells}</tr> }
    };
    let rows = labels.into_iter().enumerate().map(row).collect_view();
    view! {
        <table class="table">
            <caption class="sr-only">{title}</caption>
            <thead><tr><th scope="col">{head}</th>{names}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// The plot: lines to read heights by, what is drawn of each series, labels.
pub fn drawing(kind: ChartKind, labels: &[ChartLabel], series: &[ChartSeries]) -> String {
    let most = series.iter().flat_map(|one| &one.values).flatten().max().copied().unwrap_or_default();
    let top = ceiling(most);
    let heights = [0, top / 2, top].map(|value| height(value, top));
    let drawn = series.iter().enumerate().map(|(at, one)| match kind {
        ChartKind::Bars => bars(at, series.len(), one, top),
        ChartKind::Lines => points(at, one, top),
    });
    let every = labels.len().div_ceil(LABELS).max(1);
    let shown = labels.iter().enumerate().filter(|(at, _)| at % every == 0);
    let below = shown.map(|(at, label)| {
        let (x, y) = (middle(at, labels.len()), SIZE.1 - 16);
        format!("<text class=\"chart__label\" text-anchor=\"middle\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(&label.short))
    });
    heights.into_iter().chain(drawn).chain(below).collect()
}

/// A line across the plot, and the value it stands for.
fn height(value: u64, top: u64) -> String {
    let (y, right, x, base) = (y_of(value, top), SIZE.0 - RIGHT, LEFT - 12, y_of(value, top) + 8);
    format!(
        "<line class=\"chart__height\" x1=\"{LEFT}\" x2=\"{right}\" y1=\"{y}\" y2=\"{y}\"/>\
         <text class=\"chart__label\" text-anchor=\"end\" x=\"{x}\" y=\"{base}\">{value}</text>"
    )
}

/// The bars of a series that stands at that place among so many.
fn bars(at: usize, many: usize, series: &ChartSeries, top: u64) -> String {
    let (many, at_place) = (many.max(1) as u64, at as u64);
    let count = series.values.len();
    let wide = (SIZE.0 - LEFT - RIGHT) * 4 / (5 * count.max(1) as u64 * many);
    let bar = |(place, value): (usize, &Option<u64>)| {
        let y = y_of((*value)?, top);
        let x = middle(place, count) + wide * at_place - wide * many / 2;
        let tall = SIZE.1 - BOTTOM - y;
        Some(format!("<rect class=\"chart__bar chart__bar--{at}\" x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{tall}\"/>"))
    };
    series.values.iter().enumerate().filter_map(bar).collect()
}

/// The points of a series, and the line that joins those beside each other.
fn points(at: usize, series: &ChartSeries, top: u64) -> String {
    let (mut path, mut marks, mut joined) = (String::new(), String::new(), false);
    for (place, value) in series.values.iter().enumerate() {
        if let Some(value) = value {
            let (x, y) = (middle(place, series.values.len()), y_of(*value, top));
            let _ = write!(path, "{}{x} {y}", if joined { "L" } else { "M" });
            marks.push_str(&mark(at, x, y));
        }
        joined = value.is_some();
    }
    format!("<path class=\"chart__line chart__line--{at}\" d=\"{path}\"/>{marks}")
}

/// A point: round for the first series, square for the other.
fn mark(at: usize, x: u64, y: u64) -> String {
    if at == 0 {
        return format!("<circle class=\"chart__mark chart__mark--0\" cx=\"{x}\" cy=\"{y}\" r=\"7\"/>");
    }
    format!("<rect class=\"chart__mark chart__mark--{at}\" x=\"{}\" y=\"{}\" width=\"13\" height=\"13\"/>", x - 6, y - 6)
}

/// What a series looks like, for the legend.
fn sample(kind: ChartKind, at: usize) -> String {
    match kind {
        ChartKind::Bars => format!("<rect class=\"chart__bar chart__bar--{at}\" x=\"8\" y=\"2\" width=\"24\" height=\"20\"/>"),
        ChartKind::Lines => format!("<path class=\"chart__line chart__line--{at}\" d=\"M0 12L40 12\"/>{}", mark(at, 20, 12)),
    }
}

/// The middle of that place among so many.
fn middle(at: usize, count: usize) -> u64 {
    LEFT + (SIZE.0 - LEFT - RIGHT) * (2 * at as u64 + 1) / (2 * count.max(1) as u64)
}

/// How far down that value is drawn.
fn y_of(value: u64, top: u64) -> u64 {
    let room = SIZE.1 - TOP - BOTTOM;
    TOP + room - value.min(top).saturating_mul(room) / top.max(1)
}

/// The least height that holds the value and whose half is a whole number: 2, 4, 6, 8, 10, 20, 40 …
pub fn ceiling(value: u64) -> u64 {
    let units = std::iter::successors(Some(1_u64), |unit| unit.checked_mul(10));
    let mut heights = units.flat_map(|unit| [2_u64, 4, 6, 8, 10].map(|times| times.saturating_mul(unit)));
    heights.find(|height| *height >= value).unwrap_or(value)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
