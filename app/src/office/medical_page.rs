//! « Plis médicaux » (B-4, Y-8): dossiers whose medical papers wait to be judged, oldest first; and one of them, with what a doctor needs.
use super::{
    claim_page::Periods,
    documents::{ActOutcome, Document},
    layout::{OfficeLayout, opened},
    medical::{MedicalFile, load_medical_claim, load_medical_queue},
};
use crate::{
    claim::api::saved_at,
    page::param,
    routes,
    ui::{Empty, Facts, Icon, PageHead, Table},
    words::{t, t_with},
};
use domain::claim::{MedicalLine, MedicalPage as Lines, QueuePlace};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The queue of the medical service.
#[component]
pub fn MedicalQueuePage() -> impl IntoView {
    let after = use_query_map().with_untracked(|map| map.get("apres")).unwrap_or_default();
    let begun = after.parse::<QueuePlace>().is_ok();
    opened(move || load_medical_queue(after.clone()), move |page: Lines| view! { <Queue page begun/> }.into_any())
}

#[component]
fn Queue(page: Lines, begun: bool) -> impl IntoView {
    let Lines { lines, next } = page;
    let content = if lines.is_empty() {
        view! { <Empty title=t("office-medical-none") text=t("office-medical-none-text")/> }.into_any()
    } else {
        view! { <QueueTable lines/> }.into_any()
    };
    let next = next.map(|place| {
        view! { <a class="btn" rel="next" href=routes::office_medical_after(place)>{t("office-queue-next")}<Icon name="arrow"/></a> }
    });
    let pages = (begun || next.is_some()).then(|| {
        view! {
            <nav class="actions" aria-label=t("office-queue-pages")>
                {begun.then(|| view! { <a class="btn" href=routes::OFFICE_MEDICAL>{t("office-queue-first")}</a> })}
                {next}
            </nav>
        }
    });
    view! {
        <OfficeLayout title=t("office-medical-title") current=routes::OFFICE_MEDICAL>
            <PageHead title=t("office-medical-title") lead=t("office-medical-lead")/>
            <div class="stack">{content} {pages}</div>
        </OfficeLayout>
    }
}

#[component]
fn QueueTable(lines: Vec<MedicalLine>) -> impl IntoView {
    let heads = ["received", "claim", "member"].map(|column| t(&format!("office-queue-{column}")));
    let [received, claim, member] = heads.clone();
    let row = move |line: MedicalLine| {
        view! {
            <tr>
                <td data-label=received.clone()>{saved_at(line.since)}</td>
                <th scope="row" data-label=claim.clone()>
                    <a class="tabular nowrap" href=routes::office_medical(&line.id.to_string())>{line.number}</a>
                </th>
                <td data-label=member.clone()>{line.member}</td>
            </tr>
        }
    };
    view! {
        <div class="card">
            <Table caption=t("office-medical-lead") heads>{lines.into_iter().map(row).collect_view()}</Table>
        </div>
    }
}

/// The page of one dossier.
#[component]
pub fn MedicalClaimPage() -> impl IntoView {
    let id = param("id");
    opened(move || load_medical_claim(id.clone()), |file: MedicalFile| view! { <Papers file/> }.into_any())
}

#[component]
fn Papers(file: MedicalFile) -> impl IntoView {
    let title = t_with("claim-title", &[("number", &file.number)]);
    let at = file.reading();
    let papers = file.items().cloned().map(|item| {
        let judged = file.judged(&item.id.to_string()).is_some();
        view! { <Document at=at.clone() item judged/> }
    });
    let papers = papers.collect_view();
    view! {
        <OfficeLayout title=title.clone() current=routes::OFFICE_MEDICAL>
            <PageHead title=file.member.clone() lead=title eyebrow=(t("office-medical-title"), routes::OFFICE_MEDICAL.to_owned())/>
            <ActOutcome/>
            <div class="desk">
                <section class="card" aria-labelledby="pieces">
                    <h2 id="pieces">{t("office-medical-papers")}</h2>
                    <ul class="list">{papers}</ul>
                </section>
                <Declared file=file.clone()/>
            </div>
            <p class="hint">{t("office-medical-noted")}</p>
        </OfficeLayout>
    }
}

/// Whose dossier it is, and the periods they declared, newest first.
#[component]
pub(super) fn Declared(file: MedicalFile) -> impl IntoView {
    let born = file.born.map(|day| (t("office-medical-born"), day.to_string()));
    let known = std::iter::once((t("office-queue-member"), file.member)).chain(born).collect();
    let periods = file.requests.into_iter().rev().map(|request| view! { <Periods request/> }).collect_view();
    view! {
        <section class="card" aria-labelledby="declare">
            <h2 id="declare">{t("office-piece-declared")}</h2>
            <Facts items=known/>
            {periods}
        </section>
    }
}
