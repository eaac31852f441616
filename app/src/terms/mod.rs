//! « Conditions générales » (S-5 … S-10, D-13) and « Charte de confidentialité » (A-12 … A-14).
mod api;
mod text;

pub use api::accept_terms;

use crate::{
    AppError,
    failure::Failure,
    layout::Layout,
    page::loaded,
    routes,
    ui::{Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use api::TermsFile;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The terms that hold, and, at the end of them, the button that accepts them.
#[component]
pub fn TermsPage() -> impl IntoView {
    let next = use_query_map().with_untracked(|map| map.get("next")).unwrap_or_default();
    loaded(api::load_terms, move |file: TermsFile| {
        let about = t_with("terms-version", &[("version", &file.version), ("day", &file.effective_from.to_string())]);
        let (asked, next) = (file.asked, next.clone());
        let notice = asked.map(|changed| if changed { t("terms-changed") } else { t("terms-first") });
        let form = asked.map(|_| {
            view! {
                <form class="card" action="/api/accept_terms" method="post">
                    <input type="hidden" name="version" value=file.version.clone()/>
                    <input type="hidden" name="next" value=next/>
                    <p>{t("terms-ask")}</p>
                    <div class="actions"><button class="btn btn--primary btn--lg" type="submit">{t("terms-accept")}</button></div>
                </form>
            }
        });
        view! {
            <Layout title=t("terms-title") updated=Some(file.effective_from)>
                <PageHead title=t("terms-title") lead=about/>
                {notice.map(|text| view! { <Notice kind=NoticeKind::Info><p>{text}</p></Notice> })}
                <div class="prose" inner_html=text::html(&file.text)></div>
                {form}
            </Layout>
        }
        .into_any()
    })
}

/// What the insurer does with personal data.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let Some(charter) = text::charter() else {
        return view! { <Failure error=AppError::NotFound/> }.into_any();
    };
    view! {
        <Layout title=t("privacy-title")>
            <PageHead title=t("privacy-title")/>
            <div class="prose" inner_html=text::html(&charter)></div>
        </Layout>
    }
    .into_any()
}

/// Links that stand at the bottom of every page (S-9, A-12), where the insurer has such texts.
pub(crate) fn footer_links() -> Vec<(String, String)> {
    let terms = text::has_terms().then(|| (t("terms-title"), routes::TERMS.to_owned()));
    let charter = text::charter().map(|_| (t("privacy-title"), routes::PRIVACY.to_owned()));
    terms.into_iter().chain(charter).collect()
}
