//! « Récapitulatif de ma demande de prolongation » (C-26): everything entered, each block with « Modifier », and « Valider ».
use super::{
    RecapWatch, ValidateForm, Wizard,
    api::{self, ClaimFile, RequestState},
    summary_parts::{FileList, PeriodList},
    wizard::DraftNote,
};
use crate::{
    contract::guarantee_key,
    failure::Failure,
    page::{loaded, param},
    routes::{self, Step},
    ui::Facts,
    words::{t, t_with},
};
use domain::{
    claim::StepError,
    period::{StopKind, parse},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

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
    let received = draft.files.iter().filter(|f| f.is_received()).count();
    let state = RequestState { version: draft.version, files: received, missing: missing.clone() };
    let periods = parse(&file.periods, &file.settings.payers, &file.situation(&draft), &draft.all_rows()).unwrap_or_default();
    let first = draft.kind == StopKind::Initial;
    let title = t(if first { "claim-recap-title-initial" } else { "claim-recap-title" });
    let opening = first.then(|| opening_facts(&file));
    let contact = vec![
        (t("claim-email"), file.email.clone().unwrap_or_else(|| t("claim-none-given"))),
        (t("claim-mobile"), file.mobile.clone().unwrap_or_else(|| t("claim-none-given"))),
    ];
    let words = validate_words();
    let reasons = missing.iter().map(|m| t(m.sentence_key())).collect();
    let base = number.clone();
    let to = move |step| routes::step(&base, step);
    view! {
        <Wizard file step=Step::Summary title lead=t("claim-recap-lead")>
            <RecapWatch number=number.clone() state changed=t("claim-recap-changed") reload=t("claim-recap-reload")/>
            {opening.map(|facts| view! {
                <section class="card" aria-labelledby="bloc-arret">
                    <div class="card__head"><h2 id="bloc-arret">{t("claim-recap-opening")}</h2><Change href=to(Step::Opening) what=t("claim-recap-opening")/></div>
                    <Facts items=facts/>
                </section>
            })}
            <section class="card" aria-labelledby="bloc-periodes">
                <div class="card__head"><h2 id="bloc-periodes">{t("claim-recap-periods")}</h2><Change href=to(Step::Periods) what=t("claim-recap-periods")/></div>
                <PeriodList periods/>
            </section>
            <section class="card" aria-labelledby="bloc-fichiers">
                <div class="card__head"><h2 id="bloc-fichiers">{t("claim-recap-files")}</h2><Change href=to(Step::Files) what=t("claim-recap-files")/></div>
                <FileList number=number.clone() files=draft.files.clone() links=true/>
            </section>
            <section class="card" aria-labelledby="bloc-contact"><h2 id="bloc-contact">{t("claim-recap-contact")}</h2><Facts items=contact/></section>
            <ValidateForm number=number.clone() key=draft.key.to_string() reasons back=to(Step::Files) done=to(Step::Done) here=to(Step::Summary) words/>
            <DraftNote number draft/>
        </Wizard>
    }
    .into_any()
}

fn opening_facts(file: &ClaimFile) -> Vec<(String, String)> {
    let summary = &file.claim.summary;
    vec![
        (t("opening-guarantee"), t(guarantee_key(summary.guarantee))),
        (t("opening-origin"), summary.origin.map(|d| d.to_string()).unwrap_or_default()),
    ]
}

/// « Modifier », named for what it changes.
#[component]
fn Change(href: String, what: String) -> impl IntoView {
    view! { <a href=href>{t("claim-change")}<span class="sr-only">{format!(" {what}")}</span></a> }
}

/// The words of the island that sends the request.
fn validate_words() -> BTreeMap<String, String> {
    let mut words: BTreeMap<String, String> = ["validate", "previous", "why", "sending", "not-sent", "signed-out"]
        .into_iter()
        .map(|key| (key.to_owned(), t(&format!("claim-{key}"))))
        .collect();
    words.insert("retrying".to_owned(), t_with("claim-retrying", &[("seconds", "{seconds}")]));
    for reason in [StepError::Periods, StepError::Files, StepError::Stale] {
        words.insert(reason.sentence_key().to_owned(), t(reason.sentence_key()));
    }
    words
}
