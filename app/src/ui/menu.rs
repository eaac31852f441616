//! More actions behind three dots, without script.
use leptos::prelude::*;

use super::Icon;

/// A menu of links.
#[component]
pub fn Menu(
    /// What the actions are for; the button shows only an icon.
    #[prop(into)]
    label: String,
    /// The actions, each an `<li>`.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="menu">
            <summary aria-label=label>
                <Icon name="more"/>
            </summary>
            <ul>{children()}</ul>
        </details>
    }
}
