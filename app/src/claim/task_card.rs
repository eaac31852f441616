//! « À faire maintenant »: of what a member's dossiers ask of them, the one thing that comes first, on top of the home page.
use super::{
    claim_page::ProlongForm,
    claims_page::claim_line,
    dossier_next::{Next, complete, prolong, resume},
};
use crate::{
    complement::Waiting,
    page::seen_of,
    routes,
    ui::breakable,
    words::{t, t_with},
};
use domain::{
    claim::{NextAct, Task},
    day::Day,
};
use leptos::prelude::*;

/// The first of the tasks, and how many other dossiers wait; nothing where none does.
#[component]
pub fn TaskCard(
    /// What the dossiers ask of the member, the most urgent first.
    tasks: Vec<Task>,
    /// What was asked for to complete them.
    asked: Vec<Waiting>,
    /// The day it is in Paris.
    today: Day,
) -> impl IntoView {
    let others = tasks.len().saturating_sub(1);
    tasks.into_iter().next().map(|task| {
        let Next { title, texts, action } = said(&task, &asked, today);
        view! {
            <section class="card card--lead" aria-labelledby="a-faire">
                <p class="eyebrow">{t("claim-task")}</p>
                <h2 id="a-faire">{title}</h2>
                <p class="tabular">{breakable(&claim_line(&task.claim))}</p>
                {texts.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
                {seen_of().is_none().then(|| way(task, action))}
                {(others > 0).then(|| view! { <p><a class="link-more small" href=routes::CLAIMS>{others_text(others)}</a></p> })}
            </section>
        }
    })
}

/// The words of the dossier's own page.
fn said(task: &Task, asked: &[Waiting], today: Day) -> Next {
    match task.act {
        NextAct::Complete => complete(asked.iter().find(|one| one.is_open() && one.claim.id == task.claim.id)),
        NextAct::Prolong(covered) => prolong((task.claim.status, true), covered, today),
        NextAct::Resume | NextAct::Wait | NextAct::Nothing | NextAct::Over => resume(&task.claim),
    }
}

/// The button that does it: not for whoever sees a member's pages, who writes nothing there (B-54).
fn way(task: Task, action: Option<(String, String, &'static str)>) -> AnyView {
    if matches!(task.act, NextAct::Prolong(_)) {
        return view! { <ProlongForm number=task.claim.number/> }.into_any();
    }
    action.map(|(text, href, class)| view! { <div class="actions"><a class=class href=href>{text}</a></div> }).into_any()
}

fn others_text(others: usize) -> String {
    if others == 1 { t("claim-task-one-more") } else { t_with("claim-task-more", &[("count", &others.to_string())]) }
}
