//! « Confirmez que c’est vous »: the password again, before what could be turned against a member (Y-10).
use super::{
    password_page::worded,
    proof::{UNPROVED, proof_asks_code},
    sign_in_page::with_contact,
};
use crate::{
    layout::Layout,
    page::{loaded, told},
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
    loaded(proof_asks_code, move |asks_code: bool| view! { <ProofForm next=next.clone() asks_code/> }.into_any())
}

#[component]
fn ProofForm(next: String, asks_code: bool) -> impl IntoView {
    let problems = worded(told::<FieldError>(UNPROVED).into_iter().collect());
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_password, of_code) = (error("current"), error("code"));
    view! {
        <Layout title=t("proof-title") refused=!problems.is_empty() current=routes::ACCOUNT>
            <PageHead title=t("proof-title") lead=t(if asks_code { "proof-lead-code" } else { "proof-lead" }) eyebrow=(t("account-page-title"), routes::ACCOUNT.to_owned())/>
            <ErrorSummary title=t("app-errors") items=problems/>
            <form class="card" action="/api/prove" method="post" novalidate>
                <input type="hidden" name="next" value=next/>
                <TextField id="current" name="current" label=t("password-current") hint=t("password-current-hint") error=of_password
                    input_type="password" autocomplete="current-password" maxlength=256/>
                {asks_code.then(|| view! {
                    <TextField id="code" name="code" label=t("step-code") hint=t("step-code-hint") error=of_code autocomplete="one-time-code" maxlength=64/>
                })}
                <div class="actions">
                    <button class="btn btn--primary" type="submit">{t("proof-send")}</button>
                    <a class="btn" href=routes::ACCOUNT>{t("proof-back")}</a>
                </div>
            </form>
            {asks_code.then(|| view! { <p class="small muted">{with_contact("second-lost-call", &[])}</p> })}
        </Layout>
    }
}
