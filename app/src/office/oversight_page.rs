//! « Pilotage »: what comes in, what waits, how long decisions take, and whether messages leave (B-60, B-61). It names nobody.
use super::{
    layout::{OfficeLayout, opened},
    oversight::{kind_key, load_oversight},
    oversight_charts::Charts,
};
use crate::{
    claim::{api::saved_at, capitalised},
    page::of_profile,
    routes,
    ui::{Facts, Icon, Notice, NoticeKind, PageHead, SelectField, Table},
    words::{t, t_with},
};
use domain::{
    form::grouped,
    insurer::Profile,
    oversight::{Figures, Span, Waiting, Work},
    reconciliation::{Reconciliation, Tally},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn OversightPage() -> impl IntoView {
    let days = use_query_map().with_untracked(|map| map.get("jours")).unwrap_or_default();
    opened(move || load_oversight(days.clone()), |figures: Figures| view! { <Oversight figures/> }.into_any())
}

#[component]
fn Oversight(figures: Figures) -> impl IntoView {
    let days = figures.days().map(|days| capitalised(&days.to_string())).unwrap_or_default();
    let (span, whole, waiting, counted) = (figures.span, figures.whole, figures.waiting, figures.counted);
    let now = [("oversight-progress", figures.in_progress()), ("oversight-late", figures.late())];
    let items: Vec<(String, String)> =
        whole_facts(&whole).into_iter().chain(now.map(|(key, dossiers)| (t(key), grouped(dossiers)))).collect();
    view! {
        <OfficeLayout title=t("oversight-title") current=routes::OFFICE_OVERSIGHT>
            <PageHead title=t("oversight-title") lead=t("oversight-lead")/>
            <SpanForm span/>
            <Counted counted/>
            <section class="card" aria-labelledby="chiffres">
                <h2 id="chiffres">{days}</h2>
                <Facts items/>
                <ByKind whole waiting/>
                <p class="hint">{t("oversight-method")}</p>
            </section>
            <Charts figures/>
        </OfficeLayout>
    }
}

/// Which days, and the same as a file.
#[component]
fn SpanForm(span: Span) -> impl IntoView {
    let option = |of: Span| (of.days().to_string(), t_with("oversight-span-days", &[("days", &of.days().to_string())]));
    let options: Vec<(String, String)> = Span::ALL.map(option).into();
    view! {
        <form class="filters" action=routes::OFFICE_OVERSIGHT method="get">
            <SelectField id="jours" name="jours" label=t("oversight-span") options selected=span.days().to_string()/>
            <button class="btn" type="submit">{t("oversight-show")}</button>
            <a class="btn" href=routes::office_figures(span.days()) download><Icon name="download"/>{t("oversight-csv")}</a>
        </form>
    }
}

fn whole_facts(whole: &Work) -> Vec<(String, String)> {
    let days = |days: Option<u32>| match days {
        None => t("oversight-no-value"),
        Some(1) => t("oversight-days-one"),
        Some(days) => t_with("oversight-days-many", &[("days", &days.to_string())]),
    };
    let share = whole.share_completed().map_or_else(
        || t("oversight-no-value"),
        |share| t_with("oversight-share-of", &[("share", &share.to_string()), ("completed", &grouped(whole.completed))]),
    );
    vec![
        (t("oversight-received"), grouped(whole.all_received())),
        (t("oversight-decided"), grouped(whole.decided)),
        (t("oversight-median"), days(whole.median)),
        (t("oversight-ninth"), days(whole.ninth)),
        (t("oversight-share"), share),
    ]
}

/// Received, in progress and late, by kind of request.
#[component]
fn ByKind(whole: Work, waiting: Waiting) -> impl IntoView {
    let heads = ["oversight-kind", "oversight-received", "oversight-progress", "oversight-late"].map(t);
    let [of_kind, received, progress, late] = heads.clone();
    let row = |((kind, sent), ages): ((_, u64), [u64; 3])| {
        let cells = [(&received, sent), (&progress, ages.iter().sum()), (&late, ages[0])];
        let cells = cells.map(|(head, value)| view! { <td class="tabular" data-label=head.clone()>{grouped(value)}</td> });
        view! { <tr><th scope="row" data-label=of_kind.clone()>{t(kind_key(kind))}</th>{cells.into_iter().collect_view()}</tr> }
    };
    let rows = of_profile(Profile::request_kinds).into_iter().zip(whole.received).zip(waiting).map(row).collect_view();
    view! { <Table caption=t("oversight-by-kind") heads>{rows}</Table> }
}

/// What the last night's count found; an alarm where something is missing (Y-1).
#[component]
fn Counted(counted: Option<Reconciliation>) -> impl IntoView {
    let Some(counted) = counted else {
        return view! { <Notice kind=NoticeKind::Info standing=true><p>{t("oversight-uncounted")}</p></Notice> }.into_any();
    };
    let (kind, title) =
        if counted.is_even() { (NoticeKind::Success, t("oversight-even")) } else { (NoticeKind::Danger, t("oversight-uneven")) };
    let of = |key: &str, Tally { given, done, failed, open }: Tally| {
        let [given, done, failed, open] = [given, done, failed, open].map(grouped);
        t_with(key, &[("given", &given), ("done", &done), ("failed", &failed), ("open", &open)])
    };
    let when = t_with("oversight-counted-on", &[("day", &counted.day.to_string()), ("at", &saved_at(counted.at))]);
    view! {
        <Notice kind title standing=true>
            <p>{when}</p>
            <p>{of("oversight-count-files", counted.files)}</p>
            <p>{of("oversight-count-messages", counted.messages)}</p>
        </Notice>
    }
    .into_any()
}
