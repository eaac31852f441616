//! Somebody came first (B-2): the act did not happen, and here is what did.
use super::{
    desk::{Conflict, load_conflict},
    hands_card::move_items,
    layout::{OfficeLayout, opened},
};
use crate::{
    page::param,
    routes,
    ui::{Notice, NoticeKind, PageHead, Timeline},
    words::{t, t_with},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page of what happened to a dossier since somebody saw a version of it; its status is 409.
#[component]
pub fn ConflictPage() -> impl IntoView {
    let id = param("id");
    let version = use_query_map().with_untracked(|map| map.get("version")).unwrap_or_default();
    let back = routes::office_claim(&id);
    opened(
        move || load_conflict(id.clone(), version.clone()),
        move |conflict: Conflict| view! { <Changed conflict back=back.clone()/> }.into_any(),
    )
}

#[component]
fn Changed(conflict: Conflict, back: String) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::set_status(409);
    let lead = t_with("claim-title", &[("number", &conflict.number)]);
    view! {
        <OfficeLayout title=t("office-conflict-title") current=routes::OFFICE>
            <PageHead title=t("office-conflict-title") lead eyebrow=(t("office-queue-title"), routes::OFFICE.to_owned())/>
            <Notice kind=NoticeKind::Warning standing=true><p>{t("office-conflict-text")}</p></Notice>
            <section class="card" aria-labelledby="entretemps">
                <h2 id="entretemps">{t("office-conflict-since")}</h2>
                <Timeline items=move_items(&conflict.moves)/>
            </section>
            <div class="actions">
                <a class="btn btn--primary" href=back>{t("office-conflict-again")}</a>
                <a class="btn" href=routes::OFFICE>{t("office-conflict-queue")}</a>
            </div>
        </OfficeLayout>
    }
}
