//! « Récapitulatif de ma demande de prolongation » (C-26): everything entered, each block with « Modifier », and « Valider ». What is claimed
//! stands in it as periods or as expenses (D-18).
use super::{
    RecapWatch, ValidateForm, Wizard,
    api::{self, ClaimFile},
    summary_parts::{FileList, PeriodList},
    wizard::DraftNote,
};
use crate::{
    care::ExpenseList,
    contract::guarantee_key,
    failure::Failure,
    page::{loaded, param, told},
    routes::{self, Step},
    ui::{ChangeLink, Facts, Icon, Notice, NoticeKind},
    words::{t, t_args, t_with, template},
};
use domain::{
    claim::{Draft, RequestKind, StepError, may_send},
    period::parse,
};
use leptos::prelude::*;

/// The recap.
#[component]
pub fn SummaryPage() -> impl IntoView {
    let number = param("number");
    loaded(move || api::load_claim(number.clone()), recap)
}

fn recap(file: ClaimFile) -> AnyView {
    let draft = match file.draft() {
        Ok(draft) => draft.clone(),
        Err(error) => return view! { <Failure error/> }.into_any(),
    };
    let number = file.claim.summary.number.clone();
    let missing = file.missing(&draft);
    let state = api::request_state(&file, &draft);
    let care = file.claim.summary.is_care();
    let declared = match draft.kind {
        _ if care => expenses(&file, &draft).into_any(),
        RequestKind::Pdf => view! { <InForm/> }.into_any(),
        RequestKind::Initial | RequestKind::Prolongation => periods(&file, &draft).into_any(),
    };
    let title = t(match draft.kind {
        _ if care => "care-recap-title",
        RequestKind::Initial => "claim-recap-title-initial",
        RequestKind::Prolongation => "claim-recap-title",
        RequestKind::Pdf => "form-recap-title",
    });
    let opening = (draft.kind == RequestKind::Initial && !care).then(|| opening_facts(&file));
    let contact = vec![
        (t("claim-email"), file.email.clone().unwrap_or_else(|| t("claim-none-given"))),
        (t("claim-mobile"), file.mobile.clone().unwrap_or_else(|| t("claim-none-given"))),
    ];
    let reasons = missing.iter().map(|m| t(missing_key(*m, &file, &draft))).collect();
    let (key, version, done) = (draft.key.to_string(), draft.version.to_string(), routes::step(&number, Step::Done));
    let unsent = told(api::UNSENT).map(|_: bool| view! { <Notice kind=NoticeKind::Warning><p>{t("claim-stale")}</p></Notice> });
    let (base, dossier, takes) = (number.clone(), number.clone(), may_send(file.claim.summary.status));
    let to = move |step| routes::step(&base, step);
    view! {
        <Wizard file step=Step::Summary title lead=t("claim-recap-lead")>
            <RecapWatch number=number.clone() state>
                <div class="alert alert--warning" id="demande-changee" hidden>
                    <Icon name="alert"/>
                    <div><p>{t("claim-recap-changed")}</p><p><a href="">{t("claim-recap-reload")}</a></p></div>
                </div>
            </RecapWatch>
            {unsent}
            {opening.map(|facts| view! {
                <section class="card" aria-labelledby="bloc-arret">
                    <div class="card__head"><h2 id="bloc-arret">{t("claim-recap-opening")}</h2><ChangeLink text=t("claim-change") href=to(Step::Opening) what=t("claim-recap-opening")/></div>
                    <Facts items=facts/>
                </section>
            })}
            {declared}
            <section class="card" aria-labelledby="bloc-fichiers">
                <div class="card__head"><h2 id="bloc-fichiers">{t("claim-recap-files")}</h2><ChangeLink text=t("claim-change") href=to(Step::Files) what=t("claim-recap-files")/></div>
                <FileList number=number.clone() files=draft.files.clone() links=true/>
            </section>
            <section class="card" aria-labelledby="bloc-contact"><h2 id="bloc-contact">{t("claim-recap-contact")}</h2><Facts items=contact/></section>
            {takes.then(|| view! {
                <ValidateForm number=number.clone() key=key.clone() version=version.clone() done sending=t("claim-sending") not_sent=t("claim-not-sent")
                    retrying=template("claim-retrying", &["seconds"])>
                    <SendForm number=dossier key version back=to(Step::Files) reasons/>
                </ValidateForm>
            })}
            <DraftNote number draft/>
        </Wizard>
    }
    .into_any()
}

