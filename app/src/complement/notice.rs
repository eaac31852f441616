//! The same message where the member is later: in « Notifications » of the home page (M-3).
use super::api::Waiting;
use crate::{
    routes,
    ui::breakable,
    words::{t, t_with},
};
use leptos::prelude::*;

/// « Notifications »; nothing when nothing waits.
#[component]
pub fn Notifications(
    /// What was asked for, answered or not.
    all: Vec<Waiting>,
) -> impl IntoView {
    let open: Vec<Waiting> = all.into_iter().filter(Waiting::is_open).collect();
    (!open.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="notifications">
                <h2 id="notifications">{t("complement-notifications")}</h2>
                <ul class="list">{open.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}

fn line(one: Waiting) -> impl IntoView {
    let (number, due) = (one.claim.number, one.complement.due.to_string());
    let href = routes::complement(&number, &one.complement.number);
    view! {
        <li>
            <div>
                <p><b>{t("complement-notice-title")}</b>" "{t("complement-notice")}</p>
                <p class="small muted">{breakable(&t_with("complement-notice-line", &[("number", &number), ("due", &due)]))}</p>
            </div>
            <p class="row"><a class="btn" href=href>{t("complement-notice-more")}<span class="sr-only">{format!(" {number}")}</span></a></p>
        </li>
    }
}
