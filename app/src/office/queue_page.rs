//! « À traiter »: dossiers that wait for a decision, oldest first, a page at a time (B-1).
use super::{
    acts::NO_NEXT,
    desk::{OwnFilters, load_filters, load_queue},
    keys::KeySheet,
    layout::{OfficeLayout, opened},
    queue_filters::{Filters, SearchForm},
    queue_table::{Pages, QueueTable},
    search::ASKED,
};
use crate::{
    AppError,
    account::worded,
    module::PageModule,
    page::told,
    routes,
    ui::{Empty, ErrorSummary, Icon, Notice, NoticeKind, PageHead},
    words::t,
};
use domain::{
    claim::{QUEUE_QUERY, QueueAsk, QueuePage as Lines},
    form::FieldError,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The queue.
#[component]
pub fn QueuePage() -> impl IntoView {
    let query = use_query_map();
    let asked = |name: &str| query.with_untracked(|map| map.get(name)).map(|value| format!("{name}={value}"));
    let ask: Vec<String> = QUEUE_QUERY.iter().filter_map(|name| asked(name)).collect();
    let ask = ask.join("&");
    let of_page = QueueAsk::read(&ask);
    opened(
        move || {
            let ask = ask.clone();
            async move { Ok::<_, AppError>((load_queue(ask).await?, load_filters().await?)) }
        },
        move |(page, own): (Lines, OwnFilters)| view! { <Queue page own ask=of_page/> }.into_any(),
    )
}

#[component]
fn Queue(page: Lines, own: OwnFilters, ask: QueueAsk) -> impl IntoView {
    let problems = worded(told::<FieldError>(ASKED).into_iter().collect());
    let error = |field: &str| problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone());
    let (of_search, of_name) = (error("recherche"), error("nom-du-filtre"));
    let Lines { lines, previous, next } = page;
    let content = if lines.is_empty() {
        let filtered = ask != QueueAsk::default();
        view! { <Nothing filtered/> }.into_any()
    } else {
        view! { <QueueTable lines/> }.into_any()
    };
    view! {
        <OfficeLayout title=t("office-queue-title") refused=!problems.is_empty() current=routes::OFFICE>
            <div class="row row--between row--top">
                <PageHead title=t("office-queue-title") lead=t("office-queue-lead")/>
                <SearchForm error=of_search/>
            </div>
            <ErrorSummary title=t("app-errors") items=problems/>
            {told(NO_NEXT).map(|key: String| view! { <Notice kind=NoticeKind::Info><p>{t(&key)}</p></Notice> })}
            <Filters filter=ask.filter own error=of_name/>
            <div class="row row--between">
                <form action="/api/office_next" method="post">
                    <button class="btn btn--primary" type="submit">{t("office-next")}<Icon name="arrow"/></button>
                </form>
                <KeySheet/>
            </div>
            <p class="small muted" role="status" id="file-dit" data-changed=t("office-queue-changed")></p>
            <div class="stack" id="file" data-stream=routes::OFFICE_STREAM>
                {content}
                <Pages filter=ask.filter begun=ask.from.is_some() previous next/>
            </div>
            <PageModule src=routes::DESK_MODULE/>
        </OfficeLayout>
    }
}

/// No dossier: none waits, or none of those asked for.
#[component]
fn Nothing(filtered: bool) -> impl IntoView {
    let (title, text) = if filtered {
        ("office-queue-none-filtered", "office-queue-none-filtered-text")
    } else {
        ("office-queue-none", "office-queue-none-text")
    };
    view! { <Empty title=t(title) text=t(text)/> }
}
