//! A text field: label, hint, error and input as one.
use leptos::prelude::*;

use super::described::{described_by, error_line, field_class, hint_line, invalid};

/// A text field. It stays uncontrolled: what is typed before the script arrives is kept.
#[component]
pub fn TextField(
    /// Id of the input; the error summary links to it.
    #[prop(into)]
    id: String,
    /// Name under which the value is posted.
    #[prop(into)]
    name: String,
    /// Visible label.
    #[prop(into)]
    label: String,
    /// Help shown between label and input.
    #[prop(optional, into)]
    hint: String,
    /// Why the value is refused.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Value at first.
    #[prop(optional, into)]
    value: String,
    /// More classes of the input, such as `input--date`.
    #[prop(optional, into)]
    class: String,
    /// `type` of the input.
    #[prop(default = "text")]
    input_type: &'static str,
    /// `inputmode` of the input: which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// `autocomplete` of the input.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Whether the field must be filled in. The form must carry `novalidate`: our own messages are shown.
    #[prop(optional)]
    required: bool,
    /// Longest value, in characters.
    #[prop(optional)]
    maxlength: Option<u32>,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    let hint = hint_line(&id, hint);
    let message = error_line(&id, error);
    let described_id = id.clone();
    let label_for = id.clone();
    let class = if class.is_empty() { "input".to_owned() } else { ["input ", class.as_str()].concat() };
    view! {
        <div class=move || field_class(error)>
            <label for=label_for>{label}</label>
            {hint}
            {message}
            <input
                class=class
                id=id
                name=name
                type=input_type
                value=value
                inputmode=inputmode
                autocomplete=autocomplete
                required=required
                maxlength=maxlength
                aria-invalid=move || invalid(error)
                aria-describedby=move || described_by(&described_id, has_hint, error.with(Option::is_some))
            />
        </div>
    }
}
