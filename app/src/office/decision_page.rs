//! « Décider »: the days of a request, a motive, and what it would come to, before anything is confirmed.
use super::{
    decided_part::Late,
    decision::{DecisionFile, load_decision},
    hands_card::move_items,
    layout::{OfficeLayout, opened},
};
use crate::{
    account::worded,
    claim::{capitalised, days_text},
    decision::{DecidedDayList, OutcomeBadge, ReasonText},
    page::param,
    payment::{CoverEnded, Hindered, PaymentLines},
    routes,
    ui::{ErrorSummary, Notice, NoticeKind, PageHead, RadioGroup, SelectField, TextArea, TextField, Timeline},
    words::{t, t_with},
};
use domain::{
    benefit::Spell,
    claim::ClaimMove,
    decision::{Checked, DecidedDays, MAX_TEXT, Owed, Ruling, Sheet, Verdict},
    form::grouped,
    id::IdempotencyKey,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page on which a request is decided.
#[component]
pub fn DecisionPage() -> impl IntoView {
    let (id, number) = (param("id"), param("request"));
    let version = use_query_map().with_untracked(|map| map.get("version")).unwrap_or_default();
    opened(
        move || load_decision(id.clone(), number.clone(), version.clone()),
        |DecisionFile { sheet, changes }: DecisionFile| match sheet.checked.clone() {
            Checked::Decided { by, at, outcome } => view! { <Late sheet by at outcome/> }.into_any(),
            _ => view! { <Decide sheet changes/> }.into_any(),
        },
    )
}

#[component]
fn Decide(sheet: Sheet, changes: Option<Vec<ClaimMove>>) -> impl IntoView {
    let problems = match &sheet.checked {
        Checked::Wrong(problems) => worded(problems.clone()),
        _ => Vec::new(),
    };
    let claim = sheet.claim.to_string();
    let lead = t_with("decision-lead", &[("request", &sheet.request), ("number", &sheet.number)]);
    let confirm = match sheet.checked.clone() {
        Checked::Right { ruling, owed, key } => Some(view! { <Preview sheet=sheet.clone() ruling owed=*owed key/> }),
        _ => None,
    };
    view! {
        <OfficeLayout title=t("decision-title") refused=!problems.is_empty() current=routes::OFFICE>
            <PageHead title=t("decision-title") lead eyebrow=(sheet.member.clone(), routes::office_claim(&claim))/>
            <ErrorSummary title=t("app-errors") items=problems.clone()/>
            {changes.map(|moves| view! { <Changed moves/> })}
            {confirm}
            <Form sheet problems/>
        </OfficeLayout>
    }
}

/// What was to be confirmed is no longer what the page showed: who did what to the dossier since.
#[component]
fn Changed(moves: Vec<ClaimMove>) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::set_status(409);
    let since = (!moves.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="entretemps">
                <h2 id="entretemps">{t("office-conflict-since")}</h2>
                <Timeline items=move_items(&moves)/>
            </section>
        }
    });
    view! {
        <Notice kind=NoticeKind::Warning title=t("decision-changed")><p>{t("decision-changed-text")}</p></Notice>
        {since}
    }
}

#[component]
fn Form(sheet: Sheet, problems: Vec<(String, String)>) -> impl IntoView {
    let error = |field: &str| Signal::stored(problems.iter().find(|(of, _)| of == field).map(|(_, text)| text.clone()));
    let verdicts = Verdict::ALL.map(|verdict| (verdict.as_str().to_owned(), t(&verdict.key()))).to_vec();
    let days = sheet.periods.iter().enumerate().map(|(place, period)| {
        let id = format!("accepted-{place}");
        let label = t_with("decision-accepted", &[("period", &period.to_string())]);
        let value = sheet.form.accepted.get(place).cloned().unwrap_or_default();
        let error = error(&id);
        view! { <TextField id name=format!("accepted[{place}]") label hint=t("decision-accepted-hint") value error maxlength=2_000/> }
    });
    let days = days.collect_view();
    let none = (String::new(), t("decision-motive-choose"));
    let motives: Vec<(String, String)> =
        [none].into_iter().chain(sheet.motives.iter().map(|label| (label.clone(), label.clone()))).collect();
    let hint = t_with("decision-text-hint", &[("count", &grouped(MAX_TEXT as u64))]);
    view! {
        <form class="card" action="/api/office_draft_decision" method="post" novalidate>
            <input type="hidden" name="id" value=sheet.claim.to_string()/>
            <input type="hidden" name="number" value=sheet.request/>
            <RadioGroup id="verdict" name="verdict" legend=t("decision-verdict") options=verdicts selected=sheet.form.verdict error=error("verdict")/>
            {days}
            <SelectField id="motive" name="motive" label=t("decision-motive") hint=t("decision-motive-hint") options=motives
                selected=sheet.form.motive error=error("motive")/>
            <TextArea id="text" name="text" label=t("decision-text") hint value=sheet.form.text error=error("text") maxlength=MAX_TEXT/>
            <div class="actions"><button class="btn btn--primary" type="submit">{t("decision-check")}</button></div>
        </form>
    }
}

/// What would be decided and paid, and the button that does it.
#[component]
fn Preview(sheet: Sheet, ruling: Ruling, owed: Owed, key: IdempotencyKey) -> impl IntoView {
    let Ruling { outcome, periods, reason } = ruling;
    let days: Vec<DecidedDays> = periods.into_iter().flatten().collect();
    let paid = if owed.lines.is_empty() {
        view! { <p>{t("payment-nothing-owed")}</p> }.into_any()
    } else {
        view! { <PaymentLines lines=owed.lines/> }.into_any()
    };
    view! {
        <section class="card card--lead" aria-labelledby="apercu">
            <h2 id="apercu">{t("decision-preview")}</h2>
            <p class="row"><OutcomeBadge outcome/></p>
            {reason.map(|reason| view! { <ReasonText reason/> })}
            <DecidedDayList days/>
            <h3>{t("decision-preview-benefit")}</h3>
            <SpellList spells=owed.spells/>
            {owed.cover_ended.map(|day| view! { <CoverEnded day/> })}
            {paid}
            {owed.hindrance.map(|hindrance| view! { <Hindered hindrance/> })}
            <form class="actions" action="/api/office_decide" method="post">
                <input type="hidden" name="id" value=sheet.claim.to_string()/>
                <input type="hidden" name="number" value=sheet.request/>
                <input type="hidden" name="version" value=sheet.version.to_string()/>
                <input type="hidden" name="key" value=key.to_string()/>
                <button class="btn btn--primary btn--lg" type="submit">{t("decision-confirm")}</button>
            </form>
            <p class="hint">{t("decision-confirm-hint")}</p>
        </section>
    }
}

/// What becomes of the accepted days of the whole dossier.
#[component]
pub fn SpellList(
    /// In order.
    spells: Vec<Spell>,
) -> impl IntoView {
    let line = |spell: Spell| {
        let about = [t(spell.standing.words_key()), days_text(spell.range.days())].join(", ");
        view! { <li><div><b>{capitalised(&spell.range.to_string())}</b><p class="eyebrow">{about}</p></div></li> }
    };
    view! { <ul class="list">{spells.into_iter().map(line).collect_view()}</ul> }
}
