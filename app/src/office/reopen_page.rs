//! « Réexaminer une demande »: what it brings about, why, and the button; or what stands in the way.
use super::{
    layout::{OfficeLayout, opened},
    reopen::{REOPENED, REOPENING, load_reopening},
};
use crate::{
    account::worded,
    page::{param, told},
    routes,
    ui::{ErrorSummary, Notice, NoticeKind, PageHead, TextArea},
    words::{t, t_with},
};
use domain::{
    decision::{MAX_REOPENING, ReopenSheet},
    form::FieldError,
};
use leptos::prelude::*;

/// The page on which a refused request is taken up again.
#[component]
pub fn ReopenPage() -> impl IntoView {
    let (id, number) = (param("id"), param("request"));
    opened(move || load_reopening(id.clone(), number.clone()), |sheet: ReopenSheet| view! { <Reopen sheet/> }.into_any())
}

#[component]
fn Reopen(sheet: ReopenSheet) -> impl IntoView {
    let back = routes::office_claim(&sheet.claim.to_string());
    let lead = t_with("decision-lead", &[("request", &sheet.request), ("number", &sheet.number)]);
    let eyebrow = (sheet.member.clone(), back.clone());
    let (typed, fault): (String, Option<FieldError>) =
        told(REOPENING).map(|(typed, fault): (String, FieldError)| (typed, Some(fault))).unwrap_or_default();
    let obstacle = worded(sheet.obstacle.clone().into_iter().collect()).into_iter().next();
    let problems = if obstacle.is_some() { Vec::new() } else { worded(fault.into_iter().collect()) };
    let rest = match obstacle {
        Some((_, text)) => view! { <Blocked text back/> }.into_any(),
        None => view! { <Form sheet typed problems=problems.clone()/> }.into_any(),
    };
    view! {
        <OfficeLayout title=t("decision-reopen-title") refused=!problems.is_empty() current=routes::OFFICE>
            <PageHead title=t("decision-reopen-title") lead eyebrow/>
            <ErrorSummary title=t("app-errors") items=problems/>
            {rest}
        </OfficeLayout>
    }
}

/// Why the request cannot be taken up again, and the way back.
#[component]
fn Blocked(text: String, back: String) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Warning title=t("decision-reopen-blocked") standing=true><p>{text}</p></Notice>
        <div class="actions"><a class="btn btn--primary" href=back>{t("decision-reopen-back")}</a></div>
    }
}

#[component]
fn Form(sheet: ReopenSheet, typed: String, problems: Vec<(String, String)>) -> impl IntoView {
    let error = Signal::stored(problems.into_iter().next().map(|(_, text)| text));
    view! {
        <section class="card" aria-labelledby="suite">
            <h2 id="suite">{t("decision-reopen-then")}</h2>
            <ul class="list">
                <li>{t("decision-reopen-then-waits")}</li>
                <li>{t("decision-reopen-then-kept")}</li>
                <li>{t("decision-reopen-then-told")}</li>
            </ul>
        </section>
        <form class="card" action="/api/office_reopen" method="post" novalidate>
            <input type="hidden" name="id" value=sheet.claim.to_string()/>
            <input type="hidden" name="number" value=sheet.request/>
            <input type="hidden" name="version" value=sheet.version.to_string()/>
            <input type="hidden" name="key" value=sheet.key.to_string()/>
            <TextArea id="reason" name="reason" label=t("decision-reopen-reason") hint=t("decision-reopen-hint") value=typed error required=true
                maxlength=MAX_REOPENING/>
            <div class="actions"><button class="btn btn--primary" type="submit">{t("decision-reopen-send")}</button></div>
        </form>
    }
}

/// That the request waits again, on the page of its dossier.
#[component]
pub(super) fn Reopened() -> impl IntoView {
    let done = told(REOPENED) == Some(true);
    done.then(|| view! { <Notice kind=NoticeKind::Success><p>{t("decision-reopen-done")}</p></Notice> })
}
