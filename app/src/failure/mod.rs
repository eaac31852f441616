//! Pages for what went wrong: what happened, that nothing is lost, and the way on.
use crate::{
    AppError,
    layout::Layout,
    page::param,
    routes,
    ui::{Notice, NoticeKind, PageHead},
    words::t,
};
use leptos::prelude::*;

/// The page that explains an error, with its status.
#[component]
pub fn Failure(
    /// What happened.
    error: AppError,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::set_status(error.status());
    let key = |part: &str| format!("failure-{}-{part}", error.code());
    let (title, text, next) = (t(&key("title")), t(&key("text")), t(&key("next")));
    let href = match error {
        AppError::SignedOut | AppError::TooOften => routes::SIGN_IN,
        AppError::TermsFirst => routes::TERMS,
        AppError::ChoiceFirst => routes::ENROLMENT,
        AppError::ProofFirst => routes::ACCOUNT,
        _ => routes::HOME,
    };
    view! {
        <Layout title=title.clone()>
            <PageHead title/>
            <Notice kind=NoticeKind::Warning><p>{text}</p></Notice>
            <div class="actions"><a class="btn btn--primary" href=href>{next}</a></div>
        </Layout>
    }
}

/// The error named by the address.
#[component]
pub fn FailurePage() -> impl IntoView {
    view! { <Failure error=AppError::from_code(&param("code"))/> }
}

/// No page stands at this address.
#[component]
pub fn NoSuchPage() -> impl IntoView {
    view! { <Failure error=AppError::NotFound/> }
}
