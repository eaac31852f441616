//! On the recap: tells at once when the request changed elsewhere (another tab, another device), instead of at « Valider ».
use super::api::load_request_state;
use crate::dom;
use leptos::prelude::*;

/// Watches the request being written each time the page comes to the front.
#[island]
pub fn RecapWatch(
    /// Number of the dossier.
    number: String,
    /// How the request stood when the page was made, see [`super::api::request_state`].
    state: String,
    /// What to show when it changed; hidden until then.
    children: Children,
) -> impl IntoView {
    let look = move || {
        let (number, before) = (number.clone(), state.clone());
        leptos::task::spawn_local(async move {
            if let (Ok(now), Some(notice)) = (load_request_state(number).await, dom::find("#demande-changee")) {
                notice.set_hidden(now == before);
            }
        });
    };
    if cfg!(feature = "hydrate") {
        let _ = window_event_listener_untyped("focus", move |_| look());
    }
    view! { <div role="status">{children()}</div> }
}