/// What is missing, in the words of what is claimed: expenses, a completed form, or periods.
fn missing_key(missing: StepError, file: &ClaimFile, draft: &Draft) -> &'static str {
    match missing {
        StepError::Periods if file.claim.summary.is_care() => "care-missing",
        StepError::Files if draft.on_form() => "form-missing",
        _ => missing.sentence_key(),
    }
}

/// Where the periods of a completed form stand (S-23).
#[component]
fn InForm() -> impl IntoView {
    view! { <section class="card" aria-labelledby="bloc-periodes"><h2 id="bloc-periodes">{t("claim-recap-periods")}</h2><p>{t("form-recap-periods")}</p></section> }
}

/// The periods, each warning below them.
fn periods(file: &ClaimFile, draft: &Draft) -> impl IntoView + use<> {
    let situation = file.situation(draft);
    let warnings = file.verdict(draft).warnings.iter().map(|w| t_args(w.sentence_key(), &w.args)).collect();
    let previous = draft.previous.range().filter(|_| situation.asks_previous_stop());
    let periods = parse(&file.periods, &file.settings.payers, &situation, &draft.lines.all()).unwrap_or_default();
    let href = routes::step(&file.claim.summary.number, Step::Periods);
    view! {
        <Lines title=t("claim-recap-periods") href warnings>
            {previous.map(|stop| view! { <p>{t_with("claim-recap-previous", &[("range", &stop.to_string())])}</p> })}
            <PeriodList periods/>
        </Lines>
    }
}

/// The expenses, each warning below them.
fn expenses(file: &ClaimFile, draft: &Draft) -> impl IntoView + use<> {
    let verdict = file.care_verdict(draft).unwrap_or_default();
    let warnings = verdict.warnings.iter().map(|w| t_args(&w.error.code, &w.error.args)).collect();
    let href = routes::step(&file.claim.summary.number, Step::Expenses);
    view! { <Lines title=t("care-recap") href warnings><ExpenseList expenses=verdict.expenses/></Lines> }
}

/// The block of what is claimed.
#[component]
fn Lines(title: String, href: String, warnings: Vec<String>, children: Children) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="bloc-periodes">
            <div class="card__head"><h2 id="bloc-periodes">{title.clone()}</h2><ChangeLink text=t("claim-change") href what=title/></div>
            {children()}
            {warnings.into_iter().map(|text| view! { <Notice kind=NoticeKind::Warning><p>{text}</p></Notice> }).collect_view()}
        </section>
    }
}

fn opening_facts(file: &ClaimFile) -> Vec<(String, String)> {
    let summary = &file.claim.summary;
    vec![
        (t("opening-guarantee"), t(guarantee_key(summary.guarantee))),
        (t("opening-origin"), summary.origin.map(|d| d.to_string()).unwrap_or_default()),
    ]
}

/// « Valider », or why not yet.
#[component]
fn SendForm(number: String, key: String, version: String, back: String, reasons: Vec<String>) -> impl IntoView {
    let waits = !reasons.is_empty();
    view! {
        <form action="/api/submit_claim" method="post">
            <input type="hidden" name="number" value=number/>
            <input type="hidden" name="key" value=key/>
            <input type="hidden" name="version" value=version/>
            <div class="actions">
                <button class="btn btn--primary btn--lg" id="valider" type="submit" aria-disabled=waits.then_some("true") aria-describedby=waits.then_some("pourquoi")>
                    {t("claim-validate")}
                </button>
                <a class="btn" href=back>{t("claim-previous")}</a>
            </div>
            {waits.then(|| view! {
                <div class="hint" id="pourquoi">
                    <p>{t("claim-why")}</p>
                    <ul>{reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view()}</ul>
                </div>
            })}
            <p class="hint" role="status" id="envoi"></p>
        </form>
    }
}
