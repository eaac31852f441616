//! The same message where the member is later: in « Notifications » of the home page (M-3), and on the page of its dossier.
use super::api::Waiting;
use crate::{
    routes,
    ui::{Notice, NoticeKind},
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
            <section class="card card--lead" aria-labelledby="notifications">
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
                <p class="small muted">{t_with("complement-notice-line", &[("number", &number), ("due", &due)])}</p>
            </div>
            <p class="row"><a class="btn btn--primary" href=href>{t("complement-notice-more")}<span class="sr-only">{format!(" {number}")}</span></a></p>
        </li>
    }
}

/// On the page of the dossier.
#[component]
pub fn ClaimNotice(
    /// What was asked for to complete it, answered or not.
    all: Vec<Waiting>,
) -> impl IntoView {
    all.into_iter().find(Waiting::is_open).map(|one| {
        let due = one.complement.due.to_string();
        let href = routes::complement(&one.claim.number, &one.complement.number);
        view! {
            <Notice kind=NoticeKind::Warning title=t("complement-notice")>
                <p>{t_with("complement-message-due", &[("count", &one.complement.missing().len().to_string()), ("due", &due)])}</p>
                <p><a class="btn btn--primary" href=href>{t("complement-title")}</a></p>
            </Notice>
        }
    })
}
