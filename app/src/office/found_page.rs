//! What was found of what somebody of the desk looked for (B-1): dossiers, and members, for whom a stop may be declared (B-16) and who are
//! helped in (B-53).
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
    let FoundFile { typed, found, members, declares } = file;
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
            {members.map(|members| view! { <Members members declares/> })}
        </OfficeLayout>
    }
}

/// The members of that name or contract, each with what may be done for them.
#[component]
fn Members(members: FoundMembers, declares: bool) -> impl IntoView {
    let more = t_with("entry-members-more", &[("count", &FOUND.to_string())]);
    let none = members.lines.is_empty();
    let about = match (none, declares) {
        (true, _) => "entry-members-none",
        (false, true) => "entry-members-text",
        (false, false) => "office-access-members",
    };
    let line = move |one: FoundMember| {
        let (id, whose) = (one.id.to_string(), t_with("office-access-of", &[("name", &one.name)]));
        let whom = t_with("entry-declare-for", &[("name", &one.name)]);
        let declare = declares.then(|| {
            view! { <a class="btn btn--sm" href=routes::office_declaring(&id) aria-label=whom>{t("claim-declare")}</a> }
        });
        let born = one.born.map(|day| t_with("personal-born", &[("day", &day.to_string())]));
        view! {
            <li>
                <div><b>{one.name}</b>{born.map(|text| view! { <p class="eyebrow">{text}</p> })}</div>
                <div class="row">
                    {declare}
                    <a class="btn btn--sm" href=routes::office_access(&id) aria-label=whose>{t("office-access")}</a>
                </div>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="assures">
            <h2 id="assures">{t("entry-members")}</h2>
            <p class="muted">{t(about)}</p>
            {members.more.then(|| view! { <p>{more}</p> })}
            {(!none).then(|| view! { <ul class="list">{members.lines.into_iter().map(line).collect_view()}</ul> })}
        </section>
    }
}
