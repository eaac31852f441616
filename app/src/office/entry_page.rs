//! Entering for a member what came by post, telephone or fax (B-16): how it came, what opens a first declaration, its periods, its files,
//! and sending it. Plain forms.
use super::{
    entry::{ARRIVAL, EntryFile, UNSENT, WrongArrival, load_entry},
    layout::{OfficeLayout, opened},
    typed_part::{Opening, TypedLines, line_problems, missing_key},
};
use crate::{
    account::worded,
    attachment::PassedOverNotice,
    claim::{Conflict, about_file, opening_problems},
    page::{of_profile, param, told},
    period::{Calendar, typed_days},
    routes,
    ui::{ErrorSummary, Facts, Icon, Notice, NoticeKind, PageHead, SelectField, TextField},
    words::{t, t_args, t_with},
};
use domain::{
    attachment::{Attachment, UploadRules},
    claim::{Arrival, ArrivalForm, Draft, Way, may_prolong, may_send},
    insurer::Module,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn EntryPage() -> impl IntoView {
    let id = param("id");
    let sent_back = use_query_map().with_untracked(|map| map.get("verifie").is_some());
    opened(
        move || load_entry(id.clone()),
        move |file: EntryFile| match (file.arrival, file.claim.draft.clone()) {
            (Some(arrival), Some(draft)) => view! { <Entering file arrival draft sent_back/> }.into_any(),
            _ => view! { <Beginning file/> }.into_any(),
        },
    )
}

/// « Post »: the words of a way.
fn way_text(way: Way) -> String {
    t(&format!("entry-way-{}", way.as_str()))
}

/// How it came, as fields of a form.
#[component]
pub(super) fn Came(typed: ArrivalForm, problems: Vec<(String, String)>) -> impl IntoView {
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let (of_way, of_received) = (error("voie"), error("recu"));
    let ways = Way::ALL.iter().map(|way| (way.as_str().to_owned(), way_text(*way))).collect();
    view! {
        <SelectField id="voie" name="way" label=t("entry-way") options=ways selected=typed.way error=of_way/>
        <TextField id="recu" name="received" label=t("entry-received") hint=t("entry-received-hint") value=typed.received error=of_received
            class="input--date" inputmode="numeric" autocomplete="off" maxlength=100/>
    }
}

/// How it came, before anything else.
#[component]
fn Beginning(file: EntryFile) -> impl IntoView {
    let (typed, errors): WrongArrival = told(ARRIVAL).unwrap_or_default();
    let problems = worded(errors);
    let id = file.claim.summary.id.to_string();
    let back = routes::office_claim(&id);
    let care = file.claim.summary.is_care();
    let another = of_profile(|profile| profile.has(Module::ClaimWizard)).then(|| routes::office_declaring(&file.member_id.to_string()));
    let content = if !care && may_prolong(file.claim.summary.status) {
        let wrong = problems.clone();
        view! {
            <form class="card" action="/api/office_open_entry" method="post" novalidate>
                <input type="hidden" name="id" value=id/>
                <Came typed problems=wrong/>
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
            {another.map(|href| view! { <p><a href=href>{t("entry-another")}</a></p> })}
        </OfficeLayout>
    }
}

/// What opens it where it is a first declaration; then its periods, its files, and sending it.
#[component]
fn Entering(file: EntryFile, arrival: Arrival, draft: Draft, sent_back: bool) -> impl IntoView {
    let first = file.is_first();
    let wrong = if first && sent_back { opening_problems(&draft.opening, &file.guarantees, file.today) } else { Vec::new() };
    let wrong_lines =
        if file.is_opened() { line_problems(&draft, file.situation(&draft), (&file.periods, &file.payers)) } else { Vec::new() };
    let problems: Vec<(String, String)> = wrong.iter().cloned().chain(wrong_lines).collect();
    let id = file.claim.summary.id.to_string();
    let member = file.member_id.to_string();
    let (lead, back) =
        if first { (t("entry-lead-first"), routes::office_declaring(&member)) } else { (t("entry-lead"), routes::office_claim(&id)) };
    let came = vec![(t("entry-way"), way_text(arrival.way)), (t("entry-received"), arrival.received_on.to_string())];
    let opening = first.then(|| {
        let (form, covered) = (draft.opening.clone(), file.guarantees.clone());
        view! { <Opening to=("/api/office_entry_opening", "id", id.clone()) form covered problems=wrong/> }
    });
    let calendar = file.is_opened().then(|| {
        let (situation, rows) = (file.situation(&draft), draft.lines.all());
        view! { <section class="card" aria-labelledby="jours"><h2 id="jours">{t("period-strip")}</h2><Calendar situation rows/></section> }
    });
    let (eyebrow, mine) = ((file.member.clone(), back), draft.lines.conflict.as_ref().map(typed_days));
    let shut = (!may_send(file.claim.summary.status)).then(|| {
        view! { <Notice kind=NoticeKind::Warning title=t("entry-shut") standing=true><p>{t("entry-shut-text")}</p></Notice> }
    });
    let unsent = told(UNSENT).map(|_: bool| {
        view! { <Notice kind=NoticeKind::Warning title=t("entry-stale")><p>{t("entry-stale-text")}</p></Notice> }
    });
    let lines = file.is_opened().then(|| view! { <Lines file draft/> });
    view! {
        <OfficeLayout title=t("entry-title") refused=!problems.is_empty() current=routes::OFFICE>
            <PageHead title=t("entry-title") lead eyebrow/>
            <ErrorSummary title=t("app-errors") items=problems/>
            {shut}
            {unsent}
            {mine.map(|mine| view! { <Conflict form="periode" mine/> })}
            <div class="desk">
                <div class="stack">{opening} {lines}</div>
                <div class="stack">
                    <section class="card"><Facts items=came/></section>
                    {calendar}
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

/// Its periods, its files, and sending it.
#[component]
fn Lines(file: EntryFile, draft: Draft) -> impl IntoView {
    let missing: Vec<String> = file.missing(&draft).into_iter().map(|one| t(missing_key(one))).collect();
    let (id, takes, situation) = (file.claim.summary.id.to_string(), may_send(file.claim.summary.status), file.situation(&draft));
    let (files, key, version) = (draft.files.clone(), draft.key.to_string(), draft.version.to_string());
    view! {
        <TypedLines draft situation rules=file.periods payers=file.payers to=("/api/office_entry_periods", "id", id.clone())/>
        <Files id=id.clone() files upload=file.upload/>
        {takes.then(|| view! { <Sending id key version missing/> })}
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
fn Sending(id: String, key: String, version: String, missing: Vec<String>) -> impl IntoView {
    let waits = !missing.is_empty();
    let why = waits.then(|| {
        let reasons = missing.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view();
        view! { <div class="hint" id="pourquoi"><p>{t("entry-why")}</p><ul>{reasons}</ul></div> }
    });
    view! {
        <form class="card" action="/api/office_send_entry" method="post">
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="key" value=key/>
            <input type="hidden" name="version" value=version/>
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
