//! Files that did not arrive, with what is to be done (Y-1): « Reçu » is said of none of them.
use crate::{
    claim::api::saved_at,
    ui::{Badge, BadgeKind},
    words::{t, t_with},
};
use domain::reach::Unfinished;
use leptos::prelude::*;

/// The files, or nothing where all arrived.
#[component]
pub(crate) fn UnfinishedFiles(files: Vec<Unfinished>) -> impl IntoView {
    (!files.is_empty()).then(|| {
        let line = |file: Unfinished| {
            let (kind, icon, key) = if file.failed {
                (BadgeKind::Danger, "refresh", "attachment-again")
            } else {
                (BadgeKind::Info, "clock", "attachment-under-way")
            };
            let text = t_with(key, &[("when", &saved_at(file.begun_at))]);
            view! { <li><b class="file__name">{file.name}</b><Badge kind icon text/></li> }
        };
        view! {
            <section class="card" aria-labelledby="a-verifier">
                <h2 id="a-verifier">{t("attachment-unfinished")}</h2>
                <p>{t("attachment-unfinished-text")}</p>
                <ul class="list">{files.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}
