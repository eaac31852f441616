//! A field for a few sentences: label, hint, error and text as one.
use leptos::prelude::*;

use super::described::{described_by, error_line, field_class, hint_line, invalid};

/// A field for a few sentences. The renderer does not escape what stands in one, so that is done here, and nowhere else.
#[component]
pub fn TextArea(
    /// Id of the field; the error summary links to it.
    #[prop(into)]
    id: String,
    /// Name under which the text is posted.
    #[prop(into)]
    name: String,
    /// Visible label.
    #[prop(into)]
    label: String,
    /// Help shown between label and field.
    #[prop(optional, into)]
    hint: String,
    /// Text at first.
    #[prop(optional, into)]
    value: String,
    /// Why the text is refused.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether the browser holds the form back while nothing is written.
    #[prop(optional)]
    required: bool,
    /// Longest text, in characters.
    maxlength: usize,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    let hint = hint_line(&id, hint);
    let message = error_line(&id, error);
    let (described_id, label_for) = (id.clone(), id.clone());
    view! {
        <div class=move || field_class(error)>
            <label for=label_for>{label}</label>
            {hint}
            {message}
            <textarea
                class="input"
                id=id
                name=name
                required=required
                rows="6"
                maxlength=maxlength.to_string()
                aria-invalid=move || invalid(error)
                aria-describedby=move || described_by(&described_id, has_hint, error.with(Option::is_some))
                inner_html=escaped(&value)
            ></textarea>
        </div>
    }
}

/// The text as HTML: it ends no element and begins none.
pub fn escaped(text: &str) -> String {
    [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")].iter().fold(text.to_owned(), |text, (sign, code)| text.replace(sign, code))
}
