//! The period editor (C-14 … C-20) over its plain form: checks a field when it is left and the line when it is sent, counts the
//! days and offers the day of resumption. The post itself is the browser's.
use super::editor_model::EditorModel;
use crate::dom;
use domain::{
    day::Day,
    form::fill,
    period::{Field, PeriodForm, PeriodRules, Situation, suggested_resume},
};
use leptos::{
    ev::{Event, FocusEvent, SubmitEvent},
    prelude::*,
};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    sync::Arc,
    time::Duration,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlButtonElement, HtmlFormElement, HtmlInputElement};

/// Fields that may carry an error, in the order of the form.
const FIELDS: [Field; 7] = [Field::Start, Field::End, Field::Payer, Field::PayLevel, Field::Resumed, Field::ResumedOn, Field::GapConfirmed];

/// Wakes the form of one period.
#[island]
pub fn PeriodEditor(
    /// Lines added so far.
    rows: Vec<PeriodForm>,
    /// Place in `rows` of the line under correction.
    correcting: Option<usize>,
    /// What was sent before.
    situation: Situation,
    /// Limits.
    rules: PeriodRules,
    /// Social bodies offered.
    payers: Vec<String>,
    /// Words by name, and sentence templates by key.
    words: BTreeMap<String, String>,
    /// The form, as the server rendered it.
    children: Children,
) -> impl IntoView {
    let model = Arc::new(EditorModel { rows, correcting, situation, rules, payers, words });
    let (leaver, counter) = (model.clone(), model.clone());
    let left = move |event: FocusEvent| {
        let field = dom::place_of(&event, "input").and_then(|input| field_of(&input.unchecked_into::<HtmlInputElement>().name()));
        if let Some(field) = field {
            leave(field);
            if !PRESSING.get() {
                check_left(&leaver);
            }
        }
    };
    if cfg!(feature = "hydrate") {
        // A sentence that appears between press and release would move the button away from under the finger.
        for released in ["pointerup", "pointercancel"] {
            let model = model.clone();
            let _ = window_event_listener_untyped(released, move |_| {
                let model = model.clone();
                let after_the_click = move || {
                    if PRESSING.replace(false) && LEFT.with_borrow(|left| !left.is_empty()) {
                        check_left(&model);
                    }
                };
                set_timeout(after_the_click, Duration::ZERO);
            });
        }
    }
    let changed = move |event: Event| {
        let resumed = dom::place_of(&event, "[name=resumed]").is_some();
        if resumed {
            offer_resumption(&typed(), counter.situation.today);
        }
        show_days_and_gap(&counter, &typed());
    };
    let send = move |event: SubmitEvent| {
        let now = typed();
        if must_be_right(&event) && !now.is_empty() && refuse(&model, &now) {
            event.prevent_default();
        }
    };
    view! { <div on:pointerdown=|_| PRESSING.set(true) on:focusout=left on:change=changed on:submit=send>{children()}</div> }
}

thread_local! {
    /// Fields left so far: only these are judged before the line is sent.
    static LEFT: RefCell<Vec<Field>> = const { RefCell::new(Vec::new()) };
    /// Whether a finger or a mouse button is down.
    static PRESSING: Cell<bool> = const { Cell::new(false) };
}

fn leave(field: Field) {
    LEFT.with_borrow_mut(|left| {
        if !left.contains(&field) {
            left.push(field);
        }
    });
}

/// What is wrong with the fields left so far.
fn check_left(model: &EditorModel) {
    let now = typed();
    let problems = model.problems(&now);
    for one in FIELDS {
        let text = problems.iter().find(|(f, _)| *f == one).map(|(_, text)| text.as_str());
        if text.is_none() || ((LEFT.with_borrow(|left| left.contains(&one)) || is_marked(one)) && !blank(&now, one)) {
            mark(one, text);
        }
    }
    show_days_and_gap(model, &now);
}

