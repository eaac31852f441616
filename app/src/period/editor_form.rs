//! The form of one period, as the server renders it: plain, whole, and what the island works on.
use super::editor_model::EditorModel;
use crate::{
    ui::{Icon, RadioGroup, SelectField, TextField},
    words::t,
};
use domain::{
    claim::Draft,
    form::fill,
    period::{Field, FutureRule, PreviousStop},
};
use leptos::prelude::*;

/// The form (C-14 … C-20).
#[component]
pub fn EditorForm(
    /// How lines are judged, and the words.
    model: EditorModel,
    /// Where the form is posted, and the hidden field that says of which dossier: its name and its value.
    to: (&'static str, &'static str, String),
    /// The request being written.
    draft: Draft,
    /// The stop before this dossier and what is wrong with it, where it is asked for (P-13).
    previous: Option<(PreviousStop, Option<String>)>,
) -> impl IntoView {
    let word = |name: &str| model.word(name);
    let first = draft.lines.entry.clone();
    let problems = if draft.lines.checked && !first.is_empty() { model.problems(&first) } else { Vec::new() };
    let error = |field: Field| Signal::stored(problems.iter().find(|(f, _)| *f == field).map(|(_, text)| text.clone()));
    let days = first.range().map(|range| match range.days() {
        1 => word("days-one"),
        n => fill(&word("days-many"), &[("days".to_owned(), n.to_string())]),
    });
    let payers =
        std::iter::once((String::new(), word("payer-choose"))).chain(model.payers.iter().map(|p| (p.clone(), p.clone()))).collect();
    let levels: Vec<(String, String)> =
        model.rules.pay_levels.iter().map(|l| (l.as_str().to_owned(), word(&format!("pay-level-{}", l.as_str())))).collect();
    let yes_no = vec![("oui".to_owned(), word("resumed-oui")), ("non".to_owned(), word("resumed-non"))];
    let end_hint = if model.rules.future_rule == FutureRule::EndNotAfterToday { "end-hint" } else { "end-hint-future" };
    let correcting = model.correcting.is_some();
    let (action, name, of) = to;
    view! {
        <form class="card" id="periode" action=action method="post" novalidate>
            <input type="hidden" name=name value=of/>
            <input type="hidden" name="version" value=draft.version.to_string()/>
            <button class="sr-only" type="submit" name="intent" value="add" tabindex="-1" aria-hidden="true"></button>
            {previous.map(|(typed, error)| view! { <Previous typed error/> })}
            <h2>{word("legend")}</h2>
            <Templates title=word("errors")/>
            <div class="pair">
                <TextField id="start" name="start" label=word("start") hint=word("start-hint") value=first.start.clone() error=error(Field::Start)
                    class="input--date" inputmode="numeric" autocomplete="off" maxlength=100/>
                <TextField id="end" name="end" label=word("end") hint=word(end_hint) value=first.end.clone() error=error(Field::End)
                    class="input--date" inputmode="numeric" autocomplete="off" maxlength=100/>
            </div>
            <p class="hint" role="status" id="jours-saisis">{days}</p>
            <SelectField id="payer" name="payer" label=word("payer") options=payers selected=first.payer.clone() error=error(Field::Payer)/>
            {(!levels.is_empty()).then(|| view! {
                <RadioGroup id="pay_level" name="pay_level" legend=word("pay-level") options=levels selected=first.pay_level.clone() error=error(Field::PayLevel)/>
            })}
            <RadioGroup id="resumed" name="resumed" legend=word("resumed") options=yes_no selected=first.resumed.clone() error=error(Field::Resumed)/>
            <div class="only-resumed">
                <TextField id="resumed_on" name="resumed_on" label=word("resumed-on") hint=word("resumed-on-hint") value=first.resumed_on.clone()
                    error=error(Field::ResumedOn) class="input--date" inputmode="numeric" autocomplete="off" maxlength=100/>
            </div>
            <GapBox gap=model.gap(&first) ticked=first.gap_confirmed.clone() error=error(Field::GapConfirmed)/>
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

/// The stop that came before, where the dossier knows of none: a prolongation follows something (P-13).
#[component]
fn Previous(typed: PreviousStop, error: Option<String>) -> impl IntoView {
    let hint = t("period-start-hint");
    view! {
        <h2>{t("period-previous")}</h2>
        <p class="muted">{t("period-previous-why")}</p>
        <div class="pair">
            <TextField id="previous_start" name="previous_start" label=t("period-previous-start") hint=hint.clone() value=typed.start
                error=Signal::stored(error) class="input--date" inputmode="numeric" autocomplete="off" maxlength=100/>
            <TextField id="previous_end" name="previous_end" label=t("period-previous-end") hint value=typed.end
                class="input--date" inputmode="numeric" autocomplete="off" maxlength=100/>
        </div>
    }
}

/// What the island shows when it refuses a line itself; hidden until then.
#[component]
fn Templates(title: String) -> impl IntoView {
    view! {
        <div class="alert alert--danger error-summary" id="erreurs-saisie" role="alert" tabindex="-1" aria-labelledby="erreurs-saisie-titre" hidden>
            <Icon name="error"/>
            <div><h3 id="erreurs-saisie-titre">{title}</h3><ul></ul></div>
        </div>
        <template id="modele-erreur"><p class="error"><Icon name="error"/><span></span></p></template>
        <template id="modele-erreur-liee"><li><a href="#start"></a></li></template>
    }
}

/// The box that confirms uncovered days; its value names them, so that it is worth nothing for others (P-5). Hidden and not
/// posted while there are none.
#[component]
fn GapBox(gap: Option<(String, String)>, ticked: String, error: Signal<Option<String>>) -> impl IntoView {
    let none = gap.is_none();
    let (text, value) = gap.unwrap_or_default();
    let checked = !none && ticked == value;
    let error = error.get_untracked();
    let class = if error.is_some() { "field field--error" } else { "field" };
    view! {
        <div class=class id="trou" hidden=none>
            {error.map(|text| view! { <p class="error" id="gap_confirmed-error"><Icon name="error"/><span>{text}</span></p> })}
            <label class="check">
                <input type="checkbox" id="gap_confirmed" name="gap_confirmed" value=value checked=checked disabled=none/>
                <span>{text}</span>
            </label>
        </div>
    }
}
