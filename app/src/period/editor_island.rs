//! The period editor (C-14 … C-20): a plain form; the island checks a field when it is left and the line when it is sent,
//! counts the days and offers the day of resumption. The post itself is the browser's.
use super::editor_model::EditorModel;
use crate::ui::{ErrorSummary, Icon, RadioGroup, SelectField, TextField};
use domain::{
    day::Day,
    form::fill,
    period::{Field, FutureRule, PeriodForm, suggested_resume},
};
use leptos::{
    ev::{Event, FocusEvent, SubmitEvent},
    html::Form,
    prelude::*,
};
use wasm_bindgen::JsCast;

/// The form of one period.
#[island]
pub fn PeriodEditor(
    /// What it edits and how it is judged.
    model: EditorModel,
) -> impl IntoView {
    let form = NodeRef::<Form>::new();
    let entry = RwSignal::new(model.entry.clone());
    let shown = RwSignal::new(if model.checked && !model.entry.is_empty() { model.problems(&model.entry) } else { Vec::new() });
    let summary = RwSignal::new(Vec::<(String, String)>::new());
    let model = StoredValue::new(model);
    let word = move |name: &str| model.with_value(|m| m.word(name));
    let error =
        move |field: Field| Signal::derive(move || shown.with(|all| all.iter().find(|(f, _)| *f == field).map(|(_, text)| text.clone())));

    let read = move || form.get_untracked().map(|form| typed(&form)).unwrap_or_default();
    let left = move |event: FocusEvent| {
        let Some(field) =
            event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()).and_then(|input| field_of(&input.name()))
        else {
            return;
        };
        let now = read();
        let problems = model.with_value(|m| m.problems(&now));
        let touched = |f: &Field| *f == field || shown.with_untracked(|all| all.iter().any(|(g, _)| g == f));
        shown.set(problems.into_iter().filter(|(f, _)| touched(f) && !blank(&now, *f)).collect());
        entry.set(now);
    };
    let changed = move |_: Event| entry.set(read());
    let offer = move |_: Event| {
        let today = model.with_value(|m| m.situation.today);
        offer_resumption(form, &read(), today);
        entry.set(read());
    };
    let send = move |event: SubmitEvent| {
        let now = read();
        if !must_be_right(&event) || now.is_empty() {
            return;
        }
        let problems = model.with_value(|m| m.problems(&now));
        if problems.is_empty() {
            return;
        }
        event.prevent_default();
        summary.set(problems.iter().map(|(f, text)| (f.as_str().to_owned(), text.clone())).collect());
        shown.set(problems);
        request_animation_frame(focus_summary);
    };
    let days = move || {
        entry.with(PeriodForm::range).map(|range| match range.days() {
            1 => word("days-one"),
            n => fill(&word("days-many"), &[("days".to_owned(), n.to_string())]),
        })
    };
    let gap = move || entry.with(|e| model.with_value(|m| m.gap(e)));
    let first = model.with_value(|m| m.entry.clone());
    let confirmed = first.gap_confirmed.clone();
    let (levels, correcting, future) =
        model.with_value(|m| (m.rules.pay_levels.clone(), m.correcting.is_some(), m.rules.future_rule != FutureRule::EndNotAfterToday));
    let payers = std::iter::once((String::new(), word("payer-choose")))
        .chain(model.with_value(|m| m.payers.iter().map(|p| (p.clone(), p.clone())).collect::<Vec<_>>()));
    view! {
        <form class="card" id="periode" action="/api/save_periods" method="post" novalidate node_ref=form on:focusout=left on:change=changed on:submit=send>
            <input type="hidden" name="number" value=model.with_value(|m| m.number.clone())/>
            <input type="hidden" name="version" value=model.with_value(|m| m.version.to_string())/>
            <button class="sr-only" type="submit" name="intent" value="add" tabindex="-1" aria-hidden="true"></button>
            <h2>{word("legend")}</h2>
            <div id="erreurs-saisie">{move || (!summary.with(Vec::is_empty)).then(|| view! { <ErrorSummary title=word("errors") items=summary.get()/> })}</div>
            <div class="pair">
                <TextField id="start" name="start" label=word("start") hint=word("start-hint") value=first.start error=error(Field::Start)
                    class="input--date" inputmode="numeric" autocomplete="off" maxlength=100/>
                <TextField id="end" name="end" label=word("end") hint=word(if future { "end-hint-future" } else { "end-hint" }) value=first.end error=error(Field::End)
                    class="input--date" inputmode="numeric" autocomplete="off" maxlength=100/>
            </div>
            <p class="hint" role="status">{days}</p>
            <SelectField id="payer" name="payer" label=word("payer") options=payers.collect() selected=first.payer error=error(Field::Payer)/>
            {(!levels.is_empty()).then(|| {
                let options = levels.iter().map(|l| (l.as_str().to_owned(), word(&format!("pay-level-{}", l.as_str())))).collect();
                view! { <RadioGroup id="pay_level" name="pay_level" legend=word("pay-level") options selected=first.pay_level.clone() error=error(Field::PayLevel)/> }
            })}
            <div on:change=offer>
                <RadioGroup id="resumed" name="resumed" legend=word("resumed") options=vec![("oui".to_owned(), word("resumed-oui")), ("non".to_owned(), word("resumed-non"))]
                    selected=first.resumed error=error(Field::Resumed)/>
            </div>
            <div class="only-resumed">
                <TextField id="resumed_on" name="resumed_on" label=word("resumed-on") hint=word("resumed-on-hint") value=first.resumed_on error=error(Field::ResumedOn)
                    class="input--date" inputmode="numeric" autocomplete="off" maxlength=100/>
            </div>
            {move || gap().map(|(text, value)| {
                let checked = confirmed == value;
                view! { <GapBox text value checked error=error(Field::GapConfirmed)/> }
            })}
            <div class="actions">
                <button class="btn" type="submit" name="intent" value="add"><Icon name="plus"/>{word(if correcting { "correct" } else { "add" })}</button>
                {correcting.then(|| view! { <button class="btn btn--quiet" type="submit" name="intent" value="cancel">{word("cancel")}</button> })}
            </div>
            <div class="actions actions--step">
                <button class="btn btn--primary" type="submit" name="intent" value="save">{word("save")}</button>
                <button class="btn" type="submit" name="intent" value="next">{word("next")}<Icon name="arrow"/></button>
            </div>
        </form>
    }
}

