//! Terms and their values, to be read again.
use leptos::prelude::*;

/// A list of terms and values.
#[component]
pub fn Facts(
    /// Terms and values, in order.
    items: Vec<(String, String)>,
) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|(term, value)| {
            view! {
                <div>
                    <dt>{term}</dt>
                    <dd>{breakable(&value)}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="facts">{items}</dl> }
}

/// An e-mail address too long for its line breaks after its sign, not inside a word.
fn breakable(value: &str) -> impl IntoView + use<> {
    let parts: Vec<String> = value.split_inclusive('@').map(str::to_owned).collect();
    parts
        .into_iter()
        .map(|part| {
            let at = part.ends_with('@');
            view! { {part}{at.then(|| view! { <wbr/> })} }
        })
        .collect_view()
}
