//! The page of such a link (Y-7), for somebody without an account: one document, one file, and nothing of whose it is.
use super::hand_in::{HandedIn, HandingIn, find_handing_in};
use crate::{
    layout::Layout,
    page::{loaded, param, told},
    routes,
    ui::{Icon, Notice, NoticeKind, PageHead},
    words::{t, t_args, t_with},
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn HandInPage() -> impl IntoView {
    let token = param("token");
    let asked = token.clone();
    loaded(
        move || find_handing_in(asked.clone()),
        move |found: Option<HandingIn>| match (told(HandedIn::TOPIC), found) {
            (Some(HandedIn::Received), _) => received(),
            (outcome, Some(asked)) => form(&token, &asked, outcome),
            (_, None) => ended(),
        },
    )
}

fn form(token: &str, asked: &HandingIn, outcome: Option<HandedIn>) -> AnyView {
    let limits = asked.rules.limit_args();
    let reason = outcome.and_then(|outcome| match outcome {
        HandedIn::Received => None,
        HandedIn::TurnedAway(name, refusal) => {
            Some(t_with("complement-turned-away", &[("name", &name), ("reason", &t_args(&refusal.key(), &limits))]))
        }
    });
    let described = if reason.is_some() { "fichier-hint fichier-error" } else { "fichier-hint" };
    let class = if reason.is_some() { "field field--error" } else { "field" };
    let refused = reason.is_some();
    let (title, action, accept, hint) =
        (asked.title.clone(), routes::handed_in(token), asked.rules.accept_attribute(), t_args("complement-limits", &limits));
    view! {
        <Layout title=t("hand-in-title") refused>
            <PageHead title=t("hand-in-title") lead=t("hand-in-lead")/>
            <form class="card" action=action method="post" enctype="multipart/form-data">
                <h2>{title}</h2>
                <div class=class>
                    <label for="fichier">{t("hand-in-file")}</label>
                    <p class="hint" id="fichier-hint">{hint}</p>
                    {reason.map(|reason| view! { <p class="error" id="fichier-error"><Icon name="error"/><span>{reason}</span></p> })}
                    <input class="deposit__file" id="fichier" name="fichiers" type="file" required=true accept=accept aria-describedby=described/>
                </div>
                <p class="hint">{t("hand-in-once")}</p>
                <div class="actions"><button class="btn btn--primary" type="submit"><Icon name="upload"/>{t("complement-deposit")}</button></div>
            </form>
        </Layout>
    }
    .into_any()
}

fn received() -> AnyView {
    view! {
        <Layout title=t("hand-in-received")>
            <PageHead title=t("hand-in-received")/>
            <Notice kind=NoticeKind::Success><p>{t("hand-in-received-text")}</p></Notice>
        </Layout>
    }
    .into_any()
}

fn ended() -> AnyView {
    #[cfg(feature = "ssr")]
    crate::request::set_status(410);
    view! {
        <Layout title=t("deadlink-title")>
            <PageHead title=t("deadlink-title")/>
            <Notice kind=NoticeKind::Warning><p>{t("hand-in-ended")}</p></Notice>
            <p class="small muted">{crate::account::contact()}</p>
        </Layout>
    }
    .into_any()
}
