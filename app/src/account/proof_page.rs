//! « Confirmez que c’est vous »: the password again, before what could be turned against a member (Y-10).
use super::{password_page::worded, proof::UNPROVED};
use crate::{
    layout::Layout,
    page::told,
    routes,
    ui::{ErrorSummary, PageHead, TextField},
    words::t,
};
use domain::form::FieldError;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn ProofPage() -> impl IntoView {
    let next = use_query_map().with_untracked(|map| map.get("next")).unwrap_or_default();
    let problems = worded(told::<FieldError>(UNPROVED).into_iter().collect());
    let error = problems.first().map(|(_, text)| text.clone());
    view! {
        <Layout title=t("proof-title") refused=error.is_some()>
            <PageHead title=t("proof-title") lead=t("proof-lead") eyebrow=(t("account-page-title"), routes::ACCOUNT.to_owned())/>
            <ErrorSummary title=t("app-errors") items=problems/>
            <form class="card" action="/api/prove" method="post" novalidate>
                <input type="hidden" name="next" value=next/>
                <TextField id="current" name="current" label=t("password-current") hint=t("password-current-hint") error=Signal::stored(error)
                    input_type="password" autocomplete="current-password" maxlength=256/>
                <div class="actions">
                    <button class="btn btn--primary" type="submit">{t("proof-send")}</button>
                    <a class="btn" href=routes::ACCOUNT>{t("proof-back")}</a>
                </div>
            </form>
        </Layout>
    }
}
