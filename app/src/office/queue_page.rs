//! « À traiter »: dossiers that wait for a decision, oldest first, a page at a time (B-1).
use super::{
    desk::load_queue,
    layout::{OfficeLayout, WrongRole, allowed},
};
use crate::{
    claim::{StatusBadge, api::saved_at},
    page::loaded,
    routes,
    ui::{Icon, PageHead},
    words::t,
};
use domain::claim::{QueueLine, QueuePage as Lines, QueuePlace};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The queue.
#[component]
pub fn QueuePage() -> impl IntoView {
    let after = use_query_map().with_untracked(|map| map.get("apres")).unwrap_or_default();
    let begun = !after.is_empty();
    loaded(
        move || {
            let asked = load_queue(after.clone());
            async move { allowed(asked.await) }
        },
        move |page: Option<Lines>| match page {
            Some(page) => view! { <Queue page begun/> }.into_any(),
            None => view! { <WrongRole/> }.into_any(),
        },
    )
}

#[component]
fn Queue(page: Lines, begun: bool) -> impl IntoView {
    let none = page.lines.is_empty();
    let content = if none {
        view! {
            <div class="empty"><Icon name="check-circle" large=true/><h2>{t("office-queue-none")}</h2><p>{t("office-queue-none-text")}</p></div>
        }
        .into_any()
    } else {
        view! { <Table lines=page.lines/> }.into_any()
    };
    view! {
        <OfficeLayout title=t("office-queue-title") current=routes::OFFICE>
            <PageHead title=t("office-queue-title") lead=t("office-queue-lead")/>
            {content}
            <Pages next=page.next begun/>
        </OfficeLayout>
    }
}

#[component]
fn Table(lines: Vec<QueueLine>) -> impl IntoView {
    let heads = ["received", "claim", "member", "status"].map(|column| t(&format!("office-queue-{column}")));
    let [received, claim, member, status] = heads.clone();
    let row = move |line: QueueLine| {
        view! {
            <tr>
                <td data-label=received.clone()>{saved_at(line.since)}</td>
                <th scope="row" data-label=claim.clone()>
                    <a class="tabular nowrap" href=routes::office_claim(&line.id.to_string())>{line.number}</a>
                </th>
                <td data-label=member.clone()>{line.member}</td>
                <td data-label=status.clone()><StatusBadge status=line.status/></td>
            </tr>
        }
    };
    view! {
        <div class="card">
            <div class="table-box">
                <table class="table table--cards">
                    <caption class="sr-only">{t("office-queue-lead")}</caption>
                    <thead><tr>{heads.map(|head| view! { <th scope="col">{head}</th> }).into_iter().collect_view()}</tr></thead>
                    <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </div>
    }
}

/// The way to the next page and back to the first one, where there is one.
#[component]
fn Pages(next: Option<QueuePlace>, begun: bool) -> impl IntoView {
    (begun || next.is_some()).then(|| {
        let next = next.map(|place| {
            view! { <a class="btn" href=routes::office_queue_after(&place.to_string())>{t("office-queue-next")}<Icon name="arrow"/></a> }
        });
        view! {
            <nav class="actions" aria-label=t("office-queue-pages")>
                {begun.then(|| view! { <a class="btn" href=routes::OFFICE>{t("office-queue-first")}</a> })}
                {next}
            </nav>
        }
    })
}
