//! One medical paper beside what was declared, for the medical service (B-4): a picture of one page, as on the desk.
use super::{
    documents::CameFor,
    layout::{OfficeLayout, opened},
    medical::{MedicalPiece, load_medical_piece},
    medical_page::Declared,
    sheet::{Sheet, Shown},
};
use crate::{
    claim::about_file,
    page::param,
    routes,
    ui::PageHead,
    words::{t, t_with},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page of a medical paper.
#[component]
pub fn MedicalPiecePage() -> impl IntoView {
    let (id, file) = (param("id"), param("file"));
    let query = use_query_map();
    let [page, width, degrees] = ["page", "largeur", "tour"].map(|name| query.with_untracked(|map| map.get(name)).unwrap_or_default());
    opened(
        move || load_medical_piece(id.clone(), file.clone(), page.clone(), width.clone(), degrees.clone()),
        |piece: MedicalPiece| view! { <Piece piece/> }.into_any(),
    )
}

#[component]
fn Piece(piece: MedicalPiece) -> impl IntoView {
    let (number, neighbours) = (piece.dossier.number.clone(), piece.neighbours());
    let dossier = routes::office_medical(&piece.dossier.id.to_string());
    let back = (t_with("claim-title", &[("number", &number)]), dossier.clone());
    let came_for = piece.item().map(|item| {
        let (title, verdict) = (item.card.title.clone(), item.verdict_on(piece.file.id));
        view! { <CameFor back=dossier.clone() title verdict/> }
    });
    let (name, about) = (piece.file.name.clone(), about_file(&piece.file));
    let sheet = Shown { dossier, file: piece.file, view: piece.view, drawn: piece.shown, neighbours };
    view! {
        <OfficeLayout title=t_with("office-piece-title", &[("number", &number)]) current=routes::OFFICE_MEDICAL>
            <PageHead title=name lead=about eyebrow=back/>
            <div class="viewer">
                <div class="stack">
                    {came_for}
                    <Declared file=piece.dossier/>
                </div>
                <Sheet sheet/>
            </div>
            <p class="hint">{t("office-medical-noted")}</p>
        </OfficeLayout>
    }
}
