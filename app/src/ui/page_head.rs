//! The top of a page: where it belongs, what it is, what it is for.
use super::breakable;
use leptos::prelude::*;

/// The head of a page, with its only `h1`.
#[component]
pub fn PageHead(
    /// The heading.
    #[prop(into)]
    title: String,
    /// One sentence under it.
    #[prop(optional, into)]
    lead: String,
    /// Words and address of the page it belongs to.
    #[prop(optional)]
    eyebrow: Option<(String, String)>,
) -> impl IntoView {
    view! {
        <div class="page-head">
            {eyebrow.map(|(text, href)| view! { <p class="eyebrow"><a href=href>{breakable(&text)}</a></p> })}
            <h1>{breakable(&title)}</h1>
            {(!lead.is_empty()).then(|| view! { <p>{breakable(&lead)}</p> })}
        </div>
    }
}
