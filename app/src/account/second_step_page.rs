//! The second step of signing in: the code of an application, or a recovery code.
use super::{password_page::worded, second_factor::STEP, sign_in_page::with_contact};
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
pub fn SecondStepPage() -> impl IntoView {
    let next = use_query_map().with_untracked(|map| map.get("next")).unwrap_or_default();
    let problems = worded(told::<FieldError>(STEP).into_iter().collect());
    let error = problems.first().map(|(_, text)| text.clone());
    view! {
        <Layout title=t("step-title") refused=error.is_some()>
            <PageHead title=t("step-title") lead=t("step-lead")/>
            <ErrorSummary title=t("app-errors") items=problems/>
            <form class="card" action="/api/second_step" method="post" novalidate>
                <input type="hidden" name="next" value=next/>
                <TextField id="code" name="code" label=t("step-code") hint=t("step-code-hint") error=Signal::stored(error)
                    autocomplete="one-time-code" maxlength=64/>
                <div class="actions">
                    <button class="btn btn--primary btn--lg" type="submit">{t("step-send")}</button>
                    <a class="btn" href=routes::SIGN_IN>{t("step-back")}</a>
                </div>
            </form>
            <p class="small muted">{with_contact("second-lost-call", &[])}</p>
        </Layout>
    }
}
