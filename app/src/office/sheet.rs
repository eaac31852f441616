//! A page of a file as a picture, with plain links that enlarge it, turn it and go on (B-3): on the desk, and for the medical service.
use crate::{
    routes,
    ui::{Icon, Notice, NoticeKind},
    words::{t, t_with},
};
use domain::attachment::{Attachment, View};
use leptos::prelude::*;

/// A file of a dossier, and how it is looked at.
#[derive(Clone)]
pub(super) struct Shown {
    /// The page of the dossier, below which its files are.
    pub(super) dossier: String,
    /// The file.
    pub(super) file: Attachment,
    /// Which page of it, how large, turned how far.
    pub(super) view: View,
    /// Whether that page can be shown.
    pub(super) drawn: bool,
    /// The files before and after it.
    pub(super) neighbours: [Option<Attachment>; 2],
}

impl Shown {
    /// How many pages the file has; a picture has one.
    fn pages(&self) -> u32 {
        self.file.pages.unwrap_or(1)
    }
}

/// The page of the file, with the ways to look at it and on to the next.
#[component]
pub(super) fn Sheet(
    /// The file, and how it is looked at.
    sheet: Shown,
    /// What else is known of the file, and the ways to compare it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (dossier, file) = (sheet.dossier.clone(), sheet.file.id.to_string());
    let title = t_with("office-piece-page", &[("page", &sheet.view.page.to_string()), ("pages", &sheet.pages().to_string())]);
    let [before, after] = sheet.neighbours.clone();
    let name = t_with("office-claim-open", &[("name", &sheet.file.name)]);
    view! {
        <section class="card" id="piece" aria-labelledby="page">
            <div class="card__head">
                <h2 id="page">{title}</h2>
                <a class="btn btn--sm" href=routes::office_file(&dossier, &file) download><Icon name="download"/>{name}</a>
            </div>
            <Looks sheet=sheet.clone()/>
            {children.map(|children| children())}
            <Picture sheet/>
            <nav class="row" aria-label=t("office-piece-others")>
                {before.map(|file| view! { <Other dossier=dossier.clone() file key="office-piece-before" icon="left"/> })}
                {after.map(|file| view! { <Other dossier=dossier.clone() file key="office-piece-after" icon="right"/> })}
            </nav>
        </section>
    }
}

/// The links that change how the page is looked at; those that would change nothing are left out.
#[component]
fn Looks(sheet: Shown) -> impl IntoView {
    let (view, pages, file) = (sheet.view, sheet.pages(), sheet.file.id.to_string());
    let size = if view.large { ("office-piece-reduce", view.sized(false)) } else { ("office-piece-enlarge", view.sized(true)) };
    let turns = [("office-piece-left", view.turned(3)), ("office-piece-right", view.turned(1))];
    let before = (view.page > 1).then(|| ("office-piece-page-before", view.at(view.page - 1)));
    let after = (view.page < pages).then(|| ("office-piece-page-after", view.at(view.page + 1)));
    let ways = before.into_iter().chain(after).chain([size]).chain(turns);
    let link = |(key, view)| view! { <a class="btn btn--sm" href=routes::office_view(&sheet.dossier, &file, view)>{t(key)}</a> };
    view! { <nav class="row" aria-label=t("office-piece-look")>{ways.map(link).collect_view()}</nav> }
}

/// The page as a picture, or why there is none and the way out.
#[component]
fn Picture(sheet: Shown) -> impl IntoView {
    if !sheet.drawn {
        return view! { <Notice kind=NoticeKind::Warning standing=true><p>{t("office-piece-none")}</p></Notice> }.into_any();
    }
    let view = sheet.view;
    let (page, pages) = (view.page.to_string(), sheet.pages().to_string());
    let about = t_with("office-piece-alt", &[("page", &page), ("pages", &pages), ("name", &sheet.file.name)]);
    let class = if view.large { "viewer__box viewer__box--large" } else { "viewer__box" };
    let source = routes::office_picture(&sheet.dossier, &sheet.file.id.to_string(), view);
    // What is larger than its box is moved about in it, by the keyboard too.
    view! {
        <div
            class=class
            tabindex=view.large.then_some("0")
            role=view.large.then_some("region")
            aria-label=view.large.then(|| t("office-piece-large"))
        >
            <img src=source alt=about/>
        </div>
    }
    .into_any()
}

/// The way to another file of the dossier.
#[component]
fn Other(dossier: String, file: Attachment, key: &'static str, icon: &'static str) -> impl IntoView {
    let about = format!(" {}", file.name);
    view! {
        <a class="btn btn--sm" href=routes::office_piece(&dossier, &file.id.to_string())><Icon name=icon/>{t(key)}<span class="sr-only">{about}</span></a>
    }
}
