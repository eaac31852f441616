//! Keying what a completed form says (B-17): its pages beside the fields, with the rules of what members type themselves.
use super::{
    keying::{KeyingFile, load_keying},
    layout::{OfficeLayout, opened},
    typed_part::{Opening, TypedLines, line_problems, missing_key},
};
use crate::{
    claim::{Conflict, about_file, opening_problems},
    page::param,
    period::{Calendar, typed_days},
    routes,
    ui::{ErrorSummary, Icon, Notice, NoticeKind, PageHead},
    words::{t, t_with},
};
use domain::{
    attachment::{Attachment, View},
    claim::Draft,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Pages of a file that stand beside the fields; the others are a link away.
const SHOWN: u32 = 4;

/// The page.
#[component]
pub fn KeyingPage() -> impl IntoView {
    let (id, request) = (param("id"), param("request"));
    let sent_back = use_query_map().with_untracked(|map| map.get("verifie").is_some());
    opened(
        move || load_keying(id.clone(), request.clone()),
        move |file: KeyingFile| match file.claim.draft.clone() {
            Some(draft) => view! { <Keying file draft sent_back/> }.into_any(),
            None => ().into_any(),
        },
    )
}

#[component]
fn Keying(file: KeyingFile, draft: Draft, sent_back: bool) -> impl IntoView {
    let (opens, known) = (file.opens(), file.claim.summary.origin.is_some());
    let wrong = if opens && sent_back { opening_problems(&draft.opening, &file.guarantees, file.today) } else { Vec::new() };
    let wrong_lines = if known { line_problems(&draft, file.situation(&draft), (&file.periods, &file.payers)) } else { Vec::new() };
    let items: Vec<(String, String)> = wrong.iter().cloned().chain(wrong_lines).collect();
    let (id, number) = (file.claim.summary.id.to_string(), file.request.number.clone());
    let opening = opens.then(|| {
        let (form, covered) = (draft.opening.clone(), file.guarantees.clone());
        view! { <Opening to=("/api/office_key_opening", "request", number.clone()) form covered problems=wrong/> }
    });
    let mine = draft.lines.conflict.as_ref().map(typed_days);
    let lines = known.then(|| view! { <Lines file=file.clone() draft/> });
    let first = file.waits_for().map(|first| {
        let (href, text) = (routes::office_keying(&id, first), t_with("form-keying-first", &[("request", first)]));
        let named = format!(" {first}");
        view! {
            <Notice kind=NoticeKind::Warning standing=true>
                <p>{text}</p>
                <p><a class="btn" href=href>{t("form-key")}<span class="sr-only">{named}</span></a></p>
            </Notice>
        }
    });
    let eyebrow = (file.member.clone(), routes::office_claim(&id));
    let lead = t_with("form-keying-lead", &[("request", &number)]);
    view! {
        <OfficeLayout title=t("form-keying-title") refused=!items.is_empty() current=routes::OFFICE>
            <PageHead title=t("form-keying-title") lead eyebrow/>
            <ErrorSummary title=t("app-errors") items/>
            {mine.map(|mine| view! { <Conflict form="periode" mine/> })}
            <div class="viewer">
                <div class="stack">{first} {opening} {lines}</div>
                <Pages id files=file.request.files/>
            </div>
            <p class="hint">{t("office-claim-noted")}</p>
        </OfficeLayout>
    }
}

/// Its periods, and having them count.
#[component]
fn Lines(file: KeyingFile, draft: Draft) -> impl IntoView {
    let before = file.declared_before().map(|day| t_with("form-keying-before", &[("day", &day.to_string())]));
    let missing: Vec<String> = file.missing(&draft).into_iter().map(|one| t(missing_key(one))).chain(before).collect();
    let (unkept, situation) = (file.is_unkept(&draft), file.situation(&draft));
    let (number, version, rows) = (file.request.number.clone(), draft.version, draft.lines.all());
    let (judged, to) = (situation.clone(), ("/api/office_key_periods", "request", number.clone()));
    view! {
        <TypedLines draft situation=judged rules=file.periods payers=file.payers to/>
        <section class="card" aria-labelledby="jours"><h2 id="jours">{t("period-strip")}</h2><Calendar situation rows/></section>
        <Keep number version missing unkept/>
    }
}

/// Has what is keyed count, or says what is missing until then.
#[component]
fn Keep(number: String, version: i32, missing: Vec<String>, unkept: bool) -> impl IntoView {
    let waits = !missing.is_empty();
    let why = waits.then(|| {
        let reasons = missing.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view();
        view! { <div class="hint" id="pourquoi"><p>{t("entry-why")}</p><ul>{reasons}</ul></div> }
    });
    view! {
        <form class="card" id="enregistrer" action="/api/office_key_form" method="post">
            <input type="hidden" name="request" value=number/>
            <input type="hidden" name="version" value=version.to_string()/>
            {unkept.then(|| view! { <p class="with-icon"><Icon name="alert"/><b>{t("form-keying-unkept")}</b></p> })}
            <p>{t("form-keying-told")}</p>
            <div class="actions">
                <button class="btn btn--primary" type="submit" aria-disabled=waits.then_some("true") aria-describedby=waits.then_some("pourquoi")>
                    {t("form-keying-keep")}
                </button>
            </div>
            {why}
        </form>
    }
}

/// The pages of what was handed in, each with the way to enlarge and turn it.
#[component]
fn Pages(id: String, files: Vec<Attachment>) -> impl IntoView {
    let dossier = routes::office_claim(&id);
    let pages = move |file: Attachment| {
        let (name, of) = (file.name.clone(), file.id.to_string());
        let count = file.pages.unwrap_or(1);
        let picture = {
            let dossier = dossier.clone();
            let (name, of) = (name.clone(), of.clone());
            move |page: u32| {
                let view = View::FIRST.at(page);
                let about = t_with("office-piece-alt", &[("page", &page.to_string()), ("pages", &count.to_string()), ("name", &name)]);
                view! { <a href=routes::office_view(&dossier, &of, view)><img src=routes::office_picture(&dossier, &of, view) alt=about loading="lazy"/></a> }
            }
        };
        let more = (count > SHOWN).then(|| view! { <p class="hint">{t_with("form-keying-more", &[("pages", &count.to_string())])}</p> });
        view! {
            <div class="stack stack--sm">
                <h3><a href=routes::office_piece(&dossier, &of)>{name}</a></h3>
                <p class="eyebrow">{about_file(&file)}</p>
                <div class="viewer__box">{(1..=count.min(SHOWN)).map(picture).collect_view()}</div>
                {more}
            </div>
        }
    };
    view! {
        <section class="card viewer__kept" aria-labelledby="formulaire">
            <h2 id="formulaire">{t("form-keying-files")}</h2>
            {files.into_iter().filter(Attachment::is_received).map(pages).collect_view()}
        </section>
    }
}
