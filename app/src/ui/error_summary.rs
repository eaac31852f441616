//! What must be corrected, at the top of a refused form, with a link to each field.
use leptos::prelude::*;

use super::Icon;

/// The summary of errors; nothing when there are none. It takes the focus when the page arrives, without script.
#[component]
pub fn ErrorSummary(
    /// What happened, in one sentence.
    #[prop(into)]
    title: String,
    /// Id of each refused field, and what to do about it.
    items: Vec<(String, String)>,
) -> impl IntoView {
    (!items.is_empty()).then(|| {
        let items = items.into_iter().map(|(id, text)| view! { <li><a href=["#", id.as_str()].concat()>{text}</a></li> }).collect_view();
        view! {
            <div
                class="alert alert--danger error-summary"
                id="erreurs"
                role="alert"
                tabindex="-1"
                autofocus=true
                aria-labelledby="erreurs-titre"
            >
                <Icon name="error"/>
                <div>
                    <h2 id="erreurs-titre">{title}</h2>
                    <ul>{items}</ul>
                </div>
            </div>
        }
    })
}
