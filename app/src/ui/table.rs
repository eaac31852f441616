//! A table whose rows are cards where there is no room for columns.
use leptos::prelude::*;

/// Its frame, its caption and its heads. Each cell of its rows names its head too (`data-label`): the card has no other.
#[component]
pub fn Table(
    /// What it lists, for whoever does not see it.
    caption: String,
    /// Heads of its columns, in order.
    #[prop(into)]
    heads: Vec<String>,
    /// Its rows.
    children: Children,
) -> impl IntoView {
    let heads = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    view! {
        <div class="table-box">
            <table class="table table--cards">
                <caption class="sr-only">{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
