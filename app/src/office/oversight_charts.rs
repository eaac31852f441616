//! The plots of « Pilotage », each with its table (B-60, B-61).
use super::oversight::{age_key, channel_key, kind_key, standings};
use crate::{
    claim::capitalised,
    page::of_profile,
    ui::{Chart, ChartKind, ChartLabel, ChartSeries},
    words::{t, t_with},
};
use domain::{
    claim::QueueAge,
    day::DayRange,
    insurer::Profile,
    oversight::{Figures, Leaving, Work},
};
use leptos::prelude::*;

/// All plots.
#[component]
pub(super) fn Charts(figures: Figures) -> impl IntoView {
    let Figures { parts, waiting, leaving, .. } = figures;
    let dates: Vec<ChartLabel> = parts.iter().map(|(days, _)| dated(*days)).collect();
    let over = |key: &str, value: fn(&Work) -> Option<u64>| ChartSeries {
        name: t(key),
        values: parts.iter().map(|(_, work)| value(work)).collect(),
    };
    let flow = vec![over("oversight-received", |work| Some(work.all_received())), over("oversight-decided", |work| Some(work.decided))];
    let waits =
        vec![over("oversight-median", |work| work.median.map(u64::from)), over("oversight-ninth", |work| work.ninth.map(u64::from))];
    let share = vec![over("oversight-share", Work::share_completed)];
    let ages: Vec<ChartLabel> = QueueAge::ALL.map(|age| same(t(age_key(age)))).into();
    let kinds: Vec<ChartSeries> =
        of_profile(Profile::request_kinds).into_iter().zip(waiting).map(|(kind, ages)| named(t(kind_key(kind)), ages)).collect();
    let places: Vec<ChartLabel> = leaving.first().map(standings).into_iter().flatten().map(|(key, _)| same(t(key))).collect();
    let channel = |one: &Leaving| named(t(channel_key(one)), standings(one).map(|(_, messages)| messages));
    let channels: Vec<ChartSeries> = leaving.iter().map(channel).collect();
    view! {
        <div class="charts">
            <Plot id="flux" title=t("oversight-flow") kind=ChartKind::Bars head=t("oversight-when") labels=dates.clone() series=flow/>
            <Plot id="delais" title=t("oversight-waits") kind=ChartKind::Lines head=t("oversight-when") labels=dates.clone() series=waits/>
            <Plot id="complements" title=t("oversight-shares") kind=ChartKind::Lines head=t("oversight-when") labels=dates series=share/>
            <Plot id="attente" title=t("oversight-ages") kind=ChartKind::Bars head=t("oversight-age") labels=ages series=kinds/>
            <Plot id="messages" title=t("oversight-leaving") kind=ChartKind::Bars head=t("oversight-state") labels=places series=channels/>
        </div>
    }
}

/// A plot with the words that all have.
#[component]
fn Plot(
    id: &'static str,
    title: String,
    kind: ChartKind,
    head: String,
    labels: Vec<ChartLabel>,
    series: Vec<ChartSeries>,
) -> impl IntoView {
    let alternative = t_with("oversight-plot", &[("title", &title)]);
    let table = t_with("oversight-table", &[("title", &title)]);
    view! { <Chart id title kind head labels series alternative table none=t("oversight-no-value")/> }
}

/// « 12/03 », and « Du 9 au 15 mars 2026 » in the table.
fn dated(days: DayRange) -> ChartLabel {
    let short = days.start().typed().chars().take(5).collect();
    let full = if days.start() == days.end() { days.start().to_string() } else { capitalised(&days.to_string()) };
    ChartLabel { short, full }
}

fn same(text: String) -> ChartLabel {
    ChartLabel { short: text.clone(), full: text }
}

fn named(name: String, values: [u64; 3]) -> ChartSeries {
    ChartSeries { name, values: values.map(Some).into() }
}
