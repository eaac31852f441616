//! Asks once before a request being written is deleted.
use super::api::{self, ClaimFile};
use crate::{
    failure::Failure,
    layout::Layout,
    page::{loaded, param},
    routes,
    ui::{Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use domain::claim::may_send;
use leptos::prelude::*;

/// « Supprimer ce brouillon ? »
#[component]
pub fn DeleteDraftPage() -> impl IntoView {
    let number = param("number");
    loaded(
        move || api::load_claim(number.clone()),
        |file: ClaimFile| {
            if let Err(error) = file.draft() {
                return view! { <Failure error/> }.into_any();
            }
            let summary = file.claim.summary;
            let back = if may_send(summary.status) { super::resume_path(&summary) } else { routes::claim(&summary.number) };
            view! {
                <Layout title=t("claim-delete-draft") current=routes::CLAIMS>
                    <PageHead title=t("claim-delete-draft-title") eyebrow=(t_with("claim-title", &[("number", &summary.number)]), back.clone())/>
                    <Notice kind=NoticeKind::Warning><p>{t("claim-delete-draft-text")}</p></Notice>
                    <form class="actions" action="/api/delete_draft" method="post">
                        <input type="hidden" name="number" value=summary.number/>
                        <button class="btn btn--danger" type="submit">{t("claim-delete-draft-yes")}</button>
                        <a class="btn" href=back>{t("claim-delete-draft-no")}</a>
                    </form>
                </Layout>
            }
            .into_any()
        },
    )
}
