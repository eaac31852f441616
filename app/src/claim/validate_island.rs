//! « Valider » (C-27) over its plain form: the island sends it itself, so that a lost answer is asked for again under the same
//! key and a second click does nothing.
use super::api::submit_claim;
use crate::{AppError, dom};
use domain::form::fill;
use gloo_timers::future::TimeoutFuture;
use leptos::{ev::SubmitEvent, prelude::*};
use serde::{Deserialize, Serialize};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Longest pause between two tries, in seconds.
const LONGEST_PAUSE: u32 = 30;

/// What the island needs to send the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// Number of the dossier.
    pub number: String,
    /// Key of the request: the same key is the same request.
    pub key: String,
    /// The confirmation.
    pub done: String,
    /// This page, for coming back after signing in.
    pub here: String,
    /// « Envoi de votre demande… »
    pub sending: String,
    /// Sentence: a failure of ours, nothing is lost.
    pub not_sent: String,
    /// Template: the connection is cut, a new try in `{seconds}`.
    pub retrying: String,
}

/// Wakes the form that sends the request.
#[island]
pub fn ValidateForm(
    /// What to send.
    sending: Sending,
    /// The form, as the server rendered it.
    children: Children,
) -> impl IntoView {
    let busy = Arc::new(AtomicBool::new(false));
    let send = move |event: SubmitEvent| {
        if dom::find("#valider").is_some_and(|button| button.has_attribute("aria-describedby")) {
            return;
        }
        event.prevent_default();
        if !busy.swap(true, Ordering::Relaxed) {
            leptos::task::spawn_local(deliver(sending.clone(), busy.clone()));
        }
    };
    view! { <div on:submit=send>{children()}</div> }
}

/// Asks until there is an answer.
async fn deliver(sending: Sending, busy: Arc<AtomicBool>) {
    tell(&sending.sending, true);
    let mut pause = 2;
    let goal = loop {
        match submit_claim(sending.number.clone(), sending.key.clone()).await {
            Ok(()) => break sending.done,
            Err(AppError::Unreachable | AppError::Busy) => {
                tell(&fill(&sending.retrying, &[("seconds".to_owned(), pause.to_string())]), true);
                TimeoutFuture::new(pause * 1000).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
            Err(AppError::Full | AppError::Broken) => {
                tell(&sending.not_sent, false);
                busy.store(false, Ordering::Relaxed);
                return;
            }
            Err(_) => break sending.here,
        }
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
