//! Terms and their values, to be read again.
use leptos::prelude::*;

use super::breakable;

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
