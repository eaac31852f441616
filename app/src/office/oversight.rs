//! Figures about the desk (B-60, B-61). The function is a public endpoint.
use crate::AppError;
use domain::{
    claim::{QueueAge, RequestKind},
    day::DayRange,
    oversight::{Figures, KINDS, Leaving, Work},
    reconciliation::{Reconciliation, Tally},
};
use leptos::prelude::*;

/// The figures of so many days, as [`domain::oversight::Span`] reads them.
#[server(endpoint = "office_oversight")]
pub async fn load_oversight(#[server(default)] days: String) -> Result<Figures, AppError> {
    use crate::request;
    use domain::oversight::Span;
    let staff = request::staff(domain::access::Action::Oversee)?;
    Ok(request::backend().figures(&staff, Span::read(&days)).await?)
}

/// Key of the word for that kind of request.
pub(super) const fn kind_key(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Initial => "office-kind-initial",
        RequestKind::Prolongation => "office-kind-prolongation",
        RequestKind::Pdf => "office-kind-pdf",
    }
}

/// Key of the word for that age.
pub(super) const fn age_key(age: QueueAge) -> &'static str {
    match age {
        QueueAge::Late => "office-wait-late",
        QueueAge::Soon => "office-wait-soon",
        QueueAge::OnTime => "office-wait-ok",
    }
}

/// Key of the word for that channel.
pub(super) fn channel_key(leaving: &Leaving) -> &'static str {
    if leaving.channel == "mail" { "oversight-by-mail" } else { "oversight-by-sms" }
}

/// How messages of a channel stand: key of the word, and how many.
pub(super) fn standings(leaving: &Leaving) -> [(&'static str, u64); 3] {
    [("oversight-waiting", leaving.waiting), ("oversight-retrying", leaving.retrying), ("oversight-dead", leaving.dead)]
}

/// The same figures for a spreadsheet: one value a line with what it is, from and to which day it counts, and of what. `say` finds words.
/// Nothing in it was typed by a person, so that no cell can be a formula.
pub fn figures_csv(figures: &Figures, say: impl Fn(&str) -> String) -> String {
    let heads = ["oversight-csv-figure", "oversight-csv-from", "oversight-csv-to", "oversight-csv-of", "oversight-csv-value"];
    let mut lines = vec![heads.map(&say)];
    let whole = figures.days().map(|days| (days, figures.whole));
    for (days, work) in figures.parts.iter().copied().chain(whole) {
        lines.extend(work_values(&work).into_iter().map(|(key, of, value)| line(&say, key, days, of, value)));
    }
    if let Some(today) = figures.parts.last().and_then(|(days, _)| DayRange::new(days.end(), days.end())) {
        let waiting = KINDS.into_iter().zip(figures.waiting).flat_map(|(kind, ages)| {
            QueueAge::ALL.into_iter().zip(ages).map(move |(age, dossiers)| ([kind_key(kind), age_key(age)], dossiers))
        });
        lines.extend(waiting.map(|(of, dossiers)| line(&say, "oversight-progress", today, &of, Some(dossiers))));
        let leaving = figures.leaving.iter().flat_map(|one| standings(one).map(|(key, messages)| ([channel_key(one), key], messages)));
        lines.extend(leaving.map(|(of, messages)| line(&say, "oversight-messages", today, &of, Some(messages))));
    }
    lines.extend(figures.counted.iter().flat_map(|counted| counted_lines(&say, counted)));
    let text: Vec<String> = lines.iter().map(|cells| cells.join(";")).collect();
    // A spreadsheet reads accents by the mark at the beginning.
    format!("\u{feff}{}\r\n", text.join("\r\n"))
}

/// A figure: key of its word, keys of what it is of, and its value where there is one.
type Value = (&'static str, &'static [&'static str], Option<u64>);

fn work_values(work: &Work) -> [Value; 8] {
    let [initial, prolongations, forms] = work.received;
    [
        ("oversight-received", &["office-kind-initial"], Some(initial)),
        ("oversight-received", &["office-kind-prolongation"], Some(prolongations)),
        ("oversight-received", &["office-kind-pdf"], Some(forms)),
        ("oversight-decided", &[], Some(work.decided)),
        ("oversight-completed", &[], Some(work.completed)),
        ("oversight-share", &["oversight-percent"], work.share_completed()),
        ("oversight-median", &["oversight-in-days"], work.median.map(u64::from)),
        ("oversight-ninth", &["oversight-in-days"], work.ninth.map(u64::from)),
    ]
}

fn counted_lines(say: &impl Fn(&str) -> String, counted: &Reconciliation) -> Vec<[String; 5]> {
    let Some(day) = DayRange::new(counted.day, counted.day) else { return Vec::new() };
    let of = |what: &'static str, Tally { given, done, failed, open }: Tally| {
        let parts = [("oversight-given", given), ("oversight-done", done), ("oversight-failed", failed), ("oversight-open", open)];
        parts.map(|(key, value)| line(say, "oversight-counted", day, &[what, key], Some(value)))
    };
    [of("oversight-files", counted.files), of("oversight-outgoing", counted.messages)].into_iter().flatten().collect()
}

fn line(say: &impl Fn(&str) -> String, figure: &str, days: DayRange, of: &[&str], value: Option<u64>) -> [String; 5] {
    let of: Vec<String> = of.iter().map(|key| say(key)).collect();
    let value = value.map(|value| value.to_string()).unwrap_or_default();
    [say(figure), days.start().iso(), days.end().iso(), of.join(", "), value]
}
