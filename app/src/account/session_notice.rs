//! What is told before and at the end of a session, on pages where people write (WCAG 2.2.1): hidden until the island shows what holds.
use super::SessionWatch;
use crate::{
    page::watched,
    routes,
    ui::Icon,
    words::{t, t_with},
};
use leptos::prelude::*;

/// The notice, on every page with an island and on no other.
#[component]
pub fn SessionNotice() -> impl IntoView {
    watched().map(|(here, left)| view! { <EndNotice here left/> })
}

/// `data-session` names the states in which a part is shown: minutes left, `stayed`, `last` and `ended`.
#[component]
fn EndNotice(
    /// The page, to come back to after signing in.
    here: String,
    /// Seconds until the session ends.
    left: i64,
) -> impl IntoView {
    let soon = |minutes: &str| t_with("session-soon", &[("minutes", minutes)]);
    view! {
        <SessionWatch>
            <div class="alert alert--warning" id="session" data-left=left.to_string() data-session="3 2 1 stayed last ended" hidden>
                <Icon name="clock"/>
                <div>
                    <h2 data-session="3" hidden>{soon("3")}</h2>
                    <h2 data-session="2" hidden>{soon("2")}</h2>
                    <h2 data-session="1" hidden>{t("session-soon-one")}</h2>
                    <h2 data-session="last" hidden>{t("session-last")}</h2>
                    <h2 data-session="ended" hidden>{t("session-ended")}</h2>
                    // Only these are announced, once: not the minutes that pass.
                    <p role="alert" data-session="3 2 1" hidden>{t("session-soon-text")}</p>
                    <p role="alert" data-session="last" hidden>{t("session-last-text")}</p>
                    <p role="alert" data-session="ended" hidden>{t("session-ended-text")}</p>
                    <p role="status" data-session="stayed" hidden>{t("session-stayed")}</p>
                    <p data-session="3 2 1" hidden><button class="btn" id="rester" type="button">{t("session-stay")}</button></p>
                    // What was typed stays here meanwhile.
                    <p data-session="ended" hidden>
                        <a class="btn" href=routes::sign_in_to(&here) target="_blank" rel="noopener">{t("session-sign-in")}</a>
                    </p>
                </div>
            </div>
        </SessionWatch>
    }
}
