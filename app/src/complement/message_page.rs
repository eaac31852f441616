//! The message that appears directly after signing in (M-2, M-4), with « Plus tard » (M-16).
use super::api::{Waiting, load_complements};
use crate::{
    claim::claim_line,
    contract::guarantee_key,
    layout::Layout,
    page::loaded,
    routes,
    ui::{Icon, Notice, NoticeKind, PageHead, breakable},
    words::{t, t_with},
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn MessagePage() -> impl IntoView {
    loaded(load_complements, |all: Vec<Waiting>| {
        let open: Vec<Waiting> = all.into_iter().filter(Waiting::is_open).collect();
        if open.is_empty() {
            return none();
        }
        let several = open.len() > 1;
        let (title, lead) = if several {
            ("complement-message-many", "complement-message-many-text")
        } else {
            ("complement-message-one", "complement-message-one-text")
        };
        view! {
            <Layout title=t(title)>
                <PageHead title=t(title) lead=t(lead)/>
                <ul class="stack">{open.into_iter().map(card).collect_view()}</ul>
                <form class="actions" action="/api/put_off" method="post"><button class="btn" type="submit">{t("complement-later")}</button></form>
            </Layout>
        }
        .into_any()
    })
}

fn none() -> AnyView {
    view! {
        <Layout title=t("complement-title")>
            <PageHead title=t("complement-title")/>
            <Notice kind=NoticeKind::Success standing=true><p>{t("complement-message-none")}</p></Notice>
            <p><a class="link-more" href=routes::HOME>{t("complement-to-home")}</a></p>
        </Layout>
    }
    .into_any()
}

/// One of them: each is a démarche of its own, to be answered on its own.
fn card(one: Waiting) -> impl IntoView {
    let line = claim_line(&one.claim);
    let (number, due) = (one.claim.number, one.complement.due.to_string());
    let missing = one.complement.missing().len().to_string();
    let href = routes::complement(&number, &one.complement.number);
    let heading = format!("demarche-{number}");
    let named_by = heading.clone();
    view! {
        <li class="card card--lead" aria-labelledby=named_by>
            <h2 id=heading>{t(guarantee_key(one.claim.guarantee))}</h2>
            <p class="tabular">{breakable(&line)}</p>
            <p>{t_with("complement-message-due", &[("count", &missing), ("due", &due)])}</p>
            <div class="actions">
                <a class="btn btn--primary btn--lg" href=href>{t("complement-title")}<Icon name="arrow"/><span class="sr-only">{format!(" {number}")}</span></a>
            </div>
        </li>
    }
}
