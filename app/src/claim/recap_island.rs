//! On the recap: tells at once when the request changed elsewhere (another tab, another device), instead of at « Valider ».
use super::api::{RequestState, load_request_state};
use leptos::prelude::*;

/// Watches the request being written each time the page comes to the front.
#[island]
pub fn RecapWatch(
    /// Number of the dossier.
    number: String,
    /// How the request stood when the page was made.
    state: RequestState,
    /// Sentence: it changed elsewhere.
    changed: String,
    /// Words of the link that shows it anew.
    reload: String,
) -> impl IntoView {
    let differs = RwSignal::new(false);
    let look = move || {
        let (number, before) = (number.clone(), state.clone());
        leptos::task::spawn_local(async move {
            if let Ok(now) = load_request_state(number).await {
                differs.set(now != before);
            }
        });
    };
    Effect::new(move |_| {
        let look = look.clone();
        let handle = window_event_listener_untyped("focus", move |_| look());
        on_cleanup(move || handle.remove());
    });
    view! {
        <div role="status">
            {move || differs.get().then(|| view! {
                <div class="alert alert--warning"><div><p>{changed.clone()}</p><p><a href="">{reload.clone()}</a></p></div></div>
            })}
        </div>
    }
}
