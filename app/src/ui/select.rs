//! A choice in a list: label, hint, error and select as one.
use leptos::prelude::*;

use super::described::{described_by, error_line, field_class, hint_line, invalid};

/// A drop-down list.
#[component]
pub fn SelectField(
    /// Id of the list; the error summary links to it.
    #[prop(into)]
    id: String,
    /// Name under which the value is posted.
    #[prop(into)]
    name: String,
    /// Visible label.
    #[prop(into)]
    label: String,
    /// Values and their words, in order.
    options: Vec<(String, String)>,
    /// Value chosen at first; when none has it, the browser takes the first.
    #[prop(optional, into)]
    selected: String,
    /// Help shown between label and list.
    #[prop(optional, into)]
    hint: String,
    /// Why the value is refused.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether the browser holds the form back while nothing is chosen.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    let hint = hint_line(&id, hint);
    let message = error_line(&id, error);
    let described_id = id.clone();
    let label_for = id.clone();
    let options = options
        .into_iter()
        .map(move |(value, text)| {
            let chosen = value == selected;
            view! { <option value=value selected=chosen>{text}</option> }
        })
        .collect_view();
    view! {
        <div class=move || field_class(error)>
            <label for=label_for>{label}</label>
            {hint}
            {message}
            <select
                class="input input--short"
                id=id
                name=name
                required=required
                aria-invalid=move || invalid(error)
                aria-describedby=move || described_by(&described_id, has_hint, error.with(Option::is_some))
            >
                {options}
            </select>
        </div>
    }
}
