//! « Modifier », named for what it changes.
use leptos::prelude::*;

/// A link to where something is changed.
#[component]
pub fn ChangeLink(
    /// « Modifier ».
    #[prop(into)]
    text: String,
    /// What is changed, for whoever does not see where the link stands.
    #[prop(into)]
    what: String,
    /// Address of the page that changes it.
    #[prop(into)]
    href: String,
) -> impl IntoView {
    view! { <a href=href>{text}<span class="sr-only">{format!(" {what}")}</span></a> }
}
