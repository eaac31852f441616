//! The page of the archive, and the one that its mailed link opens. Looking at either prepares nothing.
use super::api::{ASKED, load_export};
use crate::{
    layout::Layout,
    page::{loaded, told},
    routes,
    ui::{Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use domain::export::LINK_HOURS;
use leptos::prelude::*;

/// What the archive holds, and the button that has its link mailed, or, without an address, that downloads it.
#[component]
pub fn ExportPage() -> impl IntoView {
    loaded(load_export, |by_mail: bool| {
        let holds = ["export-holds-pdf", "export-holds-json", "export-holds-files"];
        view! {
            <Layout title=t("export-title") current=routes::ACCOUNT>
                <PageHead title=t("export-title") lead=t("export-lead") eyebrow=(t("account-page-title"), routes::ACCOUNT.to_owned())/>
                {told(ASKED).map(|mailed: bool| view! { <Asked mailed/> })}
                <section class="card" aria-labelledby="contenu">
                    <h2 id="contenu">{t("export-holds")}</h2>
                    <ul>{holds.into_iter().map(|key| view! { <li>{t(key)}</li> }).collect_view()}</ul>
                    <p>{t("export-never")}</p>
                </section>
                {if by_mail { view! { <ByMail/> }.into_any() } else { view! { <Download token=String::new() lead="export-at-once"/> }.into_any() }}
            </Layout>
        }
        .into_any()
    })
}

#[component]
fn Asked(mailed: bool) -> impl IntoView {
    if mailed {
        view! { <Notice kind=NoticeKind::Success title=t("lost-heard")><p>{hours("export-mailed")}</p></Notice> }.into_any()
    } else {
        view! { <Notice kind=NoticeKind::Info title=t("lost-heard")><p>{t("export-enough")}</p></Notice> }.into_any()
    }
}

#[component]
fn ByMail() -> impl IntoView {
    view! {
        <form class="card" action="/api/ask_export" method="post">
            <p>{hours("export-how")}</p>
            <div class="actions">
                <button class="btn btn--primary" type="submit">{t("export-prepare")}</button>
                <a class="btn" href=routes::ACCOUNT>{t("proof-back")}</a>
            </div>
        </form>
    }
}

/// The button that downloads: by the link of that token, or without one.
#[component]
fn Download(token: String, lead: &'static str) -> impl IntoView {
    view! {
        <form class="card" action=routes::ARCHIVE method="post">
            <input type="hidden" name="token" value=token/>
            <p>{t(lead)}</p>
            <div class="actions">
                <button class="btn btn--primary" type="submit">{t("export-download")}</button>
                <a class="btn" href=routes::ACCOUNT>{t("proof-back")}</a>
            </div>
        </form>
    }
}

/// What the mailed link opens for its member.
#[component]
pub(crate) fn ExportLink(
    /// Of the link.
    token: String,
) -> impl IntoView {
    view! {
        <Layout title=t("export-title") current=routes::ACCOUNT>
            <PageHead title=t("export-title") lead=t("export-lead")/>
            <Download token lead="export-once"/>
        </Layout>
    }
}

fn hours(key: &str) -> String {
    t_with(key, &[("hours", &LINK_HOURS.to_string())])
}
