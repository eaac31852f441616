//! Declaring a stop for a member (B-16): who they are, what is begun already, and the form that begins it. Plain forms.
use super::{
    declaring::{DECLARING, DeclaringFile, WrongDeclaring, load_declaring},
    entry_page::Came,
    layout::{OfficeLayout, opened},
};
use crate::{
    account::worded,
    claim::api::Declarable,
    page::{param, told},
    routes,
    ui::{ErrorSummary, Facts, Notice, NoticeKind, PageHead, RadioGroup},
    words::{t, t_with},
};
use domain::{
    claim::{ArrivalForm, Begun},
    id::UserId,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn DeclaringPage() -> impl IntoView {
    let id = param("id");
    opened(move || load_declaring(id.clone()), |file: DeclaringFile| view! { <Declaring file/> }.into_any())
}

#[component]
fn Declaring(file: DeclaringFile) -> impl IntoView {
    let (typed, chosen, errors): WrongDeclaring = told(DECLARING).unwrap_or_default();
    let problems = worded(errors);
    let DeclaringFile { id, member, born, left_on, declared, begun } = file;
    let left = left_on.map(|day| {
        let text = t_with("office-member-left", &[("day", &day.to_string())]);
        view! { <Notice kind=NoticeKind::Warning standing=true><p>{text}</p></Notice> }
    });
    let born = born.map(|day| (t("office-medical-born"), day.to_string()));
    let who = std::iter::once((t("office-queue-member"), member)).chain(born).collect();
    let form = if declared.is_empty() {
        view! { <Notice kind=NoticeKind::Info standing=true><p>{t("entry-nothing-covered")}</p></Notice> }.into_any()
    } else {
        view! { <Form id declared=declared.clone() typed chosen problems=problems.clone()/> }.into_any()
    };
    view! {
        <OfficeLayout title=t("entry-declare") refused=!problems.is_empty() current=routes::OFFICE>
            <PageHead title=t("entry-declare") lead=t("entry-declare-lead") eyebrow=(t("office-queue-title"), routes::OFFICE.to_owned())/>
            <ErrorSummary title=t("app-errors") items=problems/>
            {left}
            <section class="card"><Facts items=who/></section>
            <UnderWay declared begun/>
            {form}
            <p class="hint">{t("entry-declare-noted")}</p>
        </OfficeLayout>
    }
}

/// What is begun already: by the desk, to be gone on with; by the member, who alone goes on with it.
#[component]
fn UnderWay(declared: Vec<Declarable>, begun: Vec<Begun>) -> impl IntoView {
    let notice = |one: Begun| {
        let under = declared.iter().find(|known| known.enrolment == one.enrolment).map(|known| known.label.clone()).unwrap_or_default();
        if let Some(claim) = one.entered {
            let (text, href) = (t_with("entry-begun-here", &[("name", &under)]), routes::office_entry(&claim.to_string()));
            view! { <Notice kind=NoticeKind::Info standing=true><p>{text}</p><p><a href=href>{t("entry-resume")}</a></p></Notice> }
                .into_any()
        } else {
            let text = t_with("entry-begun-by-member", &[("name", &under)]);
            view! { <Notice kind=NoticeKind::Warning standing=true><p>{text}</p></Notice> }.into_any()
        }
    };
    begun.into_iter().map(notice).collect_view()
}

/// Under what the stop is declared, and how the declaration came.
#[component]
fn Form(id: UserId, declared: Vec<Declarable>, typed: ArrivalForm, chosen: String, problems: Vec<(String, String)>) -> impl IntoView {
    let error = problems.iter().find(|(of, _)| of == "contrat").map(|(_, text)| text.clone());
    let only = if let [one] = declared.as_slice() { one.enrolment.to_string() } else { chosen };
    let options = declared.into_iter().map(option).collect();
    view! {
        <form class="card" action="/api/office_declare" method="post" novalidate>
            <input type="hidden" name="id" value=id.to_string()/>
            <RadioGroup id="contrat" name="enrolment" legend=t("entry-under") options selected=only error=Signal::stored(error)/>
            <Came typed problems/>
            <div class="actions">
                <button class="btn btn--primary" type="submit">{t("entry-begin")}</button>
                <a class="btn" href=routes::OFFICE>{t("office-conflict-queue")}</a>
            </div>
        </form>
    }
}

/// What a stop may be declared under, by its identifier and its words.
fn option(one: Declarable) -> (String, String) {
    let reference = one.reference.map(|reference| t_with("contract-reference", &[("reference", &reference)]));
    let words: Vec<String> = std::iter::once(one.label).chain(reference).collect();
    (one.enrolment.to_string(), words.join(", "))
}
