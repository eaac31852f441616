//! « Valider » (C-27): a plain form that the island sends itself, so that a lost answer is asked for again under the same key
//! and a second click does nothing.
use super::api::submit_claim;
use crate::AppError;
use domain::form::fill;
use gloo_timers::future::TimeoutFuture;
use leptos::{ev::SubmitEvent, prelude::*};
use std::collections::BTreeMap;

/// Longest pause between two tries, in seconds.
const LONGEST_PAUSE: u32 = 30;

/// The form that sends the request.
#[island]
pub fn ValidateForm(
    /// Number of the dossier.
    number: String,
    /// Key of the request: the same key is the same request.
    key: String,
    /// What is missing; none means it can be sent.
    reasons: Vec<String>,
    /// The step before.
    back: String,
    /// The confirmation.
    done: String,
    /// This page, for coming back after signing in.
    here: String,
    /// Words, by name.
    words: BTreeMap<String, String>,
) -> impl IntoView {
    let word = move |name: &str| words.get(name).cloned().unwrap_or_default();
    let (busy, told) = (RwSignal::new(false), RwSignal::new(String::new()));
    let ready = reasons.is_empty();
    let (sending, not_sent, retrying) = (word("sending"), word("not-sent"), word("retrying"));
    let (posted_number, posted_key) = (number.clone(), key.clone());
    let send = move |event: SubmitEvent| {
        if !ready {
            return;
        }
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        told.set(sending.clone());
        let (number, key, done, here, not_sent, retrying) =
            (posted_number.clone(), posted_key.clone(), done.clone(), here.clone(), not_sent.clone(), retrying.clone());
        leptos::task::spawn_local(async move {
            let mut pause = 2;
            let goal = loop {
                match submit_claim(number.clone(), key.clone()).await {
                    Ok(()) => break done,
                    Err(
                        AppError::SignedOut
                        | AppError::Rule(_)
                        | AppError::NotFound
                        | AppError::Forbidden
                        | AppError::TooLarge
                        | AppError::CutOff,
                    ) => break here,
                    Err(AppError::Full | AppError::Broken) => {
                        told.set(not_sent);
                        busy.set(false);
                        return;
                    }
                    Err(AppError::Unreachable | AppError::Busy) => {
                        told.set(fill(&retrying, &[("seconds".to_owned(), pause.to_string())]));
                        TimeoutFuture::new(pause * 1000).await;
                        pause = (pause * 2).min(LONGEST_PAUSE);
                    }
                }
            };
            let _ = window().location().assign(&goal);
        });
    };
    let why = (!ready).then(|| {
        view! {
            <div class="hint" id="pourquoi">
                <p>{word("why")}</p>
                <ul>{reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view()}</ul>
            </div>
        }
    });
    view! {
        <form action="/api/submit_claim" method="post" on:submit=send>
            <input type="hidden" name="number" value=number/>
            <input type="hidden" name="key" value=key/>
            <div class="actions">
                <button class="btn btn--primary btn--lg" type="submit" aria-disabled=move || (!ready || busy.get()).then_some("true")
                    aria-describedby=(!ready).then_some("pourquoi")>{word("validate")}</button>
                <a class="btn" href=back>{word("previous")}</a>
            </div>
            {why}
            <p class="hint" role="status">{move || told.get()}</p>
        </form>
    }
}
