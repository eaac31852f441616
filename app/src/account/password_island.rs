//! Help while a password is chosen (S-55), over its plain form: what is asked is ticked off when the field is left, never while it is
//! typed (R-5), and the passwords can be looked at. The policy is the server's; which characters are capitals or figures the browser
//! knows, whose tables are the same and need not be carried (R-23).
use crate::dom;
use domain::account::{CharacterKind, Demand};
use leptos::{ev::Event, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{
    HtmlInputElement,
    js_sys::{JsString, RegExp},
};

/// Wakes the form of a new password.
#[island]
pub fn PasswordHelp(
    /// The form, as the server rendered it.
    children: Children,
) -> impl IntoView {
    if cfg!(feature = "hydrate") {
        reveal(false);
        let _ = window_event_listener_untyped("change", tick_off);
        let _ = window_event_listener_untyped("click", |event| {
            if let Some(button) = dom::place_of(&event, "#montrer") {
                reveal(button.get_attribute("aria-pressed").as_deref() == Some("false"));
            }
        });
        // Browsers keep what was typed into a plain text field.
        let _ = window_event_listener_untyped("submit", |_| reveal(false));
    }
    view! { <div>{children()}</div> }
}

/// Says of each demand whether what stands in the field meets it; of an empty field nothing.
fn tick_off(event: Event) {
    let Some(input) = dom::place_of(&event, "#new").and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else { return };
    let typed = String::from(JsString::from(input.value()).normalize("NFC"));
    let has = |kind| RegExp::new(pattern(kind), "u").test(&typed);
    for line in dom::all("[data-demand]") {
        let demand = line.get_attribute("data-demand").and_then(|code| Demand::parse(&code));
        let met = demand.is_some_and(|demand| demand.is_met(typed.chars().count(), has));
        dom::attribute(&line, "data-met", (!typed.is_empty()).then_some(if met { "yes" } else { "no" }));
    }
}

/// The characters of that kind, as `CharacterKind` defines them.
fn pattern(kind: CharacterKind) -> &'static str {
    match kind {
        CharacterKind::Upper => r"[\p{Lu}\p{Lt}]",
        CharacterKind::Lower => r"\p{Ll}",
        CharacterKind::Digit => r"\p{Nd}",
        CharacterKind::Special => r"[^\p{Lu}\p{Lt}\p{Ll}\p{Nd}]",
    }
}

/// Shows the passwords as text, or hides them. Nothing looks their spelling up elsewhere.
fn reveal(shown: bool) {
    for input in dom::all("input[autocomplete$='-password']") {
        dom::attribute(&input, "type", Some(if shown { "text" } else { "password" }));
        dom::attribute(&input, "spellcheck", Some("false"));
    }
    if let Some(button) = dom::find("#montrer") {
        dom::attribute(&button, "aria-pressed", Some(if shown { "true" } else { "false" }));
        button.set_hidden(false);
    }
}
