//! « Demande de correction » (X-10, D-15): what was asked, and the form to ask more.
use super::parts::error_of;
use crate::{
    ui::{Notice, NoticeKind, TextArea},
    words::{t, t_with},
};
use domain::account::personal::MAX_CORRECTION;
use leptos::prelude::*;

/// The part of the page.
#[component]
pub(super) fn Corrections(
    /// When and how far, what and the answer; newest first.
    requests: Vec<(String, String)>,
    /// Whether no more are taken for now.
    full: bool,
    /// Field and sentence of each mistake.
    problems: Vec<(String, String)>,
) -> impl IntoView {
    let asked = (!requests.is_empty()).then(|| view! { <Asked requests/> });
    let form = if full {
        view! { <Notice kind=NoticeKind::Info standing=true><p>{t("personal-many-corrections")}</p></Notice> }.into_any()
    } else {
        view! { <Ask problems/> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="correction">
            <h2 id="correction">{t("personal-correction")}</h2>
            <p>{t("personal-correction-lead")}</p>
            {asked}
            {form}
        </section>
    }
}

#[component]
fn Asked(requests: Vec<(String, String)>) -> impl IntoView {
    let lines = requests.into_iter().map(|(head, text)| {
        let paragraphs = text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
        view! { <li><div><p class="bold">{head}</p>{paragraphs}</div></li> }
    });
    view! { <ul class="list">{lines.collect_view()}</ul> }
}

#[component]
fn Ask(problems: Vec<(String, String)>) -> impl IntoView {
    let hint = t_with("personal-correction-hint", &[("count", &domain::form::grouped(MAX_CORRECTION as u64))]);
    view! {
        <form class="stack" action="/api/ask_correction" method="post" novalidate>
            <TextArea id="text" name="text" label=t("personal-correction-text") hint error=error_of(&problems, "text") maxlength=MAX_CORRECTION/>
            <p class="hint">{t("personal-notice")}</p>
            <div class="actions"><button class="btn btn--primary" type="submit">{t("personal-correction-send")}</button></div>
        </form>
    }
}
