//! Loading what a page shows, or saying why it cannot be shown.
use crate::{AppError, failure::Failure};
use domain::{account::Staff, contract::Authorised, insurer::Profile};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::de::DeserializeOwned;
use std::future::Future;

/// What became of the form last sent, for the page of that `topic`; told once.
#[cfg(feature = "ssr")]
pub fn told<T: DeserializeOwned>(topic: &str) -> Option<T> {
    crate::request::told(topic)
}

/// Pages are drawn by the server only.
#[cfg(not(feature = "ssr"))]
pub fn told<T: DeserializeOwned>(_: &str) -> Option<T> {
    None
}

/// Something of the insurer's profile that a page shows.
#[cfg(feature = "ssr")]
pub fn of_profile<T: Default>(read: impl FnOnce(&Profile) -> T) -> T {
    read(crate::request::backend().profile())
}

/// Pages are drawn by the server only.
#[cfg(not(feature = "ssr"))]
pub fn of_profile<T: Default>(_: impl FnOnce(&Profile) -> T) -> T {
    T::default()
}

/// What the employers of whoever asks authorise (S-14).
#[cfg(feature = "ssr")]
pub fn authorised() -> Authorised {
    crate::request::authorised()
}

/// Pages are drawn by the server only.
#[cfg(not(feature = "ssr"))]
pub fn authorised() -> Authorised {
    Authorised::default()
}

/// The towns of that postcode, where they are known.
#[cfg(feature = "ssr")]
pub fn towns(postcode: &str) -> Vec<&'static str> {
    crate::request::backend().towns(postcode)
}

/// Pages are drawn by the server only.
#[cfg(not(feature = "ssr"))]
pub fn towns(_: &str) -> Vec<&'static str> {
    Vec::new()
}

/// The server's note that a public form is shown, or an earlier one that still counts.
#[cfg(feature = "ssr")]
pub fn form_note(earlier: &str) -> String {
    crate::request::backend().form_note(earlier).unwrap_or_default()
}

/// Pages are drawn by the server only.
#[cfg(not(feature = "ssr"))]
pub fn form_note(_: &str) -> String {
    String::new()
}

/// Whether the insurer has a kit for those who are not members yet (S-57).
pub fn has_kit() -> bool {
    of_profile(|profile| profile.kit.is_some())
}

/// Whether passkeys work here: the insurer has them, and the address of the portal has a name.
#[cfg(feature = "ssr")]
pub fn has_passkeys() -> bool {
    crate::request::backend().has_passkeys()
}

/// Pages are drawn by the server only.
#[cfg(not(feature = "ssr"))]
pub fn has_passkeys() -> bool {
    false
}

/// Something of whoever is signed in at the back office; the default where nobody is.
#[cfg(feature = "ssr")]
pub fn of_staff<T: Default>(read: impl FnOnce(&Staff) -> T) -> T {
    crate::request::somebody_of_the_office().as_ref().map(read).unwrap_or_default()
}

/// Pages are drawn by the server only.
#[cfg(not(feature = "ssr"))]
pub fn of_staff<T: Default>(_: impl FnOnce(&Staff) -> T) -> T {
    T::default()
}

/// Whose pages somebody of the office sees, and until when, worded (B-54).
#[cfg(feature = "ssr")]
pub fn seen_of() -> Option<(String, String)> {
    crate::request::viewing().map(|seen| (seen.member.full_name(), backend::clock::paris_text(seen.ends_at)))
}

/// Pages are drawn by the server only.
#[cfg(not(feature = "ssr"))]
pub fn seen_of() -> Option<(String, String)> {
    None
}

/// The time it is in Paris, worded.
#[cfg(feature = "ssr")]
pub fn now_text() -> String {
    backend::clock::paris_text(crate::request::backend().now())
}

/// Pages are drawn by the server only.
#[cfg(not(feature = "ssr"))]
pub fn now_text() -> String {
    String::new()
}

/// Where people find the portal: `https://…` without a slash at its end.
#[cfg(feature = "ssr")]
pub fn address() -> String {
    let here = || format!("http://{}", crate::request::request_header(axum::http::header::HOST));
    crate::request::backend().public_url().map_or_else(here, str::to_owned)
}

/// Pages are drawn by the server only.
#[cfg(not(feature = "ssr"))]
pub fn address() -> String {
    String::new()
}

/// The page being read and the seconds until its reader's session ends when they ask for nothing more, where it holds islands.
#[cfg(feature = "ssr")]
pub fn watched() -> Option<(String, i64)> {
    let parts = use_context::<axum::http::request::Parts>()?;
    crate::request::watched(crate::request::backend().profile(), &parts)
}

/// Pages are drawn by the server only.
#[cfg(not(feature = "ssr"))]
pub fn watched() -> Option<(String, i64)> {
    None
}

/// The part of the address of that name.
pub fn param(name: &'static str) -> String {
    use_params_map().with_untracked(|map| map.get(name)).unwrap_or_default()
}

/// Loads, then shows; an error shows its own page with its own status. Without `Suspense` around it, which begins its loads twice over and lets
/// the first ones drop: pages wait for what they show, and are drawn by the server only.
pub fn loaded<T, F>(load: impl FnOnce() -> F, show: impl FnOnce(T) -> AnyView + Send + 'static) -> impl IntoView
where
    T: Send + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let loading = load();
    Suspend::new(async move {
        match loading.await {
            Ok(value) => show(value),
            #[cfg(feature = "ssr")]
            Err(error @ (AppError::SignedOut | AppError::ProofFirst)) => {
                crate::request::ask_first(&error);
                ().into_any()
            }
            Err(error) => view! { <Failure error/> }.into_any(),
        }
    })
}
