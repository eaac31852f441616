//! Registers the service worker: versioned static files and the offline page, nothing of a member's.
use leptos::prelude::document;

/// Registers the worker of this build; a browser without one goes on without.
pub fn register_service_worker() {
    let meta = document().query_selector("meta[name=relais-build]").ok().flatten();
    let build = meta.and_then(|m| m.get_attribute("content")).unwrap_or_default();
    let worker = leptos::prelude::window().navigator().service_worker();
    let _ = worker.register(&format!("/sw.js?v={build}"));
}
