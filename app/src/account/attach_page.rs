//! « Rattacher un contrat » (D-3, D-16): whoever has an account names one more contract of theirs.
use super::{
    attaching::{ATTACHED, load_attaching},
    password_page::worded,
    register_page::ContractFields,
};
use crate::{
    layout::Layout,
    page::{loaded, of_profile, told},
    routes,
    ui::{ErrorSummary, Notice, NoticeKind, PageHead},
    words::t,
};
use domain::{account::ContractForm, form::FieldError};
use leptos::prelude::*;

/// The page.
#[component]
pub fn AttachPage() -> impl IntoView {
    loaded(load_attaching, |birth_date: bool| {
        let certificate = of_profile(|profile| profile.registration.certificate.is_some());
        let told: Option<(ContractForm, Vec<FieldError>)> = told(ATTACHED);
        let attached = told.as_ref().is_some_and(|(_, errors)| errors.is_empty());
        let (form, errors) = told.unwrap_or_default();
        let problems = worded(errors);
        view! {
            <Layout title=t("attach-title") refused=!problems.is_empty() current=routes::ACCOUNT>
                <PageHead title=t("attach-title") lead=t("attach-lead") eyebrow=(t("account-page-title"), routes::ACCOUNT.to_owned())/>
                <ErrorSummary title=t("app-errors") items=problems.clone()/>
                {attached.then(|| view! {
                    <Notice kind=NoticeKind::Success title=t("attach-done")>
                        <p>{t("attach-done-text")}</p><p><a class="link-more" href=routes::HOME>{t("attach-see")}</a></p>
                    </Notice>
                })}
                <form class="card" action="/api/attach_contract" method="post" novalidate>
                    <ContractFields form certificate birth_date problems/>
                    <div class="actions">
                        <button class="btn btn--primary" type="submit">{t("attach-send")}</button>
                        <a class="btn" href=routes::HOME>{t("attach-back")}</a>
                    </div>
                </form>
                <p class="small muted">{super::contact()}</p>
            </Layout>
        }
        .into_any()
    })
}
