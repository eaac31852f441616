//! A statement to be ticked.
use leptos::prelude::*;

use super::described::{described_by, error_line, field_class, invalid};

/// A checkbox; posts `true` when ticked, nothing otherwise.
#[component]
pub fn Checkbox(
    /// Id of the box; the error summary links to it.
    #[prop(into)]
    id: String,
    /// Name under which the value is posted.
    #[prop(into)]
    name: String,
    /// The statement.
    #[prop(into)]
    label: String,
    /// Whether it is ticked at first.
    #[prop(optional)]
    checked: bool,
    /// Why it must be ticked.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let message = error_line(&id, error);
    let described_id = id.clone();
    view! {
        <div class=move || field_class(error)>
            {message}
            <label class="check">
                <input
                    type="checkbox"
                    id=id
                    name=name
                    value="true"
                    checked=checked
                    aria-invalid=move || invalid(error)
                    aria-describedby=move || described_by(&described_id, false, error.with(Option::is_some))
                />
                <span>{label}</span>
            </label>
        </div>
    }
}
