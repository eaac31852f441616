//! Warns before the session ends, in time to stay, over the markup of [`super::SessionNotice`]. The server is asked how long is left
//! before anything is said: another tab may have made the session last. Plain requests: typed calls would weigh as much again.
use crate::{
    dom,
    routes::{SESSION_LEFT, STAY_SIGNED_IN},
};
use gloo_timers::callback::Timeout;
use leptos::{
    ev::{Event, FocusEvent, KeyboardEvent},
    prelude::*,
};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlElement, XmlHttpRequest};

/// So many seconds before the end people are warned.
const WARNING: u32 = 180;
/// Seconds until a question without an answer is asked again, and for which « Vous restez connecté. » is shown.
const AGAIN: u32 = 10;
/// Longest time without a question, in seconds: browsers' timers know no more than 24 days.
const DAY: u32 = 86_400;

/// Watches the end of the session.
#[island]
pub fn SessionWatch(
    /// The notice, as the server rendered it.
    children: Children,
) -> impl IntoView {
    if cfg!(feature = "hydrate") {
        let left = dom::find("#session").and_then(|notice| notice.get_attribute("data-left")).and_then(|left| left.parse().ok());
        show(left.unwrap_or(WARNING + 1), false);
        let _ = window_event_listener_untyped("click", |event| {
            if dom::place_of(&event, "#rester").is_some() {
                ask(STAY_SIGNED_IN);
            }
        });
        // Whoever comes back may have signed in in another tab.
        let _ = window_event_listener_untyped("focus", |_| ask(SESSION_LEFT));
        let _ = window_event_listener_untyped("focusin", remember);
        let _ = window_event_listener_untyped("keydown", close);
    }
    view! { <div class="session no-print">{children()}</div> }
}

thread_local! {
    /// The next question: another one takes it back.
    static NEXT: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    /// What had the focus before the notice.
    static BEFORE: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
    /// Whether the warning has been closed: it is not shown again.
    static CLOSED: Cell<bool> = const { Cell::new(false) };
}

/// Asks the server, in so many seconds.
fn later(seconds: u32, question: &'static str) {
    NEXT.set(Some(Timeout::new(seconds.min(DAY) * 1000, move || ask(question))));
}

fn ask(question: &'static str) {
    let Ok(request) = XmlHttpRequest::new() else { return };
    let answer = request.clone();
    let ended = Closure::once_into_js(move || hear(question, &answer));
    request.set_onloadend(Some(ended.unchecked_ref()));
    let _ = request.open("POST", question).and_then(|()| request.send());
}

fn hear(question: &'static str, answer: &XmlHttpRequest) {
    let left = match answer.status() {
        Ok(200) => answer.response_text().ok().flatten().and_then(|text| text.parse().ok()),
        Ok(401) => Some(0),
        _ => None,
    };
    match left {
        Some(left) => show(left, question == STAY_SIGNED_IN),
        None => later(AGAIN, question),
    }
}

/// Shows what the seconds left call for, and asks again when that changes. Whoever pressed « Rester connecté » gets the focus back
/// where it was.
fn show(left: u32, stayed: bool) {
    if stayed && let Some(before) = BEFORE.take() {
        let _ = before.focus();
    }
    let next = match left {
        0 => return tell("ended"),
        1..=WARNING => {
            if stayed {
                tell("last");
            } else if !CLOSED.get() {
                tell(match left {
                    0..=60 => "1",
                    61..=120 => "2",
                    _ => "3",
                });
            }
            CLOSED.set(CLOSED.get() || stayed);
            (left - 1) % 60 + 1
        }
        _ => {
            CLOSED.set(false);
            tell(if stayed { "stayed" } else { "" });
            if stayed { AGAIN } else { left - WARNING }
        }
    };
    later(next, SESSION_LEFT);
}

/// Shows the parts of the notice that belong to the state, and no others.
fn tell(state: &str) {
    for part in dom::all("[data-session]") {
        dom::attribute(&part, "hidden", Some(""));
    }
    for part in dom::all(&format!("[data-session~='{state}']")) {
        dom::attribute(&part, "hidden", None);
    }
}

/// Remembers what had the focus when it comes to the notice.
fn remember(event: Event) {
    if let Some(before) = event.unchecked_ref::<FocusEvent>().related_target()
        && dom::place_of(&event, "#session").is_some()
    {
        BEFORE.set(Some(before.unchecked_into()));
    }
}

/// Escape closes the notice, which says nothing more until the end.
fn close(event: Event) {
    // Browsers that fill fields in send such events of another kind.
    let escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
    if escape && dom::find("#session").is_some_and(|notice| !notice.hidden()) {
        CLOSED.set(true);
        tell("");
    }
}
