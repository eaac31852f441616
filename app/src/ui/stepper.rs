//! Where one stands in a journey of a few steps.
use leptos::prelude::*;

use super::Icon;

/// The steps: done ones may be links, the current one is marked, the next ones are words.
#[component]
pub fn Stepper(
    /// Name of each step, and its address when one may go back to it.
    steps: Vec<(String, Option<String>)>,
    /// Which step is current, counted from 0.
    current: usize,
    /// Said before the name of the current step: « Étape 1 sur 4 : ».
    #[prop(into)]
    summary: String,
    /// Said before the name of a done step: « Terminée : ».
    #[prop(into)]
    done_word: String,
    /// Name of the whole.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let current_name = steps.get(current).map(|(name, _)| name.clone());
    let steps = steps
        .into_iter()
        .enumerate()
        .map(move |(rank, (name, href))| {
            let done = rank < current;
            let mark = done.then(|| {
                view! {
                    <span>
                        <Icon name="check"/>
                    </span>
                    <span class="sr-only">{done_word.clone()}</span>
                }
            });
            let name = match href.filter(|_| done) {
                Some(href) => view! { <a href=href>{name}</a> }.into_any(),
                None => view! { <span>{name}</span> }.into_any(),
            };
            view! {
                <li class=done.then_some("is-done") aria-current=(rank == current).then_some("step")>
                    {mark}
                    {name}
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="stepper" aria-label=label>
            <p>{summary} <b>{current_name}</b></p>
            <ol>{steps}</ol>
        </nav>
    }
}
