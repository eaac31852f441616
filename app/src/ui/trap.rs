//! A field that only programs see and fill in.
use leptos::prelude::*;

/// The field, `website`: whoever fills it in is no person.
#[component]
pub fn Trap(
    /// What whoever finds it all the same reads: to leave it empty.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <div class="sr-only" aria-hidden="true">
            <label for="website">{label}</label>
            <input id="website" name="website" type="text" tabindex="-1" autocomplete="off"/>
        </div>
    }
}
