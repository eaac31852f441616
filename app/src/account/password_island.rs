//! Help while a password is chosen (S-55), over its plain form: what is asked is ticked off when the field is left, never while it is
//! typed. The policy is the server's, handed over as patterns that the browser reads.
use crate::dom;
use leptos::{ev::Event, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, js_sys::RegExp};

/// Wakes the form of a new password.
#[island]
pub fn PasswordHelp(
    /// The form, as the server rendered it.
    children: Children,
) -> impl IntoView {
    if cfg!(feature = "hydrate") {
        let _ = window_event_listener_untyped("change", tick_off);
    }
    view! { <div>{children()}</div> }
}

/// Says of each demand whether what stands in the field meets it; of an empty field nothing.
fn tick_off(event: Event) {
    let Some(field) = dom::place_of(&event, "#new") else { return };
    let typed = field.unchecked_into::<HtmlInputElement>().value();
    for line in dom::all("[data-demand]") {
        let met = RegExp::new(&line.get_attribute("data-demand").unwrap_or_default(), "su").test(&typed);
        dom::attribute(&line, "data-met", (!typed.is_empty()).then_some(if met { "yes" } else { "no" }));
    }
}
