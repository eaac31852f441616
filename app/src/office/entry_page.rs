//! Entering for a member what came by post, telephone or fax (B-16): how it came, its periods, its files, and sending it. Plain forms.
use super::{
    entry::{ARRIVAL, EntryFile, WrongArrival, load_entry},
    layout::{OfficeLayout, opened},
};
use crate::{
    account::worded,
    attachment::PassedOverNotice,
    claim::{Conflict, about_file},
    page::{param, told},
    period::{Calendar, EditorForm, Written, model, problems, typed_days},
    routes,
    ui::{ErrorSummary, Facts, Icon, Notice, NoticeKind, PageHead, SelectField, TextField},
    words::{t, t_args, t_with},
};
use domain::{
    attachment::{Attachment, UploadRules},
    claim::{Arrival, Draft, Way, may_prolong},
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn EntryPage() -> impl IntoView {
    let id = param("id");
    opened(
        move || load_entry(id.clone()),
        |file: EntryFile| match (file.arrival, file.claim.draft.clone()) {
            (Some(arrival), Some(draft)) => view! { <Entering file arrival draft/> }.into_any(),
            _ => view! { <Beginning file/> }.into_any(),
        },
    )
}

/// « Post »: the words of a way.
fn way_text(way: Way) -> String {
    t(&format!("entry-way-{}", way.as_str()))
}

/// How it came, before anything else.
#[component]
fn Beginning(file: EntryFile) -> impl IntoView {
    let (typed, errors): WrongArrival = told(ARRIVAL).unwrap_or_default();
    let problems = worded(errors);
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_way, of_received) = (error("voie"), error("recu"));
    let id = file.claim.summary.id.to_string();
    let back = routes::office_claim(&id);
    let care = file.claim.summary.is_care();
    let content = if !care && may_prolong(file.claim.summary.status) {
        let ways = Way::ALL.iter().map(|way| (way.as_str().to_owned(), way_text(*way))).collect();
        view! {
            <form class="card" action="/api/office_open_entry" method="post" novalidate>
                <input type="hidden" name="id" value=id/>
                <SelectField id="voie" name="way" label=t("entry-way") options=ways selected=typed.way error=of_way/>
                <TextField id="recu" name="received" label=t("entry-received") hint=t("entry-received-hint") value=typed.received error=of_received
                    class="input--date" inputmode="numeric" autocomplete="off" maxlength=100/>
                <div class="actions">
                    <button class="btn btn--primary" type="submit">{t("entry-begin")}</button>
                    <a class="btn" href=back.clone()>{t("office-back")}</a>
                </div>
            </form>
        }
        .into_any()
    } else {
        view! {
            <Notice kind=NoticeKind::Info standing=true><p>{t(if care { "entry-not-care" } else { "entry-not-now" })}</p></Notice>
            <div class="actions"><a class="btn" href=back.clone()>{t("office-back")}</a></div>
        }
        .into_any()
    };
    view! {
        <OfficeLayout title=t("entry-title") refused=!problems.is_empty() current=routes::OFFICE>
            <PageHead title=t("entry-title") lead=t("entry-lead") eyebrow=(file.member, back)/>
            <ErrorSummary title=t("app-errors") items=problems/>
            {content}
        </OfficeLayout>
    }
}

