//! More text, on demand, without script.
use leptos::prelude::*;

use super::Icon;

/// A text that opens under its summary.
#[component]
pub fn Disclose(
    /// What the text is about.
    #[prop(into)]
    summary: String,
    /// The text.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclose">
            <summary>
                <Icon name="right"/>
                <span>{summary}</span>
            </summary>
            <div>{children()}</div>
        </details>
    }
}
