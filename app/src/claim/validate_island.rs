//! « Valider » (C-27) over its plain form: the island sends it itself, so that a lost answer is asked for again under the same
//! key and a second click does nothing.
use super::api::submit_claim;
use crate::{AppError, dom};
use domain::form::fill;
use gloo_timers::callback::Timeout;
use leptos::{ev::SubmitEvent, prelude::*};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Longest pause between two tries, in seconds.
const LONGEST_PAUSE: u32 = 30;

/// What the island needs to send the request.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Envelope {
    number: String,
    key: String,
    version: String,
    done: String,
    sending: String,
    not_sent: String,
    retrying: String,
}

/// Wakes the form that sends the request.
#[island]
pub fn ValidateForm(
    /// Number of the dossier.
    number: String,
    /// Key of the request: the same key is the same request.
    key: String,
    /// The version of it that the page shows.
    version: String,
    /// The confirmation.
    done: String,
    /// « Envoi de votre demande… »
    sending: String,
    /// Sentence: a failure of ours, nothing is lost.
    not_sent: String,
    /// Template: the connection is cut, a new try in `{seconds}`.
    retrying: String,
    /// The form, as the server rendered it.
    children: Children,
) -> impl IntoView {
    let envelope = Envelope { number, key, version, done, sending, not_sent, retrying };
    let busy = Arc::new(AtomicBool::new(false));
    let send = move |event: SubmitEvent| {
        if dom::find("#valider").is_some_and(|button| button.has_attribute("aria-describedby")) {
            return;
        }
        event.prevent_default();
        if !busy.swap(true, Ordering::Relaxed) {
            tell(&envelope.sending, true);
            leptos::task::spawn_local(deliver(envelope.clone(), busy.clone(), 2));
        }
    };
    view! { <div on:submit=send>{children()}</div> }
}

/// Asks until there is an answer, with a pause of `pause` seconds, then twice as many, between two tries.
async fn deliver(envelope: Envelope, busy: Arc<AtomicBool>, pause: u32) {
    let goal = match submit_claim(envelope.number.clone(), envelope.key.clone(), envelope.version.clone()).await {
        Ok(()) => envelope.done,
        Err(AppError::Unreachable | AppError::Busy) => {
            tell(&fill(&envelope.retrying, &[("seconds".to_owned(), pause.to_string())]), true);
            let next = (pause * 2).min(LONGEST_PAUSE);
            Timeout::new(pause * 1000, move || leptos::task::spawn_local(deliver(envelope, busy, next))).forget();
            return;
        }
        Err(AppError::Full | AppError::Broken) => {
            tell(&envelope.not_sent, false);
            return busy.store(false, Ordering::Relaxed);
        }
        // This page again: as the request stands now, or after signing in.
        Err(_) => String::new(),
    };
    let _ = window().location().assign(&goal);
}

/// Says what is going on; while it is, the button waits.
fn tell(text: &str, waits: bool) {
    if let Some(line) = dom::find("#envoi") {
        line.set_text_content(Some(text));
    }
    if let Some(button) = dom::find("#valider") {
        dom::attribute(&button, "aria-disabled", waits.then_some("true"));
    }
}
