//! What stands where a list would, when there is nothing in it.
use leptos::prelude::*;

use super::Icon;

/// That there is nothing, and what that means.
#[component]
pub fn Empty(
    /// Name of the drawing above the words.
    #[prop(default = "check-circle")]
    icon: &'static str,
    /// That there is nothing.
    title: String,
    /// What it means, or what comes next.
    #[prop(optional)]
    text: String,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon large=true/>
            <h2>{title}</h2>
            {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
        </div>
    }
}