/// Its periods, its files, and sending it.
#[component]
fn Entering(file: EntryFile, arrival: Arrival, draft: Draft) -> impl IntoView {
    let verdict = file.verdict(&draft);
    let situation = file.situation(&draft);
    let model = model(situation.clone(), (&file.periods, &file.payers), &draft);
    let problems = problems(&draft, &verdict, &model);
    let previous = situation.asks_previous_stop().then(|| {
        let error = problems.iter().find(|(field, _)| field == "previous_start").map(|(_, text)| text.clone());
        (draft.previous.clone(), error)
    });
    let missing: Vec<String> = file.missing(&draft).iter().map(|one| t(one.sentence_key())).collect();
    let id = file.claim.summary.id.to_string();
    let back = routes::office_claim(&id);
    let came = vec![(t("entry-way"), way_text(arrival.way)), (t("entry-received"), arrival.received_on.to_string())];
    let (typed, rows) = (draft.clone(), draft.lines.all());
    let mine = draft.lines.conflict.as_ref().map(typed_days);
    view! {
        <OfficeLayout title=t("entry-title") refused=!problems.is_empty() current=routes::OFFICE>
            <PageHead title=t("entry-title") lead=t("entry-lead") eyebrow=(file.member, back)/>
            <ErrorSummary title=t("app-errors") items=problems/>
            {mine.map(|mine| view! { <Conflict form="periode" mine/> })}
            <div class="desk">
                <div class="stack">
                    <Written draft=draft.clone() verdict/>
                    <EditorForm model to=("/api/office_entry_periods", "id", id.clone()) draft=typed previous/>
                    <Files id=id.clone() files=draft.files.clone() upload=file.upload/>
                    <Sending id=id.clone() key=draft.key.to_string() missing/>
                </div>
                <div class="stack">
                    <section class="card"><Facts items=came/></section>
                    <section class="card" aria-labelledby="jours"><h2 id="jours">{t("period-strip")}</h2><Calendar situation rows/></section>
                    <form class="card" action="/api/office_drop_entry" method="post">
                        <input type="hidden" name="id" value=id/>
                        <p class="small">{t("entry-drop-text")}</p>
                        <button class="btn btn--danger" type="submit"><Icon name="trash"/>{t("entry-drop")}</button>
                    </form>
                </div>
            </div>
        </OfficeLayout>
    }
}

/// What came with it: files received, files refused and why, and the way to add more.
#[component]
fn Files(id: String, files: Vec<Attachment>, upload: UploadRules) -> impl IntoView {
    let limits = upload.limit_args();
    let (action, accept) = (routes::office_entry_upload(&id), upload.accept_attribute());
    let none = files.is_empty().then(|| view! { <p class="muted">{t("entry-no-file")}</p> });
    let of_limits = limits.clone();
    let line = move |file: Attachment| {
        let state = match file.refusal() {
            None => view! { <span class="ok small"><Icon name="check-circle"/><span>{t("attachment-received")}</span></span> }.into_any(),
            Some(refusal) => {
                let why = t_args(&refusal.key(), &of_limits);
                view! { <span class="error small"><Icon name="error"/><span>{why}</span></span> }.into_any()
            }
        };
        let remove = t_with("attachment-remove-name", &[("name", &file.name)]);
        view! {
            <li>
                <div><b>{file.name.clone()}</b><p class="eyebrow">{about_file(&file)}</p>{state}</div>
                <form action="/api/office_entry_file" method="post">
                    <input type="hidden" name="id" value=id.clone()/>
                    <input type="hidden" name="file" value=file.id.to_string()/>
                    <button class="btn btn--quiet btn--icon" type="submit" aria-label=remove><Icon name="trash"/></button>
                </form>
            </li>
        }
    };
    view! {
        <section class="card" id="pieces" aria-labelledby="les-pieces">
            <h2 id="les-pieces">{t("office-claim-files")}</h2>
            <PassedOverNotice/>
            {none}
            <ul class="list">{files.into_iter().map(line).collect_view()}</ul>
            <form class="stack" action=action method="post" enctype="multipart/form-data">
                <label for="fichiers">{t("entry-add-files")}</label>
                <p class="hint" id="limites">{t_args("attachment-limits", &limits)}</p>
                <input class="input" id="fichiers" name="fichiers" type="file" multiple=true accept=accept aria-describedby="limites"/>
                <div class="actions"><button class="btn" type="submit"><Icon name="upload"/>{t("attachment-upload")}</button></div>
            </form>
        </section>
    }
}

/// Sending it for its member, or what is missing until then.
#[component]
fn Sending(id: String, key: String, missing: Vec<String>) -> impl IntoView {
    let waits = !missing.is_empty();
    let why = waits.then(|| {
        let reasons = missing.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view();
        view! { <div class="hint" id="pourquoi"><p>{t("entry-why")}</p><ul>{reasons}</ul></div> }
    });
    view! {
        <form class="card" action="/api/office_send_entry" method="post">
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="key" value=key/>
            <p>{t("entry-told")}</p>
            <div class="actions">
                <button class="btn btn--primary" type="submit" aria-disabled=waits.then_some("true") aria-describedby=waits.then_some("pourquoi")>
                    {t("entry-send")}
                </button>
            </div>
            {why}
        </form>
    }
}
