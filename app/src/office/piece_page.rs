//! One file of a dossier beside what was declared (B-3): a picture of one page, made by the server. Each way of looking at it is an
//! address, so that plain links enlarge it, turn it and go on.
use super::{
    beside::SameAs,
    claim_page::{Periods, facts},
    documents::CameFor,
    examine::{EXAMINED, Told},
    examine_part::Examine,
    layout::{OfficeLayout, opened},
    piece::{DeskPiece, load_desk_piece},
    sheet::{Sheet, Shown},
};
use crate::{
    claim::about_file,
    page::{param, told},
    routes,
    ui::{Disclose, Facts, PageHead},
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
    opened(
        move || load_desk_piece(id.clone(), file.clone(), page.clone(), width.clone(), degrees.clone()),
        |piece: DeskPiece| view! { <Piece piece/> }.into_any(),
    )
}

#[component]
fn Piece(piece: DeskPiece) -> impl IntoView {
    let claim = piece.desk.claim.clone();
    let number = claim.summary.number.clone();
    let id = claim.summary.id.to_string();
    let dossier = routes::office_claim(&id);
    let back = (t_with("claim-title", &[("number", &number)]), dossier.clone());
    let periods = claim.requests.iter().rev().map(|request| view! { <Periods request=request.clone()/> }).collect_view();
    let told: Option<Told> = told(EXAMINED);
    let refused = matches!(told, Some(Told::Wrong { .. }));
    let answer = match piece.desk.document(&piece.file) {
        Some(item) => {
            let back = routes::office_documents(&id);
            let (title, verdict) = (item.card.title.clone(), item.verdict_on(piece.file.id));
            view! { <CameFor back title verdict/> }.into_any()
        }
        None => view! { <Examine piece=piece.clone() told/> }.into_any(),
    };
    let member = (t("office-queue-member"), piece.desk.member.clone());
    let known: Vec<(String, String)> = std::iter::once(member).chain(facts(&claim)).collect();
    let sheet = Shown { dossier, file: piece.file.clone(), view: piece.view, drawn: piece.shown, neighbours: piece.neighbours() };
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
                <Sheet sheet>
                    <SameAs id file=piece.file.id twins=piece.desk.twins.clone()/>
                    <Compare piece/>
                </Sheet>
            </div>
            <p class="hint">{t("office-claim-noted")}</p>
        </OfficeLayout>
    }
}

/// The ways to have another file of the dossier beside it; its own other pages too, where it has several.
#[component]
fn Compare(piece: DeskPiece) -> impl IntoView {
    let (id, own) = (piece.desk.claim.summary.id.to_string(), piece.file.id.to_string());
    let several = piece.file.pages.is_some_and(|pages| pages > 1);
    let others: Vec<&Attachment> = piece.desk.files().filter(|file| several || file.id != piece.file.id).collect();
    let link = |file: &Attachment| {
        let href = routes::office_pair(&id, &own, &file.id.to_string(), [piece.view.page, 1]);
        view! { <li><a href=href>{file.name.clone()}</a></li> }
    };
    let links = others.iter().copied().map(link).collect_view();
    (!others.is_empty()).then(|| view! { <Disclose summary=t("office-pair-with")><ul class="list">{links}</ul></Disclose> })
}
