//! The browser's side: wakes the islands of the page, registers the service worker, and nothing else.
use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page after the module has loaded, before its islands are woken.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
    app::register_service_worker();
}
