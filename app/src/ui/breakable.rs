//! Text with an e-mail address in it, on narrow screens.
use leptos::prelude::*;

/// The text; an e-mail address too long for its line breaks after its sign, not inside a word.
pub fn breakable(value: &str) -> impl IntoView + use<> {
    let parts: Vec<String> = value.split_inclusive('@').map(str::to_owned).collect();
    parts
        .into_iter()
        .map(|part| {
            let at = part.ends_with('@');
            view! { {part}{at.then(|| view! { <wbr/> })} }
        })
        .collect_view()
}
