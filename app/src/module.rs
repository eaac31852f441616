//! A module of its own for a page that needs a little script and no island.
use crate::Build;
use leptos::{nonce::use_nonce, prelude::*};

/// The module at that address, kept for ever by browsers under the name of this build.
#[component]
pub(crate) fn PageModule(src: &'static str) -> impl IntoView {
    let build = use_context::<Build>().map(|build| build.0).unwrap_or_default();
    view! { <script type="module" nonce=use_nonce() src=[src, "?", build.as_str()].concat()></script> }
}
