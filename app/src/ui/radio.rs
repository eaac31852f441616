//! A question with a few answers, all in sight.
use leptos::prelude::*;

use super::described::{described_by, error_line, field_class, hint_line};

/// Radio buttons in a row. The first has the id of the group, so that the error summary can link to it.
#[component]
pub fn RadioGroup(
    /// Id of the first button; the others add their value to it.
    #[prop(into)]
    id: String,
    /// Name under which the value is posted.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// Values and their words, in order.
    options: Vec<(String, String)>,
    /// Value chosen at first; empty when none is.
    #[prop(optional, into)]
    selected: String,
    /// Why the answer is refused.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Help shown between question and answers.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    let hint = hint_line(&id, hint);
    let message = error_line(&id, error);
    let described_id = id.clone();
    let choices = options
        .into_iter()
        .enumerate()
        .map(move |(rank, (value, text))| {
            let input_id = if rank == 0 { id.clone() } else { [id.as_str(), "-", value.as_str()].concat() };
            let chosen = value == selected;
            view! {
                <label class="choice">
                    <input type="radio" id=input_id name=name.clone() value=value checked=chosen/>
                    <span>{text}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset
            class=move || field_class(error)
            aria-describedby=move || described_by(&described_id, has_hint, error.with(Option::is_some))
        >
            <legend>{legend}</legend>
            {hint}
            {message}
            <div class="choices choices--row">{choices}</div>
        </fieldset>
    }
}