/// Says what is wrong with the line, at each field and above them; false when nothing is.
fn refuse(model: &EditorModel, now: &PeriodForm) -> bool {
    let problems = model.problems(now);
    for field in FIELDS {
        mark(field, problems.iter().find(|(f, _)| *f == field).map(|(_, text)| text.as_str()));
    }
    let Some(summary) = dom::find("#erreurs-saisie") else { return false };
    summary.set_hidden(problems.is_empty());
    if let Some(list) = dom::find_in(&summary, "ul") {
        list.set_text_content(None);
        for (field, text) in &problems {
            if let Some(line) = dom::copy_of("#modele-erreur-liee") {
                if let Some(link) = dom::find_in(&line, "a") {
                    dom::attribute(&link, "href", Some(&format!("#{}", field.as_str())));
                    link.set_text_content(Some(text));
                }
                let _ = list.append_child(&line);
            }
        }
    }
    if !problems.is_empty() {
        let _ = summary.focus();
    }
    !problems.is_empty()
}

fn is_marked(field: Field) -> bool {
    dom::find(&format!("#{}-error", field.as_str())).is_some()
}

/// Puts the sentence at its field and ties them together, or takes it away.
fn mark(field: Field, text: Option<&str>) {
    let id = field.as_str();
    let Some(input) = dom::find(&format!("#{id}")) else { return };
    let Ok(Some(block)) = input.closest(".field") else { return };
    let error_id = format!("{id}-error");
    if let Some(old) = dom::find(&format!("#{error_id}")) {
        old.remove();
    }
    let _ = block.class_list().toggle_with_force("field--error", text.is_some());
    let choices = dom::find_in(&block, ".choices, .check");
    let described: &Element = if choices.is_some() { &block } else { &input };
    let others: Vec<String> = described
        .get_attribute("aria-describedby")
        .unwrap_or_default()
        .split(' ')
        .filter(|t| !t.is_empty() && *t != error_id)
        .map(str::to_owned)
        .collect();
    let tied = others.into_iter().chain(text.map(|_| error_id.clone())).collect::<Vec<_>>().join(" ");
    dom::attribute(described, "aria-describedby", Some(tied.as_str()).filter(|t| !t.is_empty()));
    if choices.is_none() {
        dom::attribute(&input, "aria-invalid", text.map(|_| "true"));
    }
    if let (Some(text), Some(line)) = (text, dom::copy_of("#modele-erreur")) {
        line.set_id(&error_id);
        dom::set_text(&line, "span", text);
        let before: &Element = choices.as_deref().map_or(&input, |c| c);
        let _ = before.before_with_node_1(&line);
    }
}

/// Counts the days typed and asks about uncovered ones (P-5).
fn show_days_and_gap(model: &EditorModel, now: &PeriodForm) {
    let days = now.range().map(|range| match range.days() {
        1 => model.word("days-one"),
        n => fill(&model.word("days-many"), &[("days".to_owned(), n.to_string())]),
    });
    if let Some(line) = dom::find("#jours-saisis") {
        line.set_text_content(days.as_deref());
    }
    let gap = model.gap(now);
    let Some(block) = dom::find("#trou") else { return };
    block.set_hidden(gap.is_none());
    let input = dom::find_in(&block, "input").map(JsCast::unchecked_into::<HtmlInputElement>);
    if let Some(input) = input {
        input.set_disabled(gap.is_none());
        if let Some((text, value)) = gap
            && input.value() != value
        {
            input.set_value(&value);
            input.set_checked(false);
            dom::set_text(&block, "label span", &text);
        }
    }
}

/// Writes the first possible day of resumption where none was typed yet.
fn offer_resumption(now: &PeriodForm, today: Day) {
    let day = now.range().and_then(|range| suggested_resume(range.end(), today));
    let wanted = now.has_resumed() == Some(true) && now.resumed_on.is_empty();
    if let (true, Some(day), Some(input)) = (wanted, day, dom::find("#resumed_on").map(JsCast::unchecked_into::<HtmlInputElement>)) {
        input.set_value(&day.typed());
    }
}

/// Adding and going on ask for a right line; saving keeps anything, removing and correcting look at other lines.
fn must_be_right(event: &SubmitEvent) -> bool {
    let pressed = event.submitter().map(|button| button.unchecked_into::<HtmlButtonElement>().value());
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
fn typed() -> PeriodForm {
    let form = dom::find("#periode").map(JsCast::unchecked_into::<HtmlFormElement>);
    let Some(data) = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok()) else { return PeriodForm::default() };
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
