//! What the pages of one's data share.
use crate::{
    layout::Layout,
    page::of_profile,
    routes,
    ui::{ErrorSummary, Notice, NoticeKind, PageHead},
    words::t,
};
use domain::account::personal::PersonalRules;
use leptos::prelude::*;

/// What the insurer asks for.
pub(super) fn rules() -> PersonalRules {
    of_profile(|profile| profile.profile_edit.clone())
}

/// A label, starred where an answer must be given (S-51).
pub(super) fn label(key: &str, required: bool) -> String {
    if required { format!("{}*", t(key)) } else { t(key) }
}

/// What is wrong with that field.
pub(super) fn error_of(problems: &[(String, String)], field: &str) -> Signal<Option<String>> {
    Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()))
}

/// A page with one form: what is wrong, the fields, what the data is for (G-6), « Enregistrer ».
#[component]
pub(super) fn FormPage(
    /// Title of the page.
    title: String,
    /// One sentence under it.
    lead: String,
    /// Where the form is posted.
    action: &'static str,
    /// Field and sentence of each mistake.
    problems: Vec<(String, String)>,
    /// Whether what was typed before a fresh proof stands in it, not saved yet.
    #[prop(optional)]
    kept: bool,
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! {
        <Layout title=title.clone() refused=!problems.is_empty() current=routes::ACCOUNT>
            <PageHead title lead eyebrow=(t("personal-title"), routes::PERSONAL.to_owned())/>
            <ErrorSummary title=t("app-errors") items=problems/>
            {kept.then(|| view! { <Notice kind=NoticeKind::Info><p>{t("proof-kept")}</p></Notice> })}
            <form class="card" action=action method="post" novalidate>
                {children()}
                <p class="hint">{t("personal-notice")}</p>
                <div class="actions">
                    <button class="btn btn--primary" type="submit">{t("personal-save")}</button>
                    <a class="btn" href=routes::PERSONAL>{t("personal-back")}</a>
                </div>
            </form>
        </Layout>
    }
}
