//! Two files side by side (B-8), each page an address: plain links go on, on either side.
use super::{
    layout::{OfficeLayout, opened},
    pair::{DeskPair, Side, load_desk_pair},
};
use crate::{
    claim::about_file,
    page::param,
    routes,
    ui::{Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use domain::attachment::View;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page of two files.
#[component]
pub fn DeskPairPage() -> impl IntoView {
    let [id, file, other] = ["id", "file", "other"].map(param);
    let query = use_query_map();
    let [page, beside] = ["page", "avec"].map(|name| query.with_untracked(|map| map.get(name)).unwrap_or_default());
    opened(
        move || load_desk_pair(id.clone(), file.clone(), other.clone(), page.clone(), beside.clone()),
        |pair: DeskPair| view! { <Pair pair/> }.into_any(),
    )
}

#[component]
fn Pair(pair: DeskPair) -> impl IntoView {
    let DeskPair { here, there } = pair;
    let (id, file, other) = (here.id.clone(), here.file.id.to_string(), there.file.id.to_string());
    let back = (here.file.name.clone(), routes::office_piece(&routes::office_claim(&id), &file));
    let same = (here.file.sha256 == there.file.sha256 && file != other).then(|| {
        view! { <Notice kind=NoticeKind::Warning standing=true><p>{t("office-pair-same")}</p></Notice> }
    });
    let (at, beside) = (here.page, there.page);
    let here_links = around(here.page, here.pages()).map(|(key, page)| (key, routes::office_pair(&id, &file, &other, [page, beside])));
    let there_links = around(there.page, there.pages()).map(|(key, page)| (key, routes::office_pair(&id, &file, &other, [at, page])));
    let (here_links, there_links): (Vec<_>, Vec<_>) = (here_links.collect(), there_links.collect());
    view! {
        <OfficeLayout title=t("office-pair") current=routes::OFFICE>
            <PageHead title=t("office-pair") lead=t("office-pair-lead") eyebrow=back/>
            {same}
            <div class="sides">
                <Sheet place="piece-1" rank="1" side=here links=here_links/>
                <Sheet place="piece-2" rank="2" side=there links=there_links/>
            </div>
            <p class="hint">{t("office-claim-noted")}</p>
        </OfficeLayout>
    }
}

/// The pages before and after that one, as far as there are any, with the keys of their words.
fn around(page: u32, pages: u32) -> impl Iterator<Item = (&'static str, u32)> {
    let before = (page > 1).then(|| ("office-piece-page-before", page - 1));
    let after = (page < pages).then(|| ("office-piece-page-after", page + 1));
    before.into_iter().chain(after)
}

/// One side: whose file it is, the page, and the ways on.
#[component]
fn Sheet(place: &'static str, rank: &'static str, side: Side, links: Vec<(&'static str, String)>) -> impl IntoView {
    let about = [about_file(&side.file), side.member.clone()].join(", ");
    let of = [("page", side.page.to_string()), ("pages", side.pages().to_string()), ("name", side.file.name.clone())];
    let of = of.each_ref().map(|(name, value)| (*name, value.as_str()));
    let alt = t_with("office-piece-alt", &of);
    let (dossier, file) = (routes::office_claim(&side.id), side.file.id.to_string());
    let source = routes::office_picture(&dossier, &file, View::FIRST.at(side.page));
    let picture = if side.shown {
        view! { <div class="viewer__box"><img src=source alt=alt/></div> }.into_any()
    } else {
        view! { <Notice kind=NoticeKind::Warning standing=true><p>{t("office-piece-none")}</p></Notice> }.into_any()
    };
    let name = side.file.name.clone();
    let heading = t_with("office-pair-name", &[("rank", rank), ("name", &name)]);
    let link = move |(key, href): (&'static str, String)| view! { <a class="btn btn--sm" href=href>{t(key)}<span class="sr-only">{format!(" {name}")}</span></a> };
    let ways = (!links.is_empty()).then(|| view! { <div class="row">{links.into_iter().map(link).collect_view()}</div> });
    view! {
        <section class="card" aria-labelledby=place>
            <h2 id=place><a href=routes::office_piece(&dossier, &file)>{heading}</a></h2>
            <p class="small">{about}", "<a class="nowrap" href=dossier>{side.number}</a></p>
            {ways}
            {picture}
        </section>
    }
}
