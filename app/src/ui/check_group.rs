//! A question with several answers at once.
use leptos::prelude::*;

use super::described::{described_by, error_line, field_class};

/// Checkboxes; each that is ticked posts its value under the same name. The first has the id of the group, so that the error summary can
/// link to it.
#[component]
pub fn CheckGroup(
    /// Id of the first box; the others add their value to it.
    #[prop(into)]
    id: String,
    /// Name under which the values are posted, such as `cards[]`.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// Values and their words, in order.
    options: Vec<(String, String)>,
    /// Values ticked at first.
    #[prop(optional)]
    selected: Vec<String>,
    /// Why the answer is refused.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let message = error_line(&id, error);
    let described_id = id.clone();
    let boxes = options
        .into_iter()
        .enumerate()
        .map(move |(rank, (value, text))| {
            let input_id = if rank == 0 { id.clone() } else { [id.as_str(), "-", value.as_str()].concat() };
            let ticked = selected.contains(&value);
            view! {
                <label class="check">
                    <input type="checkbox" id=input_id name=name.clone() value=value checked=ticked/>
                    <span>{text}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset
            class=move || field_class(error)
            aria-describedby=move || described_by(&described_id, false, error.with(Option::is_some))
        >
            <legend>{legend}</legend>
            {message}
            <div class="pair">{boxes}</div>
        </fieldset>
    }
}
