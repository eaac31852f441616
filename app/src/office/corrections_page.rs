//! « Demandes de correction » (B-55): members who ask the insurer to correct what the portal shows of them, the longest wait first.
use super::{
    correction::{CorrectionLine, load_corrections},
    layout::{OfficeLayout, opened},
};
use crate::{
    routes,
    ui::{Empty, PageHead},
    words::t,
};
use leptos::prelude::*;

/// The list.
#[component]
pub fn CorrectionsPage() -> impl IntoView {
    opened(load_corrections, |lines: Vec<CorrectionLine>| view! { <Lines lines/> }.into_any())
}

#[component]
fn Lines(lines: Vec<CorrectionLine>) -> impl IntoView {
    let content = if lines.is_empty() {
        view! { <Empty title=t("office-corrections-none") text=t("office-corrections-none-text")/> }.into_any()
    } else {
        let line = |one: CorrectionLine| {
            let href = routes::office_correction(&one.id);
            view! { <li><div><a class="bold" href=href>{one.member}</a><p class="eyebrow">{one.when}</p></div></li> }
        };
        view! { <div class="card"><ul class="list">{lines.into_iter().map(line).collect_view()}</ul></div> }.into_any()
    };
    view! {
        <OfficeLayout title=t("office-corrections-title") current=routes::OFFICE_CORRECTIONS>
            <PageHead title=t("office-corrections-title") lead=t("office-corrections-lead")/>
            {content}
        </OfficeLayout>
    }
}
