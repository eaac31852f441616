//! « Mes dossiers » (C-10), and the way to a first declaration (C-11).
use super::{
    api::{self, ClaimList, Declarable},
    forms_page::Forms,
    wizard::lines_step,
};
use crate::{
    care::StartCare,
    contract::guarantee_key,
    layout::Layout,
    page::{loaded, of_profile},
    routes::{self, Step},
    ui::{Badge, BadgeKind, Empty, PageHead, breakable},
    words::{t, t_with},
};
use domain::{
    claim::{ClaimStatus, ClaimSummary, NextAct, Task},
    insurer::Module,
};
use leptos::prelude::*;

/// The list of dossiers.
#[component]
pub fn ClaimsPage() -> impl IntoView {
    loaded(api::load_claims, |list: ClaimList| {
        let none = list.claims.is_empty();
        let credits = of_profile(|profile| profile.has(Module::Credits));
        let home = t(if credits { "contract-credits" } else { "contract-mine" });
        let (claims, tasks) = (list.claims, list.tasks);
        view! {
            <Layout title=t("claim-list-title") current=routes::CLAIMS>
                <PageHead title=t("claim-list-title") lead=t("claim-list-lead") eyebrow=(home, routes::HOME.to_owned())/>
                {none.then(|| view! { <Empty icon="folder" title=t("claim-none") text=t("claim-none-text")/> })}
                {(!none).then(|| view! { <h2 class="sr-only">{t("claim-list-title")}</h2><ClaimCards claims tasks/> })}
                {list.declared.map(|declared| view! { <Declare declared/> })}
                <Forms forms=list.forms way=true/>
                <StartCare contracts=list.care/>
            </Layout>
        }
        .into_any()
    })
}

/// Opens a first declaration under one of these.
#[component]
fn Declare(declared: Vec<Declarable>) -> impl IntoView {
    let none = declared.is_empty();
    let forms = declared.into_iter().map(|Declarable { enrolment, label, reference }| {
        let reference = reference.map(|reference| t_with("contract-reference", &[("reference", &reference)]));
        view! {
            <li>
                <div><b>{label.clone()}</b>{reference.map(|text| view! { <p class="eyebrow tabular">{text}</p> })}</div>
                <form action="/api/declare" method="post">
                    <input type="hidden" name="enrolment" value=enrolment.to_string()/>
                    <button class="btn" type="submit">{t("claim-declare")}<span class="sr-only">{format!(" {label}")}</span></button>
                </form>
            </li>
        }
    });
    view! {
        <section class="card" aria-labelledby="declarer">
            <h2 id="declarer">{t("claim-declare-title")}</h2>
            <p class="muted">{t(if none { "claim-declare-none" } else { "claim-declare-text" })}</p>
            {(!none).then(|| view! { <ul class="list">{forms.collect_view()}</ul> })}
        </section>
    }
}

/// Dossiers in a list.
#[component]
pub fn ClaimCards(
    /// The dossiers.
    claims: Vec<ClaimSummary>,
    /// What they ask of the member.
    tasks: Vec<Task>,
) -> impl IntoView {
    let card = |claim: ClaimSummary| {
        let waits = tasks.iter().any(|task| task.claim.id == claim.id && task.act != NextAct::Resume);
        view! { <li class="card"><ClaimCard claim waits/></li> }
    };
    let cards = claims.into_iter().map(card).collect_view();
    view! { <ul class="grid grid--wide">{cards}</ul> }
}

/// One of them; that a request is being written is said of it anyway.
#[component]
fn ClaimCard(claim: ClaimSummary, waits: bool) -> impl IntoView {
    let to = if claim.status == ClaimStatus::Draft { resume_path(&claim) } else { routes::claim(&claim.number) };
    let since = claim.origin.map(|day| t_with("claim-since", &[("day", &day.to_string())]));
    let covered = claim.covered_to.map(|day| t_with("claim-covered-to", &[("day", &day.to_string())]));
    view! {
        <div class="card__head">
            <div>
                <h3><a href=to>{t(guarantee_key(claim.guarantee))}</a></h3>
                <p class="eyebrow tabular">{breakable(&claim_line(&claim))}</p>
            </div>
        </div>
        <p class="row">
            <StatusBadge status=claim.status/>
            {claim.has_draft.then(|| view! { <Badge kind=BadgeKind::Neutral icon="edit" text=t("claim-draft-badge")/> })}
            {waits.then(|| view! { <Badge kind=BadgeKind::Info icon="arrow" text=t("claim-task-badge")/> })}
        </p>
        <p class="small">{since}" "{covered}</p>
    }
}

/// Where a dossier stands, in an icon and a word (C-29).
#[component]
pub fn StatusBadge(
    /// Its status.
    status: ClaimStatus,
) -> impl IntoView {
    let (kind, icon) = match status {
        ClaimStatus::Draft => (BadgeKind::Neutral, "edit"),
        ClaimStatus::InReview => (BadgeKind::Info, "clock"),
        ClaimStatus::ComplementRequested => (BadgeKind::Warning, "alert"),
        ClaimStatus::Accepted | ClaimStatus::PartlyAccepted | ClaimStatus::Paid => (BadgeKind::Success, "check-circle"),
        ClaimStatus::Refused => (BadgeKind::Danger, "error"),
        ClaimStatus::Closed => (BadgeKind::Neutral, "lock"),
    };
    view! { <Badge kind icon text=t(&format!("claim-status-{}", status.as_str().replace('_', "-")))/> }
}

/// The step at which the request being written is taken up again.
pub fn resume_path(claim: &ClaimSummary) -> String {
    let opened = claim.status != ClaimStatus::Draft || claim.origin.is_some() || claim.is_care() || claim.on_form;
    routes::step(&claim.number, if opened { lines_step(claim) } else { Step::Opening })
}

/// « Dossier D26-004187-3, Prêt auto »; without a credit, its number alone.
pub fn claim_line(claim: &ClaimSummary) -> String {
    let key = if claim.product.is_empty() { "claim-title" } else { "claim-line" };
    t_with(key, &[("number", &claim.number), ("product", &claim.product)])
}
