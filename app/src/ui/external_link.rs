//! A button that leads out of the portal.
use super::Icon;
use leptos::prelude::*;

/// A link to another site: it opens a window of its own, and says so (D-19).
#[component]
pub fn ExternalLink(
    /// Its words.
    #[prop(into)]
    text: String,
    /// « Lien externe au site. S’ouvre dans une nouvelle fenêtre. », the words of its icon.
    #[prop(into)]
    note: String,
    /// Address of the other site.
    #[prop(into)]
    href: String,
) -> impl IntoView {
    view! {
        <a class="btn btn--sm" href=href target="_blank" rel="noopener noreferrer">
            {text}<span class="sr-only">{format!(" {note}")}</span><Icon name="external"/>
        </a>
    }
}
