//! Step 1: the periods a social body has paid (C-13 … C-20).
use super::{Calendar, EditorModel, PeriodEditor, editor_form::EditorForm};
use crate::{
    claim::{
        Conflict, DraftNote, Wizard, WrittenLine,
        api::{self, ClaimFile},
        capitalised, days_text,
    },
    failure::Failure,
    page::{loaded, param},
    routes::Step,
    ui::{Disclose, ErrorSummary, Notice, NoticeKind},
    words::{t, t_args, t_with, template},
};
use domain::{
    claim::Draft,
    period::{Field, PeriodForm, PeriodRules, Sentence, Situation, Verdict, period_name},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The period step.
#[component]
pub fn PeriodsPage() -> impl IntoView {
    let number = param("number");
    loaded(move || api::load_claim(number.clone()), step)
}

fn step(file: ClaimFile) -> AnyView {
    let draft = match file.draft_of(false) {
        Ok(draft) => draft.clone(),
        Err(error) => return view! { <Failure error/> }.into_any(),
    };
    let verdict = file.verdict(&draft);
    let model = model(file.situation(&draft), (&file.periods, &file.settings.payers), &draft);
    let problems = problems(&draft, &verdict, &model);
    let (number, situation) = (file.claim.summary.number.clone(), model.situation.clone());
    let (dossier, typed) = (number.clone(), draft.clone());
    let mine = draft.lines.conflict.as_ref().map(typed_days);
    let previous = model.situation.asks_previous_stop().then(|| {
        let error = problems.iter().find(|(field, _)| field == "previous_start").map(|(_, text)| text.clone());
        (draft.previous.clone(), error)
    });
    view! {
        <Wizard file step=Step::Periods title=t("period-heading") lead=t("period-intro") refused=!problems.is_empty()>
            <ErrorSummary title=t("app-errors") items=problems/>
            {mine.map(|mine| view! { <Conflict form="periode" mine/> })}
            <div class="cols cols--aside">
                <div class="stack stack--lg">
                    <Written draft=draft.clone() verdict/>
                    <PeriodEditor rows=model.rows.clone() correcting=model.correcting situation=model.situation.clone() rules=model.rules.clone()
                        payers=model.payers.clone() words=model.words.clone()>
                        <EditorForm model to=("/api/save_periods", "number", dossier) draft=typed previous/>
                    </PeriodEditor>
                    <DraftNote number draft=draft.clone()/>
                </div>
                <aside class="stack" aria-label=t("period-aside")>
                    <div class="card"><h2>{t("period-strip")}</h2><Calendar situation rows=draft.lines.all()/></div>
                    <Disclose summary=t("period-where")><p>{t("period-where-answer")}</p></Disclose>
                </aside>
            </div>
        </Wizard>
    }
    .into_any()
}

/// The lines added, and what the rules remark on them.
#[component]
pub(crate) fn Written(draft: Draft, verdict: Verdict) -> impl IntoView {
    let warnings: Vec<String> = verdict.warnings.iter().map(|w| t_args(w.sentence_key(), &w.args)).collect();
    view! {
        <section class="card" aria-labelledby="liste">
            <div class="card__head"><h2 id="liste">{t("period-list")}</h2><span class="badge badge--info">{count(draft.lines.rows.len())}</span></div>
            {draft.lines.rows.is_empty().then(|| view! { <p class="muted">{t("period-list-empty")}</p> })}
            <ul class="list">{rows(&draft, &verdict)}</ul>
            {warnings.into_iter().map(|text| view! { <Notice kind=NoticeKind::Warning><p>{text}</p></Notice> }).collect_view()}
        </section>
    }
}

fn count(rows: usize) -> String {
    t_with(if rows < 2 { "period-count-one" } else { "period-count-many" }, &[("count", &rows.to_string())])
}

/// Errors for the summary: those of the request, of added lines, and of the line being typed once it was checked.
pub(crate) fn problems(draft: &Draft, verdict: &Verdict, model: &EditorModel) -> Vec<(String, String)> {
    let lines = &draft.lines;
    let of_rows = verdict.errors.iter().filter(|e| e.row > 0 && e.row != lines.typed_row() && e.row <= lines.rows.len());
    let of_rows = of_rows.map(|e| (format!("ligne-{}", e.row), t_args(e.sentence_key(), &e.args)));
    let asked = lines.checked && lines.entry.is_empty();
    let of_request = verdict.errors.iter().filter(|e| e.row == 0 && (asked || !lines.rows.is_empty()));
    let place = |field| if field == Field::StopKind && model.situation.asks_previous_stop() { "previous_start" } else { "start" };
    let of_request = of_request.map(|e| (place(e.field).to_owned(), t_args(e.sentence_key(), &e.args)));
    let of_entry = if lines.checked && !lines.entry.is_empty() { model.problems(&lines.entry) } else { Vec::new() };
    let of_entry = of_entry.into_iter().map(|(field, text)| (field.as_str().to_owned(), text));
    of_request.chain(of_rows).chain(of_entry).collect()
}

/// Added lines, each with « Corriger » and « Retirer » (C-19).
fn rows(draft: &Draft, verdict: &Verdict) -> impl IntoView + use<> {
    let line = |(n, row): (usize, &PeriodForm)| {
        let correcting = draft.lines.correcting == Some(n);
        let found = verdict.errors.iter().filter(|e| e.row == n + 1 && !correcting);
        let errors: Vec<String> = found.map(|e| t_args(e.sentence_key(), &e.args)).collect();
        let (title, named) = match row.range() {
            Some(range) => (capitalised(&range.to_string()), period_name(range)),
            None => (typed_days(row), typed_days(row)),
        };
        let named = |key: &str| t_with(key, &[("range", &named)]);
        let (edit, remove) = (named("period-edit-named"), named("period-remove-named"));
        view! { <WrittenLine form="periode" n title about=about(row) edit remove errors correcting/> }
    };
    draft.lines.rows.iter().enumerate().map(line).collect_view()
}

/// The rest of a typed line: number of days, social body, work resumed or not.
fn about(row: &PeriodForm) -> String {
    let resumed = match row.has_resumed() {
        Some(true) => {
            let day = domain::day::Day::parse(&row.resumed_on).map_or(row.resumed_on.clone(), |d| d.to_string());
            t_with("period-line-resumed", &[("day", &day)])
        }
        _ => t("period-line-not-resumed"),
    };
    let about: Vec<String> = row.range().map(|r| days_text(r.days())).into_iter().chain([row.payer.clone(), resumed]).collect();
    about.join(", ")
}

/// The days of a typed line, as far as there are any.
pub(crate) fn typed_days(row: &PeriodForm) -> String {
    let typed = || if row.is_empty() { String::new() } else { [row.start.as_str(), row.end.as_str()].join(" – ") };
    row.range().map_or_else(typed, |range| range.to_string())
}

/// How the lines of a request are judged, and the words for it.
pub(crate) fn model(situation: Situation, (rules, payers): (&PeriodRules, &[String]), draft: &Draft) -> EditorModel {
    let names = [
        "legend",
        "start",
        "start-hint",
        "end",
        "end-hint",
        "end-hint-future",
        "payer",
        "payer-choose",
        "pay-level",
        "pay-level-plein",
        "pay-level-demi",
        "resumed",
        "resumed-oui",
        "resumed-non",
        "resumed-on",
        "resumed-on-hint",
        "add",
        "save",
        "next",
        "correct",
        "cancel",
        "days-one",
    ];
    let mut words: BTreeMap<String, String> = names.iter().map(|name| ((*name).to_owned(), t(&format!("period-{name}")))).collect();
    words.insert("gap-confirm".to_owned(), template("period-gap-confirm", &["gap"]));
    words.insert("days-many".to_owned(), template("period-days-many", &["days"]));
    words.insert("errors".to_owned(), t("app-errors"));
    words.extend(Sentence::ALL.iter().map(|s| (s.key().to_owned(), template(s.key(), s.args()))));
    EditorModel {
        rows: draft.lines.rows.clone(),
        correcting: draft.lines.correcting,
        situation,
        rules: rules.clone(),
        payers: payers.to_vec(),
        words,
    }
}
