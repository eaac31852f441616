//! Tabs that are links: each has its own address.
use leptos::prelude::*;

/// A row of tabs.
#[component]
pub fn Tabs(
    /// Name of the whole.
    #[prop(into)]
    label: String,
    /// Name, address, and whether it is the page shown.
    items: Vec<(String, String, bool)>,
) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|(name, href, current)| {
            view! { <li><a href=href aria-current=current.then_some("page")>{name}</a></li> }
        })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=label>
            <ul>{items}</ul>
        </nav>
    }
}
