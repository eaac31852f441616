//! One file of a dossier beside what was declared (B-3): a picture of one page, made by the server. Each way of looking at it is an
//! address, so that plain links enlarge it, turn it and go on.
use super::{
    claim_page::{Periods, facts},
    documents::CameFor,
    examine::{EXAMINED, Told},
    examine_part::Examine,
    layout::{OfficeLayout, WrongRole, allowed},
    piece::{DeskPiece, load_desk_piece},
};
use crate::{
    claim::about_file,
    page::{loaded, param, told},
    routes,
    ui::{Facts, Icon, Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use domain::attachment::Attachment;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page of a file on the desk.
#[component]
pub fn DeskPiecePage() -> impl IntoView {
    let (id, file) = (param("id"), param("file"));
    let query = use_query_map();
    let [page, width, degrees] = ["page", "largeur", "tour"].map(|name| query.with_untracked(|map| map.get(name)).unwrap_or_default());
    loaded(
        move || {
            let asked = load_desk_piece(id.clone(), file.clone(), page.clone(), width.clone(), degrees.clone());
            async move { allowed(asked.await) }
        },
        |piece: Option<DeskPiece>| match piece {
            Some(piece) => view! { <Piece piece/> }.into_any(),
            None => view! { <WrongRole/> }.into_any(),
        },
    )
}

#[component]
fn Piece(piece: DeskPiece) -> impl IntoView {
    let claim = piece.desk.claim.clone();
    let number = claim.summary.number.clone();
    let back = (t_with("claim-title", &[("number", &number)]), routes::office_claim(&claim.summary.id.to_string()));
    let periods = claim.requests.iter().rev().map(|request| view! { <Periods request=request.clone()/> }).collect_view();
    let told: Option<Told> = told(EXAMINED);
    let refused = matches!(told, Some(Told::Wrong { .. }));
    let answer = match piece.desk.document(&piece.file).cloned() {
        Some(item) => view! { <CameFor id=claim.summary.id.to_string() item/> }.into_any(),
        None => view! { <Examine piece=piece.clone() told/> }.into_any(),
    };
    let member = (t("office-queue-member"), piece.desk.member.clone());
    let known: Vec<(String, String)> = std::iter::once(member).chain(facts(&claim)).collect();
    view! {
        <OfficeLayout title=t_with("office-piece-title", &[("number", &number)]) refused current=routes::OFFICE>
            <PageHead title=piece.file.name.clone() lead=about_file(&piece.file) eyebrow=back/>
            <div class="viewer">
                <div class="stack">
                    {answer}
                    <section class="card" aria-labelledby="declare">
                        <h2 id="declare">{t("office-piece-declared")}</h2>
                        <Facts items=known/>
                        {periods}
                    </section>
                </div>
                <Sheet piece/>
            </div>
            <p class="hint">{t("office-claim-noted")}</p>
        </OfficeLayout>
    }
}

/// The page of the file, with the ways to look at it and on to the next.
#[component]
fn Sheet(piece: DeskPiece) -> impl IntoView {
    let (id, file) = (piece.desk.claim.summary.id.to_string(), piece.file.id.to_string());
    let title = t_with("office-piece-page", &[("page", &piece.view.page.to_string()), ("pages", &piece.pages().to_string())]);
    let [before, after] = piece.neighbours();
    let name = t_with("office-claim-open", &[("name", &piece.file.name)]);
    view! {
        <section class="card" id="piece" aria-labelledby="page">
            <div class="card__head">
                <h2 id="page">{title}</h2>
                <a class="btn btn--sm" href=routes::office_file(&id, &file) download><Icon name="download"/>{name}</a>
            </div>
            <Looks piece=piece.clone()/>
            <Picture piece/>
            <nav class="row" aria-label=t("office-piece-others")>
                {before.map(|file| view! { <Other id=id.clone() file key="office-piece-before" icon="left"/> })}
                {after.map(|file| view! { <Other id=id.clone() file key="office-piece-after" icon="right"/> })}
            </nav>
        </section>
    }
}

/// The links that change how the page is looked at; those that would change nothing are left out.
#[component]
fn Looks(piece: DeskPiece) -> impl IntoView {
    let (view, pages) = (piece.view, piece.pages());
    let (id, file) = (piece.desk.claim.summary.id.to_string(), piece.file.id.to_string());
    let size = if view.large { ("office-piece-reduce", view.sized(false)) } else { ("office-piece-enlarge", view.sized(true)) };
    let turns = [("office-piece-left", view.turned(3)), ("office-piece-right", view.turned(1))];
    let before = (view.page > 1).then(|| ("office-piece-page-before", view.at(view.page - 1)));
    let after = (view.page < pages).then(|| ("office-piece-page-after", view.at(view.page + 1)));
    let ways = before.into_iter().chain(after).chain([size]).chain(turns);
    let link = |(key, view)| view! { <a class="btn btn--sm" href=routes::office_view(&id, &file, view)>{t(key)}</a> };
    view! { <nav class="row" aria-label=t("office-piece-look")>{ways.map(link).collect_view()}</nav> }
}

/// The page as a picture, or why there is none and the way out.
#[component]
fn Picture(piece: DeskPiece) -> impl IntoView {
    if !piece.shown {
        return view! { <Notice kind=NoticeKind::Warning standing=true><p>{t("office-piece-none")}</p></Notice> }.into_any();
    }
    let view = piece.view;
    let (page, pages) = (view.page.to_string(), piece.pages().to_string());
    let about = t_with("office-piece-alt", &[("page", &page), ("pages", &pages), ("name", &piece.file.name)]);
    let class = if view.large { "viewer__box viewer__box--large" } else { "viewer__box" };
    let source = routes::office_picture(&piece.desk.claim.summary.id.to_string(), &piece.file.id.to_string(), view);
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
fn Other(id: String, file: Attachment, key: &'static str, icon: &'static str) -> impl IntoView {
    let about = format!(" {}", file.name);
    view! {
        <a class="btn btn--sm" href=routes::office_piece(&id, &file.id.to_string())><Icon name=icon/>{t(key)}<span class="sr-only">{about}</span></a>
    }
}
