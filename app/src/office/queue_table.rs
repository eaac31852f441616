//! The lines of the queue, and the way to those before and after.
use crate::{
    claim::{StatusBadge, api::saved_at, days_text},
    routes,
    ui::{Icon, Table},
    words::{t, t_with},
};
use domain::claim::{QueueAge, QueueFilter, QueueLine, QueuePlace};
use leptos::prelude::*;

/// How long a dossier has waited: days and a word, with a sign and a colour.
#[component]
pub(super) fn AgeMark(age: QueueAge, days: i64) -> impl IntoView {
    let icon = match age {
        QueueAge::OnTime => "clock",
        QueueAge::Soon => "alert",
        QueueAge::Late => "error",
    };
    let waited = if days < 1 { t("office-age-today") } else { days_text(days) };
    let text = t_with(&format!("office-age-{}", age.as_str()), &[("days", &waited)]);
    view! { <span class="age" data-age=age.as_str()><Icon name=icon/>{text}</span> }
}

/// « Nouveau document ».
#[component]
pub(super) fn NewsMark() -> impl IntoView {
    view! { <span class="badge badge--unread"><Icon name="file"/><span>{t("office-news")}</span></span> }
}

/// « Réponse en retard »: the last day to send what was asked for is over (B-7).
#[component]
pub(super) fn OverdueMark() -> impl IntoView {
    view! { <span class="badge badge--danger"><Icon name="clock"/><span>{t("office-overdue")}</span></span> }
}

/// What the documents of a dossier are waiting for, if they are.
fn of_files(news: bool, overdue: bool) -> AnyView {
    let seen = (!news && !overdue).then(|| t("office-news-none"));
    let news = news.then(|| view! { <NewsMark/> });
    let overdue = overdue.then(|| view! { <OverdueMark/> });
    view! { {news} {overdue} {seen} }.into_any()
}

/// The lines of a page.
#[component]
pub(super) fn QueueTable(lines: Vec<QueueLine>) -> impl IntoView {
    let heads = ["received", "age", "claim", "member", "kind", "status", "files", "holder"];
    let heads = heads.map(|column| t(&format!("office-queue-{column}")));
    let [received, age, claim, member, kind, status, files, holder] = heads.clone();
    let row = move |line: QueueLine| {
        let of_kind = if line.care { t("care-desk-kind") } else { t(&format!("office-kind-{}", line.kind.as_str())) };
        view! {
            <tr data-age=line.age.as_str()>
                <td data-label=received.clone()>{saved_at(line.since)}</td>
                <td data-label=age.clone()><AgeMark age=line.age days=line.days/></td>
                <th scope="row" data-label=claim.clone()>
                    <a class="tabular nowrap" href=routes::office_claim(&line.id.to_string())>{line.number}</a>
                </th>
                <td data-label=member.clone()>{line.member}</td>
                <td data-label=kind.clone()>{of_kind}</td>
                <td data-label=status.clone()><StatusBadge status=line.status/></td>
                <td data-label=files.clone()>{of_files(line.news, line.overdue)}</td>
                <td data-label=holder.clone()>{line.holder.unwrap_or_else(|| t("office-holder-none"))}</td>
            </tr>
        }
    };
    view! {
        <div class="card">
            <Table caption=t("office-queue-lead") heads>{lines.into_iter().map(row).collect_view()}</Table>
        </div>
    }
}

/// The way to the previous and the next page, and back to the first one, where there is one.
#[component]
pub(super) fn Pages(filter: QueueFilter, begun: bool, previous: Option<QueuePlace>, next: Option<QueuePlace>) -> impl IntoView {
    let to = move |name: &str, place: QueuePlace| routes::office_queue(&[filter.to_string(), format!("{name}={place}")]);
    (begun || next.is_some()).then(|| {
        let previous = previous
            .map(|place| view! { <a class="btn" rel="prev" href=to("avant", place)><Icon name="left"/>{t("office-queue-previous")}</a> });
        let next =
            next.map(|place| view! { <a class="btn" rel="next" href=to("apres", place)>{t("office-queue-next")}<Icon name="arrow"/></a> });
        let first = routes::office_queue(&[filter.to_string()]);
        view! {
            <nav class="actions" aria-label=t("office-queue-pages")>
                {begun.then(|| view! { <a class="btn" href=first>{t("office-queue-first")}</a> })}
                {previous}
                {next}
            </nav>
        }
    })
}
