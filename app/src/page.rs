//! Loading what a page shows, or saying why it cannot be shown.
use crate::{AppError, failure::Failure};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use std::future::Future;

/// The part of the address of that name.
pub fn param(name: &'static str) -> String {
    use_params_map().with_untracked(|map| map.get(name)).unwrap_or_default()
}

/// Loads, then shows; an error shows its own page with its own status.
pub fn loaded<T, F>(
    load: impl Fn() -> F + Send + Sync + 'static,
    show: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let content = move || {
        let (loading, show) = (load(), show.clone());
        Suspend::new(async move {
            match loading.await {
                Ok(value) => show(value),
                Err(error) => view! { <Failure error/> }.into_any(),
            }
        })
    };
    view! { <Suspense>{content}</Suspense> }
}
