//! What a mailed link opens: another password, or signing in again at once. Opening it uses nothing up: mail scanners open
//! links too.
use super::{
    password_page::{NewPasswordFields, worded},
    recovery::{Opens, WRONG, find_link},
};
use crate::{
    layout::Layout,
    page::{loaded, param, told},
    routes,
    ui::{ErrorSummary, Notice, NoticeKind, PageHead},
    words::t,
};
use leptos::prelude::*;

/// The page of a link.
#[component]
pub fn LinkPage() -> impl IntoView {
    let token = param("token");
    let asked = token.clone();
    loaded(
        move || find_link(asked.clone()),
        move |opens| match opens {
            Opens::Reset => view! { <ResetForm token=token.clone()/> }.into_any(),
            Opens::Unlock => view! { <OneButton token=token.clone() action="/api/unlock" words="unlock"/> }.into_any(),
            Opens::Stay => view! { <OneButton token=token.clone() action="/api/stay" words="comeback"/> }.into_any(),
            Opens::Nothing => view! { <DeadLink text="deadlink-text" again=(routes::LOST, "deadlink-again")/> }.into_any(),
        },
    )
}

#[component]
fn ResetForm(token: String) -> impl IntoView {
    let problems = worded(told(WRONG).unwrap_or_default());
    view! {
        <Layout title=t("reset-title") refused=!problems.is_empty()>
            <PageHead title=t("reset-title") lead=t("reset-lead")/>
            <ErrorSummary title=t("app-errors") items=problems.clone()/>
            <form class="card" action="/api/reset_password" method="post" novalidate>
                <input type="hidden" name="token" value=token/>
                <NewPasswordFields problems/>
                <div class="actions"><button class="btn btn--primary" type="submit">{t("reset-save")}</button></div>
            </form>
        </Layout>
    }
}

/// A link that needs nothing but a press; the words of that name say what for.
#[component]
fn OneButton(token: String, action: &'static str, words: &'static str) -> impl IntoView {
    let say = move |part: &str| t(&format!("{words}-{part}"));
    view! {
        <Layout title=say("title")>
            <PageHead title=say("title") lead=say("lead")/>
            <form class="card" action=action method="post">
                <input type="hidden" name="token" value=token/>
                <div class="actions">
                    <button class="btn btn--primary" type="submit">{say("send")}</button>
                    <a class="btn" href=routes::LOST>{t("account-lost")}</a>
                </div>
            </form>
        </Layout>
    }
}

/// The link ended, was used, or never was.
#[component]
pub(super) fn DeadLink(
    /// Key of the sentence that says what it means.
    text: &'static str,
    /// Where another one is had, and the key of the words that say so.
    again: (&'static str, &'static str),
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::set_status(410);
    view! {
        <Layout title=t("deadlink-title")>
            <PageHead title=t("deadlink-title")/>
            <Notice kind=NoticeKind::Warning><p>{t(text)}</p></Notice>
            <div class="actions">
                <a class="btn btn--primary" href=again.0>{t(again.1)}</a>
                <a class="btn" href=routes::SIGN_IN>{t("account-sign-in")}</a>
            </div>
        </Layout>
    }
}
