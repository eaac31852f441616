//! Hint and error of a field, and the ids that tie them to it: `{id}-hint`, `{id}-error`.
use leptos::prelude::*;

use super::Icon;

/// Value of `aria-describedby`: only what is shown is named.
pub fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (true, true) => Some([id, "-hint ", id, "-error"].concat()),
        (true, false) => Some([id, "-hint"].concat()),
        (false, true) => Some([id, "-error"].concat()),
        (false, false) => None,
    }
}

/// Class of the block that holds a field.
pub fn field_class(error: Signal<Option<String>>) -> &'static str {
    if error.with(Option::is_some) { "field field--error" } else { "field" }
}

/// Value of `aria-invalid`.
pub fn invalid(error: Signal<Option<String>>) -> Option<&'static str> {
    error.with(Option::is_some).then_some("true")
}

/// The hint, when there is one.
pub fn hint_line(id: &str, hint: String) -> impl IntoView + use<> {
    let id = [id, "-hint"].concat();
    (!hint.is_empty()).then(|| view! { <p class="hint" id=id>{hint}</p> })
}

/// The error, as long as there is one.
pub fn error_line(id: &str, error: Signal<Option<String>>) -> impl IntoView + use<> {
    let id = [id, "-error"].concat();
    move || {
        let id = id.clone();
        error.get().map(|text| {
            view! {
                <p class="error" id=id>
                    <Icon name="error"/>
                    <span>{text}</span>
                </p>
            }
        })
    }
}
