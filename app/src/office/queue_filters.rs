//! What is asked of the queue: a search, filters at hand, all of them in a form, and those kept under a name (B-1).
use super::desk::OwnFilters;
use crate::{
    page::of_profile,
    routes,
    ui::{Disclose, Icon, SelectField, TextField},
    words::{t, t_with},
};
use domain::{
    claim::{ClaimStatus, KeptFilter, MAX_FILTER_NAME, MAX_SOUGHT, QueueAge, QueueFiles, QueueFilter, RequestKind, Whose},
    id::UserId,
    insurer::Profile,
};
use leptos::prelude::*;

/// Looks for a number or a name. It is posted: no name stands in an address.
#[component]
pub(super) fn SearchForm(
    /// What is wrong with what was looked for.
    error: Option<String>,
) -> impl IntoView {
    let max = u32::try_from(MAX_SOUGHT).unwrap_or(u32::MAX);
    view! {
        <form class="stack stack--sm" role="search" action="/api/office_search" method="post" novalidate aria-label=t("office-search")>
            <TextField id="recherche" name="sought" label=t("office-search") hint=t("office-search-hint") error=Signal::stored(error)
                autocomplete="off" maxlength=max/>
            <button class="btn btn--sm" type="submit">{t("office-search-send")}</button>
        </form>
    }
}

/// Filters that are one press away.
fn at_hand() -> [(&'static str, QueueFilter); 6] {
    let all = QueueFilter::default();
    [
        ("office-filter-all", all),
        ("office-filter-late", QueueFilter { age: Some(QueueAge::Late), ..all }),
        ("office-filter-news", QueueFilter { files: Some(QueueFiles::New), ..all }),
        ("office-filter-overdue", QueueFilter { files: Some(QueueFiles::Overdue), ..all }),
        ("office-filter-mine", QueueFilter { whose: Some(Whose::Mine), ..all }),
        ("office-filter-free", QueueFilter { whose: Some(Whose::Nobodys), ..all }),
    ]
}

/// The filters at hand, those kept, and the form of all.
#[component]
pub(super) fn Filters(
    filter: QueueFilter,
    own: OwnFilters,
    /// What is wrong with the name of a filter to keep.
    error: Option<String>,
) -> impl IntoView {
    let OwnFilters { kept, assignees } = own;
    let chip = move |name: String, of: QueueFilter| {
        let href = routes::office_queue(&[of.to_string()]);
        view! { <li><a class="chip" href=href aria-current=(of == filter).then_some("true")>{name}</a></li> }
    };
    let known = at_hand().map(|(key, of)| chip(t(key), of)).into_iter().collect_view();
    let theirs = kept.iter().map(|one| chip(one.name.clone(), one.filter)).collect_view();
    view! {
        <nav aria-label=t("office-filters")><ul class="chips">{known}{theirs}</ul></nav>
        <Disclose summary=t("office-filters-more")>
            <FilterForm filter assignees/>
            <KeepForm filter error/>
            <DropForms kept/>
        </Disclose>
    }
}

/// Every filter, asked for by the address of the page.
#[component]
fn FilterForm(filter: QueueFilter, assignees: Vec<(UserId, String)>) -> impl IntoView {
    let any = || (String::new(), t("office-filter-any"));
    let named = |values: Vec<(&'static str, String)>| {
        [any()].into_iter().chain(values.into_iter().map(|(value, key)| (value.to_owned(), t(&key)))).collect::<Vec<_>>()
    };
    let waiting = ClaimStatus::ALL.into_iter().filter(|status| status.is_undecided()).map(ClaimStatus::as_str);
    let statuses = named(waiting.map(|name| (name, format!("claim-status-{}", name.replace('_', "-")))).collect());
    let kinds = of_profile(Profile::request_kinds).into_iter().map(RequestKind::as_str);
    let kinds = named(kinds.map(|name| (name, format!("office-kind-{name}"))).collect());
    let whose = [any()].into_iter().chain(holders(filter, assignees)).collect::<Vec<_>>();
    let ages = named(QueueAge::ALL.map(QueueAge::as_str).map(|name| (name, format!("office-wait-{name}"))).into());
    let files = [(QueueFiles::New, "office-filter-news"), (QueueFiles::Overdue, "office-filter-overdue")];
    let files = named(files.map(|(files, key)| (files.as_str(), key.to_owned())).into());
    let chosen = |value: Option<&'static str>| value.unwrap_or_default();
    let asked_of = filter.whose.map(|whose| whose.to_string()).unwrap_or_default();
    view! {
        <form class="filters" action=routes::OFFICE method="get">
            <SelectField id="statut" name="statut" label=t("office-queue-status") options=statuses selected=chosen(filter.status.map(ClaimStatus::as_str))/>
            <SelectField id="demande" name="demande" label=t("office-queue-kind") options=kinds selected=chosen(filter.kind.map(RequestKind::as_str))/>
            <SelectField id="affectation" name="affectation" label=t("office-queue-holder") options=whose selected=asked_of/>
            <SelectField id="nouveau" name="nouveau" label=t("office-queue-files") options=files selected=chosen(filter.files.map(QueueFiles::as_str))/>
            <SelectField id="age" name="age" label=t("office-queue-age") options=ages selected=chosen(filter.age.map(QueueAge::as_str))/>
            <button class="btn" type="submit">{t("office-filters-send")}</button>
        </form>
    }
}

/// Whose dossiers may be asked for: one's own, nobody's, those of each who works on dossiers or has one that waits; and of whoever is asked
/// for now and neither does nor has any longer, so that sending the form again asks for the same.
fn holders(filter: QueueFilter, assignees: Vec<(UserId, String)>) -> Vec<(String, String)> {
    let unnamed = Whose::UNNAMED.map(|whose| (whose.to_string(), t(&format!("office-whose-{whose}"))));
    let known = |id: UserId| assignees.iter().any(|(one, _)| *one == id);
    let other = match filter.whose {
        Some(Whose::Of(id)) if !known(id) => Some((id.to_string(), t("office-whose-other"))),
        _ => None,
    };
    unnamed.into_iter().chain(assignees.into_iter().map(|(id, name)| (id.to_string(), name))).chain(other).collect()
}

/// Keeps what is asked for now under a name.
#[component]
fn KeepForm(filter: QueueFilter, error: Option<String>) -> impl IntoView {
    let max = u32::try_from(MAX_FILTER_NAME).unwrap_or(u32::MAX);
    view! {
        <form class="filters" action="/api/office_keep_filter" method="post" novalidate>
            <input type="hidden" name="ask" value=filter.to_string()/>
            <TextField id="nom-du-filtre" name="name" label=t("office-filters-keep-name") hint=t("office-filters-keep-hint")
                error=Signal::stored(error) autocomplete="off" maxlength=max/>
            <button class="btn" type="submit">{t("office-filters-keep")}</button>
        </form>
    }
}

/// Forgets kept filters.
#[component]
fn DropForms(kept: Vec<KeptFilter>) -> impl IntoView {
    (!kept.is_empty()).then(|| {
        let row = |one: KeptFilter| {
            let label = t_with("office-filters-drop-one", &[("name", &one.name)]);
            view! {
                <li>
                    <span>{one.name.clone()}</span>
                    <form action="/api/office_drop_filter" method="post">
                        <input type="hidden" name="name" value=one.name/>
                        <button class="btn btn--sm" type="submit" aria-label=label><Icon name="trash"/>{t("office-filters-drop")}</button>
                    </form>
                </li>
            }
        };
        view! { <ul class="list">{kept.into_iter().map(row).collect_view()}</ul> }
    })
}
