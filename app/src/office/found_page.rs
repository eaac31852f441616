//! What was found of what somebody of the desk looked for (B-1): dossiers, and members for whom a stop may be declared (B-16).
use super::{
    layout::{OfficeLayout, opened},
    queue_filters::SearchForm,
    search::{FoundFile, load_found},
};
use crate::{
    claim::StatusBadge,
    routes,
    ui::{Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use domain::claim::{FOUND, FoundClaim, FoundMember, FoundMembers};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page of what was found.
#[component]
pub fn FoundPage() -> impl IntoView {
    let q = use_query_map().with_untracked(|map| map.get("q")).unwrap_or_default();
    opened(move || load_found(q.clone()), |file: FoundFile| view! { <What file/> }.into_any())
}

#[component]
fn What(file: FoundFile) -> impl IntoView {
    let FoundFile { typed, found, members } = file;
    let lead = t_with("office-found-lead", &[("typed", &typed)]);
    let more = t_with("office-found-more", &[("count", &FOUND.to_string())]);
    let line = |one: FoundClaim| {
        view! {
            <li>
                <div><b>{one.member}</b><p><a class="tabular nowrap" href=routes::office_claim(&one.id.to_string())>{one.number}</a></p></div>
                <StatusBadge status=one.status/>
            </li>
        }
    };
    let content = if found.lines.is_empty() {
        view! { <Notice kind=NoticeKind::Info><p>{t("office-found-none")}</p></Notice> }.into_any()
    } else {
        view! { <section class="card" aria-label=t("office-found")><ul class="list">{found.lines.into_iter().map(line).collect_view()}</ul></section> }.into_any()
    };
    view! {
        <OfficeLayout title=t("office-found") current=routes::OFFICE>
            <PageHead title=t("office-found") lead eyebrow=(t("office-queue-title"), routes::OFFICE.to_owned())/>
            <SearchForm error=None/>
            {found.more.then(|| view! { <Notice kind=NoticeKind::Warning standing=true><p>{more}</p></Notice> })}
            {content}
            {members.map(|members| view! { <Members members/> })}
        </OfficeLayout>
    }
}

/// The members of that name or contract, each with the way to declare a stop for them.
#[component]
fn Members(members: FoundMembers) -> impl IntoView {
    let more = t_with("entry-members-more", &[("count", &FOUND.to_string())]);
    let none = members.lines.is_empty();
    let line = |one: FoundMember| {
        let (href, whom) = (routes::office_declaring(&one.id.to_string()), t_with("entry-declare-for", &[("name", &one.name)]));
        let born = one.born.map(|day| t_with("personal-born", &[("day", &day.to_string())]));
        view! {
            <li>
                <div><b>{one.name}</b>{born.map(|text| view! { <p class="eyebrow">{text}</p> })}</div>
                <a class="btn btn--sm" href=href aria-label=whom>{t("claim-declare")}</a>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="assures">
            <h2 id="assures">{t("entry-members")}</h2>
            <p class="muted">{t(if none { "entry-members-none" } else { "entry-members-text" })}</p>
            {members.more.then(|| view! { <p>{more}</p> })}
            {(!none).then(|| view! { <ul class="list">{members.lines.into_iter().map(line).collect_view()}</ul> })}
        </section>
    }
}