/// The box that confirms uncovered days; its value names them, so that it is worth nothing for others (P-5).
#[component]
fn GapBox(text: String, value: String, checked: bool, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div class="field" class:field--error=move || error.with(Option::is_some)>
            {move || error.get().map(|text| view! { <p class="error" id="gap_confirmed-error"><Icon name="error"/><span>{text}</span></p> })}
            <label class="check"><input type="checkbox" id="gap_confirmed" name="gap_confirmed" value=value checked=checked/><span>{text}</span></label>
        </div>
    }
}

/// Writes the first possible day of resumption where none was typed yet.
fn offer_resumption(form: NodeRef<Form>, now: &PeriodForm, today: Day) {
    if now.has_resumed() != Some(true) || !now.resumed_on.is_empty() {
        return;
    }
    let day = now.range().and_then(|range| suggested_resume(range.end(), today));
    let input = form.get_untracked().and_then(|form| form.query_selector("#resumed_on").ok().flatten());
    if let (Some(day), Some(input)) = (day, input.and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok())) {
        input.set_value(&day.typed());
    }
}

/// Leads to the list of what is wrong.
fn focus_summary() {
    let summary = document().query_selector("#erreurs-saisie [role=alert]").ok().flatten();
    if let Some(summary) = summary.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = summary.focus();
    }
}

/// Adding and going on ask for a right line; saving keeps anything, removing and correcting look at other lines.
fn must_be_right(event: &SubmitEvent) -> bool {
    let pressed = event.submitter().and_then(|s| s.dyn_into::<web_sys::HtmlButtonElement>().ok()).map(|b| b.value());
    matches!(pressed.as_deref(), Some("add" | "next") | None)
}

fn field_of(name: &str) -> Option<Field> {
    [Field::Start, Field::End, Field::ResumedOn].into_iter().find(|f| f.as_str() == name)
}

/// A field not filled in yet is not blamed before the line is sent.
fn blank(entry: &PeriodForm, field: Field) -> bool {
    match field {
        Field::Start => entry.start.is_empty(),
        Field::End => entry.end.is_empty(),
        Field::ResumedOn => entry.resumed_on.is_empty() || Day::parse(&entry.end).is_none(),
        Field::Resumed => entry.resumed.is_empty(),
        Field::Payer => entry.payer.is_empty(),
        Field::GapConfirmed => true,
        _ => false,
    }
}

/// What stands in the form now.
fn typed(form: &web_sys::HtmlFormElement) -> PeriodForm {
    let Ok(data) = web_sys::FormData::new_with_form(form) else { return PeriodForm::default() };
    let value = |name: &str| data.get(name).as_string().unwrap_or_default();
    PeriodForm {
        start: value("start"),
        end: value("end"),
        payer: value("payer"),
        pay_level: value("pay_level"),
        resumed: value("resumed"),
        resumed_on: value("resumed_on"),
        gap_confirmed: value("gap_confirmed"),
    }
}
